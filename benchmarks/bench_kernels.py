"""Kernels: children a second, by indicator and together, against vectorised numpy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from numpy_reference import score_numpy

from zscore.children.measurement_units import DAYS_PER_MONTH
from zscore.who_lms.indicators import INDICATORS
from zscore.who_lms.measurements import Children, place
from zscore.who_lms.profiles import WHO
from zscore.who_lms.scoring import score_arrays

THREE = ("haz", "waz", "whz")
CODES = {"sex", "measured", "age_days"}
KERNELS = pytest.mark.benchmark(group="kernels, one thread")
THREADS = pytest.mark.benchmark(group="kernels, eight times as many children")


def placed(given: Mapping[str, NDArray[Any]]) -> Children:
    """Return children ready for scoring."""
    return place(
        profile=WHO,
        sex=given["sex"],
        age_days=given["age_days"],
        age_months=given["age_days"] / DAYS_PER_MONTH,
        measured=given["measured"],
        oedema=np.zeros(len(given["sex"]), bool),
        measure={name: given[name] for name in given if name not in CODES},
    )


@pytest.fixture(scope="module")
def ready(children: Mapping[str, NDArray[Any]]) -> Children:
    """The children, placed once."""
    return placed(children)


@KERNELS
def test_numpy(measure: Any, children: Mapping[str, NDArray[Any]]) -> None:
    measure(lambda: score_numpy(children), rounds=5)


@KERNELS
@pytest.mark.parametrize(
    "names", [THREE, tuple(INDICATORS), *((name,) for name in INDICATORS)], ids=", ".join
)
def test_kernels(measure: Any, ready: Children, names: tuple[str, ...]) -> None:
    entries = [INDICATORS[name] for name in names]
    measure(lambda: score_arrays(ready, entries, threads=1))


@KERNELS
def test_place(measure: Any, children: Mapping[str, NDArray[Any]]) -> None:
    measure(lambda: placed(children))


@THREADS
@pytest.mark.parametrize("threads", [1, 2])
def test_threads(measure: Any, children: Mapping[str, NDArray[Any]], n: int, threads: int) -> None:
    many = placed({name: np.tile(column, 8) for name, column in children.items()})
    entries = [INDICATORS[name] for name in THREE]
    measure(lambda: score_arrays(many, entries, threads=threads), rows=8 * n, rounds=5)
