"""Kernels on columns of text and of codes.

A short text is two words, as in Arrow's views of text: its length in the first four
bytes, then its bytes, then zeros. So texts are compared without a loop over bytes.
"""

from __future__ import annotations

import numpy as np

from zscore._jit import jit, jit_inline

LONGEST_SHORT = 12  # [bytes]
MOST_TEXTS = 256  # a quarter of the slots
_SLOT_BITS = 10
SLOTS = 1 << _SLOT_BITS
_BLOCK = 4096  # rows whose words stay in the second cache
_ALL = np.uint64(0xFFFFFFFFFFFFFFFF)
_LOW = np.uint64(0xFFFFFFFF)
_MIX = np.uint64(0x9E3779B97F4A7C15)  # 2⁶⁴ by the golden ratio, Knuth's multiplier
_NONE, _WORD = np.uint64(0), 8  # [bytes]
_SHIFT = np.uint64(33)
_SCRAMBLE_1, _SCRAMBLE_2 = np.uint64(0xFF51AFD7ED558CCD), np.uint64(0xC4CEB9FE1A85EC53)


@jit
def number_texts(views, heads, tails, slots, which):
    """Number the different texts of a column in the order in which they are met.

    views         uint64[n, 2]       the words of each row's text
    heads, tails  uint64[k]          the words of each text met, by its number
    slots         int16[SLOTS]       by a text's hash: its number, or -1
    which         uint8[n]           number of each row's text

    Continues after the texts that are in ``slots``. Returns False if there come to be more
    than k, or one is longer than LONGEST_SHORT.
    """
    found = 0
    for i in range(SLOTS):
        found = max(found, slots[i] + 1)
    for i in range(len(which)):
        head, tail = views[i, 0], views[i, 1]
        if (head & _LOW) > np.uint64(LONGEST_SHORT):
            return False
        slot = ((head ^ (tail * _MIX)) * _MIX) >> np.uint64(64 - _SLOT_BITS)
        text = slots[slot]
        while text >= 0 and (heads[text] != head or tails[text] != tail):
            slot = (slot + np.uint64(1)) & np.uint64(SLOTS - 1)
            text = slots[slot]
        if text < 0:
            if found == len(heads):
                return False
            heads[found], tails[found] = head, tail
            slots[slot] = text = found
            found += 1
        which[i] = text
    return True


@jit
def view_texts(offsets, words, views):
    """Find the words of texts that lie one after the other.

    offsets  int64[n + 1]  where each text begins [bytes]
    words    uint64[w]     all texts, and 24 bytes more
    views    uint64[n, 2]  the words of each text, or its length alone if it is not short
    """
    for i in range(len(views)):
        start = np.uint64(offsets[i])
        n = np.uint64(offsets[i + 1]) - start
        word, shift = start >> np.uint64(3), (start & np.uint64(7)) << np.uint64(3)
        # In two steps, for a shift by all 64 bits is undefined.
        rest = np.uint64(63) - shift
        low = (words[word] >> shift) | ((words[word + 1] << np.uint64(1)) << rest)
        high = (words[word + 1] >> shift) | ((words[word + 2] << np.uint64(1)) << rest)
        bits = min(n, np.uint64(LONGEST_SHORT)) << np.uint64(3)
        low &= _ALL if bits >= np.uint64(64) else (np.uint64(1) << bits) - np.uint64(1)
        beyond = bits - np.uint64(64) if bits > np.uint64(64) else np.uint64(0)
        high &= (np.uint64(1) << beyond) - np.uint64(1)
        views[i, 0] = (n & _LOW) | (low << np.uint64(32))
        views[i, 1] = (low >> np.uint64(32)) | (high << np.uint64(32))


@jit
def number_strings(offsets, words, heads, tails, slots, which):
    """Do as number_texts with texts that lie one after the other; see view_texts."""
    views = np.empty((_BLOCK, 2), np.uint64)
    for start in range(0, len(which), _BLOCK):
        end = min(start + _BLOCK, len(which))
        view_texts(offsets[start : end + 1], words, views[: end - start])
        if not number_texts(views, heads, tails, slots, which[start:end]):
            return False
    return True


@jit
def take_codes(codes, which, out):
    """Give each row the code of its text.

    codes  int8[k]   code of each text
    which  uint8[n]  which text each row holds
    out    int8[n]
    """
    for i in range(len(out)):
        out[i] = codes[which[i]]


@jit_inline
def scrambled(number):
    """Return a number of 64 bits each of which depends on all of the given one, and back.

    Source: the finalizer of MurmurHash3 (Appleby), public domain.
    """
    number ^= number >> _SHIFT
    number *= _SCRAMBLE_1
    number ^= number >> _SHIFT
    number *= _SCRAMBLE_2
    return number ^ (number >> _SHIFT)


@jit
def hash_texts(offsets, letters, key, plain, hashes):
    """Make a number of each text: the same where texts are, with the same key.

    offsets  int32[n + 1]  where in ``letters`` each text begins and ends
    letters  uint8[]       UTF-8
    key      uint64        known to nobody else
    plain    bool          all that is written counts; else ASCII's letters and digits alone,
                           whatever their case, and all that is not ASCII
    hashes   uint64[n]     0 of a text in which nothing counts

    Every word is scrambled before the next is added: with less, two NIKs that differ in a few
    digits have one number for a quarter of the keys.
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
    """Make one number of two, another for every other pair as far as chance allows.

    one    uint64[n]
    other  uint64[n]
    mixed  uint64[n]
    """
    for i in range(len(mixed)):
        mixed[i] = scrambled(one[i] ^ other[i])
