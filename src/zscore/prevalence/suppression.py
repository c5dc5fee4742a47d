"""Small groups hidden, so that nobody finds a child in them, and so that no sum reveals them.

What is known is a tree: a group's children are those of the groups under it. A group that is
hidden can be worked out where it is the only unknown of such a sum; then one more is hidden.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Hidden = NDArray[np.int8]
SHOWN, SMALL, COMPLEMENT = range(3)
WHY = ("small", "complement")  # by what is above, from 1


def hidden_groups(
    n: Sequence[NDArray[np.int64]], parent: Sequence[NDArray[np.intp]], least: int
) -> list[Hidden]:
    """Return which groups are hidden, and why, level by level from the top.

    Parameters
    ----------
    n
        Children of each group, an array for each level; a group's are the sum of the next's.
    parent
        For each level, the place of each group's parent in the level above; the first is unused.
    least
        Groups of 1 to ``least`` - 1 children are small.

    Examples
    --------
    >>> district, villages = np.array([30]), np.array([3, 20, 7])
    >>> parent = np.zeros(3, np.intp)
    >>> [level.tolist() for level in hidden_groups([district, villages], [parent[:1], parent], 5)]
    [[0], [1, 0, 2]]
    """
    hidden = [np.where((size > 0) & (size < least), SMALL, SHOWN).astype(np.int8) for size in n]
    changed = True
    while changed:
        changed = False
        for level in range(len(n) - 1, 0, -1):
            changed |= _protect(n[level], parent[level], hidden[level - 1], hidden[level], least)
    return hidden


def _protect(
    n: NDArray[np.int64],
    parent: NDArray[np.intp],
    above: Hidden,
    hidden: Hidden,
    least: int,
) -> bool:
    """Hide one more group where a sum has a single unknown, or the unknowns are too few children.

    A group's sum has two kinds of unknowns: those of its parts that are hidden, and itself.
    """
    parts = np.bincount(parent[hidden != SHOWN], minlength=len(above))
    children = np.bincount(parent, weights=np.where(hidden != SHOWN, n, 0), minlength=len(above))
    is_hidden = above != SHOWN
    revealed = np.where(is_hidden, parts == 0, (parts == 1) | ((parts > 0) & (children < least)))
    has_parts = np.bincount(parent, weights=n > 0, minlength=len(above)) > 0
    revealed &= has_parts
    if not revealed.any():
        return False
    # The smallest group that is shown and has children, of each sum that reveals something.
    free = np.flatnonzero((hidden == SHOWN) & (n > 0) & revealed[parent])
    order = free[np.lexsort((n[free], parent[free]))]
    first = order[np.flatnonzero(np.diff(parent[order], prepend=-1))]
    hidden[first] = COMPLEMENT
    # Where all parts are hidden already, the sum itself.
    rest = revealed & ~is_hidden
    rest[parent[first]] = False
    above[rest] = COMPLEMENT
    return bool(len(first) or rest.any())
