"""Suppression of small groups, and of others whose totals would reveal them.

Groups form a tree: each group is the sum of the groups below it. A suppressed group could be
computed if it were the only unknown part of a sum, so one more is suppressed. The same is done if
the suppressed parts of a sum have too few children together, or all have the condition. Which of
the suppressed groups are small is not reported, because that would bound the others.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from zscore.children.arrays import Floats

Hidden = NDArray[np.bool_]


def hidden_groups(
    n: Sequence[NDArray[np.int64]],
    without: Sequence[Floats],
    parent: Sequence[NDArray[np.intp]],
    least: int,
) -> list[Hidden]:
    """Return which groups are suppressed, level by level from the top.

    Parameters
    ----------
    n
        Numbers of children by group, one array per level; each is the sum of the next level.
    without
        Weighted numbers of those without the condition.
    parent
        For each level, the index of each group's parent in the level above; the first is unused.
    least
        Groups of 1 to ``least`` - 1 children are small.

    Examples
    --------
    >>> district, villages = np.array([30]), np.array([3, 20, 7])
    >>> parent = np.zeros(3, np.intp)
    >>> levels = hidden_groups([district, villages], [district, villages], [parent, parent], 5)
    >>> [level.tolist() for level in levels]
    [[False], [True, False, True]]
    """
    hidden = [(size > 0) & (size < least) for size in n]
    changed = True
    while changed:
        changed = False
        for level in range(len(n) - 1, 0, -1):
            changed |= _protect(
                n[level], without[level], parent[level], hidden[level - 1], hidden[level], least
            )
    return hidden


def _protect(
    n: NDArray[np.int64],
    without: Floats,
    parent: NDArray[np.intp],
    above: Hidden,
    hidden: Hidden,
    least: int,
) -> bool:
    """Suppress one more group of each revealing sum; return whether there was any.

    The unknowns of a sum are its suppressed parts, and possibly the sum itself.
    """

    def of_hidden(values: NDArray[np.int64] | Floats | NDArray[np.bool_]) -> Floats:
        return np.bincount(parent, np.where(hidden, values, 0.0), len(above)).astype(np.float64)

    parts, children = of_hidden(np.ones(len(n))), of_hidden(n)
    too_few = (parts == 1) | ((parts > 0) & ((children < least) | (of_hidden(without) <= 0)))
    revealed = np.where(above, parts == 0, too_few)
    revealed &= np.bincount(parent, weights=n > 0, minlength=len(above)) > 0
    if not revealed.any():
        return False
    # The smallest group with children that is still shown, for each revealing sum.
    free = np.flatnonzero(~hidden & (n > 0) & revealed[parent])
    order = free[np.lexsort((n[free], parent[free]))]
    first = order[np.flatnonzero(np.diff(parent[order], prepend=-1))]
    hidden[first] = True
    # If all parts are suppressed already, the sum itself.
    rest = revealed & ~above
    rest[parent[first]] = False
    above[rest] = True
    return bool(len(first) or rest.any())
