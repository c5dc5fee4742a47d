"""Suggestions of the most similar known name, for messages."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

_ALIKE = 0.8
_LONGEST = 40  # characters; longer texts are not headings


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name most similar to ``name``, or None if none is.

    Examples
    --------
    >>> nearest("wieght", ["height", "weight", "sex"]), nearest("colour", ["sex"])
    ('weight', None)
    """
    if not 3 < len(name) <= _LONGEST:
        return None
    # Typing errors rarely change the first letter.
    alike = [one for one in known if one[:1].casefold() == name[:1].casefold()]
    found = get_close_matches(name, alike, n=1, cutoff=_ALIKE)
    return found[0] if found else None
