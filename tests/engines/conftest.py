"""Engines start processes of their own, which are tested compiled alone.

Interpreted, the same functions run in this process: the doctests of zscore.engines.dask, and
test_partitions.py.
"""

from __future__ import annotations

import os

INTERPRETED = os.environ.get("NUMBA_DISABLE_JIT", "0") not in {"", "0"}
collect_ignore = ["test_dask.py", "test_spark.py"] if INTERPRETED else []
