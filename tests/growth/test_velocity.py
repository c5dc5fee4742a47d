"""Velocity: WHO's printed increments, the computed values of the rules, and the naive twin."""

from __future__ import annotations

import csv
import gzip
import math
from pathlib import Path
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import reference
import zscore as zs
from zscore.growth import kernels

GOLDEN = Path(__file__).parents[1] / "golden" / "golden_who_velocity.csv.gz"
SD = {f"sd{k}neg": -k for k in (3, 2, 1)} | {"median": 0} | {f"sd{k}": k for k in (1, 2, 3)}
PERCENTILES = (1, 3, 5, 15, 25, 50, 75, 85, 95, 97, 99)
# Where WHO prints another number than its own L, M and S give, by measure, sex, interval, start
# and column: towards zero below 0; of a middle that L, M and S with four decimals lie beside; and
# 0.1 cm where there is no increment at −3 SD.
EXCEPTIONS = {
    ("weight", "male", 6, 17, "sd3neg"), ("weight", "male", 6, 18, "sd3neg"),
    ("weight", "female", 6, 10, "sd3neg"), ("weight", "female", 6, 14, "sd3neg"),
    ("weight", "male", 6, 2, "sd2"), ("weight", "male", 6, 2, "p97"),
    ("weight", "female", 6, 4, "p99"),
    *(("length", "female", 2, start, "sd3neg") for start in (14, 15, 17, 18)),
}  # fmt: skip
# measure, sex, months of interval, start month, gained, z
COMPUTED = [
    ("weight_kg", "m", 1, 3, 0.3, -1.5679),
    ("weight_kg", "m", 1, 11, -0.2, -2.1568),
    ("weight_kg", "f", 1, 0, 0.5, -1.4329),
    ("weight_kg", "f", 3, 12, 0.1, -1.6509),
    ("length_height_cm", "m", 2, 4, 2.0, -1.9295),
    ("length_height_cm", "f", 3, 9, 3.0, -0.9731),
    ("head_circumference_cm", "m", 2, 0, 4.0, -0.9169),
]
DAYS = {1: 30, 2: 61, 3: 91, 4: 122, 6: 183}
SIZES = {"weight_kg": 8.0, "length_height_cm": 70.0, "head_circumference_cm": 44.0}


def rows() -> list[dict[str, str]]:
    """Return WHO's printed increments."""
    with gzip.open(GOLDEN, "rt", newline="") as file:
        return list(csv.DictReader(file))


def printed() -> list[tuple]:
    """Return each printed value with its place, the z it is of, and half of its last digit."""
    found = []
    zs_of = SD | {f"p{p}": NormalDist().inv_cdf(p / 100) for p in PERCENTILES}
    for row in rows():
        place = (row["sex"], int(row["interval_months"]), int(row["start_month"]))
        half = 0.5 if row["unit"] == "g" else 0.05
        for column, z in zs_of.items():
            if row[column]:
                found.append((row["measure"], column, *place, z, float(row[column]), half))
    return found


def test_increments__are_those_that_who_prints() -> None:
    differ = set()
    for measure, column, sex, interval, start, z, value, half in printed():
        at = reference.increments()[measure, sex[0], interval, start]
        if not abs(reference.increment_at(z, at) - value) <= half + 1e-9:
            assert abs(reference.increment_at(z, at) - value) <= 2 * half + 1e-9
            differ.add((measure, sex, interval, start, column))
    assert differ == EXCEPTIONS
    assert len(printed()) == 4374


def test_increment_z__is_the_inverse_of_the_increment_at_a_z() -> None:
    for at in reference.increments().values():
        for z in (-2.0, -0.5, 0.0, 1.0, 2.5):
            increment = reference.increment_at(z, at)
            if increment + at[3] > 0:
                assert kernels.increment_z(increment, *at) == pytest.approx(z, abs=1e-9)


def pair(measure: str, sex: str, start: int, days: float, gained: float, **more: object) -> dict:
    """Return two visits of one child, the first in a completed month."""
    age = math.ceil(start * 30.4375)
    size = SIZES[measure]
    return {
        "id": [1, 1], "sex": [sex] * 2, "age_days": [age, age + days],
        measure: [size, size + gained], **more,
    }  # fmt: skip


@pytest.mark.parametrize(("measure", "sex", "months", "start", "gained", "z"), COMPUTED)
def test_velocity__has_the_values_of_the_rules(
    measure: str, sex: str, months: int, start: int, gained: float, z: float
) -> None:
    found = zs.velocity(pair(measure, sex, start, DAYS[months], gained), child="id")
    assert round(float(found[f"{measure}_velocity_z"][1]), 4) == z
    assert found[f"{measure}_increment"][1] == pytest.approx(gained)
    assert found[f"{measure}_interval_days"][1] == DAYS[months]
    assert found[f"{measure}_velocity_percentile"][1] == pytest.approx(zs.percentile(z), abs=0.01)
    low = found[f"{measure}_faltering"]
    assert list(low) == [None, z < NormalDist().inv_cdf(0.05)]
    assert list(found[f"{measure}_velocity_reason"]) == ["no_earlier_visit", None]


@pytest.mark.parametrize(
    ("days", "reason"),
    [
        (19, "interval_outside"), (20, None), (47, None), (48, None), (77, None), (78, None),
        (137, None), (138, "interval_outside"), (149, "interval_outside"), (150, None),
        (209, None), (210, "interval_outside"), (2000, "standard_switched"),
    ],
)  # fmt: skip
def test_velocity__has_a_reason_off_the_windows(days: int, reason: str | None) -> None:
    found = zs.velocity(pair("weight_kg", "m", 3, days, 0.5), child="id")
    assert found["weight_kg_velocity_reason"][1] == reason


@pytest.mark.parametrize(
    ("start", "days", "reason"),
    [(11, 30, None), (12, 30, "age_outside"), (18, 183, None), (19, 183, "age_outside")],
)
def test_velocity__ends_where_the_tables_end(start: int, days: int, reason: str | None) -> None:
    found = zs.velocity(pair("weight_kg", "f", start, days, 0.5), child="id")
    assert found["weight_kg_velocity_reason"][1] == reason


def test_velocity__of_one_month_has_no_length() -> None:
    found = zs.velocity(pair("length_height_cm", "f", 3, 30, 2.0), child="id")
    assert found["length_height_cm_velocity_reason"][1] == "age_outside"


def test_velocity__compares_lengths_as_if_lying() -> None:
    lying = pair("length_height_cm", "m", 20, 122, 4.0)
    standing = {**lying, "length_height_cm": [70.0, 73.3], "measured": ["lying", "standing"]}
    expected, found = (
        zs.velocity(table, child="id")["length_height_cm_velocity_z"][1]
        for table in ({**lying, "measured": ["lying", "lying"]}, standing)
    )
    assert found == pytest.approx(expected, abs=1e-9)


def test_velocity__takes_the_visit_of_the_asked_interval() -> None:
    table = {
        "id": [1] * 4, "sex": ["m"] * 4, "age_days": [100, 130, 160, 192],
        "weight_kg": [6.0, 6.5, 7.0, 7.4],
    }  # fmt: skip
    found = zs.velocity(table, child="id", interval_months=3)
    assert list(found["weight_kg_velocity_reason"]) == [
        "no_earlier_visit", "interval_outside", "interval_outside", None,
    ]  # fmt: skip
    assert found["weight_kg_interval_days"][3] == 92
    assert found["weight_kg_increment"][3] == pytest.approx(1.4)


def test_velocity__is_scaled_only_when_asked() -> None:
    table = pair("weight_kg", "m", 3, 40, 0.6)
    plain, scaled = (
        zs.velocity(table, child="id", scaled=s)["weight_kg_increment"][1] for s in (False, True)
    )
    assert plain == pytest.approx(0.6)
    assert scaled == pytest.approx(0.6 * 30.4375 / 40)


def test_velocity__marks_what_lies_below_its_limit() -> None:
    table = pair("weight_kg", "m", 11, 30, -0.15)  # between −2 SD and the fifth percentile
    for limit, low in (("p5", True), ("-2sd", False)):
        found = zs.velocity(table, child="id", faltering=limit)
        assert -2 < found["weight_kg_velocity_z"][1] < -1.645
        assert found["weight_kg_faltering"][1] == low


def test_velocity__is_missing_where_more_is_lost_than_any_child_loses() -> None:
    found = zs.velocity(pair("weight_kg", "m", 3, 30, -5.0), child="id")
    assert found["weight_kg_velocity_reason"][1] == "increment_too_low"
    assert math.isnan(found["weight_kg_velocity_z"][1])


visits = st.lists(
    st.fixed_dictionaries(
        {
            "age": st.one_of(st.none(), st.integers(0, 800), st.just(1900)),
            "sex": st.sampled_from(["m", "f", None]),
            "y": st.one_of(st.none(), st.integers(2000, 15000)),
        }
    ),
    min_size=1, max_size=8, unique_by=lambda visit: visit["age"],
)  # fmt: skip


@given(visits)
def test_velocity__equals_the_naive_twin(some: list[dict]) -> None:
    table = {
        "id": np.ones(len(some)),
        "sex": [visit["sex"] for visit in some],
        "age_days": np.array([visit["age"] for visit in some], float),
        "weight_kg": np.array([visit["y"] for visit in some], float) / 1000,
    }
    found = zs.velocity(table, child="id")
    for i, expected in enumerate(reference.velocity(some, "weight")):
        assert found["weight_kg_velocity_reason"][i] == expected["reason"]
        for name, scale in (("interval_days", 1), ("increment", 1000), ("velocity_z", 1)):
            key = {"interval_days": "interval", "velocity_z": "z"}.get(name, name)
            theirs = math.nan if expected[key] is None else expected[key]
            ours = scale * found[f"weight_kg_{name}"][i]
            np.testing.assert_allclose(ours, theirs, rtol=1e-9, atol=1e-8)


@pytest.mark.parametrize(
    ("options", "key"),
    [
        ({"measures": "bmi"}, "unknown_measure"),
        ({"measures": []}, "no_measures"),
        ({"interval_months": 5}, "unknown_interval_months"),
        ({"interval_months": True}, "unknown_interval_months"),
        ({"faltering": "p3"}, "unknown_faltering"),
        ({"measures": "head_circumference_cm"}, "column_missing"),
    ],
)
def test_velocity__refuses_a_wrong_call(options: dict, key: str) -> None:
    with pytest.raises(zs.ZScoreError) as error:
        zs.velocity(pair("weight_kg", "m", 3, 30, 0.5), **{"child": "id", **options})
    assert error.value.key == key
