"""Detection of identifying columns in a table, by heading or by value."""

from __future__ import annotations

import re

import pyarrow as pa
import pyarrow.compute as pc

from zscore.children.columns import IDENTITY
from zscore.children.identity_headings import is_identity
from zscore.eppgbm.exports import (
    CANONICAL_NAMES,
)
from zscore.errors import NIK
from zscore.files.grids import text_column
from zscore.pipeline.sources import Source

_NAMELESS = re.compile(r"column_\d+( \(\d+\))?")  # see names_of
_INDEX = re.compile(r"__index_level_\d+__")  # name of an unnamed pandas index


def identity_columns(source: Source) -> list[str]:
    """Return the columns that identify a child, its parents or its address.

    They are detected by their headings, or by a value of 16 digits, like a NIK. Columns without a
    heading, and columns of exports with unknown headings, are included.
    """
    names = source.empty.own.column_names
    read = source.reading.columns
    renamed = {entry.heading for name, entry in read.items() if name in IDENTITY}
    unknown = set(names) - CANONICAL_NAMES if source.is_export else set()
    headings = {*source.reading.found.headings, *CANONICAL_NAMES}
    found = {
        name
        for name in names
        if name in unknown | renamed
        or is_identity(name)
        or re.search(NIK, name)
        or (_NAMELESS.fullmatch(name) and name not in headings)
        or _INDEX.fullmatch(name)
        or pa.types.is_nested(source.empty.own.column(name).type)  # whatever it contains
    }
    for block in source.blocks():
        found |= {name for name in names if name not in found and has_nik(block.own.column(name))}
    return [name for name in names if name in found]


def without_niks(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return a column with values of 16 digits removed."""
    if not has_nik(column):
        return column
    texts = text_column(column)
    return pc.if_else(pc.match_substring_regex(texts, NIK), pa.scalar(None, pa.string()), texts)


def has_nik(column: pa.ChunkedArray) -> bool:
    """Return whether a column of any type has a value of 16 digits."""
    kind = column.type
    if pa.types.is_duration(kind):
        column, kind = column.cast(pa.int64()), pa.int64()
    if pa.types.is_temporal(kind) or pa.types.is_boolean(kind) or pa.types.is_null(kind):
        return False
    if pa.types.is_dictionary(kind):
        column = column.cast(kind.value_type)
    if pa.types.is_floating(kind):  # the type of whole numbers with missing values in pandas
        large = pc.and_(pc.greater_equal(column, 1e15), pc.less(column, 1e16))
        column = column.filter(pc.fill_null(large, False))
    return bool(pc.any(pc.match_substring_regex(text_column(column), NIK)).as_py())
