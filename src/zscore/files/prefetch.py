"""Prefetch: make the next item while this one is used."""

from __future__ import annotations

import queue
import threading
from collections.abc import Generator, Iterable
from typing import TypeVar

Item = TypeVar("Item")
_END = object()


def prefetch(items: Iterable[Item], *, n: int = 1) -> Generator[Item, None, None]:
    """Yield ``items`` in order, while a thread makes up to ``n`` of them in advance.

    An exception in the thread is raised here in place of the item. Closing the generator, or
    leaving it by an exception, stops the thread after its current item.

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
    """Put an item into the queue once there is room, or give up if it is closed."""
    while not stopped.is_set():
        try:
            made.put(item, timeout=0.1)
        except queue.Full:
            continue
        return
