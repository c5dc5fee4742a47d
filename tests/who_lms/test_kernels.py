"""The formulas and the loops, against the naive twin and their own inverses."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import reference
from zscore._jit import frozen
from zscore.who_lms import kernels, placement
from zscore.who_lms.indicators import INDICATORS
from zscore.who_lms.reasons import NO_MEASUREMENT, NOT_FINITE, NOT_POSITIVE, REASONS, SCORED
from zscore.who_lms.standards import WHO_2006
from zscore.who_lms.tables import load_constants, load_table

TABLES = [path.stem for path in sorted(reference.WHO_TABLES.glob("*_for_*.csv"))]
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
    assume(restricted or 1 + L * S * z > 0.01)  # no measurement is so far from the median
    y = reference.value_of_z(z, row, restricted)
    assume(y > 0)
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


TIES = st.integers(-4000, 4000).map(lambda n: n / 1000)


@given(z=st.one_of(st.floats(-1e4, 1e4), TIES, TIES.map(lambda z: math.nextafter(z, 9))))
def test_round_z__is_as_r_rounds(z: float) -> None:
    assert kernels.round_z(z) == reference.rounded_as_r(z)
    assert abs(kernels.round_z(z) - np.round(z, 2)) < 0.0101  # another hundredth at most


# Hundredths that are as near as floating-point numbers can tell, the last in the one odd, and
# numbers that are nearer to one than their own digits say.
@pytest.mark.parametrize(
    ("z", "rounded"),
    [(0.125, 0.12), (0.375, 0.38), (2.675, 2.67), (1.005, 1.0), (0.285, 0.28), (-2.675, -2.67)],
)
def test_round_z__of_ties(z: float, rounded: float) -> None:
    assert kernels.round_z(z) == rounded


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
        (math.inf, NOT_FINITE),
        (-math.inf, NOT_POSITIVE),
        (5e-324, SCORED),
        (1e308, SCORED),
    ],
)
def test_check_measurement__says_why_not(y: float, reason: int) -> None:
    out = np.empty(1, np.int8)
    placement.check_measurement(np.array([y]), out)
    assert out[0] == reason


def day_of(age_days: float) -> int:
    """Return the day that place_children finds, without limits but those of the tables."""
    day = np.empty(1, np.int16)
    months = np.array([age_days / 30.4375])
    placement.place_children(
        np.array([age_days]), months, np.array([-1], np.int8), np.array([80.0]),
        math.inf, 1856, 0.0, 60.0, 228.0, day, np.empty(1, bool), np.empty(1), np.empty(1, bool),
    )  # fmt: skip
    return int(day[0])


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
        (1856.5, placement.BY_MONTH),
        (math.nan, placement.MISSING),
        (-5e-324, placement.OUTSIDE),
        (-1.0, placement.OUTSIDE),
        (32768.0, placement.OUTSIDE),
        (1e308, placement.OUTSIDE),
        (math.inf, placement.OUTSIDE),
        (-math.inf, placement.OUTSIDE),
        (6939.75, placement.BY_MONTH),
        (6939.76, placement.OUTSIDE),
    ],
)
def test_place_children__rounds_days_half_up(days: float, day: int) -> None:
    assert day_of(days) == day


@given(days=st.floats(0, 1856))
def test_place_children__takes_the_nearest_day(days: float) -> None:
    assert abs(day_of(days) - days) <= 0.5


# --- the fast way against the formulas ---------------------------------------------------


def column(name: str, sex: int, row: int, y: np.ndarray, rounded: bool = True) -> tuple:
    """Score many measurements of one row of a table by age: z, flag, reason."""
    entry = INDICATORS[name]
    constants = load_constants(WHO_2006.tables[entry.name])
    n, first = len(y), int(constants.axes[0, 0])
    z, flag, reason = np.empty(n), np.empty(n, bool), np.empty(n, np.int8)
    kernels.score(
        *map(frozen, (
            y, np.full(n, SCORED, np.int8), np.full(n, sex, np.int8),
            np.full(n, first + row, np.int16), np.zeros(n, bool), y, np.zeros(n, bool),
        )),
        False, False, constants.rows, constants.axes, constants.linear, entry.restricted,
        *entry.flags,
        rounded, z, flag, reason, *kernels.scratch(),
    )  # fmt: skip
    return z, flag, reason


def exact(name: str, sex: int, row: int, y: np.ndarray) -> np.ndarray:
    """Return the z of the formulas."""
    entry = INDICATORS[name]
    figures = [float(figure) for figure in load_table(WHO_2006.tables[entry.name][0]).lms[sex, row]]
    formula = kernels.z_restricted if entry.restricted else kernels.z_unrestricted
    return np.array([formula(float(value), *figures) for value in y])


BY_AGE = [name for name, entry in INDICATORS.items() if entry.axis == "age_days"]


@pytest.mark.parametrize("name", BY_AGE)
@pytest.mark.parametrize("sex", [0, 1])
def test_score__by_age_rounds_as_the_exact_formula_does(name: str, sex: int, jit: bool) -> None:
    """Every row of every table, from far below to far above, and around every tie of one."""
    table = load_table(WHO_2006.tables[name][0])
    rng = np.random.default_rng(sex)
    rows = range(0, table.lms.shape[1], 5 if jit else 400)
    for row in rows:
        L, M, S = (float(figure) for figure in table.lms[sex, row])
        wide = M * np.exp(rng.uniform(-9 * S, 9 * S, 60))
        ties = (rng.integers(-290, 290, 40) + 0.5) / 100
        at = np.array([kernels.value_at(tie, L, M, S) for tie in ties])
        near = [
            np.nextafter(at, 0),
            at,
            np.nextafter(at, np.inf),
            at * (1 + 1e-12),
            at * (1 - 1e-9),
        ]
        y = np.concatenate([wide, *near, [0.39 * M, 0.4 * M, 2.5 * M, 2.51 * M]])
        z, flag, reason = column(name, sex, row, y)
        expected = exact(name, sex, row, y)
        np.testing.assert_array_equal(z, [reference.rounded_as_r(value) for value in expected])
        low, high = INDICATORS[name].flags
        np.testing.assert_array_equal(flag, (z < low) | (z > high))
        assert (reason == SCORED).all()
        np.testing.assert_array_equal(column(name, sex, row, y, rounded=False)[0], expected)


@given(row=lms, z=st.floats(-2.999, 2.999))
def test_central_z__is_within_1e_9_hundredths_of_the_exact_one(row: tuple, z: float) -> None:
    L, M, S = row
    y = kernels.value_at(z, L, M, S)
    out = np.empty(1)
    args = (np.array([v]) for v in (y, L, M, 1 / S))
    kernels.central_z(*args, out)
    if math.isfinite(out[0]):
        assert abs(out[0] - kernels.z_unrestricted(y, L, M, S)) * 100 < 1e-9
    else:
        assert not 0.4 < y / M < 2.5 or abs(L * math.log(y / M)) > 0.5 - 1e-9


@given(row=lms, ratio=st.floats(0.41, 2.49))
def test_central_z__is_final_almost_everywhere_children_are(row: tuple, ratio: float) -> None:
    L, M, S = row
    out = np.empty(1)
    kernels.central_z(*(np.array([v]) for v in (ratio * M, L, M, 1 / S)), out)
    assert math.isfinite(out[0]) == (abs(L * math.log(ratio)) <= 0.5) or math.isclose(
        abs(L * math.log(ratio)), 0.5, rel_tol=1e-9
    )


@pytest.mark.parametrize("y", [math.nan, 5e-324, 1e-300, 1e155, 1e308, math.inf])
def test_central_z__is_never_a_wrong_number(y: float) -> None:
    for row in ROWS:
        L, M, S = row
        out = np.empty(1)
        kernels.central_z(*(np.array([v]) for v in (y, L, M, 1 / S)), out)
        assert math.isnan(out[0]) if math.isnan(y) else math.isinf(out[0]) or math.isnan(out[0])


def test_round_and_flag__divides_every_whole_number_by_100_exactly() -> None:
    hundredths = np.arange(-(2**20), 2**20 + 1, dtype=float)
    out, flag = np.empty_like(hundredths), np.empty(len(hundredths), bool)
    kernels.round_and_flag(hundredths / 100, kernels.ABSURD, -6.0, 6.0, out, flag, flag.copy())
    np.testing.assert_array_equal(out, hundredths / 100)
    assert 2**20 / 100 > kernels.ABSURD


@pytest.mark.parametrize("n", [0, 1, 511, 512, 513, 1023, 1024, 1025, 1537])
def test_score__by_age_is_the_same_at_every_edge_of_a_block(n: int) -> None:
    M = float(load_table("who2006_weight_for_age").lms[0, 400, 1])
    y = M * np.exp(np.linspace(-1.2, 1.2, n))
    z, flag, reason = column("waz", 0, 400, y)
    np.testing.assert_array_equal(z, np.round(exact("waz", 0, 400, y), 2))
    assert len(flag) == len(reason) == n


def by_length(cm: np.ndarray, kg: np.ndarray, sex: int, standing: bool) -> tuple:
    """Score weights by length or height, unrounded: z and reason."""
    constants, n = load_constants(WHO_2006.tables["whz"]), len(cm)
    z, flag, reason = np.empty(n), np.empty(n, bool), np.empty(n, np.int8)
    kernels.score(
        *map(frozen, (
            kg, np.full(n, SCORED, np.int8), np.full(n, sex, np.int8), np.full(n, -1, np.int16),
            np.zeros(n, bool), cm, np.full(n, standing),
        )),
        True, False, constants.rows, constants.axes, False, True, -5.0, 5.0, False,
        z, flag, reason, *kernels.scratch(),
    )  # fmt: skip
    return z, reason


@pytest.mark.parametrize("standing", [False, True])
@pytest.mark.parametrize("sex", [0, 1])
@pytest.mark.parametrize("off", [0.0, 9e-7, -9e-7])
def test_score__by_length_takes_every_row_within_a_millionth(
    standing: bool, sex: int, off: float
) -> None:
    table = f"who2006_weight_for_{'height' if standing else 'length'}"
    rows = reference.figures(table, "mf"[sex])
    first, last = min(rows) / 10, max(rows) / 10
    cm = np.array([tenth / 10 + off for tenth in rows])
    inside = (cm >= first) & (cm <= last)
    for z in (-1.0, 4.0):
        kg = np.array([reference.value_of_z(z, row, restricted=True) for row in rows.values()])
        found, reason = by_length(cm, kg, sex, standing)
        np.testing.assert_allclose(found[inside], z, atol=1e-9)
        assert (reason[~inside] == REASONS.index("length_off_the_table")).all()


@given(cm=st.floats(65, 110), sex=st.integers(0, 1), standing=st.booleans(), z=st.floats(-4, 4))
def test_score__by_length_interpolates_between_two_rows(
    cm: float, sex: int, standing: bool, z: float
) -> None:
    kg = 0.0025 * cm**1.8 * (1 + z / 15)
    child = {
        "sex": "mf"[sex], "weight_kg": kg, "length_height_cm": cm,
        "measured": "standing" if standing else "lying",
    }  # fmt: skip
    (found,), _ = by_length(np.array([cm]), np.array([kg]), sex, standing)
    expected = reference.score_child(child)["whz_unrounded"]
    assert found == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(
    "cm",
    [
        math.nan, math.inf, -math.inf, 0.0, -45.0, 1e308,
        math.nextafter(45, 0), math.nextafter(110, 200),
    ],
)  # fmt: skip
def test_score__by_length_is_missing_off_the_table(cm: float) -> None:
    (z,), (reason,) = by_length(np.array([cm]), np.array([10.0]), 0, standing=False)
    assert math.isnan(z)
    assert reason == REASONS.index("length_off_the_table")


@pytest.mark.parametrize(
    ("z", "flag"),
    [(-5.0, 0), (-5.004, 0), (-5.006, 1), (-5.01, 1), (5.0, 0), (5.004, 0), (5.006, 1), (0.0, 0)],
)
@pytest.mark.parametrize("rounded", [True, False])
def test_score__by_age_flags_by_the_rounded_z(z: float, flag: int, rounded: bool) -> None:
    figures = tuple(float(f) for f in load_table("who2006_bmi_for_age").lms[0, 400])
    y = np.array([reference.value_of_z(z, figures, restricted=True)])
    found, flags, _ = column("baz", 0, 400, y, rounded)
    assert flags[0] == flag
    assert found[0] == (np.round(z, 2) if rounded else pytest.approx(z, abs=1e-9))


@pytest.mark.parametrize("names", WHO_2006.tables.values())
def test_load_constants__are_those_of_the_figures(names: tuple) -> None:
    constants = load_constants(names)
    figures = np.concatenate([load_table(name).lms.reshape(-1, 3) for name in names])
    np.testing.assert_array_equal(constants.rows[:, :3], figures)
    for row in constants.rows[:: len(figures) // 20]:
        L, M, S = (float(figure) for figure in row[:3])
        sd = {k: M * (1 + L * S * k) ** (1 / L) for k in (-3, -2, 2, 3)}
        slope = 1 / (M * S) if constants.linear else 1 / S
        expected = [slope, sd[3], 1 / (sd[3] - sd[2]), sd[-3], 1 / (sd[-2] - sd[-3])]
        np.testing.assert_allclose(row[3:8], expected, rtol=1e-12)
    assert constants.linear == (figures[:, 0] == 1).all()


def test_kernels__of_no_rows_do_nothing() -> None:
    none, empty = np.empty(0), np.empty(0, np.int8)
    placement.check_measurement(none, empty)
    assert by_length(none, none, 0, standing=True)[0].shape == (0,)


def test_reasons__are_those_of_the_rules_in_order() -> None:
    assert REASONS == (
        "no_sex",
        "no_age",
        "age_outside",
        "no_measurement",
        "measurement_not_positive",
        "measurement_not_finite",
        "length_off_the_table",
        "oedema",
        "before_term",
    )
