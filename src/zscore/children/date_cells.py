"""Reading of dates, and of ages in words, as people and programs write them.

A date such as 03/08/2023 is read in the order used by its table; ``DateOrder`` adds up the
evidence on that order from all dates of the table.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from zscore.children.cells import Reader, UnreadableError, cleaned
from zscore.children.measurement_units import DAYS_PER_MONTH, MONTHS_PER_YEAR

# "exchanged": the day came first, but a spreadsheet that expects the month first converted every
# date it could; day and month of such dates are exchanged back.
Order = Literal["dmy", "mdy", "ymd", "exchanged"]
ORDERS: tuple[Order, ...] = ("dmy", "mdy", "ymd", "exchanged")
_TIME = r"(?:[ T]\d{1,2}[:.]\d{2}.*)?"
_YEAR_FIRST = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})" + _TIME, re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{1,2})" + _TIME, re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")
# Patterns of dates with the name of a month, and the positions of year, month and day.
_NAMED = {
    re.compile(form + _TIME, re.IGNORECASE): at
    for form, at in (
        (r"(\d{1,2})[-/., ]*([a-z]+)\.?[-/., ]*(\d{4}|\d{2})", (3, 2, 1)),
        (r"([a-z]+)\.?[-/., ]*(\d{1,2})[-/., ]+(\d{4})", (3, 1, 2)),
        (r"(\d{4})[-/., ]*([a-z]+)\.?[-/., ]*(\d{1,2})", (1, 2, 3)),
    )
}
_WEEKDAY = re.compile(
    r"(?:senin|selasa|rabu|kamis|jumat|jum'at|sabtu|minggu|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri"
    r"|satu?r?|sun)(?:day)?[,.]? +",
    re.IGNORECASE,
)
_MONTH_OF = {
    name: number
    for number, names in enumerate(
        (
            "jan januari january", "feb peb februari february pebruari", "mar maret march",
            "apr april", "mei may", "jun juni june", "jul juli july",
            "agu ags agt agust agustus aug august", "sep sept september",
            "okt oct oktober october", "nov nop november nopember", "des dec desember december",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_AGE = re.compile(
    r"(?:(\d{1,9}) ?(?:tahun|thn|th|years?|yrs?|y)(?![a-z]))?[ ,-]*"
    r"(?:(\d{1,9}) ?(?:bulan|bln|bl|months?|mos?|m)(?![a-z]))?[ ,-]*"
    r"(?:(\d{1,9}) ?(?:hari|hr|days?|d)(?![a-z]))?",
    re.IGNORECASE,
)
_EXCEL_EPOCH = date(1899, 12, 30)  # past serial 60, the nonexistent 29 February 1900
EARLIEST, LATEST = date(1990, 1, 1), date(2100, 1, 1)  # unless the year has four digits
_FIRST_YEAR = 10  # 2010: earlier ones are hardly a child's under five
_MOST_YEARS = 10  # between the dates of one table of children
_PIVOT = 70  # two-digit years from here on belong to the last century


@dataclass(kw_only=True)
class DateOrder:
    """Evidence on the order of day and month in dates such as 03/08/2023; can be added up."""

    day_first: int = 0  # dates that can only be read with the day first
    month_first: int = 0
    either: int = 0  # dates that can be read both ways, as different days
    firsts: set[int] = field(default_factory=set)  # of dates whose year has two digits
    lasts: set[int] = field(default_factory=set)

    def observe(self, text: str) -> None:
        """Observe a text as written in the file."""
        match = _YEAR_LAST.fullmatch(cleaned(text))
        if match:
            first, second = int(match[1]), int(match[2])
            self.day_first += first > 12 >= second
            self.month_first += second > 12 >= first
            self.either += first <= 12 and second <= 12 and first != second
            if len(match[3]) <= 2:
                self.firsts.add(first)
                self.lasts.add(int(match[3]))

    def add(self, other: DateOrder) -> None:
        """Add the evidence of other dates."""
        self.day_first += other.day_first
        self.month_first += other.month_first
        self.either += other.either
        self.firsts |= other.firsts
        self.lasts |= other.lasts

    @property
    def year_first(self) -> bool:
        """Whether the year comes first in dates such as 23-08-03.

        A table has few different years but many different days.

        Examples
        --------
        >>> found = DateOrder()
        >>> for text in ("21-03-30", "23-08-03", "23-08-17"):
        ...     found.observe(text)
        >>> found.year_first
        True
        """
        recent = min(self.firsts, default=0) >= _FIRST_YEAR
        return recent and _span(self.firsts) <= _MOST_YEARS < _span(self.lasts)

    @property
    def order(self) -> Order:
        """The order supported by more dates; day first in case of a tie.

        Examples
        --------
        >>> found = DateOrder()
        >>> found.observe("08/13/2023"), found.order
        (None, 'mdy')
        """
        if self.year_first:
            return "ymd"
        return "dmy" if self.day_first >= self.month_first else "mdy"

    @property
    def decided(self) -> Order | None:
        """The order if there is any evidence, or None if every date could be either."""
        return self.order if self.year_first or self.day_first != self.month_first else None


def _span(numbers: Collection[int]) -> int:
    return max(numbers) - min(numbers) + 1 if numbers else 0


def may_be_either(text: str) -> bool:
    """Return whether day and month of a date could be confused."""
    return _YEAR_LAST.fullmatch(cleaned(text)) is not None


def date_reader(order: Order | None = "dmy", earliest: date | None = None) -> Reader:
    """Return a reader of dates as days since 1970, for a given order.

    Without an order, dates such as 03/08/2023 cannot be read. With an ``earliest`` day, days
    before it or after LATEST cannot be read either.

    Examples
    --------
    >>> read = date_reader("dmy")
    >>> read("3 Agustus 2023") == read("03/08/2023") == read("2023-08-03T07:30+07:00")
    True
    """

    def read(text: str) -> float:
        try:
            day = _date(text, order)
        except ValueError:
            raise UnreadableError from None
        if earliest is not None and not earliest <= day < LATEST:
            raise UnreadableError
        return float((day - date(1970, 1, 1)).days)

    return read


def _date(text: str, order: Order | None) -> date:
    """Return the day written in a text.

    Raises
    ------
    ValueError
        If it is not a date.
    """
    if match := _YEAR_FIRST.fullmatch(text):
        year, month, day = int(match[1]), int(match[2]), int(match[3])
        exchanged = order == "exchanged" and day <= MONTHS_PER_YEAR
        return date(year, day, month) if exchanged else date(year, month, day)
    if match := _YEAR_LAST.fullmatch(text):
        return _of_three(match[1], match[2], match[3], order)
    if match := _COMPACT.fullmatch(text):
        return _in_our_time(date(int(match[1]), int(match[2]), int(match[3])))
    if _SERIAL.fullmatch(text):
        return _in_our_time(_EXCEL_EPOCH + timedelta(days=int(text[:5])))
    return _with_month_name(_WEEKDAY.sub("", text, count=1) if text[:1].isalpha() else text)


def _of_three(first: str, second: str, last: str, order: Order | None) -> date:
    if order == "ymd":
        return date(_year(first), int(second), int(last))
    if len(last) == 1 or (order is None and first != second):
        raise ValueError
    day, month = (second, first) if order == "mdy" else (first, second)
    return date(_year(last), int(month), int(day))


def _with_month_name(text: str) -> date:
    for form, (year, month, day) in _NAMED.items():
        if match := form.fullmatch(text):
            return date(_year(match[year]), _month(match[month]), int(match[day]))
    raise ValueError


def _in_our_time(day: date) -> date:
    if not EARLIEST <= day < LATEST:  # digits that are not a date
        raise ValueError
    return day


def _year(digits: str) -> int:
    if len(digits) == 4:
        return int(digits)
    return int(digits) + (2000 if int(digits) < _PIVOT else 1900)


def _month(name: str) -> int:
    month = _MONTH_OF.get(name.casefold())
    if month is None:
        raise ValueError
    return month


def age_parts(text: str) -> tuple[int, int, int]:
    """Read ``2 Tahun - 11 Bulan - 9 Hari`` as years, months and days; any may be absent.

    Examples
    --------
    >>> age_parts("2 Tahun - 11 Bulan - 9 Hari"), age_parts("1 tahun 8 bulan")
    ((2, 11, 9), (1, 8, 0))
    """
    match = _AGE.fullmatch(text)
    if match is None or match.lastindex is None:
        raise UnreadableError
    years, months, days = (int(part or 0) for part in match.groups())
    if max(years, months, days) > 999:  # and no date overflows
        raise UnreadableError
    return years, months, days


def age_slack_days(text: str) -> float:
    """Return by how many days an age may exceed the written one, if days are omitted.

    Examples
    --------
    >>> age_slack_days("2 Tahun - 11 Bulan - 9 Hari"), age_slack_days("1 th 8 bln")
    (0.0, 31.0)
    """
    match = _AGE.fullmatch(text)
    if match is None or match.lastindex is None:
        raise UnreadableError
    _, months, days = match.groups()
    if days is not None:
        return 0.0
    return 31.0 if months is not None else 366.0


def age_days(text: str, birth: date | None = None, visit: date | None = None) -> float:
    """Return an age in days, by the calendar if one of the two dates is known.

    Examples
    --------
    >>> age_days("0 Tahun - 1 Bulan - 3 Hari", visit=date(2024, 3, 31))
    32.0
    """
    years, months, days = age_parts(text)
    months += MONTHS_PER_YEAR * years
    if birth is not None:
        return float((_months_later(birth, months) - birth).days + days)
    if visit is not None:
        return float((visit - _months_later(visit - timedelta(days=days), -months)).days)
    return months * DAYS_PER_MONTH + days


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = (date(year + month // 11, (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))
