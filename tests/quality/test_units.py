"""Counts of units: the same whatever blocks the rows come in, and each made one child at a time."""

from __future__ import annotations

import inject
import numpy as np
import pandas as pd
import pytest

import zscore as zs
from zscore.quality.across import compare
from zscore.quality.counts import COUNTED, POINTS
from zscore.quality.rows import open_rows
from zscore.quality.units import UnitSums, count_units

BY = ("puskesmas", "posyandu")


@pytest.fixture(scope="module")
def children() -> pd.DataFrame:
    """Return made-up children of three puskesmas, some with faults, some of nowhere."""
    table, _ = inject.injected(900, 0.02, seed=21)
    rng = np.random.default_rng(22)
    table["puskesmas"] = rng.choice(["A", "B", None], len(table), p=[0.6, 0.35, 0.05])
    table["arm_circumference_cm"] = rng.normal(15, 1, len(table)).round(1)
    return table


def opened(table: pd.DataFrame) -> object:
    """Open a table for counting."""
    return open_rows(table, "eppgbm", None, None, None)


@pytest.mark.parametrize("size", [1, 7, 250])
def test_sums__are_the_same_whatever_the_blocks(children: pd.DataFrame, size: int) -> None:
    children = children[: 60 if size == 1 else None]
    rows = opened(children)
    whole = count_units(rows, BY, rollup=True)
    across = compare(rows)
    parts = UnitSums(by=BY, rollup=True)
    blocks = [slice(k, min(k + size, rows.n)) for k in range(0, rows.n, size)]
    tables = [opened(children.iloc[block].reset_index(drop=True)) for block in blocks]
    for table in tables:
        parts.add_means(table)
    for table, block in reversed(list(zip(tables, blocks, strict=True))):
        parts.add(table, across.part(block), parts.units_of(table.table))
    for one, other in zip(whole.levels(), parts.levels(), strict=True):
        assert one.name == other.name
        assert {n: k.to_pylist() for n, k in one.keys.items()} == {
            n: k.to_pylist() for n, k in other.keys.items()
        }
        assert one.sums.keys() == other.sums.keys()
        for name, sums in one.sums.items():
            np.testing.assert_array_equal(sums, other.sums[name])


def test_wider_levels__are_the_sums_of_their_units(children: pd.DataFrame) -> None:
    total, middle, lowest = count_units(opened(children), BY, rollup=True).levels()
    assert (total.name, middle.name, lowest.name) == ("all", "puskesmas", "posyandu")
    assert total.groups == 1
    assert middle.keys["puskesmas"].to_pylist() == ["A", "B", None]
    for entry in COUNTED:
        if entry.name in total.sums:
            whole = total.sums[entry.name][0]
            np.testing.assert_array_equal(middle.sums[entry.name].sum(axis=0), whole)
            np.testing.assert_array_equal(lowest.sums[entry.name].sum(axis=0), whole)


def test_counts__are_what_is_counted_one_child_at_a_time(children: pd.DataFrame) -> None:
    (level,) = count_units(opened(children), ("puskesmas",), rollup=False).levels()
    scored = zs.score_children(children, profile="eppgbm")
    days = (children["visit_date"] - children["birth_date"]).dt.days
    for k, unit in enumerate(level.keys["puskesmas"].to_pylist()):
        of_unit = (children["puskesmas"] == unit) if unit else children["puskesmas"].isna()
        own, births = children[of_unit], children["birth_date"][of_unit]
        months = np.floor(days[of_unit] / 30.4375)
        assert level.sums["month_of_year"][k].tolist() == [
            int(((months >= 0) & (months < 60) & (months % 12 == m)).sum()) for m in range(12)
        ]
        assert level.sums["birth_day"][k].tolist() == [
            int((births.dt.day == d).sum()) for d in range(1, 32)
        ]
        assert level.sums["birth_month"][k].tolist() == [
            int((births.dt.month == m).sum()) for m in range(1, 13)
        ]
        assert level.sums["sex"][k].tolist() == [(own["sex"] == s).sum() for s in ("m", "f")]
        for z in ("haz", "waz", "whz"):
            values = scored[z][of_unit].dropna()
            plain = values[~scored[f"{z}_flag"][values.index]]
            hundredths = np.rint(100 * plain).astype(np.int64)
            assert level.sums[f"{z}_powers"][k].tolist() == [
                int((hundredths**p).sum()) for p in range(5)
            ]
            every = np.rint(100 * values)
            beside = [
                int(((every >= 100 * p + d) & (every < 100 * p + d + 10)).sum())
                for p in POINTS for d in (-10, 0)
            ]  # fmt: skip
            assert level.sums[f"{z}_bands"][k].tolist() == beside


def test_units__of_blocks_with_ids_and_without(children: pd.DataFrame) -> None:
    sums = UnitSums(by=("posyandu",), rollup=False)
    for values in ([1, 2], ["1", None], [2.0, np.nan]):
        sums.add_means(opened(children[:2].assign(posyandu=pd.Series(values))))
    assert sums.units.keys["posyandu"].to_pylist() == ["1", "2", None]
    with pytest.raises(zs.ColumnError, match="'desa'"):
        zs.score_card(children, "desa")
