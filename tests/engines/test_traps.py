"""What engines do silently to such columns, a test for each (recipes: test_recipes.py)."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from cut import assert_same, golden

import zscore as zs
from optional import pl, present
from zscore.engines.partitions import score_part
from zscore.who_lms import kernels


@pytest.fixture
def children(jit: bool) -> pa.Table:
    """Return children, some of whom lack a weight and others a height."""
    return golden(3000 if jit else 200)


def test_a_missing_weight__takes_no_height_for_age_away(children: pa.Table) -> None:
    scored = score_part(children, {})
    lonely = scored.filter(pc.is_null(scored.column("weight_kg")))
    assert lonely.num_rows > lonely.column("haz").null_count


@pytest.mark.parametrize("make", present([pd.DataFrame, pa.table, pl.DataFrame, dict]))
@pytest.mark.parametrize("sex", [257, 258, 65_537, -255])
def test_a_code_that_would_wrap__is_no_sex(make: Any, sex: int) -> None:
    """As int8, 257 is 1: a boy."""
    rows = {"sex": np.array([sex, 2]), "age_days": np.array([683, 683]),
            "weight_kg": np.array([10.4, 10.4])}  # fmt: skip
    with pytest.raises(zs.CodeError, match="not known"):
        zs.score_children(make(rows))
    if make in (pd.DataFrame, pa.table):  # what the engines hand out
        scored = score_part(make(rows), {})
        assert list(pa.array(scored["waz_reason"]).to_pylist()) == ["no_sex", None]


def test_missing__is_null_and_never_above_three(children: pa.Table) -> None:
    """For polars, DuckDB and Spark NaN is greater than any number."""
    scored = zs.score_children(children)
    above = {name: pc.sum(pc.greater(scored.column(name), 3)).as_py() for name in ("haz", "whz")}
    frame = scored.to_pandas()
    assert above == {name: int((frame[name] > 3).sum()) for name in above}
    for name in ("haz", "waz", "whz", "bmi", "length_height_adjusted_cm"):
        assert not pc.any(pc.is_nan(scored.column(name))).as_py()


def test_rows_that_were_filtered__keep_their_own_scores(children: pa.Table) -> None:
    """What pandas would put where the index says, not where the row is."""
    frame = children.to_pandas()
    chosen = frame[frame["age_days"] % 2 == 1]
    expected = zs.score_children(chosen.reset_index(drop=True))
    for index in (chosen.index, chosen.index[::-1], [7] * len(chosen)):
        part = chosen.set_axis(index, axis="index")
        scored = score_part(part, {})
        assert list(scored.index) == list(part.index)
        assert_same(scored.reset_index(drop=True), expected)


def test_a_cell_that_is_blanked__is_that_of_its_row() -> None:
    part = pd.DataFrame({"sex": ["f", "x", "m"], "age_days": [683] * 3, "weight_kg": [10.4] * 3},
                        index=[2, 2, 0])  # fmt: skip
    scored = score_part(part, {})
    assert scored["waz"].isna().tolist() == [False, True, False]


def test_dictionaries_that_differ_between_batches__are_read_by_value() -> None:
    batches = [
        pa.record_batch({"sex": pa.array(sexes).dictionary_encode(),
                         "age_days": [683] * len(sexes), "weight_kg": [10.4] * len(sexes)})
        for sexes in (["f", "m"], ["m", "f"], ["m", "m"])
    ]  # fmt: skip
    table = pa.Table.from_batches(batches)
    expected = zs.score_children(
        {"sex": list("fmmfmm"), "age_days": [683] * 6, "weight_kg": [10.4] * 6}
    )["waz"]
    for scored in (zs.score_children(table), score_part(table, {})):
        assert scored.column("waz").to_pylist() == expected.tolist()


def test_a_relation_of_duckdb__is_lazy_and_refused() -> None:
    duckdb = pytest.importorskip("duckdb")
    with pytest.raises(zs.TableError, match="lazy"):
        zs.score_children(duckdb.sql("select 'f' as sex, 683 as age_days, 10.4 as weight_kg"))


def test_read_only_buffers__compile_nothing_twice(children: pa.Table, jit: bool) -> None:
    """Arrow's buffers are read-only and numpy's are not: two types to numba."""
    if not jit:
        pytest.skip("nothing is compiled")
    compiled = [f for f in vars(kernels).values() if hasattr(f, "signatures")]
    zs.score_children(children)
    before = [len(kernel.signatures) for kernel in compiled]
    zs.score_children(children.to_pandas())
    zs.score_children({name: children.column(name).to_pylist() for name in children.column_names})
    assert [len(kernel.signatures) for kernel in compiled] == before
    assert any(before)
