"""The list of children to visit, written by unit: nothing lost, nobody named unasked."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.csv as pc
import pytest

import zscore as zs

TODAY = date(2024, 8, 31)
HEAD = "nik,child_name,sex,birth_date,visit_date,weight_kg,length_height_cm,measured,"\
       "puskesmas,village,posyandu\n"  # fmt: skip
NIK, NAME = "3273014501230001", "Rahasia Sekali"


def row(
    at: str, *, nik: str = NIK, name: str = NAME, height: float = 74.0, village: str = "Desa A",
    posyandu: str = "Melati", puskesmas: str = "Awan",
) -> str:  # fmt: skip
    """Return a row of a girl of nineteen months; 74 cm is stunted."""
    return (f"{nik},{name},f,2023-01-05,{at},9.9,{height},lying,"
            f"{puskesmas},{village},{posyandu}\n")  # fmt: skip


def listed(tmp_path: Path, *files: str, **named: Any) -> zs.FollowUpFiles:
    """Return the list of files with these rows, in the folder ``list``."""
    paths = []
    for i, rows in enumerate(files):
        paths.append(tmp_path / f"{i}.csv")
        paths[-1].write_text(HEAD + rows)
    return zs.follow_up_files(paths, tmp_path / "list", **{"today": TODAY} | named)


def texts_of(folder: Path) -> str:
    """Return every cell and every letter of the files in a folder."""
    found = []
    for path in sorted(folder.iterdir()):
        if path.suffix == ".xlsx":
            for sheet in openpyxl.load_workbook(path).worksheets:
                found += [sheet.title, *map(str, sheet.iter_rows(values_only=True))]
        else:
            found.append(path.read_text())
    return "\n".join(found)


def test_follow_up_files__links_the_months_of_all_files(tmp_path: Path) -> None:
    months = [row(f"2024-{month:02d}-05") for month in (5, 6, 7, 8)]
    found = listed(tmp_path, *months)
    assert (found.rows, found.children, found.reasons["stunting"]) == (4, 1, 1)
    table = pc.read_csv(tmp_path / "list" / "follow_up.csv").to_pylist()
    assert table[0]["reasons"] == "stunting; not_gained_twice"
    assert (table[0]["source_file"], table[0]["source_row"]) == ("3.csv", 2)
    summary = json.loads((tmp_path / "list" / "summary.json").read_text())
    assert summary["schema"] == "zscore.follow_up/1"
    assert summary["children"] == 1
    assert summary["written"] == found.written == ["Awan.xlsx", "follow_up.csv", "summary.json"]


def test_follow_up_files__writes_a_workbook_for_each_unit(tmp_path: Path) -> None:
    rows = [
        row("2024-08-05", nik="", name="A", posyandu="Melati", village="Desa A"),
        row("2024-08-05", nik="", name="B", posyandu="Melati", village="Desa B"),
        row("2024-08-05", nik="", name="C", posyandu="Mawar", village="Desa B"),
        row("2024-08-05", nik="", name="D", puskesmas="a/wan:*?"),
        row("2024-08-05", nik="", name="E", puskesmas=""),
        row("2024-08-05", nik="", name="F", puskesmas="AWAN"),
    ]
    found = listed(tmp_path, "".join(rows))
    assert found.written[:-2] == ["AWAN.xlsx", "Awan (2).xlsx", "a_wan___.xlsx",
                                  "(tidak diisi).xlsx"]  # fmt: skip
    book = openpyxl.load_workbook(tmp_path / "list" / "Awan (2).xlsx")
    assert book.sheetnames[:-1] == ["Melati (Desa A)", "Mawar", "Melati (Desa B)"]
    sheet = book["Mawar"]
    cells = dict(zip(*(list(r) for r in sheet.iter_rows(values_only=True)), strict=True))
    assert cells["tanggal ukur"].date() == date(2024, 8, 5)
    assert cells["alasan"] == "pendek"
    assert sheet.freeze_panes == "A2"
    assert sheet.page_setup.orientation == "landscape"
    assert int(sheet.page_setup.paperSize) == 9  # A4
    assert sheet.print_title_rows == "$1:$1"


def test_follow_up_files__names_nobody_unasked(tmp_path: Path) -> None:
    found = listed(tmp_path, row("2024-08-05"))
    assert NIK not in texts_of(tmp_path / "list")
    assert NAME not in texts_of(tmp_path / "list")
    assert NAME not in repr(found)
    assert NAME not in str(found.as_json())
    listed(tmp_path, row("2024-08-05"), keep_identity=True, force=True)
    assert NIK in texts_of(tmp_path / "list")
    assert NAME in texts_of(tmp_path / "list")


def test_follow_up_files__has_no_live_formula(tmp_path: Path) -> None:
    listed(
        tmp_path,
        row("2024-08-05", name="=1+1", posyandu="=cmd", puskesmas="=x"),
        keep_identity=True,
    )
    for path in (tmp_path / "list").glob("*.xlsx"):
        for sheet in openpyxl.load_workbook(path).worksheets:
            assert {cell.data_type for cells in sheet.iter_rows() for cell in cells} <= {
                "s", "n", "d", "inlineStr"}  # fmt: skip
    lines = (tmp_path / "list" / "follow_up.csv").read_text()
    assert '"=' not in lines
    assert ",=" not in lines


def test_follow_up_files__replaces_an_older_list_only_if_told(tmp_path: Path) -> None:
    listed(tmp_path, row("2024-08-05", puskesmas="Lama"))
    with pytest.raises(zs.OutputError) as error:
        listed(tmp_path, row("2024-08-05"))
    assert error.value.key == "output_exists"
    kept = tmp_path / "list" / "notes.txt"
    kept.write_text("mine")
    listed(tmp_path, row("2024-08-05"), force=True)
    assert sorted(path.name for path in (tmp_path / "list").iterdir()) == [
        "Awan.xlsx", "follow_up.csv", "notes.txt", "summary.json"]  # fmt: skip
    kept.with_name("0.csv").write_text(HEAD + row("2024-08-05"))
    with pytest.raises(zs.OutputError) as error:
        zs.follow_up_files(kept.with_name("0.csv"), tmp_path / "list", force=True)
    assert error.value.key == "output_is_input"


def test_follow_up_files__takes_out_a_file_that_is_refused(tmp_path: Path) -> None:
    wrong = row("2024-08-05", name="B").replace(",9.9,", ",ten,")
    found = listed(tmp_path, row("2024-08-05"), wrong)
    assert [file for file, _ in found.failed] == ["1.csv"]
    assert (found.files, found.children) == (["0.csv"], 1)


def test_follow_up_files__of_nobody(tmp_path: Path) -> None:
    found = listed(tmp_path, row("2024-08-05", height=82.0))
    assert found.children == 0
    assert found.written == ["follow_up.csv", "summary.json"]
    refused = listed(tmp_path, "", force=True, columns={"weight_kg": "lost"})
    assert refused.table is None
    assert refused.written == []


def test_follow_up_files__needs_the_columns_of_a_visit(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("id,sex,age_days,length_height_cm\n1,m,700,70\n")
    with pytest.raises(zs.ColumnError, match="visit_date"):
        zs.follow_up_files(path, tmp_path / "list", child="id")
