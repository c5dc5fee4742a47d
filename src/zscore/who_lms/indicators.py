"""THE TABLE of indicators; each is one entry, and no other file names an indicator.

Which tables an indicator is read from, and at which ages, is in standards.py; ranges are
the first and last row of the tables. What an entry means for a child is in kernels.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from zscore.errors import UnknownNameError

WHO_2006 = "WHO Child Growth Standards, Methods and development (2006), chapter 7"
WHO_2007 = "WHO Child Growth Standards, Methods and development (2007), chapter 6"


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """Definition of a z-score: measurement, axis and table."""

    name: str
    titles: Mapping[str, str]  # by language
    needs: tuple[str, ...]  # the input columns it is computed from, besides sex and age
    measure: str  # y: one of these, or derived from them (measurements.py)
    axis: Literal["age_days", "length_height_adjusted_cm"]  # x: what the table is ordered by
    restricted: bool  # beyond 3 SD, count in steps of the distance from 2 to 3 SD
    flags: tuple[float, float]  # z outside is implausible
    oedema_hides: bool  # oedema adds weight, so there is no z-score
    source: str


HAZ = Indicator(
    name="haz",
    titles={"en": "length/height-for-age", "id": "panjang/tinggi badan menurut umur (TB/U)"},
    needs=("length_height_cm",),
    measure="length_height_adjusted_cm",
    axis="age_days",
    restricted=False,
    flags=(-6.0, 6.0),
    oedema_hides=False,
    source=WHO_2006,
)
WAZ = Indicator(
    name="waz",
    titles={"en": "weight-for-age", "id": "berat badan menurut umur (BB/U)"},
    needs=("weight_kg",),
    measure="weight_kg",
    axis="age_days",
    restricted=True,
    flags=(-6.0, 5.0),
    oedema_hides=True,
    source=WHO_2006,
)
WHZ = Indicator(
    name="whz",
    titles={
        "en": "weight-for-length/height",
        "id": "berat badan menurut panjang/tinggi badan (BB/TB)",
    },
    needs=("weight_kg", "length_height_cm"),
    measure="weight_kg",
    axis="length_height_adjusted_cm",
    restricted=True,
    flags=(-5.0, 5.0),
    oedema_hides=True,
    source=WHO_2006,
)
BAZ = Indicator(
    name="baz",
    titles={"en": "BMI-for-age", "id": "indeks massa tubuh menurut umur (IMT/U)"},
    needs=("weight_kg", "length_height_cm"),
    measure="bmi",
    axis="age_days",
    restricted=True,
    flags=(-5.0, 5.0),
    oedema_hides=True,
    source=WHO_2006,
)
HCZ = Indicator(
    name="hcz",
    titles={"en": "head circumference-for-age", "id": "lingkar kepala menurut umur"},
    needs=("head_circumference_cm",),
    measure="head_circumference_cm",
    axis="age_days",
    restricted=False,
    flags=(-5.0, 5.0),
    oedema_hides=False,
    source=WHO_2007,
)
ACZ = Indicator(
    name="acz",
    titles={"en": "arm circumference-for-age", "id": "lingkar lengan atas menurut umur (LiLA/U)"},
    needs=("arm_circumference_cm",),
    measure="arm_circumference_cm",
    axis="age_days",
    restricted=True,
    flags=(-5.0, 5.0),
    oedema_hides=False,
    source=WHO_2007,
)
TSZ = Indicator(
    name="tsz",
    titles={"en": "triceps skinfold-for-age", "id": "lipatan kulit trisep menurut umur"},
    needs=("triceps_skinfold_mm",),
    measure="triceps_skinfold_mm",
    axis="age_days",
    restricted=True,
    flags=(-5.0, 5.0),
    oedema_hides=False,
    source=WHO_2007,
)
SSZ = Indicator(
    name="ssz",
    titles={"en": "subscapular skinfold-for-age", "id": "lipatan kulit subskapula menurut umur"},
    needs=("subscapular_skinfold_mm",),
    measure="subscapular_skinfold_mm",
    axis="age_days",
    restricted=True,
    flags=(-5.0, 5.0),
    oedema_hides=False,
    source=WHO_2007,
)

INDICATORS = {entry.name: entry for entry in (HAZ, WAZ, WHZ, BAZ, HCZ, ACZ, TSZ, SSZ)}

# What the WHO Anthro software accepts as input (manual, 2011): outside, a measurement is
# implausible without any z-score.
ACCEPTED: Mapping[str, tuple[float, float]] = {
    "weight_kg": (0.9, 58.0),
    "length_height_cm": (38.0, 150.0),
    "head_circumference_cm": (25.0, 64.0),
    "arm_circumference_cm": (6.0, 35.0),
}

# Measurements used by a single indicator: they are plausible if its z-score is.
INDICATOR_OF: Mapping[str, Indicator] = {
    entry.measure: entry
    for entry in INDICATORS.values()
    if [other.name for other in INDICATORS.values() if entry.measure in other.needs] == [entry.name]
}

# Canonical names of all columns that are read.
INPUT_COLUMNS = (
    "sex",
    "birth_date",
    "visit_date",
    "age_days",
    "age_months",
    "measured",
    "oedema",
    *dict.fromkeys(column for entry in INDICATORS.values() for column in entry.needs),
)


def indicator_named(name: str) -> Indicator:
    """Return the indicator called ``name``.

    Raises
    ------
    UnknownNameError
        If the name is unknown.
    """
    if not isinstance(name, str) or name not in INDICATORS:
        raise UnknownNameError("unknown_indicator", name=name, known=", ".join(INDICATORS))
    return INDICATORS[name]
