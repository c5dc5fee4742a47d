"""Delimited text: encodings, delimiters, and rows that are not like the others."""

from __future__ import annotations

import csv
import io
import itertools
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from zscore.errors import FileError
from zscore.files.text import delimiter_of, open_text


def grid(tmp_path: Path, data: bytes) -> tuple[list[list[str | None]], list[int]]:
    """Return the cells and widths of a file."""
    path = tmp_path / "file.csv"
    path.write_bytes(data)
    blocks = list(open_text(path).blocks(None))
    assert [block.first_row for block in blocks] == list(
        itertools.accumulate((block.cells.num_rows for block in blocks[:-1]), initial=1)
    )
    rows = [row for block in blocks for row in block.rows()]
    return rows, [int(width) for block in blocks for width in block.widths]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_delimiter_of__the_one_that_cuts_rows_alike(delimiter: str) -> None:
    assert delimiter_of(delimiter.join("abc") + "\n" + delimiter.join("def")) == delimiter


def test_delimiter_of__decimal_commas_do_not_count() -> None:
    assert delimiter_of("a;b;c\n1,5;2,5;3,5\n1,5;2,5;3,5\n") == ";"


def test_open_text__regular(tmp_path: Path) -> None:
    cells, widths = grid(tmp_path, b'a;b\r\n1;"x;\ny"\r\n;""\r\n')
    assert cells == [["a", "b"], ["1", "x;\ny"], [None, None]]
    assert widths == [2, 2, 2]


def test_open_text__no_row_is_lost_whatever_its_width(tmp_path: Path) -> None:
    cells, widths = grid(tmp_path, b"a;b\n1;2;3\n\n4\n5;6")
    assert cells == [
        ["a", "b", None], ["1", "2", "3"], [None, None, None], ["4", None, None], ["5", "6", None],
    ]  # fmt: skip
    assert widths == [2, 3, 0, 1, 2]


def test_open_text__title_rows(tmp_path: Path) -> None:
    cells, widths = grid(tmp_path, b"Title\n\na;b\n1;2\n3;4\n")
    assert cells == [["Title", None], [None, None], ["a", "b"], ["1", "2"], ["3", "4"]]
    assert widths == [1, 0, 2, 2, 2]


@pytest.mark.parametrize("blank", [b"\n", b";;\n", b" \r\n", b"\r"])
@pytest.mark.parametrize("n", [1, 15, 5_000])
def test_open_text__blank_lines_on_top_are_no_heading(tmp_path: Path, blank: bytes, n: int) -> None:
    path = tmp_path / "file.csv"
    rows = b"Judul\na;b;c\n1;2;3\n4;5;6\n"
    path.write_bytes(n * blank + (rows.replace(b"\n", b"\r") if blank == b"\r" else rows))
    sheet = open_text(path)
    assert sheet.head.first_row == n + 1
    assert sheet.head.rows()[:2] == [["Judul", None, None], ["a", "b", "c"]]
    (body,) = sheet.body(1)
    assert (body.first_row, body.rows()) == (n + 3, [["1", "2", "3"], ["4", "5", "6"]])
    assert body.widths is not None
    assert list(body.widths) == [3, 3]


def test_open_text__nothing_but_blank_lines(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(b"\n" * 40)
    sheet = open_text(path)
    assert sheet.head.rows() == []
    assert [row for block in sheet.blocks(None) for row in block.rows()] == []


@pytest.mark.parametrize("tail", [b"", b"x\n"])  # regular rows, and some that are not
def test_open_text__cells_that_a_spreadsheet_forced_to_be_text(tmp_path: Path, tail: bytes) -> None:
    data = b'id;date;n\n\'0012;="2021-11-12";"=""9,8"""\n\'1;="2021-11-13";"\'7"\n'
    cells, _ = grid(tmp_path, data + tail)
    assert cells[:3] == [
        ["id", "date", "n"],
        ["'0012", '="2021-11-12"', '="9,8"'],
        ["'1", '="2021-11-13"', "'7"],
    ]


def test_open_text__long_cells(tmp_path: Path) -> None:
    cells, _ = grid(tmp_path, b"a;b\n1;" + b"x" * 200_000 + b"\n1;2;3\n")
    assert len(cells[1][1] or "") == 200_000


@pytest.mark.parametrize(
    "data",
    [
        b'a;b;c;d\n1;"x;2;3\n3;"y;4;5\n5;6;7;8\n',  # the second quote closes the first
        b'a;b;c;d\n1;"x;2;3\n3;y;4;5\n5;6;7;8\n',  # nothing closes it
    ],
)
def test_open_text__refuses_a_quote_that_swallows_rows(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(FileError, match="unclosed quotation mark in row 2"):
        grid(tmp_path, data)


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\r\x00\ufeff"), max_size=8)
ROWS = st.lists(st.lists(CELLS, min_size=2, max_size=5), min_size=1, max_size=8)


@given(ROWS)
def test_open_text__gives_back_what_was_written(tmp_path: Path, rows: list[list[str]]) -> None:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
    rivals = ",\t|"
    cells_given = [cell for row in rows for cell in row]
    # Quoted whole, such a cell is still a fair question for delimiter_of.
    assume(not any(mark in cell for cell in cells_given for mark in rivals))
    assume(not any("\n" in cell and cell.count(";") >= 3 for cell in cells_given))  # is refused
    cells, _ = grid(tmp_path, buffer.getvalue().encode())
    assert [
        [cell or "" for cell in row][: len(given)] for row, given in zip(cells, rows, strict=True)
    ] == rows


def test_open_text__a_line_without_end_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b"JK;BB\nL;9\n" + b"x" * (70 << 20))
    with pytest.raises(FileError) as error:
        open_text(path)
    assert error.value.key == "line_too_long"


def test_open_text__a_cell_too_long_is_not_called_a_quotation(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b"JK;BB\nL;9\n" + b"x" * (20 << 20) + b";1;2\nL;9\n")
    with pytest.raises(FileError) as error:
        list(open_text(path).blocks(None))
    assert error.value.key == "line_too_long"


@pytest.mark.parametrize("other", [";", "\t", "|"])
def test_open_text__refuses_a_delimiter_that_changes(tmp_path: Path, other: str) -> None:
    rows = ["Desa,sex,age_days,weight_kg,note"] + ["A,m,700,9.5,x"] * 40
    rows[30] = rows[30].replace(",", other)
    (tmp_path / "t.csv").write_text("\n".join(rows))
    with pytest.raises(FileError, match="row 31") as error:
        for _ in open_text(tmp_path / "t.csv").blocks(None):
            pass
    assert error.value.key == "delimiter_changes"
    rows[30] = "a note; of one sentence; and another"
    (tmp_path / "t.csv").write_text("\n".join(rows))
    assert sum(g.cells.num_rows for g in open_text(tmp_path / "t.csv").blocks(None)) == 41


def test_open_text__empty_columns_on_the_right_are_no_columns(tmp_path: Path) -> None:
    rows = ["sex,age_days,weight_kg", *["m,700,9.5"] * 3]
    (tmp_path / "t.csv").write_text("\n".join(row + "," * 16_381 for row in rows))
    assert open_text(tmp_path / "t.csv").head.cells.num_columns == 16_384
    (tmp_path / "t.csv").write_text("\n".join(row + "," * 4_094 + "x" for row in rows))
    with pytest.raises(FileError, match="4,097"):
        open_text(tmp_path / "t.csv")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
@pytest.mark.parametrize("cut", [2, 5, 10])
def test_open_text__refuses_a_file_that_ends_in_the_middle_of_a_row(
    tmp_path: Path, encoding: str, cut: int
) -> None:
    text = "Desa,sex,age_days,weight_kg,note\n" + "Añu,m,700,9.5,x\n" * 40
    path = tmp_path / "t.csv"
    path.write_text(text[: -cut - 1], encoding=encoding)
    with pytest.raises(FileError, match="row 41") as error:
        list(open_text(path).blocks(None))
    assert error.value.key == "last_row_cut"
    assert error.value.values["columns"] == 5
    # Whole: a last row ended by a line break, whatever its length; and a line of words below it.
    for end in ("\n", "\nSource: the district office"):
        path.write_text(text[: -cut - 1] + end, encoding=encoding)
        assert sum(g.cells.num_rows for g in open_text(path).blocks(None)) >= 41
