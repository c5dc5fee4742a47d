"""Children whose class hangs on a position that nobody wrote down."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import reference
import zscore as zs
from zscore.children.frames import Table
from zscore.classify.position import STUNTING_AND_WASTING, depends_on_position
from zscore.classify.schemes import PERMENKES_SCHEME
from zscore.who_lms.scoring import score_table

children = st.fixed_dictionaries(
    {
        "sex": st.sampled_from(["m", "f", None]),
        "age_days": st.one_of(
            st.none(), st.integers(0, 1900), st.sampled_from([273, 274, 730, 730.5, 731, -1])
        ),
        "weight_kg": st.one_of(st.none(), st.integers(20, 250).map(lambda n: n / 10)),
        "length_height_cm": st.one_of(
            st.none(), st.integers(400, 1250).map(lambda n: n / 10), st.sampled_from([0.0, 0.5])
        ),
        "measured": st.sampled_from([None, None, None, "lying", "standing"]),
        "oedema": st.booleans(),
    }
)


def found(rows: list[dict], profile: str = "who", **options: object) -> list[bool]:
    """Return what depends_on_position says of the children."""
    table = {
        name: [math.nan if row[name] is None else row[name] for row in rows]
        if name in {"age_days", "weight_kg", "length_height_cm"}
        else np.array([row[name] for row in rows], object)
        for name in rows[0]
    }
    scored = score_table(Table(table), profile=profile)
    return depends_on_position(scored.children, **options).tolist()


def expected(child: dict, profile: str) -> bool:
    """Return what the naive twin says."""
    if child["measured"] is not None:
        return False
    lying, standing = (
        reference.classify_child(
            {**child, **reference.score_child({**child, "measured": position}, profile)}
        )
        for position in ("lying", "standing")
    )
    return any(lying[name] != standing[name] for name in ("stunting", "wasting"))


@pytest.mark.parametrize("profile", ["who", "eppgbm"])
@given(rows=st.lists(children, min_size=1, max_size=20))
def test_depends_on_position__equals_the_naive_twin(profile: str, rows: list[dict]) -> None:
    assert found(rows, profile) == [expected(row, profile) for row in rows]


@given(sex=st.sampled_from("mf"), day=st.integers(280, 1800), haz=st.integers(-330, -130))
def test_depends_on_position__near_a_cutoff(sex: str, day: int, haz: int) -> None:
    lms = reference.figures("who2006_length_height_for_age", sex)[day]
    child = {
        "sex": sex, "age_days": day, "weight_kg": None, "measured": None, "oedema": False,
        "length_height_cm": round(reference.value_of_z(haz / 100, lms, False), 1),
    }  # fmt: skip
    assert found([child]) == [expected(child, "who")]


def test_depends_on_position__of_the_three_of_an_export_is_one() -> None:
    """-2.21 lying and -1.99 standing."""
    rows = [
        {"sex": sex, "age_days": day, "weight_kg": weight, "length_height_cm": length,
         "measured": measured, "oedema": False}
        for sex, day, weight, length, measured in (
            ("f", 554, 8.8, 76.8, None), ("m", 724, 10.2, 83.8, None), ("f", 708, 8.8, 78.7, None),
            ("f", 708, 8.8, 78.7, "lying"), ("f", 708, 8.8, 78.7, "standing"),
        )
    ]  # fmt: skip
    assert found(rows, "eppgbm") == [False, False, True, False, False]


def test_depends_on_position__of_other_conditions() -> None:
    """Above +3 is tall, which is no class of stunting."""
    child = {"sex": "f", "age_days": 708, "weight_kg": None, "length_height_cm": 94.8,
             "measured": None, "oedema": False}  # fmt: skip
    z = [zs.haz(94.8, sex="f", age_days=708, measured=p) for p in ("lying", "standing")]
    assert z[0] < 3 < z[1]
    assert found([child]) == [False]
    assert found([child], conditions=PERMENKES_SCHEME.conditions[:1]) == [True]


@pytest.mark.parametrize("columns", [("length_height_cm",), ("weight_kg",)])
def test_depends_on_position__of_one_measurement(columns: tuple[str, ...]) -> None:
    child = {"sex": ["f"], "age_days": [708], "length_height_cm": [78.7], "weight_kg": [8.8]}
    table = Table({name: child[name] for name in ("sex", "age_days", *columns)})
    for indicators in (None, "haz" if "length_height_cm" in columns else "waz"):
        scored = score_table(table, indicators=indicators)
        found_ = depends_on_position(scored.children).tolist()
        assert found_ == ["length_height_cm" in columns]


def test_stunting_and_wasting__are_whos() -> None:
    assert [c.name for c in STUNTING_AND_WASTING] == ["stunting", "wasting"]
