"""No bit pattern of the input makes a kernel read outside its tables."""

from __future__ import annotations

import os
import subprocess
import sys

# Bounds are checked by numba itself, in a process of its own. Every column is made of raw bits,
# and of the values at which something changes, in all combinations.
PROGRAM = """
import numpy as np
from zscore.who_lms import kernels
from zscore.who_lms.indicators import INDICATORS
from zscore.who_lms.measurements import place
from zscore.who_lms.profiles import PROFILES
from zscore.who_lms.scoring import score_arrays

out = np.empty(4, np.int32)
try:
    kernels.look_up(np.zeros((2, 8)), np.array([0, 1, 2, 9], np.uint32), False, *np.empty((3, 4)))
except IndexError:
    print("bounds are checked")

rng = np.random.default_rng(7)
edges = np.array([
    0.0, -0.0, np.nan, np.inf, -np.inf, 5e-324, -5e-324, 1e308, -1e308, 1e-300, -1.0, -0.5,
    0.49999999999999994, 44.999999999, 45.0, 64.99999999999999, 65.0, 65.7, 86.99, 87.0,
    109.95, 110.0, 110.00000000000001, 119.99999999999999, 120.0, 120.7, 90.49999, 91.0,
    273.9375, 730.4999999, 730.5, 731.0, 1826.25, 1856.4999999, 1856.5, 1857.0,
    32767.0, 32768.0, 65536.0, 2.0**31, 2.0**32, 2.0**63, 2.0**64, 2.5, 10.4, 60.0,
])
ROWS, ROUNDS = 500_000, 20
for i in range(ROUNDS):
    def column():
        bits = rng.integers(0, 2**64, ROWS, dtype=np.uint64).view(np.float64)
        plausible = rng.uniform(0, 2000 if i % 3 else 130, ROWS)
        return np.choose(rng.integers(0, 3, ROWS), [bits, plausible, rng.choice(edges, ROWS)])
    measure = {name: column() for name in (
        "weight_kg", "length_height_cm", "head_circumference_cm",
        "arm_circumference_cm", "triceps_skinfold_mm", "subscapular_skinfold_mm")}
    age = column()
    with np.errstate(all="ignore"):
        days, months = (age, age / 30.4375) if i % 4 else (age * 30.4375, age)
    children = place(
        profile=list(PROFILES.values())[i % 2], age_days=days, age_months=months, measure=measure,
        sex=rng.integers(-1, 2, ROWS).astype(np.int8),
        measured=rng.integers(-1, 2, ROWS).astype(np.int8), oedema=rng.random(ROWS) < 0.1)
    scores = score_arrays(children, INDICATORS.values(), rounded=bool(i % 5), threads=1)
    for score in scores.values():
        assert ((score.reason == -1) == np.isfinite(score.z)).all() and not np.isinf(score.z).any()
print(ROWS * ROUNDS, "rows")
"""


def test_kernels__read_nothing_outside_their_tables_in_ten_million_rows() -> None:
    environment = {k: v for k, v in os.environ.items() if k != "NUMBA_DISABLE_JIT"}
    environment |= {"NUMBA_BOUNDSCHECK": "1", "ZSCORE_CACHE_DIR": "off"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["bounds are checked", "10000000 rows"]
