"""THE TABLE of units: conversion factors, spellings and plausible ranges.

A column's unit is specified by the user, by its heading, or by its canonical name. If the values
are impossible in that unit, the values decide (``Spread.unit``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Dimension = Literal["mass", "length", "time", "z", "weight"]
DAYS_PER_MONTH = 30.4375
MONTHS_PER_YEAR = 12


@dataclass(frozen=True, kw_only=True)
class Unit:
    """A unit, and its size in the base unit of its dimension (kg, cm, days, z)."""

    name: str
    dimension: Dimension
    size: float
    words: tuple[str, ...] = ()  # as written in a heading or after a number


UNITS = {
    unit.name: unit
    for unit in (
        Unit(name="kg", dimension="mass", size=1.0, words=("kg", "kgs", "kilogram", "kilograms")),
        Unit(name="g", dimension="mass", size=1e-3, words=("g", "gr", "gram", "grams", "gm")),
        Unit(name="kg10", dimension="mass", size=0.1),
        Unit(name="lb", dimension="mass", size=0.45359237,
             words=("lb", "lbs", "pound", "pounds")),
        Unit(name="cm", dimension="length", size=1.0, words=("cm", "cms", "centimeter",
                                                             "centimetre", "sentimeter")),
        Unit(name="mm", dimension="length", size=0.1, words=("mm", "millimeter", "millimetre",
                                                             "milimeter")),
        Unit(name="m", dimension="length", size=100.0, words=("m", "meter", "metre")),
        Unit(name="cm10", dimension="length", size=0.1),
        Unit(name="in", dimension="length", size=2.54, words=("in", "inch", "inches")),
        Unit(name="days", dimension="time", size=1.0, words=("days", "day", "hari", "hr")),
        Unit(name="weeks", dimension="time", size=7.0, words=("weeks", "week", "minggu")),
        Unit(name="months", dimension="time", size=DAYS_PER_MONTH,
             words=("months", "month", "bulan", "bln", "mo", "mos", "mths")),
        Unit(name="years", dimension="time", size=MONTHS_PER_YEAR * DAYS_PER_MONTH,
             words=("years", "year", "tahun", "thn", "th", "yr", "yrs")),
        Unit(name="z", dimension="z", size=1.0),
        Unit(name="z100", dimension="z", size=0.01),
        Unit(name="per_million", dimension="weight", size=1e-6),
    )
}  # fmt: skip
UNIT_OF_WORD = {word: unit.name for unit in UNITS.values() for word in unit.words}

# Possible measurements of a living child under five, by column [its own unit].
# Source: WHO Anthro manual (2011), accepted input, for weight, length and head circumference;
# arm circumference as in the SMART manual (2017), 60 to 260 mm.
PLAUSIBLE: dict[str, tuple[float, float]] = {
    "weight_kg": (0.9, 58.0),
    "length_height_cm": (38.0, 150.0),
    "head_circumference_cm": (25.0, 64.0),
    "arm_circumference_cm": (6.0, 26.0),
}
# Units among which the values may decide; units of equal size count as one.
_CANDIDATES = {"mass": ("kg", "g", "kg10", "lb"), "length": ("cm", "mm", "m", "in")}
_SHARE, _LEAST = 0.99, 10  # share and least number of readable values


def factor(unit: str, into: str) -> tuple[float, float]:
    """Return the multiplier and divisor that convert one unit into another.

    If one unit is a whole multiple of the other, the number is divided, so that 9800 g are 9.8 kg
    to the last bit.

    Examples
    --------
    >>> factor("g", "kg"), factor("years", "months"), factor("kg", "kg")
    ((1.0, 1000.0), (12.0, 1.0), (1.0, 1.0))
    """
    if unit == into:
        return 1.0, 1.0
    ratio = UNITS[unit].size / UNITS[into].size
    inverse = round(1 / ratio)
    if ratio < 1 and abs(inverse * ratio - 1) < 1e-12:
        return 1.0, float(inverse)
    return (float(round(ratio)) if abs(ratio - round(ratio)) < 1e-9 else ratio), 1.0


def fits(unit: str, into: str) -> bool:
    """Return whether a column of the unit ``into`` can be written in ``unit``."""
    return UNITS[unit].dimension == UNITS[into].dimension


@dataclass(kw_only=True)
class Spread:
    """Count the values of a column inside and outside the range of each unit; can be added up.

    Parameters
    ----------
    column
        One of PLAUSIBLE.
    own, stated
        The unit in its name, and the one stated by its heading.
    """

    column: str
    own: str
    stated: str
    n: int = 0
    inside: dict[str, int] = field(default_factory=dict)

    def observe(self, values: NDArray[np.float64]) -> None:
        """Observe values as written."""
        low, high = PLAUSIBLE[self.column]
        known = values[(values > 0) | (values < 0)]  # 0 means not measured
        self.n += len(known)
        for unit in dict.fromkeys((*_CANDIDATES[UNITS[self.own].dimension], self.stated)):
            times, over = factor(unit, self.own)
            count = np.count_nonzero((known >= low * over / times) & (known <= high * over / times))
            self.inside[unit] = self.inside.get(unit, 0) + int(count)

    @property
    def tells(self) -> bool:
        """Whether there are enough values to infer the unit, or confirm the stated one."""
        return self.n >= _LEAST

    def add(self, other: Spread) -> None:
        """Add the counts of another sheet, if its heading states the same unit."""
        if other.stated != self.stated:
            return
        self.n += other.n
        for unit, n in other.inside.items():
            self.inside[unit] = self.inside.get(unit, 0) + n

    def unit(self) -> str | None:
        """Return the only other unit in which the values are possible, or None.

        At least 99 % of at least ten values must be outside the range of the stated unit and
        inside the range of exactly one other unit.
        """
        if self.n < _LEAST or self.n - self.inside[self.stated] < _SHARE * self.n:
            return None
        others = [u for u, n in self.inside.items() if u != self.stated and n >= _SHARE * self.n]
        return others[0] if len(others) == 1 else None


def age_unit(numbers: NDArray[np.float64]) -> str | None:
    """Return ``"months"`` if ages without a unit can only be months, otherwise None.

    They are months if some are above 20 and none is above 240 (240.5 if there are halves): above
    20 they cannot be years, and children are rarely all under 240 days old.

    Examples
    --------
    >>> age_unit(np.array([3.0, 41.0])), age_unit(np.array([1.0, 4.0]))
    ('months', None)
    """
    known = numbers[~np.isnan(numbers)]
    if len(known) and known.max() > 20 and known.max() <= 240.5 and known.min() >= 0:
        return "months"
    return None


def shown_units(own: str) -> tuple[str, ...]:
    """Return the units that can be specified for a column of the unit ``own``."""
    return tuple(name for name, unit in UNITS.items() if unit.dimension == UNITS[own].dimension)
