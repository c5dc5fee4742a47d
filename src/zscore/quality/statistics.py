"""Statistics of the quality of measurements, for many units at once.

Counts are float64[units, classes]; everything comes from counts and sums, so units may be added up.
Sources: WHO and UNICEF, Recommendations (2019), chapter 3; SMART, Plausibility check (2015); Myers,
Journal of the American Statistical Association 35 (1940), 541, unblended.
"""

from __future__ import annotations

import numpy as np
from scipy import special

from zscore.column_values import Floats

_TAIL = 0.025
_WIDTH = -float(special.ndtri(_TAIL))
Limits = tuple[Floats, Floats]


def chi_squared(counts: Floats) -> Floats:
    """Return χ² of equal classes; NaN of nobody."""
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
    """Return the score less what chance makes of it, and its limits.

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


def shape(power: Floats) -> tuple[Floats, Floats, Floats]:
    """Return standard deviation, skewness g1 and excess kurtosis g2 of power sums.

    power  float64[units, 5]  Σx⁰ to Σx⁴
    """
    n = power[:, 0]
    with np.errstate(invalid="ignore", divide="ignore"):
        m1, m2, m3, m4 = (power[:, k] / n for k in range(1, 5))
        variance = np.maximum(m2 - m1**2, 0)
        third = m3 - 3 * m1 * m2 + 2 * m1**3
        fourth = m4 - 4 * m1 * m3 + 6 * m1**2 * m2 - 3 * m1**4
        spread = np.where(variance > 1e-12 * np.maximum(m2, 1e-12), variance, np.nan)
        sd = np.sqrt(variance * n / np.where(n > 1, n - 1, np.nan))
        return sd, third / spread**1.5, fourth / spread**2 - 3
