"""Detection of Windows-1252, Latin-1 and Mac Roman, in which every byte is valid.

Excel for Mac saves text in Mac Roman: its é is Ž in Windows-1252, and its non-breaking space,
which e-PPGBM puts at the end of cells, is Ê. So the implausible characters under both encodings
are counted: a capital after a small letter, a symbol inside a word, a letter next to a digit.
The file is Mac Roman if that gives fewer of them; otherwise it is Windows-1252.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
Flags = NDArray[np.bool_]

_PIECE = 1 << 18  # [bytes]; fits the processor's cache
_NO_WINDOWS = b"\x81\x8d\x8f\x90\x9d"  # undefined in Windows-1252
_WINDOWS_SPACE, _MAC_SPACE = 0xA0, 0xCA  # non-breaking
_SMALL, _CAPITAL, _DIGIT, _EDGE, _SIGN, _OTHER = range(6)
# Marks that stand inside words and between them: Nu’man, Senin–Jumat.
_IN_WORDS = "‘’–—…"


def eight_bit_encoding(path: Path) -> str:
    """Return "cp1252", "latin-1" or "mac-roman" for text that is not Unicode."""
    windows = mac = 0
    is_windows = True
    window = b"\n\n"  # the start of the file counts as the end of a line
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            window += piece
            if not window.isascii():  # as nearly all pieces are
                is_windows = is_windows and not any(byte in piece for byte in _NO_WINDOWS)
                of_windows, of_mac = _oddities(np.frombuffer(window, np.uint8))
                windows, mac = windows + of_windows, mac + of_mac
            window = window[-3:]  # the last byte, not examined yet, and the two before it
    if windows > mac:
        return "mac-roman"
    return "cp1252" if is_windows else "latin-1"


def _oddities(text: Bytes) -> tuple[int, int]:
    """Count the bytes that are implausible as Windows-1252, and as Mac Roman.

    The first two bytes and the last are only used as neighbours.
    """
    at = 2 + np.flatnonzero(text[2:-1] >= 0x80)
    at = at[~_in_unicode(text, at)]
    byte, before, after = text[at], text[at - 1], text[at + 1]
    # A cell ends with Ê in a word of capitals (TIETÊ), never after a digit or a lone letter.
    in_word = _WINDOWS[before] == _CAPITAL
    in_word &= _WINDOWS[text[at - 2]] == _CAPITAL
    mac_space = (byte == _MAC_SPACE) & (_WINDOWS[after] == _EDGE) & ~in_word
    windows = _is_odd(_WINDOWS, before, byte, after) | mac_space
    mac = _is_odd(_MAC, before, byte, after) | (byte == _WINDOWS_SPACE)
    return int(windows.sum()), int(mac.sum())


def _is_odd(kinds: Bytes, before: Bytes, byte: Bytes, after: Bytes) -> Flags:
    """Return which bytes are characters that are implausible between their neighbours."""
    left, kind, right = kinds[before], kinds[byte], kinds[after]
    capital_in_word = (left == _SMALL) & (kind == _CAPITAL)
    beside_digit = (kind <= _CAPITAL) & ((left == _DIGIT) | (right == _DIGIT))
    sign_in_word = (kind == _SIGN) & (left <= _CAPITAL) & (right <= _CAPITAL)
    odd: Flags = capital_in_word | beside_digit | sign_in_word
    return odd


def _in_unicode(text: Bytes, at: NDArray[np.int64]) -> Flags:
    """Return which bytes look like UTF-8: a damaged UTF-8 file is no sign of Mac Roman."""
    byte, before, after = text[at], text[at - 1], text[at + 1]
    leads = (byte >= 0xC2) & (byte <= 0xF4) & (after >= 0x80) & (after <= 0xBF)
    follows: Flags = (byte <= 0xBF) & (before >= 0x80) & (before <= 0xF4)
    return leads | follows


def _kinds(encoding: str) -> Bytes:
    """Return the character class of each byte."""
    decoded = bytes(range(256)).decode(encoding, "replace")
    return np.array([_kind_of(character) for character in decoded], np.uint8)


def _kind_of(character: str) -> int:
    if character in ';,|\t\r\n"<':  # the last one ends a cell of HTML
        return _EDGE
    if character.isascii() and character.isdigit():
        return _DIGIT
    category = unicodedata.category(character)
    if category in {"Lu", "Ll"} and unicodedata.name(character, "").startswith("LATIN"):
        return _CAPITAL if category == "Lu" else _SMALL
    return _OTHER if character.isascii() or character.isspace() or character in _IN_WORDS else _SIGN


_WINDOWS, _MAC = _kinds("cp1252"), _kinds("mac-roman")
