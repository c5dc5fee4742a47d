"""Who a child is, where nobody asked for it: in no output, whatever column it stands in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from click.testing import CliRunner
from pyarrow import parquet

import zscore as zs
from zscore.cli.main import cli
from zscore.files.opening import open_sheets

NIKS = [f"32710146082{i:05}" for i in range(6)]
NAMES = [f"Qanari{i} Zz" for i in range(6)]
EXPORT = {
    "JK": ["L"] * 6,
    "Tgl Lahir": [f"2022-01-{i + 1:02}" for i in range(6)],
    "Tanggal Pengukuran": ["2023-08-03"] * 6,
    "Berat": ["5", "9", "13", "17", "21", "25"],
    "Tinggi": ["70", "71", "72", "73", "74", "75"],
    "Cara Ukur": ["Berdiri"] * 6,
    "Posyandu": NIKS,
    "Desa/Kel": ["Desa A"] * 6,
    "Usia Saat Ukur": NAMES,
    "NIK": NIKS,
    "Nama": NAMES,
}


def written(tmp_path: Path, table: dict[str, list[str]]) -> Path:
    """Write a table as CSV."""
    path = tmp_path / "t.csv"
    pd.DataFrame(table).to_csv(path, index=False, sep=";")
    return path


def holds_identity(text: str) -> bool:
    """Is a canary in it?"""
    return "Qanari" in text or "3271014608" in text


def test_identity__is_the_old_name_of_both(tmp_path: Path) -> None:
    path = written(tmp_path, EXPORT)
    with pytest.warns(DeprecationWarning, match="use drop_identity="):
        zs.score_file(path, tmp_path / "old.csv", identity=False)
    zs.score_file(path, tmp_path / "new.csv", drop_identity=True)
    assert (tmp_path / "old.csv").read_bytes() == (tmp_path / "new.csv").read_bytes()
    with pytest.warns(DeprecationWarning, match="use keep_identity="):
        zs.verify_files(path, tmp_path / "old", identity=True)
    zs.verify_files(path, tmp_path / "new", keep_identity=True)
    for old in (tmp_path / "old").glob("*.csv"):
        assert old.read_bytes() == (tmp_path / "new" / old.name).read_bytes()


def test_score__without_identity(tmp_path: Path) -> None:
    summary = zs.score_file(written(tmp_path, EXPORT), tmp_path / "o.csv", drop_identity=True)
    assert not holds_identity((tmp_path / "o.csv").read_text())
    assert not holds_identity(str(summary.as_json()))
    found = pd.read_csv(tmp_path / "o.csv")
    assert {"age_at_visit", "village"} <= set(found)  # what is no identity stays
    assert found["village"].notna().all()


@pytest.mark.parametrize("heading", ["", NIKS[0], "Unnamed NIK"])
def test_score__without_identity_of_a_table(tmp_path: Path, heading: str) -> None:
    table = {"sex": ["m", "f"], "age_months": ["20", "31"], "weight": ["9", "12"]}
    path = written(tmp_path, {**table, heading: NAMES[:2]})
    summary = zs.score_file(path, tmp_path / "o.csv", drop_identity=True)
    assert not holds_identity((tmp_path / "o.csv").read_text())
    assert not holds_identity(str(summary.as_json()))


def test_score__without_identity_cells_that_cannot_be_read_are_left_out(tmp_path: Path) -> None:
    table = {"sex": ["m", NAMES[0]], "age_months": ["20", "31"], "weight": ["9", NIKS[0]]}
    path = written(tmp_path, table)
    zs.score_file(path, tmp_path / "o.csv", drop_identity=True, on_unreadable="missing")
    assert not holds_identity((tmp_path / "o.csv").read_text())
    zs.score_file(path, tmp_path / "o.csv", on_unreadable="missing", force=True)
    assert holds_identity((tmp_path / "o.csv").read_text())  # asked for: nothing is changed


def test_verify__a_nik_among_places_is_not_written(tmp_path: Path) -> None:
    path = written(tmp_path, EXPORT)
    zs.verify_files(path, tmp_path / "v")
    rows = (tmp_path / "v" / "rows.csv").read_text()
    assert "Desa A" in rows
    assert not any(holds_identity(file.read_text()) for file in (tmp_path / "v").iterdir())
    zs.verify_files(path, tmp_path / "v", keep_identity=True, force=True)
    assert holds_identity((tmp_path / "v" / "rows.csv").read_text())


def test_prevalence__by_a_column_of_niks_is_refused(tmp_path: Path) -> None:
    found = zs.estimate_files(written(tmp_path, EXPORT), by="posyandu")
    ((_, error),) = found.failed
    assert error.key == "unit_is_identity"
    assert not holds_identity(str(error))


def test_results__show_no_heading_in_a_notebook(tmp_path: Path) -> None:
    table = {"sex": ["m", "f"], "age_months": ["20", "31"], "weight": ["9", "12"]}
    path = written(tmp_path, {**table, NIKS[0]: NAMES[:2]})
    for found in (
        zs.score_files(path, tmp_path / "o.csv"), zs.inspect_files(path), zs.estimate_files(path),
        zs.verify_files(path, tmp_path / "v"),
    ):  # fmt: skip
        assert not holds_identity(repr(found))
        assert not holds_identity(repr(found.facts))


HEADINGS = (
    "N.I.K.", "Nomor Identitas", "Kartu Keluarga", "Orang Tua", "Nm Anak", "No. Handphone",
    "MothersFullName", "namaibu", "Na\u200bma", "Ｎａｍａ", "surname", "__index_level_0__",
    "ID Number", "NationalID", "Id No.", "N\u0410MA", "N\u0456\u043a", "lat", "No. Rekam Medis",
)  # fmt: skip


@pytest.mark.parametrize("heading", HEADINGS)
def test_score__without_identity_whatever_the_heading_is_like(tmp_path: Path, heading: str) -> None:
    table = {"sex": ["m", "f"], "age_months": ["20", "31"], "weight": ["9", "12"]}
    path = written(tmp_path, {**table, heading: NAMES[:2], "Nama Desa": ["A", "B"]})
    zs.score_file(path, tmp_path / "o.csv", drop_identity=True)
    found = (tmp_path / "o.csv").read_text()
    assert not holds_identity(found)
    assert "Nama Desa" in found  # a place is none


@pytest.mark.parametrize(
    "cells",
    [
        [f"No.{NIKS[0]}", "x"],
        ["3271 0146 0800 0001", "x"],
        pa.array([int(NIKS[0]), 1]).cast(pa.duration("s")),
        [{"nama": NAMES[0]}, None],
        [[NAMES[0]], None],
        pa.DictionaryArray.from_arrays(pa.array([0, 0], pa.int32()), pa.array(["x", NAMES[0]])),
    ],
    ids=["prefixed", "grouped", "duration", "struct", "list", "unused level"],
)
@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_score__without_identity_of_parquet(tmp_path: Path, cells: object, kind: str) -> None:
    table = {"sex": ["m", "f"], "age_months": [20, 31], "weight_kg": [9.0, 12.0], "note": cells}
    parquet.write_table(pa.table(table), tmp_path / "t.parquet")
    zs.score_file(tmp_path / "t.parquet", tmp_path / f"o.{kind}", drop_identity=True)
    data = (tmp_path / f"o.{kind}").read_bytes()
    assert b"Qanari" not in data
    assert b"3271" not in data


def test_score__without_identity_a_nik_is_in_no_number_made_of_it(tmp_path: Path) -> None:
    table = {
        "sex": ["m", "f"], "age_days": ["800", "800"], "measured": ["standing", "standing"],
        "length_height_cm": [NIKS[0], "85"], "weight_kg": ["9", NIKS[1]],
    }  # fmt: skip
    zs.score_file(written(tmp_path, table), tmp_path / "o.csv", drop_identity=True)
    written_as = pd.read_csv(tmp_path / "o.csv")
    assert list(written_as["haz_flag"]) == [True, False]  # the z is there, and is counted
    found = written_as.select_dtypes("number")
    assert (found.abs().max().dropna() < 1e5).all()
    assert found["bmi"].isna().all()
    assert found["haz"].notna().sum() == 1


def test_open_sheets__a_sheet_named_by_a_nik_has_another_name(tmp_path: Path) -> None:
    with pd.ExcelWriter(tmp_path / "t.xlsx") as book:
        for name in ("2024-08", NIKS[0]):
            pd.DataFrame({"sex": ["m"]}).to_excel(book, sheet_name=name, index=False)
    assert [sheet.name for sheet in open_sheets(tmp_path / "t.xlsx")] == ["2024-08", "Sheet 2"]


# --- what is told: mappings, options, targets ---------------------------------------------

TABLE = {"sex": ["m", "f"], "age_months": [20, 31], "weight_kg": [9.8, 12.0]}
SCORED = zs.score_children(TABLE)
CANARIES = ["3271014608200001", "3271 0146 0820 0001", "Qanari Zz", "QANARI"]
MAPPINGS = [
    '"{}" = 1', 'dates = "{}"', 'on_unreadable = "{}"', '[columns]\n"{}" = "Berat"',
    '[codes.sex]\n"1" = "{}"', '[codes."{}"]\n"1" = "m"', '[units]\nweight_kg = "{}"',
    '[units]\n"{}" = "kg"', 'columns = "{}"', '[columns]\nweight_kg = "{}', 'x = {}',
]  # fmt: skip


@pytest.mark.parametrize("canary", CANARIES)
@pytest.mark.parametrize("mapping", MAPPINGS)
def test_read_mapping__repeats_no_identity(tmp_path: Path, mapping: str, canary: str) -> None:
    path = tmp_path / "m.toml"
    path.write_text(mapping.replace("{}", canary))
    with pytest.raises(zs.ZScoreError) as error:
        zs.read_mapping(path)
    assert_holds_none(error.value)


WRONG: dict[str, Callable[[str], Any]] = {
    "profile": lambda x: zs.score_children(TABLE, profile=x),
    "indicators": lambda x: zs.score_children(TABLE, indicators=[x]),
    "age": lambda x: zs.score_children(TABLE, age=x),
    "scheme": lambda x: zs.classify_children(SCORED, scheme=x),
    "lang": lambda x: zs.classify_children(SCORED, lang=x),
    "conditions": lambda x: zs.estimate_prevalence(SCORED, conditions=[x]),
    "statistics": lambda x: zs.estimate_prevalence(SCORED, statistics=[x]),
    "interval": lambda x: zs.estimate_prevalence(SCORED, interval=x),
    "layout": lambda x: zs.estimate_prevalence(SCORED, layout=x),
    "period": lambda x: zs.estimate_prevalence(SCORED, period=x),
    "one_per_child": lambda x: zs.estimate_prevalence(SCORED, one_per_child=x),
    "condition of a target": lambda x: zs.estimate_prevalence(SCORED, target={x: 14}),
    "target": lambda x: zs.estimate_prevalence(SCORED, target={"stunting": x}),  # type: ignore[dict-item]
    "presentation": lambda x: zs.score_card(SCORED, presentation=x),
    "threads": lambda x: zs.score_children(TABLE, threads=x),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("canary", CANARIES)
@pytest.mark.parametrize("argument", WRONG)
def test_an_option__is_repeated_without_identity(argument: str, canary: str) -> None:
    with pytest.raises(zs.ZScoreError) as error:
        WRONG[argument](canary)
    assert_holds_none(error.value)


@pytest.mark.parametrize("by", ["by", "weights", "cluster", "columns"])
def test_a_column_that_is_not_there__is_named_without_its_nik(by: str) -> None:
    function, table = zs.estimate_prevalence, SCORED
    named: Any = {by: CANARIES[0]}
    if by == "columns":
        function, table, named = (
            zs.score_children,
            TABLE,
            {by: {"arm_circumference_cm": CANARIES[0]}},
        )
    with pytest.raises(zs.ColumnError) as error:
        function(table, **named)
    assert_holds_none(error.value)


@pytest.mark.parametrize("canary", CANARIES[:2])
@pytest.mark.parametrize(
    # Headings are repeated, but for those that are no headings.
    "target", ["{},target\n2023,14\n", "year,target\n2023,{}\n", "year,target\n{},x\n",
               "condition,target\n{},14\n", "{}\n", "x,{}\n1,2\n"],
)  # fmt: skip
def test_prevalence__a_file_of_targets_is_not_repeated(
    tmp_path: Path, target: str, canary: str
) -> None:
    (tmp_path / "targets.csv").write_text(target.replace("{}", canary))
    path = tmp_path / "t.csv"
    pd.DataFrame(TABLE).to_csv(path, index=False)
    ran = CliRunner().invoke(
        cli, ["prevalence", str(path), "--target", str(tmp_path / "targets.csv")]
    )
    assert ran.exit_code != 0
    assert not holds_identity(ran.output)


def assert_holds_none(error: zs.ZScoreError) -> None:
    """Is no canary in what an error says, holds or leads to?"""
    held = [
        str(error),
        error.text("id"),
        repr(error),
        error.args,
        error.__dict__,
        str(error.values),
    ]
    found = " ".join(map(str, held)).casefold()
    assert "qanari" not in found
    assert "3271" not in found
    assert (error.__cause__, error.__context__) == (None, None)
