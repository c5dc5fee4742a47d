"""Read one workbook in a process of its own and send its sheets up a pipe.

calamine aborts the process when a sheet asks for more memory than there is, so
this one may die of a file: workbooks.py starts it, limited, and speaks to the
user. Nothing is written to disk: what passes here is children's identities.

Down comes one line of JSON, the ``order``. Up goes, for each sheet, a line of
JSON with its name and then its cells as an Arrow IPC stream; last, a line that
says it is done, or which sentence tells why not.
"""

from __future__ import annotations

import contextlib
import datetime
import gc
import json
import os
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, BinaryIO

import pyarrow as pa
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
)

from zscore.files.archives import inspect_archive
from zscore.files.limits import MAX_ENTRIES, MAX_REPEATED, RefusedError

CELLS_AT_ONCE = 500_000  # as Python objects some 40 MB
ZIP, OLE = b"PK\3\4", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le").ljust(64, b"\0")  # an entry of the directory

Cell = str | float | int | bool | datetime.date | datetime.time | datetime.timedelta | None


def main() -> None:
    """Carry out the order on stdin; the answer goes to stdout."""
    order = json.loads(sys.stdin.buffer.readline())
    limit_process(order["memory"], order["seconds"])
    gc.disable()  # cells form no cycles, and looking for some doubles the time of a row
    # Whatever else prints must not come between the answers.
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        with open(order["path"], "rb") as file:
            send_workbook(file, out)
        answer: dict[str, Any] = {"done": True}
    except RefusedError as refused:
        answer = {"key": refused.key, "values": refused.values}
    except MemoryError:
        answer = {"key": "workbook_memory", "values": {"limit": order["memory"] >> 20}}
    except PasswordError:
        answer = {"key": "workbook_password", "values": {}}
    except OSError:
        answer = {"key": "workbook_unopened", "values": {}}
    except (CalamineError, zipfile.BadZipFile, zlib.error, NotImplementedError):
        answer = {"key": "workbook_broken", "values": {}}
    _send_line(out, answer)
    out.close()
    # Freeing millions of cells one by one takes a second that nobody needs.
    os._exit(0)


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


def send_workbook(file: BinaryIO, out: BinaryIO) -> None:
    """Send every sheet of cells; charts and macros are no such sheets.

    Raises
    ------
    RefusedError
        The file is no workbook, or asks for too much.
    """
    most_sheets = _inspect(file)
    file.seek(0)
    workbook = _open(file)
    sheets = [
        i
        for i, sheet in enumerate(workbook.sheets_metadata)
        if sheet.typ == SheetTypeEnum.WorkSheet
    ]
    # A workbook may list one sheet a thousand times, which takes a few bytes for each.
    if len(sheets) > most_sheets:
        raise RefusedError("workbook_broken")
    sent = 0
    for i in sheets:
        sheet = workbook.get_sheet_by_index(i)
        _send_line(out, {"sheet": sheet.name})
        # Not total_width: it is one too small in python-calamine 0.9.1.
        width = sheet.end[1] + 1 if sheet.end else 0
        schema = pa.schema([(str(k), pa.string()) for k in range(width)])
        with pa.ipc.new_stream(out, schema) as stream:
            for batch in batches_of_sheet(sheet, schema):
                sent += batch.nbytes
                if sent > MAX_REPEATED:
                    break
                stream.write_batch(batch)
        if sent > MAX_REPEATED:
            raise RefusedError("workbook_repeats", limit=MAX_REPEATED >> 20)


def batches_of_sheet(sheet: CalamineSheet, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    """Yield the cells as text, from A1 on, some thousand rows at a time."""
    if sheet.start is None:
        return
    # iter_rows gives the empty rows above the first cell, not the empty columns before it.
    empty_columns = sheet.start[1]
    rows = sheet.iter_rows()
    while block := list(islice(rows, max(1, CELLS_AT_ONCE // len(schema)))):
        columns = [text_of_column(column) for column in zip(*block, strict=True)]
        empty = pa.nulls(len(block), pa.string())
        yield pa.record_batch([empty] * empty_columns + columns, schema=schema)


def text_of_column(column: tuple[Cell, ...]) -> pa.Array:
    """Return the texts of one column."""
    kinds = set(map(type, column))
    if kinds == {str}:
        return pa.array([cell or None for cell in column], pa.string())
    if bool in kinds:  # True is 1 to a dict
        return pa.array(map(text_of_cell, column), pa.string(), size=len(column))
    # Weights and dates come again and again: this halves the time.
    return pa.array(map(_Seen().__getitem__, column), pa.string(), size=len(column))


def text_of_cell(cell: Cell) -> str | None:
    """Return a cell as text: nothing is rounded, stripped or guessed.

    A whole number has all the digits the workbook holds, so that an identity
    number kept as a number does not become 3.27e+15; a date has its time only
    where there is one.

    Examples
    --------
    >>> text_of_cell(3271014608200001.0), text_of_cell(9.5), text_of_cell(True)
    ('3271014608200001', '9.5', 'TRUE')
    >>> text_of_cell(datetime.datetime(2020, 1, 2)), text_of_cell("")
    ('2020-01-02', None)
    """
    return _TEXT_OF[type(cell)](cell)


class _Seen(dict[Cell, str | None]):
    """The text of each cell met so far."""

    def __missing__(self, cell: Cell) -> str | None:
        text = self[cell] = text_of_cell(cell)
        return text


def _text_of_number(number: float) -> str:
    whole = -(2.0**63) < number < 2.0**63 and number.is_integer()
    return str(int(number)) if whole else repr(number)


def _text_of_datetime(moment: datetime.datetime) -> str:
    shown = moment.isoformat(" ", "seconds")
    return shown.removesuffix(" 00:00:00")


_TEXT_OF: dict[type, Callable[[Any], str | None]] = {
    str: lambda text: text or None,
    type(None): lambda _: None,
    bool: lambda truth: "TRUE" if truth else "FALSE",
    int: lambda number: str(number) if abs(number) < 2**63 else repr(float(number)),
    float: _text_of_number,
    datetime.datetime: _text_of_datetime,
    datetime.date: datetime.date.isoformat,
    datetime.time: datetime.time.isoformat,
    datetime.timedelta: str,
}


def _inspect(file: BinaryIO) -> int:
    """Refuse what is no honest workbook; return how many sheets it may have."""
    start = file.read(8)
    if start.startswith(ZIP):
        return inspect_archive(file)
    if start != OLE:
        raise RefusedError("workbook_kind")
    # An .xls cannot spread beyond 65,536 × 256. A workbook with a password lies in a shell
    # of the same kind; calamine finds that too, but only where the rest is in order.
    tail = b""
    while piece := file.read(1 << 20):
        if ENCRYPTED in tail + piece:
            raise RefusedError("workbook_password")
        tail = piece[-len(ENCRYPTED) :]
    return MAX_ENTRIES


def _open(file: BinaryIO) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_filelike(file)
    except CalamineError:
        # Of a file without a name, python-calamine 0.9.1 does not say that it has a password.
        return CalamineWorkbook.from_path(file.name)


def _send_line(out: BinaryIO, answer: dict[str, Any]) -> None:
    out.write(json.dumps(answer).encode() + b"\n")
    out.flush()
