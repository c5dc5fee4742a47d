"""Which children and which z-scores are counted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import zscore as zs
from zscore.engines.partitions import split_options

RANDOM = np.random.default_rng(9)
N = 400
CHILDREN = pd.DataFrame(
    {
        "haz": np.round(RANDOM.normal(-1.5, 1.5, N), 2),
        "whz": np.round(RANDOM.normal(-0.5, 1.4, N), 2),
        "age_months": np.where(np.arange(N) % 40, RANDOM.integers(0, 60, N) + 0.5, np.nan),
        "village": RANDOM.choice(["a", "b"], N),
    }
)
SHARES: dict[str, Any] = {"conditions": ["stunting", "wasting"], "statistics": "prevalence"}


def test_age_months__counts_both_ends() -> None:
    ages = {"haz": [-3.0] * 6, "age_months": [5.9, 6, 7.5, 59.9, 60, np.nan]}
    tally = zs.tally_children(ages, age_months=(6, 59))
    assert tally.n == 3
    assert tally.left_out == {"other_age": 2, "no_age": 1}
    assert zs.tally_children(ages, age_months=(7, 7)).n == 1
    assert zs.tally_children(ages).n == 6


def test_age_months__is_what_a_table_of_these_children_gives() -> None:
    inside = CHILDREN[CHILDREN["age_months"].between(6, 59.99)]
    ours = zs.estimate_prevalence(CHILDREN, "village", age_months=(6, 59), **SHARES)
    assert ours.equals(zs.estimate_prevalence(inside, "village", **SHARES))


@pytest.mark.parametrize("ages", [None, (6, 59)])
def test_flags__of_smart_lie_three_from_the_mean(ages: tuple[int, int] | None) -> None:
    found = zs.estimate_prevalence(CHILDREN, flags="smart", age_months=ages, **SHARES)
    surveyed = CHILDREN["age_months"].between(6, 59.99)
    counted = surveyed if ages else CHILDREN["haz"].notna()
    for z, limit, name in (("haz", 6, "stunting"), ("whz", 5, "wasting")):
        values = CHILDREN[z].where(CHILDREN[z].abs() <= limit)
        kept = values[counted & ((values - values[surveyed].mean()).abs() <= 3)]
        row = found.set_index("condition").loc[name]
        assert (row["n"], row["numerator"]) == (len(kept), (kept < -2).sum())
        assert len(kept) < counted.sum()


def test_flags__keep_oedema_a_case_of_wasting() -> None:
    table = {"whz": [0.0, 0.1, -0.1, 4.9], "oedema": ["n", "n", "n", "y"]}
    found = zs.estimate_prevalence(table, flags="smart", conditions="wasting")
    assert (found["n"][0], found["numerator"][0]) == (4, 1)


def test_flags__of_smart_do_not_add_up() -> None:
    parts = [zs.tally_children(part, flags="smart") for part in (CHILDREN[:200], CHILDREN[200:])]
    with pytest.raises(zs.TableError, match="mean of all children"):
        sum(parts)
    with pytest.raises(zs.TableError, match="mean of all children"):
        split_options(None, {"flags": "smart"})
    with pytest.raises(zs.TableError):
        zs.tally_children(CHILDREN) + zs.tally_children(CHILDREN, age_months=(6, 59))


def test_flags__in_files_have_one_mean(tmp_path: Path) -> None:
    paths = [tmp_path / f"{i}.csv" for i in range(2)]
    for path, part in zip(paths, (CHILDREN[:150], CHILDREN[150:]), strict=True):
        part.to_csv(path, index=False)
    options: dict[str, Any] = {"flags": "smart", "age_months": (6, 59), **SHARES}
    ours = zs.estimate_files(paths, trust_z=True, one_per_child="all", **options)
    direct = zs.estimate_prevalence(CHILDREN, **options)
    assert ours.estimates.column("n").to_pylist() == direct["n"].tolist()
    assert ours.estimates.column("numerator").to_pylist() == direct["numerator"].tolist()


@pytest.mark.parametrize(
    ("arguments", "key"),
    [
        ({"age_months": (59, 6)}, "bad_age_months"),
        ({"age_months": 6}, "bad_age_months"),
        ({"age_months": (6, "59")}, "bad_age_months"),
        ({"age_months": (-1, 6)}, "bad_age_months"),
        ({"flags": "ena"}, "unknown_flags"),
        ({"flags": None}, "unknown_flags"),
    ],
)
def test_selection__refuses_a_wrong_call(arguments: dict[str, Any], key: str) -> None:
    with pytest.raises(zs.ParameterError) as error:
        zs.estimate_prevalence(CHILDREN, **arguments)
    assert error.value.key == key


def test_one_per_child__none_is_the_latest_where_children_can_be_told_apart() -> None:
    visits = {
        "haz": [-3.0, -1.0, -3.0],
        "birth_date": ["2022-01-05"] * 3,
        "visit_date": ["2023-01-05", "2023-02-05", "2023-02-05"],
        "sex": ["f", "f", "m"],
        "child_name": ["A", "A", "B"],
    }
    for table in (visits, {n: c for n, c in visits.items() if n != "child_name"}):
        rule = "latest" if "child_name" in table else "all"
        asked = zs.tally_children(table, one_per_child=rule)
        assert zs.tally_children(table, one_per_child=None).n == asked.n
        assert asked.n == (2 if rule == "latest" else 3)


def test_age_months__of_a_table_without_ages_is_refused() -> None:
    with pytest.raises(zs.ColumnError):
        zs.estimate_prevalence({"haz": [-3.0]}, age_months=(6, 59))
    tally = zs.tally_children(CHILDREN)
    with pytest.raises(zs.TableError):
        zs.estimate_prevalence(tally, age_months=(6, 59))
