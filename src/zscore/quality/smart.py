"""SMART plausibility check: THE TABLE of its ten tests with penalty points.

It uses children of 6 to 59 months; z-scores more than 3 from the mean of the unit are flagged and
excluded from moments. Points penalise chance in small units: the digit test calls 22 of 100 units
of 30 children with perfect digits "problematic". The score card (scorecard.py) does not.

Source: SMART, Plausibility check (ENA for SMART, 2015).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
import pyarrow as pa

from zscore.children.arrays import Floats
from zscore.children.frames import arrow_array
from zscore.quality import statistics
from zscore.quality.unit_columns import SMART
from zscore.sums.groups import Level

TOTAL = "total"
CLASSES = ("excellent", "good", "acceptable", "problematic")
CLASS_ENDS = (9, 14, 24)
AGE_RATIO = 0.85


@dataclass(frozen=True, kw_only=True)
class Found:
    """Results of a test in some units; p is NaN if it is not a significance test."""

    n: Floats
    value: Floats
    p: Floats


@dataclass(frozen=True, kw_only=True)
class Test:
    """One of the ten tests."""

    name: str
    counts: str  # the sums it is made of
    find: Callable[[Floats], Found]
    points: Callable[[Found], Floats]  # NaN where the test could not run


def points_of_flags(share: Floats) -> Floats:
    """Return the points for flagged z-scores [%]."""
    return _by_ends(share, (2.5, 5.0, 7.5), (0, 5, 10, 20))


def points_of_ratio(p: Floats) -> Floats:
    """Return the points for a ratio that chance makes so often."""
    return _by_ends(-p, (-0.1, -0.05, -0.001), (0, 2, 4, 10), inside=False)


def points_of_digits(score: Floats) -> Floats:
    """Return the points for a digit preference score, which SMART rounds to whole numbers."""
    return _by_ends(np.floor(score + 0.5), (7.0, 12.0, 20.0), (0, 2, 4, 10))


def points_of_sd(sd: Floats) -> Floats:
    """Return the points for a standard deviation, by how far it lies on either side of 1."""
    below = _by_ends(-sd, (-0.9, -0.85, -0.8), (0, 5, 10, 20), inside=False)
    return np.maximum(_by_ends(sd, (1.1, 1.15, 1.2), (0, 5, 10, 20), inside=False), below)


def points_of_shape(moment: Floats) -> Floats:
    """Return the points for skewness or kurtosis."""
    return _by_ends(np.abs(moment), (0.2, 0.4, 0.6), (0, 1, 3, 5), inside=False)


def points_of_dispersion(p: Floats) -> Floats:
    """Return the points for cases that chance spreads so over clusters so often."""
    return _by_ends(-p, (-0.05, -0.01, -0.001), (0, 1, 3, 5), inside=False)


def class_of(points: Floats) -> list[str | None]:
    """Return the class of each total, None where there is none."""
    place = np.searchsorted(np.array(CLASS_ENDS), points)
    known = ~np.isnan(points)
    return [CLASSES[k] if there else None for k, there in zip(place, known, strict=True)]


def _by_ends(
    values: Floats, ends: tuple[float, ...], points: tuple[int, ...], *, inside: bool = True
) -> Floats:
    """Return the points of bands; is an end ``inside`` the band that it ends?"""
    place = np.searchsorted(np.array(ends), values, side="left" if inside else "right")
    return np.where(np.isnan(values), np.nan, np.array(points, float)[place])


def _flagged(counts: Floats) -> Found:
    n = counts.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return _plain(n, 100 * counts[:, 1] / n)


def _ratio(expected: float, counts: Floats) -> Found:
    first, second = counts.T
    square = statistics.two_sided_chi_squared(first, second, expected)
    with np.errstate(invalid="ignore", divide="ignore"):
        value = first / second
    return Found(n=first + second, value=value, p=statistics.upper_tail(square, 1.0))


def _digits(counts: Floats) -> Found:
    ten = statistics.ten_digits(counts)
    return _plain(ten.sum(axis=1), statistics.preference_score(ten))


def _moment(which: int, sums: Floats) -> Found:
    return _plain(sums[:, 0], statistics.shape_of_hundredths(sums)[which])


def _dispersion(sums: Floats) -> Found:
    index, df = statistics.index_of_dispersion(sums), sums[:, 0] - 1
    p = statistics.upper_tail(index * df, np.maximum(df, 1))
    return Found(n=sums[:, 0], value=index, p=np.where(np.isnan(index), np.nan, p))


def _plain(n: Floats, value: Floats) -> Found:
    return Found(n=n, value=value, p=np.full(len(n), np.nan))


def _of_value(points: Callable[[Floats], Floats]) -> Callable[[Found], Floats]:
    return lambda found: points(found.value)


def _of_p(points: Callable[[Floats], Floats]) -> Callable[[Found], Floats]:
    return lambda found: points(found.p)


TESTS = (
    Test(name="flagged_whz", counts="smart_whz_flag", find=_flagged,
         points=_of_value(points_of_flags)),
    Test(name="sex_ratio", counts="smart_sex", find=partial(_ratio, 1.0),
         points=_of_p(points_of_ratio)),
    Test(name="age_ratio", counts="age_half", find=partial(_ratio, AGE_RATIO),
         points=_of_p(points_of_ratio)),
    *(Test(name=f"digits_{column}", counts=f"smart_{column}_digit", find=_digits,
           points=_of_value(points_of_digits))
      for column in ("weight_kg", "length_height_cm", "arm_circumference_cm")),
    Test(name="sd_whz", counts="smart_whz_powers", find=partial(_moment, 0),
         points=_of_value(points_of_sd)),
    Test(name="skewness_whz", counts="smart_whz_powers", find=partial(_moment, 1),
         points=_of_value(points_of_shape)),
    Test(name="kurtosis_whz", counts="smart_whz_powers", find=partial(_moment, 2),
         points=_of_value(points_of_shape)),
    Test(name="dispersion_whz", counts="smart_whz_clusters", find=_dispersion,
         points=_of_p(points_of_dispersion)),
)  # fmt: skip


def smart_table(level: Level) -> pa.Table:
    """Return the ten tests of each unit, and the total of those that could run."""
    units, none = level.groups, np.full(level.groups, np.nan)
    rows = []
    for test in TESTS:
        found = Found(n=np.zeros(units), value=none, p=none)
        if test.counts in level.sums:
            found = test.find(level.sums[test.counts].astype(np.float64))
        rows.append((found, test.points(found)))
    points = np.stack([points for _, points in rows], axis=1)
    lacking = np.isnan(points)
    total = np.where(lacking.all(axis=1), np.nan, np.nansum(points, axis=1))
    not_run = [
        ", ".join(test.name for test, gone in zip(TESTS, of_unit, strict=True) if gone) or None
        for of_unit in lacking
    ]
    blank: list[str | None] = [None] * len(TESTS)
    nobody = np.full((units, 1), np.nan)
    return pa.table(
        {
            "test": pa.array([*(test.name for test in TESTS), TOTAL] * units, pa.string()),
            **{
                name: _flat([np.stack([getattr(found, name) for found, _ in rows], axis=1), nobody])
                for name in ("n", "value", "p")
            },
            "points": _flat([points, total[:, None]]),
            "class": _last(class_of(total), blank),
            "not_run": _last(not_run, blank),
        },
        schema=SMART,
    )


def _flat(columns: list[Floats]) -> pa.Array:
    return arrow_array(np.ascontiguousarray(np.hstack(columns).ravel()))


def _last(values: list[str | None], blank: list[str | None]) -> pa.Array:
    """Return values for the last row of each unit."""
    return pa.array([cell for value in values for cell in (*blank, value)], pa.string())
