"""Functions on Spark DataFrames, through ``mapInArrow``, without pandas.

The tallies of a group are sent to one executor and added there; rows of children are never
collected.
``import zscore.engines.spark``; needs ``pip install "zscore-growth[spark]"``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

import pyarrow as pa

from zscore._options import SchemeName
from zscore.children.frames import type_name
from zscore.classify.classification import classify_children as _classify_children
from zscore.classify.schemes import Scheme
from zscore.engines.partitions import (
    check_classified,
    check_counted,
    check_scored,
    classify_part,
    counted_columns,
    estimates_of_nobody,
    score_part,
    split_options,
    tally_part,
    with_mapping,
)
from zscore.errors import ColumnError, TableError
from zscore.prevalence.estimates import estimate_tally
from zscore.prevalence.tally import Tally
from zscore.prevalence.tally_rows import LEFT_OUT, SUMS, rows_of, tally_of
from zscore.who_lms.scoring import score_children as _score_children

# Spark passes ten thousand rows at a time; calls have a cost, and a tally may be as large as
# its rows.
ROWS_A_TIME, ROWS_TALLIED = 1 << 15, 1 << 19
Work = Callable[[Iterator[pa.Table]], Iterable[pa.Table]]  # from the tables of a partition


def score_children(children: Any, **options: Any) -> Any:
    """Add z-scores to a Spark DataFrame of children.

    Parameters
    ----------
    children
        A Spark DataFrame with the columns for zscore.score_children.
    options
        As in zscore.score_children: ``profile``, ``indicators``, ``rounded``, ``reasons``,
        ``age``, and options for reading columns. A partition is not enough to infer the order of
        day and month in 03/08/2023: such dates need ``dates``.

    Returns
    -------
    pyspark.sql.DataFrame
        Lazy, with the columns of zscore.score_children; reasons are strings. An unreadable cell
        is kept but counts as missing: the z-scores that need it have a reason.

    Raises
    ------
    TableError
        If it is not a Spark DataFrame, or PySpark is not installed.
    ColumnError, UnknownNameError
        As zscore.score_children, immediately.
    """
    empty = _empty(children)
    options = with_mapping(options)
    check_scored(empty, options)
    schema = _added_to(empty, _score_children(empty, **options))
    score = partial(score_part, options=options)
    return _mapped(children, partial(map, score), schema)


def classify_children(scored: Any, scheme: SchemeName | Scheme = "who", **options: Any) -> Any:
    """Add classes to a Spark DataFrame of scored children, as strings.

    Parameters
    ----------
    scored
        A Spark DataFrame with z-scores.
    scheme, options
        As in zscore.classify_children: ``columns``, ``lang``.

    Returns
    -------
    pyspark.sql.DataFrame
        Lazy, with the columns of zscore.classify_children; classes are strings.

    Raises
    ------
    TableError, ColumnError, UnknownNameError, SchemeError
        As zscore.classify_children, immediately.
    """
    empty = _empty(scored)
    check_classified(empty, scheme, options)
    schema = _added_to(empty, _classify_children(empty, scheme, **options))
    classify = partial(classify_part, scheme=scheme, **options)
    return _mapped(scored, partial(map, classify), schema)


def estimate_prevalence(
    scored: Any, by: str | Sequence[str] | None = None, **options: Any
) -> pa.Table:
    """Estimate prevalence and means by groups, from the tallies of the executors.

    Parameters
    ----------
    scored
        A Spark DataFrame with z-scores.
    by, options
        As in zscore.estimate_prevalence, except ``one_per_child``, ``child`` and ``threads``,
        because visits of a child may be in different partitions.
        For the standard groups of ``layout="who"``, pass ``groups=zs.WHO_GROUPS``.

    Returns
    -------
    pyarrow.Table
        The result of zscore.estimate_prevalence for all rows. It is computed immediately; only
        sums of groups are collected.

    Raises
    ------
    TableError, ColumnError, UnknownNameError
        As zscore.estimate_prevalence; before any row is read if they do not depend on rows.
        Unreadable cells count as missing in the sums.
    """
    counted, estimated = split_options(by, options)
    empty = _empty(scored)
    check_counted(empty, counted)
    estimates_of_nobody(empty, counted, options)  # refuses a wrong call
    names = counted_columns(empty.column_names, counted)
    nobody = tally_part(empty.select(names), counted)
    schema = rows_of(nobody, nobody).schema
    counted_rows = partial(_tally_rows, make=partial(tally_part, options=counted), nobody=nobody)
    parts = _mapped(scored, counted_rows, schema, ROWS_TALLIED, names)
    by_group = parts.repartition(*(name for name in schema.names if name not in {LEFT_OUT, SUMS}))
    added_rows = partial(_tally_rows, make=partial(tally_of, like=nobody), nobody=nobody)
    added = _mapped(by_group, added_rows, schema, ROWS_TALLIED).toArrow()
    return estimate_tally(tally_of(added, nobody), **estimated)


def _added_to(frame: pa.Table, result: pa.Table) -> pa.Schema:
    """Return the schema of a result, after checking its names for Spark.

    Raises
    ------
    ColumnError
        Naming the first that differs only in its case.
    """
    own = {name.lower() for name in frame.column_names}
    for name in result.column_names[len(frame.column_names) :]:
        if name.lower() in own:
            raise ColumnError("column_taken", column=name)
    return _plain(result).schema


def _tally_rows(
    tables: Iterator[pa.Table], make: Callable[[pa.Table], Tally], nobody: Tally
) -> Iterator[pa.Table]:
    """Yield the sums of a partition, added before they are sent."""
    whole = nobody
    for rows in tables:
        whole += make(rows)
    yield rows_of(whole, nobody)


def _mapped(
    frame: Any,
    work: Work,
    schema: pa.Schema,
    rows: int = ROWS_A_TIME,
    names: Sequence[str] | None = None,
) -> Any:
    """Apply a function to the rows of each partition, with only some columns.

    Columns are named by index, because names in Spark ignore case and cannot contain dots.
    """
    from pyspark.sql.pandas.types import from_arrow_schema  # noqa: PLC0415  (an optional package)

    names = list(frame.columns if names is None else names)
    numbered = frame.toDF(*(f"c{index}" for index in range(len(frame.columns))))
    projected = numbered.select(*(f"c{frame.columns.index(name)}" for name in names))
    worked = partial(_worked, work=work, schema=schema, rows=rows, names=names)
    return projected.mapInArrow(worked, from_arrow_schema(schema))


def _worked(
    batches: Iterable[pa.RecordBatch],
    work: Work,
    schema: pa.Schema,
    rows: int,
    names: Sequence[str],
) -> Iterator[pa.RecordBatch]:
    tables = (table.rename_columns(names) for table in _tables(batches, rows))
    for table in work(tables):
        yield from _plain(table).cast(schema).to_batches()


def _tables(batches: Iterable[pa.RecordBatch], rows: int) -> Iterator[pa.Table]:
    """Yield the batches of a partition, several at a time."""
    waiting: list[pa.RecordBatch] = []
    for batch in batches:
        waiting.append(batch)
        if sum(one.num_rows for one in waiting) >= rows:
            yield pa.Table.from_batches(waiting)
            waiting = []
    if waiting:
        yield pa.Table.from_batches(waiting)


def _plain(table: pa.Table) -> pa.Table:
    """Return the table with dictionaries decoded, because Spark has none."""
    for index, field in enumerate(table.schema):
        if pa.types.is_dictionary(field.type):
            column = table.column(index).cast(field.type.value_type)
            table = table.set_column(index, field.name, column)
    return table


def _empty(frame: Any) -> pa.Table:
    """Return an empty table with the columns of the frame.

    Raises
    ------
    TableError
        If it is not a Spark DataFrame, or PySpark is not installed.
    """
    try:
        from pyspark.sql import DataFrame  # noqa: PLC0415  (an optional package)
    except ImportError:
        raise TableError("engine_missing", engine="Spark", extra="spark") from None
    if not isinstance(frame, DataFrame):
        raise TableError("not_of_engine", engine="Spark", kind=type_name(frame))
    return frame.limit(0).toArrow()  # runs no job, because Spark knows that it is empty
