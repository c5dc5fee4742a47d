"""Read e-PPGBM exports: any number of files into one clean table.

Every row of every file becomes a row of the table, with its file, sheet and row
beside it; every cell that cannot be read is missing, noted and counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from zscore.columns import check_renames
from zscore.eppgbm import values
from zscore.eppgbm.layouts import FIELDS, HEADER_ROWS, folded, is_export, recognise
from zscore.eppgbm.rows import Rows
from zscore.errors import ColumnError, FileError, LayoutError, listed
from zscore.files.grids import Grid, heading_row
from zscore.files.kinds import kind_of, shown_name
from zscore.files.reading import read_grids

SOURCE_COLUMNS = ("source_file", "source_sheet", "source_row")


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One sheet that was read, and what there is to say of it."""

    table: pa.Table
    file: str
    sheet: str | None
    header_row: int
    blank_rows: int
    day_first: bool
    notes: Mapping[tuple[str, str], int]  # (column, reason) → cells
    left_out: Mapping[str, int] = field(default_factory=dict)  # sheets without header → rows


def read_eppgbm(
    paths: str | PathLike[str] | Iterable[str | PathLike[str]],
    *,
    columns: Mapping[str, str] | None = None,
) -> Any:
    """Return e-PPGBM exports as one clean pandas table.

    Parameters
    ----------
    paths
        One file or many: xlsx, xls, ods, delimited text, HTML named .xls, Parquet; told
        apart by content. All sheets are read.
    columns
        Headings that are not known: ``{"weight_kg": "Berat Anak"}``.

    Returns
    -------
    pandas.DataFrame
        A row for each row of the files, in order. Columns: the canonical ones of
        ``zscore.eppgbm.layouts`` (weights in kg, lengths in cm, ``sex`` m/f, ``measured``
        lying/standing, dates; all of them, missing where a layout has them not), columns
        of unknown heading as they are, ``age_days`` and ``age_source`` (from the two dates,
        else from ``Usia Saat Ukur``), ``reading_notes`` (``column:reason`` of each cell that
        could not be read), and ``source_file``, ``source_sheet``, ``source_row``.

    Raises
    ------
    LayoutError
        If no sheet of a file has a header that is known.
    FileError
        If a file is not what it should be.
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
    check_renames(columns or {}, [entry.name for entry in FIELDS])
    files = [paths] if isinstance(paths, str | PathLike) else paths
    tables = [sheet.table for path in files for sheet in read_export(Path(path), columns)]
    if not tables:
        return clean_table({}, 0).to_pandas(date_as_object=False)
    return pa.concat_tables(tables, promote_options="default").to_pandas(date_as_object=False)


def read_export(path: Path, columns: Mapping[str, str] | None = None) -> list[Sheet]:
    """Return the sheets of one export.

    Raises
    ------
    LayoutError
        If none of them has a header that is known.
    """
    return sheets_of(path, read_grids(path), columns)


def sheets_of(
    path: Path, grids: list[Grid], columns: Mapping[str, str] | None = None
) -> list[Sheet]:
    """Do what read_export does, with the cells read already."""
    headed = []
    left_out: dict[str, int] = {}
    for grid in grids:
        header = _header_of(grid, columns)
        if header is not None:
            headed.append((grid, *header))
        elif rows := int((~blank_rows(grid.cells)).sum()):
            left_out[grid.sheet or ""] = rows
    if not headed:
        raise _layout_error(path, grids, columns)
    day_first = values.day_comes_first(
        text for grid, row, known in headed for text in _date_texts(grid, row, known)
    )
    # What was left out is said once, with the first sheet.
    return [
        _sheet(path, grid, row, known, day_first, left_out if i == 0 else {})
        for i, (grid, row, known) in enumerate(headed)
    ]


def find_header(grids: list[Grid], columns: Mapping[str, str] | None = None) -> bool:
    """Has any of these sheets the header of an e-PPGBM export?"""
    return any(_header_of(grid, columns) is not None for grid in grids)


def clean_table(read: Mapping[str, pa.Array], rows: int) -> pa.Table:
    """Return the canonical columns in their order, null where they were not read."""
    arrays = {
        entry.name: read.get(entry.name, pa.nulls(rows, _TYPES.get(entry.kind, pa.string())))
        for entry in FIELDS
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
CANONICAL_NAMES = frozenset(entry.name for entry in FIELDS) | frozenset(_ADDED)


# --- finding the table in a sheet --------------------------------------------------------


def _header_of(grid: Grid, columns: Mapping[str, str] | None) -> tuple[int, dict[int, str]] | None:
    """Return the row of the header in the grid, and the known columns by place.

    Raises
    ------
    ColumnError
        If it is a header, but a heading named in ``columns`` is not in it.
    """
    for row, headings in enumerate(grid.head(HEADER_ROWS)):
        known = recognise(headings, columns)
        if is_export(set(known.values())):
            present = {folded(heading) for heading in headings}
            for heading in (columns or {}).values():
                if folded(heading) not in present:
                    raise ColumnError("renamed_missing", column=heading, found=listed(headings))
            return row, known
    return None


def _layout_error(path: Path, grids: list[Grid], columns: Mapping[str, str] | None) -> LayoutError:
    rows = [row for grid in grids for row in grid.head(HEADER_ROWS)]
    best = max(rows, key=lambda row: len(recognise(row, columns)), default=[])
    known = set(recognise(best, columns).values())
    if not known:
        place = heading_row(rows)
        best = [] if place is None else rows[place]
    lacking = [
        name for name in ("sex", "birth_date", "visit_date", "weight_kg") if name not in known
    ]
    return LayoutError(
        "layout_unknown",
        file=path.name,
        kind=kind_of(path),
        rows=HEADER_ROWS,
        found=listed(best),
        lacking=", ".join(lacking),
        example=f"{lacking[0] if lacking else 'weight_kg'}=…",
    )


def _date_texts(grid: Grid, header: int, known: Mapping[int, str]) -> Iterator[str | None]:
    dates = {entry.name for entry in FIELDS if entry.kind == "date"}
    for place, name in known.items():
        if name in dates:
            yield from pc.unique(grid.cells.column(place).slice(header + 1)).to_pylist()


def blank_rows(cells: pa.Table) -> NDArray[np.bool_]:
    """Return which rows have nothing but spaces in every cell."""
    blank = np.ones(cells.num_rows, bool)
    for column in cells.columns:
        rows = np.flatnonzero(blank)  # the first column settles nearly all of them
        if len(rows) == 0:
            break
        texts = pc.utf8_trim_whitespace(column.take(pa.array(rows)))
        blank[rows] = pc.fill_null(pc.equal(texts, ""), True).to_numpy()
    return blank


# --- reading its columns -----------------------------------------------------------------


def _sheet(
    path: Path,
    grid: Grid,
    header: int,
    known: Mapping[int, str],
    day_first: bool,
    left_out: Mapping[str, int],
) -> Sheet:
    headings = grid.cells.slice(header, 1).to_pylist()[0]
    body = grid.cells.slice(header + 1)
    blank = blank_rows(body)
    kept = np.flatnonzero(~blank)
    if len(kept) < len(blank):
        body = body.take(pa.array(kept))
    places = {name: place for place, name in known.items()}
    shifted = grid.shifted(header)[kept]
    if len(kept) and shifted.all():
        width = sum(heading is not None for heading in headings.values())
        row = int(kept[0]) + grid.first_row + header + 1
        raise FileError("rows_too_wide", file=path.name, n=len(kept), row=row, width=width)
    rows = Rows(body, day_first, shifted)
    read: dict[str, pa.Array] = {}
    for entry in FIELDS:
        if entry.name in places:
            read[entry.name] = rows.column(entry, places[entry.name])
    for place, name in _unknown_columns(headings, known, body).items():
        read[name] = rows.text(body.column(place))
    read |= rows.ages(read.get("birth_date"), read.get("visit_date"), places.get("age_at_visit"))
    read["reading_notes"] = rows.notes_column()
    n = body.num_rows
    read["source_file"] = pa.repeat(shown_name(path), n)
    read["source_sheet"] = pa.repeat(pa.scalar(grid.sheet, pa.string()), n)
    read["source_row"] = pa.array(kept + grid.first_row + header + 1, pa.int64())
    return Sheet(
        table=clean_table(read, n),
        file=shown_name(path),
        sheet=grid.sheet,
        header_row=grid.first_row + header,
        blank_rows=int(blank.sum()),
        day_first=day_first,
        notes=rows.counted(),
        left_out=left_out,
    )


def _unknown_columns(
    headings: Mapping[str, str | None], known: Mapping[int, str], body: pa.Table
) -> dict[int, str]:
    """Return a name for each column that is not known, by place; empty ones are left out."""
    taken = {entry.name for entry in FIELDS} | set(_ADDED)
    names: dict[int, str] = {}
    for place in range(body.num_columns):
        heading = values.stripped_text(headings[str(place)])
        if place in known or (not heading and body.column(place).null_count == body.num_rows):
            continue
        base = name = heading or f"column_{place + 1}"
        copies = 1
        while name in taken:
            copies += 1
            name = f"{base} ({copies})"
        taken.add(name)
        names[place] = name
    return names
