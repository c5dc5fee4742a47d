"""The cut-off cliff: found where it is, silent where it is not, and each step by its definition."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

import zscore as zs
from zscore.quality import cliffs
from zscore.quality.counts import POINTS
from zscore.sums.groups import Level

Z = {"haz": (-1.25, 1.25), "waz": (-1.1, 1.1), "whz": (-0.45, 1.1)}


def bands_of(z: np.ndarray) -> np.ndarray:
    """Count the children beside each point, one point at a time."""
    hundredths = np.rint(100 * z)
    counts = []
    for point in POINTS:
        at = round(100 * point)
        counts.append(np.sum((hundredths >= at - 10) & (hundredths < at)))
        counts.append(np.sum((hundredths >= at) & (hundredths < at + 10)))
    return np.array(counts)


def unit(n: int, rng: np.random.Generator, cliff: tuple[str, float] | None = None) -> dict:
    """Return the bands of a unit; with a cliff, ten children above the cut-off to one below."""
    shift = rng.normal(0, 0.25) if cliff is None else 0.0
    z = {name: rng.normal(mean + shift, sd, n).round(2) for name, (mean, sd) in Z.items()}
    if cliff is not None:
        name, cutoff = cliff
        beside = np.flatnonzero(
            (np.rint(100 * z[name]) >= 100 * cutoff - 10)
            & (np.rint(100 * z[name]) < 100 * cutoff + 10)
        )
        above = np.arange(len(beside)) < 10 / 11 * len(beside)
        z[name][beside] = cutoff + np.where(above, 0.04, -0.04)
    return {name: bands_of(values) for name, values in z.items()}


def level_of(units: list[dict]) -> Level:
    """Return units as a level of the score card."""
    sums = {f"{z}_bands": np.array([unit[z] for unit in units]) for z in Z}
    return Level(name=None, keys={}, groups=len(units), sums=sums)


def test_clean_units__are_silent() -> None:
    rng = np.random.default_rng(11)
    sizes = np.exp(rng.uniform(np.log(50), np.log(5000), 1000)).astype(int)
    table = cliffs.cliff_table(level_of([unit(n, rng) for n in sizes])).to_pandas()
    marked = table["marked"].to_numpy().reshape(1000, -1).any(axis=1)
    assert marked.mean() <= 0.01


@pytest.mark.parametrize("cliff", [("haz", -2.0), ("waz", -2.0), ("whz", -2.0)])
def test_ten_to_one__is_found_in_a_unit_of_2000(cliff: tuple[str, float]) -> None:
    rng = np.random.default_rng(12)
    found = 0
    for _ in range(20):
        units = [unit(int(n), rng) for n in rng.integers(50, 5000, 7)] + [unit(2000, rng, cliff)]
        table = cliffs.cliff_table(level_of(units)).to_pandas()
        chosen = (table["indicator"] == cliff[0]) & (table["cutoff"] == cliff[1])
        assert not table[~chosen]["marked"].any()
        assert not table[chosen]["marked"].iloc[:-1].any()
        found += table[chosen]["marked"].iloc[-1]
    assert found == 20


def test_thirteen_against_648__in_one_unit_of_four() -> None:
    rng = np.random.default_rng(13)
    units = [unit(8000, rng) for _ in range(4)]
    place = 2 * POINTS.index(-2.0)
    units[2]["haz"][place : place + 2] = 13, 648
    table = cliffs.cliff_table(level_of(units)).to_pandas().query("indicator == 'haz'")
    assert table[table["cutoff"] == -2.0]["marked"].tolist() == [False, False, True, False]
    assert not table[table["cutoff"] == -3.0]["marked"].any()


def test_find_cliffs__counts_children(kind, kinds) -> None:
    rng = np.random.default_rng(14)
    z = np.concatenate([rng.normal(-1.2, 1.2, 3000).round(2), np.full(120, -1.95)])
    lms = {"f": 600}
    columns = {
        "sex": ["f"] * len(z),
        "age_days": [lms["f"]] * len(z),
        "length_height_cm": [_length(value) for value in z],
        "unit": ["a"] * len(z),
    }
    found = kinds[kind.name].read(zs.find_cliffs(kind.make(columns), "unit"))
    scored = zs.score_children(pd.DataFrame(columns))["haz"].to_numpy()
    bands = bands_of(scored)
    place = 2 * POINTS.index(-2.0)
    at = found["cutoff"].index(-2.0)
    assert (found["below"][at], found["above"][at]) == tuple(bands[place : place + 2])
    assert found["marked"][at]
    assert found["unit"][at] == "a"


def _length(z: float) -> float:
    import reference

    return reference.value_of_z(z, reference.figures("who2006_length_height_for_age", "f")[600], 0)


@given(st.lists(st.tuples(st.floats(-3, 3), st.floats(0.05, 2)), min_size=2, max_size=12))
def test_median_of_others__is_weighed_one_unit_at_a_time(values: list) -> None:
    excess, se = (np.array(column) for column in zip(*values, strict=True))
    found = cliffs.median_of_others(excess, se)
    for i in range(len(values)):
        others = sorted((e, 1 / s**2) for k, (e, s) in enumerate(values) if k != i)
        half = sum(w for _, w in others) / 2
        near = [x for x, _ in others if abs(x - found[i]) < 1e-12]
        assert near
        low = sum(w for x, w in others if x < found[i] - 1e-12)
        high = sum(w for x, w in others if x > found[i] + 1e-12)
        assert max(low, high) <= half * (1 + 1e-9)


def test_line__is_that_of_weighted_least_squares() -> None:
    rng = np.random.default_rng(5)
    x, y, se = np.array(cliffs.PLACEBOS), rng.normal(size=(6, 3)), rng.uniform(0.2, 1, (6, 3))
    value, error = cliffs._line_at_zero(x, y, se)
    for unit_ in range(3):
        (_, at_zero), covariance = np.polyfit(x, y[:, unit_], 1, w=1 / se[:, unit_], cov="unscaled")
        assert value[unit_] == pytest.approx(at_zero)
        assert error[unit_] == pytest.approx(np.sqrt(covariance[1, 1]))


@pytest.mark.parametrize(("k", "n"), [(0, 0), (0, 7), (7, 7), (3, 9), (40, 44)])
def test_binomial__without_doubt_about_the_share_is_the_mid_p(k: int, n: int) -> None:
    share = 0.55
    cliff = cliffs.Cliff(
        z="haz", cutoff=-2.0, below=np.array([n - k]), above=np.array([k]), ratio=np.zeros(1),
        se=np.ones(1), expected=np.zeros(1), expected_se=np.zeros(1),
    )  # fmt: skip
    found = cliffs._binomial(cliff, np.array([np.log(share / (1 - share))]))
    law = stats.binom(n, share)
    upper = law.sf(k) + law.pmf(k) / 2
    assert found[0] == pytest.approx(min(1, 2 * min(upper, 1 - upper)), abs=1e-12)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_holm__is_its_definition(p: list[float]) -> None:
    found = cliffs.holm(np.array(p))
    order, worst = sorted(range(len(p)), key=lambda i: p[i]), 0.0
    for place, i in enumerate(order):
        worst = max(worst, min(1.0, (len(p) - place) * p[i]))
        assert found[i] == pytest.approx(worst)
