"""Verification: all checks of a row, the score card of 200 units, and files larger than memory."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import parquet

import zscore as zs
from zscore.demo.population import age_texts

MILLION = 1_000_000
PROGRAM = """
import pathlib, sys
import zscore as zs
found = zs.verify_files(sys.argv[1], sys.argv[2], "puskesmas", force=True)
status = pathlib.Path("/proc/self/status").read_text()
print(found.statuses["marked"], status.partition("VmHWM:")[2].split()[0])
"""


def niks(birth: Any, sex: Any, seed: int) -> list[str]:
    """Return a NIK for each child that says when it was born, and no other's."""
    month, year = birth.astype("M8[M]"), birth.astype("M8[Y]")
    day = (birth - month).astype(int) + 1 + np.where(sex == "f", 40, 0)
    parts = zip(day, (month - year.astype("M8[M]")).astype(int) + 1, year.astype(int) % 100 + 70,
                strict=True)  # fmt: skip
    return [
        f"{seed % 100:02d}{i // 10_000:04d}{d:02d}{m:02d}{y % 100:02d}{i % 10_000:04d}"
        for i, (d, m, y) in enumerate(parts)
    ]


def visits(n: int, seed: int = 1) -> pa.Table:
    """Return children of 200 puskesmas; of a hundred two have a slip."""
    rng = np.random.default_rng(seed)
    days = rng.integers(60, 1820, n)
    visit = np.datetime64("2026-05-01") + rng.integers(0, 28, n).astype("m8[D]")
    month = days / 30.4375
    weight = np.round(3.5 + 1.1 * np.sqrt(month) * (1 + month / 90) + rng.normal(0, 0.6, n), 1)
    length = np.round(50 + 7 * np.sqrt(month) + rng.normal(0, 2, n), 1)
    weight[7::100] *= 1000
    length[13::100] /= 10
    sex, birth = rng.choice(["m", "f"], n), visit - days.astype("m8[D]")
    table = pa.table(
        {
            "puskesmas": [f"Puskesmas {k}" for k in rng.integers(0, 200, n)],
            "posyandu": [f"Mawar {k}" for k in rng.integers(0, 10, n)],
            "sex": sex,
            "birth_date": pa.array(birth, pa.date32()),
            "visit_date": pa.array(visit, pa.date32()),
            "weight_kg": weight,
            "length_height_cm": length,
            "measured": np.where(days < 731, "lying", "standing"),
            "child_name": [f"name {k}" for k in rng.integers(0, 200_000, n)],
            "nik": niks(birth, sex, seed),
            "age_at_visit": age_texts(birth, visit).tolist(),
        }
    )
    scored = zs.score_children(table, profile="eppgbm", indicators=["haz", "waz", "whz"])
    for name in ("haz", "waz", "whz"):
        table = table.append_column(f"published_{name}", scored.column(name))
    return table


@pytest.mark.benchmark(group="verification: a table")
@pytest.mark.parametrize("what", ["rows", "rows, score card and cliffs of 200 units", "score card"])
def test_verify(measure: Any, n: int, what: str) -> None:
    table = visits(n)
    if what == "score card":
        measure(lambda: zs.score_card(table, "puskesmas"), rounds=5)
    else:
        measure(lambda: zs.verify(table, "puskesmas" if "units" in what else None), rounds=5)


@pytest.mark.skipif(sys.platform != "linux", reason="read from /proc")
@pytest.mark.benchmark(group="verification: a Parquet file, rows, score card and cliffs")
def test_verify_files(benchmark: Any, tmp_path: Path, n: int) -> None:
    source = tmp_path / "children.parquet"
    with parquet.ParquetWriter(source, visits(1).schema) as writer:
        for start in range(0, n, MILLION):
            writer.write_table(visits(min(MILLION, n - start), seed=start // MILLION))
    benchmark.extra_info["children"] = n

    def run() -> str:
        command = [sys.executable, "-c", PROGRAM, str(source), str(tmp_path / "verified")]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    marked, kilobytes = benchmark.pedantic(run, rounds=1).split()
    benchmark.extra_info["marked"] = int(marked)
    benchmark.extra_info["peak MB"] = int(kilobytes) // 1024
