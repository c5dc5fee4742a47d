"""Detection of a text file's encoding: byte order mark, UTF-8, or an eight-bit encoding."""

from __future__ import annotations

import codecs
import io
from pathlib import Path
from typing import Any, TextIO

from zscore.errors import FileError
from zscore.files.codepages import eight_bit_encoding

_PIECE = 1 << 18  # [bytes]; fits the processor's cache


def decoded(path: Path) -> str:
    """Return the text of a whole file."""
    with opened(path, encoding_of(path)[0]) as file:
        return file.read()


def opened(path: Path, encoding: str) -> TextIO:
    """Open a file as a stream of text, after its byte order mark, with line ends unchanged."""
    file = path.open("rb")
    if file.peek(3).startswith(codecs.BOM_UTF8):  # even if the rest is not UTF-8
        file.seek(len(codecs.BOM_UTF8))
    return io.TextIOWrapper(file, encoding, "replace", newline="")


def encoding_of(path: Path, longest_line: int | None = None) -> tuple[str, bool]:
    """Return a file's encoding, and whether there are quotation marks in it.

    Raises
    ------
    FileError
        If a line has more bytes than ``longest_line``.
    """
    utf_8 = codecs.getincrementaldecoder("utf-8")()
    is_utf_8, quoted, of_line = True, False, 0
    with path.open("rb") as file:
        is_utf_16 = file.peek(2).startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        while piece := file.read(_PIECE):
            quoted = quoted or b'"' in piece
            of_line = 0 if b"\n" in piece or b"\r" in piece else of_line + len(piece)
            if longest_line is not None and of_line > longest_line:
                raise FileError("line_too_long", file=path.name, limit=longest_line >> 20)
            if piece.isascii() and not utf_8.getstate()[0]:  # as nearly all pieces are
                continue
            is_utf_8 = is_utf_8 and _decodes(utf_8, piece)
    if is_utf_16:
        return "utf-16", quoted
    if is_utf_8 and _decodes(utf_8, b"", final=True):
        return "utf-8", quoted
    return eight_bit_encoding(path), quoted


def _decodes(decoder: codecs.IncrementalDecoder, piece: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(piece, final)
    except UnicodeDecodeError:
        return False
    return True


class AsUtf8(io.RawIOBase):
    """A file of any encoding as UTF-8 bytes, the only encoding that Arrow reads."""

    def __init__(self, path: Path, encoding: str) -> None:
        self._text = opened(path, encoding)
        self._rest = b""

    def readable(self) -> bool:
        """Return True, as RawIOBase requires."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer as far as possible, and return the number of bytes."""
        if not self._rest:
            self._rest = self._text.read(_PIECE).encode()
        n = min(len(buffer), len(self._rest))
        buffer[:n], self._rest = self._rest[:n], self._rest[n:]
        return n

    def close(self) -> None:
        """Close the file too."""
        self._text.close()
        super().close()
