"""Output folder of ``zscore verify``, written without losing existing files."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from itertools import chain
from pathlib import Path
from typing import Any

import pyarrow as pa

from zscore.errors import OutputError
from zscore.files.writing import output_file, replaced_whole

ROWS, SCORE_CARD, SMART, CLIFFS, NAMES = "rows", "scorecard", "smart", "cliff", "names"
SUMMARY = "summary.json"
KINDS = ("csv", "parquet", "xlsx")


def names_of_kind(kind: str, *, smart: bool) -> dict[str, str]:
    """Return the file names of a folder by content.

    Raises
    ------
    OutputError
        If the kind is unknown.
    """
    if kind not in KINDS:
        raise OutputError("output_ending", file=f"{ROWS}.{kind}", known=", ".join(KINDS))
    table = "xlsx" if kind == "xlsx" else "csv"
    what = (SCORE_CARD, *((SMART,) if smart else ()), CLIFFS, NAMES)
    return {ROWS: f"{ROWS}.{kind}", **{name: f"{name}.{table}" for name in what}}


def _possible_names() -> set[str]:
    """Return all possible file names of a folder."""
    whats = (SCORE_CARD, SMART, CLIFFS, NAMES)
    rows = {f"{ROWS}.{kind}" for kind in KINDS}
    return {SUMMARY} | rows | {f"{what}.{kind}" for what in whats for kind in ("csv", "xlsx")}


def make_folder(folder: Path, files: Sequence[Path], force: bool) -> Path:
    """Make the folder, and refuse it if existing files would be lost.

    Raises
    ------
    OutputError
        With the file that exists.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError("output_failed", file=folder.name, why=error.strerror or "") from None
    for name in sorted(_possible_names()):
        path = folder / name
        if path.is_dir():
            raise OutputError("output_is_folder", file=name)
        if Path(os.path.realpath(path)) in files:
            raise OutputError("output_is_input", file=name)
        if path.exists() and not force:
            raise OutputError("output_exists", file=f"{folder.name}/{name}")
    return folder


def write_tables(
    folder: Path, names: Mapping[str, str], tables: Mapping[str, Iterable[pa.Table]], force: bool
) -> dict[str, list[pa.Table]]:
    """Write several tables, all or none; return the marked rows of each."""
    marked: dict[str, list[pa.Table]] = {}
    with ExitStack() as files:
        for what, name in names.items():
            parts = iter(tables[what])
            first = next(parts)
            write = files.enter_context(output_file(folder / name, first.schema, force=force))
            for table in chain((first,), parts):
                write(table)
                if "marked" in table.column_names:
                    found = table.filter(table.column("marked"))
                    marked.setdefault(what, []).append(found)
    return marked


def write_json(path: Path, value: Mapping[str, Any]) -> None:
    """Write JSON for people and programs, whole or not at all, in place of an older file."""
    with replaced_whole(path, force=True) as part:
        part.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def write_summary(folder: Path, summary: Mapping[str, Any], written: Sequence[str]) -> None:
    """Write the summary, and remove files of another kind from earlier runs."""
    write_json(folder / SUMMARY, summary)
    for name in _possible_names() - set(written):
        (folder / name).unlink(missing_ok=True)
