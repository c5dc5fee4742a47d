"""THE TABLE of what is counted of every unit, and the counts as sums that add up.

Each entry gives every row a class, or a z-score of which powers are summed; statistics are made of
the sums alone (scorecard.py, smart.py, cliffs.py), so rows may come in any blocks and order.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from zscore._jit import frozen
from zscore.column_values import MISSING, Codes, Floats
from zscore.columns import Table
from zscore.errors import ColumnError, listed
from zscore.prevalence.groups import groups_of, named_key, ranked, summed
from zscore.prevalence.tally import TOTAL
from zscore.quality import kernels
from zscore.quality.across import Across, compare
from zscore.quality.checks import CHECKS, Findings
from zscore.quality.duplicates import DUPLICATES
from zscore.quality.rows import MAIN, Flags, Rows
from zscore.who_lms.indicators import INDICATORS

Units = NDArray[np.int32]
COMPLETE = (
    "sex", "birth_date", "visit_date", "weight_kg", "length_height_cm", "measured",
    "arm_circumference_cm",
)  # fmt: skip
MEASURES = ("weight_kg", "length_height_cm", "arm_circumference_cm")
DIGITS = 20  # ten of tenths, and ten of hundredths that are not 0
POWERS = 5  # 0 to 4
SMART_FLAG = 3.0  # from the mean of the unit
# What a column of units may not be called.
RESULT_COLUMNS = frozenset(
    ("level", "parameter", "statistic", "subject", "n", "value", "low", "high", "accepted_low",
     "accepted_high", "marked", "test", "p", "points", "class", "not_run", "indicator", "cutoff",
     "below", "above", "log_ratio", "se", "expected", "expected_se", "others", "excess_ratio",
     "excess_low", "excess_high", "p_adjusted", TOTAL)
)  # fmt: skip
CUTOFFS: dict[str, tuple[float, ...]] = {"haz": (-2.0, -3.0), "waz": (-2.0,), "whz": (-2.0, -3.0)}
BAND = 0.1  # z
# Where the bands beside a cut-off are counted: the cut-offs, and what they are compared with.
POINTS = tuple(-4.5 + 0.5 * k for k in range(9))
_CASE = -2.0


class UnitRows(Findings):
    """Rows of several units, and what several counts share."""

    def __init__(self, rows: Rows, across: Across, mean: Mapping[str, Floats] | None) -> None:
        super().__init__(rows, across)
        self.mean: Mapping[str, Floats] = mean or {}  # of each z-score in the row's unit

    @cached_property
    def months(self) -> Floats:
        """Completed months."""
        return np.floor(self.rows.age_months)

    @cached_property
    def surveyed(self) -> Flags:
        """Is the child of the ages of a SMART survey, 6 to 59 months?"""
        return (self.months >= 6) & (self.months < 60)


@dataclass(frozen=True, kw_only=True)
class Count:
    """Something that is counted: the class of each row, MISSING where it has none."""

    name: str
    needs: tuple[str, ...] = ()
    classes: int
    codes: Callable[[UnitRows], NDArray[Any]]
    of_mean: str | None = None  # the z-score whose mean in the unit it depends on


@dataclass(frozen=True, kw_only=True)
class PowerSum:
    """Something of which powers are summed: a z-score of each row, NaN where it has none."""

    name: str
    needs: tuple[str, ...] = ()
    z: Callable[[UnitRows], Floats]
    of_mean: str | None = None


def _there(name: str, of: UnitRows) -> Codes:
    rows = of.rows
    if name in {"sex", "measured"}:
        codes = rows.sex if name == "sex" else rows.measured
        return (codes >= 0).astype(np.int8)
    if name.endswith("_date"):
        return (~np.isnat(rows.days(name))).astype(np.int8)
    return (rows.number(name) > 0).astype(np.int8)


def _sex(of: UnitRows) -> Codes:
    return of.rows.sex


def _age_half(of: UnitRows) -> Codes:
    """Return 0 for 6 to 29 months, 1 for 30 to 59."""
    return np.where(of.surveyed, of.months >= 30, MISSING).astype(np.int8)


def _month_of_year(of: UnitRows) -> Codes:
    inside = (of.months >= 0) & (of.months < 60)
    return np.where(inside, np.where(inside, of.months, 0) % 12, MISSING).astype(np.int8)


def _birth_day(of: UnitRows) -> Codes:
    birth = of.rows.birth
    day = (birth - birth.astype("M8[M]")).astype(np.float64)
    return np.where(np.isnat(birth), MISSING, day).astype(np.int8)


def _birth_month(of: UnitRows) -> Codes:
    birth = of.rows.birth.astype("M8[M]")
    month = (birth - birth.astype("M8[Y]")).astype(np.float64)
    return np.where(np.isnat(birth), MISSING, month).astype(np.int8)


def _digit(name: str, of: UnitRows) -> Codes:
    """Return the last digit as it is written: of 10.4 the 4, of 10 the 0, of 10.45 ten and 5."""
    values = of.rows.number(name)
    there = (values > 0) & (values < 1000)
    hundredths = np.round(np.where(there, values, 0) * 100).astype(np.int64)
    fine = hundredths % 10
    digit = np.where(fine == 0, hundredths // 10 % 10, 10 + fine)
    return np.where(there, digit, MISSING).astype(np.int8)


def _implausible(z: str, of: UnitRows) -> Codes:
    score = of.rows.scores[z]
    return np.where(np.isnan(score.z), MISSING, score.flag).astype(np.int8)


def _plausible(z: str, of: UnitRows) -> Floats:
    score = of.rows.scores[z]
    return np.where(score.flag, np.nan, score.z)


def _bands(z: str, of: UnitRows) -> Codes:
    """Return the band beside a point in which each z lies: 2k below point k, 2k + 1 above."""
    hundredths = np.round(of.rows.z(z) * 100)
    step, width = round(100 * (POINTS[1] - POINTS[0])), round(100 * BAND)
    from_first = hundredths - round(100 * POINTS[0]) + width
    place, inside = np.divmod(from_first, step)
    there = (place >= 0) & (place < len(POINTS)) & (inside < 2 * width)
    with np.errstate(invalid="ignore"):
        return np.where(there, 2 * place + (inside >= width), MISSING).astype(np.int8)


def _case(z: str, of: UnitRows) -> Codes:
    plausible = _plausible(z, of)
    return np.where(np.isnan(plausible), MISSING, plausible < _CASE).astype(np.int8)


def _smart_case(z: str, of: UnitRows) -> Codes:
    return np.where(of.surveyed, _case(z, of), MISSING).astype(np.int8)


def _marked(check: str, whole: Callable[[UnitRows], Flags], of: UnitRows) -> Codes:
    return np.where(whole(of), _RULES[check](of), MISSING).astype(np.int8)


def _all(of: UnitRows) -> Flags:
    return np.ones(of.rows.n, bool)


def _placed(of: UnitRows) -> Flags:
    placed: Flags = (of.rows.measured >= 0) & ~np.isnan(of.rows.age_days)
    return placed


def _compared(z: str, of: UnitRows) -> Flags:
    return ~np.isnan(of.rows.number(f"published_{z}")) & ~np.isnan(of.rows.z(z))


def _surveyed(codes: Callable[[UnitRows], Codes], of: UnitRows) -> Codes:
    return np.where(of.surveyed, codes(of), MISSING).astype(np.int8)


def _surveyed_z(z: str, of: UnitRows) -> Floats:
    return np.where(of.surveyed, _plausible(z, of), np.nan)


def _smart_flag(z: str, of: UnitRows) -> Codes:
    """Return whether a z is too far from the mean of its unit."""
    values = np.where(of.surveyed, of.rows.z(z), np.nan)
    away = of.rows.scores[z].flag | (np.abs(values - of.mean[z]) > SMART_FLAG)
    return np.where(np.isnan(values), MISSING, away).astype(np.int8)


def _smart_plausible(z: str, of: UnitRows) -> Floats:
    return np.where(_smart_flag(z, of) == 0, of.rows.z(z), np.nan)


_RULES = {check.name: check.rule for check in CHECKS}
_NEEDS = {check.name: check.needs for check in CHECKS}


def mean_of(z: str) -> str:
    """Return the name of the sums of which the mean of a z-score is made."""
    return f"{z}_surveyed"


MEANS = tuple(
    PowerSum(name=mean_of(z), needs=INDICATORS[z].needs, z=partial(_surveyed_z, z)) for z in MAIN
)
COUNTED: tuple[Count | PowerSum, ...] = (
    Count(name="rows", classes=1, codes=lambda of: np.zeros(of.rows.n, np.int8)),
    *(Count(name=f"{name}_there", needs=(name,), classes=2, codes=partial(_there, name))
      for name in COMPLETE),
    Count(name="sex", needs=("sex",), classes=2, codes=_sex),
    Count(name="age_half", classes=2, codes=_age_half),
    Count(name="month_of_year", classes=12, codes=_month_of_year),
    Count(name="birth_day", needs=("birth_date",), classes=31, codes=_birth_day),
    Count(name="birth_month", needs=("birth_date",), classes=12, codes=_birth_month),
    *(Count(name=f"{name}_digit", needs=(name,), classes=DIGITS, codes=partial(_digit, name))
      for name in MEASURES),
    *(Count(name=f"{z}_implausible", needs=INDICATORS[z].needs, classes=2,
            codes=partial(_implausible, z)) for z in MAIN),
    *(PowerSum(name=f"{z}_powers", needs=INDICATORS[z].needs, z=partial(_plausible, z))
      for z in MAIN),
    *(Count(name=f"{z}_case", needs=INDICATORS[z].needs, classes=2, codes=partial(_case, z))
      for z in MAIN),
    *(Count(name=f"{z}_bands", needs=INDICATORS[z].needs, classes=2 * len(POINTS),
            codes=partial(_bands, z)) for z in CUTOFFS),
    Count(name="position", needs=("measured",), classes=2,
          codes=partial(_marked, "position_against_age", _placed)),
    *(Count(name=f"published_{z}", needs=(f"published_{z}", *INDICATORS[z].needs), classes=2,
            codes=partial(_marked, f"published_{z}_differs", partial(_compared, z)))
      for z in MAIN),
    *(Count(name=name, needs=_NEEDS[name], classes=2, codes=partial(_marked, name, _all))
      for name in (*(entry.name for entry in DUPLICATES), "carried_forward")),
    Count(name="smart_sex", needs=("sex",), classes=2, codes=partial(_surveyed, _sex)),
    *(Count(name=f"smart_{name}_digit", needs=(name,), classes=DIGITS,
            codes=partial(_surveyed, partial(_digit, name))) for name in MEASURES),
    *(Count(name=f"smart_{z}_flag", needs=INDICATORS[z].needs, classes=2,
            codes=partial(_smart_flag, z), of_mean=z) for z in MAIN),
    *(PowerSum(name=f"smart_{z}_powers", needs=INDICATORS[z].needs,
               z=partial(_smart_plausible, z), of_mean=z) for z in MAIN),
    *(Count(name=f"smart_{z}_case", needs=INDICATORS[z].needs, classes=2,
            codes=partial(_smart_case, z)) for z in MAIN),
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
