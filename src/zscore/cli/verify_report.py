"""What is to be verified, for people: rows by what was found, and the units most marked."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
from rich.table import Table

from zscore import __version__
from zscore.cli.tables_report import tables_parts
from zscore.cli.terminal import new_table, print_parts
from zscore.messages import decimal, grouped, text
from zscore.pipeline.folder import NAMES
from zscore.pipeline.verify_files import VerifiedFiles
from zscore.quality.checks import CHECKS, SEVERITIES

_UNITS = 10  # that are shown
_Unit = tuple[str | None, ...]


def print_verification(found: VerifiedFiles, lang: str) -> None:
    """Print what was found on standard output."""
    if sys.stdout is not None:  # it may be closed
        print_parts(_parts(found, lang))


def _parts(found: VerifiedFiles, lang: str) -> Iterator[object]:
    yield f"zscore {__version__} · {text('verification', lang)}"
    yield from tables_parts(found.facts, found.warnings, lang)
    yield _rows(found, lang)
    yield _checks(found, lang)
    yield from _units(found, lang)
    if found.names:
        names = next(name for name in found.written if name.startswith(NAMES))
        yield text("names_to_verify", lang, n=found.names, file=names)
    if found.not_done:
        yield text("checks_not_done", lang, n=len(found.not_done), names=", ".join(_lacking(found)))
    rows, *others = found.written
    yield text(
        "written_into",
        lang,
        folder=found.output,
        rows=found.rows - found.statuses["clean"],
        file=rows,
        others=", ".join(others),
    )


def _rows(found: VerifiedFiles, lang: str) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False)
    files = text("of_files", lang, n=len(found.files))
    table.add_row(text("rows_in", lang), str(grouped(found.rows, lang)), files)
    if found.passed_over:
        names = ", ".join(found.passed_over)
        table.add_row(text("files_passed_over", lang), str(len(found.passed_over)), names)
    for status, n in found.statuses.items():
        table.add_row(text(f"status_{status}", lang), str(grouped(n, lang)))
    return table


def _checks(found: VerifiedFiles, lang: str) -> Table:
    table = new_table(text("heading_to_verify", lang), text("heading_rows", lang))
    table.add_column(text("heading_severity", lang))
    for severity in SEVERITIES:
        for check in CHECKS:
            n = found.checks[check.name]
            if check.severity == severity and n:
                table.add_row(
                    text(f"check_{check.name}", lang),
                    str(grouped(n, lang)),
                    text(f"severity_{severity}", lang),
                )
    return table


def _units(found: VerifiedFiles, lang: str) -> Iterator[object]:
    """Yield the units with the most marks, and by what each is marked."""
    marks: dict[_Unit, list[str]] = defaultdict(list)
    if found.marked_cliffs is not None:
        for unit, row in _by_unit(found.marked_cliffs):
            marks[unit].append(
                text(
                    "of_cutoff",
                    lang,
                    indicator=row["indicator"].upper(),
                    cutoff=decimal(row["cutoff"], 0, lang),
                    below=row["below"],
                    above=row["above"],
                )
            )
    if found.marked_units is not None:
        for unit, row in _by_unit(found.marked_units):
            statistic = text(f"statistic_{row['statistic']}", lang)
            n, value = grouped(int(row["n"]), lang), decimal(row["value"], 1, lang)
            marks[unit].append(f"{statistic} ({row['subject']}: {value}, n {n})")
    if not marks:
        yield text("units_not_marked", lang)
        return
    table = new_table(text("heading_unit", lang), text("heading_marks", lang))
    table.add_column(text("heading_marked_by", lang))
    order = sorted(marks, key=lambda unit: -len(marks[unit]))
    for unit in order[:_UNITS]:
        name = " / ".join(map(_shown, unit[1:])) or text("all_units", lang)
        table.add_row(name, str(len(marks[unit])), ", ".join(marks[unit]))
    yield text("units_to_verify", lang)
    yield table
    if len(order) > _UNITS:
        yield text("and_more_units", lang, n=len(order) - _UNITS)


def _lacking(found: VerifiedFiles) -> list[str]:
    """Return the columns for want of which checks were not done."""
    there = {name for facts in found.facts for name in facts.reading.columns}
    needed = [n for check in CHECKS if check.name in found.not_done for n in check.needs]
    return [name for name in dict.fromkeys(needed) if name not in there]


def _shown(name: str | None) -> str:
    """Return a name without what would steer the terminal."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in name or "?")


def _by_unit(table: pa.Table) -> Iterator[tuple[_Unit, dict[str, Any]]]:
    """Yield each row with its unit: the level, and the names down to it."""
    first = min(table.column_names.index(n) for n in ("parameter", "indicator")
                if n in table.column_names)  # fmt: skip
    names = table.column_names[1:first]
    for row in table.to_pylist():
        depth = names.index(row["level"]) + 1 if row["level"] in names else 0
        yield (row["level"], *(row[name] for name in names[:depth])), row
