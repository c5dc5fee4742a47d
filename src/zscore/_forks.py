"""Safe forking: a fork waits until no other thread is in the middle of a first call.

A first call imports modules and compiles or loads kernels, which Python and numba do under locks.
A process forked meanwhile would inherit these locks without the thread that releases them, and its
own first call would wait forever.
"""

from __future__ import annotations

# Hooks registered last run first before a fork. The hooks of these modules hold their locks from
# then on, and a first call may need these locks, so the modules are imported earlier.
import concurrent.futures.thread  # noqa: F401 - for what it registers
import logging  # noqa: F401 - the same
import os
import sys
import threading
from typing import Any

_PATIENCE = 30  # [s]; longer than any first call, to avoid a deadlock

importing = threading.RLock()  # held while a function's modules are imported
_held: list[Any] = []


def _acquire() -> None:
    _take(importing)
    # Not earlier: another thread may have been importing numba until now.
    if numba := sys.modules.get("numba.core.compiler_lock"):
        _take(numba.global_compiler_lock._lock)  # its own acquire() would wait forever


def _take(lock: Any) -> None:
    if lock.acquire(timeout=_PATIENCE):
        _held.append(lock)


def _release() -> None:
    while _held:
        _held.pop().release()


if hasattr(os, "register_at_fork"):  # Windows has no fork
    os.register_at_fork(before=_acquire, after_in_parent=_release, after_in_child=_release)
