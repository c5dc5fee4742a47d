"""Heaping at cut-offs: far fewer children just below a cut-off than just above, or far more.

In a smooth distribution, the bands of 0.1 z on both sides of a cut-off have nearly the same number
of children. How nearly is estimated from the same bands at other points of the same unit (placebos)
and from other units at the cut-off. A unit is marked if neither explains its two counts, after
Holm's correction for all units and cut-offs of a level. A marked unit should be verified or
measured again; the mark does not say why.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from scipy import special

from zscore._options import ProfileName, TableT
from zscore.children.arrays import Floats
from zscore.children.frames import arrow_array, in_kind
from zscore.children.mapping import told
from zscore.prevalence.intervals import normal_quantile
from zscore.quality.counts import CUTOFFS, POINTS
from zscore.quality.rows import names_of, open_rows
from zscore.quality.unit_columns import CLIFFS
from zscore.quality.units import UnitSums, count_units
from zscore.sums.groups import Level

PLACEBOS = (-1.5, -1.0, -0.5, 0.5, 1.0, 1.5)  # from the cut-off
LEVEL_OF_TEST = 0.05  # for all tests of a level together
LEAST_EXCESS = 1.5  # ratio; smaller excesses are ignored, even if significant
_NODES, _WEIGHTS = np.polynomial.hermite_e.hermegauss(15)
_WEIGHTS = _WEIGHTS / _WEIGHTS.sum()


@dataclass(frozen=True, kw_only=True)
class Cliff:
    """A cut-off in several units; ratios are above to below, as logarithms."""

    z: str
    cutoff: float
    below: Floats
    above: Floats
    ratio: Floats
    se: Floats
    expected: Floats  # from the placebos
    expected_se: Floats

    @property
    def excess(self) -> Floats:
        """Difference of the log ratio from the one expected from the placebos."""
        return self.ratio - self.expected

    @property
    def excess_se(self) -> Floats:
        """Its standard error."""
        return np.hypot(self.se, self.expected_se)


_NUMBERS = [name for name in CLIFFS.names if name not in {"indicator", "cutoff", "marked"}]


def find_cliffs(
    children: TableT,
    by: str | Sequence[str] | None = None,
    *,
    rollup: bool = False,
    profile: ProfileName = "who",
    columns: Mapping[str, str] | None = None,
) -> TableT:
    """Compare the counts on both sides of each cut-off, for every unit.

    Parameters
    ----------
    children, by, rollup, profile, columns
        As in score_card.

    Returns
    -------
    table of the same kind
        One row per unit and cut-off (HAZ -2 and -3, WAZ -2, WHZ -2 and -3): ``level`` (with
        rollup), the columns of ``by``, ``indicator``, ``cutoff``, children ``below`` (to 0.1 z)
        and ``above``; ``log_ratio`` of above to below and its ``se``; ``expected``, the
        same from the bands at placebo cut-offs, and ``expected_se``; ``others``, the median
        excess of the other units; ``excess_ratio`` beyond both, with ``excess_low`` and
        ``excess_high`` (95 %); ``p`` and ``p_adjusted`` (Holm, for all units and cut-offs of a
        level); ``marked``: p_adjusted is at most 0.05, and the whole interval is beyond 1.5 : 1
        in either direction. Marked units should be verified or measured again.

    Raises
    ------
    ColumnError, CodeError, UnknownNameError
        As verify.

    References
    ----------
    McCrary, Journal of Econometrics 142 (2008) 698, for tests of a density at a cut-off; Holm,
    Scandinavian Journal of Statistics 6 (1979) 65.

    Examples
    --------
    >>> import numpy as np, zscore as zs
    >>> lengths = np.random.default_rng(1).normal(79.5, 3.3, 2000).round(1)
    >>> lengths[(lengths > 76.0) & (lengths < 76.4)] = 76.6  # a little longer, and not stunted
    >>> found = zs.find_cliffs({"sex": ["f"] * 2000, "age_days": [600] * 2000,
    ...                         "length_height_cm": lengths})
    >>> found["cutoff"].tolist(), found["below"].tolist(), found["above"].tolist()
    ([-2.0, -3.0], [12, 12], [96, 14])
    >>> found["marked"].tolist()
    [True, False]
    """
    rows = open_rows(children, profile, told(columns=columns), None, None)
    tables = list(cliff_tables(count_units(rows, names_of(by), rollup=rollup)))
    whole = pa.concat_tables(tables, promote_options="permissive")
    found: TableT = in_kind(whole, rows.table.kind)
    return found


def cliff_table(level: Level) -> pa.Table:
    """Return one row per unit and cut-off; see find_cliffs."""
    cliffs = [
        cliff_of(z, cutoff, level.sums[f"{z}_bands"].astype(np.float64))
        for z, cutoffs in CUTOFFS.items()
        if f"{z}_bands" in level.sums
        for cutoff in cutoffs
    ]
    others = [median_of_others(cliff.excess, cliff.excess_se) for cliff in cliffs]
    p = np.array([p_value(c, of_others) for c, of_others in zip(cliffs, others, strict=True)])
    p = p.reshape(len(cliffs), level.groups)
    adjusted = holm(p.ravel()).reshape(p.shape)
    arm = normal_quantile()
    none = np.zeros((level.groups, 0))  # if no z-score with a cut-off can be computed
    rows: dict[str, list[Floats]] = {name: [] for name in _NUMBERS}
    marked = []
    for k, (cliff, of_others) in enumerate(zip(cliffs, others, strict=True)):
        excess = cliff.excess - of_others
        low, high = excess - arm * cliff.excess_se, excess + arm * cliff.excess_se
        far = (low > np.log(LEAST_EXCESS)) | (high < -np.log(LEAST_EXCESS))
        marked.append((adjusted[k] <= LEVEL_OF_TEST) & far)
        numbers = (
            cliff.below, cliff.above, cliff.ratio, cliff.se, cliff.expected, cliff.expected_se,
            of_others, np.exp(excess), np.exp(low), np.exp(high), p[k], adjusted[k],
        )  # fmt: skip
        for name, values in zip(_NUMBERS, numbers, strict=True):
            rows[name].append(values)
    columns: dict[str, pa.Array] = {
        "indicator": pa.array([cliff.z for cliff in cliffs] * level.groups, pa.string()),
        "cutoff": pa.array([cliff.cutoff for cliff in cliffs] * level.groups, pa.float64()),
    }
    for name, values in rows.items():
        flat = np.stack(values, axis=1) if values else none
        stacked = arrow_array(np.ascontiguousarray(flat.ravel()))
        columns[name] = stacked.cast(CLIFFS.field(name).type)
    flat = np.stack(marked, axis=1) if marked else none.astype(bool)
    columns["marked"] = arrow_array(flat.ravel())
    return pa.table(columns, schema=CLIFFS)


def cliff_of(z: str, cutoff: float, bands: Floats) -> Cliff:
    """Return the counts and expected ratio at a cut-off.

    bands  float64[units, 2 · points]  children below and above each of POINTS
    """
    below, above = _beside(bands, cutoff)
    ratio, se = _log_ratio(below, above)
    # Another cut-off may have heaping of its own, and is not a placebo.
    at = np.array([step for step in PLACEBOS if cutoff + step not in CUTOFFS[z]])
    placebos = [_log_ratio(*_beside(bands, cutoff + step)) for step in at]
    expected, expected_se = _line_at_zero(
        at, np.stack([r for r, _ in placebos]), np.stack([s for _, s in placebos])
    )
    return Cliff(
        z=z, cutoff=cutoff, below=below, above=above, ratio=ratio, se=se,
        expected=expected, expected_se=expected_se,
    )  # fmt: skip


def _beside(bands: Floats, point: float) -> tuple[Floats, Floats]:
    place = POINTS.index(point)
    return bands[:, 2 * place], bands[:, 2 * place + 1]


def _log_ratio(below: Floats, above: Floats) -> tuple[Floats, Floats]:
    """Return the log ratio of above to below and its standard error, adding 0.5 to each count."""
    a, b = above + 0.5, below + 0.5
    return np.log(a / b), np.sqrt(1 / a + 1 / b)


def _line_at_zero(x: Floats, y: Floats, se: Floats) -> tuple[Floats, Floats]:
    """Fit a line through points of each unit; return its value and standard error at 0.

    x   float64[k]
    y   float64[k, units]
    se  float64[k, units]

    The logarithm of a normal density is a parabola, so that of the ratio is a line.
    """
    w = 1 / se**2
    s, sx, sxx = w.sum(axis=0), (w * x[:, None]).sum(axis=0), (w * x[:, None] ** 2).sum(axis=0)
    sy, sxy = (w * y).sum(axis=0), (w * x[:, None] * y).sum(axis=0)
    determinant = s * sxx - sx**2
    return (sxx * sy - sx * sxy) / determinant, np.sqrt(sxx / determinant)


def median_of_others(excess: Floats, se: Floats) -> Floats:
    """Return for each unit the weighted median excess of the others, 0 if there are none.

    The median is used because other units may have heaping themselves.
    """
    n = len(excess)
    if n < 2:
        return np.zeros(n)
    order = np.argsort(excess, kind="stable")
    weight = 1 / se[order] ** 2
    upto = np.cumsum(weight)
    # Without unit i half of the weight is less, and lies behind it or before it.
    half = (upto[-1] - weight) / 2
    place = np.searchsorted(upto, half, side="left")
    behind = place >= np.arange(n)
    place = np.where(behind, np.searchsorted(upto, half + weight, side="left"), place)
    place = np.minimum(place, n - 1)
    place = np.where(place == np.arange(n), np.where(behind, place - 1, place + 1), place)
    median = np.empty(n)
    median[order] = excess[order][np.clip(place, 0, n - 1)]
    return median


def p_value(cliff: Cliff, others: Floats) -> Floats:
    """Return how likely counts as uneven are: by the placebos, or by the others too if greater.

    Two-sided and exact, of the children of both bands; averaged over how sure the placebos are.
    """
    return np.maximum(_binomial(cliff, cliff.expected), _binomial(cliff, cliff.expected + others))


def _binomial(cliff: Cliff, expected: Floats) -> Floats:
    n, k = cliff.below + cliff.above, cliff.above
    upper, lower = np.zeros(len(n)), np.zeros(len(n))
    for node, weight in zip(_NODES, _WEIGHTS, strict=True):
        share = special.expit(expected + node * cliff.expected_se)
        # Half the probability of the count itself (mid-p): exact tests are conservative.
        at_least = np.where(k > 0, special.betainc(np.maximum(k, 1), n - k + 1, share), 1.0)
        more = np.where(k < n, special.betainc(k + 1, np.maximum(n - k, 1), share), 0.0)
        upper += weight * (at_least + more) / 2
        lower += weight * (1 - (at_least + more) / 2)
    return np.where(n > 0, np.minimum(1.0, 2 * np.minimum(upper, lower)), 1.0)


def holm(p: Floats) -> Floats:
    """Return p-values with Holm's correction for multiple tests."""
    order = np.argsort(p, kind="stable")
    adjusted = np.minimum(1.0, np.maximum.accumulate(p[order] * np.arange(len(p), 0, -1)))
    found = np.empty(len(p))
    found[order] = adjusted
    return found


def cliff_tables(sums: UnitSums) -> Iterator[pa.Table]:
    """Yield the table of each level, the top level first; units of a level are tested together."""
    return sums.tables(cliff_table, sys.maxsize)
