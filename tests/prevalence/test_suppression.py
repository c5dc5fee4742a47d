"""What is hidden stays hidden, also from somebody who can do sums."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import zscore as zs
from zscore.prevalence.suppression import hidden_groups

TREES = st.lists(  # districts of subdistricts of villages: how many children
    st.lists(st.lists(st.integers(0, 30), min_size=1, max_size=5), min_size=1, max_size=4),
    min_size=1, max_size=4,
)  # fmt: skip


def levels_of(tree: list[list[list[int]]]) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Return the sizes and the parents of every level of a tree."""
    villages = [n for district in tree for sub in district for n in sub]
    subs = [sum(sub) for district in tree for sub in district]
    districts = [sum(map(sum, district)) for district in tree]
    n = [[sum(districts)], districts, subs, villages]
    sub_of = [i for i, sub in enumerate(s for d in tree for s in d) for _ in sub]
    district_of = [i for i, district in enumerate(tree) for _ in district]
    parent = [[0], [0] * len(tree), district_of, sub_of]
    return [np.array(a) for a in n], [np.array(a, np.intp) for a in parent]


def can_be_worked_out(n: list, parent: list, hidden: list) -> list[int]:
    """Return which hidden numbers follow from those shown and from every sum."""
    first = np.cumsum([0, *(len(level) for level in n)])
    size = int(first[-1])
    equations = []
    for level in range(1, len(n)):
        for group in range(len(n[level - 1])):
            row = np.zeros(size)
            row[first[level - 1] + group] = -1
            row[first[level] + np.flatnonzero(parent[level] == group)] = 1
            equations.append(row)
    shown = ~np.concatenate(hidden)
    equations += [np.eye(size)[i] for i in np.flatnonzero(shown)]
    system = np.array(equations)
    rank = np.linalg.matrix_rank(system)
    return [
        int(i)
        for i in np.flatnonzero(~shown)
        if np.linalg.matrix_rank(np.vstack([system, np.eye(size)[i]])) == rank
    ]


def hide(tree: list, least: int) -> tuple[list, list, list]:
    """Return sizes, parents and what is hidden, where half have the condition."""
    n, parent = levels_of(tree)
    return n, parent, hidden_groups(n, [size / 2 for size in n], parent, least)


@given(TREES, st.integers(2, 12))
def test_hidden_groups__reveal_nothing(tree: list, least: int) -> None:
    n, parent, hidden = hide(tree, least)
    for sizes, gone in zip(n, hidden, strict=True):
        assert np.all(gone[(sizes > 0) & (sizes < least)])
        assert not np.any(gone & (sizes == 0))
    assert can_be_worked_out(n, parent, hidden) == []


@given(TREES, st.integers(2, 12))
def test_hidden_groups__of_a_sum_are_not_few_children_together(tree: list, least: int) -> None:
    n, parent, hidden = hide(tree, least)
    for level in range(1, len(n)):
        for group in range(len(n[level - 1])):
            parts = parent[level] == group
            gone = int(n[level][parts & hidden[level]].sum())
            assert hidden[level - 1][group] or gone == 0 or gone >= least


def test_hidden_groups__of_enough_children_are_none() -> None:
    _, _, hidden = hide([[[5, 6], [9]], [[8]]], 5)
    assert not any(level.any() for level in hidden)


def test_hidden_groups__do_not_all_have_the_condition() -> None:
    n, parent = [np.array([40]), np.array([3, 6, 11, 20])], [np.zeros(4, np.intp)] * 2
    without = [np.array([25.0]), np.array([0.0, 0.0, 9.0, 16.0])]
    hidden = hidden_groups(n, without, parent, 5)
    assert hidden[1].tolist() == [True, True, True, False]


SHOWN_COLUMNS = ("n", "n_weighted", "numerator", "estimate", "se", "ci_low", "ci_high")


def children(sizes: dict[tuple[str, str], int]) -> pd.DataFrame:
    """Return children of districts and villages."""
    rows = [(d, v) for (d, v), n in sizes.items() for _ in range(n)]
    table = pd.DataFrame(rows, columns=["district", "village"])
    rng = np.random.default_rng(6)
    return table.assign(haz=np.round(rng.normal(-1, 1.4, len(rows)), 2))


SIZES = {("a", "v1"): 3, ("a", "v2"): 20, ("a", "v3"): 9, ("b", "v1"): 40, ("b", "v2"): 30}


@pytest.mark.parametrize("rollup", [False, True])
def test_min_n__hides_small_groups_and_one_more(rollup: bool) -> None:
    found = zs.estimate_prevalence(
        children(SIZES), by=["district", "village"], rollup=rollup, min_n=5, target=14,
        population=pd.DataFrame({"district": list("aaabb"), "village": ["v1", "v2", "v3", "v1",
                                 "v2"], "registered": [4, 25, 10, 50, 30]}),
    )  # fmt: skip
    if rollup:
        found = found[found["level"] == "village"]
    gone = found[found["suppressed"]]
    assert set(zip(gone["district"], gone["village"], strict=True)) == {("a", "v1"), ("a", "v3")}
    told = [*SHOWN_COLUMNS, "prevalence_class", "gap", "target_met", "registered_coverage"]
    assert gone[told].isna().all(axis=None)
    assert found[~found["suppressed"]]["n"].notna().all()


def test_min_n__hides_in_whos_layout_too() -> None:
    wide = zs.estimate_prevalence(
        children(SIZES), by=["district", "village"], min_n=5, layout="who"
    ).set_index(["district", "village"])
    assert wide.loc[[("a", "v1"), ("a", "v3")]].isna().all(axis=None)
    assert wide.loc[("a", "v2"), "HAZ_unwpop"] == 20


def test_min_n__of_one_period_does_not_follow_from_the_others() -> None:
    table = pd.concat(
        [children(SIZES).assign(month="2026-01"), children(SIZES).assign(month="2026-02")]
    )
    found = zs.estimate_prevalence(table, by=["district", "village"], period="month", min_n=5)
    gone = found[found["suppressed"]]
    assert gone["change"].isna().all()
    # Nor does a change tell what the month before was.
    late = found[(found["month"] == "2026-02") & found["change"].notna()]
    assert set(zip(late["district"], late["village"], strict=True)) == {
        ("a", "v2"), ("b", "v1"), ("b", "v2"),
    }  # fmt: skip


def test_min_n__of_the_period_before_is_not_told_by_the_change() -> None:
    early = children({("a", "v1"): 3, ("a", "v2"): 20}).assign(month="2026-01")
    late = children({("a", "v1"): 20, ("a", "v2"): 20}).assign(month="2026-02")
    table = pd.concat([early, late])
    for design in ({}, {"cluster": "cluster"}):
        found = zs.estimate_prevalence(
            table.assign(cluster=np.arange(len(table)) % 7), by="village", period="month",
            min_n=5, conditions="stunting", **design,
        )  # fmt: skip
        late = found[found["month"] == "2026-02"]
        assert late["estimate"].notna().all()
        assert late[["change", "change_low", "change_high"]].isna().all(axis=None)
