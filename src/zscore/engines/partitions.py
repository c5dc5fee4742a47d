"""What a worker does with a part of the rows, whatever the engine.

An engine has no channel for what is wrong with a row, and a job of hours must not fail for one: a
cell that cannot be read is missing there, and counted by its reason, where score_children on one
machine refuses the table. What is wrong with the columns is refused before the job starts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from zscore.column_values import as_arrow, code_column, day_column, float_column
from zscore.columns import Table
from zscore.errors import TableError, ZScoreError
from zscore.prevalence.tally import Tally, tally_children
from zscore.who_lms.indicators import INDICATORS, INPUT_COLUMNS
from zscore.who_lms.measurements import MEASURED, OEDEMA, SEX_OF_PROFILE
from zscore.who_lms.profiles import WHO, profile_named
from zscore.who_lms.scoring import score_table

Read = Callable[[Any], Any]
_OF_TALLY = ("period", "weights", "strata", "cluster", "nest", "conditions", "scheme", "columns")
# What a tally may look at besides the columns that are named in the call.
_COUNTED = (*INDICATORS, "arm_circumference_cm", "oedema", "age_days", "age_months",
            "birth_date", "visit_date")  # fmt: skip


def score_part(rows: Any, options: Mapping[str, Any]) -> Any:
    """Score some rows with one thread; a cell that cannot be read is missing to the scores."""
    options = {**options, "threads": 1}
    columns, reasons = options.pop("columns", None), options.pop("reasons", True)
    readable = Table(without_unreadable(rows, columns, options.get("profile")), columns)
    scored = score_table(readable, **{"profile": WHO.name, **options})
    return Table(rows).with_columns(scored.columns(reasons=reasons))


def split_options(
    by: str | Sequence[str] | None, options: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what of a call of estimate_prevalence the tallies need, and what the estimates.

    Raises
    ------
    TableError
        If the visits of a child would have to be found in all parts.
    """
    if options.get("one_per_child", "all") != "all" or options.get("child"):
        raise TableError("visits_apart")
    counted = {name: options[name] for name in _OF_TALLY if name in options}
    estimated = {
        name: value
        for name, value in options.items()
        if name not in {*_OF_TALLY, "one_per_child", "child", "threads"}
    }
    statistics = options.get("statistics", ("mean",))
    wanted = {statistics} if isinstance(statistics, str) else set(statistics)
    means = options.get("layout") == "who" or bool({"mean", "sd"} & wanted)
    return {"by": by, **counted, "means": means}, estimated


def tally_part(rows: Any, options: Mapping[str, Any]) -> Tally:
    """Tally some scored rows with one thread."""
    return tally_children(rows, **{**options, "threads": 1})


def counted_columns(names: Sequence[str], options: Mapping[str, Any]) -> list[str]:
    """Return the columns of a table that a tally looks at, for others need not be read."""
    renamed = options.get("columns") or {}
    wanted = {renamed.get(name, name) for name in _COUNTED} | set(renamed.values())
    for option in ("by", "period", "weights", "strata", "cluster"):
        value = options.get(option)
        wanted |= {value} if isinstance(value, str) else set(value or ())
    return [name for name in names if name in wanted]


def without_unreadable(rows: Any, columns: Mapping[str, str] | None, profile: str | None) -> Any:
    """Return a pandas or Arrow table whose cells can all be read; others become missing."""
    table = Table(rows, columns, known=INPUT_COLUMNS)
    sexes = SEX_OF_PROFILE[profile_named(profile or WHO.name).indonesian_sex]
    for name in INPUT_COLUMNS:
        if name in table:
            unreadable = _unreadable(table.column(name), _reader(name, sexes))
            if unreadable is not None:
                rows = _blanked(rows, table.kind, (columns or {}).get(name, name), unreadable)
    return rows


def _reader(name: str, sexes: Any) -> Read:
    vocabulary = {"sex": sexes, "measured": MEASURED, "oedema": OEDEMA}.get(name)
    if vocabulary is not None:
        return partial(code_column, name=name, vocabulary=vocabulary)
    return partial(day_column if name.endswith("_date") else float_column, name=name)


def _unreadable(column: Any, read: Read) -> NDArray[np.bool_] | None:
    """Return which cells of a column cannot be read; None if all can."""
    try:
        read(column)
        return None
    except ZScoreError:
        array = as_arrow(column)
    encoded = array.dictionary_encode().unify_dictionaries().combine_chunks()
    whole = encoded.chunk(0) if isinstance(encoded, pa.ChunkedArray) else encoded
    bad = []
    for place in range(len(whole.dictionary)):
        try:
            read(whole.dictionary[place : place + 1])
        except ZScoreError:
            bad.append(place)
    return np.isin(whole.indices.fill_null(-1).to_numpy(), bad)


def _blanked(rows: Any, kind: str, heading: str, where: NDArray[np.bool_]) -> Any:
    """Return the table with some cells of a column missing; by place, whatever the index."""
    column = as_arrow(rows[heading])
    kept = pc.if_else(pa.array(where), pa.scalar(None, column.type), column)
    if kind == "pandas":
        return rows.assign(**{heading: kept.to_pandas().to_numpy()})
    return rows.set_column(rows.column_names.index(heading), heading, kept)
