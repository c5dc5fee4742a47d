"""Progress bar on a terminal, shown after one second."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from zscore.messages import text

_PATIENCE_SECONDS = 1.0


@contextmanager
def progress(lang: str) -> Iterator[Callable[[str, int, int], None]]:
    """Yield a function to call with (current item, steps done, total steps).

    Nothing is shown if standard error is not a terminal, or in the first second.
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
    # By a timer, because a single large file is one step without reports in between.
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
