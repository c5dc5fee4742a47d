"""Comparison of estimates with WHO's prevalence classes, targets and expected numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import replace
from numbers import Real
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from zscore.children.arrays import MISSING, Floats, float_column
from zscore.children.arrow_columns import as_arrow
from zscore.children.frames import Categories, Table
from zscore.errors import ColumnError, ParameterError, UnknownNameError, listed, shown_number
from zscore.prevalence.conditions import CLASSES
from zscore.prevalence.estimate_columns import RESULT_COLUMNS
from zscore.prevalence.levels import Estimates
from zscore.prevalence.periods import year_of
from zscore.prevalence.tally import Tally
from zscore.sums.groups import GroupSums, summed
from zscore.sums.keys import groups_of, key_of, of_one_type

MET = ("no", "uncertain", "yes")  # whether the target is met, given the interval
TARGET_CONDITION = "stunting"


def add_classes(level: Estimates) -> None:
    """Add WHO's class of each prevalence, and those of its limits."""
    for name, values in (
        ("prevalence_class", level.estimate),
        ("prevalence_class_low", level.low),
        ("prevalence_class_high", level.high),
    ):
        found = np.full(values.shape, MISSING, np.int8)
        for k, quantity in enumerate(level.quantities):
            limits = quantity.proportion.limits if quantity.proportion else ()
            if limits and quantity.statistic == "prevalence":
                # 10 % is in the next class, and so is 0.1 of 1, despite rounding.
                percent = np.round(100 * values[:, k], 9)
                classes = np.searchsorted(limits, percent, "right")
                found[:, k] = np.where(np.isnan(percent), MISSING, classes)
        level.more[name] = Categories(codes=found, labels=CLASSES, ordered=True)


def add_targets(level: Estimates, target: float | Mapping[Any, float], tally: Tally) -> None:
    """Add the target, the distance to it, and whether it is met.

    Raises
    ------
    UnknownNameError
        If a target is for neither a known condition nor a year.
    """
    wanted = np.full(level.estimate.shape, np.nan)
    conditions = [q.proportion.name if q.proportion else None for q in level.quantities]
    shares = np.array([q.statistic == "prevalence" for q in level.quantities], bool)
    known_names = list(dict.fromkeys(p.name for p in tally.proportions))
    for name, percent in (
        target.items() if isinstance(target, Mapping) else [(TARGET_CONDITION, target)]
    ):
        if not (isinstance(percent, Real) and 0 <= float(percent) <= 100):
            raise ParameterError("bad_target", value=shown_number(percent))
        condition, groups = str(name), np.ones(level.groups, bool)
        year = _year(name)
        if year is not None and tally.design.period is not None:
            condition = TARGET_CONDITION
            years = [year_of(str(value)) for value in level.keys[0].to_pylist()]
            groups = np.array([other == year for other in years], bool)
        if condition not in known_names:
            raise UnknownNameError("unknown_target", name=str(name), known=", ".join(known_names))
        chosen = np.array([c == condition for c in conditions], bool) & shares
        wanted[np.ix_(groups, chosen)] = float(percent)
    level.more["target"] = wanted
    level.more["gap"] = 100 * level.estimate - wanted
    wanted = wanted / 100
    with np.errstate(invalid="ignore"):
        verdict = 1 + (level.high <= wanted).astype(int) - (level.low > wanted).astype(int)
        # The excess number of children, less rounding errors.
        over = np.ceil(level.numerator - wanted * level.n_weighted - 1e-9)
    known = ~np.isnan(wanted) & ~np.isnan(level.estimate)
    met = np.where(known, verdict, MISSING).astype(np.int8)
    level.more["target_met"] = Categories(codes=met, labels=MET, ordered=True)
    level.more["children_over_target"] = np.where(known, np.maximum(over, 0), np.nan)


def _counts(column: Any, name: str) -> Floats:
    """Return numbers of children; the texts 22.000 and 22,000 both mean 22 thousand."""
    array = as_arrow(column)
    if pa.types.is_string(array.type) or pa.types.is_large_string(array.type):
        grouped = pc.match_substring_regex(array, r"^\s*[1-9][0-9]{0,2}([.,][0-9]{3})+\s*$")
        array = pc.if_else(grouped, pc.replace_substring_regex(array, "[.,]", ""), array)
    return float_column(array, name)


def _year(name: object) -> int | None:
    """Return a year written as 2025, "2025" or 2025.0, or None."""
    text = str(name).removesuffix(".0")
    return int(text) if text.isdigit() else None


class Population:
    """Expected numbers of children by group, in one or more columns."""

    def __init__(self, table: Any, by: Sequence[str]) -> None:
        opened = Table(table)
        self._by = tuple(by)
        lacking = [name for name in by if name not in opened]
        if lacking:
            raise ColumnError("group_missing", column=lacking[0], found=listed(opened.names))
        keys = [key_of(opened.column(name)) for name in by]
        self._keys = [key.take(key.codes) for key in keys]
        self._n = opened.n
        groups = int(groups_of(self._keys, self._n)[1].max(initial=-1)) + 1
        if groups < self._n:
            raise ColumnError("population_twice", n=self._n - groups)
        self._targets = {
            name: _counts(opened.column(name), name) for name in opened.names if name not in by
        }
        if not self._targets:
            raise ColumnError("no_population", found=listed(opened.names))
        for name, values in self._targets.items():
            if name in RESULT_COLUMNS:
                raise ColumnError("group_taken", column=name)
            bad = ~((values >= 0) & np.isfinite(values))
            if bad.any():
                row = int(np.argmax(bad))
                raise ColumnError("bad_population", column=name, n=int(bad.sum()), row=row)

    def with_unknown(self, tally: Tally) -> Population:
        """Return the population with missing groups added, with unknown numbers.

        The groups above them then have unknown numbers too, so that no coverage includes
        children who are not in the denominator.
        """
        own = [
            key for name, key in zip(tally.design.keys, tally.keys, strict=True) if name in self._by
        ]
        columns = [
            pa.concat_arrays(of_one_type([theirs, mine]))
            for theirs, mine in zip(self._keys, own, strict=True)
        ]
        n = self._n + len(tally.sums["rows"])
        keys, group = groups_of(columns, n)
        lacking = np.ones(int(group.max(initial=-1)) + 1, bool)
        lacking[group[: self._n]] = False
        place = np.flatnonzero(lacking)
        whole = copy(self)
        whole._keys = [
            pa.concat_arrays([column.slice(0, self._n), key.take(pa.array(place))])
            for column, key in zip(columns, keys, strict=True)
        ]
        whole._n = self._n + len(place)
        whole._targets = {
            name: np.append(values, np.full(len(place), np.nan))
            for name, values in self._targets.items()
        }
        return whole

    def with_all_groups(self, tally: Tally) -> Tally:
        """Return the tally with groups without any children added, in every period."""
        keys = list(self._keys)
        if tally.design.period:
            periods = pc.unique(tally.keys[0])
            period, group = np.indices((len(periods), self._n)).reshape(2, -1)
            keys = [periods.take(pa.array(period)), *(k.take(pa.array(group)) for k in keys)]
        n = len(keys[0]) if keys else 0
        nobody = {
            name: np.zeros((n, *array.shape[1:]), array.dtype) for name, array in tally.sums.items()
        }
        groups = GroupSums(keys=dict(zip(tally.counted.keys, keys, strict=True)), sums=nobody)
        return Tally.of([tally, replace(tally, counted=groups, left_out=Counter())])

    def add_coverage(self, level: Estimates, depth: int, *, has_period: bool) -> None:
        """Add the expected number of children and the coverage [%] of each group."""
        own = level.keys[has_period:]
        columns = [
            pa.concat_arrays(of_one_type([mine, theirs]))
            for mine, theirs in zip(own, self._keys[:depth], strict=True)
        ]
        _, group = groups_of(columns, level.groups + self._n)
        ours, theirs = group[: level.groups], group[level.groups :]
        for name, values in self._targets.items():
            target = summed(values, theirs, int(group.max(initial=0)) + 1)[ours]
            wide = np.repeat(target[:, None], len(level.quantities), axis=1)
            with np.errstate(invalid="ignore", divide="ignore"):
                level.more[name] = wide
                level.more[f"{name}_coverage"] = np.where(wide > 0, 100 * level.n / wide, np.nan)
