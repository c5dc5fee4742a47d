"""Reading of files in another process, so that no file can crash or exhaust this one.

The readers are written in Rust, C and C++; a small file can make them ask for 550 GB and
abort, which no ``except`` catches, or run for hours. So files are read in a process with limits
on memory and time (guarded_child.py). Whatever happens to it, the caller gets either answers or
a ``FileError``. Where no process can be started, ZSCORE_NO_SUBPROCESS=1 makes this process read
files, without these limits.
"""

from __future__ import annotations

import contextlib
import json
import signal
from collections.abc import Generator
from dataclasses import asdict
from typing import Any

import pyarrow as pa

from zscore.errors import FileError
from zscore.files.orders import Order, Reader, carry_out
from zscore.files.reading_process import (
    MAX_MEMORY,
    ReadingProcess,
    give_back,
    read_in_this_process,
    take,
)

# Total time to wait [s]. Honest workbooks of 17 MB take 8 to 10 s; those of 60 MB, with a million
# rows, a minute, or five on a slow computer. A small file that takes long is not honest.
MAX_SECONDS = 900
_LEAST_SECONDS = 20
_SECONDS_PER_MB = 0.5
_LARGE = 20 << 20  # bytes
_SECONDS_PER_MB_ABOVE: dict[Reader, float] = {"workbook": 8, "survey": 8}
_KEPT_FOR_MORE = {
    "text",
    "text_rows",
    "parquet",
    "parquet_rows",
}  # the others leave much memory to free

Said = dict[str, Any]
Answers = Generator[tuple[Said, pa.Table], None, None]


def answers_to(order: Order) -> Answers:
    """Yield the answers of the reading process, each with some values and a table.

    The process reads one block ahead. Closing the generator ends it.

    Raises
    ------
    FileError
        The file cannot be read, is damaged, locked with a password, was changed since it was
        opened, or asks for more than an honest file does.
    """
    if read_in_this_process():
        for said, schema, batches in carry_out(order, MAX_MEMORY):
            yield said, pa.Table.from_batches(batches, schema)
        return
    name = order.path.name
    try:
        seconds = seconds_for(order.path.stat().st_size, order.reader)
        path = str(order.path.resolve())
    except OSError as error:
        raise FileError("file_unopened", file=name, why=error.strerror or "") from None
    try:
        process = take()
    except OSError as error:
        raise FileError("reading_unstarted", file=name, why=error.strerror or "") from None
    try:
        process.order(asdict(order) | {"path": path, "seconds": seconds}, seconds)
        while (answer := _next_answer(process, name, seconds)) is not None:
            process.go_on(more=True)
            yield answer
    except GeneratorExit:
        with contextlib.suppress(FileError):
            if _next_answer(process, name, seconds) is not None:  # already requested
                process.go_on(more=False)
                _next_answer(process, name, seconds)
        raise
    finally:
        if process.is_free and order.reader in _KEPT_FOR_MORE:
            give_back(process)
        else:
            process.stop()


def seconds_for(size: int, reader: Reader) -> int:
    """Return how long to wait for the contents of a file of ``size`` bytes [s].

    Examples
    --------
    >>> seconds_for(645, "workbook"), seconds_for(60_000_000, "workbook")
    (20, 327)
    >>> seconds_for(60_000_000, "text_rows")
    48
    """
    rate = _SECONDS_PER_MB_ABOVE.get(reader, _SECONDS_PER_MB)
    small, above = min(size, _LARGE), max(size - _LARGE, 0)
    seconds = (_SECONDS_PER_MB * small + rate * above) / (1 << 20)
    return min(_LEAST_SECONDS + int(seconds), MAX_SECONDS)


def _next_answer(process: ReadingProcess, name: str, seconds: int) -> tuple[Said, pa.Table] | None:
    """Return the next answer, None after the last."""
    try:
        with process.answering() as pipe:
            said = json.loads(pipe.readline() or "null")
            if "done" not in said and "key" not in said:
                with pa.ipc.open_stream(pipe) as stream:
                    return said, stream.read_all()
    except (EOFError, TypeError, ValueError, OSError, pa.ArrowException):
        raise _why_it_died(process, name, seconds) from None
    process.is_free = True
    if "key" in said:
        raise FileError(said["key"], **said["values"])
    return None


def _why_it_died(process: ReadingProcess, name: str, seconds: int) -> FileError:
    """Return the error for a process that ended, or was stopped, before its last line."""
    code = process.ended_with()
    if process.late or code == -getattr(signal, "SIGXCPU", 0):
        return FileError("reading_time", file=name, limit=seconds)
    # When memory runs out, calamine aborts and the system kills.
    if code in (-signal.SIGABRT, -getattr(signal, "SIGKILL", 9)):
        return FileError("reading_memory", file=name, limit=MAX_MEMORY >> 20)
    return FileError("reading_stopped", file=name)
