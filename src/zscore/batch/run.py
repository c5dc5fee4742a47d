"""Score any number of files into one: the function behind ``zscore score``."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from zscore.batch.sources import Source, identity_columns, sources_of
from zscore.batch.summary import Summary
from zscore.classify.classification import classes_of
from zscore.classify.schemes import EPPGBM_SCHEME, WHO_SCHEME, Scheme, scheme_named
from zscore.columns import Table, check_renames
from zscore.eppgbm.layouts import FIELDS
from zscore.eppgbm.published import agreement_of
from zscore.errors import ColumnError, OutputError, ZScoreError
from zscore.files.grids import text_column
from zscore.files.writing import check_output, with_numbers, write_table
from zscore.who_lms.indicators import INDICATORS, INPUT_COLUMNS
from zscore.who_lms.profiles import EPPGBM, WHO, profile_named
from zscore.who_lms.scoring import Scored, score_table

Progress = Callable[[str, int, int], None]  # what is done, steps done, steps in all


def score_files(
    paths: Sequence[Path],
    output: Path,
    *,
    profile: str | None = None,
    columns: Mapping[str, str] | None = None,
    scheme: str | None = None,
    identity: bool = True,
    force: bool = False,
    progress: Progress = lambda _what, _done, _all: None,
) -> Summary:
    """Read, score, classify and write ``paths`` into ``output``, a row for each row.

    Parameters
    ----------
    paths
        Exports of e-PPGBM or tables with canonical column names; one file or many.
    output
        A .csv, .parquet or .xlsx file; written whole or not at all.
    profile, scheme
        None: ``eppgbm`` for an export, ``who`` for any other table.
    columns
        Names of columns where they are others.
    identity
        Keep names, numbers of identity, parents and addresses in the output.
    force
        Replace an output that exists.
    progress
        Called with what is being done and how far it is.

    Returns
    -------
    Summary
        With ``failed``: the files that were refused, and why. The others are done;
        nothing is written if all of them failed.

    Raises
    ------
    OutputError
        If the output cannot be written as asked.
    UnknownNameError
        If there is no such profile or scheme.
    """
    started = time.monotonic()
    if profile is not None:
        profile_named(profile)
    chosen = None if scheme is None else scheme_named(scheme)
    known = (*INPUT_COLUMNS, *(entry.name for entry in FIELDS if entry.name not in INPUT_COLUMNS))
    check_renames(columns or {}, known)
    check_output(output, force=force)
    if os.path.realpath(output) in map(os.path.realpath, paths):
        raise OutputError("output_is_input", file=output.name)
    summary = Summary(scheme=scheme or "by kind of file")
    done: list[pa.Table] = []
    loose: set[str] = set()  # columns of unknown kind, read as text
    for i, path in enumerate(paths):
        progress(path.name, i, len(paths) + 1)
        try:
            # A file is done whole or not at all: its tables count once the last one is scored.
            scored = [
                _score_source(source, profile, chosen) for source in sources_of(path, columns or {})
            ]
        except ZScoreError as error:
            summary.failed.append((path.name, error))
            continue
        for one in scored:
            _count(one, summary)
            loose |= set() if one.source.is_export else set(one.source.own.column_names)
            done.append(one.output if identity else _without_identity(one, summary))
    progress(output.name, len(paths), len(paths) + 1)
    if done:
        write_table(with_numbers(_joined(done), loose), output, force=force)
        summary.output = str(output)
    summary.seconds = time.monotonic() - started
    return summary


@dataclass(frozen=True, kw_only=True)
class _Scored:
    """A source with its scores and classes."""

    source: Source
    profile: str
    result: Scored
    table: Table  # what was scored, with the scores
    output: pa.Table  # the source's own columns with scores, classes and origin


def _score_source(source: Source, profile: str | None, scheme: Scheme | None) -> _Scored:
    rules = profile or (EPPGBM if source.is_export else WHO).name
    entries = scheme or (EPPGBM_SCHEME if source.is_export else WHO_SCHEME)
    table = Table(source.needed, source.columns)
    try:
        result = score_table(table, profile=rules)
    except ZScoreError as error:
        raise _located(error, source) from error
    new = result.columns()
    scored = Table(table.with_columns(new), source.columns)
    classes = classes_of(scored, entries)
    output = Table(source.own).with_columns({**new, **classes})
    origin = source.origin()
    for name in origin.column_names:
        if name in output.column_names:
            raise ColumnError("column_taken", column=name)
        output = output.append_column(name, origin.column(name))
    return _Scored(source=source, profile=rules, result=result, table=scored, output=output)


def _count(one: _Scored, summary: Summary) -> None:
    summary.add_source(one.source, one.profile, one.result.children)
    measured = [i.name for i in INDICATORS.values() if all(need in one.table for need in i.needs)]
    summary.add_scores(one.result.scores, measured)
    summary.add_conditions(classes_of(one.table, WHO_SCHEME))
    if one.source.is_export:
        labels = classes_of(one.table, EPPGBM_SCHEME)
        summary.add_published(agreement_of(one.source.needed, one.table, labels))


def _without_identity(one: _Scored, summary: Summary) -> pa.Table:
    named = identity_columns(one.source)
    summary.columns_left_out += [n for n in named if n not in summary.columns_left_out]
    return one.output.drop_columns(named)


def _located(error: ZScoreError, source: Source) -> ZScoreError:
    """Return the error with the row as the file counts it."""
    values = dict(error.values)
    if isinstance(row := values.get("row"), int):
        values["row"] = int(source.rows[row])
    return type(error)(error.key, **values)


def _joined(tables: Sequence[pa.Table]) -> pa.Table:
    """Return the tables one after the other; columns that a table lacks are missing there."""
    try:
        return pa.concat_tables(tables, promote_options="default")
    except (pa.ArrowTypeError, pa.ArrowInvalid):
        return pa.concat_tables(
            [_texts_where_unequal(table, tables) for table in tables], promote_options="default"
        )


def _texts_where_unequal(table: pa.Table, tables: Sequence[pa.Table]) -> pa.Table:
    """Return the table with columns that are of several types among ``tables`` as text."""
    for place, name in enumerate(table.column_names):
        kinds = {
            str(other.schema.field(name).type) for other in tables if name in other.column_names
        }
        if len(kinds) > 1:
            table = table.set_column(place, name, text_column(table.column(place)))
    return table
