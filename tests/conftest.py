"""What every test may use: the kinds of table, and settings that make runs repeatable."""

from __future__ import annotations

import math
import os

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
