"""How often a unit of clean data is marked: ``python benchmarks/false_marks.py``.

Units are drawn as their sums (multinomial counts), so that ten million children cost no more than
thirty. Clean: last digits equally likely, 105 boys to 100 girls, ages uniform to five years, z
normal with the means and deviations of a poor region, 0.1 % implausible, 4 % measured against the
rule.
"""

from __future__ import annotations

import numpy as np

from zscore.quality.cliffs import cliff_table
from zscore.quality.counts import CUTOFFS, POINTS
from zscore.quality.scorecard import card_table
from zscore.sums.groups import Level

SIZES = (30, 50, 100, 300, 1_000, 10_000, 100_000, 1_000_000, 10_000_000)
UNITS = 2_000
Z = {"haz": (-1.25, 1.25), "waz": (-1.1, 1.1), "whz": (-0.45, 1.1)}


def sums_of(n: int, rng: np.random.Generator) -> dict[str, np.ndarray]:
    """Return the sums of UNITS units of ``n`` clean children."""

    def drawn(shares: list[float], size: int = n) -> np.ndarray:
        return rng.multinomial(size, np.array(shares) / sum(shares), UNITS)

    def yes(share: float) -> np.ndarray:
        return drawn([1 - share, share])

    digits = [0.1] * 10 + [0.0] * 10
    sums = {
        "sex": drawn([1.05, 1.0]),
        "age_half": drawn([24, 30], int(0.9 * n)),
        "month_of_year": drawn([1] * 12),
        "birth_day": drawn([12] * 28 + [11.2, 11, 7]),
        "birth_month": drawn([31, 28.25, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]),
        "position": yes(0.04),
        "same_nik_and_date": yes(0.001),
        "same_child_and_date": yes(0.001),
        "same_measurements": yes(0.001),
        "carried_forward": yes(0.005),
    }
    for name in ("sex", "birth_date", "visit_date", "weight_kg", "length_height_cm", "measured"):
        sums[f"{name}_there"] = yes(0.98)
    for name in ("weight_kg", "length_height_cm", "arm_circumference_cm"):
        sums[f"{name}_digit"] = drawn(digits)
    at = np.arange(-600, 601)
    for name, (mean, sd) in Z.items():
        density = np.exp(-(((at / 100 - mean) / sd) ** 2) / 2)
        counts = drawn(list(density))
        sums[f"{name}_powers"] = np.stack([counts @ at.astype(np.int64) ** k for k in range(5)], 1)
        sums[f"{name}_implausible"] = yes(0.001)
        sums[f"smart_{name}_flag"] = yes(2 * float((np.abs(at / 100 - mean) > 3) @ density
                                                   / density.sum()))  # fmt: skip
        sums[f"published_{name}"] = yes(0.0025)
        bands = []
        for point in POINTS:
            for start in (round(100 * point) - 10, round(100 * point)):
                bands.append(counts[:, start + 600 : start + 610].sum(axis=1))
        if name in CUTOFFS:
            sums[f"{name}_bands"] = np.stack(bands, axis=1)
    return sums


def main() -> None:
    """Print the share of units that are marked by any statistic, and by the worst."""
    rng = np.random.default_rng(20260522)
    print("| n | marked % | most by | % | a cliff % |")
    print("|---|---|---|---|---|")
    for n in SIZES:
        level = Level(name=None, keys={}, groups=UNITS, sums=sums_of(n, rng))
        card = card_table(level).to_pandas()
        card["unit"] = np.repeat(np.arange(UNITS), len(card) // UNITS)
        by = card.groupby(["statistic", "subject"])["marked"].mean().sort_values()
        cliffs = cliff_table(level).to_pandas()["marked"].to_numpy().reshape(UNITS, -1)
        whole = 100 * card.groupby("unit")["marked"].any().mean()
        worst = " of ".join(by.index[-1]) if by.iloc[-1] else "-"
        print(f"| {n:,} | {whole:.2f} | {worst} | {100 * by.iloc[-1]:.2f} "
              f"| {100 * cliffs.any(axis=1).mean():.2f} |")  # fmt: skip


if __name__ == "__main__":
    main()
