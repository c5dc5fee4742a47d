"""Report of score_files: rows, indicators, conditions, unreadable cells."""

from __future__ import annotations

from collections.abc import Iterator

from zscore.messages import grouped, text
from zscore.pipeline.summary import Summary
from zscore.reports.sections import Column, Part, Table, Text
from zscore.reports.table_sections import counts_table, share, tables_parts, title_part
from zscore.reports.workbook import SheetOf, explanation_sheet
from zscore.who_lms.indicators import INDICATORS

_MOST_CELLS = 12  # kinds of unreadable cells shown on a terminal


def score_parts(summary: Summary, lang: str) -> Iterator[Part]:
    """Yield the parts of the report of a run."""
    profiles = ", ".join(dict.fromkeys(facts.profile for facts in summary.facts))
    yield title_part(*([f"{text('profile', lang)} {profiles}"] if profiles else []))
    if not summary.facts:
        yield Text(key="nothing_written", lines=(text("nothing_written", lang),), mark="grave")
        return
    yield from tables_parts(summary.facts, summary.warnings, lang)
    yield counts_table(list(_rows(summary, lang)))
    yield _indicators(summary, lang)
    if summary.conditions:
        yield _conditions(summary, lang)
    if any(agreement.z_compared for agreement in summary.published.values()):
        yield _published(summary, lang)
    if summary.unreadable:
        yield _unreadable(summary, lang)


def score_sheets(summary: Summary, lang: str) -> Iterator[SheetOf]:
    """Yield the sheets that come after the scored rows in a workbook."""
    yield SheetOf(title=text("sheet_summary", lang), parts=list(score_parts(summary, lang)))
    explained = ("z", "flag", "reason", "class", "adjusted", "source")
    yield explanation_sheet("score", explained, lang)


def _rows(summary: Summary, lang: str) -> Iterator[tuple[str, int, str]]:
    files = len({facts.file for facts in summary.facts})
    tables = text("files_and_sheets", lang, files=files, sheets=len(summary.facts))
    yield text("rows_in", lang), summary.rows, tables
    if summary.blank_rows:
        yield text("rows_blank", lang), summary.blank_rows, ""
    yield text("rows_out", lang), summary.rows, summary.output or ""
    for source, n in (+summary.ages).items():  # those that occur
        yield text("age_from", lang, source=source), n, ""
    if unknown := summary.rows - summary.ages.total():
        yield text("age_unknown", lang), unknown, ""
    listed = {
        "files_refused": [file for file, _ in summary.failed],
        "columns_left_out": summary.columns_left_out,
        "files_passed_over": summary.passed_over,
    }
    for key, names in listed.items():
        if names:
            yield text(key, lang), len(names), ", ".join(names)
    for key, n in (
        ("position_decides", summary.position_decides),
        ("standing_doubted", summary.doubted),
    ):
        if n:
            yield text(key, lang), n, ""
    for facts in summary.facts:
        for sheet, n in facts.left_out.items():
            yield text("sheet_left_out", lang), n, f"{facts.file} {sheet}".strip()


def _columns(lang: str, kinds: dict[str, str]) -> tuple[Column, ...]:
    return tuple(
        Column(title=text(f"heading_{name}", lang), kind=kind) for name, kind in kinds.items()
    )


def _indicators(summary: Summary, lang: str) -> Table:
    columns = _columns(
        lang, {"z": "text", "scored": "whole", "flagged": "whole", "not_scored": "text"}
    )

    def missing(name: str) -> str:
        reasons = summary.indicators[name].not_scored
        why = ", ".join(
            f"{grouped(n, lang)} {text(f'reason_{reason}', lang)}"
            for reason, n in reasons.most_common()
        )
        return str(grouped(reasons.total(), lang)) + (f": {why}" if why else "")

    return Table(
        key="indicators",
        columns=columns,
        rows=[
            (f"{name}  {INDICATORS[name].titles[lang]}", count.scored, count.flagged, missing(name))
            for name, count in summary.indicators.items()
        ],
    )


def _conditions(summary: Summary, lang: str) -> Table:
    counts = dict.fromkeys(("children", "severe", "of"), "whole")
    return Table(
        key="conditions",
        columns=_columns(lang, {"condition": "text", **counts, "%": "hundredths"}),
        rows=[
            (
                text(f"condition_{name}", lang),
                count.n,
                count.severe,
                count.of,
                "–" if count.percent is None else count.percent,
            )
            for name, count in summary.conditions.items()
        ],
    )


def _published(summary: Summary, lang: str) -> Table:
    compared = Column(title=text("heading_compared", lang), kind="whole")
    equal = _columns(lang, {"z_equal": "percent_hundredths", "labels_equal": "percent_hundredths"})
    published = Column(title=text("heading_published", lang))
    return Table(
        key="published",
        columns=(published, equal[0], compared, equal[1], compared),
        rows=[
            (
                name,
                share(agreement.z_equal, agreement.z_compared),
                agreement.z_compared,
                share(agreement.labels_equal, agreement.labels_compared),
                agreement.labels_compared,
            )
            for name, agreement in summary.published.items()
        ],
    )


def _unreadable(summary: Summary, lang: str) -> Table:
    return Table(
        key="unreadable",
        columns=_columns(lang, {"unreadable": "text", "cells": "whole", "reason": "text"}),
        rows=[
            (column, n, text(f"cell_{reason}", lang))
            for (column, reason), n in summary.unreadable.most_common()
        ],
        most=_MOST_CELLS,
        rest="and_more",
    )
