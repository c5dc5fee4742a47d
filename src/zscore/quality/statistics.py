"""Statistics of the quality of measurements, for many units at once.

Counts are float64[units, classes]; everything comes from counts and sums, so units may be added up.
Sources: WHO and UNICEF, Recommendations (2019), chapter 3; SMART, Plausibility check (2015); Myers,
Journal of the American Statistical Association 35 (1940), 541, unblended.
"""

from __future__ import annotations

import numpy as np
from scipy import special

from zscore.children.arrays import Floats

_TAIL = 0.025
_WIDTH = -float(special.ndtri(_TAIL))
Limits = tuple[Floats, Floats]


def chi_squared(counts: Floats) -> Floats:
    """Return χ² for equal classes, NaN without children."""
    n = counts.sum(axis=1)
    expected = n / counts.shape[1]
    with np.errstate(invalid="ignore", divide="ignore"):
        found: Floats = ((counts - expected[:, None]) ** 2).sum(axis=1) / expected
    return found


def preference_score(counts: Floats) -> Floats:
    """Return 100 √(χ² / (n (k − 1))): 0 where classes are equal, 100 where one has all.

    Of few measurements it is large by chance; preference_effect is not.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        found: Floats = 100 * np.sqrt(chi_squared(counts) / (counts.sum(axis=1) * _df(counts)))
    return found


def preference_effect(counts: Floats) -> tuple[Floats, Limits]:
    """Return the score corrected for chance, and its limits.

    100 √(max(0, χ² − df) / (n df)). Near no preference its limits are those of the
    non-centrality of χ²; of a strong one χ² varies more than that, by Σ p³ − (Σ p²)², and the
    limits are the wider of both.
    """
    square, df, n = chi_squared(counts), _df(counts), counts.sum(axis=1)
    known = n > 0
    x = np.where(known, square, 1.0)

    def effect(noncentral: Floats) -> Floats:
        with np.errstate(invalid="ignore", divide="ignore"):
            found: Floats = 100 * np.sqrt(np.maximum(noncentral, 0) / (n * df))
        return np.where(known, found, np.nan)

    with np.errstate(invalid="ignore", divide="ignore"):
        share = counts / n[:, None]
        varies = (share**3).sum(axis=1) - (share**2).sum(axis=1) ** 2
        arm = _WIDTH * 2 * (df + 1) * np.sqrt(np.maximum(varies, 0) * n)
    low = np.minimum(_noncentral(x, df, 1 - _TAIL), square - df - arm)
    high = np.maximum(_noncentral(x, df, _TAIL), square - df + arm)
    return effect(square - df), (effect(low), effect(high))


def _noncentral(x: Floats, df: int, tail: float) -> Floats:
    """Return the non-centrality for which so much of χ² lies below x; 0 where none is."""
    reachable = special.chdtr(df, x) > tail
    found = special.chndtrinc(np.where(reachable, x, df + 10.0), df, tail)
    return np.where(reachable, found, 0.0)


def _df(counts: Floats) -> int:
    return int(counts.shape[1] - 1)


def myers_index(counts: Floats) -> Floats:
    """Return ½ Σ |share − 1/k| · 100: how many measurements would have to change [%]."""
    n = counts.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        shares = counts / n[:, None]
    found: Floats = 50 * np.abs(shares - 1 / counts.shape[1]).sum(axis=1)
    return found


def two_sided_chi_squared(first: Floats, second: Floats, ratio: float) -> Floats:
    """Return χ² of first : second against an expected ratio, with Yates' correction."""
    n = first + second
    expected = n * ratio / (1 + ratio)
    with np.errstate(invalid="ignore", divide="ignore"):
        off = np.maximum(np.abs(first - expected) - 0.5, 0) ** 2
        found: Floats = off / expected + off / (n - expected)
    return found


def ten_digits(digits: Floats) -> Floats:
    """Return how often each last digit was written, whether of tenths or of hundredths."""
    both: Floats = digits[:, :10] + digits[:, 10:]
    return both


def shape_of_hundredths(sums: Floats) -> tuple[Floats, Floats, Floats]:
    """Return standard deviation, skewness g1 and excess kurtosis g2 of power sums.

    sums  float64[units, 5]  Σx⁰ to Σx⁴ of z · 100
    """
    n = sums[:, 0]
    with np.errstate(invalid="ignore", divide="ignore"):
        m1, m2, m3, m4 = (sums[:, k] / 100.0**k / n for k in range(1, 5))
        variance = np.maximum(m2 - m1**2, 0)
        third = m3 - 3 * m1 * m2 + 2 * m1**3
        fourth = m4 - 4 * m1 * m3 + 6 * m1**2 * m2 - 3 * m1**4
        spread = np.where(variance > 1e-12 * np.maximum(m2, 1e-12), variance, np.nan)
        sd = np.sqrt(variance * n / np.where(n > 1, n - 1, np.nan))
        return sd, third / spread**1.5, fourth / spread**2 - 3


def errors_of_shape(n: Floats) -> tuple[Floats, Floats]:
    """Return the standard errors of skewness and of kurtosis of normal values."""
    m = np.where(n > 3, n, np.nan)
    skewness = np.sqrt(6 * m * (m - 1) / ((m - 2) * (m + 1) * (m + 3)))
    return skewness, 2 * skewness * np.sqrt((m * m - 1) / ((m - 3) * (m + 5)))


def index_of_dispersion(sums: Floats) -> Floats:
    """Return the variance of the cases of clusters over their mean.

    sums  float64[units, 3]  clusters, Σ cases, Σ cases²
    """
    clusters, cases, squares = sums.T
    with np.errstate(invalid="ignore", divide="ignore"):
        index: Floats = (squares - cases**2 / clusters) / (clusters - 1) / (cases / clusters)
    return index


def limits_of_dispersion(sums: Floats) -> Limits:
    """Return the limits of the index, by χ² of clusters less one."""
    df = np.where(sums[:, 0] > 1, sums[:, 0] - 1, np.nan)
    square = index_of_dispersion(sums) * df
    return square / special.chdtri(df, _TAIL), square / special.chdtri(df, 1 - _TAIL)


def greens_index(sums: Floats) -> Floats:
    """Return Green's index: 0 where cases fall by chance, 1 where all are in one cluster."""
    with np.errstate(invalid="ignore", divide="ignore"):
        found: Floats = (index_of_dispersion(sums) - 1) / (sums[:, 1] - 1)
    return found


def upper_tail(square: Floats, df: Floats | float) -> Floats:
    """Return the upper tail probability of χ²."""
    found: Floats = special.chdtrc(df, square)
    return np.where(np.isnan(square), np.nan, found)
