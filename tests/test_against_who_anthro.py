"""27,063 made-up children as WHO's own R package anthro 1.1.0 scored them.

Every z, flag, adjusted length and BMI is equal, but for the few rows where the
package errs (tests/golden/README.md); they are named one by one, and what they
are here is asserted too.
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
from zscore.who_lms.standards import WHO_2007

GOLDEN = Path(__file__).parent / "golden"
KINDS = ["dict", "pandas", *present({"polars": pl}), "pyarrow"]
JIT = os.environ.get("NUMBA_DISABLE_JIT", "0") in {"", "0"}
SETS = {"days": 12_080, "months": 8_080, "grid": 6_168, "codes": 735}
THEIR_NAME = {
    "haz": "len", "waz": "wei", "whz": "wfl", "baz": "bmi",
    "hcz": "hc", "acz": "ac", "tsz": "ts", "ssz": "ss",
}  # fmt: skip
OUR_NAME = {
    "sex": "sex",
    "measure": "measured",
    "oedema": "oedema",
    "weight": "weight_kg",
    "lenhei": "length_height_cm",
    "headc": "head_circumference_cm",
    "armc": "arm_circumference_cm",
    "triskin": "triceps_skinfold_mm",
    "subskin": "subscapular_skinfold_mm",
}
CODES = {"sex", "measure", "oedema"}
NOT_POSITIVE = (None, False, "measurement_not_positive")

# A weight of 0 or less is scored by length in anthro, a length of 0 or less by age and in a BMI.
NOT_POSITIVE_ROWS = {
    ("days", "whz"): [
        411, 415, 1078, 1142, 1215, 1427, 2299, 3144, 3148, 3252, 3316, 4123, 4140, 4432, 5293,
        5543, 6003, 6186, 6229, 6490, 6528, 7108, 7174, 7427, 7651, 7819, 8406, 9026, 9342, 9439,
        9611, 9663, 9782, 9860, 10370, 10670, 10724, 10807, 10820, 10929, 10973, 10976, 11020,
        11876,
    ],
    ("days", "baz"): [
        656, 854, 1029, 1916, 2069, 2363, 2579, 3040, 3061, 3449, 3694, 3914, 4141, 5917, 6016,
        6334, 6771, 6891, 7030, 7654, 7806, 8225, 8236, 8528, 8719, 8740, 8834, 8853, 9448, 9708,
        11408, 11413, 11570, 11916,
    ],
    ("days", "haz"): [6016, 6334],
    ("months", "whz"): [
        722, 1442, 1554, 3790, 3970, 4600, 5095, 5479, 5631, 6122, 6884, 7069, 7717, 7944, 7954,
        8033,
    ],
    ("months", "baz"): [942, 1283, 2359, 2433, 3734, 4246, 7928],
}  # fmt: skip
# 103.1 − 0.7 is 102.39999999999999, and anthro reads the row of 102.5 for it.
AT_102_4 = {
    ("months", 888): -4.09,
    ("months", 3063): -0.99,
    ("grid", 3676): 0.54,
    ("grid", 5218): 0.56,
}

EXCEPTED = {
    (name, row, indicator): NOT_POSITIVE
    for (name, indicator), rows in NOT_POSITIVE_ROWS.items()
    for row in rows
} | {(name, row, "whz"): (z, False, None) for (name, row), z in AT_102_4.items()}

# Where a length or a weight of 0 or less leaves a length or BMI in anthro, and none here.
DERIVED_EXCEPTED = {
    "days": {"length_height_adjusted_cm": 46, "bmi": 151},
    "months": {"length_height_adjusted_cm": 11, "bmi": 51},
    "grid": {"length_height_adjusted_cm": 0, "bmi": 0},
    "codes": {"length_height_adjusted_cm": 0, "bmi": 0},
}


@cache
def golden(name: str) -> dict[str, list[str]]:
    """Return a golden file as texts."""
    with gzip.open(GOLDEN / f"golden_z_anthro_{name}.csv.gz", "rt", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [int(row["id"]) for row in rows] == list(range(1, SETS[name] + 1))
    return {column: [row[column] for row in rows] for column in rows[0]}


def numbers(texts: list[str]) -> list[float | None]:
    """Return the exact doubles; None where empty."""
    return [float(text) if text else None for text in texts]


@cache
def children(name: str) -> dict[str, list]:
    """Return the input columns of a golden file under the names of this library."""
    texts = golden(name)
    columns = {
        ours: [text or None for text in texts[theirs]]
        if theirs in CODES
        else numbers(texts[theirs])
        for theirs, ours in OUR_NAME.items()
    }
    columns["age_months" if name == "months" else "age_days"] = numbers(texts["age"])
    return columns


@cache
def scored_by_reference(name: str) -> dict[str, list]:
    """Return what the naive twin makes of a golden file."""
    columns = children(name)
    sexes = {"1": "m", "2": "f", "m": "m", "f": "f", None: None}
    positions = {"l": "lying", "h": "standing", None: None}
    rows = []
    for values in zip(*columns.values(), strict=True):
        child = dict(zip(columns, values, strict=True))
        child["sex"] = sexes[child["sex"] and child["sex"].lower()]
        child["measured"] = positions[child["measured"] and child["measured"].lower()]
        child["oedema"] = child["oedema"] in {"y", "Y", "1"}
        rows.append(reference.score_child(child))
    return {column: [row[column] for row in rows] for column in rows[0]}


@cache
def is_older(name: str) -> list[bool]:
    """Return which children are of the ages of WHO 2007, which anthro does not know."""
    per_month = 1.0 if name == "months" else 30.4375
    ages = numbers(golden(name)["age"])
    return [age is not None and 60 <= age / per_month <= 228 for age in ages]


def differences(scored: dict[str, list], name: str) -> dict:
    """Return ours wherever z or flag is not anthro's, by file, row and indicator.

    Children whom anthro is too young for are left out where WHO 2007 has a table; see
    test_against_who_anthroplus.py.
    """
    found = {}
    for indicator, theirs in THEIR_NAME.items():
        their_z = numbers(golden(name)[f"z{theirs}"])
        their_flag = [text == "1" for text in golden(name)[f"f{theirs}"]]
        ours = [scored[f"{indicator}{end}"] for end in ("", "_flag", "_reason")]
        by_month = indicator in WHO_2007.tables
        for i, (z, flag, reason) in enumerate(zip(*ours, strict=True)):
            if by_month and is_older(name)[i]:
                assert their_z[i] is None
            elif z != their_z[i] or flag != their_flag[i]:
                found[name, i + 1, indicator] = (z, flag, reason)
    return found


def excepted(name: str) -> dict:
    """Return the known differences of one golden file."""
    return {where: ours for where, ours in EXCEPTED.items() if where[0] == name}


def assert_derived_equal(scored: dict[str, list], name: str) -> None:
    """Assert that adjusted length, BMI and the doubt below 9 months are anthro's."""
    texts, given = golden(name), children(name)
    assert scored["measured_flag"] == [text == "1" for text in texts["c9mo_flag"]]
    not_positive = {
        column: [y is not None and y <= 0 for y in given[column]]
        for column in ("weight_kg", "length_height_cm")
    }
    absurd = {
        "length_height_adjusted_cm": not_positive["length_height_cm"],
        "bmi": [any(pair) for pair in zip(*not_positive.values(), strict=True)],
    }
    for ours, theirs in {"length_height_adjusted_cm": "clenhei", "bmi": "cbmi"}.items():
        differ = []
        for i, (mine, their) in enumerate(zip(scored[ours], numbers(texts[theirs]), strict=True)):
            # From 5 years on a length is taken as it was measured.
            taken = is_older(name)[i] and None not in (mine, their)
            if mine != their and not taken:
                differ.append(i)
                assert mine is None
                assert absurd[ours][i]
        assert len(differ) == DERIVED_EXCEPTED[name][ours]


def test_golden__has_27063_children_and_107_excepted_z() -> None:
    assert sum(len(golden(name)["id"]) for name in SETS) == 27_063
    assert len(EXCEPTED) == 44 + 34 + 2 + 16 + 7 + 4


# One kind of table is enough for kernels that are not compiled, and take half a minute.
@pytest.mark.parametrize("kind", KINDS if JIT else ["dict"])
@pytest.mark.parametrize("name", SETS)
def test_score_children__equals_anthro_in_every_row(name: str, kind: str, kinds) -> None:
    kind = kinds[kind]
    scored = kind.read(zs.score_children(kind.make(children(name))))
    assert differences(scored, name) == excepted(name)
    assert_derived_equal(scored, name)


@pytest.mark.parametrize("name", SETS)
def test_score_child__equals_anthro_in_every_row(name: str) -> None:
    scored = scored_by_reference(name)
    assert differences(scored, name) == excepted(name)
    assert_derived_equal(scored, name)


@pytest.mark.parametrize("name", SETS)
def test_score_children__equals_the_naive_twin_in_reasons_and_unrounded_z(name: str, kinds) -> None:
    kind, naive = kinds["dict"], scored_by_reference(name)
    scored = kind.read(zs.score_children(kind.make(children(name)), rounded=False))
    for indicator in THEIR_NAME:
        for column in (f"{indicator}_flag", f"{indicator}_reason"):
            assert scored[column] == naive[column]
        ours, theirs = (
            np.array(values, float)
            for values in (scored[indicator], naive[f"{indicator}_unrounded"])
        )
        np.testing.assert_allclose(ours, theirs, rtol=1e-12, atol=1e-11)


def test_score_children__excepts_only_what_was_given_as_not_positive() -> None:
    for (name, indicator), rows in NOT_POSITIVE_ROWS.items():
        measure = children(name)["weight_kg" if indicator == "whz" else "length_height_cm"]
        assert all(measure[row - 1] <= 0 for row in rows)
        assert rows == sorted(set(rows))


def test_score_children__reads_the_row_of_102_4_after_0_7_is_taken_off() -> None:
    for (name, row), ours in AT_102_4.items():
        texts = golden(name)
        assert 102.3999 < float(texts["clenhei"][row - 1]) < 102.4
        sex = "m" if texts["sex"][row - 1] == "1" else "f"
        lms = reference.figures("who2006_weight_for_height", sex)[1024]
        back = reference.value_of_z(ours, lms, restricted=True)
        assert abs(back - float(texts["weight"][row - 1])) < 0.008
