"""The visits of a child: followed through errors of the register, never merged with another's."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reference_growth import link

import zscore as zs
from zscore.growth.linking import NO_MONTH, linked

sys.path.append(str(Path(__file__).resolve().parents[2] / "benchmarks"))
from families import make_families, pairs

NIK, TWIN, MASKED = "3273014501200001", "3273014501200002", "32730***********"


def visits(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    """Return visits of girls born on 5 January 2020: NIK, name, village, day of the visit."""
    table = pd.DataFrame(rows, columns=["nik", "child_name", "village", "visit_date"])
    return table.assign(sex="P", birth_date="2020-01-05")


def children(table: pd.DataFrame, **named: Any) -> list[int]:
    """Return the numbers of the children, 0 for unknown."""
    numbers = pd.DataFrame(zs.link_visits(table, **named))["child_number"]
    return [0 if pd.isna(number) else int(number) for number in numbers]


def test_link_visits__follows_a_child_through_spelling_moving_and_a_masked_nik() -> None:
    table = visits(
        (NIK, "Ayu Lestari", "A", "2024-01-05"),
        (NIK, "AYU  LESTARI.", "A", "2024-02-05"),
        (NIK, "Ayu L", "A", "2024-03-05"),
        (MASKED, "ayu lestari", "A", "2024-04-05"),
        (NIK, "Ayu Lestari", "B", "2024-05-05"),
        (MASKED, "Ayu Lestari", "B", "2024-06-05"),
        ("3273014501200091", "Ayu Lestari", "A", "2024-07-05"),  # mistyped once
    )
    linked_by = zs.link_visits(table)
    assert children(table) == [1] * 7
    assert linked_by["visit_number"].tolist() == [1, 2, 3, 4, 5, 6, 7]
    assert linked_by["linked_by"].tolist() == ["nik"] * 3 + ["identity", "nik", *["identity"] * 2]


def test_link_visits__keeps_twins_apart_whoever_has_whose_nik() -> None:
    table = visits(
        (NIK, "Ayu", "A", "2024-01-05"),
        (TWIN, "Ani", "A", "2024-01-05"),
        (TWIN, "Ayu", "A", "2024-02-05"),  # exchanged
        (NIK, "Ani", "A", "2024-02-05"),
        (MASKED, "Ayu", "A", "2024-03-05"),
        (MASKED, "Ani", "A", "2024-03-05"),
    )
    assert children(table) == [1, 2, 1, 2, 1, 2]
    mothers = table.assign(nik="3273014501200077")
    assert children(mothers) == [1, 2, 1, 2, 1, 2]


def test_link_visits__does_not_guess_between_two_of_one_name() -> None:
    table = visits(
        (NIK, "Ayu", "A", "2024-01-05"),
        (TWIN, "Ayu", "A", "2024-01-09"),
        (NIK, "Ayu", "A", "2024-02-05"),
        (MASKED, "Ayu", "A", "2024-03-05"),
    )
    assert children(table) == [1, 2, 1, 0]
    assert zs.link_visits(table)["linked_by"].tolist() == [*["nik"] * 3, "ambiguous"]


def test_link_visits__does_not_believe_a_nik_of_another_birth_date() -> None:
    table = visits((NIK, "Ayu", "A", "2024-01-05"), (NIK, "Budi", "A", "2024-02-05"))
    table.loc[1, "birth_date"] = "2022-03-04"  # of a brother, with her NIK
    assert children(table) == [1, 2]


@pytest.mark.parametrize("name", ["child_name", "birth_date", "sex"])
def test_link_visits__of_what_is_missing(name: str) -> None:
    table = visits((MASKED, "Ayu", "A", "2024-01-05"), (NIK, "Ayu", "A", "2024-02-05"))
    table[name] = table[name].astype(object)
    table.loc[0, name] = None
    assert children(table) == [0, 1]
    assert zs.link_visits(table)["linked_by"][0] == "unknown"
    with pytest.raises(zs.ColumnError, match="child_name"):
        zs.link_visits({"age_days": [31], "sex": ["m"]})


def test_link_visits__by_columns_of_ones_own() -> None:
    table = {"id": ["b", "a", "b", None], "clinic": [1, 1, 2, 1], "age_days": [62, 70, 31, 5]}
    assert children(table, child="id") == [1, 2, 1, 0]
    assert children(table, child=["id", "clinic"]) == [1, 2, 3, 0]


niks, identities = st.sampled_from([0, 0, 1, 2, 3]), st.sampled_from([0, 0, 11, 12, 13, 14])
row = st.tuples(niks, identities, st.sampled_from([NO_MONTH, 0, 1, 2]))


@given(st.lists(row, max_size=12), st.randoms())
@settings(max_examples=300)
def test_linked__equals_the_naive_twin_in_any_order(rows: list[Any], random: Any) -> None:
    names = {0: 0, 11: 21, 12: 21, 13: 22, 14: 22}  # two identities a name
    rows = [(nik, identity, names[identity], month) for nik, identity, month in rows]
    random.shuffle(rows)
    spread = np.uint64(0x9E3779B97F4A7C15)  # real ones are hashes
    columns = [np.array([r[i] for r in rows], np.uint64) * spread for i in range(3)]
    found = linked(*columns, np.array([r[3] for r in rows], np.int64))
    twin = link(
        [(n or None, i or None, s or None, None if m == NO_MONTH else m) for n, i, s, m in rows]
    )
    same = [(found.child[a] == found.child[b]) == (twin[a] == twin[b])
            for a in range(len(rows)) for b in range(a)
            if twin[a] is not None and twin[b] is not None]  # fmt: skip
    assert all(same)
    assert [c < 0 for c in found.child] == [t is None for t in twin]


def test_links_of__made_up_families() -> None:
    """The figures of a larger run are in docs/growth.md."""
    table, truth = make_families(1_500, months=6, seed=3)
    numbered = zs.link_visits(table)["child_number"].fill_null(0).to_numpy() - 1
    linked_pairs, real, both = pairs(numbered, truth)
    assert both / linked_pairs >= 0.999
    assert both / real >= 0.98
