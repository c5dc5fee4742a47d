"""Refusal of two headings that may mean the same column, with what to type for either."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn

from zscore.children.headings import AGE, folded, is_of_a_child, may_be
from zscore.children.recognition import Recognition
from zscore.errors import ColumnError, listed


def refuse_another_heading(found: Recognition, name: str, heading: str) -> None:
    """Refuse a heading such as Sex beside "Index child sex", which may be the mother's."""
    if is_of_a_child(heading):
        return
    other = next((h for i in found.unknown if may_be(name, h := found.headings[i])), None)
    if other is not None:
        refuse_two("age_months" if name == AGE else name, [heading, other])


def refuse_two(name: str, headings: Sequence[str]) -> NoReturn:
    """Refuse several headings for one column.

    Raises
    ------
    ColumnError
        Always, with what to type for either.
    """
    raise ColumnError(
        "two_headings",
        column=name,
        headings=listed(headings),
        option=_options(name, headings),
        argument=_argument(name, headings),
    )


def _told_apart(headings: Sequence[str]) -> list[str]:
    """Return unique headings for users: the second "Berat" is "Berat (2)"."""
    texts = [folded(heading) for heading in headings]
    return [
        listed([f"{heading} ({texts[: i + 1].count(text)})" if texts.count(text) > 1 else heading])
        for i, (heading, text) in enumerate(zip(headings, texts, strict=True))
    ]


def _options(name: str, headings: Sequence[str]) -> str:
    return " / ".join(f'--columns "{name}={heading}"' for heading in _told_apart(headings))


def _argument(name: str, headings: Sequence[str]) -> str:
    return f'columns={{"{name}": "{_told_apart(headings)[0]}"}}'
