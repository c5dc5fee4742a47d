"""``zscore inspect``: what each column of some files is read as, before anything is scored."""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zscore.cli.common import (
    DATA_REFUSED,
    WRONG_USE,
    common_options,
    fail,
    get_ready,
    help_of,
    print_failed,
)
from zscore.errors import FileError, OutputError, ZScoreError
from zscore.messages import grouped, text

if TYPE_CHECKING:
    from zscore.pipeline.inspect_files import InspectedColumn, InspectedTable, Inspection

_MOST_CODES = 6
_WAYS = {
    "date": "--dates dmy",
    "sex": "--codes sex:0=f,1=m",
    "measured": "--codes measured:1=lying,2=standing",
    "oedema": "--codes oedema:1=y,2=n",
}


@click.command(help=help_of("inspect"))
@click.option("--write", type=click.Path(path_type=Path), help=help_of("write_mapping"))
@click.option("--json", "as_json", is_flag=True, help=help_of("json"))
@common_options
def inspect(
    files: tuple[Path, ...],
    write: Path | None,
    as_json: bool,
    lang: str,
    force: bool,
    **options: Any,
) -> None:
    """Look at files, and say what their columns are read as."""
    get_ready(lang)  # --help must not wait for numba
    from zscore.cli.progress import progress  # noqa: PLC0415
    from zscore.cli.terminal import print_parts  # noqa: PLC0415
    from zscore.pipeline.inspect_files import inspect_files  # noqa: PLC0415

    try:
        with progress(lang) as advance:
            found = inspect_files(files, progress=advance, **options)
        print_failed(found.failed, lang)
        if as_json:
            click.echo(json.dumps(found.as_json(lang), ensure_ascii=False, indent=2))
        else:
            print_parts(_parts(found, files, options, write, lang))
        if write is not None:
            _write(found, write, force=force)
    except FileError as error:
        fail(error, lang, DATA_REFUSED)
    except ZScoreError as error:
        fail(error, lang, WRONG_USE)
    undecided = any(table.facts.reading.undecided for table in found.tables)
    sys.exit(DATA_REFUSED if found.failed or undecided else 0)


def _write(found: Inspection, path: Path, *, force: bool) -> None:
    if path.exists() and not force:
        raise OutputError("output_exists", file=path.name)
    try:
        found.mapping.write(path)
    except OSError as error:
        raise OutputError("output_failed", file=path.name, why=error.strerror or "") from None


def _parts(
    found: Inspection,
    files: Sequence[Path],
    options: dict[str, Any],
    write: Path | None,
    lang: str,
) -> Iterator[object]:
    from zscore.cli.tables_report import warning_texts  # noqa: PLC0415

    if found.warnings:
        yield "\n".join(warning_texts(found.warnings, lang))
    for table in found.tables:
        facts = table.facts
        why = text(f"profile_from_{facts.profile_from}", lang)
        yield (
            f"{facts.name} · {text('n_rows', lang, n=facts.rows)} · "
            f"{text('profile', lang)} {facts.profile} ({why})"
        )
        yield _columns(table, lang)
        if table.lacking is not None:
            yield table.lacking.text(lang)
        if hints := _hints(table, options, lang):
            yield "\n".join(hints)
    if found.tables and all(table.lacking is None for table in found.tables):
        yield f"{text('command_to_run', lang)}\n  {_command(found, files, options, write)}"


def _hints(table: InspectedTable, options: dict[str, Any], lang: str) -> list[str]:
    """Return what must be told before the table can be scored."""
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
                heading=_printable(column.heading),
                option=option,
            )
        )
    return hints + [text("hint_taken", lang, heading=_printable(name)) for name in table.taken]


def _columns(table: InspectedTable, lang: str) -> object:
    from zscore.cli.terminal import new_table  # noqa: PLC0415

    shown = new_table(text("heading_heading", lang))
    for name in ("read_as", "in_unit", "readable", "values"):
        shown.add_column(text(f"heading_{name}", lang))
    for column in table.columns:
        shown.add_row(
            _printable(column.heading),
            _meaning(column, lang),
            _unit(column, lang),
            _readable(column, lang),
            _values(column, lang),
        )
    return shown


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
    """Return the command that scores these files as they were looked at."""
    words = ["zscore", "score", *map(str, files), "-o", "scored.xlsx"]
    if any(table.taken for table in found.tables):
        words += ["--prefix", "zs_"]
    if write is not None:
        return shlex.join([*words, "--mapping", str(write)])
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
    return shlex.join(words)


def _printable(name: str) -> str:
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in name)
