"""WHO's golden children, as every engine gets them, and how its answer is compared."""

from __future__ import annotations

import csv
import gzip
import itertools
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

import zscore as zs

GOLDEN = Path(__file__).parents[1] / "golden" / "golden_z_anthro_days.csv.gz"
_NUMBERS = {
    "age": "age_days", "weight": "weight_kg", "lenhei": "length_height_cm",
    "headc": "head_circumference_cm", "armc": "arm_circumference_cm",
    "triskin": "triceps_skinfold_mm", "subskin": "subscapular_skinfold_mm",
}  # fmt: skip
DESIGN = {"weights": "weight", "strata": "stratum", "cluster": "cluster"}
BY = ["district", "village"]


def golden(rows: int | None = None) -> pa.Table:
    """Return the children with canonical names, groups and a survey's design."""
    with gzip.open(GOLDEN, "rt", newline="") as file:
        children = list(csv.DictReader(file))[:rows]
    n = len(children)
    rng = np.random.default_rng(7)
    district = rng.integers(0, 3, n)
    cluster = 10 * district + rng.integers(0, 9, n)
    columns: dict[str, Any] = {"row": pa.array(range(n), pa.int64())}
    for theirs, ours in (("sex", "sex"), ("measure", "measured"), ("oedema", "oedema")):
        columns[ours] = pa.array([_code(child[theirs]) for child in children], pa.string())
    for theirs, ours in _NUMBERS.items():
        columns[ours] = pa.array([_number(child[theirs]) for child in children], pa.float64())
    columns["district"] = pa.array([f"D{k}" for k in district], pa.string())
    columns["village"] = pa.array([None if k == 4 else f"V{k}" for k in cluster], pa.string())
    columns["stratum"] = pa.array([f"S{k}" for k in district], pa.string())
    columns["cluster"] = pa.array(cluster, pa.int64())
    columns["weight"] = pa.array(rng.uniform(0.2, 3, n).round(6))
    return pa.table(columns)


def _code(text: str) -> str | None:
    text = text.removesuffix(".0")
    return None if text in {"", "NA"} else text


def _number(text: str) -> float | None:
    return None if text in {"", "NA"} else float(text)


def parts_of(table: pa.Table, parts: int) -> list[pa.Table]:
    """Cut a table; one more part is empty, and one has only missing cells."""
    ends = np.linspace(0, table.num_rows, parts + 1).astype(int)
    cut = [table.slice(a, b - a) for a, b in itertools.pairwise(ends)]
    missing = table.slice(0, min(5, table.num_rows))
    rows = pa.array(range(table.num_rows, table.num_rows + missing.num_rows), pa.int64())
    missing = pa.table(
        [rows, *(pa.nulls(missing.num_rows, f.type) for f in list(table.schema)[1:])],
        schema=table.schema,
    )
    return [*cut, table.slice(0, 0), missing]


def plain(table: Any) -> pd.DataFrame:
    """Return a table as pandas with dictionaries as texts, rows in their order."""
    frame = table.to_pandas() if isinstance(table, pa.Table) else pd.DataFrame(table)
    for name in frame:
        if isinstance(frame[name].dtype, pd.CategoricalDtype) or frame[name].dtype == bool:
            frame[name] = frame[name].astype(object)
    key = ["row"] if "row" in frame else []
    return frame.sort_values(key, kind="stable").reset_index(drop=True) if key else frame


def assert_same(found: Any, expected: Any, *, to_the_bit: bool = True) -> None:
    """Hold two tables to the same columns in the same order, and the same values."""
    found, expected = plain(found), plain(expected)
    assert list(found.columns) == list(expected.columns)
    assert len(found) == len(expected)
    for name in expected:
        ours, theirs = found[name], expected[name]
        if theirs.dtype.kind in "fi":
            ours, theirs = ours.astype(float).to_numpy(), theirs.astype(float).to_numpy()
            if to_the_bit:
                np.testing.assert_array_equal(ours, theirs, err_msg=name)
            else:
                np.testing.assert_allclose(ours, theirs, rtol=1e-12, atol=1e-12, err_msg=name)
        else:
            assert _listed(ours) == _listed(theirs), name


def _listed(column: pd.Series) -> list[Any]:
    return [None if pd.isna(value) else value for value in column.astype(object)]


def expected_of(tables: list[pa.Table]) -> tuple[pa.Table, pa.Table, pa.Table, pa.Table]:
    """Return scores, classes and estimates of all parts on one machine."""
    scored = zs.score_children(pa.concat_tables(tables), profile="who")
    return (
        scored,
        zs.classify_children(scored, "eppgbm"),
        zs.estimate_prevalence(scored, BY, rollup=True),
        zs.estimate_prevalence(scored, BY, rollup=True, statistics=("prevalence", "mean", "sd",
                                                                    "total"), **DESIGN),
    )  # fmt: skip
