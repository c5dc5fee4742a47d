"""What the reading process does: carry out one order after another, and send the answers.

calamine aborts the process when a sheet asks for more memory than there is, and
ReadStat and Arrow are C and C++, so this one may die of a file: reading_process.py starts it,
limited, and guarded.py speaks to the user. Nothing is written to disk: what passes here is
children's identities.

Down comes a line of JSON of what it may use, then one for each order and one for each answer
whether there should be another. Up goes, for each answer, a line of JSON and then its cells
as an Arrow IPC stream; last, a line that says it is done, or which sentence tells why not.
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
    """Carry out the orders on stdin until it is closed; the answers go to stdout."""
    limits = json.loads(sys.stdin.buffer.readline())
    die_with(limits["parent"])
    arrow_without_pandas()
    import zscore.files.text  # noqa: F401, PLC0415 - what most files are, while nobody has asked yet

    limit_memory(limits["memory"])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who asks decides what an interrupt ends
    # Whatever else prints must not come between the answers.
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with contextlib.suppress(BrokenPipeError):
        for line in iter(sys.stdin.buffer.readline, b""):
            answer(json.loads(line), limits["memory"], out)
    # Freeing millions of cells one by one takes a second that nobody needs.
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
    gc.disable()  # cells form no cycles, and looking for some doubles the time of a row
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
    """Let this process be killed when its parent is, also while it is inside of calamine.

    Linux alone can; elsewhere it ends at its limit of time, or when its input does.
    """
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it died before
            os._exit(1)


def limit_memory(memory: int) -> None:
    """Hold this process to ``memory`` [bytes], without a core file."""
    _limit("AS", memory)
    # 1, not 0: Linux hands a core to a collecting program at 0 too, and it holds identities.
    _limit("CORE", 1)


def limit_time(seconds: float) -> None:
    """Let this process compute for so long from now on."""
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
