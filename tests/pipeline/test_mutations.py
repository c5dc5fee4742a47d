"""Broken files: whatever becomes of an export on its way, it is scored or refused, never more.

Larger runs, of thousands of files, are made by benchmarks/mutations.py with the same mutations.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import zscore as zs
from exports import make
from mutations import mutated

SEEDS = ("layout_a.csv", "published.csv", "windows_1252.csv", "page.xls", "table.parquet")
MUTATIONS = 60


@pytest.mark.parametrize("name", SEEDS)
def test_a_broken_file__is_scored_or_refused(tmp_path: Path, name: str) -> None:
    whole = (make.FOLDER / name).read_bytes()
    path = tmp_path / f"broken{Path(name).suffix}"
    refused = 0
    for seed in range(MUTATIONS):
        path.write_bytes(mutated(whole, seed))
        for call in (
            lambda: zs.score_file(path, tmp_path / "o.csv", force=True),
            lambda: zs.estimate_files(path).estimates,
            lambda: zs.inspect_files(path).mapping,
        ):
            try:
                call()
            except zs.ZScoreError:
                refused += 1
    assert refused > 0  # or nothing was broken


def test_a_broken_workbook__is_scored_or_refused(tmp_path: Path) -> None:
    whole = (make.FOLDER / "workbook.xlsx").read_bytes()
    for seed in range(8):  # each starts a process
        (tmp_path / "broken.xlsx").write_bytes(mutated(whole, seed))
        summary = zs.score_files(tmp_path / "broken.xlsx", tmp_path / "o.csv", force=True)
        assert summary.rows or summary.failed


@pytest.mark.parametrize("seed", range(5))
def test_mutated__is_the_same_for_one_seed(seed: int) -> None:
    whole = (make.FOLDER / "layout_a.csv").read_bytes()
    assert mutated(whole, seed) == mutated(whole, seed) != whole
