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
