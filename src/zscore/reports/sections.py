"""Sections: what is told of a result, whatever renders it.

A result becomes a list of parts. A part is text or a table; the cells of a table are values with a
kind, not strings, so that a terminal aligns them and a workbook keeps them as numbers. What is
picked is decided here and in the files ``*_sections.py``, how it looks by a renderer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from zscore.messages import SENTENCES, decimal, grouped, text

Mark = Literal["grave", "good", "doubtful"]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """How numbers of a column are written: decimals, a sign, a unit."""

    decimals: int = 0
    signed: bool = False
    unit: str = ""
    style: str = "whole"  # of a workbook: files/xlsx.py

    def text(self, value: float, lang: str) -> str:
        """Return a number as people of a language write it."""
        if not self.decimals:
            shown = str(grouped(round(value), lang))
        else:
            shown = decimal(value, self.decimals, lang)
        return ("+" if self.signed and value >= 0 else "") + shown + self.unit


KINDS = {
    "number": Kind(decimals=2, style="plain"),
    "whole": Kind(),
    "tenths": Kind(decimals=1, style="tenths"),
    "hundredths": Kind(decimals=2, style="hundredths"),
    "signed": Kind(decimals=1, signed=True, style="signed"),
    "percent": Kind(decimals=1, unit=" %", style="percent"),
    "percent_hundredths": Kind(decimals=2, unit=" %", style="percent_hundredths"),
}


@dataclass(frozen=True)
class Interval:
    """A number with its limits; None is a limit that is not known."""

    value: float
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Marked:
    """A value that must be seen."""

    value: str | float | Interval
    mark: Mark


Value = str | int | float | date | Interval | None
Cell = Value | Marked


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of a table.

    Parameters
    ----------
    title
        Its heading, in the language of the report; may be empty.
    wrapped
        Whether its texts may be broken, between words.
    kind
        ``"text"``, or of its numbers an entry of KINDS.
    limits
        Of intervals, what the lower and the upper limit are called.
    optional
        Whether it may be left out, and named, where a line is too narrow: 0 if not; the greatest
        number goes first.
    """

    title: str = ""
    kind: str = "text"
    limits: tuple[str, str] | None = None
    optional: int = 0
    wrapped: bool = True


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table of a report.

    Parameters
    ----------
    key
        What is in it, the same in every language.
    rows
        Cells of each row, as many as columns.
    title
        Said above it.
    most, rest
        How many rows a terminal shows, and the key of the message that tells of the others.
    notes
        Said below it.
    """

    key: str
    columns: tuple[Column, ...]
    rows: Iterable[tuple[Cell, ...]]
    title: str = ""
    most: int | None = None
    rest: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Text:
    """Lines of a report."""

    key: str
    lines: tuple[str, ...]
    mark: Mark | None = None


Part = Table | Text


def unmarked(cell: Cell) -> Value:
    """Return a cell's value."""
    return cell.value if isinstance(cell, Marked) else cell


def cell_text(cell: Cell, column: Column, lang: str) -> str:
    """Return a cell as people read it.

    Examples
    --------
    >>> cell_text(Interval(14.26, 12.0, None), Column(kind="tenths"), "en")
    '14.3 (12.0–?)'
    >>> cell_text(1234, Column(kind="whole"), "id")
    '1.234'
    """
    value = unmarked(cell)
    if value is None:
        return ""
    if isinstance(value, str | date):
        return printable(str(value))
    kind = KINDS[column.kind]
    if not isinstance(value, Interval):
        return kind.text(value, lang)
    low, high = ("?" if n is None else kind.text(n, lang) for n in (value.low, value.high))
    return f"{kind.text(value.value, lang)} ({low}{'; ' if kind.signed else '–'}{high})"


def printable(line: str) -> str:
    """Return a text without what would steer a terminal."""
    return "".join(c if c.isprintable() or c == "\n" else "\N{REPLACEMENT CHARACTER}" for c in line)


def title_of(name: str, lang: str) -> str:
    """Return a column or a condition as people call it."""
    for key in (f"short_{name}", f"condition_{name}", f"column_{name}"):
        if key in SENTENCES[lang]:
            return text(key, lang)
    return name.replace("_", " ")
