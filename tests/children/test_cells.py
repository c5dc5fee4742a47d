"""What cells say."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zscore as zs
from zscore.children import cells
from zscore.children.arrays import MISSING, CellReader, code_column, day_column, read_texts
from zscore.children.cells import MEASURED, OEDEMA, READABLE, SEX

DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))
EPOCH = date(1970, 1, 1)


def days(*when: int) -> float:
    """Return a day as readers do."""
    return float((date(*when) - EPOCH).days)


# --- numbers -----------------------------------------------------------------------------

number = cells.number_reader(["kg", "cm"])
size = cells.number_reader(["kg", "cm"], size=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("9.8", 9.8), ("9,8", 9.8), ("+9.8", 9.8), ("-1,02", -1.02), ("1e2", 100.0), ("9.8KG", 9.8),
     ("79 cm", 79.0), ("007", 7.0), ("9.", 9.0), (".5", 0.5), (",5", 0.5)],
)  # fmt: skip
def test_number_reader__reads(text: str, expected: float) -> None:
    assert number(text) == expected


@pytest.mark.parametrize(
    "text",
    ["83..9", "10.7 it", "1.234,5", "1_0", "nan", "9 8", "９.8x", "kg", "9.8 g", ".", ",", "9,8,1",
     "1e", "--1", "9.8 kg kg", "٩"],
)  # fmt: skip
def test_number_reader__refuses_what_is_not_plainly_a_number(text: str) -> None:
    with pytest.raises(cells.UnreadableError):
        number(text)


def test_number_reader__a_size_is_missing_where_it_is_0() -> None:
    assert size("0") is None
    assert size("0,0") is None
    assert size("14.2") == 14.2
    assert number("0") == 0.0


# --- debris and blanks -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  9,8\u00a0", "9,8"),
        ("\u00a0\u2007 L \u202f", "L"),
        ("'3201010101010001", "3201010101010001"),
        ('="2021-11-12"', "2021-11-12"),
        ("L\u00c2 ", "L"),
        ("L\u00c2\u00a0", "L"),
        ("\u00c2\u00a0L", "L"),
        ("9,9\ufffd", "9,9"),
        ("\ufffdL", "L"),
        ("a \t\n b", "a b"),
        ("\ufeffL", "L"),
        ("", ""),
        (None, ""),
    ],
)
def test_cleaned__takes_away_what_encodings_and_spreadsheets_leave(
    text: str | None, expected: str
) -> None:
    assert cells.cleaned(text) == expected


MISSING_MARKS = (
    "", " ", "-", "–", "NA", "N/A", "#N/A", "#NULL!", "#VALUE!", "#DIV/0!", "#REF!", "NaN", "null",
    "none", ".", "..", "tidak diukur", "tidak hadir", "Tidak Diukur", "NONE", "n/a",
    "\u00a0-\u00a0",
)  # fmt: skip
ONLY_WHEN_TOLD = ("99", "999", "9994", "9995", "9996", "9997", "9998", "9999", "99.9", "999.9")


@pytest.mark.parametrize("mark", MISSING_MARKS)
def test_cell_reader__every_marker_of_missing_is_missing_in_every_kind(mark: str) -> None:
    for name, kind, vocabulary, good in (
        ("weight_kg", "number", None, "9,8"),
        ("muac", "size", None, "14"),
        ("visit_date", "date", None, "2023-08-03"),
        ("sex", "sex", SEX, "L"),
        ("measured", "measured", MEASURED, "l"),
    ):
        reader = CellReader(name, kind, vocabulary=vocabulary)
        read = reader.read(pa.array([mark, good]))
        value = read.values[0]
        assert value == MISSING if vocabulary else np.isnan(value)
        assert read.unreadable() is None
        assert read.values[1] >= 0
        if mark.startswith("#"):
            assert read.reasons is not None
            assert cells.CELL_REASONS[read.reasons[0]] == "spreadsheet_error"


@pytest.mark.parametrize("mark", ONLY_WHEN_TOLD)
def test_cell_reader__numbers_are_missing_only_when_told(mark: str) -> None:
    for given_ in (pa.array([mark, "9.8"]), np.array([float(mark), 9.8])):
        plain = CellReader("weight_kg", "number").read(given_)
        assert plain.values.tolist() == [float(mark), 9.8]
        told = CellReader("weight_kg", "number", missing=ONLY_WHEN_TOLD).read(given_)
        np.testing.assert_array_equal(told.values, [np.nan, 9.8])
        assert told.unreadable() is None


def test_cell_reader__a_marker_is_one_however_it_is_written() -> None:
    for written in ("9999", "9999.0", "9999,0"):
        read = CellReader("weight_kg", "number", missing=["9999"]).read(pa.array([written]))
        assert np.isnan(read.values[0])


# --- codes -------------------------------------------------------------------------------

CODES = {
    "sex": (SEX, {
        0: "m, male, boy, 1, l, laki-laki, lelaki, pria, cowok, laki laki",
        1: "f, female, girl, 2, p, perempuan, wanita, cewek",
    }),
    "measured": (MEASURED, {
        0: "l, lying, length, recumbent, supine, terlentang, telentang, tidur, berbaring",
        1: "h, standing, height, berdiri",
    }),
    "oedema": (OEDEMA, {
        0: "n, no, tidak, false, 0, -, −, none, no, absent",
        1: "y, yes, ya, true, 1, +, ++, +++",
        MISSING: "9, u, unknown",
    }),
}  # fmt: skip
EVERY_CODE = [
    (name, code, text.strip())
    for name, (_, texts) in CODES.items()
    for code, some in texts.items()
    for text in some.split(",")
]


@pytest.mark.parametrize(("name", "code", "text"), EVERY_CODE)
def test_code_column__every_code_that_was_met(name: str, code: int, text: str) -> None:
    vocabulary, _ = CODES[name]
    spellings = [text, text.upper(), text.title(), f" {text}\u00a0"]
    assert code_column(pa.array(spellings), name, vocabulary).tolist() == [code] * 4
    if text.isdigit():
        for kind in (np.int64, np.float64):
            assert code_column(np.array([text]).astype(kind), name, vocabulary).tolist() == [code]
        assert code_column(pa.array([f"{text}.0"]), name, vocabulary).tolist() == [code]


@pytest.mark.parametrize(
    ("name", "text"),
    [("sex", "0"), ("sex", "jantan"), ("sex", "3"), ("sex", "x"), ("sex", "h"), ("measured", "1"),
     ("measured", "2"), ("measured", "m"), ("measured", "p"), ("oedema", "3"), ("oedema", "maybe")],
)  # fmt: skip
def test_code_column__refuses_codes_that_are_not_clear(name: str, text: str) -> None:
    vocabulary, _ = CODES[name]
    with pytest.raises(zs.CodeError):
        code_column(pa.array([text]), name, vocabulary)
    if text.isdigit():
        with pytest.raises(zs.CodeError):
            code_column(np.array([int(text)]), name, vocabulary)


AGES = {"age_months": [20, 20], "weight_kg": [10.2, 10.2], "length_height_cm": [81.5, 81.5]}


@pytest.mark.parametrize("codes", [["0", "1"], [0, 1], [0.0, 1.0]])
@pytest.mark.parametrize("order", ["fm", "mf"])
def test_score_children__sex_0_and_1_only_when_told(codes: list[object], order: str) -> None:
    table = {**AGES, "sex": codes}
    with pytest.raises(zs.CodeError, match="sex"):
        zs.score_children(table)
    told = {"0": order[0], "1": order[1]}
    ours = zs.score_children(table, codes={"sex": told})
    expected = zs.score_children({**table, "sex": list(order)})
    assert ours["waz"].tolist() == expected["waz"].tolist()
    assert ours["waz"][0] != ours["waz"][1]


@pytest.mark.parametrize("codes", [["1", "2"], [1, 2], [1.0, 2.0]])
def test_score_children__measured_1_and_2_only_when_told(codes: list[object]) -> None:
    table = {**AGES, "sex": ["m", "m"], "measured": codes}
    with pytest.raises(zs.CodeError, match="measured"):
        zs.score_children(table)
    ours = zs.score_children(table, codes={"measured": {"1": "lying", "2": "standing"}})
    expected = zs.score_children({**table, "measured": ["l", "h"]})
    assert ours["haz"].tolist() == expected["haz"].tolist()
    assert ours["haz"][0] != ours["haz"][1]


def test_recognise_columns__oedema_1_and_2_only_when_told() -> None:
    table = {**AGES, "sex": ["m", "m"], "oedema": [1, 2]}
    with pytest.raises(zs.ColumnError, match="oedema"):
        zs.recognise_columns(table)
    found = zs.recognise_columns(table, codes={"oedema": {"1": "y", "2": "n"}})
    scored = zs.score_children(table, mapping=found)
    assert np.isnan(scored["whz"][0])
    assert not np.isnan(scored["whz"][1])


# --- dates -------------------------------------------------------------------------------

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
    assert cells.date_reader(order)(text) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("order", "text"), [(order, text) for order, texts in BY_ORDER.items() for text in texts]
)
def test_date_reader__dates_of_two_readings_by_the_order(order: str, text: str) -> None:
    assert cells.date_reader(order)(text) == days(2023, 8, 3)  # type: ignore[arg-type]
    with pytest.raises(cells.UnreadableError):
        cells.date_reader(None)(text)
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
    read = cells.date_reader("dmy")
    for text in (f"5 {name} 2023", f"05-{name}-23", f"5 {name.upper()} 2023", f"05{name}2023",
                 f"5 {name}. 2023", f"{name} 5, 2023", f"5/{name.lower()}/2023"):  # fmt: skip
        assert read(text) == days(2023, month, 5), text


@pytest.mark.parametrize(
    ("text", "year"), [("00", 2000), ("23", 2023), ("69", 2069), ("70", 1970), ("99", 1999)]
)
def test_date_reader__years_of_two_digits(text: str, year: int) -> None:
    for order, written in (("dmy", f"13/08/{text}"), ("mdy", f"08/13/{text}"),
                           ("ymd", f"{text}/08/13"), ("dmy", f"13-Aug-{text}")):  # fmt: skip
        assert cells.date_reader(order)(written) == days(year, 8, 13)  # type: ignore[arg-type]


@settings(derandomize=True, deadline=None)
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
        assert cells.date_reader(order)(text) == expected  # type: ignore[arg-type]


@settings(derandomize=True, deadline=None)
@given(st.dates(date(1990, 1, 1), date(2069, 12, 31)), st.sampled_from("-/."))
def test_date_reader__reads_every_day_with_a_short_year(day: date, mark: str) -> None:
    expected = (day - EPOCH).days
    for order, form in (("dmy", "%d{0}%m{0}%y"), ("mdy", "%m{0}%d{0}%y"), ("ymd", "%y{0}%m{0}%d"),
                        ("mdy", "%d{0}%b{0}%y")):  # fmt: skip
        assert cells.date_reader(order)(day.strftime(form.format(mark))) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text", ["31-02-2022", "0000-00-00", "12345", "99999", "3 Mai 2022",
             "2022-13-01", "13/13/2022", "20221301", "99999999", "2022-01", "Mei 2022",
             "32 Mei 2022", "5/2023", "today", "3"]
)  # fmt: skip
def test_date_reader__refuses_days_that_are_none(text: str) -> None:
    with pytest.raises(cells.UnreadableError):
        cells.date_reader("dmy")(text)


@pytest.mark.parametrize("text", ["1889-01-01", "1989-12-31", "2101-01-01", "9999-12-31"])
def test_date_reader__of_an_export_believes_days_of_our_time_alone(text: str) -> None:
    assert cells.date_reader("dmy")(text) == (date.fromisoformat(text) - EPOCH).days
    with pytest.raises(cells.UnreadableError):
        cells.date_reader("dmy", cells.EARLIEST)(text)


def order_of(*texts: str | None) -> cells.DateOrder:
    """Return what some dates tell."""
    found = cells.DateOrder()
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
        cells.age_days("2 Tahun - 11 Bulan - 9 Hari", birth=date(2020, 2, 29))
        == (date(2023, 1, 29) + timedelta(days=9) - date(2020, 2, 29)).days
    )
    assert cells.age_days("2 tahun 11 bulan 9 hari") == 35 * 30.4375 + 9
    assert cells.age_days("0 Tahun - 0 Bulan - 0 Hari", visit=date(2024, 3, 31)) == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1 Tahun - 6 Bulan - 29 Hari", (1, 6, 29)), ("1 tahun 8 bulan", (1, 8, 0)),
     ("8 bulan", (0, 8, 0)), ("2 Tahun", (2, 0, 0)), ("1 th 8 bln", (1, 8, 0)),
     ("11 bulan 3 hari", (0, 11, 3)), ("2 years 3 months", (2, 3, 0)), ("12 hari", (0, 0, 12))],
)  # fmt: skip
def test_age_parts__reads(text: str, expected: tuple[int, int, int]) -> None:
    assert cells.age_parts(text) == expected


@settings(derandomize=True, deadline=None)
@given(DAYS, st.integers(0, 5), st.integers(0, 11), st.integers(0, 30))
def test_age_days__is_near_the_mean_month_whichever_date_is_known(
    day: date, years: int, months: int, some: int
) -> None:
    text = f"{years} Tahun - {months} Bulan - {some} Hari"
    roughly = cells.age_days(text)
    assert abs(cells.age_days(text, birth=day) - roughly) <= 5
    assert abs(cells.age_days(text, visit=day) - roughly) <= 5


@pytest.mark.parametrize(
    "text", ["", "dua tahun", "1000 Tahun - 0 Bulan - 0 Hari", "20", "8 bulan 1 tahun", "1 tahunan"]
)
def test_age_parts__refuses(text: str) -> None:
    with pytest.raises(cells.UnreadableError):
        cells.age_parts(text)


def test_read_texts__reads_each_text_and_keeps_the_rows() -> None:
    column = pa.chunked_array([["9,8", None, "x", "\u00a0-\u00a0"], ["x", "", " 9,8 "]])
    read = read_texts(column, cells.Seen(number, cells.NOT_A_NUMBER))
    np.testing.assert_array_equal(read.values, [9.8, np.nan, np.nan, np.nan, np.nan, np.nan, 9.8])
    assert read.reasons is not None
    assert read.reasons.tolist() == [
        READABLE, READABLE, 0, READABLE, 0, READABLE, READABLE
    ]  # fmt: skip


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
