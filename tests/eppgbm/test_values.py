"""What cells say."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zscore.eppgbm import values

DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("9.8", 9.8), ("9,8", 9.8), ("+9.8", 9.8), ("-1,02", -1.02), ("1e2", 100.0), ("9.8KG", 9.8),
     ("79 cm", 79.0), ("007", 7.0)],
)  # fmt: skip
def test_number__reads(text: str, expected: float) -> None:
    assert values.number(text) == expected


@pytest.mark.parametrize(
    "text",
    ["83..9", "10.7 it", "1.234,5", "9.", ".5", "1_0", "nan", "inf", "9 8", "９.8x", "kg", "9.8 g"],
)
def test_number__refuses_what_is_not_plainly_a_number(text: str) -> None:
    with pytest.raises(values.UnreadableError):
        values.number(text)


def test_size__is_missing_where_it_is_0() -> None:
    assert values.size("0") is None
    assert values.size("0,0") is None
    assert values.size("14.2") == 14.2


@settings(derandomize=True, deadline=None)
@given(DAYS, st.sampled_from("-/."))
def test_date_reader__reads_every_day_in_every_order(day: date, mark: str) -> None:
    days = (day - date(1970, 1, 1)).days
    serial = str((day - date(1899, 12, 30)).days)
    for day_first, text in (
        (True, day.strftime(f"%Y{mark}%m{mark}%d")),
        (True, day.strftime("%Y-%m-%d 07:30:00")),
        (True, day.strftime(f"%d{mark}%m{mark}%Y")),
        (False, day.strftime(f"%m{mark}%d{mark}%Y")),
        (True, serial),
        (False, f"{serial}.5"),
    ):
        assert values.date_reader(day_first)(text) == days


@pytest.mark.parametrize(
    "text", ["31-02-2022", "0000-00-00", "1889-01-01", "2101-01-01", "12345", "99999", "3 Mei 2022",
             "2022-13-01", "13/13/2022", "20220101"]
)  # fmt: skip
def test_date_reader__refuses_days_that_are_none(text: str) -> None:
    with pytest.raises(values.UnreadableError):
        values.date_reader(True)(text)


def test_day_comes_first__is_decided_by_what_can_be_read_one_way() -> None:
    assert values.day_comes_first(["03/08/2023", None, "2023-08-13"])
    assert values.day_comes_first(["13/08/2023", "03/08/2023"])
    assert not values.day_comes_first(["08/13/2023", "03/08/2023"])
    assert values.day_comes_first(["08/13/2023", "13/08/2023"])
    assert not values.day_comes_first(["08/13/2023", "08/14/2023", "15/08/2023"])


def test_age_days__by_the_calendar_where_a_date_is_known() -> None:
    assert (
        values.age_days("2 Tahun - 11 Bulan - 9 Hari", birth=date(2020, 2, 29))
        == (date(2023, 1, 29) + timedelta(days=9) - date(2020, 2, 29)).days
    )
    assert values.age_days("2 tahun 11 bulan 9 hari") == 35 * 30.4375 + 9
    assert values.age_days("0 Tahun - 0 Bulan - 0 Hari", visit=date(2024, 3, 31)) == 0


@settings(derandomize=True, deadline=None)
@given(DAYS, st.integers(0, 5), st.integers(0, 11), st.integers(0, 30))
def test_age_days__is_near_the_mean_month_whichever_date_is_known(
    day: date, years: int, months: int, days: int
) -> None:
    text = f"{years} Tahun - {months} Bulan - {days} Hari"
    roughly = values.age_days(text)
    assert abs(values.age_days(text, birth=day) - roughly) <= 5
    assert abs(values.age_days(text, visit=day) - roughly) <= 5


@pytest.mark.parametrize("text", ["", "dua tahun", "2 Tahun", "1000 Tahun - 0 Bulan - 0 Hari"])
def test_age_parts__refuses(text: str) -> None:
    with pytest.raises(values.UnreadableError):
        values.age_parts(text)


def test_read_cells__reads_each_text_and_keeps_the_rows() -> None:
    column = pa.chunked_array([["9,8", None, "x", "\u00a0-\u00a0"], ["x", "", " 9,8 "]])
    numbers, reasons = values.read_cells(column, values.Seen(values.number, values.NOT_A_NUMBER))
    np.testing.assert_array_equal(numbers, [9.8, np.nan, np.nan, np.nan, np.nan, np.nan, 9.8])
    assert reasons.tolist() == [-1, -1, 0, -1, 0, -1, -1]
