"""Kernels for classes: plausible values, numbers of cut-offs, and combined tests."""

from __future__ import annotations

import math

import numpy as np

from zscore._jit import jit

UNCLASSIFIED = -1
_BLOCK = 2048  # rows that fit the first-level cache


@jit
def plausible_z(z, hidden, low, high, lowest, out):
    """Round each z to two decimals and leave implausible ones out.

    z       float64[n]
    hidden  bool[n]     oedema hides it: use lowest
    out     float64[n]  NaN where missing or implausible
    """
    for i in range(len(out)):
        rounded = np.rint(z[i] * 100.0) / 100.0  # rounds like numpy
        plausible = low <= rounded <= high
        out[i] = lowest if hidden[i] else (rounded if plausible else math.nan)


@jit
def plausible_measurements(y, z, flag_low, flag_high, low, high, out):
    """Leave out measurements with an implausible z, or outside their range.

    y    float64[n]  measurement
    z    float64[n]  its z-score; if missing, only the range decides
    out  float64[n]  NaN where missing or implausible
    """
    for i in range(len(out)):
        rounded = np.rint(z[i] * 100.0) / 100.0
        plausible = math.isnan(z[i]) | (flag_low <= rounded <= flag_high)
        out[i] = y[i] if plausible & (low <= y[i] <= high) else math.nan


@jit
def classify_values(value, below, above, out):
    """Count the cut-offs below each value.

    value  float64[n]
    below  float64[a]  ascending; values below the first are class 0
    above  float64[b]  ascending; values above the last are class a + b
    out    int8[n]     class, UNCLASSIFIED where missing

    The loop takes one cut-off at a time over rows in the first-level cache, without branches,
    so that it is vectorised and takes a third of the time.
    """
    for start in range(0, len(out), _BLOCK):
        rows = value[start : start + _BLOCK]
        k = out[start : start + _BLOCK]
        for i in range(len(k)):
            k[i] = 0
        for cutoff in below:
            for i in range(len(k)):
                k[i] += rows[i] >= cutoff
        for cutoff in above:
            for i in range(len(k)):
                k[i] += rows[i] > cutoff
        for i in range(len(k)):
            k[i] = UNCLASSIFIED if math.isnan(rows[i]) else k[i]


@jit
def add_test(value, cutoff, is_below, bit, out):
    """Set a bit where a value is beyond a cut-off; UNCLASSIFIED where it is missing.

    value  float64[n]
    out    int8[n]     bits of the tests passed so far, or UNCLASSIFIED
    """
    for i in range(len(out)):
        if math.isnan(value[i]):
            out[i] = UNCLASSIFIED
        elif out[i] != UNCLASSIFIED and (value[i] < cutoff if is_below else value[i] > cutoff):
            out[i] |= np.int8(1 << bit)
