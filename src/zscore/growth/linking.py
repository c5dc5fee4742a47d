"""Link the visits of each child, in one table or over many months.

A child is known by its NIK where that is whole and agrees with the birth date, else by birth
date, sex, name, and village and posyandu. Neither is believed where it contradicts the other: a
NIK that stands beside two names in one month belongs to several children, and a birth date, sex
and name with two NIKs in one month are two children.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from zscore.arguments import names_in
from zscore.children.arrays import Codes, day_column
from zscore.children.arrow_columns import as_arrow
from zscore.children.frames import Categories, Table
from zscore.prevalence.children import IDENTIFYING, identity_of, mixed, numbered, read_niks
from zscore.who_lms.measurements import read_ages

Numbers = NDArray[np.uint64]  # one for each value, made with a random key; 0 for none
Flags = NDArray[np.bool_]
LINKED_BY = ("nik", "identity", "columns", "ambiguous", "unknown")
BY_NIK, BY_IDENTITY, BY_COLUMNS, AMBIGUOUS, UNKNOWN = range(len(LINKED_BY))
CHILD, LINK, VISIT = "child_number", "linked_by", "visit_number"
NO_MONTH = np.iinfo(np.int64).min  # of a visit without a date


class Links(NamedTuple):
    """Which child each row is of."""

    child: NDArray[np.int64]  # from 0, in the order of the first rows; -1 for none
    by: Codes  # of LINKED_BY


def link_visits(
    scored: Any, *, child: str | Sequence[str] = (), columns: dict[str, str] | None = None
) -> Any:
    """Return a table with the child of each row, and the order of its visits.

    Parameters
    ----------
    scored
        A table of visits, of any kind that score_children takes; one row a visit.
    child
        Columns that identify a child, such as a number of your own. Without them, ``nik`` where
        it is whole and its digits 7 to 12 agree with ``birth_date``; else ``birth_date``,
        ``sex`` and ``child_name``, together with ``village`` and ``posyandu`` where there are.
    columns
        Names of columns where they are others, as in score_children.

    Returns
    -------
    table of the same kind
        The columns of ``scored``, then

        - ``child_number``: from 1, in the order in which the children appear; missing where the
          child cannot be told.
        - ``linked_by``: ``"nik"``, ``"identity"`` or ``"columns"``; ``"ambiguous"`` where two
          children share what would identify them; ``"unknown"`` where it is missing.
        - ``visit_number``: from 1, by day of the visit (by age, where no visit has a date).

    Raises
    ------
    ColumnError
        If the columns that identify a child are not there.

    Notes
    -----
    Names are compared by letters and digits alone, whatever their case. A child that moves, or
    whose name is spelled in another way, is followed by its NIK; one whose NIK is masked or
    mistyped in a month, by birth date, sex, name and place. Children of whom both differ
    are not linked.

    Examples
    --------
    >>> import zscore as zs
    >>> visits = zs.link_visits(
    ...     {"id": [7, 8, 7], "age_days": [62, 70, 31]}, child="id")
    >>> visits["child_number"].tolist(), visits["visit_number"].tolist()
    ([1, 2, 1], [2, 1, 1])
    """
    table = Table(scored, columns)
    links = links_of(table, names_in(child, "child"))
    order, first = ordered_visits(links.child, days_of(table))
    number = np.zeros(table.n, np.int64)
    number[order] = np.arange(len(order)) - np.repeat(first[:-1], np.diff(first)) + 1
    known = links.child >= 0
    return table.with_columns(
        {
            CHILD: pa.array(links.child + 1, mask=~known),
            LINK: Categories(codes=links.by, labels=LINKED_BY),
            VISIT: pa.array(number, mask=~known),
        }
    )


def links_of(table: Table, child: Sequence[str] = ()) -> Links:
    """Return the child of each row."""
    if child:
        numbers, known = identity_of(table, child)
        by = np.where(known, BY_COLUMNS, UNKNOWN).astype(np.int8)
        return Links(_in_order(numbers, known), by)
    months = months_of(table)
    key = np.random.default_rng().bytes(16)
    nik = _niks(table, key) if "nik" in table else np.zeros(table.n, np.uint64)
    name = identity = np.zeros(table.n, np.uint64)
    if "nik" not in table or all(column in table for column in IDENTIFYING):
        numbers, known = identity_of(table, (), key)
        identity = np.where(known, numbers, 0)
        name = np.where(known, numbered(table, "child_name", key, {}, plain=False)[0], 0)
    return linked(nik, identity, name, months)


def children_of(table: Table, child: str | Sequence[str]) -> NDArray[np.int64]:
    """Return the child of each row, from 0, -1 for none.

    By the columns that ``child`` names, else by ``child_number`` where link_visits has been here.
    """
    return links_of(table, names_in(child, "child") or ((CHILD,) if CHILD in table else ())).child


def linked(nik: Numbers, identity: Numbers, name: Numbers, month: NDArray[np.int64]) -> Links:
    """Link rows by what identifies their child, 0 where it is missing.

    Parameters
    ----------
    nik, identity, name
        uint64[n]: of the NIK, of birth date, sex, name and place, and of the name alone.
    month
        int64[n]: calendar month of the visit, NO_MONTH if unknown.
    """
    dated = month != NO_MONTH
    of_several = _with_several(nik, name, month, dated)
    nik = np.where(of_several, 0, nik)
    shared = _with_several(identity, nik, month, dated)
    usable = np.where(shared, 0, identity)
    usual = _usual(usable, nik)  # the NIK that most rows of an identity have
    number = np.where(usual != 0, usual, np.where(usable != 0, usable, nik))
    by = np.full(len(nik), UNKNOWN, np.int8)
    by[shared | of_several] = AMBIGUOUS
    by[number != 0] = BY_IDENTITY
    by[(number != 0) & (number == nik)] = BY_NIK
    return Links(_in_order(number, number != 0), by)


def _with_several(one: Numbers, other: Numbers, month: NDArray[np.int64], dated: Flags) -> Flags:
    """Return the rows whose ``one`` stands beside two values of ``other`` in any one month."""
    rows = np.flatnonzero((one != 0) & (other != 0) & dated)
    in_month = mixed(one[rows], month[rows].astype(np.uint64))
    _, index = np.unique(mixed(in_month, other[rows]), return_index=True)
    months, counts = np.unique(in_month[index], return_counts=True)
    several = np.unique(one[rows][index][np.isin(in_month[index], months[counts > 1])])
    found: Flags = np.isin(one, several)
    return found


def _usual(identity: Numbers, nik: Numbers) -> Numbers:
    """Return for each row the NIK that stands most often beside its identity, 0 if none does."""
    rows = np.flatnonzero((identity != 0) & (nik != 0))
    if not len(rows):
        return np.zeros(len(identity), np.uint64)
    pairs = mixed(identity[rows], nik[rows])
    _, index, counts = np.unique(pairs, return_index=True, return_counts=True)
    identities, niks = identity[rows[index]], nik[rows[index]]
    order = np.lexsort((counts, identities))
    identities, niks, counts = identities[order], niks[order], counts[order]
    same = identities[1:] == identities[:-1]
    last = np.append(~same, True)
    tied = np.append(False, same & (counts[1:] == counts[:-1]))  # neither of two decides
    known, best = identities[last], np.where(tied, 0, niks)[last]
    at = np.minimum(np.searchsorted(known, identity), len(known) - 1)
    return np.where(known[at] == identity, best[at], np.uint64(0))


def _niks(table: Table, key: bytes) -> Numbers:
    """Return a number for each NIK that is whole and agrees with the birth date, else 0."""
    numbers, known = numbered(table, "nik", key, {}, plain=True)
    if "birth_date" in table:
        niks = read_niks(as_arrow(table.column("nik")).cast(pa.string()))
        birth = day_column(table.column("birth_date"), "birth_date")
        dated = ~np.isnat(birth)
        month = np.where(dated, birth, np.datetime64(0, "D")).astype("M8[M]")
        year = month.astype("M8[Y]")
        agrees = niks.day == (birth - month).astype(np.int64) + 1
        agrees &= niks.month == (month - year).astype(np.int64) + 1
        agrees &= niks.year == (year.astype(np.int64) + 1970) % 100
        known = known & (agrees | ~dated)
    return np.where(known, numbers, 0)


def _in_order(numbers: Numbers, known: Flags) -> NDArray[np.int64]:
    """Number the known in the order of their first rows, from 0; -1 for the others."""
    child = np.full(len(numbers), -1, np.int64)
    rows = np.flatnonzero(known)
    _, first, which = np.unique(numbers[rows], return_index=True, return_inverse=True)
    rank = np.empty(len(first), np.int64)
    rank[np.argsort(first)] = np.arange(len(first))
    child[rows] = rank[which]
    return child


# --- the visits of a child ---------------------------------------------------------------


def days_of(table: Table) -> NDArray[np.float64]:
    """Return the day of each visit, or the age in days where no visit has a date."""
    if "visit_date" in table:
        days = day_column(table.column("visit_date"), "visit_date")
        if not np.isnat(days).all():
            return np.where(np.isnat(days), np.nan, days.astype(np.int64).astype(np.float64))
    return read_ages(table)[0]


def months_of(table: Table) -> NDArray[np.int64]:
    """Return the calendar month of each visit, counted from January 1970; NO_MONTH if unknown."""
    if "visit_date" not in table:
        return np.full(table.n, NO_MONTH)
    months = day_column(table.column("visit_date"), "visit_date").astype("M8[M]")
    return np.where(np.isnat(months), NO_MONTH, months.astype(np.int64))


def ordered_visits(
    child: NDArray[np.int64], days: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the rows of known children by child and day, and where each child's begin.

    A visit without a day comes first; of two on one day, the earlier row.
    """
    rows = np.flatnonzero(child >= 0)
    day = np.where(np.isnan(days[rows]), -np.inf, days[rows])
    order = rows[np.lexsort((rows, day, child[rows]))]
    begins = np.flatnonzero(np.diff(child[order], prepend=-1))
    return order, np.append(begins, len(order)).astype(np.int64)
