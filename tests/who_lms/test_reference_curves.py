"""Reference curves: the lines of a chart, each point the measurement at its z or percentile."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import zscore as zs
from zscore import INDICATORS

SERIES = {
    "haz": ["length", "height", "2007"],
    "waz": ["2006", "2007"],
    "whz": ["length", "height"],
    "baz": ["2006", "2007"],
    "hcz": ["2006"],
    "acz": ["2006"],
    "tsz": ["2006"],
    "ssz": ["2006"],
}


@pytest.mark.parametrize("by", ["day", "month"])
@pytest.mark.parametrize("name", INDICATORS)
def test_reference_curves__has_every_line_without_a_gap(name: str, by: str) -> None:
    curves = zs.reference_curves(name, sex="f", z=(-3, 0, 3), by=by)
    assert isinstance(curves, pd.DataFrame)
    assert list(dict.fromkeys(curves["series"])) == SERIES[name]
    assert curves["value"].notna().all()
    assert set(curves["sex"]) == {"female"}
    step = 0.1 if name == "whz" else 1.0
    for _, line in curves.groupby(["series", "z"], sort=False):
        assert np.allclose(np.diff(line["x"]), step)
    for _, point in curves.groupby(["series", "x"], sort=False):
        assert point.sort_values("z")["value"].is_monotonic_increasing


@pytest.mark.parametrize("what", ["z", "percentile"])
def test_reference_curves__are_the_measurements_at_each_day(what: str) -> None:
    asked = {"z": (-4, -2, 0, 3.5), "percentile": (0.1, 50, 99.9)}[what]
    curves = zs.reference_curves("waz", sex="m", **{what: asked})
    found = zs.measurement_at(
        "waz", sex="m", age_days=curves["x"], **{what: curves[what].to_numpy()}
    )
    np.testing.assert_array_equal(curves["value"], found)
    assert (curves["standard"] == np.where(curves["x"] <= 1826, "who2006", "who2007")).all()


def test_reference_curves__by_month_has_what_who_prints() -> None:
    """Girls' length and height [cm] at −2 SD, as in WHO's simplified tables."""
    curves = zs.reference_curves("haz", sex="f", z=-2, by="month").set_index(["series", "x"])
    printed = {
        ("length", 0): 45.4,
        ("length", 12): 68.9,
        ("height", 24): 79.3,
        ("height", 60): 99.9,
    }
    for point, value in printed.items():
        assert round(float(curves.loc[point, "value"]), 1) == value


def test_reference_curves__of_weight_for_length_is_by_length() -> None:
    curves = zs.reference_curves("whz", sex="m", z=0)
    lying = curves[curves["series"] == "length"]
    found = zs.measurement_at("whz", z=0, sex="m", length_height_cm=lying["x"], measured="lying")
    np.testing.assert_allclose(lying["value"], found, rtol=1e-12)


@pytest.mark.parametrize(
    ("options", "key"),
    [
        ({"by": "week"}, "unknown_step"),
        ({"sex": None}, "one_sex"),
        ({"sex": ["m", "f"]}, "one_sex"),
        ({"sex": "x"}, "unknown_code"),
        ({"z": 0, "percentile": 50}, "z_or_percentile"),
        ({"percentile": 101}, "bad_percentile"),
    ],
)
def test_reference_curves__refuses_a_wrong_call(options: dict, key: str) -> None:
    with pytest.raises(zs.ZScoreError) as error:
        zs.reference_curves("haz", **{"sex": "m", **options})
    assert error.value.key == key
