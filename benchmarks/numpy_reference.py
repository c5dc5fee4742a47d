"""HAZ, WAZ and WHZ in vectorised numpy: what a good analyst would write, for comparison."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from zscore.who_lms.tables import load_table

Floats = NDArray[np.float64]


def score_numpy(children: Mapping[str, NDArray[np.generic]]) -> list[tuple[Floats, Floats]]:
    """Return z, rounded, and flags of the three."""
    sex = children["sex"].astype(np.int64)
    day = np.floor(children["age_days"] + 0.5).astype(np.int64)
    measured, weight = children["measured"], children["weight_kg"]
    length = children["length_height_cm"]
    standing = day >= 731
    months = children["age_days"] / 30.4375
    adjusted = np.where(standing & (measured == 0), length - 0.7, length)
    adjusted = np.where(~standing & (measured == 1) & (months >= 9), length + 0.7, adjusted)
    by_age = {name: load_table(f"who2006_{name}").lms for name in
              ("length_height_for_age", "weight_for_age")}  # fmt: skip
    lying, upright = (
        load_table("who2006_weight_for_length"),
        load_table("who2006_weight_for_height"),
    )
    low = np.where(standing, upright.first, lying.first)
    high = np.where(standing, upright.last, lying.last)
    inside = (adjusted >= low) & (adjusted <= high)
    row = np.where(inside, np.rint((adjusted - low) * 10), 0).astype(np.int64)
    lms = np.where(
        standing[:, None],
        upright.lms[sex, np.minimum(row, upright.lms.shape[1] - 1)],
        lying.lms[sex, np.minimum(row, lying.lms.shape[1] - 1)],
    )
    whz, flags = _scored(weight, lms, True, -5, 5)
    return [
        _scored(adjusted, by_age["length_height_for_age"][sex, day], False, -6, 6),
        _scored(weight, by_age["weight_for_age"][sex, day], True, -6, 5),
        (np.where(inside, whz, np.nan), flags & inside),
    ]


def _scored(
    y: Floats, lms: Floats, restricted: bool, low: float, high: float
) -> tuple[Floats, Floats]:
    L, M, S = lms[:, 0], lms[:, 1], lms[:, 2]
    z = ((y / M) ** L - 1) / (S * L)
    if restricted:

        def value_at(k: float) -> Floats:
            return M * (1 + L * S * k) ** (1 / L)

        above = 3 + (y - value_at(3)) / (value_at(3) - value_at(2))
        below = -3 + (y - value_at(-3)) / (value_at(-2) - value_at(-3))
        z = np.where(z > 3, above, np.where(z < -3, below, z))
    z = np.round(z, 2)
    return z, (z < low) | (z > high)
