"""Score thousands of broken files: ``python benchmarks/mutations.py 0 3000``.

Prints what raised another thing than a refusal, what took long, and at the end how many there
were and the most memory that was used. A reader that aborts ends the run: the last seed is said.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
import warnings
from pathlib import Path

import zscore as zs

TESTS = Path(__file__).resolve().parents[1] / "tests"
sys.path.insert(0, str(TESTS))
from mutations import mutated  # noqa: E402 - found by the line before

LONG = 10  # seconds


def main(first: int, last: int) -> int:
    """Try the seeds from ``first`` on, up to ``last``; return how many were not refused rightly."""
    warnings.simplefilter("ignore")
    seeds = sorted(p for p in (TESTS / "exports").iterdir() if p.suffix not in {".py", ""})
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(first, last):
            whole = seeds[seed % len(seeds)]
            path = Path(folder, f"broken{whole.suffix}")
            path.write_bytes(mutated(whole.read_bytes() or b" ", seed))
            print(f"\r{seed} {whole.name}   ", end="", file=sys.stderr, flush=True)
            begun = time.monotonic()
            try:
                zs.score_files(path, Path(folder, "o.csv"), force=True)
                zs.estimate_files(path)
                zs.inspect_files(path)
            except zs.ZScoreError:
                pass
            except BaseException as error:  # noqa: BLE001 - that is what is looked for
                wrong += 1
                print(seed, whole.name, type(error).__name__, error)
            if time.monotonic() - begun > LONG:
                wrong += 1
                print(seed, whole.name, "took", round(time.monotonic() - begun), "s")
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    print(f"\n{last - first} files: {wrong} wrong, {most} MiB at most")
    return wrong


if __name__ == "__main__":
    sys.exit(1 if main(int(sys.argv[1]), int(sys.argv[2])) else 0)
