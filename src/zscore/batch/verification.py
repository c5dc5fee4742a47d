"""Verify any number of files: the function behind ``zscore verify``.

All files are read twice, block by block: first for what rows are compared by and for the means of
units, then for the checks. Between the two the records are compared, a part at a time; so neither
the rows nor their records have to be in the memory together.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from zscore import __version__
from zscore.batch.narrow import columns_of
from zscore.batch.run import Progress
from zscore.batch.sources import Block, Source, as_paths, located, sources_of
from zscore.batch.spill import PartedRecords, SetAsideRows
from zscore.column_values import as_arrow, float_column
from zscore.columns import arrow_array, check_renames
from zscore.eppgbm.layouts import IDENTITY, canonical_name, is_identity
from zscore.eppgbm.reading import CANONICAL_NAMES, SOURCE_COLUMNS
from zscore.errors import ColumnError, FileError, OutputError, ZScoreError
from zscore.files.grids import text_column
from zscore.files.writing import output_file
from zscore.prevalence.groups import is_no_cell
from zscore.quality.across import Across, records_of
from zscore.quality.checking import CLEAN, STATUSES, Checked, check_rows
from zscore.quality.checks import CHANGES, CHECKS
from zscore.quality.cliffs import cliff_tables
from zscore.quality.counts import RESULT_COLUMNS, UnitSums
from zscore.quality.duplicates import DUPLICATES, Secret
from zscore.quality.names import Path as NamePath
from zscore.quality.names import candidates, count_names
from zscore.quality.pseudonyms import child_ids, read_key
from zscore.quality.rows import MAIN, Flags, Rows, names_of, open_rows
from zscore.quality.scorecard import card_tables
from zscore.quality.visits import VISIT
from zscore.who_lms.indicators import INPUT_COLUMNS
from zscore.who_lms.profiles import EPPGBM, WHO, profile_named
from zscore.who_lms.provenance import provenance, stamped

SCHEMA = "zscore.verify/2"
ROWS, SCORE_CARD, SMART, CLIFFS, NAMES = "rows", "scorecard", "smart", "cliff", "names"
SUMMARY = "summary.json"
KINDS = ("csv", "parquet", "xlsx")
_NUMBER = np.dtype([("number", "u8"), ("row", "i8")])
# What a unit needs to find a row again, and to look at it; not the age, which with the day of the
# visit is the day of birth.
_SHOWN = (
    "source_file", "source_sheet", "source_row", "province", "district", "subdistrict", "puskesmas",
    "village", "posyandu", "sex", "visit_date", "weight_kg", "length_height_cm", "measured",
    "reading_notes",
)  # fmt: skip
_WHO = (*sorted(IDENTITY), "birth_date", "age_days")
_OF_A_CHILD = {*_WHO, "age_months", "age_at_visit"}
_NUMBERS = {"source_row", "weight_kg", "length_height_cm", "age_days"}
_ADDED = {
    "verification": pa.string(), "severity": pa.string(), "changes": pa.string(),
    "checks": pa.string(), "carried_days": pa.float64(), "suggested_weight_kg": pa.float64(),
    "suggested_length_height_cm": pa.float64(), "suggested_birth_date": pa.date32(),
    "suggested_visit_date": pa.date32(),
}  # fmt: skip
_CHILD_ID = "child_id"


@dataclass(kw_only=True)
class VerifiedFiles:
    """What verify_files found.

    Parameters
    ----------
    rows
        Rows read: each is clean, marked or unreadable.
    statuses, checks, changes
        Rows of each status, rows that each check marked, and rows by what looking again may
        change.
    not_done
        Checks that could be done in no file.
    marked_units, marked_cliffs
        The rows of the score card and of the cliffs that are marked, as pyarrow tables; None if
        no file could be verified.
    names
        Names of posyandu that may be one written in several ways.
    files, failed
        Files verified; files that were refused, with why.
    output, written
        The folder written, and the files in it.
    """

    rows: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    checks: Counter[str] = field(default_factory=Counter)
    changes: Counter[str] = field(default_factory=Counter)
    not_done: list[str] = field(default_factory=list)
    marked_units: pa.Table | None = None
    marked_cliffs: pa.Table | None = None
    names: int = 0
    files: list[str] = field(default_factory=list)
    failed: list[tuple[str, ZScoreError]] = field(default_factory=list)
    output: str | None = None
    written: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Return all counts, with a stable schema."""
        return {
            "schema": SCHEMA,
            "zscore": __version__,
            "provenance": provenance(),
            "rows": self.rows,
            "statuses": {name: self.statuses[name] for name in STATUSES},
            "changes": {name: self.changes[name] for name in CHANGES},
            "checks": {check.name: self.checks[check.name] for check in CHECKS if check.name
                       not in self.not_done},
            "not_done": self.not_done,
            "marked_units": 0 if self.marked_units is None else self.marked_units.num_rows,
            "marked_cliffs": 0 if self.marked_cliffs is None else self.marked_cliffs.num_rows,
            "names_written_in_several_ways": self.names,
            "files": self.files,
            "failed": [{"file": file, "message": str(error)} for file, error in self.failed],
        }  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class _How:
    """How the rows of every file are looked at."""

    by: tuple[str, ...]
    profile: str | None
    today: date | None
    child: tuple[str, ...]
    identity: bool
    key: bytes | None


def verify_files(
    paths: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    folder: str | os.PathLike[str],
    by: str | Sequence[str] | None = None,
    *,
    smart: bool = False,
    profile: str | None = None,
    columns: Mapping[str, str] | None = None,
    today: date | None = None,
    child: str | Sequence[str] | None = None,
    identity: bool = False,
    key_file: str | os.PathLike[str] | None = None,
    kind: str = "csv",
    force: bool = False,
    progress: Progress = lambda _what, _done, _all: None,
) -> VerifiedFiles:
    """Say which rows and which units of any number of files should be looked at again.

    Parameters
    ----------
    paths
        Exports of e-PPGBM or tables with canonical column names, together larger than the
        memory if need be; a file given twice is one.
    folder
        Where the findings are written; made if it is not there. ``rows.csv``: the rows that are
        not clean, by unit, and in each the first those that may change most. ``scorecard.csv``
        and ``cliff.csv``: as score_card and find_cliffs with roll-up. ``names.csv``: posyandu
        that may be one. ``summary.json``: counts.
    by
        Columns of units, the widest first; None: all rows together.
    smart
        Also write ``smart.csv``, SMART's ten tests of every unit.
    profile, columns, force, progress
        As in score_files.
    today, child
        As in verify.
    identity
        Also write names, numbers of identity, parents, addresses, birth dates and ages; else a
        row is found by its file, sheet and row.
    key_file
        A file of 16 bytes or more that nobody else knows: rows get a ``child_id`` made with it,
        the same for a child in every file (pseudonyms.py). There is none without a key.
    kind
        ``"csv"``, ``"parquet"`` (the rows; the rest is csv) or ``"xlsx"``.

    Returns
    -------
    VerifiedFiles
        With ``failed``: the files that were refused; nothing of them is counted.

    Raises
    ------
    OutputError
        If the folder or a file cannot be written as asked, or the key is none.
    ColumnError
        If units are children, or where they live, and ``identity`` is not asked for.
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
    key = None if key_file is None else read_key(Path(key_file))
    files = list(dict.fromkeys(Path(os.path.realpath(path)) for path in as_paths(paths)))
    how = _How(by=names_of(by), profile=profile, today=today, child=names_of(child),
               identity=identity, key=key)  # fmt: skip
    if doubled := [name for k, name in enumerate(how.by) if name in how.by[:k]]:
        raise ColumnError("group_twice", column=doubled[0])
    if taken := [name for name in how.by if name in {*RESULT_COLUMNS, *_ADDED, _CHILD_ID}]:
        raise ColumnError("group_taken", column=taken[0])
    called = {heading: name for name, heading in (columns or {}).items()}
    for name in how.by:
        own = called.get(name, canonical_name(name))
        if not identity and (is_identity(name) or is_identity(own) or own in _OF_A_CHILD):
            raise ColumnError("unit_is_identity", column=name)
    names = _names(kind, smart=smart)
    made = not Path(folder).exists()
    kept_out = [*files, *([Path(os.path.realpath(key_file))] if key_file is not None else [])]
    output = _folder(Path(folder), kept_out, force)
    failed: dict[int, ZScoreError] = {}  # by place among the files
    opened: dict[int, list[Source]] = {}
    for place, path in enumerate(files):
        progress(path.name, place, 3 * len(files))
        try:
            opened[place] = sources_of(path, columns or {})
        except ZScoreError as error:
            failed[place] = error
    try:
        found = _verified(opened, failed, files, how, output, names, force, progress)
    except OSError as error:
        raise OutputError("output_failed", file=output.name, why=error.strerror or "") from None
    finally:
        if made and not any(output.iterdir()):
            output.rmdir()
    return found


def _verified(
    opened: dict[int, list[Source]],
    failed: dict[int, ZScoreError],
    files: Sequence[Path],
    how: _How,
    output: Path,
    names: Mapping[str, str],
    force: bool,
    progress: Progress,
) -> VerifiedFiles:
    """Verify the files that could be opened, and write what was found."""
    found = VerifiedFiles(not_done=[check.name for check in CHECKS])
    while opened:
        with closing(_Run(opened, how, output)) as run:
            refused = run.compare(files, progress)
            failed |= refused
            opened = {place: of_file for place, of_file in opened.items() if place not in refused}
            if refused:  # nothing of a file that is refused may be in what others are compared with
                continue
            run.check(found, files, progress)
            marked = _write(run, output, names, force)
        found.marked_units, found.marked_cliffs = marked.card, marked.cliffs
        found.names, found.written = marked.names, [*names.values(), SUMMARY]
        found.output = str(output)
        break
    found.failed = [(files[place].name, failed[place]) for place in sorted(failed)]
    found.files = [path.name for place, path in enumerate(files) if place not in failed]
    if found.output is not None:
        text = json.dumps(found.as_json(), ensure_ascii=False, indent=2)
        part = output / f".{SUMMARY}.part"
        part.write_text(text + "\n", encoding="utf-8")
        part.replace(output / SUMMARY)
        for name in _possible_names() - set(found.written):  # of another kind, and of other files
            (output / name).unlink(missing_ok=True)
    return found


@dataclass(frozen=True, kw_only=True)
class _Marked:
    """What was written of units that are marked."""

    card: pa.Table
    cliffs: pa.Table
    names: int


class _Run:
    """The two readings of the files, and what is kept between them."""

    def __init__(self, opened: dict[int, list[Source]], how: _How, folder: Path) -> None:
        self._opened, self._how = opened, how
        sources = [source for of_file in opened.values() for source in of_file]
        self._secret = Secret.new()
        self.units = UnitSums(by=how.by, rollup=True, as_text=True)
        self._numbers = {entry.name: PartedRecords(folder, _NUMBER) for entry in DUPLICATES}
        self._visits = PartedRecords(folder, VISIT)
        self._schema = _schema(sources, how)
        self._across = Across(0)
        self.unclean = SetAsideRows(folder, self._schema)
        self._ranks: list[tuple[NDArray[np.int32], NDArray[np.int8]]] = []  # of unclean rows
        self.names: Counter[NamePath] = Counter()

    def close(self) -> None:
        """Give the disk its room back."""
        for records in (*self._numbers.values(), self._visits):
            records.close()
        self.unclean.close()

    def compare(self, files: Sequence[Path], progress: Progress) -> dict[int, ZScoreError]:
        """Read all files once, and compare their rows; return those that are refused."""
        refused: dict[int, ZScoreError] = {}
        first_row = 0
        for place, of_file in self._opened.items():
            progress(files[place].name, len(files) + place, 3 * len(files))
            try:
                for source in of_file:
                    for rows, _ in self._blocks(source):
                        self._set_aside(rows, first_row)
                        first_row += rows.n
            except ZScoreError as error:
                refused[place] = error
        if not refused:
            self._across = Across(first_row)
            for name, records in self._numbers.items():
                for part in records.parts():
                    self._across.compare_numbers(name, part["number"], part["row"])
            for part in self._visits.parts():
                self._across.compare_visits(part)
        return refused

    def _set_aside(self, rows: Rows, first_row: int) -> None:
        rows.read()
        self.units.add_means(rows, Across(0), self.units.units_of(rows.table))
        self.names += count_names(rows.table)
        records = records_of(rows, self._secret, first_row)
        for name, numbers in records.numbers.items():
            at = np.flatnonzero(numbers)
            of_numbers = np.empty(len(at), _NUMBER)
            of_numbers["number"], of_numbers["row"] = numbers[at], at + first_row
            self._numbers[name].add(of_numbers)
        self._visits.add(records.visits)

    def check(self, found: VerifiedFiles, files: Sequence[Path], progress: Progress) -> None:
        """Read all files again, and check their rows."""
        first_row = 0
        for place, of_file in self._opened.items():
            progress(files[place].name, 2 * len(files) + place, 3 * len(files))
            for source in of_file:
                for rows, block in self._blocks(source):
                    across = self._across.part(slice(first_row, first_row + rows.n))
                    if len(across.carried_days) < rows.n:
                        raise FileError("file_changed", file=source.file)
                    self._check_block(found, source, block, rows, across)
                    first_row += rows.n
        if first_row != len(self._across.carried_days):
            raise FileError("file_changed", file=files[-1].name)

    def _check_block(
        self, found: VerifiedFiles, source: Source, block: Block, rows: Rows, across: Across
    ) -> None:
        rows.read()
        unit = self.units.units_of(rows.table)
        checked = check_rows(rows, across)
        self.units.add(rows, across, unit)
        found.rows += rows.n
        found.statuses.update(checked.statuses())
        found.checks.update(checked.counts)
        found.not_done = [name for name in found.not_done if name not in checked.counts]
        unclean = checked.status != STATUSES.index(CLEAN)
        changes = checked.changes[unclean]
        found.changes.update({name: int((changes == k).sum()) for k, name in enumerate(CHANGES)})
        self.unclean.add(self._shown(source, block, rows, checked, unclean))
        self._ranks.append((unit[unclean], changes))

    def unclean_in_order(self) -> Iterator[pa.Table]:
        """Yield the rows that are not clean: by unit, and by what looking again may change."""
        if not self._ranks:
            return iter(())
        unit, changes = (np.concatenate(ranks) for ranks in zip(*self._ranks, strict=True))
        rank = self.units.order()[unit] * len(CHANGES) + changes
        return self.unclean.in_order(np.argsort(rank, kind="stable"))

    def _blocks(self, source: Source) -> Iterator[tuple[Rows, Block]]:
        """Yield the rows of a table, opened for checks; the first of them none.

        Raises
        ------
        ZScoreError
            If it cannot be checked, with the row as the file counts it.
        """
        how = self._how
        profile = how.profile or (EPPGBM if _of_register(source) else WHO).name
        with closing(source.blocks()) as blocks:
            for block in chain((source.empty,), blocks):
                try:
                    table = _used(source, block, how)
                    _refuse_nested(table)
                    rows = open_rows(table, profile, source.columns, how.today, how.child)
                    rows.read()
                    yield rows, block
                except ZScoreError as error:
                    raise located(error, block) from error

    def _shown(
        self, source: Source, block: Block, rows: Rows, checked: Checked, unclean: Flags
    ) -> pa.Table:
        """Return what is written of the rows that are not clean."""
        chosen = pa.array(np.flatnonzero(unclean))
        origin = source.origin(block)
        added = {name: arrow_array(column) for name, column in checked.columns().items()}
        columns = []
        for kind in self._schema:
            name = kind.name
            if name == _CHILD_ID and self._how.key is not None:
                columns.append(child_ids(rows, unclean, self._how.key))
                continue
            if name in origin.column_names:
                column = origin.column(name).take(chosen)
            elif name in added:
                column = pa.chunked_array([added[name].take(chosen)])
            elif name in MAIN:
                column = pa.chunked_array([arrow_array(rows.z(name)).take(chosen)])
            elif name in rows.table:
                column = as_arrow(rows.table.column(name)).take(chosen)
            else:
                column = pa.chunked_array([pa.nulls(len(chosen), kind.type)])
            columns.append(_as_written(kind, column))
        return pa.table(columns, schema=self._schema)


def _made_here(source: Source) -> bool:
    """Was a table written by zscore of exports?"""
    return columns_of(source) >= {"reading_notes", *SOURCE_COLUMNS}


def _of_register(source: Source) -> bool:
    """Is it an export, or a table with what e-PPGBM publishes?"""
    return source.is_export or any(f"published_{name}" in columns_of(source) for name in MAIN)


def _used(source: Source, block: Block, how: _How) -> pa.Table:
    """Return the columns that are looked at, or written; others are neither."""
    table = block.needed
    headings = {*how.by, *how.child, *source.columns.values(), *CANONICAL_NAMES, *INPUT_COLUMNS}
    headings -= set(SOURCE_COLUMNS)
    if not (source.is_export or _made_here(source)):
        headings.discard("reading_notes")  # which is somebody else's there
    headings -= source.lacking
    used = table.select([name for name in table.column_names if name in headings])
    for name in how.by:  # kecamatan is subdistrict
        own = source.columns.get(canonical_name(name), canonical_name(name))
        lacking = name not in used.column_names and name not in source.columns
        if lacking and own in used.column_names:
            used = used.append_column(name, used.column(own))
    return used


def _refuse_nested(table: pa.Table) -> None:
    """Refuse lists, structs and bytes, which are no cells.

    Raises
    ------
    ColumnError
        Naming the first.
    """
    for column in table.schema:
        if is_no_cell(column.type):
            raise ColumnError("group_kind", column=column.name, kind=str(column.type))


def _schema(sources: Sequence[Source], how: _How) -> pa.Schema:
    """Return what is written of a row: what some file has, and what is found."""
    there = {n for source in sources for n in columns_of(source) - source.lacking}
    there |= set(SOURCE_COLUMNS)
    names = [*_SHOWN, *(_WHO if how.identity else ())]
    shown = [name for name in dict.fromkeys((*names, *how.by)) if name in {*there, *how.by}]
    kinds = {name: pa.float64() if name in _NUMBERS else pa.string() for name in shown}
    if how.key is not None:
        kinds[_CHILD_ID] = pa.string()
    for z in MAIN:
        kinds[z] = pa.float64()
        if f"published_{z}" in there:
            kinds[f"published_{z}"] = pa.float64()
    added = {n: kind for n, kind in _ADDED.items() if how.identity or n != "suggested_birth_date"}
    return stamped(pa.schema(list((kinds | added).items())), how.profile)


def _as_written(field: pa.Field, column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return a column as it is written, whatever kind of file it comes from."""
    if pa.types.is_floating(field.type):
        return pa.chunked_array([arrow_array(float_column(column, field.name))])
    return text_column(column) if pa.types.is_string(field.type) else column.cast(field.type)


def _names(kind: str, *, smart: bool) -> dict[str, str]:
    """Return the files of a folder by what is in them.

    Raises
    ------
    OutputError
        If there is no such kind.
    """
    if kind not in KINDS:
        raise OutputError("output_ending", file=f"{ROWS}.{kind}", known=", ".join(KINDS))
    table = "xlsx" if kind == "xlsx" else "csv"
    what = (SCORE_CARD, *((SMART,) if smart else ()), CLIFFS, NAMES)
    return {ROWS: f"{ROWS}.{kind}", **{name: f"{name}.{table}" for name in what}}


def _possible_names() -> set[str]:
    """Return what the files of a folder may be called."""
    whats = (SCORE_CARD, SMART, CLIFFS, NAMES)
    rows = {f"{ROWS}.{kind}" for kind in KINDS}
    return {SUMMARY} | rows | {f"{what}.{kind}" for what in whats for kind in ("csv", "xlsx")}


def _folder(folder: Path, files: Sequence[Path], force: bool) -> Path:
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
    for name in sorted(_possible_names()):
        path = folder / name
        if path.is_dir():
            raise OutputError("output_is_folder", file=name)
        if Path(os.path.realpath(path)) in files:
            raise OutputError("output_is_input", file=name)
        if path.exists() and not force:
            raise OutputError("output_exists", file=f"{folder.name}/{name}")
    return folder


def _write(run: _Run, output: Path, names: Mapping[str, str], force: bool) -> _Marked:
    """Write all tables of a folder, which come to be together; return the units that are marked."""
    candidates_ = candidates(run.names)
    marked: dict[str, list[pa.Table]] = {SCORE_CARD: [], CLIFFS: []}
    tables: dict[str, Iterable[pa.Table]] = {
        ROWS: chain((run.unclean.schema.empty_table(),), run.unclean_in_order()),
        SCORE_CARD: card_tables(run.units),
        SMART: card_tables(run.units, "smart"),
        CLIFFS: cliff_tables(run.units),
        NAMES: (candidates_,),
    }
    with ExitStack() as files:
        for what, name in names.items():
            parts = iter(tables[what])
            first = next(parts)
            write = files.enter_context(output_file(output / name, first.schema, force=force))
            for table in chain((first,), parts):
                write(table)
                if what in marked:
                    marked[what].append(table.filter(table.column("marked")))
    card, cliffs = (pa.concat_tables(found) for found in marked.values())
    return _Marked(card=card, cliffs=cliffs, names=candidates_.num_rows)
