"""Read e-PPGBM exports: any number of files into one clean table.

Every row of every file becomes a row of the table, with its file, sheet and row beside it; every
cell that cannot be read is missing, noted and counted. Headings and cells are read as in any
other table (children/); here is what a clean table holds.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Unpack

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from zscore.arguments import paths_in
from zscore.children.arrays import Floats
from zscore.children.columns import BY_NAME, REGISTER
from zscore.children.mapping import ColumnMapping, ReadingOptions, told
from zscore.children.reading import Reading, decide
from zscore.children.recognition import recognise
from zscore.children.row_reader import RowsReader
from zscore.children.sheets import (
    Header,
    SheetTable,
    blank_rows,
    find_header,
    names_of,
    probe_sheet,
    share,
    unlike,
)
from zscore.eppgbm.signature import has_signature, is_export
from zscore.errors import LayoutError, ParameterError, ZScoreError, listed
from zscore.files.grids import HEAD_ROWS, Grid, Sheet, heading_row
from zscore.files.kinds import kind_of, shown_name
from zscore.files.opening import open_sheets

SOURCE_COLUMNS = ("source_file", "source_sheet", "source_row")


@dataclass(frozen=True, kw_only=True)
class Block:
    """Some rows that were read, and what there is to say of them."""

    table: pa.Table
    blank_rows: int  # which are not in the table
    notes: Mapping[tuple[str, str], int]  # (column, reason) → cells
    written_ages: Floats | None
    unreadable: Mapping[str, NDArray[np.bool_]]  # by column


@dataclass(frozen=True, kw_only=True)
class Export:
    """One sheet with the header of an export; its rows are read in blocks."""

    file: str
    table_of: SheetTable
    unknown: Mapping[int, str]  # index of a column that is read as nothing → its name
    left_out: Mapping[str, int] = field(default_factory=dict)  # sheets without header → rows

    @property
    def reading(self) -> Reading:
        """What was read as what."""
        return self.table_of.reading

    def empty(self) -> pa.Table:
        """Return the table without its rows."""
        return self._read(self.table_of.empty(), RowsReader(self.reading)).table

    def blocks(self) -> Iterator[Block]:
        """Yield the rows of the table, in order.

        Raises
        ------
        ProbeTooShortError
            If only the first rows were probed, and all of them tell something else.
        ColumnError, CodeError
            If a cell cannot be read, and the user wants the table refused for it.
        """
        reader = RowsReader(self.reading)
        for body in self.table_of.blocks(reader):
            yield self._read(body, reader)

    def table(self) -> pa.Table:
        """Return the whole table."""
        return pa.concat_tables([self.empty(), *(block.table for block in self.blocks())])

    def _read(self, body: Grid, reader: RowsReader) -> Block:
        blank = blank_rows(body.cells)
        kept = np.flatnonzero(~blank)
        cells = body.cells.take(pa.array(kept)) if len(kept) < len(blank) else body.cells
        shifted = body.shifted(self.table_of.width)[kept]
        rows = reader.rows(lambda index: cells.column(str(index)), len(kept), shifted)
        try:
            read = {name: rows.column(name) for name in BY_NAME if name in self.reading.columns}
        except ZScoreError as error:  # in an export that is refused for it
            values = dict(error.values)
            if isinstance(row := values.get("row"), int):
                values["row"] = int(kept[row]) + body.first_row
            raise type(error)(error.key, **values) from None
        read |= {name: rows.text(index) for index, name in self.unknown.items()}
        read |= rows.ages()
        read["reading_notes"] = rows.notes_column()
        read["source_file"] = pa.repeat(self.file, len(kept))
        sheet = pa.scalar(self.table_of.sheet.name, pa.string())
        read["source_sheet"] = pa.repeat(sheet, len(kept))
        read["source_row"] = pa.array(kept + body.first_row, pa.int64())
        return Block(
            table=clean_table(read, len(kept)),
            blank_rows=int(blank.sum()),
            notes=rows.counted(),
            written_ages=rows.written_ages,
            unreadable=rows.unreadable(),
        )


def read_eppgbm(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    **reading: Unpack[ReadingOptions],
) -> Any:
    """Return e-PPGBM exports as one clean pandas table.

    Parameters
    ----------
    paths
        One file or many: xlsx, xls, ods, delimited text, HTML named .xls, Parquet; told
        apart by content. All sheets are read.
    **reading
        As in score_files: headings that are not known are
        ``columns={"weight_kg": "Berat Anak"}``.

    Returns
    -------
    pandas.DataFrame
        A row for each row of the files, in order. Columns: the canonical ones of an export
        (weights in kg, lengths in cm, ``sex`` m/f, ``measured`` lying/standing, dates; all of
        them, missing where a layout has them not), other canonical ones where they are there,
        columns of unknown heading as they are, ``age_days`` and ``age_source`` (from the two
        dates, else from ``Usia Saat Ukur``), ``reading_notes`` (``column:reason`` of each cell
        that could not be read), and ``source_file``, ``source_sheet``, ``source_row``.

    Raises
    ------
    LayoutError
        If no sheet of a file has a header that is known.
    FileError
        If a file is not what it should be.
    ColumnError
        If two headings are for one column.
    UnknownNameError
        If ``columns`` names a column that does not exist here.

    Examples
    --------
    >>> import tempfile, pathlib, zscore as zs
    >>> text = "JK;Tgl Lahir;Tanggal Pengukuran;Berat;Tinggi\\nL;2022-01-05;2023-08-03;9,8;77,5"
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "export.csv")
    ...     _ = path.write_text(text)
    ...     children = zs.read_eppgbm(path)
    >>> children[["sex", "age_days", "weight_kg", "length_height_cm"]].to_dict("records")
    [{'sex': 'm', 'age_days': 575.0, 'weight_kg': 9.8, 'length_height_cm': 77.5}]
    """
    how = told(**reading)
    files = paths_in(paths, "paths")
    if not files:
        raise ParameterError("no_files")
    tables = [clean_table({}, 0)]
    for path in files:
        for export in exports_of(path, open_sheets(path), how, any_signature=True):
            tables.append(export.table())
    return pa.concat_tables(tables, promote_options="default").to_pandas(date_as_object=False)


def exports_of(
    path: Path,
    sheets: Sequence[Sheet],
    how: ColumnMapping | None = None,
    *,
    head_only: bool = False,
    lenient: bool = False,
    any_signature: bool = False,
) -> list[Export]:
    """Return the sheets of one file that have the header of an export.

    Parameters
    ----------
    head_only
        Probe the first rows only. When all are read, it is known whether they were enough.
    lenient
        Also return sheets that cannot be read as they are: see decide().
    any_signature
        Also take sheets whose columns are those of an export by the user's word, not by their
        headings.

    Raises
    ------
    LayoutError
        If none of them has.
    FileError
        If no row is under its header.
    ColumnError
        If two headings are for one column.
    """
    how = how or ColumnMapping()
    headed: list[tuple[Sheet, Header]] = []
    left_out: dict[str, int] = {}
    for sheet in sheets:
        header = export_header(sheet, how, any_signature=any_signature)
        if header is not None:
            headed.append((sheet, header))
        elif rows := rows_of(sheet):
            left_out[sheet.name or ""] = rows
    if not headed:
        raise _layout_error(path, sheets, how)
    head_only = head_only and len(sheets) == 1  # the sheets of a workbook share one order
    probed = []
    for sheet, header in headed:
        found, probe = probe_sheet(path, sheet, header, how, head_only=head_only, register=True)
        probed.append((sheet, header, found, probe))
    share([probe for _, _, _, probe in probed])
    exports = []
    for i, (sheet, header, found, probe) in enumerate(probed):
        reading = decide(found, probe.values, how, is_export=True, lenient=lenient)
        known = {entry.index for entry in reading.columns.values()}
        names = _unknown_names(header, known, probe.filled)
        exports.append(
            Export(
                file=shown_name(path),
                table_of=SheetTable(
                    sheet=sheet,
                    header=header,
                    reading=reading,
                    names=names | dict.fromkeys(known, ""),
                    head_only=not probe.whole,
                ),
                unknown=names,
                # What was left out is said once, with the first sheet.
                left_out=left_out if i == 0 else {},
            )
        )
    return exports


def export_header(
    sheet: Sheet, how: ColumnMapping | None = None, *, any_signature: bool = False
) -> Header | None:
    """Return the header of a sheet if it is that of an e-PPGBM export."""
    header = find_header(sheet, how)
    if header is None:
        return None
    try:
        found = recognise(header.headings, how)
    except ZScoreError:  # a heading the user names is not there; said when it is known what it is
        found = recognise(header.headings)
        return header if is_export(found) else None
    if is_export(found) or (any_signature and has_signature({*found.columns, *found.rivals})):
        return header
    return None


def rows_of(sheet: Sheet) -> int:
    """Return how many rows of a sheet hold anything."""
    return sum(int((~blank_rows(block.cells)).sum()) for block in sheet.blocks(None))


def clean_table(read: Mapping[str, pa.Array], rows: int) -> pa.Table:
    """Return the columns of an export in their order, null where they were not read."""
    arrays = {
        entry.name: read.get(entry.name, pa.nulls(rows, _TYPES.get(entry.kind, pa.string())))
        for entry in REGISTER
    }
    arrays |= {name: array for name, array in read.items() if name not in arrays}
    for name, kind in _ADDED.items():
        if name not in arrays:
            arrays[name] = pa.nulls(rows, kind)
    return pa.table(arrays)


_DICTIONARY = pa.dictionary(pa.int8(), pa.string())
_TYPES = {
    "number": pa.float64(),
    "size": pa.float64(),
    "date": pa.date32(),
    "sex": _DICTIONARY,
    "measured": _DICTIONARY,
}
_ADDED = {
    "age_days": pa.float64(),
    "age_source": _DICTIONARY,
    "reading_notes": pa.string(),
    "source_file": pa.string(),
    "source_sheet": pa.string(),
    "source_row": pa.int64(),
}
CANONICAL_NAMES = frozenset(BY_NAME) | frozenset(_ADDED)


def _layout_error(path: Path, sheets: Sequence[Sheet], how: ColumnMapping) -> LayoutError:
    rows = [row for sheet in sheets for row in sheet.head.rows()]
    headers = [header for sheet in sheets if (header := find_header(sheet)) is not None]
    best: Sequence[str | None] = max(headers, key=Header.worth).headings if headers else []
    known = set(recognise(best).columns)
    if not known:
        at = heading_row(rows)
        best = [] if at is None else rows[at]
    lacking = [
        name for name in ("sex", "birth_date", "visit_date", "weight_kg") if name not in known
    ]
    return LayoutError(
        "layout_unknown",
        file=path.name,
        kind=kind_of(path),
        rows=HEAD_ROWS,
        found=listed(heading for heading in best if heading),
        lacking=", ".join(lacking),
        example=f"{lacking[0] if lacking else 'weight_kg'}=…",
    )


def _unknown_names(header: Header, known: set[int], filled: set[int]) -> dict[int, str]:
    """Return a name for each column that is not known, by index; empty ones are left out."""
    taken = {entry.name for entry in REGISTER} | set(_ADDED)
    return unlike(names_of(header, filled, known.__contains__), taken)
