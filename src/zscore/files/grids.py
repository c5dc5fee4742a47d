"""The cells of one sheet as text, whatever kind of file they came from.

Everything is text first, so that a NIK keeps its zeros and nothing is altered
by a guess; what a cell means is decided by those who know the column.
"""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa


@dataclass(frozen=True, kw_only=True)
class Grid:
    """One sheet: ``cells`` has a string column for each column of the sheet, named
    "0", "1", …; row i of it is row ``first_row`` + i of the file, which counts from 1
    (and has its names at 0 where they are no row); null is an empty cell.
    """

    sheet: str | None
    cells: pa.Table
    first_row: int = 1
    delimited: bool = False  # cells are found by counting delimiters, and can get shifted

    def head(self, n: int) -> list[list[str | None]]:
        """Return the first ``n`` rows, each a list of cells."""
        top = self.cells.slice(0, n)
        columns = [column.to_pylist() for column in top.columns]
        return [[column[i] for column in columns] for i in range(top.num_rows)]
