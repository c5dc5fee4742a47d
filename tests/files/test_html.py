"""Pages named .xls."""

from __future__ import annotations

from pathlib import Path

import pytest

import zscore as zs
from zscore.errors import FileError
from zscore.files.html import read_html


def cells(tmp_path: Path, page: str) -> list[list[str | None]]:
    """Return the cells of a page's largest table."""
    path = tmp_path / "page.xls"
    path.write_text(page)
    return read_html(path)[0].rows()


def test_read_html__largest_table_nested_or_not(tmp_path: Path) -> None:
    page = (
        "<table><tr><td>menu</td></tr><tr><td>"
        "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>"
        "</td></tr></table><table><tr><td>foot</td></tr></table>"
    )
    assert cells(tmp_path, page) == [["a", "b"], ["1", "2"]]


def test_read_html__tags_that_are_left_open(tmp_path: Path) -> None:
    assert cells(tmp_path, "<TABLE><TR><TD>a<TD>b<TR><TD>1<TD>2") == [["a", "b"], ["1", "2"]]


def test_read_html__spans(tmp_path: Path) -> None:
    page = (
        "<table><tr><td colspan=3>title</td></tr>"
        "<tr><td rowspan=2>a</td><td>b</td><td rowspan=3>c</td></tr>"
        "<tr><td>d</td></tr><tr><td>e</td><td>f</td></tr></table>"
    )
    assert cells(tmp_path, page) == [
        ["title", None, None], ["a", "b", "c"], [None, "d", None], ["e", "f", None],
    ]  # fmt: skip


def test_read_html__text_is_what_a_reader_sees(tmp_path: Path) -> None:
    page = (
        "<table><tr><td> a\n b <script>evil()</script><td>L&nbsp;<td>1<br>2<td>&lt;b&gt;"
        "<td><b>x</b>y<td></table>"
    )
    assert cells(tmp_path, page) == [["a b", "L\u00a0", "1 2", "<b>", "xy", None]]


def test_read_html__spans_are_limited(tmp_path: Path) -> None:
    spans = ("9999", "999999999", "-3", "x")
    page = "<table><tr>" + "".join(f"<td colspan={span}>a" for span in spans) + "</table>"
    assert len(cells(tmp_path, page)[0]) == 1003


def test_read_html__refuses_pages_without_a_table(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="frame of a saved web page"):
        cells(tmp_path, "<html><frameset><frame src=a></frameset></html>")
    with pytest.raises(FileError, match="contains no table"):
        cells(tmp_path, "<html><body>none</body></html>")
    with pytest.raises(FileError, match="contains no table"):
        cells(tmp_path, "<html><table></table></html>")


# --- hostile pages ---------------------------------------------------------------------------

CELLS = "<table><tr><th>JK</th></tr><tr><td>L</td></tr></table>"


@pytest.mark.parametrize(
    "page",
    [
        CELLS + "<!--" * 100_000,
        CELLS + "<![" * 100_000,
        CELLS + "<?" * 100_000,
        CELLS + "</" * 100_000,
        CELLS + "<a " * 100_000,
        "<!-- a --><![if !vml]>" + CELLS + "<![endif]>",
        "<html>" + "<!-- -->" * 100_000 + CELLS,
    ],
)
def test_read_html__looks_at_what_is_no_tag_once(tmp_path: Path, page: str) -> None:
    path = tmp_path / "page.xls"
    path.write_text(page)
    assert read_html(path)[0].rows() == [["JK"], ["L"]]


@pytest.mark.parametrize(
    ("page", "key"),
    [
        ("<html><table " + "a=b " * 100_000 + ">" + CELLS, "file_damaged"),
        ("<table>" + ("<tr>" + "<td colspan=1000>1</td>" * 1000 + "</tr>") * 31, "too_many_cells"),
        ("<table><tr>" + "<td colspan=1000>" * 9 + "</tr>" + "<tr><td></tr>" * 4000,
         "too_many_cells"),
        ("<html>" + "<!--" * 100_000 + CELLS, "html_no_table"),
    ],
)  # fmt: skip
def test_read_html__refuses_a_hostile_page(tmp_path: Path, page: str, key: str) -> None:
    path = tmp_path / "page.xls"
    path.write_text(page)
    with pytest.raises(FileError) as error:
        read_html(path)
    assert error.value.key == key


HEAD = "<tr><th>sex</th><th>age_days</th><th>weight_kg</th></tr>"
ROW = "<tr><td>m</td><td>700</td><td>9.5</td></tr>"


def test_read_html__tables_that_begin_alike_are_one(tmp_path: Path) -> None:
    page = f"<table>{HEAD}{ROW * 3}</table><p>Desa B</p><table>{HEAD}{ROW * 2}</table>"
    (tmp_path / "t.xls").write_text(page)
    summary = zs.score_files(tmp_path / "t.xls", tmp_path / "o.csv")
    assert (summary.rows, summary.indicators["waz"].scored) == (5, 5)


def test_read_html__a_second_table_without_headings_is_told_of(tmp_path: Path) -> None:
    page = f"<table>{HEAD}{ROW * 3}</table><table>{ROW * 2}</table><table><tr><td>x</table>"
    (tmp_path / "t.xls").write_text(page)
    summary = zs.score_files(tmp_path / "t.xls", tmp_path / "o.csv")
    assert summary.rows == 3
    assert summary.tables[0]["sheets_left_out"] == {"table 2": 2}


def test_read_html__refuses_a_page_cut_off_in_a_row(tmp_path: Path) -> None:
    whole = f"<table>{HEAD}{ROW * 9}"
    assert len(cells(tmp_path, whole)) == 10  # a program that forgets </table>
    for cut in (whole[: whole.rindex("9.5") + 1], whole.removesuffix("</tr>"), whole[:-15]):
        with pytest.raises(FileError, match="cut off"):
            cells(tmp_path, cut)


def test_read_html__refuses_a_page_cut_off_in_a_later_table(tmp_path: Path) -> None:
    page = f"<table>{HEAD}{ROW * 9}</table><table>{HEAD}{ROW * 2}"
    assert len(cells(tmp_path, page)) == 13
    with pytest.raises(FileError, match="cut off"):
        cells(tmp_path, page[: page.rindex("9.5") + 1])


def test_read_html__many_tables_in_one_another_take_no_time(tmp_path: Path) -> None:
    page = "<table><tr><td>" * 20_000 + f"<table>{HEAD}{ROW}</table>"
    assert len(cells(tmp_path, page)) == 2
