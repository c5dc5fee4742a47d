"""Parquet: what is hostile in it."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from zscore.errors import FileError
from zscore.files.parquet import parquet_blocks, parquet_head


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


def test_parquet_head__of_a_table_without_rows(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    table = pa.table({"year": pa.array([], pa.int8()), "sex": pa.array([], pa.string())})
    parquet.write_table(table.replace_schema_metadata({"a": "b"}), path)
    assert parquet_head(path).schema.equals(table.schema)
    assert parquet_head(path).schema.metadata == {b"a": b"b"}


def test_parquet_head__some_rows(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    parquet.write_table(pa.table({"n": range(1_000)}), path)
    head = parquet_head(path).to_pydict()["n"]
    assert 0 < len(head) <= 15
    assert head == list(range(len(head)))
