"""Comparison of dates with the written age, also with day and month exchanged."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from zscore.children.arrow_columns import distinct
from zscore.children.cells import UnreadableError, cleaned
from zscore.children.date_cells import age_parts, age_slack_days
from zscore.quality.rows import Days, Flags, Rows

AGREE_DAYS = 3  # written ages are computed by hand, and months differ in length


@dataclass(frozen=True, kw_only=True)
class Dates:
    """Agreement of the two dates with the written age, and suggested dates (NaT if none)."""

    disagree: Flags
    birth: Days
    visit: Days


def compare_dates(rows: Rows) -> Dates:
    """Compare the age by the two dates with ``age_at_visit``."""
    none = np.full(rows.n, "NaT", "M8[D]")
    written = _written(rows)
    gap = _gap(rows.birth, rows.visit, written)
    disagree: Flags = ~np.isnan(gap) & (np.abs(gap) > AGREE_DAYS)
    birth, visit = none.copy(), none.copy()
    at = np.flatnonzero(disagree)
    swapped = exchanged(rows.birth[at])
    fits = np.abs(_gap(swapped, rows.visit[at], written[:, at])) <= AGREE_DAYS
    birth[at[fits]] = swapped[fits]
    at = at[~fits]
    swapped = exchanged(rows.visit[at])
    fits = np.abs(_gap(rows.birth[at], swapped, written[:, at])) <= AGREE_DAYS
    fits &= swapped <= rows.today
    visit[at[fits]] = swapped[fits]
    return Dates(disagree=disagree, birth=birth, visit=visit)


def _written(rows: Rows) -> NDArray[np.float64]:
    """Return months and days of each written age, and how many days more it may be.

    float64[3, n]; NaN where an age cannot be read
    """
    parts = np.full((3, rows.n), np.nan)
    if not rows.has("age_at_visit"):
        return parts
    texts, which = distinct(pa.chunked_array([rows.texts("age_at_visit")]))
    read = np.array([_read_age(text) for text in texts], np.float64).reshape(-1, 3).T
    return read[:, which]


@lru_cache(1 << 14)  # there are as many as days of age: the blocks of a file have the same
def _read_age(text: str) -> tuple[float, float, float]:
    """Return months, days and slack of an age in words, NaN if it cannot be read."""
    try:
        years, months, days = age_parts(cleaned(text))
    except UnreadableError:
        return (np.nan, np.nan, np.nan)
    return 12 * years + months, days, age_slack_days(cleaned(text))


def _gap(birth: Days, visit: Days, written: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how many days the visit lies beyond what the written age allows."""
    known = ~(np.isnat(birth) | np.isnat(visit) | np.isnan(written[0]))
    gap = np.full(len(birth), np.nan)
    born, months = birth[known], written[0, known].astype(np.int64)
    month = born.astype("M8[M]")
    later = month + months
    # The 31st of a month of 30 days is its last.
    last = ((later + 1).astype("M8[D]") - later.astype("M8[D]")).astype(np.int64)
    day = np.minimum((born - month).astype(np.int64), last - 1)
    reached = later.astype("M8[D]") + day + written[1, known].astype(np.int64)
    late = (visit[known] - reached).astype(np.float64)
    gap[known] = np.where(late > 0, np.maximum(late - written[2, known], 0.0), late)
    return gap


def exchanged(days: Days) -> Days:
    """Return dates with day and month exchanged; NaT where that is no other date."""
    month_start = days.astype("M8[M]")
    year_start = days.astype("M8[Y]")
    day = (days - month_start).astype(np.float64) + 1
    month = (month_start - year_start.astype("M8[M]")).astype(np.float64) + 1
    usable = ~np.isnat(days) & (day <= 12) & (day != month)
    swapped = np.full(len(days), "NaT", "M8[D]")
    swapped[usable] = (
        year_start[usable].astype("M8[M]") + (day[usable].astype(np.int64) - 1)
    ).astype("M8[D]") + (month[usable].astype(np.int64) - 1)
    return swapped
