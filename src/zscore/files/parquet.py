"""Parquet columns, and rows in blocks; runs in the reading process (orders.py)."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from zscore.errors import FileError
from zscore.files.grids import BLOCK_BYTES, BLOCK_ROWS, HEAD_ROWS, text_bytes
from zscore.files.limits import (
    COLUMN_FREE,
    MAX_CELL,
    MAX_COLUMN_RATIO,
    MAX_COLUMNS,
    MAX_ROWS_PER_BYTE,
    ROWS_FREE,
)

_READ_BYTES = 1 << 20  # of a column at a time
_SAMPLE_ROWS = 64
_PLAIN = {
    pa.string_view(): pa.string(),
    pa.binary_view(): pa.binary(),
    pa.float16(): pa.float32(),
    pa.null(): pa.string(),
}


def parquet_head(path: Path) -> pa.Table:
    """Return the first rows of a Parquet file, with the types and names of all its columns.

    Raises
    ------
    FileError
        If it is cut off or damaged.
    """
    schema = _schema(path)
    if len(schema) > MAX_COLUMNS:
        raise FileError("too_many_columns", file=path.name, n=len(schema), limit=MAX_COLUMNS)
    blocks = parquet_blocks(path, most=HEAD_ROWS)
    head = next(blocks, None)
    blocks.close()
    return schema.empty_table() if head is None else head


def parquet_blocks(
    path: Path, indices: Sequence[int] | None = None, *, most: int = BLOCK_ROWS
) -> Generator[pa.Table, None, None]:
    """Yield the rows of a Parquet file in blocks, all columns or those at ``indices``.

    Raises
    ------
    FileError
        If it is cut off or damaged.
    """
    try:
        # Not read ahead: a row group may be larger than the memory.
        with parquet.ParquetFile(
            path, pre_buffer=False, buffer_size=_READ_BYTES, page_checksum_verification=True
        ) as file:
            _refuse_inflating(file.metadata, path)
            names = None if indices is None else [file.schema_arrow.names[i] for i in indices]
            rows = most
            for first in file.iter_batches(_SAMPLE_ROWS, columns=names):  # texts may be long
                row_bytes = text_bytes(pa.Table.from_batches([first])) // _SAMPLE_ROWS
                rows = min(most, BLOCK_BYTES // (row_bytes + 1) + 1)
                break
            for batch in file.iter_batches(rows, columns=names):
                _refuse_other_bytes(batch)
                yield _plain(pa.Table.from_batches([batch]))
            return
    except pa.ArrowMemoryError:
        raise
    except (OSError, UnicodeDecodeError, pa.ArrowException):  # its message may contain a cell
        pass
    raise FileError("file_damaged", file=path.name, kind="Parquet")


def _schema(path: Path) -> pa.Schema:
    try:
        with parquet.ParquetFile(path) as file:
            schema = file.schema_arrow
            schema.names  # noqa: B018 - may be no text at all
            return _plain(schema.empty_table()).schema
    except (OSError, UnicodeDecodeError, pa.ArrowException):  # its message may contain a cell
        pass
    raise FileError("file_damaged", file=path.name, kind="Parquet")


def _plain(table: pa.Table) -> pa.Table:
    """Return a table with types that all Arrow functions support."""
    for i, field in enumerate(table.schema):
        kind = field.type
        if isinstance(kind, pa.BaseExtensionType):
            kind = kind.storage_type
        kind = _PLAIN.get(kind, kind)
        if kind != field.type:
            column = table.column(i).cast(kind)
            table = table.set_column(i, field.with_type(kind), column)
    return table


def _refuse_inflating(metadata: parquet.FileMetaData, path: Path) -> None:
    """Refuse a file that claims far more rows, memory or cells than its size can hold.

    Raises
    ------
    FileError
        With the limit that was exceeded.
    """
    rows, name = metadata.num_rows, path.name
    if rows > max(ROWS_FREE, MAX_ROWS_PER_BYTE * path.stat().st_size):
        raise FileError("rows_inflating", file=name, n=rows, limit=ROWS_FREE)
    for i in range(metadata.num_row_groups):
        group = metadata.row_group(i)
        for k in range(group.num_columns):
            column = group.column(k)
            held, cells = column.total_uncompressed_size, max(column.num_values, 1)
            if held > MAX_CELL * cells:
                raise FileError("line_too_long", file=name, limit=MAX_CELL >> 20)
            if held > max(COLUMN_FREE, MAX_COLUMN_RATIO * column.total_compressed_size):
                raise FileError("archive_ratio", file=name, limit=MAX_COLUMN_RATIO)


def _refuse_other_bytes(batch: pa.RecordBatch) -> None:
    """Refuse texts that are not UTF-8, which Parquet does not check.

    Raises
    ------
    pyarrow.ArrowException
        If there is one.
    """
    for column in batch.columns:
        kind = column.type
        if pa.types.is_dictionary(kind):
            column.dictionary.validate(full=True)
        elif not (pa.types.is_floating(kind) or pa.types.is_integer(kind)):
            column.validate(full=True)
