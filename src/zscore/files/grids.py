"""Sheets of text cells, the common form of all file formats.

Every cell is text at first, so that a NIK keeps its zeros and nothing is altered
by a guess; its meaning is decided later, when its column is known. A sheet is
read in blocks of rows, as often as requested, so no file has to fit in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

HEAD_ROWS = 15  # the header is one of the first rows; titles may be above it
BLOCK_ROWS = 32_768  # with 36 columns some 10 MB
BLOCK_BYTES = 8 << 20  # fewer rows, if they are long


@dataclass(frozen=True, kw_only=True)
class Grid:
    """Some rows of a sheet.

    ``cells`` has a text column, plain or dictionary-encoded, for each column of the sheet, named
    "0", "1", …. Its row i is row ``first_row`` + i of the file, counted from 1 (row 0 holds the
    names of columns that are not a row of the file). Null is an empty cell.
    """

    cells: pa.Table
    first_row: int = 1
    widths: NDArray[np.int64] | None = None  # cells in each row, if they differ

    def rows(self) -> list[list[str | None]]:
        """Return the rows, each a list of cells."""
        columns = [column.to_pylist() for column in self.cells.columns]
        # A table without columns may say that it has rows.
        return [list(row) for row in zip(*columns, strict=True)]

    def column(self, index: int) -> pa.ChunkedArray:
        """Return a column of the sheet by its index."""
        return self.cells.column(str(index))

    def after(self, n: int) -> Grid:
        """Return the rows after the first ``n``."""
        if not n:
            return self
        widths = None if self.widths is None else self.widths[n:]
        cells = pa.table(
            [without_unused(column) for column in self.cells.slice(n).columns],
            names=self.cells.column_names,
        )
        return replace(self, cells=cells, first_row=self.first_row + n, widths=widths)

    def shifted(self, width: int | None) -> NDArray[np.bool_]:
        """Return which rows have more cells than ``width``, the width of the header.

        An unquoted delimiter or decimal comma in a cell shifts all cells after it by one
        column; such a row cannot be read at all.
        """
        if self.widths is None or width is None:
            return np.zeros(self.cells.num_rows, bool)
        shifted: NDArray[np.bool_] = self.widths > width
        return shifted


@dataclass(frozen=True, kw_only=True)
class TypedRows:
    """Read the rows of a typed file in blocks, all columns or those at some indices."""

    schema: pa.Schema
    blocks: Callable[[Sequence[int] | None], Iterator[pa.Table]]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One sheet of a file: its first rows, and all of them in blocks."""

    name: str | None
    head: Grid  # HEAD_ROWS rows, starting with the first that is not blank
    # Of all columns, or of those at some indices; from the first row on.
    blocks: Callable[[Sequence[int] | None], Iterator[Grid]]
    typed: TypedRows | None = None

    def width_of(self, row: int) -> int | None:
        """Return the number of cells in a row of the head, or None if all rows have the same."""
        return None if self.head.widths is None else int(self.head.widths[row])

    def body(self, header: int, indices: Sequence[int] | None = None) -> Iterator[Grid]:
        """Yield the rows after ``header`` in blocks: all columns, or those at ``indices``."""
        first = self.head.first_row + header + 1
        for block in self.blocks(indices):
            body = block.after(min(max(first - block.first_row, 0), block.cells.num_rows))
            if body.cells.num_rows:
                yield body


def sheet_in_memory(name: str | None, grid: Grid) -> Sheet:
    """Return a grid that is entirely in memory as a sheet."""

    def blocks(indices: Sequence[int] | None) -> Iterator[Grid]:
        some = grid if indices is None else replace(grid, cells=_selected(grid.cells, indices))
        for start in range(0, grid.cells.num_rows, BLOCK_ROWS):
            yield first_rows(some.after(start), BLOCK_ROWS)

    head = first_rows(grid.after(_blank_rows_on_top(grid.cells)), HEAD_ROWS)
    return Sheet(name=name, head=head, blocks=blocks)


def first_rows(grid: Grid, n: int) -> Grid:
    """Return the first ``n`` rows of a grid."""
    widths = None if grid.widths is None else grid.widths[:n]
    # A table without columns reports as many rows as were requested.
    cells = grid.cells.slice(0, min(n, grid.cells.num_rows))
    return replace(grid, cells=cells, widths=widths)


def _blank_rows_on_top(cells: pa.Table) -> int:
    blank: int = cells.num_rows
    for column in cells.columns:
        texts = pc.utf8_trim_whitespace(column.slice(0, blank).cast(pa.string()))
        first = pc.index(pc.fill_null(pc.not_equal(texts, ""), False), True).as_py()
        blank = blank if first < 0 else first
    return blank


def _selected(cells: pa.Table, indices: Sequence[int]) -> pa.Table:
    return cells.select([str(index) for index in indices])


def without_unused(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return a column without the dictionary entries that occur only in rows removed above."""
    if not pa.types.is_dictionary(column.type):
        return column
    return column.cast(column.type.value_type).dictionary_encode()


def text_bytes(table: pa.Table) -> int:
    """Return the memory the cells would take without dictionaries [bytes]."""
    size = 0
    for column in table.columns:
        for chunk in column.chunks:
            if pa.types.is_dictionary(chunk.type):
                each = chunk.dictionary.nbytes / max(len(chunk.dictionary), 1)
                size += int(each * len(chunk))
            else:
                size += chunk.nbytes
    return size


def heading_row(rows: list[list[str | None]]) -> int | None:
    """Return the first row that may contain headings: no digit in it, and digits below it.

    A row that may not contain headings may contain a child's name, and is never shown.

    Examples
    --------
    >>> heading_row([["Kader", "Siti"], ["Nama", "Umur"], ["Ani", "31"]])
    1
    """
    digits = [any(map(str.isdigit, "".join(cell or "" for cell in row))) for row in rows]
    for i in range(len(rows) - 1):
        if len(rows[i]) - rows[i].count(None) > 1 and not digits[i] and digits[i + 1]:
            return i
    return None


def text_column(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return a column of any type as text.

    Whole numbers stored as floats get no decimal point or exponent: a NIK has sixteen digits.
    """
    kind = column.type
    if pa.types.is_floating(kind):
        return pa.chunked_array([pa.array(map(_text_of_float, column.to_pylist()), pa.string())])
    if pa.types.is_timestamp(kind):
        column = column.cast(pa.timestamp("s", kind.tz), safe=False)
        try:
            return column.cast(pa.string())
        except pa.ArrowInvalid:  # an unknown time zone
            return column.cast(pa.timestamp("s")).cast(pa.string())
    try:
        if not (pa.types.is_binary(kind) or pa.types.is_large_binary(kind)):
            return column.cast(pa.string())
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):  # lists, structs
        pass
    return pa.chunked_array([pa.array(map(_text_of, column.to_pylist()), pa.string())])


def _text_of_float(value: float | None) -> str | None:
    if value is None:
        return None
    whole = value.is_integer() and abs(value) < 2**63
    return str(int(value)) if whole else repr(value)


def _text_of(value: object) -> str | None:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return None if value is None else str(value)
