"""Kill runs at random moments, and look at what is left: ``python benchmarks/kills.py 50``.

Prints for each kind of output how many runs were killed, and what there should be none of: outputs
that are not whole, processes that live on, and files that are still there after the next run.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import exports

KINDS = (
    ("score", "o.csv"), ("score", "o.parquet"), ("score", "o.xlsx"),
    ("verify", "v"), ("prevalence", "p.csv"),
)  # fmt: skip


def main(kills: int) -> int:
    """Kill so many runs; return how many left something wrong."""
    chance = random.Random(3)  # noqa: S311 - moments, no secrets
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        table, out = Path(folder, "t.csv"), Path(folder, "out")
        exports.write_csv(table, 20_000)
        whole = {name: run(command, table, out / name) for command, name in KINDS}
        for i in range(kills):
            command, name = KINDS[i % len(KINDS)]
            shutil.rmtree(out)
            seconds, sizes = whole[name]
            process = start(command, table, out / name)
            time.sleep(chance.uniform(0.2, 0.98) * seconds)
            process.kill()
            process.wait()
            time.sleep(0.2)  # what dies with it is dead by now
            alive = [pid for pid in pids() if session_of(pid) == process.pid]
            seen = sizes_of(out / name)
            partial = {key for key, size in seen.items() if sizes.get(key) != size}
            run(command, table, out / name)
            left = {path.name for path in out.rglob("*")} - {name, *sizes}
            if alive or partial or left:
                wrong += 1
                print(i, command, name, "alive", alive, "partial", partial, "left", left)
    print(f"{kills} killed: {wrong} left something")
    return wrong


def start(command: str, table: Path, output: Path) -> subprocess.Popen[bytes]:
    """Start a run in a session of its own."""
    output.parent.mkdir(exist_ok=True)
    words = [sys.executable, "-m", "zscore", command, str(table), "-o", str(output), "--force"]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(words, stdout=quiet, stderr=quiet, start_new_session=True)


def run(command: str, table: Path, output: Path) -> tuple[float, dict[str, int]]:
    """Run to the end; return the seconds it took, and what it wrote."""
    began = time.monotonic()
    start(command, table, output).wait()
    return time.monotonic() - began, sizes_of(output)


def sizes_of(output: Path) -> dict[str, int]:
    """Return the bytes of each finished file, what is not the same in every run left out."""
    files = output.iterdir() if output.is_dir() else [output]
    return {path.name: size_of(path) for path in files if path.is_file() and path.name[0] != "."}


def size_of(path: Path) -> int:
    """Return the bytes of a file; of a workbook, which holds the time, those of its cells."""
    if path.suffix == ".json":  # holds the seconds that it took
        return 0
    if path.suffix != ".xlsx":
        return path.stat().st_size
    with zipfile.ZipFile(path) as parts:
        return sum(part.file_size for part in parts.infolist() if "sheet" in part.filename)


def pids() -> list[int]:
    """Return the processes that run, zombies not."""
    found = [int(name) for name in os.listdir("/proc") if name.isdigit()]
    return [pid for pid in found if stat_of(pid)[:1] not in ([], ["Z"])]


def session_of(pid: int) -> int:
    """Return the session of a process."""
    fields = stat_of(pid)
    return int(fields[3]) if fields else 0


def stat_of(pid: int) -> list[str]:
    """Return what /proc says of a process, from its state on."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


if __name__ == "__main__":
    sys.exit(1 if main(int(sys.argv[1])) else 0)
