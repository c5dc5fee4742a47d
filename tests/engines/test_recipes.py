"""The recipes of docs/engines.md, run as they stand there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from cut import assert_same, golden
from pyarrow import parquet

import zscore as zs

DOCUMENT = (Path(__file__).parents[2] / "docs" / "engines.md").read_text(encoding="utf-8")


def recipe(name: str) -> str:
    """Return a recipe, of fifteen lines at most."""
    found = re.search(rf"<!-- recipe: {name} -->\n```python\n(.*?)```", DOCUMENT, re.DOTALL)
    lines = found[1].strip().splitlines()
    assert len([line for line in lines if line]) <= 15
    return "\n".join(lines)


def write(children: pa.Table) -> None:
    """Write a folder of Parquet files, as the recipes read it."""
    Path("children").mkdir()
    for place, part in enumerate((children.slice(0, 100), children.slice(100))):
        parquet.write_table(part, f"children/{place}.parquet")


@pytest.fixture
def children(jit: bool) -> pa.Table:
    """Return children, some of whom lack a weight and others a height."""
    return golden(3000 if jit else 200)


def test_duckdb__scores_what_one_machine_scores(
    children: pa.Table, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("duckdb")
    monkeypatch.chdir(tmp_path)
    write(children)
    exec(compile(recipe("duckdb"), "recipe", "exec"), {})  # noqa: S102
    found = parquet.read_table("scored.parquet")
    expected = zs.score_children(children, profile="eppgbm")
    assert_same(found, expected)
    # With DuckDB's own handling of null, a child without a weight would have no height-for-age.
    lonely = expected.filter(pa.compute.is_null(expected.column("weight_kg")))
    assert lonely.column("haz").null_count < lonely.num_rows


def test_polars__scores_what_one_machine_scores(
    children: pa.Table, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pl = pytest.importorskip("polars")
    monkeypatch.chdir(tmp_path)
    write(children)
    names: dict[str, Any] = {}
    exec(compile(recipe("polars"), "recipe", "exec"), names)  # noqa: S102
    found = names["scored"].collect(engine="streaming").to_arrow()
    expected = zs.score_children(children, profile="eppgbm")
    assert_same(found, expected)
    stunted = names["scored"].filter(pl.col("haz") < -2).select("row", "haz")
    below = expected.filter(pc.less(expected.column("haz"), -2)).select(["row", "haz"])
    assert_same(stunted.collect(engine="streaming").to_arrow(), below)
    with pytest.raises(zs.TableError, match="lazy"):
        zs.score_children(names["children"])


def test_any_arrow_array__is_scored_without_a_copy(children: pa.Table) -> None:
    class OneBatch:
        """What has nothing but __arrow_c_array__."""

        def __arrow_c_array__(self, requested_schema: object = None) -> object:
            return children.combine_chunks().to_batches()[0].__arrow_c_array__(requested_schema)

    found = zs.score_children(OneBatch())
    assert_same(found, zs.score_children(children))
    whole = children.combine_chunks()
    scored = zs.score_children(whole)
    for name in ("weight_kg", "age_days"):
        ours, theirs = (t.column(name).chunk(0).buffers()[1] for t in (scored, whole))
        assert ours.address == theirs.address
