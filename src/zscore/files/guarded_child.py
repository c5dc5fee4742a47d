"""Main program of the reading process: carry out orders and send the answers.

calamine aborts the process when a sheet asks for more memory than there is, and
ReadStat and Arrow are written in C and C++, so a file may crash this process. reading_process.py
starts it with limits, and guarded.py turns its end into messages. Nothing is written to disk,
because the cells contain children's identities.

On stdin comes a line of JSON with the memory limit, then one line per order, and one per answer
that says whether to continue. On stdout goes, for each answer, a line of JSON followed by the
cells as an Arrow IPC stream; finally a line that says it is done, or which message says why not.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import json
import os
import signal
import sys
import time
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa

from zscore._lean_start import arrow_without_pandas
from zscore.errors import FileError
from zscore.files.orders import Order, carry_out

_PR_SET_PDEATHSIG = 1  # of linux/prctl.h


def main() -> None:
    """Carry out the orders from stdin until it is closed, and write the answers to stdout."""
    limits = json.loads(sys.stdin.buffer.readline())
    die_with(limits["parent"])
    arrow_without_pandas()
    import zscore.files.text  # noqa: F401, PLC0415 - what most files are, while nobody has asked yet

    limit_memory(limits["memory"])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what an interrupt ends
    # Other output must not end up between the answers.
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with contextlib.suppress(BrokenPipeError):
        for line in iter(sys.stdin.buffer.readline, b""):
            answer(json.loads(line), limits["memory"], out)
    # Freeing millions of cells one by one would waste a second.
    os._exit(0)


def answer(given: dict[str, Any], memory: int, out: BinaryIO) -> None:
    """Send the answers to one order."""
    limit_time(given.pop("seconds"))
    state = given["state"]
    order = Order(
        reader=given["reader"],
        path=Path(given["path"]),
        indices=given["indices"],
        state=None if state is None else tuple(state),
    )
    gc.disable()  # cells form no cycles, and searching for cycles doubles the time
    last: dict[str, Any] = {"done": True}
    try:
        for said, schema, batches in carry_out(order, memory):
            _send_line(out, said)
            with pa.ipc.new_stream(out, schema) as stream:
                for batch in batches:
                    stream.write_batch(batch)
            out.flush()
            if not json.loads(sys.stdin.buffer.readline() or "false"):
                break
    except FileError as error:
        last = {"key": error.key, "values": error.values}
    gc.enable()
    _send_line(out, last)


def die_with(parent: int) -> None:
    """Have this process killed when its parent dies, even while calamine is running.

    Only Linux supports this; elsewhere it ends at its time limit, or when its input is closed.
    """
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # the parent died before this call
            os._exit(1)


def limit_memory(memory: int) -> None:
    """Limit the memory of this process to ``memory`` [bytes], and disable core files."""
    _limit("AS", memory)
    # 1, not 0: at 0 Linux still pipes a core, which holds identities, to a crash collector.
    _limit("CORE", 1)


def limit_time(seconds: float) -> None:
    """Limit the CPU time of this process from now on."""
    _limit("CPU", int(time.process_time() + seconds) + 1)


def _limit(what: str, most: int) -> None:
    try:
        import resource  # noqa: PLC0415 - Windows has none: there the limits of limits.py stand alone
    except ImportError:
        return
    kind = getattr(resource, f"RLIMIT_{what}")
    hard = resource.getrlimit(kind)[1]
    limit = most if hard == resource.RLIM_INFINITY else min(most, hard)
    with contextlib.suppress(ValueError, OSError):  # macOS refuses some
        resource.setrlimit(kind, (limit, hard))


def _send_line(out: BinaryIO, said: dict[str, Any]) -> None:
    out.write(json.dumps(said).encode() + b"\n")
    out.flush()
