"""Estimates for the groups of one level: ratios, variances and intervals."""

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
from zscore.prevalence.design import Cells, Sample, influences, variance
from zscore.prevalence.quantities import Quantity, WeightedSums
from zscore.prevalence.tally import Tally
from zscore.sums.groups import GroupSums, Level, level_of


@dataclass(kw_only=True)
class Estimates:
    """Estimates for the groups of one level; arrays are float64[groups, quantities].

    Proportions are shares, not percentages; NaN is missing.
    """

    level: Level
    names: tuple[str, ...]  # of the columns of this level and those above
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
        """Number of groups."""
        return self.level.groups

    @property
    def keys(self) -> list[pa.Array]:
        """Columns that identify the groups."""
        return [self.level.keys[name] for name in self.names]


def sample_of(tally: Tally) -> Sample:
    """Return the strata and degrees of freedom of all rows of a tally."""
    design, counted = tally.design, tally.counted
    strata, _ = counted.rolled_up(_named(design.strata))
    clusters, _ = counted.rolled_up(_named(design.strata, design.cluster))
    there = _weighted(strata) > 0
    # No clusters, or all children in one.
    by_rows = design.cluster is None or counted.rolled_up([design.cluster])[0].size <= 1
    if by_rows:
        n, weighted_clusters = strata.sums["rows"], _weighted(strata).sum()
    else:
        _, stratum = clusters.rolled_up(_named(design.strata))
        n = np.bincount(stratum, minlength=strata.size)
        weighted_clusters = (_weighted(clusters) > 0).sum()
    return Sample(
        clusters=n,
        by_rows=by_rows,
        rows=tally.n,
        df=float(weighted_clusters - there.sum()),
        only_weights=by_rows and not design.strata,
    )


def _named(*names: str | None) -> list[str]:
    return list(dict.fromkeys(name for name in names if name))


def _weighted(groups: GroupSums) -> NDArray[np.int64]:
    """Return the number of rows with a weight."""
    weighted: NDArray[np.int64] = groups.sums.get("weighted_rows", groups.sums["rows"])
    return weighted


def estimates_of(
    tally: Tally,
    depth: int,
    quantities: Sequence[Quantity],
    sample: Sample,
    method: str,
    *,
    rollup: bool,
) -> Estimates:
    """Estimate every quantity in the groups of a level: by ``depth`` columns, in each period."""
    design = tally.design
    names = design.groups[: len(design.groups) - len(design.by) + depth]
    clusters = _named(design.strata, None if sample.by_rows else design.cluster)
    # The same cluster in two strata is two clusters.
    by_cluster, _ = tally.counted.rolled_up(_named(*names, *clusters))
    groups, group = by_cluster.rolled_up(names, least=int(not names))
    at = WeightedSums(tally, by_cluster.sums, quantities)
    cells = Cells(
        stratum=by_cluster.rolled_up(_named(design.strata))[1],
        cluster=by_cluster.rolled_up(clusters)[1],
        group=group,
        wy=at.wy,
        w=at.w,
        wwyy=at.wwyy if sample.by_rows else None,
        wwy=at.wwy if sample.by_rows else None,
        ww=at.ww if sample.by_rows else None,
    )
    level = level_of(groups, design.by, depth, rollup=rollup, lowest=tally.counted)
    return _estimated(tally, names, level, quantities, sample, method, cells)


def _estimated(
    tally: Tally,
    names: tuple[str, ...],
    level: Level,
    quantities: Sequence[Quantity],
    sample: Sample,
    method: str,
    cells: Cells,
) -> Estimates:
    whole = WeightedSums(tally, level.sums, quantities)
    kind = np.array([q.statistic for q in quantities])
    with np.errstate(invalid="ignore", divide="ignore"):
        estimate = whole.wy / whole.w
    total = kind == "total"
    # A total has no denominator: its u are the sums themselves.
    ratio, of = np.where(total, 0.0, estimate), np.where(total, 1.0, whole.w)
    u, uu = influences(cells, ratio, of)
    spread = variance(sample, cells.stratum, cells.group, u, uu, level.groups)
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
    return Estimates(
        level=level,
        names=names,
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
        more=_of_survey(whole, kind, spread, df) if tally.design.sampled else {},
    )


def _of_survey(
    whole: WeightedSums, kind: NDArray[np.str_], spread: Floats, df: Floats
) -> dict[str, NDArray[Any] | Categories]:
    """Return the design effect and the degrees of freedom of every estimate.

    The effect is that of R's survey with deff="replace": the variance, divided by that of a simple
    sample of as many children, drawn with replacement.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        squares = whole.wyy - whole.wy * whole.wy / whole.w
        squares = np.where(squares <= 1e-13 * whole.wyy, np.nan, squares)
        effect = spread / (squares / whole.w / np.where(whole.n > 1, whole.n - 1, np.nan))
    ratios = (kind == "prevalence") | (kind == "mean")
    known = ratios | (kind == "total")
    return {
        "design_effect": np.where(ratios, effect, np.nan),
        "df": np.where(known & (whole.n > 0), df, np.nan),
    }


def _sd(whole: WeightedSums, k: np.intp, sample: Sample) -> Floats:
    """Return the standard deviation of a z-score in every group, NaN of one child."""
    n = (whole.n if sample.only_weights else whole.n_weighted)[:, k]
    w, wx, wxx = whole.w[:, k], whole.wy[:, k], whole.wyy[:, k]
    with np.errstate(invalid="ignore", divide="ignore"):
        squares = wxx - wx * wx / w
        squares = np.where(squares <= 1e-13 * wxx, 0.0, squares)
        return np.where(n > 1, np.sqrt(n / (n - 1) * squares / w), np.nan)
