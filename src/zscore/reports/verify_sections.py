"""What is told of verify_files: rows by what was found, and the units most marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from zscore.messages import decimal, grouped, text
from zscore.pipeline.folder import NAMES
from zscore.pipeline.verify_files import VerifiedFiles
from zscore.quality.checks import CHECKS, SEVERITIES
from zscore.reports.sections import Cell, Column, Marked, Part, Table, Text
from zscore.reports.table_sections import counts_table, tables_parts, title_part

_MOST_UNITS = 10  # that a terminal shows
_Unit = tuple[str | None, ...]


def verify_parts(found: VerifiedFiles, lang: str) -> Iterator[Part]:
    """Yield the parts of the report of a verification."""
    yield title_part(text("verification", lang))
    yield from tables_parts(found.facts, found.warnings, lang)
    yield counts_table(list(_rows(found, lang)))
    yield _checks(found, lang)
    yield units_part(found, lang)
    if found.names:
        names = next(name for name in found.written if name.startswith(NAMES))
        line = text("names_to_verify", lang, n=found.names, file=names)
        yield Text(key="names", lines=(line,))
    if found.not_done:
        names = ", ".join(_lacking(found))
        line = text("checks_not_done", lang, n=len(found.not_done), names=names)
        yield Text(key="not_done", lines=(line,))
    if found.written:
        yield Text(key="written", lines=(_written(found, lang),))


def units_part(found: VerifiedFiles, lang: str) -> Part:
    """Return the units that are marked, the most marked first, and the reasons."""
    marks = _marks(found, lang)
    if not marks:
        return Text(key="units", lines=(text("units_not_marked", lang),))
    return Table(
        key="units",
        title=text("units_to_verify", lang),
        columns=(
            Column(title=text("heading_unit", lang)),
            Column(title=text("heading_marks", lang), kind="whole"),
            Column(title=text("heading_marked_by", lang)),
        ),
        rows=[
            (" / ".join(name or "?" for name in unit[1:]) or text("all_units", lang), len(of_unit),
             ", ".join(of_unit))
            for unit, of_unit in sorted(marks.items(), key=lambda entry: -len(entry[1]))
        ],
        most=_MOST_UNITS,
        rest="and_more_units",
    )  # fmt: skip


def _rows(found: VerifiedFiles, lang: str) -> Iterator[tuple[str, int, str]]:
    yield text("rows_in", lang), found.rows, text("of_files", lang, n=len(found.files))
    if found.passed_over:
        names = ", ".join(found.passed_over)
        yield text("files_passed_over", lang), len(found.passed_over), names
    for status, n in found.statuses.items():
        yield text(f"status_{status}", lang), n, ""


def _checks(found: VerifiedFiles, lang: str) -> Table:
    def severity(name: str) -> Cell:
        shown = text(f"severity_{name}", lang)
        return Marked(shown, "grave") if name == SEVERITIES[0] else shown

    return Table(
        key="checks",
        columns=(
            Column(title=text("heading_to_verify", lang)),
            Column(title=text("heading_rows", lang), kind="whole"),
            Column(title=text("heading_severity", lang)),
        ),
        rows=[
            (text(f"check_{check.name}", lang), found.checks[check.name], severity(check.severity))
            for of_severity in SEVERITIES
            for check in CHECKS
            if check.severity == of_severity and found.checks[check.name]
        ],
    )


def _marks(found: VerifiedFiles, lang: str) -> dict[_Unit, list[str]]:
    """Return the sentences that say why units are marked."""
    marks: dict[_Unit, list[str]] = defaultdict(list)
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
    for unit, row in _by_unit(found.marked_units):
        statistic = text(f"statistic_{row['statistic']}", lang)
        n, value = grouped(int(row["n"]), lang), decimal(row["value"], 1, lang)
        marks[unit].append(f"{statistic} ({row['subject']}: {value}, n {n})")
    return marks


def _written(found: VerifiedFiles, lang: str) -> str:
    rows, *others = found.written
    return text(
        "written_into",
        lang,
        folder=found.output,
        rows=found.rows - found.statuses["clean"],
        file=rows,
        others=", ".join(others),
    )


def _lacking(found: VerifiedFiles) -> list[str]:
    """Return the columns for want of which checks were not done."""
    there = {name for facts in found.facts for name in facts.reading.columns}
    needed = [n for check in CHECKS if check.name in found.not_done for n in check.needs]
    return [name for name in dict.fromkeys(needed) if name not in there]


def _by_unit(table: pa.Table | None) -> Iterator[tuple[_Unit, dict[str, Any]]]:
    """Yield each row with its unit: the level, and the names down to it."""
    if table is None:
        return
    first = min(table.column_names.index(n) for n in ("parameter", "indicator")
                if n in table.column_names)  # fmt: skip
    names = table.column_names[1:first]
    for row in table.to_pylist():
        depth = names.index(row["level"]) + 1 if row["level"] in names else 0
        yield (row["level"], *(row[name] for name in names[:depth])), row
