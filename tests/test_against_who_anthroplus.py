"""5,000 made-up children as WHO's own R package anthroplus 1.0.0 scored them: 5 to 19 years.

Every z, flag and BMI from 60 to 228 months is equal, but that anthroplus scores measurements of
0 (tests/golden/README.md).
"""

from __future__ import annotations

import csv
import gzip
import os
from functools import cache
from pathlib import Path

import numpy as np
import pytest

import reference
import zscore as zs
from optional import pl, present

GOLDEN = Path(__file__).parent / "golden" / "golden_z_anthroplus.csv.gz"
JIT = os.environ.get("NUMBA_DISABLE_JIT", "0") in {"", "0"}
KINDS = ["dict", "pandas", *present({"polars": pl}), "pyarrow"]
THEIR_NAME = {"haz": "hfa", "waz": "wfa", "baz": "bfa"}
OUR_NAME = {
    "sex": "sex",
    "age_in_months": "age_months",
    "oedema": "oedema",
    "height_in_cm": "length_height_cm",
    "weight_in_kg": "weight_kg",
}
# A measurement of 0 is missing here, and one that is scored there.
MEASUREMENTS_OF_ZERO = {"haz": 12, "waz": 6, "baz": 24}
# z of 105 and 100 cm at 1826 and 1827 days, where WHO 2006 ends and WHO 2007 begins.
SEAM = {
    ("f", 105): (-0.9292, -0.8617),
    ("f", 100): (-1.9807, -1.9163),
    ("m", 100): (-2.1493, -2.1354),
}


@cache
def golden() -> dict[str, list[str | None]]:
    """Return the golden file as texts."""
    with gzip.open(GOLDEN, "rt", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 5000
    return {column: [row[column] or None for row in rows] for column in rows[0]}


def numbers(texts: list[str | None]) -> list[float | None]:
    """Return the exact doubles; None where empty."""
    return [None if text is None else float(text) for text in texts]


@cache
def children() -> dict[str, list]:
    """Return the children under the names of this library."""
    texts = {ours: golden()[theirs] for theirs, ours in OUR_NAME.items()}
    return {
        name: values if name in {"sex", "oedema"} else numbers(values)
        for name, values in texts.items()
    }


def in_range() -> list[int]:
    """Return the rows that anthroplus scores; below 60 months WHO 2006 holds."""
    return [i for i, age in enumerate(children()["age_months"]) if age and 60 <= age <= 228]


@cache
def by_the_twin() -> list[dict]:
    """Return what the naive twin makes of the children."""
    found = []
    for values in zip(*children().values(), strict=True):
        child = dict(zip(children(), values, strict=True))
        child["sex"] = {"1": "m", "2": "f", None: None}[child["sex"]]
        child["oedema"] = child["oedema"] == "y"
        found.append(reference.score_child(child))
    return found


def assert_equal(z: dict[str, list], flags: dict[str, list], reasons: dict[str, list]) -> None:
    """Assert that z and flag are anthroplus's but for measurements of 0."""
    for name, theirs in THEIR_NAME.items():
        their_z = numbers(golden()[f"z{theirs}"])
        their_flag = [text == "1" for text in golden()[f"f{theirs}"]]
        differ = [
            i for i in in_range() if (z[name][i], flags[name][i]) != (their_z[i], their_flag[i])
        ]
        assert len(differ) == MEASUREMENTS_OF_ZERO[name]
        for i in differ:
            assert 0.0 in (children()["weight_kg"][i], children()["length_height_cm"][i])
            assert (z[name][i], reasons[name][i]) == (None, "measurement_not_positive")


@pytest.mark.parametrize("kind", KINDS if JIT else ["dict"])
def test_score_children__equals_anthroplus_in_every_row(kind: str, kinds) -> None:
    kind = kinds[kind]
    scored = kind.read(zs.score_children(kind.make(children())))
    columns = [
        {name: scored[f"{name}{end}"] for name in THEIR_NAME} for end in ("", "_flag", "_reason")
    ]
    assert_equal(*columns)
    for i in in_range():
        theirs = numbers(golden()["cbmi"])[i]
        assert scored["bmi"][i] == theirs or 0.0 in (
            children()["weight_kg"][i], children()["length_height_cm"][i]
        )  # fmt: skip


def test_score_child__equals_anthroplus_in_every_row() -> None:
    columns = [
        {name: [child[f"{name}{end}"] for child in by_the_twin()] for name in THEIR_NAME}
        for end in ("", "_flag", "_reason")
    ]
    assert_equal(*columns)


def test_score_children__equals_the_naive_twin_in_reasons_and_unrounded_z(kinds) -> None:
    kind = kinds["dict"]
    scored = kind.read(zs.score_children(kind.make(children()), rounded=False))
    for name in ("haz", "waz", "whz", "baz"):
        for column in (f"{name}_flag", f"{name}_reason"):
            assert scored[column] == [child[column] for child in by_the_twin()]
        ours = np.array(scored[name], float)
        theirs = np.array([child[f"{name}_unrounded"] for child in by_the_twin()], float)
        np.testing.assert_allclose(ours, theirs, rtol=1e-12, atol=1e-11)


@pytest.mark.parametrize(("sex", "cm"), SEAM)
def test_score_children__has_the_steps_of_the_rules_at_five_years(sex: str, cm: float) -> None:
    table = {"sex": [sex] * 2, "age_days": [1826, 1827], "length_height_cm": [cm] * 2}
    z = zs.score_children(table, rounded=False)["haz"]
    assert [round(float(value), 4) for value in z] == list(SEAM[sex, cm])


@pytest.mark.parametrize(
    ("profile", "ages", "standards"),
    [
        ("who", {"age_days": [1826, 1827, 1857]}, ["who2006", "who2007", "who2007"]),
        ("eppgbm", {"age_days": [1826, 1856, 1857]}, ["who2006", "who2006", "who2007"]),
        ("eppgbm", {"age_days": [1856.4, 1856.5, 6939]}, ["who2006", "who2007", "who2007"]),
        ("who", {"age_months": [59.99, 60.0, 228.0]}, ["who2006", "who2007", "who2007"]),
        ("who", {"age_months": [228.01, 300.0, -1.0]}, [None, None, None]),
    ],
)
def test_score_children__says_of_which_standard_a_z_is(
    profile: str, ages: dict, standards: list, kinds
) -> None:
    table = {"sex": ["m"] * 3, **ages, "length_height_cm": [110.0] * 3}
    kind = kinds["dict"]
    scored = kind.read(
        zs.score_children(table, profile=profile, indicators=["haz"], standards=True)
    )
    assert scored["haz_standard"] == standards
    assert [reason is None for reason in scored["haz_reason"]] == [s is not None for s in standards]


def test_score_children__takes_no_notice_of_the_position_from_five_years_on() -> None:
    positions = ["lying", "standing", None]
    table = {"sex": ["f"] * 3, "age_days": [1827] * 3, "measured": positions}
    scored = zs.score_children({**table, "length_height_cm": [105.0] * 3, "weight_kg": [18.0] * 3})
    assert set(scored["length_height_adjusted_cm"]) == {105.0}
    assert len(set(scored["haz"])) == len(set(scored["baz"])) == 1


@pytest.mark.parametrize(("months", "scored"), [(120.0, True), (120.01, False), (228.0, False)])
def test_score_children__has_weight_for_age_to_ten_years(months: float, scored: bool) -> None:
    table = {"sex": ["f"], "age_months": [months], "weight_kg": [32.0]}
    found = zs.score_children(table, indicators="waz")
    assert (found["waz_reason"][0] is None) is scored
