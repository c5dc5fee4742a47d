"""Every benchmark runs, on a hundred children; speed is looked at in benchmarks/README.md."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_benchmarks__run(tmp_path: Path) -> None:
    results = tmp_path / "results.json"
    hidden = ("NUMBA_DISABLE_JIT", "PYTEST_", "COV")  # it is no part of this run
    environment = {k: v for k, v in os.environ.items() if not k.startswith(hidden)}
    options = [
        "--children",
        "100",
        "--benchmark-json",
        str(results),
        "-q",
        "-p",
        "no:cacheprovider",
    ]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", str(ROOT / "benchmarks"), *options],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    files = {
        one["fullname"].split("::")[0] for one in json.loads(results.read_text())["benchmarks"]
    }
    assert files == {path.name for path in (ROOT / "benchmarks").glob("bench_*.py")}
    table = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / "table.py"), str(results)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "### kernels, one thread" in table.stdout
