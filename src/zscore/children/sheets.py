"""Sheets as tables of children: row of headings, columns, and rows in blocks."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from zscore.children.cells import cleaned
from zscore.children.headings import (
    are_headings,
    columns_named,
    folded,
    is_of_a_visit,
    joined,
    meaning_of,
    names_another,
)
from zscore.children.mapping import ColumnMapping
from zscore.children.probe import Probe
from zscore.children.reading import NEEDED, Reading, decide
from zscore.children.recognition import Recognition, recognise
from zscore.children.row_reader import RowsReader
from zscore.errors import ColumnError, FileError, listed
from zscore.files.grids import HEAD_ROWS, Grid, Sheet, heading_row

# Words in headings of the same measurement at several visits side by side.
_MONTHS = (
    "januari|februari|pebruari|maret|april|mei|juni|juli|agustus|september|oktober|november|"
    "nopember|desember|january|february|march|may|june|july|august|october|december|"
    "jan|feb|mar|apr|jun|jul|agu|agt|aug|sep|sept|okt|oct|nov|des|dec"
)
_OF_A_VISIT = re.compile(
    rf"\b(?:{_MONTHS})\b|\b(?:bulan|month|visit|kunjungan|t|ke) ?\d{{1,2}}$|\d{{1,2}}$"
)
_FEW_COLUMNS = 3  # weight of a heading of a visit column
_LONG = ({"variable", "indicator", "indikator", "parameter", "param", "jenis ukur",
          "jenis pengukuran"},
         {"value", "nilai", "hasil", "measurement", "hasil ukur"})  # fmt: skip


class ProbeTooShortError(Exception):
    """Raised at the end of a table if its first rows led to a wrong decision."""


@dataclass(frozen=True, kw_only=True)
class Header:
    """The headings of a sheet, in one row, or two of which the upper one is merged."""

    row: int  # the last row of headings, among the first rows of the sheet
    headings: tuple[str | None, ...]

    def columns(self) -> set[str]:
        """Return the columns named by the headings."""
        return columns_named(self.headings)

    def worth(self) -> int:
        """Return the number of columns named, counting those of a visit three times."""
        return sum(3 if is_of_a_visit(column) else 1 for column in self.columns())


@dataclass(frozen=True, kw_only=True)
class SheetTable:
    """A sheet with headings, whose rows are read in blocks."""

    sheet: Sheet
    header: Header
    reading: Reading
    names: dict[int, str]  # of columns by index, without those that have neither heading nor cells
    head_only: bool = False  # whether only the first rows were probed

    @property
    def header_row(self) -> int:
        """Number of the row of headings in the file, counted from 1."""
        return self.sheet.head.first_row + self.header.row

    @property
    def width(self) -> int | None:
        """Number of cells in the row of headings, or None if all rows have the same."""
        return self.sheet.width_of(self.header.row)

    def empty(self) -> Grid:
        """Return the sheet without rows."""
        return self.sheet.head.after(HEAD_ROWS)

    def blocks(self, reader: RowsReader) -> Iterator[Grid]:
        """Yield the rows in order, for ``reader``.

        Raises
        ------
        ProbeTooShortError
            If only the first rows were probed, and all rows lead to another decision.
        """
        found, told = self.reading.found, self.reading.told
        widths, others = SheetProbe(), Probe()
        for body in self.sheet.body(self.header.row, sorted(self.names)):
            if self.head_only:
                widths.at_widths(body, self.width)
                others.at_others(found, told, body.column)
            yield body
        if self.head_only and widths.nothing_straight:
            raise ProbeTooShortError
        probe = reader.probed(others)
        refuse_another(self.reading, probe, head_only=self.head_only)


def refuse_another(reading: Reading, probe: Probe, *, head_only: bool) -> None:
    """Refuse the rows read, if all rows together lead to another reading.

    Raises
    ------
    ProbeTooShortError
        If only the first rows were probed, so that the table must be read again.
    """
    if not head_only:
        return
    try:
        again = decide(reading.found, probe, reading.told, is_export=reading.is_export)
    except ColumnError:
        raise ProbeTooShortError from None
    if again != reading:
        raise ProbeTooShortError


@dataclass(kw_only=True)
class SheetProbe:
    """Properties of all rows of a sheet, needed before the first is read."""

    values: Probe = field(default_factory=Probe)
    filled: set[int] = field(default_factory=set)  # columns without a heading that are not empty
    not_decimals: set[int] = field(default_factory=set)  # those of them with more than two digits
    shifted_rows: int = 0
    first_shifted: int = 0  # row in the file
    some_straight: bool = False  # whether any row fits the header
    whole: bool = True  # whether all rows were probed

    @property
    def nothing_straight(self) -> bool:
        """Whether all rows have more cells than the header."""
        return self.shifted_rows > 0 and not self.some_straight

    def at(self, body: Grid, found: Recognition, told: ColumnMapping, width: int | None) -> None:
        """Observe some rows."""
        self.at_widths(body, width)
        self.values.at(found, told, body.column)

    def at_widths(self, body: Grid, width: int | None) -> None:
        """Observe rows that have more cells than the header."""
        shifted = body.shifted(width)
        if not self.shifted_rows and shifted.any():
            self.first_shifted = body.first_row + int(np.argmax(shifted))
        self.shifted_rows += int(shifted.sum())
        if not self.some_straight:
            some = True if body.widths is None else body.widths > 1  # a blank row is neither
            self.some_straight = bool((~shifted & some).any())


def find_header(sheet: Sheet, told: ColumnMapping | None = None) -> Header | None:
    """Return the row of headings: the one of the first rows that names the most columns.

    If its cells are merged across those of the row below, the two rows are combined.
    """
    rows = sheet.head.rows()
    named = {folded(heading) for heading in (told.columns.values() if told else ())}
    best, most = None, 0
    for i in range(len(rows)):
        for header in _headers_at(rows, i):
            told_here = {folded(cell) for cell in header.headings if cell} if named else named
            worth = header.worth() + 3 * len(named & told_here)
            as_good = worth == most and best is not None and header.row > best.row == i
            if worth > most or (as_good and are_headings(rows[header.row])):
                best, most = header, worth
    if best is not None and best.row > 0 and tuple(rows[best.row]) == best.headings:
        # The row above may say whose age and weight it is; a title has its text after a ":".
        above = [cell for cell in rows[best.row - 1] if cell and ":" not in cell]
        wider = _joined_at(rows, best.row - 1)
        if len(above) > 1 and any(map(names_another, above)) and wider.worth() > _FEW_COLUMNS:
            best = wider
    if best is not None and _are_numbers_of_columns(rows[best.row + 1 : best.row + 2]):
        best = replace(best, row=best.row + 1)
    at = None
    if best is not None and len(best.columns()) == 1 and not named:
        at = heading_row(rows)
    if best is not None and at is not None and at < best.row:  # a data cell, by chance
        return Header(row=at, headings=tuple(rows[at]))
    return best


def _are_numbers_of_columns(rows: Sequence[Sequence[str | None]]) -> bool:
    """Return whether a row below the headings is 1, 2, 3, …, as in forms."""
    cells = [cleaned(cell).strip("()") for row in rows for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return len(cells) > 2 and cells == [str(i) for i in range(1, len(cells) + 1)]


def _headers_at(rows: Sequence[Sequence[str | None]], i: int) -> Iterator[Header]:
    """Yield a row as headings, and combined with the row below, if it may be merged across it."""
    yield Header(row=i, headings=tuple(rows[i]))
    if i + 1 < len(rows) and any(rows[i]) and any(rows[i + 1]):
        yield _joined_at(rows, i)


def _joined_at(rows: Sequence[Sequence[str | None]], i: int) -> Header:
    headings: list[str | None] = []
    above: str | None = None  # the last heading on the left
    for upper, lower in zip(rows[i], rows[i + 1], strict=True):
        above = upper or above
        headings.append(joined(above, lower, merged=not upper))
    return Header(row=i + 1, headings=tuple(headings))


def probe_sheet(
    path: Path,
    sheet: Sheet,
    header: Header,
    told: ColumnMapping,
    *,
    head_only: bool,
    register: bool = False,
    own: Collection[str] = (),
) -> tuple[Recognition, SheetProbe]:
    """Recognise the headings of a sheet and probe its values.

    Parameters
    ----------
    own
        Headings of columns added by zscore, which are not recognised.
    head_only
        Probe only the first rows, if they can be sufficient.
    register
        Whether it is an export, whose own headings take precedence over others.

    Raises
    ------
    ColumnError
        If a heading named by the user is missing.
    FileError
        If all rows have more cells than the header.
    """
    found = recognise([None if text in own else text for text in header.headings], told)
    if register:
        found = found.preferring_register()
    width = sheet.width_of(header.row)
    nameless = [i for i, text in enumerate(header.headings[:width]) if not cleaned(text)]
    looked_at = {found.columns[name].index for name in _LOOKED_AT if name in found}
    looked_at |= {entry.index for entry in (*found.ages, *found.rivals.get("age_months", ()))}
    of_text = sheet.name is None  # workbooks have no delimiters
    named = max((i for i, text in enumerate(header.headings) if text), default=0)
    last = [i for i in nameless if of_text and i > named]
    measured = sum(entry.entry.group == "measurement" for entry in found.columns.values())
    if len(last) > measured:  # each has one decimal comma at most
        last = []
    probe = SheetProbe()
    for i, body in enumerate(sheet.body(header.row, sorted({*looked_at, *nameless}))):
        if i == 1 and head_only and not nameless and not probe.nothing_straight:
            probe.whole = False
            break
        probe.at(body, found, told, width)
        rows = body.cells.num_rows
        probe.filled.update(index for index in nameless if body.column(index).null_count < rows)
        probe.not_decimals.update(index for index in last if not _are_decimals(body.column(index)))
    if probe.nothing_straight:
        raise FileError(
            "rows_too_wide",
            file=path.name,
            n=probe.shifted_rows,
            row=probe.first_shifted,
            width=1 + named,
        )
    if decimals := sorted(probe.filled & {*last} - probe.not_decimals):
        raise FileError("decimals_apart", file=path.name, column=decimals[0] + 1)
    return found, probe


def _are_decimals(column: pa.ChunkedArray) -> bool:
    """Return whether a column has only the digits after decimal commas of unquoted rows."""
    texts = column.cast(pa.string())
    return bool(pc.all(pc.match_substring_regex(texts, "^[0-9]{1,2}$")).as_py() is not False)


def share(probes: Sequence[SheetProbe]) -> None:
    """Share the evidence of a workbook's sheets with those that have none of their own."""
    own = [probe.values for probe in probes]
    for i, probe in enumerate(probes):
        probe.values = own[i].with_others([*own[:i], *own[i + 1 :]])


_LOOKED_AT = (
    "birth_date", "visit_date", "weight_kg", "length_height_cm", "head_circumference_cm",
    "arm_circumference_cm", "age_months", "age_days", "oedema",
)  # fmt: skip


def refuse_other_forms(path: Path, sheet: Sheet, found: Recognition) -> None:
    """Refuse tables with months side by side, one row per measurement, or transposed.

    Raises
    ------
    FileError
        If the table has such a form, with a reference to the recipe.
    """
    if any(name in found for name in ("weight_kg", "length_height_cm", "arm_circumference_cm")):
        return
    if _is_on_its_side(sheet):
        raise FileError("table_on_its_side", file=path.name)
    texts = [folded(heading) for heading in found.headings]
    bare = [_OF_A_VISIT.sub(" ", text) for text in texts]
    seen: dict[str, int] = {}
    for text, without in zip(texts, bare, strict=True):
        meaning = meaning_of(without) if without != text else None
        if meaning is not None and meaning.column in {"weight_kg", "length_height_cm"}:
            seen[meaning.column] = seen.get(meaning.column, 0) + 1
    if max(seen.values(), default=0) > 1:
        raise FileError("table_wide", file=path.name)
    if all(set(texts) & words for words in _LONG):
        raise FileError("table_long", file=path.name)


def _is_on_its_side(sheet: Sheet) -> bool:
    """Return whether the headings are in the first column (and perhaps names in the first row)."""
    first = [row[0] for row in sheet.head.rows() if row]
    return len(columns_named(first)) > 2


def blank_rows(cells: pa.Table) -> NDArray[np.bool_]:
    """Return which rows have only spaces in every cell."""
    blank = np.ones(cells.num_rows, bool)
    for column in cells.columns:
        rows = np.flatnonzero(blank)  # the first column decides nearly all rows
        if len(rows) == 0:
            break
        texts = pc.utf8_trim_whitespace(column.take(pa.array(rows)).cast(pa.string()))
        blank[rows] = pc.fill_null(pc.equal(texts, ""), True).to_numpy()
    return blank


def repeated_headings(cells: pa.Table, headings: Sequence[str | None]) -> NDArray[np.bool_]:
    """Return which rows repeat the headings, as in tables printed on several pages."""
    at = next((i for i, text in enumerate(headings) if text), None)
    again = np.zeros(cells.num_rows, bool)
    if at is None or str(at) not in cells.column_names:
        return again
    first = pc.equal(cells.column(str(at)).cast(pa.string()), str(headings[at]))
    for row in np.flatnonzero(pc.fill_null(first, False).to_numpy()):
        texts = [cells.column(name)[int(row)].as_py() for name in cells.column_names]
        own = [headings[int(name)] for name in cells.column_names]
        again[row] = [folded(text) for text in texts] == [folded(text) for text in own]
    return again


def names_of(
    header: Header, filled: Collection[int], taken: Callable[[int], bool] = lambda _: False
) -> dict[int, str]:
    """Return a name for each column with a heading or cells, by its index."""
    names: dict[int, str] = {}
    for index, heading in enumerate(header.headings):
        text = cleaned(heading)
        if (text or index in filled) and not taken(index):
            names[index] = text or f"column_{index + 1}"
    return names


def unlike(names: dict[int, str], taken: Collection[str] = ()) -> dict[int, str]:
    """Return unique names: a second "Keterangan" becomes "Keterangan (2)"."""
    taken = set(taken)
    found: dict[int, str] = {}
    for index, base in names.items():
        name, copies = base, 1
        while name in taken:
            copies += 1
            name = f"{base} ({copies})"
        taken.add(name)
        found[index] = name
    return found


def no_header(path: Path, sheets: Sequence[Sheet]) -> FileError:
    """Return the error for a file without a row of headings."""
    rows = [row for sheet in sheets for row in sheet.head.rows()]
    at = heading_row(rows)
    if at is None:
        return FileError("no_header", file=path.name, rows=HEAD_ROWS)
    return FileError("headings_unknown", file=path.name, found=listed(rows[at]))


def is_needed(reading: Reading, index: int) -> bool:
    """Return whether a column is needed for scores."""
    return any(e.index == index and e.entry.group in NEEDED for e in reading.columns.values())
