"""Made-up children of a register over many months, with the errors a register has, and the truth.

Names are spelled in another way, NIKs are masked or mistyped, families move, twins share a birth
date: linking is measured against who each row really is.

    python benchmarks/families.py [children] [months]
"""

from __future__ import annotations

import sys
import time

import numpy as np
import pyarrow as pa

from zscore import weight_gain
from zscore.children.frames import Table
from zscore.growth.linking import LINKED_BY, links_of

NAME_VARIANT, MASKED, MISTYPED, TWINS, MOVES = 0.05, 0.03, 0.01, 0.02, 0.02
# fmt: off
FIRST = ["Adi", "Ayu", "Bagas", "Budi", "Citra", "Dewi", "Dimas", "Eka", "Fajar", "Fitri",
         "Gilang", "Hana", "Indra", "Intan", "Joko", "Kirana", "Lestari", "Made", "Maya", "Nanda",
         "Nur", "Putra", "Putri", "Rafi", "Rani", "Rizki", "Sari", "Siti", "Tono", "Wulan"]
LAST = ["Amelia", "Anggraini", "Firmansyah", "Halim", "Handayani", "Hidayat", "Kusuma", "Lubis",
        "Maharani", "Maulana", "Nugroho", "Permata", "Pratama", "Ramadhan", "Safitri", "Saputra",
        "Setiawan", "Siregar", "Wibowo", "Wijaya", "Yuliana"]
# fmt: on
BORN = np.datetime64("2019-08-01")


def make_families(
    children: int, months: int = 12, seed: int = 1
) -> tuple[pa.Table, np.ndarray[tuple[int], np.dtype[np.int64]]]:
    """Return a table of visits in the order of months, and the child of each row."""
    rng = np.random.default_rng(seed)
    n = children
    birth = BORN + rng.integers(0, 1825, n)
    sex = rng.integers(0, 2, n)
    village = rng.integers(0, max(n // 400, 1), n)
    family = np.arange(n)
    second = np.flatnonzero(rng.random(n - 1) < TWINS / 2) + 1  # the twin of the child before
    for values in (birth, village, family):
        values[second] = values[second - 1]
    posyandu = village * 10 + family % 6
    first, last = rng.integers(0, len(FIRST), n), rng.integers(0, len(LAST), n)
    first[second] = (first[second - 1] + 1 + rng.integers(0, len(FIRST) - 1, len(second))) % len(
        FIRST
    )
    last[second] = last[second - 1]
    day, month, year = (
        np.array([str(d)[i:j] for d in birth], int) for i, j in ((8, 10), (5, 7), (2, 4))
    )
    nik = [
        f"{327300 + v % 30:06d}{d + 40 * s:02d}{m:02d}{y:02d}{k:04d}"
        for v, d, s, m, y, k in zip(
            village, day, sex, month, year, 1 + np.arange(n) % 9_999, strict=True
        )
    ]
    moved_in = np.where(rng.random(n) < MOVES, rng.integers(1, max(months, 2), n), months)
    to = rng.integers(0, max(n // 400, 1), n)
    names = [f"{FIRST[f]} {LAST[s]}" for f, s in zip(first, last, strict=True)]
    tables, truth = [], []
    for at in range(months):
        visit = np.datetime64("2024-01", "M") + at
        there = np.flatnonzero((rng.random(n) < 0.85) & (birth < visit.astype("M8[D]")))
        gone = moved_in[there] <= at
        home = np.where(gone, to[there], village[there])
        age = (visit - birth[there].astype("M8[M]")).astype(int)
        typed, named = rng.random(len(there)), rng.random(len(there))
        columns = {
            "nik": [_as_typed(nik[c], draw, rng) for c, draw in zip(there, typed, strict=True)],
            "child_name": [
                _variant(names[c], rng) if draw < NAME_VARIANT else names[c]
                for c, draw in zip(there, named, strict=True)
            ],
            "sex": np.array(["L", "P"])[sex[there]],
            "birth_date": birth[there],
            "visit_date": visit.astype("M8[D]") + rng.integers(0, 28, len(there)),
            "village": [f"Desa {v}" for v in home],
            "posyandu": [f"Pos {p}" for p in np.where(gone, home * 10, posyandu[there])],
            "weight_kg": np.round(3.5 + 0.2 * age + rng.normal(0, 0.4, len(there)), 1),
        }
        tables.append(pa.table(columns))
        truth.append(there)
    return pa.concat_tables(tables), np.concatenate(truth)


def _as_typed(nik: str, draw: float, rng: np.random.Generator) -> str:
    """Return a NIK as it stands in the register: mistyped, masked or as it is."""
    if draw < MISTYPED:
        return _mistyped(nik, rng)
    return nik[:5] + "*" * 11 if draw < MISTYPED + MASKED else nik


def _mistyped(nik: str, rng: np.random.Generator) -> str:
    at = int(rng.integers(0, 16))
    return nik[:at] + str((int(nik[at]) + 1 + int(rng.integers(0, 9))) % 10) + nik[at + 1 :]


def _variant(name: str, rng: np.random.Generator) -> str:
    """Return a name as somebody else may write it."""
    ways = (
        name.split(maxsplit=1)[0],
        name.replace("i", "y", 1),
        name.replace("a", "aa", 1),
        name[:-1],
        name.replace(" ", ", ", 1).upper(),
    )
    return ways[int(rng.integers(0, len(ways)))]


def pairs(child: np.ndarray, truth: np.ndarray) -> tuple[int, int, int]:
    """Return how many pairs of rows are linked, truly of one child, and both."""

    def of(labels: np.ndarray) -> int:
        counts = np.unique(labels, return_counts=True)[1]
        return int((counts * (counts - 1) // 2).sum())

    known = child >= 0
    both = child[known] * (int(truth.max()) + 1) + truth[known]
    return of(child[known]), of(truth), of(both)


def main() -> None:
    """Print precision, recall and time of linking, and the time of the KMS rule."""
    children, months = (int(v) for v in [*sys.argv[1:], "100000", "12"][:2])
    table, truth = make_families(children, months)
    start = time.perf_counter()
    links = links_of(Table(table))
    seconds = time.perf_counter() - start
    linked, real, both = pairs(links.child, truth)
    print(f"{children:,} children, {months} months, {len(truth):,} visits: {seconds:.1f} s")
    print(f"precision {both / linked:.5f}   recall {both / real:.5f}")
    for by, n in zip(*np.unique(links.by, return_counts=True), strict=True):
        print(f"{LINKED_BY[by]:<10} {n:>12,}")
    numbered = table.append_column("child_number", pa.array(links.child + 1, mask=links.child < 0))
    start = time.perf_counter()
    weight_gain(numbered)
    print(f"weight_gain: {time.perf_counter() - start:.1f} s")


if __name__ == "__main__":
    main()
