"""Checks of a zipped workbook before it is read.

A file of a few kilobytes can demand enormous resources: an archive can inflate
a thousandfold, one cell at XFD1048576 asks for 17 billion cells, and a million
cells can refer to one long string. So every part is actually inflated, in
pieces, and the sizes claimed by its tags are added up; the sizes declared by
the archive are ignored. No XML tree is built.

Whatever gets past these checks (a root hidden behind a long comment, a namespace
prefix of 20 letters) is stopped by the memory limit of the process: guarded.py.
"""

from __future__ import annotations

import zipfile
from typing import BinaryIO

from zscore.files import limits
from zscore.files.inflating import Meter
from zscore.files.limits import RefusedError
from zscore.files.ods_probe import probe_ods
from zscore.files.xlsx_probe import add_up_strings, probe_xlsx_sheet, string_spans


def inspect_archive(file: BinaryIO) -> int:
    """Refuse a zip that is not an honest workbook; return its number of sheets.

    Parameters
    ----------
    file
        The zip archive, readable from any offset.

    Raises
    ------
    RefusedError
        Too many parts, too much inside, too many cells, too much repeated
        text, or not a workbook at all.
    zipfile.BadZipFile, zlib.error
        The archive is damaged.
    """
    with zipfile.ZipFile(file) as archive:
        entries = archive.infolist()
    if len(entries) > limits.MAX_ENTRIES:
        raise RefusedError("workbook_entries", n=len(entries), limit=limits.MAX_ENTRIES)
    # The content of an .ods with a password is encrypted; calamine reports this by the manifest.
    known = any(entry.filename == "content.xml" for entry in entries)
    inflated = tables = cells = longest = 0
    sheets, strings = [], []
    for entry in entries:
        meter = Meter(file, entry, inflated)
        if meter.root == b"worksheet":
            cells += probe_xlsx_sheet(meter, file)
            sheets.append(entry)
        elif meter.root == b"sst":
            longest = max(longest, int(string_spans(meter, only_text=False).max(initial=0)))
            strings.append(entry)
        elif meter.root == b"document-content":
            tables += probe_ods(meter)
        known = known or meter.root == b"workbook"
        inflated = meter.run_out()
    if not known:
        raise RefusedError("workbook_kind")
    # The upper bound costs nothing; the exact sum is computed only if the bound is exceeded.
    if cells * longest > limits.MAX_REPEATED:
        add_up_strings(file, sheets, strings)
    return len(sheets) + tables
