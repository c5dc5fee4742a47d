"""How a table is read: what its headings leave open, its values decide, or it is refused.

A ``Look`` holds what must be known of the rows before the first is read, as sums that add up;
``decide`` makes of it a ``Reading``. A table that is streamed is looked at by its first rows, and
when all are read, the same decision must follow from all of them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, Literal, NoReturn

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from zscore.children.arrays import CellReader, as_arrow, is_text, own_days, texts_in
from zscore.children.cells import (
    BLANKS,
    EARLIEST,
    NOT_A_DATE,
    NOT_A_NUMBER,
    NOT_AN_AGE,
    OEDEMA,
    READABLE,
    VOCABULARIES,
    DateOrder,
    Order,
    Seen,
    UnreadableError,
    age_days,
    age_parts,
    cleaned,
    date_reader,
    may_be_either,
    number_reader,
)
from zscore.children.columns import BY_NAME
from zscore.children.headings import (
    AGE,
    Meaning,
    ReadAs,
    Recognition,
    folded,
    is_of_a_child,
    may_be,
)
from zscore.children.mapping import ColumnMapping, told_vocabulary
from zscore.children.units import DAYS_PER_MONTH, MONTHS_PER_YEAR, PLAUSIBLE, Spread, age_unit
from zscore.errors import ColumnError, listed

Given = Callable[[int], Any]  # a column of a table by its index, of any type
NEEDED = ("child", "measurement")  # groups whose cells must be readable
_INDONESIAN_DATE = ("tgl", "tanggal")
DATES = ("birth_date", "visit_date")
_YEARS, _YEAR_WORDS = "years", {"years", "year", "tahun", "thn", "yrs", "yr"}
_ADULT, _MANY_AGES = (14, 50), 10  # years of mothers, and how many there must be
_WORDS = 3  # different ages, of which something is concluded
_PART_MONTHS, _PART_DAYS = 2, 31  # an age of more months has more days
_MONTH_WORDS = {"months", "month", "mos", "bulan", "bln"}
_UNDECIDED = ""
_MOST_DATED = 2_000  # rows
_FITS_DAYS, _FITS_SHARE = 46.0, 0.9  # an age in months is cut off, or rounded
_MOST_DAYS = 10_000
_LATE_DAYS = 0.605  # of the days of a year, those above the 12th of the month
_CHANCE, _SLIPS = 1e-3, 0.05
_FEW, _MANY_DATES = 0.2, 15  # a share of different dates, and how many there must be
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
        """Do they say themselves what they are?"""
        return self.words > self.numbers or age_unit(np.array([self.low, self.high])) is not None

    def add(self, other: Ages) -> None:
        """Take note of the ages of another sheet."""
        self.numbers += other.numbers
        self.words += other.words
        self.words_of_years += other.words_of_years
        self.words_whole += other.words_whole
        self.low, self.high = min(self.low, other.low), max(self.high, other.high)
        self.whole &= other.whole

    def look(self, given: Any) -> None:
        """Take note of some cells."""
        array = as_arrow(given)
        reader = CellReader(AGE, "number")
        if is_text(array.type):
            texts = texts_in(array)
            for text in texts:
                self._look_at_words(cleaned(text))
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

    def _look_at_words(self, text: str) -> None:
        try:
            years, months, days = age_parts(text)
        except UnreadableError:
            return
        self.words += 1
        self.words_of_years += years > 0
        self.words_whole += years > 0 and months == days == 0


@dataclass(kw_only=True)
class DatesLook:
    """What the dates of a column tell of how they are written; adds up."""

    order: DateOrder = field(default_factory=DateOrder)
    seen: set[str] = field(default_factory=set)  # dates of two readings that were looked at
    days: set[float] = field(default_factory=set)  # dates of one reading

    def look(self, texts: Iterable[str | None]) -> None:
        """Take note of dates as they stand in the file.

        A date that is there a thousand times tells no more than once, in any block or sheet.
        """
        for text in texts:
            if not text or text in self.seen:
                continue
            if may_be_either(text):
                self.seen.add(text)
                self.order.look(text)
            elif len(self.days) < _MOST_DAYS:
                day, reason = _PLAIN_DATES[text]
                if reason == READABLE and not math.isnan(day):
                    self.days.add(day)

    def add(self, other: DatesLook) -> None:
        """Take note of the dates of another sheet."""
        for text in other.seen - self.seen:
            self.order.look(text)
        self.seen |= other.seen
        self.days |= other.days

    def order_by(self, days: Collection[float]) -> Order | None:
        """Return the order that the dates tell, None where they tell none.

        Where each of them could be either, the order tells itself in which at least half of them,
        and in the other none, are ``days`` that other cells name in one way alone: children are
        measured on the same days.
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
        """Did a spreadsheet that expects the month first make dates of all that could be one?

        Then those that it did not take for one have a day above 12, and the others have none.
        """
        order, early = self.order, sum(map(_is_early, self.days))
        late, other = len(self.days) - early, order.either + order.month_first
        if order.year_first or late > _SLIPS * early or other > _SLIPS * order.day_first:
            return False
        # Of all days of a year so many are above 12; early and late by chance alone:
        return _LATE_DAYS**order.day_first * (1 - _LATE_DAYS) ** early < _CHANCE


def _is_early(day: float) -> bool:
    return (_EPOCH + timedelta(days=day)).day <= MONTHS_PER_YEAR


@dataclass(kw_only=True)
class Look:
    """What the values of a table tell of how they are written; adds up over its rows."""

    dates: dict[str, DatesLook] = field(default_factory=dict)  # by column
    spreads: dict[str, Spread] = field(default_factory=dict)  # by column, of values as written
    ages: dict[str, Ages] = field(default_factory=dict)  # by heading, folded
    oedema: set[str] = field(default_factory=set)  # codes
    # Of the first rows birth, visit and age as written, where a bare age stands beside both dates.
    dated: list[tuple[str | None, ...]] = field(default_factory=list, repr=False)

    def at(self, found: Recognition, told: ColumnMapping, given: Given) -> None:
        """Take note of some rows before they are read."""
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
        """Take note of what is not known of rows that are read: ages and codes as they stand."""
        if "oedema" in found and "oedema" not in told.codes:
            self._codes(found.columns["oedema"], given)
        for entry in (*found.ages, *found.rivals.get("age_months", ()), *_in_parts(found)):
            self.ages.setdefault(folded(entry.heading), Ages()).look(given(entry.index))
        if len(found.ages) == 1 and all(name in found for name in DATES):
            self._beside_dates(found, given)

    def _beside_dates(self, found: Recognition, given: Given) -> None:
        """Keep the dates and the age of some rows, to be compared when the order is known."""
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
        """Take note of dates of a column as they stand in the file."""
        self.dates.setdefault(name, DatesLook()).look(texts)

    def orders(self) -> dict[str, Order | None]:
        """Return by column the order that its dates tell, or else those of the other column.

        One date may be typed by hand, and the other written by a program.
        """
        days = set[float]().union(*(look.days for look in self.dates.values()))
        own = {name: look.order_by(days) for name, look in self.dates.items()}
        together = DateOrder()
        for look in self.dates.values():
            together.add(look.order)
        if together.year_first:  # the visits of one week alone would not tell it
            short = {name for name, look in self.dates.items() if look.order.firsts}
            own |= dict.fromkeys(short, "ymd")
        all_told = {order for order in own.values() if order is not None}
        other = all_told.pop() if len(all_told) == 1 else None
        return {name: order or other for name, order in own.items()}

    @property
    def orders_of_few(self) -> tuple[str, ...]:
        """Columns of dates, if hardly any date tells the order; of honest ones more than half do.

        The visits of one week may all be early in a month: all dates are taken together.
        """
        orders = [look.order for look in self.dates.values()]
        telling = sum(order.day_first + order.month_first for order in orders)
        either = sum(order.either for order in orders)
        few = 0 < telling < _FEW * either and either >= _MANY_DATES
        return tuple(name for name, look in self.dates.items() if few and look.order.either)

    def with_others(self, others: Sequence[Look]) -> Look:
        """Return it with what other sheets of the workbook tell, where it tells nothing itself."""
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
        except ColumnError:  # of a type that is refused when it is read
            values = np.zeros(0)
        self.spreads[name].look(values)


def spread_of(name: str, found: Recognition) -> Spread:
    """Return what is to be known of the values of a measurement."""
    own = str(BY_NAME[name].unit)
    return Spread(column=name, own=own, stated=found.columns[name].meaning.unit or own)


@dataclass(frozen=True, kw_only=True)
class Reading:
    """How a table is read: what is what, in which units, codes and order of dates.

    Parameters
    ----------
    columns
        By canonical name.
    units
        By canonical name: the unit that numbers are read in, where it is not the column's own.
    by_values
        Columns whose unit the values tell, against their heading.
    orders
        By column, of dates such as 03/08/2023; None: such a date cannot be read.
    two_readings
        Columns that have such dates.
    orders_of_few
        Columns whose order hardly any of their dates tell.
    exchanged
        Columns of dates of which a spreadsheet has exchanged the day and the month of some.
    ages_of_adults
        The least and the greatest of ages of no stated unit, where a mother may be as old.
    undecided
        Why the table cannot be read in this way, if it cannot.
    """

    found: Recognition
    columns: Mapping[str, ReadAs]
    units: Mapping[str, str] = field(default_factory=dict)
    by_values: tuple[str, ...] = ()
    orders: Mapping[str, Order | None] = field(default_factory=dict)
    two_readings: frozenset[str] = field(default=frozenset(), compare=False)
    orders_of_few: tuple[str, ...] = ()
    exchanged: tuple[str, ...] = ()
    ages_of_adults: tuple[float, float] | None = None
    told: ColumnMapping = field(default_factory=ColumnMapping)
    is_export: bool = False
    undecided: ColumnError | None = field(default=None, compare=False)

    @property
    def refuses(self) -> bool:
        """Is a table with a cell that cannot be read refused?"""
        default = "missing" if self.is_export else "refuse"
        return (self.told.on_unreadable or default) == "refuse"

    @property
    def unknown(self) -> tuple[int, ...]:
        """Columns that are read as nothing."""
        used = {entry.index for entry in self.columns.values()}
        ages = [entry.index for entry in self.found.ages if entry.index not in used]
        return tuple(sorted({*self.found.unknown, *ages}))

    def not_used(self) -> dict[str, str | None]:
        """Return the headings that are read as nothing, each with the nearest known one."""
        return replace(self.found, unknown=self.unknown).not_used()

    def mapping(self) -> ColumnMapping:
        """Return it as a user would tell it."""
        codes = {
            name: dict(entry.meaning.codes)
            for name, entry in self.columns.items()
            if entry.meaning.codes
        }
        return ColumnMapping(
            columns={name: self.found.told_apart(entry) for name, entry in self.columns.items()},
            codes={**codes, **self.told.codes},
            units={
                **{name: unit for name, unit in self.units.items() if BY_NAME[name].unit},
                **self._age_unit(),
                **self.told.units,
            },
            dates=self.told.dates or self._one_order(),
            missing=tuple(dict.fromkeys([*self.told.missing, *self._stated_missing()])),
            on_unreadable=self.told.on_unreadable,
            not_used=self.not_used(),
        )

    def _age_unit(self) -> dict[str, str]:
        """Return the unit of an age of which the heading says none."""
        ages = {entry.index for entry in self.found.ages}
        return {
            name: str(self.unit(name))
            for name in ("age_months", "age_days")
            if name in self.columns and self.columns[name].index in ages
        }

    def _stated_missing(self) -> list[str]:
        stated = (entry.meaning.missing for entry in self.columns.values())
        return sorted(set[str]().union(*stated))

    def _dates(self) -> list[str]:
        return [name for name, entry in self.columns.items() if entry.entry.kind == "date"]

    def _one_order(self) -> Order | None:
        """Return the order of all dates, None if they have none or more than one."""
        orders = {self.order_of(name) for name in self._dates()}
        return orders.pop() if len(orders) == 1 else None

    def order_of(self, name: str) -> Order | None:
        """Return the order of the dates of a column: told, or else its heading's, or its own."""
        return self.told.order or self.columns[name].meaning.order or self.orders.get(name)

    @property
    def shown_orders(self) -> dict[str, Order]:
        """The orders of dates that could be read with the day or with the month first."""
        return {
            name: order
            for name in self._dates()
            if (order := self.order_of(name)) is not None
            and (name in self.two_readings or self.told.dates is not None)
        }

    @property
    def day_first(self) -> bool | None:
        """Does the day come first in dates such as 03/08/2023? None where nothing tells it."""
        order = self._one_order()
        return None if order is None else order == "dmy"

    def unit_from(self, name: str) -> str:
        """Return what tells the unit of a column: told, values, heading or name."""
        if name in self.told.units:
            return "told"
        if name in self.by_values or self.columns[name].index in {e.index for e in self.found.ages}:
            return "values"
        return "heading" if self.columns[name].meaning.unit else "name"

    def unit(self, name: str) -> str | None:
        """Return the unit that a column is read in."""
        return self.told.units.get(name) or self.units.get(name) or BY_NAME[name].unit

    def reader(self, name: str) -> CellReader:
        """Return the reader of a column."""
        entry = self.columns[name]
        column = entry.entry
        missing = (*self.told.missing, *entry.meaning.missing)
        if column.kind in VOCABULARIES:
            codes = {**entry.meaning.codes, **self.told.codes.get(name, {})}
            vocabulary = told_vocabulary(VOCABULARIES[column.kind], codes, name)
            return CellReader(entry.heading, column.kind, vocabulary=vocabulary, missing=missing)
        if column.kind == "date":
            earliest = EARLIEST if self.is_export else None
            return CellReader(
                entry.heading,
                "date",
                order=self.order_of(name),
                earliest=earliest,
                missing=missing,
            )
        # In an export a circumference of 0 is one that nobody measured.
        kind = "number" if column.kind == "size" and not self.is_export else column.kind
        return CellReader(
            entry.heading,
            kind,
            unit=self.unit(name),
            own_unit=column.unit,
            missing=missing,
        )


def decide(
    found: Recognition,
    look: Look,
    told: ColumnMapping,
    *,
    is_export: bool = False,
    lenient: bool = False,
) -> Reading:
    """Return how a table is read; if ``lenient``, as far as it can be, with what is undecided.

    Raises
    ------
    ColumnError
        If two headings are for one column, or an age is in a unit that nothing tells.
    """
    try:
        return _decided(found, look, told, is_export=is_export)
    except ColumnError as error:
        if not lenient:
            raise
        orders = _orders(found.columns, look, is_export=is_export)
        return Reading(
            found=found,
            columns=found.columns,
            units=_stated_units(found.columns),
            orders=orders,
            told=told,
            is_export=is_export,
            undecided=error,
        )


def _decided(found: Recognition, look: Look, told: ColumnMapping, *, is_export: bool) -> Reading:
    found = _without_years(found, look)
    _refuse_rivals(found)
    unsaid = look.oedema - BLANKS - OEDEMA.told.keys() - set(told.missing)
    if "2" in unsaid and not found.columns["oedema"].meaning.codes:  # in SMART for R: no
        grades = "0" in unsaid
        options = ("0=n,1=y,2=y", "0=n,1=y,2=n") if grades else ("1=y,2=n", "1=n,2=y")
        raise ColumnError(
            "oedema_codes", column=found.heading_of("oedema"), one=options[0], other=options[1]
        )
    columns = dict(found.columns)
    age = _age_of(found, look, told, is_export=is_export)
    if age is not None:
        columns[age.meaning.column] = age
    _refuse_told_of_none(columns, found, told)
    if not has_age(columns, but="age_months"):
        _refuse_whole_years(columns, look, told)
    if not all(name in columns for name in DATES) and "age_at_visit" not in columns:
        _refuse_parts(columns, look, found)
    if not is_export:
        _refuse_exchanged(found, look)
        for name in ("sex", "weight_kg", "length_height_cm"):
            if name in found and not found.columns[name].told:
                _refuse_another(found, name, found.columns[name].heading)
    units = _stated_units(columns)
    by_values = {
        name: unit
        for name, spread in look.spreads.items()
        if name in columns and (unit := spread.unit()) is not None
    }
    return Reading(
        found=found,
        columns=columns,
        units={**units, **by_values},
        by_values=tuple(by_values),
        orders=_orders(columns, look, is_export=is_export),
        two_readings=frozenset(name for name, dates in look.dates.items() if dates.seen),
        orders_of_few=look.orders_of_few,
        exchanged=tuple(name for name, dates in look.dates.items() if dates.exchanged),
        ages_of_adults=_ages_of_adults(columns.get("age_months"), found, look),
        told=told,
        is_export=is_export,
    )


def _ages_of_adults(
    age: ReadAs | None, found: Recognition, look: Look
) -> tuple[float, float] | None:
    if age is None or age.index not in {entry.index for entry in found.ages}:
        return None
    seen = look.ages.get(folded(age.heading), Ages())
    adult = _ADULT[0] <= seen.low and seen.high <= _ADULT[1] and seen.numbers >= _MANY_AGES
    return (seen.low, seen.high) if adult and not is_of_a_child(age.heading) else None


def _stated_units(columns: Mapping[str, ReadAs]) -> dict[str, str]:
    return {
        name: entry.meaning.unit
        for name, entry in columns.items()
        if entry.meaning.unit and entry.meaning.unit != entry.entry.unit
    }


def has_age(names: Mapping[str, object], but: str = "") -> bool:
    """Is there an age, or what it is worked out from?"""
    dates = "birth_date" in names and "visit_date" in names
    others = {"age_days", "age_months", "age_at_visit"} - {but}
    return dates or any(name in names for name in others)


def _orders(
    columns: Mapping[str, ReadAs], look: Look, *, is_export: bool
) -> dict[str, Order | None]:
    """Return the orders of dates; where they do not tell, the day comes first in Indonesia."""
    dates = {name: entry for name, entry in columns.items() if entry.entry.kind == "date"}
    indonesian = any(folded(e.heading).startswith(_INDONESIAN_DATE) for e in dates.values())
    stated = {entry.meaning.order for entry in dates.values()} - {None}
    default: Order | None = "dmy" if is_export or indonesian else None
    if len(stated) == 1:
        default = stated.pop()
    told = look.orders()
    return {name: told.get(name) or default for name in dates}


def _refuse_exchanged(found: Recognition, look: Look) -> None:
    """Refuse dates of which a spreadsheet has exchanged the day and the month of some."""
    for name, dates in look.dates.items():
        if dates.exchanged:
            raise ColumnError("dates_exchanged", column=listed([found.heading_of(name)]))


def _without_years(found: Recognition, look: Look) -> Recognition:
    """Return it with the age in months chosen, where the other heading is one in years.

    Raises
    ------
    ColumnError
        If the months are only what is beyond the years.
    """
    some = found.rivals.get("age_months", ())
    years = [entry for entry in some if entry.meaning.unit == _YEARS]
    months = [entry for entry in some if entry.meaning.unit != _YEARS]
    if not years or len(months) != 1:
        return found
    seen = look.ages.get(folded(months[0].heading), Ages())
    if 0 <= seen.high < MONTHS_PER_YEAR:
        headings = {"first": listed([years[0].heading]), "second": listed([months[0].heading])}
        raise ColumnError("age_split", **headings)
    return replace(
        found,
        columns={**found.columns, "age_months": months[0]},
        rivals={name: entries for name, entries in found.rivals.items() if name != "age_months"},
        unknown=tuple(i for i in found.unknown if i != months[0].index),
    )


def _refuse_rivals(found: Recognition) -> None:
    for name, some in found.rivals.items():
        if BY_NAME[name].group in NEEDED:
            _refuse_two(name, [entry.heading for entry in some])


def _refuse_another(found: Recognition, name: str, heading: str) -> None:
    """Refuse a heading such as Sex beside "Index child sex": it may be the mother's."""
    if is_of_a_child(heading):
        return
    other = next((h for i in found.unknown if may_be(name, h := found.headings[i])), None)
    if other is not None:
        _refuse_two("age_months" if name == AGE else name, [heading, other])


def _refuse_two(name: str, headings: Sequence[str]) -> NoReturn:
    raise ColumnError(
        "two_headings",
        column=name,
        headings=listed(headings),
        option=_options(name, headings),
        argument=_argument(name, headings),
    )


def _refuse_told_of_none(
    columns: Mapping[str, ReadAs], found: Recognition, told: ColumnMapping
) -> None:
    """Refuse codes and units that are told of columns that are not there."""
    for name in (*told.codes, *told.units):
        if name not in columns:
            headings = listed(heading for heading in found.headings if heading)
            raise ColumnError("told_missing", column=name, found=headings)


def _told_apart(headings: Sequence[str]) -> list[str]:
    """Return headings as a user names them: the second "Berat" is "Berat (2)"."""
    same = len({folded(heading) for heading in headings}) < len(headings)
    return [listed([f"{h} ({i})" if same else h]) for i, h in enumerate(headings, 1)]


def _options(name: str, headings: Sequence[str]) -> str:
    return " / ".join(f'--columns "{name}={heading}"' for heading in _told_apart(headings))


def _argument(name: str, headings: Sequence[str]) -> str:
    return f'columns={{"{name}": "{_told_apart(headings)[0]}"}}'


def _age_of(
    found: Recognition, look: Look, told: ColumnMapping, *, is_export: bool
) -> ReadAs | None:
    """Return a column of ages of no stated unit as what it is, None where none is needed."""
    if not found.ages or has_age({n: 0 for n in found.columns if n not in DATES}):
        return None
    beside = all(name in found for name in DATES)
    if beside and len(found.ages) > 1:
        return None
    if beside and (name := _agreeing_age(look, told, found, is_export=is_export)) != _UNDECIDED:
        return None if name is None else _as(found.ages[0], name, BY_NAME[name].unit)
    if len(found.ages) > 1:
        _refuse_two("age_months", [entry.heading for entry in found.ages])
    try:
        return _bare_age(found.ages[0], found, look, told)
    except ColumnError:
        if beside:  # the dates are enough
            return None
        raise


def _bare_age(age: ReadAs, found: Recognition, look: Look, told: ColumnMapping) -> ReadAs:
    """Return the only age there is as what the user or its values say.

    Raises
    ------
    ColumnError
        If nothing says in which unit it is.
    """
    for name in ("age_months", "age_days"):
        if name in told.units:
            return _as(age, name)
    _refuse_another(found, AGE, age.heading)
    seen = look.ages.get(folded(age.heading), Ages())
    if seen.words > seen.numbers:
        if seen.words_of_years >= _WORDS and 2 * seen.words_whole > seen.words_of_years:
            raise ColumnError("age_in_whole_years", column=listed([age.heading]))
        return _as(age, "age_at_visit")
    limits = np.array([seen.low, seen.high])
    # Of no number nothing can be wrong.
    if not seen.numbers or age_unit(limits) == "months":
        return _as(age, "age_months", "months")
    raise ColumnError("age_unit_unknown", column=listed([age.heading]))


def _agreeing_age(
    look: Look, told: ColumnMapping, found: Recognition, *, is_export: bool
) -> str | None:
    """Return what an age beside both dates is, by the rows that have all three.

    Where it is the child's, it stands in for dates that are missing; where it does not fit them,
    as a mother's age, it is not used.
    """
    if {"age_months", "age_days"} & told.units.keys():
        return _UNDECIDED
    orders = _orders(found.columns, look, is_export=is_export)
    births, visits = (Seen(date_reader(told.order or orders[name]), NOT_A_DATE) for name in DATES)
    numbers = Seen(number_reader(), NOT_A_NUMBER)
    words = Seen(age_days, NOT_AN_AGE)
    fits = dict.fromkeys(("age_months", "age_days", "age_at_visit"), 0)
    n = 0
    for birth, visit, age in look.dated:
        days = visits[visit][0] - births[birth][0]
        number, in_words = numbers[age][0], words[age][0]
        if math.isnan(days) or (math.isnan(number) and math.isnan(in_words)):
            continue
        n += 1
        fits["age_months"] += abs(number * DAYS_PER_MONTH - days) <= _FITS_DAYS
        fits["age_days"] += abs(number - days) <= 3
        fits["age_at_visit"] += abs(in_words - days) <= _FITS_DAYS
    if not n:  # no row has both: the age is that of rows without a date
        return _UNDECIDED
    name, most = max(fits.items(), key=lambda item: item[1])
    return name if most >= _FITS_SHARE * n else None


def _as(age: ReadAs, name: str, unit: str | None = None) -> ReadAs:
    return replace(age, meaning=Meaning(column=name, unit=unit))


def _in_parts(found: Recognition) -> tuple[ReadAs, ...]:
    """Return ages of which the values matter: in years, or in months beside years or days."""
    entry, days = found.columns.get("age_months"), found.columns.get("age_days")
    if entry is None:
        return ()
    in_years = entry.meaning.unit == _YEARS or _years_beside(found)
    return (entry, days) if days is not None else (entry,) if in_years else ()


def _years_beside(found: Recognition) -> str | None:
    """Return the heading of a column of years, where that of the months says no more."""
    unknown = [found.headings[i] for i in found.unknown]
    heading = next((heading for heading in unknown if folded(heading) in _YEAR_WORDS), None)
    if heading is None and folded(found.heading_of("age_months")) in _MONTH_WORDS:
        heading = next((entry.heading for entry in found.ages), None)
    return heading


def _refuse_parts(columns: Mapping[str, ReadAs], look: Look, found: Recognition) -> None:
    """Refuse an age in years and months, or months and days, of two columns: each is no age."""
    months, days, years = columns.get("age_months"), columns.get("age_days"), _years_beside(found)
    if months is None:
        return
    seen = look.ages.get(folded(months.heading), Ages())
    if years is not None and not months.told and 0 <= seen.high < MONTHS_PER_YEAR:
        raise ColumnError("age_split", first=listed([years]), second=listed([months.heading]))
    rest = Ages() if days is None else look.ages.get(folded(days.heading), Ages())
    if days is not None and seen.high > _PART_MONTHS and 0 <= rest.high <= _PART_DAYS:
        raise ColumnError(
            "age_split", first=listed([months.heading]), second=listed([days.heading])
        )


def _refuse_whole_years(columns: Mapping[str, ReadAs], look: Look, told: ColumnMapping) -> None:
    """Refuse ages in whole years, where they are the only ones: a z needs months or days."""
    entry = columns.get("age_months")
    if entry is None or entry.meaning.unit != _YEARS or "age_months" in told.units:
        return
    seen = look.ages.get(folded(entry.heading))
    if seen is not None and seen.numbers and seen.whole and seen.high > 0:
        raise ColumnError("age_in_whole_years", column=listed([entry.heading]))
