"""Compilation options of all kernels.

Kernels are compiled on their first call, never at import. They release the GIL, so that
callers can run them in threads over blocks of rows. They do not use ``parallel=True``,
which aborts when called from several threads at once (numba issue 9288), or fast-math
flags that assume there is no NaN, because NaN means missing. Compiled kernels are cached
for later processes: _kernel_cache.py.
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
    """Compile like ``jit``, but allow fused multiply-add instructions.

    Only for loops whose last digit is verified elsewhere, because fusing changes it.
    """
    return _compiled(function, fastmath={"contract"})


def jit_inline(function: Callable[..., Any]) -> Callable[..., Any]:
    """Inline a formula into each kernel that uses it, instead of compiling it separately."""
    if vars(numba.config)["DISABLE_JIT"]:
        return _compiled(function, fastmath=False)
    inlined: Callable[..., Any] = numba.njit(nogil=True, error_model="numpy", inline="always")(
        function
    )
    return inlined


def _compiled(function: Callable[..., Any], fastmath: bool | set[str]) -> Callable[..., Any]:
    if vars(numba.config)["DISABLE_JIT"]:
        # No warnings about NaN and infinity, as in compiled code.
        silent: Callable[..., Any] = np.errstate(all="ignore")(function)
        return silent
    compiled: Any = numba.njit(nogil=True, error_model="numpy", fastmath=fastmath)(function)
    cache = cache_of(function)
    if cache is not None:
        compiled._cache = cache  # numba's cache=True does not allow choosing the folder
    dispatcher: Callable[..., Any] = compiled
    return dispatcher


def frozen(array: NDArray[Any]) -> NDArray[Any]:
    """Return a read-only view.

    Arrow's arrays are read-only, which is a different type in numba. If all inputs of a kernel
    are read-only, it is compiled only once.
    """
    view = np.ascontiguousarray(array).view()
    view.flags.writeable = False
    return view
