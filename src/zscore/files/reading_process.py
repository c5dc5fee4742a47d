"""The reading process: start it, talk to it, keep it for the next file, and stop it.

Nothing slow is imported here, so that the process can start while the caller imports the rest,
which takes equally long.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO, Any

from zscore.errors import ZScoreError

# [bytes] of address space of the caller: with less, libraries hang or abort while loading.
LEAST_MEMORY = 5 << 29
MAX_MEMORY = 4 << 30  # [bytes]; a sheet of 1,000,000 rows × 29 columns was measured at 2.5 GiB
IN_THIS_PROCESS = "ZSCORE_NO_SUBPROCESS"  # set to 1 where no process can be started
_IDLE_SECONDS = 20  # until an unused process ends
_PIPE_BYTES = 1 << 20

# -I excludes the current folder, which may contain anything; our own path is passed on.
_START = (
    "import sys, json; sys.path[:] = json.loads(sys.stdin.buffer.readline()); "
    "from zscore.files.guarded_child import main; main()"
)
# One thread each: the stacks and arenas of many threads would count as memory.
_ENVIRONMENT = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "1",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
}


class ReadingProcess:
    """A process that carries out one order after another (guarded_child.py).

    Raises
    ------
    OSError
        If none can be started.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] = subprocess.Popen(  # noqa: S603 - this Python, and words from this file
            [sys.executable or "", "-I", "-c", _START],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | _ENVIRONMENT,
            pipesize=_PIPE_BYTES,
        )
        self.late: bool = False
        self.is_free: bool = True  # for the next order
        self._left: float = 0.0
        self._end: threading.Timer | None = None
        package = str(Path(__file__).resolve().parents[2])
        folders = [f for f in sys.path if isinstance(f, str) and os.path.isabs(f)]
        self._say(folders if package in folders else [package, *folders])
        self._say({"memory": MAX_MEMORY, "parent": os.getpid()})

    def order(self, order: dict[str, Any], seconds: float) -> None:
        """Send an order, with a time limit for all its answers [s]."""
        self._left = seconds
        self.is_free = False
        self._say(order)

    def go_on(self, *, more: bool) -> None:
        """Tell the process whether to send another answer."""
        self._say(more)

    def _say(self, line: object) -> None:
        # A broken pipe: the process is dead; its exit code says why.
        with contextlib.suppress(BrokenPipeError):
            if self._process.stdin:
                self._process.stdin.write(json.dumps(line).encode() + b"\n")
                self._process.stdin.flush()

    @contextlib.contextmanager
    def answering(self) -> Iterator[IO[bytes]]:
        """Yield the pipe for reading one answer; kill the process if that takes too long.

        Only waiting time counts, not the time in which answers are used.
        """
        clock = threading.Timer(max(self._left, 0.0), self._kill_late)
        clock.daemon = True
        began = time.monotonic()
        clock.start()
        try:
            if self._process.stdout is None:
                raise EOFError
            yield self._process.stdout
        finally:
            clock.cancel()
            self._left -= time.monotonic() - began

    def _kill_late(self) -> None:
        self.late = True
        self._process.kill()

    def ended_with(self) -> int:
        """Return the exit code, after killing the process if necessary."""
        try:
            return self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()

    def stop(self) -> None:
        """Kill the process and close its pipes."""
        if self._end is not None:
            self._end.cancel()
        self._process.kill()
        self._close()
        self._process.wait()

    def disown(self) -> None:
        """Release the process to the parent from which this process was forked."""
        self._close()
        self._process.returncode = 0  # from the point of view of this process

    def _close(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                if pipe:
                    pipe.close()

    def is_alive(self) -> bool:
        """Return whether the process is running."""
        return self._process.poll() is None

    def end_after(self, seconds: float) -> None:
        """Schedule its end after some seconds without use."""
        self._end = threading.Timer(seconds, _stop_idle, (self,))
        self._end.daemon = True
        self._end.start()

    def keep(self) -> None:
        """Cancel the scheduled end."""
        if self._end is not None:
            self._end.cancel()
            self._end = None


class _Kept:
    """The processes of this process: those that wait for an order, and who starts more."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.idle: list[ReadingProcess] = []
        # Linux kills a process with the thread that started it: this one lives as long as all.
        self.starter = ThreadPoolExecutor(1, "zscore-start")


_kept = _Kept()


def read_in_this_process() -> bool:
    """Is it told to start no processes?"""
    return os.environ.get(IN_THIS_PROCESS, "") not in {"", "0"}


def start_one() -> None:
    """Start a process that will be asked soon, if none waits, and do not wait for it.

    Raises
    ------
    ZScoreError
        If this process may use so little memory that nobody can tell what becomes of it.
    """
    limit = _memory_limit()
    if limit is not None and limit < LEAST_MEMORY:
        raise ZScoreError("memory_limited", limit=limit >> 20, least=LEAST_MEMORY >> 20)
    if not read_in_this_process():
        _kept.starter.submit(_start_idle)


def _memory_limit() -> int | None:
    """Return how much address space this process may use, None where it is not limited."""
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        return None
    limit = resource.getrlimit(resource.RLIMIT_AS)[0]
    return None if limit == resource.RLIM_INFINITY else limit


def _start_idle() -> None:
    if not _kept.idle:
        with contextlib.suppress(OSError):  # the caller will notice
            give_back(ReadingProcess())


def take() -> ReadingProcess:
    """Return a process that is ready for an order.

    Raises
    ------
    OSError
        If none can be started.
    """
    # After a start that is already under way.
    return _kept.starter.submit(_idle_or_new).result()


def _idle_or_new() -> ReadingProcess:
    with _kept.lock:
        while _kept.idle:
            process = _kept.idle.pop()
            process.keep()
            if process.is_alive():
                return process
            process.stop()
    return ReadingProcess()


def give_back(process: ReadingProcess) -> None:
    """Keep one process for the next order, for some seconds."""
    with _kept.lock:
        if not _kept.idle:
            _kept.idle.append(process)
            process.end_after(_IDLE_SECONDS)
            return
    process.stop()


def _stop_idle(process: ReadingProcess) -> None:
    with _kept.lock:
        if process not in _kept.idle:
            return
        _kept.idle.remove(process)
    process.stop()


@atexit.register
def stop_all() -> None:
    """End the idle processes."""
    with _kept.lock:
        idle, _kept.idle = _kept.idle, []
    for process in idle:
        process.stop()


def _after_fork() -> None:
    """Release the processes to the parent they belong to."""
    global _kept  # noqa: PLW0603 - a forked process has locks and threads of its own
    for process in _kept.idle:
        process.disown()
    _kept = _Kept()


if hasattr(os, "register_at_fork"):  # Windows has no fork
    os.register_at_fork(after_in_child=_after_fork)
