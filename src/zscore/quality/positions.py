"""Comparison with published z-scores if the position is unknown.

Length measured lying is 0.7 cm more than height measured standing. If a file does not state the
position, a published z that agrees with either position is accepted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

import numpy as np
from numpy.typing import NDArray

from zscore.children.arrays import MISSING, Codes, Floats
from zscore.quality.rows import MAIN, Flags, Rows
from zscore.who_lms.indicators import INDICATORS
from zscore.who_lms.placement import LYING, STANDING, STANDING_FROM_DAY

Candidates = NDArray[np.float64]  # [k, n]: as given first, then what else may have been published
# A length ± 0.7 may lie a hair beside its row of the table, and the next row be read: WHO anthro
# takes 103.1 - 0.7 cm for 102.5 cm, and 78.7 + 0.7 cm is found published as 79.3 cm.
_ROW_CM = 0.1


def differs(ours: Floats, theirs: Floats) -> Flags:
    """Return where z-scores are not equal to two decimals; a missing one differs from all."""
    equal: Flags = np.abs(np.round(theirs, 2) - ours) <= 0.005
    return ~equal


def z_of_positions(rows: Rows) -> Mapping[str, Candidates]:
    """Return by name the z-scores that may have been published, where any was.

    All but the first are of rows without a position whose published z is not the first, and
    missing elsewhere.
    """
    published = [name for name in MAIN if rows.has(f"published_{name}")]
    unexplained = np.zeros(rows.n, bool)
    for name in published:
        theirs = rows.number(f"published_{name}")
        unexplained |= ~np.isnan(theirs) & differs(rows.z(name), theirs)
    at = np.flatnonzero(unexplained & (rows.measured == MISSING))
    found = {}
    for name in published:
        candidates = [rows.z(name)]
        for z in _of_positions(rows, name, at) if len(at) else ():
            candidates.append(np.full(rows.n, np.nan))
            candidates[-1][at] = z
        found[name] = np.stack(candidates)
    return found


def _of_positions(rows: Rows, name: str, at: NDArray[np.intp]) -> Iterator[Floats]:
    """Yield the z-scores of some rows in other positions than by their age."""
    indicator = INDICATORS[name]
    if "length_height_cm" not in indicator.needs:
        return
    given = {column: rows.number(column)[at] for column in indicator.needs}

    def score(measured: Codes, longer: float) -> Floats:
        measure = {**given, "length_height_cm": given["length_height_cm"] + longer}
        return rows.scores_of([name], at, measure, measured)[name].z

    of_all = partial(np.full, len(at), dtype=np.int8)
    yield score(of_all(LYING), 0.0)
    yield score(of_all(STANDING), 0.0)
    if indicator.axis != "age_days":
        old = rows.age_days[at] >= STANDING_FROM_DAY - 0.5
        against_age = np.where(old, LYING, STANDING).astype(np.int8)
        yield score(against_age, -_ROW_CM)
        yield score(against_age, _ROW_CM)
