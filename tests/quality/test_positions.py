"""Published z-scores of children of whom nobody knows whether they lay or stood."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import reference
import zscore as zs
from zscore.quality.positions import z_of_positions
from zscore.quality.rows import open_rows

MAIN = ("haz", "waz", "whz")
POSITIONS = ("lying", "standing")


def published(child: dict, measured: str | None, profile: str = "eppgbm") -> dict:
    """Return the child with what is published of it if it was measured so."""
    scores = reference.score_child({**child, "measured": measured}, profile)
    return {**child, **{f"published_{name}": scores[name] for name in MAIN}}


def marks(*children: dict, profile: str = "eppgbm") -> list[set[str]]:
    """Return the marks of published z-scores that each child has."""
    table = pd.DataFrame(children).astype({f"published_{name}": float for name in MAIN})
    found = zs.verify(table, profile=profile).rows["checks"]
    return [{c for c in str(text).split("; ") if c.startswith("published_")} for text in found]


plausible = st.fixed_dictionaries(
    {
        "sex": st.sampled_from("mf"),
        "age_days": st.integers(30, 1800),
        "haz": st.integers(-45, 30),
        "weight_kg": st.integers(60, 220).map(lambda n: n / 10),
    }
)


def child_of(made: dict) -> dict:
    """Return a child whose length is of a height-for-age."""
    lms = reference.figures("who2006_length_height_for_age", made["sex"])[made["age_days"]]
    length = round(reference.value_of_z(made["haz"] / 10, lms, False), 1)
    return {name: made[name] for name in ("sex", "age_days", "weight_kg")} | {
        "length_height_cm": length
    }


@given(
    made=plausible, position=st.sampled_from(POSITIONS), profile=st.sampled_from(["who", "eppgbm"])
)
def test_z_of_positions__of_either_position_is_no_doubt(
    made: dict, position: str, profile: str
) -> None:
    child = child_of(made)
    assert marks(published(child, position, profile), profile=profile) == [set()]


@given(made=plausible, position=st.sampled_from(POSITIONS), known=st.sampled_from(POSITIONS))
def test_z_of_positions__of_a_known_position_is_that_alone(
    made: dict, position: str, known: str
) -> None:
    child = child_of(made)
    row = published(child, position)
    ours = reference.score_child({**child, "measured": known}, "eppgbm")
    different = {
        f"published_{name}_differs"
        for name in MAIN
        if None not in (ours[name], row[f"published_{name}"])
        and round(ours[name] * 100) != round(row[f"published_{name}"] * 100)
    }
    (found,) = marks({**row, "measured": known})
    assert {name for name in found if not name.endswith("class_differs")} == different


@given(made=plausible, position=st.sampled_from(POSITIONS), off=st.sampled_from([-0.07, 0.07, 3]))
def test_z_of_positions__of_neither_position_is_a_doubt(
    made: dict, position: str, off: float
) -> None:
    row = published(child_of(made), position)
    (found,) = marks({**row, "published_waz": (row["published_waz"] or 0) + off})
    assert ("published_waz_differs" in found) == (row["published_waz"] is not None)
    either = {published(child_of(made), p)["published_haz"] for p in POSITIONS}
    wrong = round(row["published_haz"] + off, 2)
    (found,) = marks({**row, "published_haz": wrong})
    assert ("published_haz_differs" in found) == (wrong not in either)


def test_z_of_positions__of_three_published_rows_explains_all() -> None:
    """As exports without Cara Ukur have them: children below 24 months, measured standing."""
    names = ("sex", "age_days", "weight_kg", "length_height_cm",
             "published_waz", "published_haz", "published_whz")  # fmt: skip
    rows = [
        dict(zip(names, row, strict=True))
        for row in (
            ("f", 554, 8.8, 76.8, -1.28, -1.17, -1.00),
            ("m", 724, 10.2, 83.8, -1.50, -1.03, -1.36),
            ("f", 708, 8.8, 78.7, -2.11, -1.99, -1.41),  # -1.43, and -1.41 a row beside it
        )
    ]
    assert marks(*rows) == [set()] * 3
    lying = [{**row, "measured": "lying"} for row in rows]
    differ = {"published_haz_differs", "published_whz_differs"}
    assert marks(*lying) == [differ, differ, {*differ, "published_haz_class_differs"}]
    whz = [{**row, "published_whz": row["published_whz"] - 0.08} for row in rows]
    assert marks(*whz) == [{"published_whz_differs"}] * 3


def test_class_differs__where_that_of_neither_position_was_published() -> None:
    """-2.21 lying, -1.99 standing."""
    child = {"sex": "f", "age_days": 708, "weight_kg": 8.8, "length_height_cm": 78.7}
    row = {**child, "published_waz": math.nan, "published_whz": math.nan}
    for haz, expected in (
        (-2.21, set()),
        (-1.99, set()),
        (-2.5, {"published_haz_differs"}),
        (-1.5, {"published_haz_differs"}),
        (-3.01, {"published_haz_differs", "published_haz_class_differs"}),
        (9.0, {"published_haz_differs", "published_haz_class_differs"}),
    ):
        assert marks({**row, "published_haz": haz}) == [expected]


@pytest.mark.parametrize("measured", [None, "lying"])
def test_z_of_positions__scores_again_only_what_is_unexplained(measured: str | None) -> None:
    columns = {"sex": ["f"] * 3, "age_days": [708] * 3, "weight_kg": [8.8] * 3,
               "length_height_cm": [78.7] * 3, "published_haz": [-2.21, -1.99, math.nan],
               "published_waz": [-2.11] * 3}  # fmt: skip
    if measured:
        columns["measured"] = [measured] * 3
    found = z_of_positions(open_rows(columns, "eppgbm", None, None, None))
    assert list(found) == ["haz", "waz"]
    assert found["waz"].tolist() == [[-2.11] * 3]
    again = [] if measured else [[math.nan, -2.21, math.nan], [math.nan, -1.99, math.nan]]
    np.testing.assert_array_equal(found["haz"], [[-2.21] * 3, *again])
