"""Every entry of the table of standards, against what RULES says."""

from __future__ import annotations

import dataclasses
from itertools import pairwise

import pytest

import zscore as zs
from zscore import INDICATORS
from zscore.who_lms.standards import STANDARDS, WHO_2006, WHO_2007, standard_named
from zscore.who_lms.tables import ages_of, load_table


def test_who_2006__ends_as_the_rules_say() -> None:
    assert (WHO_2006.months_end, WHO_2006.last_day_counted) == (60, 1826)
    assert ages_of(WHO_2006.name) == (0, 1856)
    assert list(WHO_2006.tables) == list(INDICATORS)


def test_who_2007__is_of_60_to_228_months_and_weight_to_120() -> None:
    assert ages_of(WHO_2007.name) == (60, 228)
    assert list(WHO_2007.tables) == ["haz", "waz", "baz"]
    assert load_table(WHO_2007.tables["waz"][0]).last == 120
    assert list(WHO_2007.age_groups["age_group"]) == ["60-119 mo", "120-179 mo", "180-228 mo"]
    assert len(WHO_2007.age_groups["age_year"]) == 15


@pytest.mark.parametrize("name", ["who", "", "WHO2006", 5])
def test_standard_named__refuses_an_unknown_name(name: object) -> None:
    with pytest.raises(zs.UnknownNameError, match="who2006, who2007"):
        standard_named(name)


@pytest.mark.parametrize("name", STANDARDS)
def test_standard__has_titles_a_source_and_tables_that_exist(name: str) -> None:
    entry = STANDARDS[name]
    assert entry.name == name
    assert set(entry.titles) == {"en", "id"}
    assert entry.source.startswith("WHO")
    assert set(entry.tables) <= set(INDICATORS)
    for names in entry.tables.values():
        assert all(load_table(table).lms.shape[0] == 2 for table in names)


@pytest.mark.parametrize("name", STANDARDS)
def test_age_groups__leave_no_gap(name: str) -> None:
    for groups in STANDARDS[name].age_groups.values():
        assert all(end == start for (_, end), (start, _) in pairwise(groups.values()))


def test_standard__is_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        WHO_2006.months_end = 61
