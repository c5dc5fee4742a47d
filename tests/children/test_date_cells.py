"""Dates and ages as people write them."""

from __future__ import annotations

from datetime import date, timedelta

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

import zscore as zs
from zscore.children import cells, date_cells
from zscore.children.arrays import day_column

DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))
EPOCH = date(1970, 1, 1)


def days(*when: int) -> float:
    """Return a day as readers do."""
    return float((date(*when) - EPOCH).days)


ANY_ORDER = (
    "2023-08-03", "2023/08/03", "2023.08.03", "20230803", "3 Agustus 2023", "3 Agt 2023",
    "03-Aug-23", "3 August 2023", "03 Agu 2023", "2023-08-03T07:30:00+07:00", "2023-08-03 00:00:00",
    "2023-08-03T00:00:00.000Z", "2024-03-12T09:12:33.123+03:00", "45141", "45141.5",
    "Aug 3, 2023", "August 3 2023", "Kamis, 3 Agustus 2023", "2023 Agustus 3",
)  # fmt: skip
BY_ORDER = {
    "dmy": ("03/08/2023", "03-08-2023", "03.08.2023", "03/08/23", "3/8/2023", "3-8-23",
            "03 08 2023", "03/08/2023 07:30"),
    "mdy": ("08/03/2023", "08-03-2023", "08.03.2023", "08/03/23", "8/3/2023", "8-3-23",
            "08/03/2023 07:30"),
    "ymd": ("23/08/03", "23-08-03", "23.08.03", "23/8/03"),
}  # fmt: skip


@pytest.mark.parametrize("order", ["dmy", "mdy", "ymd", None])
@pytest.mark.parametrize("text", ANY_ORDER)
def test_date_reader__dates_of_one_reading_in_any_order(order: str | None, text: str) -> None:
    expected = days(2024, 3, 12) if text.startswith("2024") else days(2023, 8, 3)
    assert date_cells.date_reader(order)(text) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("order", "text"), [(order, text) for order, texts in BY_ORDER.items() for text in texts]
)
def test_date_reader__dates_of_two_readings_by_the_order(order: str, text: str) -> None:
    assert date_cells.date_reader(order)(text) == days(2023, 8, 3)  # type: ignore[arg-type]
    with pytest.raises(cells.UnreadableError):
        date_cells.date_reader(None)(text)
    reading = day_column(pa.array([text]), "visit_date", order)  # type: ignore[arg-type]
    assert reading.tolist() == [date(2023, 8, 3)]


MONTHS = (
    ("Januari", "January", "Jan"), ("Februari", "February", "Feb", "Pebruari"),
    ("Maret", "March", "Mar"), ("April", "Apr"), ("Mei", "May"), ("Juni", "June", "Jun"),
    ("Juli", "July", "Jul"), ("Agustus", "August", "Agt", "Agu", "Aug", "Ags"),
    ("September", "Sep", "Sept"), ("Oktober", "October", "Okt", "Oct"),
    ("November", "Nov", "Nop", "Nopember"), ("Desember", "December", "Des", "Dec"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("month", "name"), [(i, name) for i, names in enumerate(MONTHS, 1) for name in names]
)
def test_date_reader__names_of_months_in_both_languages(month: int, name: str) -> None:
    read = date_cells.date_reader("dmy")
    for text in (f"5 {name} 2023", f"05-{name}-23", f"5 {name.upper()} 2023", f"05{name}2023",
                 f"5 {name}. 2023", f"{name} 5, 2023", f"5/{name.lower()}/2023"):  # fmt: skip
        assert read(text) == days(2023, month, 5), text


@pytest.mark.parametrize(
    ("text", "year"), [("00", 2000), ("23", 2023), ("69", 2069), ("70", 1970), ("99", 1999)]
)
def test_date_reader__years_of_two_digits(text: str, year: int) -> None:
    for order, written in (("dmy", f"13/08/{text}"), ("mdy", f"08/13/{text}"),
                           ("ymd", f"{text}/08/13"), ("dmy", f"13-Aug-{text}")):  # fmt: skip
        assert date_cells.date_reader(order)(written) == days(year, 8, 13)  # type: ignore[arg-type]


@given(DAYS, st.sampled_from("-/."))
def test_date_reader__reads_every_day_in_every_order(day: date, mark: str) -> None:
    expected = (day - EPOCH).days
    serial = str((day - date(1899, 12, 30)).days)
    for order, text in (
        ("dmy", day.strftime(f"%Y{mark}%m{mark}%d")),
        ("dmy", day.strftime("%Y-%m-%d 07:30:00")),
        ("dmy", day.strftime(f"%d{mark}%m{mark}%Y")),
        ("mdy", day.strftime(f"%m{mark}%d{mark}%Y")),
        ("dmy", day.strftime("%Y%m%d")),
        ("mdy", day.strftime("%d %B %Y")),
        ("mdy", day.strftime("%d-%b-%Y")),
        ("dmy", serial),
        ("mdy", f"{serial}.5"),
    ):
        assert date_cells.date_reader(order)(text) == expected  # type: ignore[arg-type]


@given(st.dates(date(1990, 1, 1), date(2069, 12, 31)), st.sampled_from("-/."))
def test_date_reader__reads_every_day_with_a_short_year(day: date, mark: str) -> None:
    expected = (day - EPOCH).days
    for order, form in (("dmy", "%d{0}%m{0}%y"), ("mdy", "%m{0}%d{0}%y"), ("ymd", "%y{0}%m{0}%d"),
                        ("mdy", "%d{0}%b{0}%y")):  # fmt: skip
        assert date_cells.date_reader(order)(day.strftime(form.format(mark))) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text", ["31-02-2022", "0000-00-00", "12345", "99999", "3 Mai 2022",
             "2022-13-01", "13/13/2022", "20221301", "99999999", "2022-01", "Mei 2022",
             "32 Mei 2022", "5/2023", "today", "3"]
)  # fmt: skip
def test_date_reader__refuses_days_that_are_none(text: str) -> None:
    with pytest.raises(cells.UnreadableError):
        date_cells.date_reader("dmy")(text)


@pytest.mark.parametrize("text", ["1889-01-01", "1989-12-31", "2101-01-01", "9999-12-31"])
def test_date_reader__of_an_export_believes_days_of_our_time_alone(text: str) -> None:
    assert date_cells.date_reader("dmy")(text) == (date.fromisoformat(text) - EPOCH).days
    with pytest.raises(cells.UnreadableError):
        date_cells.date_reader("dmy", date_cells.EARLIEST)(text)


def order_of(*texts: str | None) -> date_cells.DateOrder:
    """Return what some dates tell."""
    found = date_cells.DateOrder()
    for text in texts:
        found.observe(text or "")
    return found


def test_date_order__is_decided_by_what_can_be_read_one_way() -> None:
    assert order_of("03/08/2023", None, "2023-08-13").order == "dmy"
    assert order_of("03/08/2023", None, "2023-08-13").decided is None
    assert order_of("13/08/2023", "03/08/2023").order == "dmy"
    assert order_of("13/08/2023", "03/08/2023").decided == "dmy"
    assert order_of("08/13/2023", "03/08/2023").order == "mdy"
    assert order_of("08/13/2023", "13/08/2023").order == "dmy"
    assert order_of("08/13/2023", "08/14/2023", "15/08/2023").order == "mdy"


@pytest.mark.parametrize("order", ["dmy", "mdy", "ymd"])
def test_score_children__dates_told_are_dates_read(order: str) -> None:
    form = {"dmy": "%d/%m/%y", "mdy": "%m/%d/%y", "ymd": "%y/%m/%d"}[order]
    births, visits = [date(2021, 11, 12), date(2022, 3, 4)], [date(2023, 1, 5), date(2023, 2, 6)]
    plain = {"sex": ["m", "f"], "weight_kg": [9.9, 9.1]}
    texts = {
        "birth_date": [day.strftime(form) for day in births],
        "visit_date": [day.strftime(form) for day in visits],
    }
    ours = zs.score_children({**plain, **texts}, dates=order)
    expected = zs.score_children({**plain, "birth_date": births, "visit_date": visits})
    assert ours["waz"].tolist() == expected["waz"].tolist()


@pytest.mark.parametrize("births", [["12/11/21", "04/03/22"], ["12/11/2021", "04/03/2022"]])
def test_score_children__dates_of_two_readings_are_refused(births: list[str]) -> None:
    table = {"sex": ["m", "f"], "weight_kg": [9.9, 9.1], "birth_date": births}
    with pytest.raises(zs.ColumnError, match="birth_date"):
        zs.score_children({**table, "visit_date": ["2023-01-05", "2023-02-06"]})


# --- ages in words -----------------------------------------------------------------------


def test_age_days__by_the_calendar_where_a_date_is_known() -> None:
    assert (
        date_cells.age_days("2 Tahun - 11 Bulan - 9 Hari", birth=date(2020, 2, 29))
        == (date(2023, 1, 29) + timedelta(days=9) - date(2020, 2, 29)).days
    )
    assert date_cells.age_days("2 tahun 11 bulan 9 hari") == 35 * 30.4375 + 9
    assert date_cells.age_days("0 Tahun - 0 Bulan - 0 Hari", visit=date(2024, 3, 31)) == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1 Tahun - 6 Bulan - 29 Hari", (1, 6, 29)), ("1 tahun 8 bulan", (1, 8, 0)),
     ("8 bulan", (0, 8, 0)), ("2 Tahun", (2, 0, 0)), ("1 th 8 bln", (1, 8, 0)),
     ("11 bulan 3 hari", (0, 11, 3)), ("2 years 3 months", (2, 3, 0)), ("12 hari", (0, 0, 12))],
)  # fmt: skip
def test_age_parts__reads(text: str, expected: tuple[int, int, int]) -> None:
    assert date_cells.age_parts(text) == expected


@given(DAYS, st.integers(0, 5), st.integers(0, 11), st.integers(0, 30))
def test_age_days__is_near_the_mean_month_whichever_date_is_known(
    day: date, years: int, months: int, some: int
) -> None:
    text = f"{years} Tahun - {months} Bulan - {some} Hari"
    roughly = date_cells.age_days(text)
    assert abs(date_cells.age_days(text, birth=day) - roughly) <= 5
    assert abs(date_cells.age_days(text, visit=day) - roughly) <= 5


@pytest.mark.parametrize(
    "text", ["", "dua tahun", "1000 Tahun - 0 Bulan - 0 Hari", "20", "8 bulan 1 tahun", "1 tahunan"]
)
def test_age_parts__refuses(text: str) -> None:
    with pytest.raises(cells.UnreadableError):
        date_cells.age_parts(text)


@pytest.mark.parametrize(
    ("texts", "year_first"),
    [
        (["21-03-30", "23-08-03", "23-08-17"], True),
        (["03-08-21", "05-03-08", "09-07-23"], False),  # one year is mistyped
        (["30/03/21", "03/08/23", "17/08/23"], False),
        (["23-08-03"], False),
        ([], False),
    ],
)
def test_year_first__where_years_are_few_and_days_many(texts: list[str], year_first: bool) -> None:
    assert order_of(*texts).year_first is year_first


@pytest.mark.parametrize(
    ("text", "is_date"),
    [("19891231", False), ("19900101", True), ("20991231", True), ("21000101", False),
     ("32873", False), ("32874", True), ("73050", True), ("73051", False)],
)  # fmt: skip
def test_date_reader__digits_are_a_date_of_1990_to_2099(text: str, is_date: bool) -> None:
    read = date_cells.date_reader("dmy")
    if is_date:
        first, last = days(1990, 1, 1), days(2099, 12, 31)
        assert read(text) == (first if text in {"19900101", "32874"} else last)
    else:
        with pytest.raises(cells.UnreadableError):
            read(text)
