"""Made-up children for measuring: plausible, seeded, as plain arrays."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from zscore.who_lms.tables import load_table

MEASURES = {
    "length_height_cm": ("who2006_length_height_for_age", -1.1, 1.2, 1),
    "weight_kg": ("who2006_weight_for_age", -0.8, 1.1, 1),
    "head_circumference_cm": ("who2006_head_circumference_for_age", -0.5, 1.1, 1),
    "arm_circumference_cm": ("who2006_arm_circumference_for_age", -0.4, 1.0, 1),
    "triceps_skinfold_mm": ("who2006_triceps_skinfold_for_age", 0.2, 1.1, 1),
    "subscapular_skinfold_mm": ("who2006_subscapular_skinfold_for_age", 0.2, 1.1, 1),
}


def make_children(n: int, seed: int = 1) -> dict[str, NDArray[np.generic]]:
    """Return ``n`` children of 0 to 1825 days: codes, days and rounded measurements."""
    rng = np.random.default_rng(seed)
    sex = rng.integers(0, 2, n).astype(np.int8)
    age_days = rng.integers(0, 1826, n)
    children: dict[str, NDArray[np.generic]] = {
        "sex": sex,
        "age_days": age_days.astype(float),
        "measured": (age_days >= 731).astype(np.int8),
    }
    for name, (table, mean, sd, digits) in MEASURES.items():
        lms = load_table(table)
        row = np.clip(age_days - int(lms.first), 0, None)
        L, M, S = (lms.lms[sex, row, i] for i in range(3))
        z = np.clip(rng.normal(mean, sd, n), -5, 5)
        children[name] = np.round(M * np.maximum(1 + L * S * z, 0.05) ** (1 / L), digits)
    return children
