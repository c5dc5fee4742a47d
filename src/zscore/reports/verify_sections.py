"""Report of verify_files: rows by finding, and the units with the most findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import csv, parquet

from zscore.messages import SENTENCES, decimal, grouped, text
from zscore.pipeline.folder import CLIFFS, NAMES, ROWS, SCORE_CARD
from zscore.pipeline.verify_files import VerifiedFiles
from zscore.quality.checks import CHECKS, SEVERITIES
from zscore.quality.scorecard import STATISTICS
from zscore.reports.sections import Cell, Column, Marked, Part, Table, Text, title_of
from zscore.reports.table_sections import counts_table, tables_parts, title_part
from zscore.reports.workbook import SheetOf, explanation_sheet

_BATCH_ROWS = 4_096
_TEXTS = csv.ConvertOptions(strings_can_be_null=False)
_LEFT_OUT = {"parameter", "se", "expected", "expected_se", "others", "log_ratio", "p"}
_LABELS: dict[str, Callable[[str], str]] = {  # the keys of what codes mean, by column
    "verification": lambda code: f"row_{code}",
    "severity": lambda code: f"severity_{code}",
    "changes": lambda code: f"changes_{code}",
    "sex": lambda code: f"sex_code_{code}",
    "measured": lambda code: f"measured_{code}",
}
_CHECKS = {check.name: check.titles for check in CHECKS}
_STATISTICS = {statistic.statistic: statistic.titles for statistic in STATISTICS}
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
    """Return the marked units with reasons, those with the most findings first."""
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


def verify_sheets(found: VerifiedFiles, folder: Path, lang: str) -> Iterator[SheetOf]:
    """Yield the sheets of a workbook of findings.

    Parameters
    ----------
    folder
        Where verify_files wrote what it found, with ``kind="parquet"``.
    """
    units = units_part(found, lang)
    if isinstance(units, Table):
        yield SheetOf(title=text("sheet_units", lang), parts=[replace(units, title="")])
    yield SheetOf(title=text("sheet_findings", lang), parts=[_findings(folder, lang)])
    for key, name in ((SCORE_CARD, "sheet_scorecard"), (CLIFFS, "sheet_cutoffs")):
        table = csv.read_csv(folder / f"{key}.csv", convert_options=_TEXTS)
        yield SheetOf(title=text(name, lang), parts=[_card(table, lang)])
    if found.names:
        table = csv.read_csv(folder / f"{NAMES}.csv", convert_options=_TEXTS)
        yield SheetOf(title=text("sheet_names", lang), parts=[_card(table, lang)])
    others = [
        part for part in verify_parts(found, lang) if part is not units and part.key != "units"
    ]
    yield SheetOf(title=text("sheet_summary", lang), parts=others)
    explained = ("units", "findings", "changes", "suggested", "scorecard", "cutoffs")
    yield explanation_sheet("verify", explained, lang)


def _findings(folder: Path, lang: str) -> Table:
    """Return the rows that are not clean, with what was found as sentences."""
    file = parquet.ParquetFile(folder / f"{ROWS}.parquet")
    names = file.schema_arrow.names

    def rows() -> Iterator[tuple[Cell, ...]]:
        for batch in file.iter_batches(_BATCH_ROWS):
            for row in batch.to_pylist():
                yield tuple(_finding(name, row[name], lang) for name in names)

    return Table(
        key="findings",
        columns=tuple(
            Column(
                title=_heading(field.name, lang),
                kind="number" if pa.types.is_floating(field.type) else "text",
            )
            for field in file.schema_arrow
        ),
        rows=rows(),
    )


def _heading(name: str, lang: str) -> str:
    for start, key in (("suggested_", "heading_suggested"), ("published_", "heading_in_export")):
        if name.startswith(start):
            return text(key, lang, name=title_of(name.removeprefix(start), lang))
    return title_of(name, lang)


def _finding(name: str, value: Any, lang: str) -> Cell:
    """Return a value of a row as people read it."""
    if value is None or value == "":
        return None
    if name == "checks":
        return "; ".join(_CHECKS[check][lang] for check in value.split("; "))
    if name == "reading_notes":
        return "; ".join(_note(note, lang) for note in value.split("; "))
    value = _day(value) if name == "visit_date" else value
    if name in _LABELS:
        shown = _label(_LABELS[name](value), value, lang)
        return Marked(shown, "grave") if value == SEVERITIES[0] else shown
    return value if isinstance(value, str | float | int | date) else str(value)


def _note(note: str, lang: str) -> str:
    column, _, why = note.partition(":")
    return f"{title_of(column, lang)}: {_label(f'cell_{why}', why, lang)}"


def _day(value: str) -> str | date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return value


def _label(key: str, value: str, lang: str) -> str:
    return text(key, lang) if key in SENTENCES[lang] else value


def _card(table: pa.Table, lang: str) -> Table:
    """Return statistics of units; a limit that is accepted stands beside each."""
    yes = text("yes", lang)
    names = [name for name in table.column_names if name not in _LEFT_OUT]

    def cell(name: str, value: Any) -> Cell:
        if name == "marked":
            return Marked(yes, "grave") if value else None
        if name == "statistic":
            return _STATISTICS[value][lang]
        if name == "subject":
            return title_of(value, lang)
        if name == "level":
            return text("all_units", lang) if value == "all" else title_of(value, lang)
        return None if value == "" else value

    return Table(
        key="card",
        columns=tuple(
            Column(
                title=_heading(name, lang),
                kind="text" if pa.types.is_string(table.schema.field(name).type) else "number",
            )
            for name in names
        ),
        rows=(
            tuple(cell(name, row[name]) for name in names)
            for batch in table.to_batches(_BATCH_ROWS)
            for row in batch.to_pylist()
        ),
    )


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
            (check.titles[lang], found.checks[check.name], severity(check.severity))
            for of_severity in SEVERITIES
            for check in CHECKS
            if check.severity == of_severity and found.checks[check.name]
        ],
    )


def _marks(found: VerifiedFiles, lang: str) -> dict[_Unit, list[str]]:
    """Return the reasons why units are marked."""
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
        statistic = _STATISTICS[row["statistic"]][lang]
        n, value = grouped(int(row["n"]), lang), decimal(row["value"], 1, lang)
        marks[unit].append(f"{statistic} ({row['subject']}: {value}, n {n})")
    return marks


def _written(found: VerifiedFiles, lang: str) -> str:
    rows, *others = found.written
    if not others:
        return text("workbook_written", lang, file=found.output)
    return text(
        "written_into",
        lang,
        folder=found.output,
        rows=found.rows - found.statuses["clean"],
        file=rows,
        others=", ".join(others),
    )


def _lacking(found: VerifiedFiles) -> list[str]:
    """Return the missing columns because of which checks were skipped."""
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
