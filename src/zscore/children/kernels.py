"""Kernels that compute keyed hashes of texts."""

from __future__ import annotations

import numpy as np

from zscore._jit import jit, jit_inline

_NONE, _WORD = np.uint64(0), 8  # [bytes]
_SHIFT = np.uint64(33)
_SCRAMBLE_1, _SCRAMBLE_2 = np.uint64(0xFF51AFD7ED558CCD), np.uint64(0xC4CEB9FE1A85EC53)


@jit_inline
def scrambled(number):
    """Return a 64-bit number whose bits each depend on all input bits, reversibly.

    Source: the finalizer of MurmurHash3 (Appleby), public domain.
    """
    number ^= number >> _SHIFT
    number *= _SCRAMBLE_1
    number ^= number >> _SHIFT
    number *= _SCRAMBLE_2
    return number ^ (number >> _SHIFT)


@jit
def hash_texts(offsets, letters, key, plain, hashes):
    """Compute a hash of each text; equal texts have equal hashes under the same key.

    offsets  int32[n + 1]  where each text begins and ends in ``letters``
    letters  uint8[]       UTF-8
    key      uint64        secret
    plain    bool          use every character; otherwise only ASCII letters and digits, ignoring
                           case, and all non-ASCII characters
    hashes   uint64[n]     0 for a text without such characters

    Every word is scrambled before the next is added: otherwise, two NIKs that differ in a few
    digits would collide for a quarter of the keys.
    """
    for i in range(len(hashes)):
        number, word, filled, length = key, _NONE, 0, 0
        for at in range(offsets[i], offsets[i + 1]):
            letter = letters[at]
            if not plain:
                if 65 <= letter <= 90:
                    letter += 32
                elif letter < 48 or 57 < letter < 97 or 122 < letter < 128:
                    continue
            word |= np.uint64(letter) << np.uint64(8 * filled)
            filled += 1
            length += 1
            if filled == _WORD:
                number = scrambled(number ^ word)
                word, filled = _NONE, 0
        number = scrambled(scrambled(number ^ word) ^ np.uint64(length))
        hashes[i] = number if length else _NONE


@jit
def mix(one, other, mixed):
    """Combine two hashes into one; different pairs collide only by chance.

    one    uint64[n]
    other  uint64[n]
    mixed  uint64[n]
    """
    for i in range(len(mixed)):
        mixed[i] = scrambled(one[i] ^ other[i])
