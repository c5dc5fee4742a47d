"""THE TABLE of units: what a number is multiplied by, how units are written, what is plausible.

A column's unit is told by the user, or by its heading, or is the one its canonical name carries.
Where no value can be what that unit says, the values decide (``unit_by_values``).
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
    """A unit, and how much of its dimension's base (kg, cm, days, z) one of it is."""

    name: str
    dimension: Dimension
    size: float
    words: tuple[str, ...] = ()  # as it stands in a heading or behind a number


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

# What a living child under five may measure, by column [its own unit].
# Source: WHO Anthro manual (2011), accepted input, for weight, length and head circumference;
# arm circumference as in the SMART manual (2017), 60 to 260 mm.
PLAUSIBLE: dict[str, tuple[float, float]] = {
    "weight_kg": (0.9, 58.0),
    "length_height_cm": (38.0, 150.0),
    "head_circumference_cm": (25.0, 64.0),
    "arm_circumference_cm": (6.0, 26.0),
}
# Among which units the values may decide; those of one size are one.
_CANDIDATES = {"mass": ("kg", "g", "kg10", "lb"), "length": ("cm", "mm", "m", "in")}
_SHARE, _LEAST = 0.99, 10  # of the readable values; and how many there must be


def factor(unit: str, into: str) -> tuple[float, float]:
    """Return what a number is multiplied by and divided by, to go from one unit into another.

    Of a unit that is a whole part of the other it is divided, so that 9800 g are 9.8 kg to the
    last bit.

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
    """Can a column of the unit ``into`` be written in ``unit``?"""
    return UNITS[unit].dimension == UNITS[into].dimension


@dataclass(kw_only=True)
class Spread:
    """How many values of a column lie inside and outside of what each unit allows; adds up.

    Parameters
    ----------
    column
        One of PLAUSIBLE.
    own, stated
        The unit that its name carries, and the one that its heading states.
    """

    column: str
    own: str
    stated: str
    n: int = 0
    inside: dict[str, int] = field(default_factory=dict)

    def observe(self, values: NDArray[np.float64]) -> None:
        """Take note of values as they are written."""
        low, high = PLAUSIBLE[self.column]
        known = values[(values > 0) | (values < 0)]  # 0 is what nobody measured
        self.n += len(known)
        for unit in dict.fromkeys((*_CANDIDATES[UNITS[self.own].dimension], self.stated)):
            times, over = factor(unit, self.own)
            count = np.count_nonzero((known >= low * over / times) & (known <= high * over / times))
            self.inside[unit] = self.inside.get(unit, 0) + int(count)

    @property
    def tells(self) -> bool:
        """Are there enough values to tell the unit, or that it is the stated one?"""
        return self.n >= _LEAST

    def add(self, other: Spread) -> None:
        """Take note of the values of another sheet, if its heading states the same unit."""
        if other.stated != self.stated:
            return
        self.n += other.n
        for unit, n in other.inside.items():
            self.inside[unit] = self.inside.get(unit, 0) + n

    def unit(self) -> str | None:
        """Return the one other unit that the values can only be in, None if they do not say.

        At least 99 % of ten values or more must lie outside of what the stated unit allows and
        inside of what exactly one other does.
        """
        if self.n < _LEAST or self.n - self.inside[self.stated] < _SHARE * self.n:
            return None
        others = [u for u, n in self.inside.items() if u != self.stated and n >= _SHARE * self.n]
        return others[0] if len(others) == 1 else None


def age_unit(numbers: NDArray[np.float64]) -> str | None:
    """Return ``"months"`` if ages of no stated unit can only be months, else None.

    Months if some are above 20 and none above 240 (or 240.5, where they are counted in halves):
    few under-fives are that many years old, or that few days.

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
    """Return the units that a column of the unit ``own`` may be told to be in."""
    return tuple(name for name, unit in UNITS.items() if unit.dimension == UNITS[own].dimension)
