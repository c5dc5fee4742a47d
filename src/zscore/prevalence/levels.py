"""Estimates of the groups of one level: ratios, their variances and their intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from zscore.children.arrays import Floats
from zscore.children.frames import Categories
from zscore.prevalence import intervals
from zscore.prevalence.counting import Sums
from zscore.prevalence.design import Cells, Sample, influences, variance
from zscore.prevalence.groups import groups_of, summed
from zscore.prevalence.quantities import Quantity, Weighed
from zscore.prevalence.tally import Tally


@dataclass(kw_only=True)
class Level:
    """What is estimated of the groups of one level; arrays are float64[groups, quantities].

    Proportions are shares here, not percentages; NaN is missing.
    """

    names: tuple[str, ...]
    keys: list[pa.Array]
    quantities: Sequence[Quantity]
    n: Floats
    n_weighted: Floats
    numerator: Floats
    estimate: Floats
    se: Floats
    low: Floats
    high: Floats
    method: list[str | None]
    df: Floats  # of each quantity
    cells: Cells | None  # of a survey of clusters, for changes
    of: Floats  # what the estimates are ratios to
    more: dict[str, NDArray[Any] | Categories] = field(default_factory=dict)  # further columns

    @property
    def groups(self) -> int:
        """How many groups there are."""
        return len(self.n)


def sample_of(tally: Tally) -> Sample:
    """Return the strata and degrees of freedom of all rows of a tally."""
    design, sums = tally.design, tally.sums
    keys = dict(zip(design.keys, tally.keys, strict=True))
    rows = sums["rows"]
    weighted = sums.get("weighted_rows", rows)
    stratum = _number([keys[design.strata]] if design.strata else [], len(rows))
    strata = int(stratum.max()) + 1 if len(rows) else 0
    there = summed(weighted, stratum, strata) > 0
    cluster = _number([keys[design.cluster]] if design.cluster else [], len(rows))
    by_rows = not len(rows) or cluster.max() == 0  # no clusters, or all children in one
    if by_rows:
        clusters, weighted_clusters = summed(rows, stratum, strata), weighted.sum()
    else:
        pair, first = _pairs(stratum, cluster)
        clusters = np.bincount(stratum[first], minlength=strata)
        weighted_clusters = (summed(weighted, pair, len(first)) > 0).sum()
    return Sample(
        clusters=clusters,
        by_rows=by_rows,
        rows=int(rows.sum()),
        df=float(weighted_clusters - there.sum()),
        only_weights=by_rows and not design.strata,
    )


def _pairs(
    stratum: NDArray[np.intp], cluster: NDArray[np.intp]
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Number the clusters of all strata; the same id in two strata is two clusters."""
    _, first, pair = np.unique(
        stratum * (int(cluster.max()) + 1) + cluster, return_index=True, return_inverse=True
    )
    return pair, first


def _number(columns: Sequence[pa.Array], n: int) -> NDArray[np.intp]:
    return groups_of(columns, n)[1]


def level_of(
    tally: Tally, names: Sequence[str], quantities: Sequence[Quantity], sample: Sample, method: str
) -> Level:
    """Estimate every quantity in the groups of some keys."""
    design = tally.design
    columns = dict(zip(design.keys, tally.keys, strict=True))
    rows = len(tally.sums["rows"])
    keys, group = groups_of([columns[name] for name in names], rows)
    groups = 1 if not names else int(group.max(initial=-1)) + 1
    stratum = _number([columns[design.strata]] if design.strata else [], rows)
    if sample.by_rows:
        cluster = np.zeros(rows, np.intp)
    else:
        cluster, _ = _pairs(stratum, _number([columns[str(design.cluster)]], rows))
    cell = (group * (cluster.max(initial=0) + 1) + cluster) * (stratum.max(initial=0) + 1) + stratum
    _, first, place = np.unique(cell, return_index=True, return_inverse=True)
    sums: Sums = {name: summed(array, place, len(first)) for name, array in tally.sums.items()}
    at = Weighed(tally, sums, quantities)
    cells = Cells(
        stratum=stratum[first],
        cluster=cluster[first],
        group=group[first],
        wy=at.wy,
        w=at.w,
        wwyy=at.wwyy if sample.by_rows else None,
        wwy=at.wwy if sample.by_rows else None,
        ww=at.ww if sample.by_rows else None,
    )
    of_groups = {name: summed(array, cells.group, groups) for name, array in sums.items()}
    whole = Weighed(tally, of_groups, quantities)
    return _estimated(tally, names, keys, quantities, sample, method, cells, whole, groups)


def _estimated(
    tally: Tally,
    names: Sequence[str],
    keys: list[pa.Array],
    quantities: Sequence[Quantity],
    sample: Sample,
    method: str,
    cells: Cells,
    whole: Weighed,
    groups: int,
) -> Level:
    kind = np.array([q.statistic for q in quantities])
    with np.errstate(invalid="ignore", divide="ignore"):
        estimate = whole.wy / whole.w
    total = kind == "total"
    # A total is a ratio to nothing: its u are the sums themselves.
    ratio, of = np.where(total, 0.0, estimate), np.where(total, 1.0, whole.w)
    u, uu = influences(cells, ratio, of)
    spread = variance(sample, cells.stratum, cells.group, u, uu, groups)
    estimate[:, total] = whole.wy[:, total]
    df = np.where(kind == "mean", sample.df_of_means, sample.df)
    width = intervals.t_quantile(df)
    se = np.sqrt(spread)
    low, high = estimate - width * se, estimate + width * se
    low[:, total] = np.maximum(low[:, total], 0)
    shares = kind == "prevalence"
    low[:, shares], high[:, shares] = intervals.INTERVALS[method](
        intervals.Share(
            p=estimate[:, shares],
            n=whole.n[:, shares],
            variance=spread[:, shares],
            df=df[shares],
            census=not tally.design.sampled,
        )
    )
    for k in np.flatnonzero(kind == "sd"):
        estimate[:, k] = _sd(whole, k, sample)
        se[:, k] = low[:, k] = high[:, k] = np.nan
        if not tally.design.sampled:
            low[:, k], high[:, k] = intervals.chi_squared_sd(estimate[:, k], whole.n[:, k])
    methods = {"prevalence": method, "mean": "t", "total": "t"}
    if not tally.design.sampled:
        methods["sd"] = "chi-squared"
    return Level(
        names=tuple(names),
        keys=keys,
        quantities=quantities,
        n=whole.n,
        n_weighted=whole.w,
        numerator=np.where((kind == "prevalence") | total, whole.wy, np.nan),
        estimate=estimate,
        se=se,
        low=low,
        high=high,
        method=[methods.get(q.statistic) for q in quantities],
        df=df,
        cells=None if sample.by_rows else cells,
        of=of,
    )


def _sd(whole: Weighed, k: np.intp, sample: Sample) -> Floats:
    """Return the standard deviation of a z-score in every group, NaN of one child."""
    n = (whole.n if sample.only_weights else whole.n_weighted)[:, k]
    w, wx, wxx = whole.w[:, k], whole.wy[:, k], whole.wyy[:, k]
    with np.errstate(invalid="ignore", divide="ignore"):
        squares = wxx - wx * wx / w
        squares = np.where(squares <= 1e-13 * wxx, 0.0, squares)
        return np.where(n > 1, np.sqrt(n / (n - 1) * squares / w), np.nan)
