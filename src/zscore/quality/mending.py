"""THE TABLE of data-entry errors, each with its possible corrections.

An error is suspected if a row is implausible, and the z-scores of the corrected measurement are
within ±3. The corrected value is a suggestion; nothing is changed. Errors are tried in the order of
the table, and the first that fits is used.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zscore.children.arrays import Floats
from zscore.quality.rows import CIRCUMFERENCES, MAIN, Flags, Rows
from zscore.who_lms.indicators import ACCEPTED, INDICATORS

WITHIN = 3.0
Mended = tuple[Floats, ...]  # corrected columns, in the order of ``touches``


@dataclass(frozen=True, kw_only=True)
class Slip:
    """A kind of data-entry error; ``mend`` yields possible corrections."""

    name: str
    titles: Mapping[str, str]  # by language
    touches: tuple[str, ...]  # the columns that it changes
    mend: Callable[..., Iterator[Mended]]  # called with these columns
    within: float = WITHIN  # largest |z| after correction


@dataclass(frozen=True, kw_only=True)
class Together:
    """Measurements judged together; a row has at most one error among them."""

    columns: tuple[str, ...]
    z: tuple[str, ...]
    slips: tuple[Slip, ...]

    def judging(self, columns: tuple[str, ...]) -> tuple[str, ...]:
        """Return the z-scores that change with some of the columns."""
        return tuple(z for z in self.z if set(INDICATORS[z].needs) & set(columns))


def _times(factor: float) -> Callable[[Floats], Iterator[Mended]]:
    def mend(values: Floats) -> Iterator[Mended]:
        with np.errstate(over="ignore"):  # an absurd value may become infinite
            yield (np.round(values * factor, 4),)

    return mend


def _swapped(weight: Floats, length: Floats) -> Iterator[Mended]:
    both = ~(np.isnan(weight) | np.isnan(length))
    yield np.where(both, length, np.nan), np.where(both, weight, np.nan)


def _digits(values: Floats) -> Iterator[Mended]:
    """Yield values of up to 999.9 with two digits beside each other exchanged."""
    safe = np.where(np.abs(values) < 1000, values, np.nan)
    tenths = np.round(safe * 10)
    usable = (tenths >= 1) & (np.abs(safe * 10 - tenths) < 1e-6)
    whole = np.where(usable, tenths, 0).astype(np.int64)
    for place in (1, 10, 100):
        low, high = whole // place % 10, whole // (10 * place) % 10
        changed = whole + (low - high) * 9 * place
        yield (np.where(usable & (low != high), changed / 10, np.nan),)


_WEIGHT, _LENGTH = ("weight_kg",), ("length_height_cm",)


_SAID = {
    "grams": ("{} seems to be in grams", "{} tampaknya dalam gram"),
    "millimetres": ("{} seems to be in millimetres", "{} tampaknya dalam milimeter"),
    "metres": ("{} seems to be in metres", "{} tampaknya dalam meter"),
    "ten times": ("{} looks ten times too large", "{} tampaknya sepuluh kali terlalu besar"),
    "tenth": ("{} looks ten times too small", "{} tampaknya sepuluh kali terlalu kecil"),
    "digits": ("two digits of the {} seem to be exchanged", "dua angka pada {} tampaknya tertukar"),
}
_OF_WEIGHT, _OF_LENGTH = ("weight", "berat badan"), ("length", "panjang/tinggi badan")


def _titles(measurement: tuple[str, str], said: str) -> dict[str, str]:
    """Return what is said of a measurement, which is called so in both languages."""
    english, indonesian = _SAID[said]
    return {"en": english.format(measurement[0]), "id": indonesian.format(measurement[1])}


def _circumference(z: str, name: str, called: tuple[str, str]) -> Together:
    column = (CIRCUMFERENCES[z],)
    # Of several powers of ten one alone is plausible, so a very thin arm is no other unit's.
    factors = (
        ("in_millimetres", "millimetres", 0.1),
        ("in_metres", "metres", 100.0),
        ("tenth", "tenth", 10.0),
    )
    return Together(
        columns=column,
        z=(z,),
        slips=(
            *(
                Slip(
                    name=f"{name}_{ending}",
                    titles=_titles(called, said),
                    touches=column,
                    mend=_times(factor),
                    within=math.inf,
                )
                for ending, said, factor in factors
            ),
            Slip(
                name=f"{name}_digits",
                titles=_titles(called, "digits"),
                touches=column,
                mend=_digits,
            ),
        ),
    )


WEIGHT_AND_LENGTH = Together(
    columns=(*_WEIGHT, *_LENGTH),
    z=MAIN,
    slips=(
        Slip(name="weight_in_grams", titles=_titles(_OF_WEIGHT, "grams"), touches=_WEIGHT,
             mend=_times(0.001)),
        Slip(name="length_in_millimetres", titles=_titles(_OF_LENGTH, "millimetres"),
             touches=_LENGTH, mend=_times(0.1)),
        Slip(name="length_in_metres", titles=_titles(_OF_LENGTH, "metres"), touches=_LENGTH,
             mend=_times(100.0)),
        Slip(name="swapped", touches=(*_WEIGHT, *_LENGTH), mend=_swapped,
             titles={"en": "weight and height seem to be swapped",
                     "id": "berat dan tinggi badan tampaknya tertukar"}),
        Slip(name="weight_ten_times", titles=_titles(_OF_WEIGHT, "ten times"), touches=_WEIGHT,
             mend=_times(0.1)),
        Slip(name="weight_tenth", titles=_titles(_OF_WEIGHT, "tenth"), touches=_WEIGHT,
             mend=_times(10.0)),
        Slip(name="length_tenth", titles=_titles(_OF_LENGTH, "tenth"), touches=_LENGTH,
             mend=_times(10.0)),
        Slip(name="weight_digits", titles=_titles(_OF_WEIGHT, "digits"), touches=_WEIGHT,
             mend=_digits),
        Slip(name="length_digits", titles=_titles(_OF_LENGTH, "digits"), touches=_LENGTH,
             mend=_digits),
    ),
)  # fmt: skip
MEASUREMENTS = (
    WEIGHT_AND_LENGTH,
    _circumference("acz", "arm", ("arm circumference", "LiLA")),
    _circumference("hcz", "head", ("head circumference", "lingkar kepala")),
)
SLIPS = tuple(slip for together in MEASUREMENTS for slip in together.slips)
MENDED = tuple(column for together in MEASUREMENTS for column in together.columns)


@dataclass(frozen=True, kw_only=True)
class Suspicions:
    """Rows with suspected errors, and corrected measurements."""

    flags: Mapping[str, Flags]  # by name, of slips whose columns are there
    mended: Mapping[str, Floats]  # by column; NaN where no slip is suspected


def outside(values: Floats, limits: tuple[float, float]) -> Flags:
    """Return which values are present and outside the limits."""
    low, high = limits
    return (values < low) | (values > high)


def suspect_slips(rows: Rows) -> Suspicions:
    """Try every kind of error on implausible rows."""
    flags: dict[str, Flags] = {}
    mended = dict.fromkeys(MENDED, np.full(rows.n, np.nan))
    for together in MEASUREMENTS:
        if any(rows.has(column) for column in together.columns):
            slip, values = _suspected(rows, together)
            flags |= {entry.name: slip == place for place, entry in enumerate(together.slips)}
            mended |= values
    return Suspicions(flags=flags, mended=mended)


def _suspected(rows: Rows, together: Together) -> tuple[NDArray[np.int8], dict[str, Floats]]:
    """Return the index of the suspected error of each row (-1 for none), and corrections."""
    slip = np.full(rows.n, -1, np.int8)
    given = {column: rows.number(column) for column in together.columns}
    mended = {column: np.full(rows.n, np.nan) for column in given}
    suspected = {
        touches: _implausible(rows, touches, together.judging(touches))
        for touches in (together.columns, *(entry.touches for entry in together.slips))
    }
    left = np.flatnonzero(suspected[together.columns])
    for place, entry in enumerate(together.slips):
        touched = suspected[entry.touches][left]
        best = np.full(len(left), np.inf)
        chosen = {column: np.full(len(left), np.nan) for column in entry.touches}
        of_left = {column: values[left] for column, values in given.items()}
        for values in entry.mend(*(of_left[column] for column in entry.touches)):
            changed = dict(zip(entry.touches, values, strict=True))
            distance = _distance(rows, left, together, entry, of_left | changed)
            nearer = touched & (distance < best)
            best[nearer] = distance[nearer]
            for column in entry.touches:
                chosen[column][nearer] = changed[column][nearer]
        fits = np.isfinite(best)
        at = left[fits]
        slip[at] = place
        for column in entry.touches:
            mended[column][at] = chosen[column][fits]
        left = left[~fits]
    return slip, mended


def _implausible(rows: Rows, columns: tuple[str, ...], z: tuple[str, ...]) -> Flags:
    """Return which rows have an impossible measurement or z-score."""
    wrong = [outside(rows.number(column), ACCEPTED[column]) for column in columns]
    found: Flags = np.any([*wrong, *(rows.score(name).flag for name in z)], axis=0)
    return found


def _distance(
    rows: Rows,
    at: NDArray[np.intp],
    together: Together,
    slip: Slip,
    measure: Mapping[str, Floats],
) -> Floats:
    """Return how far the mended z-scores lie from 0 together.

    Infinite where one is too far or another is still implausible; a z-score may be missing
    where the other measurement is, or where oedema hides it.
    """
    scores = rows.scores_of(together.z, at, measure)
    z = np.stack([np.abs(scores[name].z) for name in together.judging(slip.touches)])
    lacking = [np.isnan(rows.number(column)[at]) for column in together.columns]
    alone = np.any([*lacking, rows.oedema[at]], axis=0)
    fits = np.all((z < slip.within) | (np.isnan(z) & alone), axis=0) & ~np.all(np.isnan(z), axis=0)
    for score in scores.values():
        fits &= ~score.flag
    return np.where(fits, np.nansum(z, axis=0), np.inf)
