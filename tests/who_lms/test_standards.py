"""Every entry of the table of standards, against what RULES says."""

from __future__ import annotations

import dataclasses
from itertools import pairwise

import pytest

from zscore import INDICATORS
from zscore.who_lms.standards import STANDARDS, WHO_2006
from zscore.who_lms.tables import load_table


def test_who_2006__ends_as_the_rules_say() -> None:
    assert (WHO_2006.months_end, WHO_2006.last_day, WHO_2006.last_day_counted) == (60, 1856, 1826)
    assert list(WHO_2006.tables) == list(INDICATORS)


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
    groups = STANDARDS[name].age_groups
    assert all(end == start for (_, end), (start, _) in pairwise(groups.values()))


def test_standard__is_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        WHO_2006.months_end = 61
