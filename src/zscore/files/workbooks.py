"""Sheets of .xlsx, .xls and .ods workbooks, read by calamine.

This runs only in the reading process (guarded_child.py): calamine is fast and reads all
three, but a file of two kilobytes can make it ask for 550 GB and abort, which no
``except`` catches. The archive is checked first (archives.py).
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
ENCRYPTED = "EncryptedPackage".encode("utf-16-le").ljust(64, b"\0")  # a directory entry


def sheets_of_workbook(file: BinaryIO) -> Iterator[TextSheet]:
    """Yield every worksheet, but no charts or macros.

    Raises
    ------
    RefusedError
        If the file is not a workbook, is damaged or locked, or exceeds a limit.
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
    # A workbook may list one sheet a thousand times, with a few bytes each.
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
    """Yield the cells as text, starting at A1, in batches of rows."""
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
    """Refuse a dishonest workbook; return the limits on its sheets and columns."""
    start = file.read(8)
    if start.startswith(ZIP):
        return inspect_archive(file), MAX_SHEET_COLUMNS
    if start != OLE:
        raise RefusedError("workbook_kind")
    # A workbook with a password is wrapped in a
    # container of this kind; calamine detects that only if the rest is intact.
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
        # For a file without a name, python-calamine 0.9.1 does not report a password.
        return CalamineWorkbook.from_path(file.name)
