"""Verify any number of files: the function behind ``zscore verify``."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from zscore import __version__
from zscore.batch.run import Progress
from zscore.batch.sources import Source, as_paths, sources_of
from zscore.columns import check_renames
from zscore.eppgbm.layouts import is_identity
from zscore.errors import OutputError, ZScoreError
from zscore.files.writing import output_file
from zscore.quality.checks import CHECKS
from zscore.quality.verification import STATUSES, verify
from zscore.who_lms.profiles import EPPGBM, WHO, profile_named

SCHEMA = "zscore.verify/1"
ROWS, SUMMARY = "rows", "summary.json"
# What a unit needs to find a row again, and to look at it.
_SHOWN = (
    "source_file", "source_sheet", "source_row", "province", "district", "subdistrict", "puskesmas",
    "village", "posyandu", "sex", "visit_date", "age_days", "weight_kg",
    "length_height_cm", "measured", "reading_notes",
)  # fmt: skip


@dataclass(kw_only=True)
class VerifiedFiles:
    """What verify_files found.

    Parameters
    ----------
    rows
        Rows read: each is clean, marked or unreadable.
    statuses, checks
        Rows of each status, and rows that each check marked.
    not_done
        Checks that could be done in no file.
    files, failed
        Files verified; files that were refused, with why.
    output
        The folder written.
    """

    rows: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    checks: Counter[str] = field(default_factory=Counter)
    not_done: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    failed: list[tuple[str, ZScoreError]] = field(default_factory=list)
    output: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Return all of it, with a stable schema."""
        return {
            "schema": SCHEMA,
            "zscore": __version__,
            "rows": self.rows,
            "statuses": dict(self.statuses),
            "checks": {check.name: self.checks[check.name] for check in CHECKS if check.name
                       not in self.not_done},
            "not_done": self.not_done,
            "files": self.files,
            "failed": [{"file": file, "message": str(error)} for file, error in self.failed],
        }  # fmt: skip


def verify_files(
    paths: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    folder: str | os.PathLike[str],
    *,
    profile: str | None = None,
    columns: Mapping[str, str] | None = None,
    today: date | None = None,
    identity: bool = False,
    kind: str = "csv",
    force: bool = False,
    progress: Progress = lambda _what, _done, _all: None,
) -> VerifiedFiles:
    """Mark the rows of any number of files that should be looked at again.

    Parameters
    ----------
    paths
        Exports of e-PPGBM or tables with canonical column names. Exports are verified together,
        so that a child in two files is found; any other table by itself. All are held in memory.
    folder
        Where ``rows.csv`` (the rows that are not clean, in the order of the files) and
        ``summary.json`` are written; made if it is not there.
    profile, columns, force, progress
        As in score_files.
    today
        As in verify.
    identity
        Also write names, numbers of identity, parents and addresses; else a row is found by its
        file, sheet and row.
    kind
        ``"csv"``, ``"parquet"`` or ``"xlsx"``: of the rows.

    Returns
    -------
    VerifiedFiles
        With ``failed``: the files that were refused.

    Raises
    ------
    OutputError
        If the folder or a file cannot be written as asked.
    UnknownNameError
        If there is no such profile.

    Examples
    --------
    >>> import tempfile, pathlib, zscore as zs
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "children.csv")
    ...     _ = path.write_text("sex,age_days,weight_kg\\nf,683,10.4\\nm,683,104\\n")
    ...     found = zs.verify_files(path, pathlib.Path(folder, "verified"))
    >>> dict(found.statuses), found.checks["weight_outside"]
    ({'clean': 1, 'marked': 1, 'unreadable': 0}, 1)
    """
    if profile is not None:
        profile_named(profile)
    check_renames(columns or {}, None)
    files = as_paths(paths)
    output = _folder(Path(folder), kind, force)
    found = VerifiedFiles(not_done=[check.name for check in CHECKS])
    together: list[tuple[Path, pa.Table]] = []
    alone: list[tuple[Path, pa.Table, Source]] = []
    for place, path in enumerate(files):
        progress(path.name, place, len(files))
        try:
            for source in sources_of(path, columns or {}):
                rows = _whole(source)
                if source.is_export:
                    together.append((path, rows))
                else:
                    alone.append((path, rows, source))
        except ZScoreError as error:
            found.failed.append((path.name, error))
    refused = {name for name, _ in found.failed}
    parts: list[pa.Table] = []
    exports = [rows for path, rows in together if path.name not in refused]
    if exports:
        whole = pa.concat_tables(exports, promote_options="permissive")
        parts.append(_verified(found, whole, profile or EPPGBM.name, {}, today, identity))
    for path, rows, source in alone:
        try:
            renames = source.columns
            parts.append(_verified(found, rows, profile or WHO.name, renames, today, identity))
        except ZScoreError as error:
            found.failed.append((path.name, error))
    refused = {name for name, _ in found.failed}
    found.files = [path.name for path in files if path.name not in refused]
    if parts:
        marked = pa.concat_tables(parts, promote_options="permissive")
        with output_file(output / f"{ROWS}.{kind}", marked.schema, force=force) as write:
            write(marked)
        text = json.dumps(found.as_json(), ensure_ascii=False, indent=2)
        (output / SUMMARY).write_text(text + "\n", encoding="utf-8")
        found.output = str(output)
    return found


def _folder(folder: Path, kind: str, force: bool) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError("output_failed", file=folder.name, why=error.strerror or "") from None
    for name in (f"{ROWS}.{kind}", SUMMARY):
        if (folder / name).exists() and not force:
            raise OutputError("output_exists", file=name)
    return folder


def _whole(source: Source) -> pa.Table:
    """Return all rows of a table, with where each is."""
    tables = []
    for block in (source.empty, *source.blocks()):
        table = block.needed
        for name, column in zip(
            ("source_file", "source_sheet", "source_row"), source.origin(block).columns, strict=True
        ):
            if name not in table.column_names:
                table = table.append_column(name, column)
        tables.append(table)
    return pa.concat_tables(tables, promote_options="permissive")


def _verified(
    found: VerifiedFiles,
    rows: pa.Table,
    profile: str,
    columns: Mapping[str, str],
    today: date | None,
    identity: bool,
) -> pa.Table:
    """Verify rows, count them, and return what is written of those that are not clean."""
    verification = verify(rows, profile=profile, columns=columns, today=today)
    found.rows += rows.num_rows
    found.statuses.update(verification.statuses)
    found.checks.update(verification.checks)
    found.not_done = [name for name in found.not_done if name not in verification.checks]
    table = verification.rows
    added = table.column_names[rows.num_columns :]
    shown = [name for name in rows.column_names if name in _SHOWN or name in columns.values()]
    shown = [name for name in shown if identity or not is_identity(name)]
    if identity:
        known = [n for n in rows.column_names if is_identity(n) or n == "birth_date"]
        shown += [name for name in known if name not in shown]
    unclean = pc.not_equal(table.column("verification").cast(pa.string()), STATUSES[0])
    return table.filter(unclean).select([*shown, *added])
