"""Detection of duplicate rows by keyed hashes, without comparing names.

THE TABLE defines when two rows of a day are the same.
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
    """Columns shared by two rows of the same child and visit date."""

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
    """Return a hash for the child of each row, 0 if unknown."""
    numbers, known = identity_of(rows.table, child, key, made=made)
    return np.where(known, numbers, 0)


def measurements_of(rows: Rows, place: Numbers) -> Numbers:
    """Return a hash of child, place and measurements, 0 if something is missing.

    The place is needed because, in a whole country, birth date, weight and height agree by chance.
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
    """Combine hashes with the visit date, 0 if it is missing."""
    known = (numbers != 0) & ~np.isnat(rows.visit)
    days = np.where(known, rows.visit.astype(np.int64), 0).astype(np.uint64)
    return np.where(known, mixed(numbers, days), 0)


def repeated(numbers: Numbers) -> Flags:
    """Return which rows have a hash that occurs more than once."""
    found = np.zeros(len(numbers), bool)
    bits = max(2 * len(numbers) - 1, 1).bit_length()
    slots = np.full(1 << bits, -1, np.int32)
    kernels.mark_repeated(frozen(numbers), slots, bits, found)
    return found
