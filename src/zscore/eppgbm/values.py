"""What a cell of an export says: numbers, dates, codes and ages out of text.

A cell that cannot be read is missing with a reason, never guessed at. Each
different text of a column is read once.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from zscore.children.cells import Vocabulary, distinct
from zscore.who_lms.profiles import DAYS_PER_MONTH

READABLE = -1
CELL_REASONS = (
    "not_a_number",
    "not_a_date",
    "not_an_age",
    "unknown_code",
    "not_16_digits",  # of a NIK, which is kept as it is all the same
    "row_of_other_width",  # its cells are not under their headings: all are missing
)
NOT_A_NUMBER, NOT_A_DATE, NOT_AN_AGE, UNKNOWN_CODE, NOT_16_DIGITS, ROW_OF_OTHER_WIDTH = range(6)

_MOST_SEEN = 100_000  # different texts of a column; honest ones have some thousand
_SPACES = re.compile(r"[\s\u00a0]+")
_BLANK = {"", "-", "–", "—"}
_NUMBER = re.compile(r"([+-]?\d+(?:[.,]\d+)?(?:[eE][+-]?\d+)?) ?(?:kg|cm)?", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T]\d{1,2}:\d{2}.*)?")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[ T]\d{1,2}:\d{2}.*)?")
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")
_AGE = re.compile(r"(\d{1,9}) ?tahun ?-? ?(\d{1,9}) ?bulan ?-? ?(\d{1,9}) ?hari", re.IGNORECASE)
_EXCEL_EPOCH = date(1899, 12, 30)  # serial 60, the 29 February 1900 that never was, is past
_EARLIEST, _LATEST = date(1990, 1, 1), date(2100, 1, 1)

Reader = Callable[[str], float | None]


class UnreadableError(ValueError):
    """Raised by a reader; turned into a reason, never seen outside."""


class Seen(dict[str | None, tuple[float, int]]):
    """What each text that was met so far says: its value, and why it is unreadable or READABLE.

    Blocks of a column hold the same weights and dates again and again.

    Parameters
    ----------
    read
        From one text, stripped, to its value; None where it says "missing"; raises
        ``UnreadableError``.
    reason
        The reason of unreadable cells.
    """

    def __init__(self, read: Reader, reason: int) -> None:
        super().__init__()
        self._read, self._reason = read, reason

    def __missing__(self, text: str | None) -> tuple[float, int]:
        if len(self) >= _MOST_SEEN:
            self.clear()
        self[text] = answer = self._answer(stripped_text(text))
        return answer

    def _answer(self, text: str) -> tuple[float, int]:
        if text in _BLANK:
            return math.nan, READABLE
        try:
            value = self._read(text)
        except ValueError:  # UnreadableError, and numbers of thousands of digits
            return math.nan, self._reason
        return (math.nan if value is None else value), READABLE


def read_cells(column: pa.ChunkedArray, seen: Seen) -> tuple[NDArray[np.float64], NDArray[np.int8]]:
    """Return a column of texts as numbers, and why each cell is unreadable, or READABLE."""
    texts, which = distinct(column)
    answers = [seen[text] for text in texts]
    values = np.array([value for value, _ in answers])
    reasons = np.array([reason for _, reason in answers], np.int8)
    return values[which], reasons[which]


def stripped_text(text: str | None) -> str:
    """Return a text with its spaces, non-breaking ones too, made single and outer ones cut."""
    return _SPACES.sub(" ", text or "").strip()


def number(text: str) -> float:
    """Read a number with a decimal point or comma.

    Examples
    --------
    >>> number("9,8"), number("10.70 kg"), number("9855")
    (9.8, 10.7, 9855.0)
    """
    match = _NUMBER.fullmatch(text)
    if match is None:
        raise UnreadableError
    return float(match[1].replace(",", "."))


def size(text: str) -> float | None:
    """Read a number that cannot be 0: there it means that nobody measured."""
    return number(text) or None


def code_reader(vocabulary: Vocabulary) -> Reader:
    """Return the reader of a coded column."""

    def read(text: str) -> float:
        code = vocabulary.texts.get(text.casefold())
        if code is None and text.isascii() and text.isdigit():
            code = vocabulary.numbers.get(float(text))
        if code is None:
            raise UnreadableError
        return float(code)

    return read


def has_year_last(text: str) -> bool:
    """Is this a date of which the day and the month could be taken for each other?"""
    return _YEAR_LAST.fullmatch(stripped_text(text)) is not None


def day_comes_first(texts: Iterable[str | None]) -> bool:
    """Decide once for a file whether 03/08/2023 is the third of August: it is in Indonesia.

    Only dates that can be read one way count; with as many on either side, or
    none at all, the day comes first.

    Examples
    --------
    >>> day_comes_first(["03/08/2023", "13/08/2023"]), day_comes_first(["08/13/2023"])
    (True, False)
    """
    day_first = month_first = 0
    for text in texts:
        match = _YEAR_LAST.fullmatch(stripped_text(text))
        if match:
            day_first += int(match[1]) > 12 >= int(match[2])
            month_first += int(match[2]) > 12 >= int(match[1])
    return day_first >= month_first


def date_reader(day_first: bool) -> Reader:
    """Return the reader of dates as days since 1970, for a file of one order."""

    def read(text: str) -> float:
        try:
            day = _date(text, day_first)
        except ValueError:
            raise UnreadableError from None
        return float((day - date(1970, 1, 1)).days)

    return read


def _date(text: str, day_first: bool) -> date:
    if match := _YEAR_FIRST.fullmatch(text):
        day = date(int(match[1]), int(match[2]), int(match[3]))
    elif match := _YEAR_LAST.fullmatch(text):
        first, second, year = (int(part) for part in match.groups())
        day = date(year, second, first) if day_first else date(year, first, second)
    elif _SERIAL.fullmatch(text):
        day = _EXCEL_EPOCH + timedelta(days=int(text[:5]))
    else:
        raise ValueError
    if not _EARLIEST <= day < _LATEST:
        raise ValueError
    return day


def age_parts(text: str) -> tuple[int, int, int]:
    """Read ``2 Tahun - 11 Bulan - 9 Hari`` as years, months and days.

    Examples
    --------
    >>> age_parts("2 Tahun - 11 Bulan - 9 Hari")
    (2, 11, 9)
    """
    match = _AGE.fullmatch(text)
    if match is None:
        raise UnreadableError
    years, months, days = (int(part) for part in match.groups())
    if max(years, months, days) > 999:  # and no date overflows
        raise UnreadableError
    return years, months, days


def age_days(text: str, birth: date | None = None, visit: date | None = None) -> float:
    """Return an age in days: by the calendar where one of its two dates is known.

    Examples
    --------
    >>> age_days("0 Tahun - 1 Bulan - 3 Hari", visit=date(2024, 3, 31))
    32.0
    """
    years, months, days = age_parts(text)
    months += 12 * years
    if birth is not None:
        return float((_months_later(birth, months) - birth).days + days)
    if visit is not None:
        return float((visit - _months_later(visit - timedelta(days=days), -months)).days)
    return months * DAYS_PER_MONTH + days


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = (date(year + month // 11, (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))
