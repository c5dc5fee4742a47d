"""Sections of reports, independent of the renderer.

A report is a list of parts, each a text or a table. The cells of a table are values with a kind,
not strings, so that a terminal can align them and a workbook keeps them as numbers. This file and
``*_sections.py`` decide what a report contains, and a renderer how it looks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from zscore.messages import SENTENCES, decimal, grouped, text
from zscore.prevalence.conditions import PROPORTIONS

Mark = Literal["grave", "good", "doubtful"]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """Format of the numbers of a column: decimals, sign, unit."""

    decimals: int = 0
    signed: bool = False
    unit: str = ""
    style: str = "whole"  # style in a workbook: files/xlsx.py

    def text(self, value: float, lang: str) -> str:
        """Return a number formatted for a language."""
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
    """A number with its limits, None if unknown."""

    value: float
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Marked:
    """A value to be highlighted."""

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
        ``"text"``, or an entry of KINDS for numbers.
    limits
        For intervals, the names of the lower and upper limits.
    optional
        Order of omission if a line is too narrow, highest first; 0 if never omitted.
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
        Identifier of the contents, the same in every language.
    rows
        Cells of each row, as many as columns.
    title
        Text above the table.
    most, rest
        Number of rows shown on a terminal, and key of the message about the others.
    notes
        Text below the table.
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
    """Return a cell formatted for people.

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
    condition = next((entry.titles for entry in PROPORTIONS if entry.name == name), {})
    if lang in condition:
        return condition[lang]
    key = f"column_{name}"
    return text(key, lang) if key in SENTENCES[lang] else name.replace("_", " ")
