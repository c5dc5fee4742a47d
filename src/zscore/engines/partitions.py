"""Processing of one partition by a worker, for any engine.

Engines have no channel for errors in rows, and one row must not stop a job of hours. So an
unreadable cell counts as missing, with a reason, whereas score_children on one machine refuses the
table. Errors in columns are raised before the job starts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from zscore.arguments import names_in
from zscore.children.arrays import CellReader
from zscore.children.arrow_columns import as_arrow, is_text, own_days
from zscore.children.cells import VOCABULARIES
from zscore.children.columns import BY_NAME
from zscore.children.frames import Table
from zscore.children.in_memory import told_table
from zscore.children.mapping import ReadingOptions, told
from zscore.classify.classification import classes_of
from zscore.classify.schemes import Scheme, scheme_named
from zscore.errors import TableError, ZScoreError
from zscore.prevalence.estimates import estimate_prevalence
from zscore.prevalence.group_sets import columns_in, sets_in
from zscore.prevalence.selection import flags_in
from zscore.prevalence.tally import Tally, tally_children
from zscore.who_lms.indicators import INDICATORS, INPUT_COLUMNS
from zscore.who_lms.profiles import WHO
from zscore.who_lms.scoring import score_table

_OF_TALLY = ("period", "weights", "strata", "cluster", "nest", "standard", "conditions", "scheme",
             "columns", "age_months")  # fmt: skip
# What a tally may look at besides the columns that are named in the call.
_COUNTED = (*INDICATORS, "arm_circumference_cm", "oedema", "age_days", "age_months",
            "birth_date", "visit_date")  # fmt: skip


def score_part(rows: Any, options: Mapping[str, Any]) -> Any:
    """Score a partition with one thread; unreadable cells count as missing."""
    options = {**with_mapping(options), "threads": 1}
    how, reasons = options.pop("mapping"), options.pop("reasons", True)
    how = replace(how, on_unreadable="missing")
    table, readable = told_table(rows, how, INPUT_COLUMNS, of_all=False)
    scored = score_table(readable, **{"profile": WHO.name, **options})
    return table.with_columns(scored.columns(reasons=reasons))


def with_mapping(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options of a call with all reading options combined in one mapping.

    Workers may not have access to a mapping file.

    Raises
    ------
    UnknownNameError, FileError
        As told().
    """
    names = ReadingOptions.__optional_keys__ & options.keys()
    rest = {name: value for name, value in options.items() if name not in names}
    return {**rest, "mapping": told(**{name: options[name] for name in names})}


def classify_part(
    rows: Any,
    scheme: str | Scheme,
    columns: Mapping[str, str] | None = None,
    lang: str | None = None,
) -> Any:
    """Classify a scored partition; unreadable cells count as missing."""
    entries = scheme_named(scheme)
    readers = readers_of(_values_of({"scheme": entries}))
    readable = Table(without_unreadable(rows, columns, readers), columns)
    return Table(rows).with_columns(classes_of(readable, entries, lang))


def split_options(
    by: str | Sequence[str] | None, options: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Split the options of estimate_prevalence into those of tallies and of estimates.

    Raises
    ------
    TableError
        If the visits of a child would have to be searched in all partitions.
    """
    if options.get("one_per_child", "all") != "all" or options.get("child"):
        raise TableError("visits_apart")
    if flags_in(options.get("flags", "who")) == "smart":
        raise TableError("smart_apart")
    counted = {name: options[name] for name in _OF_TALLY if name in options}
    estimated = {
        name: value
        for name, value in options.items()
        if name not in {*_OF_TALLY, "one_per_child", "child", "threads", "flags"}
    }
    statistics = options.get("statistics", ("mean",))
    wanted = {statistics} if isinstance(statistics, str) else set(statistics)
    means = options.get("layout") == "who" or bool({"mean", "sd"} & wanted)
    sets = sets_in(options.get("groups"), by)
    if sets is not None:
        by, estimated["groups"] = columns_in(sets), sets
    elif by is None:  # standard groups depend on the rows
        by = ()
    return {"by": by if isinstance(by, str) else list(by), **counted, "means": means}, estimated


def estimates_of_nobody(empty: Any, counted: Mapping[str, Any], options: Mapping[str, Any]) -> Any:
    """Return the estimates of an empty table, which refuses a wrong call."""
    by = None if options.get("groups") is not None else counted["by"]
    return estimate_prevalence(empty, by, **options)


def tally_part(rows: Any, options: Mapping[str, Any]) -> Tally:
    """Tally a scored partition with one thread; unreadable cells count as missing."""
    readers = readers_of(_values_of(options))
    readable = without_unreadable(rows, options.get("columns"), readers)
    return tally_children(readable, **{**options, "threads": 1})


def counted_columns(names: Sequence[str], options: Mapping[str, Any]) -> list[str]:
    """Return the columns that a tally uses; the others need not be read."""
    renamed = options.get("columns") or {}
    wanted = {renamed.get(name, name) for name in _values_of(options)} | set(renamed.values())
    for option in ("by", "period", "strata", "cluster"):
        value = options.get(option)
        wanted |= {value} if isinstance(value, str) else set(value or ())
    return [name for name in names if str(name) in wanted]


def _values_of(options: Mapping[str, Any]) -> list[str]:
    """Return the canonical names of columns whose values classes and tallies use."""
    scheme, weights = options.get("scheme"), options.get("weights")
    own = [] if scheme is None else scheme_named(scheme).values()
    sex = ["sex"] if "sex" in names_in(options.get("by"), "by") else []  # shown as a word
    return list(dict.fromkeys([*_COUNTED, *own, *([weights] if weights else []), *sex]))


def readers_of(names: Iterable[str]) -> dict[str, CellReader]:
    """Return the readers of columns.

    The order of day and month cannot be inferred here: 03/08/2023 cannot be read.
    """
    readers = {}
    for name in names:
        entry = BY_NAME.get(name)
        kind = "number" if entry is None else entry.kind
        readers[name] = CellReader(
            name,
            "number" if kind == "size" else kind,
            vocabulary=VOCABULARIES.get(kind),
            unit=None if entry is None else entry.unit,
            order=None,
        )
    return readers


def check_scored(empty: Any, options: Mapping[str, Any]) -> None:
    """Refuse columns unreadable for score_part; see check_kinds."""
    readers = readers_of(INPUT_COLUMNS)
    check_kinds(empty, with_mapping(options)["mapping"].columns, readers)


def check_classified(empty: Any, scheme: str | Scheme, options: Mapping[str, Any]) -> None:
    """Refuse columns unreadable for classify_part; see check_kinds."""
    readers = readers_of((*INDICATORS, "oedema", *scheme_named(scheme).values()))
    check_kinds(empty, options.get("columns"), readers)


def check_counted(empty: Any, options: Mapping[str, Any]) -> None:
    """Refuse columns unreadable for tally_part; see check_kinds."""
    check_kinds(empty, options.get("columns"), readers_of(_values_of(options)))


def check_kinds(
    empty: Any, columns: Mapping[str, str] | None, readers: Mapping[str, CellReader]
) -> None:
    """Refuse columns whose type makes every cell unreadable, such as dates as weights.

    Raises
    ------
    ColumnError
        With the name of the first.
    """
    table = Table(empty, columns)
    for name, reader in readers.items():
        if name in table:
            kind = as_arrow(table.column(name)).type
            if pa.types.is_null(kind) or is_text(kind):
                continue
            value = next((v for v in _ONE_OF_A_KIND if _takes(kind, v)), None)
            reader.read(pa.chunked_array([pa.array([value], kind)]))


_DATES = ("birth_date", "visit_date")
_ONE_OF_A_KIND: tuple[object, ...] = (
    date(2000, 1, 1), 1, True, time(1), timedelta(1), [], {}, b"1",
)  # fmt: skip


def _takes(kind: pa.DataType, value: object) -> bool:
    try:
        return bool(pa.array([value], kind).is_valid()[0].as_py())
    except (pa.ArrowException, TypeError, ValueError):
        return False


def without_unreadable(
    rows: Any, columns: Mapping[str, str] | None, readers: Mapping[str, CellReader]
) -> Any:
    """Return a pandas or Arrow table with unreadable cells set to missing."""
    table = Table(rows, columns)
    for name, reader in readers.items():
        if name in table:
            column = table.column(name)
            column = own_days(column) if name in _DATES else column
            unreadable = _unreadable(column, reader)
            if unreadable is not None:
                index = table.names.index((columns or {}).get(name, name))
                rows = _blanked(rows, table.kind, index, as_arrow(column), unreadable)
    return rows


def _unreadable(column: Any, reader: CellReader) -> NDArray[np.bool_] | None:
    """Return which cells of a column cannot be read, or None if all can."""
    try:
        read = reader.read(column)
    except ZScoreError:  # of an unreadable type
        return np.asarray(as_arrow(column).is_valid().to_numpy())
    return read.unreadable()


def _blanked(
    rows: Any, kind: str, index: int, column: pa.ChunkedArray, where: NDArray[np.bool_]
) -> Any:
    """Return the table with some cells of a column set to missing, by position."""
    kept = pc.if_else(pa.array(where), pa.scalar(None, column.type), column)
    if kind == "pandas":
        rows = rows.copy(deep=False)
        rows.isetitem(index, kept.to_pandas().to_numpy())
        return rows
    return rows.set_column(index, rows.column_names[index], kept)
