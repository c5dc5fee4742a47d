"""Tables and sentences on a terminal, a file or a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from rich.console import Console
from rich.table import Table

_WIDTH = 140  # of a file or a pipe, which has none of its own


def print_parts(parts: Iterable[object]) -> None:
    """Print texts and tables with an empty line after each."""
    width = None if sys.stdout.isatty() else _WIDTH
    # No markup: a folder may be called [b].
    console = Console(width=width, highlight=False, markup=False, emoji=False)
    with console.capture() as capture:
        for part in parts:
            console.print(part)
            console.print()
    for line in capture.get().splitlines():
        print(line.rstrip(), flush=True)  # noqa: T201


def new_table(*headings: str) -> Table:
    """Return a table whose first column is text and whose others are numbers."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for i, heading in enumerate(headings):
        table.add_column(heading, justify="left" if i == 0 else "right")
    return table
