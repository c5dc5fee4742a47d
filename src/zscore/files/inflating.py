"""Inflating the parts of a zip archive in pieces, counting their true sizes."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import BinaryIO

from zscore.files import limits
from zscore.files.limits import RefusedError

_ROOT = re.compile(rb"<(?:[\w.-]+:)?(workbook|worksheet|sst|document-content)[\s>/]")


class Meter:
    """Iterate over the pieces of one part while counting bytes."""

    def __init__(self, file: BinaryIO, entry: zipfile.ZipInfo, before: int) -> None:
        self.entry = entry
        self.total: int = before
        # Entries may overlap or lie about their length, never beyond the file itself.
        self._end = (
            before
            + limits.RATIO_FREE
            + limits.MAX_RATIO * min(entry.compress_size, file.seek(0, 2))
        )
        self._pieces = self._counted(inflate(file, entry))
        first = next(self._pieces, b"")
        root = _ROOT.search(first, 0, 1 << 16)
        self.root: bytes = root[1] if root else b""
        self._pieces = chain([first], self._pieces)

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._pieces)

    def run_out(self) -> int:
        """Inflate the rest; return the number of bytes of all parts so far."""
        for _ in self._pieces:
            pass
        return self.total

    def _counted(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        for piece in pieces:
            self.total += len(piece)
            if self.total > limits.MAX_INFLATED:
                raise RefusedError("workbook_inflates", limit=limits.MAX_INFLATED >> 20)
            if self.total > self._end:
                raise RefusedError("workbook_ratio", limit=limits.MAX_RATIO)
            yield piece


def inflate(file: BinaryIO, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield the true contents of a part; zipfile itself stops at the declared size."""
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
            rest = file.read(min(left, limits.PIECE // 8))
            left -= len(rest)
            if not rest:
                raise zipfile.BadZipFile("cut off")
        if not deflated:
            piece, rest = rest, b""
        else:
            piece, rest = engine.decompress(rest, limits.PIECE), engine.unconsumed_tail
            if engine.eof:
                left = 0  # padding after the end
            elif not (piece or rest or left):
                raise zipfile.BadZipFile("cut off")
        yield piece


def whole_tags(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Split the pieces again, always before a '<', so that no tag is split."""
    rest = b""
    for piece in pieces:
        cut = piece.rfind(b"<")
        if cut < 0:
            rest += piece
            if len(rest) > limits.MAX_TAG:
                raise RefusedError("workbook_broken")
            continue
        yield rest + piece[:cut]
        rest = piece[cut:]
    yield rest
