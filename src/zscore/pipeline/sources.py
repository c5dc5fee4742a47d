"""A file as tables to be scored: exports of e-PPGBM, and any other table with known headings."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from zscore.children.arrays import Floats
from zscore.children.columns import IDENTITY, REGISTER
from zscore.children.frames import refuse_doubled
from zscore.children.headings import Recognition, is_identity, is_of_a_visit, recognise
from zscore.children.mapping import ColumnMapping
from zscore.children.probe import Probe
from zscore.children.reading import Reading, decide
from zscore.children.row_reader import Rows, RowsReader, read_columns
from zscore.children.sheets import (
    Header,
    SheetProbe,
    SheetTable,
    blank_rows,
    find_header,
    names_of,
    no_header,
    probe_sheet,
    refuse_another,
    refuse_other_forms,
    repeated_headings,
    share,
    unlike,
)
from zscore.classify.schemes import SCHEMES
from zscore.eppgbm.exports import (
    CANONICAL_NAMES,
    SOURCE_COLUMNS,
    Export,
    export_header,
    exports_of,
    rows_of,
)
from zscore.errors import NIK, FileError, ZScoreError, listed
from zscore.files.grids import Grid, Sheet, TypedRows, text_column
from zscore.files.kinds import shown_name
from zscore.files.opening import open_sheets
from zscore.who_lms.indicators import INDICATORS, INPUT_COLUMNS
from zscore.who_lms.provenance import METADATA_KEY

# What zscore adds to a table; its own output is known by these three together.
_OF_A_SCORE = ("", "_flag", "_reason")
_ADDED = ("measured_flag", "length_height_adjusted_cm", "bmi", *SOURCE_COLUMNS)
_NAMELESS = re.compile(r"column_\d+( \(\d+\))?")  # see names_of
_INDEX = re.compile(r"__index_level_\d+__")  # as pandas calls an index without a name


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


def sources_of(
    path: Path, how: ColumnMapping, *, head_only: bool = False, lenient: bool = False
) -> list[Source]:
    """Return the tables of one file; ``head_only`` and ``lenient`` as in exports_of.

    Raises
    ------
    FileError, ColumnError
        If the file cannot be read, or has columns twice.
    """
    sheets = open_sheets(path)
    if any(export_header(sheet, how) is not None for sheet in sheets):
        exports = exports_of(path, sheets, how, head_only=head_only, lenient=lenient)
        return [_of_export(export) for export in exports]
    if typed := sheets[0].typed if sheets else None:
        return [_of_typed(path, typed, how, head_only=head_only, lenient=lenient)]
    filled = [sheet for sheet in sheets if sheet.head.cells.num_rows]
    if not filled:
        raise FileError("file_empty", file=path.name)
    headed = [(sheet, header) for sheet in filled if (header := find_header(sheet, how))]
    if not headed:
        raise no_header(path, filled)
    tables = _of_tables(headed)
    left_out = {s.name or "": n for s in filled if s not in tables and (n := rows_of(s))}
    probed = [
        _probe(path, sheet, header, how, head_only=head_only and len(filled) == 1)
        for sheet, header in headed
        if sheet in tables
    ]
    share([one.probe for one in probed])
    return [
        _of_sheet(path, one, how, {} if i else left_out, lenient=lenient)  # they are said once
        for i, one in enumerate(probed)
    ]


def _of_tables(headed: Sequence[tuple[Sheet, Header]]) -> list[Sheet]:
    """Return the sheets that hold tables of children: beside these, others are left out."""
    most = max(header.worth() for _, header in headed)
    return [
        sheet
        for sheet, header in headed
        if 2 * header.worth() >= most or sum(map(is_of_a_visit, header.columns())) > 1
    ]


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


def own_prefix(names: Collection[str], *, stamped: bool = False) -> str | None:
    """Return what the names of the columns that zscore added to a table begin with.

    None if it did not write the table.
    """
    there = set(names)
    for name in there:
        for z in INDICATORS:
            prefix = name.removesuffix(f"{z}_reason")
            if prefix != name and {f"{prefix}{z}{end}" for end in _OF_A_SCORE} <= there:
                return prefix
    return "" if stamped else None


def own_columns(names: Collection[str], prefix: str | None) -> set[str]:
    """Return the columns that zscore added to a table, none if it did not write it."""
    if prefix is None:
        return set()
    scores = {f"{z}{end}" for end in _OF_A_SCORE for z in INDICATORS}
    classes = {part.name for scheme in SCHEMES.values() for part in scheme.parts()}
    return set(names) & {f"{prefix}{name}" for name in (*scores, *classes, *_ADDED)}


def located(error: ZScoreError, block: Block) -> ZScoreError:
    """Return the error with the row as the file counts it."""
    values = dict(error.values)
    if isinstance(row := values.get("row"), int):
        values["row"] = int(block.rows[row])
    return type(error)(error.key, **values)


def identity_columns(source: Source) -> list[str]:
    """Return the columns that say who a child is, whose it is, or where it lives.

    Known by their heading, or by a value of 16 digits, as a NIK has; also every column without
    a heading, and of an export every column of unknown heading.
    """
    names = source.empty.own.column_names
    read = source.reading.columns
    renamed = {entry.heading for name, entry in read.items() if name in IDENTITY}
    unknown = set(names) - CANONICAL_NAMES if source.is_export else set()
    headings = {*source.reading.found.headings, *CANONICAL_NAMES}
    found = {
        name
        for name in names
        if name in unknown | renamed
        or is_identity(name)
        or re.search(NIK, name)
        or (_NAMELESS.fullmatch(name) and name not in headings)
        or _INDEX.fullmatch(name)
        or pa.types.is_nested(source.empty.own.column(name).type)  # whatever is in it
    }
    for block in source.blocks():
        found |= {name for name in names if name not in found and has_nik(block.own.column(name))}
    return [name for name in names if name in found]


def without_niks(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return a column without its values of 16 digits."""
    if not has_nik(column):
        return column
    texts = text_column(column)
    return pc.if_else(pc.match_substring_regex(texts, NIK), pa.scalar(None, pa.string()), texts)


def has_nik(column: pa.ChunkedArray) -> bool:
    """Has a column a value of 16 digits, whatever its type?"""
    kind = column.type
    if pa.types.is_duration(kind):
        column, kind = column.cast(pa.int64()), pa.int64()
    if pa.types.is_temporal(kind) or pa.types.is_boolean(kind) or pa.types.is_null(kind):
        return False
    if pa.types.is_dictionary(kind):
        column = column.cast(kind.value_type)
    if pa.types.is_floating(kind):  # as pandas makes of whole numbers where one is missing
        large = pc.and_(pc.greater_equal(column, 1e15), pc.less(column, 1e16))
        column = column.filter(pc.fill_null(large, False))
    return bool(pc.any(pc.match_substring_regex(text_column(column), NIK)).as_py())


# --- exports -----------------------------------------------------------------------------


def _of_export(export: Export) -> Source:
    def block(table: pa.Table, blank: int = 0, **said: Any) -> Block:
        return Block(
            table.drop_columns(list(SOURCE_COLUMNS)),
            table.column("source_row").to_numpy(),
            blank,
            lambda: ReadBlock(needed=table, **said),
        )

    return Source(
        file=export.file,
        sheet=export.table_of.sheet.name,
        reading=export.reading,
        is_export=True,
        lacking=frozenset(e.name for e in REGISTER) - export.reading.columns.keys(),
        empty=block(export.empty()),
        blocks=lambda: (
            block(
                b.table,
                b.blank_rows,
                notes=b.notes,
                written_ages=b.written_ages,
                unreadable=b.unreadable,
            )
            for b in export.blocks()
        ),
        header_row=export.table_of.header_row,
        left_out=export.left_out,
    )


# --- other tables ------------------------------------------------------------------------


def _of_typed(
    path: Path, typed: TypedRows, how: ColumnMapping, *, head_only: bool, lenient: bool
) -> Source:
    schema = typed.schema
    empty, names = schema.empty_table(), schema.names
    refuse_doubled(names)
    prefix = own_prefix(names, stamped=METADATA_KEY.encode() in (schema.metadata or {}))
    own = own_columns(names, prefix)
    found = recognise([None if name in own else name for name in names], how)
    probe = Probe()
    whole = True
    for i, table in enumerate(typed.blocks(None)):
        if i == 1 and head_only:
            whole = False
            break
        probe.at(found, how, table.column)
    reading = decide(found, probe, how, lenient=lenient)

    def blocks() -> Generator[Block, None, None]:
        reader, row, others = RowsReader(reading), 1, Probe()
        for table in typed.blocks(None):
            if not whole:
                others.at_others(found, how, table.column)
            yield _block(table, table.column, np.arange(row, row + table.num_rows), 0, reader)
            row += table.num_rows
        refuse_another(reading, reader.probed(others), head_only=not whole)

    return Source(
        file=shown_name(path),
        sheet=None,
        reading=reading,
        own_prefix=prefix,
        empty=_block(empty, empty.column, np.arange(0), 0, RowsReader(reading)),
        blocks=blocks,
    )


@dataclass(frozen=True, kw_only=True)
class _ProbedSheet:
    """A sheet of text that was probed."""

    sheet: Sheet
    header: Header
    found: Recognition
    probe: SheetProbe
    prefix: str | None


def _probe(
    path: Path, sheet: Sheet, header: Header, how: ColumnMapping, *, head_only: bool
) -> _ProbedSheet:
    headings = [heading or "" for heading in header.headings]
    prefix = own_prefix(headings)
    own = own_columns(headings, prefix)
    shown = Header(
        row=header.row, headings=tuple(None if name in own else name for name in headings)
    )
    found, probe = probe_sheet(path, sheet, shown, how, head_only=head_only)
    refuse_other_forms(path, sheet, found)
    return _ProbedSheet(sheet=sheet, header=header, found=found, probe=probe, prefix=prefix)


def _of_sheet(
    path: Path,
    probed: _ProbedSheet,
    how: ColumnMapping,
    left_out: Mapping[str, int],
    *,
    lenient: bool,
) -> Source:
    """Return a sheet of text as a source."""
    reading = decide(probed.found, probed.probe.values, how, lenient=lenient)
    names = unlike(names_of(probed.header, probed.probe.filled))
    table_of = SheetTable(
        sheet=probed.sheet,
        header=probed.header,
        reading=reading,
        names=names,
        head_only=not probed.probe.whole,
    )

    def block(body: Grid, reader: RowsReader) -> Block:
        shifted = np.flatnonzero(body.shifted(table_of.width))
        if len(shifted):
            row = body.first_row + int(shifted[0])
            raise FileError(
                "rows_too_wide", file=path.name, n=len(shifted), row=row, width=len(names)
            )
        again = repeated_headings(body.cells, probed.header.headings)
        kept = np.flatnonzero(~(blank_rows(body.cells) | again))
        cells = body.cells.take(pa.array(kept)) if len(kept) < len(body.cells) else body.cells
        texts = pa.table(
            [cells.column(str(i)).cast(pa.string()) for i in names], names=list(names.values())
        )
        blank = body.cells.num_rows - len(kept)
        return _block(texts, lambda i: cells.column(str(i)), kept + body.first_row, blank, reader)

    def blocks() -> Generator[Block, None, None]:
        reader = RowsReader(reading)
        for body in table_of.blocks(reader):
            yield block(body, reader)

    return Source(
        file=shown_name(path),
        sheet=probed.sheet.name,
        reading=reading,
        own_prefix=probed.prefix,
        empty=block(table_of.empty(), RowsReader(reading)),
        blocks=blocks,
        of_text=True,
        header_row=table_of.header_row,
        left_out=left_out,
    )


def _block(
    own: pa.Table,
    given: Callable[[int], pa.ChunkedArray],
    at: NDArray[np.int64],
    blank: int,
    reader: RowsReader,
) -> Block:
    def read() -> ReadBlock:
        rows = reader.rows(given, own.num_rows)
        needed = _needed(own, rows, reader.reading)
        return ReadBlock(
            needed=needed,
            notes=rows.counted(),
            written_ages=rows.written_ages,
            unreadable=rows.unreadable(),
        )

    return Block(own, at, blank, read)


def _needed(own: pa.Table, rows: Rows, reading: Reading) -> pa.Table:
    """Return the canonical columns, and the others under their own headings."""
    read = read_columns(rows, reading.columns)
    used = {entry.heading for entry in reading.columns.values()}
    read |= {
        name: own.column(name) for name in own.column_names if name not in used and name not in read
    }
    if not reading.refuses and "reading_notes" not in read:
        read["reading_notes"] = rows.notes_column()
    return pa.table(read)
