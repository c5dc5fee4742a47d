"""What may become of the bytes of a file: a seeded mutation of it."""

from __future__ import annotations

import random

# What means something to a reader of text, HTML or numbers.
_ODD = (
    b'"', b'""', b"'", b";", b",", b"\t", b"\x00", b"\r", b"\n" * 20, b"\xff\xfe", b"\xef\xbb\xbf",
    b"\xe2\x80\xa8", b"\xf0\x9f\x91\xb6", b"\x1a", b"=1+1", b"1e400", b"-inf", b"nan", b"9" * 400,
    b"31/02/2024", b"0000-00-00", b"99/99/9999", b"<td>", b"</table>", b"<!--", b"<![CDATA[",
    b"&#0;", b"&#xD800;", b'<td colspan="99999" rowspan="99999">', b"\x7f\xff\xff\xff",
    b"\xff\xff\xff\x7f",
)  # fmt: skip


def mutated(whole: bytes, seed: int) -> bytes:
    """Return a file with one to four things wrong with it, the same for one seed."""
    chance = random.Random(seed)  # noqa: S311 - to be repeated, not to be secret
    found = bytearray(whole)
    while bytes(found) == whole:
        for _ in range(chance.randint(1, 4)):
            _MUTATIONS[chance.randrange(len(_MUTATIONS))](found, chance)
    return bytes(found) or b" "


def _place(found: bytearray, chance: random.Random) -> int:
    return chance.randrange(len(found) + 1)


def _flip(found: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 3, 30))):
        if found:
            found[chance.randrange(len(found))] ^= 1 << chance.randrange(8)


def _cut_off(found: bytearray, chance: random.Random) -> None:
    del found[_place(found, chance) :]


def _lose_the_start(found: bytearray, chance: random.Random) -> None:
    del found[: _place(found, chance)]


def _lose_some(found: bytearray, chance: random.Random) -> None:
    at = _place(found, chance)
    del found[at : at + chance.randint(1, 400)]


def _repeat(found: bytearray, chance: random.Random) -> None:
    at = _place(found, chance)
    some = bytes(found[at : at + chance.randint(1, 2000)])
    found[at:at] = some * chance.choice((1, 5, 40))


def _blank_out(found: bytearray, chance: random.Random) -> None:
    at, n = _place(found, chance), chance.randint(1, 200)
    found[at : at + n] = bytes(len(found[at : at + n]))


def _put_in(found: bytearray, chance: random.Random) -> None:
    at = _place(found, chance)
    found[at:at] = chance.choice(_ODD) * chance.choice((1, 1, 1, 50))


def _poke_the_end(found: bytearray, chance: random.Random) -> None:
    """Change what stands at the end, where Parquet and zip say what is in them."""
    for _ in range(chance.choice((1, 3))):
        if found:
            found[len(found) - 1 - chance.randrange(min(len(found), 1500))] = chance.randrange(256)


_MUTATIONS = (
    _flip, _cut_off, _lose_the_start, _lose_some, _repeat, _blank_out, _put_in, _put_in,
    _poke_the_end,
)  # fmt: skip
