"""Opening files as tables: e-PPGBM exports, and other tables with known headings."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from zscore.children.columns import REGISTER
from zscore.children.frames import refuse_doubled
from zscore.children.headings import is_of_a_visit
from zscore.children.mapping import ColumnMapping
from zscore.children.probe import Probe
from zscore.children.reading import Reading, decide
from zscore.children.recognition import Recognition, recognise
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
from zscore.eppgbm.exports import (
    SOURCE_COLUMNS,
    Export,
    export_header,
    exports_of,
    rows_of,
)
from zscore.errors import FileError
from zscore.files.grids import Grid, Sheet, TypedRows
from zscore.files.kinds import shown_name
from zscore.files.opening import open_sheets
from zscore.pipeline.own_columns import own_columns, own_prefix
from zscore.pipeline.sources import Block, ReadBlock, Source
from zscore.who_lms.provenance import METADATA_KEY


def sources_of(
    path: Path, how: ColumnMapping, *, head_only: bool = False, lenient: bool = False
) -> list[Source]:
    """Return the tables of a file; ``head_only`` and ``lenient`` as in exports_of.

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
        _of_sheet(path, one, how, {} if i else left_out, lenient=lenient)  # they are reported once
        for i, one in enumerate(probed)
    ]


def _of_tables(headed: Sequence[tuple[Sheet, Header]]) -> list[Sheet]:
    """Return the sheets that contain tables of children; others are left out."""
    most = max(header.worth() for _, header in headed)
    return [
        sheet
        for sheet, header in headed
        if 2 * header.worth() >= most or sum(map(is_of_a_visit, header.columns())) > 1
    ]


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
    """A probed sheet of text."""

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
    found, probe = probe_sheet(path, sheet, header, how, head_only=head_only, own=own)
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
    """Return the canonical columns, and other columns under their own headings."""
    read = read_columns(rows, reading.columns)
    used = {entry.heading for entry in reading.columns.values()}
    read |= {
        name: own.column(name) for name in own.column_names if name not in used and name not in read
    }
    if not reading.refuses and "reading_notes" not in read:
        read["reading_notes"] = rows.notes_column()
    return pa.table(read)
