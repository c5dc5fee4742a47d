"""Small groups hidden, so that nobody finds a child in them, and so that no sum reveals them.

What is known is a tree: a group's children are those of the groups under it. A group that is
hidden can be worked out where it is the only unknown of such a sum; then one more is hidden. So
it is where the hidden parts of a sum are too few children together, or all have the condition.
Which of the hidden groups are small is not said either: it would bound the others.
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
    """Return which groups are hidden, level by level from the top.

    Parameters
    ----------
    n
        Children of each group, an array for each level; a group's are the sum of the next's.
    without
        How many of them, by weight, do not have the condition.
    parent
        For each level, the place of each group's parent in the level above; the first is unused.
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
    """Hide one more group of each sum that reveals something; return whether there was any.

    A sum has two kinds of unknowns: those of its parts that are hidden, and itself.
    """

    def of_hidden(values: NDArray[np.int64] | Floats | NDArray[np.bool_]) -> Floats:
        return np.bincount(parent, np.where(hidden, values, 0.0), len(above)).astype(np.float64)

    parts, children = of_hidden(np.ones(len(n))), of_hidden(n)
    too_few = (parts == 1) | ((parts > 0) & ((children < least) | (of_hidden(without) <= 0)))
    revealed = np.where(above, parts == 0, too_few)
    revealed &= np.bincount(parent, weights=n > 0, minlength=len(above)) > 0
    if not revealed.any():
        return False
    # The smallest group that is shown and has children, of each sum that reveals something.
    free = np.flatnonzero(~hidden & (n > 0) & revealed[parent])
    order = free[np.lexsort((n[free], parent[free]))]
    first = order[np.flatnonzero(np.diff(parent[order], prepend=-1))]
    hidden[first] = True
    # Where all parts are hidden already, the sum itself.
    rest = revealed & ~above
    rest[parent[first]] = False
    above[rest] = True
    return bool(len(first) or rest.any())
