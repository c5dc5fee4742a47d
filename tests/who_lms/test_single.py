"""One indicator at a time: the same numbers as score_children, in the shape that was given."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import zscore as zs
from optional import pl, present
from zscore import INDICATORS

MEASURES = {
    "weight_kg": 10.4,
    "length_height_cm": 85.3,
    "head_circumference_cm": 46.0,
    "arm_circumference_cm": 14.9,
    "triceps_skinfold_mm": 6.8,
    "subscapular_skinfold_mm": 5.2,
}


def one(name: str, *values: object, **options: object) -> object:
    """Call the function of an indicator."""
    return getattr(zs, name)(*values, **options)


@pytest.mark.parametrize("name", INDICATORS)
@given(
    sex=st.sampled_from(["m", "f"]),
    days=st.one_of(st.floats(-10, 1900), st.floats(1800, 7000)),
    factor=st.floats(-0.1, 2.5),
    measured=st.sampled_from([None, "lying", "standing"]),
    profile=st.sampled_from(["who", "eppgbm"]),
)
def test_single__equals_score_children(
    name: str, sex: str, days: float, factor: float, measured: str | None, profile: str
) -> None:
    values = {column: MEASURES[column] * factor for column in INDICATORS[name].needs}
    table = {"sex": [sex], "age_days": [days], "measured": [measured]}
    table |= {column: [value] for column, value in values.items()}
    expected = zs.score_children(table, profile=profile, indicators=[name])[name][0]
    options = {"measured": measured} if "length_height_cm" in values else {}
    z = one(name, *values.values(), sex=sex, age_days=days, profile=profile, **options)
    assert type(z) is float
    np.testing.assert_equal(z, expected)


@pytest.mark.parametrize("cm", [0.1, 0.675, 0.7, 0.71])
def test_single__of_a_length_that_is_less_than_the_adjustment(cm: float) -> None:
    table = {"sex": ["m"], "age_days": [731.0], "measured": ["lying"], "length_height_cm": [cm]}
    expected = zs.score_children(table, indicators=["haz"])["haz"][0]
    z = zs.haz(cm, sex="m", age_days=731.0, measured="lying")
    np.testing.assert_equal(z, expected)
    assert expected < -27 if cm > 0.7 else np.isnan(expected)


@pytest.mark.parametrize("name", INDICATORS)
def test_single__broadcasts_as_numpy_does(name: str) -> None:
    values = [np.full((3, 1), MEASURES[column]) for column in INDICATORS[name].needs]
    days = np.array([100, 200, 300, 400])
    z = one(name, *values, sex="f", age_days=days)
    assert z.shape == (3, 4)
    for j, day in enumerate(days):
        alone = one(name, *(v[0, 0] for v in values), sex="f", age_days=day)
        np.testing.assert_array_equal(z[:, j], alone)


@pytest.mark.parametrize("shape", [(0,), (1,), (2, 0), (2, 2, 2)])
def test_single__keeps_the_shape(shape: tuple) -> None:
    z = zs.waz(np.full(shape, 10.4), sex="f", age_days=683)
    assert z.shape == shape
    assert (z == -0.57).all()


@pytest.mark.parametrize(
    "weight",
    [
        10.4, np.float64(10.4), np.array(10.4), "10.4", np.longdouble(10.4),
    ],
)  # fmt: skip
def test_waz__of_a_scalar_is_a_float(weight: object) -> None:
    z = zs.waz(weight, sex="f", age_days=683)
    assert type(z) is float
    assert z == -0.57


@pytest.mark.parametrize(
    "weights",
    present(
        [
            [10.4, None],
            (10.4, math.nan),
            np.array([10.4, None], object),
            np.ma.masked_array([10.4, 9.0], mask=[False, True]),
            pd.Series([10.4, None], index=[7, 7]),
            pd.Series([10.4, None], dtype="Float64"),
            pd.array([10.4, None], dtype="Float64"),
            pd.Series([10.4, None], dtype="double[pyarrow]"),
            pl.Series([10.4, None]),
            np.array([[10.4, 0.0]])[0, :],
            ["10.4", ""],
        ]
    ),
)
def test_waz__takes_any_array_with_its_missing_values(weights: object) -> None:
    z = zs.waz(weights, sex="f", age_days=683)
    np.testing.assert_array_equal(z, [-0.57, math.nan])


@pytest.mark.parametrize(
    "sex",
    present([
        ["f", None], np.array(["f", ""]), pd.Series(["f", None]), pl.Series(["f", None]),
        pd.Categorical(["f", None]), [2, None], np.array([2, math.nan]),
        np.ma.masked_array(["f", "m"], mask=[False, True]),
        np.ma.masked_array([2, 1], mask=[False, True]),
    ]),
)  # fmt: skip
def test_waz__takes_any_codes_with_their_missing_values(sex: object) -> None:
    z = zs.waz(10.4, sex=sex, age_days=683)
    np.testing.assert_array_equal(z, [-0.57, math.nan])


def test_whz__needs_no_age() -> None:
    assert zs.whz(10.4, 85.3, sex="f") == zs.whz(10.4, 85.3, sex="f", age_days=683)
    assert zs.whz(12.0, 90.0, sex="f") == zs.whz(12.0, 90.0, sex="f", age_days=1000)
    assert zs.whz(12.0, 90.0, sex="f", measured="lying") == zs.whz(
        12.0, 90.0, sex="f", age_days=500
    )


@pytest.mark.parametrize("name", ["haz", "waz", "baz", "hcz", "acz", "tsz", "ssz"])
def test_single__is_nan_without_an_age(name: str) -> None:
    values = [MEASURES[column] for column in INDICATORS[name].needs]
    assert math.isnan(one(name, *values, sex="f", age_days=None))
    assert math.isnan(one(name, *values, sex="f", age_days=math.nan))
    with pytest.raises(TypeError):
        one(name, *values, sex="f")


def test_single__is_nan_without_a_sex() -> None:
    assert math.isnan(zs.waz(10.4, sex=None, age_days=683))


@pytest.mark.parametrize("name", ["waz", "whz", "baz"])
def test_single__is_nan_with_oedema(name: str) -> None:
    values = [MEASURES[column] for column in INDICATORS[name].needs]
    z = one(name, *values, sex="f", age_days=683, oedema=[True, False, None, "y", "n"])
    assert np.isnan(z).tolist() == [True, False, False, True, False]


@pytest.mark.parametrize("sex", ["x", 0, 3, True, "jantan", ["f", "x"]])
def test_single__refuses_an_unknown_sex(sex: object) -> None:
    with pytest.raises(zs.ZScoreError, match="column 'sex'"):
        zs.waz(10.4, sex=sex, age_days=683)


def test_single__knows_the_sexes_of_the_profile() -> None:
    assert zs.waz(10.4, sex="P", age_days=683, profile="eppgbm") == -0.57
    with pytest.raises(zs.UnknownNameError):
        zs.waz(10.4, sex="f", age_days=683, profile="x")


def test_single__refuses_shapes_that_do_not_go_together() -> None:
    with pytest.raises(zs.TableError, match=r"weight_kg \(2,\).*age_days \(3,\)"):
        zs.waz([10.4, 9.0], sex="f", age_days=[1, 2, 3])


@pytest.mark.parametrize(
    "weight", ["heavy", ["10,4,1"], object(), [[1, 2], [3]], True, 1j, b"10.4"]
)
def test_single__refuses_what_is_no_number(weight: object) -> None:
    with pytest.raises(zs.ZScoreError):
        zs.waz(weight, sex="f", age_days=683)


def test_single__changes_no_input() -> None:
    weights = np.array([10.4, math.nan, -1.0])
    before = weights.copy()
    weights.setflags(write=False)
    zs.waz(weights, sex="f", age_days=683)
    np.testing.assert_array_equal(weights, before)


def test_single__takes_no_more_positional_values_than_measurements() -> None:
    with pytest.raises(TypeError):
        zs.haz(85.3, "f", 683)


EDGES = [
    0.0,
    45.0,
    65.0,
    65.7,
    87.0,
    102.4,
    103.1,
    110.0,
    110.00000000000001,
    120.0,
    730.5,
    1826.25,
]
NASTY = st.one_of(
    st.none(),
    st.sampled_from([*EDGES, -1.0, math.inf, -math.inf, math.nan, 1e308, 5e-324, 1856.5]),
    st.floats(0.0, 2000.0),
    st.floats(2.0, 130.0),
)


@given(
    kg=NASTY,
    cm=NASTY,
    days=NASTY,
    sex=st.sampled_from(["m", "f", 1, 2, "L", "P", None]),
    measured=st.sampled_from(["l", "Berdiri", None]),
    oedema=st.sampled_from([None, "n", "y", 1]),
    profile=st.sampled_from(["who", "eppgbm"]),
)
def test_single__one_child_is_scored_as_a_column_is(
    kg: float, cm: float, days: float, sex: object, measured: object, oedema: object, profile: str
) -> None:
    if sex in {"L", "P"} and profile == "who":
        sex = "m"
    given = {"sex": sex, "age_days": days, "profile": profile}
    lists = {"sex": [sex], "age_days": [days], "profile": profile}
    calls = {
        zs.haz: ((cm,), {"measured": measured}),
        zs.waz: ((kg,), {"oedema": oedema}),
        zs.whz: ((kg, cm), {"measured": measured, "oedema": oedema}),
        zs.baz: ((kg, cm), {"measured": measured, "oedema": oedema}),
        zs.hcz: ((cm,), {}),
        zs.acz: ((kg,), {}),
        zs.tsz: ((kg,), {}),
        zs.ssz: ((kg,), {}),
    }
    for function, (values, options) in calls.items():
        one = function(*values, **given, **options)
        column = function(
            *([value] for value in values), **lists, **{k: [v] for k, v in options.items()}
        )
        assert isinstance(one, float)
        np.testing.assert_array_equal([one], column, err_msg=function.__name__)
