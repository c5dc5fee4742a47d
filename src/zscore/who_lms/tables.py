"""LMS tables, read and checked on first use.

The CSV files are in ``data/who_tables`` of a checkout and in ``zscore/who_tables``
of an installed wheel; their origin is in SOURCES.toml.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import csv

from zscore.who_lms.standards import STANDARDS, WHO_2009

SEXES = ("male", "female")  # the order of the tables' first axis
MONTHS_OF_INCREMENTS = 24  # completed at the first of two visits
_PACKAGE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, kw_only=True)
class LmsTable:
    """Table of L, M and S for both sexes, evenly spaced along its axis."""

    name: str
    axis: str
    first: float  # axis value of row 0
    last: float  # axis value of the last row
    step: float  # axis value from row to row
    lms: NDArray[np.float64]  # [sex, row, (L, M, S)]


@dataclass(frozen=True, kw_only=True)
class Constants:
    """Constants of one or more tables for the kernels; a row fills a cache line.

    ``rows`` has the rows of the first table, male then female, then those of the next.
    ``axes`` has for each table the first and last axis value, the step, the index of its
    first row, and the number of rows per sex.
    """

    rows: NDArray[np.float64]  # [row, (L, M, S, slope, SD3, 1/(SD3−SD2), SD−3, 1/(SD−2−SD−3))]
    axes: NDArray[np.float64]  # [table, (first, last, step, first row, rows a sex)]
    linear: bool  # whether L is 1 throughout; the slope is then 1/(M·S), otherwise 1/S


def tables_directory() -> Path:
    """Return the folder of the CSV files in an installed wheel or a checkout."""
    installed = _PACKAGE / "who_tables"
    return installed if installed.is_dir() else _PACKAGE.parents[1] / "data" / "who_tables"


@cache
def load_table(name: str) -> LmsTable:
    """Return the table called ``name``, read once and read-only.

    Parameters
    ----------
    name
        Name of a file in ``data/who_tables`` without its extension.

    Examples
    --------
    >>> table = load_table("who2006_weight_for_age")
    >>> table.axis, table.first, table.last, table.step, table.lms.shape
    ('age_days', 0.0, 1856.0, 1.0, (2, 1857, 3))
    """
    path = tables_directory() / f"{name}.csv"
    with path.open() as file:
        axis = file.readline().split(",")[1]
    names = [axis, "L", "M", "S"]
    columns = csv.read_csv(
        path,
        csv.ReadOptions(use_threads=False),  # starting threads takes longer than reading
        convert_options=csv.ConvertOptions(
            include_columns=names, column_types=dict.fromkeys(names, pa.float64())
        ),
    ).combine_chunks()
    x = _numbers(columns, axis)
    rows = len(x) // 2
    # Male rows first, then female, each from the first axis value to the last (test_tables.py).
    lms = np.stack([_numbers(columns, column) for column in "LMS"], axis=1).reshape(2, rows, 3)
    lms.setflags(write=False)
    # Days are whole; lengths are in tenths, and 45.1 − 45.0 is not 0.1 in floating point.
    step = round(float(x[1] - x[0]), 6)
    return LmsTable(name=name, axis=axis, first=float(x[0]), last=float(x[-1]), step=step, lms=lms)


def _numbers(columns: pa.Table, name: str) -> NDArray[np.float64]:
    """Return a column as floats, without to_numpy, which would import pandas (0.3 s)."""
    chunk = columns.column(name).chunk(0)
    return np.frombuffer(chunk.buffers()[1], np.float64, len(chunk))


@cache
def load_constants(names: tuple[str, ...]) -> Constants:
    """Return the constants of tables that are used together."""
    tables = [load_table(name) for name in names]
    rows = _constants(np.concatenate([table.lms.reshape(-1, 3) for table in tables]))
    lengths = [table.lms.shape[1] for table in tables]
    starts = np.cumsum([0, *(2 * length for length in lengths)])
    axes = [
        (table.first, table.last, table.step, start, length)
        for table, start, length in zip(tables, starts, lengths, strict=False)
    ]
    linear = bool((rows[:, 0] == 1).all())
    places = np.array(axes)
    rows.setflags(write=False)
    places.setflags(write=False)
    return Constants(rows=rows, axes=places, linear=linear)


def _constants(lms: NDArray[np.float64]) -> NDArray[np.float64]:
    L, M, S = lms.T
    slope = 1 / (M * S) if (L == 1).all() else 1 / S

    def value_at(k: float) -> NDArray[np.float64]:
        value: NDArray[np.float64] = M * (1.0 + L * S * k) ** (1.0 / L)
        return value

    up, down = value_at(3.0) - value_at(2.0), value_at(-2.0) - value_at(-3.0)
    return np.stack([L, M, S, slope, value_at(3.0), 1 / up, value_at(-3.0), 1 / down], axis=1)


@cache
def constants_of(indicator: str) -> Constants:
    """Return what the kernels look up of an indicator: its tables of every standard."""
    tables = [entry.tables.get(indicator, ()) for entry in STANDARDS.values()]
    return load_constants(tuple(name for names in tables for name in names))


@cache
def ages_of(standard: str) -> tuple[float, float]:
    """Return the first and the last age of a standard's tables by age, in their own unit."""
    entry = STANDARDS[standard]
    tables = [load_table(names[0]) for names in entry.tables.values()]
    by_age = [table for table in tables if table.axis == entry.age]
    return min(table.first for table in by_age), max(table.last for table in by_age)


@cache
def load_increments(measure: str) -> NDArray[np.float64]:
    """Return L, M, S and delta of the increments of a measure.

    float64[window, sex, start month, 4]; NaN where WHO has none. Windows are those of WHO_2009,
    in their order.
    """
    intervals = list(WHO_2009.windows)
    found = np.full((len(intervals), len(SEXES), MONTHS_OF_INCREMENTS, 4), np.nan)
    rows = csv.read_csv(
        tables_directory() / f"{WHO_2009.table}.csv", csv.ReadOptions(use_threads=False)
    ).to_pylist()
    for row in rows:
        if row["measure"] == measure:
            at = intervals.index(row["interval_months"]), SEXES.index(row["sex"])
            found[(*at, row["start_month"])] = [row[name] for name in ("L", "M", "S", "delta")]
    found.setflags(write=False)
    return found
