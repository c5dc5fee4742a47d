"""Verification: all checks of a row, with the z-scores they need."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pytest

import zscore as zs


@pytest.mark.benchmark(group="verification: all checks of a row")
def test_verify(measure: Any, n: int) -> None:
    """Of a hundred children one has a weight in grams, and one a length of a tenth."""
    rng = np.random.default_rng(1)
    days = rng.integers(60, 1820, n)
    visit = np.datetime64("2026-05-01") + rng.integers(0, 28, n).astype("m8[D]")
    month = days / 30.4375
    weight = np.round(3.5 + 0.5 * np.sqrt(month) * 2.2 + rng.normal(0, 0.6, n), 1)
    length = np.round(50 + 7 * np.sqrt(month) + rng.normal(0, 2, n), 1)
    weight[::100] *= 1000
    length[1::100] /= 10
    table = pa.table(
        {
            "sex": rng.choice(["m", "f"], n),
            "birth_date": pa.array(visit - days.astype("m8[D]"), pa.date32()),
            "visit_date": pa.array(visit, pa.date32()),
            "weight_kg": weight,
            "length_height_cm": length,
            "measured": np.where(days < 731, "lying", "standing"),
            "child_name": [f"name {i % 50_000}" for i in range(n)],
            "posyandu": rng.choice([f"Mawar {k}" for k in range(400)], n),
            "nik": [f"32710147032{i:05d}" for i in range(n)],
            "age_at_visit": [
                f"{m // 12} Tahun - {m % 12} Bulan - 3 Hari" for m in month.astype(int)
            ],
            "published_haz": rng.normal(-1, 1, n).round(2),
        }
    )
    measure(lambda: zs.verify(table), rounds=3)
