"""The sheets of an .xlsx, .xls or .ods, read by calamine.

It runs in the child process alone (guarded_child.py): calamine is quick and reads
all three, but a file of two kilobytes can make it ask for 550 GB and abort, and no
``except`` holds an abort. The archive is probed first (archives.py).
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

import pyarrow as pa
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
)

from zscore.files.archives import inspect_archive
from zscore.files.cell_text import TextSheet, text_of_column
from zscore.files.limits import MAX_ENTRIES, MAX_SHEET_COLUMNS, RefusedError

_XLS_COLUMNS = 256
CELLS_AT_ONCE = 500_000  # as Python objects some 40 MB
ZIP, OLE = b"PK\3\4", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le").ljust(64, b"\0")  # an entry of the directory


def sheets_of_workbook(file: BinaryIO) -> Iterator[TextSheet]:
    """Yield every sheet of cells; charts and macros are no such sheets.

    Raises
    ------
    RefusedError
        The file is no workbook, is damaged or locked, or asks for too much.
    """
    try:
        yield from _sheets(file)
    except PasswordError:
        raise RefusedError("workbook_password") from None
    except (CalamineError, zipfile.BadZipFile, zlib.error, NotImplementedError):
        raise RefusedError("workbook_broken") from None


def _sheets(file: BinaryIO) -> Iterator[TextSheet]:
    most_sheets, most_columns = _inspect(file)
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
    for i in sheets:
        sheet = workbook.get_sheet_by_index(i)
        # Not total_width: it is one too small in python-calamine 0.9.1.
        width = sheet.end[1] + 1 if sheet.end else 0
        if width > most_columns:
            raise RefusedError("workbook_broken")
        schema = pa.schema([(str(k), pa.string()) for k in range(width)])
        yield TextSheet(sheet.name, 1, schema, batches_of_sheet(sheet, schema))


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


def _inspect(file: BinaryIO) -> tuple[int, int]:
    """Refuse what is no honest workbook; return how many sheets and columns it may have."""
    start = file.read(8)
    if start.startswith(ZIP):
        return inspect_archive(file), MAX_SHEET_COLUMNS
    if start != OLE:
        raise RefusedError("workbook_kind")
    # A workbook with a password lies in a shell
    # of the same kind; calamine finds that too, but only where the rest is in order.
    tail = b""
    while piece := file.read(1 << 20):
        if ENCRYPTED in tail + piece:
            raise RefusedError("workbook_password")
        tail = piece[-len(ENCRYPTED) :]
    return MAX_ENTRIES, _XLS_COLUMNS


def _open(file: BinaryIO) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_filelike(file)
    except CalamineError:
        # Of a file without a name, python-calamine 0.9.1 does not say that it has a password.
        return CalamineWorkbook.from_path(file.name)
