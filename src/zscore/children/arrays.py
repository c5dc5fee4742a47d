"""Columns as plain arrays of numbers, codes or days.

The result is the same for a column of any type; missing is NaN, -1 or NaT. The meaning of texts is
in cells.py and date_cells.py. Whatever is neither a value nor missing is refused or counted, never
guessed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from zscore.children.arrow_columns import (
    as_arrow,
    distinct,
    is_all_missing,
    is_plain_numpy,
    is_text,
    own_days,
    texts_in,
)
from zscore.children.cells import (
    NOT_A_DATE,
    NOT_A_NUMBER,
    READABLE,
    SPREADSHEET_ERROR,
    UNKNOWN_CODE,
    Seen,
    Vocabulary,
    code_reader,
    number_reader,
)
from zscore.children.columns import BY_NAME
from zscore.children.date_cells import DateOrder, Order, date_reader
from zscore.children.measurement_units import UNITS, factor
from zscore.errors import CodeError, ColumnError, describe, shown_type

Floats = NDArray[np.float64]
Codes = NDArray[np.int8]
MISSING = -1  # of a code
_UNITS_OF_DAYS = {"D", "h", "m", "s", "ms", "us", "ns", "generic"}  # of numpy's dates
_UNREADABLE = {"date": "date_unreadable", "age": "age_unreadable"}  # keys of messages


class CellReader:
    """Read the cells of one column block by block, noting those that cannot be read.

    Parameters
    ----------
    name
        Name of the column in messages.
    kind
        ``"number"``, ``"size"`` (0 is missing), ``"date"``, or a coded column's.
    vocabulary
        The codes of a coded column.
    unit, own_unit
        The unit of the numbers, and the unit to convert them to.
    order, earliest
        For dates: the order of day, month and year, and the earliest plausible day.
    missing
        Texts or numbers that mean missing, in addition to cells.BLANKS.
    """

    def __init__(
        self,
        name: str,
        kind: str,
        *,
        vocabulary: Vocabulary | None = None,
        unit: str | None = None,
        own_unit: str | None = None,
        order: Order | None = "dmy",
        earliest: date | None = None,
        missing: Collection[str] = (),
    ) -> None:
        self.name: str = name
        self.kind: str = kind
        self.vocabulary: Vocabulary | None = vocabulary
        self.seen: Seen
        self._exchanged = order == "exchanged"
        self._times, self._over = (1.0, 1.0) if unit is None else factor(unit, own_unit or unit)
        if vocabulary is not None:
            self.seen = Seen(code_reader(vocabulary), UNKNOWN_CODE, missing, frozenset())
        elif kind == "date":
            self.seen = Seen(date_reader(order, earliest), NOT_A_DATE, missing)
        else:
            words = UNITS[unit].words if unit is not None else ()
            read = number_reader(words, size=kind == "size", thousands=unit in {"g", "mm"})
            self.seen = Seen(read, NOT_A_NUMBER, missing)

    def read(self, values: Any) -> ReadColumn:
        """Return the values of a column of any type.

        Raises
        ------
        ColumnError
            If its type makes every cell unreadable, such as lists, or dates as weights.
        """
        try:
            if self.vocabulary is not None:
                return self._codes(values, self.vocabulary)
            return self._days(values) if self.kind == "date" else self._numbers(values)
        except UnicodeDecodeError:
            raise ColumnError("not_utf_8", column=self.name) from None

    def read_nothing(self, values: Any) -> ReadColumn:
        """Return a column in which no cell can be read."""
        valid = np.asarray(as_arrow(values).is_valid().to_numpy(), bool)
        reasons = np.where(valid, self.seen.reason, READABLE).astype(np.int8)
        if self.vocabulary is not None:
            return ReadColumn(values=np.full(len(valid), MISSING, np.int8), reasons=reasons)
        return ReadColumn(values=np.full(len(valid), np.nan), reasons=reasons)

    def _numbers(self, values: Any) -> ReadColumn:
        if is_plain_numpy(values) and values.dtype.kind in "iuf":
            return ReadColumn(values=self._in_unit(values.astype(np.float64, copy=False)))
        array = as_arrow(values)
        is_number = pa.types.is_integer(array.type) or _is_real(array.type)
        if not is_number and is_all_missing(array):
            return ReadColumn(values=np.full(len(array), np.nan))
        if is_text(array.type):
            read = read_texts(array, self.seen)
            return replace(read, values=self._scaled(read.values))
        if not is_number:
            raise ColumnError("not_numbers", column=self.name, kind=shown_type(array.type))
        # An unsafe cast is right here: above 2**53 a whole number becomes the nearest float.
        return ReadColumn(values=self._in_unit(_to_numpy(pc.cast(array, pa.float64(), safe=False))))

    def _in_unit(self, numbers: Floats) -> Floats:
        gone = self.seen.missing_numbers | ({0.0} if self.kind == "size" else frozenset())
        if gone:
            at = np.isin(numbers, list(gone))
            if at.any():
                numbers = np.where(at, np.nan, numbers)
        return self._scaled(numbers)

    def _scaled(self, numbers: Floats) -> Floats:
        if self._times != 1.0:
            numbers = numbers * self._times
        return numbers / self._over if self._over != 1.0 else numbers

    @property
    def is_plain(self) -> bool:
        """Whether numbers that are not texts are used unchanged."""
        return self.kind == "number" and self._times == self._over and not self.seen.missing_numbers

    def as_written(self, numbers: Floats) -> Floats:
        """Return numbers converted back to the unit they were written in."""
        if self._times == self._over:
            return numbers
        return numbers * self._over / self._times

    def _days(self, values: Any) -> ReadColumn:
        self._refuse_coarse(values)
        if is_plain_numpy(values) and values.dtype.kind == "M" and not self._exchanged:
            days = values.astype("datetime64[D]")
            missing = np.isnat(days)
            return ReadColumn(values=np.where(missing, np.nan, days.astype(np.int64)))
        array = as_arrow(own_days(values))
        if is_all_missing(array):
            return ReadColumn(values=np.full(len(array), np.nan))
        if self._exchanged and not is_text(array.type):
            array = array.cast(pa.date32()).cast(pa.string())
        if is_text(array.type):
            return read_texts(array, self.seen)
        if pa.types.is_date(array.type) or pa.types.is_timestamp(array.type):
            if pa.types.is_timestamp(array.type) and array.type.tz is not None:
                array = self._in_own_zone(array)
            numbers = array.cast(pa.date32()).cast(pa.int32()).cast(pa.float64())
            return ReadColumn(values=_to_numpy(numbers))
        raise ColumnError("not_dates", column=self.name, kind=shown_type(array.type))

    def _refuse_coarse(self, values: Any) -> None:
        """Refuse months and years, which are not days, and units too small to hold a year."""
        kind = getattr(values, "dtype", None)
        if not isinstance(kind, np.dtype) or kind.kind != "M":
            return
        if np.datetime_data(kind)[0] not in _UNITS_OF_DAYS:
            raise ColumnError("not_dates", column=self.name, kind=shown_type(kind))

    def _in_own_zone(self, array: pa.ChunkedArray) -> pa.ChunkedArray:
        try:
            return pc.local_timestamp(array)  # midnight in Jakarta is the day before in UTC
        except pa.ArrowInvalid:  # an unknown time zone
            raise ColumnError("not_dates", column=self.name, kind=shown_type(array.type)) from None

    def _codes(self, values: Any, vocabulary: Vocabulary) -> ReadColumn:
        if not is_plain_numpy(values):
            values = as_arrow(values)
            if is_all_missing(values):
                return ReadColumn(values=np.full(len(values), MISSING, np.int8))
            if is_text(values.type):
                return self._text_codes(values)
        is_numpy = isinstance(values, np.ndarray)
        if values.dtype.kind == "b" if is_numpy else values.type == pa.bool_():
            if not (0 in vocabulary.numbers or {"0", "1"} <= vocabulary.told.keys()):
                # True is not 1 if there is no 0
                shown = vocabulary.shown
                raise ColumnError("not_codes", column=self.name, kind="bool", accepted=shown)
            values = values.astype(np.int8) if is_numpy else values.cast(pa.int8())
        numbers = CellReader(self.name, "number").read(values).values
        codes = np.full(len(numbers), MISSING, np.int8)
        known = np.isnan(numbers) | np.isin(numbers, list(self.seen.missing_numbers))
        for number, code in vocabulary.by_number().items():
            match = numbers == number
            codes[match] = MISSING if code is None else code
            known |= match
        reasons = None if known.all() else np.where(known, READABLE, UNKNOWN_CODE).astype(np.int8)
        return ReadColumn(values=codes, reasons=reasons)

    def _text_codes(self, array: pa.ChunkedArray) -> ReadColumn:
        texts, which = distinct(array)
        answers = [self.seen[text] for text in texts]
        table = np.array([MISSING if np.isnan(code) else code for code, _ in answers], np.int8)
        return ReadColumn(values=table[which], reasons=_reasons(answers, which))


@dataclass(frozen=True, kw_only=True)
class ReadColumn:
    """A column that was read: its values, and the reasons of unreadable cells.

    Values are numbers or days, NaN where missing, or codes, MISSING where missing.
    """

    values: Any
    reasons: Codes | None = None  # READABLE, or an index into CELL_REASONS

    @property
    def days(self) -> NDArray[np.datetime64]:
        """Return the values as days, NaT where missing."""
        missing = np.isnan(self.values)
        days = np.where(missing, 0, self.values).astype(np.int64).astype("datetime64[D]")
        days[missing] = np.datetime64("NaT")
        return days

    def unreadable(self) -> NDArray[np.bool_] | None:
        """Return which cells cannot be read, or None if all can be read or are missing."""
        if self.reasons is None:
            return None
        bad = (self.reasons != READABLE) & (self.reasons != SPREADSHEET_ERROR)
        return bad if bad.any() else None

    def require(
        self, name: str, kind: str, given: Any, vocabulary: Vocabulary | None = None
    ) -> ReadColumn:
        """Return the column if every cell could be read.

        Raises
        ------
        ColumnError, CodeError
            If cells could not be read, with their number and the first of them.
        """
        bad = self.unreadable()
        if bad is None:
            return self
        row = int(np.argmax(bad))
        value = given[row] if is_plain_numpy(given) else as_arrow(given)[row].as_py()
        value = f"{value:g}" if isinstance(value, float | np.number) else value
        found = {"column": name, "n": int(bad.sum()), "rows": len(bad),
                 "value": describe(value), "row": row}  # fmt: skip
        if vocabulary is not None:
            option = f"{kind}:…={vocabulary.labels[0]}"
            raise CodeError("unknown_code", **found, accepted=vocabulary.shown, option=option)
        raise ColumnError(_UNREADABLE.get(kind, "number_unreadable"), **found)


def float_column(values: Any, name: str) -> Floats:
    """Return a column of numbers as float64, NaN where missing.

    Raises
    ------
    ColumnError
        If it holds anything but numbers, or text that is not a plain number.
    """
    if is_plain_numpy(values) and values.dtype.kind in "iuf":
        numbers: Floats = values.astype(np.float64, copy=False)
        return numbers
    entry = BY_NAME.get(name)
    reader = CellReader(name, "number", unit=None if entry is None else entry.unit)
    read: Floats = reader.read(values).require(name, "number", values).values
    return read


def code_column(values: Any, name: str, vocabulary: Vocabulary) -> Codes:
    """Return a coded column as int8, MISSING where missing or blank.

    Raises
    ------
    CodeError
        If a value is not in the vocabulary; it is never guessed.
    """
    reader = CellReader(name, name, vocabulary=vocabulary)
    codes: Codes = reader.read(values).require(name, name, values, vocabulary).values
    return codes


def day_column(values: Any, name: str, order: Order | None = None) -> NDArray[np.datetime64]:
    """Return a column of dates as datetime64[D], NaT where missing.

    The time of day is dropped; the calendar day is that of the value's own time zone. Without
    ``order``, the order of dates such as 03/08/2023 is inferred from the column.

    Raises
    ------
    ColumnError
        If it does not hold dates, or holds texts that are not dates, or whose order of day and
        month is unknown.
    """
    order = order or order_of([values]).decided
    reader = CellReader(name, "date", order=order)
    return reader.read(values).require(name, "date", values).days


def order_of(columns: Iterable[Any]) -> DateOrder:
    """Return the evidence on the order of day and month from several columns of dates."""
    found = DateOrder()
    for values in columns:
        if is_plain_numpy(values):
            continue
        array = as_arrow(own_days(values))
        if is_text(array.type):
            for text in texts_in(array):
                found.observe(text)
    return found


def read_texts(array: pa.ChunkedArray, seen: Seen) -> ReadColumn:
    """Return a column read from its texts."""
    texts, which = distinct(array)
    return _of_answers([seen[text] for text in texts], which)


def _of_answers(answers: list[tuple[float, int]], which: NDArray[Any]) -> ReadColumn:
    """Return the values of all rows from the answers for distinct cells."""
    values = np.array([value for value, _ in answers], np.float64)
    return ReadColumn(values=values[which], reasons=_reasons(answers, which))


def _reasons(answers: list[tuple[float, int]], which: NDArray[Any]) -> Codes | None:
    reasons = np.array([reason for _, reason in answers], np.int8)
    if (reasons == READABLE).all():
        return None
    of_rows: Codes = reasons[which]
    return None if (of_rows == READABLE).all() else of_rows


def _is_real(kind: pa.DataType) -> bool:
    return bool(pa.types.is_floating(kind) or pa.types.is_decimal(kind))


def _to_numpy(array: pa.ChunkedArray) -> Floats:
    """Return a float64 Arrow array as numpy, NaN for null."""
    if array.null_count:
        array = pc.fill_null(array, np.nan)
    numbers: Floats = array.to_numpy()
    return numbers
