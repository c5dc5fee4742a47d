"""Selection of one row per child, and identification of children by keyed hashes."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from zscore._jit import frozen
from zscore.children.arrays import code_column, day_column
from zscore.children.arrow_columns import as_arrow
from zscore.children.cells import BLANKS, SEX
from zscore.children.frames import Table
from zscore.children.kernels import hash_texts, mix
from zscore.children.row_reader import TEXT_BLANKS
from zscore.errors import ColumnError, listed, shown_type
from zscore.sums.keys import Key, key_of
from zscore.who_lms.measurements import read_ages

RULES = ("latest", "first", "all")
NUMBERED = "\0child"  # a column of hashes made here earlier; no file can have this name
# A child without an id is known by these ...
IDENTIFYING = ("birth_date", "sex", "child_name")
# ... and by those of these that are there; not by the whole path, which some exports lack.
PLACE = ("village", "posyandu")
NIK_DIGITS, _GIRL = 16, 40
_LAST_DAYS, _FEBRUARY = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), 2
_ZEROS = 4  # at least so many zeros are a placeholder; 0 may be an id


# Hashes of columns and where they are known, by name and whether all characters are used.
Made = dict[tuple[str, bool], tuple[NDArray[np.uint64], NDArray[np.bool_]]]


def keep_one(
    table: Table,
    keep: NDArray[np.bool_],
    rule: str,
    child: Sequence[str],
    period: Key | None,
) -> NDArray[np.bool_]:
    """Return which rows to keep so that every child occurs once (in each period).

    Rows that lack an identifying column, so that the child is unknown, are kept.

    Raises
    ------
    ColumnError
        If the columns that identify children are missing.
    """
    identity, known = identity_of(table, child)
    if period is not None:
        identity = mixed(identity, period.codes.astype(np.uint64))
    rows = np.flatnonzero(keep & known)
    # Rows of the same day are ordered as in the table.
    order = rows[np.lexsort((rows, _visits(table)[rows], identity[rows]))]
    same = identity[order[1:]] == identity[order[:-1]]
    chosen = ~np.append(same, False) if rule == "latest" else ~np.append(False, same)
    once = keep & ~known
    once[order[chosen[: len(order)]]] = True
    return once


def identity_of(
    table: Table,
    child: Sequence[str],
    key: bytes | None = None,
    place: Sequence[str] | None = None,
    made: Made | None = None,
) -> tuple[NDArray[np.uint64], NDArray[np.bool_]]:
    """Return a hash for each child, and whether the child can be identified.

    The hashes use a key: a random one that is discarded when the process ends, or the caller's,
    so that hashes agree between blocks of rows. ``place`` are the columns of places used together
    with the identifying ones, None for those that exist. ``made`` caches the hashes of columns
    made with the same key.

    Raises
    ------
    ColumnError
        If the columns that identify children are missing.
    """
    if tuple(child) == (NUMBERED,):  # a block of a file that already has hashes
        numbers = as_arrow(table.column(NUMBERED))
        return pc.fill_null(numbers, 0).to_numpy(), ~numbers.is_null().to_numpy()
    places = [name for name in PLACE if name in table] if place is None else list(place)
    names = list(child) or [*IDENTIFYING, *places]
    lacking = [name for name in names if name not in table]
    if lacking:
        raise ColumnError(
            "no_identity", lacking=", ".join(f"'{n}'" for n in lacking), found=listed(table.names)
        )
    key = key or secrets.token_bytes(16)
    identity = np.zeros(table.n, np.uint64)
    known = np.ones(table.n, bool)
    for name in names:
        numbers, given = numbered(table, name, key, {} if made is None else made, plain=bool(child))
        identity = mixed(identity, numbers)
        known &= given | (name in places and not child)  # a missing place counts as a place
    return identity, known


def place_of(table: Table, key: bytes, made: Made) -> NDArray[np.uint64]:
    """Return a hash of the place of each row, from the existing columns of places."""
    place = np.zeros(table.n, np.uint64)
    for name in (column for column in PLACE if column in table):
        place = mixed(place, numbered(table, name, key, made, plain=False)[0])
    return place


def numbered(
    table: Table, name: str, key: bytes, made: Made, *, plain: bool
) -> tuple[NDArray[np.uint64], NDArray[np.bool_]]:
    """Return the hashes of a column, and where they are known, from the cache."""
    if (name, plain) not in made:
        made[name, plain] = _numbers(table, name, key, plain=plain)
    return made[name, plain]


def _numbers(
    table: Table, name: str, key: bytes, *, plain: bool
) -> tuple[NDArray[np.uint64], NDArray[np.bool_]]:
    """Return hashes of a column, equal for equal values, and where they are known."""
    column = table.column(name)
    if not plain and name == "birth_date":
        days = day_column(column, name)
        known = ~np.isnat(days)
        return np.where(known, days.astype(np.int64), 0).astype(np.uint64), known
    if not plain and name == "sex":
        sex = code_column(column, name, SEX)
        return sex.astype(np.int64).astype(np.uint64), sex >= 0
    values, which = _texts(column, name)
    if plain:
        values = own_ids(values, of_nik=name == "nik")
    else:
        blank = pc.is_in(pc.utf8_lower(pc.utf8_trim_whitespace(values)), TEXT_BLANKS)
        values = pc.if_else(blank, pa.scalar(None, values.type), values)
        foreign = pc.invert(pc.string_is_ascii(values))
        if pc.any(foreign).as_py():  # rare, and only Python handles their letters and case
            texts = values.filter(foreign).to_pylist()
            values = pc.replace_with_mask(values, foreign, pa.array(map(normalised, texts)))
    numbers = _hashes(values, key, plain=plain)
    if which is not None:
        numbers = numbers[which]
    return numbers, numbers != 0


def _texts(column: Any, name: str) -> tuple[pa.Array, NDArray[np.int64] | None]:
    """Return a column as texts, or its distinct texts and the index of each row's."""
    array = as_arrow(column)
    if pa.types.is_floating(array.type):  # ids become floats if one is missing
        array = pc.if_else(pc.is_nan(array), pa.scalar(None, array.type), array)
        if pc.all(pc.equal(array, pc.floor(array))).as_py():
            array = array.cast(pa.int64(), safe=False)
    if not pa.types.is_dictionary(array.type):
        try:
            texts = [chunk.cast(pa.string()) for chunk in array.chunks]
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError):  # bytes, lists
            raise ColumnError("group_kind", column=name, kind=shown_type(array.type)) from None
        return pa.concat_arrays([*texts, pa.array([], pa.string())]), None
    found = key_of(array)
    values = pa.concat_arrays([found.values.cast(pa.string()), pa.nulls(1, pa.string())])
    return values, found.codes.astype(np.int64)


def _hashes(texts: pa.Array, key: bytes, *, plain: bool) -> NDArray[np.uint64]:
    """Return a hash of each text, 0 if it is empty."""
    _, places, letters = texts.buffers()
    hashes = np.zeros(len(texts), np.uint64)
    if letters is not None:
        offsets = np.frombuffer(places, np.int32, len(texts) + 1, 4 * texts.offset)
        number = np.uint64(int.from_bytes(key[:8], "little"))
        hash_texts(frozen(offsets), np.frombuffer(letters, np.uint8), number, plain, hashes)
    hashes[pc.is_null(texts).to_numpy(zero_copy_only=False)] = 0
    return hashes


def normalised(name: str) -> str:
    """Return only the letters and digits of a name, in lower case."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


class Niks(NamedTuple):
    """Information in NIKs: whether a NIK is complete, and its sex and date of birth."""

    whole: NDArray[np.bool_]
    girl: NDArray[np.bool_]
    day: NDArray[np.int64]
    month: NDArray[np.int64]
    year: NDArray[np.int64]  # its last two digits


def read_niks(values: pa.Array) -> Niks:
    """Read NIKs: 16 digits, of which the 7th to 12th are a date, with 40 added for girls.

    Zeros and nines are placeholders for an unknown NIK.
    """
    digits = pc.and_(pc.equal(pc.utf8_length(values), NIK_DIGITS), pc.ascii_is_decimal(values))
    digits = pc.fill_null(digits, False)
    whole = np.array(digits.to_numpy(zero_copy_only=False))
    at = np.flatnonzero(whole)
    date = np.zeros(len(values), np.int64)
    date[at] = pc.utf8_slice_codeunits(values.take(pa.array(at)), 6, 12).cast(pa.int64())
    day, month, year = date // 10_000, date // 100 % 100, date % 100
    girl = day > _GIRL
    day = np.where(girl, day - _GIRL, day)
    known = (month >= 1) & (month <= len(_LAST_DAYS))
    last = np.array(_LAST_DAYS)[np.where(known, month, 1) - 1]
    last = last + ((month == _FEBRUARY) & (year % 4 == 0))
    whole &= known & (day >= 1) & (day <= last)
    return Niks(whole, girl, day, month, year)


def own_ids(values: pa.Array, *, of_nik: bool) -> pa.Array:
    """Return ids without outer spaces, and null for ids that do not identify one child.

    Masked and damaged NIKs and placeholders such as 0000 may belong to many children.
    """
    values = pc.utf8_trim_whitespace(values)
    if of_nik:
        own = pa.array(read_niks(values).whole)
    else:
        known = pc.invert(pc.is_in(pc.utf8_lower(values), pa.array(sorted(BLANKS), pa.string())))
        own = pc.and_(known, pc.invert(pc.match_substring(values, "*")))
    zeros = pc.equal(pc.utf8_ltrim(values, characters="0-."), "")
    long = pc.greater_equal(pc.utf8_length(values), _ZEROS)
    own = pc.and_(own, pc.invert(pc.and_(zeros, long)))
    return pc.if_else(own, values, pa.scalar(None, values.type))


def mixed(one: NDArray[np.uint64], other: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Combine two hashes into one; different pairs collide only by chance."""
    both = np.empty(len(one), np.uint64)
    mix(frozen(one), frozen(other), both)
    return both


def _visits(table: Table) -> NDArray[np.float64]:
    """Return values that order the visits of a child; unknown ones come first.

    These are the days of visits, or else birth date plus age; if no row has either, the ages.
    """
    age, _, source = read_ages(table)
    visit = _days(table, "visit_date")
    if source:
        visit = np.where(np.isnan(visit), _days(table, "birth_date") + age, visit)
        if np.isnan(visit).all():
            visit = age
    return np.where(np.isnan(visit), -np.inf, visit)


def _days(table: Table, name: str) -> NDArray[np.float64]:
    if name not in table:
        return np.full(table.n, np.nan)
    days = day_column(table.column(name), name)
    return np.where(np.isnat(days), np.nan, days.astype(np.int64).astype(np.float64))
