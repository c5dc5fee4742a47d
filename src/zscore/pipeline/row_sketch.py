"""Row sketches: the smallest row hashes of a table, for comparing tables."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from zscore._jit import frozen
from zscore.children.arrays import float_column
from zscore.children.kernels import mix

_SKETCH = 1024  # number of smallest hashes kept per table
_ROW = ("birth_date", "age_days", "age_months", "visit_date", "sex", "weight_kg",
        "length_height_cm", "arm_circumference_cm")  # fmt: skip
FEW_ROWS = 10  # with fewer rows, nothing is concluded
_KEY = np.uint64(0x9E3779B97F4A7C15)


def row_hashes(table: pa.Table, n: int) -> NDArray[np.uint64]:
    """Return a hash of child and measurements for each row with a measurement."""
    number = np.full(n, _KEY, np.uint64)
    measured = np.zeros(n, bool)
    for name in _ROW:
        if name not in table.column_names:
            continue
        column = table.column(name)
        if pa.types.is_dictionary(column.type):
            column = column.cast(pa.string())
        if pa.types.is_string(column.type):
            values = (pc.equal(column, "f")).cast(pa.float64()).fill_null(2.0).to_numpy()
        elif pa.types.is_date(column.type):
            values = column.cast(pa.int32()).cast(pa.float64()).fill_null(-1.0).to_numpy()
        else:
            values = float_column(column, name)
            if not name.startswith("age_"):
                measured |= values > 0
        mixed = np.empty(n, np.uint64)
        mix(frozen(number), frozen(np.ascontiguousarray(values).view(np.uint64)), mixed)
        number = mixed
    return number[measured]


def smallest(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return the smallest distinct hashes."""
    if len(numbers) > 8 * _SKETCH:
        numbers = np.partition(numbers, 4 * _SKETCH)[: 4 * _SKETCH]
    return np.unique(numbers)[:_SKETCH]


def share_in_common(one: NDArray[np.uint64], other: NDArray[np.uint64]) -> float:
    """Return the approximate share of the smaller table's rows that are also in the other."""
    smaller, larger = sorted((one, other), key=len)
    if len(smaller) < FEW_ROWS:
        return float(len(smaller) > 0 and np.array_equal(smaller, larger))
    # Those among the smallest hashes of both together that both have.
    both = smallest(np.concatenate([smaller, larger]))
    low = min(both[-1], smaller[-1], larger[-1])
    first, second = smaller[smaller <= low], larger[larger <= low]
    least = min(len(first), len(second))
    return len(np.intersect1d(first, second)) / least if least else 0.0
