"""What is found of faults put into made-up children: ``make verify-bench``.

Children of the demo's generator, one fault at most in each: in 1 % of the rows each fault of
tests/quality/inject.py, and visits added that are there twice, carried forward, or of children who
grew.
"""

from __future__ import annotations

import argparse
from datetime import date

import inject
import numpy as np

import zscore as zs


def main() -> None:
    """Print a row for each fault, and what of the clean rows is marked."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--children", type=int, default=100_000)
    options.add_argument("--seed", type=int, default=20240817)
    chosen = options.parse_args()
    clean = inject.demo_children(chosen.children, chosen.seed)
    table, fault = inject.spoiled(clean, 0.01, chosen.seed)
    table, fault = inject.with_visits(table, fault, 0.01, chosen.seed)
    found = zs.verify(table, today=date(2026, 1, 1))
    marked = (found.rows["verification"] != "clean").to_numpy()
    texts = found.rows["checks"].fillna("").str.split("; ")
    scored = zs.score_children(table, profile="eppgbm", indicators=["haz", "waz", "whz"])
    # A slip can be seen if it leaves the plausible range, or what can be measured at all.
    seen = scored[["haz_flag", "waz_flag", "whz_flag"]].any(axis=1).to_numpy()
    seen = seen | ~table["weight_kg"].between(0.9, 58).to_numpy()
    seen = seen | ~table["length_height_cm"].between(38, 150).to_numpy()
    print(f"{len(table):,} rows")
    print("| fault | rows | marked % | leave the plausible range | of these marked % | named % |")
    print("|---|---|---|---|---|---|")
    for name in (*inject.FAULTS, "duplicate", "carried"):
        own = fault == name
        can_be = seen & own if name not in inject.NAMED else own
        wanted = set(inject.NAMED.get(name, (name,)))
        named = np.array([bool(wanted & set(names)) for names in texts[can_be]])
        print(f"| {name} | {own.sum():,} | {100 * marked[own].mean():.2f} | {can_be.sum():,} "
              f"| {100 * marked[can_be].mean():.2f} | {100 * named.mean():.2f} |")  # fmt: skip
    own = fault == ""
    print(f"| none | {own.sum():,} | {100 * marked[own].mean():.2f} | | | |")
    print(f"specificity {100 * (1 - marked[own].mean()):.2f} %")


if __name__ == "__main__":
    main()
