"""How a table is read: what its headings leave open, its values decide, or it is refused.

A ``Look`` holds what must be known of the rows before the first is read, as sums that add up;
``decide`` makes of it a ``Reading``. A table that is streamed is looked at by its first rows, and
when all are read, the same decision must follow from all of them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from zscore.children.arrays import CellReader, as_arrow, distinct, is_text, own_days
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
from zscore.children.headings import AGE, Meaning, ReadAs, Recognition, folded
from zscore.children.mapping import ColumnMapping, told_vocabulary
from zscore.children.units import DAYS_PER_MONTH, MONTHS_PER_YEAR, PLAUSIBLE, Spread, age_unit
from zscore.errors import ColumnError, listed

Given = Callable[[int], Any]  # a column of a table by its index, of any type
NEEDED = ("child", "measurement")  # groups whose cells must be readable
_INDONESIAN_DATE = ("tgl", "tanggal")
DATES = ("birth_date", "visit_date")
_YEARS, _YEAR_WORDS = "years", {"years", "year", "tahun", "thn", "yrs", "yr"}
_UNDECIDED = ""
_MOST_DATED = 2_000  # rows
_FITS_DAYS, _FITS_SHARE = 46.0, 0.9  # an age in months is cut off, or rounded
_MOST_DAYS = 10_000
_PLAIN_DATES = Seen(date_reader(None), NOT_A_DATE)


@dataclass(kw_only=True)
class Ages:
    """The numbers and words of a column of ages."""

    numbers: int = 0
    words: int = 0
    low: float = np.inf
    high: float = -np.inf
    whole: bool = True

    def look(self, given: Any) -> None:
        """Take note of some cells."""
        array = as_arrow(given)
        reader = CellReader(AGE, "number")
        if is_text(array.type):
            texts, _ = distinct(array)
            self.words += sum(_is_age_in_words(text) for text in texts)
            array = pa.chunked_array([pa.array(texts, pa.string())])
        try:
            numbers = reader.read(array).values
        except ColumnError:  # dates, lists
            return
        known = numbers[~np.isnan(numbers)]
        if len(known):
            self.numbers += len(known)
            self.low, self.high = min(self.low, known.min()), max(self.high, known.max())
            self.whole &= bool(np.all(known == np.floor(known)))


@dataclass(kw_only=True)
class Look:
    """What the values of a table tell of how they are written; adds up over its rows."""

    dates: DateOrder = field(default_factory=DateOrder)
    spreads: dict[str, Spread] = field(default_factory=dict)  # by column, of values as written
    ages: dict[int, Ages] = field(default_factory=dict)  # by index
    seen: set[str] = field(default_factory=set)  # dates of two readings that were looked at
    days: set[float] = field(default_factory=set)  # dates of one reading
    oedema: set[str] = field(default_factory=set)  # codes
    # Of the first rows birth, visit and age as written, where a bare age stands beside both dates.
    dated: list[tuple[str | None, ...]] = field(default_factory=list, repr=False)

    def at(self, found: Recognition, told: ColumnMapping, given: Given) -> None:
        """Take note of some rows before they are read."""
        if told.dates is None:
            for name in DATES:
                if name in found:
                    self._dates(given(found.columns[name].index))
        for name in PLAUSIBLE:
            if name in found and name not in told.units:
                self._measure(name, found.columns[name], told, given)
        self.at_others(found, told, given)

    def at_others(self, found: Recognition, told: ColumnMapping, given: Given) -> None:
        """Take note of what is not known of rows that are read: ages and codes as they stand."""
        if "oedema" in found and "oedema" not in told.codes:
            self._codes(found.columns["oedema"], given)
        for entry in (*found.ages, *_in_parts(found)):
            self.ages.setdefault(entry.index, Ages()).look(given(entry.index))
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

    def _dates(self, column: Any) -> None:
        array = as_arrow(own_days(column))
        if not is_text(array.type):
            return
        self.at_dates(distinct(array)[0])

    def at_dates(self, texts: Iterable[str | None]) -> None:
        """Take note of dates as they stand in the file.

        A date that is there a thousand times tells no more than once, in any block or sheet.
        """
        for text in texts:
            if not text or text in self.seen:
                continue
            if may_be_either(text):
                self.seen.add(text)
                self.dates.look(text)
            elif len(self.days) < _MOST_DAYS:
                day, reason = _PLAIN_DATES[text]
                if reason == READABLE:
                    self.days.add(day)

    def order(self) -> Order | None:
        """Return the order of day and month that the dates tell, None where they tell none.

        Where each of them could be either, the order tells itself in which more of them are days
        that other cells name in one way alone: children are measured on the same days.
        """
        if self.dates.decided is not None or not self.days:
            return self.dates.decided
        same = {order: self._among(order) for order in ("dmy", "mdy")}
        if same["dmy"] == same["mdy"]:
            return None
        return "dmy" if same["dmy"] > same["mdy"] else "mdy"

    def _among(self, order: Literal["dmy", "mdy"]) -> int:
        read = Seen(date_reader(order), NOT_A_DATE)
        return sum(read[text][0] in self.days for text in self.seen)

    def _codes(self, entry: ReadAs, given: Given) -> None:
        array = as_arrow(given(entry.index))
        if is_text(array.type):
            texts = (cleaned(text).casefold() for text in distinct(array)[0])
            self.oedema.update(text.removesuffix(".0") for text in texts)
        elif pa.types.is_integer(array.type) or pa.types.is_floating(array.type):
            self.oedema.update(f"{code:g}" for code in pc.unique(array).drop_null().to_pylist())

    def _measure(self, name: str, entry: ReadAs, told: ColumnMapping, given: Given) -> None:
        own = str(entry.entry.unit)
        spread = self.spreads.setdefault(name, Spread())
        missing = (*told.missing, *entry.meaning.missing)
        reader = CellReader(name, "size", missing=missing)
        try:
            values = reader.read(given(entry.index)).values
        except ColumnError:  # of a type that is refused when it is read
            values = np.zeros(0)
        spread.look(values, name, entry.meaning.unit or own, own)


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
    order
        Of dates such as 03/08/2023; None: such a date cannot be read.
    two_readings
        Are there such dates?
    """

    found: Recognition
    columns: Mapping[str, ReadAs]
    units: Mapping[str, str] = field(default_factory=dict)
    by_values: tuple[str, ...] = ()
    order: Order | None = "dmy"
    two_readings: bool = field(default=False, compare=False)
    told: ColumnMapping = field(default_factory=ColumnMapping)
    is_export: bool = False

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
            columns={name: entry.heading for name, entry in self.columns.items()},
            codes={**codes, **self.told.codes},
            units={**self.units, **self._age_unit(), **self.told.units},
            dates=self.order if self.told.dates or self._has_dates() else None,
            missing=self.told.missing,
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

    def _has_dates(self) -> bool:
        return any(entry.entry.kind == "date" for entry in self.columns.values())

    @property
    def looked_at_order(self) -> bool:
        """Are there dates that could be read with the day or with the month first?"""
        return self.order is not None and (self.two_readings or self.told.dates is not None)

    @property
    def day_first(self) -> bool | None:
        """Does the day come first in dates such as 03/08/2023? None where there are no dates."""
        return self.order == "dmy" if self.order is not None and self._has_dates() else None

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
            order = entry.meaning.order or self.order
            return CellReader(
                entry.heading, "date", order=order, earliest=earliest, missing=missing
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
    found: Recognition, look: Look, told: ColumnMapping, *, is_export: bool = False
) -> Reading:
    """Return how a table is read.

    Raises
    ------
    ColumnError
        If two headings are for one column, or an age is in a unit that nothing tells.
    """
    _refuse_rivals(found)
    unsaid = look.oedema - BLANKS - OEDEMA.told.keys() - set(told.missing)
    if unsaid == {"1", "2"} and not found.columns["oedema"].meaning.codes:
        raise ColumnError("oedema_codes", column=found.heading_of("oedema"))
    columns = dict(found.columns)
    age = _age_of(found, look, told, is_export=is_export)
    if age is not None:
        columns[age.meaning.column] = age
    _refuse_told_of_none(columns, found, told)
    if not has_age(columns, but="age_months"):
        _refuse_whole_years(columns, look, told)
        _refuse_parts(columns, look, found)
    units = {
        name: entry.meaning.unit
        for name, entry in columns.items()
        if entry.meaning.unit and entry.meaning.unit != entry.entry.unit
    }
    by_values = {
        name: unit
        for name, spread in look.spreads.items()
        if (unit := spread.unit(units.get(name) or str(BY_NAME[name].unit))) is not None
    }
    return Reading(
        found=found,
        columns=columns,
        units={**units, **by_values},
        by_values=tuple(by_values),
        order=told.order or _order(columns, look, is_export=is_export),
        two_readings=bool(look.seen),
        told=told,
        is_export=is_export,
    )


def has_age(names: Mapping[str, object], but: str = "") -> bool:
    """Is there an age, or what it is worked out from?"""
    dates = "birth_date" in names and "visit_date" in names
    others = {"age_days", "age_months", "age_at_visit"} - {but}
    return dates or any(name in names for name in others)


def _order(columns: Mapping[str, ReadAs], look: Look, *, is_export: bool) -> Order | None:
    """Return the order of dates; where they do not tell, the day comes first in Indonesia."""
    dates = [entry for entry in columns.values() if entry.entry.kind == "date"]
    indonesian = any(folded(entry.heading).startswith(_INDONESIAN_DATE) for entry in dates)
    if is_export or indonesian:
        return look.order() or look.dates.order
    stated = [entry.meaning.order for entry in dates if entry.meaning.order]
    return look.order() or (stated[0] if stated else None)


def _refuse_rivals(found: Recognition) -> None:
    for name, some in found.rivals.items():
        headings = [entry.heading for entry in some]
        if BY_NAME[name].group in NEEDED:
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
        headings = [entry.heading for entry in found.ages]
        raise ColumnError(
            "two_headings",
            column="age_months",
            headings=listed(headings),
            option=_options("age_months", headings),
            argument=_argument("age_months", headings),
        )
    return _bare_age(found.ages[0], look, told)


def _bare_age(age: ReadAs, look: Look, told: ColumnMapping) -> ReadAs:
    """Return the only age there is as what the user or its values say.

    Raises
    ------
    ColumnError
        If nothing says in which unit it is.
    """
    for name in ("age_months", "age_days"):
        if name in told.units:
            return _as(age, name)
    seen = look.ages.get(age.index, Ages())
    if seen.words > seen.numbers:
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
    order = told.order or _order(found.columns, look, is_export=is_export)
    dates, numbers = Seen(date_reader(order), NOT_A_DATE), Seen(number_reader(), NOT_A_NUMBER)
    words = Seen(age_days, NOT_AN_AGE)
    fits = dict.fromkeys(("age_months", "age_days", "age_at_visit"), 0)
    n = dated = 0
    for birth, visit, age in look.dated:
        days = dates[visit][0] - dates[birth][0]
        dated += not math.isnan(days)
        number, in_words = numbers[age][0], words[age][0]
        if math.isnan(days) or (math.isnan(number) and math.isnan(in_words)):
            continue
        n += 1
        fits["age_months"] += abs(number * DAYS_PER_MONTH - days) <= _FITS_DAYS
        fits["age_days"] += abs(number - days) <= 3
        fits["age_at_visit"] += abs(in_words - days) <= _FITS_DAYS
    if not dated:  # the two headings are there, and nothing is under them
        return _UNDECIDED
    name, most = max(fits.items(), key=lambda item: item[1])
    return name if n and most >= _FITS_SHARE * n else None


def _as(age: ReadAs, name: str, unit: str | None = None) -> ReadAs:
    return replace(age, meaning=Meaning(column=name, unit=unit))


def _in_parts(found: Recognition) -> tuple[ReadAs, ...]:
    """Return an age of which the values matter: in years, or in months beside years."""
    entry = found.columns.get("age_months")
    if entry is None:
        return ()
    return (entry,) if entry.meaning.unit == _YEARS or _years_beside(found) else ()


def _years_beside(found: Recognition) -> str | None:
    """Return the heading of a column of years that stands by itself."""
    unknown = (found.headings[i] for i in found.unknown)
    return next((heading for heading in unknown if folded(heading) in _YEAR_WORDS), None)


def _refuse_parts(columns: Mapping[str, ReadAs], look: Look, found: Recognition) -> None:
    """Refuse an age in years and months of two columns: the months alone are no age."""
    entry, years = columns.get("age_months"), _years_beside(found)
    if entry is None or years is None or entry.told:
        return
    seen = look.ages.get(entry.index)
    if seen is not None and seen.numbers and seen.high < MONTHS_PER_YEAR:
        headings = {"months": listed([entry.heading]), "years": listed([years])}
        raise ColumnError("age_split", **headings)


def _refuse_whole_years(columns: Mapping[str, ReadAs], look: Look, told: ColumnMapping) -> None:
    """Refuse ages in whole years, where they are the only ones: a z needs months or days."""
    entry = columns.get("age_months")
    if entry is None or entry.meaning.unit != _YEARS or "age_months" in told.units:
        return
    seen = look.ages.get(entry.index)
    if seen is not None and seen.numbers and seen.whole and seen.high > 0:
        raise ColumnError("age_in_whole_years", column=listed([entry.heading]))


def _is_age_in_words(text: str | None) -> bool:
    try:
        age_parts(cleaned(text))
    except UnreadableError:
        return False
    return True
