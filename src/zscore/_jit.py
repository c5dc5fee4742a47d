"""The one place that says how kernels compile.

Kernels compile on their first call, never at import; they release the GIL, so
that callers may run them in threads over blocks of rows, and they are compiled
without ``parallel=True`` (it aborts when called from several threads at once,
numba issue 9288) and without fast-math that assumes away NaN, which is missing.
What was compiled is kept for the next process: _kernel_cache.py.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

from zscore._kernel_cache import cache_of


def jit(function: Callable[..., Any]) -> Callable[..., Any]:
    """Compile ``function`` on its first call, in nopython mode and without the GIL."""
    return _compiled(function, fastmath=False)


def jit_fused(function: Callable[..., Any]) -> Callable[..., Any]:
    """Do as ``jit``, and let a multiplication and an addition become one instruction.

    Only for loops whose last digit is settled elsewhere: fusing changes it.
    """
    return _compiled(function, fastmath={"contract"})


def jit_inline(function: Callable[..., Any]) -> Callable[..., Any]:
    """Make a formula part of each kernel that uses it, instead of compiling it by itself."""
    if vars(numba.config)["DISABLE_JIT"]:
        return _compiled(function, fastmath=False)
    inlined: Callable[..., Any] = numba.njit(nogil=True, error_model="numpy", inline="always")(
        function
    )
    return inlined


def _compiled(function: Callable[..., Any], fastmath: bool | set[str]) -> Callable[..., Any]:
    if vars(numba.config)["DISABLE_JIT"]:
        # As silent about NaN and infinity as when it is compiled.
        silent: Callable[..., Any] = np.errstate(all="ignore")(function)
        return silent
    compiled: Any = numba.njit(nogil=True, error_model="numpy", fastmath=fastmath)(function)
    cache = cache_of(function)
    if cache is not None:
        compiled._cache = cache  # numba's own cache=True has no choice of the folder
    dispatcher: Callable[..., Any] = compiled
    return dispatcher


def frozen(array: NDArray[Any]) -> NDArray[Any]:
    """Return a read-only view.

    Arrow's own arrays are read-only, which to numba is another type: if all that goes into a
    kernel is, a kernel is compiled once.
    """
    view = np.ascontiguousarray(array).view()
    view.flags.writeable = False
    return view
