"""Confidence intervals of proportions; all arrays are [groups, proportions].

Sources: R survey 4.4, svyciprop (logit); Wilson, JASA 22 (1927), 209; Clopper and Pearson,
Biometrika 26 (1934), 404; Korn and Graubard, Survey Methodology 24 (1998), 193, with the
effective size never above the real one as in NCHS, Vital and Health Statistics 2/175 (2017);
Newcombe, Statistics in Medicine 17 (1998), 873.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy import special

from zscore.children.arrays import Floats

LEVEL = 0.95
_TAIL = (1 - LEVEL) / 2
Limits = tuple[Floats, Floats]


@dataclass(frozen=True, kw_only=True)
class Share:
    """Proportions p among n children, with variances, and ``df`` for each proportion."""

    p: Floats
    n: Floats
    variance: Floats
    df: Floats
    census: bool  # of all children, not a sample with a design

    @property
    def size(self) -> Floats:
        """Effective sample size; n if the variance is 0."""
        if self.census:
            return self.n
        return effective_size(self.p, self.variance, self.n)


def effective_size(p: Floats, variance: Floats, n: Floats) -> Floats:
    """Return the effective sample size; n if the variance is 0."""
    varies = (variance > 0) & (p > 0) & (p < 1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(varies, p * (1 - p) / variance, n)


def t_quantile(df: Floats, tail: float = _TAIL) -> Floats:
    """Return the t quantile for an interval; NaN without degrees of freedom."""
    df = np.asarray(df, np.float64)
    found: Floats = -special.stdtrit(np.where(df > 0, df, np.nan), tail)
    return found


def normal_quantile(tail: float = _TAIL) -> float:
    """Return the normal quantile for an interval."""
    return -float(special.ndtri(tail))


def logit(share: Share) -> Limits:
    """Return limits that are symmetrical on the logit scale, or p itself at 0 and 1."""
    p = share.p
    inside = (p > 0) & (p < 1)
    with np.errstate(invalid="ignore", divide="ignore"):
        arm = t_quantile(share.df) * np.sqrt(share.variance) / (p * (1 - p))
        middle = special.logit(np.where(inside, p, np.nan))
        low, high = special.expit(middle - arm), special.expit(middle + arm)
    return np.where(inside, low, p), np.where(inside, high, p)


def wilson(share: Share) -> Limits:
    """Return Wilson's score limits, with the effective sample size in a survey."""
    width = normal_quantile() if share.census else t_quantile(share.df)
    return wilson_limits(share.p, share.size, width)


def wilson_limits(p: Floats, size: Floats, width: Floats | float) -> Limits:
    """Return Wilson's limits for a width in standard errors."""
    with np.errstate(invalid="ignore", divide="ignore"):
        share = width * width / size
        middle = (p + share / 2) / (1 + share)
        arm = np.sqrt(p * (1 - p) * share + share * share / 4) / (1 + share)
    # Keep p inside despite rounding.
    low, high = np.minimum(middle - arm, p), np.maximum(middle + arm, p)
    known = ~np.isnan(arm)
    return np.where(known & (p == 0), 0, low), np.where(known & (p == 1), 1, high)


def exact(share: Share) -> Limits:
    """Return Clopper–Pearson limits, which are never too short; Korn–Graubard in a survey."""
    p, n = share.p, share.n
    size = share.size
    if not share.census:
        # Few clusters reduce the effective size, which never exceeds n.
        wide = np.where(n > 1, t_quantile(n - 1), t_quantile(share.df)) / t_quantile(share.df)
        size = np.minimum(size * wide * wide, n)  # missing without degrees of freedom
    k = p * size
    with np.errstate(invalid="ignore"):
        low = special.betaincinv(k, size - k + 1, _TAIL)
        high = special.betaincinv(k + 1, size - k, 1 - _TAIL)
    known = ~np.isnan(size)
    return np.where(known & (p == 0), 0, low), np.where(known & (p == 1), 1, high)


INTERVALS: dict[str, Callable[[Share], Limits]] = {
    "logit": logit,
    "wilson": wilson,
    "exact": exact,
    "korn-graubard": exact,
}


def chi_squared_sd(sd: Floats, n: Floats) -> Limits:
    """Return the limits of a standard deviation of normal values in a simple sample."""
    df = np.where(n > 1, n - 1, np.nan)
    return (
        sd * np.sqrt(df / special.chdtri(df, _TAIL)),
        sd * np.sqrt(df / special.chdtri(df, 1 - _TAIL)),
    )


def newcombe(first: Floats, of_first: Limits, second: Floats, of_second: Limits) -> Limits:
    """Return the limits of second - first, two independent estimates with their limits."""
    down = np.hypot(second - of_second[0], of_first[1] - first)
    up = np.hypot(of_second[1] - second, first - of_first[0])
    return second - first - down, second - first + up
