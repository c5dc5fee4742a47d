"""Estimates against the naive twin, on tables nobody chose."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

import reference
import zscore as zs
from optional import pl, present
from zscore.prevalence.estimate_columns import COLUMNS

TESTS = {
    "stunting": [("haz", "<", -2.0)],
    "severe_wasting": [("whz", "<", -3.0)],
    "overweight": [("whz", ">", 2.0)],
    "wasted_and_stunted": [("whz", "<", -2.0), ("haz", "<", -2.0)],
}
Z = st.one_of(
    st.none(),
    st.sampled_from([-6.01, -6.0, -5.004, -3.0, -2.996, -2.994, -2.0, -1.995, 2.0, 2.01, 5.01]),
    st.floats(-7, 7),
)
CHILD = st.fixed_dictionaries(
    {
        "haz": Z,
        "whz": Z,
        "waz": Z,
        "oedema": st.sampled_from([None, False, False, True]),
        "age_days": st.sampled_from([None, 10.0, 1000.0, 1826.0, 1826.4, 1826.5, 1900.0]),
        "group": st.sampled_from(["a", "b", None]),
        "stratum": st.sampled_from([1, 1, 2, 3, None]),
        "cluster": st.sampled_from([1, 2, 3, 4, None]),
        "weight": st.sampled_from([None, 0.0, 0.5, 1.0, 2.75]),
    }
)
DESIGNS = st.fixed_dictionaries({name: st.booleans() for name in ("weights", "strata", "cluster")})


def table_of(children: list[dict]) -> dict:
    """Return children as columns."""
    columns = {
        name: [child[name] for child in children]
        for name in ("oedema", "group", "stratum", "cluster")
    }
    columns["oedema"] = [None if v is None else "ny"[v] for v in columns["oedema"]]
    for name in ("haz", "whz", "waz", "age_days", "weight"):
        values = [child[name] for child in children]
        columns[name] = np.array([math.nan if v is None else v for v in values], float)
    return columns


@given(st.lists(CHILD, min_size=1, max_size=25), DESIGNS)
def test_estimate_prevalence__equals_the_naive_twin(children: list[dict], used: dict) -> None:
    design = {
        what: name
        for what, name in (("weights", "weight"), ("strata", "stratum"), ("cluster", "cluster"))
        if used[what] and any(child[name] is not None for child in children)
    }
    if "weights" not in design:
        children = [{**child, "weight": 1.0} for child in children]
    strata, cluster = "strata" in design, "cluster" in design
    rows = reference.survey_rows(children, strata, cluster)
    assume(any(row["group"] is not None for row in rows))
    assume(any(row["weight"] for row in rows))
    found = zs.estimate_prevalence(
        pd.DataFrame(table_of(children)), by="group", interval="logit", **design
    )
    for group in {row["group"] for row in rows}:
        of_group = found["group"].isna() if group is None else found["group"] == group
        for name, tests in TESTS.items():
            ours = found[of_group & (found["condition"] == name)]
            values = [
                reference.has_condition(row, tests) if row["group"] == group else None
                for row in rows
            ]
            if ours.empty:  # nobody has the z-scores at all
                everyone = [reference.has_condition(row, tests) for row in rows]
                assert all(value is None for value in everyone)
                continue
            check_ratio(ours.iloc[0], rows, values, strata, cluster, percent=100)
        ours = found[of_group & (found["statistic"] == "mean") & (found["indicator"] == "whz")]
        values = [reference.counted_z(row, "whz") for row in rows]
        values = [
            None if row["group"] != group or z == -99.0 else z
            for row, z in zip(rows, values, strict=True)
        ]
        if not ours.empty:
            check_ratio(ours.iloc[0], rows, values, strata, cluster, percent=1, mean=True)


def check_ratio(ours, rows, values, strata, cluster, percent, mean=False) -> None:
    """Hold a row of estimates against the twin."""
    theirs = reference.ratio_with_se(rows, values, strata=strata, cluster=cluster)
    assert ours["n"] == theirs["n"]
    assert ours["n_weighted"] == pytest.approx(theirs["weighted"], abs=1e-12)
    if theirs["estimate"] is None:
        assert math.isnan(ours["estimate"])
        return
    assert ours["estimate"] == pytest.approx(percent * theirs["estimate"], abs=1e-9)
    assert ours["se"] == pytest.approx(percent * theirs["se"], abs=2e-6)
    if mean or theirs["df"] < 1:
        return
    p, width = theirs["estimate"], stats.t.ppf(0.975, theirs["df"])
    if 0 < p < 1 and theirs["se"] > 1e-6:
        middle, arm = math.log(p / (1 - p)), width * theirs["se"] / (p * (1 - p))
        for end, sign in (("ci_low", -1), ("ci_high", 1)):
            limit = 100 / (1 + math.exp(-min(max(middle + sign * arm, -700), 700)))
            assert ours[end] == pytest.approx(limit, abs=1e-6)


@given(st.lists(CHILD, min_size=1, max_size=25), st.sampled_from(["wilson", "logit", "exact"]))
def test_estimate_prevalence__is_inside_its_interval(children: list[dict], interval: str) -> None:
    found = zs.estimate_prevalence(table_of(children), interval=interval)
    low, estimate, high = (found[name] for name in ("ci_low", "estimate", "ci_high"))
    there = ~np.isnan(low)
    assert np.all(low[there] <= estimate[there] + 1e-9)
    assert np.all(high[there] >= estimate[there] - 1e-9)
    shares = there & (found["statistic"] == "prevalence")
    assert np.all((low[shares] >= 0) & (high[shares] <= 100))


def made_up(n: int, seed: int = 1) -> pd.DataFrame:
    """Return made-up scored children of three provinces."""
    rng = np.random.default_rng(seed)
    village = rng.integers(0, 24, n)
    return pd.DataFrame(
        {
            "province": np.array(["north", "south", "west"])[village // 8],
            "district": np.array(["d1", "d2"])[village // 4 % 2],  # the same names in each
            "village": [f"v{v % 4}" for v in village],
            "haz": np.round(rng.normal(-1.2, 1.3, n), 2),
            "waz": np.round(rng.normal(-0.8, 1.2, n), 2),
            "whz": np.where(rng.random(n) < 0.1, np.nan, np.round(rng.normal(-0.3, 1.1, n), 2)),
            "visit_date": np.datetime64("2026-01-10") + rng.integers(0, 150, n).astype("m8[D]"),
            "weight": rng.choice([0.0, 0.5, 1.0, 3.25], n),
            "stratum": village // 8,
            "cluster": village,
        }
    )


TREE = ["province", "district", "village"]


@pytest.mark.parametrize("design", [{}, {"weights": "weight"}])
def test_rollup__parents_are_sums_of_their_children(design: dict) -> None:
    found = zs.estimate_prevalence(made_up(3000), by=TREE, rollup=True, **design)
    found = found[found["statistic"] == "prevalence"]
    levels = ["all", *TREE]
    for above, level in pairwise(levels):
        keys = [*TREE[: TREE.index(level)], "condition"]
        children = found[found["level"] == level].groupby(keys, observed=True)
        parents = found[found["level"] == above].set_index(keys)
        for name in ("n", "n_weighted", "numerator"):
            pd.testing.assert_series_equal(
                children[name].sum(), parents[name], check_dtype=False, check_like=True,
                check_index_type=False, rtol=1e-12,
            )  # fmt: skip


def test_rollup__a_level_is_what_it_is_alone() -> None:
    children = made_up(2000)
    design = {"weights": "weight", "strata": "stratum", "cluster": "cluster"}
    for used in ({}, design):
        whole = zs.estimate_prevalence(children, by=TREE, rollup=True, **used)
        for depth, level in enumerate(["all", *TREE]):
            alone = zs.estimate_prevalence(children, by=TREE[:depth], **used)
            part = whole[whole["level"] == level].reset_index(drop=True)
            assert len(part) == len(alone)
            for name in ("n", "estimate", "se", "ci_low", "ci_high"):
                np.testing.assert_allclose(
                    part[name].to_numpy(float), alone[name].to_numpy(float), rtol=1e-9, atol=1e-12
                )


def test_groups__are_whole_paths() -> None:
    found = zs.estimate_prevalence(made_up(3000), by=TREE, conditions="stunting")
    found = found[found["statistic"] == "prevalence"]
    assert len(found) == 24
    assert found["village"].nunique() == 4


def test_total__is_the_weighted_number_with_the_error_of_the_design() -> None:
    children = made_up(500)
    found = zs.estimate_prevalence(
        children, weights="weight", strata="stratum", cluster="cluster", conditions="stunting",
        statistics="total",
    ).iloc[0]  # fmt: skip
    stunted = children["weight"] * (children["haz"] < -2)
    assert found["estimate"] == pytest.approx(stunted.sum(), rel=1e-12)
    variance = 0.0
    for _, stratum in children.assign(t=stunted).groupby("stratum"):
        t = stratum.groupby("cluster")["t"].sum()
        variance += len(t) / (len(t) - 1) * ((t - t.mean()) ** 2).sum()
    assert found["se"] == pytest.approx(math.sqrt(variance), rel=1e-9)


def test_total__of_a_lonely_stratum_is_centred_on_all_clusters() -> None:
    table = {
        "haz": [-2.5, -2.5, 0, -2.5, 0, 0, 0, -3, -3, 0],
        "s": list("aaabbbbbbb"),
        "c": list("1112222333"),
    }
    found = zs.estimate_prevalence(
        table, strata="s", cluster="c", conditions="stunting", statistics="total"
    )
    # Clusters of 2 | 1 and 2 stunted: the mean is 5/3, the lonely one 1/3 from it.
    assert found["estimate"][0] == 5
    assert found["se"][0] == pytest.approx(math.sqrt((1 / 3) ** 2 + 2 * (2 * 0.5**2)))


@pytest.mark.parametrize("interval", ["wilson", "exact", "logit"])
def test_intervals__without_degrees_of_freedom_are_unknown(interval: str) -> None:
    table = {"haz": [-2.5, 0.0, -2.5], "s": ["a", "b", "b"], "c": ["1", "2", "2"]}
    found = zs.estimate_prevalence(
        pd.DataFrame(table), by="s", strata="s", cluster="c", conditions="stunting",
        interval=interval, statistics="prevalence",
    )  # fmt: skip
    inside = found["estimate"].between(1, 99)
    assert found[inside][["ci_low", "ci_high"]].isna().all(axis=None)
    if interval != "logit":  # which is [p, p] at 0 and 100 %, as R's
        assert found[["ci_low", "ci_high"]].isna().all(axis=None)


def test_scheme__adds_the_share_of_each_class() -> None:
    children = zs.classify_children(made_up(1000), "permenkes-2-2020")
    found = zs.estimate_prevalence(children, scheme="permenkes-2-2020")
    shares = found[found["condition"].astype(str).str.startswith("TB/U: ")]
    counted = children["TB/U"].value_counts()
    assert {
        c.removeprefix("TB/U: "): n
        for c, n in zip(shares["condition"], shares["numerator"], strict=True)
    } == counted.to_dict()
    assert shares["estimate"].sum() == pytest.approx(100)


MUAC = ["acute_malnutrition_by_muac", "severe_acute_malnutrition_by_muac"]
ACUTE = ["severe_acute_malnutrition", "moderate_acute_malnutrition"]


@pytest.mark.parametrize("scored", [True, False])
def test_muac__of_an_implausible_arm_is_in_no_denominator(scored: bool) -> None:
    arms = [140.0, 112.0, 1.4, 14.0, 0.14, 11.2, math.nan]
    table = {"sex": ["m"] * 7, "age_months": [20.0] * 7, "arm_circumference_cm": arms}
    if scored:
        table = zs.score_children(table)
    table["whz"] = [-1.0, -2.5, -1.0, -1.0, -1.0, -3.5, -1.0]
    found = zs.estimate_prevalence(table, statistics="prevalence", conditions=[*MUAC, *ACUTE])
    rows = zip(*(found[name] for name in ("condition", "n", "numerator")), strict=True)
    assert {name: (n, k) for name, n, k in rows} == {
        "acute_malnutrition_by_muac": (2, 1),
        "severe_acute_malnutrition_by_muac": (2, 1),
        "severe_acute_malnutrition": (2, 1),
        "moderate_acute_malnutrition": (2, 0),
    }


def test_age_groups__are_whos() -> None:
    months = [0.0, 5.999, 6.0, 11.99, 12.0, 24.0, 36.0, 48.0, 59.99, math.nan]
    children = {"haz": [-2.5] * len(months), "age_months": months}
    found = zs.estimate_prevalence(
        children, by="age_group", conditions="stunting", statistics="prevalence"
    )
    assert dict(zip(found["age_group"], found["n"], strict=True)) == {
        "00-05 mo": 2, "06-11 mo": 2, "12-23 mo": 1, "24-35 mo": 1, "36-47 mo": 1, "48-59 mo": 2,
        None: 1,
    }  # fmt: skip


def test_estimates__of_nobody() -> None:
    nobody = {"haz": np.array([]), "village": []}
    found = zs.estimate_prevalence(nobody, conditions="stunting", statistics="prevalence")
    assert found["n"].tolist() == [0]
    assert np.isnan(found["estimate"]).all()
    assert zs.estimate_prevalence(nobody, by="village")["n"].tolist() == []


def test_exact__is_korn_and_graubards_in_a_survey() -> None:
    children = made_up(400)
    census = zs.estimate_prevalence(children, interval="exact", conditions="stunting")
    survey = zs.estimate_prevalence(
        children, interval="exact", cluster="cluster", conditions="stunting"
    )
    assert census["method"][0] == "exact"
    assert survey["method"][0] == "korn-graubard"
    row = census.iloc[0]
    k, n = int(row["numerator"]), int(row["n"])
    theirs = stats.binomtest(k, n).proportion_ci(0.95, "exact")
    assert (row["ci_low"] / 100, row["ci_high"] / 100) == pytest.approx(tuple(theirs), abs=1e-12)
    p, v = survey["estimate"][0] / 100, (survey["se"][0] / 100) ** 2
    size = min(p * (1 - p) / v * (stats.t.ppf(0.975, n - 1) / stats.t.ppf(0.975, 23)) ** 2, n)
    low = stats.beta.ppf(0.025, p * size, size - p * size + 1)
    assert survey["ci_low"][0] / 100 == pytest.approx(low, abs=1e-12)


def test_wilson__is_scipys() -> None:
    row = zs.estimate_prevalence(made_up(300), conditions="stunting").iloc[0]
    theirs = stats.binomtest(int(row["numerator"]), int(row["n"])).proportion_ci(0.95, "wilson")
    assert row["method"] == "wilson"
    assert (row["ci_low"] / 100, row["ci_high"] / 100) == pytest.approx(tuple(theirs), abs=1e-12)


def test_mean_and_sd__of_a_census_are_the_textbooks() -> None:
    children = made_up(200)
    found = zs.estimate_prevalence(children).set_index(["statistic", "indicator"])
    haz = children["haz"][children["haz"].between(-6, 6)]
    mean, sd = found.loc[("mean", "haz")], found.loc[("sd", "haz")]
    assert mean["estimate"] == pytest.approx(haz.mean(), rel=1e-12)
    assert sd["estimate"] == pytest.approx(haz.std(), rel=1e-9)
    low = sd["estimate"] * math.sqrt((len(haz) - 1) / stats.chi2.ppf(0.975, len(haz) - 1))
    assert (sd["ci_low"], sd["method"]) == (pytest.approx(low, rel=1e-9), "chi-squared")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"by": "nowhere"}, "column 'nowhere' is missing"),
        ({"by": ["village", "village"]}, "named twice"),
        ({"conditions": "stunted"}, "unknown condition 'stunted'"),
        ({"conditions": "haz > 9"}, "unknown condition"),
        ({"statistics": "median"}, "unknown statistic 'median'"),
        ({"interval": "wald"}, "unknown interval 'wald'"),
        ({"layout": "long"}, "unknown layout 'long'"),
        ({"period": "week"}, "unknown period 'week'"),
        ({"one_per_child": "best"}, "unknown rule 'best'"),
        ({"one_per_child": "latest"}, "children cannot be told apart"),
        ({"weights": "haz"}, "weights are negative"),
        ({"strata": "nowhere"}, "column 'nowhere' is missing"),
        ({"min_n": 0}, "min_n is 0"),
        ({"target": 140}, "target is 140"),
        ({"target": {"stunted": 14}}, "a target is given for 'stunted'"),
        ({"scheme": "cdc"}, "unknown scheme 'cdc'"),
        ({"conditions": []}, "no conditions requested"),
        ({"strata": "stratum", "cluster": "village", "nest": False}, "more than one stratum"),
    ],
)
def test_wrong_calls__are_refused(options: dict, message: str) -> None:
    with pytest.raises(zs.ZScoreError, match=message):
        zs.estimate_prevalence(made_up(100), **options)


def test_groups__called_as_a_column_of_the_result_are_refused() -> None:
    with pytest.raises(zs.ColumnError, match="cannot be called 'n'"):
        zs.estimate_prevalence({"haz": [0.0], "n": ["a"]}, by="n")


@pytest.mark.parametrize("what", ["by", "strata", "cluster"])
def test_a_column_that_is_all_missing__is_refused(what: str) -> None:
    children = {"haz": [0.0, -3.0], "empty": [None, " "]}
    with pytest.raises(zs.ColumnError, match="column 'empty' has no values"):
        zs.estimate_prevalence(children, **{what: "empty"})


def test_weights__that_are_all_0_are_refused() -> None:
    for weights in ([0.0, 0.0], [math.nan, math.nan]):
        with pytest.raises(zs.ColumnError, match="no weight in column 'w' is above 0"):
            zs.estimate_prevalence({"haz": [0.0, -3.0], "w": weights}, weights="w")


def test_a_table_without_scores__is_refused() -> None:
    with pytest.raises(zs.ColumnError, match=r"Found: sex, weight_kg\. Score the table first"):
        zs.estimate_prevalence({"sex": ["m"], "weight_kg": [9.0]})
    with pytest.raises(zs.ColumnError, match="'whz'"):
        zs.estimate_prevalence({"haz": [0.0]}, conditions="wasting")


def test_a_tally_with_groups__is_refused() -> None:
    with pytest.raises(zs.TableError, match="has its groups"):
        zs.estimate_prevalence(zs.tally_children({"haz": [0.0]}), by="village")
    with pytest.raises(zs.TableError, match="has its groups"):
        zs.estimate_prevalence(zs.tally_children({"haz": [0.0]}), one_per_child="latest")


def test_rows_left_out__are_counted() -> None:
    children = {
        "haz": [-3.0] * 5,
        "age_days": [1827.0, 100.0, 100.0, math.nan, 100.0],
        "stratum": ["a", None, "a", "a", "a"],
        "cluster": ["1", "1", None, "2", "3"],
        "visit_date": ["2026-01-01"] * 4 + [None],
    }
    tally = zs.tally_children(children, strata="stratum", cluster="cluster", period="month")
    assert dict(tally.left_out) == {
        "no_period": 1, "no_stratum": 1, "no_cluster": 1, "age_outside": 1,
    }  # fmt: skip
    assert tally.n == 1


@pytest.mark.parametrize("make", present([pd.DataFrame, pl.DataFrame, pa.table, dict]))
def test_estimate_prevalence__returns_the_kind_it_was_given(make) -> None:
    given_table = make({"haz": np.array([-2.5, 0.0]), "village": np.array(["a", "b"])})
    found = zs.estimate_prevalence(given_table, by="village", conditions="stunting")
    assert type(found) is type(given_table)


def test_estimate_prevalence__has_the_columns_of_the_table() -> None:
    rng = np.random.default_rng(8)
    n = 200
    scored = pd.DataFrame(
        {
            "haz": rng.normal(-1, 1, n).round(2),
            "month": rng.choice(["2025-01", "2025-02"], n),
            "village": rng.choice(["a", "b", "c"], n),
            "cluster": rng.integers(0, 20, n),
        }
    )
    call = {"by": "village", "rollup": True, "period": "month", "target": 20.0, "min_n": 5}
    census = zs.estimate_prevalence(scored, **call)
    survey = zs.estimate_prevalence(scored, **call, cluster="cluster")
    groups = ["level", "month", "village"]
    made = [*census.columns, *survey.columns]
    assert set(made) - set(groups) == set(COLUMNS)
    of_survey = [name for name in COLUMNS if name in survey.columns]
    assert survey.columns.tolist() == groups + of_survey
