"""Change from one period to the next."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import zscore as zs
from zscore.prevalence.intervals import newcombe


def visits(n: int = 600, seed: int = 1) -> pd.DataFrame:
    """Return made-up visits of five months, some groups not there in each."""
    rng = np.random.default_rng(seed)
    month = rng.integers(0, 5, n)
    village = rng.choice(list("abc"), n)
    there = ~((village == "c") & (month == 2))
    table = pd.DataFrame(
        {
            "visit_date": np.array("2026-01-15", "M8[D]") + month * 31,
            "village": village,
            "haz": np.round(rng.normal(-1.5, 1.2, n), 2),
            "weight": rng.choice([0.5, 1.0, 2.0], n),
            "cluster": rng.integers(0, 12, n),
            "stratum": 0,
        }
    )
    table["stratum"] = table["cluster"] % 3
    return table[there].reset_index(drop=True)


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("month", ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05"]),
        ("quarter", ["2026-Q1", "2026-Q2"]),
        ("year", ["2026"]),
    ],
)
def test_periods__are_of_the_visit(period: str, expected: list[str]) -> None:
    found = zs.estimate_prevalence(visits(), period=period, conditions="stunting")
    assert sorted(found[period].unique()) == expected


def test_period__is_any_column_that_sorts_by_time() -> None:
    table = visits().assign(wave=lambda t: t["visit_date"].dt.month)
    found = zs.estimate_prevalence(table, period="wave", conditions="stunting")
    assert found["wave"].unique().tolist() == [1, 2, 3, 4, 5]


def test_change__of_a_census_is_newcombes() -> None:
    found = zs.estimate_prevalence(
        visits(), by="village", period="month", conditions="stunting", statistics="prevalence"
    ).set_index(["village", "month"])
    for village in "ab":
        one, other = found.loc[(village, "2026-02")], found.loc[(village, "2026-03")]
        assert other["change"] == pytest.approx(other["estimate"] - one["estimate"])
        limits = newcombe(
            one["estimate"], (one["ci_low"], one["ci_high"]),
            other["estimate"], (other["ci_low"], other["ci_high"]),
        )  # fmt: skip
        assert (other["change_low"], other["change_high"]) == pytest.approx(limits)
    assert found.loc[(slice(None), "2026-01"), "change"].isna().all()
    # Where a group was not there in the period before, there is no change from it.
    assert math.isnan(found.loc[("c", "2026-04"), "change"])


def test_newcombe__is_as_published() -> None:
    from zscore.prevalence.intervals import wilson_limits

    # Newcombe (1998), table II, method 10: 56/70 - 48/80 and 9/10 - 3/10.
    for (a, m), (b, n), expected in (
        ((56, 70), (48, 80), (0.0524, 0.3339)),
        ((9, 10), (3, 10), (0.1705, 0.8090)),
        ((6, 7), (2, 7), (0.0582, 0.8062)),
        ((5, 56), (0, 29), (-0.0381, 0.1926)),
    ):
        width = stats.norm.ppf(0.975)
        first, second = np.array(b / n), np.array(a / m)
        limits = newcombe(
            first, wilson_limits(first, np.array(n), width),
            second, wilson_limits(second, np.array(m), width),
        )  # fmt: skip
        assert limits == pytest.approx(expected, abs=5e-5)


def test_change__of_a_survey_knows_the_clusters_that_are_in_both() -> None:
    table = visits()
    design = {"weights": "weight", "strata": "stratum", "cluster": "cluster"}
    found = zs.estimate_prevalence(
        table, period="month", conditions="stunting", statistics="prevalence", **design
    )
    # The same difference, with one influence a cluster, worked out here.
    stunted, weight = (table["haz"] < -2).to_numpy(float), table["weight"].to_numpy()
    month = table["visit_date"].dt.strftime("%Y-%m").to_numpy()
    u = np.zeros(len(table))
    for name, sign in (("2026-02", -1), ("2026-03", 1)):
        there = month == name
        ratio = (weight * stunted)[there].sum() / weight[there].sum()
        u += sign * there * weight * (stunted - ratio) / weight[there].sum()
    variance = 0.0
    for _, stratum in table.assign(u=u).groupby("stratum"):
        t = stratum.groupby("cluster")["u"].sum()
        variance += len(t) / (len(t) - 1) * ((t - t.mean()) ** 2).sum()
    arm = stats.t.ppf(0.975, 12 - 3) * math.sqrt(variance)
    row = found[found["month"] == "2026-03"].iloc[0]
    assert row["change_high"] - row["change"] == pytest.approx(100 * arm, rel=1e-9)
    assert row["change"] - row["change_low"] == pytest.approx(100 * arm, rel=1e-9)


def test_periods__without_a_visit_date_are_refused() -> None:
    with pytest.raises(zs.ColumnError, match="needs column 'visit_date'"):
        zs.estimate_prevalence({"haz": [0.0]}, period="month")
    with pytest.raises(zs.ColumnError, match="not dates"):
        zs.estimate_prevalence({"haz": [0.0], "visit_date": ["2026-13-01"]}, period="month")
