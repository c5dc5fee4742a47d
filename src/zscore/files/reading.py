"""Any file as sheets of text, whatever its kind; Parquet also as what it holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from zscore.errors import FileError
from zscore.files.ahead import ahead
from zscore.files.compressed import Unpacked, unpacked
from zscore.files.grids import (
    BLOCK_BYTES,
    BLOCK_ROWS,
    HEAD_ROWS,
    Grid,
    Sheet,
    first_rows,
    text_bytes,
    text_column,
)
from zscore.files.guarded import read_survey, read_workbook
from zscore.files.html import read_html
from zscore.files.kinds import Kind, kind_of
from zscore.files.limits import COLUMN_FREE, MAX_CELL, MAX_COLUMN_RATIO
from zscore.files.text import open_text

_READ_BYTES = 1 << 20  # of a column at a time
_SAMPLE_ROWS = 64


def open_sheets(path: Path) -> list[Sheet]:
    """Return every sheet of a file as text, also of one in a gzip or zip archive.

    The names of Parquet and survey files become their first row, of number 0.
    Text and Parquet are read from the disk a block at a time, whenever blocks are asked
    for; a workbook, a survey file and a page are read here.

    Raises
    ------
    FileError
        If the file is not what its first bytes say, or of no kind read here.
    """
    kind = kind_of(path)
    table = unpacked(path)
    return [_holding(sheet, table) for sheet in _sheets_of(kind, table.path)]


def _sheets_of(kind: Kind, path: Path) -> list[Sheet]:
    match kind:
        case "workbook":
            return read_workbook(path)
        case "survey":
            return read_survey(path)
        case "html":
            return [read_html(path)]
        case "text":
            return [open_text(path)]
        case "parquet":
            return [_parquet_sheet(path)]


def _holding(sheet: Sheet, table: Unpacked) -> Sheet:
    """Return the sheet with blocks that keep the table on the disk while they are read."""

    def read(blocks: Iterator[Grid], _table: Unpacked) -> Iterator[Grid]:
        yield from blocks

    return replace(sheet, blocks=lambda places: read(sheet.blocks(places), table))


def parquet_schema(path: Path) -> pa.Schema:
    """Return the columns of a Parquet file.

    Raises
    ------
    FileError
        If it is cut off or damaged.
    """
    try:
        table = unpacked(path)  # held until its columns are known
        with parquet.ParquetFile(table.path) as file:
            schema = file.schema_arrow
            schema.names  # noqa: B018 - may be no text at all
            return schema
    except (OSError, UnicodeDecodeError, pa.ArrowException):  # what it says may hold a cell
        pass
    raise FileError("file_damaged", file=path.name, kind="Parquet")


def parquet_blocks(path: Path, places: Sequence[int] | None = None) -> Iterator[pa.Table]:
    """Return the rows of a Parquet file in blocks, all columns or those at ``places``.

    Raises
    ------
    FileError
        If it is cut off or damaged.
    """
    return ahead(_parquet_blocks(path, places))


def _parquet_blocks(path: Path, places: Sequence[int] | None) -> Iterator[pa.Table]:
    try:
        table = unpacked(path)  # held until its rows are read
        # Not read ahead: a row group may be larger than the memory.
        with parquet.ParquetFile(table.path, pre_buffer=False, buffer_size=_READ_BYTES) as file:
            _refuse_inflating(file.metadata, path.name)
            names = None if places is None else [file.schema_arrow.names[i] for i in places]
            rows = BLOCK_ROWS
            for first in file.iter_batches(_SAMPLE_ROWS, columns=names):  # texts may be long
                row_bytes = text_bytes(pa.Table.from_batches([first])) // _SAMPLE_ROWS
                rows = min(BLOCK_ROWS, BLOCK_BYTES // (row_bytes + 1) + 1)
                break
            for batch in file.iter_batches(rows, columns=names):
                _refuse_other_bytes(batch)
                yield pa.Table.from_batches([batch])
            return
    except (OSError, UnicodeDecodeError, pa.ArrowException):  # what it says may hold a cell
        pass
    raise FileError("file_damaged", file=path.name, kind="Parquet")


def _refuse_inflating(metadata: parquet.FileMetaData, name: str) -> None:
    """Refuse columns that take far more memory than bytes of the file, or whose cells do.

    Raises
    ------
    FileError
        With what is believed.
    """
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
    """Refuse texts that are not UTF-8, which Parquet does not look at.

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


def grid_of(table: pa.Table) -> Grid:
    """Return a typed table as a grid of text, with its names as the first row."""
    columns = [
        pa.chunked_array([pa.array([name]), *text_column(column).chunks], pa.string())
        for name, column in zip(table.column_names, table.columns, strict=True)
    ]
    names = [str(i) for i in range(len(columns))]
    return Grid(cells=pa.table(columns, names=names), first_row=0)


def _parquet_sheet(path: Path) -> Sheet:
    schema = parquet_schema(path)
    top = next(parquet_blocks(path), schema.empty_table())

    def blocks(places: Sequence[int] | None) -> Iterator[Grid]:
        places = range(len(schema)) if places is None else places
        names = [str(i) for i in places]
        titles = [pa.array([schema.names[i]]) for i in places]
        yield Grid(cells=pa.table(titles, names=names), first_row=0)
        read = 0
        for table in parquet_blocks(path, places):
            columns = [text_column(column) for column in table.columns]
            yield Grid(cells=pa.table(columns, names=names), first_row=1 + read)
            read += table.num_rows

    return Sheet(
        name=None, head=first_rows(grid_of(top.slice(0, HEAD_ROWS)), HEAD_ROWS), blocks=blocks
    )
