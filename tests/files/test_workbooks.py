"""Workbooks honest and hostile, through the child process."""

from __future__ import annotations

import datetime
import subprocess
import sys
from pathlib import Path

import bombs
import openpyxl
import pytest
import xlsxwriter

from zscore.errors import FileError
from zscore.files import reading_process
from zscore.files.grids import Sheet, sheet_in_memory
from zscore.files.guarded import answers_to
from zscore.files.orders import Order, grid_in
from zscore.files.reading_process import stop_all

ONE_CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'


def read_workbook(path: Path) -> list[Sheet]:
    """Return every sheet, whatever the file is."""
    answers = answers_to(Order(reader="workbook", path=path))
    return [sheet_in_memory(said["sheet"], grid_in(said, cells)) for said, cells in answers]


def cells_of(path: Path) -> list[list[str | None]]:
    """Return the cells of the only sheet."""
    (sheet,) = read_workbook(path)
    return rows_of(sheet)


def rows_of(sheet: Sheet) -> list[list[str | None]]:
    """Return all rows, the blank ones on top too."""
    return [row for block in sheet.blocks(None) for row in block.rows()]


# --- honest files ----------------------------------------------------------------------------


def test_read_workbook__keeps_every_kind_of_cell_as_text(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["NIK", "0123", " a\u00a0", "", None, True])
    book.active.append([3271014608200001, 9.5, -3.0, 1e300, 1e-7, False])
    moment = datetime.datetime(2020, 1, 2, 3, 4, 5)
    book.active.append([moment.replace(hour=0, minute=0, second=0), moment, moment.time()])
    book.active.append([datetime.timedelta(hours=30), "#N/A"])
    book.save(tmp_path / "a.xlsx")
    assert cells_of(tmp_path / "a.xlsx") == [
        ["NIK", "0123", " a\u00a0", None, None, "TRUE"],
        ["3271014608200001", "9.5", "-3", "1e+300", "1e-07", "FALSE"],
        ["2020-01-02", "2020-01-02 03:04:05", "03:04:05", None, None, None],
        ["1 day, 6:00:00", None, None, None, None, None],
    ]


def test_read_workbook__counts_rows_and_columns_from_a1(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["C3"], book.active["D6"] = "x", "y"
    book.save(tmp_path / "a.xlsx")
    cells = cells_of(tmp_path / "a.xlsx")
    assert len(cells) == 6
    assert cells[2] == [None, None, "x", None]
    assert cells[5] == [None, None, None, "y"]
    assert {cell for row in (0, 1, 3, 4) for cell in cells[row]} == {None}


def test_read_workbook__reads_hidden_sheets_and_skips_charts(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        book.add_worksheet("Balita").write(0, 0, "shown")
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=Balita!$A$1:$A$1"})
        book.add_chartsheet("Grafik").set_chart(chart)
        hidden = book.add_worksheet("Tersembunyi")
        hidden.write(0, 0, "hidden")
        hidden.hide()
        book.add_worksheet("Kosong")
    sheets = read_workbook(tmp_path / "a.xlsx")
    assert [sheet.name for sheet in sheets] == ["Balita", "Tersembunyi", "Kosong"]
    assert [sheet.head.rows() for sheet in sheets[:2]] == [[["shown"]], [["hidden"]]]
    assert list(sheets[2].blocks(None)) == []


def test_read_workbook__takes_the_saved_value_of_a_formula(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx", {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_formula(0, 0, "=1+1", None, 2)
        sheet.write_formula(0, 1, '="L"', None, "L")
        sheet.write_string(0, 2, "inline")
    assert cells_of(tmp_path / "a.xlsx") == [["2", "L", "inline"]]


def test_read_workbook__reads_blocks_of_rows_in_order(tmp_path: Path) -> None:
    rows = "".join(
        f"<row><c><v>{r}</v></c>{'<c/>' * 98}<c><v>1</v></c></row>" for r in range(9_000)
    )
    (sheet,) = read_workbook(bombs.write_xlsx(tmp_path / "a.xlsx", rows))
    (block,) = sheet.blocks(None)
    assert block.column(0).to_pylist() == [str(r) for r in range(9_000)]
    assert block.cells.num_columns == 100


def test_read_workbook__reads_an_ods(tmp_path: Path) -> None:
    number = '<table:table-cell office:value-type="float" office:value="9.5"/>'
    rest = bombs.ods_row('<table:table-cell table:number-columns-repeated="16384"/>', 1_048_000)
    path = bombs.write_ods(
        tmp_path / "a.ods", bombs.ods_row(bombs.ods_cell("x", 2) + number, 2) + rest, ""
    )
    sheets = read_workbook(path)
    assert [sheet.name for sheet in sheets] == ["T0", "T1"]
    assert sheets[0].head.rows() == [["x", "x", "9.5"]] * 2
    assert list(sheets[1].blocks(None)) == []


def test_read_workbook__refuses_an_xls_wider_than_any(tmp_path: Path) -> None:
    (sheet,) = read_workbook(bombs.write_xls(tmp_path / "a.xls", [(0, 255, 1.0)]))
    assert sheet.head.cells.num_columns == 256
    with pytest.raises(FileError, match="damaged"):
        read_workbook(bombs.write_xls(tmp_path / "b.xls", [(0, 256, 1.0)]))


def test_read_workbook__reads_an_xls(tmp_path: Path) -> None:
    path = bombs.write_xls(tmp_path / "a.xls", [(1, 1, "Budi é"), (2, 0, 3271014608200001.0)])
    (sheet,) = read_workbook(path)
    assert sheet.name == "Data"
    assert rows_of(sheet) == [[None, None], [None, "Budi é"], ["3271014608200001", None]]


def test_read_workbook__looks_at_content_not_at_the_name(tmp_path: Path) -> None:
    assert cells_of(bombs.write_xlsx(tmp_path / "nama anak.xls", ONE_CELL)) == [["1"]]
    assert cells_of(bombs.write_xls(tmp_path / "a.xlsx", [(0, 0, 1.0)])) == [["1"]]


def test_read_workbook__gives_no_rows_of_an_empty_workbook(tmp_path: Path) -> None:
    (sheet,) = read_workbook(bombs.write_xlsx(tmp_path / "a.xlsx", ""))
    assert list(sheet.blocks(None)) == []
    assert read_workbook(bombs.write_zip(tmp_path / "b.xlsx", bombs.xlsx_parts([]))) == []


def test_read_workbook__hands_the_path_of_packages_on(tmp_path: Path) -> None:
    path = bombs.write_xlsx(tmp_path / "a.xlsx", ONE_CELL)
    # Neither site-packages nor the current folder: only what the parent put into sys.path.
    code = (
        f"import sys; sys.path[:] = {[folder for folder in sys.path if folder]!r}\n"
        "from pathlib import Path\nfrom zscore.files.opening import open_sheets\n"
        f"print(open_sheets(Path({str(path)!r}))[0].head.rows())"
    )
    run = subprocess.run(
        [sys.executable, "-S", "-c", code],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.stdout.strip(), run.stderr) == ("[['1']]", "")


# --- hostile files ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("maker", "key"),
    [
        (bombs.far_cell, "workbook_spread"),
        (bombs.shared_string_bomb, "workbook_repeats"),
        (bombs.zip_bomb, "workbook_ratio"),
        (bombs.lying_sizes, "workbook_ratio"),
        (bombs.many_parts, "workbook_entries"),
        (bombs.ods_far_cell, "workbook_spread"),
        (bombs.truncated, "workbook_broken"),
        (bombs.damaged_data, "workbook_broken"),
        (bombs.broken_sheet, "workbook_broken"),
        (bombs.sheet_listed_often, "workbook_broken"),
        (bombs.encrypted, "workbook_password"),
    ],
)
def test_read_workbook__refuses_a_hostile_file(tmp_path: Path, maker, key: str, capfd) -> None:
    with pytest.raises(FileError) as refused:
        read_workbook(maker(tmp_path / "laporan.xlsx"))
    assert refused.value.key == key
    assert "laporan.xlsx: " in refused.value.text("en")
    assert "laporan.xlsx: " in refused.value.text("id")
    assert capfd.readouterr() == ("", "")


def test_read_workbook__says_that_there_is_a_password(tmp_path: Path) -> None:
    for path in (
        bombs.encrypted_xls(tmp_path / "a.xls"),
        bombs.encrypted_ods(tmp_path / "a.ods"),
    ):
        with pytest.raises(FileError) as refused:
            read_workbook(path)
        assert refused.value.key == "workbook_password"


@pytest.mark.parametrize("content", [b"", b"nama;umur\n", b"PK\5\6" + bytes(18)])
def test_read_workbook__refuses_what_is_no_workbook(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    with pytest.raises(FileError) as refused:
        read_workbook(path)
    assert refused.value.key == "workbook_kind"


def test_read_workbook__refuses_a_folder_and_a_missing_file(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.xlsx"):
        with pytest.raises(FileError) as refused:
            read_workbook(path)
        assert refused.value.key == "file_unopened"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not hold RLIMIT_AS")
def test_read_workbook__survives_calamines_abort(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd
) -> None:
    # A prefix longer than the look can see: calamine is really asked for 550 GB.
    prefix = "x" * 40 + ":"
    cells = ONE_CELL + '<row r="2"><c r="XFD1048576"><v>2</v></c></row>'
    rows = cells.replace("</", "</" + prefix).replace("<r", f"<{prefix}r")
    rows = rows.replace("<c", f"<{prefix}c").replace("<v", f"<{prefix}v")
    sheet = bombs.sheet_xml(rows, prefix)
    path = bombs.write_zip(tmp_path / "a.xlsx", bombs.xlsx_parts([sheet]))
    with pytest.raises(FileError) as refused:
        read_workbook(path)
    assert refused.value.key == "reading_memory"
    assert capfd.readouterr() == ("", "")
    # 29 million places are accepted, but not where there is no memory for them.
    stop_all()
    monkeypatch.setattr(reading_process, "MAX_MEMORY", 640 << 20)
    wide = ONE_CELL + '<row r="1000000"><c r="AC1000000"><v>2</v></c></row>'
    with pytest.raises(FileError) as refused:
        read_workbook(bombs.write_xlsx(path, wide))
    assert refused.value.key == "reading_memory"
