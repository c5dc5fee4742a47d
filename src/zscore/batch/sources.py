"""A file as tables to be scored: an e-PPGBM export, or any table with canonical names."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from zscore.children.frames import Table
from zscore.eppgbm.layouts import FIELDS, IDENTITY, is_identity
from zscore.eppgbm.reading import (
    CANONICAL_NAMES,
    SOURCE_COLUMNS,
    Export,
    blank_rows,
    exports_of,
    find_header,
)
from zscore.errors import FileError, ZScoreError
from zscore.files.grids import HEAD_ROWS, Grid, Sheet, heading_row, text_column
from zscore.files.kinds import kind_of, shown_name
from zscore.files.reading import open_sheets, parquet_blocks, parquet_schema
from zscore.who_lms.indicators import INDICATORS

_NUMBERS = ("age_days", "age_months", *{column for i in INDICATORS.values() for column in i.needs})
_CANONICAL = {"sex", "birth_date", "visit_date", "measured", "oedema", *_NUMBERS}
_NIK = r"(^|[^0-9.])[0-9]{16}([^0-9]|$)"
_DECIMAL_COMMA = r"^\s*([+-]?\d+),(\d+)\s*$"


@dataclass(frozen=True, kw_only=True)
class Block:
    """Some rows: what goes to the output as it is, and what is scored."""

    own: pa.Table  # the columns that come before the scores
    needed: pa.Table  # the same rows, readable for scoring
    rows: NDArray[np.int64]  # where in the file each row is
    blank_rows: int = 0  # which are in neither
    notes: Mapping[tuple[str, str], int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Source:
    """One table of a file; its rows are read in blocks, as often as they are asked for."""

    file: str
    sheet: str | None
    empty: Block  # without rows: the columns and their types
    blocks: Callable[[], Generator[Block, None, None]]
    is_export: bool = False
    of_text: bool = False  # of no types of its own: an id may be a number or not
    columns: Mapping[str, str] = field(default_factory=dict)  # renames, for ``needed``
    lacking: frozenset[str] = frozenset()  # canonical columns that an export has not
    header_row: int | None = None
    day_first: bool | None = None
    left_out: Mapping[str, int] = field(default_factory=dict)

    def origin(self, block: Block) -> pa.Table:
        """Return source_file, source_sheet and source_row of each row."""
        n = len(block.rows)
        return pa.table(
            {
                "source_file": pa.repeat(self.file, n),
                "source_sheet": pa.repeat(pa.scalar(self.sheet, pa.string()), n),
                "source_row": pa.array(block.rows, pa.int64()),
            }
        )


def sources_of(path: Path, columns: Mapping[str, str], *, glance: bool = False) -> list[Source]:
    """Return the tables of one file; ``glance`` as in exports_of.

    Raises
    ------
    FileError, ColumnError
        If the file cannot be read, or has columns twice.
    """
    sheets = open_sheets(path)
    if find_header(sheets, columns):
        return [_of_export(export) for export in exports_of(path, sheets, columns, glance=glance)]
    if kind_of(path) == "parquet":
        return [_of_parquet(path, columns)]
    filled = [sheet for sheet in sheets if sheet.head.cells.num_rows]
    if not filled:
        raise FileError("file_empty", file=path.name)
    return [_of_sheet(path, sheet, columns) for sheet in filled]


def as_paths(paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]]) -> list[Path]:
    """Return one path or many as a list."""
    if isinstance(paths, str | os.PathLike):
        return [Path(paths)]
    return [Path(path) for path in paths]


def located(error: ZScoreError, block: Block) -> ZScoreError:
    """Return the error with the row as the file counts it."""
    values = dict(error.values)
    if isinstance(row := values.get("row"), int):
        values["row"] = int(block.rows[row])
    return type(error)(error.key, **values)


def whole_table(path: Path) -> pa.Table:
    """Return a small file of names and numbers as one table.

    Raises
    ------
    FileError, ColumnError
        As sources_of.
    """
    sources = sources_of(path, {})
    return pa.concat_tables(
        [block.own for source in sources for block in (source.empty, *source.blocks())],
        promote_options="permissive",
    )


def identity_columns(source: Source) -> list[str]:
    """Return the columns that say who a child is, whose it is, or where it lives.

    Known by their heading, or by a value of 16 digits, as a NIK has; of an export, also
    every column of unknown heading.
    """
    names = source.empty.own.column_names
    renamed = {heading for name, heading in source.columns.items() if name in IDENTITY}
    unknown = set(names) - CANONICAL_NAMES if source.is_export else set()
    found = {name for name in names if name in unknown | renamed or is_identity(name)}
    for block in source.blocks():
        found |= {name for name in names if name not in found and has_nik(block.own.column(name))}
    return [name for name in names if name in found]


def has_nik(column: pa.ChunkedArray) -> bool:
    """Has a column a value of 16 digits, whatever its type?"""
    kind = column.type
    if pa.types.is_temporal(kind) or pa.types.is_boolean(kind) or pa.types.is_null(kind):
        return False
    if pa.types.is_dictionary(kind):
        column = column.cast(kind.value_type)
    if pa.types.is_floating(kind):  # as pandas makes of whole numbers where one is missing
        large = pc.and_(pc.greater_equal(column, 1e15), pc.less(column, 1e16))
        column = column.filter(pc.fill_null(large, False))
    return bool(pc.any(pc.match_substring_regex(text_column(column), _NIK)).as_py())


def _of_export(export: Export) -> Source:
    def block(table: pa.Table, blank: int, notes: Mapping[tuple[str, str], int]) -> Block:
        return Block(
            own=table.drop_columns(list(SOURCE_COLUMNS)),
            needed=table,
            rows=table.column("source_row").to_numpy(),
            blank_rows=blank,
            notes=notes,
        )

    return Source(
        file=export.file,
        sheet=export.sheet.name,
        is_export=True,
        lacking=frozenset(entry.name for entry in FIELDS) - export.known.keys(),
        empty=block(export.empty(), 0, {}),
        blocks=lambda: (block(b.table, b.blank_rows, b.notes) for b in export.blocks()),
        header_row=export.header_row,
        day_first=export.day_first,
        left_out=export.left_out,
    )


def _of_parquet(path: Path, columns: Mapping[str, str]) -> Source:
    empty = parquet_schema(path).empty_table()
    Table(empty, columns)  # refuses a name that is there twice or not at all

    def blocks() -> Generator[Block, None, None]:
        row = 1
        for table in parquet_blocks(path):
            yield Block(own=table, needed=table, rows=np.arange(row, row + table.num_rows))
            row += table.num_rows

    return Source(
        file=shown_name(path),
        sheet=None,
        empty=Block(own=empty, needed=empty, rows=np.arange(0)),
        blocks=blocks,
        columns=columns,
    )


def _of_sheet(path: Path, sheet: Sheet, columns: Mapping[str, str]) -> Source:
    """Return a sheet of text with a row of names on top as a source."""
    wanted = _CANONICAL | INDICATORS.keys() | set(columns.values())
    head = [[(cell or "").strip() for cell in row] for row in sheet.head.rows()]
    found = [len(wanted & set(row)) for row in head]
    header = found.index(max(found)) if any(found) else heading_row(sheet.head.rows())
    if header is None:
        raise FileError("no_header", file=path.name, rows=HEAD_ROWS)
    width = sheet.width_of(header)
    nameless = [i for i, name in enumerate(head[header][:width]) if not name]
    filled = _filled(sheet, header, nameless)
    names = {
        i: name or f"column_{i + 1}" for i, name in enumerate(head[header]) if name or i in filled
    }
    headings = 1 + max(i for i, name in enumerate(head[header]) if name)
    numbers = set(_NUMBERS) | {columns[name] for name in _NUMBERS if name in columns}

    def block(body: Grid) -> Block:
        shifted = np.flatnonzero(body.shifted(width))
        if len(shifted):
            row = body.first_row + int(shifted[0])
            raise FileError(
                "rows_too_wide", file=path.name, n=len(shifted), row=row, width=headings
            )
        kept = np.flatnonzero(~blank_rows(body.cells))
        cells = body.cells.take(pa.array(kept)) if len(kept) < len(body.cells) else body.cells
        own = pa.table(
            [cells.column(str(i)).cast(pa.string()) for i in names], names=list(names.values())
        )
        return Block(
            own=own,
            needed=_with_points(own, numbers),
            rows=kept + body.first_row,
            blank_rows=body.cells.num_rows - len(kept),
        )

    empty = block(sheet.head.after(HEAD_ROWS))
    Table(empty.own, columns)  # refuses a name that is there twice or not at all
    return Source(
        file=shown_name(path),
        sheet=sheet.name,
        empty=empty,
        blocks=lambda: (block(body) for body in sheet.body(header, list(names))),
        of_text=True,
        columns=columns,
        header_row=sheet.head.first_row + header,
    )


def _filled(sheet: Sheet, header: int, places: list[int]) -> set[int]:
    """Return which of some columns hold anything below the header."""
    filled: set[int] = set()
    for body in sheet.body(header, places) if places else ():
        filled |= {i for i in places if body.column(i).null_count < body.cells.num_rows}
    return filled


def _with_points(table: pa.Table, names: set[str]) -> pa.Table:
    """Return the table with decimal commas of number columns read as points."""
    for place, name in enumerate(table.column_names):
        if name in names:
            texts = pc.replace_substring_regex(table.column(place), _DECIMAL_COMMA, r"\1.\2")
            table = table.set_column(place, name, texts)
    return table
