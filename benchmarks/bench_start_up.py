"""What a user waits for before the first number: imports, help, the first call."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

import pytest

START_UP = pytest.mark.benchmark(group="start-up, a process each")
FIRST_CALL = """
import numpy as np
import zscore as zs
zs.score_children({"sex": np.array([1, 2]), "age_days": np.array([100, 200]),
                   "weight_kg": np.array([6.0, 7.0]), "length_height_cm": np.array([60.0, 65.0])})
"""
PROCESSES: dict[str, tuple[tuple[str, ...], Mapping[str, str]]] = {
    "import numpy": (("-c", "import numpy"), {}),
    "python -c pass": (("-c", "pass"), {}),
    "import zscore": (("-c", "import zscore"), {}),
    "zscore --help": (("-m", "zscore", "--help"), {}),
    "first call, kernels kept": (("-c", FIRST_CALL), {}),
    "first call, compiling": (("-c", FIRST_CALL), {"ZSCORE_CACHE_DIR": "off"}),
}


@START_UP
@pytest.mark.parametrize("title", PROCESSES)
def test_process(benchmark: Any, title: str, n: int) -> None:
    arguments, environment = PROCESSES[title]
    benchmark.extra_info["children"] = 0
    benchmark.pedantic(
        lambda: subprocess.run(
            [sys.executable, *arguments],
            check=True,
            stdout=subprocess.DEVNULL,
            env=os.environ | environment,
        ),
        rounds=5 if n > 100 else 1,
    )
