"""Progress on a terminal, for anything that takes longer than a second."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from zscore.messages import text

_PATIENCE_SECONDS = 1.0


@contextmanager
def progress(lang: str) -> Iterator[Callable[[str, int, int], None]]:
    """Give a function to call with (what is done, steps done, steps in all).

    Nothing is shown where standard error is no terminal, or in the first second.
    """
    if sys.stderr is None or sys.stderr.closed or not sys.stderr.isatty():  # it may be closed
        yield lambda _what, _done, _all: None
        return
    from rich.console import Console  # noqa: PLC0415  (pipes need no rich)
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    task = bar.add_task(text("progress_start", lang), total=None)
    # By a timer, for a single large file is one step, and reports nothing while it is read.
    shown = threading.Timer(_PATIENCE_SECONDS, bar.start)
    shown.daemon = True
    shown.start()
    try:
        yield lambda what, done, steps: bar.update(
            task, description=what, completed=done, total=steps
        )
    finally:
        shown.cancel()
        shown.join()
        bar.stop()
