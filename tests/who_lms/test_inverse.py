"""Measurements, percentiles and ages: WHO's printed tables, the naive twin, and round trips."""

from __future__ import annotations

import csv
import gzip
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import reference
import zscore as zs
from zscore import INDICATORS

GOLDEN = Path(__file__).parents[1] / "golden"
AT_Z = {f"SD{k}neg": -k for k in (4, 3, 2, 1)} | {f"SD{k}": k for k in range(5)}
AT_PERCENTILE = {
    "P01": 0.1, "P1": 1, "P3": 3, "P5": 5, "P10": 10, "P15": 15, "P25": 25, "P50": 50,
    "P75": 75, "P85": 85, "P90": 90, "P95": 95, "P97": 97, "P99": 99, "P999": 99.9,
}  # fmt: skip
BY_AGE = [name for name, entry in INDICATORS.items() if entry.axis == "age_days"]
ROUNDING = 0.0005 + 1e-9  # WHO prints three decimals


def golden(name: str) -> list[dict[str, str]]:
    """Return the rows of one of WHO's printed tables."""
    with gzip.open(GOLDEN / f"golden_who_values_at_{name}.csv.gz", "rt", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("file", "what", "columns"), [("z", "z", AT_Z), ("percentile", "percentile", AT_PERCENTILE)]
)
def test_measurement_at__equals_the_tables_that_who_prints(
    file: str, what: str, columns: dict[str, float]
) -> None:
    rows, compared = golden(file), 0
    for name, axis in {(row["indicator"], row["axis"]) for row in rows}:
        some = [row for row in rows if (row["indicator"], row["axis"]) == (name, axis)]
        x, sex = np.array([float(row["x"]) for row in some]), [row["sex"] for row in some]
        position = "lying" if axis == "length_cm" else "standing"
        # WHO prints its tables of 2006 to day 1856, and so far they hold in profile eppgbm.
        where = {"age_days": x} if axis == "age_days" else {
            "length_height_cm": x, "measured": position
        }  # fmt: skip
        for column, value in columns.items():
            found = zs.measurement_at(name, sex=sex, profile="eppgbm", **{what: value}, **where)
            printed = np.array([float(row[column]) for row in some])
            assert (np.abs(found - printed) <= ROUNDING).all(), (name, axis, column)
            compared += len(printed)
    assert compared == 4766 * len(columns)


def test_measurement_at__has_the_values_of_the_rules() -> None:
    boy = zs.measurement_at("waz", z=[-5, -4, -3, -2, 0, 2, 3, 4], sex="m", age_days=365)
    expected = [5.296585, 6.111282, 6.925979, 7.740676, 9.646, 11.983347, 13.341468, 14.699589]
    assert boy == pytest.approx(expected, abs=5e-7)
    girl = zs.measurement_at("haz", z=[-3, -2, 0], sex="f", age_days=730)
    assert girl == pytest.approx([76.724774, 79.950116, 86.4008], abs=5e-7)


positions = st.sampled_from([None, "lying", "standing"])
sexes = st.sampled_from(["m", "f"])
profiles = st.sampled_from(["who", "eppgbm"])


def unrounded(name: str, columns: dict, profile: str) -> float:
    """Return the unrounded z of one child."""
    table = {column: [value] for column, value in columns.items()}
    z = zs.score_children(table, indicators=[name], rounded=False, profile=profile)[name]
    return float(z[0])


def measured(name: str, y: float, days: float) -> dict:
    """Return the columns of a child with a measurement; of a BMI, a height of one metre."""
    if name != "baz":
        return {INDICATORS[name].needs[0]: y}
    return {"weight_kg": y, "length_height_cm": 100.0}


@pytest.mark.parametrize("name", BY_AGE)
@given(
    z=st.floats(-6, 6), sex=sexes, days=st.one_of(st.integers(0, 6939), st.floats(0, 6939)),
    position=positions, profile=profiles,
)  # fmt: skip
def test_measurement_at__is_the_inverse_of_the_score(
    name: str, z: float, sex: str, days: float, position: str | None, profile: str
) -> None:
    at = {"sex": sex, "age_days": days, "profile": profile}
    if name == "haz":
        at["measured"] = position
    y = zs.measurement_at(name, z=z, **at)
    child = {"sex": sex, "age_days": float(days), **measured(name, 10.0, days)}
    if math.isnan(y):  # outside of the tables, or below 0
        assert math.isnan(unrounded(name, child, profile)) or z < -3
        return
    child |= measured(name, y, days)
    if name == "haz":
        child["measured"] = position
    back = unrounded(name, child, profile)
    assert back == pytest.approx(z, abs=1e-9)
    again = zs.measurement_at(name, z=back, **at)
    assert again == pytest.approx(y, rel=1e-9)


@given(
    z=st.floats(-6, 6), sex=sexes, cm=st.floats(45, 120), position=positions,
    days=st.one_of(st.none(), st.floats(0, 1826)),
)  # fmt: skip
def test_measurement_at__is_the_inverse_of_weight_for_length(
    z: float, sex: str, cm: float, position: str | None, days: float | None
) -> None:
    where = {"length_height_cm": cm, "measured": position, "age_days": days}
    y = zs.measurement_at("whz", z=z, sex=sex, **where)
    assume(not math.isnan(y))
    back = unrounded("whz", {"sex": sex, "weight_kg": y, **where}, "who")
    assert back == pytest.approx(z, abs=1e-9)


@given(
    z=st.floats(-6, 6), sex=sexes, day=st.integers(0, 1826), name=st.sampled_from(["haz", "waz"])
)
def test_measurement_at__equals_the_naive_twin(z: float, sex: str, day: int, name: str) -> None:
    table = {"haz": "length_height", "waz": "weight"}[name]
    lms = reference.figures(f"who2006_{table}_for_age", sex)[day]
    expected = reference.value_of_z(z, lms, restricted=name == "waz")
    found = zs.measurement_at(name, z=z, sex=sex, age_days=day)
    assert found == pytest.approx(expected, rel=1e-12)


@given(st.lists(st.tuples(st.floats(-9, 9), st.floats(-10, 7000)), max_size=20), positions)
def test_measurement_at__of_an_array_is_that_of_each(some: list, position: str | None) -> None:
    z, days = (
        np.array(values, float) for values in (zip(*some, strict=True) if some else ([], []))
    )
    found = zs.measurement_at("haz", z=z, sex="f", age_days=days, measured=position)
    for k, (one, day) in enumerate(some):
        alone = zs.measurement_at("haz", z=one, sex="f", age_days=day, measured=position)
        np.testing.assert_equal(found[k], alone)


def test_measurement_at__differs_from_the_percentile_of_the_z_beyond_3_sd() -> None:
    """WHO's percentiles are of the raw L, M and S; its z-scores beyond 3 SD are not."""
    at = {"sex": "m", "age_days": 365}
    inner, outer = (
        [zs.measurement_at("waz", z=z, **at), zs.measurement_at("waz", percentile=p, **at)]
        for z, p in ((2.0, zs.percentile(2.0)), (4.0, zs.percentile(4.0)))
    )
    assert inner[0] == pytest.approx(inner[1], rel=1e-12)
    assert outer[1] - outer[0] > 0.1


def test_measurement_at__is_missing_where_no_table_holds() -> None:
    for name, days in (("acz", 90), ("hcz", 1827), ("waz", 3653), ("haz", 6940), ("haz", -1)):
        assert math.isnan(zs.measurement_at(name, z=0, sex="m", age_days=days))
    assert math.isnan(zs.measurement_at("whz", z=0, sex="m", length_height_cm=44.9))
    for z in (math.nan, math.inf, -math.inf):
        assert math.isnan(zs.measurement_at("haz", z=z, sex="m", age_days=365))
    assert math.isnan(zs.measurement_at("haz", z=-40, sex="m", age_days=365))  # below 0 cm
    assert math.isnan(zs.measurement_at("waz", z=0, sex=None, age_days=365))


@pytest.mark.parametrize(
    ("options", "key"),
    [
        ({}, "z_or_percentile"),
        ({"z": 0, "percentile": 50}, "z_or_percentile"),
        ({"percentile": 0}, "bad_percentile"),
        ({"percentile": [50, 100]}, "bad_percentile"),
        ({"z": 0, "sex": "x"}, "unknown_code"),
        ({"z": 0, "profile": "whoo"}, "unknown_profile"),
        ({"z": [0, 1], "age_days": [1, 2, 3]}, "cannot_broadcast"),
    ],
)
def test_measurement_at__refuses_a_wrong_call(options: dict, key: str) -> None:
    with pytest.raises(zs.ZScoreError) as error:
        zs.measurement_at("waz", **{"sex": "m", "age_days": 365, **options})
    assert error.value.key == key


@given(z=st.floats(-8, 8))
def test_percentile__is_that_of_the_normal_distribution(z: float) -> None:
    assert zs.percentile(z) == pytest.approx(zs.percentile(np.array([z]))[0], rel=1e-9)
    assert zs.percentile(z) + zs.percentile(-z) == pytest.approx(100.0)
    assert math.isnan(zs.percentile(math.nan))


@given(p=st.floats(0.001, 99.999), sex=sexes, days=st.integers(0, 6939))
def test_percentile__is_the_inverse_of_the_measurement_within_3_sd(
    p: float, sex: str, days: int
) -> None:
    y = zs.measurement_at("haz", percentile=p, sex=sex, age_days=days)
    z = unrounded("haz", {"sex": sex, "age_days": days, "length_height_cm": y}, "who")
    assert zs.percentile(z) == pytest.approx(p, abs=1e-7)


def test_age_equivalent_days__has_the_values_of_the_rules() -> None:
    assert round(zs.age_equivalent_days("haz", length_height_cm=78, sex="m"), 3) == 424.768
    assert round(zs.age_equivalent_days("waz", weight_kg=8, sex="m"), 3) == 187.833


@given(sex=sexes, days=st.floats(0, 6939), name=st.sampled_from(["haz", "waz", "hcz"]))
def test_age_equivalent_days__has_the_measurement_as_its_median(
    sex: str, days: float, name: str
) -> None:
    y = zs.measurement_at(name, z=0, sex=sex, age_days=round(days))
    assume(not math.isnan(y))
    column = INDICATORS[name].needs[0]
    age = zs.age_equivalent_days(name, sex=sex, **{column: y})
    assert age <= days + 0.51  # the first, if there are several
    low, high = (
        zs.measurement_at(name, z=0, sex=sex, age_days=f(age)) for f in (math.floor, math.ceil)
    )
    assert min(low, high) - 0.02 <= y <= max(low, high) + 0.02


def test_age_equivalent_days__takes_the_first_where_a_median_falls() -> None:
    born = zs.measurement_at("waz", z=0, sex="m", age_days=0)
    next_day = zs.measurement_at("waz", z=0, sex="m", age_days=1)
    assert born > next_day
    between = zs.age_equivalent_days("waz", weight_kg=[born, (born + next_day) / 2], sex="m")
    assert between.tolist() == pytest.approx([0.0, 0.5])
    lying = zs.measurement_at("haz", z=0, sex="m", age_days=730)
    assert zs.age_equivalent_days("haz", length_height_cm=lying, sex="m") == pytest.approx(730)


def test_age_equivalent_days__is_missing_below_and_above_every_median() -> None:
    found = zs.age_equivalent_days("haz", length_height_cm=[30, 300, math.nan], sex="f")
    assert np.isnan(found).all()
    assert math.isnan(zs.age_equivalent_days("haz", length_height_cm=78, sex=None))


@pytest.mark.parametrize(
    ("name", "measurement", "key"),
    [
        ("baz", {"bmi": 15}, "no_age_equivalent"),
        ("haz", {"weight_kg": 8}, "measurement_needed"),
        ("haz", {}, "measurement_needed"),
        ("xyz", {}, "unknown_indicator"),
    ],
)
def test_age_equivalent_days__refuses_a_wrong_call(name: str, measurement: dict, key: str) -> None:
    with pytest.raises(zs.ZScoreError) as error:
        zs.age_equivalent_days(name, sex="m", **measurement)
    assert error.value.key == key
