"""Faults put into made-up children, by a seed: what should be found is known exactly."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

import reference
import zscore as zs

Mutate = Callable[[pd.DataFrame, np.random.Generator], pd.DataFrame]


def clean_children(n: int, seed: int = 1) -> pd.DataFrame:
    """Return made-up children as read_eppgbm returns them, without any fault."""
    rng = np.random.default_rng(seed)
    days = rng.integers(60, 1820, n)
    visit = np.datetime64("2026-05-01") + rng.integers(0, 28, n).astype("m8[D]")
    birth = visit - days.astype("m8[D]")
    girl = rng.random(n) < 0.49
    table = pd.DataFrame(
        {
            "child_name": [f"Anak {''.join(chr(97 + int(d)) for d in str(i))}" for i in range(n)],
            "sex": np.where(girl, "f", "m"),
            "birth_date": birth,
            "visit_date": visit,
            "measured": np.where(days < 731, "lying", "standing"),
            "posyandu": [f"Mawar {k}" for k in rng.integers(1, 40, n)],
            "nik": _niks(birth, girl, rng),
        }
    )
    table["weight_kg"], table["length_height_cm"] = _grown(days, girl, rng)
    table["age_at_visit"] = [_written(b, v) for b, v in zip(birth, visit, strict=True)]
    return with_published(table)


def with_published(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table with the z-scores that e-PPGBM would publish."""
    scored = zs.score_children(table, profile="eppgbm", indicators=["haz", "waz", "whz"])
    return table.assign(**{f"published_{z}": scored[z] for z in ("haz", "waz", "whz")})


def _grown(
    days: np.ndarray, girl: np.ndarray, rng: np.random.Generator
) -> tuple[list[float], list[float]]:
    """Return weights and lengths that lie within 2.5 z of WHO's medians."""
    tall = np.clip(rng.normal(-1, 0.9, len(days)), -2.4, 2)
    thick = np.clip(rng.normal(-0.5, 0.7, len(days)), -2, 2)
    weights, lengths = [], []
    for day, is_girl, z, y in zip(days, girl, tall, thick, strict=True):
        sex = "f" if is_girl else "m"
        lms = reference.figures("who2006_length_height_for_age", sex)[int(day)]
        lengths.append(round(reference.value_of_z(z, lms, False), 1))
        by = "length" if day < 731 else "height"
        lms = reference.figures(f"who2006_weight_for_{by}", sex)[round(lengths[-1] * 10)]
        weights.append(round(reference.value_of_z(y, lms, False), 1))
    return weights, lengths


def _niks(birth: np.ndarray, girl: np.ndarray, rng: np.random.Generator) -> list[str]:
    days = pd.DatetimeIndex(birth)
    day = days.day + np.where(girl, 40, 0)
    last = rng.permutation(len(birth)) % 10_000
    place = 100_000 + np.arange(len(birth)) // 10_000
    return [
        f"{p:06d}{d:02d}{m:02d}{y % 100:02d}{k:04d}"
        for p, d, m, y, k in zip(place, day, days.month, days.year, last, strict=True)
    ]


def _written(birth: np.datetime64, visit: np.datetime64) -> str:
    gap = pd.Timestamp(visit)
    born = pd.Timestamp(birth)
    months = (gap.year - born.year) * 12 + gap.month - born.month
    months -= born + pd.DateOffset(months=months) > gap
    days = (gap - (born + pd.DateOffset(months=months))).days
    return f"{months // 12} Tahun - {months % 12} Bulan - {days} Hari"


def _times(column: str, factor: float) -> Mutate:
    return lambda rows, _rng: rows.assign(**{column: (rows[column] * factor).round(3)})


def _swapped(rows: pd.DataFrame, _rng: np.random.Generator) -> pd.DataFrame:
    return rows.assign(weight_kg=rows["length_height_cm"], length_height_cm=rows["weight_kg"])


def _swapped_dates(rows: pd.DataFrame, _rng: np.random.Generator) -> pd.DataFrame:
    return rows.assign(birth_date=[b.replace(day=b.month, month=b.day) for b in rows["birth_date"]])


def _edited(rows: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    return rows.assign(weight_kg=(rows["weight_kg"] * rng.uniform(1.05, 1.2, len(rows))).round(1))


FAULTS: dict[str, Mutate] = {
    "weight_in_grams": _times("weight_kg", 1000),
    "weight_ten_times": _times("weight_kg", 10),
    "weight_tenth": _times("weight_kg", 0.1),
    "length_in_millimetres": _times("length_height_cm", 10),
    "length_in_metres": _times("length_height_cm", 0.01),
    "length_tenth": _times("length_height_cm", 0.1),
    "swapped": _swapped,
    "dates": _swapped_dates,
    "stale": _edited,
}


def injected(n: int, share: float, seed: int = 1) -> tuple[pd.DataFrame, np.ndarray]:
    """Return children, and the name of the fault of each row ("" for none)."""
    table = clean_children(n, seed)
    rng = np.random.default_rng(seed + 1)
    fault = np.full(n, "", object)
    order = rng.permutation(n)
    many = int(share * n)
    birth = pd.DatetimeIndex(table["birth_date"])
    # Only a date with a day of up to 12, and not of the month's own number, has another.
    swappable = np.asarray((birth.day <= 12) & (birth.day != birth.month))
    for name, mutate in FAULTS.items():
        free = order[(fault[order] == "") & (swappable[order] | (name != "dates"))]
        at = np.sort(free[:many])
        fault[at] = name
        spoiled = mutate(table.iloc[at], rng)
        for column in ("weight_kg", "length_height_cm", "birth_date"):
            table.loc[at, column] = spoiled[column].to_numpy()
        if name not in {"stale"}:  # published from what is written
            table.loc[at, ["published_haz", "published_waz", "published_whz"]] = np.nan
    return table, fault
