"""HTML tables as grids; many .xls exports are HTML pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pyarrow as pa

from zscore.errors import FileError
from zscore.files.encodings import decoded
from zscore.files.grids import Grid
from zscore.files.limits import MAX_POSITIONS

_Row = list[str | None]
_MAX_SPAN = 1000  # columns or rows that one cell may span, the limit of HTML
_SILENT = {"script", "style"}
_SPACES = re.compile(r"[ \t\r\n]+")
_FEWEST_ROWS, _FEWEST_COLUMNS = 2, 2  # of a second table of children
_MOST_OTHERS = 20
_LONGEST_TAG = 1 << 16  # characters; honest ones have some hundred


def read_html(path: Path) -> list[Grid]:
    """Return the table with the most cells, and others that may contain children.

    Tables that begin with the same row are joined: a page may have one per village.

    Raises
    ------
    FileError
        If the page has no table, such as a saved frameset, or is cut off within a row.
    """
    page = _Page()
    text = _plain(decoded(path))
    try:
        if _longest_tag(text) > _LONGEST_TAG:
            raise ValueError
        page.feed(text)
        page.close()
    except _TooManyCellsError:
        raise FileError("too_many_cells", file=path.name, limit=MAX_POSITIONS) from None
    except (AssertionError, ValueError):  # its message may contain a cell
        raise FileError("file_damaged", file=path.name, kind="HTML") from None
    tables = [table for table in page.tables if table.rows]
    if not tables:
        key = "html_frameset" if page.has_frames else "html_no_table"
        raise FileError(key, file=path.name)
    largest = max(tables, key=lambda table: table.cells)
    if any(table.is_cut for table in tables if table is largest or _begin_alike(table, largest)):
        raise FileError("file_damaged", file=path.name, kind="HTML")
    return [_grid(path, rows) for rows in _joined(largest, tables)]


def _joined(largest: _Table, tables: list[_Table]) -> list[list[_Row]]:
    """Return the rows of the largest table joined with similar ones, then those of others."""
    around = {id(table) for table in largest.outer()}
    apart = [table for table in tables if id(table) not in around]
    same = [table for table in apart if table is largest or _begin_alike(table, largest)]
    rows = [row for table in same for row in table.rows]
    others = [
        table.rows
        for table in apart
        if not table.has_tables and not _begin_alike(table, largest)
        if len(table.rows) >= _FEWEST_ROWS
        if table.width == largest.width > _FEWEST_COLUMNS
        if largest not in table.outer()
    ]
    return [rows, *sorted(others, key=len, reverse=True)[:_MOST_OTHERS]]


def _begin_alike(one: _Table, other: _Table) -> bool:
    return one.width > _FEWEST_COLUMNS and one.rows[0] == other.rows[0]


def _grid(path: Path, rows: list[_Row]) -> Grid:
    width = max(map(len, rows))
    if width * len(rows) > MAX_POSITIONS:  # of one long row and many short ones
        raise FileError("too_many_cells", file=path.name, limit=MAX_POSITIONS)
    columns = [
        pa.array([row[i] if i < len(row) else None for row in rows], pa.string())
        for i in range(width)
    ]
    cells = pa.table(columns, names=[str(i) for i in range(width)])
    return Grid(cells=cells)


class _TooManyCellsError(Exception):
    """Raised if the tables of a page cover too many cells."""


def _plain(text: str) -> str:
    """Return a page without markup that the parser would search repeatedly.

    This is comments, sections such as <![if supportLists]>, which it refuses, and anything like
    the beginning of a tag after the last tag.
    """
    for begin, end in (("<!--", "-->"), ("<![", ">")):
        text = _without(text, begin, end)
    last = text.rfind(">") + 1
    return text[:last] + text[last:].replace("<", " ")


def _without(text: str, begin: str, end: str) -> str:
    """Return text without the parts from each ``begin`` to the next ``end`` or the end of text."""
    kept = []
    at = 0
    while (start := text.find(begin, at)) >= 0:
        kept.append(text[at:start])
        close = text.find(end, start + len(begin))
        if close < 0:
            at = len(text)
            break
        at = close + len(end)
    kept.append(text[at:])
    return "".join(kept)


def _longest_tag(text: str) -> int:
    """Return the length of the longest tag [characters]."""
    letters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    begins, ends = np.flatnonzero(letters == ord("<")), np.flatnonzero(letters == ord(">"))
    if not len(begins) or not len(ends):
        return 0
    return int((ends[np.searchsorted(ends, begins)] - begins).max())


class _Page(HTMLParser):
    """Collect every table, including nested ones, as rows of cells."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self.has_frames = False
        self._open: list[_Table] = []
        self._silent = 0
        self._cells = 0  # of all tables together

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"frameset", "frame"}:
            self.has_frames = True
        elif tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            for outer in self._open[-1:]:
                outer.has_tables = True
            self._open.append(_Table(self._open[-1] if self._open else None, self._count))
            self.tables.append(self._open[-1])
        elif self._open and tag == "tr":
            self._open[-1].start_row()
        elif self._open and tag in {"td", "th"}:
            named = dict(attrs)
            self._open[-1].start_cell(_span(named.get("colspan")), _span(named.get("rowspan")))
        elif self._open and tag in {"br", "p", "div"}:
            self._open[-1].text.append(" ")

    def _count(self, cells: int) -> None:
        self._cells += cells
        if self._cells > MAX_POSITIONS:
            raise _TooManyCellsError

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(self._silent - 1, 0)
        elif self._open and tag in {"td", "th"}:
            self._open[-1].end_cell()
        elif self._open and tag == "tr":
            self._open[-1].end_row()
            self._open[-1].closes_rows = True
        elif self._open and tag == "table":
            self._open.pop().end_row()

    def handle_data(self, data: str) -> None:
        if self._open and not self._silent:
            self._open[-1].text.append(data)

    def close(self) -> None:
        super().close()
        while self._open:  # some pages end before </table>, but none within a row
            table = self._open.pop()
            table.is_cut = table.closes_rows and table.is_in_row
            table.end_row()


class _Table:
    """A table being read: its rows so far, and the open cell."""

    def __init__(self, outer: _Table | None, count: Callable[[int], None]) -> None:
        self.rows: list[_Row] = []
        self.text: list[str] = []
        self.has_tables = False  # in its cells
        self.closes_rows = False  # whether there is a </tr>
        self.is_cut = False
        self._outer = outer
        self._count = count  # called before cells are added
        self._row: _Row | None = None
        self._spans: tuple[int, int] | None = None  # columns and rows of the open cell
        # First column, the one after the last, and the number of rows covered from this row on.
        self._covered: list[tuple[int, int, int]] = []
        self._covering: list[tuple[int, int, int]] = []  # the same from the next row on

    @property
    def cells(self) -> int:
        """Number of cells in all its rows."""
        return sum(map(len, self.rows))

    @property
    def width(self) -> int:
        """Number of cells in its longest row."""
        return max(map(len, self.rows), default=0)

    @property
    def is_in_row(self) -> bool:
        """Whether a row with a cell is open."""
        return self._row is not None and (bool(self._row) or self._spans is not None)

    def outer(self) -> Iterator[_Table]:
        """Yield the tables that contain this one in a cell."""
        table = self._outer
        while table is not None:
            yield table
            table = table._outer

    def start_row(self) -> None:
        self.end_row()
        self._row = []

    def start_cell(self, columns: int, rows: int) -> None:
        self.end_cell()
        self._row = self._uncovered(self._row or [])
        self._spans = columns, rows
        self.text.clear()

    def end_cell(self) -> None:
        if self._spans is None or self._row is None:
            return
        columns, rows = self._spans
        if rows > 1:
            first = len(self._row)
            self._covering.append((first, first + columns, rows - 1))
        # A non-breaking space is kept: it is part of what the export says.
        text = _SPACES.sub(" ", "".join(self.text)).strip(" ")
        self._count(columns)
        self._row += [text or None] + [None] * (columns - 1)
        self._spans = None

    def end_row(self) -> None:
        self.end_cell()
        if self._row is None:
            return
        self.rows.append(self._uncovered(self._row))
        self._row = None
        kept = [(first, end, n - 1) for first, end, n in self._covered if n > 1]
        self._covered = sorted(kept + self._covering)
        self._covering = []

    def _uncovered(self, row: _Row) -> _Row:
        """Return the row with the columns that a cell of an earlier row covers left empty."""
        for first, end, _ in self._covered:
            if first <= len(row) < end:
                self._count(end - len(row))
                row += [None] * (end - len(row))
        return row


def _span(value: str | None) -> int:
    """Return a colspan or rowspan; HTML allows at most four digits."""
    is_number = value is not None and len(value) <= 4 and value.isascii() and value.isdigit()
    return min(max(int(value or 1), 1), _MAX_SPAN) if is_number else 1
