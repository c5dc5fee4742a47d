"""Read one file in a process of its own and send its sheets up a pipe.

calamine aborts the process when a sheet asks for more memory than there is, and
ReadStat is C, so this one may die of a file: guarded.py starts it, limited, and
speaks to the user. Nothing is written to disk: what passes here is children's
identities.

Down comes one line of JSON, the ``order``. Up goes, for each sheet, a line of
JSON with its name and then its cells as an Arrow IPC stream; last, a line that
says it is done, or which sentence tells why not.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import json
import os
import signal
import sys
from collections.abc import Iterator
from typing import Any, BinaryIO

import pyarrow as pa

from zscore.files.cell_text import TextSheet
from zscore.files.limits import MAX_REPEATED, RefusedError

_PR_SET_PDEATHSIG = 1  # of linux/prctl.h


def main() -> None:
    """Carry out the order on stdin; the answer goes to stdout."""
    order = json.loads(sys.stdin.buffer.readline())
    die_with(order["parent"])
    limit_process(order["memory"], order["seconds"])
    gc.disable()  # cells form no cycles, and looking for some doubles the time of a row
    # Whatever else prints must not come between the answers.
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        with open(order["path"], "rb") as file:
            send(sheets_of(order["kind"], file), out)
        answer: dict[str, Any] = {"done": True}
    except RefusedError as refused:
        answer = {"key": refused.key, "values": refused.values}
    except MemoryError:
        answer = {"key": "reading_memory", "values": {"limit": order["memory"] >> 20}}
    except OSError:
        answer = {"key": "reading_unopened", "values": {}}
    _send_line(out, answer)
    out.close()
    # Freeing millions of cells one by one takes a second that nobody needs.
    os._exit(0)


def die_with(parent: int) -> None:
    """Let this process be killed when its parent is, also while it is inside of calamine.

    Linux alone can; elsewhere it ends at its limit of time.
    """
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it died before
            os._exit(1)


def limit_process(memory: int, seconds: int) -> None:
    """Hold this process to ``memory`` [bytes] and ``seconds`` of computing, without a core file."""
    try:
        import resource  # noqa: PLC0415 - Windows has none: there the limits of limits.py stand alone
    except ImportError:
        return
    wanted = [
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        # 1, not 0: Linux hands a core to a collecting program at 0 too, and it holds identities.
        (resource.RLIMIT_CORE, 1),
    ]
    for kind, most in wanted:
        hard = resource.getrlimit(kind)[1]
        limit = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with contextlib.suppress(ValueError, OSError):  # macOS refuses some
            resource.setrlimit(kind, (limit, limit))


def sheets_of(kind: str, file: BinaryIO) -> Iterator[TextSheet]:
    """Return the sheets of a file, by the reader of its kind.

    Raises
    ------
    RefusedError
        The file is not of this kind, or asks for too much.
    """
    if kind == "survey":
        from zscore.files.survey import sheets_of_survey  # noqa: PLC0415 (only where it is needed)

        return sheets_of_survey(file)
    from zscore.files.workbooks import sheets_of_workbook  # noqa: PLC0415

    return sheets_of_workbook(file)


def send(sheets: Iterator[TextSheet], out: BinaryIO) -> None:
    """Send every sheet.

    Raises
    ------
    RefusedError
        Their text is more than memory should hold.
    """
    sent = 0
    for sheet in sheets:
        _send_line(out, {"sheet": sheet.name, "first_row": sheet.first_row})
        with pa.ipc.new_stream(out, sheet.schema) as stream:
            for batch in sheet.batches:
                sent += batch.nbytes
                if sent > MAX_REPEATED:
                    break
                stream.write_batch(batch)
        if sent > MAX_REPEATED:
            raise RefusedError("workbook_repeats", limit=MAX_REPEATED >> 20)


def _send_line(out: BinaryIO, answer: dict[str, Any]) -> None:
    out.write(json.dumps(answer).encode() + b"\n")
    out.flush()
