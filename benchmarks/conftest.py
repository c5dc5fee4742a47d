"""What every benchmark is given: how many children, and the children."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from children import make_children


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the number of children be chosen."""
    parser.addoption("--children", type=int, default=1_000_000, help="how many children to score")


@pytest.fixture(scope="session")
def n(request: pytest.FixtureRequest) -> int:
    """How many children."""
    return int(request.config.getoption("--children"))


@pytest.fixture(scope="session")
def children(n: int) -> dict[str, NDArray[np.generic]]:
    """Children as plain arrays of codes and numbers."""
    return make_children(n)


@pytest.fixture
def measure(benchmark: Any, n: int) -> Any:
    """Run a call some times; what it is measured against is the first of its group."""

    def run(call: Any, *, rows: int = n, rounds: int = 7) -> Any:
        benchmark.extra_info["children"] = rows
        return benchmark.pedantic(call, rounds=rounds, warmup_rounds=min(rounds - 1, 1))

    return run
