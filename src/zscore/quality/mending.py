"""THE TABLE of slips of the pen, each with what the measurement would be without it.

A slip is suspected where a row is implausible as it is, and both z-scores of the measurement
lie within ±3 when it is mended. The mended value is a suggestion; nothing is changed. Rows are
tried against the slips in the order of the table, and take the first that fits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zscore.children.arrays import Floats
from zscore.quality.rows import Flags, Rows

WITHIN = 3.0
# What WHO Anthro accepts: outside, a measurement is implausible without any z-score.
WEIGHT_RANGE_KG = (0.9, 58.0)
LENGTH_RANGE_CM = (38.0, 150.0)
Mended = tuple[Floats, Floats]  # weight and length


@dataclass(frozen=True, kw_only=True)
class Slip:
    """A way to write a measurement wrongly; ``mend`` yields what it may have been."""

    name: str
    touches: tuple[str, ...]  # the columns that it changes
    mend: Callable[[Floats, Floats], Iterator[Mended]]


def _weight_times(factor: float) -> Callable[[Floats, Floats], Iterator[Mended]]:
    def mend(weight: Floats, length: Floats) -> Iterator[Mended]:
        yield _scaled(weight, factor), length

    return mend


def _length_times(factor: float) -> Callable[[Floats, Floats], Iterator[Mended]]:
    def mend(weight: Floats, length: Floats) -> Iterator[Mended]:
        yield weight, _scaled(length, factor)

    return mend


def _scaled(values: Floats, factor: float) -> Floats:
    with np.errstate(over="ignore"):  # an absurd value may become infinite
        return np.round(values * factor, 4)


def _swapped(weight: Floats, length: Floats) -> Iterator[Mended]:
    both = ~(np.isnan(weight) | np.isnan(length))
    yield np.where(both, length, np.nan), np.where(both, weight, np.nan)


def _weight_digits(weight: Floats, length: Floats) -> Iterator[Mended]:
    for mended in _transposed(weight):
        yield mended, length


def _length_digits(weight: Floats, length: Floats) -> Iterator[Mended]:
    for mended in _transposed(length):
        yield weight, mended


def _transposed(values: Floats) -> Iterator[Floats]:
    """Yield values of up to 999.9 with two digits beside each other exchanged."""
    safe = np.where(np.abs(values) < 1000, values, np.nan)
    tenths = np.round(safe * 10)
    usable = (tenths >= 1) & (np.abs(safe * 10 - tenths) < 1e-6)
    whole = np.where(usable, tenths, 0).astype(np.int64)
    for place in (1, 10, 100):
        low, high = whole // place % 10, whole // (10 * place) % 10
        changed = whole + (low - high) * 9 * place
        yield np.where(usable & (low != high), changed / 10, np.nan)


SLIPS = (
    Slip(name="weight_in_grams", touches=("weight_kg",), mend=_weight_times(0.001)),
    Slip(name="length_in_millimetres", touches=("length_height_cm",), mend=_length_times(0.1)),
    Slip(name="length_in_metres", touches=("length_height_cm",), mend=_length_times(100.0)),
    Slip(name="swapped", touches=("weight_kg", "length_height_cm"), mend=_swapped),
    Slip(name="weight_ten_times", touches=("weight_kg",), mend=_weight_times(0.1)),
    Slip(name="weight_tenth", touches=("weight_kg",), mend=_weight_times(10.0)),
    Slip(name="length_tenth", touches=("length_height_cm",), mend=_length_times(10.0)),
    Slip(name="weight_digits", touches=("weight_kg",), mend=_weight_digits),
    Slip(name="length_digits", touches=("length_height_cm",), mend=_length_digits),
)
# The z-scores of a measurement, which mending it must bring within reach.
_JUDGED_BY = {
    ("weight_kg",): ("waz", "whz"),
    ("length_height_cm",): ("haz", "whz"),
    ("weight_kg", "length_height_cm"): ("haz", "waz", "whz"),
}


@dataclass(frozen=True, kw_only=True)
class Suspicions:
    """Which slip each row may be, and what the measurements would be; NaN where none is."""

    slip: NDArray[np.int8]  # place in SLIPS, or -1
    weight: Floats
    length: Floats


def implausible(rows: Rows) -> dict[tuple[str, ...], Flags]:
    """Return, by what a slip touches, which rows have a measurement or z-score that cannot be."""
    weight, length = outside(rows.weight, WEIGHT_RANGE_KG), outside(rows.length, LENGTH_RANGE_CM)
    of_column = {"weight_kg": weight, "length_height_cm": length}
    return {
        touches: np.any(
            [of_column[c] for c in touches] + [rows.scores[name].flag for name in judged_by],
            axis=0,
        )
        for touches, judged_by in _JUDGED_BY.items()
    }


def outside(values: Floats, limits: tuple[float, float]) -> Flags:
    """Return which values are there and beyond the limits."""
    low, high = limits
    return (values < low) | (values > high)


def suspect_slips(rows: Rows) -> Suspicions:
    """Try every slip on the rows that are implausible."""
    slip = np.full(rows.n, -1, np.int8)
    weight, length = np.full(rows.n, np.nan), np.full(rows.n, np.nan)
    suspected = implausible(rows)
    left = np.flatnonzero(suspected[("weight_kg", "length_height_cm")])
    for place, entry in enumerate(SLIPS):
        touched = suspected[entry.touches][left]
        best = np.full(len(left), np.inf)
        chosen_weight, chosen_length = np.full(len(left), np.nan), np.full(len(left), np.nan)
        for mended in entry.mend(rows.weight[left], rows.length[left]):
            distance = _distance(rows, left, *mended, _JUDGED_BY[entry.touches])
            nearer = touched & (distance < best)
            best[nearer] = distance[nearer]
            chosen_weight[nearer], chosen_length[nearer] = mended[0][nearer], mended[1][nearer]
        fits = np.isfinite(best)
        at = left[fits]
        slip[at] = place
        for column, target, chosen in (
            ("weight_kg", weight, chosen_weight),
            ("length_height_cm", length, chosen_length),
        ):
            if column in entry.touches:
                target[at] = chosen[fits]
        left = left[~fits]
    return Suspicions(slip=slip, weight=weight, length=length)


def _distance(
    rows: Rows, at: NDArray[np.intp], weight: Floats, length: Floats, judged_by: tuple[str, ...]
) -> Floats:
    """Return how far the mended z-scores lie from 0 together.

    Infinite where one is too far or another is still implausible; a z-score may be missing
    where the other measurement is, or where oedema hides it.
    """
    scores = rows.scores_of(at, weight, length)
    z = np.stack([np.abs(scores[name].z) for name in judged_by])
    alone = np.isnan(rows.weight[at]) | np.isnan(rows.length[at]) | rows.oedema[at]
    fits = np.all((z < WITHIN) | (np.isnan(z) & alone), axis=0) & ~np.all(np.isnan(z), axis=0)
    for score in scores.values():
        fits &= ~score.flag
    return np.where(fits, np.nansum(z, axis=0), np.inf)
