"""What is not collected: what needs a package that is not installed."""

from __future__ import annotations

from importlib.util import find_spec

NEEDS = {
    "src/zscore/polars.py": "polars",
    "src/zscore/engines/dask.py": "dask",
    "tests/files/test_survey.py": "pyreadstat",
    "tests/test_benchmarks.py": "polars",  # what the speed is compared with
}
collect_ignore = [file for file, package in NEEDS.items() if find_spec(package) is None]
