"""Whose rules: WHO anthro's, and e-PPGBM's."""

from __future__ import annotations

import dataclasses
import math

import pytest

import zscore as zs
from zscore.children.measurement_units import DAYS_PER_MONTH
from zscore.who_lms.profiles import PROFILES, profile_named

GIRL = {"sex": ["f"], "weight_kg": [15.0], "length_height_cm": [104.0]}


def one(profile: str, **columns: object) -> dict:
    """Return the scores of one girl."""
    given = GIRL | {name: [value] for name, value in columns.items()}
    scored = zs.score_children(given, profile=profile, standards=True)
    return {name: values[0] for name, values in scored.items()}


def test_profiles__are_who_and_eppgbm_as_in_the_rules() -> None:
    assert list(PROFILES) == ["who", "eppgbm"]
    who, eppgbm = PROFILES.values()
    assert (who.months_end, who.standing_from_months) == (60, 9)
    assert eppgbm.months_end == math.inf
    assert eppgbm.standing_from_months <= 0
    assert DAYS_PER_MONTH == 30.4375
    assert all(entry.source for entry in PROFILES.values())


def test_profile__is_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        PROFILES["who"].months_end = 61


@pytest.mark.parametrize("name", ["WHO", "", "e-ppgbm"])
def test_profile_named__refuses_an_unknown_name(name: str) -> None:
    with pytest.raises(zs.UnknownNameError, match="who, eppgbm"):
        profile_named(name)
    with pytest.raises(zs.UnknownNameError):
        zs.score_children(GIRL | {"age_days": [400]}, profile=name)


@pytest.mark.parametrize(
    ("days", "in_who", "in_eppgbm"),
    [
        (1825, True, True),
        (1826, True, True),
        (1826.2499, True, True),
        (1826.25, False, True),  # 60 months
        (1827, False, True),
        (1856, False, True),
        (1856.4, False, True),  # rounds to the last row
        (1856.5, False, False),
        (1857, False, False),
        (-0.5, False, False),
        (-1, False, False),
        (0, True, True),
    ],
)
def test_score_children__scores_up_to_the_end_of_the_profile(
    days: float, in_who: bool, in_eppgbm: bool
) -> None:
    for profile, inside in {"who": in_who, "eppgbm": in_eppgbm}.items():
        scored = one(profile, age_days=days)
        assert scored["whz_reason"] == (None if inside else "age_outside")
        for name in (
            "haz",
            "waz",
            "baz",
        ):  # before birth no standard holds, after five years WHO 2007
            by = "who2006" if inside else ("who2007" if days > 0 else None)
            assert scored[f"{name}_standard"] == by
            assert scored[f"{name}_reason"] == (None if by else "age_outside")


@pytest.mark.parametrize(
    ("months", "doubted"), [(8.9999999, True), (9.0, False), (0.0, True), (9.0000001, False)]
)
def test_score_children__doubts_standing_below_9_months_in_who_only(
    months: float, doubted: bool
) -> None:
    who = one("who", age_months=months, measured="standing", length_height_cm=68.0)
    assert bool(who["measured_flag"]) is doubted
    assert who["length_height_adjusted_cm"] == (68.0 if doubted else 68.0 + 0.7)
    eppgbm = one("eppgbm", age_months=months, measured="standing", length_height_cm=68.0)
    assert not eppgbm["measured_flag"]
    assert eppgbm["length_height_adjusted_cm"] == 68.0 + 0.7


@pytest.mark.parametrize(
    "spelling", ["L", "l", "Laki-laki", "laki laki", "LAKILAKI", "L\u00a0", " L "]
)
def test_score_children__takes_the_indonesian_male_in_every_profile(spelling: str) -> None:
    for profile in PROFILES:
        male = one(profile, sex="m", age_days=400)
        assert one(profile, sex=spelling, age_days=400)["waz"] == male["waz"]


@pytest.mark.parametrize("spelling", ["P", "p", "Perempuan", "PEREMPUAN "])
def test_score_children__takes_the_indonesian_female_in_every_profile(spelling: str) -> None:
    for profile in PROFILES:
        female = one(profile, sex="f", age_days=400)
        assert one(profile, sex=spelling, age_days=400)["waz"] == female["waz"]


def test_score_children__reads_l_as_male_and_as_lying_at_once() -> None:
    boy = one("eppgbm", sex="L", measured="L", age_days=800)
    assert boy["length_height_adjusted_cm"] == 104.0 - 0.7
    assert boy["haz"] == one("who", sex="m", measured="lying", age_days=800)["haz"]


@pytest.mark.parametrize("profile", PROFILES)
def test_score_children__takes_the_english_sexes_in_every_profile(profile: str) -> None:
    for spelling in ("f", "F", "female", 2, 2.0, "2", "2.0"):
        assert one(profile, sex=spelling, age_days=400)["waz_reason"] is None
