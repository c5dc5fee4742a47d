"""From measurements to z: a scalar function per formula, a loop per task.

Plain arrays in, ``out`` arrays last and filled in place; missing is NaN, and a
sex, position or day that is missing is -1. Kernels never raise and know no name.

Source: WHO Child Growth Standards, Methods and development (2006), chapter 7;
the order of the arithmetic is the one that equals WHO anthro in the last digit.
"""

from __future__ import annotations

import math

import numpy as np

from zscore._jit import jit
from zscore.who_lms.reasons import (
    AGE_OUTSIDE,
    NO_AGE,
    NO_MEASUREMENT,
    NO_SEX,
    NOT_POSITIVE,
    OEDEMA,
    OFF_THE_TABLE,
    SCORED,
)

MISSING = -1
OUTSIDE = -2  # of a day: there is an age, but no child of that age is scored
LYING, STANDING = 0, 1
STANDING_FROM_DAY = 731  # 24 months: standing from here, lying below
LYING_MINUS_STANDING_CM = 0.7
STANDING_FROM_CM = 87.0  # where neither age nor position is known
ON_A_ROW = 1e-5  # of a step: 103.1 − 0.7 is 102.39999999999999, and is the row of 102.4


@jit
def z_unrestricted(y, L, M, S):
    """Return z by the LMS method."""
    return ((y / M) ** L - 1.0) / (S * L)


@jit
def value_at(k, L, M, S):
    """Return the measurement that is k SD from the median."""
    return M * (1.0 + L * S * k) ** (1.0 / L)


@jit
def z_restricted(y, L, M, S):
    """Return z by the LMS method, beyond 3 SD in steps of the distance from 2 to 3 SD."""
    z = z_unrestricted(y, L, M, S)
    if z > 3.0:
        sd3 = value_at(3.0, L, M, S)
        return 3.0 + (y - sd3) / (sd3 - value_at(2.0, L, M, S))
    if z < -3.0:
        sd3 = value_at(-3.0, L, M, S)
        return -3.0 + (y - sd3) / (value_at(-2.0, L, M, S) - sd3)
    return z


@jit
def round_z(z):
    """Return z to two decimals, the nearer hundredth and ties to even."""
    return np.rint(z * 100.0) / 100.0


@jit
def reason_of_measurement(y):
    """Return why ``y`` as given cannot be scored, or SCORED."""
    if math.isnan(y):
        return NO_MEASUREMENT
    if y <= 0.0 or math.isinf(y):
        return NOT_POSITIVE
    return SCORED


@jit
def check_measurement(y, out):
    """Say of each measurement why it cannot be scored.

    y    float64[n]  measurement as given
    out  int8[n]     reason
    """
    for i in range(len(y)):
        out[i] = reason_of_measurement(y[i])


@jit
def day_of_age(age_days, age_months, months_end):
    """Return the whole day of an age, rounded half up; MISSING or OUTSIDE."""
    if math.isnan(age_days):
        return MISSING
    # The upper limit comes first in days, so that no infinity becomes an integer.
    if age_days < 0.0 or not age_days < 32768.0 or age_months >= months_end:
        return OUTSIDE
    return math.floor(age_days + 0.5)


@jit
def place_children(
    age_days, age_months, measured, length, months_end, last_day, standing_from_months,
    day, doubted, adjusted, standing,
):  # fmt: skip
    """Find each child's day, believed position, adjusted length and weight-for-length table.

    age_days    float64[n]  age [days], unrounded
    age_months  float64[n]  the same age [months], unrounded
    measured    int8[n]     LYING, STANDING or MISSING, as given
    length      float64[n]  length or height as given [cm]
    day         int16[n]    whole days, MISSING or OUTSIDE
    doubted     bool[n]     standing at an age where that is not believed
    adjusted    float64[n]  lying below 24 months, standing from there [cm]; NaN if not positive
    standing    bool[n]     weight-for-height, not weight-for-length
    """
    for i in range(len(day)):
        d = day_of_age(age_days[i], age_months[i], months_end)
        if d > last_day:
            d = OUTSIDE
        position = measured[i]
        doubted[i] = position == STANDING and age_months[i] < standing_from_months
        if doubted[i]:
            position = MISSING
        cm = length[i]
        if reason_of_measurement(cm) != SCORED:
            cm = math.nan
        if math.isnan(age_days[i]):
            standing[i] = position == STANDING or (position == MISSING and cm >= STANDING_FROM_CM)
        else:
            standing[i] = math.floor(age_days[i] + 0.5) >= STANDING_FROM_DAY
            if position == LYING and standing[i]:
                cm -= LYING_MINUS_STANDING_CM
            elif position == STANDING and not standing[i]:
                cm += LYING_MINUS_STANDING_CM
        day[i] = d
        adjusted[i] = cm


@jit
def body_mass_index(weight, adjusted, weight_reason, length_reason, out, reason):
    """Compute weight / (adjusted length)².

    weight         float64[n]  weight [kg]
    adjusted       float64[n]  adjusted length [cm]
    weight_reason  int8[n]     of the weight as given
    length_reason  int8[n]     of the length as given
    out            float64[n]  BMI [kg/m²]
    reason         int8[n]     of the two
    """
    for i in range(len(out)):
        reason[i] = weight_reason[i] if weight_reason[i] != SCORED else length_reason[i]
        metres = adjusted[i] / 100.0
        out[i] = weight[i] / (metres * metres) if reason[i] == SCORED else math.nan
        if reason[i] == SCORED and not (0.0 < out[i] < math.inf):
            out[i] = math.nan
            reason[i] = NOT_POSITIVE


@jit
def reason_of_child(sex, day, y_reason):
    """Return the first reason why there can be no z, whatever the tables hold."""
    if sex == MISSING:
        return NO_SEX
    if day == MISSING:
        return NO_AGE
    if day == OUTSIDE:
        return AGE_OUTSIDE
    return y_reason


@jit
def z_or_reason(y, L, M, S, restricted, hidden):
    """Return (z, SCORED), or (NaN, reason) if z is hidden or no finite number."""
    if hidden:
        return math.nan, OEDEMA
    z = z_restricted(y, L, M, S) if restricted else z_unrestricted(y, L, M, S)
    if math.isinf(z * 100.0) or math.isnan(z):
        return math.nan, NOT_POSITIVE
    return z, SCORED


@jit
def score_by_age(y, y_reason, sex, day, hidden, lms, first_day, restricted, z, reason):
    """Score a measurement against a table by age.

    y         float64[n]           measurement
    y_reason  int8[n]              why it cannot be scored, or SCORED
    sex       int8[n]              row of the table's first axis, or MISSING
    day       int16[n]             age [whole days], MISSING or OUTSIDE
    hidden    bool[n]              oedema, where it hides the z
    lms       float64[2, rows, 3]  L, M, S from first_day on
    z         float64[n]           z, unrounded
    reason    int8[n]              why there is none, or SCORED
    """
    for i in range(len(z)):
        z[i] = math.nan
        reason[i] = reason_of_child(sex[i], day[i], y_reason[i])
        row = day[i] - first_day
        if day[i] >= 0 and not 0 <= row < lms.shape[1] and sex[i] != MISSING:
            reason[i] = AGE_OUTSIDE
        if reason[i] == SCORED:
            L, M, S = lms[sex[i], row]
            z[i], reason[i] = z_or_reason(y[i], L, M, S, restricted, hidden[i])


@jit
def lms_at(x, lms, first, last, step):
    """Return L, M, S at x, interpolated between two rows; NaN outside first..last."""
    if not first <= x <= last:
        return math.nan, math.nan, math.nan
    position = (x - first) / step
    nearest = math.floor(position + 0.5)
    if abs(position - nearest) <= ON_A_ROW:
        row = lms[nearest]
        return row[0], row[1], row[2]
    below = math.floor(position)
    part = position - below
    low, high = lms[below], lms[below + 1]
    return (
        low[0] + part * (high[0] - low[0]),
        low[1] + part * (high[1] - low[1]),
        low[2] + part * (high[2] - low[2]),
    )


@jit
def score_by_length(
    y, y_reason, sex, day, hidden, x, standing,
    lying_lms, lying_first, lying_last, standing_lms, standing_first, standing_last, step,
    restricted, z, reason,
):  # fmt: skip
    """Score a measurement against the lying or the standing table by length; no age is needed.

    x         float64[n]  adjusted length or height [cm]
    standing  bool[n]     which of the two tables
    the rest  as in score_by_age
    """
    for i in range(len(z)):
        z[i] = math.nan
        reason[i] = reason_of_child(sex[i], day[i] if day[i] != MISSING else 0, y_reason[i])
        if reason[i] != SCORED:
            continue
        if standing[i]:
            L, M, S = lms_at(x[i], standing_lms[sex[i]], standing_first, standing_last, step)
        else:
            L, M, S = lms_at(x[i], lying_lms[sex[i]], lying_first, lying_last, step)
        if math.isnan(M):
            reason[i] = OFF_THE_TABLE
        else:
            z[i], reason[i] = z_or_reason(y[i], L, M, S, restricted, hidden[i])


@jit
def flag_and_round(z, low, high, rounded, flag):
    """Flag each z outside low..high, decided on the rounded z, and round it in place if asked.

    z     float64[n]
    flag  bool[n]     implausible
    """
    for i in range(len(z)):
        rounded_z = round_z(z[i])
        flag[i] = rounded_z < low or rounded_z > high
        if rounded:
            z[i] = rounded_z
