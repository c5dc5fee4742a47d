"""Read e-PPGBM exports: any number of files into one clean table.

Every row of every file becomes a row of the table, with its file, sheet and row
beside it; every cell that cannot be read is missing, noted and counted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from zscore.children.cells import distinct
from zscore.children.frames import check_renames
from zscore.eppgbm import values
from zscore.eppgbm.layouts import FIELDS, folded, is_export, recognise
from zscore.eppgbm.rows import Rows
from zscore.errors import ColumnError, FileError, LayoutError, listed
from zscore.files.grids import HEAD_ROWS, Grid, Sheet, heading_row
from zscore.files.kinds import kind_of, shown_name
from zscore.files.reading import open_sheets

SOURCE_COLUMNS = ("source_file", "source_sheet", "source_row")


@dataclass(frozen=True, kw_only=True)
class Block:
    """Some rows that were read, and what there is to say of them."""

    table: pa.Table
    blank_rows: int  # which are not in the table
    notes: Mapping[tuple[str, str], int]  # (column, reason) → cells


class LookedTooShortError(Exception):
    """Raised at the end of an export whose first rows did not tell the order of its dates."""


@dataclass(frozen=True, kw_only=True)
class Export:
    """One sheet with the header of an export; its rows are read in blocks."""

    file: str
    sheet: Sheet
    header: int  # its place among the first rows
    known: Mapping[str, int]  # canonical name → place of the column
    unknown: Mapping[int, str]  # place of the column → its name in the table
    day_first: bool
    left_out: Mapping[str, int] = field(default_factory=dict)  # sheets without header → rows
    glanced: bool = False  # was ``day_first`` told by the first rows alone?

    @property
    def header_row(self) -> int:
        """The header's row in the file, which counts from 1."""
        return self.sheet.head.first_row + self.header

    def empty(self) -> pa.Table:
        """Return the table without its rows."""
        return self._read(self.sheet.head.after(HEAD_ROWS), {}).table

    def blocks(self) -> Iterator[Block]:
        """Yield the rows of the table, in order.

        Raises
        ------
        LookedTooShortError
            If it was glanced at, and all of it tells something else.
        """
        seen: dict[str, values.Seen] = {}
        look = _Look()
        for body in self.sheet.body(self.header, sorted([*self.known.values(), *self.unknown])):
            if self.glanced:
                look.at(body, _date_places(self.known), self.sheet.width_of(self.header))
            yield self._read(body, seen)
        if self.glanced and (look.nothing_straight or look.day_first != self.day_first):
            raise LookedTooShortError

    def table(self) -> pa.Table:
        """Return the whole table."""
        return pa.concat_tables([self.empty(), *(block.table for block in self.blocks())])

    def _read(self, body: Grid, seen: dict[str, values.Seen]) -> Block:
        blank = blank_rows(body.cells)
        kept = np.flatnonzero(~blank)
        cells = body.cells.take(pa.array(kept)) if len(kept) < len(blank) else body.cells
        shifted = body.shifted(self.sheet.width_of(self.header))[kept]
        rows = Rows(cells, self.day_first, shifted, seen)
        read: dict[str, pa.Array] = {
            entry.name: rows.column(entry, self.known[entry.name])
            for entry in FIELDS
            if entry.name in self.known
        }
        read |= {name: rows.text(place) for place, name in self.unknown.items()}
        read |= rows.ages(
            read.get("birth_date"), read.get("visit_date"), self.known.get("age_at_visit")
        )
        read["reading_notes"] = rows.notes_column()
        read["source_file"] = pa.repeat(self.file, len(kept))
        read["source_sheet"] = pa.repeat(pa.scalar(self.sheet.name, pa.string()), len(kept))
        read["source_row"] = pa.array(kept + body.first_row, pa.int64())
        return Block(
            table=clean_table(read, len(kept)),
            blank_rows=int(blank.sum()),
            notes=rows.counted(),
        )


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
    tables = [clean_table({}, 0)]
    for path in map(Path, files):
        for export in exports_of(path, open_sheets(path), columns):
            tables.append(export.table())
    return pa.concat_tables(tables, promote_options="default").to_pandas(date_as_object=False)


def exports_of(
    path: Path,
    sheets: Sequence[Sheet],
    columns: Mapping[str, str] | None = None,
    *,
    glance: bool = False,
) -> list[Export]:
    """Return the sheets of one file that have the header of an export.

    ``glance`` looks at the first rows alone to tell the order of the dates; that they told
    it rightly is known when all are read.

    Raises
    ------
    LayoutError
        If none of them has.
    FileError
        If no row is under its header.
    """
    headed = []
    left_out: dict[str, int] = {}
    for sheet in sheets:
        header = _header_of(sheet, columns)
        if header is not None:
            headed.append((sheet, *header))
        elif rows := sum(int((~blank_rows(block.cells)).sum()) for block in sheet.blocks(None)):
            left_out[sheet.name or ""] = rows
    if not headed:
        raise _layout_error(path, sheets, columns)
    glance = glance and len(sheets) == 1  # the sheets of a workbook share one order
    looks = [_look_through(path, *found, glance=glance) for found in headed]
    day_first = values.day_comes_first(set().union(*(look.dates for look in looks)))
    return [
        Export(
            file=shown_name(path),
            sheet=sheet,
            header=header,
            known={name: place for place, name in known.items()},
            unknown=_unknown_columns(sheet.head.rows()[header], known, look.filled),
            day_first=day_first,
            # What was left out is said once, with the first sheet.
            left_out=left_out if i == 0 else {},
            glanced=not all(look.whole for look in looks),
        )
        for i, ((sheet, header, known), look) in enumerate(zip(headed, looks, strict=True))
    ]


def find_header(sheets: Sequence[Sheet], columns: Mapping[str, str] | None = None) -> bool:
    """Has any of these sheets the header of an e-PPGBM export?"""
    return any(_header_of(sheet, columns) is not None for sheet in sheets)


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


def _header_of(
    sheet: Sheet, columns: Mapping[str, str] | None
) -> tuple[int, dict[int, str]] | None:
    """Return the place of the header among the first rows, and the known columns by place.

    Raises
    ------
    ColumnError
        If it is a header, but a heading named in ``columns`` is not in it.
    """
    for row, headings in enumerate(sheet.head.rows()):
        known = recognise(headings, columns)
        if is_export(set(known.values())):
            present = {folded(heading) for heading in headings}
            for heading in (columns or {}).values():
                if folded(heading) not in present:
                    raise ColumnError("renamed_missing", column=heading, found=listed(headings))
            return row, known
    return None


def _layout_error(
    path: Path, sheets: Sequence[Sheet], columns: Mapping[str, str] | None
) -> LayoutError:
    rows = [row for sheet in sheets for row in sheet.head.rows()]
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
        rows=HEAD_ROWS,
        found=listed(best),
        lacking=", ".join(lacking),
        example=f"{lacking[0] if lacking else 'weight_kg'}=…",
    )


@dataclass(kw_only=True)
class _Look:
    """What must be known of all rows of a sheet before the first is read."""

    dates: set[str] = field(default_factory=set)  # the texts of dates that tell their order
    filled: set[int] = field(default_factory=set)  # columns without heading that hold something
    shifted_rows: int = 0
    first_shifted: int = 0  # row in the file
    some_straight: bool = False  # is a row under its header?
    whole: bool = True  # were all rows looked at?

    @property
    def nothing_straight(self) -> bool:
        """Have all rows more cells than the header?"""
        return self.shifted_rows > 0 and not self.some_straight

    @property
    def day_first(self) -> bool:
        """Does the day come before the month?"""
        return values.day_comes_first(self.dates)

    def at(self, body: Grid, dates: Sequence[int], width: int | None) -> None:
        """Take note of some rows."""
        shifted = body.shifted(width)
        if not self.shifted_rows and shifted.any():
            self.first_shifted = body.first_row + int(np.argmax(shifted))
        self.shifted_rows += int(shifted.sum())
        if not self.some_straight:
            some = True if body.widths is None else body.widths > 1  # a blank row is neither
            self.some_straight = bool((~shifted & some).any())
        for place in dates:
            texts, _ = distinct(body.column(place))
            self.dates.update(text for text in texts if text and values.has_year_last(text))


def _date_places(known: Mapping[str, int]) -> list[int]:
    return [known[entry.name] for entry in FIELDS if entry.kind == "date" and entry.name in known]


def _look_through(
    path: Path, sheet: Sheet, header: int, known: Mapping[int, str], *, glance: bool
) -> _Look:
    """Look through the dates, and the columns without heading.

    Raises
    ------
    FileError
        If no row is under its header: all have more cells.
    """
    headings, width = sheet.head.rows()[header], sheet.width_of(header)
    nameless = [
        i
        for i, text in enumerate(headings[:width])
        if i not in known and not values.stripped_text(text)
    ]
    dates = _date_places({name: place for place, name in known.items()})
    look = _Look()
    for i, body in enumerate(sheet.body(header, sorted([*dates, *nameless]))):
        if i == 1 and glance and not nameless and not look.nothing_straight:
            look.whole = False
            break
        look.at(body, dates, width)
        rows = body.cells.num_rows
        look.filled.update(place for place in nameless if body.column(place).null_count < rows)
    if look.nothing_straight:
        raise FileError(
            "rows_too_wide",
            file=path.name,
            n=look.shifted_rows,
            row=look.first_shifted,
            width=width,
        )
    return look


def blank_rows(cells: pa.Table) -> NDArray[np.bool_]:
    """Return which rows have nothing but spaces in every cell."""
    blank = np.ones(cells.num_rows, bool)
    for column in cells.columns:
        rows = np.flatnonzero(blank)  # the first column settles nearly all of them
        if len(rows) == 0:
            break
        texts = pc.utf8_trim_whitespace(column.take(pa.array(rows)).cast(pa.string()))
        blank[rows] = pc.fill_null(pc.equal(texts, ""), True).to_numpy()
    return blank


def _unknown_columns(
    headings: Sequence[str | None], known: Mapping[int, str], filled: Collection[int]
) -> dict[int, str]:
    """Return a name for each column that is not known, by place; empty ones are left out."""
    taken = {entry.name for entry in FIELDS} | set(_ADDED)
    names: dict[int, str] = {}
    for place, text in enumerate(headings):
        heading = values.stripped_text(text)
        if place in known or (not heading and place not in filled):
            continue
        base = name = heading or f"column_{place + 1}"
        copies = 1
        while name in taken:
            copies += 1
            name = f"{base} ({copies})"
        taken.add(name)
        names[place] = name
    return names
