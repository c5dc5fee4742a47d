"""A file as tables to be scored: an e-PPGBM export, or any table with canonical names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from zscore.columns import Table
from zscore.eppgbm.layouts import HEADER_ROWS, IDENTITY, is_identity
from zscore.eppgbm.reading import (
    CANONICAL_NAMES,
    SOURCE_COLUMNS,
    blank_rows,
    find_header,
    sheets_of,
)
from zscore.errors import FileError
from zscore.files.grids import Grid, heading_row
from zscore.files.kinds import kind_of, shown_name
from zscore.files.reading import read_grids, read_parquet
from zscore.who_lms.indicators import INDICATORS

_NUMBERS = ("age_days", "age_months", *{column for i in INDICATORS.values() for column in i.needs})
_CANONICAL = {"sex", "birth_date", "visit_date", "measured", "oedema", *_NUMBERS}
_NIK = r"(^|[^0-9.])[0-9]{16}([^0-9]|$)"
_DECIMAL_COMMA = r"^\s*([+-]?\d+),(\d+)\s*$"


@dataclass(frozen=True, kw_only=True)
class Source:
    """One table of a file: what goes to the output as it is, and what is scored."""

    file: str
    sheet: str | None
    is_export: bool
    own: pa.Table  # the columns that come before the scores
    needed: pa.Table  # the same rows, readable for scoring
    rows: NDArray[np.int64]  # where in the file each row is
    columns: Mapping[str, str] = field(default_factory=dict)  # renames, for ``needed``
    header_row: int | None = None
    blank_rows: int = 0
    day_first: bool | None = None
    notes: Mapping[tuple[str, str], int] = field(default_factory=dict)
    left_out: Mapping[str, int] = field(default_factory=dict)

    def origin(self) -> pa.Table:
        """Return source_file, source_sheet and source_row of each row."""
        n = len(self.rows)
        return pa.table(
            {
                "source_file": pa.repeat(self.file, n),
                "source_sheet": pa.repeat(pa.scalar(self.sheet, pa.string()), n),
                "source_row": pa.array(self.rows),
            }
        )


def sources_of(path: Path, columns: Mapping[str, str]) -> list[Source]:
    """Return the tables of one file.

    Raises
    ------
    FileError, ColumnError
        If the file cannot be read, or has columns twice.
    """
    grids = read_grids(path)
    if find_header(grids, columns):
        return [
            Source(
                file=sheet.file,
                sheet=sheet.sheet,
                is_export=True,
                own=sheet.table.drop_columns(list(SOURCE_COLUMNS)),
                needed=sheet.table,
                rows=sheet.table.column("source_row").to_numpy(),
                header_row=sheet.header_row,
                blank_rows=sheet.blank_rows,
                day_first=sheet.day_first,
                notes=sheet.notes,
                left_out=sheet.left_out,
            )
            for sheet in sheets_of(path, grids, columns)
        ]
    if kind_of(path) == "parquet":
        table = read_parquet(path)
        rows = np.arange(1, table.num_rows + 1)
        return [_plain(path, None, table, table, rows, columns, 0)]
    sheets = [grid for grid in grids if grid.cells.num_rows]
    if not sheets:
        raise FileError("file_empty", file=path.name)
    return [_from_grid(path, grid, columns) for grid in sheets]


def identity_columns(source: Source) -> list[str]:
    """Return the columns that say who a child is, whose it is, or where it lives.

    Known by their heading, or by a value of 16 digits, as a NIK has; of an export, also
    every column of unknown heading.
    """
    renamed = {heading for name, heading in source.columns.items() if name in IDENTITY}
    unknown = set(source.own.column_names) - CANONICAL_NAMES if source.is_export else set()
    return [
        name
        for name, column in zip(source.own.column_names, source.own.columns, strict=True)
        if name in unknown or name in renamed or is_identity(name) or _has_nik(column)
    ]


def _has_nik(column: pa.ChunkedArray) -> bool:
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if pa.types.is_integer(column.type) or pa.types.is_large_string(column.type):
        column = column.cast(pa.string())
    if not pa.types.is_string(column.type):
        return False
    return bool(pc.any(pc.match_substring_regex(column, _NIK)).as_py())


def _from_grid(path: Path, grid: Grid, columns: Mapping[str, str]) -> Source:
    """Return a sheet of text with a row of names on top as a source."""
    wanted = _CANONICAL | set(columns.values())
    head = grid.head(HEADER_ROWS)
    found = [len(wanted & {(cell or "").strip() for cell in row}) for row in head]
    header = found.index(max(found)) if any(found) else heading_row(head)
    if header is None:
        raise FileError("no_header", file=path.name, rows=HEADER_ROWS)
    body = grid.cells.slice(header + 1)
    names = [(cell or "").strip() for cell in head[header]]
    while names and not names[-1]:
        names.pop()
    shifted = np.flatnonzero(grid.shifted(header))
    if len(shifted):
        row = int(shifted[0]) + grid.first_row + header + 1
        raise FileError("rows_too_wide", file=path.name, n=len(shifted), row=row, width=len(names))
    names += [""] * (body.num_columns - len(names))
    used = [i for i, name in enumerate(names) if name or body.column(i).null_count < len(body)]
    table = body.select(used).rename_columns([names[i] or f"column_{i + 1}" for i in used])
    kept = np.flatnonzero(~blank_rows(body))
    blank = body.num_rows - len(kept)
    if blank:
        table = table.take(pa.array(kept))
    number_names = set(_NUMBERS) | {columns[name] for name in _NUMBERS if name in columns}
    needed = _with_points(table, number_names)
    rows = kept + grid.first_row + header + 1
    return _plain(path, grid.sheet, table, needed, rows, columns, blank, grid.first_row + header)


def _plain(
    path: Path,
    sheet: str | None,
    own: pa.Table,
    needed: pa.Table,
    rows: NDArray[np.int64],
    columns: Mapping[str, str],
    blank: int,
    header_row: int | None = None,
) -> Source:
    Table(own, columns)  # refuses a name that is there twice or not at all
    return Source(
        file=shown_name(path),
        sheet=sheet,
        is_export=False,
        own=own,
        needed=needed,
        rows=rows,
        columns=columns,
        header_row=header_row,
        blank_rows=blank,
    )


def _with_points(table: pa.Table, names: set[str]) -> pa.Table:
    """Return the table with decimal commas of number columns read as points."""
    for place, name in enumerate(table.column_names):
        if name in names:
            texts = pc.replace_substring_regex(table.column(place), _DECIMAL_COMMA, r"\1.\2")
            table = table.set_column(place, name, texts)
    return table
