"""What every test may use: the kinds of table, and settings that make runs repeatable."""

from __future__ import annotations

import math
import os
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, settings

from optional import pl, present

JIT = os.environ.get("NUMBA_DISABLE_JIT", "0") in {"", "0"}

settings.register_profile(
    "zscore",
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=100 if JIT else 40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
# Other examples in every run, for .ci/run: --hypothesis-profile=random --hypothesis-seed=N.
settings.register_profile(
    "random", settings.get_profile("zscore"), derandomize=False, print_blob=True
)
settings.load_profile("zscore")

# Folders and files that start processes, work with many files or compute for seconds; single
# tests of other files have the mark themselves. The rest takes less than a minute.
SLOW = (
    "cli", "demo", "engines", "examples", "pipeline", "files/test_archives.py",
    "files/test_compressed.py", "files/test_guarded.py", "files/test_html.py",
    "files/test_opening.py", "files/test_parquet.py", "files/test_scratch.py",
    "files/test_survey.py", "files/test_workbooks.py", "files/test_writing.py",
    "prevalence/test_against_who_anthro.py", "who_lms/test_fuzz.py", "who_lms/test_threads.py",
    "test_arguments.py", "test_benchmarks.py", "test_cases.py", "test_documents.py",
    "test_embedding.py", "test_forks.py", "test_kernel_cache.py", "test_methods.py",
    "test_packaging.py", "test_public_api.py",
)  # fmt: skip
ROOT = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is slow."""
    for item in items:
        if item.path.is_relative_to(ROOT) and item.path.relative_to(ROOT).as_posix().startswith(
            SLOW
        ):
            item.add_marker(pytest.mark.slow)


class Kind:
    """One kind of table: how it is made of lists, and read back into lists."""

    def __init__(self, name: str) -> None:
        self.name = name

    def make(self, columns: dict) -> object:
        """Return a table of ``columns``: lists in which None is missing."""
        if self.name == "dict":
            return {name: _array(values) for name, values in columns.items()}
        if self.name == "pandas":
            return pd.DataFrame(columns)
        if self.name == "polars":
            return pl.DataFrame(columns, strict=False)
        return pa.table(columns)

    def read(self, table: object) -> dict[str, list]:
        """Return the columns of ``table`` as lists; None where missing."""
        if self.name == "dict":
            return {name: _listed(values) for name, values in table.items()}
        if self.name == "pandas":
            return {name: _listed(table[name].astype(object)) for name in table.columns}
        if self.name == "polars":
            return table.to_dict(as_series=False)
        return table.to_pydict()


def _array(values: list) -> object:
    if any(isinstance(value, float) for value in values):
        return np.array([math.nan if value is None else value for value in values], float)
    return list(values)


def _listed(values: object) -> list:
    listed = values.tolist() if hasattr(values, "tolist") else list(values)
    return [None if value is None or value != value else value for value in listed]


MADE_BY = {"dict": dict, "pandas": pd.DataFrame, "polars": pl.DataFrame, "pyarrow": pa.table}
KINDS = {name: Kind(name) for name in present(MADE_BY)}


@pytest.fixture(params=list(KINDS))
def kind(request: pytest.FixtureRequest) -> Kind:
    """Each kind of table in turn."""
    return KINDS[request.param]


@pytest.fixture
def kinds() -> dict[str, Kind]:
    """All kinds of table."""
    return KINDS


@pytest.fixture
def jit() -> bool:
    """Are the kernels compiled in this run?"""
    return JIT
