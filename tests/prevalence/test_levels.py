"""Design effects, degrees of freedom, and intervals without width."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import zscore as zs

RANDOM = np.random.default_rng(3)
N = 240
SURVEY = pd.DataFrame(
    {
        "haz": np.round(RANDOM.normal(-1.5, 1.1, N), 2),
        "cluster": np.arange(N) // 12,
        "stratum": np.arange(N) // 120,
        "w": RANDOM.choice([0.5, 1.0, 2.0], N),
        "one": 1.0,
    }
)
SHARES = {"conditions": "stunting", "statistics": ("prevalence", "mean", "sd", "total")}


def test_design_effect__is_the_variance_over_that_of_a_simple_sample() -> None:
    found = zs.estimate_prevalence(
        SURVEY, weights="w", cluster="cluster", strata="stratum", **SHARES
    ).set_index("statistic")
    for statistic, y, scale in (
        ("prevalence", (SURVEY["haz"] < -2).astype(float), 100),
        ("mean", SURVEY["haz"], 1),
    ):
        mean = np.average(y, weights=SURVEY["w"])
        simple = np.average((y - mean) ** 2, weights=SURVEY["w"]) / (N - 1)
        expected = (found.loc[statistic, "se"] / scale) ** 2 / simple
        assert found.loc[statistic, "design_effect"] == pytest.approx(expected)
        assert found.loc[statistic, "df"] == 20 - 2
    assert found.loc[["sd", "total"], "design_effect"].isna().all()
    assert np.isnan(found.loc["sd", "df"])


def test_design_effect__of_a_simple_sample_is_one() -> None:
    found = zs.estimate_prevalence(SURVEY, weights="one", **SHARES)
    ratios = found["statistic"].isin(["prevalence", "mean"])
    assert found["design_effect"][ratios].tolist() == pytest.approx([1, 1])
    assert found["df"][ratios].tolist() == [N - 1, N - 1]


def test_design_effect__is_hidden_with_the_estimate() -> None:
    survey = SURVEY.assign(village=np.where(np.arange(N) % 24 == 0, "small", "large"))
    found = zs.estimate_prevalence(survey, "village", weights="w", min_n=50, **SHARES)
    assert found["design_effect"][found["suppressed"]].isna().all()
    assert found["suppressed"].any()


def test_a_census__has_no_design() -> None:
    assert not {"design_effect", "df", "ci_note"} & set(zs.estimate_prevalence(SURVEY))


@pytest.mark.parametrize(
    ("haz", "interval", "note"),
    [
        (0.0, None, "no interval at 0 % or 100 %"),
        (-5.0, "logit", "no interval at 0 % or 100 %"),
        (0.0, "wilson", None),
        (0.0, "exact", None),
    ],
)
def test_ci_note__is_there_where_an_interval_has_no_width(haz, interval, note) -> None:
    found = zs.estimate_prevalence(
        SURVEY.assign(haz=haz), cluster="cluster", interval=interval,
        conditions="stunting", statistics="prevalence",
    ).iloc[0]  # fmt: skip
    assert (found["ci_low"] == found["ci_high"]) == (note is not None)
    assert (found["ci_note"] if isinstance(found["ci_note"], str) else None) == note


def test_ci_note__of_a_group_in_one_cluster() -> None:
    found = zs.estimate_prevalence(SURVEY, "cluster", cluster="cluster", **SHARES)
    inside = (found["statistic"] == "prevalence") & found["estimate"].between(1, 99)
    assert set(found["ci_note"][inside]) == {"no variation between clusters"}
