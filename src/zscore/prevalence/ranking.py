"""Ranking of groups, each with a confidence interval for its rank.

The lower limit of a rank is one more than the number of groups significantly above, and the upper
limit is the number of groups not significantly below. The significance level applies to all
comparisons of a group together, so the interval covers the true rank in at least 95 % of cases,
even if groups hardly differ. Ranks simulated from the estimates do not, because that adds the noise
a second time (benchmarks/README.md).

Sources: Mogstad, Romano, Shaikh and Wilhelm, Review of Economic Studies 91 (2024), 476;
Newcombe, Statistics in Medicine 17 (1998), 873; Efron and Morris, JASA 70 (1975), 311; Daniels,
Canadian Journal of Statistics 27 (1999), 567.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from scipy import special

from zscore._jit import frozen
from zscore._options import TableT
from zscore.arguments import name_in, names_in
from zscore.children.arrays import MISSING, Floats, float_column
from zscore.children.frames import Categories, Table, arrow_array, in_kind
from zscore.errors import ColumnError, UnknownNameError, listed
from zscore.prevalence import kernels
from zscore.prevalence.intervals import effective_size, newcombe, normal_quantile, wilson_limits
from zscore.sums.keys import groups_of, key_of

_TAIL, _HIGH = 0.025, 0.975
COMPARED = ("below", "not distinguishable", "above")


def rank_groups(
    estimates: TableT,
    condition: str = "stunting",
    *,
    within: str | Sequence[str] | None = None,
) -> TableT:
    """Rank groups by a prevalence, highest first, with an interval for every rank.

    Parameters
    ----------
    estimates
        Result of estimate_prevalence in the tidy layout, with groups; with ``rollup``, the groups
        of the last level are ranked.
    condition
        A name in its column ``condition``.
    within
        Columns of groups within which to rank, such as villages within each district; None to
        rank all groups together (in each period).

    Returns
    -------
    table of the same kind
        The columns of groups, ``n``, ``numerator``, ``estimate``, ``ci_low`` and ``ci_high``
        unchanged; ``rank`` (1 is the highest; ties share the smallest), ``rank_low`` and
        ``rank_high`` (95 %); ``shrunken`` with ``shrunken_low`` and ``shrunken_high`` (the
        prevalence [%] shrunk towards that of the other groups, by a mixture of beta
        distributions; small groups are shrunk the most); ``all`` (the prevalence of all groups
        ranked together); and ``compared_with_all`` (``below``, ``not distinguishable`` or
        ``above``, by the interval of the difference from the others). Rows are sorted by rank.
        Groups without an estimate come last, without a rank.

    Raises
    ------
    ColumnError
        If it is not a table of estimates.
    UnknownNameError
        If the condition is not in it.

    References
    ----------
    Mogstad, Romano, Shaikh and Wilhelm (2024), Inference for ranks; Newcombe (1998), method 10.

    Examples
    --------
    >>> import zscore as zs
    >>> scored = {"haz": [-2.5] * 60 + [0.0] * 40 + [-2.5] * 5 + [0.0] * 95,
    ...           "village": ["a"] * 100 + ["b"] * 100}
    >>> found = zs.rank_groups(zs.estimate_prevalence(scored, by="village"))
    >>> found["village"].tolist(), found["rank_low"].tolist(), found["rank_high"].tolist()
    (['a', 'b'], [1, 2], [1, 2])
    """
    table = Table(estimates)
    groups, rows = _chosen(table, condition)
    for name in groups:
        if name in _ADDED or name == "compared_with_all":
            raise ColumnError("group_taken", column=name)
    keys = {name: _values(table, name, rows) for name in groups}
    numbers = {name: float_column(table.column(name), name)[rows] for name in _NUMBERS}
    wanted = list(names_in(within, "within"))
    for name in wanted:
        if name not in keys:
            raise ColumnError("group_missing", column=name, found=listed(keys))
    if "change" in table and groups[0] not in wanted:
        wanted.insert(0, groups[0])  # each period by itself
    _, place = groups_of([keys[name] for name in wanted], len(rows))
    found = {name: np.full(len(rows), np.nan) for name in _ADDED}
    verdict = np.full(len(rows), MISSING, np.int8)
    known = ~np.isnan(numbers["estimate"])
    for one in range(int(place.max(initial=-1)) + 1):
        there = np.flatnonzero((place == one) & known)
        if not len(there):
            continue
        ranked, verdict[there] = _ranked({name: v[there] for name, v in numbers.items()})
        for name, values in ranked.items():
            found[name][there] = values
    order = np.lexsort((found["rank"], ~known, place))
    columns = {name: key.take(pa.array(order)) for name, key in keys.items()}
    for name, values in ({name: numbers[name] for name in _KEPT} | found).items():
        whole = name in _WHOLE or (name == "numerator" and np.all(values[known] % 1 == 0))
        array = arrow_array(values[order])
        columns[name] = pc.cast(array, pa.int64()) if whole else array
    columns["compared_with_all"] = arrow_array(
        Categories(codes=verdict[order], labels=COMPARED, ordered=True)
    )
    ranks: TableT = in_kind(pa.table(columns), table.kind)
    return ranks


def _chosen(table: Table, condition: str) -> tuple[list[str], NDArray[np.intp]]:
    """Return the columns of groups, and the rows to rank.

    Raises
    ------
    ColumnError
        If the table has no groups, or is not a table of estimates.
    UnknownNameError
        If the condition is not in it.
    """
    lacking = [n for n in ("statistic", "condition", *_NUMBERS) if n not in table]
    if lacking:
        raise ColumnError("no_estimates", column=lacking[0], found=listed(table.names))
    groups = [n for n in table.names[: table.names.index("statistic")] if n != "level"]
    if not groups:
        raise ColumnError("nothing_to_rank")
    kept = _is(table, "statistic", "prevalence")
    if "level" in table:
        kept &= _is(table, "level", groups[-1])
    rows = kept & _is(table, "condition", str(name_in(condition, "condition")))
    if not rows.any():
        key = key_of(table.column("condition"))
        there = np.unique(key.codes[kept & (key.codes < len(key.values))])
        conditions = [str(key.values[int(code)]) for code in there]
        raise UnknownNameError("unknown_condition", name=condition, known=", ".join(conditions))
    return groups, np.flatnonzero(rows)


def _is(table: Table, column: str, value: str) -> NDArray[np.bool_]:
    key = key_of(table.column(column))
    known = key.values.to_pylist()
    code = known.index(value) if value in known else MISSING
    return np.equal(key.codes, code)


def _values(table: Table, name: str, rows: NDArray[np.intp]) -> pa.Array:
    key = key_of(table.column(name))
    return key.take(key.codes[rows])


def _ranked(numbers: dict[str, Floats]) -> tuple[dict[str, Floats], NDArray[np.int8]]:
    """Rank groups that are compared with each other, all with an estimate."""
    p, n, weight = numbers["estimate"] / 100, numbers["n"], numbers["n_weighted"]
    size = effective_size(p, (numbers["se"] / 100) ** 2, n)
    rank_low, rank_high = rank_intervals(p, size)
    order = np.sort(-p)
    mean, low, high = fitted_prior(p * size, size).shrunken(p * size, size)
    ranked = {
        "rank": np.searchsorted(order, -p) + 1.0,
        "rank_low": rank_low.astype(np.float64),
        "rank_high": rank_high.astype(np.float64),
        "shrunken": 100 * mean,
        "shrunken_low": 100 * low,
        "shrunken_high": 100 * high,
        "all": np.full(len(p), 100 * (p * weight).sum() / weight.sum()),
    }
    return ranked, _compared(p, size)


def rank_intervals(p: Floats, size: Floats) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the limits of each group's rank; 1 is the highest prevalence.

    p, size  float64[groups]  prevalence, and effective sample size
    """
    groups = len(p)
    # Each group is compared with all others at once.
    low, high = wilson_limits(p, size, normal_quantile(_TAIL / max(groups - 1, 1)))
    above, below = np.zeros(groups, np.int64), np.zeros(groups, np.int64)
    kernels.count_beyond(frozen(low), frozen(p), frozen(high), above, below)
    return 1 + above, groups - below


def _compared(p: Floats, size: Floats) -> NDArray[np.int8]:
    """Return whether each group is below, not distinguishable from or above the others."""
    width = normal_quantile(_TAIL)
    others = size.sum() - size
    with np.errstate(invalid="ignore", divide="ignore"):
        rest = np.clip(((p * size).sum() - p * size) / others, 0, 1)
    low, high = newcombe(rest, wilson_limits(rest, others, width), p, wilson_limits(p, size, width))
    return (1 + (low > 0).astype(np.int8) - (high < 0).astype(np.int8)).astype(np.int8)


@dataclass(frozen=True, kw_only=True)
class Prior:
    """Distribution of the prevalence of groups, as a mixture of beta distributions.

    Arrays are float64[components]: the mean, the ``weight`` as a number of children, and the
    likelihood of each.
    """

    mean: Floats
    weight: Floats
    likely: Floats

    def shrunken(self, k: Floats, n: Floats) -> tuple[Floats, Floats, Floats]:
        """Return the expected prevalence of groups with k of n, and its limits."""
        alpha = (self.mean * self.weight)[None, :] + k[:, None]
        whole = self.weight[None, :] + n[:, None]
        each = alpha / whole
        mean = each @ self.likely
        spread = (each * (1 - each) / (whole + 1) + each * each) @ self.likely - mean * mean
        # A beta distribution with the mean and variance of the mixture.
        size = mean * (1 - mean) / spread - 1
        low, high = (special.betaincinv(mean * size, (1 - mean) * size, q) for q in (_TAIL, _HIGH))
        return mean, low, high


def fitted_prior(k: Floats, n: Floats) -> Prior:
    """Return beta distributions for groups with k of n, each with its likelihood.

    Several are kept, because few groups say little about the true one. A priori, the mean is
    uniform, and large shrinkage of a group of typical size is less likely, so that the limits have
    the nominal coverage (benchmarks/README.md). After Daniels, Canadian Journal of
    Statistics 27 (1999), 567.
    """
    pairs, times = np.unique(np.stack([k, n]), axis=1, return_counts=True)
    usual = max(float(np.median(n)), 1.0)
    middle = float(special.logit((k.sum() + 0.5) / (n.sum() + 1)))
    bounds = ((middle - 6.0, middle + 6.0), (0.002, 0.998))
    for points in (_COARSE, _FINE):  # first to locate the likelihood, then in detail
        logits, drawn = (
            grid.ravel()
            for grid in np.meshgrid(
                *(np.linspace(*bound, p) for bound, p in zip(bounds, points, strict=True))
            )
        )
        mean, weight = special.expit(logits), usual * drawn / (1 - drawn)
        a, b = mean * weight, (1 - mean) * weight
        log = np.log(mean * (1 - mean) * (1 - drawn)) - special.betaln(a, b) * times.sum()
        for (one_k, one_n), many in zip(pairs.T, times, strict=True):
            log += many * special.betaln(one_k + a, one_n - one_k + b)
        likely = np.exp(log - log.max())
        there = likely > _NEGLIGIBLE
        bounds = (
            _around(logits[there], 12.0 / (points[0] - 1), -np.inf, np.inf),
            _around(drawn[there], 1.0 / (points[1] - 1), 0.002, 0.998),
        )
    return Prior(mean=mean[there], weight=weight[there], likely=likely[there] / likely[there].sum())


def _around(values: Floats, step: float, least: float, most: float) -> tuple[float, float]:
    return max(float(values.min()) - step, least), min(float(values.max()) + step, most)


_COARSE, _FINE = (61, 15), (41, 31)  # points of the mean and of the share
_NEGLIGIBLE = 1e-5
_NUMBERS = ("estimate", "ci_low", "ci_high", "n", "n_weighted", "numerator", "se")
_KEPT = ("n", "numerator", "estimate", "ci_low", "ci_high")
_ADDED = ("rank", "rank_low", "rank_high", "shrunken", "shrunken_low", "shrunken_high", "all")
_WHOLE = frozenset({"n", "rank", "rank_low", "rank_high"})
