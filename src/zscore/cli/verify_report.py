"""What is to be verified, for people: how many rows each check marked."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from rich.table import Table

from zscore import __version__
from zscore.batch.verification import VerifiedFiles
from zscore.cli.terminal import new_table, print_parts
from zscore.messages import grouped, text
from zscore.quality.checks import CHECKS, SEVERITIES


def print_verification(found: VerifiedFiles, lang: str) -> None:
    """Print what was found on standard output."""
    if sys.stdout is not None:  # it may be closed
        print_parts(_parts(found, lang))


def _parts(found: VerifiedFiles, lang: str) -> Iterator[object]:
    yield f"zscore {__version__} · {text('verification', lang)}"
    yield _rows(found, lang)
    yield _checks(found, lang)
    if found.not_done:
        names = ", ".join(text(f"check_{name}", lang) for name in found.not_done)
        yield text("checks_not_done", lang, names=names)


def _rows(found: VerifiedFiles, lang: str) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False)
    files = text("of_files", lang, n=len(found.files))
    table.add_row(text("rows_in", lang), str(grouped(found.rows, lang)), files)
    for status, n in found.statuses.items():
        where = found.output or "" if status == "marked" else ""
        table.add_row(text(f"status_{status}", lang), str(grouped(n, lang)), where)
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
