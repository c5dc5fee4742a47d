"""How a notebook shows a result: tables of HTML in which every text is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

MOST_ROWS = 30  # of a table; the result itself has all of them


def html_table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table of HTML, with a line that says how many rows are not shown."""
    whole = [list(row) for row in rows]
    lines = [_row("th", headings), *(_row("td", row) for row in whole[:MOST_ROWS])]
    more = len(whole) - MOST_ROWS
    rest = f"<p>… {more:,} more rows</p>" if more > 0 else ""
    return f"<table>{''.join(lines)}</table>{rest}"


def _row(tag: str, cells: Iterable[object]) -> str:
    return f"<tr>{''.join(f'<{tag}>{escape(_shown(cell))}</{tag}>' for cell in cells)}</tr>"


def _shown(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool | str):
        return str(cell)
    return f"{cell:,.2f}" if isinstance(cell, float) else f"{cell:,}"
