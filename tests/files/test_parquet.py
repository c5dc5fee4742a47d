"""Parquet: what is hostile in it."""

from __future__ import annotations

import contextlib
import struct
import warnings
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

import zscore as zs
from zscore.errors import FileError
from zscore.files.limits import MAX_COLUMNS
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


ODD = {
    "string_view": pa.array(["a"], pa.string_view()),
    "float16": pa.array([10.0], pa.float16()),
    "null": pa.nulls(1),
    "uuid": pa.array([b"0123456789abcdef"], pa.uuid()),
    "list": pa.array([["a"]]),
    "struct": pa.array([{"a": 1}]),
    "bytes": pa.array([b"\xff"]),
    "late date": pa.array([2**31 - 1], pa.int32()).cast(pa.date32()),
    "early moment": pa.array([-(2**62)], pa.timestamp("us")),
    "unknown zone": pa.array([0], pa.timestamp("us", tz="Mars/Nowhere")),
}


@pytest.mark.parametrize("column", ["village", "weight_kg", "age_at_visit", "visit_date", "nik"])
@pytest.mark.parametrize("kind", ODD)
def test_files__types_that_few_programs_write(tmp_path: Path, kind: str, column: str) -> None:
    dates = {"birth_date": ["2022-01-01"], "visit_date": ["2023-11-19"]}
    table = {"sex": ["f"], "weight_kg": [10.0], **dates}
    parquet.write_table(pa.table(table | {column: ODD[kind]}), tmp_path / "t.parquet")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", zs.ColumnWarning)
        for call in (
            lambda: zs.inspect_files(tmp_path / "t.parquet"),
            lambda: zs.score_file(tmp_path / "t.parquet", tmp_path / "o.xlsx", drop_identity=True),
            lambda: zs.score_file(tmp_path / "t.parquet", tmp_path / "o.csv"),
            lambda: zs.estimate_files(tmp_path / "t.parquet", by=column),
            lambda: zs.verify_files(tmp_path / "t.parquet", tmp_path / "v", by=column),
        ):
            with contextlib.suppress(zs.ZScoreError):  # and nothing else
                call()


def test_parquet_head__refuses_more_columns_than_any_table(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    parquet.write_table(pa.table({str(i): [1] for i in range(MAX_COLUMNS + 1)}), path)
    with pytest.raises(FileError) as error:
        parquet_head(path)
    assert error.value.key == "too_many_columns"


def test_parquet_blocks__refuses_more_rows_than_a_file_can_hold(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    rows = pa.table({"sex": pa.repeat("m", 5_000_001), "weight_kg": pa.repeat(9.8, 5_000_001)})
    parquet.write_table(rows, path)
    assert path.stat().st_size < 200_000
    with pytest.raises(FileError) as error:
        next(parquet_blocks(path))
    assert error.value.key == "rows_inflating"
    parquet.write_table(rows.slice(1), path)
    assert next(parquet_blocks(path)).num_rows > 0


def test_parquet_blocks__refuses_a_page_whose_checksum_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    table = pa.table({"weight_kg": [9.5] * 4 + [9.25] + [8.0]})
    parquet.write_table(
        table, path, write_page_checksum=True, compression="none", use_dictionary=False
    )
    assert sum(block.num_rows for block in parquet_blocks(path)) == 6
    whole = path.read_bytes()
    path.write_bytes(whole.replace(struct.pack("<d", 9.25), struct.pack("<d", 7.25), 1))
    with pytest.raises(FileError) as error:
        list(parquet_blocks(path))
    assert error.value.key == "file_damaged"
