"""Any file as grids; Parquet as text."""

from __future__ import annotations

import datetime
import decimal
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from exports import make
from zscore.errors import FileError
from zscore.files.opening import grid_of, open_sheets


def test_open_sheets__every_kind() -> None:
    for name in ("workbook.xlsx", "page.xls", "table.parquet", "layout_b.csv"):
        assert len(open_sheets(make.FOLDER / name)) == (4 if name == "workbook.xlsx" else 1)


def test_grid_of__types_become_the_text_a_cell_would_hold() -> None:
    table = pa.table(
        {
            "f": pa.array([10.4, None]),
            "i": pa.array([3, 4], pa.int32()),
            "d": pa.array([datetime.date(2024, 8, 17), None]),
            "t": pa.array([datetime.datetime(2024, 8, 17, 7, 30, 1, 5), None]),
            "s": pa.array(["007", "=1"]).dictionary_encode(),
            "b": pa.array([True, None]),
            "n": pa.array([decimal.Decimal("1.50"), None]),
            "l": pa.array([[1], None]),
            "x": pa.nulls(2),
        }
    )
    grid = grid_of(table)
    assert grid.first_row == 0
    assert grid.rows() == [
        ["f", "i", "d", "t", "s", "b", "n", "l", "x"],
        ["10.4", "3", "2024-08-17", "2024-08-17 07:30:01", "007", "true", "1.50", "[1]", None],
        [None, "4", None, None, "=1", None, None, None, None],
    ]


def test_open_sheets__damaged_parquet(tmp_path: Path) -> None:
    path = tmp_path / "cut.parquet"
    parquet.write_table(pa.table({"a": [1]}), path)
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(FileError, match="Parquet file is damaged"):
        open_sheets(path)


def test_rows__of_a_grid_without_columns() -> None:
    assert grid_of(pa.table({})).rows() == []
