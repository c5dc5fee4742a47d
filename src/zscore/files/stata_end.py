"""Detection of truncated Stata files: readers ignore missing labels at the end."""

from __future__ import annotations

import struct
from typing import BinaryIO

_END = b"</stata_dta>"  # of the formats from 117 on
# For older formats: sizes of the header and of each variable's entries, from Stata's "dta" help
# file (formats 113 to 115).
_HEADER, _NAME, _SORT, _LABEL, _TITLE = 109, 33, 2, 33, 81
_DISPLAY = {113: 12, 114: 49, 115: 49}
_WIDTHS = {
    251: 1,
    252: 2,
    253: 4,
    254: 4,
    255: 8,
}  # of numbers [bytes]; texts state theirs
_OF_LABELS = 4 + 33 + 3  # before each table of labels: its length, name, and padding


def is_cut_stata(file: BinaryIO) -> bool:
    """Return whether a .dta file is truncated; False for other formats."""
    size = file.seek(0, 2)
    file.seek(0)
    start = file.read(_HEADER)
    if start.startswith(b"<stata_dta>"):
        file.seek(max(size - 4 * len(_END), 0))
        return not file.read().rstrip().endswith(_END)
    if len(start) < _HEADER or start[0] not in _DISPLAY:
        return False
    order = ">" if start[1] == 1 else "<"
    variables, rows = struct.unpack_from(f"{order}HI", start, 4)
    width = sum(_WIDTHS.get(code, code) for code in file.read(variables))
    at = file.tell() + variables * (_NAME + _DISPLAY[start[0]] + _LABEL + _TITLE)
    at = _after_characteristics(file, at + _SORT * (variables + 1), order)
    return _after_labels(file, at + rows * width, size, order) != size


def _after_characteristics(file: BinaryIO, at: int, order: str) -> int:
    file.seek(at)
    while len(head := file.read(5)) == 5:
        kind, length = struct.unpack(f"{order}bi", head)
        if kind == 0 and length == 0:
            break
        file.seek(max(length, 0), 1)
    return file.tell()


def _after_labels(file: BinaryIO, at: int, size: int, order: str) -> int:
    while at < size:
        file.seek(at)
        length = file.read(4)
        if len(length) < 4:
            return size + 1
        at += _OF_LABELS + max(struct.unpack(f"{order}i", length)[0], 0)
    return at
