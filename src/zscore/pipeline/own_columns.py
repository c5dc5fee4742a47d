"""Columns that zscore adds to a table, by which it recognises its own output."""

from __future__ import annotations

from collections.abc import Collection

from zscore.classify.schemes import SCHEMES
from zscore.eppgbm.exports import (
    SOURCE_COLUMNS,
)
from zscore.who_lms.indicators import INDICATORS

# Columns that zscore adds to a table; all three together identify its own output.
_OF_A_SCORE = ("", "_flag", "_reason")
_ADDED = ("measured_flag", "length_height_adjusted_cm", "bmi", *SOURCE_COLUMNS)


def own_prefix(names: Collection[str], *, stamped: bool = False) -> str | None:
    """Return the prefix of the columns that zscore added to a table.

    Returns None if zscore did not write the table.
    """
    there = set(names)
    for name in there:
        for z in INDICATORS:
            prefix = name.removesuffix(f"{z}_reason")
            if prefix != name and {f"{prefix}{z}{end}" for end in _OF_A_SCORE} <= there:
                return prefix
    return "" if stamped else None


def own_columns(names: Collection[str], prefix: str | None) -> set[str]:
    """Return the columns that zscore added to a table, if it wrote the table."""
    if prefix is None:
        return set()
    scores = {f"{z}{end}" for end in _OF_A_SCORE for z in INDICATORS}
    classes = {part.name for scheme in SCHEMES.values() for part in scheme.parts()}
    return set(names) & {f"{prefix}{name}" for name in (*scores, *classes, *_ADDED)}
