"""Projection of blocks to the columns a tally needs, with children as keyed hashes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from zscore.children.arrays import Codes, code_column, day_column, float_column
from zscore.children.cells import OEDEMA
from zscore.children.frames import Table
from zscore.children.recognition import missing_column
from zscore.errors import ColumnError, ZScoreError
from zscore.pipeline.identity_columns import has_nik
from zscore.pipeline.sources import Block, Source, described
from zscore.prevalence.children import IDENTIFYING, NUMBERED, PLACE, identity_of
from zscore.sums.keys import named_key
from zscore.who_lms.indicators import INDICATORS
from zscore.who_lms.measurements import read_ages
from zscore.who_lms.profiles import EPPGBM, WHO
from zscore.who_lms.scoring import score_table

_MUAC = "arm_circumference_cm"


@dataclass(frozen=True, kw_only=True)
class TallyColumns:
    """Canonical names of the columns that a tally needs."""

    z: tuple[str, ...]
    texts: tuple[str, ...]  # groups, strata, clusters
    weights: str | None
    child: tuple[str, ...]  # columns that identify children; empty: as in children.py
    place: tuple[str, ...]  # columns of places that all tables have
    key: bytes | None  # key for hashing children; None: no hashes
    derived: frozenset[str]  # groups derived from dates; no table has such columns
    profile: str | None
    trust_z: bool = False  # whether z-scores from elsewhere are used as they are


def refused(source: Source, needs: TallyColumns) -> ZScoreError | None:
    """Return the error if a table cannot be counted because of its columns."""
    try:
        projected(source, source.empty, needs)
    except ZScoreError as error:
        return error
    return None


def z_of(source: Source, *, trust_z: bool) -> dict[str, str]:
    """Return the z-score columns that are used without scoring again, by indicator.

    These were computed by zscore, or elsewhere if they are to be trusted.
    """
    if source.own_prefix is not None:
        own = {name: f"{source.own_prefix}{name}" for name in INDICATORS}
        return {z: name for z, name in own.items() if name in source.names}
    others = {name: f"published_{name}" for name in INDICATORS}
    return {z: name for z, name in others.items() if trust_z and name in source.names}


def columns_of(source: Source) -> set[str]:
    """Return the canonical names of a table's columns."""
    return set(source.names)


def possible_z(source: Source, *, trust_z: bool) -> set[str]:
    """Return the z-scores that a table has, or that can be scored."""
    if given := z_of(source, trust_z=trust_z):
        return set(given)
    there = columns_of(source)
    return {name for name, indicator in INDICATORS.items() if there >= set(indicator.needs)}


def places_of(sources: Sequence[Source]) -> tuple[str, ...]:
    """Return the columns of places that all tables have."""
    return tuple(name for name in PLACE if all(name in columns_of(s) for s in sources))


def can_tell_children(source: Source, child: Sequence[str]) -> bool:
    """Return whether a table has the columns that identify children."""
    return columns_of(source) >= {source.name_of(name) for name in child or IDENTIFYING}


def empty_table(needs: TallyColumns) -> Table:
    """Return the table without rows."""
    kinds: dict[str, pa.DataType] = {"oedema": pa.int8()}
    kinds |= dict.fromkeys(
        (n for n in needs.texts if n not in needs.derived), pa.dictionary(pa.int32(), pa.string())
    )
    arrays: dict[str, NDArray[Any]] = dict.fromkeys((*needs.z, _MUAC, "age_days"), _nan(0))
    arrays["visit_date"] = _no_days(0)
    if needs.weights is not None:
        arrays[needs.weights] = _nan(0)
    if needs.key is not None:
        arrays["birth_date"] = _no_days(0)
        kinds[NUMBERED] = pa.uint64()
    return Table(pa.schema(list(kinds.items())).empty_table()).with_arrays(arrays)


def projected(source: Source, block: Block, needs: TallyColumns) -> Table:
    """Return the columns of a block that a tally needs, without names.

    Raises
    ------
    ZScoreError
        If a column is missing or cannot be read.
    """
    weights = (needs.weights,) if needs.weights else ()
    table = Table(source.aliased(block, (*needs.texts, *weights, *needs.child)))
    given = z_of(source, trust_z=needs.trust_z)
    if given:
        z = {name: float_column(table.column(own), own) for name, own in given.items()}
    else:
        profile = needs.profile or (EPPGBM if source.of_register else WHO).name
        try:
            scored = score_table(table, profile=profile)
        except ColumnError as error:
            raise _only_foreign_z(source, error) from None
        z = {name: scores.z for name, scores in scored.scores.items()}
    muac = float_column(table.column(_MUAC), _MUAC) if _MUAC in table else _nan(table.n)
    days, _, ages = read_ages(table)
    arrays: dict[str, NDArray[Any]] = {name: z.get(name, _nan(table.n)) for name in needs.z}
    arrays |= {_MUAC: muac, "age_days": days if ages else _nan(table.n)}
    arrays["visit_date"] = _days(table, "visit_date")
    columns: dict[str, pa.Array] = {"oedema": pa.nulls(table.n, pa.int8())}
    if "oedema" in table:
        oedema: Codes = code_column(table.column("oedema"), "oedema", OEDEMA)
        columns["oedema"] = pa.array(oedema, pa.int8(), mask=oedema < 0)
    for name in needs.texts:
        if name not in needs.derived:
            columns[name] = _texts(source, table, name)
    if needs.weights is not None:
        if needs.weights not in table:
            raise missing_column("group_missing", needs.weights, source.headings)
        arrays[needs.weights] = float_column(table.column(needs.weights), needs.weights)
    if needs.key is not None:
        arrays["birth_date"] = _days(table, "birth_date")
        identity, known = identity_of(table, needs.child, needs.key, needs.place)
        columns[NUMBERED] = pa.array(identity, mask=~known)
    return Table(pa.table(columns)).with_arrays(arrays)


def _only_foreign_z(source: Source, error: ColumnError) -> ZScoreError:
    """Return the error for a table that cannot be scored but may have foreign z-scores."""
    if error.key in {"column_missing", "columns_missing"} and z_of(source, trust_z=True):
        return ColumnError("only_foreign_z", lacking=error.values["lacking"])
    return described(error, source)


def _nan(n: int) -> NDArray[np.float64]:
    return np.full(n, np.nan)


def _days(table: Table, name: str) -> NDArray[np.datetime64]:
    if name in table:
        return day_column(table.column(name), name)
    return _no_days(table.n)


def _no_days(n: int) -> NDArray[np.datetime64]:
    return np.full(n, "NaT", "datetime64[D]")


def _texts(source: Source, table: Table, name: str) -> pa.Array:
    """Return a column of groups as dictionary-encoded text; kecamatan means subdistrict."""
    if name not in table:
        raise missing_column("group_missing", name, source.headings)
    key = named_key(table, name)
    if has_nik(pa.chunked_array([key.values])):
        raise ColumnError("unit_is_identity", column=name)
    codes = pa.array(key.codes, pa.int32(), mask=key.codes == len(key.values))
    return pa.DictionaryArray.from_arrays(codes, key.values.cast(pa.string()))
