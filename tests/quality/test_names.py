"""Names of posyandu written in several ways: candidates, and nothing merged."""

from __future__ import annotations

from collections import Counter

import pytest

import zscore as zs
from zscore.quality.names import candidates, folded_name

CHILD = {"sex": "f", "age_days": 600, "weight_kg": 9.0}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mawar I", "mawar 1"), ("Posyandu Mawar-01", "MAWAR 1"), ("Melati  IV", "Melati4"),
        ("POS MELATI IX", "melati 9"), ("Kenanga", " kenanga."), ("Anggrek XII", "Anggrek 12"),
        ("Psy. Mawar Putih", "Mawar-Putih"), ("Mawar ²", "mawar ²"), ("9" * 5000, "9" * 5000),
    ],
)  # fmt: skip
def test_folded_name__of_one_posyandu(one: str, other: str) -> None:
    assert folded_name(one) == folded_name(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mawar I", "Mawar II"), ("Mawar", "Mawar 1"), ("Mawar", "Melati"), ("X", "10"),
        ("Posyandu", "Pos"), ("Mawar 1 RW 2", "Mawar 12"), ("Vina", "5na"),
    ],
)  # fmt: skip
def test_folded_name__of_two(one: str, other: str) -> None:
    assert folded_name(one) != folded_name(other)


def test_candidates__are_within_one_place() -> None:
    place = (None, None, None, "P", "Sukasari")
    names = Counter({
        (*place, "Mawar I"): 3, (*place, "mawar 1"): 2, (*place, "Melati"): 9,
        (None, None, None, "P", "Lain", "Mawar 1"): 4,
    })  # fmt: skip
    found = candidates(names).to_pylist()
    assert [(row["candidate"], row["posyandu"], row["rows"]) for row in found] == [
        (1, "Mawar I", 3), (1, "mawar 1", 2),
    ]  # fmt: skip


def test_verify__tells_them_of_a_table() -> None:
    names = ["Mawar I", "mawar 1", "Melati", None, "mawar 1"]
    table = {name: [value] * 5 for name, value in CHILD.items()} | {
        "posyandu": names, "village": ["a"] * 5,
    }  # fmt: skip
    found = zs.verify(table, by=())
    assert found.names["posyandu"].tolist() == ["Mawar I", "mawar 1"]
    assert found.names["rows"].tolist() == [1, 2]
    assert found.rows["posyandu"] is table["posyandu"]
