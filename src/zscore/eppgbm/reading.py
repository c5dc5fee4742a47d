"""Read e-PPGBM exports: any number of files into one clean table.

Every row of every file becomes a row of the table, with its file, sheet and row
beside it; every cell that cannot be read is missing, noted and counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from zscore.columns import Categories, arrow_array
from zscore.eppgbm import values
from zscore.eppgbm.layouts import FIELDS, HEADER_ROWS, Field, is_export, recognise
from zscore.errors import LayoutError, listed
from zscore.files.grids import Grid
from zscore.files.kinds import kind_of
from zscore.files.reading import read_grids
from zscore.who_lms import kernels
from zscore.who_lms.measurements import FEMALE, MALE, MEASURED, SEX_OF_PROFILE

SEX_LABELS = {MALE: "m", FEMALE: "f"}
MEASURED_LABELS = {kernels.LYING: "lying", kernels.STANDING: "standing"}
AGE_SOURCES = ("dates", "age_at_visit")
SOURCE_COLUMNS = ("source_file", "source_sheet", "source_row")
_NIK = r"^([0-9]{16}|[0-9]*\*+[0-9]*)$"  # newer exports mask digits with asterisks


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


# --- finding the table in a sheet --------------------------------------------------------


def _header_of(grid: Grid, columns: Mapping[str, str] | None) -> tuple[int, dict[int, str]] | None:
    """Return the row of the header in the grid, and the known columns by place."""
    for row, headings in enumerate(grid.head(HEADER_ROWS)):
        known = recognise(headings, columns)
        if is_export(set(known.values())):
            return row, known
    return None


def _layout_error(path: Path, grids: list[Grid], columns: Mapping[str, str] | None) -> LayoutError:
    rows = [row for grid in grids for row in grid.head(HEADER_ROWS)]
    # Fewer than three cells are no row of headings but somebody's sentence.
    rows = [row for row in rows if len(row) - row.count(None) > 2]
    best = max(rows, key=lambda row: len(recognise(row, columns)), default=[])
    known = set(recognise(best, columns).values())
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
    rows = _Rows(body, day_first, grid.shifted(header)[kept])
    read: dict[str, pa.Array] = {}
    for entry in FIELDS:
        if entry.name in places:
            read[entry.name] = rows.column(entry, places[entry.name])
    for place, name in _unknown_columns(headings, known, body).items():
        read[name] = body.column(place)
    read |= rows.ages(read.get("birth_date"), read.get("visit_date"), places.get("age_at_visit"))
    read["reading_notes"] = rows.notes_column()
    n = body.num_rows
    read["source_file"] = pa.repeat(path.name, n)
    read["source_sheet"] = pa.repeat(pa.scalar(grid.sheet, pa.string()), n)
    read["source_row"] = pa.array(kept + grid.first_row + header + 1, pa.int64())
    return Sheet(
        table=clean_table(read, n),
        file=path.name,
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


class _Rows:
    """The rows of one sheet: reads a column at a time and keeps what could not be read."""

    def __init__(self, body: pa.Table, day_first: bool, shifted: NDArray[np.bool_]) -> None:
        self._body = body
        self._day_first = day_first
        self._shifted = shifted
        self._reasons: dict[str, NDArray[np.int8]] = {}

    def column(self, entry: Field, place: int) -> pa.Array:
        """Return a column as its kind says."""
        texts = self._body.column(place)
        match entry.kind:
            case "number":
                return self._floats(entry.name, texts, values.number, values.NOT_A_NUMBER)
            case "size":
                return self._floats(entry.name, texts, values.size, values.NOT_A_NUMBER)
            case "date":
                read = values.date_reader(self._day_first)
                days = self._floats(entry.name, texts, read, values.NOT_A_DATE)
                return days.cast(pa.int32()).cast(pa.date32())
            case "sex":
                return self._codes(entry.name, texts, SEX_OF_PROFILE[True], SEX_LABELS)
            case "measured":
                return self._codes(entry.name, texts, MEASURED, MEASURED_LABELS)
            case "age":
                self._numbers(entry.name, texts, values.age_days, values.NOT_AN_AGE)
            case "nik":
                self._check_nik(entry.name, texts)
        return self._text(texts)

    def ages(
        self, birth: pa.Array | None, visit: pa.Array | None, age_place: int | None
    ) -> dict[str, pa.Array]:
        """Return age_days and age_source: the two dates, else the age that is written."""
        n = self._body.num_rows
        births, visits = (
            np.full(n, "NaT", "M8[D]") if days is None else days.to_numpy(zero_copy_only=False)
            for days in (birth, visit)
        )
        elapsed = visits.astype("M8[D]") - births.astype("M8[D]")
        undated = np.isnat(elapsed)
        days = np.where(undated, np.nan, elapsed.astype(np.int64).astype(np.float64))
        source = np.where(undated, -1, 0).astype(np.int8)
        if age_place is not None:
            texts = self._body.column(age_place)
            for row in np.flatnonzero(undated):
                if self._shifted[row]:
                    continue
                text = values.stripped_text(texts[int(row)].as_py())
                try:
                    days[row] = values.age_days(text, _date(births[row]), _date(visits[row]))
                except (values.UnreadableError, OverflowError, ValueError):
                    continue  # counted where the column itself was read
                source[row] = 1
        return {
            "age_days": pa.array(days, from_pandas=True),
            "age_source": arrow_array(Categories(codes=source, labels=AGE_SOURCES)),
        }

    def notes_column(self) -> pa.Array:
        """Return for each row its ``column:reason`` notes, null where there are none."""
        notes: list[str | None] = [None] * self._body.num_rows
        for name, reasons in self._all_reasons().items():
            for row in np.flatnonzero(reasons != values.READABLE):
                note = f"{name}:{values.CELL_REASONS[reasons[row]]}"
                notes[row] = f"{notes[row]}; {note}" if notes[row] else note
        return pa.array(notes, pa.string())

    def counted(self) -> dict[tuple[str, str], int]:
        """Return how many cells of which column were noted, by reason."""
        counts: Counter[tuple[str, str]] = Counter()
        for name, reasons in self._all_reasons().items():
            noted = np.bincount(reasons[reasons != values.READABLE], minlength=1)
            for code in np.flatnonzero(noted):
                counts[name, values.CELL_REASONS[code]] += int(noted[code])
        return dict(counts)

    def _all_reasons(self) -> dict[str, NDArray[np.int8]]:
        width = np.where(self._shifted, values.ROW_OF_OTHER_WIDTH, values.READABLE)
        return {**self._reasons, "row": width.astype(np.int8)}

    def _numbers(
        self, name: str, texts: pa.ChunkedArray, read: values.Reader, reason: int
    ) -> NDArray[np.float64]:
        numbers, reasons = values.read_cells(texts, read, reason)
        numbers[self._shifted] = np.nan
        reasons[self._shifted] = values.READABLE  # the row as a whole is noted
        self._reasons[name] = reasons
        return numbers

    def _floats(
        self, name: str, texts: pa.ChunkedArray, read: values.Reader, reason: int
    ) -> pa.Array:
        return pa.array(self._numbers(name, texts, read, reason), from_pandas=True)

    def _codes(
        self, name: str, texts: pa.ChunkedArray, vocabulary: Any, labels: Mapping[int, str]
    ) -> pa.Array:
        read = values.code_reader(vocabulary)
        numbers = self._numbers(name, texts, read, values.UNKNOWN_CODE)
        codes = np.where(np.isnan(numbers), -1, numbers).astype(np.int8)
        return arrow_array(Categories(codes=codes, labels=tuple(labels[i] for i in sorted(labels))))

    def _check_nik(self, name: str, texts: pa.ChunkedArray) -> None:
        trimmed = self._text(texts)
        broken = pc.fill_null(pc.invert(pc.match_substring_regex(trimmed, _NIK)), False)
        reasons = np.where(broken.to_numpy(zero_copy_only=False), values.NOT_16_DIGITS, -1)
        self._reasons[name] = reasons.astype(np.int8)

    def _text(self, texts: pa.ChunkedArray) -> pa.Array:
        """Return texts without outer spaces, null where blank or a dash."""
        trimmed = pc.utf8_trim_whitespace(texts)
        blank = pc.is_in(trimmed, pa.array(["", "-"]))
        blank = pc.or_(blank, pa.chunked_array([self._shifted]))
        return pc.if_else(blank, pa.scalar(None, pa.string()), trimmed)


def _date(day: np.datetime64) -> date | None:
    return (
        None
        if np.isnat(day)
        else date(1970, 1, 1) + timedelta(days=int(day.astype("M8[D]").astype(int)))
    )
