"""Conversion of tallies to flat tables and back, for engines and files."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from zscore.prevalence.tally import Tally
from zscore.sums.groups import GroupSums

REASON, LEFT_OUT, SUMS = "left_out_reason", "left_out", "sums"
_KEY = "key_{}"  # by index, because a column of groups may have any name
_ROWS = 1 << 17  # per chunk, which is limited to 2 GiB
_BYTES = 8  # per number


def rows_of(tally: Tally, like: Tally) -> pa.Table:
    """Return one row per group, and one per reason for rows left out.

    All sums of a row are one binary value, because a hundred columns are transferred far more
    slowly. ``like`` is an empty tally of the same call, which defines the possible sums. A sum
    that this tally lacks is NaN, and so is the total it is added to.
    """
    n, reasons = tally.size, sorted(tally.left_out)
    columns: dict[str, pa.Array] = {}
    for place, key in enumerate(tally.keys):
        nobody = pa.nulls(len(reasons), pa.string())
        columns[_KEY.format(place)] = pa.concat_arrays([key.cast(pa.string()), nobody])
    columns[REASON] = pa.array([None] * n + reasons, pa.string())
    columns[LEFT_OUT] = pa.array([0] * n + [tally.left_out[r] for r in reasons], pa.int64())
    numbers = np.zeros((n + len(reasons), _width(like)), np.int64)
    start = 0
    for name, empty in like.sums.items():
        own = tally.sums.get(name, np.full((n, *empty.shape[1:]), np.nan))
        flat = np.ascontiguousarray(own.reshape(n, _columns(empty)), empty.dtype)
        numbers[:n, start : start + flat.shape[1]] = flat.view(np.int64)
        start += flat.shape[1]
    columns[SUMS] = pa.chunked_array(
        [_packed(numbers[k : k + _ROWS]) for k in range(0, len(numbers), _ROWS)], pa.binary()
    )
    return pa.table(columns)


def tally_of(rows: pa.Table, like: Tally) -> Tally:
    """Return the tally from the rows of one or several; rows of a group are added.

    Keys are transferred as text; their types are those of ``like``.
    """
    groups = rows.filter(pc.is_null(rows.column(REASON)))
    others = rows.filter(pc.is_valid(rows.column(REASON)))
    left_out: Counter[str] = Counter()
    for reason, n in zip(*(others.column(name).to_pylist() for name in (REASON, LEFT_OUT)),
                         strict=True):  # fmt: skip
        left_out[reason] += n
    numbers = _unpacked(groups.column(SUMS), _width(like))
    sums: dict[str, NDArray[Any]] = {}
    start = 0
    for name, empty in like.sums.items():
        width = _columns(empty)
        flat = np.ascontiguousarray(numbers[:, start : start + width]).view(empty.dtype)
        if not (empty.dtype.kind == "f" and np.isnan(flat).any()):
            sums[name] = flat.reshape(len(numbers), *empty.shape[1:])
        start += width
    keys = {
        name: _whole(groups.column(_KEY.format(place))).cast(key.type)
        for place, (name, key) in enumerate(like.counted.keys.items())
    }
    counted = GroupSums.of([GroupSums(keys=keys, sums=sums)])
    return replace(like, counted=counted, left_out=left_out)


def _columns(sums: NDArray[np.generic]) -> int:
    """Return the number of values per group in an array of sums."""
    return math.prod(sums.shape[1:])


def _width(like: Tally) -> int:
    """Return the total number of values per group."""
    return sum(map(_columns, like.sums.values()))


def _packed(numbers: NDArray[np.int64]) -> pa.Array:
    """Return every row of numbers as bytes."""
    kind = pa.binary(_BYTES * numbers.shape[1])
    buffers = [None, pa.py_buffer(numbers)]
    return pa.Array.from_buffers(kind, len(numbers), buffers).cast(pa.binary())


def _unpacked(column: pa.ChunkedArray, width: int) -> NDArray[np.int64]:
    """Return the rows of numbers."""
    kind = pa.binary(_BYTES * width)
    parts = [np.zeros((0, width), np.int64)]
    for chunk in column.cast(kind).chunks:
        numbers = np.frombuffer(chunk.buffers()[1], np.int64, len(chunk) * width,
                                _BYTES * width * chunk.offset)  # fmt: skip
        parts.append(numbers.reshape(len(chunk), width))
    return np.concatenate(parts)


def _whole(column: pa.ChunkedArray) -> pa.Array:
    return pa.concat_arrays([*column.chunks, pa.array([], column.type)])
