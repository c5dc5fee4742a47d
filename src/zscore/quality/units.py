"""The units of every level, and their counts as sums that add up.

Rows may come in any blocks and order: what is counted of a row is counts.py's.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from zscore._jit import frozen
from zscore.arguments import check_flag
from zscore.children.arrays import Floats
from zscore.children.frames import Table
from zscore.errors import ColumnError, listed
from zscore.prevalence.groups import groups_of, named_key, ranked, summed
from zscore.prevalence.tally import TOTAL
from zscore.quality import kernels
from zscore.quality.across import Across, compare
from zscore.quality.counts import COUNTED, MEANS, POWERS, Count, PowerSum, UnitRows
from zscore.quality.rows import MAIN, Rows

Units = NDArray[np.int32]
# What a column of units may not be called.
RESULT_COLUMNS = frozenset(
    ("level", "parameter", "statistic", "subject", "n", "value", "low", "high", "accepted_low",
     "accepted_high", "marked", "test", "p", "points", "class", "not_run", "indicator", "cutoff",
     "below", "above", "log_ratio", "se", "expected", "expected_se", "others", "excess_ratio",
     "excess_low", "excess_high", "p_adjusted", TOTAL)
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Level:
    """The units of one level: their keys, and their sums by name.

    ``{z}_clusters`` are of the lowest units in each: how many there are, their cases and the
    squares of their cases.
    """

    name: str | None  # None without roll-up
    keys: dict[str, pa.Array]  # null in the columns of lower levels
    units: int
    sums: dict[str, NDArray[np.int64]]

    def some(self, units: slice) -> Level:
        """Return some of the units."""
        return Level(
            name=self.name,
            keys={name: key[units] for name, key in self.keys.items()},
            units=units.stop - units.start,
            sums={name: sums[units] for name, sums in self.sums.items()},
        )

    def columns(self, each: pa.Array) -> dict[str, pa.Array]:
        """Return the columns that say of which unit each row of a table is."""
        level = {} if self.name is None else {"level": pa.repeat(self.name, len(each))}
        return level | {name: key.take(each) for name, key in self.keys.items()}


@dataclass(kw_only=True)
class UnitSums:
    """The sums of every unit of the lowest level, to which blocks of rows are added.

    All rows are added twice: with ``add_means``, and then with ``add``, for what SMART flags
    depends on the mean of the unit.
    """

    by: tuple[str, ...]
    rollup: bool
    as_text: bool = False  # keys of files are texts, whatever their type
    _number: dict[tuple[object, ...], int] = field(default_factory=dict)
    _sums: dict[str, NDArray[np.int64]] = field(default_factory=dict)
    _mean: dict[int, dict[str, Floats]] = field(default_factory=dict)  # by depth, made once
    _lock: threading.Lock = field(default_factory=threading.Lock)  # several threads add

    def __post_init__(self) -> None:
        check_flag(self.rollup, "rollup")

    def units_of(self, table: Table) -> Units:
        """Return the number of the unit of each row; a unit that was not met is given one.

        Raises
        ------
        ColumnError
            If a column of units is not there, there twice, or called as one of the result.
        """
        for place, name in enumerate(self.by):
            if name not in table:
                raise ColumnError("group_missing", column=name, found=listed(table.names))
            if name in self.by[:place]:
                raise ColumnError("group_twice", column=name)
            if name in RESULT_COLUMNS:
                raise ColumnError("group_taken", column=name)
        values, group = groups_of([named_key(table, name) for name in self.by], table.n)
        if self.as_text:
            values = [array.cast(pa.string()) for array in values]
        met = zip(*(array.to_pylist() for array in values), strict=True) if values else [()]
        number = [self._number.setdefault(key, len(self._number)) for key in met]
        return np.array(number, np.int32)[group] if table.n else np.zeros(0, np.int32)

    def add_means(self, rows: Rows, across: Across, unit: Units) -> None:
        """Add rows to the sums of which the means are made."""
        self._mean.clear()
        self._add(UnitRows(rows, across, None), unit, MEANS, "")

    def add(self, rows: Rows, across: Across, unit: Units) -> None:
        """Add rows to all other sums."""
        plain = [entry for entry in COUNTED if entry.of_mean is None]
        of_mean = [entry for entry in COUNTED if entry.of_mean is not None]
        self._add(UnitRows(rows, across, None), unit, plain, "")
        for depth in self._depths():
            means = self._means(depth)
            mean = {z: values[unit] for z, values in means.items()}
            self._add(UnitRows(rows, across, mean), unit, of_mean, f"@{depth}")

    def levels(self) -> list[Level]:
        """Return the units of every level, the widest first, with the sums of all their rows."""
        return [self._level(depth) for depth in self._depths()]

    def order(self) -> NDArray[np.intp]:
        """Return the place of each unit among all, in the order of their keys."""
        return self._parents(len(self.by))[1]

    def tables(self, make: Callable[[Level], pa.Table], units: int) -> Iterator[pa.Table]:
        """Yield what is made of each level, the widest first, of so many units at a time."""
        for level in self.levels():
            for start in range(0, max(level.units, 1), units):
                some = level.some(slice(start, min(start + units, level.units)))
                made = make(some)
                of_each = made.num_rows // max(some.units, 1)
                each = pa.array(np.repeat(np.arange(some.units), of_each))
                columns = dict(zip(made.column_names, made.columns, strict=True))
                yield pa.table({**some.columns(each), **columns})

    def _depths(self) -> range:
        return range(0 if self.rollup else len(self.by), len(self.by) + 1)

    def _add(
        self, of: UnitRows, unit: Units, entries: Sequence[Count | PowerSum], suffix: str
    ) -> None:
        met, local = ranked(unit)
        local = frozen(local.astype(np.int32))
        for entry in entries:
            if not of.rows.has(*entry.needs):
                continue
            if isinstance(entry, Count):
                sums = np.zeros((len(met), entry.classes), np.int64)
                kernels.count_cells(local, frozen(entry.codes(of)), sums)
            else:
                sums = np.zeros((len(met), POWERS), np.int64)
                kernels.sum_powers(local, frozen(np.round(100 * entry.z(of))), sums)
            with self._lock:
                self._whole(entry.name + suffix, sums.shape[1])[met] += sums

    def _whole(self, name: str, classes: int) -> NDArray[np.int64]:
        """Return the sums of all units, with room for those met since."""
        sums = self._sums.get(name, np.zeros((0, classes), np.int64))
        if len(sums) < len(self._number) or name not in self._sums:
            longer = np.zeros((max(2 * len(sums), len(self._number)), classes), np.int64)
            longer[: len(sums)] = sums
            self._sums[name] = sums = longer
        return sums

    def _keys(self) -> list[pa.Array]:
        columns: list[list[Any]] = [list(column) for column in zip(*self._number, strict=True)]
        kind = pa.string() if self.as_text else None
        return [_array(values, kind) for values in columns or [[] for _ in self.by]]

    def _means(self, depth: int) -> dict[str, Floats]:
        """Return the mean of each z-score in the unit of a level that each lowest unit is in."""
        if depth in self._mean:
            return self._mean[depth]
        parent = self._parents(depth)[1]
        means = {}
        for entry, z in zip(MEANS, MAIN, strict=True):
            if entry.name in self._sums:
                sums = self._whole(entry.name, POWERS)[: len(self._number)]
                total = summed(sums, parent, int(parent.max(initial=-1)) + 1)
                with np.errstate(invalid="ignore"):
                    means[z] = (total[:, 1] / total[:, 0] / 100)[parent]
        self._mean[depth] = means
        return means

    def _parents(self, depth: int) -> tuple[list[pa.Array], NDArray[np.intp]]:
        return groups_of(self._keys()[:depth], len(self._number))

    def _level(self, depth: int) -> Level:
        found, parent = self._parents(depth)
        units = int(parent.max(initial=-1)) + 1
        sums = {}
        for name, of_all in self._sums.items():
            plain, _, own_depth = name.partition("@")
            if not own_depth or int(own_depth) == depth:
                sums[plain] = summed(of_all[: len(self._number)], parent, units)
            if plain.endswith("_there"):  # in a file without the column it is missing in all rows
                there = sums[plain][:, 1]
                rows = summed(self._sums["rows"][: len(self._number)], parent, units)[:, 0]
                sums[plain] = np.stack([rows - there, there], axis=1)
            if depth < len(self.by) and name.endswith("_case"):
                clusters = _clusters(of_all[: len(self._number)])
                sums[name.replace("_case", "_clusters")] = summed(clusters, parent, units)
        below = [pa.nulls(units, key.type) for key in self._keys()[depth:]]
        level = self.by[depth - 1] if depth else TOTAL
        return Level(
            name=level if self.rollup else None,
            keys=dict(zip(self.by, [*found, *below], strict=True)),
            units=units,
            sums=sums,
        )


def _clusters(cases: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return for each cluster that has children 1, its cases and their square."""
    k = cases[:, 1]
    return np.stack([(cases.sum(axis=1) > 0).astype(np.int64), k, k * k], axis=1)


def _array(values: list[Any], kind: pa.DataType | None) -> pa.Array:
    """Return keys as one array; as texts, if some blocks have texts and others numbers."""
    try:
        return pa.array(values, kind)
    except (pa.ArrowInvalid, pa.ArrowTypeError):
        return pa.array([None if value is None else str(value) for value in values])


def count_units(rows: Rows, by: tuple[str, ...], *, rollup: bool) -> UnitSums:
    """Count all rows of a table.

    Raises
    ------
    ColumnError, CodeError
        If a column cannot be read, or is not there.
    """
    rows.read()
    sums = UnitSums(by=by, rollup=rollup)
    unit = sums.units_of(rows.table)
    across = compare(rows)
    sums.add_means(rows, across, unit)
    sums.add(rows, across, unit)
    return sums
