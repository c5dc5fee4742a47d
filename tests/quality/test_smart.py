"""SMART's points at every edge of every band, its total, and what nipnTK publishes."""

from __future__ import annotations

import inject
import numpy as np
import pandas as pd
import pytest
from scipy import stats

import zscore as zs
from zscore.quality import smart, statistics

JUST = 1e-9


@pytest.mark.parametrize(
    ("points", "value", "expected"),
    [
        *((smart.points_of_flags, v, p) for v, p in
          ((0, 0), (2.5, 0), (2.5 + JUST, 5), (5, 5), (5 + JUST, 10), (7.5, 10), (7.5 + JUST, 20),
           (100, 20))),
        *((smart.points_of_ratio, v, p) for v, p in
          ((1, 0), (0.1 + JUST, 0), (0.1, 2), (0.05 + JUST, 2), (0.05, 4), (0.001 + JUST, 4),
           (0.001, 10), (0, 10))),
        *((smart.points_of_digits, v, p) for v, p in
          ((0, 0), (7, 0), (7.49, 0), (7.5, 2), (8, 2), (12.49, 2), (12.5, 4), (13, 4),
           (20.49, 4), (20.5, 10), (21, 10), (100, 10))),
        *((smart.points_of_sd, v, p) for v, p in
          ((1, 0), (1.1 - JUST, 0), (1.1, 5), (1.15 - JUST, 5), (1.15, 10), (1.2 - JUST, 10),
           (1.2, 20), (3, 20), (0.9 + JUST, 0), (0.9, 5), (0.85 + JUST, 5), (0.85, 10),
           (0.8 + JUST, 10), (0.8, 20), (0, 20))),
        *((smart.points_of_shape, v, p) for v, p in
          ((0, 0), (0.2 - JUST, 0), (0.2, 1), (-0.2, 1), (0.4 - JUST, 1), (0.4, 3), (-0.6, 5),
           (0.6 - JUST, 3), (0.6, 5), (9, 5))),
        *((smart.points_of_dispersion, v, p) for v, p in
          ((1, 0), (0.05 + JUST, 0), (0.05, 1), (0.01 + JUST, 1), (0.01, 3), (0.001 + JUST, 3),
           (0.001, 5), (0, 5))),
    ],
)  # fmt: skip
def test_points__at_the_edges(points, value: float, expected: float) -> None:
    assert points(np.array([float(value)]))[0] == expected
    assert np.isnan(points(np.array([np.nan]))[0])


@pytest.mark.parametrize(
    ("total", "expected"),
    [(0, "excellent"), (9, "excellent"), (10, "good"), (14, "good"), (15, "acceptable"),
     (24, "acceptable"), (25, "problematic"), (105, "problematic"), (np.nan, None)],
)  # fmt: skip
def test_class__of_a_total(total: float, expected: str | None) -> None:
    assert smart.class_of(np.array([float(total)])) == [expected]


def test_chi_squared__is_what_niptk_publishes() -> None:
    """Counts and results as printed in its documentation (age heaping, age ratio)."""
    twelve = np.array([[170, 33, 46, 41, 46, 48, 105, 63, 83, 72, 90, 76]], float)
    assert twelve.sum() == 873
    assert statistics.chi_squared(twelve)[0] == pytest.approx(214.9588, abs=5e-5)
    six = twelve[:, :6] + twelve[:, 6:]
    assert statistics.chi_squared(six)[0] == pytest.approx(145.0275, abs=5e-5)
    young, old = 405.0, 468.0  # 873 children at 0.8653846
    children = {"sex": ["f"] * 873, "weight_kg": [9.0] * 873,
                "age_days": [400] * int(young) + [1200] * int(old)}  # fmt: skip
    card = pd.DataFrame(zs.score_card(children))
    ratio = card[card["statistic"] == "age_ratio"]["value"].iloc[0]
    assert ratio == pytest.approx(0.8653846, abs=5e-8)


@pytest.fixture(scope="module")
def children() -> pd.DataFrame:
    """Return made-up children of two puskesmas with some posyandu each."""
    table, _ = inject.injected(1500, 0.01, seed=9)
    rng = np.random.default_rng(3)
    table["puskesmas"] = rng.choice(["A", "B"], len(table))
    table["arm_circumference_cm"] = rng.normal(15, 1, len(table)).round(1)
    return table


def test_smart__is_what_is_counted_one_child_at_a_time(children: pd.DataFrame) -> None:
    found = zs.score_card(children, ["puskesmas", "posyandu"], rollup=True, presentation="smart")
    of_a = found[(found["level"] == "puskesmas") & (found["puskesmas"] == "A")].set_index("test")
    own = children[children["puskesmas"] == "A"]
    scored = zs.score_children(own, profile="eppgbm", indicators=["whz"])
    months = np.floor((own["visit_date"] - own["birth_date"]).dt.days / 30.4375)
    inside = (months >= 6) & (months < 60)
    z, wrong = scored["whz"][inside], scored["whz_flag"][inside]
    mean = z[~wrong].mean()
    flagged = (wrong | ((z - mean).abs() > 3))[z.notna()]
    kept = z[z.notna()][~flagged]
    assert of_a.loc["flagged_whz", "value"] == pytest.approx(100 * flagged.mean())
    assert of_a.loc["sd_whz", "value"] == pytest.approx(kept.std())
    assert of_a.loc["skewness_whz", "value"] == pytest.approx(stats.skew(kept), abs=1e-9)
    assert of_a.loc["kurtosis_whz", "value"] == pytest.approx(stats.kurtosis(kept), abs=1e-9)
    boys = (own["sex"][inside] == "m").sum()
    sexes = [boys, inside.sum() - boys]
    expected = stats.chi2.sf(
        sum(max(abs(k - sum(sexes) / 2) - 0.5, 0) ** 2 / (sum(sexes) / 2) for k in sexes), 1
    )
    assert of_a.loc["sex_ratio", "p"] == pytest.approx(expected)
    cases = (z < -2)[~wrong & z.notna()].groupby(own["posyandu"][inside]).sum().to_numpy()
    index = cases.var(ddof=1) / cases.mean()
    assert of_a.loc["dispersion_whz", "value"] == pytest.approx(index)
    p = stats.chi2.sf(index * (len(cases) - 1), len(cases) - 1)
    assert of_a.loc["dispersion_whz", "p"] == pytest.approx(p)
    tests = of_a.drop(index="total")
    assert len(tests) == 10
    assert of_a.loc["total", "points"] == tests["points"].sum()
    assert pd.isna(of_a.loc["total", "not_run"])


def test_smart__lists_what_could_not_run(children: pd.DataFrame) -> None:
    table = children.drop(columns=["arm_circumference_cm"])
    found = zs.score_card(table, presentation="smart").set_index("test")
    assert found.loc["total", "not_run"] == "digits_arm_circumference_cm, dispersion_whz"
    assert found.loc["total", "class"] in smart.CLASSES
    nothing = zs.score_card({"sex": ["f"], "age_days": [20], "weight_kg": [3.0]},
                            presentation="smart")  # fmt: skip
    assert np.isnan(nothing["points"][-1])
    assert nothing["class"][-1] is None
