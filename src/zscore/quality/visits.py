"""Checks that compare the visits of a child: falls, jumps, carried-forward values, outliers.

THE TABLE of checks over time. All are doubts: it is unknown which of two visits is wrong, and
whether children with the same name and birth date are the same. A visit is a few numbers, so that
visits in files larger than memory can be sorted by child in parts. Measurements implausible
by themselves are left to the checks of rows, as are z-scores beyond ±25 (growthcleanr, step 10). No
child is measured weekly for years: a "child" with more than 120 visits is several children who
cannot be told apart, and is skipped.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial

import numpy as np
from numpy.typing import NDArray

from zscore._jit import frozen
from zscore.children.arrays import MISSING, Floats
from zscore.quality import kernels
from zscore.quality.duplicates import repeated
from zscore.quality.mending import outside
from zscore.quality.rows import Flags, Rows
from zscore.who_lms.indicators import ACCEPTED
from zscore.who_lms.placement import LYING_MINUS_STANDING_CM, STANDING, STANDING_FROM_DAY
from zscore.who_lms.standards import WHO_2006
from zscore.who_lms.tables import load_table

Visits = NDArray[np.void]  # of VISIT, by child and day
Places = NDArray[np.int64]
VISIT = np.dtype(
    [("child", "u8"), ("row", "i8"), ("day", "f8"), ("age", "f8"), ("sex", "i1"),
     ("weight", "f8"), ("length", "f8"), ("lying", "f8"), ("waz", "f8"), ("haz", "f8")]
)  # fmt: skip
MOST_VISITS = 120
_RUN = 3  # visits, of which one measurement alone may be the same by chance
_GROWTHCLEANR = "growthcleanr (Daymont et al., JAMIA 24 (2017) 1080)"
_ABSURD = 25.0  # z
_SLACK_CM, _SLACK_KG, _FACTOR = 3.0, 2.0, 2.0
_LOSS, _LEAST_LOSS_KG = 0.2, 1.0


@dataclass(frozen=True, kw_only=True)
class OverTime:
    """A check of visits; ``rule`` receives the first visit of each child, and the visits."""

    name: str
    titles: Mapping[str, str]  # by language
    needs: tuple[str, ...]  # besides what tells children apart
    rule: Callable[[Places, Visits], Flags]
    source: str


def visits_of(rows: Rows, children: NDArray[np.uint64], first_row: int) -> Visits:
    """Return the visits of the rows whose child is known, which has a number above 0."""
    kept = np.flatnonzero(children)
    visits = np.zeros(len(kept), VISIT)
    visits["child"], visits["row"] = children[kept], kept + first_row
    age, visit = rows.age_days, rows.visit
    day = np.where(np.isnat(visit), np.nan, visit.astype(np.int64).astype(np.float64))
    # Where no day is written, the age is one: the days of a child are compared, no more.
    visits["day"] = (day if rows.has("visit_date") else age)[kept]
    visits["age"], visits["sex"] = age[kept], rows.sex[kept]
    scores = rows.scores
    for name, column, z in (("weight", "weight_kg", "waz"), ("length", "length_height_cm", "haz")):
        values = rows.number(column)
        wrong = outside(values, ACCEPTED[column]) | scores[z].flag | ~(values > 0)
        visits[name] = np.where(wrong, np.nan, values)[kept]
        absurd = np.abs(scores[z].z) > _ABSURD
        visits[z] = np.where(absurd, np.nan, scores[z].z)[kept]
    stood = rows.measured == STANDING
    stood |= (rows.measured == MISSING) & (age >= STANDING_FROM_DAY)
    visits["lying"] = visits["length"] + np.where(stood, LYING_MINUS_STANDING_CM, 0.0)[kept]
    dated: Visits = visits[~np.isnan(visits["day"])]
    return dated


def sorted_by_child(visits: Visits) -> tuple[Places, Visits]:
    """Return where each child begins, and the visits of children that have several."""
    several = visits[repeated(visits["child"])]
    # Of two rows of a day it is not the order in the file that decides.
    names = ("row", "length", "weight", "day", "child")
    order = np.lexsort(tuple(several[name] for name in names))
    several = several[order]
    begins = np.flatnonzero(np.diff(several["child"], prepend=np.uint64(0)))
    size = np.diff(begins, append=len(several))
    if (size > MOST_VISITS).any():
        several = several[np.repeat(size <= MOST_VISITS, size)]
        begins = np.flatnonzero(np.diff(several["child"], prepend=np.uint64(0)))
    return np.append(begins, len(several)).astype(np.int64), several


def carried_days(first: Places, visits: Visits) -> NDArray[np.int16]:
    """Return for how many days weight and length have both been unchanged."""
    days, _ = _run(first, visits, "weight", "length")
    return np.minimum(days, np.iinfo(np.int16).max).astype(np.int16)


def _column(visits: Visits, name: str) -> NDArray[np.float64]:
    return frozen(visits[name])


def _falls(slack: float, first: Places, visits: Visits) -> Flags:
    fallen = np.zeros(len(visits), bool)
    day, lying = _column(visits, "day"), _column(visits, "lying")
    kernels.find_falls(frozen(first), day, lying, slack, fallen)
    return fallen


@cache
def _upper(indicator: str) -> Floats:
    """Return the measurement at +3 z, by sex and day, lying at all ages."""
    lms = load_table(WHO_2006.tables[indicator][0]).lms
    L, M, S = np.moveaxis(lms, -1, 0)
    upper: Floats = M * (1.0 + 3.0 * L * S) ** (1.0 / L)
    if indicator == "haz":
        upper[:, STANDING_FROM_DAY:] += LYING_MINUS_STANDING_CM
    return upper


def _jumps(name: str, indicator: str, slack: float, share: float, least: float,
           first: Places, visits: Visits) -> Flags:  # fmt: skip
    jumped = np.zeros(len(visits), bool)
    day, age, sex, series = (_column(visits, column) for column in ("day", "age", "sex", name))
    upper = frozen(_upper(indicator))
    kernels.find_jumps(
        frozen(first), day, age, sex, series, upper, _FACTOR, slack, share, least, jumped
    )
    return jumped


def _run(first: Places, visits: Visits, one: str, other: str) -> tuple[Floats, Floats]:
    days, length = np.zeros(len(visits)), np.zeros(len(visits), np.int16)
    day = _column(visits, "day")
    kernels.find_runs(
        frozen(first), day, _column(visits, one), _column(visits, other), days, length
    )
    return days, length.astype(np.float64)


def _carried(one: str, other: str, run: int, first: Places, visits: Visits) -> Flags:
    carried: Flags = _run(first, visits, one, other)[1] >= run
    return carried


def _outliers(z: str, first: Places, visits: Visits) -> Flags:
    outlying = np.zeros(len(visits), bool)
    kernels.find_outliers(frozen(first), _column(visits, "day"), _column(visits, z), outlying)
    return outlying


_HEIGHT, _WEIGHT = ("length_height_cm",), ("weight_kg",)
CHECKS_OVER_TIME = (
    OverTime(name="height_shrinks",
             titles={"en": "more than 0.5 cm shorter than before",
                     "id": "panjang/tinggi badan berkurang lebih dari 0,5 cm"},
             needs=_HEIGHT, rule=partial(_falls, 0.5),
             source="a child does not shrink; 0.5 cm is what two measurers differ by"),
    OverTime(name="height_shrinks_much",
             titles={"en": "more than 2.5 cm shorter than before",
                     "id": "panjang/tinggi badan berkurang lebih dari 2,5 cm"},
             needs=_HEIGHT,
             rule=partial(_falls, 2.5), source=f"{_GROWTHCLEANR}, height.tolerance.cm"),
    OverTime(name="height_jumps",
             titles={"en": "grew more since the previous visit than a child can",
                     "id": "panjang/tinggi badan bertambah melebihi yang mungkin "
                           "sejak kunjungan sebelumnya"},
             needs=_HEIGHT,
             rule=partial(_jumps, "lying", "haz", _SLACK_CM, np.inf, np.inf),
             source=f"{_GROWTHCLEANR}, twice the greatest gain and 3 cm; the gain is that of +3 z"),
    OverTime(name="weight_jumps",
             titles={"en": "gained or lost more weight since the previous visit than a child can",
                     "id": "berat badan naik atau turun melebihi yang mungkin "
                           "sejak kunjungan sebelumnya"},
             needs=_WEIGHT,
             rule=partial(_jumps, "weight", "waz", _SLACK_KG, _LOSS, _LEAST_LOSS_KG),
             source="twice the gain of a child at +3 z and 2 kg, or a loss of a fifth and 1 kg"),
    OverTime(name="carried_forward",
             titles={"en": "weight and height the same as at the previous visit",
                     "id": "berat dan panjang/tinggi badan sama dengan kunjungan sebelumnya"},
             needs=(*_WEIGHT, *_HEIGHT),
             rule=partial(_carried, "weight", "length", 2),
             source=f"{_GROWTHCLEANR}, carried forward, of both measurements"),
    OverTime(name="height_carried_forward",
             titles={"en": "height the same at three or more visits",
                     "id": "panjang/tinggi badan sama pada tiga kunjungan atau lebih"},
             needs=_HEIGHT,
             rule=partial(_carried, "length", "length", _RUN),
             source=f"{_GROWTHCLEANR}, carried forward, at three visits"),
    OverTime(name="haz_outlier",
             titles={"en": "height-for-age far from that of the child's other visits",
                     "id": "TB/U jauh berbeda dari kunjungan lain anak itu"},
             needs=_HEIGHT,
             rule=partial(_outliers, "haz"), source=f"{_GROWTHCLEANR}, EWMA extreme"),
    OverTime(name="waz_outlier",
             titles={"en": "weight-for-age far from that of the child's other visits",
                     "id": "BB/U jauh berbeda dari kunjungan lain anak itu"},
             needs=_WEIGHT,
             rule=partial(_outliers, "waz"), source=f"{_GROWTHCLEANR}, EWMA extreme"),
)  # fmt: skip
