"""A process forked while another thread is in its first call."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

PROGRAM = """
import os, sys, threading, time
import zscore as zs

children = {"sex": ["m", "f"], "age_days": [100, 200], "weight_kg": [6.1, 7.0]}
first = threading.Thread(target=lambda: zs.score_children(children))
first.start()
time.sleep(float(sys.argv[1]))
child = os.fork()
if not child:
    scored = zs.score_children(children)
    os._exit(0 if len(scored["waz"]) == 2 else 1)
first.join()
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no fork")
@pytest.mark.parametrize("seconds", [0, 0.1, 0.2, 0.3, 0.4, 0.6])  # into imports and compiling
def test_a_fork__waits_for_a_first_call_of_another_thread(seconds: float) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", PROGRAM, str(seconds)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
