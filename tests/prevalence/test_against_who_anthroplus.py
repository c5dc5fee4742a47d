"""Prevalence from 5 to 19 years as WHO's own R package anthroplus 1.0.0 estimates it.

Every number of every group of the four sets is equal: limits of intervals within 1e-6
percentage points, all else within 1e-9.
"""

from __future__ import annotations

import csv
import gzip
import math
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

import zscore as zs

GOLDEN = Path(__file__).parents[1] / "golden"
SETS = ["a_simple", "b_weights", "c_design", "d_lonely"]
OURS = {
    "age_in_months": "age_months",
    "height_in_cm": "length_height_cm",
    "weight_in_kg": "weight_kg",
}
DESIGN = {"weights": "sw", "strata": "strata", "cluster": "cluster"}
# Their name of a set of groups, and the columns it is by.
GROUPS = {
    "All": [],
    "Sex": ["sex_name"],
    "Age Group 1": ["age_year"],
    "Age Group 2": ["age_group"],
    "Age + Sex": ["sex_name", "age_group"],
}
NOT_COMPARED = ("Group", "Years", "Months")


def table(name: str) -> list[dict[str, str]]:
    """Return the rows of a golden file."""
    with gzip.open(GOLDEN / f"golden_prev_plus_{name}.csv.gz", "rt", newline="") as file:
        return list(csv.DictReader(file))


@cache
def scored(name: str) -> pd.DataFrame:
    """Return the children of a set, scored, with their groups."""
    children = pd.DataFrame(table(f"{name}_input")).replace("", None)
    children = zs.score_children(children.rename(columns=OURS))
    children["sex_name"] = children["sex"].map({"1": "Male", "2": "Female"})
    return children


def estimates(name: str, by: list[str], **options: object) -> pd.DataFrame:
    """Return our estimates of a set."""
    children = scored(name)
    design = {what: column for what, column in DESIGN.items() if column in children}
    return zs.estimate_prevalence(children, by=by, standard="who2007", **design, **options)


def ours_by_group(name: str) -> dict[str, dict[str, float]]:
    """Return our numbers by their name of the group."""
    found = {}
    for title, by in GROUPS.items():
        for row in estimates(name, by, layout="who").to_dict("records"):
            group = ".".join(str(row.pop(column)) for column in by)
            found[f"{title}: {group}" if by else title] = row
    return found


@pytest.mark.parametrize("name", SETS)
def test_estimate_prevalence__is_equal_to_who_anthroplus(name: str) -> None:
    ours, compared, differ = ours_by_group(name), 0, []
    for row in table(f"{name}_output"):
        group = row["Group"]
        expected = {column: row[column] for column in row if column not in NOT_COMPARED}
        assert list(ours[group]) == list(expected)
        for column, text in expected.items():
            theirs, found = float(text or "nan"), ours[group][column]
            found = math.nan if found is None else found
            compared += 1
            if math.isnan(theirs) and math.isnan(found):
                continue
            if not abs(theirs - found) <= (1e-6 if column.endswith(("_ll", "_ul")) else 1e-9):
                differ.append((group, column, theirs, found))
    assert compared == 27 * 93
    assert differ == []


def test_estimate_prevalence__names_the_conditions_of_school_age() -> None:
    wide = estimates("a_simple", ["age_group"], layout="who")
    tidy = estimates("a_simple", ["age_group"], statistics="prevalence")
    named = {"short_stature": "HA_2", "thinness": "BMI_2", "overweight": "BMI1", "obesity": "BMI2"}
    for condition, column in named.items():
        found = tidy[tidy["condition"] == condition]["estimate"].to_numpy()
        assert found == pytest.approx(wide[f"{column}_r"].to_numpy(), rel=1e-12)
    assert not set(tidy["condition"]) & {"stunting", "wasting"}


def test_estimate_prevalence__leaves_children_of_the_other_standard_out() -> None:
    table = {"age_months": [30, 59.9, 60, 100, 228, 228.1], "haz": [-2.5, -1, -2.5, -2.5, 0, -2.5]}
    options = {"statistics": "prevalence"}
    under_five = zs.estimate_prevalence(table, conditions="stunting", **options)
    older = zs.estimate_prevalence(table, standard="who2007", conditions="short_stature", **options)
    assert (under_five["n"][0], under_five["numerator"][0]) == (2, 1)
    assert (older["n"][0], older["numerator"][0]) == (3, 2)


def test_tally_children__of_two_standards_do_not_add() -> None:
    table = {"age_months": [30, 100], "haz": [-2.5, -2.5]}
    young = zs.tally_children(table)
    old = zs.tally_children(table, standard="who2007")
    with pytest.raises(zs.TableError):
        young + old


@pytest.mark.parametrize(
    ("options", "key"),
    [
        ({"standard": "who2008"}, "unknown_standard"),
        ({"conditions": "thinness"}, "other_standards_condition"),
        ({"standard": "who2007", "conditions": "stunting"}, "other_standards_condition"),
        ({"by": "age_year"}, "unknown_age_groups"),
    ],
)
def test_estimate_prevalence__refuses_what_is_of_another_standard(options: dict, key: str) -> None:
    table = {"age_months": [30, 100], "haz": [-2.5, -2.5], "baz": [0.0, 0.0]}
    with pytest.raises(zs.UnknownNameError) as error:
        zs.estimate_prevalence(table, **options)
    assert error.value.key == key


def test_estimate_prevalence__needs_an_age_from_five_years_on() -> None:
    with pytest.raises(zs.ColumnError) as error:
        zs.estimate_prevalence({"haz": [-2.5]}, standard="who2007")
    assert error.value.key == "no_age"
