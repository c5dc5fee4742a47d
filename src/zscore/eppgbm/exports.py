"""Reading of e-PPGBM exports: any number of files into one clean table.

Every row of every file becomes a row of the table, with its file, sheet and row number; every
unreadable cell is missing, noted and counted. Headings and cells are read as in any other table
(children/); this file defines the contents of the clean table.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

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

if TYPE_CHECKING:
    import pandas as pd  # whose import takes time that files do not need

SOURCE_COLUMNS = ("source_file", "source_sheet", "source_row")


@dataclass(frozen=True, kw_only=True)
class Block:
    """Some rows read, with notes."""

    table: pa.Table
    blank_rows: int  # not in the table
    notes: Mapping[tuple[str, str], int]  # (column, reason) → cells
    written_ages: Floats | None
    unreadable: Mapping[str, NDArray[np.bool_]]  # by column


@dataclass(frozen=True, kw_only=True)
class Export:
    """A sheet with the header of an export, whose rows are read in blocks."""

    file: str
    table_of: SheetTable
    unknown: Mapping[int, str]  # index of a column that is not recognised → its name
    left_out: Mapping[str, int] = field(default_factory=dict)  # sheets without header → rows

    @property
    def reading(self) -> Reading:
        """Return how the columns are read."""
        return self.table_of.reading

    def empty(self) -> pa.Table:
        """Return the table without rows."""
        return self._read(self.table_of.empty(), RowsReader(self.reading)).table

    def blocks(self) -> Iterator[Block]:
        """Yield the rows of the table, in order.

        Raises
        ------
        ProbeTooShortError
            If only the first rows were probed, and all rows lead to another decision.
        ColumnError, CodeError
            If a cell cannot be read and unreadable cells are to be refused.
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
        except ZScoreError as error:  # if unreadable cells are refused
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
) -> pd.DataFrame:
    """Read e-PPGBM exports into one clean pandas table.

    Parameters
    ----------
    paths
        One file or many: xlsx, xls, ods, delimited text, HTML named .xls, Parquet; the format
        is detected by content. All sheets are read.
    **reading
        As in score_files, for example ``columns={"weight_kg": "Berat Anak"}`` for an unknown
        heading.

    Returns
    -------
    pandas.DataFrame
        One row for each row of the files, in order. Columns: all canonical columns of an export
        (weights in kg, lengths in cm, ``sex`` m/f, ``measured`` lying/standing, dates), missing
        if a layout lacks them; other canonical columns of the files; columns with unknown
        headings, unchanged; ``age_days`` and ``age_source`` (from the two dates, otherwise from
        ``Usia Saat Ukur``); ``reading_notes`` (``column:reason`` of each unreadable cell); and
        ``source_file``, ``source_sheet``, ``source_row``.

    Raises
    ------
    LayoutError
        If no sheet of a file has a known header.
    FileError
        If a file is damaged or of an unsupported kind.
    ColumnError
        If two headings match one column.
    UnknownNameError
        If ``columns`` has an unknown column.

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
    whole = pa.concat_tables(tables, promote_options="default")
    children: pd.DataFrame = whole.to_pandas(date_as_object=False)
    return children


def exports_of(
    path: Path,
    sheets: Sequence[Sheet],
    how: ColumnMapping | None = None,
    *,
    head_only: bool = False,
    lenient: bool = False,
    any_signature: bool = False,
) -> list[Export]:
    """Return the sheets of a file that have the header of an export.

    Parameters
    ----------
    head_only
        Probe only the first rows. Once all rows are read, it is known whether they were enough.
    lenient
        Also return sheets that cannot be read without options: see decide().
    any_signature
        Also accept sheets whose columns are those of an export only after renaming by the
        user.

    Raises
    ------
    LayoutError
        If there is none.
    FileError
        If all rows have more cells than the header.
    ColumnError
        If two headings match one column.
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
                # Sheets left out are reported once, with the first sheet.
                left_out=left_out if i == 0 else {},
            )
        )
    return exports


def export_header(
    sheet: Sheet, how: ColumnMapping | None = None, *, any_signature: bool = False
) -> Header | None:
    """Return the header of a sheet if it is one of an e-PPGBM export."""
    header = find_header(sheet, how)
    if header is None:
        return None
    try:
        found = recognise(header.headings, how)
    except (
        ZScoreError
    ):  # a heading named by the user is missing; reported later, once the kind of table is known
        found = recognise(header.headings)
        return header if is_export(found) else None
    if is_export(found) or (any_signature and has_signature({*found.columns, *found.rivals})):
        return header
    return None


def rows_of(sheet: Sheet) -> int:
    """Return the number of non-empty rows of a sheet."""
    return sum(int((~blank_rows(block.cells)).sum()) for block in sheet.blocks(None))


def clean_table(read: Mapping[str, pa.Array], rows: int) -> pa.Table:
    """Return the columns of an export in order, null if they were not read."""
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
    """Return a name for each unknown column that is not empty, by index."""
    taken = {entry.name for entry in REGISTER} | set(_ADDED)
    return unlike(names_of(header, filled, known.__contains__), taken)
