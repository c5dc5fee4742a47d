"""A look at a zipped workbook before anything is built from it.

What a few kilobytes may ask for is bounded only by what is refused here: an
archive can inflate a thousandfold, one cell at XFD1048576 asks for 17 billion
places, and one long string can be named by a million cells. So every part is
really inflated, in pieces, and what its tags claim is added up; the sizes the
archive declares are not believed. No XML tree is built.

What slips through (a root hidden behind a long comment, a namespace prefix of
20 letters) meets the memory limit of the process this runs in: workbooks.py.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

MAX_ENTRIES = 1_000
MAX_INFLATED = 2 << 30  # bytes, all parts together
MAX_RATIO = 100  # honest sheets measure 8 to 15
RATIO_FREE = 100_000  # bytes of each part that the ratio does not count
MAX_POSITIONS = 30_000_000  # cells from A1 to the last row and column of one sheet
MAX_REPEATED = 2 << 30  # bytes of text, every repetition counted

PIECE = 1 << 20  # fits the processor's cache
MAX_TAG = 64 << 20  # bytes between two tags, or of one row of an .ods

Bytes = NDArray[np.uint8]
Numbers = NDArray[np.int64]

_ROOT = re.compile(rb"<(?:[\w.-]+:)?(workbook|worksheet|sst|document-content)[\s>/]")
_REFERENCE = re.compile(rb"""[^<>]*?\sr\s*=\s*["']""")
_ODS_CELL = re.compile(rb"<table:(?:covered-)?table-cell([^>]*)>")
_ODS_COLUMNS = re.compile(rb"""number-columns-repeated\s*=\s*["'](\d{1,18})""")
_ODS_ROWS = re.compile(rb"""[^>]*?number-rows-repeated\s*=\s*["'](\d{1,18})""")

_ENDS_NAME = np.isin(np.arange(256), list(b" \t\r\n/>"))
_IN_NAME = np.array([i < 128 and (chr(i).isalnum() or chr(i) in "._-") for i in range(256)])


class RefusedError(Exception):
    """What the look found: a key of MESSAGES and the numbers of its sentence."""

    def __init__(self, key: str, **values: int) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


def inspect_archive(file: BinaryIO) -> int:
    """Refuse a zip that is no honest workbook; return how many sheets are in it.

    Parameters
    ----------
    file
        The zip archive, readable from any place.

    Raises
    ------
    RefusedError
        Too many parts, too much inside, too many places, too much repeated
        text, or no workbook at all.
    zipfile.BadZipFile, zlib.error
        The archive is damaged.
    """
    with zipfile.ZipFile(file) as archive:
        entries = archive.infolist()
    if len(entries) > MAX_ENTRIES:
        raise RefusedError("workbook_entries", n=len(entries), limit=MAX_ENTRIES)
    # The content of an .ods with a password is noise: calamine says so from its manifest.
    known = any(entry.filename == "content.xml" for entry in entries)
    inflated = tables = cells = longest = 0
    sheets, strings = [], []
    for entry in entries:
        meter = _Meter(file, entry, inflated)
        if meter.root == b"worksheet":
            cells += _look_at_sheet(meter, file)
            sheets.append(entry)
        elif meter.root == b"sst":
            longest = max(longest, int(_string_spans(meter, only_text=False).max(initial=0)))
            strings.append(entry)
        elif meter.root == b"document-content":
            tables += _look_at_ods(meter)
        known = known or meter.root == b"workbook"
        inflated = meter.run_out()
    if not known:
        raise RefusedError("workbook_kind")
    # The bound costs nothing; only where it is exceeded is the sum itself worth a second pass.
    if cells * longest > MAX_REPEATED:
        _add_up_strings(file, sheets, strings)
    return len(sheets) + tables


# --- inflating -------------------------------------------------------------------------------


class _Meter:
    """The pieces of one part, counted while they pass."""

    def __init__(self, file: BinaryIO, entry: zipfile.ZipInfo, before: int) -> None:
        self.entry = entry
        self.total = before
        # Entries may overlap or lie about their length, never beyond the file itself.
        self._end = before + RATIO_FREE + MAX_RATIO * min(entry.compress_size, file.seek(0, 2))
        self._pieces = self._counted(_inflate(file, entry))
        first = next(self._pieces, b"")
        root = _ROOT.search(first, 0, 1 << 16)
        self.root = root[1] if root else b""
        self._pieces = chain([first], self._pieces)

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._pieces)

    def run_out(self) -> int:
        """Inflate what is left; return the bytes of all parts so far."""
        for _ in self._pieces:
            pass
        return self.total

    def _counted(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        for piece in pieces:
            self.total += len(piece)
            if self.total > MAX_INFLATED:
                raise RefusedError("workbook_inflates", limit=MAX_INFLATED >> 20)
            if self.total > self._end:
                raise RefusedError("workbook_ratio", limit=MAX_RATIO)
            yield piece


def _inflate(file: BinaryIO, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield what the part really holds; zipfile itself stops at the declared size."""
    file.seek(entry.header_offset)
    header = file.read(30)
    if len(header) < 30 or header[:4] != b"PK\3\4":
        raise zipfile.BadZipFile("no local header")
    file.seek(sum(struct.unpack("<HH", header[26:])), 1)
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise zipfile.BadZipFile("compression that no workbook uses")
    deflated = entry.compress_type == zipfile.ZIP_DEFLATED
    engine = zlib.decompressobj(-15)
    left, rest = entry.compress_size, b""
    while left or (deflated and not engine.eof):
        if left and not rest:
            rest = file.read(min(left, PIECE // 8))
            left -= len(rest)
            if not rest:
                raise zipfile.BadZipFile("cut off")
        if not deflated:
            piece, rest = rest, b""
        else:
            piece, rest = engine.decompress(rest, PIECE), engine.unconsumed_tail
            if engine.eof:
                left = 0  # what follows the end is padding
            elif not (piece or rest or left):
                raise zipfile.BadZipFile("cut off")
        yield piece


def _whole_tags(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Cut the pieces anew, always before a '<', so that no tag is in two of them."""
    rest = b""
    for piece in pieces:
        cut = piece.rfind(b"<")
        if cut < 0:
            rest += piece
            if len(rest) > MAX_TAG:
                raise RefusedError("workbook_broken")
            continue
        yield rest + piece[:cut]
        rest = piece[cut:]
    yield rest


# --- tags, a piece at a time -----------------------------------------------------------------


class _Tags:
    """The opening tags of one piece of XML, found without a loop over them."""

    def __init__(self, text: bytes) -> None:
        self.text = text
        # The margin lets every look a few bytes before or ahead stay inside.
        self.bytes: Bytes = np.frombuffer(b"\0" + text + b"\0" * 32, np.uint8)
        self._before = (self.bytes[:-1] == ord("<")) | (self.bytes[:-1] == ord(":"))

    def named(self, name: bytes) -> Numbers:
        """Return where the names of the opening tags ``name`` begin, prefixed or not."""
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
        look = self.bytes
        value = at + length + 4
        usual = (look[value - 4] <= ord(" ")) & (look[value - 3] == ord("r"))
        usual &= (look[value - 2] == ord("=")) & ((look[value - 1] == 34) | (look[value - 1] == 39))
        for i in np.flatnonzero(~usual & (look[at + length] != ord(">"))):
            found = _REFERENCE.match(self.text, int(at[i]) + length - 1)
            usual[i] = found is not None
            value[i] = found.end() + 1 if found else 0
        value[~usual] = 0  # the zero before the text: no letter and no digit
        column, value = self._number(value, 26, b"AZ", lower_too=True)
        row, _ = self._number(value, 10, b"09")
        return column, row

    def shared_strings(self) -> tuple[Numbers, int]:
        """Return the indices in cells of t="s", and how many such cells have none to be read."""
        look = self.bytes
        at = np.flatnonzero((look[:-4] == ord("t")) & (look[1:-3] == ord("=")))
        at = at[(look[at + 3] == ord("s")) & (look[at + 4] == look[at + 2])]
        cells = self.named(b"c")
        is_shared = np.zeros(len(cells) + 1, bool)
        is_shared[np.searchsorted(cells, at)] = True
        values = self.named(b"v")
        values = values[is_shared[np.searchsorted(cells, values)] & (look[values + 1] == ord(">"))]
        values = values[(look[values + 2] >= ord("0")) & (look[values + 2] <= ord("9"))]
        indices, _ = self._number(values + 2, 10, b"09")
        return indices, max(int(is_shared[1:].sum()) - len(indices), 0)

    def _number(
        self, at: Numbers, base: int, digits: bytes, *, lower_too: bool = False
    ) -> tuple[Numbers, Numbers]:
        """Return the numbers written at ``at``, and where each of them ends."""
        number = np.zeros(len(at), np.int64)
        shift = digits[0] - 1 if base == 26 else digits[0]  # A is 1, "0" is 0
        for _ in range(12):  # a longer number belongs to no sheet
            sign = self.bytes[at] & (0xDF if lower_too else 0xFF)
            fits = (sign >= digits[0]) & (sign <= digits[1])
            if not fits.any():
                break
            np.copyto(number, number * base + sign.astype(np.int64) - shift, where=fits)
            at = at + fits
        return number, at

    def empty(self, at: Numbers) -> NDArray[np.bool_]:
        """Return which of the tags at ``at`` close themselves."""
        ends = np.flatnonzero(self.bytes == ord(">"))
        end = np.append(ends, 1)[np.searchsorted(ends, at)]
        closed: NDArray[np.bool_] = self.bytes[end - 1] == ord("/")
        return closed


def _continued(numbers: Numbers, known: NDArray[np.bool_], before: int) -> Numbers:
    """Return ``numbers`` with each unknown one more than the one before it."""
    steps = np.arange(len(numbers))
    last = np.maximum.accumulate(np.where(known, steps, -1))
    return np.where(last >= 0, numbers[last], before) + steps - last


# --- xlsx ------------------------------------------------------------------------------------


def _look_at_sheet(meter: _Meter, file: BinaryIO) -> int:
    """Refuse a sheet spread too far; return how many cells it has."""
    rows, columns, cells = _sheet_extent(meter, skip_empty=False)
    if rows * columns > MAX_POSITIONS:
        # Bordered empty cells cost nothing later, and some exports have a million rows of them.
        rows, columns, _ = _sheet_extent(_inflate(file, meter.entry), skip_empty=True)
    if rows * columns > MAX_POSITIONS:
        raise RefusedError("workbook_spread", rows=rows, columns=columns, limit=MAX_POSITIONS)
    return cells


def _sheet_extent(pieces: Iterable[bytes], *, skip_empty: bool) -> tuple[int, int, int]:
    """Return last row, last column and number of cells; cells without r= follow on."""
    last_row = last_column = cells = 0
    row = column = 0  # of the last tag of the piece before
    for text in _whole_tags(pieces):
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


def _string_spans(pieces: Iterable[bytes], *, only_text: bool) -> Numbers:
    """Return the length of each shared string: of its text, or with all its tags."""
    begins: list[Numbers] = []
    before = 0
    for text in _whole_tags(pieces):
        tags = _Tags(text)
        at = tags.named(b"si")
        if only_text:
            steps = (tags.bytes == ord("<")).astype(np.int8) - (tags.bytes == ord(">"))
            # A bare '>' in a text makes the count larger, never smaller.
            outside = (np.cumsum(steps, dtype=np.int32) <= 0) & (tags.bytes != ord(">"))
            outside[0] = False  # the margin
            passed = np.cumsum(outside, dtype=np.int64)
            begins.append(passed[at] + before)
            before += int(passed[len(text)])
        else:
            begins.append(at + before)
            before += len(text)
    return np.diff(np.concatenate([*begins, [before]]))


def _add_up_strings(
    file: BinaryIO, sheets: list[zipfile.ZipInfo], strings: list[zipfile.ZipInfo]
) -> None:
    """Refuse shared strings that the cells repeat too often."""
    tables = [_string_spans(_inflate(file, entry), only_text=True) for entry in strings]
    longest = max(int(spans.max(initial=0)) for spans in tables)
    sums = [0] * len(tables)
    for entry in sheets:
        for text in _whole_tags(_inflate(file, entry)):
            # A cell cut in two or written oddly counts as if it named the longest string.
            named, odd = _Tags(text).shared_strings()
            for i, spans in enumerate(tables):
                sums[i] += int(spans[named[named < len(spans)]].sum()) + odd * longest
            if max(sums) > MAX_REPEATED:
                raise RefusedError("workbook_repeats", limit=MAX_REPEATED >> 20)


# --- ods -------------------------------------------------------------------------------------


def _look_at_ods(pieces: Iterable[bytes]) -> int:
    """Refuse repeated cells and rows that spread too far; return how many tables there are."""
    tables = rows = last_row = last_column = repeated = 0
    for part in _ods_rows(pieces):
        times = 0
        if part[:1] in b" \t\r\n/>":  # else <table:table-rows> or <table:table-row-group>
            found = _ODS_ROWS.match(part)
            times = int(found[1]) if found else 1
        width, text = _ods_width(part)
        rows += times
        if width and times:
            last_row, last_column = rows, max(last_column, width)
            repeated += times * text
        if last_row * last_column > MAX_POSITIONS:
            raise RefusedError(
                "workbook_spread", rows=last_row, columns=last_column, limit=MAX_POSITIONS
            )
        if repeated > MAX_REPEATED:
            raise RefusedError("workbook_repeats", limit=MAX_REPEATED >> 20)
        begun = part.count(b"<table:table ") + part.count(b"<table:table>")
        if begun:
            tables += begun
            rows = last_row = last_column = 0
    return tables


def _ods_rows(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield what follows each opening of a row, up to the next one."""
    rest = b""
    for piece in pieces:
        *parts, rest = (rest + piece).split(b"<table:table-row")
        yield from parts
        if len(rest) > MAX_TAG:
            raise RefusedError("workbook_broken")
    yield rest


def _ods_width(part: bytes) -> tuple[int, int]:
    """Return the last used column of one row, and the bytes of its cells as often as they are."""
    if b"-columns-repeated" not in part:
        if b"</table:" not in part and b"value" not in part:
            return 0, 0
        cells = part.count(b"<table:table-cell") + part.count(b"<table:covered-table-cell")
        return cells, len(part)
    width = column = text = 0
    cells_found = list(_ODS_CELL.finditer(part))
    ends = [cell.start() for cell in cells_found[1:]] + [len(part)]
    for cell, end in zip(cells_found, ends, strict=True):
        found = _ODS_COLUMNS.search(cell[1])
        times = int(found[1]) if found else 1
        column += times
        if b"value" in cell[1] or not cell[1].endswith(b"/"):
            width = column
            text += times * (end - cell.end())
    return width, text
