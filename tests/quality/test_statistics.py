"""Statistics against plain formulas, scipy, and what chance does."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

import reference
from zscore.quality import statistics

COUNTS = st.lists(st.integers(0, 50), min_size=10, max_size=10).filter(lambda c: sum(c) > 0)


@given(COUNTS)
def test_digit_statistics__are_the_formulas(counts: list[int]) -> None:
    row = np.array([counts], float)
    n, square = sum(counts), stats.chisquare(counts).statistic
    assert statistics.chi_squared(row)[0] == pytest.approx(square, abs=1e-9)
    assert statistics.preference_score(row)[0] == pytest.approx(
        reference.digit_preference_score(counts), abs=1e-9
    )
    assert statistics.myers_index(row)[0] == pytest.approx(reference.myers(counts), abs=1e-9)
    value, (low, high) = statistics.preference_effect(row)
    expected = 100 * math.sqrt(max(0, square - 9) / (n * 9))
    assert value[0] == pytest.approx(expected, abs=1e-9)
    assert low[0] <= value[0] + 1e-9
    assert value[0] <= high[0] + 1e-6


def test_preference_effect__has_limits_that_cover_what_is_there() -> None:
    for n in (30, 300, 3000):
        shares = np.array([0.2, *[0.8 / 9] * 9])
        truth = 100 * math.sqrt(((shares - 0.1) ** 2 / 0.1).sum() / 9)
        counts = np.random.default_rng(1).multinomial(n, shares, 2000).astype(float)
        _, (low, high) = statistics.preference_effect(counts)
        assert np.mean((low <= truth) & (truth <= high)) >= 0.93


@pytest.mark.parametrize("n", [30, 100, 1000, 100_000, 10_000_000])
def test_preference_effect__of_no_preference_is_rarely_above_0(n: int) -> None:
    counts = np.random.default_rng(2).multinomial(n, [0.1] * 10, 4000).astype(float)
    _, (low, _) = statistics.preference_effect(counts)
    assert np.mean(low > 0) <= 0.05


def test_statistics__of_nobody_are_missing() -> None:
    nobody = np.zeros((1, 10))
    value, (low, high) = statistics.preference_effect(nobody)
    for found in (statistics.preference_score(nobody), statistics.myers_index(nobody), value, low,
                  high):  # fmt: skip
        assert np.isnan(found[0])


@pytest.mark.parametrize(("a", "b", "ratio"), [(60, 40, 1.0), (52, 48, 1.05), (50, 50, 1.0)])
def test_two_sided_chi_squared__is_yates(a: int, b: int, ratio: float) -> None:
    expected = [(a + b) * ratio / (1 + ratio), (a + b) / (1 + ratio)]
    plain = sum(max(abs(x - e) - 0.5, 0) ** 2 / e for x, e in zip((a, b), expected, strict=True))
    found = statistics.two_sided_chi_squared(np.array([float(a)]), np.array([float(b)]), ratio)
    assert found[0] == pytest.approx(plain)


@given(st.lists(st.integers(-500, 500), min_size=2, max_size=40))
def test_shape__is_scipys(hundredths: list[int]) -> None:
    z = np.array(hundredths) / 100
    power = np.array([[np.sum((100 * z) ** k) for k in range(5)]])
    sd, skewness, kurtosis = (found[0] for found in statistics.shape_of_hundredths(power))
    assert sd == pytest.approx(np.std(z, ddof=1), abs=1e-6)
    if np.ptp(z) > 0.02:
        assert skewness == pytest.approx(stats.skew(z), abs=1e-6)
        assert kurtosis == pytest.approx(stats.kurtosis(z), abs=1e-5)
