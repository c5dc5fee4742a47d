"""Detection of text columns that can be written as numbers without loss."""

from __future__ import annotations

from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

_PLAIN_NUMBER = r"^-?[0-9]{1,15}(\.[0-9]{1,15})?$"


@dataclass(kw_only=True)
class _Column:
    """Observations of one column so far."""

    some: bool = False  # whether there is any text
    point: bool = False
    # Whether a number of this type reproduces every text, digit for digit.
    kinds: list[pa.DataType] = field(default_factory=lambda: [pa.int64(), pa.float64()])


class ExactNumbers:
    """Decide block by block which columns of text are numbers.

    A column stays text if any of it would change: leading zeros, 10.40, 16 digits.
    """

    def __init__(self) -> None:
        self._columns: dict[str, _Column] = {}

    def observe(self, name: str, texts: pa.ChunkedArray) -> None:
        """Observe a block of a column."""
        column = self._columns.setdefault(name, _Column())
        given = pc.unique(texts.drop_null()) if column.kinds else ()
        if len(given):
            column.some = True
            column.point |= pc.any(pc.match_substring(given, ".")).as_py()
            plain = pc.all(pc.match_substring_regex(given, _PLAIN_NUMBER)).as_py()
            column.kinds = [kind for kind in column.kinds if plain and _is_exact(given, kind)]

    def add(self, other: ExactNumbers) -> None:
        """Add the observations of another."""
        for name, seen in other._columns.items():
            column = self._columns.setdefault(name, _Column())
            column.some |= seen.some
            column.point |= seen.point
            column.kinds = [kind for kind in column.kinds if kind in seen.kinds]

    def has(self, name: str) -> bool:
        """Return whether a column was observed."""
        return name in self._columns

    def kind_of(self, name: str) -> pa.DataType | None:
        """Return the numeric type of a column, or None if it must stay text."""
        column = self._columns.get(name)
        if not (column and column.some and column.kinds):
            return None
        kind = column.kinds[0]
        return kind if column.point or pa.types.is_integer(kind) else None  # −0


def _is_exact(texts: pa.Array, kind: pa.DataType) -> bool:
    try:
        # A float column may write 12 as 12.0; what matters is that no digit is lost.
        return bool(texts.cast(kind).cast(pa.string()).equals(texts))
    except pa.ArrowInvalid:  # 1.5 is not a whole number
        return False
