"""Rows to verify and to write: which columns are used.

Names, NIKs, parents, addresses, birth dates and ages are written only on request.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa

from zscore.children.arrays import float_column
from zscore.children.arrow_columns import as_arrow
from zscore.children.columns import IDENTITY
from zscore.children.frames import arrow_array
from zscore.children.headings import canonical_name
from zscore.children.identity_headings import is_identity
from zscore.children.mapping import ColumnMapping
from zscore.eppgbm.exports import CANONICAL_NAMES, SOURCE_COLUMNS
from zscore.errors import ColumnError, shown_type
from zscore.files.grids import text_column
from zscore.pipeline.identity_columns import has_nik, without_niks
from zscore.pipeline.projection import columns_of
from zscore.pipeline.sources import Block, Source, described
from zscore.quality.checking import ADDED, Checked
from zscore.quality.mending import MENDED
from zscore.quality.pseudonyms import child_ids
from zscore.quality.rows import CIRCUMFERENCES, MAIN, Flags, Rows, open_rows
from zscore.quality.unit_columns import RESULT_COLUMNS
from zscore.sums.keys import is_no_cell
from zscore.who_lms.indicators import INPUT_COLUMNS
from zscore.who_lms.profiles import EPPGBM, WHO
from zscore.who_lms.provenance import stamped

# Columns with which a unit can locate and check a row. Not the age, because age and date of visit
# give the date of birth.
_SHOWN = (
    "source_file", "source_sheet", "source_row", "province", "district", "subdistrict", "puskesmas",
    "village", "posyandu", "sex", "visit_date", *MENDED, "measured", "reading_notes",
)  # fmt: skip
_WHO = (*sorted(IDENTITY), "birth_date", "age_days")
_OF_A_CHILD = {*_WHO, "age_months", "age_at_visit"}
_NUMBERS = {"source_row", *MENDED, "age_days"}
_CHILD_ID = "child_id"


@dataclass(frozen=True, kw_only=True)
class VerifyOptions:
    """Options of a verification; ``identity`` says whether identities are written."""

    by: tuple[str, ...]
    profile: str | None
    today: date | None
    child: tuple[str, ...]
    identity: bool
    key: bytes | None


def check_units(options: VerifyOptions, columns: Mapping[str, str]) -> None:
    """Refuse invalid columns of units.

    Raises
    ------
    ColumnError
        If one occurs twice, has the name of a result column, or identifies children.
    """
    called = {heading: name for name, heading in columns.items()}
    for index, name in enumerate(options.by):
        if name in options.by[:index]:
            raise ColumnError("group_twice", column=name)
        if name in {*RESULT_COLUMNS, *ADDED, _CHILD_ID}:
            raise ColumnError("group_taken", column=name)
        own = called.get(name, canonical_name(name))
        if not options.identity and (is_identity(name) or is_identity(own) or own in _OF_A_CHILD):
            raise ColumnError("unit_is_identity", column=name)


def opened_block(source: Source, block: Block, options: VerifyOptions) -> Rows:
    """Return the rows of a block, opened for checks.

    Raises
    ------
    ColumnError, CodeError
        If they cannot be read.
    """
    profile = profile_of(source, options)
    table = _used(source, block, options)
    for column in table.schema:
        if is_no_cell(column.type):
            raise ColumnError("group_kind", column=column.name, kind=shown_type(column.type))
    for name in () if options.identity else options.by:
        if name in table.column_names and has_nik(table.column(name)):
            raise ColumnError("unit_is_identity", column=name)
    try:
        rows = open_rows(table, profile, ColumnMapping(), options.today, options.child)
    except ColumnError as error:
        raise described(error, source) from None
    rows.read()
    return rows


def profile_of(source: Source, options: VerifyOptions) -> str:
    """Return the profile by which a table is verified."""
    return options.profile or (EPPGBM if _of_register(source) else WHO).name


def _of_register(source: Source) -> bool:
    """Return whether it is an export, or a table with z-scores published by e-PPGBM."""
    named = (f"published_{name}" for name in MAIN)
    own = source.empty.own.column_names
    return source.of_register or any(name in own for name in named)


def _used(source: Source, block: Block, options: VerifyOptions) -> pa.Table:
    """Return the columns that are checked or written."""
    table = source.aliased(block, (*options.by, *options.child))  # kecamatan is subdistrict
    headings = {*options.by, *options.child, *CANONICAL_NAMES, *INPUT_COLUMNS}
    headings -= set(SOURCE_COLUMNS)
    if source.reading.refuses and not source.of_register:
        headings.discard("reading_notes")  # here it is somebody else's column
    headings -= source.lacking
    return table.select([name for name in table.column_names if name in headings])


def findings_schema(sources: Sequence[Source], options: VerifyOptions) -> pa.Schema:
    """Return the schema of written rows: columns of any file, and findings."""
    there = {n for source in sources for n in columns_of(source) - source.lacking}
    there |= set(SOURCE_COLUMNS)
    names = [*_SHOWN, *(_WHO if options.identity else ())]
    shown = [name for name in dict.fromkeys((*names, *options.by)) if name in {*there, *options.by}]
    kinds = {name: pa.float64() if name in _NUMBERS else pa.string() for name in shown}
    if options.key is not None:
        kinds[_CHILD_ID] = pa.string()
    for z in MAIN:
        kinds[z] = pa.float64()
        if f"published_{z}" in there:
            kinds[f"published_{z}"] = pa.float64()
    kinds |= {z: pa.float64() for z, column in CIRCUMFERENCES.items() if column in there}
    added = {
        n: kind for n, kind in ADDED.items() if options.identity or n != "suggested_birth_date"
    }
    return stamped(pa.schema(list((kinds | added).items())), options.profile)


def findings_of(
    source: Source, block: Block, rows: Rows, checked: Checked, chosen: Flags, schema: pa.Schema,
    options: VerifyOptions,
) -> pa.Table:  # fmt: skip
    """Return the chosen rows as they are written, without NIKs in other columns."""
    at = pa.array(np.flatnonzero(chosen))
    origin = source.origin(block)
    added = {name: arrow_array(column) for name, column in checked.columns().items()}
    columns = []
    for kind in schema:
        name = kind.name
        if name == _CHILD_ID and options.key is not None:
            columns.append(child_ids(rows, chosen, options.key))
            continue
        if name in origin.column_names:
            column = origin.column(name).take(at)
        elif name in added:
            column = pa.chunked_array([added[name].take(at)])
        elif name in MAIN or (name in CIRCUMFERENCES and rows.has(CIRCUMFERENCES[name])):
            column = pa.chunked_array([arrow_array(rows.z(name)).take(at)])
        elif name in rows.table:
            column = as_arrow(rows.table.column(name)).take(at)
            column = column if options.identity else without_niks(column)
        else:
            column = pa.chunked_array([pa.nulls(len(at), kind.type)])
        columns.append(_as_written(kind, column))
    return pa.table(columns, schema=schema)


def _as_written(field: pa.Field, column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return a column in the same written form for all kinds of file."""
    if pa.types.is_floating(field.type):
        return pa.chunked_array([arrow_array(float_column(column, field.name))])
    return text_column(column) if pa.types.is_string(field.type) else column.cast(field.type)
