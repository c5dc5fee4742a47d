"""Delimited text: encodings, delimiters, and rows that are not like the others."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zscore.errors import FileError
from zscore.files.text import decoded, delimiter_of, read_text_grid


def grid(tmp_path: Path, data: bytes) -> tuple[list[list[str | None]], list[int] | None]:
    """Return the cells and widths of a file."""
    path = tmp_path / "file.csv"
    path.write_bytes(data)
    read = read_text_grid(path)
    widths = None if read.widths is None else read.widths.tolist()
    return read.head(10_000), widths


def test_decoded__by_mark_then_utf_8_then_windows() -> None:
    assert decoded("é;x".encode("utf-16")) == "é;x"
    assert decoded("é;x".encode("utf-8-sig")) == "é;x"
    assert decoded("é;x".encode()) == "é;x"
    assert decoded("é€;\u00a0x".encode("cp1252")) == "é€;\u00a0x"
    assert decoded(b"\xe9\x81") == "\xe9\x81"  # 81 has no meaning in Windows-1252


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_delimiter_of__the_one_that_cuts_rows_alike(delimiter: str) -> None:
    assert delimiter_of(delimiter.join("abc") + "\n" + delimiter.join("def")) == delimiter


def test_delimiter_of__decimal_commas_do_not_count() -> None:
    assert delimiter_of("a;b;c\n1,5;2,5;3,5\n1,5;2,5;3,5\n") == ";"


def test_read_text_grid__regular(tmp_path: Path) -> None:
    cells, widths = grid(tmp_path, b'a;b\r\n1;"x;\ny"\r\n;""\r\n')
    assert cells == [["a", "b"], ["1", "x;\ny"], [None, None]]
    assert widths == [2, 2, 2]


def test_read_text_grid__no_row_is_lost_whatever_its_width(tmp_path: Path) -> None:
    cells, widths = grid(tmp_path, b"a;b\n1;2;3\n\n4\n5;6")
    assert cells == [
        ["a", "b", None], ["1", "2", "3"], [None, None, None], ["4", None, None], ["5", "6", None],
    ]  # fmt: skip
    assert widths == [2, 3, 0, 1, 2]


def test_read_text_grid__title_rows(tmp_path: Path) -> None:
    cells, widths = grid(tmp_path, b"Title\n\na;b\n1;2\n3;4\n")
    assert cells == [["Title", None], [None, None], ["a", "b"], ["1", "2"], ["3", "4"]]
    assert widths == [1, 0, 2, 2, 2]


def test_read_text_grid__long_cells(tmp_path: Path) -> None:
    cells, _ = grid(tmp_path, b"a;b\n1;" + b"x" * 200_000 + b"\n1;2;3\n")
    assert len(cells[1][1] or "") == 200_000


@pytest.mark.parametrize(
    "data",
    [
        b'a;b;c;d\n1;"x;2;3\n3;"y;4;5\n5;6;7;8\n',  # the second quote closes the first
        b'a;b;c;d\n1;"x;2;3\n3;y;4;5\n5;6;7;8\n',  # nothing closes it
    ],
)
def test_read_text_grid__refuses_a_quote_that_swallows_rows(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(FileError, match="not closed in row 2"):
        grid(tmp_path, data)


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\r\x00\ufeff"), max_size=8)
ROWS = st.lists(st.lists(CELLS, min_size=2, max_size=5), min_size=1, max_size=8)


@given(ROWS)
def test_read_text_grid__gives_back_what_was_written(tmp_path: Path, rows: list[list[str]]) -> None:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
    rivals = ",\t|"
    if any(mark in cell for row in rows for cell in row for mark in rivals):
        return  # quoted whole, such a cell is still a fair question for delimiter_of
    try:
        cells, _ = grid(tmp_path, buffer.getvalue().encode())
    except FileError:
        assert any("\n" in cell and cell.count(";") >= 3 for row in rows for cell in row)
        return
    assert [
        [cell or "" for cell in row][: len(given)] for row, given in zip(cells, rows, strict=True)
    ] == rows
