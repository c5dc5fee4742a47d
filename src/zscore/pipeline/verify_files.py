"""Verification of any number of files; implements ``zscore verify``.

All files are read twice, block by block: first for the records by which rows are compared and for
the means of units, then for the checks. In between, the records are compared part by part, so
neither the rows nor their records have to fit in memory.
"""

from __future__ import annotations

import os
import secrets
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Unpack

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from zscore._options import ProfileName
from zscore._threads import cores
from zscore.arguments import check_flags, name_in, path_in, renamed_flag
from zscore.children.arrays import Codes, Floats
from zscore.children.mapping import ReadingOptions, told
from zscore.errors import FileError, OutputError
from zscore.pipeline.facts import TableFacts
from zscore.pipeline.findings import (
    VerifyOptions,
    check_units,
    findings_of,
    findings_schema,
    opened_block,
    profile_of,
)
from zscore.pipeline.folder import (
    CLIFFS,
    NAMES,
    ROWS,
    SCORE_CARD,
    SMART,
    SUMMARY,
    make_folder,
    names_of_kind,
    write_summary,
    write_tables,
)
from zscore.pipeline.results import OfFiles
from zscore.pipeline.run import Progress, Run, as_paths, passed_over
from zscore.pipeline.run_warnings import warnings_of
from zscore.pipeline.sources import Block, Source
from zscore.pipeline.spill import PartitionedRecords, SpilledRows
from zscore.quality.across import Across, Records, records_of
from zscore.quality.checking import CLEAN, STATUSES, Checked, check_rows
from zscore.quality.checks import CHANGES, CHECKS
from zscore.quality.cliffs import cliff_tables
from zscore.quality.duplicates import DUPLICATES
from zscore.quality.names import Path as NamePath
from zscore.quality.names import candidates, count_names
from zscore.quality.pseudonyms import read_key
from zscore.quality.rows import names_of
from zscore.quality.scorecard import card_tables
from zscore.quality.units import UnitSums
from zscore.quality.visits import VISIT
from zscore.who_lms.profiles import profile_named

SCHEMA = "zscore.verify/3"
_NUMBER = np.dtype([("number", "u8"), ("row", "i8")])


@dataclass(kw_only=True, repr=False)
class VerifiedFiles(OfFiles):
    """Result of verify_files.

    Parameters
    ----------
    rows
        Rows read: each is clean, marked or unreadable.
    statuses, checks, changes
        Numbers of rows by status, by check that marked them, and by what checking them again
        may change.
    not_done
        Checks that no file has the columns for.
    marked_units, marked_cliffs
        The marked rows of the score card and of the cut-offs, as pyarrow tables; None if no
        file could be verified.
    names
        Posyandu names that may be different spellings of the same one.
    written
        The files in the folder.
    files, failed, passed_over, facts, warnings, output
        As in Summary.
    """

    rows: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    checks: Counter[str] = field(default_factory=Counter)
    changes: Counter[str] = field(default_factory=Counter)
    not_done: list[str] = field(default_factory=list)
    marked_units: pa.Table | None = None
    marked_cliffs: pa.Table | None = None
    names: int = 0
    written: list[str] = field(default_factory=list)

    def _tables_to_show(self) -> Iterator[tuple[Sequence[str], Iterable[Sequence[object]]]]:
        yield ("status", "rows"), self.statuses.most_common()
        yield ("check", "rows"), self.checks.most_common()

    def as_json(self, lang: str = "en") -> dict[str, Any]:
        """Return all counts as JSON with a stable schema; messages are in ``lang``."""
        done = [check.name for check in CHECKS if check.name not in self.not_done]
        return {
            **self._as_json(SCHEMA, lang),
            "rows": self.rows,
            "statuses": {name: self.statuses[name] for name in STATUSES},
            "changes": {name: self.changes[name] for name in CHANGES},
            "checks": {name: self.checks[name] for name in done},
            "not_done": self.not_done,
            "marked_units": 0 if self.marked_units is None else self.marked_units.num_rows,
            "marked_cliffs": 0 if self.marked_cliffs is None else self.marked_cliffs.num_rows,
            "names_written_in_several_ways": self.names,
        }


def verify_files(
    paths: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    folder: str | os.PathLike[str],
    by: str | Sequence[str] | None = None,
    *,
    smart: bool = False,
    profile: ProfileName | None = None,
    today: date | None = None,
    child: str | Sequence[str] | None = None,
    keep_identity: bool = False,
    key_file: str | os.PathLike[str] | None = None,
    kind: str = "csv",
    force: bool = False,
    progress: Progress = lambda _what, _done, _all: None,
    identity: bool | None = None,
    **reading: Unpack[ReadingOptions],
) -> VerifiedFiles:
    """Find the rows and units of any number of files that should be checked again.

    Parameters
    ----------
    paths
        Exports of e-PPGBM or tables with canonical column names, which may together be larger
        than memory; a file given twice is used once.
    folder
        Output folder, created if necessary. ``rows.csv``: the rows that are not clean, by unit,
        those that may change most first. ``scorecard.csv`` and ``cliff.csv``: as score_card and
        find_cliffs with roll-up. ``names.csv``: posyandu names that may be the same.
        ``summary.json``: counts.
    by
        Columns of units, the largest first; None: all rows together.
    smart
        Also write ``smart.csv``, the ten SMART tests of every unit.
    profile, force, progress, **reading
        As in score_files.
    today, child
        As in verify.
    keep_identity
        Also write names, identity numbers, parents, addresses, birth dates and ages; otherwise
        rows are located by file, sheet and row.
    key_file
        A file with a secret key of at least 16 bytes: rows get a ``child_id`` made with it, the
        same for a child in every file (pseudonyms.py). Without a key there is no ``child_id``.
    kind
        ``"csv"``, ``"parquet"`` (the rows; the rest is csv) or ``"xlsx"``.

    Returns
    -------
    VerifiedFiles
        With ``failed``: the files that were refused, which are not counted.

    Raises
    ------
    OutputError
        If the folder or a file cannot be written, or the key is invalid.
    ColumnError
        If units identify children or addresses, and ``keep_identity`` is not requested.
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
    keep_identity = renamed_flag(identity, keep_identity, "identity", "keep_identity")
    check_flags(smart=smart, keep_identity=keep_identity, force=force)
    mapping = told(**reading)
    folder = path_in(folder, "folder")
    key = None if key_file is None else read_key(path_in(key_file, "key_file"))
    files = list(dict.fromkeys(Path(os.path.realpath(path)) for path in as_paths(paths)))
    options = VerifyOptions(by=names_of(by), profile=profile, today=today, child=names_of(child),
               identity=keep_identity, key=key)  # fmt: skip
    check_units(options, mapping.columns)
    names = names_of_kind(name_in(kind, "kind") or "", smart=smart)
    made = not os.path.exists(folder)
    kept_out = [*files, *([Path(os.path.realpath(key_file))] if key_file is not None else [])]
    output = make_folder(Path(folder), kept_out, force)
    run = Run(files, mapping, progress, passes=2)
    run.open()
    try:
        found = _verified(run, options, output, names, force=force)
        found.passed_over = passed_over(paths)
    except OSError as error:
        raise OutputError("output_failed", file=output.name, why=error.strerror or "") from None
    finally:
        if made and not any(output.iterdir()):
            output.rmdir()
    return found


def _verified(
    run: Run, options: VerifyOptions, output: Path, names: Mapping[str, str], *, force: bool
) -> VerifiedFiles:
    """Verify the files that could be opened, and write the findings."""
    found = VerifiedFiles()
    while run.opened and found.output is None:
        with closing(_Job(run, options, output)) as job:
            state = run.disturbed
            job.compare()
            if run.disturbed == state:
                found = job.check()
            # Records of refused files must not be compared with others.
            if run.disturbed != state:
                continue
            alike = candidates(job.names)
            marked = write_tables(
                output,
                names,
                {
                    ROWS: job.unclean_in_order(),
                    SCORE_CARD: card_tables(job.units),
                    SMART: card_tables(job.units, "smart"),
                    CLIFFS: cliff_tables(job.units),
                    NAMES: (alike,),
                },
                force,
            )
        found.marked_units = pa.concat_tables(marked[SCORE_CARD])
        found.marked_cliffs = pa.concat_tables(marked[CLIFFS])
        found.names, found.written = alike.num_rows, [*names.values(), SUMMARY]
        found.output = str(output)
    if found.output is None:
        found = VerifiedFiles(not_done=[check.name for check in CHECKS])
    found.files, found.failed = run.done, run.refused
    found.warnings = warnings_of(found.facts, counts=False)
    if found.output is not None:
        write_summary(output, found.as_json(), found.written)
    return found


@dataclass(frozen=True, kw_only=True)
class _Checks:
    """Findings of a block, for all rows and for those not clean."""

    checked: Checked
    z: Mapping[str, Floats]
    unclean: pa.Table
    unit: NDArray[np.int32]
    changes: Codes


class _Job:
    """The two passes over the files, and the state kept between them."""

    def __init__(self, run: Run, options: VerifyOptions, folder: Path) -> None:
        self._run, self._options = run, options
        self._key = secrets.token_bytes(16)  # discarded when the process ends
        self.units = UnitSums(by=options.by, rollup=True, as_text=True)
        self._numbers = {entry.name: PartitionedRecords(folder, _NUMBER) for entry in DUPLICATES}
        self._visits = PartitionedRecords(folder, VISIT)
        self._schema = findings_schema(run.sources, options)
        self._across = Across(0)
        self.unclean = SpilledRows(folder, self._schema)
        self._ranks: list[tuple[NDArray[np.int32], NDArray[np.int8]]] = []  # of unclean rows
        self.names: Counter[NamePath] = Counter()
        self._rows = 0  # read in this pass
        self._begins: dict[tuple[Source, int], int] = {}  # first row of each block
        self._ends: dict[int, int] = {}  # row after the last of each file

    def close(self) -> None:
        """Free the space on disk."""
        for records in (*self._numbers.values(), self._visits):
            records.close()
        self.unclean.close()

    def compare(self) -> None:
        """Read all files once, and compare their rows."""
        for file in self._run.each_file():
            for _ in file.shared_blocks(self._records, self._set_aside, threads=cores()):
                pass
            self._ends[file.index] = self._rows
        self._across = Across(self._rows)
        for name, records in self._numbers.items():
            for part in records.parts():
                self._across.compare_numbers(name, part["number"], part["row"])
        for part in self._visits.parts():
            self._across.compare_visits(part)

    def _records(self, source: Source, block: Block) -> tuple[Records, Counter[NamePath]]:
        """Return the records of a block for comparison, and add it to the means of its units."""
        rows = opened_block(source, block, self._options)
        self.units.add_means(rows, threads=1)
        return records_of(rows, self._key), count_names(rows.table)

    def _set_aside(
        self, source: Source, block: Block, made: tuple[Records, Counter[NamePath]]
    ) -> None:
        records, names = made
        self.names += names
        for name, numbers in records.numbers.items():
            at = np.flatnonzero(numbers)
            of_numbers = np.empty(len(at), _NUMBER)
            of_numbers["number"], of_numbers["row"] = numbers[at], at + self._rows
            self._numbers[name].add(of_numbers)
        records.visits["row"] += self._rows
        self._visits.add(records.visits)
        self._begins[_place(source, block)] = self._rows
        self._rows += len(block.rows)

    def check(self) -> VerifiedFiles:
        """Read all files again, and check their rows."""
        found = VerifiedFiles(not_done=[check.name for check in CHECKS])
        self._rows = 0
        for file in self._run.each_file(2):
            facts: dict[Source, TableFacts] = {}
            take = partial(self._take, found, facts)
            for _ in file.shared_blocks(self._check, take, threads=cores()):
                pass
            found.facts += facts.values()
            if not file.is_refused and self._rows != self._ends[file.index]:
                path = self._run.files[file.index]
                self._run.refuse(file.index, FileError("file_changed", file=path.name))
        return found

    def _check(self, source: Source, block: Block) -> _Checks:
        """Check a block, and add it to the sums of its units."""
        rows = opened_block(source, block, self._options)
        first = self._begins.get(_place(source, block), self._across.n)
        across = self._across.part(slice(first, first + rows.n))
        if across.n < rows.n:
            raise FileError("file_changed", file=source.file)
        try:
            unit = self.units.units_of(rows.table)
        except KeyError:
            raise FileError("file_changed", file=source.file) from None
        checked = check_rows(rows, across)
        self.units.add(rows, across, unit, threads=1)
        unclean = checked.status != STATUSES.index(CLEAN)
        return _Checks(
            checked=checked,
            z=rows.z_scores(),
            unclean=findings_of(source, block, rows, checked, unclean, self._schema, self._options),
            unit=unit[unclean],
            changes=checked.changes[unclean],
        )

    def _take(
        self,
        found: VerifiedFiles,
        facts: dict[Source, TableFacts],
        source: Source,
        block: Block,
        made: _Checks,
    ) -> None:
        if source not in facts:
            asked = self._options.profile is not None
            facts[source] = TableFacts.of(source, profile_of(source, self._options), asked=asked)
        facts[source].add(block)
        facts[source].add_z(block.needed, made.z)
        counts = made.checked.counts
        found.rows += len(block.rows)
        found.statuses.update(made.checked.statuses())
        found.checks.update(counts)
        found.not_done = [name for name in found.not_done if name not in counts]
        for k, name in enumerate(CHANGES):
            found.changes[name] += int((made.changes == k).sum())
        self.unclean.add(made.unclean)
        self._ranks.append((made.unit, made.changes))
        self._rows += len(block.rows)

    def unclean_in_order(self) -> Iterator[pa.Table]:
        """Yield the rows that are not clean, by unit and by what a check may change."""
        yield self._schema.empty_table()
        if self._ranks:
            unit, changes = (np.concatenate(ranks) for ranks in zip(*self._ranks, strict=True))
            rank = unit * len(CHANGES) + changes
            yield from self.unclean.in_order(np.argsort(rank, kind="stable"))


def _place(source: Source, block: Block) -> tuple[Source, int]:
    """Return the identity of a block, the same in both passes."""
    return source, int(block.rows[0]) if len(block.rows) else -1
