"""Tables of files, read in blocks: columns to score, and columns copied to the output."""

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
    """The canonical columns of some rows, with notes."""

    needed: pa.Table
    notes: Mapping[tuple[str, str], int] = field(default_factory=dict)
    written_ages: Floats | None = None
    unreadable: Mapping[str, NDArray[np.bool_]] = field(default_factory=dict)  # by column


class Block:
    """Some rows: columns copied to the output, and columns to score.

    Parameters
    ----------
    own
        The columns before the scores.
    rows
        Row numbers in the file.
    blank_rows
        Number of blank rows, which are in neither.
    read
        Function that reads the canonical columns, called on first use.
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
        """The same rows with canonical names and types, for scoring.

        Raises
        ------
        ColumnError, CodeError
            If a cell cannot be read and unreadable cells are refused.
        """
        return self._was_read.needed

    @property
    def notes(self) -> Mapping[tuple[str, str], int]:
        """Numbers of unreadable cells by column and reason."""
        return self._was_read.notes

    @property
    def written_ages(self) -> Floats | None:
        """Ages written in words [days], or None if there is no such column."""
        return self._was_read.written_ages

    @property
    def unreadable(self) -> Mapping[str, NDArray[np.bool_]]:
        """Unreadable cells by column; they may contain anything, such as a name."""
        return self._was_read.unreadable


@dataclass(frozen=True, kw_only=True, eq=False)
class Source:
    """A table of a file, whose rows can be read in blocks repeatedly."""

    file: str
    sheet: str | None
    reading: Reading
    empty: Block  # without rows: the columns and their types
    blocks: Callable[[], Generator[Block, None, None]]
    is_export: bool = False
    own_prefix: str | None = (
        None  # of the columns that zscore added; None if it did not write the table
    )
    of_text: bool = False  # without types: an id may look like a number
    lacking: frozenset[str] = frozenset()  # canonical columns missing from an export
    header_row: int | None = None
    left_out: Mapping[str, int] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        """The columns of ``needed``."""
        return list(self.empty.needed.column_names)

    @property
    def headings(self) -> list[str]:
        """Headings as in the file, and canonical names of columns."""
        headings = [heading for heading in self.reading.found.headings if heading]
        return list(dict.fromkeys([*headings, *self.reading.columns]))

    def name_of(self, name: str) -> str:
        """Return the column of ``needed`` for a name or heading."""
        if name in self.names:
            return name
        for canonical, entry in self.reading.columns.items():
            if entry.heading == name:
                return canonical
        found = recognise([name]).columns
        return next(iter(found), name)

    @property
    def of_register(self) -> bool:
        """Whether it is an export, or was made from one by zscore."""
        added = {f"{self.own_prefix or ''}{name}" for name in SOURCE_COLUMNS}
        return self.is_export or {"reading_notes", *added} <= set(self.names)

    @property
    def tells_origin(self) -> bool:
        """Whether it is a table from read_eppgbm, whose rows state their file."""
        return self.own_prefix is None and self.of_register and not self.is_export

    def aliased(self, block: Block, names: Iterable[str]) -> pa.Table:
        """Return ``needed`` with additional columns requested by other names."""
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
    """Return an error for a missing column with the file's headings and the nearest one."""
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
    """Return the error with the row number in the file."""
    values = dict(error.values)
    if isinstance(row := values.get("row"), int):
        values["row"] = int(block.rows[row])
    return type(error)(error.key, **values)
