"""Units of every level, with counts as sums over any blocks of rows.

The counts of a row are defined in counts.py.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from zscore.arguments import check_flag
from zscore.children.arrays import Codes, Floats
from zscore.children.frames import Table
from zscore.errors import ColumnError, listed
from zscore.quality.across import Across, compare
from zscore.quality.counts import (
    COUNTED,
    MEANS,
    OF_MEAN,
    POWERS,
    Count,
    Entry,
    PowerSum,
    UnitRows,
)
from zscore.quality.rows import MAIN, Rows
from zscore.quality.unit_columns import RESULT_COLUMNS
from zscore.sums.counting import Counted, count_rows, first_cells
from zscore.sums.groups import GroupSums, Level, add_to, depths, level_of
from zscore.sums.keys import Key, groups_of, named_key

Units = NDArray[np.int32]
_UNIT = "unit"


@dataclass(kw_only=True)
class UnitSums:
    """The sums of every unit of the lowest level, to which blocks of rows are added.

    All rows are added twice: with ``add_means``, and then with ``add``, for what SMART flags
    depends on the mean of the unit.
    """

    by: tuple[str, ...]
    rollup: bool
    as_text: bool = False  # keys of files are texts, whatever their type
    _of_means: list[GroupSums] = field(default_factory=list)
    _sums: dict[tuple[str, int | None], NDArray[np.int64]] = field(default_factory=dict)
    _there: set[str] = field(default_factory=set)  # entries whose columns are in some table
    _lock: threading.Lock = field(default_factory=threading.Lock)  # several threads add
    _mean: dict[int, dict[str, Floats]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        check_flag(self.rollup, "rollup")

    def add_means(self, rows: Rows, threads: int | None = None) -> None:
        """Add rows to the sums of which the means are made.

        Raises
        ------
        ColumnError
            If a column of units is not there, there twice, or called as one of the result.
        """
        keys = self._keys(rows.table)
        sums = _counted(MEANS, rows, Across(0), {}, keys, threads)
        with self._lock:
            add_to(self._of_means, sums, GroupSums.of)

    @cached_property
    def units(self) -> GroupSums:
        """The units of the lowest level, in order: all of them, once their means are added."""
        # All rows together are a unit, even if there are none.
        return GroupSums.of(self._of_means).rolled_up(self.by, least=int(not self.by))[0]

    def units_of(self, table: Table) -> Units:
        """Return the number of the unit of each row.

        Raises
        ------
        KeyError
            If the means of a unit have not been added.
        """
        found, group = groups_of(list(self._keys(table).values()), table.n)
        number = np.array([self._number[path] for path in _paths(found)], np.int32)
        return number[group] if table.n else np.zeros(0, np.int32)

    def add(self, rows: Rows, across: Across, unit: Units, threads: int | None = None) -> None:
        """Add rows to all other sums."""
        keys = {_UNIT: Key(values=pa.array(np.arange(self.units.size)), codes=unit)}
        for depth in (None, *self._depths):
            entries = COUNTED if depth is None else OF_MEAN
            means = {} if depth is None else self._means(depth)
            mean = {z: of_units[unit] for z, of_units in means.items()}
            found = _counted(entries, rows, across, mean, keys, threads)
            with self._lock:
                self._there |= {entry.name for entry in entries if rows.has(*entry.needs)}
                self._add(found, depth)

    def _add(self, found: GroupSums, depth: int | None) -> None:
        at = found.keys[_UNIT].to_numpy()
        for name, sums in found.sums.items():
            if (name, depth) not in self._sums:
                shape = (self.units.size, *sums.shape[1:])
                self._sums[name, depth] = np.zeros(shape, sums.dtype)
            self._sums[name, depth][at] += sums

    def levels(self) -> list[Level]:
        """Return the units of every level, the widest first, with the sums of all their rows.

        ``{z}_clusters`` are of the lowest units in each: how many there are, their cases and the
        squares of their cases.
        """
        return [self._level(depth) for depth in self._depths]

    def tables(self, make: Callable[[Level], pa.Table], units: int) -> Iterator[pa.Table]:
        """Yield what is made of each level, the widest first, of so many units at a time."""
        for level in self.levels():
            for start in range(0, max(level.groups, 1), units):
                some = level.some(slice(start, min(start + units, level.groups)))
                made = make(some)
                of_each = made.num_rows // max(some.groups, 1)
                each = pa.array(np.repeat(np.arange(some.groups), of_each))
                unit = {name: column.take(each) for name, column in some.columns().items()}
                yield pa.table({**unit, **dict(zip(made.column_names, made.columns, strict=True))})

    @property
    def _depths(self) -> range:
        return depths(self.by, rollup=self.rollup)

    def _keys(self, table: Table) -> dict[str, Key]:
        keys: dict[str, Key] = {}
        for name in self.by:
            if name not in table:
                raise ColumnError("group_missing", column=name, found=listed(table.names))
            if name in keys:
                raise ColumnError("group_twice", column=name)
            if name in RESULT_COLUMNS:
                raise ColumnError("group_taken", column=name)
            key = named_key(table, name)
            keys[name] = key.as_text() if self.as_text else key
        return keys

    @cached_property
    def _number(self) -> dict[tuple[object, ...], int]:
        """The number of each unit, by its keys."""
        return {path: k for k, path in enumerate(_paths(list(self.units.keys.values())))}

    def _means(self, depth: int) -> dict[str, Floats]:
        """Return the mean of each z-score in the unit of a level that each lowest unit is in."""
        if depth not in self._mean:
            wider, parent = self.units.rolled_up(self.by[:depth])
            with np.errstate(invalid="ignore"):
                self._mean[depth] = {
                    z: (wider.sums[z][:, 1] / wider.sums[z][:, 0] / 100)[parent] for z in MAIN
                }
        return self._mean[depth]

    def _level(self, depth: int) -> Level:
        sums = {
            name: of_all
            for (name, of), of_all in self._sums.items()
            if of in (None, depth) and name in self._there
        }
        if depth < len(self.by):
            for name in [name for name in sums if name.endswith("_case")]:
                sums[name.replace("_case", "_clusters")] = _clusters(sums[name])
        lowest = GroupSums(keys=self.units.keys, sums=sums)
        groups, _ = lowest.rolled_up(self.by[:depth])
        return level_of(groups, self.by, depth, rollup=self.rollup, lowest=lowest)


def _counted(
    entries: Sequence[Entry],
    rows: Rows,
    across: Across,
    mean: Mapping[str, Floats],
    keys: Mapping[str, Key],
    threads: int | None,
) -> GroupSums:
    """Return the sums of each entry, by its name."""
    counts = [entry for entry in entries if isinstance(entry, Count)]
    powers = [entry for entry in entries if isinstance(entry, PowerSum)]

    def read(block: slice) -> tuple[Codes, Floats]:
        of_block = {z: of_rows[block] for z, of_rows in mean.items()}
        of = UnitRows(rows.part(block), across.part(block), of_block)
        codes = np.empty((len(counts), of.rows.n), np.int8)
        for k, count in enumerate(counts):
            codes[k] = count.codes(of) if rows.has(*count.needs) else count.lacking
        z = np.full((len(powers), of.rows.n), np.nan)
        for k, power in enumerate(powers):
            if rows.has(*power.needs):
                z[k] = power.z(of)
        return codes, z

    classes = [count.classes for count in counts]
    counted = Counted(classes=classes, z=len(powers), powers=POWERS, read=read)
    found = count_rows(keys, rows.n, counted, threads=threads)
    cells = np.split(found.sums["counts"], first_cells(classes)[1:-1], axis=1) if counts else []
    moments = np.split(found.sums["moments"], len(powers), axis=1)
    names = [*(count.name for count in counts), *(power.name for power in powers)]
    return replace(found, sums=dict(zip(names, (*cells, *moments), strict=True)))


def _paths(keys: Sequence[pa.Array]) -> list[tuple[object, ...]]:
    return list(zip(*(key.to_pylist() for key in keys), strict=True)) if keys else [()]


def _clusters(cases: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return for each cluster that has children 1, its cases and their square."""
    k = cases[:, 1]
    return np.stack([(cases.sum(axis=1) > 0).astype(np.int64), k, k * k], axis=1)


def count_units(rows: Rows, by: tuple[str, ...], *, rollup: bool) -> UnitSums:
    """Count all rows of a table.

    Raises
    ------
    ColumnError, CodeError
        If a column cannot be read, or is not there.
    """
    rows.read()
    sums = UnitSums(by=by, rollup=rollup)
    sums.add_means(rows)
    sums.add(rows, compare(rows), sums.units_of(rows.table))
    return sums
