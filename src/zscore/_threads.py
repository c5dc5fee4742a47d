"""Distribution of rows among threads."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from numbers import Integral

from zscore.errors import ParameterError, shown_number


def check_threads(threads: int | None) -> None:
    """Reject anything but a positive whole number or None.

    Raises
    ------
    ParameterError
        With what is accepted.
    """
    if threads is not None and (not isinstance(threads, Integral) or threads < 1):
        raise ParameterError("bad_threads", value=shown_number(threads))


def share(work: deque[Callable[[], None]], workers: int) -> None:
    """Do the work with ``workers`` threads, including this one."""

    def help_() -> None:
        while True:
            try:
                task = work.popleft()
            except IndexError:  # no work is left
                return
            task()

    workers = min(workers, len(work))
    if workers <= 1:
        help_()
        return
    # One long task per thread: with a task per block, distributing them takes a tenth of the time.
    with ThreadPoolExecutor(workers - 1) as pool:
        helpers = [pool.submit(help_) for _ in range(workers - 1)]
        help_()
        for helper in helpers:
            helper.result()


def cores() -> int:
    """Return the number of threads to use: all cores of this process, or one.

    It is one in a thread other than the main thread, in a child of multiprocessing (joblib, Dask)
    and in a Spark worker, because there the work is already distributed.
    """
    task = getattr(sys.modules.get("pyspark"), "TaskContext", None)
    if (
        threading.current_thread() is not threading.main_thread()
        or multiprocessing.parent_process() is not None
        or multiprocessing.current_process().name != "MainProcess"
        or (task is not None and task.get() is not None)
    ):
        return 1
    if hasattr(os, "sched_getaffinity"):  # Linux only
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
