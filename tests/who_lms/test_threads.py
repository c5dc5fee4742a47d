"""Threads and processes: the same digits from any number of them."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

import zscore as zs
from zscore import _threads
from zscore.who_lms import scoring

PROGRAM = """
import multiprocessing, sys
import numpy as np
import zscore as zs
from zscore._threads import cores

def scored(seed):
    rng = np.random.default_rng(seed)
    n = 150_000
    found = zs.score_children({
        "sex": rng.integers(1, 3, n), "age_days": rng.integers(0, 1900, n),
        "weight_kg": rng.uniform(2, 30, n).round(1),
        "length_height_cm": rng.uniform(45, 120, n).round(1)})
    return cores(), found["haz"].tobytes() + found["whz_flag"].tobytes()

if __name__ == "__main__":
    before = scored(1)[1]  # so that a child is forked from a process that has used its threads
    with multiprocessing.get_context(sys.argv[1]).Pool(2) as pool:
        cores, bytes_ = zip(*pool.map(scored, [1, 1]))
    assert cores == (1, 1), cores
    assert set(bytes_) == {before}
    print("same")
"""


def children(n: int) -> dict[str, np.ndarray]:
    """Return made-up children."""
    rng = np.random.default_rng(n)
    return {
        "sex": rng.integers(1, 3, n),
        "age_days": rng.integers(0, 1900, n),
        "weight_kg": rng.uniform(2, 30, n).round(1),
        "length_height_cm": rng.uniform(45, 120, n).round(1),
    }


@pytest.mark.parametrize("rows", [7, 4_096, 10_000, 99_999])
@pytest.mark.parametrize("threads", [1, 2, 3, 8])
def test_score_children__is_the_same_for_any_threads_and_blocks(
    rows: int, threads: int, monkeypatch: pytest.MonkeyPatch, jit: bool
) -> None:
    table = children(10_000 if jit else 200)
    whole = zs.score_children(table, threads=1)
    monkeypatch.setattr(scoring, "BLOCK_ROWS", rows)
    for name, column in zs.score_children(table, threads=threads).items():
        np.testing.assert_array_equal(column, whole[name])


def test_score_children__in_eight_threads_a_thousand_times(jit: bool) -> None:
    tables = [children(n) for n in range(1, 9)]
    expected = [zs.score_children(table)["haz"].tobytes() for table in tables]

    def score(call: int) -> bool:
        found = zs.score_children(tables[call % 8])["haz"].tobytes()
        return found == expected[call % 8]

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(score, range(8_000 if jit else 80)))


@pytest.mark.parametrize("start", multiprocessing.get_all_start_methods())
def test_score_children__in_children_of_any_kind(start: str, tmp_path) -> None:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    environment = {k: v for k, v in os.environ.items() if k != "NUMBA_DISABLE_JIT"}
    done = subprocess.run(
        [sys.executable, str(program), start],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.returncode) == ("same\n", 0), done.stderr


def test_cores__is_one_where_the_work_is_shared_already(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(multiprocessing, "parent_process", lambda: None)
    monkeypatch.setattr(multiprocessing.current_process(), "_name", "MainProcess")
    monkeypatch.setattr(_threads.threading, "main_thread", _threads.threading.current_thread)
    monkeypatch.delitem(sys.modules, "pyspark", raising=False)
    assert _threads.cores() == len(os.sched_getaffinity(0))
    with ThreadPoolExecutor(1) as pool:
        monkeypatch.undo()
        assert pool.submit(_threads.cores).result() == 1
    monkeypatch.setitem(
        sys.modules, "pyspark", type("", (), {"TaskContext": type("", (), {"get": lambda: 1})})
    )
    assert _threads.cores() == 1
