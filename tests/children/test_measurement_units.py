"""Units: factors to the last bit, and when the values of a column decide."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from zscore.children.columns import BY_NAME
from zscore.children.measurement_units import (
    PLAUSIBLE,
    UNIT_OF_WORD,
    UNITS,
    Spread,
    age_unit,
    factor,
    fits,
    shown_units,
)


def spread(column: str, values: list[float], stated: str | None = None) -> Spread:
    """Return the spread of some values."""
    own = str(BY_NAME[column].unit)
    found = Spread(column=column, own=own, stated=stated or own)
    found.observe(np.array(values))
    return found


@given(st.integers(1, 10**6))
def test_factor__grams_are_kilograms_to_the_last_bit(grams: int) -> None:
    times, over = factor("g", "kg")
    assert grams * times / over == float(f"{grams}e-3")


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("into", UNITS)
def test_factor__goes_there_and_back(unit: str, into: str) -> None:
    if not fits(unit, into):
        assert into not in shown_units(unit)
        return
    there, back = factor(unit, into), factor(into, unit)
    assert there[0] / there[1] * back[0] / back[1] == pytest.approx(1, rel=1e-12)


def test_words__are_of_one_unit_each() -> None:
    assert len(UNIT_OF_WORD) == sum(len(unit.words) for unit in UNITS.values())


@pytest.mark.parametrize(
    ("column", "values", "unit"),
    [
        ("weight_kg", [9800.0] * 10, "g"),
        ("weight_kg", [9800.0] * 9, None),  # too few
        ("weight_kg", [250.0] * 10, "kg10"),
        ("weight_kg", [98.0] * 10, None),  # 9.8 kg, or 98 lb
        ("weight_kg", [9.8] * 10, None),
        ("arm_circumference_cm", [130.0] * 10, "mm"),
        ("length_height_cm", [805.0] * 10, "mm"),
        ("length_height_cm", [0.805] * 10, "m"),
        ("length_height_cm", [30.0] * 10, "in"),
        ("weight_kg", [9800.0] * 98 + [9.8] * 2, None),  # below 99 %
        ("weight_kg", [9800.0] * 99 + [9.8], "g"),
        ("weight_kg", [0.0] * 20 + [np.nan] * 20, None),  # nobody was measured
    ],
)
def test_spread__decides_where_no_value_can_be_what_is_stated(
    column: str, values: list[float], unit: str | None
) -> None:
    assert spread(column, values).unit() == unit


@given(
    st.sampled_from(sorted(PLAUSIBLE)),
    st.lists(st.floats(0.1, 20_000), min_size=1, max_size=60),
    st.integers(0, 60),
)
def test_spread__adds_up(column: str, values: list[float], at: int) -> None:
    assume(at <= len(values))
    whole, parts = spread(column, values), spread(column, values[:at])
    parts.add(spread(column, values[at:]))
    assert parts == whole
    assert parts.unit() == whole.unit()


def test_spread__of_another_stated_unit_does_not_add_up() -> None:
    found = spread("weight_kg", [9.8] * 10)
    found.add(spread("weight_kg", [9800.0] * 10, "g"))
    assert found == spread("weight_kg", [9.8] * 10)


@pytest.mark.parametrize(
    ("ages", "unit"),
    [
        ([3.0, 41.0], "months"), ([21.0], "months"), ([240.5, 1], "months"), ([20.0], None),
        ([1.0, 4.0], None), ([241.0], None), ([683.0, 30.0], None), ([-1.0, 30.0], None),
        ([np.nan], None), ([], None),
    ],
)  # fmt: skip
def test_age_unit__is_months_or_not_known(ages: list[float], unit: str | None) -> None:
    assert age_unit(np.array(ages)) == unit
