"""Prevalence for people: a table on the terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from rich.table import Table

from zscore import __version__
from zscore.cli.tables_report import tables_parts
from zscore.cli.terminal import natural_width, new_table, print_parts, width_of_output
from zscore.messages import SENTENCES, decimal, grouped, text
from zscore.pipeline.estimate_files import Prevalence
from zscore.sums.groups import TOTAL

_SHOWN_GROUPS, _SHOWN_FILES = 60, 3
_MAIN = ("stunting", "wasting", "underweight", "overweight")
Row = dict[str, Any]  # of the tidy table


def print_prevalence(
    found: Prevalence, by: Sequence[str], lang: str, *, asked: Sequence[str] = ()
) -> None:
    """Print what was found on standard output, and of the conditions those that were asked for."""
    if sys.stdout is not None:  # it may be closed
        print_parts(_parts(found, by, asked, lang))


def print_ranks(ranks: pa.Table, condition: str, output: str | None, lang: str) -> None:
    """Print what rank_groups returned, and where it was written."""
    if sys.stdout is not None:
        written = [f"{text('ranks_written', lang)}  {output}"] if output else []
        print_parts([_ranks(ranks, condition, lang), *written])


def shown_conditions(estimates: pa.Table, asked: Sequence[str]) -> list[str]:
    """Return which conditions are shown: those asked for, or the main ones that there are."""
    if "statistic" not in estimates.column_names:  # WHO's layout is for files
        return []
    shares = estimates.filter(pc.equal(estimates.column("statistic"), "prevalence"))
    present = shares.column("condition").unique().to_pylist()
    return [name for name in asked or _MAIN if name in present] or present[: len(_MAIN)]


def _parts(
    found: Prevalence, by: Sequence[str], asked: Sequence[str], lang: str
) -> Iterator[object]:
    kind = text("of_survey" if found.survey else "of_register", lang)
    yield f"zscore {__version__} · {text('prevalence', lang)} · {kind}"
    yield from tables_parts(found.facts, found.warnings, lang)
    if found.compares_z:
        yield text("foreign_z", lang)
    yield _rows(found, by, lang)
    table = found.estimates
    conditions = shown_conditions(table, asked)
    if "statistic" not in table.column_names:
        return
    if not conditions:
        yield text("nothing_estimated", lang)
        return
    names = table.column_names[: table.column_names.index("statistic")]
    shares = table.filter(pc.equal(table.column("statistic"), "prevalence"))
    groups: dict[tuple[Any, ...], dict[str, Row]] = {}
    chosen = pc.is_in(shares.column("condition"), pa.array(conditions))
    for row in shares.filter(chosen).to_pylist():
        groups.setdefault(tuple(row[name] for name in names), {})[row["condition"]] = row
    # On a narrow terminal fewer conditions, but at least the first.
    for many in range(len(conditions), 0, -1):
        shown = _estimates(groups, names, conditions[:many], by, lang)
        if many == 1 or natural_width(shown) <= width_of_output():
            break
    yield shown
    yield "\n".join(_legend(groups, conditions, many, shares, found, lang))


def _rows(found: Prevalence, by: Sequence[str], lang: str) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False)

    def line(key: str, n: int, more: str = "") -> None:
        table.add_row(text(key, lang), str(grouped(n, lang)), more)

    line("rows_in", found.rows, text("of_files", lang, n=len(found.files)))
    if found.passed_over:
        line("files_passed_over", len(found.passed_over), ", ".join(found.passed_over))
    for reason, n in found.left_out.most_common():
        line(f"left_out_{reason}", n)
    counted = found.rows - found.left_out.total()
    rule = text(f"one_per_child_{found.one_per_child}", lang)
    if found.untold:
        rule = text("cannot_tell", lang, files=", ".join(found.untold[:_SHOWN_FILES]))
    line("rows_counted", counted, rule)
    for key, missing in _unmatched(found.estimates, by):
        if missing:
            line(key, len(missing), ", ".join(missing[:_SHOWN_FILES]))
    if found.output:
        line("estimates_written", found.estimates.num_rows, found.output)
    return table


def _target_column(estimates: pa.Table) -> str | None:
    """Return the first column of a target population."""
    names = estimates.column_names
    return next((n.removesuffix("_coverage") for n in names if n.endswith("_coverage")), None)


def _unmatched(estimates: pa.Table, by: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Return the groups of the last level without a target, and those of which nobody came."""
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


def _estimates(
    groups: Mapping[tuple[Any, ...], dict[str, Row]],
    names: Sequence[str],
    conditions: Sequence[str],
    by: Sequence[str],
    lang: str,
) -> Table:
    columns = [name for name in names if name != "level"]
    first = next(iter(groups.values()))[conditions[0]]
    target = next((n.removesuffix("_coverage") for n in first if n.endswith("_coverage")), None)
    table = _table_of(columns, lang)
    of_first = _title(conditions[0], lang)
    headings = [text("heading_measured", lang, condition=of_first)]
    headings += [f"{_title(name, lang)} %" for name in conditions]
    extras = [name for name in ("change", "gap", "prevalence_class") if name in first]
    headings += [text(f"heading_{name}", lang, condition=of_first) for name in extras]
    if target:
        headings.append(text("heading_coverage", lang, condition=of_first, target=target))
    for heading in headings:
        table.add_column(heading, justify="right", no_wrap=True)
    for found in list(groups.values())[:_SHOWN_GROUPS]:
        row = found[conditions[0]]
        of_level = _of_level(row, by)
        coverage = row[f"{target}_coverage"] if target else None
        table.add_row(
            *(_key(row, name, columns[0], of_level, lang) for name in columns),
            "·" if row["n"] is None else str(grouped(row["n"], lang)),
            *(_estimate(found[name], lang) for name in conditions),
            *(_extra(row, name, lang) for name in extras),
            *([("" if coverage is None else f"{decimal(coverage, 1, lang)} %")] if target else []),
        )
    return table


def _legend(
    groups: Mapping[tuple[Any, ...], dict[str, Row]],
    conditions: Sequence[str],
    many: int,
    shares: pa.Table,
    found: Prevalence,
    lang: str,
) -> Iterator[str]:
    """Say what the signs mean that occur, and what is not shown."""
    shown = [row for by_name in groups.values() for row in by_name.values()]
    if any(row.get("suppressed") for row in shown):
        yield text("legend_hidden", lang)
    if any(row["n"] == 0 for row in shown):
        yield text("legend_nobody", lang)
    if len(groups) > _SHOWN_GROUPS:
        yield text("more_groups", lang, n=len(groups) - _SHOWN_GROUPS)
    rest = len(shares.column("condition").unique()) - min(many, len(conditions))
    if rest and not found.output:
        yield text("legend_more", lang, n=rest)


def _table_of(columns: Sequence[str], lang: str) -> Table:
    """Return a table whose first columns are groups; nothing of it is cut off."""
    table = new_table()
    for name in columns:
        table.add_column(_title(name, lang), no_wrap=True)
    return table


def _ranks(ranks: pa.Table, condition: str, lang: str) -> Table:
    columns = ranks.column_names[: ranks.column_names.index("n")]
    shown = _table_of(columns, lang)
    for name in ("rank", "prevalence_of", "shrunken", "against"):
        heading = text(f"heading_{name}", lang, condition=_title(condition, lang))
        shown.add_column(heading, no_wrap=True)
    rows = [row for row in ranks.to_pylist() if row["rank"] is not None]
    for row in rows[:_SHOWN_GROUPS]:
        verdict = row["compared_with_all"].replace(" ", "_")
        shown.add_row(
            *(_key(row, name, columns[0], columns, lang) for name in columns),
            f"{row['rank']} ({row['rank_low']}–{row['rank_high']})",
            _estimate(row, lang),
            decimal(row["shrunken"], 1, lang),
            text(f"compared_{verdict}", lang),
        )
    if len(rows) > _SHOWN_GROUPS:
        shown.add_row(text("more_groups", lang, n=len(rows) - _SHOWN_GROUPS))
    return shown


def _title(name: str, lang: str) -> str:
    """Return a column or a condition as people call it."""
    for key in (f"short_{name}", f"condition_{name}", f"column_{name}"):
        if key in SENTENCES[lang]:
            return text(key, lang)
    return name.replace("_", " ")


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


def _estimate(row: Row, lang: str) -> str:
    """Return a prevalence with its interval."""
    if row["estimate"] is None:
        return "·" if row.get("suppressed") else "–"
    return f"{decimal(row['estimate'], 1, lang)} ({_limits(row, ('ci_low', 'ci_high'), '–', lang)})"


def _limits(row: Row, names: tuple[str, str], between: str, lang: str) -> str:
    """Return both limits, or a question mark where the design tells none."""
    return between.join("?" if row[n] is None else decimal(row[n], 1, lang) for n in names)


def _extra(row: Row, name: str, lang: str) -> str:
    value = row[name]
    if value is None:
        return ""
    if name == "prevalence_class":
        return text(f"class_{value.replace(' ', '_')}", lang)
    shown = decimal(value, 1, lang) if value < 0 else f"+{decimal(value, 1, lang)}"
    if name == "gap":
        met = row["target_met"]
        return f"{shown} {text(f'met_{met}', lang)}"
    return f"{shown} ({_limits(row, (f'{name}_low', f'{name}_high'), '; ', lang)})"
