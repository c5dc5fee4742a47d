"""Rows that may be there twice: found by numbers made with a key, never by comparing names.

THE TABLE of what makes two rows of a day the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zscore._jit import frozen
from zscore.prevalence.children import IDENTIFYING, Made, identity_of, mixed
from zscore.quality import kernels
from zscore.quality.rows import Flags, Rows

Numbers = NDArray[np.uint64]  # 0 where something is missing
_MEASURED = ("birth_date", "sex", "weight_kg", "length_height_cm")


@dataclass(frozen=True, kw_only=True)
class Duplicate:
    """What two rows of one visit date share that are one child's."""

    name: str
    titles: Mapping[str, str]  # by language
    changes: str  # as in a check
    needs: tuple[str, ...]
    child: tuple[str, ...] | None  # as in children_of; None: the measurements


DUPLICATES = (
    Duplicate(name="same_nik_and_date", changes="twice",
              titles={"en": "same NIK and birth date twice on one day",
                      "id": "NIK dan tanggal lahir yang sama muncul dua kali "
                            "pada satu tanggal ukur"},
              needs=("nik", "visit_date"), child=("nik", "birth_date")),
    Duplicate(name="same_child_and_date", changes="twice",
              titles={"en": "same child twice on one day",
                      "id": "anak yang sama muncul dua kali pada satu tanggal ukur"},
              needs=(*IDENTIFYING, "visit_date"), child=()),
    Duplicate(name="same_measurements", changes="twice",
              titles={"en": "same birth date, sex, weight, height and visit date",
                      "id": "tanggal lahir, jenis kelamin, berat dan tinggi badan, "
                            "serta tanggal ukur sama"},
              needs=(*_MEASURED, "visit_date"), child=None),
    # One NIK on a day; of those that are not the same child by birth date, several children.
    Duplicate(name="nik_of_several", changes="number",
              titles={"en": "same NIK for several children on one day",
                      "id": "satu NIK dipakai beberapa anak pada satu tanggal ukur"},
              needs=("nik", "birth_date", "visit_date"), child=("nik",)),
)  # fmt: skip


def children_of(rows: Rows, child: Sequence[str], key: bytes, made: Made) -> Numbers:
    """Return a number for the child of each row, 0 where it cannot be told."""
    numbers, known = identity_of(rows.table, child, key, made=made)
    return np.where(known, numbers, 0)


def measurements_of(rows: Rows, place: Numbers) -> Numbers:
    """Return a number for what was measured of whom and where, 0 where something is missing.

    Of a whole country, children of one birth date, weight and height are there by chance.
    """
    numbers = place
    known = (rows.sex >= 0) & ~np.isnat(rows.birth)
    for values in (rows.weight, rows.length):
        known &= ~np.isnan(values)
        numbers = mixed(numbers, np.nan_to_num(values).view(np.uint64))
    days = np.where(known, rows.birth.astype(np.int64), 0)
    numbers = mixed(numbers, days.astype(np.uint64))
    numbers = mixed(numbers, rows.sex.astype(np.int64).astype(np.uint64))
    return np.where(known, numbers, 0)


def of_visits(rows: Rows, numbers: Numbers) -> Numbers:
    """Return numbers as those of the visits of a day, 0 where there is none."""
    known = (numbers != 0) & ~np.isnat(rows.visit)
    days = np.where(known, rows.visit.astype(np.int64), 0).astype(np.uint64)
    return np.where(known, mixed(numbers, days), 0)


def repeated(numbers: Numbers) -> Flags:
    """Return which rows have a number that another has too."""
    found = np.zeros(len(numbers), bool)
    bits = max(2 * len(numbers) - 1, 1).bit_length()
    slots = np.full(1 << bits, -1, np.int32)
    kernels.mark_repeated(frozen(numbers), slots, bits, found)
    return found
