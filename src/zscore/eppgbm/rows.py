"""The rows of one sheet, read a column at a time; what cannot be read is noted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from zscore.children.cells import Vocabulary
from zscore.children.frames import Categories, arrow_array
from zscore.eppgbm import values
from zscore.eppgbm.layouts import Field
from zscore.who_lms import placement
from zscore.who_lms.measurements import FEMALE, MALE, MEASURED, SEX_OF_PROFILE

SEX_LABELS = {MALE: "m", FEMALE: "f"}
MEASURED_LABELS = {placement.LYING: "lying", placement.STANDING: "standing"}
AGE_SOURCES = ("dates", "age_at_visit")
_MASKED_NIK = r"^[0-9]*\*+[0-9]*$"  # newer exports mask digits with asterisks


class Rows:
    """Some rows of a sheet: reads a column at a time and keeps what could not be read.

    ``seen`` is by column what texts of earlier rows said; it is added to.
    """

    def __init__(
        self,
        body: pa.Table,
        day_first: bool,
        shifted: NDArray[np.bool_],
        seen: dict[str, values.Seen],
    ) -> None:
        self._body = body
        self._day_first = day_first
        self._shifted = shifted
        self._seen = seen
        self._reasons: dict[str, NDArray[np.int8]] = {}

    def column(self, entry: Field, place: int) -> pa.Array:
        """Return a column as its kind says."""
        texts = self._body.column(str(place))
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
                self._check_nik(entry.name, place)
        return self.text(place)

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
            texts = self._body.column(str(age_place))
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
        seen = self._seen.setdefault(name, values.Seen(read, reason))
        numbers, reasons = values.read_cells(texts, seen)
        if self._shifted.any():
            numbers[self._shifted] = np.nan
            reasons[self._shifted] = values.READABLE  # the row as a whole is noted
        self._reasons[name] = reasons
        return numbers

    def _floats(
        self, name: str, texts: pa.ChunkedArray, read: values.Reader, reason: int
    ) -> pa.Array:
        return pa.array(self._numbers(name, texts, read, reason), from_pandas=True)

    def _codes(
        self, name: str, texts: pa.ChunkedArray, vocabulary: Vocabulary, labels: Mapping[int, str]
    ) -> pa.Array:
        read = values.code_reader(vocabulary)
        numbers = self._numbers(name, texts, read, values.UNKNOWN_CODE)
        codes = np.where(np.isnan(numbers), -1, numbers).astype(np.int8)
        return arrow_array(Categories(codes=codes, labels=tuple(labels[i] for i in sorted(labels))))

    def _check_nik(self, name: str, place: int) -> None:
        trimmed = self.text(place)
        # Sixteen digits are told without the regular expression, which is slow.
        whole = pc.and_(pc.equal(pc.binary_length(trimmed), 16), pc.ascii_is_decimal(trimmed))
        broken = pc.fill_null(pc.invert(whole), False).to_numpy(zero_copy_only=False)
        rows = np.flatnonzero(broken)
        masked = pc.match_substring_regex(trimmed.take(pa.array(rows)), _MASKED_NIK)
        broken[rows] = ~masked.to_numpy(zero_copy_only=False)
        reasons = np.where(broken, values.NOT_16_DIGITS, -1)
        self._reasons[name] = reasons.astype(np.int8)

    def text(self, place: int) -> pa.Array | pa.ChunkedArray:
        """Return texts without outer spaces, null where blank or a dash."""
        texts = self._body.column(str(place))
        if pa.types.is_dictionary(texts.type) and len(texts):
            coded = texts.unify_dictionaries().combine_chunks()
            trimmed = _trimmed(coded.dictionary).take(coded.indices)
        else:
            trimmed = _trimmed(texts.cast(pa.string()))
        if not self._shifted.any():
            return trimmed
        return pc.if_else(pa.array(self._shifted), pa.scalar(None, pa.string()), trimmed)


def _trimmed(texts: pa.Array | pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    trimmed = pc.utf8_trim_whitespace(texts)
    blank = pc.is_in(trimmed, pa.array(["", "-"]))
    return pc.if_else(blank, pa.scalar(None, pa.string()), trimmed)


def _date(day: np.datetime64) -> date | None:
    return (
        None
        if np.isnat(day)
        else date(1970, 1, 1) + timedelta(days=int(day.astype("M8[D]").astype(int)))
    )
