"""Prevalence of files."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

import zscore as zs
from exports import make
from zscore.batch import prevalence
from zscore.eppgbm.demo import write_demo

EXPORT = make.FOLDER / "layout_b.csv"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return the exports of a small made-up month."""
    return write_demo(tmp_path_factory.mktemp("demo"), children=400)


def shares(table: pa.Table) -> dict:
    """Return n, numerator and estimate of every group and condition."""
    names = table.column_names[: table.column_names.index("statistic")]
    rows = table.filter(pc.equal(table["statistic"], "prevalence")).to_pylist()
    return {
        (*(row[name] for name in names), row["condition"]): (
            row["n"], row["numerator"], row["estimate"], row["ci_low"],
        )
        for row in rows
    }  # fmt: skip


def test_estimate_files__equals_estimate_prevalence(demo: list[Path]) -> None:
    by = ["subdistrict", "village"]
    for rule in ("all", "latest", "first"):
        found = zs.estimate_files(demo, by=by, rollup=True, one_per_child=rule)
        children = zs.score_children(zs.read_eppgbm(demo), profile="eppgbm")
        direct = zs.estimate_prevalence(
            pa.Table.from_pandas(children), by=by, rollup=True, one_per_child=rule
        )
        ours, theirs = shares(found.estimates), shares(direct)
        assert found.rows == 400
        assert ours == {k: v for k, v in theirs.items() if k in ours}
        assert {k for k in theirs if k not in ours} == set()


def test_estimate_files__of_scored_files_is_that_of_the_exports(
    demo: list[Path], tmp_path: Path
) -> None:
    direct = shares(zs.estimate_files(demo, by="puskesmas").estimates)
    for ending in (".csv", ".parquet", ".xlsx"):
        scored = tmp_path / f"scored{ending}"
        zs.score_files(demo, scored)
        assert shares(zs.estimate_files([scored], by="puskesmas").estimates) == direct


def test_estimate_files__streams_blocks_as_it_holds_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = np.random.default_rng(1)
    n = 5000
    table = pa.table(
        {
            "haz": np.round(rng.normal(-1.3, 1.2, n), 2),
            "village": rng.choice(["a", "b", "c"], n),
            "id": [f"{i % 3000}" for i in range(n)],
            "w": rng.choice([0.5, 1.0], n),
            "psu": rng.integers(0, 30, n),
        }
    )
    whole, cut = tmp_path / "whole.parquet", [tmp_path / f"{i}.parquet" for i in range(7)]
    pq.write_table(table, whole)
    for i, path in enumerate(cut):
        pq.write_table(table.slice(i * 800, 800), path)
    design = {"by": "village", "weights": "w", "cluster": "psu", "conditions": "stunting"}
    monkeypatch.setattr(prevalence, "_WAITING", 3)
    for rule in ("all", "latest"):
        options = {**design, "one_per_child": rule, "child": "id"}
        one = zs.estimate_files([whole], **options).estimates.to_pandas()
        many = zs.estimate_files(cut, **options).estimates.to_pandas()
        pd.testing.assert_frame_equal(one, many, rtol=1e-9)
    assert zs.estimate_files(cut, **options).left_out == {"same_child": 2000}


def test_estimate_files__of_a_child_in_two_files(tmp_path: Path) -> None:
    header = "sex,birth_date,visit_date,length_height_cm,child_name,posyandu\n"
    for month, cm in (("01", "80"), ("02", "60")):
        (tmp_path / f"{month}.csv").write_text(
            f"{header}f,2024-01-05,2025-{month}-10,{cm},Siti  A,Mawar\n"
        )
    files = sorted(tmp_path.glob("*.csv"))
    found = zs.estimate_files(files, conditions="stunting", statistics="prevalence")
    assert (found.one_per_child, found.left_out) == ("latest", {"same_child": 1})
    assert found.estimates["estimate"].to_pylist() == [100.0]
    both = zs.estimate_files(files, period="month", conditions="stunting",
                             statistics="prevalence")  # fmt: skip
    assert both.estimates["estimate"].to_pylist() == [0.0, 100.0]
    assert both.left_out == {}


def test_estimate_files__without_names_counts_all_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("sex,age_days,length_height_cm\nf,400,80\nf,400,80\n")
    found = zs.estimate_files([path])
    assert (found.one_per_child, found.rows) == ("all", 2)
    with pytest.raises(zs.OutputError):
        zs.estimate_files([path], path)


def test_estimate_files__refused_files_are_said_and_the_others_counted(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_text("sex,age_days,length_height_cm,village\nf,400,80,a\n")
    bad.write_text("sex,age_days,length_height_cm,village\nf,400,80,a\nf,400,tall,a\n")
    found = zs.estimate_files([bad, good], by="village", conditions="stunting")
    assert found.files == ["good.csv"]
    (name, why), = found.failed  # fmt: skip
    assert (name, why.values["row"]) == ("bad.csv", 3)
    assert found.rows == 1
    lacking = tmp_path / "lacking.csv"
    lacking.write_text("sex,age_days,length_height_cm\nf,400,80\n")
    found = zs.estimate_files([lacking], by="village")
    assert found.files == []
    assert "column 'village' is missing" in str(found.failed[0][1])


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"conditions": "stunted"}, "unknown condition"),
        ({"statistics": "median"}, "unknown statistic"),
        ({"interval": "wald"}, "unknown interval"),
        ({"profile": "cdc"}, "unknown profile"),
        ({"one_per_child": "best"}, "unknown rule"),
        ({"scheme": "cdc"}, "unknown scheme"),
        ({"by": ["sex", "sex"]}, "named twice"),
        ({"min_n": -1}, "min_n is -1"),
    ],
)
def test_wrong_calls__are_refused_before_a_file_is_read(options: dict, message: str) -> None:
    with pytest.raises(zs.ZScoreError, match=message):
        zs.estimate_files([EXPORT], **options)


@pytest.mark.parametrize("ending", [".csv", ".parquet", ".xlsx", ".json"])
def test_output__holds_the_estimates(tmp_path: Path, ending: str) -> None:
    output = tmp_path / f"estimates{ending}"
    found = zs.estimate_files([EXPORT], output, by="village", conditions="stunting",
                              statistics="prevalence")  # fmt: skip
    read = {
        ".csv": lambda: pd.read_csv(output).to_dict("records"),
        ".parquet": lambda: pq.read_table(output).to_pylist(),
        ".xlsx": lambda: pd.read_excel(output, engine="openpyxl").to_dict("records"),
        ".json": lambda: json.loads(output.read_text()),
    }[ending]()
    assert [row["n"] for row in read] == found.estimates["n"].to_pylist()
    assert [row["village"] for row in read] == found.estimates["village"].to_pylist()
    with pytest.raises(zs.OutputError, match="exists"):
        zs.estimate_files([EXPORT], output)


def test_nobodys_name_or_number__is_in_the_estimates(tmp_path: Path, demo: list[Path]) -> None:
    output = tmp_path / "estimates.json"
    zs.estimate_files(demo, output, by=["puskesmas", "posyandu"])
    children = zs.read_eppgbm(demo)
    text = output.read_text()
    for column in ("nik", "child_name", "parent_name", "address"):
        for value in children[column].dropna().unique()[:100]:
            assert f'"{value}"' not in text
