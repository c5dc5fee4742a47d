"""Items made ahead: in order, with their errors, and no thread left."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from itertools import count

import pytest

from zscore.files.prefetch import prefetch


def test_ahead__in_order() -> None:
    assert list(prefetch(range(100))) == list(range(100))
    assert list(prefetch([])) == []


def test_ahead__makes_the_next_while_this_one_is_used() -> None:
    made = threading.Semaphore(0)

    def items() -> Iterator[int]:
        for i in range(3):
            made.release()
            yield i

    found = prefetch(items())
    assert next(found) == 0
    for _ in range(3):
        assert made.acquire(timeout=10)
    assert list(found) == [1, 2]


def test_ahead__raises_what_was_raised_in_its_place() -> None:
    def items() -> Iterator[int]:
        yield 1
        raise KeyError("x")

    found = prefetch(items())
    assert next(found) == 1
    with pytest.raises(KeyError, match="x"):
        next(found)


def test_ahead__closed_leaves_no_thread_and_closes_its_items() -> None:
    before = threading.active_count()
    closed = False

    def items() -> Iterator[int]:
        nonlocal closed
        try:
            yield from count()
        finally:
            closed = True

    found = prefetch(prefetch(items()))
    assert next(found) == 0
    found.close()
    assert threading.active_count() == before
    assert closed
