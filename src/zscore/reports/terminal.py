"""Rendering of reports to a terminal, a file or a pipe.

On a terminal, lines fit its width and are only broken between words. A column that does not fit is
named below the table, and a list that is too long ends with the number of remaining rows; files and
pipes receive everything.
"""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

import click

from zscore.messages import text
from zscore.reports.sections import Cell, Column, Mark, Marked, Part, Text, cell_text

_PIPE_WIDTH = 140  # for wrapping sentences without a terminal
_GAP = "  "
_COLOURS: dict[Mark, str] = {"grave": "red", "good": "green", "doubtful": "yellow"}
_Line = tuple[str, Mark | None]


def print_report(parts: Iterable[Part], lang: str, *, whole: bool = False) -> None:
    """Print the parts of a report on standard output, with an empty line after each.

    Parameters
    ----------
    whole
        Show all rows and columns on a terminal too, regardless of its width.
    """
    if sys.stdout is None:  # it may be closed
        return
    width = None if whole else terminal_width()
    for part in parts:
        for line in lines_of(part, lang, width):
            click.echo(line, color=_has_colour())
        click.echo()
        sys.stdout.flush()


def terminal_width() -> int | None:
    """Return the width of the terminal, or None if standard output is not a terminal."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def lines_of(part: Part, lang: str, width: int | None) -> Iterator[str]:
    """Yield the lines of a part; ``width`` is None for a file or a pipe."""
    if isinstance(part, Text):
        for line in part.lines:
            yield from (_coloured(some, part.mark) for some in _wrapped(line, width or _PIPE_WIDTH))
        return
    rows = list(part.rows)
    shown = rows if width is None or part.most is None else rows[: part.most]
    if part.title:
        yield from _wrapped(part.title, width or _PIPE_WIDTH)
    yield from _table(part.columns, shown, lang, width)
    notes = list(part.notes)
    if len(shown) < len(rows):
        notes.insert(0, text(part.rest, lang, n=len(rows) - len(shown)))
    for note in notes:
        yield from _wrapped(note, width or _PIPE_WIDTH)


def _table(
    columns: Sequence[Column], rows: Sequence[tuple[Cell, ...]], lang: str, width: int | None
) -> Iterator[str]:
    chosen = list(range(len(columns)))
    cells = [
        [cell_text(cell, column, lang) for cell, column in zip(row, columns, strict=True)]
        for row in rows
    ]
    marks = [[cell.mark if isinstance(cell, Marked) else None for cell in row] for row in rows]
    measures = [
        _measure(column, [row[i] for row in cells], one_line_heads=width is None)
        for i, column in enumerate(columns)
    ]
    dropped: list[int] = []
    room = width or _PIPE_WIDTH

    def least() -> int:
        return sum(measures[i][0] for i in chosen) + len(_GAP) * (len(chosen) - 1)

    while width is not None and least() > room:
        optional = [i for i in chosen if columns[i].optional]
        if not optional:
            yield from _records(columns, cells, width)
            return
        dropped.append(max(optional, key=lambda i: columns[i].optional))
        chosen.remove(dropped[-1])
    widths = _fitted([measures[i] for i in chosen], room)
    if any(columns[i].title for i in chosen):
        yield from _row([columns[i].title for i in chosen], [None] * len(chosen), chosen, columns,
                        widths, is_head=True)  # fmt: skip
    for row, marked in zip(cells, marks, strict=True):
        yield from _row([row[i] for i in chosen], [marked[i] for i in chosen], chosen, columns,
                        widths)  # fmt: skip
    if dropped:
        names = ", ".join(columns[i].title for i in sorted(dropped))
        yield from _wrapped(text("too_narrow", lang, names=names), room)


def _measure(column: Column, cells: Sequence[str], *, one_line_heads: bool) -> tuple[int, int]:
    """Return the minimum and natural width of a column."""
    words = _length(column.title)
    if not one_line_heads:
        words = max((_length(word) for word in column.title.split()), default=0)
    longest = max((_length(cell) for cell in cells), default=0)
    least = longest
    if column.kind == "text" and column.wrapped:
        least = max((_length(word) for cell in cells for word in cell.split()), default=0)
    return max(words, least), max(_length(column.title), longest)


def _fitted(measures: Sequence[tuple[int, int]], room: int) -> list[int]:
    """Return widths that fit, narrowing the columns with the most room to spare.

    If even the least widths do not fit, as may be in a pipe, no column is narrowed.
    """
    widths = [natural for _, natural in measures]
    gaps = len(_GAP) * (len(widths) - 1)
    if sum(least for least, _ in measures) + gaps > room:
        return widths
    too_much = sum(widths) + gaps - room
    while too_much > 0:
        spare = [width - least for width, (least, _) in zip(widths, measures, strict=True)]
        widths[spare.index(max(spare))] -= 1
        too_much -= 1
    return widths


def _row(
    cells: Sequence[str],
    marks: Sequence[Mark | None],
    chosen: Sequence[int],
    columns: Sequence[Column],
    widths: Sequence[int],
    *,
    is_head: bool = False,
) -> Iterator[str]:
    """Yield the lines of a row: cells wrapped, numbers right-aligned, headings at the bottom."""
    wrapped = [list(_wrapped(cell, width)) for cell, width in zip(cells, widths, strict=True)]
    if is_head:
        height = max(map(len, wrapped))
        wrapped = [[""] * (height - len(lines)) + lines for lines in wrapped]
    for line in zip_longest(*wrapped, fillvalue=""):
        shown = []
        for cell, mark, i, width in zip(line, marks, chosen, widths, strict=True):
            spaces = " " * (width - _length(cell))
            is_text = columns[i].kind == "text"
            coloured = _coloured(cell, mark)
            shown.append(coloured + spaces if is_text else spaces + coloured)
        yield _GAP.join(shown).rstrip()


def _records(
    columns: Sequence[Column], cells: Sequence[Sequence[str]], width: int
) -> Iterator[str]:
    """Yield each row as a paragraph, for a table that is wider than the terminal."""
    for row in cells:
        first, *others = row
        yield from _wrapped(first, width)
        named = (
            f"{column.title} {cell}".strip()
            for column, cell in zip(columns[1:], others, strict=True)
            if cell
        )
        yield from _wrapped(" · ".join(named), width, "  ")


def _wrapped(line: str, width: int, indent: str = "") -> list[str]:
    """Return a text as lines broken only between words."""
    found: list[str] = []
    for paragraph in line.split("\n"):
        start = paragraph[: len(paragraph) - len(paragraph.lstrip())]
        found += textwrap.wrap(
            paragraph,
            max(width, 1),
            initial_indent=indent,
            subsequent_indent=indent + start,
            break_long_words=False,
            break_on_hyphens=False,
        ) or [""]
    return found


def _length(line: str) -> int:
    """Return the number of terminal columns of a text."""
    from rich.cells import cell_len  # noqa: PLC0415  (ASCII needs no rich)

    return len(line) if line.isascii() else cell_len(line)


def _coloured(line: str, mark: Mark | None) -> str:
    return (
        line
        if mark is None or not line
        else click.style(line, fg=_COLOURS[mark], bold=mark == "grave")
    )


def _has_colour() -> bool:
    """Return whether to use colours on standard output; see no-color.org."""
    return (
        sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    )
