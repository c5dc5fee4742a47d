"""Ages of children born early, counted from term: only if asked for."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import zscore as zs


def child(weeks: object, days: float, **more: object) -> dict:
    """Return a table of one boy of 6 kg and 60 cm."""
    return {
        "sex": ["m"], "age_days": [days], "gestational_age_weeks": [weeks],
        "weight_kg": [6.0], "length_height_cm": [60.0], **more,
    }  # fmt: skip


@given(
    weeks=st.one_of(st.none(), st.integers(20, 44), st.floats(20, 44)),
    days=st.integers(0, 1200),
    until=st.sampled_from([24, 36]),
)
def test_score_children__scores_the_age_from_term(
    weeks: float | None, days: int, until: int
) -> None:
    gestation = math.nan if weeks is None else weeks * 7
    early = 154 <= gestation < 259 and days / 30.4375 < until
    age = days - (280 - gestation) if early else days
    found = zs.score_children(child(weeks, days), correct_age=True, until_months=until)
    assert found["age_days_corrected"][0] == age
    expected = zs.score_children(child(weeks, age))
    for name in ("haz", "waz", "baz", "whz"):
        np.testing.assert_equal(found[name][0], expected[name][0])
        reason = expected[f"{name}_reason"][0]
        assert found[f"{name}_reason"][0] == ("before_term" if age < 0 else reason)


def test_score_children__leaves_ages_as_they_are_unless_asked() -> None:
    table = child(30, 100)
    plain = zs.score_children(table)
    assert "age_days_corrected" not in plain
    without = {name: table[name] for name in table if name != "gestational_age_weeks"}
    assert plain["waz"][0] == zs.score_children(without)["waz"][0]
    corrected = zs.score_children(table, correct_age=True)
    assert corrected["age_days_corrected"][0] == 30
    assert corrected["waz"][0] > plain["waz"][0] + 1


def test_score_children__takes_the_gestation_in_days_if_told() -> None:
    days = zs.score_children(
        child(210, 100), correct_age=True, units={"gestational_age_weeks": "days"}
    )
    assert days["age_days_corrected"][0] == 30


@pytest.mark.parametrize(
    ("options", "key"),
    [
        ({"correct_age": "yes"}, "argument_kind"),
        ({"correct_age": True, "until_months": 12}, "bad_until_months"),
        ({"correct_age": True, "until_months": "24"}, "bad_until_months"),
    ],
)
def test_score_children__refuses_a_wrong_correction(options: dict, key: str) -> None:
    with pytest.raises(zs.ZScoreError) as error:
        zs.score_children(child(30, 100), **options)
    assert error.value.key == key


def test_score_children__needs_a_gestational_age_to_correct() -> None:
    with pytest.raises(zs.ColumnError, match="gestational_age_weeks"):
        zs.score_children({"sex": ["m"], "age_days": [9], "weight_kg": [4]}, correct_age=True)


def test_classify_children__knows_birth_sizes_where_they_are_there() -> None:
    table = {"haz": [0.0] * 4, "birth_weight_kg": [2.49, 2.5, 0.0, math.nan],
             "birth_length_cm": [47.9, 48.0, 0.0, 50.0]}  # fmt: skip
    found = zs.classify_children(table)
    assert list(found["low_birth_weight"]) == ["yes", "no", None, None]
    assert list(found["short_at_birth"]) == ["yes", "no", None, "no"]
