"""Measure what a user waits for before the first number: imports, help, tables.

Run ``python benchmarks/start_up.py``; it prints seconds and, for the imports,
their ratio to ``import numpy`` in the same run.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

REPEATS = 7
TABLES = """
import pathlib, time
import pyarrow.csv
from zscore.who_lms.tables import load_table, tables_directory
names = [path.stem for path in tables_directory().glob("*.csv")]
load_table.__wrapped__(names[0])  # the first call also starts Arrow's own threads
start = time.perf_counter()
for name in names:
    load_table(name)
print(time.perf_counter() - start)
"""


def seconds(*arguments: str) -> float:
    """Return the median duration of a Python process."""
    durations = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
        durations.append(time.perf_counter() - start)
    return statistics.median(durations)


def main() -> None:
    """Print the table."""
    numpy = seconds("-c", "import numpy")
    for title, arguments in {
        "python -c pass": ("-c", "pass"),
        "import zscore": ("-c", "import zscore"),
        "zscore --help": ("-m", "zscore", "--help"),
    }.items():
        taken = seconds(*arguments)
        print(f"{title:18} {taken:6.3f} s   {taken / numpy:5.2f} of import numpy")
    print(f"{'import numpy':18} {numpy:6.3f} s")
    loads = [
        float(
            subprocess.run([sys.executable, "-c", TABLES], check=True, capture_output=True).stdout
        )
        for _ in range(REPEATS)
    ]
    print(f"{'twelve tables':18} {statistics.median(loads):6.4f} s")


if __name__ == "__main__":
    main()
