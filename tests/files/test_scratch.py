"""What a killed run leaves behind is removed by the next one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import zscore as zs
from zscore.files import scratch
from zscore.files.scratch import remove_left_behind, remove_scratch_folder, scratch_folder

PROGRAM = """
import sys
import pyarrow as pa
from pathlib import Path
from zscore.files.writing import output_file
schema = pa.schema([("name", pa.string())])
with output_file(Path(sys.argv[1]), schema) as write:
    print("begun", flush=True)
    while True:
        write(pa.table({"name": ["Qanari"] * 100_000}, schema=schema))
"""


def test_scratch_folder__is_kept_while_its_process_runs(tmp_path: Path) -> None:
    folder = scratch_folder(".zscore-", tmp_path)
    remove_left_behind(".zscore-", tmp_path)
    assert Path(folder).is_dir()
    assert Path(folder).stat().st_mode & 0o077 == 0


def test_remove_scratch_folder__is_not_for_a_forked_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = scratch_folder(".zscore-", tmp_path)
    with monkeypatch.context() as patched:
        patched.setattr(os, "getpid", os.getppid)
        remove_scratch_folder(folder)
        assert Path(folder).exists()
    remove_scratch_folder(folder)
    assert not Path(folder).exists()


INTERRUPTED = """
import os, sys
from pathlib import Path
from zscore.files.scratch import remove_scratch_folder, scratch_folder
make = os.mkdir
def mkdir(path, mode=0o777):
    make(path, mode)
    raise KeyboardInterrupt
os.mkdir = mkdir
scratch_folder(".zscore-", Path(sys.argv[1]))
"""


def test_scratch_folder__is_gone_after_an_interrupt_at_its_making(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", INTERRUPTED, str(tmp_path)], capture_output=True, check=False
    )
    assert b"KeyboardInterrupt" in run.stderr
    assert list(tmp_path.iterdir()) == []


def test_scratch_folder__in_no_folder_is_forgotten(tmp_path: Path) -> None:
    before = dict(scratch._made)
    with pytest.raises(FileNotFoundError):
        scratch_folder(".zscore-", tmp_path / "none")
    assert scratch._made == before


@pytest.mark.parametrize("host", ["own", "another"])
def test_remove_left_behind__only_what_nobody_uses_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    with monkeypatch.context() as patched:
        patched.setattr(os, "getpid", lambda: gone.pid)
        if host == "another":
            patched.setattr(scratch, "gethostname", lambda: "elsewhere")
        folder = Path(scratch_folder(".zscore-", tmp_path))
    (folder / "part.csv").write_text("Qanari")
    others = tmp_path / ".zscore-mine"
    others.mkdir()
    remove_left_behind(".zscore-", tmp_path)
    assert folder.exists() == (host == "another")
    assert others.exists()


def test_remove_left_behind__of_a_folder_that_is_not_there(tmp_path: Path) -> None:
    remove_left_behind(".zscore-", tmp_path / "none")


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("ending", ["csv", "parquet", "xlsx", "json"])
def test_a_killed_run__leaves_nothing_after_the_next(tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"o.{ending}"
    run = subprocess.Popen([sys.executable, "-c", PROGRAM, str(target)], stdout=subprocess.PIPE)
    assert run.stdout is not None
    assert run.stdout.readline() == b"begun\n"
    time.sleep(0.2)
    run.send_signal(signal.SIGKILL)
    run.communicate()
    assert not target.exists()
    assert len(list(tmp_path.glob(".zscore-*"))) == 1
    (tmp_path / "t.csv").write_text("sex,age_months,weight_kg\nm,20,9.8\n")
    zs.score_file(tmp_path / "t.csv", tmp_path / "s.csv")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["s.csv", "t.csv"]
