"""Derived keys: month, quarter and year of the visit, age group, and sex as a word."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from zscore.children.arrays import MISSING, code_column, day_column
from zscore.children.cells import SEX
from zscore.children.frames import Table
from zscore.errors import ColumnError, UnknownNameError, listed
from zscore.sums.keys import Key
from zscore.who_lms.measurements import read_ages
from zscore.who_lms.standards import STANDARDS, WHO_2006, AgeGroups, Standard

PERIODS = ("month", "quarter", "year")
SEX_LABELS = ("male", "female")  # in the order of the codes of SEX
DERIVED = (*dict.fromkeys(n for s in STANDARDS.values() for n in s.age_groups), *PERIODS)


def derived_key(table: Table, name: str, standard: Standard = WHO_2006) -> Key:
    """Return the derived key ``name`` (one of DERIVED) of each row.

    Raises
    ------
    ColumnError
        If the dates it is derived from are missing, or cannot be read.
    UnknownNameError
        If the standard has no such age groups.
    """
    if name not in PERIODS:
        if name not in standard.age_groups:
            there = ", ".join(standard.age_groups)
            raise UnknownNameError(
                "unknown_age_groups", name=name, standard=standard.name, known=there
            )
        return _age_groups(table, standard.age_groups[name])
    if "visit_date" not in table:
        raise ColumnError("no_visit_date", period=name, found=listed(table.names))
    days = day_column(table.column("visit_date"), "visit_date")
    known = ~np.isnat(days)
    months = days.astype("datetime64[M]").astype(np.int64)
    per_period = {"month": 1, "quarter": 3, "year": 12}[name]
    numbers = np.where(known, months // per_period, 0)
    found, codes = np.unique(numbers[known], return_inverse=True)
    texts = [_text(int(number), name) for number in found]
    return _key(texts, codes, known)


def labelled_sex(key: Key) -> Key:
    """Return the key of the column ``sex`` with its codes as male and female.

    Raises
    ------
    CodeError
        If one is not known; 0/1 is refused, never guessed.
    """
    codes = code_column(key.values, "sex", SEX)
    place = np.append(np.where(codes == MISSING, len(SEX_LABELS), codes), len(SEX_LABELS))
    return Key(values=pa.array(SEX_LABELS), codes=place.astype(np.int32)[key.codes])


def year_of(period: str) -> int | None:
    """Return the year at the beginning of a period, or None."""
    return int(period[:4]) if period[:4].isdigit() else None


def _text(number: int, name: str) -> str:
    if name == "year":
        return f"{1970 + number:04d}"
    year, place = divmod(number, 12 if name == "month" else 4)
    return (
        f"{1970 + year:04d}-{place + 1:02d}"
        if name == "month"
        else f"{1970 + year:04d}-Q{place + 1}"
    )


def _age_groups(table: Table, groups: AgeGroups) -> Key:
    _, months, source = read_ages(table)
    if not source:
        raise ColumnError("no_age", found=listed(table.names))
    starts = np.array([start for start, _ in groups.values()], float)
    end = max(end for _, end in groups.values())
    known = (months >= starts[0]) & (months < end)
    codes = np.searchsorted(starts, months[known], side="right") - 1
    return _key(list(groups), codes, known)


def _key(texts: list[str], codes: NDArray[np.intp], known: NDArray[np.bool_]) -> Key:
    whole = np.full(len(known), len(texts), np.int32)
    whole[known] = codes
    return Key(values=pa.array(texts, pa.string()), codes=whole)
