"""Every entry of the table of indicators, against what RULES and WHO's reports say."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

import zscore as zs
from zscore import INDICATORS, Indicator, UnknownNameError
from zscore.who_lms.indicators import ACCEPTED, INDICATOR_OF, indicator_named
from zscore.who_lms.standards import WHO_2006
from zscore.who_lms.tables import load_table

WEIGHT, LENGTH = "weight_kg", "length_height_cm"
DAYS, CM = "age_days", "length_height_adjusted_cm"

# name: needs, measure, axis, first and last of each table, restricted, flags, hidden by oedema
EXPECTED = {
    "haz": ((LENGTH,), CM, DAYS, [(0, 1856)], False, (-6, 6), False),
    "waz": ((WEIGHT,), WEIGHT, DAYS, [(0, 1856)], True, (-6, 5), True),
    "whz": ((WEIGHT, LENGTH), WEIGHT, CM, [(45, 110), (65, 120)], True, (-5, 5), True),
    "baz": ((WEIGHT, LENGTH), "bmi", DAYS, [(0, 1856)], True, (-5, 5), True),
    "hcz": (("head_circumference_cm",), None, DAYS, [(0, 1856)], False, (-5, 5), False),
    "acz": (("arm_circumference_cm",), None, DAYS, [(91, 1856)], True, (-5, 5), False),
    "tsz": (("triceps_skinfold_mm",), None, DAYS, [(91, 1856)], True, (-5, 5), False),
    "ssz": (("subscapular_skinfold_mm",), None, DAYS, [(91, 1856)], True, (-5, 5), False),
}
# The medians that WHO prints for girls and boys of two years: the tables are not mixed up.
MEDIANS = {
    "haz": (730, 86.4, 87.8),
    "waz": (730, 11.5, 12.2),
    "baz": (731, 15.7, 16.0),
    "hcz": (730, 47.2, 48.3),
}


def test_indicators__are_the_eight_of_the_rules_in_order() -> None:
    assert list(INDICATORS) == list(EXPECTED)
    assert all(entry.name == name for name, entry in INDICATORS.items())
    assert all(isinstance(entry, Indicator) for entry in INDICATORS.values())


@pytest.mark.parametrize("name", EXPECTED)
def test_indicator__is_what_the_rules_say(name: str) -> None:
    needs, measure, axis, ranges, restricted, flags, hidden = EXPECTED[name]
    entry = INDICATORS[name]
    assert entry.needs == needs
    assert entry.measure == (measure or needs[0])
    assert entry.axis == axis
    assert [(load_table(t).first, load_table(t).last) for t in WHO_2006.tables[name]] == ranges
    assert entry.restricted is restricted
    assert entry.flags == flags
    assert entry.oedema_hides is hidden
    assert set(entry.titles) == {"en", "id"}
    assert all(entry.titles.values())
    assert entry.source.startswith("WHO Child Growth Standards")


@pytest.mark.parametrize("name", EXPECTED)
def test_indicator__has_tables_of_its_own(name: str) -> None:
    tables = WHO_2006.tables[name]
    others = {table for other, names in WHO_2006.tables.items() if other != name for table in names}
    assert not others & set(tables)
    assert len(tables) == (2 if INDICATORS[name].axis == CM else 1)


@pytest.mark.parametrize(("name", "day", "girls", "boys"), [(k, *v) for k, v in MEDIANS.items()])
def test_indicator__has_the_median_that_who_prints(
    name: str, day: int, girls: float, boys: float
) -> None:
    table = load_table(WHO_2006.tables[name][0])
    male, female = table.lms[:, day - int(table.first), 1]
    assert (round(female, 1), round(male, 1)) == pytest.approx((girls, boys), abs=0.101)


def test_indicator__of_length_has_the_lying_table_first() -> None:
    lying, standing = (load_table(table) for table in WHO_2006.tables["whz"])
    assert (lying.axis, standing.axis) == ("length_cm", "height_cm")


def test_indicator__is_frozen_and_by_keyword_only() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        INDICATORS["haz"].restricted = True
    with pytest.raises(TypeError):
        Indicator("haz")


@pytest.mark.parametrize("name", ["wzh", "", "HAZ", "haz "])
def test_indicator_named__refuses_an_unknown_name(name: str) -> None:
    with pytest.raises(UnknownNameError, match="haz, waz, whz, baz, hcz, acz, tsz, ssz"):
        indicator_named(name)


def test_indicator_named__finds_each_name() -> None:
    assert [indicator_named(name) for name in INDICATORS] == list(INDICATORS.values())


def test_indicator_of__is_of_what_one_z_alone_is_made_of() -> None:
    assert {column: entry.name for column, entry in INDICATOR_OF.items()} == {
        "head_circumference_cm": "hcz",
        "arm_circumference_cm": "acz",
        "triceps_skinfold_mm": "tsz",
        "subscapular_skinfold_mm": "ssz",
    }


@pytest.mark.parametrize("column", ["head_circumference_cm", "arm_circumference_cm"])
def test_accepted__is_wider_than_what_any_z_allows(column: str) -> None:
    """No child whose z is plausible is outside, however old: the z decides where there is one."""
    name = INDICATOR_OF[column].name
    low, high = ACCEPTED[column]
    table = load_table(WHO_2006.tables[name][0])
    for sex in ("m", "f"):
        for day in range(int(table.first), int(table.last) + 1, 30):
            if day < 60 * 30.4375:
                found = getattr(zs, name)(np.array([low, high]), sex=sex, age_days=day)
                assert found[0] < INDICATORS[name].flags[0]
                assert found[1] > INDICATORS[name].flags[1]
