"""Check of how far the cells of an .xlsx sheet extend, and how often strings are repeated.

numpy finds the tags in a piece of XML, without a loop over tags and without a tree: a
probe must cost less than the reading it protects.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from zscore.files import limits
from zscore.files.inflating import Meter, inflate, whole_tags
from zscore.files.limits import RefusedError

Bytes = NDArray[np.uint8]
Numbers = NDArray[np.int64]

_REFERENCE = re.compile(rb"""[^<>]*?\sr\s*=\s*["']""")
_ENDS_NAME = np.isin(np.arange(256), list(b" \t\r\n/>"))
_IN_NAME = np.array([i < 128 and (chr(i).isalnum() or chr(i) in "._-") for i in range(256)])


class _Tags:
    """The opening tags of one piece of XML, found without a loop over them."""

    def __init__(self, text: bytes) -> None:
        self.text = text
        # The margin keeps indices a few bytes before or after in range.
        self.bytes: Bytes = np.frombuffer(b"\0" + text + b"\0" * 32, np.uint8)
        self._before = (self.bytes[:-1] == ord("<")) | (self.bytes[:-1] == ord(":"))

    def named(self, name: bytes) -> Numbers:
        """Return where the names of opening tags ``name`` begin, prefixed or not."""
        at = np.flatnonzero(self._before & (self.bytes[1:] == name[0])) + 1
        for i, letter in enumerate(name[1:], 1):
            at = at[self.bytes[at + i] == letter]
        at = at[_ENDS_NAME[self.bytes[at + len(name)]]]
        prefixed = self.bytes[at - 1] == ord(":")
        if prefixed.any():
            back = at[prefixed] - 2
            for _ in range(16):
                back = np.maximum(back - _IN_NAME[self.bytes[back]], 0)
            prefixed[prefixed] = self.bytes[back] != ord("<")
            at = at[~prefixed]
        return at

    def references(self, at: Numbers, length: int) -> tuple[Numbers, Numbers]:
        """Return column and row of r="…" in the tags at ``at``, 1-based; 0 is none."""
        raw = self.bytes
        value = at + length + 4
        usual = (raw[value - 4] <= ord(" ")) & (raw[value - 3] == ord("r"))
        usual &= (raw[value - 2] == ord("=")) & ((raw[value - 1] == 34) | (raw[value - 1] == 39))
        for i in np.flatnonzero(~usual & (raw[at + length] != ord(">"))):
            found = _REFERENCE.match(self.text, int(at[i]) + length - 1)
            usual[i] = found is not None
            value[i] = found.end() + 1 if found else 0
        value[~usual] = 0  # the zero before the text: neither letter nor digit
        column, value = self._number(value, 26, b"AZ", lower_too=True)
        row, _ = self._number(value, 10, b"09")
        return column, row

    def shared_strings(self) -> tuple[Numbers, int]:
        """Return the string indices in cells with t="s", and the number of unreadable ones."""
        raw = self.bytes
        at = np.flatnonzero((raw[:-4] == ord("t")) & (raw[1:-3] == ord("=")))
        at = at[(raw[at + 3] == ord("s")) & (raw[at + 4] == raw[at + 2])]
        cells = self.named(b"c")
        is_shared = np.zeros(len(cells) + 1, bool)
        is_shared[np.searchsorted(cells, at)] = True
        values = self.named(b"v")
        values = values[is_shared[np.searchsorted(cells, values)] & (raw[values + 1] == ord(">"))]
        values = values[(raw[values + 2] >= ord("0")) & (raw[values + 2] <= ord("9"))]
        indices, _ = self._number(values + 2, 10, b"09")
        return indices, max(int(is_shared[1:].sum()) - len(indices), 0)

    def _number(
        self, at: Numbers, base: int, digits: bytes, *, lower_too: bool = False
    ) -> tuple[Numbers, Numbers]:
        """Return the numbers written at ``at``, and where each of them ends."""
        number = np.zeros(len(at), np.int64)
        shift = digits[0] - 1 if base == 26 else digits[0]  # A is 1, "0" is 0
        for _ in range(12):  # longer numbers do not occur in sheets
            sign = self.bytes[at] & (0xDF if lower_too else 0xFF)
            fits = (sign >= digits[0]) & (sign <= digits[1])
            if not fits.any():
                break
            np.copyto(number, number * base + sign.astype(np.int64) - shift, where=fits)
            at = at + fits
        return number, at

    def empty(self, at: Numbers) -> NDArray[np.bool_]:
        """Return which of the tags at ``at`` are self-closing."""
        ends = np.flatnonzero(self.bytes == ord(">"))
        end = np.append(ends, 1)[np.searchsorted(ends, at)]
        closed: NDArray[np.bool_] = self.bytes[end - 1] == ord("/")
        return closed


def _continued(numbers: Numbers, known: NDArray[np.bool_], before: int) -> Numbers:
    """Return ``numbers`` with each unknown one more than the one before it."""
    steps = np.arange(len(numbers))
    last = np.maximum.accumulate(np.where(known, steps, -1))
    return np.where(last >= 0, numbers[last], before) + steps - last


def probe_xlsx_sheet(meter: Meter, file: BinaryIO) -> int:
    """Refuse a sheet that extends too far; return its number of cells."""
    rows, columns, cells = _sheet_extent(meter, skip_empty=False)
    if rows * columns > limits.MAX_POSITIONS:
        # Bordered empty cells cost nothing later, and some exports have a million rows of them.
        rows, columns, _ = _sheet_extent(inflate(file, meter.entry), skip_empty=True)
    if rows * columns > limits.MAX_POSITIONS:
        raise RefusedError(
            "workbook_spread", rows=rows, columns=columns, limit=limits.MAX_POSITIONS
        )
    return cells


def _sheet_extent(pieces: Iterable[bytes], *, skip_empty: bool) -> tuple[int, int, int]:
    """Return last row, last column and number of cells; cells without r= continue the row."""
    last_row = last_column = cells = 0
    row = column = 0  # of the last tag of the piece before
    for text in whole_tags(pieces):
        tags = _Tags(text)
        row_at, cell_at = tags.named(b"row"), tags.named(b"c")
        _, row_numbers = tags.references(row_at, 3)
        row_numbers = _continued(row_numbers, row_numbers > 0, row)
        cell_columns, cell_rows = tags.references(cell_at, 1)
        if not cell_columns.all():
            order = np.argsort(np.concatenate([row_at, cell_at]), kind="stable")
            numbers = np.concatenate([np.zeros_like(row_at), cell_columns])[order]
            is_row = order < len(row_at)
            cell_columns = _continued(numbers, is_row | (numbers > 0), column)[~is_row]
            owners = np.concatenate([[row], row_numbers])[np.searchsorted(row_at, cell_at)]
            cell_rows = np.where(cell_rows > 0, cell_rows, owners)
        if len(cell_at) and (not len(row_at) or cell_at[-1] > row_at[-1]):
            column = int(cell_columns[-1])
        elif len(row_at):
            column = 0
        row = int(row_numbers[-1]) if len(row_at) else row
        cells += len(cell_at)
        if skip_empty:
            used = ~tags.empty(cell_at)
            cell_columns, cell_rows = cell_columns[used], cell_rows[used]
        last_row = max(last_row, int(cell_rows.max(initial=0)))
        last_column = max(last_column, int(cell_columns.max(initial=0)))
    return last_row, last_column, cells


def string_spans(pieces: Iterable[bytes], *, only_text: bool) -> Numbers:
    """Return the length of each shared string, of its text only or with all tags."""
    begins: list[Numbers] = []
    before = 0
    for text in whole_tags(pieces):
        tags = _Tags(text)
        at = tags.named(b"si")
        if only_text:
            steps = (tags.bytes == ord("<")).astype(np.int8) - (tags.bytes == ord(">"))
            # A bare '>' in a text only makes the count larger.
            outside = (np.cumsum(steps, dtype=np.int32) <= 0) & (tags.bytes != ord(">"))
            outside[0] = False  # the margin
            passed = np.cumsum(outside, dtype=np.int64)
            begins.append(passed[at] + before)
            before += int(passed[len(text)])
        else:
            begins.append(at + before)
            before += len(text)
    return np.diff(np.concatenate([*begins, [before]]))


def add_up_strings(
    file: BinaryIO, sheets: list[zipfile.ZipInfo], strings: list[zipfile.ZipInfo]
) -> None:
    """Refuse shared strings that the cells repeat too often."""
    tables = [string_spans(inflate(file, entry), only_text=True) for entry in strings]
    longest = max(int(spans.max(initial=0)) for spans in tables)
    sums = [0] * len(tables)
    for entry in sheets:
        for text in whole_tags(inflate(file, entry)):
            # A cell that is split or written oddly counts as if it referred to the longest string.
            named, odd = _Tags(text).shared_strings()
            for i, spans in enumerate(tables):
                sums[i] += int(spans[named[named < len(spans)]].sum()) + odd * longest
            if max(sums) > limits.MAX_REPEATED:
                raise RefusedError("workbook_repeats", limit=limits.MAX_REPEATED >> 20)
