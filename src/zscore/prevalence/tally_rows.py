"""A tally as a flat table and back: for engines that add up columns, and for files."""

from __future__ import annotations

import math
from collections import Counter
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from zscore.prevalence.counting import Sums
from zscore.prevalence.tally import Tally

REASON, LEFT_OUT = "left_out_reason", "left_out"
_KEY = "key_{}"  # by place: a column of groups may have any name


def rows_of(tally: Tally, like: Tally) -> pa.Table:
    """Return a row for each group, and one for each reason why rows are in none.

    ``like`` is a tally of nobody of the same call: it says which sums there may be. A sum that
    this tally has not is NaN, and so is what it is added to.
    """
    n, reasons = len(tally.sums["rows"]), sorted(tally.left_out)
    columns: dict[str, pa.Array] = {}
    for place, key in enumerate(tally.keys):
        nobody = pa.nulls(len(reasons), pa.string())
        columns[_KEY.format(place)] = pa.concat_arrays([key.cast(pa.string()), nobody])
    columns[REASON] = pa.array([None] * n + reasons, pa.string())
    columns[LEFT_OUT] = pa.array([0] * n + [tally.left_out[r] for r in reasons], pa.int64())
    for name, sums in like.sums.items():
        own = tally.sums.get(name, np.full((n, *sums.shape[1:]), np.nan))
        flat = own.reshape(n, _width(sums))
        zeros = np.zeros(len(reasons), sums.dtype)
        for place in range(_width(sums)):
            column = np.concatenate([flat[:, place], zeros])
            columns[f"{name}_{place}"] = pa.array(column, from_pandas=False)
    return pa.table(columns)


def tally_of(rows: pa.Table, like: Tally) -> Tally:
    """Return the tally of rows that were added up by their keys and reasons.

    Keys travel as texts; their types are those of ``like``.
    """
    groups = rows.filter(pc.is_null(rows.column(REASON))).combine_chunks()
    others = rows.filter(pc.is_valid(rows.column(REASON)))
    left_out = dict(zip(others.column(REASON).to_pylist(), others.column(LEFT_OUT).to_pylist(),
                        strict=True))  # fmt: skip
    sums: Sums = {}
    for name, empty in like.sums.items():
        flat = [
            groups.column(f"{name}_{place}").to_numpy().astype(empty.dtype, copy=False)
            for place in range(_width(empty))
        ]
        stacked = np.stack(flat, axis=1).reshape(groups.num_rows, *empty.shape[1:])
        if not (stacked.dtype.kind == "f" and np.isnan(stacked).any()):
            sums[name] = stacked
    keys = [
        _whole(groups.column(_KEY.format(place))).cast(key.type)
        for place, key in enumerate(like.keys)
    ]
    return Tally(
        design=like.design, proportions=like.proportions, z=like.z, keys=tuple(keys), sums=sums,
        left_out=Counter({reason: int(n) for reason, n in left_out.items()}), asked=like.asked,
    )  # fmt: skip


def _width(sums: NDArray[Any]) -> int:
    """Return how many numbers a group has."""
    return math.prod(sums.shape[1:])


def _whole(column: pa.ChunkedArray) -> pa.Array:
    return pa.concat_arrays([*column.chunks, pa.array([], column.type)])
