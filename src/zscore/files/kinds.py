"""Detect a file's type by its content, ignoring its name."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Literal

from zscore.errors import FileError
from zscore.files.compressed import ZIP, unpacked

Kind = Literal["workbook", "parquet", "survey", "html", "text"]
SurveyFormat = Literal["dta", "sav", "por", "xpt"]

HEAD_BYTES = 4096
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
# Version, byte order, and 1: Stata before 13; later versions use a form of XML.
_OLD_STATA = re.compile(rb"[\x69-\x73][\x01\x02]\x01\x00")
# Seen in practice in place of exports, but never an export.
_OTHERS = {b"%PDF": "PDF", b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG"}


def shown_name(path: Path) -> str:
    """Return a file's name as text; on Linux it may be any bytes."""
    return os.fsencode(path.name).decode("utf-8", "replace")


def survey_format(head: bytes) -> SurveyFormat | None:
    """Return the format of a Stata, SPSS or SAS file by its first bytes, or None."""
    if head.startswith((b"$FL2", b"$FL3")):
        return "sav"
    if head.startswith(b"<stata_dta>") or _OLD_STATA.match(head):
        return "dta"
    if head.startswith(b"HEADER RECORD*******LIB"):
        return "xpt"
    # A portable file begins with five lines of its name, in several character sets.
    return "por" if b"SPSS PORT FILE" in head[:420] else None


def kind_of(path: Path) -> Kind:
    """Return the kind of a file, or of the one table in a gzip or zip archive.

    Raises
    ------
    FileError
        If it cannot be opened, is empty, or is of an unsupported kind.
    """
    if path.exists() and not path.is_file():  # a pipe can only be read once
        raise FileError("file_irregular", file=path.name)
    table = unpacked(path)
    try:
        with table.path.open("rb") as file:
            head = file.read(HEAD_BYTES)
            while head and not head.strip():  # blank lines on top of a text
                head = file.read(HEAD_BYTES)
    except OSError as error:
        raise FileError("file_unopened", file=path.name, why=error.strerror or "") from None
    if not head:
        raise FileError("file_empty", file=path.name)
    if head.startswith((ZIP, _OLE)):
        return "workbook"
    if head.startswith(b"PAR1"):
        return "parquet"
    if survey_format(head):
        return "survey"
    return _kind_of_text(head, path.name)


def _kind_of_text(head: bytes, name: str) -> Kind:
    for start, kind in _OTHERS.items():
        if head.startswith(start):
            raise FileError("file_of_other_kind", file=name, kind=kind)
    if not head.startswith(_UTF16) and b"\x00" in head:
        raise FileError("file_of_other_kind", file=name, kind="binary")
    start_of_text = head.decode("utf-8", "ignore").lstrip("\ufeff \t\r\n").casefold()
    if start_of_text.startswith("<?xml") and "spreadsheet" in start_of_text:
        raise FileError("file_of_other_kind", file=name, kind="XML Spreadsheet 2003")
    return "html" if start_of_text.startswith("<") else "text"
