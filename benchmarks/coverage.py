"""How often the intervals of prevalence and of ranks cover the truth.

Run ``python benchmarks/coverage.py``; it takes half a minute. The coverage of a proportion's
interval is no simulation but the exact sum over every outcome k of n; that of ranks is
simulated, with a seed.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from zscore.prevalence.intervals import INTERVALS, Share, wilson_limits
from zscore.prevalence.ranking import fitted_prior, rank_intervals

SIZES = (30, 65, 100, 200, 300, 500, 1000, 2000, 5000)
PREVALENCES = np.arange(0.01, 0.5001, 0.005)
SCENARIOS = (  # groups, children of each, standard deviation of the true prevalence
    (10, 100, 0.0001),
    (10, 500, 0.05),
    (30, 65, 0.0001),
    (30, 65, 0.05),
    (30, 300, 0.02),
    (100, 65, 0.03),
    (100, 300, 0.0001),
    (100, 1000, 0.05),
)
PRIORS = tuple((g, n, w) for g in (5, 30, 100) for n in (65, 300) for w in (10.0, 30.0, 300.0))
ROUNDS = 400
Ranks = Callable[[NDArray[np.float64], NDArray[np.float64]], tuple[NDArray, NDArray]]


def coverage_of(method: str, n: int) -> NDArray[np.float64]:
    """Return for each prevalence how often the interval of a census of n holds it."""
    k = np.arange(n + 1.0)
    p = k / n
    low, high = INTERVALS[method](
        Share(
            p=p[:, None],
            n=np.full((n + 1, 1), float(n)),
            variance=(p * (1 - p) / (n - 1))[:, None],
            df=np.array([n - 1.0]),
            census=True,
        )
    )
    covered = (low <= PREVALENCES) & (high >= PREVALENCES)
    return (stats.binom.pmf(k[:, None], n, PREVALENCES) * covered).sum(axis=0)


def simulated_ranks(
    p: NDArray[np.float64], n: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return what simulating ranks from normal errors gives: what is not done here, and why."""
    rng = np.random.default_rng(0)
    se = np.sqrt(np.maximum(p * (1 - p), 0.5 / n) / n)
    drawn = rng.normal(p, se, (500, len(p)))
    ranks = (-drawn).argsort(axis=1).argsort(axis=1) + 1
    low, high = np.percentile(ranks, [2.5, 97.5], axis=0)
    return np.floor(low).astype(int), np.ceil(high).astype(int)


def rank_coverage(ranks: Ranks, groups: int, n: int, spread: float) -> tuple[float, float, float]:
    """Return how often ranks are covered on average, in the worst place, and how wide they are."""
    rng = np.random.default_rng(groups * n)
    truth = np.sort(np.clip(rng.normal(0.2, spread, groups), 0.01, 0.6))[::-1]
    true_rank = np.arange(1, groups + 1)
    sizes = np.full(groups, float(n))
    covered, width = np.zeros(groups), 0.0
    for _ in range(ROUNDS):
        low, high = ranks(rng.binomial(n, truth) / n, sizes)
        covered += (low <= true_rank) & (true_rank <= high)
        width += float((high - low + 1).mean()) / groups / ROUNDS
    return covered.mean() / ROUNDS, covered.min() / ROUNDS, width


def shrunken_coverage(groups: int, n: int, weight: float) -> tuple[float, float]:
    """Return how often the limits of shrunken prevalence hold the truth, and those of raw ones."""
    rng = np.random.default_rng(groups * n)
    found = np.zeros(2)
    for _ in range(ROUNDS // 2):
        truth, sizes = rng.beta(0.2 * weight, 0.8 * weight, groups), np.full(groups, float(n))
        k = rng.binomial(n, truth).astype(float)
        _, low, high = fitted_prior(k, sizes).shrunken(k, sizes)
        found[0] += np.mean((low <= truth) & (high >= truth))
        low, high = wilson_limits(k / n, sizes, 1.959964)
        found[1] += np.mean((low <= truth) & (high >= truth))
    return tuple(found / (ROUNDS // 2))


def main() -> None:
    """Print both as tables."""
    print("| n | " + " | ".join(f"{m}: mean, least" for m in ("wilson", "exact", "logit")) + " |")
    print("|---|---|---|---|")
    means: dict[str, list[float]] = {"wilson": [], "exact": [], "logit": []}
    for n in SIZES:
        cells = []
        for method, found in means.items():
            covered = coverage_of(method, n)
            found.append(float(covered.mean()))
            cells.append(f"{100 * covered.mean():.2f} %, {100 * covered.min():.2f} %")
        print(f"| {n} | " + " | ".join(cells) + " |")
    print("| all | " + " | ".join(f"{100 * np.mean(m):.2f} %" for m in means.values()) + " |")
    print(
        "\n| groups of n, spread | here: mean, least, width | simulated ranks: mean, least, width |"
    )
    print("|---|---|---|")
    for groups, n, spread in SCENARIOS:
        cells = [
            "{:.1f} %, {:.1f} %, {:.0f} % of the ranks".format(
                *(100 * x for x in rank_coverage(ranks, groups, n, spread))
            )
            for ranks in (rank_intervals, simulated_ranks)
        ]
        print(f"| {groups} of {n}, {100 * spread:g} points | " + " | ".join(cells) + " |")
    print("\n| groups of n, a prior of so many children | shrunken | raw (wilson) |\n|---|---|---|")
    for groups, n, weight in PRIORS:
        covered = shrunken_coverage(groups, n, weight)
        print(
            f"| {groups} of {n}, {weight:g} | "
            + " | ".join(f"{100 * c:.1f} %" for c in covered)
            + " |"
        )


if __name__ == "__main__":
    main()
