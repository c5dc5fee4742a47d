"""Files in, one scored file out."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import zscore as zs
from exports import make
from zscore.children.columns import IDENTITY
from zscore.pipeline.score_files import score_files

SURVEY = Path(__file__).parents[1] / "golden" / "mysurvey.csv"
EXPORT = make.FOLDER / "layout_b.csv"


def scored(tmp_path: Path, *paths: Path, ending: str = ".parquet", **options: object) -> pa.Table:
    """Score files and return the output."""
    output = tmp_path / f"scored{ending}"
    summary = score_files(list(paths), output, force=True, **options)  # type: ignore[arg-type]
    assert summary.failed == []
    return pq.read_table(output)


def table(tmp_path: Path, text: str, name: str = "table.csv") -> Path:
    """Write a file of text."""
    path = tmp_path / name
    path.write_text(text)
    return path


def test_score_files__equals_score_children(tmp_path: Path) -> None:
    ours = scored(tmp_path, EXPORT)
    direct = zs.classify_children(
        zs.score_children(zs.read_eppgbm(EXPORT), profile="eppgbm"), "eppgbm"
    )
    shared = [name for name in direct.columns if not name.startswith("source_")]
    assert ours.column_names == [*shared, "source_file", "source_sheet", "source_row"]
    for name in direct.columns:
        expected = [None if value != value else value for value in direct[name].astype(object)]
        if name in {"birth_date", "visit_date"}:
            expected = [day and day.date() for day in expected]
        assert ours[name].to_pylist() == expected, name


def test_score_files__rows_follow_files_and_sheets(tmp_path: Path) -> None:
    paths = [make.FOLDER / name for name in ("workbook.xlsx", "cut_1.csv", "table.parquet")]
    ours = scored(tmp_path, *paths)
    assert ours["source_file"].to_pylist() == (
        ["workbook.xlsx"] * 4 + ["cut_1.csv"] * 2 + ["table.parquet"] * 2
    )
    assert ours["source_sheet"].to_pylist()[:5] == ["Juli 2024"] * 2 + ["Agustus 2024"] * 2 + [None]
    assert ours["source_row"].to_pylist() == [6, 7, 6, 7, 2, 3, 1, 2]
    assert ours["haz"].to_pylist() == [-1.18, -2.23] * 4


def test_score_files__other_tables_keep_their_own_columns_as_they_are(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "id;sex;age_days;weight_kg;length_height_cm;note\n"
        "007;f;683;10,40;85.3;=1+1\n010;m;;NA;-;\n;;;;;\n011;m;100;6,1;;x\n",
    )
    output = tmp_path / "o.csv"
    summary = score_files([path], output)
    assert summary.blank_rows == 1
    with output.open(newline="") as file:
        header, *rows = csv.reader(file)
    assert header[:6] == ["id", "sex", "age_days", "weight_kg", "length_height_cm", "note"]
    assert [row[:6] for row in rows] == [
        ["007", "f", "683", "10,40", "85.3", "'=1+1"],
        ["010", "m", "", "NA", "-", ""],
        ["011", "m", "100", "6,1", "", "x"],
    ]
    column = header.index("waz")
    assert [row[column] for row in rows] == ["-0.57", "", "-0.64"]
    assert [row[-1] for row in rows] == ["2", "3", "5"]


def test_score_files__columns_rename_other_tables(tmp_path: Path) -> None:
    path = table(tmp_path, "Kelamin,Umur (hari),Berat\nL,683,\nP,683,10.4\n")
    names = {"sex": "Kelamin", "age_days": "Umur (hari)", "weight_kg": "Berat"}
    ours = scored(tmp_path, path, columns=names, profile="eppgbm")
    assert ours["waz"].to_pylist() == [None, -0.57]
    assert ours.column_names[:3] == ["Kelamin", "Umur (hari)", "Berat"]


def test_score_files__titles_above_other_tables(tmp_path: Path) -> None:
    path = table(tmp_path, "Survey of 2024\n\nsex,age_days,weight_kg\nf,683,10.4\n")
    ours = scored(tmp_path, path)
    assert ours["waz"].to_pylist() == [-0.57]
    assert ours["source_row"].to_pylist() == [4]


def test_score_files__typed_parquet_keeps_its_types(tmp_path: Path) -> None:
    source = tmp_path / "in.parquet"
    columns = {
        "sex": pa.array(["f"]).dictionary_encode(),
        "age_days": pa.array([683], pa.int16()),
        "weight_kg": pa.array([10.4], pa.float32()),
        "tags": [["a"]],
    }
    pq.write_table(pa.table(columns), source)
    ours = scored(tmp_path, source)
    assert ours.schema.field("age_days").type == pa.int16()
    assert ours["tags"].to_pylist() == [["a"]]
    assert ours["waz"].to_pylist() == [-0.57]


def test_score_files__columns_of_several_types_become_text(tmp_path: Path) -> None:
    one, two = tmp_path / "1.parquet", tmp_path / "2.parquet"
    for path, own in ((one, [1]), (two, ["x"])):
        pq.write_table(
            pa.table({"sex": ["f"], "age_days": [683], "weight_kg": [10.4], "own": own}), path
        )
    ours = scored(tmp_path, one, two)
    assert ours["own"].to_pylist() == ["1", "x"]
    assert ours["waz"].to_pylist() == [-0.57, -0.57]


def test_score_files__files_that_fail_are_told_and_the_others_done(tmp_path: Path) -> None:
    output = tmp_path / "o.parquet"
    bad = make.FOLDER / "frameset.xls"
    summary = score_files([EXPORT, bad, EXPORT], output)
    assert [file for file, _ in summary.failed] == ["frameset.xls"]
    assert summary.rows == pq.read_table(output).num_rows == 4


def test_score_files__nothing_is_written_if_all_fail(tmp_path: Path) -> None:
    summary = score_files([make.FOLDER / "empty.csv"], tmp_path / "o.csv")
    assert summary.output is None
    assert os.listdir(tmp_path) == []


def test_score_files__rows_of_errors_are_those_of_the_file(tmp_path: Path) -> None:
    path = table(tmp_path, "title\n\nsex,age_days,weight_kg\nf,683,10.4\n\nx,683,10.4\n")
    ((_, error),) = score_files([path], tmp_path / "o.csv").failed
    assert isinstance(error, zs.CodeError)
    assert "1 of 2 values are not known (first: 'x', at row 6)" in str(error)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("sex,age_days,weight_kg\n0,683,10.4\n1,683,10\n", "'sex': 1 of 2 values are not known"),
        ("sex,age_days,weight_kg\nf,683,ten\n", "'weight_kg': 1 of 1 values are not numbers"),
        ("sex,birth_date,visit_date,weight_kg\nf,05/01/2022,2023-01-01,9\n", "not dates"),
        ("sex,age_days,weight_kg\nf,683,10.4,7\n", "more cells than the 3 headings"),
        ("sex,sex,age_days,weight_kg\nf,f,683,10.4\n", "two headings match one column, 'sex'"),
        ("sex,age_days,weight_kg,haz\nf,683,10.4,1\n", "'haz' already exists"),
        ("kind,age_days,weight_kg\nf,683,10.4\n", "'sex' is missing. Found: kind,"),
        ("sex,age_days,wieght\nf,683,10.4\n", "--columns weight_kg=wieght"),
        ("sex,birth_date,weight_kg\nf,2022-01-05,9\n", "'visit_date' is missing"),
        ("3271014608200001,Siti,2022-01-05\n", "no row of headings"),
    ],
)
def test_score_files__refuses_a_table_that_is_wrong(tmp_path: Path, text: str, words: str) -> None:
    ((_, error),) = score_files([table(tmp_path, text)], tmp_path / "o.csv").failed
    assert words in str(error)
    assert "3271014608200001" not in str(error)


def test_score_files__children_that_are_impossible_are_counted(tmp_path: Path) -> None:
    weights = ("9855", "inf", "1e308", "-5", "0", "nan", "10.4", "1e-300")
    rows = "".join(f"f,683,{weight},85\n" for weight in weights)
    path = table(
        tmp_path, "sex,age_days,weight_kg,length_height_cm\n" + rows + "f,-3,9,70\nf,,9,70\n"
    )
    summary = score_files([path], tmp_path / "o.csv")
    waz = summary.as_json()["indicators"]["waz"]
    assert waz == {
        "scored": 3,
        "flagged": 2,
        "not_scored": {
            "no_age": 1,
            "age_outside": 1,
            "no_measurement": 1,
            "measurement_not_positive": 2,
            "measurement_not_finite": 2,
        },
    }
    assert summary.rows == 10


def test_score_files__without_identity(tmp_path: Path) -> None:
    ours = scored(tmp_path, EXPORT, drop_identity=True)
    assert not set(ours.column_names) & IDENTITY
    assert "posyandu" in ours.column_names
    path = table(tmp_path, "Nama,NIK,sex,age_days,weight_kg,village\nSiti,1,f,683,10.4,x\n")
    ours = scored(tmp_path, path, drop_identity=True)
    assert ours.column_names[:4] == ["sex", "age_days", "weight_kg", "village"]


def test_score_files__input_is_never_the_output(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_bytes(EXPORT.read_bytes())
    with pytest.raises(zs.OutputError, match="one of the input files"):
        score_files([path], path, force=True)
    assert path.read_bytes() == EXPORT.read_bytes()


def test_score_files__wrong_names_raise_before_any_reading(tmp_path: Path) -> None:
    for options in ({"profile": "cdc"}, {"scheme": "cdc"}):
        with pytest.raises(zs.UnknownNameError, match="'cdc'"):
            score_files([tmp_path / "none.csv"], tmp_path / "o.csv", **options)  # type: ignore[arg-type]


def test_score_files__scheme_and_profile_can_be_chosen(tmp_path: Path) -> None:
    own = scored(tmp_path, EXPORT, scheme=zs.SCHEMES["permenkes-2-2020"], profile="who")
    ours = scored(tmp_path, EXPORT, scheme="permenkes-2-2020", profile="who")
    assert own.equals(ours)
    summary = score_files([EXPORT], tmp_path / "o.csv", scheme=zs.SCHEMES["who"])
    assert json.loads(json.dumps(summary.as_json()))["scheme"] == "who"
    assert ours["TB/U"].to_pylist() == ["normal", "pendek"]
    assert ours["IMT/U"].to_pylist() == ["gizi baik", "gizi baik"]


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_score_files__output_can_be_scored_again(tmp_path: Path, ending: str) -> None:
    output, again = tmp_path / f"o{ending}", tmp_path / "again.csv"
    first = score_files([SURVEY], output)
    second = score_files([output], again)
    assert second.failed == []
    assert {n: vars(c) for n, c in first.indicators.items()} == {
        n: vars(c) for n, c in second.indicators.items()
    }
    assert pd.read_csv(again).columns.is_unique


@pytest.mark.parametrize("ending", [".csv", ".parquet", ".xlsx"])
def test_score_files__a_written_table_of_read_eppgbm(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"children{ending}"
    clean = zs.read_eppgbm(EXPORT)
    write = {".csv": clean.to_csv, ".xlsx": clean.to_excel, ".parquet": clean.to_parquet}
    write[ending](path, index=False)
    ours, direct = scored(tmp_path, path), scored(tmp_path, EXPORT)
    # Every row still tells of which export it is.
    assert ours["source_file"].to_pylist() == [EXPORT.name] * ours.num_rows
    assert set(ours.column_names) == set(direct.column_names)
    for name in ("haz", "waz", "whz", "haz_reason", "TB/U", "BB/TB", "source_row"):
        assert ours[name].to_pylist() == direct[name].to_pylist(), name
    replaced = scored(tmp_path, path, replace=True)
    assert replaced["source_file"].to_pylist() == [path.name] * ours.num_rows


def test_score_files__progress_is_told(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    score_files([EXPORT, EXPORT], tmp_path / "o.csv", progress=lambda *step: told.append(step))
    assert list(dict.fromkeys(told)) == [("layout_b.csv", step, 4) for step in range(4)]


def test_summary__adds_up(tmp_path: Path) -> None:
    summary = score_files([SURVEY], tmp_path / "o.parquet")
    told = summary.as_json()
    ours = pq.read_table(tmp_path / "o.parquet")
    assert told["rows"] == {"in": 498, "out": 498, "blank": 0}
    assert told["age_from"] == {"age_days": 498, "age_months": 0, "no_age": 0}
    for name, count in told["indicators"].items():
        assert count["scored"] == ours[name].length() - ours[name].null_count
        assert count["scored"] + sum(count["not_scored"].values()) == 498
        assert count["flagged"] == np.count_nonzero(ours[f"{name}_flag"].to_numpy())
    months = ours["age_days"].to_numpy() / 30.4375
    older = months >= 60
    for key, count in told["conditions"].items():
        name, of_older = key.removesuffix("_5_19"), key.endswith("_5_19")
        classes = [
            c if o == of_older else None for c, o in zip(ours[name].to_pylist(), older, strict=True)
        ]
        assert count["of"] == 498 - classes.count(None)
        assert count["n"] == count["of"] - classes.count("none")
        assert count["severe"] == classes.count("obese" if name == "overweight" else "severe")
        assert count["percent"] == pytest.approx(100 * count["n"] / count["of"], abs=5e-5)


def test_summary__sheets_that_were_left_out_and_unreadable_cells(tmp_path: Path) -> None:
    paths = [make.FOLDER / "workbook.xlsx", make.FOLDER / "numbers.csv"]
    told = score_files(paths, tmp_path / "o.csv").as_json()
    assert told["tables"][0]["sheets_left_out"] == {"Catatan": 1}
    assert told["tables"][0]["header_row"] == 5
    assert told["tables"][2]["day_first"] is True
    assert told["unreadable"] == [{"column": "weight_kg", "reason": "not_a_number", "cells": 2}]
    assert told["published"]["haz"]["z_compared"] == 13
    assert told["failed"] == []


def test_summary__of_no_rows(tmp_path: Path) -> None:
    told = score_files([make.FOLDER / "header_only.csv"], tmp_path / "o.xlsx").as_json()
    assert told["rows"]["in"] == 0
    assert told["conditions"]["stunting"] == {"n": 0, "severe": 0, "of": 0, "percent": None}
