"""The summary of a run, for people and as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

from rich.table import Table

from zscore import __version__
from zscore.cli.tables_report import tables_parts
from zscore.cli.terminal import new_table, print_parts
from zscore.messages import decimal, grouped, text
from zscore.pipeline.summary import Summary
from zscore.who_lms.indicators import INDICATORS

_SHOWN_CELLS = 12  # kinds of unreadable cells that are listed


def print_summary(summary: Summary, lang: str, *, as_json: bool) -> None:
    """Print the summary on standard output."""
    if sys.stdout is None:  # it may be closed
        return
    if as_json:
        print(json.dumps(summary.as_json(lang), ensure_ascii=False, indent=2), flush=True)  # noqa: T201
        return
    print_parts(_parts(summary, lang))


def _parts(summary: Summary, lang: str) -> Iterator[object]:
    profiles = ", ".join(dict.fromkeys(facts.profile for facts in summary.facts))
    yield f"zscore {__version__}" + (f" · {text('profile', lang)} {profiles}" if profiles else "")
    if not summary.facts:
        yield text("nothing_written", lang)
        return
    yield from tables_parts(summary.facts, summary.warnings, lang)
    yield _rows(summary, lang)
    yield _indicators(summary, lang)
    if summary.conditions:
        yield _conditions(summary, lang)
    if any(agreement.z_compared for agreement in summary.published.values()):
        yield _published(summary, lang)
    if summary.unreadable:
        yield _unreadable(summary, lang)


def _rows(summary: Summary, lang: str) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False)
    files = len({facts.file for facts in summary.facts})
    table.add_row(
        text("rows_in", lang),
        _n(summary.rows, lang),
        text("files_and_sheets", lang, files=files, sheets=len(summary.facts)),
    )
    if summary.blank_rows:
        table.add_row(text("rows_blank", lang), _n(summary.blank_rows, lang))
    table.add_row(text("rows_out", lang), _n(summary.rows, lang), summary.output or "")
    for source, n in (+summary.ages).items():  # those that occur
        table.add_row(text("age_from", lang, source=source), _n(n, lang))
    if unknown := summary.rows - summary.ages.total():
        table.add_row(text("age_unknown", lang), _n(unknown, lang))
    if summary.failed:
        names = ", ".join(file for file, _ in summary.failed)
        table.add_row(text("files_refused", lang), _n(len(summary.failed), lang), names)
    if summary.columns_left_out:
        names = ", ".join(summary.columns_left_out)
        table.add_row(
            text("columns_left_out", lang), _n(len(summary.columns_left_out), lang), names
        )
    if summary.passed_over:
        names = ", ".join(summary.passed_over)
        table.add_row(text("files_passed_over", lang), _n(len(summary.passed_over), lang), names)
    if summary.position_decides:
        table.add_row(text("position_decides", lang), _n(summary.position_decides, lang))
    if summary.doubted:
        table.add_row(text("standing_doubted", lang), _n(summary.doubted, lang))
    for facts in summary.facts:
        for sheet, n in facts.left_out.items():
            table.add_row(
                text("sheet_left_out", lang), _n(n, lang), f"{facts.file} {sheet}".strip()
            )
    return table


def _indicators(summary: Summary, lang: str) -> Table:
    table = new_table(*(text(f"heading_{name}", lang) for name in ("z", "scored", "flagged")))
    table.add_column(text("heading_not_scored", lang))
    for name, count in summary.indicators.items():
        missing = sum(count.not_scored.values())
        why = ", ".join(
            f"{_n(n, lang)} {text(f'reason_{reason}', lang)}"
            for reason, n in count.not_scored.most_common()
        )
        table.add_row(
            f"{name}  {INDICATORS[name].titles[lang]}",
            _n(count.scored, lang),
            _n(count.flagged, lang),
            _n(missing, lang) + (f": {why}" if why else ""),
        )
    return table


def _conditions(summary: Summary, lang: str) -> Table:
    table = new_table(
        *(text(f"heading_{name}", lang) for name in ("condition", "children", "severe", "of", "%"))
    )
    for name, count in summary.conditions.items():
        table.add_row(
            text(f"condition_{name}", lang),
            _n(count.n, lang),
            _n(count.severe, lang),
            _n(count.of, lang),
            "–" if count.percent is None else decimal(count.percent, 2, lang),
        )
    return table


def _published(summary: Summary, lang: str) -> Table:
    table = new_table(
        *(
            text(f"heading_{name}", lang)
            for name in ("published", "z_equal", "compared", "labels_equal", "compared")
        )
    )
    for name, agreement in summary.published.items():
        table.add_row(
            name,
            _share(agreement.z_equal, agreement.z_compared, lang),
            _n(agreement.z_compared, lang),
            _share(agreement.labels_equal, agreement.labels_compared, lang),
            _n(agreement.labels_compared, lang),
        )
    return table


def _unreadable(summary: Summary, lang: str) -> Table:
    table = new_table(text("heading_unreadable", lang), text("heading_cells", lang))
    table.add_column(text("heading_reason", lang))
    for (column, reason), n in summary.unreadable.most_common(_SHOWN_CELLS):
        table.add_row(column, _n(n, lang), text(f"cell_{reason}", lang))
    rest = len(summary.unreadable) - _SHOWN_CELLS
    if rest > 0:
        table.add_row(text("and_more", lang, n=rest), "")
    return table


def _n(value: int, lang: str) -> str:
    return str(grouped(value, lang))


def _share(part: int, whole: int, lang: str) -> str:
    return f"{decimal(100 * part / whole, 2, lang)} %" if whole else "–"
