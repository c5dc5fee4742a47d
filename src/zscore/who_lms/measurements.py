"""Children as plain arrays: sex, age, position and measurements.

The canonical columns of a table are read into plain arrays for the kernels.
Source: WHO Child Growth Standards (2006), chapters 2 and 7, and RULES of anthro
1.1.0 as observed; the e-PPGBM spellings from its exports.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from zscore._jit import frozen
from zscore.arguments import name_in
from zscore.children.arrays import (
    MISSING,
    Codes,
    Floats,
    code_column,
    day_column,
    float_column,
)
from zscore.children.cells import MEASURED, OEDEMA, SEX, Vocabulary
from zscore.children.frames import Table
from zscore.children.measurement_units import DAYS_PER_MONTH
from zscore.errors import UnknownNameError, columns_missing
from zscore.who_lms import placement
from zscore.who_lms.indicators import Indicator
from zscore.who_lms.profiles import Profile
from zscore.who_lms.reasons import NO_MEASUREMENT, NOT_POSITIVE, SCORED
from zscore.who_lms.standards import WHO_2006, WHO_2007
from zscore.who_lms.tables import SEXES, ages_of

MALE, FEMALE = range(len(SEXES))
DAYS_PER_WEEK = 7.0
AGE_RULES = ("exact", "completed_months")


@dataclass(frozen=True, kw_only=True)
class Children:
    """Rows as plain arrays of length n; their meaning is in placement.py."""

    n: int
    profile: Profile
    sex: Codes
    day: NDArray[np.int16]
    age_days: Floats
    age_months: Floats
    measured: Codes  # as given
    oedema: NDArray[np.bool_]
    standing: NDArray[np.bool_]
    doubted: NDArray[np.bool_]
    measure: Mapping[str, Floats]  # by column, including adjusted length and BMI
    measure_reason: Mapping[str, Codes]
    age_source: Mapping[str, int] = field(default_factory=dict)  # rows by source of the age
    age_days_corrected: Floats | None = None  # of children born early, if that was asked for


GESTATIONAL_AGE = "gestational_age_weeks"
_TERM_DAYS, _PRETERM_DAYS, _LEAST_DAYS = 280.0, 259.0, 154.0  # 40, 37 and 22 weeks


def read_children(
    table: Table,
    profile: Profile,
    indicators: Iterable[Indicator],
    age: str = "exact",
    correct_until: float | None = None,
) -> Children:
    """Read the columns that ``indicators`` need; correct ages until so many months.

    Raises
    ------
    ColumnError, CodeError
        If a column cannot be read, or none of the indicators is possible.
    """
    if name_in(age, "age") not in AGE_RULES:
        raise UnknownNameError("unknown_age_rule", name=age, known=", ".join(AGE_RULES))
    wanted = sorted({column for indicator in indicators for column in indicator.needs})
    measure = {column: _floats(table, column) for column in wanted}
    sex = _codes(table, "sex", SEX)
    age_days, age_months, age_source = read_ages(table, age)
    corrected = None
    if correct_until is not None:
        corrected = corrected_age(table, age_days, correct_until)
        age_months = np.where(corrected == age_days, age_months, corrected / DAYS_PER_MONTH)
    measured = _codes(table, "measured", MEASURED)
    oedema = _codes(table, "oedema", OEDEMA) == 1
    return place(
        profile=profile,
        sex=sex,
        age_days=age_days if corrected is None else corrected,
        age_months=age_months,
        measured=measured,
        oedema=oedema,
        measure=measure,
        age_source=age_source,
        age_days_corrected=corrected,
    )


def corrected_age(table: Table, age_days: Floats, until_months: float) -> Floats:
    """Return ages [days] counted from term, of children born before 37 weeks while they are young.

    Raises
    ------
    ColumnError
        If there is no gestational age.
    """
    if GESTATIONAL_AGE not in table:
        raise columns_missing([GESTATIONAL_AGE], table.names)
    weeks = float_column(table.column(GESTATIONAL_AGE), GESTATIONAL_AGE)
    gestation = weeks * DAYS_PER_WEEK
    early = (gestation >= _LEAST_DAYS) & (gestation < _PRETERM_DAYS)
    early &= age_days / DAYS_PER_MONTH < until_months
    corrected: Floats = np.where(early, age_days - (_TERM_DAYS - gestation), age_days)
    return corrected


def place(
    *,
    profile: Profile,
    sex: Codes,
    age_days: Floats,
    age_months: Floats,
    measured: Codes,
    oedema: NDArray[np.bool_],
    measure: Mapping[str, Floats],
    age_source: Mapping[str, int] | None = None,
    age_days_corrected: Floats | None = None,
) -> Children:
    """Derive day, table, adjusted length and BMI from the input."""
    n = len(sex)
    sex, age_days, age_months = frozen(sex), frozen(age_days), frozen(age_months)
    measure = {column: frozen(y) for column, y in measure.items()}
    reason = {}
    for column, y in measure.items():
        out = np.empty(n, np.int8)
        placement.check_measurement(y, out)
        reason[column] = frozen(out)
    length, length_reason = _given_or_none("length_height_cm", measure, reason, n)
    weight, weight_reason = _given_or_none("weight_kg", measure, reason, n)
    day = np.empty(n, np.int16)
    doubted, standing = np.empty(n, bool), np.empty(n, bool)
    adjusted = np.empty(n)
    placement.place_children(
        age_days, age_months, frozen(measured), length,
        profile.months_end, ages_of(WHO_2006.name)[1], profile.standing_from_months,
        *ages_of(WHO_2007.name), day, doubted, adjusted, standing,
    )  # fmt: skip
    adjusted_reason = _reason_of_adjusted(adjusted, length_reason)
    both = np.empty(n, np.int8)
    placement.join_reasons(weight_reason, adjusted_reason, both)
    bmi, bmi_reason = np.empty(n), np.empty(n, np.int8)
    placement.body_mass_index(weight, frozen(adjusted), frozen(both), bmi, bmi_reason)
    return Children(
        n=n,
        profile=profile,
        sex=sex,
        day=day,
        age_days=age_days,
        age_months=age_months,
        measured=measured,
        oedema=oedema,
        standing=standing,
        doubted=doubted,
        measure={**measure, "length_height_adjusted_cm": adjusted, "bmi": bmi},
        measure_reason={
            **reason,
            "length_height_adjusted_cm": adjusted_reason,
            "bmi": bmi_reason,
            "weight_kg by length_height_adjusted_cm": both,
        },
        age_source=age_source or {},
        age_days_corrected=age_days_corrected,
    )


def _reason_of_adjusted(adjusted: Floats, length_reason: Codes) -> Codes:
    """Return the reasons, including lengths that are not positive after adjustment."""
    lost = np.isnan(adjusted) & (length_reason == SCORED)
    if not lost.any():
        return length_reason
    reason: Codes = np.where(lost, NOT_POSITIVE, length_reason).astype(np.int8)
    return frozen(reason)


def as_measured(children: Children, at: NDArray[np.intp], position: int) -> Children:
    """Return some of the children as if all had been measured in one position."""
    return place(
        profile=children.profile,
        sex=children.sex[at],
        age_days=children.age_days[at],
        age_months=children.age_months[at],
        measured=np.full(len(at), position, np.int8),
        oedema=children.oedema[at],
        measure={
            column: values[at]
            for column, values in children.measure.items()
            if column in ("weight_kg", "length_height_cm")
        },
    )


def _given_or_none(
    column: str, measure: Mapping[str, Floats], reason: Mapping[str, Codes], n: int
) -> tuple[Floats, Codes]:
    """Return a measurement and its reasons, all missing if it is not needed."""
    if column in measure:
        return measure[column], reason[column]
    return frozen(np.full(n, np.nan)), frozen(np.full(n, NO_MEASUREMENT, np.int8))


def read_ages(table: Table, rule: str = "exact") -> tuple[Floats, Floats, dict[str, int]]:
    """Return ages in days and in months, and the number of ages by source.

    Each child's age is the first available of birth_date + visit_date, age_days and
    age_months. Ages in months keep their fraction.
    """
    days = months = np.full(table.n, np.nan)
    source: dict[str, int] = {}
    for name, read in _AGE_SOURCES.items():
        columns = name.split(" + ")
        if not all(column in table for column in columns):
            continue
        found_days, found_months = read(table, *columns)
        if rule == "completed_months":
            found_months = _completed_months(table, name, found_months)
            found_days = found_months * DAYS_PER_MONTH
        given = np.count_nonzero(~np.isnan(found_days))
        if source:
            take = np.isnan(days) & ~np.isnan(found_days)
            given = np.count_nonzero(take)
            found_days = np.where(take, found_days, days)
            found_months = np.where(take, found_months, months)
        days, months = found_days, found_months
        source[name] = int(given)
    return days, months, source


def _from_dates(table: Table, birth: str, visit: str) -> tuple[Floats, Floats]:
    elapsed = day_column(table.column(visit), visit) - day_column(table.column(birth), birth)
    days = np.where(np.isnat(elapsed), np.nan, elapsed.astype(np.int64).astype(np.float64))
    return days, days / DAYS_PER_MONTH


def _from_days(table: Table, name: str) -> tuple[Floats, Floats]:
    days = float_column(table.column(name), name)
    return days, days / DAYS_PER_MONTH


def _from_months(table: Table, name: str) -> tuple[Floats, Floats]:
    months = float_column(table.column(name), name)
    with np.errstate(over="ignore"):  # an absurd age may overflow
        return months * DAYS_PER_MONTH, months


_AGE_SOURCES: dict[str, Callable[..., tuple[Floats, Floats]]] = {
    "birth_date + visit_date": _from_dates,
    "age_days": _from_days,
    "age_months": _from_months,
}


def _completed_months(table: Table, source: str, months: Floats) -> Floats:
    """Return completed months, by the calendar if the dates are known."""
    if " + " not in source:
        return np.floor(months)
    birth, visit = (day_column(table.column(name), name) for name in source.split(" + "))
    birth_month, visit_month = birth.astype("M8[M]"), visit.astype("M8[M]")
    whole = (visit_month - birth_month).astype(np.float64)
    not_yet = (visit - visit_month) < (birth - birth_month)  # day of the month not reached
    return np.where(np.isnan(months), np.nan, whole - not_yet)


def _floats(table: Table, name: str) -> Floats:
    if name not in table:
        return np.full(table.n, np.nan)
    return float_column(table.column(name), name)


def _codes(table: Table, name: str, vocabulary: Vocabulary) -> Codes:
    if name not in table:
        return np.full(table.n, MISSING, np.int8)
    return code_column(table.column(name), name, vocabulary)


def switch_months(profile: Profile) -> float:
    """Return the age [months] from which children are scored by WHO 2007, not by WHO 2006."""
    return min(profile.months_end, (ages_of(WHO_2006.name)[1] + 0.5) / DAYS_PER_MONTH)


def require_columns(table: Table, indicators: Iterable[Indicator], asked: bool) -> None:
    """Refuse a table in which a requested indicator, or every indicator, is impossible.

    Raises
    ------
    ColumnError
        With the missing and the existing columns.
    """
    lacking = [_lacking(table, indicator) for indicator in indicators]
    if [] in lacking and not (asked and any(lacking)):
        return
    # If any indicator would do, report what the easiest one lacks.
    columns = max(lacking, key=len) if asked else min(lacking, key=len)
    raise columns_missing(columns, table.names)


def _lacking(table: Table, indicator: Indicator) -> list[str]:
    """Return the columns that ``indicator`` needs and the table lacks."""
    has_age = any(all(c in table for c in source.split(" + ")) for source in _AGE_SOURCES)
    lacking = [column for column in ("sex", *indicator.needs) if column not in table]
    if has_age or indicator.axis != "age_days":
        return lacking
    halves = {"birth_date": "visit_date", "visit_date": "birth_date"}
    other = [needed for there, needed in halves.items() if there in table]
    return [*lacking, *(other or ["age_days"])]
