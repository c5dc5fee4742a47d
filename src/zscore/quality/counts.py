"""THE TABLE of counts and sums for every unit.

Each entry gives every row a class, or a z-score whose powers are summed (units.py); statistics only
use these sums (scorecard.py, smart.py, cliffs.py).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zscore.children.arrays import MISSING, Codes, Floats
from zscore.prevalence.selection import SMART_FLAG
from zscore.quality.across import Across
from zscore.quality.checks import CHECKS, Findings
from zscore.quality.duplicates import DUPLICATES
from zscore.quality.rows import MAIN, Flags, Rows
from zscore.who_lms.indicators import INDICATORS

COMPLETE = (
    "sex", "birth_date", "visit_date", "weight_kg", "length_height_cm", "measured",
    "arm_circumference_cm",
)  # fmt: skip
MEASURES = ("weight_kg", "length_height_cm", "arm_circumference_cm")
DIGITS = 20  # ten of tenths, and ten of hundredths that are not 0
POWERS = 5  # 0 to 4
CUTOFFS: dict[str, tuple[float, ...]] = {"haz": (-2.0, -3.0), "waz": (-2.0,), "whz": (-2.0, -3.0)}
BAND = 0.1  # z
# Points at which bands are counted: the cut-offs and their placebos.
POINTS = tuple(-4.5 + 0.5 * k for k in range(9))
_CASE = -2.0


class UnitRows(Findings):
    """Rows of several units, with intermediate results shared by counts."""

    def __init__(self, rows: Rows, across: Across, mean: Mapping[str, Floats]) -> None:
        super().__init__(rows, across)
        self.mean: Mapping[str, Floats] = mean  # of each z-score in the row's unit

    @cached_property
    def months(self) -> Floats:
        """Completed months."""
        return np.floor(self.rows.age_months)

    @cached_property
    def surveyed(self) -> Flags:
        """Whether the child is of the ages of a SMART survey, 6 to 59 months."""
        return (self.months >= 6) & (self.months < 60)


@dataclass(frozen=True, kw_only=True)
class Count:
    """A count: the class of each row, MISSING if it has none."""

    name: str
    needs: tuple[str, ...] = ()
    classes: int
    codes: Callable[[UnitRows], NDArray[Any]]
    lacking: int = MISSING  # the class of the rows of a table without the columns


@dataclass(frozen=True, kw_only=True)
class PowerSum:
    """A sum of powers: a z-score of each row, NaN if missing."""

    name: str
    needs: tuple[str, ...] = ()
    z: Callable[[UnitRows], Floats]


def _there(name: str, of: UnitRows) -> Codes:
    rows = of.rows
    if name in {"sex", "measured"}:
        codes = rows.sex if name == "sex" else rows.measured
        return (codes >= 0).astype(np.int8)
    if name.endswith("_date"):
        return (~np.isnat(rows.days(name))).astype(np.int8)
    return (rows.number(name) > 0).astype(np.int8)


def _sex(of: UnitRows) -> Codes:
    return of.rows.sex


def _age_half(of: UnitRows) -> Codes:
    """Return 0 for 6 to 29 months, 1 for 30 to 59."""
    return np.where(of.surveyed, of.months >= 30, MISSING).astype(np.int8)


def _month_of_year(of: UnitRows) -> Codes:
    inside = (of.months >= 0) & (of.months < 60)
    return np.where(inside, np.where(inside, of.months, 0) % 12, MISSING).astype(np.int8)


def _birth_day(of: UnitRows) -> Codes:
    birth = of.rows.birth
    day = (birth - birth.astype("M8[M]")).astype(np.float64)
    return np.where(np.isnat(birth), MISSING, day).astype(np.int8)


def _birth_month(of: UnitRows) -> Codes:
    birth = of.rows.birth.astype("M8[M]")
    month = (birth - birth.astype("M8[Y]")).astype(np.float64)
    return np.where(np.isnat(birth), MISSING, month).astype(np.int8)


def _digit(name: str, of: UnitRows) -> Codes:
    """Return the last digit as it is written: of 10.4 the 4, of 10 the 0, of 10.45 ten and 5."""
    values = of.rows.number(name)
    there = (values > 0) & (values < 1000)
    hundredths = np.round(np.where(there, values, 0) * 100).astype(np.int64)
    fine = hundredths % 10
    digit = np.where(fine == 0, hundredths // 10 % 10, 10 + fine)
    return np.where(there, digit, MISSING).astype(np.int8)


def _implausible(z: str, of: UnitRows) -> Codes:
    score = of.rows.scores[z]
    return np.where(np.isnan(score.z), MISSING, score.flag).astype(np.int8)


def _plausible(z: str, of: UnitRows) -> Floats:
    score = of.rows.scores[z]
    return np.where(score.flag, np.nan, score.z)


def _bands(z: str, of: UnitRows) -> Codes:
    """Return the band beside a point in which each z lies: 2k below point k, 2k + 1 above."""
    hundredths = np.round(of.rows.z(z) * 100)
    step, width = round(100 * (POINTS[1] - POINTS[0])), round(100 * BAND)
    from_first = hundredths - round(100 * POINTS[0]) + width
    place, inside = np.divmod(from_first, step)
    there = (place >= 0) & (place < len(POINTS)) & (inside < 2 * width)
    with np.errstate(invalid="ignore"):
        return np.where(there, 2 * place + (inside >= width), MISSING).astype(np.int8)


def _case(z: str, of: UnitRows) -> Codes:
    plausible = _plausible(z, of)
    return np.where(np.isnan(plausible), MISSING, plausible < _CASE).astype(np.int8)


def _smart_case(z: str, of: UnitRows) -> Codes:
    return np.where(of.surveyed, _case(z, of), MISSING).astype(np.int8)


def _marked(check: str, whole: Callable[[UnitRows], Flags], of: UnitRows) -> Codes:
    return np.where(whole(of), _RULES[check](of), MISSING).astype(np.int8)


def _all(of: UnitRows) -> Flags:
    return np.ones(of.rows.n, bool)


def _placed(of: UnitRows) -> Flags:
    placed: Flags = (of.rows.measured >= 0) & ~np.isnan(of.rows.age_days)
    return placed


def _compared(z: str, of: UnitRows) -> Flags:
    return ~np.isnan(of.rows.number(f"published_{z}")) & ~np.isnan(of.rows.z(z))


def _surveyed(codes: Callable[[UnitRows], Codes], of: UnitRows) -> Codes:
    return np.where(of.surveyed, codes(of), MISSING).astype(np.int8)


def _surveyed_z(z: str, of: UnitRows) -> Floats:
    return np.where(of.surveyed, _plausible(z, of), np.nan)


def _smart_flag(z: str, of: UnitRows) -> Codes:
    """Return whether a z is too far from the mean of its unit."""
    values = np.where(of.surveyed, of.rows.z(z), np.nan)
    away = of.rows.scores[z].flag | (np.abs(values - of.mean[z]) > SMART_FLAG)
    return np.where(np.isnan(values), MISSING, away).astype(np.int8)


def _smart_plausible(z: str, of: UnitRows) -> Floats:
    return np.where(_smart_flag(z, of) == 0, of.rows.z(z), np.nan)


_RULES = {check.name: check.rule for check in CHECKS}
_NEEDS = {check.name: check.needs for check in CHECKS}


Entry = Count | PowerSum
# Sums for the means of units, by z-score.
MEANS: tuple[Entry, ...] = tuple(
    PowerSum(name=z, needs=INDICATORS[z].needs, z=partial(_surveyed_z, z)) for z in MAIN
)
COUNTED: tuple[Entry, ...] = (
    *(Count(name=f"{name}_there", needs=(name,), classes=2, codes=partial(_there, name), lacking=0)
      for name in COMPLETE),
    Count(name="sex", needs=("sex",), classes=2, codes=_sex),
    Count(name="age_half", classes=2, codes=_age_half),
    Count(name="month_of_year", classes=12, codes=_month_of_year),
    Count(name="birth_day", needs=("birth_date",), classes=31, codes=_birth_day),
    Count(name="birth_month", needs=("birth_date",), classes=12, codes=_birth_month),
    *(Count(name=f"{name}_digit", needs=(name,), classes=DIGITS, codes=partial(_digit, name))
      for name in MEASURES),
    *(Count(name=f"{z}_implausible", needs=INDICATORS[z].needs, classes=2,
            codes=partial(_implausible, z)) for z in MAIN),
    *(PowerSum(name=f"{z}_powers", needs=INDICATORS[z].needs, z=partial(_plausible, z))
      for z in MAIN),
    *(Count(name=f"{z}_case", needs=INDICATORS[z].needs, classes=2, codes=partial(_case, z))
      for z in MAIN),
    *(Count(name=f"{z}_bands", needs=INDICATORS[z].needs, classes=2 * len(POINTS),
            codes=partial(_bands, z)) for z in CUTOFFS),
    Count(name="position", needs=("measured",), classes=2,
          codes=partial(_marked, "position_against_age", _placed)),
    *(Count(name=f"published_{z}", needs=(f"published_{z}", *INDICATORS[z].needs), classes=2,
            codes=partial(_marked, f"published_{z}_differs", partial(_compared, z)))
      for z in MAIN),
    *(Count(name=name, needs=_NEEDS[name], classes=2, codes=partial(_marked, name, _all))
      for name in (*(entry.name for entry in DUPLICATES), "carried_forward")),
    Count(name="smart_sex", needs=("sex",), classes=2, codes=partial(_surveyed, _sex)),
    *(Count(name=f"smart_{name}_digit", needs=(name,), classes=DIGITS,
            codes=partial(_surveyed, partial(_digit, name))) for name in MEASURES),
    *(Count(name=f"smart_{z}_case", needs=INDICATORS[z].needs, classes=2,
            codes=partial(_smart_case, z)) for z in MAIN),
)  # fmt: skip
# Counts that depend on the means of units, and so are made for each level.
OF_MEAN: tuple[Entry, ...] = (
    *(Count(name=f"smart_{z}_flag", needs=INDICATORS[z].needs, classes=2,
            codes=partial(_smart_flag, z)) for z in MAIN),
    *(PowerSum(name=f"smart_{z}_powers", needs=INDICATORS[z].needs,
               z=partial(_smart_plausible, z)) for z in MAIN),
)  # fmt: skip
