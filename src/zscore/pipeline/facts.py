"""What is known of each table of a run: its rows, months, districts, and what it was read as.

Facts add up over blocks of rows. From those of all tables follow the warnings: what may make
the numbers of a run another thing than they seem.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from zscore._jit import frozen
from zscore.children.ages import has_age
from zscore.children.arrays import float_column, read_texts
from zscore.children.cells import NOT_AN_AGE, Seen, age_slack_days
from zscore.children.columns import BY_NAME
from zscore.children.headings import is_identity, is_near_an_age
from zscore.children.kernels import mix
from zscore.children.measurement_units import PLAUSIBLE, Spread
from zscore.children.probe import DATES
from zscore.children.reading import Reading
from zscore.eppgbm.published import compared_z
from zscore.errors import listed
from zscore.pipeline.sources import Block, Source
from zscore.quality.dates import exchanged
from zscore.who_lms.indicators import INDICATORS

_MOST_COMPARED = 300_000  # rows of a table that are compared with those of others
_SKETCH = 1024  # numbers of rows that are kept of a table, the smallest ones
_SHARED = 0.5  # of the rows of a table, from which it is there twice
_MOST_NAMES = 1000
_MOST_NAMED = 3  # files, in a warning
_MOST_LISTED = 20  # districts; more of them are hardly districts
_SLACK_DAYS = 5  # a written age is counted by hand, and months are not all equally long
_EQUAL_Z = 90.0  # [%]; of honest exports 99.8 % are
_HALF = 0.5
_WRONG_AGES = 0.1  # of the rows, from which it is more than slips of the pen
_FEW_ROWS = 10  # of fewer nothing is concluded
_ROW = ("birth_date", "age_days", "age_months", "visit_date", "sex", "weight_kg",
        "length_height_cm", "arm_circumference_cm")  # fmt: skip
_KEY = np.uint64(0x9E3779B97F4A7C15)


@dataclass(kw_only=True, repr=False)  # a heading may be a NIK itself
class TableFacts:
    """One table of a file, as sums that add up over its blocks."""

    file: str
    sheet: str | None
    kind: str
    profile: str
    profile_from: str  # asked, export or table
    header_row: int | None
    reading: Reading
    rows: int = 0
    blank_rows: int = 0
    months: set[str] = field(default_factory=set)
    districts: set[str] = field(default_factory=set)
    ages_compared: int = 0
    ages_disagree: int = 0
    ages_exchanged: int = 0  # that agree once day and month of both dates are exchanged
    scored: int = 0  # rows with any z-score
    z_compared: int = 0
    z_equal: int = 0
    # By indicator: z-scores, and how many of them are plausible, and within ±3.
    plausible: dict[str, list[int]] = field(default_factory=dict)
    readable: dict[str, list[int]] = field(default_factory=dict)  # cells given, and readable ones
    spreads: dict[str, Spread] = field(default_factory=dict)  # of measurements, in their own unit
    left_out: Mapping[str, int] = field(default_factory=dict)
    _sketch: NDArray[np.uint64] = field(default_factory=lambda: np.zeros(0, np.uint64))
    _slack: Seen = field(default_factory=lambda: Seen(age_slack_days, NOT_AN_AGE), repr=False)

    @classmethod
    def of(cls, source: Source, profile: str, *, asked: bool) -> TableFacts:
        """Return the facts of a table of which no row was read yet."""
        return cls(
            file=source.file,
            sheet=source.sheet,
            kind="eppgbm" if source.is_export else "table",
            profile=profile,
            profile_from="asked" if asked else "export" if source.of_register else "table",
            header_row=source.header_row,
            reading=source.reading,
            left_out=dict(source.left_out),
        )

    @property
    def name(self) -> str:
        """The file, and the sheet if it has several."""
        return f"{self.file} ({self.sheet})" if self.sheet else self.file

    def add(self, block: Block) -> None:
        """Take note of some rows."""
        table = block.needed
        self.rows += len(block.rows)
        self.blank_rows += block.blank_rows
        if "visit_date" in self.reading.columns:
            days = pc.unique(table.column("visit_date")).drop_null()
            self.months.update(pc.strftime(days, format="%Y-%m").to_pylist())
        district = self.reading.columns.get("district")
        if (
            district is not None
            and not is_identity(district.heading)
            and len(self.districts) < _MOST_NAMES
        ):
            names = pc.unique(table.column("district")).to_pylist()
            self.districts.update(str(name).strip() for name in names if name is not None)
        for name in PLAUSIBLE if self.rows <= _MOST_COMPARED else ():
            if name in self.reading.columns:
                own = str(BY_NAME[name].unit)
                spread = self.spreads.setdefault(name, Spread(column=name, own=own, stated=own))
                spread.observe(float_column(table.column(name), name))
        self._compare_ages(block)
        self._count_readable(block)
        if self.rows <= _MOST_COMPARED:
            numbers = _numbers(table, len(block.rows))
            self._sketch = _smallest(np.concatenate([self._sketch, numbers]))

    def add_z(
        self, table: pa.Table, z: Mapping[str, NDArray[np.float64]], *, compare: bool = True
    ) -> dict[str, tuple[int, int]]:
        """Take note of z-scores, and compare those that stand in the table with them.

        Returns by indicator how many were compared, and how many of them are equal.
        """
        found = {}
        missing = {name: np.isnan(ours) for name, ours in z.items()}
        if z:
            none = np.logical_and.reduce(list(missing.values()))
            self.scored += len(none) - int(np.count_nonzero(none))
        for name, ours in z.items():
            low, high = INDICATORS[name].flags
            count = self.plausible.setdefault(name, [0, 0, 0])
            count[0] += len(ours) - int(np.count_nonzero(missing[name]))
            count[1] += int(np.count_nonzero((ours >= low) & (ours <= high)))
            count[2] += int(np.count_nonzero((ours >= -3) & (ours <= 3)))
            if not compare or f"published_{name}" not in self.reading.columns:
                continue
            theirs = float_column(table.column(f"published_{name}"), name)
            found[name] = compared_z(theirs, ours)
        self.z_compared += sum(compared for compared, _ in found.values())
        self.z_equal += sum(equal for _, equal in found.values())
        return found

    def unreadable_columns(self) -> list[str]:
        """Return the headings of columns in which no cell that is filled can be read."""
        return [
            self.reading.columns[name].heading
            for name, (given, readable) in self.readable.items()
            if given and not readable
        ]

    def _compare_ages(self, block: Block) -> None:
        table, written = block.needed, block.written_ages
        if written is None or not all(name in self.reading.columns for name in DATES):
            return
        texts = table.column("age_at_visit")
        birth, visit = (table.column(name).to_numpy().astype("M8[D]") for name in DATES)
        known = ~(np.isnat(birth) | np.isnat(visit) | np.isnan(written))
        self.ages_compared += int(known.sum())
        at = np.flatnonzero(known & ~_agree(birth, visit, written, 0.0))
        slack = read_texts(texts.take(pa.array(at)), self._slack).values
        still = ~_agree(birth[at], visit[at], written[at], slack)
        at, slack = at[still], slack[still]
        self.ages_disagree += len(at)
        birth, visit = (np.where(np.isnat(e := exchanged(d[at])), d[at], e) for d in (birth, visit))
        self.ages_exchanged += int(_agree(birth, visit, written[at], slack).sum())

    def _count_readable(self, block: Block) -> None:
        noted = dict.fromkeys(self.reading.columns, 0)
        for (name, _), n in block.notes.items():
            if name in noted:
                noted[name] += n
        for name, entry in self.reading.columns.items():
            if entry.entry.group not in {"child", "measurement"}:
                continue
            given = len(block.rows) - block.needed.column(name).null_count
            count = self.readable.setdefault(name, [0, 0])
            count[0] += given + noted[name]
            count[1] += given

    def read_as(self) -> list[dict[str, Any]]:
        """Return what was read as what, a column of the table a line."""
        found = []
        for name, entry in self.reading.columns.items():
            column = entry.entry
            line: dict[str, Any] = {
                "heading": listed([entry.heading]),
                "column": name,
                "told": entry.told,
            }
            unit = self.reading.unit(name)
            if column.unit is not None and unit is not None:
                line["unit"] = unit
                line["unit_from"] = self.reading.unit_from(name)
            if codes := {**entry.meaning.codes, **self.reading.told.codes.get(name, {})}:
                line["codes"] = codes
            if column.kind == "date" and (order := self.reading.order_of(name)) is not None:
                line["order"] = order
            found.append(line)
        return found

    def __repr__(self) -> str:
        """Return how many rows there are, and of which kind."""
        return f"TableFacts({self.rows} rows, {self.kind})"

    def as_json(self, *, districts: bool = True) -> dict[str, Any]:
        """Return the facts as JSON holds them; without the names of ``districts``, if so asked."""
        named = sorted(self.districts) if districts and len(self.districts) <= _MOST_LISTED else []
        return {
            "file": self.file,
            "sheet": self.sheet,
            "kind": self.kind,
            "profile": self.profile,
            "profile_from": self.profile_from,
            "header_row": self.header_row,
            "rows": self.rows,
            "blank_rows": self.blank_rows,
            "day_first": self.reading.day_first,
            "sheets_left_out": dict(self.left_out),
            "read_as": self.read_as(),
            "not_used": self.reading.not_used(),
            "months": sorted(self.months),
            "districts": named,
            "n_districts": len(self.districts),
            "ages_compared": self.ages_compared,
            "ages_disagree": self.ages_disagree,
            "ages_exchanged": self.ages_exchanged,
            "z_compared": self.z_compared,
            "z_equal": self.z_equal,
        }

    def shares_rows_with(self, other: TableFacts) -> float:
        """Return about which share of the rows of the smaller table is in the other too."""
        smaller, larger = sorted((self, other), key=lambda facts: len(facts._sketch))
        if len(smaller._sketch) < _FEW_ROWS:
            same = np.array_equal(smaller._sketch, larger._sketch) and len(smaller._sketch) > 0
            return float(same)
        # Among the smallest numbers of both together, those that both have.
        both = _smallest(np.concatenate([smaller._sketch, larger._sketch]))
        low = min(both[-1], smaller._sketch[-1], larger._sketch[-1])
        one, two = (sketch[sketch <= low] for sketch in (smaller._sketch, larger._sketch))
        least = min(len(one), len(two))
        return len(np.intersect1d(one, two)) / least if least else 0.0


@dataclass(frozen=True, kw_only=True)
class Warn:
    """A warning: the key of its sentence, and what it is about."""

    key: str
    values: Mapping[str, Any]


def failures_of(tables: Sequence[TableFacts]) -> list[Warn]:
    """Return why a run has no result worth the name: nothing could be read, or scored."""
    found = [
        Warn(key="nothing_readable", values={"file": facts.name, "heading": listed([heading])})
        for facts in tables
        for heading in facts.unreadable_columns()
    ]
    if any(facts.rows for facts in tables) and not any(facts.scored for facts in tables):
        names = listed_files([facts.name for facts in tables])
        found.append(Warn(key="nothing_scored", values={"file": names}))
    return found


def warnings_of(
    tables: Sequence[TableFacts], *, counts: bool, period: str | None = None, by: Sequence[str] = ()
) -> list[Warn]:
    """Return what must be said before any number.

    Parameters
    ----------
    counts
        Are children counted together, so that months and districts should not be mixed?
    period, by
        By which they are told apart.
    """
    found = [
        *_implausible(tables),
        *_by_values(tables),
        *_hardly_readable(tables),
        *_ages_of_others(tables),
        *_the_same_rows(tables),
    ]
    if counts:
        found += _mixed(tables, period, by)
    return [*found, *_exchanged(tables), *_published(tables), *_of_other_layout(tables)]


def _implausible(tables: Sequence[TableFacts]) -> list[Warn]:
    """Return of what more than half is implausible, in all tables or in one, and the likely cause.

    Measurements that can be nobody's are as bad where no z-score comes of them.
    """
    found = []
    for name, indicator in INDICATORS.items():
        counts = {facts.name: facts.plausible.get(name, [0, 0, 0]) for facts in tables}
        wrong = _where_most_are_wrong(counts)
        for some in wrong:
            measures = [m for m in indicator.needs if m in PLAUSIBLE]
            values = {"indicator": name, **_of_some(some, counts)}
            found.append(_with_cause(values, [t for t in tables if t.name in some], measures))
        within = {file: [n, near] for file, (n, _, near) in counts.items()}
        if not wrong and sum(n for n, _ in within.values()) >= _FEW_ROWS:
            found += [
                Warn(key="warn_extreme", values={"indicator": name, **_of_some(some, within)})
                for some in _where_most_are_wrong(within)
            ]
    for column in PLAUSIBLE:
        spreads = {f.name: f.spreads[column] for f in tables if column in f.spreads}
        counts = {file: [s.n, s.inside[s.own]] for file, s in spreads.items()}
        for some in _where_most_are_wrong(counts):
            if not any(column in INDICATORS[w.values["indicator"]].needs for w in found
                       if "indicator" in w.values):  # fmt: skip
                values = {"column": column, **_of_some(some, counts)}
                found.append(Warn(key="warn_measurements", values=values))
    return found


def _where_most_are_wrong(counts: Mapping[str, Sequence[int]]) -> list[list[str]]:
    """Return all tables, if more than half of what they hold is wrong, or else each such table."""
    n, right = (sum(count[i] for count in counts.values()) for i in (0, 1))
    if 2 * (n - right) > n:
        return [list(counts)]
    return [[file] for file, (n, right, *_) in counts.items()
            if n >= _FEW_ROWS and 2 * (n - right) > n]  # fmt: skip


def _of_some(files: Sequence[str], counts: Mapping[str, Sequence[int]]) -> dict[str, Any]:
    n, right = (sum(counts[file][i] for file in files) for i in (0, 1))
    return {"file": listed_files(files), "n": n - right, "of": n}


def _with_cause(
    values: dict[str, Any], tables: Sequence[TableFacts], measures: Sequence[str]
) -> Warn:
    for column in measures:
        if (unit := _likely_unit(tables, column)) is not None:
            more = {"column": column, "unit": unit}
            return Warn(key="warn_implausible_unit", values=values | more)
    return Warn(key="warn_implausible", values=values)


def listed_files(files: Sequence[str]) -> str:
    """Return a few names of files, and how many more there are as dots."""
    return ", ".join(files[:_MOST_NAMED]) + (", …" if len(files) > _MOST_NAMED else "")


def _likely_unit(tables: Sequence[TableFacts], column: str) -> str | None:
    """Return another unit in which most values of a column would be plausible."""
    spreads = [facts.spreads[column] for facts in tables if column in facts.spreads]
    n = sum(spread.n for spread in spreads)
    inside = Counter[str]()
    for spread in spreads:
        inside.update(spread.inside)
    own = str(BY_NAME[column].unit)
    if not n or 2 * inside[own] > n:
        return None
    unit, most = max(inside.items(), key=lambda item: item[1])
    return unit if unit != own and 2 * most > n else None


def _by_values(tables: Sequence[TableFacts]) -> list[Warn]:
    return [
        Warn(
            key="warn_unit",
            values={
                "file": facts.name,
                "heading": listed([facts.reading.columns[name].heading]),
                "column": name,
                "unit": facts.reading.units[name],
            },
        )
        for facts in tables
        for name in facts.reading.by_values
    ]


def _ages_of_others(tables: Sequence[TableFacts]) -> list[Warn]:
    """Return tables whose ages may be the mothers', or that have none, but a heading near one."""
    found = []
    for facts in tables:
        reading = facts.reading
        if reading.ages_of_adults is not None:
            low, high = reading.ages_of_adults
            heading = reading.columns["age_months"].heading
            values = {"heading": listed([heading]), "low": f"{low:g}", "high": f"{high:g}"}
            found.append(Warn(key="warn_age_of_adults", values={"file": facts.name, **values}))
        near = next((h for h in reading.not_used() if is_near_an_age(h)), None)
        if near is not None and not has_age(reading.columns):
            values = {"file": facts.name, "heading": listed([near])}
            found.append(Warn(key="warn_no_age", values=values))
    return found


def _hardly_readable(tables: Sequence[TableFacts]) -> list[Warn]:
    return [
        Warn(
            key="warn_hardly_readable",
            values={
                "file": facts.name,
                "heading": listed([facts.reading.columns[name].heading]),
                "n": given - readable,
                "rows": given,
            },
        )
        for facts in tables
        for name, (given, readable) in facts.readable.items()
        if given and readable < _HALF * given
    ]


def _the_same_rows(tables: Sequence[TableFacts]) -> list[Warn]:
    return [
        Warn(
            key="warn_same_rows",
            values={"one": one.name, "other": other.name, "percent": round(100 * share)},
        )
        for i, one in enumerate(tables)
        for other in tables[:i]
        if (share := one.shares_rows_with(other)) > _SHARED
    ]


def _mixed(tables: Sequence[TableFacts], period: str | None, by: Sequence[str]) -> list[Warn]:
    found = []
    register = [facts for facts in tables if facts.profile_from == "export"]
    months = set().union(*(facts.months for facts in register)) if register else set()
    if period is None and len(months) > 1 and not {"month", "quarter", "year"} & set(by):
        found.append(
            Warn(
                key="warn_months",
                values={"n": len(months), "first": min(months), "last": max(months)},
            )
        )
    districts = set().union(*(facts.districts for facts in tables)) if tables else set()
    if len(districts) > 1 and not by:
        found.append(Warn(key="warn_districts", values={"n": len(districts)}))
    return found


def _exchanged(tables: Sequence[TableFacts]) -> list[Warn]:
    """Return the tables in which a spreadsheet may have exchanged day and month."""
    by_pattern = [
        Warn(
            key="warn_dates_exchanged",
            values={"file": facts.name, "heading": listed([facts.reading.columns[name].heading])},
        )
        for facts in tables
        for name in facts.reading.exchanged
    ]
    by_pattern += [
        Warn(
            key="warn_order_of_few",
            values={
                "file": facts.name,
                "heading": listed([facts.reading.columns[name].heading]),
                "order": str(facts.reading.order_of(name)),
            },
        )
        for facts in tables
        for name in facts.reading.orders_of_few
    ]
    return by_pattern or [
        Warn(
            key="warn_exchanged",
            values={"file": facts.name, "n": facts.ages_exchanged, "of": facts.ages_disagree},
        )
        for facts in tables
        if facts.ages_disagree > _WRONG_AGES * facts.ages_compared
        and facts.ages_exchanged > _HALF * facts.ages_disagree
    ]


def _published(tables: Sequence[TableFacts]) -> list[Warn]:
    """Return the tables whose own z-scores are others, with the likely cause."""
    found = []
    for facts in tables:
        if facts.z_compared < _FEW_ROWS or 100 * facts.z_equal >= _EQUAL_Z * facts.z_compared:
            continue
        cause = "ages" if facts.ages_disagree > _WRONG_AGES * facts.ages_compared else "other"
        if cause == "other" and "measured" not in facts.reading.columns:
            cause = "position"
        found.append(
            Warn(
                key=f"warn_published_{cause}",
                values={"file": facts.name, "equal": facts.z_equal, "n": facts.z_compared},
            )
        )
    return found


def _agree(
    birth: NDArray[Any], visit: NDArray[Any], written: NDArray[Any], slack: NDArray[Any] | float
) -> NDArray[np.bool_]:
    """Are the two dates as far apart as the written age says?"""
    gap = (visit - birth).astype("m8[D]").astype(np.float64) - written
    agree: NDArray[np.bool_] = (gap >= -_SLACK_DAYS) & (gap <= slack + _SLACK_DAYS)
    return agree


def _of_other_layout(tables: Sequence[TableFacts]) -> list[Warn]:
    """Return the tables that lack columns which most others have."""
    if len(tables) < 3:
        return []
    needed = [
        {n for n, e in facts.reading.columns.items() if e.entry.group in {"child", "measurement"}}
        for facts in tables
    ]
    usual = {name for name in BY_NAME if sum(name in some for some in needed) > _HALF * len(tables)}
    return [
        Warn(
            key="warn_other_layout",
            values={"file": facts.name, "columns": ", ".join(sorted(usual - some))},
        )
        for facts, some in zip(tables, needed, strict=True)
        if usual - some
    ]


def _numbers(table: pa.Table, n: int) -> NDArray[np.uint64]:
    """Return a number for what was measured of whom in each row; those of no measurement are left
    out.
    """
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


def _smallest(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    if len(numbers) > 8 * _SKETCH:
        numbers = np.partition(numbers, 4 * _SKETCH)[: 4 * _SKETCH]
    return np.unique(numbers)[:_SKETCH]
