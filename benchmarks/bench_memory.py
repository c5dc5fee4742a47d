"""Memory: the peak of a process that scores a file, for files of several sizes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from bench_frames import table

import exports
from children import make_children

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="read from /proc")
MEMORY = pytest.mark.benchmark(group="memory: the process that scores a file")
PROGRAM = """
import pathlib, sys
import zscore as zs
zs.score_file(sys.argv[1], sys.argv[2], force=True)
# Not getrusage(): it would tell the peak of the process that started this one, if that is higher.
status = pathlib.Path("/proc/self/status").read_text()
print(status.partition("VmHWM:")[2].split()[0])
"""


def peak(benchmark: Any, source: Path, rows: int) -> None:
    """Score a file in a process of its own, and note its peak."""
    benchmark.extra_info["children"] = rows

    def run() -> str:
        command = [sys.executable, "-c", PROGRAM, str(source), str(source.with_name("o.parquet"))]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    kilobytes = int(benchmark.pedantic(run, rounds=1))
    benchmark.extra_info["peak MB"] = kilobytes // 1024


@MEMORY
@pytest.mark.parametrize("times", [1, 4])
def test_parquet(benchmark: Any, tmp_path: Path, n: int, times: int) -> None:
    source = tmp_path / "children.parquet"
    exports.write_parquet(source, table(make_children(min(n, 1_000_000))), times * n)
    peak(benchmark, source, times * n)


@MEMORY
@pytest.mark.parametrize("times", [1, 2])
def test_csv(benchmark: Any, tmp_path: Path, n: int, times: int) -> None:
    source = tmp_path / "export.csv"
    exports.write_csv(source, times * n)
    peak(benchmark, source, times * n)
