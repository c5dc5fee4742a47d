"""Prefetch: make the next item while this one is used."""

from __future__ import annotations

import queue
import threading
from collections.abc import Generator, Iterable
from typing import TypeVar

Item = TypeVar("Item")
_END = object()


def prefetch(items: Iterable[Item], *, n: int = 1) -> Generator[Item, None, None]:
    """Yield ``items`` in order; up to ``n`` of them wait, made by a thread of its own.

    What the thread raises is raised here, where its item would have come. Closing the
    generator, or leaving it for an exception, stops the thread after the item that it is at.

    Examples
    --------
    >>> list(prefetch(range(3)))
    [0, 1, 2]
    """
    made: queue.Queue[tuple[object, BaseException | None]] = queue.Queue(n)
    stopped = threading.Event()

    def make() -> None:
        error = None
        try:
            for item in items:
                _put(made, (item, None), stopped)
                if stopped.is_set():
                    return
        except BaseException as raised:  # noqa: BLE001  (it is raised where it is waited for)
            error = raised
        _put(made, (_END, error), stopped)

    thread = threading.Thread(target=make, daemon=True)
    thread.start()
    try:
        while True:
            item, error = made.get()
            if error is not None:
                raise error
            if item is _END:
                return
            yield item  # type: ignore[misc]
    finally:
        stopped.set()
        thread.join()


def _put(
    made: queue.Queue[tuple[object, BaseException | None]],
    item: tuple[object, BaseException | None],
    stopped: threading.Event,
) -> None:
    """Put an item where there is room, or give up once nobody waits for it."""
    while not stopped.is_set():
        try:
            made.put(item, timeout=0.1)
        except queue.Full:
            continue
        return
