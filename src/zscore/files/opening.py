"""Open files of any kind as sheets of text; Parquet also with its types."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa

from zscore.errors import NIK
from zscore.files.compressed import Unpacked, unpacked
from zscore.files.grids import (
    HEAD_ROWS,
    Grid,
    Sheet,
    TypedRows,
    first_rows,
    sheet_in_memory,
    text_column,
)
from zscore.files.guarded import Answers, Said, answers_to
from zscore.files.kinds import kind_of
from zscore.files.orders import Order, Reader, grid_in
from zscore.files.prefetch import prefetch


def open_sheets(path: Path) -> list[Sheet]:
    """Return every sheet of a file as text, also if it is in a gzip or zip archive.

    The column names of Parquet and survey files become their first row, number 0.
    Text and Parquet are read from disk a block at a time, when blocks are requested;
    workbooks, survey files and pages are read here.

    Raises
    ------
    FileError
        If the file is damaged or of an unsupported kind.
    """
    kind = kind_of(path)
    table = unpacked(path)
    match kind:
        case "text":
            return [_text_sheet(table)]
        case "parquet":
            return [_parquet_sheet(table)]
        case _:
            answers = answers_to(Order(reader=kind, path=table.path))
            return [
                sheet_in_memory(_shown(said["sheet"], i), grid_in(said, cells))
                for i, (said, cells) in enumerate(answers, 1)
            ]


def _shown(name: str | None, i: int) -> str | None:
    """Return the name of a sheet for summaries; a name that contains a NIK is hidden."""
    return f"Sheet {i}" if name and re.search(NIK, name) else name


def _text_sheet(table: Unpacked) -> Sheet:
    said, cells = _first_answer(table, "text")

    def blocks(indices: Sequence[int] | None) -> Iterator[Grid]:
        answers = _rows(table, "text_rows", said["state"], indices)
        return prefetch(grid_in(said, cells) for said, cells in answers)

    return Sheet(name=None, head=grid_in(said, cells), blocks=blocks)


def _parquet_sheet(table: Unpacked) -> Sheet:
    said, top = _first_answer(table, "parquet")
    names = top.column_names

    def typed(indices: Sequence[int] | None = None) -> Iterator[pa.Table]:
        answers = _rows(table, "parquet_rows", said["state"], indices)
        return prefetch(rows for _, rows in answers)

    def blocks(indices: Sequence[int] | None) -> Iterator[Grid]:
        indices = range(len(names)) if indices is None else indices
        columns = [str(i) for i in indices]
        titles = [pa.array([names[i]]) for i in indices]
        yield Grid(cells=pa.table(titles, names=columns), first_row=0)
        read = 0
        for rows in typed(indices):
            texts = [text_column(column) for column in rows.columns]
            yield Grid(cells=pa.table(texts, names=columns), first_row=1 + read)
            read += rows.num_rows

    head = first_rows(grid_of(top), HEAD_ROWS)
    return Sheet(
        name=None, head=head, blocks=blocks, typed=TypedRows(schema=top.schema, blocks=typed)
    )


def _first_answer(table: Unpacked, reader: Reader) -> tuple[Said, pa.Table]:
    (answer,) = answers_to(Order(reader=reader, path=table.path))
    return answer


def _rows(
    table: Unpacked, reader: Reader, state: Sequence[int], indices: Sequence[int] | None
) -> Answers:
    """Yield the rows of a file, provided it has not changed since it was opened.

    The unpacked table on disk exists as long as this generator.
    """
    order = Order(
        reader=reader,
        path=table.path,
        indices=None if indices is None else list(indices),
        state=tuple(state),
    )
    yield from answers_to(order)


def grid_of(table: pa.Table) -> Grid:
    """Return a typed table as a grid of text, with the column names as the first row."""
    columns = [
        pa.chunked_array([pa.array([name]), *text_column(column).chunks], pa.string())
        for name, column in zip(table.column_names, table.columns, strict=True)
    ]
    names = [str(i) for i in range(len(columns))]
    return Grid(cells=pa.table(columns, names=names), first_row=0)
