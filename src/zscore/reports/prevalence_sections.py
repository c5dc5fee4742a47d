"""Reports of estimate_files and rank_groups: rows, prevalence by groups, ranks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from zscore.messages import text
from zscore.pipeline.estimate_files import Prevalence
from zscore.reports.sections import (
    Cell,
    Column,
    Interval,
    Mark,
    Marked,
    Part,
    Table,
    Text,
    title_of,
)
from zscore.reports.table_sections import counts_table, tables_parts, title_part
from zscore.reports.workbook import SheetOf, explanation_sheet
from zscore.sums.groups import TOTAL
from zscore.who_lms.indicators import INDICATORS

_MOST_GROUPS, _MOST_NAMES = 60, 3  # that a terminal shows; that are named
_MAIN = ("stunting", "short_stature", "wasting", "thinness", "underweight", "overweight")
_OF_TARGET: dict[str, Mark] = {"yes": "good", "no": "grave", "uncertain": "doubtful"}
_OF_CLASS: dict[str, Mark] = {"high": "grave", "very high": "grave"}
_MORE = {  # further columns of the first condition: kind, and order of omission on narrow terminals
    "change": ("signed", 2),
    "gap": ("signed", 3),
    "target_met": ("text", 1),
    "prevalence_class": ("text", 4),
}
_EXPLAINED = ("n", "interval", "children", "class", "target", "change", "signs", "groups")
_OTHER_CONDITIONS = 5  # and more
Row = dict[str, Any]  # of the tidy table


def prevalence_parts(
    found: Prevalence, by: Sequence[str], lang: str, *, asked: Sequence[str] = ()
) -> Iterator[Part]:
    """Yield the parts of the report of estimates.

    Parameters
    ----------
    by
        The columns of groups passed to estimate_files.
    asked
        The conditions to show; if empty, the main ones.
    """
    kind = text("of_survey" if found.survey else "of_register", lang)
    yield title_part(text("prevalence", lang), kind)
    yield from tables_parts(found.facts, found.warnings, lang)
    if found.compares_z:
        yield Text(key="foreign_z", lines=(text("foreign_z", lang),), mark="doubtful")
    yield counts_table(list(_rows(found, by, lang)))
    if "statistic" not in found.estimates.column_names:  # WHO's layout is only for files
        return
    conditions = shown_conditions(found.estimates, asked)
    if conditions:
        yield estimates_table(found, conditions, by, lang)
    else:
        yield Text(key="nothing", lines=(text("nothing_estimated", lang),), mark="grave")


def shown_conditions(estimates: pa.Table, asked: Sequence[str]) -> list[str]:
    """Return the conditions to show: those requested, or else the main ones."""
    if "statistic" not in estimates.column_names:
        return []
    present = _shares(estimates).column("condition").unique().to_pylist()
    return [name for name in asked or _MAIN if name in present] or present[: len(_MAIN)]


def estimates_table(
    found: Prevalence, conditions: Sequence[str], by: Sequence[str], lang: str
) -> Table:
    """Return a table of some conditions, with one row per group."""
    estimates = found.estimates
    names = estimates.column_names[: estimates.column_names.index("statistic")]
    shares = _shares(estimates)
    groups: dict[tuple[Any, ...], dict[str, Row]] = {}
    chosen = pc.is_in(shares.column("condition"), pa.array(conditions))
    for row in shares.filter(chosen).to_pylist():
        groups.setdefault(tuple(row[name] for name in names), {})[row["condition"]] = row
    keys = [name for name in names if name != "level"]
    first_key = by[0] if by else next(iter(keys), "")
    first = next(iter(groups.values()))[conditions[0]]
    more = _more_columns(first, conditions[0], lang)
    columns = [Column(title=title_of(name, lang)) for name in keys]
    of_first = title_of(conditions[0], lang)
    measured = text("heading_measured", lang, condition=of_first)
    columns.append(Column(title=measured, kind="whole"))
    limits = (text("heading_low", lang), text("heading_high", lang))
    columns += [
        Column(
            title=f"{title_of(name, lang)} %",
            kind="tenths",
            limits=limits,
            optional=i and _OTHER_CONDITIONS + i,
        )
        for i, name in enumerate(conditions)
    ]
    columns += more.values()

    def cells(of_group: dict[str, Row]) -> tuple[Cell, ...]:
        row = of_group[conditions[0]]
        of_level = _of_level(row, by)
        return (
            *(_key(row, name, first_key, of_level, lang) for name in keys),
            "·" if row["n"] is None else row["n"],
            *(_estimate(of_group[name]) for name in conditions),
            *(_more_cell(row, name, lang) for name in more),
        )

    return Table(
        key="estimates",
        columns=tuple(columns),
        rows=[cells(of_group) for of_group in groups.values()],
        most=_MOST_GROUPS,
        rest="more_groups",
        notes=tuple(_legend(groups, shares, len(conditions), found, lang)),
    )


def all_conditions_table(found: Prevalence, by: Sequence[str], lang: str) -> Table:
    """Return all estimates: a row for each group and condition, mean or standard deviation."""
    estimates = found.estimates
    names = estimates.column_names
    keys = [name for name in names[: names.index("statistic")] if name != "level"]
    first_key = by[0] if by else next(iter(keys), "")
    rows = estimates.to_pylist()
    limits = (text("heading_low", lang), text("heading_high", lang))
    headings = ("measure", "of_indicator", "n", "affected", "estimate")
    titles = [text(f"heading_{name}", lang) for name in headings]
    more = [name for name in names if name in _MORE or name.endswith("_coverage")]

    def cells(row: Row) -> tuple[Cell, ...]:
        of_level = _of_level(row, by)
        hidden = "·" if row.get("suppressed") else None
        return (
            *(_key(row, name, first_key, of_level, lang) for name in keys),
            _measure(row, lang),
            INDICATORS[row["indicator"]].titles[lang] if row["indicator"] in INDICATORS else None,
            hidden if row["n"] is None else row["n"],
            hidden if row["numerator"] is None else row["numerator"],
            _estimate(row),
            *(_more_cell(row, name, lang) for name in more),
        )

    return Table(
        key="all",
        columns=(
            *(Column(title=title_of(name, lang)) for name in keys),
            Column(title=titles[0]),
            Column(title=titles[1]),
            Column(title=titles[2], kind="whole"),
            Column(title=titles[3], kind="whole"),
            Column(title=titles[4], kind="hundredths", limits=limits),
            *(_all_column(name, lang) for name in more),
        ),
        rows=[cells(row) for row in rows],
    )


def _measure(row: Row, lang: str) -> str:
    """Return what a row estimates, as people call it."""
    if row["statistic"] != "prevalence":
        return text(f"measure_{row['statistic']}", lang)
    name = row["condition"]
    if " " in name:  # a cut-off, such as haz < -1
        return f"{name.replace('-', '−')} SD, %".replace(row["indicator"], "z")
    return f"{title_of(name, lang)}, %"


def _all_column(name: str, lang: str) -> Column:
    kind = _MORE[name][0] if name in _MORE else "percent"
    limits = (text("heading_low", lang), text("heading_high", lang))
    title = text(f"heading_all_{name if name in _MORE else 'coverage'}", lang)
    return Column(title=title, kind=kind, limits=limits if name == "change" else None)


def ranks_table(ranks: pa.Table, condition: str, lang: str) -> Table:
    """Return what rank_groups returned, the highest prevalence first."""
    columns = ranks.column_names[: ranks.column_names.index("n")]
    titles = {
        name: text(f"heading_{name}", lang, condition=title_of(condition, lang))
        for name in ("rank", "prevalence_of", "shrunken", "against")
    }
    limits = (text("heading_low", lang), text("heading_high", lang))
    return Table(
        key="ranks",
        columns=(
            *(Column(title=title_of(name, lang)) for name in columns),
            Column(title=titles["rank"], kind="whole", limits=limits),
            Column(title=titles["prevalence_of"], kind="tenths", limits=limits),
            Column(title=titles["shrunken"], kind="tenths", optional=1),
            Column(title=titles["against"]),
        ),
        rows=[
            (
                *(_key(row, name, columns[0], columns, lang) for name in columns),
                Interval(row["rank"], row["rank_low"], row["rank_high"]),
                _estimate(row),
                row["shrunken"],
                text(f"compared_{row['compared_with_all'].replace(' ', '_')}", lang),
            )
            for row in ranks.to_pylist()
            if row["rank"] is not None
        ],
        most=_MOST_GROUPS,
        rest="more_groups",
    )


def prevalence_sheets(
    found: Prevalence,
    by: Sequence[str],
    lang: str,
    *,
    asked: Sequence[str] = (),
    ranks: Table | None = None,
) -> Iterator[SheetOf]:
    """Yield the sheets of a workbook of estimates.

    Parameters
    ----------
    by, asked
        As prevalence_parts.
    ranks
        The table of ranks_table, if groups were ranked.
    """
    parts = list(prevalence_parts(found, by, lang, asked=asked))
    main = [part for part in parts if part.key == "estimates"]
    if main:
        yield SheetOf(title=text("sheet_estimates", lang), parts=main)
        if ranks is not None:
            yield SheetOf(title=text("sheet_ranks", lang), parts=[ranks])
        every = all_conditions_table(found, by, lang)
        yield SheetOf(title=text("sheet_all", lang), parts=[every])
    notes = [Text(key="notes", lines=table.notes) for table in main if isinstance(table, Table)]
    others = [part for part in parts if part.key != "estimates"]
    yield SheetOf(title=text("sheet_summary", lang), parts=[*others, *notes])
    explained = _EXPLAINED if ranks is None else (*_EXPLAINED, "ranks")
    yield explanation_sheet("prevalence", explained, lang)


def _shares(estimates: pa.Table) -> pa.Table:
    return estimates.filter(pc.equal(estimates.column("statistic"), "prevalence"))


def _rows(found: Prevalence, by: Sequence[str], lang: str) -> Iterator[tuple[str, int, str]]:
    yield text("rows_in", lang), found.rows, text("of_files", lang, n=len(found.files))
    if found.passed_over:
        names = ", ".join(found.passed_over)
        yield text("files_passed_over", lang), len(found.passed_over), names
    for reason, n in found.left_out.most_common():
        yield text(f"left_out_{reason}", lang), n, ""
    rule = text(f"one_per_child_{found.one_per_child}", lang)
    if found.untold:
        rule = text("cannot_tell", lang, files=", ".join(found.untold[:_MOST_NAMES]))
    yield text("rows_counted", lang), found.rows - found.left_out.total(), rule
    for key, missing in _unmatched(found.estimates, by):
        if missing:
            yield text(key, lang), len(missing), ", ".join(missing[:_MOST_NAMES])
    if found.output:
        yield text("estimates_written", lang), found.estimates.num_rows, found.output


def _target_column(estimates: pa.Table) -> str | None:
    """Return the first column of a target population."""
    names = estimates.column_names
    return next((n.removesuffix("_coverage") for n in names if n.endswith("_coverage")), None)


def _unmatched(estimates: pa.Table, by: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Return groups of the last level without a target population, and those without children."""
    target = _target_column(estimates)
    if target is None:
        return []
    last = {
        tuple(row[name] for name in by): (row["n"], row[target])
        for row in estimates.to_pylist()
        if row.get("level", by[-1]) == by[-1] and row["statistic"] == "prevalence"
    }

    def called(chosen: Callable[[Any, Any], bool]) -> list[str]:
        return [" / ".join(map(str, key)) for key, found in last.items() if chosen(*found)]

    return [
        ("no_target_for", called(lambda _n, target: target is None)),
        ("nobody_of", called(lambda n, target: n == 0 and target is not None)),
    ]


def _more_columns(row: Row, condition: str, lang: str) -> dict[str, Column]:
    """Return further columns of the first condition beside its prevalence."""
    title = title_of(condition, lang)
    limits = (text("heading_low", lang), text("heading_high", lang))
    columns = {
        name: Column(
            title=text(f"heading_{name}", lang, condition=title),
            kind=kind,
            limits=limits if name == "change" else None,
            optional=optional,
            wrapped=False,
        )
        for name, (kind, optional) in _MORE.items()
        if name in row
    }
    target = next((n.removesuffix("_coverage") for n in row if n.endswith("_coverage")), None)
    if target:
        heading = text("heading_coverage", lang, condition=title, target=target)
        columns[f"{target}_coverage"] = Column(title=heading, kind="percent", optional=2)
    return columns


def _more_cell(row: Row, name: str, lang: str) -> Cell:
    value = row[name]
    if value is None:
        return None
    if name == "target_met":
        return Marked(text(f"met_{value}", lang), _OF_TARGET[value])
    if name == "prevalence_class":
        shown = text(f"class_{value.replace(' ', '_')}", lang)
        return Marked(shown, _OF_CLASS[value]) if value in _OF_CLASS else shown
    if name == "change":
        return Interval(value, row["change_low"], row["change_high"])
    return float(value)


def _legend(
    groups: Mapping[tuple[Any, ...], dict[str, Row]],
    shares: pa.Table,
    shown: int,
    found: Prevalence,
    lang: str,
) -> Iterator[str]:
    """Explain the symbols that occur, and what is not shown."""
    rows = [row for of_group in groups.values() for row in of_group.values()]
    if any(row.get("suppressed") for row in rows):
        yield text("legend_hidden", lang)
    if any(row.get("ci_note") for row in rows):
        yield text("legend_no_width", lang)
    if any(row["n"] == 0 for row in rows):
        yield text("legend_nobody", lang)
    rest = len(shares.column("condition").unique()) - shown
    if rest and not found.output:
        yield text("legend_more", lang, n=rest)


def _of_level(row: Row, by: Sequence[str]) -> list[str]:
    """Return the columns of groups that a row's level has."""
    level = row.get("level")
    if level is None:
        return list(by)
    if not by:  # of groupings that are named by all their columns
        return str(level).split(" + ")
    return list(by[: list(by).index(level) + 1]) if level in by else []


def _key(row: Row, name: str, first: str, of_level: Sequence[str], lang: str) -> str:
    value = row[name]
    if name == "sex" and value in {"male", "female"}:
        return text(f"sex_{value}", lang)
    if value is not None:
        return str(value)
    if name in of_level:
        return text("group_unknown", lang)
    return text("group_all", lang) if row.get("level") == TOTAL and name == first else ""


def _estimate(row: Row) -> Cell:
    """Return a prevalence with its interval."""
    if row["estimate"] is None:
        return "·" if row.get("suppressed") else "–"
    if row.get("ci_note"):  # no width is not certainty
        return Interval(row["estimate"], None, None)
    return Interval(row["estimate"], row["ci_low"], row["ci_high"])
