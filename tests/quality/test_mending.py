"""Slips of the pen: what a measurement would be without one, each judged by its own z-scores."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import reference
import zscore as zs
from zscore.quality.mending import MEASUREMENTS, MENDED, SLIPS
from zscore.quality.rows import CIRCUMFERENCES, open_rows
from zscore.who_lms.indicators import INDICATORS
from zscore.who_lms.standards import WHO_2006

ARM, HEAD = "arm_circumference_cm", "head_circumference_cm"
OF_UNIT = {"in_millimetres": 10.0, "in_metres": 0.01, "tenth": 0.1}


def found(**columns: object) -> tuple[set[str], dict[str, float]]:
    """Return the slips that a child has, and what is suggested."""
    child = {"sex": ["m"], "age_days": [610.0], **{k: [v] for k, v in columns.items()}}
    rows = zs.verify(child).rows
    names = set(str(rows["checks"][0]).split("; ")) & {slip.name for slip in SLIPS}
    given = {name: float(rows[f"suggested_{name}"][0]) for name in MENDED}
    return names, {name: value for name, value in given.items() if not math.isnan(value)}


@pytest.mark.parametrize(
    ("column", "value", "slip", "suggested"),
    [
        (ARM, 140.0, "arm_in_millimetres", 14.0),
        (ARM, 112.0, "arm_in_millimetres", 11.2),
        (ARM, 105.0, "arm_in_millimetres", 10.5),  # below -3 z, and in no other unit an arm
        (ARM, 0.14, "arm_in_metres", 14.0),
        (ARM, 1.4, "arm_tenth", 14.0),
        (ARM, 41.5, "arm_digits", 14.5),
        (HEAD, 478.0, "head_in_millimetres", 47.8),
        (HEAD, 0.478, "head_in_metres", 47.8),
        (HEAD, 4.78, "head_tenth", 47.8),
        (HEAD, 74.8, "head_digits", 47.8),
        (ARM, 14.0, None, None),
        (ARM, 10.5, None, None),
        (ARM, 0.0, None, None),
        (ARM, 3.0, None, None),  # 30 cm is no arm of 20 months
        (ARM, 5e300, None, None),
        (HEAD, 47.8, None, None),
    ],
)
def test_suspect_slips__of_arm_and_head(
    column: str, value: float, slip: str | None, suggested: float | None
) -> None:
    names, given = found(**{column: value})
    assert names == ({slip} if slip else set())
    assert given == ({column: suggested} if slip else {})


def test_suspect_slips__are_of_each_measurement_by_itself() -> None:
    names, given = found(weight_kg=10400.0, length_height_cm=82.0, **{ARM: 142.0, HEAD: 4.78})
    assert names == {"weight_in_grams", "arm_in_millimetres", "head_tenth"}
    assert given == {"weight_kg": 10.4, ARM: 14.2, HEAD: 47.8}


def test_suspect_slips__needs_an_age_to_mend_an_arm() -> None:
    rows = zs.verify({"sex": ["m"], "age_days": [math.nan], ARM: [142.0]}).rows
    assert list(rows["checks"]) == ["arm_outside"]
    assert np.isnan(rows[f"suggested_{ARM}"]).all()


@given(
    z=st.integers(-480, 480).map(lambda n: n / 100),
    sex=st.sampled_from("mf"),
    day=st.integers(91, 1826),
    column=st.sampled_from([ARM, HEAD]),
    unit=st.sampled_from(sorted(OF_UNIT)),
)
def test_suspect_slips__finds_every_unit_of_a_plausible_circumference(
    z: float, sex: str, day: int, column: str, unit: str
) -> None:
    called, indicator = ("arm", "acz") if column == ARM else ("head", "hcz")
    table = WHO_2006.tables[indicator][0]
    lms = reference.figures(table, sex)[day]
    truth = round(reference.value_of_z(z, lms, INDICATORS[indicator].restricted), 1)
    written = round(truth * OF_UNIT[unit], 4)
    rows = zs.verify({"sex": [sex], "age_days": [day], column: [written]}).rows
    assert f"{called}_{unit}" in rows["checks"][0].split("; ")
    assert rows[f"suggested_{column}"][0] == pytest.approx(truth, abs=1e-9)
    assert rows["severity"][0] == "error"
    assert rows["changes"][0] == ("class" if column == ARM else "counted")


@given(st.lists(st.one_of(st.none(), st.floats(-10, 600)), min_size=1, max_size=20), st.booleans())
def test_scores_of_circumferences__are_those_of_score_children(values: list, head: bool) -> None:
    name = "hcz" if head else "acz"
    column = CIRCUMFERENCES[name]
    table = {
        "sex": ["f", "m"] * len(values),
        "age_days": np.linspace(0, 2000, 2 * len(values)),
        column: np.array([v if v is not None else math.nan for v in values for _ in "fm"]),
    }
    rows = open_rows(table, "eppgbm", None, None, None)
    scored = zs.score_children(table, profile="eppgbm")
    half = slice(len(values) // 2, len(values))
    for of, part in ((rows, slice(None)), (rows.part(half), half)):
        np.testing.assert_array_equal(of.score(name).z, scored[name][part])
        np.testing.assert_array_equal(of.score(name).flag, scored[f"{name}_flag"][part])


def test_slips__have_names_of_their_own_and_touch_what_is_mended() -> None:
    names = [slip.name for slip in SLIPS]
    assert len(set(names)) == len(names)
    for together in MEASUREMENTS:
        assert together.judging(together.columns) == together.z
        assert all(set(slip.touches) <= set(together.columns) for slip in together.slips)
