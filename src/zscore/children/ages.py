"""Choice of the column with the child's age, and its unit, based on its values."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from zscore.children.cells import NOT_A_DATE, NOT_A_NUMBER, NOT_AN_AGE, Seen, number_reader
from zscore.children.columns import BY_NAME
from zscore.children.date_cells import age_days, date_reader
from zscore.children.headings import AGE, Meaning, folded, is_of_a_child
from zscore.children.mapping import ColumnMapping
from zscore.children.measurement_units import DAYS_PER_MONTH, MONTHS_PER_YEAR, age_unit
from zscore.children.probe import DATES, Ages, Probe, orders_of, years_beside
from zscore.children.recognition import ReadAs, Recognition
from zscore.children.rivals import refuse_another_heading, refuse_two
from zscore.errors import ColumnError, listed

_YEARS, _YEAR_WORDS = "years", {"years", "year", "tahun", "thn", "yrs", "yr"}
_ADULT, _MANY_AGES = (14, 50), 10  # age range of mothers [years], and the least number of ages
_WORDS = 3  # number of distinct ages needed for a conclusion
_PART_MONTHS, _PART_DAYS = 2, 31  # an age of more months has more days
_UNDECIDED = ""
_FITS_DAYS, _FITS_SHARE = 46.0, 0.9  # an age in months is truncated or rounded


def has_age(names: Mapping[str, object], but: str = "") -> bool:
    """Return whether there is an age, or the columns to compute it from."""
    dates = "birth_date" in names and "visit_date" in names
    others = {"age_days", "age_months", "age_at_visit"} - {but}
    return dates or any(name in names for name in others)


def age_of(
    found: Recognition, probe: Probe, told: ColumnMapping, *, is_export: bool
) -> ReadAs | None:
    """Return how to read a column of ages without a unit, or None if it is not needed."""
    if not found.ages or has_age({n: 0 for n in found.columns if n not in DATES}):
        return None
    beside = all(name in found for name in DATES)
    if beside and len(found.ages) > 1:
        return None
    if beside and (name := _agreeing_age(probe, told, found, is_export=is_export)) != _UNDECIDED:
        return None if name is None else _as(found.ages[0], name, BY_NAME[name].unit)
    if len(found.ages) > 1:
        refuse_two("age_months", [entry.heading for entry in found.ages])
    try:
        return _bare_age(found.ages[0], found, probe, told)
    except ColumnError:
        if beside:  # the dates are enough
            return None
        raise


def _bare_age(age: ReadAs, found: Recognition, probe: Probe, told: ColumnMapping) -> ReadAs:
    """Return how to read the only age of a table, according to the user or its values.

    Raises
    ------
    ColumnError
        If its unit is unknown.
    """
    for name in ("age_months", "age_days"):
        if name in told.units:
            return _as(age, name)
    refuse_another_heading(found, AGE, age.heading)
    seen = probe.ages.get(folded(age.heading), Ages())
    if seen.words > seen.numbers:
        if seen.words_of_years >= _WORDS and 2 * seen.words_whole > seen.words_of_years:
            raise ColumnError("age_in_whole_years", column=listed([age.heading]))
        return _as(age, "age_at_visit")
    limits = np.array([seen.low, seen.high])
    # Without any number, nothing can be wrong.
    if not seen.numbers or age_unit(limits) == "months":
        return _as(age, "age_months", "months")
    raise ColumnError("age_unit_unknown", column=listed([age.heading]))


def _agreeing_age(
    probe: Probe, told: ColumnMapping, found: Recognition, *, is_export: bool
) -> str | None:
    """Return how to read an age beside both dates, based on the rows that have all three.

    If it is the child's age, it replaces missing dates; if it does not match the dates, such as
    a mother's age, it is not used.
    """
    if {"age_months", "age_days"} & told.units.keys():
        return _UNDECIDED
    orders = orders_of(found.columns, probe, is_export=is_export)
    births, visits = (Seen(date_reader(told.order or orders[name]), NOT_A_DATE) for name in DATES)
    numbers = Seen(number_reader(), NOT_A_NUMBER)
    words = Seen(age_days, NOT_AN_AGE)
    fits = dict.fromkeys(("age_months", "age_days", "age_at_visit"), 0)
    n = 0
    for birth, visit, age in probe.dated:
        days = visits[visit][0] - births[birth][0]
        number, in_words = numbers[age][0], words[age][0]
        if math.isnan(days) or (math.isnan(number) and math.isnan(in_words)):
            continue
        n += 1
        fits["age_months"] += abs(number * DAYS_PER_MONTH - days) <= _FITS_DAYS
        fits["age_days"] += abs(number - days) <= 3
        fits["age_at_visit"] += abs(in_words - days) <= _FITS_DAYS
    if not n:  # no row has both: the age belongs to rows without a date
        return _UNDECIDED
    name, most = max(fits.items(), key=lambda item: item[1])
    return name if most >= _FITS_SHARE * n else None


def _as(age: ReadAs, name: str, unit: str | None = None) -> ReadAs:
    return replace(age, meaning=Meaning(column=name, unit=unit))


def ages_of_adults(
    age: ReadAs | None, found: Recognition, probe: Probe
) -> tuple[float, float] | None:
    if age is None or age.index not in {entry.index for entry in found.ages}:
        return None
    seen = probe.ages.get(folded(age.heading), Ages())
    adult = _ADULT[0] <= seen.low and seen.high <= _ADULT[1] and seen.numbers >= _MANY_AGES
    return (seen.low, seen.high) if adult and not is_of_a_child(age.heading) else None


def without_years(found: Recognition, probe: Probe) -> Recognition:
    """Return the recognition with the age in months chosen over one in years.

    Raises
    ------
    ColumnError
        If the months are only those beyond whole years.
    """
    some = found.rivals.get("age_months", ())
    years = [entry for entry in some if entry.meaning.unit == _YEARS]
    months = [entry for entry in some if entry.meaning.unit != _YEARS]
    if not years or len(months) != 1:
        return found
    seen = probe.ages.get(folded(months[0].heading), Ages())
    if 0 <= seen.high < MONTHS_PER_YEAR:
        headings = {"first": listed([years[0].heading]), "second": listed([months[0].heading])}
        raise ColumnError("age_split", **headings)
    return replace(
        found,
        columns={**found.columns, "age_months": months[0]},
        rivals={name: entries for name, entries in found.rivals.items() if name != "age_months"},
        unknown=tuple(i for i in found.unknown if i != months[0].index),
    )


def refuse_parts(columns: Mapping[str, ReadAs], probe: Probe, found: Recognition) -> None:
    """Refuse an age split into two columns, of years and months or months and days."""
    months, days, years = columns.get("age_months"), columns.get("age_days"), years_beside(found)
    if months is None:
        return
    seen = probe.ages.get(folded(months.heading), Ages())
    if years is not None and not months.told and 0 <= seen.high < MONTHS_PER_YEAR:
        raise ColumnError("age_split", first=listed([years]), second=listed([months.heading]))
    rest = Ages() if days is None else probe.ages.get(folded(days.heading), Ages())
    if days is not None and seen.high > _PART_MONTHS and 0 <= rest.high <= _PART_DAYS:
        raise ColumnError(
            "age_split", first=listed([months.heading]), second=listed([days.heading])
        )


def refuse_whole_years(columns: Mapping[str, ReadAs], probe: Probe, told: ColumnMapping) -> None:
    """Refuse ages in whole years as the only age: a z-score needs months or days."""
    entry = columns.get("age_months")
    if entry is None or entry.meaning.unit != _YEARS or "age_months" in told.units:
        return
    seen = probe.ages.get(folded(entry.heading))
    if seen is not None and seen.numbers and seen.whole and seen.high > 0:
        raise ColumnError("age_in_whole_years", column=listed([entry.heading]))
