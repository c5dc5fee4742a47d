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
from zscore.column_values import float_column
from zscore.columns import check_renames
from zscore.eppgbm.layouts import IDENTITY
from zscore.eppgbm.reading import CANONICAL_NAMES, SOURCE_COLUMNS
from zscore.errors import OutputError, ZScoreError
from zscore.files.grids import text_column
from zscore.files.writing import output_file
from zscore.quality.checks import CHECKS
from zscore.quality.verification import STATUSES, Verification, verify
from zscore.who_lms.indicators import INPUT_COLUMNS
from zscore.who_lms.profiles import EPPGBM, WHO, profile_named

SCHEMA = "zscore.verify/1"
ROWS, SUMMARY = "rows", "summary.json"
# What a unit needs to find a row again, and to look at it; not the age, which with the day of the
# visit is the day of birth.
_SHOWN = (
    "source_file", "source_sheet", "source_row", "province", "district", "subdistrict", "puskesmas",
    "village", "posyandu", "sex", "visit_date", "weight_kg", "length_height_cm", "measured",
    "reading_notes",
)  # fmt: skip
_WHO = IDENTITY | {"birth_date", "age_days"}
_NUMBERS = {"source_row", "weight_kg", "length_height_cm", "age_days"}


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
        Exports of e-PPGBM or tables with canonical column names; a file given twice is one.
        Exports are verified together, so that a child in two files is found; any other table by
        itself. All are held in memory.
    folder
        Where ``rows.csv`` (the rows that are not clean, in the order of the files) and
        ``summary.json`` are written; made if it is not there.
    profile, columns, force, progress
        As in score_files.
    today
        As in verify.
    identity
        Also write names, numbers of identity, parents, addresses, birth dates and ages; else a
        row is found by its file, sheet and row.
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
    files = list(dict.fromkeys(Path(os.path.realpath(path)) for path in as_paths(paths)))
    output = _folder(Path(folder), kind, files, force)
    found = VerifiedFiles(not_done=[check.name for check in CHECKS])
    failed: dict[int, ZScoreError] = {}  # by place among the files
    exports: list[pa.Table] = []
    parts: list[pa.Table] = []
    for place, path in enumerate(files):
        progress(path.name, place, len(files))
        try:
            whole = [(source, _whole(source)) for source in sources_of(path, columns or {})]
            alone = [
                _verified(rows, profile or WHO.name, source.columns, today, identity)
                for source, rows in whole
                if not source.is_export
            ]
        except ZScoreError as error:
            failed[place] = error
            continue
        exports += [rows for source, rows in whole if source.is_export]
        for verification, rows in alone:
            _count(found, verification)
            parts.append(rows)
    if exports:
        together = pa.concat_tables(exports, promote_options="permissive")
        verification, rows = _verified(together, profile or EPPGBM.name, {}, today, identity)
        _count(found, verification)
        parts.insert(0, rows)
    found.failed = [(files[place].name, failed[place]) for place in sorted(failed)]
    found.files = [path.name for place, path in enumerate(files) if place not in failed]
    if parts:
        marked = pa.concat_tables(parts, promote_options="permissive")
        with output_file(output / f"{ROWS}.{kind}", marked.schema, force=force) as write:
            write(marked)
        text = json.dumps(found.as_json(), ensure_ascii=False, indent=2)
        (output / SUMMARY).write_text(text + "\n", encoding="utf-8")
        found.output = str(output)
    return found


def _folder(folder: Path, kind: str, files: Sequence[Path], force: bool) -> Path:
    """Make the folder, and refuse it if something in it would be lost.

    Raises
    ------
    OutputError
        Saying what is in the way.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError("output_failed", file=folder.name, why=error.strerror or "") from None
    for name in (f"{ROWS}.{kind}", SUMMARY):
        path = folder / name
        if path.is_dir():
            raise OutputError("output_is_folder", file=name)
        if Path(os.path.realpath(path)) in files:
            raise OutputError("output_is_input", file=name)
        if path.exists() and not force:
            raise OutputError("output_exists", file=name)
    return folder


def _whole(source: Source) -> pa.Table:
    """Return all rows of a table that are looked at, with where each is."""
    tables = []
    for block in (source.empty, *source.blocks()):
        own = [name for name in block.needed.column_names if _is_used(name, source)]
        table = block.needed.select(own)
        origin = source.origin(block)
        for name in origin.column_names:
            table = table.append_column(name, origin.column(name))
        tables.append(table)
    return pa.concat_tables(tables, promote_options="permissive")


def _is_used(name: str, source: Source) -> bool:
    """Is a column known here? Others are neither looked at nor written."""
    known = name in CANONICAL_NAMES | set(INPUT_COLUMNS) or name in source.columns.values()
    return known and name not in SOURCE_COLUMNS and (source.is_export or name != "reading_notes")


def _verified(
    rows: pa.Table, profile: str, columns: Mapping[str, str], today: date | None, identity: bool
) -> tuple[Verification, pa.Table]:
    """Verify rows, and return what is written of those that are not clean."""
    verification = verify(rows, profile=profile, columns=columns, today=today)
    table = verification.rows
    added = table.column_names[rows.num_columns :]
    heading = {name: columns.get(name, name) for name in (*_SHOWN, *sorted(_WHO))}
    names = [name for name in _SHOWN if heading[name] in rows.column_names]
    if identity:
        names += [name for name in sorted(_WHO) if heading[name] in rows.column_names]
    else:
        added = [name for name in added if name != "suggested_birth_date"]
    unclean = pc.not_equal(table.column("verification").cast(pa.string()), STATUSES[0])
    shown = table.filter(unclean)
    made = {name: _as_written(name, shown.column(heading[name])) for name in names}
    made |= {name: shown.column(name) for name in added}
    return verification, pa.table(made)


def _as_written(name: str, column: pa.ChunkedArray) -> Any:
    """Return a column as a number or as text, whatever kind of file it comes from."""
    if name in _NUMBERS:
        return pa.array(float_column(column, name), from_pandas=True)
    return text_column(column)


def _count(found: VerifiedFiles, verification: Verification) -> None:
    found.rows += sum(verification.statuses.values())
    found.statuses.update(verification.statuses)
    found.checks.update(verification.checks)
    found.not_done = [name for name in found.not_done if name not in verification.checks]
