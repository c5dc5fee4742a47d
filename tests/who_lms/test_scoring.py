"""score_children: equal to the naive twin on any child, and the same in every order and block."""

from __future__ import annotations

import math
import os
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import reference
import zscore as zs
from zscore.who_lms import scoring
from zscore.who_lms.reasons import REASONS

NASTY = [
    0.0, -0.0, -1.0, -70.5, 5e-324, 1e-300, 1e-10, 1e10, 1e155, 1e300, 1e308,
    math.inf, -math.inf, math.nan, None,
]  # fmt: skip
AGES_DAYS = [
    0.0, -0.0, 0.49999999999999994, 0.5, 89.5, 90.4, 90.5, 91.0, 273.0, 273.9375,
    math.nextafter(273.9375, 0), 274.0, 730.0, 730.4999, 730.5, 731.0, 1826.0, 1826.2499999,
    math.nextafter(1826.25, 0), 1826.25, 1826.5, 1827.0, 1856.0, 1856.4, 1856.5, 1857.0,
    32767.5, 32768.0, 1e18, 1e19, *NASTY,
]  # fmt: skip
AGES_MONTHS = [
    0.0, 8.999999999999998, 9.0, 9.000000000000002, 23.99, 24.0, 60.0, math.nextafter(60, 0),
    math.nextafter(60, 61), 61.0, 1e17, *NASTY,
]  # fmt: skip
LENGTHS = [
    44.3, 45.0, 45.05, 45.1, 64.3, 65.0, 65.7, 86.9, 87.0, 102.4, 103.1, 109.3, 110.0,
    110.00000000000001, 110.7, 119.3, 120.0, 120.7, 120.00000000000001, 44.99999999999999,
    math.nextafter(87, 0), *NASTY,
]  # fmt: skip


def measurement(low: float, high: float, special: list) -> st.SearchStrategy:
    """Return numbers as a kader would write them, any others, and nasty ones."""
    tenths = st.integers(int(low * 10), int(high * 10)).map(lambda n: n / 10)
    return st.one_of(tenths, tenths, st.floats(low, high), st.sampled_from(special), st.floats())


children = st.fixed_dictionaries(
    {
        "sex": st.sampled_from(["m", "f", "m", "f", "m", "f", None]),
        "age_days": st.one_of(
            st.integers(0, 1900).map(float), st.floats(-1, 1900), st.sampled_from(AGES_DAYS)
        ),
        "age_months": st.one_of(st.none(), st.floats(-0.1, 61), st.sampled_from(AGES_MONTHS)),
        "measured": st.sampled_from(["lying", "standing", None]),
        "oedema": st.sampled_from([False, False, False, True]),
        "weight_kg": measurement(1, 40, NASTY),
        "length_height_cm": measurement(40, 125, LENGTHS),
        "head_circumference_cm": measurement(25, 60, NASTY),
        "arm_circumference_cm": measurement(6, 30, NASTY),
        "triceps_skinfold_mm": measurement(2, 40, NASTY),
        "subscapular_skinfold_mm": measurement(2, 40, NASTY),
    }
)
groups = st.lists(children, min_size=1, max_size=8)


@pytest.fixture(autouse=True)
def _any_arithmetic() -> Iterator[None]:
    """Let an overflow pass here, so that it hides nothing else; one test is about it."""
    with np.errstate(all="ignore"):
        yield


def columns_of(group: list[dict]) -> dict[str, object]:
    """Return children as a dict of arrays."""
    columns: dict[str, object] = {}
    for name in group[0]:
        values = [child[name] for child in group]
        numeric = name.endswith(("_kg", "_cm", "_mm", "_days", "_months"))
        columns[name] = (
            np.array([math.nan if value is None else value for value in values], float)
            if numeric
            else np.array(values, object)
        )
    return columns


def near_a_tie(z: float) -> bool:
    """Is z so near to the middle of two hundredths that its last digit decides?"""
    hundredths = abs(z * 100) % 1
    return abs(hundredths - 0.5) < 1e-6 or abs(z) > 1e6


def assert_equal_to_reference(group: list[dict], profile: str) -> None:
    columns = columns_of(group)
    exact = zs.score_children(columns, profile=profile, rounded=False)
    rounded = zs.score_children(columns, profile=profile)
    for i, child in enumerate(group):
        naive = reference.score_child(child, profile)
        for column in ("length_height_adjusted_cm", "bmi"):
            theirs = naive[column]
            np.testing.assert_equal(rounded[column][i], math.nan if theirs is None else theirs)
        assert rounded["measured_flag"][i] == naive["measured_flag"]
        for name in reference.NAMES:
            z = naive[f"{name}_unrounded"]
            assert rounded[f"{name}_reason"][i] == naive[f"{name}_reason"]
            assert exact[f"{name}_reason"][i] == naive[f"{name}_reason"]
            if z is None:
                assert math.isnan(rounded[name][i])
                assert math.isnan(exact[name][i])
                assert not rounded[f"{name}_flag"][i]
                continue
            assert exact[name][i] == pytest.approx(z, rel=1e-9, abs=1e-9)
            assert rounded[name][i] == np.round(exact[name][i], 2) or abs(z) > 1e6
            if not near_a_tie(z):
                assert rounded[name][i] == naive[name]
            if abs(abs(z) - 5) > 0.0051 and abs(abs(z) - 6) > 0.0051:
                assert rounded[f"{name}_flag"][i] == naive[f"{name}_flag"]
                assert exact[f"{name}_flag"][i] == naive[f"{name}_flag"]


@pytest.mark.parametrize("profile", ["who", "eppgbm"])
@given(group=groups)
def test_score_children__equals_the_naive_twin(profile: str, group: list[dict]) -> None:
    assert_equal_to_reference(group, profile)


def nasty_children() -> list[dict]:
    """Return every nasty number in every place, beside an ordinary child's."""
    ordinary = {
        "sex": "f", "age_days": 683.0, "age_months": None, "measured": None, "oedema": False,
        "weight_kg": 10.4, "length_height_cm": 85.3, "head_circumference_cm": 46.0,
        "arm_circumference_cm": 14.9, "triceps_skinfold_mm": 6.8, "subscapular_skinfold_mm": 5.2,
    }  # fmt: skip
    group = [ordinary]
    for measured in (None, "lying", "standing"):
        for oedema in (False, True):
            base = ordinary | {"measured": measured, "oedema": oedema}
            group += [base | {name: bad} for name in reference.MEASURES for bad in NASTY]
            group += [base | {"age_days": days} for days in AGES_DAYS]
            group += [base | {"age_days": None, "age_months": months} for months in AGES_MONTHS]
            group += [
                base | {"length_height_cm": cm, "age_days": days}
                for cm in LENGTHS
                for days in (None, 0.0, 300.0, 730.4, 730.5, 1826.0, 1826.25, -1.0, math.inf)
            ]
    return group + [child | {"sex": "m"} for child in group]


@pytest.mark.parametrize("profile", ["who", "eppgbm"])
def test_score_children__equals_the_naive_twin_on_nasty_numbers(profile: str, jit: bool) -> None:
    group = nasty_children()
    assert_equal_to_reference(group if jit else group[::3], profile)


@pytest.mark.slow
def test_score_children__warns_of_nothing() -> None:
    with np.errstate(divide="warn", over="warn", invalid="warn"):
        for child in nasty_children():
            for rounded in (True, False):
                zs.score_children(columns_of([child]), rounded=rounded)


def test_score_children__names_the_first_reason_of_two_measurements() -> None:
    """A weight of 0 and no length: no_measurement comes first in REASONS."""
    scored = zs.score_children(
        {"sex": ["f"], "age_days": [400], "weight_kg": [0.0], "length_height_cm": [math.nan]}
    )
    assert scored["whz_reason"].tolist() == ["no_measurement"]
    assert scored["baz_reason"].tolist() == ["no_measurement"]


@given(group=groups)
def test_score_children__gives_a_reason_exactly_where_there_is_no_z(group: list[dict]) -> None:
    for profile in ("who", "eppgbm"):
        scored = zs.score_children(columns_of(group), profile=profile)
        for name in zs.INDICATORS:
            missing = np.isnan(scored[name])
            given_reason = np.array([reason in REASONS for reason in scored[f"{name}_reason"]])
            none = np.array([reason is None for reason in scored[f"{name}_reason"]])
            assert (missing == given_reason).all()
            assert (missing == ~none).all()
            assert not (scored[f"{name}_flag"] & missing).any()
            low, high = zs.INDICATORS[name].flags
            outside = (scored[name] < low) | (scored[name] > high)
            assert (scored[f"{name}_flag"] == outside).all()


@given(group=groups, rng=st.randoms(use_true_random=False))
def test_score_children__has_independent_rows(group: list[dict], rng: object) -> None:
    order = list(range(len(group)))
    rng.shuffle(order)
    whole = zs.score_children(columns_of(group))
    shuffled = zs.score_children(columns_of([group[i] for i in order]))
    for column, values in whole.items():
        np.testing.assert_array_equal(values[order], shuffled[column])
    alone = zs.score_children(columns_of(group[-1:]))
    for column, values in whole.items():
        np.testing.assert_array_equal(values[-1:], alone[column])


@given(group=groups)
def test_score_children__gives_every_kind_of_table_the_same(group: list[dict], kinds) -> None:
    columns = {
        name: [None if value is None or value != value else value for value in list(values)]
        for name, values in columns_of(group).items()
    }
    expected = None
    for kind in kinds.values():
        scored = kind.read(zs.score_children(kind.make(columns)))
        expected = expected or scored
        assert list(scored) == list(expected)
        for name in list(expected)[len(columns) :]:
            assert scored[name] == expected[name]


@pytest.mark.parametrize("block", [1, 3, 7])
@pytest.mark.parametrize("threads", [1, 2, 5, None])
def test_score_children__is_the_same_in_any_blocks_and_threads(
    block: int, threads: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    group = nasty_children()[:200]
    whole = zs.score_children(columns_of(group), threads=1)
    monkeypatch.setattr(scoring, "BLOCK_ROWS", block)
    blocked = zs.score_children(columns_of(group[:100]), threads=threads)
    for column, values in whole.items():
        np.testing.assert_array_equal(values[:100], blocked[column])


def test_score_children__is_the_same_in_more_rows_than_a_block(
    monkeypatch: pytest.MonkeyPatch, jit: bool
) -> None:
    if not jit:  # as many rows take minutes without compiled kernels
        monkeypatch.setattr(scoring, "BLOCK_ROWS", 400)
    group = nasty_children()[:150]
    few = zs.score_children(columns_of(group))
    times = scoring.BLOCK_ROWS // len(group) + 2
    many = zs.score_children({name: np.tile(v, times) for name, v in columns_of(group).items()})
    for column, values in few.items():
        np.testing.assert_array_equal(np.tile(values, times), many[column])


@pytest.mark.parametrize("threads", [0, -1, 1.5, "2"])
def test_score_children__refuses_odd_threads(threads: object) -> None:
    with pytest.raises(zs.ZScoreError, match="threads is"):
        zs.score_children(ONE, threads=threads)


def test_score_children__works_where_there_is_no_affinity(monkeypatch: pytest.MonkeyPatch) -> None:
    """os.sched_getaffinity is Linux's; Windows and macOS do not have it."""
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    scored = zs.score_children({"sex": ["f"], "age_days": [683], "weight_kg": [10.4]})
    assert scored["waz"].tolist() == [-0.57]


ONE = {"sex": ["f"], "age_days": [683], "weight_kg": [10.4], "length_height_cm": [85.3]}


def test_score_children__adds_its_columns_in_this_order() -> None:
    names = ["haz", "waz", "whz", "baz", "hcz", "acz", "tsz", "ssz"]
    expected = (
        list(ONE)
        + names
        + [f"{name}_flag" for name in names]
        + ["measured_flag", "length_height_adjusted_cm", "bmi"]
        + [f"{name}_reason" for name in names]
    )
    assert list(zs.score_children(ONE)) == expected
    assert list(zs.score_children(ONE, reasons=False)) == expected[: -len(names)]


def test_score_children__scores_only_the_indicators_asked_for() -> None:
    scored = zs.score_children(ONE, indicators=["whz", "haz"])
    assert list(scored)[len(ONE) : len(ONE) + 4] == ["whz", "haz", "whz_flag", "haz_flag"]
    assert scored["whz"].tolist() == zs.score_children(ONE)["whz"].tolist()
    assert "waz" not in scored


@pytest.mark.parametrize(
    ("indicators", "column"),
    [(["acz"], "arm_circumference_cm"), (["haz", "hcz"], "head_circumference_cm")],
)
def test_score_children__refuses_an_indicator_without_its_column(
    indicators: list[str], column: str
) -> None:
    with pytest.raises(
        zs.ColumnError, match=rf"column '{column}' is missing. Found: sex, age_days"
    ):
        zs.score_children(ONE, indicators=indicators)


@pytest.mark.parametrize("missing", ["sex", "age_days"])
def test_score_children__refuses_a_table_without_sex_or_age(missing: str) -> None:
    columns = {"sex": ["f"], "age_days": [683], "length_height_cm": [85.3]}
    del columns[missing]
    with pytest.raises(zs.ColumnError, match=rf"column '{missing}' is missing. Found"):
        zs.score_children(columns)


def test_score_children__names_all_that_the_easiest_indicator_lacks() -> None:
    with pytest.raises(
        zs.ColumnError, match=r"column 'age_days' is missing. Found: sex, weight_kg"
    ):
        zs.score_children({"sex": ["f"], "weight_kg": [10.4]})
    with pytest.raises(
        zs.ColumnError, match=r"columns 'sex', 'age_days' are missing. Found: weight_kg"
    ):
        zs.score_children({"weight_kg": [10.4]})


def test_score_children__refuses_one_date_of_two() -> None:
    columns = {"sex": ["f"], "birth_date": ["2024-01-01"], "length_height_cm": [85.3]}
    with pytest.raises(
        zs.ColumnError, match=r"column 'visit_date' is missing. Found: sex, birth_date"
    ):
        zs.score_children(columns)


def test_score_children__scores_whz_without_any_age() -> None:
    scored = zs.score_children(
        {"sex": ["f", "f"], "weight_kg": [10.4] * 2, "length_height_cm": [86.9, 87]}
    )
    assert not np.isnan(scored["whz"]).any()
    assert set(scored["haz_reason"]) == {"no_age"}


@pytest.mark.parametrize(
    ("indicators", "error"),
    [
        (["wzh"], zs.UnknownNameError),
        ("hax", zs.UnknownNameError),
        ([], zs.ZScoreError),
    ],
)
def test_score_children__refuses_unknown_indicators(indicators: object, error: type) -> None:
    with pytest.raises(error):
        zs.score_children(ONE, indicators=indicators)


def test_score_children__takes_the_name_of_one_indicator() -> None:
    assert list(zs.score_children(ONE, indicators="haz"))[len(ONE)] == "haz"
    assert "waz" not in zs.score_children(ONE, indicators="haz")


def test_score_children__refuses_an_unknown_age_rule() -> None:
    with pytest.raises(zs.UnknownNameError, match="completed_months"):
        zs.score_children(ONE, age="months")


def test_score_children__refuses_a_renaming_of_a_column_it_does_not_know() -> None:
    """A slip such as 'wieght_kg' must not silently leave every child without weight."""
    table = {"sex": ["f"], "age_days": [683], "Berat": [10.4], "length_height_cm": [85.3]}
    with pytest.raises(zs.UnknownNameError, match="'wieght_kg' is not a column used here"):
        zs.score_children(table, columns={"wieght_kg": "Berat"})


@pytest.mark.parametrize("name", ["haz", "haz_flag", "haz_reason", "bmi", "measured_flag"])
def test_score_children__overwrites_no_column(name: str, kind) -> None:
    with pytest.raises(zs.ColumnError, match=rf"column '{name}'"):
        zs.score_children(kind.make(ONE | {name: [1.0]}))


def test_score_children__is_rounded_only_if_asked() -> None:
    exact, rounded = zs.score_children(ONE, rounded=False), zs.score_children(ONE)
    for name in ("haz", "waz", "whz", "baz"):
        assert exact[name][0] != rounded[name][0]
        assert np.round(exact[name][0], 2) == rounded[name][0]


def test_score_children__hides_weight_with_oedema() -> None:
    scored = zs.score_children(ONE | {"oedema": ["y"], "arm_circumference_cm": [14.9]})
    assert [scored[f"{name}_reason"][0] for name in ("haz", "waz", "whz", "baz", "acz")] == [
        None, "oedema", "oedema", "oedema", None,
    ]  # fmt: skip
    assert scored["bmi"][0] > 0


def test_score_children__takes_0_7_cm_only_for_the_other_position() -> None:
    days = [400, 400, 800, 800, 731, 730.5, 730.4]
    measured = ["lying", "standing", "lying", "standing", "lying", "lying", "standing"]
    n = len(days)
    scored = zs.score_children(
        {"sex": ["m"] * n, "age_days": days, "length_height_cm": [80.0] * n, "measured": measured}
    )
    shift = [0, 0.7, -0.7, 0, -0.7, -0.7, 0.7]
    assert scored["length_height_adjusted_cm"].tolist() == [80.0 + cm for cm in shift]


def test_score_children__decides_by_position_then_by_87_cm_where_no_age_is_known() -> None:
    n, nan = 4, math.nan
    scored = zs.score_children(
        {
            "sex": ["m"] * n,
            "age_days": [nan] * n,
            "weight_kg": [12.0] * n,
            "length_height_cm": [90.0, 80.0, 86.99, 87.0],
            "measured": ["lying", "standing", None, None],
        },
        rounded=False,
    )
    tables = ["length", "height", "length", "height"]
    for z, cm, table in zip(scored["whz"], [90.0, 80.0, 86.99, 87.0], tables, strict=True):
        rows = reference.figures(f"who2006_weight_for_{table}", "m")
        around = [rows[math.floor(cm * 10)], rows[math.ceil(cm * 10)]]
        low, high = sorted(((12 / M) ** L - 1) / (S * L) for L, M, S in around)
        assert low - 1e-9 <= z <= high + 1e-9


def test_score_children__of_no_rows_has_all_columns(kind) -> None:
    empty = {"sex": [], "age_days": [], "weight_kg": [], "length_height_cm": [], "measured": []}
    scored = kind.read(zs.score_children(kind.make(empty)))
    assert list(scored) == [*empty, *list(zs.score_children(ONE))[len(ONE) :]]
    assert all(values == [] for values in scored.values())
