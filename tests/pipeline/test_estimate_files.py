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
from zscore.demo.write_demo import write_demo
from zscore.sums import groups

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
    design = {
        "by": "village",
        "weights": "w",
        "cluster": "psu",
        "conditions": "stunting",
        "trust_z": True,
    }
    monkeypatch.setattr(groups, "_MANY_PARTS", 3)
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


def test_estimate_files__of_columns_called_as_what_is_made_of_dates(tmp_path: Path) -> None:
    own, none = tmp_path / "own.csv", tmp_path / "none.csv"
    own.write_text("haz,month,id\n-2.5,jan,1\n0,feb,2\n")
    none.write_text("haz,visit_date,id\n-2.5,2026-01-05,3\n")
    for rule in ("all", "latest"):
        options = {
            "by": "month",
            "child": "id",
            "one_per_child": rule,
            "conditions": "stunting",
            "trust_z": True,
        }
        found = zs.estimate_files([own], **options)
        assert found.estimates["month"].unique().to_pylist() == ["feb", "jan"]
        found = zs.estimate_files([none], **options)
        assert found.estimates["month"].unique().to_pylist() == ["2026-01"]
        found = zs.estimate_files([own, none], **options)
        assert found.files == ["own.csv"]
        assert "column 'month' is missing" in str(found.failed[0][1])


def test_estimate_files__of_z_scores_that_no_file_has_are_not_estimated(tmp_path: Path) -> None:
    table = {"haz": [-2.5, 0, 1, 0], "whz": [0.0, -1, -2.5, 0], "oedema": list("ynnn")}
    path = tmp_path / "o.csv"
    pd.DataFrame(table).to_csv(path, index=False)
    found = zs.estimate_files([path], trust_z=True)
    assert found.estimates.to_pandas()["indicator"].unique().tolist() == ["haz", "whz", "whz haz"]
    direct = zs.estimate_prevalence(pa.table(table))
    assert shares(found.estimates) == shares(direct)


def test_estimate_files__latest_by_age_where_no_visit_is_given(tmp_path: Path) -> None:
    path = tmp_path / "l.csv"
    path.write_text("id,haz,age_days\n1,-2.5,600\n1,0,300\n2,0,400\n")
    found = zs.estimate_files([path], child="id", one_per_child="latest", conditions="stunting",
                              statistics="prevalence", trust_z=True)  # fmt: skip
    assert found.estimates["numerator"].to_pylist() == [1]


def test_estimate_files__knows_a_child_in_any_kind_of_file(tmp_path: Path) -> None:
    table = pd.DataFrame({"haz": [0.0] * 3, "id": [1, 2, 2]})
    table.to_csv(tmp_path / "a.csv", index=False)
    table.to_parquet(tmp_path / "b.parquet")
    table.astype({"id": float}).to_parquet(tmp_path / "c.parquet")
    table.to_excel(tmp_path / "d.xlsx", index=False)
    found = zs.estimate_files(
        sorted(tmp_path.iterdir()), child="id", one_per_child="latest", trust_z=True
    )
    assert (found.rows, found.left_out["same_child"]) == (12, 10)
    # One file has a posyandu and the other has none.
    header = "haz,birth_date,sex,child_name"
    (tmp_path / "e.csv").write_text(f"{header}\n0,2024-01-01,f,Siti\n")
    (tmp_path / "f.csv").write_text(f"{header},posyandu\n0,2024-01-01,f,Siti,Mawar\n")
    found = zs.estimate_files([tmp_path / "e.csv", tmp_path / "f.csv"], trust_z=True)
    assert found.left_out == {"same_child": 1}


def test_estimate_files__of_nothing_readable_says_why(tmp_path: Path) -> None:
    blank = tmp_path / "blank.csv"
    blank.write_text("")
    found = zs.estimate_files([blank], by="village", target=14)
    assert "the file is empty" in str(found.failed[0][1])
    assert repr(found) == "Prevalence(0 files, 0 rows, 1 files refused)"
    assert found.estimates.shape == (0, 0)  # a property raises nothing
    with pytest.raises(zs.ParameterError, match="no file"):
        zs.estimate_files([])


def test_files__may_be_one_path(tmp_path: Path) -> None:
    assert zs.estimate_files(EXPORT).rows == zs.estimate_files([str(EXPORT)]).rows > 0
    assert zs.score_files(str(EXPORT), tmp_path / "o.csv").failed == []


def test_estimate_files__periods_of_numbers_are_in_order(tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    rows = [f"{-2.5 if i % m == 0 else 0},{m}" for m in (10, 2, 1) for i in range(20)]
    path.write_text("\n".join(["haz,m", *rows]))
    found = zs.estimate_files(
        [path], period="m", conditions="stunting", statistics="prevalence", trust_z=True
    )
    assert found.estimates["m"].to_pylist() == ["1", "2", "10"]
    assert found.estimates["change"].to_pylist() == [None, -50.0, -40.0]


def test_estimate_files__takes_targets_and_populations_from_files(tmp_path: Path) -> None:
    targets, people = tmp_path / "t.csv", tmp_path / "p.csv"
    targets.write_text("kondisi;target\nwasting;5,5\n")
    people.write_text("kecamatan;sasaran\nX;40\n")
    exports = make.FOLDER / "layout_b.csv"
    found = zs.estimate_files(
        exports, target=targets, conditions="wasting", statistics="prevalence"
    )
    told = zs.estimate_files(
        exports, target={"wasting": 5.5}, conditions="wasting", statistics="prevalence"
    )
    assert zs.read_targets(targets) == {"wasting": 5.5}
    assert found.estimates.equals(told.estimates)
    assert found.estimates.column("target").to_pylist() == [5.5]
    counted = zs.estimate_files(exports, by="subdistrict", population=str(people))
    assert "sasaran" in counted.estimates.column_names


@pytest.mark.parametrize(
    ("text", "key"),
    [("x\n1\n", "target_columns"), ("year,target\n2024,x\n", "target_unreadable"),
     ("year,target\n2024,1\n2024,2\n", "target_doubled"), ("", "file_empty")],
)  # fmt: skip
def test_read_targets__refuses_what_is_no_target(tmp_path: Path, text: str, key: str) -> None:
    (tmp_path / "t.csv").write_text(text)
    with pytest.raises(zs.ZScoreError) as error:
        zs.read_targets(tmp_path / "t.csv")
    assert error.value.key == key
