"""The one place that says how kernels compile.

Kernels compile on their first call, never at import; they release the GIL, so
that callers may run them in threads over blocks of rows, and they are compiled
without ``parallel=True`` (it aborts when called from several threads at once,
numba issue 9288) and without fast-math (missing is NaN).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numba


def jit(function: Callable[..., Any]) -> Callable[..., Any]:
    """Compile ``function`` on its first call, in nopython mode and without the GIL."""
    compiled: Callable[..., Any] = numba.njit(nogil=True, error_model="numpy", cache=True)(function)
    return compiled
