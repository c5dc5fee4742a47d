"""The cells of one sheet as text, whatever kind of file they came from.

Everything is text first, so that a NIK keeps its zeros and nothing is altered
by a guess; what a cell means is decided by those who know the column.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
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
        """Return which rows after ``header`` have more cells than they should.

        An unquoted delimiter in a text moves all that follows one column on. Rows may be
        wider than the header if nearly all of them are (a delimiter at their end), as long
        as what is beyond the last heading is blank.
        """
        body = self.cells.slice(header + 1)
        shifted = np.zeros(body.num_rows, bool)
        if self.widths is None:
            return shifted
        headings = self.head(header + 1)[header]
        width = max((i + 1 for i, heading in enumerate(headings) if heading), default=0)
        for column in body.columns[width:]:
            shifted |= pc.is_valid(column).to_numpy()
        usual = max(width, int(np.bincount(self.widths[header:]).argmax()))
        return shifted | (self.widths[header + 1 :] > usual)

    def head(self, n: int) -> list[list[str | None]]:
        """Return the first ``n`` rows, each a list of cells."""
        top = self.cells.slice(0, n)
        columns = [column.to_pylist() for column in top.columns]
        return [[column[i] for column in columns] for i in range(top.num_rows)]
