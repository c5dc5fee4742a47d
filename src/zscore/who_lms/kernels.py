"""Kernels from measurements to z: a scalar function per formula, a loop per task.

Plain arrays in, ``out`` arrays last and filled in place; missing is NaN or -1.
Kernels never raise and do not use names.

The exact formulas come first. Calling ``pow`` for every child costs more than
everything else together, so columns are processed differently, in blocks that fit
the second-level cache: look up the constants of the table rows, compute z in the
central range by polynomials in loops without branches, and round; then compute the
few values whose last digit is still open one by one. The cost of each step, and the
alternatives tried, are in benchmarks/README.md; tests/reference.py is the reference.

Source: WHO Child Growth Standards, Methods and development (2006), chapter 7; the
order of the exact arithmetic is the one that equals WHO anthro in the last digit.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from zscore._jit import jit, jit_fused, jit_inline
from zscore.who_lms.placement import BY_MONTH, MISSING, OUTSIDE, reason_of_child
from zscore.who_lms.reasons import AGE_OUTSIDE, NOT_FINITE, OEDEMA, OFF_THE_TABLE, SCORED

BLOCK = 2048  # rows: fewer calls than with 512, and the constants still fit the second-level cache
ON_A_ROW = 1e-5  # of a step: 103.1 − 0.7 is 102.39999999999999, and is the row of 102.4
# z by polynomials is within 1e-9 hundredths of the exact z (tests check it), so a value farther
# than this from a tie is rounded like the exact one.
NEAR_A_TIE = 1e-6
ABSURD = 1e4  # above this, only the exact formula is used
# 1/100 in two parts: a whole number below 2²² times the first part is exact, so that the sum is
# rounded once, like a division, but faster (a test tries every number up to 2²⁰).
HUNDREDTH, REST_OF_HUNDREDTH = (
    float.fromhex("0x1.47ae1478p-7"),
    float.fromhex("0x1.70a3d70a3d70ap-38"),
)
CENTRAL = 3.0  # beyond, z counts in steps of the distance from 2 to 3 SD
WINDOW_S, WINDOW_X = 3.0 / 7.0, 0.5  # range of the polynomials: 0.4 to 2.5 medians

# Constants of a table row, in one cache line.
ROW_L, ROW_M, ROW_S, ROW_SLOPE, ROW_SD3, ROW_UP, ROW_SD3_LOW, ROW_DOWN = range(8)


# --- the formulas ------------------------------------------------------------------------


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
    if z > CENTRAL:
        sd3 = value_at(3.0, L, M, S)
        return 3.0 + (y - sd3) / (sd3 - value_at(2.0, L, M, S))
    if z < -CENTRAL:
        sd3 = value_at(-3.0, L, M, S)
        return -3.0 + (y - sd3) / (value_at(-2.0, L, M, S) - sd3)
    return z


@jit
def round_z(z):
    """Round z to two decimals as R 4.0 and later: to the nearest hundredth as a floating-point
    number, and to the even one if both are equally near.
    """
    below = np.floor(z * 100.0)
    low, high = below / 100.0, np.ceil(z * 100.0) / 100.0
    if high - z < z - low:
        return high + 0.0  # −0 becomes 0
    if z - low < high - z or below % 2.0 == 0.0:
        return low + 0.0
    return high + 0.0


@jit_inline
def hundredths(n):
    """Return n / 100 for a whole number below 2²², exact to the last digit, without dividing."""
    return n * HUNDREDTH + n * REST_OF_HUNDREDTH + 0.0  # −0 becomes 0


@jit_inline
def near_a_tie(z):
    """Return whether z is so near a rounding tie that only the exact formula can decide."""
    times_100 = z * 100.0
    return abs(abs(times_100 - np.rint(times_100)) - 0.5) < NEAR_A_TIE


# --- a block of rows ---------------------------------------------------------------------


@jit_fused
def central_z(y, L, M, slope, z):
    """Compute z = (t^L − 1)/(L·S) for t = y/M without ``pow``; infinite outside the window.

    With s = (t − 1)/(t + 1), log t = s·A(s²), and with x = L·log t, z = log t/S · G(x), where
    G(x) = (e^x − 1)/x: no cancellation however small L is. A and G are minimax polynomials of
    degree 8 on the window, relative errors 2.4e-13 and 2.6e-12.
    """
    for i in range(len(z)):
        s = (y[i] - M[i]) / (y[i] + M[i])
        u = s * s
        log = s * (
            2.0000000000004263 + u * (0.6666666662908857 + u * (0.4000000542717906
            + u * (0.2857112824388371 + u * (0.2223049620376793 + u * (0.18054916016940828
            + u * (0.16511120184974154 + u * (0.0767093532287686 + u * 0.26031723830346754)))))))
        )  # fmt: skip
        x = L[i] * log
        growth = (
            1.0 + x * (0.4999999999619942 + x * (0.16666666666321386 + x * (0.041666668693356126
            + x * (0.008333333517461138 + x * (0.0013888597157557794 + x * (0.00019841004783314266
            + x * (2.4957038356764337e-05 + x * 2.7698576589337347e-06)))))))
        )  # fmt: skip
        outside = (abs(s) > WINDOW_S) | (abs(x) > WINDOW_X)
        z[i] = math.inf if outside else log * slope[i] * growth


@jit_fused
def linear_z(y, M, slope, z):
    """Compute z = (y − M)/(M·S), for tables in which L is 1 throughout."""
    for i in range(len(z)):
        z[i] = (y[i] - M[i]) * slope[i]


@jit
def round_and_flag(z, settled_to, low, high, out, flag, open_):
    """Round z, flag values outside low..high, and mark values that are not final as open.

    settled_to  float  |z| up to which z is final, except near ties
    """
    for i in range(len(out)):
        times_100 = z[i] * 100.0
        nearest = np.rint(times_100)
        tie = abs(abs(times_100 - nearest) - 0.5) < NEAR_A_TIE
        open_[i] = (abs(z[i]) > settled_to) | tie
        rounded = hundredths(nearest)
        out[i] = rounded
        flag[i] = (rounded < low) | (rounded > high)


@jit_inline
def settled_range(rounded, linear, restricted):
    """Return the largest |z| for which the fast z is final (−1 if full precision is requested)."""
    if not rounded:
        return -1.0
    return ABSURD if linear and not restricted else CENTRAL


@jit_inline
def beyond_sd3(y, row):
    """Return the restricted z beyond 3 SD from the row's constants, or NaN within 3 SD."""
    above = 3.0 + (y - row[ROW_SD3]) * row[ROW_UP]
    below = -3.0 + (y - row[ROW_SD3_LOW]) * row[ROW_DOWN]
    return above if y > row[ROW_SD3] else (below if y < row[ROW_SD3_LOW] else math.nan)


@jit
def settle(y, L, M, S, restricted, low, high, rounded):
    """Return z, flag and reason of a measurement by the exact formula."""
    z = z_restricted(y, L, M, S) if restricted else z_unrestricted(y, L, M, S)
    if math.isnan(z) or math.isinf(z * 100.0):  # of an absurd measurement
        return math.nan, False, NOT_FINITE
    hundredth = round_z(z)
    return (hundredth if rounded else z), (hundredth < low) | (hundredth > high), SCORED


@jit
def look_up(rows, place, linear, L, M, slope):
    """Gather the constants for the central range (without L if it is 1 throughout).

    rows   float64[r, 8]
    place  uint32[m]      row of each child
    """
    if linear:
        for i in range(len(place)):
            row = rows[place[i]]
            M[i] = row[ROW_M]
            slope[i] = row[ROW_SLOPE]
    else:
        for i in range(len(place)):
            row = rows[place[i]]
            L[i] = row[ROW_L]
            M[i] = row[ROW_M]
            slope[i] = row[ROW_SLOPE]


@jit_inline
def between_rows(low, high, part):
    """Interpolate L, M and S between two rows."""
    return (
        low[ROW_L] + part * (high[ROW_L] - low[ROW_L]),
        low[ROW_M] + part * (high[ROW_M] - low[ROW_M]),
        low[ROW_S] + part * (high[ROW_S] - low[ROW_S]),
    )


@jit
def look_between(rows, place, part, L, M, slope):
    """Replace the constants by interpolated ones for lengths between two rows."""
    for i in range(len(part)):
        if part[i] > 0.0:
            L[i], M[i], S = between_rows(rows[place[i]], rows[place[i] + 1], part[i])
            slope[i] = 1.0 / S


@jit
def look_up_between(rows, place, part, linear, L, M, slope):
    """Gather the constants of ages of which most lie between two rows, without a branch."""
    for i in range(len(part)):
        next_row = place[i] + (part[i] > 0.0)
        L[i], M[i], S = between_rows(rows[place[i]], rows[next_row], part[i])
        slope[i] = 1.0 / (M[i] * S if linear else S)


@jit
def gather_open(open_, eights, which):
    """Find the indices of open values and return their number, checking eight at a time.

    open_   bool[m]
    eights  uint64[m/8]  the same, eight at a time
    """
    found = 0
    for eight in range(len(eights)):
        if eights[eight] != 0:
            for i in range(8 * eight, 8 * eight + 8):
                which[found] = i
                found += open_[i]
    return found


@jit
def settle_block(
    usable, rows, place, part, open_, eights, which, restricted, low, high, rounded,
    z, flag, reason,
):  # fmt: skip
    """Compute open values one by one, most from the row's constants, few by the formulas."""
    by_row = restricted and rounded
    for k in range(gather_open(open_, eights, which)):
        i = which[k]
        if i >= len(z):  # the last block may be shorter
            break
        row = rows[place[i]]
        beyond = beyond_sd3(usable[i], row)
        if by_row and part[i] == 0.0 and abs(beyond) <= ABSURD and not near_a_tie(beyond):
            hundredth = hundredths(np.rint(beyond * 100.0))
            z[i] = hundredth
            flag[i] = (hundredth < low) | (hundredth > high)
            reason[i] = SCORED
            continue
        L, M, S = row[ROW_L], row[ROW_M], row[ROW_S]
        if part[i] > 0.0:
            L, M, S = between_rows(row, rows[place[i] + 1], part[i])
        z[i], flag[i], reason[i] = settle(usable[i], L, M, S, restricted, low, high, rounded)


@jit
def place_by_age(y, y_reason, sex, day, hidden, first_day, days, usable, place, reason):
    """Find table rows by age; if not scorable, y is NaN, the row 0, and there is a reason."""
    for i in range(len(y)):
        row = day[i] - first_day
        inside = (row >= 0) & (row < days) & (sex[i] != MISSING)
        why = reason_of_child(sex[i], day[i])
        why = AGE_OUTSIDE if (why == SCORED) & (not inside) else why
        why = y_reason[i] if why == SCORED else why
        why = OEDEMA if (why == SCORED) & hidden[i] else why
        reason[i] = why
        usable[i] = y[i] if why == SCORED else math.nan
        place[i] = row + int(sex[i]) * days if inside else 0


@jit
def place_by_age_or_month(
    y, y_reason, sex, day, hidden, months, axes, usable, place, part, reason,
):  # fmt: skip
    """Do the same where some children are scored by month.

    months  float64[m]     age [months], unrounded
    axes    float64[2, 5]  of the table by day, and of the one by month
    part    float64[m]     how far on to the next row
    """
    first_day, _, _, _, days = axes[0]
    first_month, last_month, _, start, sex_rows = axes[1]
    for i in range(len(y)):
        older = (day[i] == BY_MONTH) & (months[i] <= last_month)
        position = (months[i] if older else first_month) - first_month
        below = np.floor(position)
        row = day[i] - int(first_day)
        known = sex[i] != MISSING
        by_day = (row >= 0) & (row < int(days)) & known
        by_month = older & known
        why = reason_of_child(sex[i], 0 if older else day[i])
        why = AGE_OUTSIDE if (why == SCORED) & (not (by_day | by_month)) else why
        why = y_reason[i] if why == SCORED else why
        why = OEDEMA if (why == SCORED) & hidden[i] else why
        reason[i] = why
        usable[i] = y[i] if why == SCORED else math.nan
        in_days = row + int(sex[i]) * int(days) if by_day else 0
        place[i] = int(start + sex[i] * sex_rows + below) if by_month else in_days
        part[i] = position - below if by_month else 0.0


@jit
def place_by_length(y, y_reason, sex, day, hidden, x, standing, axes, usable, place, part, reason):
    """Find table rows by length; no age is needed. Returns the number between two rows.

    part  float64[m]  fraction of the way to the next row
    """
    between = 0
    # Scalars selected by a condition: indexing arrays would need a gather (4.3 → 1.3 ns).
    lying_first, lying_last, lying_step, lying_start, lying_rows = axes[0]
    standing_first, standing_last, standing_step, standing_start, standing_rows = axes[1]
    for i in range(len(y)):
        first = standing_first if standing[i] else lying_first
        last = standing_last if standing[i] else lying_last
        step = standing_step if standing[i] else lying_step
        start = standing_start if standing[i] else lying_start
        sex_rows = standing_rows if standing[i] else lying_rows
        inside = (x[i] >= first) & (x[i] <= last) & (sex[i] != MISSING)
        position = ((x[i] if inside else first) - first) / step
        nearest = np.rint(position)
        on_a_row = abs(position - nearest) <= ON_A_ROW
        below = nearest if on_a_row else np.floor(position)
        why = reason_of_child(sex[i], 0 if day[i] == MISSING else day[i])
        why = y_reason[i] if why == SCORED else why
        why = OFF_THE_TABLE if (why == SCORED) & (not inside) else why
        why = OEDEMA if (why == SCORED) & hidden[i] else why
        reason[i] = why
        usable[i] = y[i] if why == SCORED else math.nan
        place[i] = int(start + (sex_rows if (sex[i] == 1) & inside else 0.0) + below)
        part[i] = 0.0 if on_a_row else position - below
        between += not on_a_row
    return between


def scratch() -> tuple[Any, Any, Any, Any]:
    """Return work arrays for a block, because np.empty in a kernel compiles for half a second.

    By age, no value is between rows, so the array of fractions stays zero.
    """
    open_ = np.zeros(BLOCK, np.bool_)
    floats = tuple(np.zeros(BLOCK) for _ in range(6))
    places = tuple(np.empty(BLOCK + 1, np.uint32) for _ in range(2))
    return floats, places, open_, open_.view(np.uint64)


# --- all rows ----------------------------------------------------------------------------


@jit
def score(
    y, y_reason, sex, day, hidden, x, standing, by_length, by_month, rows, axes, linear, restricted,
    low, high, rounded, z, flag, reason, floats, places, open_, eights,
):  # fmt: skip
    """Score a measurement with the tables by day and by month, or with the two by length.

    y          float64[n]     measurement
    y_reason   int8[n]        why it cannot be scored, or SCORED
    sex        int8[n]        0, 1 or MISSING
    day        int16[n]       age [whole days], MISSING, OUTSIDE or BY_MONTH; by length it may be
                              missing
    hidden     bool[n]        oedema, where it hides the z
    x          float64[n]     by length: adjusted length or height [cm]; otherwise age [months]
    standing   bool[n]        by length: which of the two tables
    by_length  bool           whether the tables are by length
    by_month   bool           whether there is a table by month, and a child of that age
    rows       float64[r, 8]  constants of the first table, then of the second, if there is one
    axes       float64[t, 5]  per table: first, last, step, first row, rows per sex
    linear     bool           whether L is 1 throughout
    low, high  float          z outside is implausible
    rounded    bool           to two decimals
    z          float64[n]     NaN where missing
    flag       bool[n]        implausible
    reason     int8[n]        why z is missing, or SCORED
    the rest                  scratch()
    """
    usable, L, M, slope, central, part = floats
    place, which = places
    first_day, days = int(axes[0, 0]), int(axes[0, 4])
    settled_to = settled_range(rounded, linear, restricted)
    for start in range(0, len(z), BLOCK):
        end = min(start + BLOCK, len(z))
        m = end - start
        some_y, some_y_reason = y[start:end], y_reason[start:end]
        some_sex, some_day, some_hidden = sex[start:end], day[start:end], hidden[start:end]
        some_z, some_flag, some_reason = z[start:end], flag[start:end], reason[start:end]
        between = 0
        if by_length:
            between = place_by_length(
                some_y, some_y_reason, some_sex, some_day, some_hidden, x[start:end],
                standing[start:end], axes, usable, place, part, some_reason,
            )  # fmt: skip
        elif by_month:
            place_by_age_or_month(
                some_y, some_y_reason, some_sex, some_day, some_hidden, x[start:end], axes,
                usable, place, part, some_reason,
            )  # fmt: skip
        else:
            place_by_age(
                some_y, some_y_reason, some_sex, some_day, some_hidden, first_day, days,
                usable, place, some_reason,
            )  # fmt: skip
        if by_month:
            look_up_between(rows, place, part[:m], linear, L, M, slope)
        else:
            look_up(rows, place[:m], linear, L, M, slope)
        if between:
            look_between(rows, place, part[:m], L, M, slope)
        if linear:
            linear_z(usable, M, slope, central[:m])
        else:
            central_z(usable, L, M, slope, central[:m])
        round_and_flag(central, settled_to, low, high, some_z, some_flag, open_)
        settle_block(
            usable, rows, place, part, open_, eights, which, restricted, low, high, rounded,
            some_z, some_flag, some_reason,
        )  # fmt: skip


@jit_inline
def lms_of(x, sex, day, standing, by_length, rows, axes):
    """Return L, M and S for one child, M NaN where no table holds; the arguments as in score."""
    by_month = day == BY_MONTH and not by_length and len(axes) == 2
    table = 1 if by_month or (by_length and standing) else 0
    first, last, step, start, sex_rows = axes[table]
    at = x if by_length or by_month else float(day)
    ruled_out = sex == MISSING or (day == MISSING and not by_length)
    ruled_out |= day <= OUTSIDE and not by_month
    L, M, S = 1.0, math.nan, 1.0
    if not ruled_out and first <= at <= last:
        position = (at - first) / step
        nearest = np.rint(position)
        on_a_row = abs(position - nearest) <= (ON_A_ROW if by_length else 0.0)
        below = nearest if on_a_row else np.floor(position)
        place = int(start + sex * sex_rows + below)
        L, M, S = rows[place, ROW_L], rows[place, ROW_M], rows[place, ROW_S]
        if not on_a_row:
            L, M, S = between_rows(rows[place], rows[place + 1], position - below)
    return L, M, S


@jit
def score_child(y, x, sex, day, standing, by_length, rows, axes, restricted, rounded):
    """Return one child's exact z, NaN where there is none; the arguments as in the columns'."""
    L, M, S = lms_of(x, sex, day, standing, by_length, rows, axes)
    is_measure = abs(y) < math.inf and (y > 0.0 or not restricted)
    if math.isnan(M) or not is_measure:
        return math.nan
    z = z_restricted(y, L, M, S) if restricted else z_unrestricted(y, L, M, S)
    return (round_z(z) if rounded else z) if abs(z * 100.0) < math.inf else math.nan


# --- from z to measurements --------------------------------------------------------------


@jit
def value_of_z(z, L, M, S, restricted):
    """Return the measurement whose z is z, NaN where none above 0 has it."""
    k = min(max(z, -CENTRAL), CENTRAL) if restricted else z
    # Sooner than pow, and the more exact the smaller L is; below −1 there is no logarithm.
    y = M * math.exp(math.log1p(L * S * k) / L) if L * S * k > -1.0 else math.nan
    if restricted and z > CENTRAL:
        y += (z - CENTRAL) * (y - value_at(2.0, L, M, S))
    if restricted and z < -CENTRAL:
        y += (z + CENTRAL) * (value_at(-2.0, L, M, S) - y)
    return y if 0.0 < y < math.inf else math.nan


@jit
def measure_child(z, x, sex, day, standing, by_length, rows, axes, restricted):
    """Return the measurement of one child's z, NaN where there is none."""
    L, M, S = lms_of(x, sex, day, standing, by_length, rows, axes)
    return value_of_z(z, L, M, S, restricted)


@jit
def measure_children(z, x, sex, day, standing, by_length, rows, axes, restricted, out):
    """Find the measurement of each z; the arguments as in score.

    z           float64[n]
    restricted  bool        beyond 3 SD as the z-score is; else by L, M and S throughout
    out         float64[n]  NaN where there is none
    """
    for i in range(len(out)):
        out[i] = measure_child(
            z[i], x[i], sex[i], day[i], standing[i], by_length, rows, axes, restricted
        )
