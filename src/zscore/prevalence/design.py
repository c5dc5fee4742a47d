"""Variance of ratios in a survey with clusters within strata, for groups as domains.

Taylor linearisation: the contribution of a cluster to the estimate r = sum(w y) / sum(w) is
u = (its sum(w y) - r * its sum(w)) / sum(w), and the variance is the sum over the strata of
n_h / (n_h - 1) * (sum of u² - (sum of u)² / n_h), where n_h is the number of clusters of the
stratum in the whole file, including those outside the group. A stratum with one cluster uses the
distance from the mean of all clusters of the group's strata ("adjust"), which is 0 for a ratio, but
not for a total.

Source: R survey 4.4 as WHO anthro 1.1.0 calls it, observed by running them; Binder, International
Statistical Review 51 (1983), 279.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zscore.children.arrays import Floats
from zscore.sums.groups import summed

# Rounding error of the difference of two equal sums.
_ROUNDING = 1e-13


@dataclass(frozen=True, kw_only=True)
class Sample:
    """The strata of the whole file, and the degrees of freedom."""

    clusters: NDArray[np.int64]  # of each stratum, n_h
    by_rows: bool  # whether each row is a cluster
    rows: int
    df: float
    # Where weights are all there is, anthro counts rows of weight 0 in means, as in proportions
    # and in other designs it does not.
    only_weights: bool

    @property
    def df_of_means(self) -> float:
        """Degrees of freedom of means."""
        return self.rows - 1.0 if self.only_weights else self.df


@dataclass(frozen=True, kw_only=True)
class Cells:
    """Sums over the rows of each cluster (or, where each row is one, stratum) in each group.

    All float64[cells, k] for k quantities y; rows without one count nowhere.
    """

    stratum: NDArray[np.intp]
    cluster: NDArray[np.intp]
    group: NDArray[np.intp]
    wy: Floats
    w: Floats
    wwyy: Floats | None = None  # where each row is a cluster, and the next two
    wwy: Floats | None = None
    ww: Floats | None = None


def influences(cells: Cells, ratio: Floats, of: Floats) -> tuple[Floats, Floats]:
    """Return the sums of u and of u² in every cell; for a total, pass ratio 0 and of 1.

    ratio, of  float64[groups, k]  r, and the sum of w
    """
    r, whole = ratio[cells.group], of[cells.group]
    with np.errstate(invalid="ignore", divide="ignore"):
        u = (cells.wy - r * cells.w) / whole
        if cells.wwyy is None or cells.wwy is None or cells.ww is None:
            return u, u * u
        uu = cells.wwyy - 2 * r * cells.wwy + r * r * cells.ww
        return u, np.where(uu <= _ROUNDING * cells.wwyy, 0.0, uu) / (whole * whole)


def variance(
    sample: Sample,
    stratum: NDArray[np.intp],
    group: NDArray[np.intp],
    u: Floats,
    uu: Floats,
    groups: int,
) -> Floats:
    """Return the variance in each group from the sums of u and u² in cells."""
    strata = max(len(sample.clusters), 1)
    found, place = np.unique(group * strata + stratum, return_inverse=True)
    u, uu = summed(u, place, len(found)), summed(uu, place, len(found))
    n = sample.clusters[found % strata].astype(np.float64)[:, None]
    of = found // strata
    with np.errstate(invalid="ignore", divide="ignore"):
        centre = summed(u, of, groups) / summed(n, of, groups)
        lonely = uu - 2 * u * centre[of] + centre[of] ** 2
        spread = np.where(n > 1, n / (n - 1) * np.maximum(uu - u * u / n, 0), lonely)
    return summed(spread, of, groups)
