"""Measure the kernels: children a second, one thread, by indicator and together.

Run ``python benchmarks/kernels.py [CHILDREN]``. It compares with vectorised numpy in
the same run: machines are shared and noisy, so only the ratios mean something.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable

import numpy as np
from children import make_children
from numpy_reference import score_numpy

from zscore.who_lms.indicators import INDICATORS
from zscore.who_lms.measurements import place
from zscore.who_lms.profiles import DAYS_PER_MONTH, WHO
from zscore.who_lms.scoring import score_arrays

THREE = [INDICATORS[name] for name in ("haz", "waz", "whz")]
REPEATS = 9


def seconds(run: Callable[[], object]) -> float:
    """Return the best of some runs: what else the machine does only ever adds."""
    durations = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        run()
        durations.append(time.perf_counter() - start)
    return min(durations)


def main(n: int) -> None:
    """Print the table."""
    given = make_children(n)
    arrays = {name: given[name] for name in given if name not in {"sex", "measured", "age_days"}}

    def placed() -> object:
        return place(
            profile=WHO,
            sex=given["sex"],
            age_days=given["age_days"],
            age_months=given["age_days"] / DAYS_PER_MONTH,
            measured=given["measured"],
            oedema=np.zeros(n, bool),
            measure=arrays,
        )

    children = placed()
    rows: dict[str, float] = {}
    rows["numpy: haz, waz, whz"] = statistics.median([seconds(lambda: score_numpy(given))])
    rows["place"] = seconds(placed)
    rows["haz, waz, whz"] = seconds(lambda: score_arrays(children, THREE, threads=1))
    rows["place and the three"] = rows["place"] + rows["haz, waz, whz"]
    rows["the three, 2 threads"] = seconds(lambda: score_arrays(children, THREE, threads=2))
    every = list(INDICATORS.values())
    rows["all eight"] = seconds(lambda: score_arrays(children, every, threads=1))
    for indicator in every:
        rows[indicator.name] = seconds(lambda i=indicator: score_arrays(children, [i], threads=1))
    reference = rows["numpy: haz, waz, whz"]
    print(f"{n:,} children")
    for title, taken in rows.items():
        print(
            f"{title:22} {1e9 * taken / n:7.1f} ns a child {n / taken / 1e6:7.1f} million/s "
            f"{reference / taken:6.1f} × numpy"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
