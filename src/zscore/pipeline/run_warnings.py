"""Warnings of a run about problems that may distort its numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zscore.children.ages import has_age
from zscore.children.columns import BY_NAME
from zscore.children.headings import is_near_an_age
from zscore.children.measurement_units import PLAUSIBLE
from zscore.errors import listed
from zscore.pipeline.facts import TableFacts
from zscore.pipeline.row_sketch import FEW_ROWS
from zscore.who_lms.indicators import INDICATORS

_SHARED = 0.5  # share of common rows from which a table counts as a duplicate
_MOST_NAMED = 3  # files named in a warning
_EQUAL_Z = 90.0  # [%]; of honest exports 99.8 % are
_HALF = 0.5
_WRONG_AGES = 0.1  # share of rows above which it is not just typing errors


@dataclass(frozen=True, kw_only=True)
class Warn:
    """A warning: the key of its message and the values."""

    key: str
    values: Mapping[str, Any]


def failures_of(tables: Sequence[TableFacts]) -> list[Warn]:
    """Return the reasons if nothing could be read or scored."""
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
    """Return the warnings to show before any number.

    Parameters
    ----------
    counts
        Whether children are counted together, so that months and districts should not be mixed.
    period, by
        The period and groups that separate them.
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
    """Warn if more than half is implausible, in all tables or in one, with the likely cause.

    Impossible measurements count even if no z-score can be computed from them.
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
        if not wrong and sum(n for n, _ in within.values()) >= FEW_ROWS:
            found += [
                Warn(key="warn_extreme", values={"indicator": name, **_of_some(some, within)})
                for some in _where_most_are_wrong(within)
            ]
    for column in PLAUSIBLE:
        spreads = {
            f.name: f.spreads[column]
            for f in tables
            if column in f.spreads and not _makes_plausible_z(f, column)
        }
        counts = {file: [s.n, s.inside[s.own]] for file, s in spreads.items()}
        for some in _where_most_are_wrong(counts):
            if not any(column in INDICATORS[w.values["indicator"]].needs for w in found
                       if "indicator" in w.values):  # fmt: skip
                values = {"column": column, **_of_some(some, counts)}
                found.append(Warn(key="warn_measurements", values=values))
    return found


def _makes_plausible_z(facts: TableFacts, column: str) -> bool:
    """Are most z-scores of a measurement plausible, as of children over five?"""
    counts = [
        facts.plausible[name]
        for name, indicator in INDICATORS.items()
        if column in indicator.needs and name in facts.plausible
    ]
    return any(0 < n < 2 * plausible for n, plausible, _ in counts)


def _where_most_are_wrong(counts: Mapping[str, Sequence[int]]) -> list[list[str]]:
    """Return all tables if more than half is wrong overall, otherwise each such table."""
    n, right = (sum(count[i] for count in counts.values()) for i in (0, 1))
    if 2 * (n - right) > n:
        return [list(counts)]
    return [[file] for file, (n, right, *_) in counts.items()
            if n >= FEW_ROWS and 2 * (n - right) > n]  # fmt: skip


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
    """Return a few file names, followed by dots if there are more."""
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
    """Warn of ages that may be mothers', or no age but a heading that resembles one."""
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
    """Warn of tables in which a spreadsheet may have exchanged day and month."""
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
    """Warn of tables whose published z-scores differ, with the likely cause."""
    found = []
    for facts in tables:
        if facts.z_compared < FEW_ROWS or 100 * facts.z_equal >= _EQUAL_Z * facts.z_compared:
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


def _of_other_layout(tables: Sequence[TableFacts]) -> list[Warn]:
    """Warn of tables that lack columns which most others have."""
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
