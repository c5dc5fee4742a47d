"""Scoring of any number of files, of any size, into one; implements ``zscore score``."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Unpack

import pyarrow as pa

from zscore._options import ProfileName, SchemeName
from zscore.arguments import check_flags, check_kind, name_in, path_in, renamed_flag
from zscore.children.mapping import ReadingOptions, told
from zscore.classify.schemes import Scheme, scheme_named
from zscore.errors import OutputError
from zscore.files.grids import text_column
from zscore.files.numbers import ExactNumbers
from zscore.files.prefetch import prefetch
from zscore.files.writing import check_output, output_file
from zscore.files.xlsx import Workbook
from zscore.pipeline.identity_columns import identity_columns
from zscore.pipeline.run import Progress, Run, as_paths, passed_over
from zscore.pipeline.run_warnings import warnings_of
from zscore.pipeline.scoring_job import ScoringJob, scoring_job
from zscore.pipeline.sources import Block, Source
from zscore.pipeline.summary import Summary
from zscore.who_lms.profiles import profile_named
from zscore.who_lms.provenance import stamped

_BLOCKS_HELD = 2  # blocks written before freed memory is returned to the system


def score_file(
    source: str | os.PathLike[str],
    sink: str | os.PathLike[str],
    **options: Any,
) -> Summary:
    """Read, score, classify and write one file, a block of rows at a time.

    Parameters
    ----------
    source
        An export of e-PPGBM, or a table with canonical column names: text, Parquet, a
        workbook or a page. Text and Parquet may be larger than memory.
    sink
        A .csv, .parquet or .xlsx file; written whole or not at all.
    **options
        As in score_files.

    Returns
    -------
    Summary
        Rows, indicators and conditions, counted; ``as_json()`` gives all of it as a dict.

    Raises
    ------
    FileError, ColumnError, CodeError, LayoutError
        If the file is refused.
    OutputError, UnknownNameError
        As score_files.

    Examples
    --------
    >>> import tempfile, pathlib, zscore as zs
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "children.csv")
    ...     _ = path.write_text("sex,age_days,weight_kg\\nf,683,10.4\\nm,100,6.1\\n")
    ...     summary = zs.score_file(path, path.with_suffix(".parquet"))
    >>> summary.rows, summary.indicators["waz"].scored
    (2, 2)
    """
    summary = score_files([source], sink, **options)
    for _, error in summary.failed:
        raise error
    return summary


def score_files(
    paths: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    output: str | os.PathLike[str],
    *,
    profile: ProfileName | None = None,
    scheme: SchemeName | Scheme | None = None,
    drop_identity: bool = False,
    prefix: str | None = None,
    replace: bool = False,
    force: bool = False,
    finish: Callable[[Workbook, Summary], None] | None = None,
    progress: Progress = lambda _what, _done, _all: None,
    identity: bool | None = None,
    **reading: Unpack[ReadingOptions],
) -> Summary:
    """Read, score, classify and write any number of files into one.

    Parameters
    ----------
    paths
        Exports of e-PPGBM or tables with canonical column names; one file or many.
    output
        A .csv, .parquet or .xlsx file; written whole or not at all.
    profile, scheme
        None: ``eppgbm`` for an export, ``who`` for any other table. The scheme may be a
        ``zs.Scheme`` of your own.
    drop_identity
        Leave names, identity numbers, parents and addresses out of the output.
    prefix
        Prefix of the names of the new columns, such as ``"zs_"``.
    replace
        Let the new columns replace existing columns of the same name.
    force
        Replace an output that exists.
    finish
        Of an .xlsx output: called with the workbook (files/xlsx.py) and the Summary when all rows
        are written, to add sheets.
    progress
        Called with a file's name, the steps done and the total steps, two for each file.
    **reading
        How the tables are read, if not recognised: ``columns``, canonical name → heading;
        ``codes``, ``units``, ``dates``, ``missing`` and ``on_unreadable``, as in
        ColumnMapping; ``mapping``, a ColumnMapping or a TOML file with one.

    Returns
    -------
    Summary
        With ``failed``: the files that were refused, and why. The others are scored;
        nothing is written if all of them were refused.

    Raises
    ------
    OutputError
        If the output cannot be written as asked.
    UnknownNameError
        If there is no such profile or scheme.

    Examples
    --------
    >>> import tempfile, pathlib, zscore as zs
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     january, february = (pathlib.Path(folder, f"{month}.csv") for month in ("1", "2"))
    ...     _ = january.write_text("sex,age_days,weight_kg\\nf,683,10.4\\n")
    ...     _ = february.write_text("sex,age_days,weight_kg\\nf,683,ten\\n")
    ...     summary = zs.score_files([january, february], pathlib.Path(folder, "scored.csv"))
    >>> summary.rows, [file for file, why in summary.failed]
    (1, ['2.csv'])
    """
    started = time.monotonic()
    if identity is not None:
        keep = renamed_flag(identity, not drop_identity, "identity", "drop_identity")
        drop_identity = not keep
    check_flags(drop_identity=drop_identity, replace=replace, force=force)
    prefix = None if isinstance(prefix, str) and not prefix else name_in(prefix, "prefix")
    if finish is not None:
        check_kind(finish, Callable, "finish", "a function of two arguments")  # type: ignore[arg-type]  # mypy: no class
    files, sink = as_paths(paths), path_in(output, "output")
    if profile is not None:
        profile_named(profile)
    chosen = None if scheme is None else scheme_named(scheme)
    how = told(**reading)
    check_output(sink, force=force)
    if os.path.realpath(sink) in map(os.path.realpath, files):
        raise OutputError("output_is_input", file=sink.name)
    jobs: dict[int, _FileJob] = {}

    def prepare(index: int, sources: Sequence[Source]) -> None:
        jobs[index] = _file_job(
            [
                scoring_job(
                    source,
                    profile,
                    chosen,
                    identity_columns(source) if drop_identity else [],
                    prefix or "",
                    identity=not drop_identity,
                    replace=replace,
                )
                for source in sources
            ]
        )

    # Without identity, all rows are searched for NIKs anyway.
    run = Run(files, how, progress, head_only=not drop_identity)
    run.open(prepare)
    summary = Summary(scheme="by kind of file" if chosen is None else chosen.name)

    def complete(summary: Summary) -> None:
        summary.files, summary.failed = run.done, run.refused
        summary.passed_over = passed_over(paths)
        summary.warnings = warnings_of(summary.facts, counts=False)
        summary.seconds = time.monotonic() - started

    def end(workbook: Workbook, summary: Summary) -> None:
        if finish is not None:
            complete(summary)
            finish(workbook, summary)

    while run.opened and summary.output is None:
        try:
            summary = _write(run, jobs, summary.scheme, sink, end, force=force)
        except _BeginAgainError:
            run.open_again(prepare)
    complete(summary)
    return summary


@dataclass(frozen=True, kw_only=True)
class _FileJob:
    """Scoring jobs of a file's tables, and the columns to write."""

    tables: dict[Source, ScoringJob]
    fields: list[pa.Field]
    numbers: ExactNumbers


def _file_job(jobs: Sequence[ScoringJob]) -> _FileJob:
    """Refuse tables that cannot be scored, and prepare the detection of numbers in texts."""
    numbers = ExactNumbers()
    fields: list[pa.Field] = []
    for job in jobs:
        empty = job.score(job.source.empty)
        fields += empty.output.schema
        for block in job.source.blocks() if job.source.of_text else ():
            for column in set(block.own.column_names) - empty.added:
                numbers.observe(column, block.own.column(column))
    return _FileJob(tables={job.source: job for job in jobs}, fields=fields, numbers=numbers)


class _BeginAgainError(Exception):
    """Raised if some files were refused, or must be probed as a whole, so the output is wrong.

    It is raised once all files are read, so that writing restarts only once or twice.
    """


def _write(
    run: Run,
    jobs: Mapping[int, _FileJob],
    rules: str,
    output: Path,
    end: Callable[[Workbook, Summary], None],
    *,
    force: bool,
) -> Summary:
    """Score, count and write the files.

    Raises
    ------
    _BeginAgainError
        If some of them must be left out or read again.
    """
    summary = Summary(scheme=rules)
    scoring = {source: job for index in run.opened for source, job in jobs[index].tables.items()}
    profiles = {job.profile for job in scoring.values()}
    schema = _schema([jobs[index] for index in run.opened])
    schema = stamped(schema, profiles.pop() if len(profiles) == 1 else None)
    state = run.disturbed

    def scored(source: Source, block: Block) -> pa.Table | None:
        result = scoring[source].score(block)
        if run.disturbed != state:  # nothing is written after a file is refused
            return None
        summary.add(result)
        return _fitted(result.output, schema)

    # In parallel, one block is read, the one before is scored, and the one before that written.
    with (
        closing(prefetch(run.each_block(scored))) as tables,
        output_file(output, schema, force=force, finish=lambda book: end(book, summary)) as write,
    ):
        for i, (_, table) in enumerate(tables):
            if table is not None:
                write(table)
            if i % _BLOCKS_HELD == 0:  # Arrow would keep the memory
                pa.default_memory_pool().release_unused()
        if run.disturbed != state:
            raise _BeginAgainError
        summary.output = str(output)
    return summary


def _schema(jobs: Sequence[_FileJob]) -> pa.Schema:
    """Return the columns of all files, as text if their types differ."""
    numbers = ExactNumbers()
    for file_job in jobs:
        numbers.add(file_job.numbers)
    kinds: dict[str, pa.DataType] = {}
    for file_job in jobs:
        for field in file_job.fields:
            found = numbers.kind_of(field.name) if file_job.numbers.has(field.name) else None
            kind = found or field.type
            known = kinds.setdefault(field.name, kind)
            if pa.types.is_null(known):
                kinds[field.name] = kind
            elif kind != known and not pa.types.is_null(kind):
                kinds[field.name] = pa.string()
    return pa.schema(list(kinds.items()))


def _fitted(table: pa.Table, schema: pa.Schema) -> pa.Table:
    """Return the table with the columns of ``schema``, null where it lacks them."""
    columns = []
    own = dict(zip(table.column_names, table.columns, strict=True))
    for field in schema:
        if field.name not in own:
            columns.append(pa.nulls(table.num_rows, field.type))
            continue
        column = own[field.name]
        if column.type != field.type:
            is_text = pa.types.is_string(field.type)
            column = text_column(column) if is_text else column.cast(field.type)
        columns.append(column)
    return pa.table(columns, schema=schema)
