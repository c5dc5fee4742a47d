"""Workbooks: typed cells, text that stays text, and what other programs read of it."""

from __future__ import annotations

import datetime
import zipfile
from pathlib import Path

import openpyxl
import pyarrow as pa
import pytest
from python_calamine import CalamineWorkbook

from zscore.errors import OutputError
from zscore.files import xlsx
from zscore.files.xlsx import STYLES, SheetColumn, Workbook

DAY = datetime.date(2024, 8, 17)


def written(table: pa.Table, path: Path) -> Path:
    with (
        Workbook(path) as book,
        book.sheet([SheetColumn(heading=name) for name in table.column_names]) as sheet,
    ):
        sheet.append(table)
    return path


def cells(column: pa.Array, path: Path) -> list[object]:
    """Return what openpyxl reads of a column, None where there is nothing."""
    sheet = openpyxl.load_workbook(written(pa.table({"x": column}), path)).active
    return [sheet.cell(i + 2, 1).value for i in range(len(column))]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (pa.array([1, None, -3], pa.int8()), [1, None, -3]),
        (pa.array([2**53 - 1, 2**60]), [2**53 - 1, 2**60]),
        (pa.array([0.1, -0.0, 1e-300, 14.58466634047198, None]),
         [0.1, 0, 1e-300, 14.58466634047198, None]),
        (pa.array([float("inf"), float("-inf"), float("nan"), 1.5]), ["inf", "-inf", "nan", 1.5]),
        (pa.array([1.1], pa.float32()), [1.100000023841858]),
        (pa.array([True, None, False]), [True, None, False]),
        (pa.array([DAY, None]), [datetime.datetime(2024, 8, 17), None]),
        (pa.array([DAY, datetime.date(1850, 1, 1)]), ["2024-08-17", "1850-01-01"]),
        (pa.array([datetime.datetime(2024, 8, 17, 7, 30, 1)]),
         [datetime.datetime(2024, 8, 17, 7, 30, 1)]),
        (pa.array([datetime.datetime(2024, 8, 17, 7)], pa.timestamp("ns")),
         [datetime.datetime(2024, 8, 17, 7)]),
        (pa.array(["a", None, "b", "a"]).dictionary_encode(), ["a", None, "b", "a"]),
        (pa.array(["<&>\"'", " a ", "a\nb", "😀"], pa.large_string()),
         ["<&>\"'", " a ", "a\nb", "😀"]),
        (pa.nulls(2), [None, None]),
    ],
)  # fmt: skip
def test_append__cells_are_typed(tmp_path: Path, given: pa.Array, expected: list[object]) -> None:
    assert cells(given, tmp_path / "t.xlsx") == expected


def test_append__text_stays_text_for_every_reader(tmp_path: Path) -> None:
    texts = ["=1+1", "+1", "007", "http://a.b/c", "_x0041_", "a\x01b", "a\rb", "0815E3", "￾"]
    path = written(pa.table({"x": texts}), tmp_path / "t.xlsx")
    sheet = openpyxl.load_workbook(path).active
    assert {cell.data_type for cell in sheet["A"]} == {"s"}
    # openpyxl leaves Excel's escapes as they are; calamine undoes them.
    assert sheet["A6"].value == "_x005F_x0041_"
    again = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in again][1:5] == texts[:4]


def test_append__blocks_of_any_size_give_the_same_cells(tmp_path: Path, monkeypatch) -> None:
    table = pa.table({"n": list(range(23)), "t": [None if i % 3 else f"t{i}" for i in range(23)]})
    whole = written(table, tmp_path / "whole.xlsx").read_bytes()
    monkeypatch.setattr(xlsx, "_SLICE_ROWS", 4)
    assert written(table, tmp_path / "parts.xlsx").read_bytes() == whole


def test_sheet__head_is_bold_and_frozen_with_a_filter(tmp_path: Path) -> None:
    table = pa.table({"a long heading of a column": ["x"], "n": [1]})
    book = openpyxl.load_workbook(written(table, tmp_path / "t.xlsx"))
    sheet = book.active
    assert sheet["A1"].font.b
    assert not sheet["A2"].font.b
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:B2")
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.column_dimensions["A"].width > sheet.column_dimensions["B"].width
    assert sheet.column_dimensions["A"].width < len("a long heading of a column")  # it is wrapped


def test_append_rows__values_and_styles(tmp_path: Path) -> None:
    columns = [SheetColumn(heading=name, style=name) for name in STYLES]
    with Workbook(tmp_path / "t.xlsx") as book, book.sheet(columns, "It's & <all>") as sheet:
        sheet.append_rows([[1.25] * len(columns), ["text"] * len(columns)])
        sheet.append_rows([[None, DAY, True, 7, float("nan")]], style="plain")
    read = openpyxl.load_workbook(tmp_path / "t.xlsx")
    (shown,) = read
    assert shown.title == "It's & <all>"
    for cell, style in zip(shown[2], STYLES.values(), strict=True):
        assert (cell.value, cell.number_format) == (1.25, style.format) or cell.is_date
        assert (bool(cell.font.b), cell.border.left.style) == (
            style.bold, "thin" if style.border else None,
        )  # fmt: skip
    assert [cell.value for cell in shown[4]][:5] == [
        None, datetime.datetime(2024, 8, 17), True, 7, "nan",
    ]  # fmt: skip


def test_workbook__several_sheets_without_headings(tmp_path: Path) -> None:
    with Workbook(tmp_path / "t.xlsx") as book:
        for name in ("a", None):
            with book.sheet([SheetColumn(heading="")] * 2, name) as sheet:
                sheet.append_rows([["x"], [], ["y", 2]])
    read = openpyxl.load_workbook(tmp_path / "t.xlsx")
    assert read.sheetnames == ["a", "Sheet2"]
    assert [[cell.value for cell in row] for row in read["a"]] == [
        ["x", None], [None, None], ["y", 2],
    ]  # fmt: skip
    assert read["a"].freeze_panes is None


def test_workbook__an_error_leaves_no_workbook_that_opens(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    with (
        pytest.raises(OutputError, match="32,768 characters"),
        Workbook(path) as book,
        book.sheet([SheetColumn(heading="x")]) as sheet,
    ):
        sheet.append(pa.table({"x": ["y" * 32_768]}))
    with zipfile.ZipFile(path) as archive:
        assert "xl/workbook.xml" not in archive.namelist()
