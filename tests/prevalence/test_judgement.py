"""WHO's classes, targets and coverage."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

import zscore as zs


def stunted(k: int, n: int, **columns: object) -> pd.DataFrame:
    """Return n children of whom k are stunted."""
    return pd.DataFrame({"haz": [-2.5] * k + [0.0] * (n - k)}).assign(**columns)


def shares(table: pd.DataFrame, **options: object) -> pd.DataFrame:
    """Return the rows of stunting."""
    return zs.estimate_prevalence(table, conditions="stunting", statistics="prevalence", **options)


@pytest.mark.parametrize(
    ("k", "n", "expected"),
    [
        (0, 1000, "very low"), (24, 1000, "very low"), (25, 1000, "low"), (99, 1000, "low"),
        (100, 1000, "medium"), (10, 100, "medium"), (1, 10, "medium"), (20, 100, "high"),
        (30, 100, "very high"), (29, 100, "high"), (3, 10, "very high"), (100, 100, "very high"),
    ],
)  # fmt: skip
def test_prevalence_class__is_from_its_lower_bound_on(k: int, n: int, expected: str) -> None:
    assert shares(stunted(k, n))["prevalence_class"].tolist() == [expected]


def test_prevalence_class__of_both_limits() -> None:
    row = shares(stunted(19, 100)).iloc[0]
    assert row["ci_low"] < 20 < row["ci_high"]
    assert row["prevalence_class_low"] == "medium"
    assert row["prevalence_class_high"] == "high"


def test_prevalence_class__of_wasting_and_of_others() -> None:
    table = pd.DataFrame({"whz": [-2.5] * 5 + [0.0] * 95, "waz": [-3.0] * 100})
    found = zs.estimate_prevalence(table)
    found = found[found["statistic"] == "prevalence"].set_index("condition")
    assert found.loc["wasting", "prevalence_class"] == "medium"
    assert found.loc["overweight", "prevalence_class"] == "very low"
    assert pd.isna(found.loc["underweight", "prevalence_class"])


@pytest.mark.parametrize(
    ("k", "met", "over"),
    [(5, "yes", 0), (14, "uncertain", 0), (15, "uncertain", 1), (40, "no", 26)],
)
def test_target__is_met_if_the_whole_interval_is_below(k: int, met: str, over: int) -> None:
    row = shares(stunted(k, 100), target=14).iloc[0]
    assert (row["target_met"], row["children_over_target"]) == (met, over)
    assert row["gap"] == pytest.approx(k - 14)


def test_target__of_conditions_and_years() -> None:
    children = pd.concat([stunted(20, 100, visit_date="2025-05-01"),
                          stunted(15, 100, visit_date="2026-05-01")])  # fmt: skip
    for target in ({2025: 18.8, "2026": 17.5}, {2025.0: np.float32(18.8), 2026.0: 17.5}):
        found = shares(children, period="year", target=target)
        assert found["target"].tolist() == pytest.approx([18.8, 17.5])
    found = zs.estimate_prevalence(
        pd.DataFrame({"haz": [-2.5], "whz": [0.0]}), target={"wasting": 5}, statistics="prevalence"
    ).set_index("condition")
    assert found.loc["wasting", "target"] == 5
    assert math.isnan(found.loc["stunting", "target"])


def test_target__where_nobody_has_the_z_is_a_gap_that_is_not_known() -> None:
    row = shares(pd.DataFrame({"haz": [math.nan] * 2}), target=np.int64(14)).iloc[0]
    assert row["n"] == 0
    assert math.isnan(row["gap"])
    assert pd.isna(row["target_met"])
    nobody = zs.estimate_prevalence(pd.DataFrame({"haz": [math.nan]}), target=14)
    assert nobody.empty


def test_population__adds_coverage_up_the_tree_and_the_groups_nobody_came_from() -> None:
    children = pd.concat([stunted(1, 6, district="a", village="x"),
                          stunted(1, 4, district="b", village="x")])  # fmt: skip
    population = pd.DataFrame({"district": ["a", "a", "b"], "village": ["x", "y", "x"],
                               "registered": [10, 10, 5],
                               "projected": [12.5, 12.5, 0]})  # fmt: skip
    found = shares(children, by=["district", "village"], rollup=True, population=population)
    assert found["registered"].tolist() == [25, 20, 5, 10, 10, 5]
    assert found["n"].tolist() == [10, 6, 4, 6, 0, 4]
    assert found["registered_coverage"].tolist() == [40, 30, 80, 60, 0, 80]
    assert found["projected_coverage"].tolist()[:2] == [40, 24]
    assert math.isnan(found["projected_coverage"].tolist()[-1])


def test_population__of_which_a_group_is_not_known_has_no_coverage_above() -> None:
    children = pd.concat([stunted(1, 6, district="a", village="x"),
                          stunted(1, 4, district="a", village="y"),
                          stunted(1, 4, district="b", village="x")])  # fmt: skip
    population = {"district": ["a", "b"], "village": ["x", "x"], "registered": ["1.000", " 20 "]}
    found = shares(children, by=["district", "village"], rollup=True, population=population)
    assert found["registered"].tolist()[2:] == pytest.approx([20, 1000, math.nan, 20], nan_ok=True)
    assert found["registered"].isna().tolist() == [True, True, False, False, True, False]


def test_population__by_period() -> None:
    children = pd.concat([stunted(1, 6, village="x", visit_date="2026-01-05"),
                          stunted(1, 4, village="y", visit_date="2026-02-05")])  # fmt: skip
    population = {"village": np.array(["x", "y"]), "registered": np.array([10, 10])}
    found = shares(children, by="village", period="month", population=population)
    assert found["n"].tolist() == [6, 0, 0, 4]
    assert found["registered"].tolist() == [10] * 4


@pytest.mark.parametrize(
    ("population", "message"),
    [
        ({"registered": [1]}, "column 'village' is missing"),
        ({"village": ["x"]}, "has only the columns of the groups"),
        ({"village": ["x", "y"], "registered": [1.0, math.nan]}, "1 values are missing, negative"),
        ({"village": ["x"], "registered": [-1]}, "negative or infinite"),
        ({"village": ["x"], "registered": ["many"]}, "not numbers"),
        ({"village": ["x", "x"], "registered": [1, 1]}, "1 groups occur twice"),
        ({"village": ["x"], "n": [1]}, "cannot be called 'n'"),
    ],
)
def test_population__that_is_none_is_refused(population: dict, message: str) -> None:
    with pytest.raises(zs.ColumnError, match=message):
        shares(stunted(1, 2, village="x"), by="village", population=population)
