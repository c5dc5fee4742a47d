"""What is estimated in every group, and the sums it takes from a tally."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from zscore.column_values import Floats
from zscore.errors import UnknownNameError
from zscore.prevalence import kernels
from zscore.prevalence.conditions import Proportion
from zscore.prevalence.counting import Sums, first_cells
from zscore.prevalence.tally import Tally

STATISTICS = ("prevalence", "mean", "sd", "total")


@dataclass(frozen=True, kw_only=True)
class Quantity:
    """A row of the tidy table in every group: of a proportion, or of a z-score."""

    statistic: str
    indicator: str
    proportion: Proportion | None = None

    @property
    def is_ratio(self) -> bool:
        """Is it a sum divided by a sum?"""
        return self.statistic in {"prevalence", "mean"}


@dataclass(frozen=True, kw_only=True)
class Weighed:
    """The sums of every quantity y; all float64[rows of the tally, quantities]."""

    n: Floats  # children
    wy: Floats
    w: Floats
    wyy: Floats
    wwyy: Floats
    wwy: Floats
    ww: Floats
    n_weighted: Floats  # children of a weight that is not 0


def quantities_of(tally: Tally, statistics: Sequence[str]) -> list[Quantity]:
    """Return what is estimated, in the order of the tidy table.

    Raises
    ------
    UnknownNameError
        If there is no such statistic.
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
    # A z-score that nobody has would be a row of nothing in every group.
    children = weighed(tally, tally.sums, found).n.sum(axis=0)
    return [quantity for quantity, n in zip(found, children, strict=True) if n]


def weighed(tally: Tally, sums: Sums, quantities: Sequence[Quantity]) -> Weighed:
    """Return the sums of each quantity; without weights, every weight is 1."""
    columns = [
        _of_z(tally, sums, tally.z.index(q.indicator))
        if q.proportion is None
        else _of_classes(tally, sums, q.proportion)
        for q in quantities
    ]
    names = ("n", "wy", "w", "wyy", "wwyy", "wwy", "ww", "n_weighted")
    if not columns:
        return Weighed(**dict.fromkeys(names, np.zeros((len(sums["rows"]), 0))))
    stacked = [np.stack(column, axis=1) for column in zip(*columns, strict=True)]
    return Weighed(**dict(zip(names, stacked, strict=True)))


def _of_classes(tally: Tally, sums: Sums, proportion: Proportion) -> list[Floats]:
    place = tally.parts.index(proportion.part)
    first, end = first_cells(tally.parts)[place : place + 2]
    inside = [first + k for k in proportion.classes]
    outside = [cell for cell in range(first, end) if cell not in inside]

    def added(name: str, cells: Sequence[int]) -> Floats:
        total = np.zeros(len(sums[name]))
        for cell in cells:
            total += sums[name][:, cell]
        return total

    n = added("counts", range(first, end))
    weights, squares = ("weights", "squares") if "weights" in sums else ("counts", "counts")
    # The whole is the part and the rest, so that a part of 100 % is the whole to the last bit.
    wy, wwy = added(weights, inside), added(squares, inside)
    w, ww = wy + added(weights, outside), wwy + added(squares, outside)
    return [n, wy, w, wy, wwy, wwy, ww, n]


def _of_z(tally: Tally, sums: Sums, place: int) -> list[Floats]:
    moments = sums["moments"][:, place * kernels.PER_Z : (place + 1) * kernels.PER_Z]
    n = moments[:, kernels.N_Z].astype(np.float64)
    if "weights" not in sums:
        x, xx = moments[:, kernels.SUM_H] / 100.0, moments[:, kernels.SUM_HH] / 10_000.0
        return [n, x, n, xx, xx, x, n, n]
    first = place * kernels.PER_WEIGHTED_Z
    m = sums["weighted_moments"][:, first : first + kernels.PER_WEIGHTED_Z]
    return [
        n,
        m[:, kernels.WX],
        m[:, kernels.W],
        m[:, kernels.WXX],
        m[:, kernels.WWXX],
        m[:, kernels.WWX],
        m[:, kernels.WW],
        sums["weighted_z"][:, place].astype(np.float64),
    ]
