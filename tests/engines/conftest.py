"""What is not collected here: engines that are not installed, and all where it is interpreted.

Engines start processes of their own, which are tested compiled alone; interpreted, the same
functions run in one process: the doctests of zscore.engines.dask, and test_partitions.py.
"""

from __future__ import annotations

import os
from importlib.util import find_spec

INTERPRETED = os.environ.get("NUMBA_DISABLE_JIT", "0") not in {"", "0"}
NEEDS = {"test_dask.py": "distributed", "test_spark.py": "pyspark"}
collect_ignore = [file for file, package in NEEDS.items()
                  if INTERPRETED or find_spec(package) is None]  # fmt: skip
