"""Tables and sentences on a terminal, a file or a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from functools import partial

from rich.console import Console
from rich.measure import Measurement
from rich.table import Table

_WIDTH = 140  # of a file or a pipe, which has none of its own


def print_parts(parts: Iterable[object]) -> None:
    """Print texts and tables with an empty line after each."""
    # No markup: a folder may be called [b].
    made = partial(Console, highlight=False, markup=False, emoji=False)
    console = made(width=width_of_output())
    for part in parts:
        if isinstance(part, Table) and all(column.no_wrap for column in part.columns):
            # Wider than the terminal, if it must be: a number that is cut off is another number.
            shown = made(width=max(console.width, natural_width(part)))
        else:
            shown = console
        with shown.capture() as capture:
            shown.print(part)
            shown.print()
        for line in capture.get().splitlines():
            print(line.rstrip(), flush=True)  # noqa: T201


def width_of_output() -> int:
    """Return how many characters a line may have."""
    return Console().width if sys.stdout.isatty() else _WIDTH


def natural_width(table: Table) -> int:
    """Return how many characters the lines of a table have if nothing is cut off."""
    console = Console(width=10_000)
    return Measurement.get(console, console.options, table).maximum


def new_table(*headings: str) -> Table:
    """Return a table whose first column is text and whose others are numbers."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for i, heading in enumerate(headings):
        table.add_column(heading, justify="left" if i == 0 else "right")
    return table
