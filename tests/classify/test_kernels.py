"""The loops of classification."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from zscore.classify import kernels

values = st.one_of(
    st.floats(-8, 8), st.integers(-800, 800).map(lambda n: n / 100), st.just(math.nan)
)
cutoffs = st.lists(st.integers(-60, 0).map(lambda n: n / 10), max_size=4, unique=True).map(sorted)


@given(value=st.lists(values, max_size=20), below=cutoffs, above=cutoffs)
def test_classify_values__counts_cutoffs(value: list, below: list, above: list) -> None:
    above = [-cutoff for cutoff in reversed(above)]
    out = np.full(len(value), 77, np.int8)
    kernels.classify_values(
        np.array(value, float), np.array(below, float), np.array(above, float), out
    )
    for z, found in zip(value, out, strict=True):
        if math.isnan(z):
            assert found == kernels.UNCLASSIFIED
        else:
            assert found == sum(not z < c for c in below) + sum(z > c for c in above)


@given(value=st.lists(values, max_size=20), below=cutoffs)
def test_classify_values__rises_with_the_value(value: list, below: list) -> None:
    ordered = np.array(sorted(z for z in value if not math.isnan(z)), float)
    out = np.empty(len(ordered), np.int8)
    kernels.classify_values(ordered, np.array(below, float), -np.array(below[::-1], float), out)
    assert (np.diff(out) >= 0).all()


@given(rows=st.lists(st.tuples(values, values, values), max_size=10))
def test_add_test__sets_a_bit_for_each_test_and_keeps_missing(rows: list) -> None:
    out = np.zeros(len(rows), np.int8)
    for bit, (cutoff, is_below) in enumerate([(-2.0, True), (-2.0, True), (2.0, False)]):
        column = np.array([row[bit] for row in rows], float)
        kernels.add_test(column, cutoff, is_below, bit, out)
    for (a, b, c), found in zip(rows, out, strict=True):
        if any(math.isnan(z) for z in (a, b, c)):
            assert found == kernels.UNCLASSIFIED
        else:
            assert found == (a < -2) + 2 * (b < -2) + 4 * (c > 2)


measurements = st.one_of(st.floats(0.01, 200), st.sampled_from([6.0, 35.0]), st.just(math.nan))


@given(rows=st.lists(st.tuples(measurements, values), max_size=10))
def test_plausible_measurements__keeps_what_both_the_z_and_the_range_allow(rows: list) -> None:
    y, z = (np.array([row[k] for row in rows], float) for k in (0, 1))
    out = np.full(len(rows), 77.0)
    kernels.plausible_measurements(y, z, -5.0, 5.0, 6.0, 35.0, out)
    for measured, score, found in zip(y, z, out, strict=True):
        kept = (
            6.0 <= measured <= 35.0
            and not abs(round(score * 100) / 100 if score == score else 0) > 5
        )
        assert found == measured if kept else math.isnan(found)


def test_kernels__of_no_rows_do_nothing() -> None:
    none, out = np.empty(0), np.empty(0, np.int8)
    kernels.classify_values(none, none, none, out)
    kernels.add_test(none, -2.0, True, 0, out)
