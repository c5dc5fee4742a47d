"""Sheets of text: the first rows, and all of them."""

from __future__ import annotations

import pyarrow as pa
import pytest

from zscore.files.grids import HEAD_ROWS, Grid, sheet_in_memory


@pytest.mark.parametrize("n", [0, 1, HEAD_ROWS, 40])
def test_sheet_in_memory__head_begins_with_the_first_row_that_is_not_blank(n: int) -> None:
    cells = pa.table(
        {
            "0": pa.array([None] * n + [None, "a", "1"], pa.string()),
            "1": pa.array([" "] * n + ["title", "b", None], pa.string()).dictionary_encode(),
        }
    )
    sheet = sheet_in_memory(None, Grid(cells=cells))
    assert sheet.head.first_row == n + 1
    assert sheet.head.rows() == [[None, "title"], ["a", "b"], ["1", None]]
    (body,) = sheet.body(1, [0])
    assert (body.first_row, body.rows()) == (n + 3, [["1"]])


def test_sheet_in_memory__blank_rows_alone_have_no_head() -> None:
    cells = pa.table({"0": pa.array([None, ""], pa.string())})
    assert sheet_in_memory(None, Grid(cells=cells)).head.rows() == []
    assert sheet_in_memory(None, Grid(cells=pa.table({}))).head.rows() == []
