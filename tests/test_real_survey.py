"""The sample survey that WHO distributes with its Anthro software, with WHO's own z."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

import zscore as zs

SURVEY = Path(__file__).parent / "golden" / "mysurvey.csv"
AGED_60_MONTHS = (4, 44, 95, 343)  # still scored by the tables of 2006 in WHO's software
SCORED = ("haz", "waz", "whz", "baz", "acz", "tsz", "ssz")
TEXTS = {"region", "measured", "oedema"}


def survey() -> dict[str, list]:
    """Return the survey as lists; None where empty."""
    with SURVEY.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        name: [
            (row[name] if name in TEXTS else float(row[name])) if row[name] else None
            for row in rows
        ]
        for name in rows[0]
    }


def test_score_children__equals_who_in_a_real_survey(kind) -> None:
    children = survey()
    assert len(children["id"]) == 498
    scored = kind.read(zs.score_children(kind.make(children)))
    for name in SCORED:
        differ = [
            int(number)
            for number, ours, theirs in zip(
                children["id"], scored[name], children[f"{name}_who"], strict=True
            )
            if ours != theirs
        ]
        assert set(differ) <= set(AGED_60_MONTHS)


def test_score_children__scores_those_of_60_months_by_who_2007(kinds) -> None:
    children, kind = survey(), kinds["dict"]
    scored = kind.read(zs.score_children(kind.make(children), standards=True))
    for number in AGED_60_MONTHS:
        i = children["id"].index(number)
        assert children["age_days"][i] / 30.4375 >= 60
        for name in SCORED:
            by_month = name in {"haz", "waz", "baz"} and scored[f"{name}_reason"][i] is None
            assert scored[f"{name}_standard"][i] == ("who2007" if by_month else None)
        assert scored["whz_reason"][i] == scored["acz_reason"][i] == "age_outside"
        assert scored["waz"][i] != children["waz_who"][i]
    others = [i for i, number in enumerate(children["id"]) if number not in AGED_60_MONTHS]
    assert not any("age_outside" == scored["haz_reason"][i] for i in others)


@pytest.mark.parametrize("age", ["age_days", "age_months"])
def test_score_children__of_either_age_alone_is_nearly_who(age: str, kinds) -> None:
    """The months of the survey are rounded to 2 decimals: within 0.02 z, not equal."""
    children = survey()
    del children["age_months" if age == "age_days" else "age_days"]
    scored = zs.score_children(kinds["dict"].make(children))
    theirs = np.array(children["waz_who"], float)
    theirs[np.isin(children["id"], AGED_60_MONTHS)] = np.nan
    near = np.abs(scored["waz"] - theirs)
    assert np.nanmax(near) <= (0 if age == "age_days" else 0.02)


def test_score_children__scores_a_head_where_it_was_measured(kinds) -> None:
    children = survey()
    scored = kinds["dict"].read(zs.score_children(kinds["dict"].make(children)))
    for cm, reason in zip(children["head_circumference_cm"], scored["hcz_reason"], strict=True):
        assert reason in (
            {"no_measurement", "age_outside"} if cm is None else {None, "age_outside"}
        )
