"""Report of inspect_files: how each column is read, and the command for scoring."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zscore.messages import grouped, text
from zscore.reports.sections import Column, Part, Table, Text, printable
from zscore.reports.table_sections import warnings_part

if TYPE_CHECKING:
    from zscore.pipeline.inspect_files import InspectedColumn, InspectedTable, Inspection

_MOST_CODES = 6
_WAYS = {
    "date": "--dates dmy",
    "sex": "--codes sex:0=f,1=m",
    "measured": "--codes measured:1=lying,2=standing",
    "oedema": "--codes oedema:1=y,2=n",
}


def inspect_parts(
    found: Inspection,
    files: Sequence[Path],
    options: dict[str, Any],
    write: Path | None,
    lang: str,
) -> Iterator[Part]:
    """Yield the parts of the report of an inspection.

    Parameters
    ----------
    files, options, write
        Arguments of the command, from which the command for scoring is made.
    """
    if found.warnings:
        yield warnings_part(found.warnings, lang)
    for table in found.tables:
        facts = table.facts
        why = text(f"profile_from_{facts.profile_from}", lang)
        line = (
            f"{facts.name} · {text('n_rows', lang, n=facts.rows)} · "
            f"{text('profile', lang)} {facts.profile} ({why})"
        )
        yield Text(key="table", lines=(printable(line),))
        yield _columns(table, lang)
        if table.lacking is not None:
            yield Text(key="lacking", lines=(table.lacking.text(lang),), mark="grave")
        if hints := _hints(table, options, lang):
            yield Text(key="hints", lines=tuple(hints))
    if found.tables and all(table.lacking is None for table in found.tables):
        command = f"  {_command(found, files, options, write)}"
        yield Text(key="command", lines=(text("command_to_run", lang), command))


def _hints(table: InspectedTable, options: dict[str, Any], lang: str) -> list[str]:
    """Return what must be specified before the table can be scored."""
    hints = []
    for column in table.columns if table.refuses and not options.get("on_unreadable") else ():
        entry = table.facts.reading.columns.get(column.column or "")
        if entry is None or column.readable == column.filled:
            continue
        if entry.entry.group not in {"child", "measurement"}:
            continue
        option = _WAYS.get(entry.entry.kind, "--missing 9999")
        hints.append(
            text(
                "hint_unreadable",
                lang,
                n=column.filled - column.readable,
                heading=printable(column.heading),
                option=option,
            )
        )
    return hints + [text("hint_taken", lang, heading=printable(name)) for name in table.taken]


def _columns(table: InspectedTable, lang: str) -> Table:
    headings = ("heading", "read_as", "in_unit", "readable", "values")
    return Table(
        key="columns",
        columns=tuple(Column(title=text(f"heading_{name}", lang)) for name in headings),
        rows=[
            (
                column.heading,
                _meaning(column, lang),
                _unit(column, lang),
                _readable(column, lang),
                _values(column, lang),
            )
            for column in table.columns
        ],
    )


def _meaning(column: InspectedColumn, lang: str) -> str:
    if column.column is not None:
        return column.column
    if column.near is not None:
        return text("unknown_near", lang, near=column.near)
    return text("not_known", lang)


def _unit(column: InspectedColumn, lang: str) -> str:
    if column.order is not None:
        return text(f"order_{column.order}", lang)
    if column.unit is None:
        return ""
    if column.unit_from == "name":
        return column.unit
    return f"{column.unit} ({text(f'unit_from_{column.unit_from}', lang)})"


def _readable(column: InspectedColumn, lang: str) -> str:
    if not column.filled:
        return text("empty", lang)
    if column.column is None:
        return text("n_filled", lang, n=column.filled)
    return text("n_readable", lang, n=column.readable, filled=column.filled)


def _values(column: InspectedColumn, lang: str) -> str:
    if column.identity:
        return text("identity_hidden", lang)
    if column.codes:
        some = column.codes.most_common(_MOST_CODES)
        return ", ".join(f"{code} {grouped(n, lang)}" for code, n in some)
    if column.low is not None and column.high is not None:
        return f"{_number(column.low, lang)} … {_number(column.high, lang)}"
    if column.different is not None:
        return text("n_different", lang, n=column.different)
    return ""


def _number(value: float | str, lang: str) -> str:
    if isinstance(value, str):
        return value
    shown = f"{value:g}"
    return shown if lang == "en" else shown.replace(".", ",")


def _command(
    found: Inspection, files: Sequence[Path], options: dict[str, Any], write: Path | None
) -> str:
    """Return the command that scores these files with the same options."""
    words = ["zscore", "score", *map(str, files), "-o", "scored.xlsx"]
    if any(table.taken for table in found.tables):
        words += ["--prefix", "zs_"]
    if write is not None:
        return _command_line([*words, "--mapping", str(write)])
    for name in ("profile", "mapping", "dates", "on_unreadable"):
        if options.get(name):
            words += [f"--{name.replace('_', '-')}", str(options[name])]
    for name in ("columns", "units"):
        for key, value in (options.get(name) or {}).items():
            words += [f"--{name}", f"{key}={value}"]
    for column, codes in (options.get("codes") or {}).items():
        pairs = ",".join(f"{code}={meaning}" for code, meaning in codes.items())
        words += ["--codes", f"{column}:{pairs}"]
    if options.get("missing"):
        words += ["--missing", ",".join(options["missing"])]
    return _command_line(words)


def _command_line(words: Sequence[str]) -> str:
    """Return words as they are typed: Windows knows no single quotes."""
    return subprocess.list2cmdline(words) if os.name == "nt" else shlex.join(words)
