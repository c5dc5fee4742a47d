"""Faults put into made-up children, by a seed: what should be found is known exactly."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

import reference
import zscore as zs
from zscore.demo.population import make_children, publish
from zscore.eppgbm.exports import exports_of
from zscore.files.grids import sheet_in_memory
from zscore.files.opening import grid_of

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


def _digits(column: str) -> Mutate:
    """Exchange two digits beside each other, which differ."""

    def mutate(rows: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
        changed = []
        for value in rows[column]:
            digits = list(f"{round(value * 10):d}")
            places = [k for k in range(len(digits) - 1) if digits[k] != digits[k + 1]]
            k = int(rng.choice(places)) if places else 0
            if places:
                digits[k : k + 2] = digits[k + 1], digits[k]
            changed.append(int("".join(digits)) / 10)
        return rows.assign(**{column: changed})

    return mutate


FAULTS: dict[str, Mutate] = {
    "weight_in_grams": _times("weight_kg", 1000),
    "weight_ten_times": _times("weight_kg", 10),
    "weight_tenth": _times("weight_kg", 0.1),
    "length_in_millimetres": _times("length_height_cm", 10),
    "length_in_metres": _times("length_height_cm", 0.01),
    "length_tenth": _times("length_height_cm", 0.1),
    "swapped": _swapped,
    "weight_digits": _digits("weight_kg"),
    "length_digits": _digits("length_height_cm"),
    "dates": _swapped_dates,
    "stale": _edited,
}
# What a check must say of a row for its fault to be named.
NAMED = {
    "dates": ("age_disagrees",),
    "stale": ("published_waz_differs",),
    "duplicate": ("same_nik_and_date", "same_child_and_date", "same_measurements"),
    "carried": ("carried_forward",),
}
_WRITTEN = ("weight_kg", "length_height_cm", "birth_date")


def injected(n: int, share: float, seed: int = 1) -> tuple[pd.DataFrame, np.ndarray]:
    """Return children, and the name of the fault of each row ("" for none)."""
    return spoiled(clean_children(n, seed), share, seed)


def demo_children(n: int, seed: int = 1) -> pd.DataFrame:
    """Return clean children of the demo's generator, as read_eppgbm returns them."""
    cells = make_children(n, np.random.default_rng(seed))
    publish(cells)
    sheet = sheet_in_memory(None, grid_of(pa.table(cells)))
    (export,) = exports_of(Path("demo"), [sheet])
    table = export.table().to_pandas()
    kept = ["child_name", "sex", "birth_date", "visit_date", "measured", "posyandu", "puskesmas",
            "village", "nik", "weight_kg", "length_height_cm", "age_at_visit",
            "published_haz", "published_waz", "published_whz"]  # fmt: skip
    table = table[kept].assign(
        **{c: pd.to_datetime(table[c]) for c in ("birth_date", "visit_date")}
    )
    return table[table["weight_kg"].notna()].reset_index(drop=True)


def spoiled(table: pd.DataFrame, share: float, seed: int = 1) -> tuple[pd.DataFrame, np.ndarray]:
    """Put each fault into a share of the rows."""
    n = len(table)
    table = table.copy()
    rng = np.random.default_rng(seed + 1)
    fault = np.full(n, "", object)
    order = rng.permutation(n)
    many = int(share * n)
    birth = pd.DatetimeIndex(table["birth_date"])
    # Only a date with a day of up to 12, and not of the month's own number, has another.
    possible = {"dates": np.asarray((birth.day <= 12) & (birth.day != birth.month))}
    # What was never published cannot be stale.
    possible["stale"] = table["published_waz"].notna().to_numpy()
    for name, mutate in FAULTS.items():
        free = order[(fault[order] == "") & possible.get(name, np.ones(n, bool))[order]]
        at = np.sort(free[:many])
        fault[at] = name
        changed = mutate(table.iloc[at], rng)
        for column in _WRITTEN:
            table.loc[at, column] = changed[column].to_numpy()
    # The register publishes what follows from what is written, but for what is edited later.
    written = with_published(table)
    for z in ("haz", "waz", "whz"):
        follows = ~np.isin(fault, ["", "stale"])
        table.loc[follows, f"published_{z}"] = written.loc[follows, f"published_{z}"]
    return table, fault


def with_visits(
    table: pd.DataFrame, fault: np.ndarray, share: float, seed: int = 1
) -> tuple[pd.DataFrame, np.ndarray]:
    """Add rows: duplicates, values carried to the next month, and visits of growing children."""
    rng = np.random.default_rng(seed + 2)
    many = int(share * len(table))
    days = (table["visit_date"] - table["birth_date"]).dt.days
    clean = rng.permutation(np.flatnonzero((fault == "") & (days < 1700)))
    twice, carried, grown = clean[:many], clean[many : 2 * many], clean[2 * many : 4 * many]
    copies = table.iloc[twice].copy()
    kind = rng.integers(0, 3, len(copies))  # as it is; written otherwise; measured again
    copies["child_name"] = copies["child_name"].where(kind != 1, copies["child_name"].str.upper())
    copies["nik"] = copies["nik"].where(kind != 1, "00030**********")
    copies["weight_kg"] = copies["weight_kg"].where(kind != 2, copies["weight_kg"] + 0.2)
    later = []
    for rows, grows in ((carried, False), (grown, True)):
        visits = table.iloc[rows].copy()
        visits["visit_date"] += pd.to_timedelta(rng.integers(28, 33, len(visits)), "D")
        visits["age_at_visit"] = [
            _written(b, v) for b, v in zip(visits["birth_date"], visits["visit_date"], strict=True)
        ]
        if grows:
            visits = _a_month_later(visits, table.iloc[rows])
        later.append(visits)
    fault = fault.copy()
    fault[twice] = "duplicate"
    whole = pd.concat([table, with_published(copies), *map(with_published, later)])
    added = ["duplicate"] * len(copies) + ["carried"] * len(carried) + [""] * len(grown)
    return whole.reset_index(drop=True), np.concatenate([fault, np.array(added, object)])


def _a_month_later(visits: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """Return visits at which the children are as long and heavy for their age as before."""
    scored = zs.score_children(before, profile="eppgbm", indicators=["haz", "waz"])
    weights, lengths = [], []
    for i, sex in enumerate(visits["sex"]):
        day = int((visits["visit_date"].iloc[i] - visits["birth_date"].iloc[i]).days)
        old = int((before["visit_date"].iloc[i] - before["birth_date"].iloc[i]).days)
        crossed = 0.7 if old < 731 <= day and before["measured"].iloc[i] == "lying" else 0.0
        lms = reference.figures("who2006_length_height_for_age", sex)
        gain = lms[day][1] - lms[old][1] + (0.7 if old < 731 <= day else 0.0) - crossed
        lengths.append(round(before["length_height_cm"].iloc[i] + gain + 0.1, 1))
        lms = reference.figures("who2006_weight_for_age", sex)[day]
        weights.append(round(reference.value_of_z(scored["waz"].iloc[i], lms, True), 1))
    return visits.assign(weight_kg=weights, length_height_cm=lengths)
