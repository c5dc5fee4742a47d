"""Columns of text that hold exact numbers, and may be written as such."""

from __future__ import annotations

from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

_PLAIN_NUMBER = r"^-?[0-9]{1,15}(\.[0-9]{1,15})?$"


@dataclass(kw_only=True)
class _Column:
    """What was seen of one column so far."""

    some: bool = False  # is there any text?
    point: bool = False
    # Does every text come back, digit for digit, from a number of this kind?
    kinds: list[pa.DataType] = field(default_factory=lambda: [pa.int64(), pa.float64()])


class ExactNumbers:
    """Decides which columns of text are numbers, block by block.

    A column stays text if any of it would change: leading zeros, 10.40, 16 digits.
    """

    def __init__(self) -> None:
        self._columns: dict[str, _Column] = {}

    def observe(self, name: str, texts: pa.ChunkedArray) -> None:
        """Take note of a block of a column."""
        column = self._columns.setdefault(name, _Column())
        given = pc.unique(texts.drop_null()) if column.kinds else ()
        if len(given):
            column.some = True
            column.point |= pc.any(pc.match_substring(given, ".")).as_py()
            plain = pc.all(pc.match_substring_regex(given, _PLAIN_NUMBER)).as_py()
            column.kinds = [kind for kind in column.kinds if plain and _is_exact(given, kind)]

    def add(self, other: ExactNumbers) -> None:
        """Take note of all that another has seen."""
        for name, seen in other._columns.items():
            column = self._columns.setdefault(name, _Column())
            column.some |= seen.some
            column.point |= seen.point
            column.kinds = [kind for kind in column.kinds if kind in seen.kinds]

    def has(self, name: str) -> bool:
        """Was this column observed?"""
        return name in self._columns

    def kind_of(self, name: str) -> pa.DataType | None:
        """Return the kind of number that a column is, from all that was seen of it, or None."""
        column = self._columns.get(name)
        if not (column and column.some and column.kinds):
            return None
        kind = column.kinds[0]
        return kind if column.point or pa.types.is_integer(kind) else None  # −0


def _is_exact(texts: pa.Array, kind: pa.DataType) -> bool:
    try:
        # A float column writes 12 as 12.0 here and there; what counts is that no digit is lost.
        return bool(texts.cast(kind).cast(pa.string()).equals(texts))
    except pa.ArrowInvalid:  # 1.5 is no whole number
        return False
