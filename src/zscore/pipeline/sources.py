"""A table of a file, read in blocks: what is scored, and what goes to the output as it is."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from zscore.children.arrays import Floats
from zscore.children.reading import Reading
from zscore.children.recognition import recognise
from zscore.eppgbm.exports import (
    SOURCE_COLUMNS,
)
from zscore.errors import ZScoreError, listed
from zscore.who_lms.indicators import INPUT_COLUMNS


@dataclass(frozen=True, kw_only=True)
class ReadBlock:
    """The canonical columns of some rows, and what there is to say of them."""

    needed: pa.Table
    notes: Mapping[tuple[str, str], int] = field(default_factory=dict)
    written_ages: Floats | None = None
    unreadable: Mapping[str, NDArray[np.bool_]] = field(default_factory=dict)  # by column


class Block:
    """Some rows: what goes to the output as it is, and what is scored.

    Parameters
    ----------
    own
        The columns that come before the scores.
    rows
        Where in the file each row is.
    blank_rows
        Rows that are in neither.
    read
        Reads the canonical columns; called when they are first asked for.
    """

    def __init__(
        self,
        own: pa.Table,
        rows: NDArray[np.int64],
        blank_rows: int,
        read: Callable[[], ReadBlock],
    ) -> None:
        self.own: pa.Table = own
        self.rows: NDArray[np.int64] = rows
        self.blank_rows: int = blank_rows
        self._read = read

    @cached_property
    def _was_read(self) -> ReadBlock:
        return self._read()

    @property
    def needed(self) -> pa.Table:
        """The same rows, with canonical names and readable for scoring.

        Raises
        ------
        ColumnError, CodeError
            If a cell cannot be read, in a table that is refused for it.
        """
        return self._was_read.needed

    @property
    def notes(self) -> Mapping[tuple[str, str], int]:
        """How many cells of which column could not be read, by reason."""
        return self._was_read.notes

    @property
    def written_ages(self) -> Floats | None:
        """Ages that are written in words [days], None where there is no such column."""
        return self._was_read.written_ages

    @property
    def unreadable(self) -> Mapping[str, NDArray[np.bool_]]:
        """Which cells of which column could not be read; they may hold anything, such as a name."""
        return self._was_read.unreadable


@dataclass(frozen=True, kw_only=True, eq=False)
class Source:
    """One table of a file; its rows are read in blocks, as often as they are asked for."""

    file: str
    sheet: str | None
    reading: Reading
    empty: Block  # without rows: the columns and their types
    blocks: Callable[[], Generator[Block, None, None]]
    is_export: bool = False
    own_prefix: str | None = None  # of the columns that zscore added; None: it did not write it
    of_text: bool = False  # of no types of its own: an id may be a number or not
    lacking: frozenset[str] = frozenset()  # canonical columns that an export has not
    header_row: int | None = None
    left_out: Mapping[str, int] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        """The columns of ``needed``."""
        return list(self.empty.needed.column_names)

    @property
    def headings(self) -> list[str]:
        """The headings as they stand in the file, and the names that columns have here."""
        headings = [heading for heading in self.reading.found.headings if heading]
        return list(dict.fromkeys([*headings, *self.reading.columns]))

    def name_of(self, name: str) -> str:
        """Return the column of ``needed`` that a name or heading means."""
        if name in self.names:
            return name
        for canonical, entry in self.reading.columns.items():
            if entry.heading == name:
                return canonical
        found = recognise([name]).columns
        return next(iter(found), name)

    @property
    def of_register(self) -> bool:
        """Is it an export, or was it made of one by zscore?"""
        added = {f"{self.own_prefix or ''}{name}" for name in SOURCE_COLUMNS}
        return self.is_export or {"reading_notes", *added} <= set(self.names)

    @property
    def tells_origin(self) -> bool:
        """Is it the table of read_eppgbm, whose rows tell of which file they are?"""
        return self.own_prefix is None and self.of_register and not self.is_export

    def aliased(self, block: Block, names: Iterable[str]) -> pa.Table:
        """Return the rows as ``needed``, with columns that are asked for under another name."""
        table = block.needed
        for name in dict.fromkeys(names):
            own = self.name_of(name)
            if name not in table.column_names and own in table.column_names:
                table = table.append_column(name, table.column(own))
        return table

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


def described(error: ZScoreError, source: Source) -> ZScoreError:
    """Return the error of a missing column with the headings of the file, and the nearest."""
    if error.key not in {"column_missing", "columns_missing"}:
        return error
    values = dict(error.values)
    headings = [heading for heading in source.reading.found.headings if heading]
    values["found"] = listed(headings)
    unused = source.reading.not_used().items()
    near = {column: heading for heading, column in unused if column in INPUT_COLUMNS}
    if near:
        first = next(iter(near))
        lacking = ", ".join(f"'{column}'" for column in near)
        values |= {"lacking": lacking, "first": first, "example": near[first]}
        return type(error)("column_missing" if len(near) == 1 else "columns_missing", **values)
    return type(error)(error.key, **values)


def located(error: ZScoreError, block: Block) -> ZScoreError:
    """Return the error with the row as the file counts it."""
    values = dict(error.values)
    if isinstance(row := values.get("row"), int):
        values["row"] = int(block.rows[row])
    return type(error)(error.key, **values)
