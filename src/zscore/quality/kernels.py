"""Kernels that compare rows with other rows.

The visits of one child follow each other, from the first day to the last; a *series* is one
measurement of all visits, NaN where it is missing or implausible.
"""

from __future__ import annotations

import math

import numpy as np

from zscore._jit import jit

_MIX = np.uint64(0x9E3779B97F4A7C15)  # 2⁶⁴ by the golden ratio, Knuth's multiplier
_NOISE = 1e-6  # of decimals in binary


@jit
def mark_repeated(keys, slots, slot_bits, repeated):
    """Mark every key that occurs more than once; 0 means missing.

    keys      uint64[n]
    slots     int32[2 ** slot_bits]  all -1; at least twice as many as keys
    repeated  bool[n]
    """
    mask, shift = len(slots) - 1, np.uint64(64 - slot_bits)
    for i in range(len(keys)):
        key = keys[i]
        if key == 0:
            continue
        slot = np.int64((key * _MIX) >> shift)
        first = slots[slot]
        while first >= 0 and keys[first] != key:
            slot = (slot + 1) & mask
            first = slots[slot]
        if first < 0:
            slots[slot] = i
        else:
            repeated[first] = repeated[i] = True


@jit
def find_falls(first, day, series, slack, fallen):
    """Mark visits at which a child is shorter than before, by more than ``slack``.

    first   int64[children + 1]  where each child's visits begin
    day     float64[n]
    series  float64[n]
    fallen  bool[n]

    Of two inconsistent visits, the later one is marked; or the earlier one, if the later is not
    shorter than the visit before both.
    """
    for child in range(len(first) - 1):
        before, last = -1, -1
        for i in range(first[child], first[child + 1]):
            if math.isnan(series[i]):
                continue
            if last >= 0 and day[i] > day[last]:
                if series[last] - series[i] > slack + _NOISE:
                    agrees = before >= 0 and series[before] - series[i] <= slack + _NOISE
                    fallen[last if agrees else i] = True
                before = last
            last = i


@jit
def too_much(old, new, age, sex, series, upper, factor, slack, share, least):
    """Return whether the change between two visits is impossible; see find_jumps."""
    if sex[old] != sex[new]:
        return False
    oldest = upper.shape[1] - 1
    change = series[new] - series[old]
    curve = upper[sex[new]]
    grown = curve[np.int64(min(age[new], oldest))] - curve[np.int64(min(age[old], oldest))]
    loss = max(share * series[old], least)
    return change > factor * max(grown, 0.0) + slack + _NOISE or -change > loss + _NOISE


@jit
def find_jumps(first, day, age, sex, series, upper, factor, slack, share, least, jumped):
    """Mark visits with an impossible change since the previous visit.

    first   int64[children + 1]
    day     float64[n]
    age     float64[n]          [days]
    sex     int8[n]             0 male, 1 female
    series  float64[n]
    upper   float64[2, days]    what a child at +3 z has, by sex and day of age
    jumped  bool[n]

    Impossible is a gain above ``factor`` times that of a child at +3 z plus ``slack``, or a loss
    above a ``share`` of the earlier value and above ``least``. The later visit is marked; or the
    earlier one, if the later is consistent with the visit before both.
    """
    for child in range(len(first) - 1):
        before, last = -1, -1
        for i in range(first[child], first[child + 1]):
            if math.isnan(series[i]) or math.isnan(age[i]) or age[i] < 0 or sex[i] < 0:
                continue
            if last >= 0 and day[i] > day[last]:
                if too_much(last, i, age, sex, series, upper, factor, slack, share, least):
                    agrees = before >= 0 and not too_much(
                        before, i, age, sex, series, upper, factor, slack, share, least
                    )
                    jumped[last if agrees else i] = True
                before = last
            last = i


@jit
def find_runs(first, day, one, other, days, visits):
    """Find for how long two measurements have both been unchanged.

    first   int64[children + 1]
    day     float64[n]
    one     float64[n]
    other   float64[n]
    days    float64[n]  since the first visit of the run; 0 at the first
    visits  int16[n]    how many visits the run has by then
    """
    for child in range(len(first) - 1):
        last, start = -1, -1
        for i in range(first[child], first[child + 1]):
            days[i], visits[i] = 0.0, 0
            if math.isnan(one[i]) or math.isnan(other[i]):
                continue
            if last < 0 or one[i] != one[last] or other[i] != other[last]:
                start, visits[i] = i, 1
            elif day[i] > day[last]:
                days[i], visits[i] = day[i] - day[start], visits[last] + 1
            else:  # duplicates on the same day are handled elsewhere
                days[i], visits[i] = days[last], visits[last]
            last = i


@jit
def moving_average(day, z, out_of, left_out, at, skipped):
    """Return the mean of a child's other z-scores, weighted by nearness in time.

    day       float64[m]
    z         float64[m]
    out_of    int64[k]  the visits that have a z-score, in order
    left_out  bool[m]   visits that were found to be wrong
    at        int       the visit; it and ``skipped``, if it is one, are not in the mean

    Source: growthcleanr, weights (5 + |days apart|) ** -1.5.
    """
    total, weights = 0.0, 0.0
    for j in out_of:
        if j not in (at, skipped) and not left_out[j]:
            weight = (5.0 + abs(day[j] - day[at])) ** -1.5
            total += weight * z[j]
            weights += weight
    return total / weights if weights > 0 else np.nan


@jit
def find_outlier(day, z, out_of, left_out):
    """Return the visit of a child that is furthest from the others and too far, or -1.

    Arrays as in moving_average. Source: growthcleanr, steps 11c to 11i: of three visits or more,
    3.5 from the mean of the others, 3 from it without the visit before and without the one
    after, and beyond ±3.5 itself; of two, 3.5 from the other and beyond ±3.5.
    """
    n = 0
    for j in out_of:
        n += not left_out[j]
    worst, found, previous = 0.0, -1, -1
    for place in range(len(out_of)):
        i = out_of[place]
        if left_out[i]:
            continue
        following = -1
        for later in range(place + 1, len(out_of)):
            if not left_out[out_of[later]]:
                following = out_of[later]
                break
        side, size, away = (1.0 if z[i] > 0 else -1.0), abs(z[i]), 0.0
        far = n >= 2 and size > 3.5
        if far:
            away = side * (z[i] - moving_average(day, z, out_of, left_out, i, -1))
            far = away > 3.5
        if n >= 3:
            if far and previous >= 0:
                before = moving_average(day, z, out_of, left_out, i, previous)
                far = side * (z[i] - before) > 3.0
            if far and following >= 0:
                after = moving_average(day, z, out_of, left_out, i, following)
                far = side * (z[i] - after) > 3.0
            size = abs(z[i]) + away
        if far and size > worst:
            worst, found = size, i
        previous = i
    return found


@jit
def find_outliers(first, day, series, outlying):
    """Mark the visits of each child that find_outlier finds, one after the other.

    first     int64[children + 1]
    day       float64[n]
    series    float64[n]  z
    outlying  bool[n]
    """
    for child in range(len(first) - 1):
        start, end = first[child], first[child + 1]
        z = series[start:end]
        some = False
        for i in range(len(z)):
            some |= abs(z[i]) > 3.5
        if not some:
            continue
        out_of = np.flatnonzero(~np.isnan(z))
        left_out = outlying[start:end]
        found = find_outlier(day[start:end], z, out_of, left_out)
        while found >= 0:
            left_out[found] = True
            found = find_outlier(day[start:end], z, out_of, left_out)
