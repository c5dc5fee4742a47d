"""Classes of values: which z count, how many cut-offs each is beyond, and tests combined."""

from __future__ import annotations

import math

import numpy as np

from zscore._jit import jit

UNCLASSIFIED = -1
_BLOCK = 2048  # rows that stay in the first cache


@jit
def plausible_z(z, hidden, low, high, lowest, out):
    """Round each z to two decimals and leave implausible ones out.

    z       float64[n]
    hidden  bool[n]     oedema hides it: lowest, whatever it is
    out     float64[n]  NaN where missing or implausible
    """
    for i in range(len(out)):
        rounded = np.rint(z[i] * 100.0) / 100.0  # as numpy rounds
        plausible = low <= rounded <= high
        out[i] = lowest if hidden[i] else (rounded if plausible else math.nan)


@jit
def plausible_measurements(y, z, flag_low, flag_high, low, high, out):
    """Leave measurements out whose own z is implausible, or which are outside their range.

    y    float64[n]  measurement
    z    float64[n]  its z-score; where that is missing, the range alone decides
    out  float64[n]  NaN where missing or implausible
    """
    for i in range(len(out)):
        rounded = np.rint(z[i] * 100.0) / 100.0
        plausible = math.isnan(z[i]) | (flag_low <= rounded <= flag_high)
        out[i] = y[i] if plausible & (low <= y[i] <= high) else math.nan


@jit
def classify_values(value, below, above, out):
    """Count for each value the cut-offs it lies on the upper side of.

    value  float64[n]
    below  float64[a]  ascending; under the first is class 0
    above  float64[b]  ascending; over the last is class a + b
    out    int8[n]     class, UNCLASSIFIED where missing

    A cut-off at a time over rows that stay in the first cache, without a branch: so it becomes
    vector instructions, and takes a third of the time.
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
    out    int8[n]     bits of the tests met so far, or UNCLASSIFIED
    """
    for i in range(len(out)):
        if math.isnan(value[i]):
            out[i] = UNCLASSIFIED
        elif out[i] != UNCLASSIFIED and (value[i] < cutoff if is_below else value[i] > cutoff):
            out[i] |= np.int8(1 << bit)
