"""Tables: from a frame with text codes to the same frame with scores, against bare kernels."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from bench_kernels import placed
from numpy.typing import NDArray

import zscore as zs
from zscore.who_lms.indicators import INDICATORS
from zscore.who_lms.scoring import score_arrays

NAMES = ("haz", "waz", "whz", "baz")
FRAMES = pytest.mark.benchmark(group="tables, one thread: haz, waz, whz, baz")


def table(children: Mapping[str, NDArray[Any]]) -> pa.Table:
    """Return the children as people write them: sex and position as text."""
    sex, measured = np.array(["m", "f"]), np.array(["lying", "standing"])
    return pa.table(
        {
            "sex": pa.array(sex[children["sex"]]),
            "measured": pa.array(measured[children["measured"]]),
            "age_days": children["age_days"].astype(np.int64),
            "weight_kg": children["weight_kg"],
            "length_height_cm": children["length_height_cm"],
        }
    )


def encoded(given: pa.Table) -> pa.Table:
    """Return the table with texts as dictionaries."""
    for place in (0, 1):
        coded = given.column(place).dictionary_encode()
        given = given.set_column(place, given.column_names[place], coded)
    return given


KINDS: dict[str, Callable[[pa.Table], Any]] = {
    "pandas": lambda given: given.to_pandas(),
    "pandas, categories": lambda given: encoded(given).to_pandas(),
    "pandas, objects": lambda given: given.to_pandas().astype({"sex": object, "measured": object}),
    "polars": pl.from_arrow,
    "arrow": lambda given: given,
    "arrow, dictionaries": encoded,
}


@FRAMES
def test_bare_kernels(measure: Any, children: Mapping[str, NDArray[Any]]) -> None:
    entries = [INDICATORS[name] for name in NAMES]
    measured = {
        name: children[name]
        for name in ("sex", "measured", "age_days", "weight_kg", "length_height_cm")
    }
    measure(lambda: score_arrays(placed(measured), entries, threads=1))


@FRAMES
@pytest.mark.parametrize("kind", KINDS)
def test_table(measure: Any, children: Mapping[str, NDArray[Any]], kind: str) -> None:
    frame = KINDS[kind](table(children))
    assert kind != "pandas" or isinstance(frame, pd.DataFrame)
    measure(lambda: zs.score_children(frame, indicators=NAMES, threads=1))
