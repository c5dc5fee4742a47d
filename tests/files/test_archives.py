"""What the look at an archive sees, held against what calamine then finds."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import bombs
import pytest
from python_calamine import CalamineWorkbook

from zscore.files import inflating, limits, xlsx_probe
from zscore.files.archives import inspect_archive
from zscore.files.limits import RefusedError


def inspect(path: Path) -> int:
    with path.open("rb") as file:
        return inspect_archive(file)


def extent(rows: str, prefix: str = "", piece: int = 1 << 20) -> tuple[int, int]:
    """Return last row and column of a sheet that comes in pieces of ``piece`` bytes."""
    xml = bombs.sheet_xml(rows, prefix).encode()
    pieces = [xml[i : i + piece] for i in range(0, len(xml), piece)]
    row, column, _ = xlsx_probe._sheet_extent(pieces, skip_empty=True)
    return row, column


SHEETS = {
    "plain": '<row r="1"><c r="A1"><v>1</v></c></row><row r="7"><c r="AB7"><v>1</v></c></row>',
    "row counts not": '<row r="9"><c r="B2"><v>1</v></c></row><row r="99"/>',
    "single quotes": "<row r='3'><c r='C3'><v>1</v></c></row>",
    "r last": '<row spans="1:3" r="3"><c s="0" t="n" r="D3"><v>1</v></c></row>',
    "spaces": '<row r = "3"><c\n  r = "D3"\t><v>1</v></c></row>',
    "no r": "<row><c><v>1</v></c><c><v>2</v></c></row><row/><row><c><v>3</v></c></row>",
    "no r in cells": '<row r="5"><c t="n"><v>1</v></c><c><v>2</v></c></row><row><c/></row>',
    "some r": '<row><c r="C1"><v>1</v></c><c><v>2</v></c></row><row r="4"><c><v>3</v></c></row>',
    "empty ones": '<row r="1"><c r="A1"><v>1</v></c></row><row r="50"><c r="ZZ50" s="0"/></row>',
    "unordered": '<row r="8"><c r="H8"><v>1</v></c></row><row r="2"><c r="B2"><v>1</v></c></row>',
    "a bare sign": '<row r="1"><c r="A1" t="str"><v>a > b:c </v></c></row>',
}


@pytest.mark.parametrize("rows", SHEETS.values(), ids=SHEETS.keys())
@pytest.mark.parametrize("piece", [1, 7, 1 << 20])
def test_sheet_extent__is_where_calamine_finds_the_last_cell(
    tmp_path: Path, rows: str, piece: int
) -> None:
    path = bombs.write_xlsx(tmp_path / "a.xlsx", rows)
    end = CalamineWorkbook.from_path(path).get_sheet_by_index(0).end
    assert end is not None
    assert extent(rows, piece=piece) == (end[0] + 1, end[1] + 1)


@pytest.mark.parametrize("piece", [1, 5, 1 << 20])
def test_sheet_extent__sees_prefixed_tags(piece: int) -> None:
    rows = (
        '<x:row r="2"><x:c r="AA2"><x:v>1</x:v></x:c></x:row><x:row><x:c><x:v>1</x:v></x:c></x:row>'
    )
    assert extent(rows, "x:", piece) == (3, 27)


def test_inspect_archive__counts_the_sheets(tmp_path: Path) -> None:
    sheet = bombs.sheet_xml('<row><c t="s"><v>0</v></c></row>')
    parts = bombs.xlsx_parts([sheet, sheet], ["text"])
    assert inspect(bombs.write_zip(tmp_path / "a.xlsx", parts)) == 2
    assert inspect(bombs.write_ods(tmp_path / "a.ods", bombs.ods_row(bombs.ods_cell("x")), "")) == 2


@pytest.mark.parametrize(
    ("maker", "key"),
    [
        (bombs.far_cell, "workbook_spread"),
        (bombs.shared_string_bomb, "workbook_repeats"),
        (bombs.zip_bomb, "workbook_ratio"),
        (bombs.lying_sizes, "workbook_ratio"),
        (bombs.many_parts, "workbook_entries"),
        (bombs.overlapping_parts, "workbook_inflates"),
        (bombs.ods_far_cell, "workbook_spread"),
        (bombs.ods_text_bomb, "workbook_repeats"),
    ],
)
def test_inspect_archive__refuses_a_bomb(tmp_path: Path, maker, key: str) -> None:
    with pytest.raises(RefusedError) as refused:
        inspect(maker(tmp_path / "bomb"))
    assert refused.value.key == key


def test_inspect_archive__refuses_a_sheet_by_its_cells_without_reference(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = bombs.write_xlsx(tmp_path / "a.xlsx", f"<row>{'<c><v>1</v></c>' * 30}</row><row/>" * 5)
    assert inspect(path) == 1
    monkeypatch.setattr(limits, "MAX_POSITIONS", 9 * 30)
    assert inspect(path) == 1
    monkeypatch.setattr(limits, "MAX_POSITIONS", 9 * 30 - 1)
    with pytest.raises(RefusedError) as refused:
        inspect(path)
    assert refused.value.values == {"rows": 9, "columns": 30, "limit": 9 * 30 - 1}


def test_inspect_archive__counts_no_empty_cells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    borders = '<row r="1"><c r="A1"><v>1</v></c></row><row r="999"><c r="Z999" s="0"/></row>'
    monkeypatch.setattr(limits, "MAX_POSITIONS", 100)
    assert inspect(bombs.write_xlsx(tmp_path / "a.xlsx", borders)) == 1


def test_inspect_archive__adds_up_strings_exactly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cells = '<c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>0</v></c><c><v>1</v></c>'
    path = bombs.write_xlsx(tmp_path / "a.xlsx", f"<row>{cells}</row>", ["x" * 10, "y" * 500])
    monkeypatch.setattr(limits, "MAX_REPEATED", 520)
    assert inspect(path) == 1
    monkeypatch.setattr(limits, "MAX_REPEATED", 519)
    with pytest.raises(RefusedError, match="workbook_repeats"):
        inspect(path)


def test_inspect_archive__counts_odd_cells_as_the_longest_string(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cells = '<c t="s"><v xml:space="preserve">0</v></c>'
    path = bombs.write_xlsx(tmp_path / "a.xlsx", f"<row>{cells}</row>", ["x", "y" * 500])
    monkeypatch.setattr(limits, "MAX_REPEATED", 499)
    with pytest.raises(RefusedError, match="workbook_repeats"):
        inspect(path)


def test_inspect_archive__accepts_the_empty_rest_of_an_ods(tmp_path: Path) -> None:
    rest = '<table:table-cell table:number-columns-repeated="16000"/>'
    rows = bombs.ods_row(bombs.ods_cell("x", 3) + rest) + bombs.ods_row(rest, 1_048_000)
    assert inspect(bombs.write_ods(tmp_path / "a.ods", rows)) == 1


def test_inspect_archive__refuses_a_tag_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MAX_TAG", 50_000)
    monkeypatch.setattr(limits, "PIECE", 1_000)
    for path in (
        bombs.write_xlsx(tmp_path / "a.xlsx", "x" * 90_000),
        bombs.write_ods(tmp_path / "a.ods", "x" * 90_000),
    ):
        with pytest.raises(RefusedError, match="workbook_broken"):
            inspect(path)


def test_inspect_archive__refuses_what_is_no_workbook(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="workbook_kind"):
        inspect(bombs.write_zip(tmp_path / "a.xlsx", {"letter.txt": "Dear"}))


def test_inflate__gives_what_zipfile_gives() -> None:
    content = b"".join(b"%d," % (i * i) for i in range(400_000))
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr(zipfile.ZipInfo("empty"), b"", method)
            archive.writestr(zipfile.ZipInfo("a"), content, method)
        empty, entry = archive.infolist()
        assert b"".join(inflating.inflate(file, empty)) == b""
        assert b"".join(inflating.inflate(file, entry)) == content


def test_inflate__refuses_a_part_cut_off_or_packed_oddly() -> None:
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr(zipfile.ZipInfo("a"), bytes(range(256)) * 9, method)
        cut = io.BytesIO(file.getvalue()[:60])
        with pytest.raises(zipfile.BadZipFile):
            list(inflating.inflate(cut, archive.infolist()[0]))
    with pytest.raises(zipfile.BadZipFile):
        list(inflating.inflate(io.BytesIO(b"PK"), archive.infolist()[0]))
