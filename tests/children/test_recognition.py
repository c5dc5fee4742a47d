"""Which column is which: what is told first, and two headings for one column."""

from __future__ import annotations

import pytest

import zscore as zs
from zscore.children.mapping import ColumnMapping
from zscore.children.recognition import recognise


def test_recognise__what_is_told_comes_first() -> None:
    told = ColumnMapping(columns={"weight_kg": "berat lain", "sex": "BERAT"})
    found = recognise(["JK", "Berat", "Berat Lain"], told)
    assert found.heading_of("weight_kg") == "Berat Lain"
    assert found.heading_of("sex") == "Berat"
    assert [found.headings[i] for i in found.unknown] == ["JK"]
    assert found.columns["sex"].told
    with pytest.raises(zs.ColumnError, match="Bera"):
        recognise(["JK", "Berat"], ColumnMapping(columns={"sex": "Bera"}))


def test_recognise__two_headings_for_one_column_are_rivals() -> None:
    found = recognise(["Berat Badan", "weight", "JK", "sex"])
    rivals = {name: tuple(e.heading for e in some) for name, some in found.rivals.items()}
    assert rivals == {"weight_kg": ("Berat Badan", "weight"), "sex": ("JK", "sex")}
    assert "weight_kg" not in found
    # In an export the register's own heading is the stronger.
    assert found.preferring_register().heading_of("sex") == "JK"


def test_recognise_columns__refuses_two_headings_naming_both_and_the_option() -> None:
    table = {"JK": ["L"], "Umur (bulan)": [20], "Berat Badan": [9.8], "weight": [9.8]}
    with pytest.raises(zs.ColumnError) as caught:
        zs.recognise_columns(table)
    for words in ("Berat Badan", "weight", '--columns "weight_kg=Berat Badan"'):
        assert words in str(caught.value)
    found = zs.recognise_columns(table, columns={"weight_kg": "weight"})
    assert found.columns["weight_kg"] == "weight"
    assert "Berat Badan" in found.not_used
