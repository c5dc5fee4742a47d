"""Kernels that count rows by group; sums of blocks add up to those of all rows.

The *place* of a group is its index in the arrays of sums. Cells are the
classes of every characteristic, one after the other; a class of -1 is counted nowhere.
"""

from __future__ import annotations

import numpy as np

from zscore._jit import jit

_BLOCK = 1024  # rows
EMPTY = -1  # a slot of the hash table without a key
_MIX = np.uint64(0x9E3779B97F4A7C15)  # 2⁶⁴ by the golden ratio, Knuth's multiplier
# Values beyond this are not z-scores but markers.
_BEYOND = 90.0

# Moments of z: of whole hundredths its powers; with weights w, of whole units w, w z and w z².
W, WX, WXX, MOMENTS = 0, 1, 2, 3


@jit
def find_places(keys, start, end, slots, slot_bits, found, n_found, counts, places):
    """Number the distinct keys in order of occurrence, and count their rows.

    keys    int64[n]     key of each row, 0 or more
    slots   int32[s]     by a key's hash: its place, or EMPTY; s a power of two
    found   int64[k]     the keys by place, n_found of them known before; k at most s / 2
    counts  int32[k, c]  the first column: rows
    places  int32[n]     place of each row

    Rows ``start`` to ``end``; returns where it ended (earlier, if there is no room for one more
    key) and how many keys are known.
    """
    mask = len(slots) - 1
    shift = np.uint64(64 - slot_bits)
    last, place = np.int64(-1), np.int32(EMPTY)
    for i in range(start, end):
        key = keys[i]
        if key != last:  # rows of one posyandu mostly follow each other
            slot = np.int64((np.uint64(key) * _MIX) >> shift)
            place = slots[slot]
            while place != EMPTY and found[place] != key:
                slot = (slot + 1) & mask
                place = slots[slot]
            if place == EMPTY:
                if n_found == len(found):
                    return i, n_found
                place = np.int32(n_found)
                found[n_found] = key
                slots[slot] = place
                n_found += 1
            last = key
        places[i] = place
        counts[place, 0] += 1
    return end, n_found


@jit
def fill_slots(found, n_found, slots, slot_bits):
    """Enter known keys into an empty hash table."""
    mask = len(slots) - 1
    shift = np.uint64(64 - slot_bits)
    for place in range(n_found):
        slot = np.int64((np.uint64(found[place]) * _MIX) >> shift)
        while slots[slot] != EMPTY:
            slot = (slot + 1) & mask
        slots[slot] = place


@jit
def add_key(key, codes, size):
    """Combine codes into a key: key = key * size + code.

    key    int64[n]  in and out
    codes  int32[n]  0 to size - 1
    """
    for i in range(len(key)):
        key[i] = key[i] * size + codes[i]


@jit
def count_rows(
    keys, codes, firsts, z, powers, start, slots, slot_bits, found, n_found, places, counts, moments
):
    """Count rows and classes of each group, and sum powers of z in whole hundredths.

    keys, slots, found, places  as in find_places
    codes    int8[c, n]           class of each characteristic, or -1
    firsts   int64[c + 1]         cell of its first class
    z        float64[m, n]        rounded; NaN or a value beyond ±90 where there is none
    powers   int                  how many powers of z are summed, from 0
    counts   int32[g, 1 + cells]  rows, then those of each cell
    moments  int64[g, m * powers]

    Begins at row ``start`` and returns as find_places does. What finding a group brings into the
    cache is still there when its classes are counted, for it goes a few rows at a time.
    """
    n = len(keys)
    while start < n:
        want = min(start + _BLOCK, n)
        end, n_found = find_places(
            keys, start, want, slots, slot_bits, found, n_found, counts, places
        )
        for i in range(start, end):
            place = places[i]
            for c in range(len(codes)):
                if codes[c, i] >= 0:
                    counts[place, 1 + firsts[c] + codes[c, i]] += 1
            for k in range(len(z)):
                if abs(z[k, i]) < _BEYOND:
                    h = np.int64(np.rint(z[k, i] * 100.0))
                    power = np.int64(1)
                    for p in range(k * powers, (k + 1) * powers):
                        moments[place, p] += power
                        power *= h
        start = end
        if end < want:
            break
    return start, n_found


@jit
def weigh_rows(
    places, codes, firsts, z, weight, weighted_rows, n_z, sums, moments, squares, square_moments
):
    """Count rows as in count_rows, with nonnegative weights.

    weight          float64[n]
    weighted_rows   int64[g]              rows of a weight that is not 0
    n_z             int64[g, m]           z of rows of a weight that is not 0
    sums, moments   float64[g, cells], float64[g, m * MOMENTS]  of weights
    squares, square_moments  the same of squared weights; nothing, if they have no columns
    """
    has_squares = squares.shape[1] > 0 or square_moments.shape[1] > 0
    for i in range(len(places)):
        w = weight[i]
        if w == 0.0:
            continue
        place = places[i]
        weighted_rows[place] += 1
        for c in range(len(codes)):
            if codes[c, i] >= 0:
                sums[place, firsts[c] + codes[c, i]] += w
                if has_squares:
                    squares[place, firsts[c] + codes[c, i]] += w * w
        for k in range(len(z)):
            x = z[k, i]
            if abs(x) < _BEYOND:
                first = k * MOMENTS
                n_z[place, k] += 1
                moments[place, first + W] += w
                moments[place, first + WX] += w * x
                moments[place, first + WXX] += w * x * x
                if has_squares:
                    square_moments[place, first + W] += w * w
                    square_moments[place, first + WX] += w * w * x
                    square_moments[place, first + WXX] += w * w * x * x


@jit
def add_rows(rows, group, total):
    """Add each row to the total of its group.

    rows   int64 or float64[n, k]
    group  int64[n]
    total  as rows [g, k]
    """
    for i in range(len(group)):
        for k in range(rows.shape[1]):
            total[group[i], k] += rows[i, k]
