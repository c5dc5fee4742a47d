"""Checks of NIKs, which contain the date of birth and the sex, but not the residence.

Digits 7 to 12 are DDMMYY of birth, the day plus 40 for girls; the first six are where it was
first registered. Source: e-PPGBM's exports, where both dates are given.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from zscore.prevalence.children import read_niks
from zscore.quality.rows import Days, Flags, Rows

Numbers = NDArray[np.int64]


@dataclass(frozen=True, kw_only=True)
class NikMarks:
    """Comparison of each row's NIK with its other columns."""

    masked: Flags
    broken: Flags  # neither masked nor 16 digits with a date
    other_birth: Flags
    other_sex: Flags


def judge_niks(rows: Rows) -> NikMarks:
    """Compare the NIKs of all rows with their birth dates and sexes."""
    niks = pc.utf8_trim_whitespace(rows.texts("nik"))
    there = ~niks.is_null().to_numpy(zero_copy_only=False) & ~_is(pc.equal(niks, ""))
    there &= ~_is(pc.equal(niks, "-"))
    masked = _is(pc.match_substring(niks, "*"))
    whole, girl, day, month, year = read_niks(niks)
    same = _same_day(rows.birth, day, month, year)
    return NikMarks(
        masked=there & masked,
        broken=there & ~masked & ~whole,
        other_birth=whole & ~np.isnat(rows.birth) & ~same,
        other_sex=whole & (rows.sex >= 0) & (girl != (rows.sex == 1)),
    )


def _same_day(birth: Days, day: Numbers, month: Numbers, year: Numbers) -> Flags:
    """Return where the date of birth agrees, with a two-digit year."""
    known = ~np.isnat(birth)
    safe = np.where(known, birth, np.datetime64("2000-01-01"))
    months, years = safe.astype("M8[M]"), safe.astype("M8[Y]")
    same: Flags = known & ((safe - months).astype(np.int64) + 1 == day)
    same &= (months - years.astype("M8[M]")).astype(np.int64) + 1 == month
    same &= (years.astype(np.int64) + 1970) % 100 == year
    return same


def _is(flags: pa.Array) -> Flags:
    return np.asarray(pc.fill_null(flags, False).to_numpy(zero_copy_only=False), bool)
