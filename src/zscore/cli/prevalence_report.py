"""Prevalence for people: a table on the terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from rich.table import Table

from zscore import __version__
from zscore.batch.prevalence import Prevalence
from zscore.cli.terminal import new_table, print_parts
from zscore.messages import MESSAGES, decimal, grouped, text
from zscore.prevalence.ranking import rank_groups

_SHOWN_GROUPS = 60
_MAIN = ("stunting", "wasting", "underweight", "overweight")
_MOST_CONDITIONS = 5
Row = dict[str, Any]  # of the tidy table


def print_prevalence(
    found: Prevalence, by: Sequence[str], lang: str, *, rank: bool = False
) -> None:
    """Print what was found on standard output."""
    if sys.stdout is not None:  # it may be closed
        print_parts(_parts(found, by, lang, rank=rank))


def _parts(found: Prevalence, by: Sequence[str], lang: str, *, rank: bool) -> Iterator[object]:
    kind = text("of_survey" if found.survey else "of_register", lang)
    yield f"zscore {__version__} · {text('prevalence', lang)} · {kind}"
    yield _rows(found, lang)
    table = found.estimates
    if "statistic" not in table.column_names:  # WHO's layout is for files
        return
    names = table.column_names[: table.column_names.index("statistic")]
    shares = table.filter(pc.equal(table.column("statistic"), "prevalence"))
    present = shares.column("condition").unique().to_pylist()
    conditions = [name for name in _MAIN if name in present] or present[:_MOST_CONDITIONS]
    if not conditions:
        yield text("nothing_estimated", lang)
        return
    yield _estimates(shares, names, conditions, by, lang)
    if rank and names:
        yield _ranks(table, names, conditions[0], lang)


def _rows(found: Prevalence, lang: str) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False)

    def line(key: str, n: int, more: str = "") -> None:
        table.add_row(text(key, lang), str(grouped(n, lang)), more)

    line("rows_in", found.rows, text("of_files", lang, n=len(found.files)))
    for reason, n in found.left_out.most_common():
        line(f"left_out_{reason}", n)
    counted = found.rows - found.left_out.total()
    line("rows_counted", counted, text(f"one_per_child_{found.one_per_child}", lang))
    if found.output:
        line("estimates_written", found.estimates.num_rows, found.output)
    return table


def _estimates(
    shares: pa.Table, names: Sequence[str], conditions: Sequence[str], by: Sequence[str], lang: str
) -> Table:
    columns = [name for name in names if name != "level"]
    table = new_table(*(_title(name, lang) for name in columns))
    for column in table.columns:
        column.justify = "left"
    table.add_column(text("heading_measured", lang), justify="right")
    for name in conditions:
        table.add_column(f"{_title(name, lang)} %", justify="right")
    first = conditions[0]
    extras = [name for name in ("change", "gap", "prevalence_class") if name in shares.column_names]
    for name in extras:
        table.add_column(text(f"heading_{name}", lang), justify="right")
    groups: dict[tuple[Any, ...], dict[str, Row]] = {}
    for row in shares.filter(
        pc.is_in(shares.column("condition"), pa.array(conditions))
    ).to_pylist():
        groups.setdefault(tuple(row[name] for name in names), {})[row["condition"]] = row
    for _, found in list(groups.items())[:_SHOWN_GROUPS]:
        row = found[first]
        deepest = _depth(row, by)
        shown = [_key(row, name, by, deepest, lang) for name in columns]
        n = "·" if row["n"] is None else str(grouped(row["n"], lang))
        table.add_row(
            *shown,
            n,
            *(_estimate(found[name], lang) for name in conditions),
            *(_extra(row, name, lang) for name in extras),
        )
    rest = len(groups) - _SHOWN_GROUPS
    if rest > 0:
        table.add_row(text("more_groups", lang, n=rest))
    return table


def _ranks(table: pa.Table, names: Sequence[str], condition: str, lang: str) -> Table:
    columns = [name for name in names if name != "level"]
    shown = new_table(*(_title(name, lang) for name in columns))
    for column in shown.columns:
        column.justify = "left"
    for name in ("rank", "prevalence_of", "shrunken", "against"):
        shown.add_column(text(f"heading_{name}", lang, condition=_title(condition, lang)))
    ranked = rank_groups(table, condition).to_pylist()
    for row in ranked[:_SHOWN_GROUPS]:
        if row["rank"] is None:
            continue
        verdict = row["compared_with_all"].replace(" ", "_")
        shown.add_row(
            *(_key(row, name, columns, len(columns), lang) for name in columns),
            f"{row['rank']} ({row['rank_low']}–{row['rank_high']})",
            _estimate(row, lang),
            decimal(row["shrunken"], 1, lang),
            text(f"compared_{verdict}", lang),
        )
    if len(ranked) > _SHOWN_GROUPS:
        shown.add_row(text("more_groups", lang, n=len(ranked) - _SHOWN_GROUPS))
    return shown


def _title(name: str, lang: str) -> str:
    """Return a column or a condition as people call it."""
    for key in (f"short_{name}", f"condition_{name}", f"column_{name}"):
        if key in MESSAGES:
            return text(key, lang)
    return name.replace("_", " ")


def _depth(row: Row, by: Sequence[str]) -> int:
    """Return how many columns of groups a row's level has."""
    level = str(row.get("level", by[-1] if by else ""))
    return list(by).index(level) + 1 if level in by else 0


def _key(row: Row, name: str, by: Sequence[str], depth: int, lang: str) -> str:
    if row[name] is not None:
        return str(row[name])
    if name in list(by)[:depth]:
        return text("group_unknown", lang)
    return text("group_all", lang) if depth == 0 and name == by[0] else ""


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
