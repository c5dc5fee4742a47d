"""Changes between consecutive periods within groups."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from zscore.children.arrays import Floats
from zscore.prevalence.design import Cells, Sample, influences, variance
from zscore.prevalence.intervals import newcombe, t_quantile
from zscore.prevalence.levels import Estimates
from zscore.sums.keys import groups_of

CHANGES = ("change", "change_low", "change_high")


def add_changes(level: Estimates, sample: Sample) -> None:
    """Add the difference from the previous period, with its interval.

    The previous period is the one before it among all that occur. In a survey, the interval
    accounts for clusters that are in both periods. Otherwise the periods are treated as
    independent, so the interval is too wide if the same children are measured again.
    """
    _, period = groups_of(level.keys[:1], level.groups)
    _, place = groups_of(level.keys[1:], level.groups)
    periods = int(period.max(initial=-1)) + 1
    at = np.full((int(place.max(initial=-1)) + 1, periods + 1), -1)
    at[place, period + 1] = np.arange(level.groups)
    before = at[place, period]
    late = np.flatnonzero(before >= 0)
    early = before[late]
    change, low, high = (np.full(level.estimate.shape, np.nan) for _ in range(3))
    difference = level.estimate[late] - level.estimate[early]
    if level.cells is None:
        limits = newcombe(
            level.estimate[early],
            (level.low[early], level.high[early]),
            level.estimate[late],
            (level.low[late], level.high[late]),
        )
    else:
        arm = t_quantile(level.df) * np.sqrt(_variance(level, level.cells, sample, late, early))
        limits = difference - arm, difference + arm
    of_ratio = np.array([q.statistic in {"prevalence", "mean"} for q in level.quantities])
    for whole, found in ((change, difference), (low, limits[0]), (high, limits[1])):
        whole[late] = np.where(of_ratio, found, np.nan)
    level.more |= dict(zip(CHANGES, (change, low, high), strict=True))


def _variance(
    level: Estimates, cells: Cells, sample: Sample, late: NDArray[np.intp], early: NDArray[np.intp]
) -> Floats:
    """Return the variance of differences, with clusters that may be in both periods."""
    u, _ = influences(cells, level.estimate, level.of)
    later, earlier = np.full(level.groups, -1), np.full(level.groups, -1)
    later[late] = earlier[early] = np.arange(len(late))
    rows = [np.flatnonzero(of_group[cells.group] >= 0) for of_group in (later, earlier)]
    group = np.concatenate([later[cells.group[rows[0]]], earlier[cells.group[rows[1]]]])
    both = np.concatenate(rows)
    signed = np.concatenate([u[rows[0]], -u[rows[1]]])
    # A cluster in both periods contributes the sum of its two (signed) contributions.
    strata = int(cells.stratum.max(initial=0)) + 1
    clusters = int(cells.cluster.max(initial=0)) + 1
    key = (group * clusters + cells.cluster[both]) * strata + cells.stratum[both]
    _, first, place = np.unique(key, return_index=True, return_inverse=True)
    joined = np.zeros((len(first), signed.shape[1]))
    np.add.at(joined, place, signed)
    return variance(
        sample, cells.stratum[both][first], group[first], joined, joined * joined, len(late)
    )
