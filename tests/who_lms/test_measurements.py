"""Sex, age, position and oedema, as they are read from a table."""

from __future__ import annotations

import datetime
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import zscore as zs
from zscore.children.frames import Table
from zscore.who_lms.measurements import as_measured, read_ages
from zscore.who_lms.placement import LYING, STANDING
from zscore.who_lms.scoring import score_table

DATE = datetime.date
LENGTH = {"length_height_cm": [85.3]}


def score(n: int = 1, **columns: object) -> dict:
    """Return the scores of girls of 10.4 kg and 85.3 cm."""
    given_columns = {"weight_kg": [10.4] * n, "length_height_cm": [85.3] * n, **columns}
    return zs.score_children({"sex": ["f"] * n, **given_columns})


def ages(columns: dict, rule: str = "exact") -> tuple:
    """Return days and months as lists, and the sources."""
    days, months, source = read_ages(Table(columns), rule)
    return days.tolist(), months.tolist(), source


@given(
    birth=st.dates(DATE(1950, 1, 1), DATE(2040, 1, 1)),
    elapsed=st.integers(-400, 20_000),
)
def test_read_ages__counts_the_days_between_two_dates(birth: DATE, elapsed: int) -> None:
    visit = birth + datetime.timedelta(days=elapsed)
    days, months, source = ages({"birth_date": [birth], "visit_date": [visit]})
    assert days == [elapsed]
    assert months == [elapsed / 30.4375]
    assert source == {"birth_date + visit_date": 1}


def test_read_ages__takes_of_each_child_the_first_age_that_it_has() -> None:
    nan = math.nan
    days, months, source = ages(
        {
            "age_months": [1.0, 1.0, 1.0, 1.0, nan],
            "age_days": [100.0, 200.0, 300.0, nan, nan],
            "birth_date": ["2024-01-01", "2024-01-01", None, None, "2024-01-01"],
            "visit_date": ["2024-01-11", None, "2024-01-11", None, None],
        }
    )
    assert days[:4] == [10, 200, 300, 30.4375]
    assert months[3] == 1.0
    assert math.isnan(days[4])
    assert source == {"birth_date + visit_date": 1, "age_days": 2, "age_months": 1}


def test_read_ages__keeps_the_months_as_given() -> None:
    months = [0.1 * k for k in range(700)]
    days, found, _ = ages({"age_months": months})
    assert found == months
    assert days == [m * 30.4375 for m in months]


def test_read_ages__is_missing_without_any_age() -> None:
    days, months, source = ages({"sex": ["f"]})
    assert math.isnan(days[0])
    assert math.isnan(months[0])
    assert source == {}


@pytest.mark.parametrize(
    ("birth", "visit", "months"),
    [
        ("2024-01-15", "2024-02-14", 0),
        ("2024-01-15", "2024-02-15", 1),
        ("2024-01-31", "2024-02-29", 0),
        ("2024-01-31", "2024-03-01", 1),
        ("2024-02-29", "2025-02-28", 11),
        ("2024-02-29", "2025-03-01", 12),
        ("2023-12-31", "2024-12-30", 11),
        ("2024-05-05", "2024-05-05", 0),
        ("2024-05-05", "2024-05-04", -1),
        ("1969-12-31", "1970-01-30", 0),
    ],
)
def test_read_ages__completes_months_by_the_calendar(birth: str, visit: str, months: int) -> None:
    days, found, _ = ages({"birth_date": [birth], "visit_date": [visit]}, "completed_months")
    assert found == [months]
    assert days == [months * 30.4375]


def test_read_ages__completes_months_of_numbers_by_cutting() -> None:
    days, months, _ = ages({"age_days": [30.0, 30.4375, 60.0, math.nan]}, "completed_months")
    assert months[:3] == [0, 1, 1]
    assert days[:3] == [0, 30.4375, 30.4375]
    assert math.isnan(months[3])
    _, months, _ = ages({"age_months": [11.99, 12.0, math.nan]}, "completed_months")
    assert months[:2] == [11, 12]
    assert math.isnan(months[2])


def test_read_ages__completes_no_month_of_a_missing_date() -> None:
    columns = {"birth_date": ["2024-01-15", None], "visit_date": [None, "2024-01-15"]}
    days, months, _ = ages(columns, "completed_months")
    assert np.isnan(days).all()
    assert np.isnan(months).all()


def test_score_children__by_dates_equals_by_days() -> None:
    days = [0, 90, 91, 273, 274, 400, 730, 731, 1826, 1827]
    birth = np.datetime64("2020-02-29")
    by_days = score(len(days), age_days=days)
    by_dates = score(
        len(days), birth_date=np.repeat(birth, len(days)), visit_date=birth + np.array(days)
    )
    for name in ("haz", "waz", "whz", "baz", "haz_reason", "measured_flag"):
        np.testing.assert_array_equal(by_days[name], by_dates[name])


def test_score_children__calls_a_visit_before_birth_an_age_outside() -> None:
    scored = score(birth_date=["2024-05-01"], visit_date=["2024-04-30"])
    assert scored["waz_reason"].tolist() == ["age_outside"]
    assert scored["whz_reason"].tolist() == ["age_outside"]


def test_score_children__survives_dates_of_all_times() -> None:
    dates = ["0001-01-01", "9999-12-31", "1970-01-01", None, "1969-12-31"]
    columns = {"birth_date": dates, "visit_date": dates[::-1]}
    assert set(score(5, **columns)["waz_reason"]) <= {"age_outside", "no_age", None}


@pytest.mark.parametrize(
    ("spelling", "sex"),
    [
        ("m", "m"), ("M", "m"), ("male", "m"), ("MALE", "m"), (" Male ", "m"), ("1", "m"),
        (1, "m"), (1.0, "m"), ("f", "f"), ("F", "f"), ("Female", "f"), ("2", "f"), (2, "f"),
        ("f\u00a0", "f"), ("\tf\n", "f"), ("2.0", "f"),
    ],
)  # fmt: skip
def test_score_children__knows_a_sex_however_it_is_spelt(spelling: object, sex: str) -> None:
    z = zs.waz(10.4, sex=sex, age_days=400)
    assert score(sex=[spelling], age_days=[400])["waz"][0] == z


@pytest.mark.parametrize("blank", [None, "", " ", "\u00a0", math.nan, "NA", "nan", pd.NA])
def test_score_children__has_no_sex_where_it_is_blank(blank: object) -> None:
    scored = score(2, sex=np.array([blank, "f"], object), age_days=[400, 400])
    assert scored["waz_reason"].tolist() == ["no_sex", None]
    assert scored["whz_reason"].tolist() == ["no_sex", None]


@pytest.mark.parametrize(
    "bad",
    [0, 3, -1, 257, 258, 1.5, 2.0000001, 1e308, math.inf, "x", "0", "mf", "jantan", "1.5", "257",
     "true", "①", "m f"],
)  # fmt: skip
@pytest.mark.parametrize("container", [list, np.array, pd.Series])
def test_score_children__refuses_a_sex_that_it_does_not_know(bad: object, container: type) -> None:
    sex = container([type(bad)(1), bad, bad])
    with pytest.raises(zs.CodeError, match=r"column 'sex': 2 of 3 .* at row 1\)"):
        score(3, sex=sex, age_days=[400] * 3)


@pytest.mark.parametrize("sex", [[0, 1], [1, 0], ["0", "1"], [0.0, 1.0]])
def test_score_children__refuses_sexes_of_0_and_1(sex: list) -> None:
    with pytest.raises(
        zs.CodeError, match=r"first: '0'.*Accepted: 'm', 'male', 'f', 'female', 1, 2"
    ):
        score(2, sex=sex, age_days=[400] * 2)


@pytest.mark.parametrize("dtype", [bool, object, "boolean", "bool[pyarrow]"])
def test_score_children__refuses_a_sex_of_true_and_false(dtype: object) -> None:
    sex = pd.Series([True, False], dtype=dtype)
    with pytest.raises(zs.ZScoreError, match="column 'sex'"):
        score(2, sex=sex, age_days=[400] * 2)
    with pytest.raises(zs.ZScoreError, match="column 'sex'"):
        score(2, sex=np.array([True, True]), age_days=[400] * 2)


@pytest.mark.parametrize(
    ("spelling", "cm"),
    [
        ("l", 84.6), ("L", 84.6), ("lying", 84.6), ("Recumbent", 84.6), ("Terlentang", 84.6),
        ("TELENTANG ", 84.6), ("h", 85.3), ("Standing", 85.3), ("BERDIRI", 85.3),
        (None, 85.3), ("", 85.3), ("-", 85.3),
    ],
)  # fmt: skip
def test_score_children__knows_a_position_however_it_is_spelt(spelling: object, cm: float) -> None:
    scored = score(measured=[spelling], age_days=[800])
    assert scored["length_height_adjusted_cm"][0] == pytest.approx(cm, abs=1e-12)


@pytest.mark.parametrize("bad", ["x", "s", "duduk", 1, 2, 0, "1", True, 1.0])
def test_score_children__refuses_a_position_that_it_does_not_know(bad: object) -> None:
    with pytest.raises(zs.ZScoreError, match="column 'measured'"):
        score(measured=[bad], age_days=[800])


@pytest.mark.parametrize(
    ("spelling", "oedema"),
    [
        ("y", True), ("Y", True), ("yes", True), ("ya", True), (1, True), ("1", True),
        (1.0, True), (True, True), ("true", True), ("n", False), ("No", False), ("Tidak", False),
        (0, False), (2, False), ("2", False), (False, False), (None, False), ("", False),
        (math.nan, False),
    ],
)  # fmt: skip
def test_score_children__knows_oedema_however_it_is_spelt(spelling: object, oedema: bool) -> None:
    scored = score(oedema=[spelling], age_days=[400])
    assert scored["waz_reason"][0] == ("oedema" if oedema else None)
    assert scored["haz_reason"][0] is None


@pytest.mark.parametrize("bad", [3, -1, "x", "oedema", 0.5, "maybe"])
def test_score_children__refuses_an_oedema_that_it_does_not_know(bad: object) -> None:
    with pytest.raises(zs.CodeError, match="column 'oedema'"):
        score(oedema=[bad], age_days=[400])


@pytest.mark.parametrize("profile", ["who", "eppgbm"])
@pytest.mark.parametrize(("position", "called"), [(LYING, "lying"), (STANDING, "standing")])
def test_as_measured__is_the_table_with_that_position(
    profile: str, position: int, called: str
) -> None:
    columns = {
        "sex": ["f", "m", "f", "m"],
        "age_days": [100.0, 500.0, 731.0, math.nan],
        "weight_kg": [6.0, 10.4, math.nan, 12.0],
        "length_height_cm": [60.0, 80.0, 86.0, 88.0],
        "oedema": ["n", "y", "n", "n"],
    }
    at = np.array([0, 1, 3])
    children = score_table(Table({**columns, "measured": ["h", "l", "", ""]}), profile=profile)
    assert children.children.measured.tolist() == [STANDING, LYING, -1, -1]
    found = as_measured(children.children, at, position)
    there = Table({**columns, "measured": [called] * 4})
    expected = score_table(there, profile=profile).children
    for name in ("day", "standing", "doubted", "measured", "oedema", "sex", "age_months"):
        np.testing.assert_array_equal(getattr(found, name), getattr(expected, name)[at])
    for name, values in found.measure.items():
        np.testing.assert_array_equal(values, expected.measure[name][at])
