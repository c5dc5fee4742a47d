"""What docs/embedding.md promises of a process that embeds the library."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import logging, os, pathlib, signal, threading, warnings
before = (logging.getLogger().handlers[:], signal.getsignal(signal.SIGTERM), list(warnings.filters))
import zscore as zs, numpy as np, pyarrow as pa
n = 5000
children = pa.table({
    "sex": ["f", "m"] * (n // 2), "age_days": np.arange(n) % 1800, "weight_kg": np.full(n, 10.4),
    "length_height_cm": np.full(n, 85.3), "village": ["a", "b"] * (n // 2),
})
scored = zs.classify_children(zs.score_children(children))
zs.estimate_prevalence(scored, "village")
zs.verify(children, "village")
assert logging.getLogger().handlers == before[0]
assert signal.getsignal(signal.SIGTERM) == before[1]
assert threading.active_count() == 1
print(pathlib.Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="read from /proc")
def test_a_process__keeps_its_state_and_needs_little(tmp_path: Path, jit: bool) -> None:
    """Without HOME, in a folder that nothing can be written to, and silent."""
    environment = {"HOME": "/nonexistent", "TMPDIR": "/nonexistent", "PYTHONWARNINGS": "error"}
    if not jit:
        environment["NUMBA_DISABLE_JIT"] = "1"
    tmp_path.chmod(0o555)
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM if jit else PROGRAM.replace("5000", "100")],
        check=True, capture_output=True, text=True, cwd=tmp_path, env=environment,
    )  # fmt: skip
    assert run.stderr.replace("\n", " ").count("Traceback") == 0
    assert int(run.stdout) < 512 * 1024
    assert list(tmp_path.iterdir()) == []
