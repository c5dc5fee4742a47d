"""Hashes of texts, against a naive twin."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from zscore.children.kernels import hash_texts, mix

ALL = (1 << 64) - 1
NUMBERS = st.integers(0, ALL)


def scrambled(number: int) -> int:
    """Do as the finalizer of MurmurHash3, in whole numbers of any size."""
    number ^= number >> 33
    number = number * 0xFF51AFD7ED558CCD & ALL
    number ^= number >> 33
    number = number * 0xC4CEB9FE1A85EC53 & ALL
    return number ^ number >> 33


def hashed(text: str, key: int, *, plain: bool) -> int:
    """Return the hash of one text, eight bytes at a time."""
    letters = text.encode()
    if not plain:
        counted = (x for x in text.lower() if not x.isascii() or x.isalnum())
        letters = "".join(counted).encode()
    number = key
    whole = len(letters) // 8 * 8
    for start in range(0, whole, 8):
        number = scrambled(number ^ int.from_bytes(letters[start : start + 8], "little"))
    number = scrambled(number ^ int.from_bytes(letters[whole:], "little"))
    return scrambled(number ^ len(letters)) if letters else 0


LETTERS = st.characters(codec="utf-8", exclude_categories=["Lu", "Lt"]) | st.sampled_from("ABZ@[`{")


@given(texts=st.lists(st.text(LETTERS, max_size=20), max_size=5), key=NUMBERS, plain=st.booleans())
def test_hash_texts__equals_the_naive_twin(texts: list[str], key: int, plain: bool) -> None:
    parts = [text.encode() for text in texts]
    offsets = np.cumsum([0, *map(len, parts)]).astype(np.int32)
    hashes = np.empty(len(texts), np.uint64)
    hash_texts(
        offsets, np.frombuffer(b"".join(parts) + b"x", np.uint8), np.uint64(key), plain, hashes
    )
    assert hashes.tolist() == [hashed(text, key, plain=plain) for text in texts]


@given(pairs=st.lists(st.tuples(NUMBERS, NUMBERS), max_size=5))
def test_mix__equals_the_naive_twin(pairs: list[tuple[int, int]]) -> None:
    one, other = (np.array([pair[i] for pair in pairs], np.uint64) for i in (0, 1))
    mixed = np.empty(len(pairs), np.uint64)
    mix(one, other, mixed)
    assert mixed.tolist() == [scrambled(a ^ b) for a, b in pairs]
