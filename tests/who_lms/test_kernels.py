"""The formulas and the loops, against the naive twin and their own inverses."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import reference
from zscore.who_lms import kernels
from zscore.who_lms.reasons import NO_MEASUREMENT, NOT_POSITIVE, REASONS, SCORED
from zscore.who_lms.tables import load_table

TABLES = [path.stem for path in sorted(reference.WHO_TABLES.glob("*.csv"))]
ROWS = [
    tuple(float(figure) for figure in load_table(table).lms[sex, row])
    for table in TABLES
    for sex in (0, 1)
    for row in (0, 1, 250, len(load_table(table).lms[0]) // 2, -1)
    if row < len(load_table(table).lms[0])
]
lms = st.sampled_from(ROWS)
Z = st.floats(-9, 9)


@given(z=Z, row=lms, restricted=st.booleans())
def test_z__of_the_value_of_a_z_is_that_z(z: float, row: tuple, restricted: bool) -> None:
    L, _, S = row
    if not restricted and 1 + L * S * z <= 0.01:
        return  # no measurement is so far from the median
    y = reference.value_of_z(z, row, restricted)
    if y <= 0:
        return
    formula = kernels.z_restricted if restricted else kernels.z_unrestricted
    assert formula(y, *row) == pytest.approx(z, abs=1e-7)


@given(z=st.floats(-3, 3), row=lms)
def test_value_at__is_the_inverse_within_3_sd(z: float, row: tuple) -> None:
    y = kernels.value_at(z, *row)
    assert y == pytest.approx(reference.value_of_z(z, row, restricted=True), rel=1e-12)
    assert kernels.z_unrestricted(y, *row) == pytest.approx(z, abs=1e-7)


@given(y=st.floats(0.1, 300), factor=st.floats(1.000001, 3), row=lms)
def test_z__rises_with_y(y: float, factor: float, row: tuple) -> None:
    for formula in (kernels.z_restricted, kernels.z_unrestricted):
        low, high = formula(y, *row), formula(y * factor, *row)
        assert low <= high
        if formula is kernels.z_restricted and abs(low) > 3:
            assert low < high


@given(row=lms)
def test_z_restricted__joins_at_3_sd(row: tuple) -> None:
    for k in (-3.0, 3.0):
        y = kernels.value_at(k, *row)
        for near in (math.nextafter(y, 0), y, math.nextafter(y, math.inf)):
            assert kernels.z_restricted(near, *row) == pytest.approx(k, abs=1e-6)


@given(row=lms)
def test_z_restricted__beyond_3_sd_counts_in_steps_of_2_to_3_sd(row: tuple) -> None:
    sd2, sd3 = (kernels.value_at(k, *row) for k in (2.0, 3.0))
    assert kernels.z_restricted(sd3 + 4 * (sd3 - sd2), *row) == pytest.approx(7)
    sd2, sd3 = (kernels.value_at(k, *row) for k in (-2.0, -3.0))
    assert kernels.z_restricted(sd3 - (sd2 - sd3) / 2, *row) == pytest.approx(-3.5)


def test_z__of_the_median_is_0() -> None:
    for row in ROWS:
        assert kernels.z_unrestricted(row[1], *row) == 0
        assert kernels.z_restricted(row[1], *row) == 0


@given(z=st.one_of(st.floats(-1e4, 1e4), st.integers(-4000, 4000).map(lambda n: n / 1000)))
def test_round_z__is_numpy_round(z: float) -> None:
    assert kernels.round_z(z) == np.round(z, 2)


@pytest.mark.parametrize("z", [0.125, 0.375, -0.125, 1.625, -2.125, 2.875, -1.996, -0.0, 0.004])
def test_round_z__takes_a_tie_to_even(z: float) -> None:
    assert kernels.round_z(z) == float(np.round(z, 2)) == round(z, 2)


def test_round_z__keeps_missing() -> None:
    assert math.isnan(kernels.round_z(math.nan))


@pytest.mark.parametrize(
    ("y", "reason"),
    [
        (math.nan, NO_MEASUREMENT),
        (0.0, NOT_POSITIVE),
        (-0.0, NOT_POSITIVE),
        (-1.0, NOT_POSITIVE),
        (math.inf, NOT_POSITIVE),
        (-math.inf, NOT_POSITIVE),
        (5e-324, SCORED),
        (1e308, SCORED),
    ],
)
def test_check_measurement__says_why_not(y: float, reason: int) -> None:
    out = np.empty(1, np.int8)
    kernels.check_measurement(np.array([y]), out)
    assert out[0] == kernels.reason_of_measurement(y) == reason


@pytest.mark.parametrize(
    ("days", "day"),
    [
        (0.0, 0),
        (-0.0, 0),
        (0.49999999999999994, 0),  # + 0.5 is 1.0 in floating point
        (0.5, 1),
        (1.5, 2),
        (2.5, 3),
        (730.4999999, 730),
        (730.5, 731),
        (731.0, 731),
        (1856.4, 1856),
        (1856.5, 1857),
        (math.nan, kernels.MISSING),
        (-5e-324, kernels.OUTSIDE),
        (-1.0, kernels.OUTSIDE),
        (32768.0, kernels.OUTSIDE),
        (1e308, kernels.OUTSIDE),
        (math.inf, kernels.OUTSIDE),
        (-math.inf, kernels.OUTSIDE),
    ],
)
def test_day_of_age__rounds_half_up(days: float, day: int) -> None:
    assert kernels.day_of_age(days, days / 30.4375, math.inf) == day


@given(days=st.floats(0, 30_000))
def test_day_of_age__is_the_nearest_day(days: float) -> None:
    day = kernels.day_of_age(days, days / 30.4375, math.inf)
    assert abs(day - days) <= 0.5


@pytest.mark.parametrize("table", ["who2006_weight_for_length", "who2006_weight_for_height"])
@pytest.mark.parametrize("off", [0.0, 9e-7, -9e-7])
def test_lms_at__takes_every_row_within_a_millionth(table: str, off: float) -> None:
    opened = load_table(table)
    for sex, name in enumerate("mf"):
        rows = reference.figures(table, name)
        for tenth, row in rows.items():
            cm = tenth / 10 + off
            if opened.first <= cm <= opened.last:
                found = kernels.lms_at(cm, opened.lms[sex], opened.first, opened.last, opened.step)
                assert found == row


@given(cm=st.floats(45, 110))
def test_lms_at__lies_between_two_rows(cm: float) -> None:
    table = load_table("who2006_weight_for_length")
    L, M, S = kernels.lms_at(cm, table.lms[1], table.first, table.last, table.step)
    rows = reference.figures("who2006_weight_for_length", "f")
    low = rows[max(450, math.floor(cm * 10 - 1e-4))]
    high = rows[min(1100, math.ceil(cm * 10 + 1e-4))]
    for figure, below, above in zip((L, M, S), low, high, strict=True):
        assert min(below, above) - 1e-12 <= figure <= max(below, above) + 1e-12


@pytest.mark.parametrize(
    "cm",
    [
        math.nan, math.inf, -math.inf, 0.0, -45.0, 1e308,
        math.nextafter(45, 0), math.nextafter(110, 200),
    ],
)  # fmt: skip
def test_lms_at__is_missing_off_the_table(cm: float) -> None:
    table = load_table("who2006_weight_for_length")
    found = kernels.lms_at(cm, table.lms[0], table.first, table.last, table.step)
    assert np.isnan(found).all()


@pytest.mark.parametrize(
    ("z", "flag"),
    [
        (-5.0, False), (-5.004, False), (-5.006, True), (-5.01, True),
        (5.0, False), (5.004, False), (5.006, True), (0.0, False), (math.nan, False),
    ],
)  # fmt: skip
@pytest.mark.parametrize("rounded", [True, False])
def test_flag_and_round__decides_on_the_rounded_z(z: float, flag: bool, rounded: bool) -> None:
    values, flags = np.array([z]), np.empty(1, bool)
    kernels.flag_and_round(values, -5.0, 5.0, rounded, flags)
    assert flags[0] == flag
    np.testing.assert_equal(values[0], np.round(z, 2) if rounded else z)


def test_kernels__of_no_rows_do_nothing() -> None:
    none, empty = np.empty(0), np.empty(0, np.int8)
    kernels.check_measurement(none, empty)
    kernels.flag_and_round(none, -5.0, 5.0, True, np.empty(0, bool))
    kernels.body_mass_index(none, none, empty, empty, none, empty)


def test_reasons__are_those_of_the_rules_in_order() -> None:
    assert REASONS == (
        "no_sex",
        "no_age",
        "age_outside",
        "no_measurement",
        "measurement_not_positive",
        "length_off_the_table",
        "oedema",
    )
