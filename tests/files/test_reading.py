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
from zscore.files.reading import grid_of, open_sheets, parquet_blocks


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


# --- hostile files ---------------------------------------------------------------------------


def not_utf_8(length: int = 2) -> pa.Array:
    """Return texts that hold a name, and other bytes than UTF-8."""
    data = b"Qanari \xff\xfe"
    offsets = pa.py_buffer(
        b"".join((i * len(data)).to_bytes(4, "little") for i in range(length + 1))
    )
    return pa.StringArray.from_buffers(length, offsets, pa.py_buffer(data * length))


@pytest.mark.parametrize("dictionary", [True, False])
def test_parquet_blocks__refuses_texts_that_are_not_utf_8(tmp_path: Path, dictionary: bool) -> None:
    path = tmp_path / "t.parquet"
    parquet.write_table(
        pa.table({"sex": ["m", "f"], "note": not_utf_8()}), path, use_dictionary=dictionary
    )
    with pytest.raises(FileError) as error:
        list(parquet_blocks(path))
    assert error.value.key == "file_damaged"
    assert error.value.__context__ is None


def test_parquet_blocks__refuses_a_cell_and_a_column_out_of_all_proportion(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    cells = pa.table({"note": ["x" * (40 << 20), "a"]})
    parquet.write_table(cells, path, compression="zstd", use_dictionary=False)
    with pytest.raises(FileError) as error:
        list(parquet_blocks(path))
    assert error.value.key == "line_too_long"
    cells = pa.table({"note": ["x" * (1 << 20)] * 300})
    parquet.write_table(cells, path, compression="zstd", use_dictionary=False)
    with pytest.raises(FileError) as error:
        list(parquet_blocks(path))
    assert error.value.key == "archive_ratio"


def test_parquet_blocks__of_one_value_again_and_again_is_honest(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    table = pa.table({"year": [2024] * 300_000, "sex": ["m"] * 300_000})
    parquet.write_table(table, path, compression="zstd", use_dictionary=False)
    assert sum(block.num_rows for block in parquet_blocks(path)) == 300_000
