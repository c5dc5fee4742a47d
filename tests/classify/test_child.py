"""One child: the same numbers as a table has, and the same in words."""

from __future__ import annotations

import datetime as dt
import json
import math
from typing import Any

import numpy as np
import pandas as pd
import pytest

import zscore as zs

RANDOM = np.random.default_rng(14)
CHILDREN: list[dict[str, Any]] = [
    {
        "sex": str(RANDOM.choice(["m", "f"])),
        "age_days": float(RANDOM.integers(-5, 1900)),
        "weight_kg": float(np.round(RANDOM.uniform(2, 25), 1)),
        "length_height_cm": float(np.round(RANDOM.uniform(40, 125), 1)),
        "arm_circumference_cm": float(np.round(RANDOM.uniform(8, 20), 1)),
        "measured": str(RANDOM.choice(["lying", "standing"])),
        "oedema": str(RANDOM.choice(["y", "n"], p=[0.2, 0.8])),
    }
    for _ in range(30)
]


@pytest.mark.parametrize("scheme", zs.SCHEMES)
@pytest.mark.parametrize("profile", ["who", "eppgbm"])
def test_score_child__is_a_row_of_a_table(profile: str, scheme: str) -> None:
    table = {name: [child[name] for child in CHILDREN] for name in CHILDREN[0]}
    scored = zs.classify_children(zs.score_children(table, profile=profile), scheme)
    for i, given in enumerate(CHILDREN):
        found = zs.score_child(**given, profile=profile, scheme=scheme).as_dict()
        assert set(found) >= {"haz", "waz_flag", "acz_reason", "bmi"}
        assert ("ciaf_group" in found) is (given.get("age_days", 0) < 1827)
        for name, value in found.items():
            inside = scored[name][i]
            missing = isinstance(inside, float) and math.isnan(inside)
            assert value == (None if missing else inside), name


def test_score_child__takes_dates_texts_and_numpy() -> None:
    child = {"weight_kg": 10.4, "length_height_cm": 85.3}
    of_days = zs.score_child(sex="f", age_days=683, **child)
    for born, visit in (
        ("2022-01-05", "2023-11-19"),
        (dt.date(2022, 1, 5), dt.date(2023, 11, 19)),
        (pd.Timestamp("2022-01-05"), pd.Timestamp("2023-11-19")),
    ):
        assert zs.score_child(sex="P", birth_date=born, visit_date=visit, **child) == of_days
    assert zs.score_child(sex=2, age_days=np.int64(683), weight_kg="10,4", length_height_cm="85.3",
                          measured=None) == of_days  # fmt: skip


def test_score_child__has_the_scores_of_what_was_measured() -> None:
    assert list(zs.score_child(sex="f", age_days=683, head_circumference_cm=46).scores) == ["hcz"]
    child = zs.score_child(sex="f", age_days=683, weight_kg=10.4)
    assert child["waz"].z == -0.57
    assert child["whz"] == zs.ChildScore(z=None, flag=False, reason="no_measurement")
    assert child.classes == {"underweight": "none", "wasting": None, "overweight": None}


def test_score_child__without_sex_or_age_has_reasons() -> None:
    assert zs.score_child(weight_kg=8, age_days=100)["waz"].reason == "no_sex"
    assert zs.score_child(weight_kg=8, sex="f")["waz"].reason == "no_age"
    late = zs.score_child(weight_kg=8, sex="f", birth_date="2022-01-05", visit_date=None)
    assert late["waz"].reason == "no_age"


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({}, "nothing_measured"),
        ({"sex": "f", "age_days": 9}, "nothing_measured"),
        ({"weight_kg": [9.8]}, "argument_kind"),
        ({"weight_kg": "ten"}, "number_unreadable"),
        ({"weight_kg": 9.8, "sex": 0}, "unknown_code"),
        ({"weight_kg": 9.8, "profile": "whoo"}, "unknown_profile"),
        ({"weight_kg": 9.8, "scheme": "whoo"}, "unknown_scheme"),
    ],
)
def test_score_child__refuses_a_wrong_call(given: dict[str, Any], error: str) -> None:
    with pytest.raises(zs.ZScoreError) as found:
        zs.score_child(**given)
    assert found.value.key == error


def test_as_dict__is_json_and_in_words() -> None:
    child = zs.score_child(sex="f", age_days=683, weight_kg=0, length_height_cm=77.5)
    plain = child.as_dict()
    assert json.loads(json.dumps(plain)) == plain
    assert plain["waz_reason"] == "measurement_not_positive"
    for lang in ("en", "id"):
        words = child.as_dict(lang)
        assert list(words) == list(plain)
        assert words["waz_reason"] == zs.describe_reason("measurement_not_positive", lang)
        stunting = zs.describe_class("who", "stunting", str(plain["stunting"]), lang)
        assert words["stunting"] == stunting
    with pytest.raises(zs.UnknownNameError, match="'fr'"):
        child.as_dict("fr")


def test_as_dict__tells_what_oedema_decided() -> None:
    child = zs.score_child(sex="f", age_days=683, weight_kg=10, length_height_cm=85, oedema=True)
    assert child.as_dict("en")["wasting"] == "severe: because of oedema, whatever the weight"
    assert str(child.as_dict("en")["stunting"]).startswith("none: length/height-for-age −2 SD")


def test_repr__is_short() -> None:
    child = zs.score_child(sex="f", age_days=683, weight_kg=10, length_height_cm=85)
    assert len(repr(child)) < 700
