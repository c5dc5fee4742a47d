"""What docs/scale.md says: ``python benchmarks/scale.py steps|dask|spark``.

    steps   what each step costs a million rows, with one thread and with all
    dask    Parquet to Parquet, and prevalence, with one worker process and with two
    spark   the same work as an identity ``mapInArrow``, as scoring and as prevalence

Every figure is the median of three runs (of Dask, one) after one that is not counted; clusters are
started, and kernels loaded, before the clock is.
"""

from __future__ import annotations

import argparse
import os
import pickle
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from pyarrow import parquet

import zscore as zs
from children import make_children
from zscore.prevalence.estimates import estimate_tally

MILLION = 1_000_000
LEVELS = {"province": 38, "district": 514, "subdistrict": 7_000, "puskesmas": 10_000,
          "village": 84_000}  # fmt: skip
RUNS = 3


def million(seed: int) -> pa.Table:
    """Return a million children with the places of the country."""
    children = make_children(MILLION, seed)
    village = np.random.default_rng(seed).integers(0, LEVELS["village"], MILLION)
    columns: dict[str, Any] = {
        "sex": pa.array(np.where(children["sex"] == 0, "m", "f")),
        "age_days": children["age_days"].astype(np.int32),
        "measured": pa.array(np.where(children["measured"] == 1, "h", "l")),
        "weight_kg": children["weight_kg"],
        "length_height_cm": children["length_height_cm"],
    }
    for level, units in LEVELS.items():
        columns[level] = village * units // LEVELS["village"]
    return pa.table(columns)


def write_children(folder: Path, millions: int) -> None:
    """Write files of a million children, of four different millions."""
    folder.mkdir()
    tables = [million(seed) for seed in range(min(millions, 4))]
    for k in range(millions):
        parquet.write_table(tables[k % len(tables)], folder / f"{k:03d}.parquet",
                            row_group_size=MILLION // 4)  # fmt: skip


def seconds(work: Callable[[], object], runs: int = RUNS) -> float:
    """Return the median time of some runs, after one that is not counted."""
    took = []
    for _ in range(runs + 1):
        start = time.perf_counter()
        work()
        took.append(time.perf_counter() - start)
    return statistics.median(took[1:])


def measure_steps(folder: Path, millions: int) -> None:
    """Print what each step costs a million rows of a table in the memory."""
    file = folder / "000.parquet"
    children = parquet.read_table(file)
    scored = zs.score_children(children)
    by = list(LEVELS)
    out = folder / "scored.parquet"
    print("| step | one thread: s | all threads: s |\n|---|---|---|")
    for name, step in (
        ("read Parquet", lambda threads: parquet.read_table(file, use_threads=threads != 1)),
        ("score", lambda threads: zs.score_children(children, threads=threads)),
        ("classify", lambda _: zs.classify_children(scored)),
        ("tally five levels", lambda threads: zs.tally_children(scored, by, threads=threads)),
        ("write Parquet", lambda _: parquet.write_table(scored, out)),
    ):
        one, every = (seconds(lambda t=threads, s=step: s(t)) for threads in (1, None))
        print(f"| {name} | {one:.3f} | {every:.3f} |")
    tally = zs.tally_children(scored, by)
    took = seconds(lambda: estimate_tally(tally, rollup=True))
    print(f"| estimates of {LEVELS['village']} villages and all above them | {took:.3f} | |")
    took = seconds(lambda: zs.score_file(file, out, force=True))
    print(f"| a file of a million, whole (score_file) | | {took:.3f} |")
    print(f"tally: {tally_bytes(tally) / LEVELS['village']:.0f} bytes a village")


def tally_bytes(tally: Any) -> int:
    """Return what a tally takes on its way."""
    return len(pickle.dumps(tally))


def measure_dask(folder: Path, millions: int) -> None:
    """Print the times of one worker process and of two."""
    import dask.dataframe as dd  # noqa: PLC0415
    from distributed import Client, LocalCluster  # noqa: PLC0415

    import zscore.engines.dask as on_dask  # noqa: PLC0415

    print("| workers | Parquet to Parquet: s | million rows/s | by district: s | by village: s |")
    print("|---|---|---|---|---|")
    for workers in (1, 2):
        with LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None,
                          memory_limit="8GB") as cluster, Client(cluster):  # fmt: skip
            children = dd.read_parquet(str(folder))
            scored = on_dask.score_children(children)
            written = seconds(
                lambda s=scored: s.to_parquet(str(folder.with_name("scored")), overwrite=True), 1
            )
            again = dd.read_parquet(str(folder.with_name("scored")))
            counted = []
            for by in (list(LEVELS)[:2], list(LEVELS)):

                def estimate(scored: Any = again, by: list[str] = by) -> None:
                    on_dask.estimate_prevalence(scored, by, rollup=True).compute()

                counted.append(seconds(estimate, 1))
            print(f"| {workers} | {written:.1f} | {millions / written:.2f} | {counted[0]:.1f} | "
                  f"{counted[1]:.1f} |", flush=True)  # fmt: skip


def measure_spark(folder: Path, millions: int) -> None:
    """Print the times of two executors."""
    from pyspark.sql import SparkSession  # noqa: PLC0415

    import zscore.engines.spark as on_spark  # noqa: PLC0415

    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local-cluster[2,1,2048]")
        .config("spark.executor.memory", "2g").config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2").config("spark.log.level", "ERROR")
        .getOrCreate()
    )  # fmt: skip
    children = session.read.parquet(str(folder))
    scored = on_spark.score_children(children)
    three = on_spark.score_children(children, indicators=("haz", "waz", "whz"))
    stored = str(folder.with_name("scored_by_spark"))
    scored.write.mode("overwrite").parquet(stored)
    again = session.read.parquet(stored)

    def run(frame: Any) -> None:
        frame.write.format("noop").mode("overwrite").save()

    identity = children.mapInArrow(lambda batches: batches, children.schema)
    wide = again.mapInArrow(lambda batches: batches, again.schema)
    by = list(LEVELS)
    works: dict[str, Callable[[], object]] = {
        "identity of the children's columns": lambda: run(identity),
        "identity of the scored columns": lambda: run(wide),
        "score (27 columns more)": lambda: run(scored),
        "score haz, waz and whz (12 more)": lambda: run(three),
        "prevalence by district": lambda: on_spark.estimate_prevalence(again, by[:2], rollup=True),
        "prevalence by village": lambda: on_spark.estimate_prevalence(again, by, rollup=True),
        "prevalence by district, scored on the way": lambda: on_spark.estimate_prevalence(
            scored, by[:2], rollup=True
        ),
    }
    base = 0.0
    print("| work | s | of the identity |\n|---|---|---|")
    for name, work in works.items():
        took = seconds(work)
        base = base or took
        print(f"| {name} | {took:.1f} | {took / base:.2f} |", flush=True)
    session.stop()


MEASURED = {"steps": (measure_steps, 1), "dask": (measure_dask, 20), "spark": (measure_spark, 5)}


def main() -> None:
    """Make the children, and measure what is asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=MEASURED)
    parser.add_argument("--millions", type=int, help="of rows")
    asked = parser.parse_args()
    work, millions = MEASURED[asked.what]
    millions = asked.millions or millions
    folder = Path(tempfile.mkdtemp(prefix="zscore_scale_"))
    try:
        write_children(folder / "children", millions)
        work(folder / "children", millions)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
