"""Workbooks and survey files, read by a process that may die of them.

What reads them is written in Rust and C, and a small file can make it ask for
550 GB and abort, which no ``except`` holds. So it runs in a child process with a
limit on memory and time (guarded_child.py); whatever becomes of it, here it is
either sheets or a ``FileError``.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pyarrow as pa

from zscore.errors import FileError
from zscore.files.grids import Grid, Sheet, sheet_in_memory

# [bytes]; an honest sheet of 1,000,000 rows × 29 columns was measured at 2.5 GiB.
MAX_MEMORY = 4 << 30
# Of computing and in all [s]: a workbook of 60 MB, a million rows, takes a minute, on a slow
# computer five. What is small and takes long is no honest file.
MAX_SECONDS = 900
_LEAST_SECONDS = 20
_SECONDS_PER_MB = 8

# -I leaves out the current folder, which may hold anything; the path that led here is handed on.
_START = (
    "import sys, json; sys.path[:] = json.loads(sys.stdin.buffer.readline()); "
    "from zscore.files.guarded_child import main; main()"
)
# One thread each: the stacks and arenas of many count as memory used.
_ENVIRONMENT = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "1",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
}


def read_workbook(path: Path) -> list[Sheet]:
    """Return every sheet of an .xlsx, .xls or .ods as text, hidden ones too.

    Parameters
    ----------
    path
        What the file is called does not matter.

    Returns
    -------
    list of Sheet
        In the order of the workbook; a sheet without cells has 0 rows.

    Raises
    ------
    FileError
        No workbook, damaged, locked with a password, or asking for more than
        an honest workbook does.
    """
    return _read(path, "workbook")


def read_survey(path: Path) -> list[Sheet]:
    """Return the one sheet of a file of Stata, SPSS or SAS as text (survey.py).

    Raises
    ------
    FileError
        It is damaged or too large, or the package that reads it is not installed.
    """
    return _read(path, "survey")


def _read(path: Path, kind: str) -> list[Sheet]:
    if not path.is_file():
        raise FileError("reading_unopened", file=path.name)
    try:
        child = subprocess.Popen(  # noqa: S603 - this Python, and words from this file
            [sys.executable, "-I", "-c", _START],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | _ENVIRONMENT,
        )
    except OSError as error:
        raise FileError("reading_stopped", file=path.name) from error
    late = threading.Event()
    seconds = seconds_for(path.stat().st_size)
    clock = threading.Timer(seconds, _stop, (child, late))
    clock.daemon = True
    clock.start()
    with child:
        try:
            _order(child, path, kind, seconds)
            return list(_sheets(child.stdout, path.name))
        except FileError:
            raise
        except (EOFError, ValueError, OSError, pa.ArrowException) as error:
            raise _why_it_died(child, path.name, seconds, late=late.is_set()) from error
        finally:
            clock.cancel()
            child.kill()


def _stop(child: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    child.kill()


def seconds_for(size: int) -> int:
    """Return how long a file of so many bytes may take.

    Examples
    --------
    >>> seconds_for(645), seconds_for(60_000_000), seconds_for(10**9)
    (20, 477, 900)
    """
    return min(_LEAST_SECONDS + (_SECONDS_PER_MB * size >> 20), MAX_SECONDS)


def _order(child: subprocess.Popen[bytes], path: Path, kind: str, seconds: int) -> None:
    """Tell the child where Python's packages are, and what to read."""
    package = str(Path(__file__).resolve().parents[2])
    folders = [folder for folder in sys.path if os.path.isabs(folder)]
    order = {
        "path": str(path.resolve()),
        "kind": kind,
        "memory": MAX_MEMORY,
        "seconds": seconds,
        "parent": os.getpid(),
    }
    lines = [folders if package in folders else [package, *folders], order]
    if child.stdin:
        # A broken pipe: the child is dead, and why is read from its end.
        with contextlib.suppress(BrokenPipeError), child.stdin as pipe:
            pipe.write(b"".join(json.dumps(line).encode() + b"\n" for line in lines))


def _sheets(pipe: IO[bytes] | None, name: str) -> Iterator[Sheet]:
    """Yield the sheets as they come; EOFError if the pipe ends before the last line."""
    while pipe and (line := pipe.readline()):
        answer = json.loads(line)
        if "done" in answer:
            return
        if "key" in answer:
            raise FileError(answer["key"], file=name, **answer["values"])
        with pa.ipc.open_stream(pipe) as stream:
            grid = Grid(cells=stream.read_all(), first_row=answer["first_row"])
        yield sheet_in_memory(answer["sheet"], grid)
    raise EOFError


def _why_it_died(
    child: subprocess.Popen[bytes], name: str, seconds: int, *, late: bool
) -> FileError:
    """Return the error for a child that ended, or was ended, before its last line."""
    try:
        code = child.wait(timeout=10)
    except subprocess.TimeoutExpired:
        child.kill()
        code = child.wait()
    if late or code == -getattr(signal, "SIGXCPU", 0):
        return FileError("reading_time", file=name, limit=seconds)
    # An abort is calamine's answer to memory refused, a kill the system's.
    if code in (-signal.SIGABRT, -getattr(signal, "SIGKILL", 9)):
        return FileError("reading_memory", file=name, limit=MAX_MEMORY >> 20)
    return FileError("reading_stopped", file=name)
