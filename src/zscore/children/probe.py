"""Evidence from a table's values on how they are written, as sums over its rows."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from zscore.children.arrays import CellReader
from zscore.children.arrow_columns import as_arrow, is_text, own_days, texts_in
from zscore.children.cells import NOT_A_DATE, READABLE, Seen, UnreadableError, cleaned
from zscore.children.columns import BY_NAME
from zscore.children.date_cells import DateOrder, Order, age_parts, date_reader, may_be_either
from zscore.children.headings import AGE, folded
from zscore.children.mapping import ColumnMapping
from zscore.children.measurement_units import MONTHS_PER_YEAR, PLAUSIBLE, Spread, age_unit
from zscore.children.recognition import ReadAs, Recognition
from zscore.errors import ColumnError

Given = Callable[[int], Any]  # a column of a table by its index, of any type
DATES = ("birth_date", "visit_date")
_INDONESIAN_DATE = ("tgl", "tanggal")
_YEARS, _YEAR_WORDS = "years", {"years", "year", "tahun", "thn", "yrs", "yr"}
_MONTH_WORDS = {"months", "month", "mos", "bulan", "bln"}
_MOST_DATED = 2_000  # rows
_MOST_DAYS = 10_000
_LATE_DAYS = 0.605  # share of the days of a year that are after the 12th of a month
_CHANCE, _SLIPS, _OF_EACH = 1e-3, 0.05, 3
_FEW, _MANY_DATES = 0.2, 15  # share and least number of distinct dates
_EPOCH = date(1970, 1, 1)
_PLAIN_DATES = Seen(date_reader(None), NOT_A_DATE)


@dataclass(kw_only=True)
class Ages:
    """The numbers and words of a column of ages."""

    numbers: int = 0
    words: int = 0
    words_of_years: int = 0  # "2 tahun 3 bulan" and "2 tahun"
    words_whole: int = 0  # "2 tahun"
    low: float = np.inf
    high: float = -np.inf
    whole: bool = True

    @property
    def tells(self) -> bool:
        """Whether the ages state their own units."""
        return self.words > self.numbers or age_unit(np.array([self.low, self.high])) is not None

    def add(self, other: Ages) -> None:
        """Add the ages of another sheet."""
        self.numbers += other.numbers
        self.words += other.words
        self.words_of_years += other.words_of_years
        self.words_whole += other.words_whole
        self.low, self.high = min(self.low, other.low), max(self.high, other.high)
        self.whole &= other.whole

    def observe(self, given: Any) -> None:
        """Observe some cells."""
        array = as_arrow(given)
        reader = CellReader(AGE, "number")
        if is_text(array.type):
            texts = texts_in(array)
            for text in texts:
                self._observe_words(cleaned(text))
            array = pa.chunked_array([pa.array(texts, pa.string())])
        try:
            numbers = reader.read(array).values
        except ColumnError:  # dates, lists
            return
        known = numbers[~np.isnan(numbers)]
        if len(known):
            self.numbers += len(known)
            self.low, self.high = min(self.low, known.min()), max(self.high, known.max())
            old = known[known >= 1]  # a few infants may be 0.5 years old
            self.whole &= bool(np.all(old == np.floor(old)))

    def _observe_words(self, text: str) -> None:
        try:
            years, months, days = age_parts(text)
        except UnreadableError:
            return
        self.words += 1
        self.words_of_years += years > 0
        self.words_whole += years > 0 and months == days == 0


@dataclass(kw_only=True)
class DatesProbe:
    """Evidence from the dates of a column on how they are written; can be added up."""

    order: DateOrder = field(default_factory=DateOrder)
    seen: set[str] = field(default_factory=set)  # dates observed that can be read in two ways
    days: set[float] = field(default_factory=set)  # dates that can be read in one way

    def observe(self, texts: Iterable[str | None]) -> None:
        """Observe dates as written in the file.

        A repeated date counts once, over all blocks and sheets.
        """
        for text in texts:
            if not text or text in self.seen:
                continue
            if may_be_either(text):
                self.seen.add(text)
                self.order.observe(text)
            elif len(self.days) < _MOST_DAYS:
                day, reason = _PLAIN_DATES[text]
                if reason == READABLE and not math.isnan(day):
                    self.days.add(day)

    def add(self, other: DatesProbe) -> None:
        """Add the dates of another sheet."""
        for text in other.seen - self.seen:
            self.order.observe(text)
        self.seen |= other.seen
        self.days |= other.days

    def order_by(self, days: Collection[float]) -> Order | None:
        """Return the order shown by the dates, or None.

        If every date could be either, the order is the one in which at least half of them are
        among ``days``, the unambiguous days of other cells, provided that none is in the other
        order: many children are measured on the same day.
        """
        if self.order.decided is not None or not days or not self.seen:
            return self.order.decided
        day_first, month_first = self._among("dmy", days), self._among("mdy", days)
        if 2 * max(day_first, month_first) < len(self.seen):
            return None
        if not month_first:
            return "dmy"
        return "mdy" if not day_first else None

    def _among(self, order: Literal["dmy", "mdy"], days: Collection[float]) -> int:
        read = Seen(date_reader(order), NOT_A_DATE)
        return sum(read[text][0] in days for text in self.seen)

    @property
    def exchanged(self) -> bool:
        """Return whether a spreadsheet that expects the month first converted all dates it could.

        Then all unconverted dates have a day above 12, and the converted ones do not.
        """
        order, early = self.order, sum(map(_is_early, self.days))
        late, other = len(self.days) - early, order.either + order.month_first
        # One kind alone is no evidence: children may all be measured early, or late, in a month.
        if min(early, order.day_first) < _OF_EACH or order.year_first:
            return False
        if late > _SLIPS * early or other > _SLIPS * order.day_first:
            return False
        # The share of days above 12 in a year gives the probability of such a split by chance:
        return _LATE_DAYS**order.day_first * (1 - _LATE_DAYS) ** early < _CHANCE


def _is_early(day: float) -> bool:
    return (_EPOCH + timedelta(days=day)).day <= MONTHS_PER_YEAR


@dataclass(kw_only=True)
class Probe:
    """Evidence from a table's values on how they are written; can be added up over rows."""

    dates: dict[str, DatesProbe] = field(default_factory=dict)  # by column
    spreads: dict[str, Spread] = field(default_factory=dict)  # by column, of values as written
    ages: dict[str, Ages] = field(default_factory=dict)  # by heading, folded
    oedema: set[str] = field(default_factory=set)  # codes
    # Birth, visit and age as written in the first rows, if a bare age is beside both dates.
    dated: list[tuple[str | None, ...]] = field(default_factory=list, repr=False)

    def at(self, found: Recognition, told: ColumnMapping, given: Given) -> None:
        """Observe some rows before they are read."""
        if told.dates is None:
            for name in DATES:
                if name in found:
                    self._dates(name, given(found.columns[name].index))
        for name in PLAUSIBLE:
            if name in found and name not in told.units:
                if name not in self.spreads:
                    self.spreads[name] = spread_of(name, found)
                self._measure(name, found.columns[name], told, given)
        self.at_others(found, told, given)

    def at_others(self, found: Recognition, told: ColumnMapping, given: Given) -> None:
        """Observe values that reading leaves undecided: ages and codes as written."""
        if "oedema" in found and "oedema" not in told.codes:
            self._codes(found.columns["oedema"], given)
        for entry in (*found.ages, *found.rivals.get("age_months", ()), *in_parts(found)):
            self.ages.setdefault(folded(entry.heading), Ages()).observe(given(entry.index))
        if len(found.ages) == 1 and all(name in found for name in DATES):
            self._beside_dates(found, given)

    def _beside_dates(self, found: Recognition, given: Given) -> None:
        """Keep the dates and ages of some rows, to compare them once the order is known."""
        rows = _MOST_DATED - len(self.dated)
        if rows <= 0:
            return
        indices = (*(found.columns[name].index for name in DATES), found.ages[0].index)
        columns = [as_arrow(own_days(given(i))).slice(0, rows) for i in indices]
        texts = [column.cast(pa.string()).to_pylist() for column in columns]
        self.dated += list(zip(*texts, strict=True))

    def _dates(self, name: str, column: Any) -> None:
        array = as_arrow(own_days(column))
        if is_text(array.type):
            self.at_dates(name, texts_in(array))

    def at_dates(self, name: str, texts: Iterable[str | None]) -> None:
        """Observe the dates of a column as written in the file."""
        self.dates.setdefault(name, DatesProbe()).observe(texts)

    def orders(self) -> dict[str, Order | None]:
        """Return for each column the order shown by its dates, or else by the other column.

        Columns may differ: one may be typed by hand, and the other written by a program.
        """
        days = set[float]().union(*(probe.days for probe in self.dates.values()))
        own = {name: probe.order_by(days) for name, probe in self.dates.items()}
        together = DateOrder()
        for probe in self.dates.values():
            together.add(probe.order)
        if together.year_first:  # the visits of a single week would not show it
            short = {name for name, probe in self.dates.items() if probe.order.firsts}
            own |= dict.fromkeys(short, "ymd")
        all_told = {order for order in own.values() if order is not None}
        other = all_told.pop() if len(all_told) == 1 else None
        return {name: order or other for name, order in own.items()}

    @property
    def orders_of_few(self) -> tuple[str, ...]:
        """Return the date columns if hardly any date shows the order; usually more than half do.

        All dates are taken together, because the visits of a week may all be early in a month.
        """
        orders = [probe.order for probe in self.dates.values()]
        telling = sum(order.day_first + order.month_first for order in orders)
        either = sum(order.either for order in orders)
        few = 0 < telling < _FEW * either and either >= _MANY_DATES
        return tuple(name for name, probe in self.dates.items() if few and probe.order.either)

    def with_others(self, others: Sequence[Probe]) -> Probe:
        """Return the probe, supplemented by evidence of other sheets where it has none itself."""
        if not others:
            return self
        found = deepcopy(self)
        for other in others:
            for name, dates in other.dates.items():
                if name in self.dates and self.dates[name].order.decided is None:
                    found.dates[name].add(dates)
            for name, spread in other.spreads.items():
                if name in self.spreads and not self.spreads[name].tells:
                    found.spreads[name].add(spread)
            for heading, ages in other.ages.items():
                if heading in self.ages and not self.ages[heading].tells:
                    found.ages[heading].add(ages)
            found.oedema |= other.oedema if self.oedema else set()
        return found

    def _codes(self, entry: ReadAs, given: Given) -> None:
        array = as_arrow(given(entry.index))
        if is_text(array.type):
            texts = (cleaned(text).casefold() for text in texts_in(array))
            self.oedema.update(text.removesuffix(".0") for text in texts)
        elif pa.types.is_integer(array.type) or pa.types.is_floating(array.type):
            self.oedema.update(f"{code:g}" for code in pc.unique(array).drop_null().to_pylist())

    def _measure(self, name: str, entry: ReadAs, told: ColumnMapping, given: Given) -> None:
        missing = (*told.missing, *entry.meaning.missing)
        reader = CellReader(name, "size", missing=missing)
        try:
            values = reader.read(given(entry.index)).values
        except ColumnError:  # of a type that is refused on reading
            values = np.zeros(0)
        self.spreads[name].observe(values)


def spread_of(name: str, found: Recognition) -> Spread:
    """Return a new ``Spread`` for a measurement."""
    own = str(BY_NAME[name].unit)
    return Spread(column=name, own=own, stated=found.columns[name].meaning.unit or own)


def orders_of(
    columns: Mapping[str, ReadAs], probe: Probe, *, is_export: bool
) -> dict[str, Order | None]:
    """Return the date orders; without evidence, the day comes first under Indonesian headings."""
    dates = {name: entry for name, entry in columns.items() if entry.entry.kind == "date"}
    indonesian = any(folded(e.heading).startswith(_INDONESIAN_DATE) for e in dates.values())
    stated = {entry.meaning.order for entry in dates.values()} - {None}
    default: Order | None = "dmy" if is_export or indonesian else None
    if len(stated) == 1:
        default = stated.pop()
    told = probe.orders()
    return {name: told.get(name) or default for name in dates}


def in_parts(found: Recognition) -> tuple[ReadAs, ...]:
    """Return the age columns to probe: in years, or in months beside years or days."""
    entry, days = found.columns.get("age_months"), found.columns.get("age_days")
    if entry is None:
        return ()
    in_years = entry.meaning.unit == _YEARS or years_beside(found)
    return (entry, days) if days is not None else (entry,) if in_years else ()


def years_beside(found: Recognition) -> str | None:
    """Return the heading of a column of years beside one of months, or None."""
    unknown = [found.headings[i] for i in found.unknown]
    heading = next((heading for heading in unknown if folded(heading) in _YEAR_WORDS), None)
    if heading is None and folded(found.heading_of("age_months")) in _MONTH_WORDS:
        heading = next((entry.heading for entry in found.ages), None)
    return heading
