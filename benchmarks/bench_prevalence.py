"""Prevalence: tallies against polars' own sums, and the variance of a survey."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
import pyarrow as pa
import pytest

import zscore as zs

TREE = ["province", "district", "subdistrict", "village", "posyandu"]
CONDITIONS = ["stunting", "wasting", "underweight", "overweight"]
ROWS_A_GROUP = 190  # as of 16 million rows a month in 84,000 villages
GROUPS = pytest.mark.benchmark(group="prevalence: five levels, four conditions")


def regions(n: int, *, in_order: bool) -> pa.Table:
    """Return n scored children of the last of five levels, which are dictionaries of texts."""
    rng = np.random.default_rng(1)
    group = rng.integers(0, max(n // ROWS_A_GROUP, 5), n)
    if in_order:
        group.sort()
    levels = (group // 2184, group // 168, group // 12, group % 701, group % 5)
    columns: dict[str, Any] = {
        name: pa.DictionaryArray.from_arrays(
            pa.array(level.astype(np.int32)),
            pa.array([f"{name} {i}" for i in range(int(level.max()) + 1)]),
        )
        for name, level in zip(TREE, levels, strict=True)
    }
    for name in ("haz", "waz", "whz"):
        columns[name] = pa.array(np.round(rng.normal(-1, 1.2, n), 2))
    return pa.table(columns)


@pytest.fixture(scope="module", params=[True, False], ids=["in order", "in any order"])
def children(request: pytest.FixtureRequest, n: int) -> pa.Table:
    """Children as an export has them, and in any order."""
    return regions(n, in_order=request.param)


@GROUPS
def test_polars_sums(measure: Any, children: pa.Table) -> None:
    """Sum what is below the cut-offs and what is there, then the sums of the levels above."""
    frame = pl.from_arrow(children)
    assert isinstance(frame, pl.DataFrame)
    sums = [
        (pl.col("haz") < -2).sum().alias("stunting"),
        (pl.col("whz") < -2).sum().alias("wasting"),
        (pl.col("waz") < -2).sum().alias("underweight"),
        (pl.col("whz") > 2).sum().alias("overweight"),
        *(pl.col(name).is_not_null().sum().alias(f"n_{name}") for name in ("haz", "waz", "whz")),
    ]

    def polars() -> None:
        leaves = frame.lazy().group_by(TREE).agg(sums).collect()
        for depth in range(5):
            keys = TREE[:depth] or [pl.lit(1)]
            leaves.group_by(keys).agg(pl.col(*CONDITIONS, "n_haz", "n_waz", "n_whz").sum())

    measure(polars)


@GROUPS
def test_tally(measure: Any, children: pa.Table) -> None:
    """The same sums."""
    measure(lambda: zs.tally_children(children, TREE, conditions=CONDITIONS, means=False))


@GROUPS
def test_estimates(measure: Any, children: pa.Table) -> None:
    """The sums, then prevalence with its interval and WHO's class on every level."""
    measure(
        lambda: zs.estimate_prevalence(
            children, TREE, rollup=True, conditions=CONDITIONS, statistics="prevalence"
        )
    )


@GROUPS
def test_everything(measure: Any, children: pa.Table) -> None:
    """Every condition of three z-scores, with means and standard deviations."""
    measure(lambda: zs.estimate_prevalence(children, TREE, rollup=True), rounds=3)


@pytest.mark.benchmark(group="prevalence of a survey: 5,000 clusters, 30 groups, everything")
@pytest.mark.parametrize("design", ["clusters", "weights", "none"])
def test_survey(measure: Any, n: int, design: str) -> None:
    rng = np.random.default_rng(2)
    cluster = rng.integers(0, 5000, n)
    table = pa.table(
        {
            **{z: np.round(rng.normal(-1, 1.2, n), 2) for z in ("haz", "waz", "whz", "baz")},
            "group": pa.array(rng.integers(0, 30, n)),
            "weight": rng.uniform(0.2, 3, n),
            "cluster": cluster,
            "stratum": cluster % 50,
        }
    )
    options = {
        "clusters": {"weights": "weight", "strata": "stratum", "cluster": "cluster"},
        "weights": {"weights": "weight"},
        "none": {},
    }[design]
    measure(lambda: zs.estimate_prevalence(table, "group", **options), rounds=3)
