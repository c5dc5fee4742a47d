"""Reading of rows into typed columns, with notes of unreadable cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from zscore.children.ages import has_age
from zscore.children.arrays import CellReader, Codes, Floats, ReadColumn, read_texts
from zscore.children.arrow_columns import is_text
from zscore.children.cells import (
    BLANKS,
    CELL_REASONS,
    NOT_16_DIGITS,
    NOT_AN_AGE,
    READABLE,
    ROW_OF_OTHER_WIDTH,
    VOCABULARIES,
    Seen,
    cleaned,
)
from zscore.children.date_cells import age_days
from zscore.children.frames import Categories, arrow_array
from zscore.children.measurement_units import PLAUSIBLE, Spread
from zscore.children.probe import DATES, Probe, spread_of
from zscore.children.reading import NEEDED, Reading
from zscore.errors import ZScoreError

AGE_SOURCES = ("dates", "age_at_visit")
# Missing values in any column of texts. Not "none", which may be a group, such as mothers without
# schooling.
_TEXT_BLANKS = sorted(BLANKS - {"none"})
TEXT_BLANKS = pa.array(_TEXT_BLANKS, pa.string())  # in lower case
# Common spellings: faster than converting every text to lower case.
_WRITTEN_BLANKS = pa.array(
    sorted(
        {
            way
            for text in _TEXT_BLANKS
            for way in (text, text.upper(), text.capitalize(), text.title())
        }
    ),
    pa.string(),
)
_LONGEST_BLANK = pc.max(pc.binary_length(_WRITTEN_BLANKS)).as_py()
_MASKED_NIK = r"^[0-9]*\*+[0-9]*$"  # newer exports mask digits with asterisks
_MOST_ASCII = 127
_APOSTROPHE, _EQUALS = b"'="  # see cells.cleaned
_DEBRIS = ("\ufffd".encode(), "\u00c2".encode())
_DEBRIS_PATTERN = "^['=]|\ufffd|\u00c2"

Notes = dict[tuple[str, str], int]  # (column, reason) → cells


class RowsReader:
    """Read the rows of a table block by block, remembering the texts of earlier rows."""

    def __init__(self, reading: Reading) -> None:
        self.reading: Reading = reading
        self._readers: dict[str, CellReader] = {}
        self._ages = Seen(age_days, NOT_AN_AGE)
        self._spreads: dict[str, Spread] = {}

    def probed(self, others: Probe) -> Probe:
        """Return the evidence from the rows read on how the table is written.

        ``others`` has further evidence from these rows: see Probe.at_others.
        """
        probe = replace(others, spreads=self._spreads)
        for name in DATES:
            if name in self._readers and self.reading.told.dates is None:
                probe.at_dates(name, self._readers[name].seen)
        return probe

    def take_note(self, name: str, values: Floats) -> None:
        """Observe measurements that were read."""
        if name in PLAUSIBLE and name not in self.reading.told.units:
            if name not in self._spreads:
                self._spreads[name] = spread_of(name, self.reading.found)
            self._spreads[name].observe(self._readers[name].as_written(values))

    def rows(
        self, given: Callable[[int], Any], n: int, shifted: NDArray[np.bool_] | None = None
    ) -> Rows:
        """Return some rows to read: their columns by index, and which rows are shifted."""
        return Rows(self, given, n, np.zeros(n, bool) if shifted is None else shifted)

    def reader(self, name: str) -> CellReader:
        """Return the reader of a column, made once."""
        if name not in self._readers:
            self._readers[name] = self.reading.reader(name)
        return self._readers[name]

    @property
    def ages(self) -> Seen:
        """Return the cache of ages in words."""
        return self._ages


class Rows:
    """Some rows of a table."""

    def __init__(
        self, reader: RowsReader, given: Callable[[int], Any], n: int, shifted: NDArray[np.bool_]
    ) -> None:
        self.n: int = n
        self._reader, self._given, self._shifted = reader, given, shifted
        self._reasons: dict[str, Codes] = {}
        self._read: dict[str, ReadColumn] = {}
        self.written_ages: Floats | None = None  # [days], once that column was read

    def column(self, name: str) -> pa.Array | pa.ChunkedArray:
        """Return a column as Arrow, with the type of its kind.

        Raises
        ------
        ColumnError, CodeError
            If a cell cannot be read and unreadable cells are refused.
        """
        entry = self._reader.reading.columns[name]
        kind = entry.entry.kind
        if kind in {"text", "nik", "label", "age"}:
            if kind == "age":
                self._note_ages(name, entry.index)
            elif kind == "nik":
                self._note_niks(name, entry.index)
            return self.text(entry.index)
        given = self._given(entry.index)
        if (
            kind in {"number", "size"}
            and self._reader.reader(name).is_plain
            and _is_number(given.type)
        ):
            self._values(name)
            return given
        read = self._values(name)
        if kind == "date":
            days = pa.array(read.values, from_pandas=True)
            return days.cast(pa.int32()).cast(pa.date32())
        if kind in VOCABULARIES:
            labels = VOCABULARIES[kind].labels
            return arrow_array(Categories(codes=read.values, labels=labels))
        return pa.array(read.values, from_pandas=True)

    def ages(self) -> dict[str, pa.Array]:
        """Return age_days and age_source, from the two dates or else the written age."""
        reading = self._reader.reading.columns
        births, visits = (
            self._values(name).days if name in reading else np.full(self.n, "NaT", "M8[D]")
            for name in ("birth_date", "visit_date")
        )
        elapsed = visits - births
        undated = np.isnat(elapsed)
        days = np.where(undated, np.nan, elapsed.astype(np.int64).astype(np.float64))
        source = np.where(undated, -1, 0).astype(np.int8)
        if "age_days" in reading:
            own = self._values("age_days").values
            days = np.where(undated, own, days)
            undated &= np.isnan(own)
        if "age_at_visit" in reading and undated.any():
            self._add_written_ages(days, source, undated, births, visits)
        return {
            "age_days": pa.array(days, from_pandas=True),
            "age_source": arrow_array(Categories(codes=source, labels=AGE_SOURCES)),
        }

    def _add_written_ages(
        self, days: Floats, source: Codes, undated: NDArray[np.bool_], births: Any, visits: Any
    ) -> None:
        index = self._reader.reading.columns["age_at_visit"].index
        texts = self.text(index)
        for row in np.flatnonzero(undated & ~self._shifted):
            text = cleaned(texts[int(row)].as_py())
            try:
                days[row] = age_days(text, _date(births[row]), _date(visits[row]))
            except (OverflowError, ValueError):
                continue  # counted when the column itself was read
            source[row] = 1

    def notes_column(self) -> pa.Array:
        """Return the ``column:reason`` notes of each row, null if there are none."""
        notes: list[str | None] = [None] * self.n
        for name, reasons in self._all_reasons().items():
            for row in np.flatnonzero(reasons != READABLE):
                note = f"{name}:{CELL_REASONS[reasons[row]]}"
                notes[row] = f"{notes[row]}; {note}" if notes[row] else note
        return pa.array(notes, pa.string())

    def unreadable(self) -> dict[str, NDArray[np.bool_]]:
        """Return the unreadable cells by column."""
        return {name: reasons != READABLE for name, reasons in self._reasons.items()}

    def counted(self) -> Notes:
        """Return the number of cells noted, by column and reason."""
        counts: Counter[tuple[str, str]] = Counter()
        for name, reasons in self._all_reasons().items():
            noted = np.bincount(reasons[reasons != READABLE], minlength=1)
            for code in np.flatnonzero(noted):
                counts[name, CELL_REASONS[code]] += int(noted[code])
        return dict(counts)

    def text(self, index: int) -> pa.Array | pa.ChunkedArray:
        """Return texts without outer spaces and debris, null where blank."""
        texts = self._given(index)
        if not is_text(texts.type):
            return texts
        if pa.types.is_dictionary(texts.type) and len(texts):
            coded = texts.unify_dictionaries().combine_chunks()
            trimmed = _trimmed(coded.dictionary).take(coded.indices)
        else:
            trimmed = _trimmed(texts.cast(pa.string()))
        if not self._shifted.any():
            return trimmed
        return pc.if_else(pa.array(self._shifted), pa.scalar(None, pa.string()), trimmed)

    def _values(self, name: str) -> ReadColumn:
        """Return the values of a column, read once."""
        if name in self._read:
            return self._read[name]
        entry = self._reader.reading.columns[name]
        given, reader = self._given(entry.index), self._reader.reader(name)
        refuses = entry.entry.group in NEEDED and self._reader.reading.refuses
        try:
            read = reader.read(given)
        except ZScoreError:  # of an unreadable type, such as lists
            if refuses:
                raise
            read = reader.read_nothing(given)
        if refuses:
            read.require(reader.name, reader.kind, given, reader.vocabulary)
        values, reasons = read.values, read.reasons
        self._reader.take_note(name, values)
        if self._shifted.any():  # these rows have a note for the whole row
            missing = -1 if values.dtype == np.int8 else np.nan
            values = np.where(self._shifted, missing, values).astype(values.dtype)
            reasons = None if reasons is None else np.where(self._shifted, READABLE, reasons)
        if reasons is not None:
            self._reasons[name] = reasons.astype(np.int8)
        self._read[name] = ReadColumn(values=values, reasons=reasons)
        return self._read[name]

    def _all_reasons(self) -> dict[str, Codes]:
        found = dict(self._reasons)
        if self._shifted.any():
            width = np.where(self._shifted, ROW_OF_OTHER_WIDTH, READABLE)
            found["row"] = width.astype(np.int8)
        return found

    def _note_ages(self, name: str, index: int) -> None:
        given, reading = self._given(index), self._reader.reading
        read = read_texts(given, self._reader.ages) if is_text(given.type) else None
        reasons = None if read is None else read.reasons
        self.written_ages = None if read is None else read.values
        if read is not None and reading.refuses and not has_age(reading.columns, but=name):
            read.require(reading.columns[name].heading, "age", given)
        if reasons is not None:
            self._reasons[name] = np.where(self._shifted, READABLE, reasons).astype(np.int8)

    def _note_niks(self, name: str, index: int) -> None:
        trimmed = self.text(index)
        if not is_text(trimmed.type):
            return
        # Sixteen digits are detected without the slow regular expression.
        whole = pc.and_(pc.equal(pc.binary_length(trimmed), 16), pc.ascii_is_decimal(trimmed))
        broken = pc.fill_null(pc.invert(whole), False).to_numpy(zero_copy_only=False)
        rows = np.flatnonzero(broken)
        masked = pc.match_substring_regex(trimmed.take(pa.array(rows)), _MASKED_NIK)
        broken[rows] = ~masked.to_numpy(zero_copy_only=False)
        self._reasons[name] = np.where(broken, NOT_16_DIGITS, READABLE).astype(np.int8)


def read_columns(rows: Rows, names: Mapping[str, object]) -> dict[str, pa.Array]:
    """Return several columns of some rows, and their ages if an age is written in words."""
    read = {name: rows.column(name) for name in names}
    if "age_at_visit" in names:
        read |= rows.ages()
    return read


def _trimmed(texts: pa.Array | pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    trimmed = pc.utf8_trim_whitespace(texts)
    if _may_hold_debris(trimmed):
        soiled = pc.fill_null(pc.match_substring_regex(trimmed, _DEBRIS_PATTERN), False)
        mended = [cleaned(text) for text in trimmed.filter(soiled).to_pylist()]
        whole = trimmed if isinstance(trimmed, pa.Array) else trimmed.combine_chunks()
        soiled = soiled if isinstance(soiled, pa.Array) else soiled.combine_chunks()
        trimmed = pc.replace_with_mask(whole, soiled, pa.array(mended, pa.string()))
    shortest = pc.min(pc.binary_length(trimmed)).as_py()
    if shortest is None or shortest > _LONGEST_BLANK:
        return trimmed
    blank = pc.is_in(trimmed, _WRITTEN_BLANKS)
    if not pc.any(blank).as_py():
        return trimmed
    return pc.if_else(blank, pa.scalar(None, pa.string()), trimmed)


def _may_hold_debris(texts: pa.Array | pa.ChunkedArray) -> bool:
    """Return whether any text may contain debris: a fast check, usually negative."""
    for chunk in texts.chunks if isinstance(texts, pa.ChunkedArray) else [texts]:
        _, positions, letters = chunk.buffers()
        if letters is None or not len(chunk):
            continue
        size = np.dtype(np.int64 if pa.types.is_large_string(chunk.type) else np.int32)
        starts = np.frombuffer(positions, size, len(chunk) + 1, chunk.offset * size.itemsize)
        held = np.frombuffer(letters, np.uint8)
        firsts = held[starts[:-1][starts[:-1] < starts[1:]]]
        if ((firsts == _APOSTROPHE) | (firsts == _EQUALS)).any():
            return True
        used = held[starts[0] : starts[-1]]
        if len(used) and used.max() > _MOST_ASCII and any(m in used.tobytes() for m in _DEBRIS):
            return True
    return False


def _is_number(kind: pa.DataType) -> bool:
    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind))


def _date(day: np.datetime64) -> date | None:
    return None if np.isnat(day) else date(1970, 1, 1) + timedelta(days=int(day.astype(np.int64)))
