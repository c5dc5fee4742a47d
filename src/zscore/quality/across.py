"""Comparison of rows with other rows: duplicates, and growth between visits.

Rows of files larger than memory are compared by hashes: once these are divided into parts by value,
the parts can be compared one by one.
"""

from __future__ import annotations

import secrets
from collections import deque
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from zscore._threads import cores, share
from zscore.prevalence.children import PLACE, Made, numbered, place_of
from zscore.quality.duplicates import (
    DUPLICATES,
    Numbers,
    children_of,
    measurements_of,
    of_visits,
    repeated,
)
from zscore.quality.rows import CHILD, Flags, Rows
from zscore.quality.visits import (
    CHECKS_OVER_TIME,
    VISIT,
    Visits,
    carried_days,
    sorted_by_child,
    visits_of,
)

_BITS = {
    name: np.uint16(1 << place)
    for place, name in enumerate(entry.name for entry in (*DUPLICATES, *CHECKS_OVER_TIME))
}


BY_NIK = ("nik", "birth_date")


@dataclass(frozen=True, kw_only=True)
class Records:
    """Records of some rows, for comparison with others."""

    numbers: dict[str, Numbers]  # of visits, by the name of a duplicate
    visits: Visits


def records_of(
    rows: Rows,
    key: bytes,
    first_row: int = 0,
    *,
    of_all: bool = False,
    threads: int | None = None,
) -> Records:
    """Return the records of rows that are counted from ``first_row``, numbered with a key.

    ``of_all`` says that these are all rows, so that a child with one row has nothing to compare.
    """
    told: dict[tuple[str, ...], Numbers] = {}
    made: Made = {}

    def number(name: str, *, plain: bool) -> None:
        numbered(rows.table, name, key, made, plain=plain)

    texts = [(name, False) for name in ("child_name", *PLACE)] + [("nik", True)]
    share(
        deque(partial(number, name, plain=plain) for name, plain in texts if name in rows.table),
        threads or cores(),
    )

    def children(child: tuple[str, ...]) -> Numbers:
        child = tuple(name for name in child if name in rows.table)
        if child not in told:
            told[child] = children_of(rows, child, key, made)
        return told[child]

    numbers = {}
    for entry in DUPLICATES:
        if rows.has(*entry.needs):
            found = (
                measurements_of(rows, place_of(rows.table, key, made))
                if entry.child is None
                else children(entry.child)
            )
            numbers[entry.name] = of_visits(rows, found)
    visits = [np.zeros(0, VISIT)]
    ways = [rows.told_by] if rows.has(CHILD) else []
    if not rows.told_by and rows.has(*BY_NIK):  # whose posyandu is written in another way
        ways.append(BY_NIK)
    for way in ways:
        known = children(way)
        if of_all:
            known = np.where(repeated(known), known, 0)
        visits.append(visits_of(rows, known, first_row))
    return Records(numbers=numbers, visits=np.concatenate(visits))


class Across:
    """Findings of each row from comparisons with other rows."""

    def __init__(self, n: int) -> None:
        self._bits = np.zeros(n, np.uint16)
        self.carried_days: NDArray[np.int16] = np.zeros(n, np.int16)

    @property
    def n(self) -> int:
        """Number of rows."""
        return len(self._bits)

    def part(self, rows: slice) -> Across:
        """Return the findings of some rows."""
        part = Across(0)
        part._bits, part.carried_days = self._bits[rows], self.carried_days[rows]
        return part

    def flags(self, name: str) -> Flags:
        """Return which rows are marked by a check."""
        flags: Flags = (self._bits & _BITS[name]) != 0
        return flags

    def compare_numbers(self, name: str, numbers: Numbers, row: NDArray[np.int64]) -> None:
        """Mark the rows whose hash occurs more than once."""
        self._bits[row[repeated(numbers)]] |= _BITS[name]

    def compare_visits(self, visits: Visits) -> None:
        """Mark the visits that are inconsistent with others of the same child."""
        first, several = sorted_by_child(visits)
        for check in CHECKS_OVER_TIME:
            self._bits[several["row"][check.rule(first, several)]] |= _BITS[check.name]
        np.maximum.at(self.carried_days, several["row"], carried_days(first, several))


def compare(rows: Rows, threads: int | None = None) -> Across:
    """Compare the rows of a table with each other."""
    records = records_of(rows, secrets.token_bytes(16), of_all=True, threads=threads)
    across = Across(rows.n)
    for name, numbers in records.numbers.items():
        across.compare_numbers(name, numbers, np.arange(rows.n))
    across.compare_visits(records.visits)
    return across
