"""A fork waits until no other thread is in the middle of a first call.

A first call imports modules and compiles or loads kernels, which Python and numba do under locks.
A process forked meanwhile has these locks without the thread that would release them, and its own
first call would wait for ever.
"""

from __future__ import annotations

# The last to be registered is the first to be asked before a fork, and these keep their locks from
# then on, for which a first call may have to wait: they come before.
import concurrent.futures.thread  # noqa: F401 - for what it registers
import logging  # noqa: F401 - the same
import os
import sys
import threading
from typing import Any

_PATIENCE = 30  # seconds; longer than any first call, and better than never

importing = threading.RLock()  # held while what a function needs is imported
_held: list[Any] = []


def _acquire() -> None:
    _take(importing)
    # Only now: until then another thread may have been importing numba.
    if numba := sys.modules.get("numba.core.compiler_lock"):
        _take(numba.global_compiler_lock._lock)  # its own acquire() would wait for ever


def _take(lock: Any) -> None:
    if lock.acquire(timeout=_PATIENCE):
        _held.append(lock)


def _release() -> None:
    while _held:
        _held.pop().release()


if hasattr(os, "register_at_fork"):  # Windows has no fork
    os.register_at_fork(before=_acquire, after_in_parent=_release, after_in_child=_release)
