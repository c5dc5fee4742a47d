"""Kernels that compare the ranks of groups."""

from __future__ import annotations

import math

from zscore._jit import jit


@jit
def count_beyond(low, estimate, high, above, below):
    """Count the groups significantly above and below each group.

    Two groups differ if the difference of their estimates is larger than the root of the sum of
    squares of the two arms that face each other (Newcombe 1998, method 10).

    low, estimate, high  float64[g]  with the level of the comparison
    above, below         int64[g]
    """
    for i in range(len(estimate)):
        for j in range(len(estimate)):
            d = estimate[j] - estimate[i]
            if d > 0.0:
                arm, facing = estimate[j] - low[j], high[i] - estimate[i]
                above[i] += d > math.sqrt(arm * arm + facing * facing)
            elif d < 0.0:
                arm, facing = high[j] - estimate[j], estimate[i] - low[i]
                below[i] += -d > math.sqrt(arm * arm + facing * facing)
