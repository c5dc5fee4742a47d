"""Score any number of files into one: the function behind ``zscore score``."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pyarrow as pa

from zscore.batch.sources import Source, identity_columns, sources_of
from zscore.batch.summary import Summary
from zscore.classify.classification import classes_of
from zscore.classify.schemes import EPPGBM_SCHEME, WHO_SCHEME, Scheme, scheme_named
from zscore.columns import Table
from zscore.eppgbm.layouts import FIELDS
from zscore.eppgbm.published import agreement_of
from zscore.errors import OutputError, UnknownNameError, ZScoreError
from zscore.files.writing import check_output, with_numbers, write_table
from zscore.who_lms.indicators import INDICATORS, INPUT_COLUMNS
from zscore.who_lms.profiles import EPPGBM, WHO, profile_named
from zscore.who_lms.scoring import score_table

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
    for name in columns or {}:
        if name not in known:
            raise UnknownNameError("unknown_rename", name=name, known=", ".join(known))
    check_output(output, force=force)
    if any(path.resolve() == output.resolve() for path in paths):
        raise OutputError("output_is_input", file=output.name)
    summary = Summary(scheme=scheme or "by kind of file")
    done: list[pa.Table] = []
    loose: set[str] = set()  # columns of unknown kind, read as text
    for i, path in enumerate(paths):
        progress(path.name, i, len(paths) + 1)
        try:
            for source in sources_of(path, columns or {}):
                scored = _score_source(source, profile, chosen, summary)
                loose |= set() if source.is_export else set(source.own.column_names)
                if not identity:
                    named = identity_columns(source)
                    scored = scored.drop_columns(named)
                    summary.columns_left_out += [
                        name for name in named if name not in summary.columns_left_out
                    ]
                done.append(scored)
        except ZScoreError as error:
            summary.failed.append((path.name, error))
    progress(output.name, len(paths), len(paths) + 1)
    if done:
        write_table(with_numbers(_joined(done), loose), output, force=force)
        summary.output = str(output)
    summary.seconds = time.monotonic() - started
    return summary


def _score_source(
    source: Source, profile: str | None, scheme: Scheme | None, summary: Summary
) -> pa.Table:
    """Return a source's own columns with scores, classes and origin, and count it."""
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
    for name, column in zip(source.origin().column_names, source.origin().columns, strict=True):
        output = output.append_column(name, column)
    summary.add_source(source, rules, result.children)
    measured = [i.name for i in INDICATORS.values() if all(need in table for need in i.needs)]
    summary.add_scores(result.scores, measured)
    summary.add_conditions(classes_of(scored, WHO_SCHEME))
    if source.is_export:
        labels = classes_of(scored, EPPGBM_SCHEME)
        summary.add_published(agreement_of(source.needed, scored, labels))
    return output


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
            table = table.set_column(place, name, table.column(place).cast(pa.string()))
    return table
