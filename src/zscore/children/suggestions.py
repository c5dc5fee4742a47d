"""The nearest known name to one that is not known, for messages."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

_ALIKE = 0.8
_LONGEST = 40  # characters; what is longer is no heading


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that is most like ``name``, None if none is near.

    Examples
    --------
    >>> nearest("wieght", ["height", "weight", "sex"]), nearest("colour", ["sex"])
    ('weight', None)
    """
    if not 3 < len(name) <= _LONGEST:
        return None
    # Slips of the pen rarely change the first letter.
    alike = [one for one in known if one[:1].casefold() == name[:1].casefold()]
    found = get_close_matches(name, alike, n=1, cutoff=_ALIKE)
    return found[0] if found else None
