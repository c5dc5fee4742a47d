"""The list of children to visit: each once, by the gravest reason, and what is doubted marked."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zscore as zs
from zscore.growth.follow_up_list import REASONS, Reason

TODAY = date(2024, 8, 31)
CHILD = {"sex": "f", "birth_date": "2022-08-01", "weight_kg": 11.5, "length_height_cm": 86.0,
         "measured": "standing", "visit_date": "2024-08-05", "village": "A",
         "child_name": "Ayu", "nik": "3273014108220001"}  # fmt: skip


def scored(*visits: dict[str, Any]) -> pd.DataFrame:
    """Return scored visits, each of a healthy girl of two but for what is given."""
    rows = [{"id": i, **CHILD, **visit} for i, visit in enumerate(visits)]
    table: pd.DataFrame = zs.score_children(pd.DataFrame(rows))
    return table


def listed(table: pd.DataFrame, **named: Any) -> pd.DataFrame:
    """Return the list of the last day of August 2024."""
    found: pd.DataFrame = zs.follow_up(table, **{"child": "id", "today": TODAY} | named)
    return found


REASON_OF = {
    "severe_wasting": {"weight_kg": 8.5},
    "oedema": {"oedema": "yes"},
    "severe_muac": {"arm_circumference_cm": 11.4},
    "severe_stunting": {"length_height_cm": 74.0, "weight_kg": 9.3},
    "stunting": {"length_height_cm": 78.0, "weight_kg": 9.8},
    "below_red_line": {"weight_kg": 7.9, "length_height_cm": 79.0},
}


@pytest.mark.parametrize("name", REASON_OF)
def test_follow_up__has_each_reason(name: str) -> None:
    sick = {"oedema": "no", "arm_circumference_cm": 14.0} | REASON_OF[name]
    found = listed(scored(sick, {"oedema": "no", "arm_circumference_cm": 14.0}))
    assert len(found) == 1
    assert name in found["reasons"][0].split("; ")
    entry = next(reason for reason in REASONS if reason.name == name)
    assert found["priority"][0] <= entry.priority
    if name != "below_red_line":
        assert (found["reason"][0], found["priority"][0]) == (name, entry.priority)


def test_follow_up__has_who_did_not_gain_twice() -> None:
    visits = [{"id": 1, "visit_date": f"2024-{month:02d}-05"} for month in (5, 6, 7, 8)]
    found = listed(scored(*visits))
    assert found["reason"].tolist() == ["not_gained_twice"]
    assert found["weight_gain_code"].tolist() == ["T"]
    assert found["previous_visit_date"].astype(str).tolist() == ["2024-07-05"]
    assert found["row"].tolist() == [4]
    assert found["next_visit_due"].astype(str).tolist() == ["2024-09-05"]


def test_follow_up__looks_at_the_latest_visit_alone() -> None:
    recovered = ({"id": 1, "visit_date": "2024-07-05", **REASON_OF["stunting"]}, {"id": 1})
    later = {"id": 2, "visit_date": "2024-09-05", **REASON_OF["stunting"]}
    assert listed(scored(*recovered, {"id": 2}, later)).empty
    assert listed(scored(*recovered, {"id": 2}, later), today=date(2024, 9, 30))[
        "row"
    ].tolist() == [4]


def test_follow_up__leaves_out_who_is_five_by_then() -> None:
    table = scored({"birth_date": "2019-08-20", "weight_kg": 10.5, "length_height_cm": 88.0})
    assert listed(table).empty
    assert len(listed(table, today=date(2024, 8, 19))) == 1


def test_follow_up__says_whom_to_measure_again() -> None:
    table = scored({"id": 1, "visit_date": "2024-07-05"},
                   {"id": 1, "length_height_cm": 78.0, "weight_kg": 9.8},
                   {"id": 2, **REASON_OF["stunting"], "weight_kg": 9800.0},
                   {"id": 3, **REASON_OF["stunting"]})  # fmt: skip
    found = listed(table).set_index("row")
    assert found["measure_again"].to_dict() == {2: False, 3: True, 4: False}
    assert "weight_in_grams" in found.loc[3, "doubts"]


def test_follow_up__is_in_order_of_place_and_need() -> None:
    table = scored({"village": "B", **REASON_OF["severe_wasting"]},
                   {"village": "A", **REASON_OF["stunting"]},
                   {"village": "A", **REASON_OF["severe_wasting"]},
                   {"village": "A", **REASON_OF["stunting"], "length_height_cm": 77.0})  # fmt: skip
    found = listed(table)
    assert found["row"].tolist() == [3, 4, 2, 1]
    assert found["priority"].tolist() == [1, 2, 2, 1]


def test_follow_up__shows_who_a_child_is_only_where_it_is_asked_for() -> None:
    table = scored(REASON_OF["stunting"])
    assert not {"nik", "child_name"} & set(listed(table).columns)
    shown = listed(table, keep_identity=True)
    assert shown[["nik", "child_name"]].iloc[0].tolist() == [CHILD["nik"], "Ayu"]


def test_follow_up__has_children_who_cannot_be_linked() -> None:
    table = scored(REASON_OF["stunting"], REASON_OF["stunting"]).assign(id=None)
    found = listed(table)
    assert found["row"].tolist() == [1, 2]
    assert found["child_number"].isna().all()


def test_follow_up__takes_reasons_of_ones_own() -> None:
    thin = Reason(name="thin", priority=1, rule=lambda facts: facts.whz < 0,
                  titles={"en": "thin", "id": "kurus"}, source="ours")  # fmt: skip
    table = scored({"weight_kg": 11.0}, {"weight_kg": 13.0})
    assert listed(table, reasons=[thin])["reason"].tolist() == ["thin"]
    assert listed(table, reasons=()).empty
    for wrong in (5, "thin", [5], None):
        with pytest.raises(zs.ParameterError):
            listed(table, reasons=wrong)


def test_follow_up__takes_names_of_ones_own() -> None:
    table = scored(REASON_OF["stunting"]).rename(columns={"weight_kg": "w"})
    assert listed(table, columns={"weight_kg": "w"})["weight_kg"].tolist() == [9.8]


def test_follow_up__refuses_what_is_not_scored() -> None:
    with pytest.raises(zs.ColumnError, match="haz"):
        zs.follow_up(pd.DataFrame([{"id": 1, **CHILD}]), child="id")


visit = st.tuples(st.integers(1, 4), st.integers(1, 28), st.sampled_from(list(REASON_OF)))


@given(st.lists(visit, min_size=1, max_size=8), st.randoms())
@settings(max_examples=25, deadline=None)
def test_follow_up__has_each_child_once_in_any_order(rows: list[Any], random: Any) -> None:
    of_day = {(child, day): name for child, day, name in rows}
    visits = [{"id": child, "visit_date": f"2024-08-{day:02d}", "oedema": "no",
               "arm_circumference_cm": 14.0, **REASON_OF[name]}
              for (child, day), name in of_day.items()]  # fmt: skip
    table = scored(*visits)
    shuffled = table.sample(frac=1, random_state=random.randint(0, 9)).reset_index(drop=True)
    assert sorted(listed(table)["child_number"]) == list(range(1, table["id"].nunique() + 1))
    same = ["reason", "reasons", "priority", "visit_date", "haz", "previous_haz"]
    pd.testing.assert_frame_equal(
        listed(table)[same].sort_values(same, ignore_index=True),
        listed(shuffled)[same].sort_values(same, ignore_index=True),
    )


def test_reasons__are_documented() -> None:
    document = (Path(__file__).resolve().parents[2] / "docs" / "growth.md").read_text()
    for reason in REASONS:
        assert f"| {reason.priority} | `{reason.name}` |" in document
