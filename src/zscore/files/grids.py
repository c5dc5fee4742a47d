"""The cells of one sheet as text, whatever kind of file they came from.

Everything is text first, so that a NIK keeps its zeros and nothing is altered
by a guess; what a cell means is decided by those who know the column.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray


@dataclass(frozen=True, kw_only=True)
class Grid:
    """One sheet: ``cells`` has a string column for each column of the sheet, named
    "0", "1", …; row i of it is row ``first_row`` + i of the file, which counts from 1
    (and has its names at 0 where they are no row); null is an empty cell.
    """

    sheet: str | None
    cells: pa.Table
    first_row: int = 1
    widths: NDArray[np.int64] | None = None  # cells in each row, where rows differ in it

    def shifted(self, header: int) -> NDArray[np.bool_]:
        """Return which rows after ``header`` have more cells than it has.

        An unquoted delimiter in a text, or an unquoted decimal comma, moves all that
        follows one column on; such a row cannot be read at all.
        """
        if self.widths is None:
            return np.zeros(max(self.cells.num_rows - header - 1, 0), bool)
        shifted: NDArray[np.bool_] = self.widths[header + 1 :] > self.widths[header]
        return shifted

    def head(self, n: int) -> list[list[str | None]]:
        """Return the first ``n`` rows, each a list of cells."""
        # A table without columns says it has as many rows as were asked for.
        top = self.cells.slice(0, min(n, self.cells.num_rows))
        columns = [column.to_pylist() for column in top.columns]
        return [[column[i] for column in columns] for i in range(top.num_rows)]


def heading_row(rows: list[list[str | None]]) -> int | None:
    """Return the first row that can be one of headings: no digit in it, and some below it.

    What is not sure to be headings may be a child's name, and is never shown.

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
    """Return a column of any type as the text a cell would hold.

    Whole numbers stored as floats have no point and no exponent: a NIK has sixteen digits.
    """
    kind = column.type
    if pa.types.is_floating(kind):
        return pa.chunked_array([pa.array(map(_text_of_float, column.to_pylist()), pa.string())])
    if pa.types.is_timestamp(kind):
        column = column.cast(pa.timestamp("s", kind.tz), safe=False)
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
