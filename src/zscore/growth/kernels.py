"""Loops over the visits of each child, in the order of their days."""

from __future__ import annotations

import math

import numpy as np

from zscore._jit import jit
from zscore.children.measurement_units import DAYS_PER_MONTH

# Codes of the KMS rule; the reasons why a visit has none follow them in weight_gain.py.
GAINED, NOT_GAINED, NOT_WEIGHED_BEFORE, NEW = range(4)  # N, T, O, B
NO_CODE = -1
ANY_GAIN = 1  # [g] is enough below one month of age
# Why an increment has no z; the names are in velocity.py.
NO_SEX, NO_AGE, NO_MEASUREMENT, NO_EARLIER_VISIT, INTERVAL_OUTSIDE = range(5)
STANDARD_SWITCHED, AGE_OUTSIDE, INCREMENT_TOO_LOW = range(5, 8)


@jit
def code_weighings(
    first, month, age, sex, grams, at_birth, least, code, gain, needed, since, twice
):
    """Code the latest weighing of each calendar month by the KMS rule.

    first     int64[children + 1]  where the visits of each child begin, ordered by day
    month     int64[n]             calendar month of the visit, counted from any
    age       int64[n]             completed months; below 0 if unknown or beyond ``least``
    sex       int8[n]              0 male, 1 female
    grams     int64[n]             weight [g], below 0 if there is none
    at_birth  bool[n]              is the visit on the day of birth?
    least     int64[2, months]     minimum weight gain [g] by sex and completed month
    code      int8[n]              GAINED, NOT_GAINED, NOT_WEIGHED_BEFORE, NEW or NO_CODE
    gain      int64[n]             grams since the weighing before
    needed    int64[n]             minimum weight gain [g], 0 where none is looked up
    since     int64[n]             calendar months since the weighing before, 0 if there is none
    twice     bool[n]              NOT_GAINED, and so was the coded weighing before
    """
    for child in range(len(first) - 1):
        start, end = first[child], first[child + 1]
        before = -1  # the latest weighing of a month before this one
        not_gained = False
        for i in range(start, end):
            code[i], gain[i], needed[i], since[i], twice[i] = NO_CODE, 0, 0, 0, False
            if grams[i] < 0 or _weighed_later(i, end, month, grams):
                continue
            if before >= 0:
                gain[i] = grams[i] - grams[before]
                since[i] = month[i] - month[before]
            if age[i] >= 0:
                if at_birth[i] or month[start] == month[i]:
                    code[i] = NEW
                elif since[i] != 1:
                    code[i] = NOT_WEIGHED_BEFORE
                else:
                    needed[i] = least[sex[i], age[i]] if age[i] > 0 else ANY_GAIN
                    gained = gain[i] >= needed[i]
                    code[i] = GAINED if gained else NOT_GAINED
                    twice[i] = not gained and not_gained
                    not_gained = not gained
            before = i


@jit
def _weighed_later(i, end, month, grams):
    """Is there a later weighing of the same child in the same calendar month?"""
    later = i + 1
    while later < end and month[later] == month[i]:
        if grams[later] >= 0:
            return True
        later += 1
    return False


@jit
def increment_z(increment, L, M, S, delta):
    """Return z of an increment; NaN where nothing is left of it once delta is added."""
    y = increment + delta
    return ((y / M) ** L - 1.0) / (L * S) if y > 0.0 else math.nan


@jit
def _window_of(days, windows):
    """Return which window an interval [days] lies in, -1 for none."""
    for k in range(len(windows)):
        if windows[k, 0] <= days <= windows[k, 1]:
            return k
    return -1


@jit
def _earlier_visit(i, start, age, y, wanted, windows):
    """Return the visit to compare with, its window and interval [days], or why there is none."""
    why = NO_EARLIER_VISIT
    for j in range(i - 1, start - 1, -1):
        if math.isnan(y[j]) or not age[j] < age[i]:
            continue
        days = np.floor(age[i] - age[j] + 0.5)
        found = _window_of(days, windows)
        if wanted < 0 or found == wanted:
            return j, found, days, -1
        why = INTERVAL_OUTSIDE
    return -1, -1, math.nan, why


@jit
def score_increments(
    first, age, sex, y, wanted, windows, months, switch, figures, scaled,
    window, interval, increment, z, why,
):  # fmt: skip
    """Score what each child gained since an earlier visit.

    first      int64[children + 1]        where the visits of each child begin, ordered by age
    age        float64[n]                 age [days]; NaN if unknown
    sex        int8[n]                    0 male, 1 female, below 0 unknown
    y          float64[n]                 measurement in the unit of the figures; NaN if none
    wanted     int                        the window of the interval; below 0: the visit before
    windows    float64[w, 2]              first and last interval [days]
    months     float64[w]                 what it counts as
    switch     float                      age [days] from which another standard holds
    figures    float64[w, 2, 24, 4]       L, M, S, delta by window, sex and completed month
    scaled     bool                       scale the increment to the months of the window
    window     int8[n]                    which window, below 0 for none
    interval   float64[n]                 days since the earlier visit
    increment  float64[n]                 gained since
    z          float64[n]
    why        int8[n]                    why there is no z, one of NO_SEX … , or below 0
    """
    for child in range(len(first) - 1):
        for i in range(first[child], first[child + 1]):
            window[i], interval[i], increment[i], z[i] = -1, math.nan, math.nan, math.nan
            why[i] = NO_SEX if sex[i] < 0 else (NO_AGE if math.isnan(age[i]) else -1)
            if why[i] >= 0:
                continue
            if math.isnan(y[i]):
                why[i] = NO_MEASUREMENT
                continue
            before, window[i], interval[i], why[i] = _earlier_visit(
                i, first[child], age, y, wanted, windows
            )
            if before < 0:
                continue
            k = window[i]
            increment[i] = y[i] - y[before]
            month = int(age[before] / DAYS_PER_MONTH) if age[before] >= 0.0 else -1
            if age[before] < switch <= age[i]:
                why[i] = STANDARD_SWITCHED
            elif k < 0:
                why[i] = INTERVAL_OUTSIDE
            elif month < 0 or month >= figures.shape[2] or math.isnan(figures[k, sex[i], month, 1]):
                why[i] = AGE_OUTSIDE
            else:
                L, M, S, delta = figures[k, sex[i], month]
                if scaled:
                    increment[i] *= months[k] * DAYS_PER_MONTH / interval[i]
                z[i] = increment_z(increment[i], L, M, S, delta)
                why[i] = INCREMENT_TOO_LOW if math.isnan(z[i]) else -1
