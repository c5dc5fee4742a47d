"""The KMS rule: its examples, its naive twin, and what it refuses."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.reference_growth import code_child

import zscore as zs
from zscore.growth.weight_gain import KMS

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "kbm_kms.csv"
KBM = {(r["sex"], int(r["completed_month"])): int(r["kbm_g"])
       for r in csv.DictReader(GOLDEN.read_text().splitlines())}  # fmt: skip
BORN = np.datetime64("2023-01-10")


def coded(visits: dict[str, Any] | pd.DataFrame, **named: Any) -> pd.DataFrame:
    """Return the codes of one child's visits."""
    table = pd.DataFrame(visits)
    if "id" not in table:
        table["id"] = 1
    found: pd.DataFrame = zs.weight_gain(table, child="id", **named)
    return found


def gains(sex: str, month: int, grams: int) -> str:
    """Return the code of a child who gained some grams up to a completed month."""
    visit = (BORN.astype("M8[M]") + month).astype("M8[D]") + 9
    before = (BORN.astype("M8[M]") + month - 1).astype("M8[D]") + 9
    first = (BORN.astype("M8[M]") + month - 2).astype("M8[D]") + 9
    days, weights = [before, visit], [8.0, 8.0 + grams / 1000]
    if month > 1:
        days, weights = [first, *days], [7.0, *weights]
    table = {"sex": sex, "birth_date": BORN, "visit_date": days, "weight_kg": weights}
    return str(coded(table)["weight_gain_code"].iloc[-1])


def test_kms__equals_the_cards() -> None:
    cells = [(i, sex, month) for i, sex in enumerate(("male", "female")) for month in range(1, 61)]
    assert {(sex, month): int(KMS[i, month]) for i, sex, month in cells} == KBM


@pytest.mark.parametrize(
    ("sex", "month", "grams", "code"),
    [("m", 7, 350, "T"), ("f", 7, 350, "N"), ("m", 11, 250, "T"), ("f", 11, 250, "N"),
     ("m", 5, 500, "N"), ("m", 5, 499, "T"), ("m", 1, 800, "N"), ("f", 60, 199, "T")],
)  # fmt: skip
def test_weight_gain__of_the_rules(sex: str, month: int, grams: int, code: str) -> None:
    assert gains(sex, month, grams) == code


def test_weight_gain__counts_whole_grams() -> None:
    """0.8 kg in floating point: 4.6 − 3.8 is less than 0.8."""
    assert 4.6 - 3.8 < 0.8
    table = {"sex": "m", "birth_date": "2024-01-01", "visit_date": ["2024-01-01", "2024-02-02"],
             "weight_kg": [3.8, 4.6]}  # fmt: skip
    assert coded(table)["weight_gain_code"].tolist() == ["B", "N"]


def test_weight_gain__month_by_month() -> None:
    table = {
        "sex": "f", "birth_date": "2023-01-10",
        "visit_date": ["2024-01-10", "2024-02-01", "2024-02-20", "2024-03-05", "2024-05-05",
                       "2024-06-05", "2024-07-05", "2024-08-05"],
        "weight_kg": [8.0, 8.3, 8.1, 8.2, 8.2, 8.3, 8.6, None],
    }  # fmt: skip
    found = coded(table)
    codes = [None if pd.isna(c) else c for c in found["weight_gain_code"]]
    assert codes == ["B", None, "T", "T", "O", "T", "N", None]
    assert found["not_gained_twice"].fillna(False).tolist() == [
        *[False] * 3, True, False, True, False, False]  # fmt: skip
    assert found["weight_gain_reason"].dropna().tolist() == ["weighed_later_in_month", "no_weight"]
    assert found["months_since_weighing"].dropna().tolist() == [1, 1, 2, 1, 1]
    assert found["weight_gain_g"].dropna().tolist() == [100, 100, 0, 100, 300]
    assert found["kbm_g"].dropna().tolist() == [200] * 4


def test_weight_gain__says_why_there_is_no_code() -> None:
    table = {
        "id": [1, None, 3, 4, 5, 6, 7],
        "sex": ["m", "m", "m", None, "m", "m", "m"],
        "birth_date": ["2023-01-10", "2023-01-10", "2023-01-10", "2023-01-10", None, "2018-01-10",
                       "2025-01-01"],
        "visit_date": [None, *["2024-03-05"] * 6],
        "weight_kg": [9.0, 9.0, -1.0, 9.0, 9.0, 9.0, 9.0],
    }  # fmt: skip
    found = coded(table)
    assert found["weight_gain_code"].isna().all()
    reasons = ("no_visit_date", "no_child", "no_weight", "no_sex", "no_age", "age_outside")
    assert found["weight_gain_reason"].tolist() == [*reasons, "age_outside"]


def test_weight_gain__does_not_use_an_implausible_weight() -> None:
    table = pd.DataFrame({"sex": "m", "birth_date": "2023-01-10", "measured": "standing",
                          "visit_date": ["2024-03-05", "2024-04-05", "2024-05-05"],
                          "weight_kg": [9.0, 9855.0, 6.0], "length_height_cm": 78.0})  # fmt: skip
    found = coded(zs.score_children(table))
    assert found["weight_gain_reason"].tolist()[1] == "implausible_weight"
    assert found["weight_gain_code"].tolist()[::2] == ["B", "O"]
    assert found["below_red_line"].fillna(False).tolist() == [False, False, True]


def own(sex: str = "m", month: int = 1, grams: float = 300, times: int = 1) -> pd.DataFrame:
    """Return a table of one's own in which a row is another."""
    rows = [("m", m, 300) for m in range(1, 61)] + [("f", m, 250) for m in range(1, 61)]
    return pd.DataFrame([(sex, month, grams)] * times + rows[1:],
                        columns=["sex", "completed_month", "kbm_g"])  # fmt: skip


def test_weight_gain__takes_a_table_of_ones_own() -> None:
    table = {"sex": "m", "birth_date": BORN, "weight_kg": [8.0, 8.25],
             "visit_date": ["2023-12-20", "2024-01-20"]}  # fmt: skip
    assert coded(table)["weight_gain_code"].tolist() == ["B", "N"]
    assert coded(table, kbm=own())["weight_gain_code"].tolist() == ["B", "T"]


@pytest.mark.parametrize(
    ("kbm", "key"),
    [(own(times=2), "kbm_months"), (own(times=0), "kbm_months"), (own(month=61), "kbm_row"),
     (own(grams=0), "kbm_row"), (own(grams=2.5), "kbm_row"), (own(month=2), "kbm_months"),
     (own().drop(columns="sex"), "kbm_columns"), ("who", "unknown_kbm")],
)  # fmt: skip
def test_weight_gain__refuses_a_table_with_holes(kbm: Any, key: str) -> None:
    with pytest.raises(zs.ZScoreError) as error:
        coded({"sex": "m", "birth_date": BORN, "visit_date": BORN, "weight_kg": [8.0]}, kbm=kbm)
    assert error.value.key == key


@pytest.mark.parametrize("name", ["sex", "visit_date", "weight_kg", "birth_date"])
def test_weight_gain__names_a_column_that_is_missing(name: str) -> None:
    table = pd.DataFrame({"sex": "m", "birth_date": BORN, "visit_date": BORN, "weight_kg": [8.0]})
    with pytest.raises(zs.ColumnError, match=name):
        coded(table.drop(columns=name))


visit = st.tuples(
    st.integers(0, 9), st.integers(0, 1), st.one_of(st.none(), st.integers(2, 12)), st.booleans()
)


@given(st.lists(st.lists(visit, max_size=8), min_size=1, max_size=4), st.randoms())
@settings(max_examples=200)
def test_weight_gain__equals_the_naive_twin_in_any_order(children: list[Any], random: Any) -> None:
    """Whatever the order of rows, and whoever else is in the table."""
    rows: list[tuple[Any, ...]] = []
    expected = {}
    born = np.datetime64("2024-01-01")
    for child, drawn in enumerate(children):
        sex = ("male", "female")[child % 2]
        days = {(month, day): (kilos, known) for month, day, kilos, known in drawn}
        of_child = []
        for i, ((month, day), (kilos, known)) in enumerate(sorted(days.items())):
            date = (np.datetime64("2024-01") + month).astype("M8[D]") + 15 * day
            at_birth = known and (month, day) == (0, 0)  # without a birth date nobody knows
            grams = None if kilos is None else 1000 * kilos
            of_child.append({"month": month, "age": month if known else None, "sex": sex,
                             "grams": grams, "at_birth": at_birth})  # fmt: skip
            birth = born if known else np.datetime64("NaT")
            rows.append((child, sex, date, kilos, birth, i))
        expected |= {(child, i): a for i, a in enumerate(code_child(of_child, KBM))}
    assume(rows)
    random.shuffle(rows)
    table = pd.DataFrame(rows, columns=["id", "sex", "visit_date", "weight_kg", "birth_date", "i"])
    found = zs.weight_gain(table.astype({"weight_kg": float}), child="id")
    for _, r in found.iterrows():
        code, gain, twice = expected[r["id"], r["i"]]
        assert (None if pd.isna(r["weight_gain_code"]) else r["weight_gain_code"]) == code
        assert (None if pd.isna(r["weight_gain_g"]) else r["weight_gain_g"]) == gain
        assert (False if pd.isna(r["not_gained_twice"]) else r["not_gained_twice"]) == twice
