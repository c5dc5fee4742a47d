"""From one period to the next: every child in exactly one count, and sums that add up."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.reference_growth import compare

import zscore as zs
from zscore.growth.transitions import COUNTS

JULY, AUGUST = "2024-07", "2024-08"


def visits(*rows: tuple[int, str, float | None]) -> pd.DataFrame:
    """Return visits: child, day of the visit, height-for-age."""
    table = pd.DataFrame(rows, columns=["id", "visit_date", "haz"])
    return table.assign(birth_date="2022-01-05", village="A")


def changes(table: pd.DataFrame, **named: Any) -> pd.DataFrame:
    """Return the changes of stunting from July to August."""
    named = {"before": JULY, "after": AUGUST, "conditions": "stunting", "child": "id"} | named
    found: pd.DataFrame = zs.compare_periods(table, **named)
    return found


def test_compare_periods__counts_every_child_once() -> None:
    table = visits(
        (1, "2024-07-02", -1.5), (1, "2024-08-02", -2.5),
        (2, "2024-07-02", -2.5), (2, "2024-08-02", -2.6),
        (3, "2024-07-02", -2.01), (3, "2024-08-02", -2.0),
        (4, "2024-07-02", 0.0), (4, "2024-08-02", 0.1),
        (5, "2024-07-02", -2.5), (5, "2024-08-02", 9.0),
        (6, "2024-07-02", -2.5), (7, "2024-08-02", -2.5), (8, "2024-07-02", -2.5),
        (9, "2024-06-02", -2.5),
    )  # fmt: skip
    table.loc[table["id"] == 8, "birth_date"] = "2019-08-20"
    found = changes(table).iloc[0]
    assert {name: int(found[name]) for name in COUNTS} == {
        "new": 1, "persisting": 1, "recovered": 1, "never": 1, "not_measured": 1,
        "aged_out": 1, "lost": 1, "entered": 1,
    }  # fmt: skip
    assert (found["near_cutoff"], found["unlinked"]) == (1, 0)
    assert found["incidence"] == pytest.approx(50.0)
    assert found["ci_low"] == pytest.approx(9.4531, abs=1e-4)  # Wilson, 1 of 2
    assert found["ci_high"] == pytest.approx(90.5469, abs=1e-4)
    assert found["mean_change"] == pytest.approx((-1.0 - 0.1 + 0.01 + 0.1) / 4)
    measured = changes(table, incidence_of="measured").iloc[0]
    assert measured["incidence"] == pytest.approx(20.0)  # of 5 in August


def test_compare_periods__takes_the_latest_visit_of_a_period() -> None:
    table = visits((1, "2024-08-20", -2.5), (1, "2024-07-02", -2.5), (1, "2024-08-02", -1.5),
                   (1, "2024-07-30", -1.5))  # fmt: skip
    assert changes(table)["new"].tolist() == [1]
    quarters = changes(table, before="2024-Q2", after="2024-Q3")
    assert quarters[["new", "entered"]].iloc[0].tolist() == [0, 1]


def test_compare_periods__does_not_link_who_cannot_be_told() -> None:
    table = visits((1, "2024-07-02", -2.5), (1, "2024-08-02", -2.5), (2, "2024-08-02", -2.5))
    table["id"] = [1, 1, None]
    assert changes(table)[["persisting", "entered", "unlinked"]].iloc[0].tolist() == [1, 0, 1]


def test_compare_periods__of_several_measurements_has_no_cutoff() -> None:
    table = visits((1, "2024-07-02", -2.5), (1, "2024-08-02", -2.5)).assign(whz=[-1.0, -2.5])
    found = changes(table, conditions=["wasted_and_stunted", "severe_stunting"])
    assert found.set_index("condition").loc["wasted_and_stunted", "new"] == 1
    assert found.set_index("condition").loc["severe_stunting", "never"] == 1
    assert pd.isna(found.set_index("condition").loc["wasted_and_stunted", "mean_change"])


@pytest.mark.parametrize(
    ("before", "after"),
    [(AUGUST, JULY), (JULY, JULY), (JULY, "2024-Q4"), ("2024-13", AUGUST), ("July", "August"),
     (202407, 202408), ("2024-7", AUGUST)],
)  # fmt: skip
def test_compare_periods__refuses_what_are_not_two_periods(before: Any, after: Any) -> None:
    with pytest.raises(zs.ParameterError):
        changes(visits((1, "2024-07-02", 0.0)), before=before, after=after)


def test_compare_periods__refuses_what_is_missing() -> None:
    table = visits((1, "2024-07-02", 0.0))
    with pytest.raises(zs.ColumnError, match="visit_date"):
        changes(table.drop(columns="visit_date"))
    with pytest.raises(zs.ColumnError, match="desa"):
        changes(table, by="desa")
    with pytest.raises(zs.UnknownNameError, match="unaffected"):
        changes(table, incidence_of="all")
    with pytest.raises(zs.ColumnError, match="whz"):
        changes(table, conditions="wasting")


def test_compare_periods__of_periods_without_a_visit() -> None:
    assert len(changes(visits((1, "2023-07-02", 0.0)))) == 0
    assert changes(visits((1, "2024-07-02", 0.0)))["lost"].tolist() == [1]


z = st.one_of(st.none(), st.sampled_from([-7.0, -3.0, -2.2, -2.1, -2.0, -1.9, 0.0]))
visit = st.tuples(
    st.integers(1, 5), st.sampled_from("AB"), st.integers(0, 75), z, st.sampled_from(["2019-07-15",
    "2019-08-20", "2022-01-01"]),
)  # fmt: skip


@given(st.lists(visit, max_size=14, unique_by=lambda v: (v[0], v[2])), st.randoms())
@settings(max_examples=150)
def test_compare_periods__equals_the_naive_twin_and_adds_up(rows: list[Any], random: Any) -> None:
    assume(rows)
    births = {child: birth for child, *_, birth in rows}
    made = [
        {"child": child, "village": village, "haz": haz, "birth": births[child],
         "day": str(np.datetime64("2024-06-25") + day)}
        for child, village, day, haz, _ in rows
    ]  # fmt: skip
    random.shuffle(made)
    table = pd.DataFrame(made).rename(columns={"day": "visit_date", "birth": "birth_date"})
    table["haz"] = table["haz"].astype(float)
    found = changes(table, child="child", by="village", rollup=True)
    expected = compare(made, (JULY, AUGUST), "2024-08-31")
    counts = [*COUNTS, "near_cutoff"]
    villages = found[found["level"] == "village"].set_index("village")
    for village in ("A", "B"):
        of_twin = {name: expected[village][name] for name in counts}
        if any(of_twin.values()):
            assert {name: int(villages.loc[village, name]) for name in counts} == of_twin
        else:
            assert village not in villages.index
    if len(villages):
        total = found[found["level"] == "all"].iloc[0]
        assert (villages[counts].sum() == total[counts].astype(int)).all()
