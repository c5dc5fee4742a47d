"""The columns of a table that hold identities, by heading or by value."""

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
_INDEX = re.compile(r"__index_level_\d+__")  # as pandas calls an index without a name


def identity_columns(source: Source) -> list[str]:
    """Return the columns that say who a child is, whose it is, or where it lives.

    Known by their heading, or by a value of 16 digits, as a NIK has; also every column without
    a heading, and of an export every column of unknown heading.
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
        or pa.types.is_nested(source.empty.own.column(name).type)  # whatever is in it
    }
    for block in source.blocks():
        found |= {name for name in names if name not in found and has_nik(block.own.column(name))}
    return [name for name in names if name in found]


def without_niks(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return a column without its values of 16 digits."""
    if not has_nik(column):
        return column
    texts = text_column(column)
    return pc.if_else(pc.match_substring_regex(texts, NIK), pa.scalar(None, pa.string()), texts)


def has_nik(column: pa.ChunkedArray) -> bool:
    """Has a column a value of 16 digits, whatever its type?"""
    kind = column.type
    if pa.types.is_duration(kind):
        column, kind = column.cast(pa.int64()), pa.int64()
    if pa.types.is_temporal(kind) or pa.types.is_boolean(kind) or pa.types.is_null(kind):
        return False
    if pa.types.is_dictionary(kind):
        column = column.cast(kind.value_type)
    if pa.types.is_floating(kind):  # as pandas makes of whole numbers where one is missing
        large = pc.and_(pc.greater_equal(column, 1e15), pc.less(column, 1e16))
        column = column.filter(pc.fill_null(large, False))
    return bool(pc.any(pc.match_substring_regex(text_column(column), NIK)).as_py())
