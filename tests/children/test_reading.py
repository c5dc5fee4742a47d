"""How a table is read: what is told, what headings state, and what the values decide."""

from __future__ import annotations

import pytest

from readings import read

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
def test_orders_of__dates_that_tell_or_do_not(
    births: list[str], visits: list[str], orders: tuple[str | None, ...]
) -> None:
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
