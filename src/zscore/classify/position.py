"""Detection of children whose class depends on an unknown measuring position.

Length measured lying is 0.7 cm more than height measured standing. If the position is missing, the
one recommended for the age is assumed, so that near a cut-off the class is a guess.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from zscore._jit import frozen
from zscore.children.arrays import MISSING, Codes, Floats
from zscore.classify import kernels
from zscore.classify.classification import LOWEST
from zscore.classify.schemes import WHO_SCHEME, Condition
from zscore.who_lms.indicators import INDICATORS
from zscore.who_lms.measurements import Children, as_measured
from zscore.who_lms.placement import LYING, STANDING
from zscore.who_lms.scoring import score_arrays

STUNTING_AND_WASTING = tuple(c for c in WHO_SCHEME.conditions if c.name in {"stunting", "wasting"})


def depends_on_position(
    children: Children, conditions: Iterable[Condition] = STUNTING_AND_WASTING
) -> NDArray[np.bool_]:
    """Return which children have different classes lying and standing.

    Parameters
    ----------
    children
        Children read with the columns of the conditions' z-scores. Only those without a position
        can depend on it.
    conditions
        Conditions of z-scores; by default stunting and wasting by WHO's cut-offs.

    Returns
    -------
    bool[n]
        True where any of the conditions differs; an implausible z has no class, which differs
        from any class.

    Examples
    --------
    >>> from zscore.children.frames import Table
    >>> from zscore.who_lms.scoring import score_table
    >>> table = Table({"sex": ["f", "f"], "age_days": [708, 708], "length_height_cm": [78.7, 82.0]})
    >>> depends_on_position(score_table(table).children).tolist()
    [True, False]
    """
    depends = np.zeros(children.n, bool)
    has_length = ~np.isnan(children.measure["length_height_adjusted_cm"])
    at = np.flatnonzero((children.measured == MISSING) & has_length)
    conditions = [c for c in conditions if {*INDICATORS[c.value].needs} <= {*children.measure}]
    if len(at) == 0 or not conditions:
        return depends
    indicators = [INDICATORS[name] for name in dict.fromkeys(c.value for c in conditions)]
    lying, standing = (
        score_arrays(as_measured(children, at, position), indicators)
        for position in (LYING, STANDING)
    )
    for condition in conditions:
        name = condition.value
        depends[at] |= _classes(condition, lying[name].z) != _classes(condition, standing[name].z)
    return depends


def _classes(condition: Condition, z: Floats) -> Codes:
    """Return the class of each z; missing and implausible ones have none."""
    plausible, codes = np.empty(len(z)), np.empty(len(z), np.int8)
    seen = np.zeros(len(z), bool)
    flags = INDICATORS[condition.value].flags
    kernels.plausible_z(frozen(z), frozen(seen), *flags, LOWEST, plausible)
    below, above = np.array(condition.below, float), np.array(condition.above, float)
    kernels.classify_values(frozen(plausible), below, above, codes)
    return codes
