"""From z-scores and percentiles back to measurements, and from measurements to ages.

The measurement at a z is the exact inverse of the score, restricted tails included. WHO's tables
of percentiles do not restrict the tails, and neither does the measurement at a percentile.
Rules and sources are those of score_children.
"""

from __future__ import annotations

import math
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zscore._jit import frozen
from zscore.children.arrays import Floats
from zscore.children.cells import MEASURED, SEX
from zscore.children.measurement_units import DAYS_PER_MONTH
from zscore.errors import ParameterError, shown_number
from zscore.who_lms import kernels, placement
from zscore.who_lms.indicators import Indicator, indicator_named
from zscore.who_lms.measurements import switch_months
from zscore.who_lms.placement import LYING, LYING_MINUS_STANDING_CM, STANDING, STANDING_FROM_DAY
from zscore.who_lms.profiles import Profile, profile_named
from zscore.who_lms.single import broadcast, codes_in, floats_in, plain_child
from zscore.who_lms.standards import WHO_2006, WHO_2007
from zscore.who_lms.tables import SEXES, ages_of, constants_of, load_table


def measurement_at(
    indicator: str,
    *,
    z: Any = None,
    percentile: Any = None,
    sex: Any,
    age_days: Any = None,
    length_height_cm: Any = None,
    measured: Any = None,
    profile: str = "who",
) -> Any:
    """Return the measurement that has a z-score, or is at a percentile.

    Parameters
    ----------
    indicator
        ``haz`` … ``ssz``: a length or height [cm], weight [kg], BMI [kg/m²] (``baz``),
        circumference [cm] or skinfold [mm].
    z
        The exact inverse of the score, restricted tails included.
    percentile
        From 0 to 100, instead of ``z``: by L, M and S throughout, as WHO's tables of percentiles.
        Beyond P0.13 and P99.87 it is another measurement than that of the z of the percentile.
    sex, age_days
        As in score_children; the age [days] may be missing for ``whz``.
    length_height_cm
        Of ``whz``: the length or height [cm].
    measured
        Of ``whz``: how that was measured; of ``haz``: how the result is to be measured. Without it,
        lying below 24 months and standing from there.
    profile
        As in score_children.

    Returns
    -------
    float or array
        The shape to which what was given broadcasts; NaN outside the tables, and where no
        measurement above 0 has the z-score.

    Raises
    ------
    ParameterError
        If not one of ``z`` and ``percentile`` is given, or a percentile is not between 0 and 100.
    UnknownNameError, CodeError, ColumnError, TableError
        If a name or code is not known, a value is no number, or shapes do not broadcast.

    References
    ----------
    WHO Child Growth Standards, Methods and development (2006), chapter 7; WHO's expanded tables.

    Examples
    --------
    >>> import zscore as zs
    >>> round(zs.measurement_at("waz", z=-2, sex="m", age_days=365), 6)
    7.740676
    >>> zs.measurement_at("waz", z=[-5, 4], sex="m", age_days=365).round(6).tolist()
    [5.296585, 14.699589]
    >>> round(zs.measurement_at("haz", percentile=3, sex="f", age_days=730), 1)
    80.3
    """
    entry, rules = indicator_named(indicator), profile_named(profile)
    k, restricted = z_of(z, percentile), entry.restricted and percentile is None
    child = plain_child(
        {"z": k, "length_height_cm": length_height_cm}, sex, age_days, measured, None, SEX
    )
    if child is not None:
        numbers, days, sex_code, position, _ = child
        return _measurement(
            entry, rules, numbers["z"], numbers["length_height_cm"], days, sex_code, position,
            restricted=restricted,
        )  # fmt: skip
    columns: dict[str, NDArray[Any]] = {
        "z": floats_in(k, "z"),
        "age_days": floats_in(age_days, "age_days"),
        "length_height_cm": floats_in(length_height_cm, "length_height_cm"),
        "sex": codes_in(sex, "sex", SEX),
        "measured": codes_in(measured, "measured", MEASURED),
    }
    flat, shape = broadcast(columns)
    found = _measurements(entry, rules, flat, restricted=restricted)
    return float(found[0]) if shape == () else found.reshape(shape)


def percentile(z: Any) -> Any:
    """Return the percentile of a z-score, from 0 to 100, of the normal distribution.

    Parameters
    ----------
    z
        A z-score or an array of them; NaN stays NaN.

    Returns
    -------
    float or array

    Raises
    ------
    ColumnError
        If a value is no number.

    Examples
    --------
    >>> import zscore as zs
    >>> round(zs.percentile(-2), 3), zs.percentile([0.0, 1.6449]).round(2).tolist()
    (2.275, [50.0, 95.0])
    """
    values = floats_in(z, "z")
    if values.shape == ():
        return 50.0 * math.erfc(-float(values) / math.sqrt(2.0))
    from scipy.special import ndtr  # noqa: PLC0415  (0.1 s that a scalar need not wait for)

    found: Floats = 100.0 * ndtr(values)
    return found


def age_equivalent_days(
    indicator: str, *, sex: Any, profile: str = "who", **measurement: Any
) -> Any:
    """Return the first age at which a measurement is the median [days].

    Parameters
    ----------
    indicator
        ``haz``, ``waz``, ``hcz`` or ``acz``: one of what grows with age.
    sex
        As in score_children.
    profile
        As in score_children.
    **measurement
        The column of the indicator: ``length_height_cm``, ``weight_kg``,
        ``head_circumference_cm`` or ``arm_circumference_cm``.

    Returns
    -------
    float or array
        Linear between two days, and between two months from 5 years on; NaN below the first
        median and above the last. A median may fall: that of weight from birth to the next
        day, and that of length at 24 months, where it becomes a height.

    Raises
    ------
    ParameterError
        If the indicator has no such age, or the measurement is another.
    UnknownNameError, CodeError, ColumnError, TableError
        As measurement_at.

    Examples
    --------
    >>> import zscore as zs
    >>> round(zs.age_equivalent_days("haz", length_height_cm=78, sex="m"), 3)
    424.768
    """
    entry, rules = indicator_named(indicator), profile_named(profile)
    if entry.name not in _GROWS:
        raise ParameterError("no_age_equivalent", name=entry.name, known=", ".join(_GROWS))
    column = entry.needs[0]
    if list(measurement) != [column]:
        given = ", ".join(measurement) or "-"
        raise ParameterError("measurement_needed", name=entry.name, column=column, given=given)
    columns: dict[str, NDArray[Any]] = {
        column: floats_in(measurement[column], column),
        "sex": codes_in(sex, "sex", SEX),
    }
    flat, shape = broadcast(columns)
    found = np.full(len(flat["sex"]), np.nan)
    for code in range(len(SEXES)):
        at = flat["sex"] == code
        found[at] = _first_age(flat[column][at], *_medians(entry.name, rules, code))
    return float(found[0]) if shape == () else found.reshape(shape)


_GROWS = ("haz", "waz", "hcz", "acz")  # BMI and skinfolds rise and fall


def z_of(z: Any, percentile: Any) -> Any:
    """Return z, or the z of the percentiles.

    Raises
    ------
    ParameterError
        If not one of both is given, or a percentile is no percentile.
    """
    if (z is None) == (percentile is None):
        raise ParameterError("z_or_percentile")
    if percentile is None:
        return z
    from scipy.special import ndtri  # noqa: PLC0415  (0.1 s that a z need not wait for)

    p = floats_in(percentile, "percentile")
    wrong = ~((p > 0) & (p < 100)) & ~np.isnan(p)
    if wrong.any():
        raise ParameterError("bad_percentile", value=shown_number(float(p[wrong][0])))
    return ndtri(p / 100.0)


def _measurement(
    entry: Indicator,
    rules: Profile,
    z: np.float64,
    cm: np.float64,
    days: np.float64,
    sex: int,
    measured: int,
    *,
    restricted: bool,
) -> float:
    """Return the measurement of one child: no arrays, a twentieth of the time."""
    months = days / DAYS_PER_MONTH
    day, doubted, adjusted, standing = placement.place_child(
        days, months, measured, cm, *_limits(rules)
    )
    table, by_length = constants_of(entry.name), entry.axis != "age_days"
    y = kernels.measure_child(
        z, adjusted if by_length else months, sex, day, standing,
        by_length, table.rows, table.axes, restricted,
    )  # fmt: skip
    return float(y + _shift(entry, measured, day, doubted))


def _measurements(
    entry: Indicator, rules: Profile, flat: dict[str, NDArray[Any]], *, restricted: bool
) -> Floats:
    n = len(flat["z"])
    days, measured = frozen(flat["age_days"]), frozen(flat["measured"])
    months = frozen(days / DAYS_PER_MONTH)
    day, doubted = np.empty(n, np.int16), np.empty(n, bool)
    adjusted, standing = np.empty(n), np.empty(n, bool)
    placement.place_children(
        days, months, measured, frozen(flat["length_height_cm"]), *_limits(rules),
        day, doubted, adjusted, standing,
    )  # fmt: skip
    table, by_length = constants_of(entry.name), entry.axis != "age_days"
    found = np.empty(n)
    kernels.measure_children(
        *map(frozen, (flat["z"], adjusted if by_length else months, flat["sex"], day, standing)),
        by_length, table.rows, table.axes, restricted, found,
    )  # fmt: skip
    found += _shift(entry, measured, day, doubted)
    return found


def _limits(rules: Profile) -> tuple[float, ...]:
    """Return the ages at which a standard or the belief in a position begins or ends."""
    last_day = ages_of(WHO_2006.name)[1]
    return rules.months_end, last_day, rules.standing_from_months, *ages_of(WHO_2007.name)


def _shift(entry: Indicator, measured: Any, day: Any, doubted: Any) -> Any:
    """Return what a length differs in the position in which it is to be measured [cm].

    Where the score adjusts a position, it is the opposite.
    """
    if entry.measure != "length_height_adjusted_cm":
        return 0.0
    lying_over_2 = (measured == LYING) & (day >= STANDING_FROM_DAY)
    standing_under_2 = (measured == STANDING) & (day >= 0) & (day < STANDING_FROM_DAY)
    sign = 1.0 * lying_over_2 - 1.0 * (standing_under_2 & ~np.asarray(doubted, bool))
    return LYING_MINUS_STANDING_CM * sign


@cache
def _medians(name: str, rules: Profile, sex: int) -> tuple[Floats, Floats]:
    """Return the ages [days] and medians of an indicator, of both standards."""
    by_day = load_table(WHO_2006.tables[name][0])
    days = by_day.first + by_day.step * np.arange(by_day.lms.shape[1])
    end = switch_months(rules) * DAYS_PER_MONTH
    ages, medians = [days[days < end]], [by_day.lms[sex, days < end, 1]]
    for table in map(load_table, WHO_2007.tables.get(name, ())[:1]):
        months = table.first + table.step * np.arange(table.lms.shape[1])
        after = months * DAYS_PER_MONTH >= end
        ages.append(months[after] * DAYS_PER_MONTH)
        medians.append(table.lms[sex, after, 1])
    return np.concatenate(ages), np.concatenate(medians)


def _first_age(y: Floats, ages: Floats, medians: Floats) -> Floats:
    """Return where the line of medians first takes each value, NaN where it never does."""
    highest, lowest = np.maximum.accumulate(medians), np.minimum.accumulate(medians)
    rising = np.searchsorted(highest, y, side="left")
    falling = np.searchsorted(-lowest, -y, side="left")
    place = np.where(y >= medians[0], rising, falling)
    there = (place < len(ages)) & ~np.isnan(y)
    upper = np.where(there, place, 0)
    lower = np.maximum(upper - 1, 0)
    step = np.where(upper == lower, 1.0, medians[upper] - medians[lower])
    part = (y - medians[lower]) / step
    return np.where(there, ages[lower] + part * (ages[upper] - ages[lower]), np.nan)
