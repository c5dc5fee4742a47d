"""Rows that may be there twice: found by numbers made with a key, never by comparing names."""

from __future__ import annotations

import secrets
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from zscore.prevalence.children import IDENTIFYING, identity_of, mixed
from zscore.quality.rows import Flags, Rows

Numbers = tuple[NDArray[np.uint64], Flags]  # of a child or its measurements, and where there is one


def same_nik_and_date(rows: Rows) -> Flags:
    """Return rows of one NIK and one visit date."""
    if not rows.has("nik"):
        return np.zeros(rows.n, bool)
    return _doubled(rows, identity_of(rows.table, ["nik"], secrets.token_bytes(16)))


def same_child_and_date(rows: Rows) -> Flags:
    """Return rows of one birth date, sex, name and posyandu on one visit date."""
    if not rows.has(*IDENTIFYING):
        return np.zeros(rows.n, bool)
    return _doubled(rows, identity_of(rows.table, (), secrets.token_bytes(16)))


def same_measurements(rows: Rows) -> Flags:
    """Return rows of one birth date, sex, weight and height on one visit date."""
    numbers = np.zeros(rows.n, np.uint64)
    known = (rows.sex >= 0) & ~np.isnat(rows.birth)
    for values in (rows.weight, rows.length):
        known &= ~np.isnan(values)
        numbers = mixed(numbers, np.nan_to_num(values).view(np.uint64))
    days = np.where(np.isnat(rows.birth), 0, rows.birth.astype(np.int64))
    numbers = mixed(numbers, days.astype(np.uint64))
    return _doubled(rows, (mixed(numbers, rows.sex.astype(np.int64).astype(np.uint64)), known))


def _doubled(rows: Rows, found: Numbers) -> Flags:
    """Return which rows share their number and their visit date with another."""
    numbers, known = found
    known = known & ~np.isnat(rows.visit)
    days = np.where(known, rows.visit.astype(np.int64), 0).astype(np.uint64)
    at = np.flatnonzero(known)
    keys = mixed(numbers, days)[at]
    order = np.argsort(keys, kind="stable")
    same = keys[order[1:]] == keys[order[:-1]]
    doubled = np.zeros(rows.n, bool)
    doubled[at[order[1:][same]]] = True
    doubled[at[order[:-1][same]]] = True
    return doubled


DUPLICATES: dict[str, Callable[[Rows], Flags]] = {
    "same_nik_and_date": same_nik_and_date,
    "same_child_and_date": same_child_and_date,
    "same_measurements": same_measurements,
}
