"""How a table is read: what its values decide, as sums over its rows, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zscore as zs
from zscore.children.headings import recognise
from zscore.children.look import DatesLook, Look, Reading, decide, has_age
from zscore.children.mapping import ColumnMapping


def read(table: dict[str, list[str]], **told: object) -> Reading:
    """Return how a table is read."""
    how = ColumnMapping(**told)
    found = recognise(list(table), how)
    look = Look()
    columns = list(table.values())
    look.at(found, how, lambda index: columns[index])
    return decide(found, look, how)


BIRTHS, VISITS = ["03/08/2022", "04/05/2022"], ["01/02/2024", "05/06/2024"]


@pytest.mark.parametrize(
    ("births", "visits", "orders"),
    [
        (BIRTHS, VISITS, (None, None)),
        ([*BIRTHS, "13/08/2022"], VISITS, ("dmy", "dmy")),
        (BIRTHS, [*VISITS, "08/13/2023"], ("mdy", "mdy")),
        ([*BIRTHS, "13/08/2022"], [*VISITS, "08/13/2023"], ("dmy", "mdy")),
        ([*BIRTHS, "13/08/2022", "08/13/2022"], VISITS, (None, None)),  # neither is more
        (BIRTHS, ["2022-08-03", "2022-05-04"], ("dmy", "dmy")),  # the same days
        (BIRTHS, ["2022-03-08", "2022-04-05"], ("mdy", "mdy")),
        (BIRTHS, ["2022-08-03", "2022-04-05"], (None, None)),  # one for, one against
    ],
)
def test_orders(births: list[str], visits: list[str], orders: tuple[str | None, ...]) -> None:
    found = read({"dob": births, "visit date": visits}).orders
    assert (found["birth_date"], found["visit_date"]) == orders


def test_orders__indonesian_dates_that_tell_nothing_have_the_day_first() -> None:
    found = read({"Tgl Lahir": BIRTHS, "Tanggal Ukur": VISITS})
    assert set(found.orders.values()) == {"dmy"}
    assert found.day_first is True


def test_orders__what_is_told_goes_before_a_heading_and_that_before_values() -> None:
    table = {"dob (dd/mm/yyyy)": [*BIRTHS, "08/13/2022"], "visit date": VISITS}
    assert read(table).order_of("birth_date") == "dmy"
    assert read(table, dates="mdy").order_of("birth_date") == "mdy"
    assert read(table).shown_orders == {"birth_date": "dmy", "visit_date": "mdy"}
    assert read(table).day_first is None
    assert read(table).mapping().dates is None


@given(st.data())
def test_dates__add_up_in_any_order(data: st.DataObject) -> None:
    text = st.builds(
        "{:02}/{:02}/{}".format, st.integers(1, 31), st.integers(1, 31), st.sampled_from([22, 2023])
    )
    texts = data.draw(st.lists(text | st.just("2023-08-03"), max_size=30))
    whole = DatesLook()
    whole.look(texts)
    at = data.draw(st.integers(0, len(texts)))
    first, second = DatesLook(), DatesLook()
    first.look(texts[at:])
    second.look(texts[:at])
    first.add(second)
    assert first == whole


def looked(table: dict[str, list[str]]) -> Look:
    """Return what the values of a table tell."""
    look, columns = Look(), list(table.values())
    look.at(recognise(list(table)), ColumnMapping(), columns.__getitem__)
    return look


@given(st.permutations(["3", "4", "31", "41", "12"]), st.integers(1, 11))
def test_with_others__a_sheet_of_few_rows_is_read_as_the_others(umur: list[str], n: int) -> None:
    one = looked({"umur": umur[:2], "weight": ["9800"] * n, "dob": ["03/08/2022"]})
    other = looked({"umur": umur[2:], "weight": ["9.8"] * 30, "dob": ["08/13/2022"]})
    found = one.with_others([other])
    assert found.spreads["weight_kg"].unit() == ("g" if n > 9 else None)
    assert found.spreads["weight_kg"].n == (n if n > 9 else n + 30)
    assert found.ages["umur"].high == (41 if one.ages["umur"].high < 21 else one.ages["umur"].high)
    assert found.orders() == {"birth_date": "mdy"}
    assert one == looked({"umur": umur[:2], "weight": ["9800"] * n, "dob": ["03/08/2022"]})


@pytest.mark.parametrize(
    ("umur", "column"),
    [
        (["8", "41"], "age_months"), (["8.5", "240.5"], "age_months"), ([""], "age_months"),
        (["1 Tahun 2 Bulan", "11 bln", "3"], "age_at_visit"),
    ],
)  # fmt: skip
def test_an_age_without_a_unit__by_its_values(umur: list[str], column: str) -> None:
    assert read({"Umur": umur}).columns[column].heading == "Umur"


@pytest.mark.parametrize("umur", [["1", "4"], ["20"], ["241"], ["683", "30"]])
def test_an_age_without_a_unit__in_doubt_is_refused(umur: list[str]) -> None:
    with pytest.raises(zs.ColumnError, match="--units age_months=months"):
        read({"Umur": umur})
    assert read({"Umur": umur}, units={"age_days": "days"}).unit("age_days") == "days"


def test_an_age_beside_both_dates__is_the_child_s_or_not_used() -> None:
    dates = {"dob": ["2022-01-05"] * 10, "visit date": ["2023-11-19"] * 10}
    assert "age_months" in read({**dates, "umur": ["22"] * 10}).columns
    assert "age_days" in read({**dates, "umur": ["683"] * 10}).columns
    mother = read({**dates, "umur": ["31"] * 10})
    assert "age_months" not in mother.columns
    assert mother.not_used() == {"umur": "age_months"}
    # No row has all three: it is the age of those without a date.
    none = {"dob": ["2022-01-05", ""], "visit date": ["2023-11-19", ""]}
    assert "age_months" in read({**none, "umur": ["", "31"]}).columns
    assert not {"age_months", "age_days"} & read({**none, "umur": ["", "3"]}).columns.keys()


def test_has_age() -> None:
    assert has_age({"birth_date": 0, "visit_date": 0})
    assert not has_age({"birth_date": 0})
    assert not has_age({"age_months": 0}, but="age_months")
