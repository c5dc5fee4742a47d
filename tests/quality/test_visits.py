"""Checks over time, against their definitions written out one child at a time."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import reference
import zscore as zs
from zscore.quality.visits import CHECKS_OVER_TIME, MOST_VISITS

TODAY = date(2026, 6, 1)
BIRTH = np.datetime64("2022-03-07")
OVER_TIME = {check.name for check in CHECKS_OVER_TIME}


def visited(
    *visits: tuple[int, float | None, float | None], child: str = "Siti", **more: object
) -> pd.DataFrame:
    """Return visits of one girl: day of age, weight, length."""
    return pd.DataFrame(
        {
            "child_name": child,
            "sex": "f",
            "birth_date": BIRTH,
            "visit_date": [BIRTH + np.timedelta64(day, "D") for day, _, _ in visits],
            "weight_kg": pd.array([w for _, w, _ in visits], "Float64"),
            "length_height_cm": pd.array([h for _, _, h in visits], "Float64"),
            **more,
        }
    )


def found_over_time(table: pd.DataFrame) -> list[set[str]]:
    """Return which checks over time mark each row."""
    texts = zs.verify(table, today=TODAY).rows["checks"].fillna("")
    return [set(text.split("; ")) & OVER_TIME for text in texts]


@pytest.mark.parametrize(
    ("visits", "expected"),
    [
        ([(400, 9.0, 75.0), (430, 9.2, 75.8), (460, 9.3, 76.5)], [set(), set(), set()]),
        ([(400, 9.0, 75.0), (430, 9.2, 74.5)], [set(), set()]),
        ([(400, 9.0, 75.0), (430, 9.2, 74.4)], [set(), {"height_shrinks"}]),
        ([(400, 9.0, 75.0), (430, 9.2, 72.4)],
         [set(), {"height_shrinks", "height_shrinks_much"}]),
        # It is the one between that is odd.
        ([(400, 9.0, 75.0), (430, 9.2, 78.8), (460, 9.3, 75.9)],
         [set(), {"height_shrinks", "height_shrinks_much"}, set()]),
        ([(400, 9.0, 75.0), (430, 9.2, 83.0)], [set(), {"height_jumps"}]),
        # After a wrong low one the next is right.
        ([(400, 9.0, 75.0), (430, 9.2, 70.0), (460, 9.3, 76.4)],
         [set(), {"height_shrinks", "height_shrinks_much", "height_jumps"}, set()]),
        ([(400, 9.0, 75.0), (430, 12.9, 75.9)], [set(), {"weight_jumps"}]),
        ([(400, 9.0, 75.0), (430, 7.1, 75.9)], [set(), {"weight_jumps"}]),
        ([(400, 9.0, 75.0), (430, 7.3, 75.9)], [set(), set()]),
        ([(400, 9.0, 75.0), (430, 9.0, 75.0)], [set(), {"carried_forward"}]),
        ([(400, 9.0, 75.0), (430, 9.2, 75.0), (460, 9.3, 75.0)],
         [set(), set(), {"height_carried_forward"}]),
        ([(400, 9.0, 75.0), (400, 9.0, 75.0)], [set(), set()]),
        ([(400, 9.0, None), (430, None, 75.0), (460, 9.0, None)], [set(), set(), set()]),
    ],
)  # fmt: skip
def test_a_change__is_found(visits: list, expected: list[set[str]]) -> None:
    assert found_over_time(visited(*visits)) == expected


def test_what_is_implausible_alone__is_compared_with_nothing() -> None:
    rows = visited((400, 9.0, 75.0), (430, 9.2, 5.58), (460, 9300.0, 76.2))
    assert found_over_time(rows) == [set(), set(), set()]
    rows = visited((400, 9.0, 75.0), (430, 9.2, 51.0), (460, 9.3, 76.2))
    assert found_over_time(rows) == [set(), {"haz_outlier"}, set()]


def test_lying_and_standing__are_not_a_fall() -> None:
    rows = visited((725, 11.0, 85.6), (755, 11.2, 85.0))
    assert found_over_time(rows.assign(measured=["lying", "standing"])) == [set(), set()]
    rows = visited((800, 11.0, 85.6), (830, 11.2, 85.0))
    assert found_over_time(rows.assign(measured=["standing"] * 2)) == [set(), {"height_shrinks"}]


def test_carried_days__say_for_how_long() -> None:
    rows = visited((400, 9.0, 75.0), (430, 9.0, 75.0), (491, 9.0, 75.0), (520, 9.1, 75.0))
    found = zs.verify(rows, today=TODAY).rows["carried_days"]
    assert found.tolist()[1:3] == [30, 91]
    assert found.isna().tolist() == [True, False, False, True]


def test_outliers__are_found_one_after_the_other() -> None:
    days = [400, 430, 460, 490, 520, 550]
    lengths = [75.0, 75.8, 62.0, 76.9, 91.9, 78.2]
    rows = visited(*zip(days, [9.0] * 6, lengths, strict=True))
    z = zs.score_children(rows.astype({"weight_kg": float, "length_height_cm": float}))["haz"]
    expected = reference.ewma_outliers(list(zip(days, z, strict=True)))
    assert expected == {2, 4}
    marked = [i for i, found in enumerate(found_over_time(rows)) if "haz_outlier" in found]
    assert set(marked) == expected


VISITS = st.lists(
    st.tuples(
        st.integers(0, 40).map(lambda k: 200 + 40 * k),
        st.one_of(st.none(), st.sampled_from([6.0, 8.0, 9.0, 9.1, 10.0, 12.0, 14.0])),
        st.one_of(st.none(), st.integers(60, 100).map(float), st.just(75.0)),
    ),
    min_size=2,
    max_size=9,
)


@given(st.lists(VISITS, min_size=1, max_size=3), st.randoms(use_true_random=False))
def test_visits__are_compared_as_the_naive_twin_does(children: list, random: object) -> None:
    tables, expected = [], []
    upper = {
        "lying": [_upper("length_height_for_age", day) + (0.7 if day >= 731 else 0)
                  for day in range(1857)],
        "weight": [_upper("weight_for_age", day) for day in range(1857)],
    }  # fmt: skip
    for n, visits in enumerate(children):
        table = visited(*visits, child="abc"[n])
        table = table.astype({"weight_kg": float, "length_height_cm": float})
        scored = zs.score_children(table, profile="eppgbm", indicators=["haz", "waz"])
        rows = []
        for i, (day, weight, length) in enumerate(visits):
            haz, waz = scored["haz"][i], scored["waz"][i]
            tall = length is not None and not scored["haz_flag"][i]
            heavy = weight is not None and not scored["waz_flag"][i]
            rows.append({
                "day": day, "age": day, "weight": weight if heavy else None,
                "length": length if tall else None,
                "lying": length + (0.7 if day >= 731 else 0) if tall else None,
                "haz": haz if abs(haz) <= 25 else None, "waz": waz if abs(waz) <= 25 else None,
            })  # fmt: skip
        tables.append(table)
        # Of two rows of a day the measurements decide, what is missing last; then the order.
        order = sorted(range(len(rows)), key=lambda i: (
            rows[i]["day"], _or_last(rows[i]["weight"]), _or_last(rows[i]["length"]), i,
        ))  # fmt: skip
        findings = reference.growth_findings([rows[i] for i in order], upper)
        expected += [findings[order.index(i)] for i in range(len(rows))]
    whole = pd.concat(tables, ignore_index=True)
    shuffled = list(range(len(whole)))
    random.shuffle(shuffled)
    # Rows that are the same in all that counts keep their order, which is all that tells them.
    alike = [(child, *visit) for child, visits in enumerate(children) for visit in visits]
    in_order = {visit: iter(sorted(i for i in shuffled if alike[i] == visit)) for visit in alike}
    shuffled = [next(in_order[alike[i]]) for i in shuffled]
    found = found_over_time(whole.iloc[shuffled].reset_index(drop=True))
    assert found == [expected[i] for i in shuffled]


def _or_last(value: float | None) -> float:
    return np.inf if value is None else value


def _upper(table: str, day: int) -> float:
    return reference.value_of_z(3.0, reference.figures(f"who2006_{table}", "f")[day], False)


def test_many_under_one_name__are_no_child() -> None:
    days = np.arange(MOST_VISITS + 1) + 100
    rows = visited(*((int(day), 9.0, 75.0) for day in days))
    assert found_over_time(rows) == [set()] * len(days)
    assert found_over_time(rows[1:])[-1] >= {"carried_forward"}


def test_child__may_be_told_by_an_id_and_time_by_the_age() -> None:
    table = {
        "sex": ["f"] * 2, "age_days": [400, 430], "weight_kg": [9.0] * 2,
        "length_height_cm": [75.0] * 2, "id": [7, 7],
    }  # fmt: skip
    assert zs.verify(table, child="id").checks["carried_forward"] == 1
    assert "carried_forward" in zs.verify(table).not_done
    with pytest.raises(zs.ColumnError, match="'nomor'"):
        zs.verify(table, child="nomor")
