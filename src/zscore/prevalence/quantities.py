"""Estimated quantities, and the sums they need from a tally."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from zscore.children.arrays import Floats
from zscore.errors import UnknownNameError
from zscore.prevalence.conditions import Proportion
from zscore.prevalence.tally import Tally
from zscore.sums import kernels
from zscore.sums.counting import SQUARES
from zscore.sums.groups import Sums

_N = 0  # index of the unweighted moment that is the number of z-scores
STATISTICS = ("prevalence", "mean", "sd", "total")


@dataclass(frozen=True, kw_only=True)
class Quantity:
    """A quantity estimated in every group, from a proportion or a z-score."""

    statistic: str
    indicator: str
    proportion: Proportion | None = None


def quantities_of(tally: Tally, statistics: Sequence[str]) -> list[Quantity]:
    """Return the quantities in the order of the tidy table.

    Raises
    ------
    UnknownNameError
        If the statistic is unknown.
    """
    for name in statistics:
        if name not in STATISTICS:
            raise UnknownNameError("unknown_statistic", name=name, known=", ".join(STATISTICS))
    found: list[Quantity] = []
    for statistic in statistics:
        if statistic in {"prevalence", "total"}:
            found += [
                Quantity(statistic=statistic, indicator=p.indicator, proportion=p)
                for p in tally.proportions
            ]
        else:
            found += [Quantity(statistic=statistic, indicator=z) for z in tally.z]
    if tally.asked or not found:
        return found
    # A z-score that no child has would add an empty row to every group.
    everyone = {name: array.sum(axis=0, keepdims=True) for name, array in tally.sums.items()}
    children = WeightedSums(tally, everyone, found).n[0]
    return [quantity for quantity, n in zip(found, children, strict=True) if n]


class WeightedSums:
    """Weighted sums of every quantity y; w is 1 without weights.

    All are float64[rows of the sums, quantities], computed on demand by multiplying the sums of
    classes and moments with a matrix that selects those of each quantity.
    """

    def __init__(self, tally: Tally, sums: Sums, quantities: Sequence[Quantity]) -> None:
        self._sums = sums
        self._inside, self._outside = _cells(tally, quantities)
        self._z = [
            None if q.proportion else kernels.MOMENTS * tally.z.index(q.indicator)
            for q in quantities
        ]
        self._weighted = "weights" in sums

    @cached_property
    def n(self) -> Floats:
        """Number of children."""
        counted = self._sums["counts"] @ (self._inside + self._outside)
        return counted + self._sums["moments"] @ self._taken(_N)

    @cached_property
    def n_weighted(self) -> Floats:
        """Number of z-scores with a nonzero weight; for a proportion, of all children."""
        if not self._weighted:
            return self.n
        place = [None if z is None else z // kernels.MOMENTS for z in self._z]
        weighted = self._sums["weighted_z"]
        counted = self._sums["counts"] @ (self._inside + self._outside)
        return counted + weighted @ _matrix(weighted.shape[1], place)

    @property
    def _names(self) -> tuple[str, str]:
        return ("weights", "weight_moments") if self._weighted else ("counts", "moments")

    @property
    def _square_names(self) -> tuple[str, str]:
        return SQUARES if self._weighted else ("counts", "moments")

    @cached_property
    def wy(self) -> Floats:
        """The sum of w y."""
        return self._part(self._names, kernels.WX)

    @cached_property
    def w(self) -> Floats:
        """The sum of w."""
        return self._whole(self._names)

    @cached_property
    def wyy(self) -> Floats:
        """The sum of w y²."""
        return self._part(self._names, kernels.WXX)

    @cached_property
    def wwy(self) -> Floats:
        """The sum of w² y."""
        return self._part(self._square_names, kernels.WX)

    @cached_property
    def ww(self) -> Floats:
        """The sum of w²."""
        return self._whole(self._square_names)

    @cached_property
    def wwyy(self) -> Floats:
        """The sum of w² y²."""
        return self._part(self._square_names, kernels.WXX)

    def _part(self, names: tuple[str, str], moment: int) -> Floats:
        """Sum children with a condition (y = y² = 1), or a moment of z."""
        counts, moments = (self._sums[name] for name in names)
        return counts @ self._inside + moments @ self._taken(moment)

    def _whole(self, names: tuple[str, str]) -> Floats:
        counts, moments = (self._sums[name] for name in names)
        # Part plus rest, so that a part of 100 % equals the whole to the last bit.
        return (counts @ self._inside + counts @ self._outside) + moments @ self._taken(kernels.W)

    def _taken(self, moment: int) -> Floats:
        """Return the column of moments for each z-score."""
        # Without weights, they are whole numbers of hundredths.
        unit = 1.0 if self._weighted and moment != _N else 100.0**-moment
        place = [None if z is None else z + moment for z in self._z]
        return unit * _matrix(self._sums["moments"].shape[1], place)


def _matrix(rows: int, place: Sequence[int | None]) -> Floats:
    """Return a matrix whose column k is 1 in row ``place[k]``, or all 0."""
    matrix = np.zeros((rows, len(place)))
    for k, row in enumerate(place):
        if row is not None:
            matrix[row, k] = 1.0
    return matrix


def _cells(tally: Tally, quantities: Sequence[Quantity]) -> tuple[Floats, Floats]:
    """Return the cells in each proportion's numerator, and the other cells of its denominator.

    float64[cells, quantities], 1 or 0; all 0 for a z-score.
    """
    firsts = tally.firsts
    inside, outside = (np.zeros((int(firsts[-1]), len(quantities))) for _ in range(2))
    for k, quantity in enumerate(quantities):
        if quantity.proportion is not None:
            first, end = firsts[(i := tally.parts.index(quantity.proportion.part)) : i + 2]
            outside[first:end, k] = 1
            counted = first + np.array(quantity.proportion.classes)
            inside[counted, k], outside[counted, k] = 1, 0
    return inside, outside
