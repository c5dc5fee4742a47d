"""THE TABLE of growth standards: LMS tables, their ages and sources.

The limits of a standard are only defined here: the ages that are scored and counted by it, and its
age groups. Its first and last ages are those of its tables (tables.py).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from zscore.errors import UnknownNameError

AgeGroups = Mapping[str, tuple[float, float]]  # [months], including the first, excluding the second


@dataclass(frozen=True, kw_only=True)
class Standard:
    """A growth standard: its tables, and the ages for which they are used."""

    name: str
    titles: Mapping[str, str]  # by language
    age: Literal["age_days", "age_months"]  # axis of its tables by age
    tables: Mapping[str, tuple[str, ...]]  # by indicator; by length, the lying and standing one
    months_end: float  # used if the unrounded age in months is below this and in its tables
    last_day_counted: int | None  # in prevalence, later rounded days are left out
    age_groups: Mapping[str, AgeGroups]  # by name of the column of groups
    source: str


WHO_2006 = Standard(
    name="who2006",
    titles={
        "en": "WHO Child Growth Standards, 0–60 months",
        "id": "Standar Pertumbuhan Anak WHO, 0–60 bulan",
    },
    age="age_days",
    tables={
        "haz": ("who2006_length_height_for_age",),
        "waz": ("who2006_weight_for_age",),
        "whz": ("who2006_weight_for_length", "who2006_weight_for_height"),
        "baz": ("who2006_bmi_for_age",),
        "hcz": ("who2006_head_circumference_for_age",),
        "acz": ("who2006_arm_circumference_for_age",),
        "tsz": ("who2006_triceps_skinfold_for_age",),
        "ssz": ("who2006_subscapular_skinfold_for_age",),
    },
    months_end=60.0,
    last_day_counted=1826,
    age_groups={
        "age_group": {
            "00-05 mo": (0, 6),
            "06-11 mo": (6, 12),
            "12-23 mo": (12, 24),
            "24-35 mo": (24, 36),
            "36-47 mo": (36, 48),
            "48-59 mo": (48, 60),
        }
    },
    source="WHO Child Growth Standards (2006; head, arm and skinfolds 2007); ages and groups as in "
    "WHO anthro 1.1.0",
)
_YEARS = {f"{m}-{m + 11} mo": (m, m + 12) for m in range(60, 228, 12)}
WHO_2007 = Standard(
    name="who2007",
    titles={
        "en": "WHO Reference 2007, 5–19 years",
        "id": "Referensi WHO 2007, 5–19 tahun",
    },
    age="age_months",
    tables={
        "haz": ("who2007_height_for_age",),
        "waz": ("who2007_weight_for_age",),
        "baz": ("who2007_bmi_for_age",),
    },
    months_end=math.inf,
    last_day_counted=None,
    age_groups={
        "age_group": {"60-119 mo": (60, 120), "120-179 mo": (120, 180), "180-228 mo": (180, 229)},
        "age_year": {**_YEARS, "228-228 mo": (228, 229)},
    },
    source="WHO Reference 2007 for 5-19 years (de Onis et al., Bulletin of the WHO 85 (2007), "
    "660-667); ages and groups as in WHO anthroplus 1.0.0",
)


@dataclass(frozen=True, kw_only=True)
class VelocityStandard:
    """A standard of increments: its table, and the intervals that count as so many months."""

    name: str
    titles: Mapping[str, str]  # by language
    table: str
    measures: Mapping[str, tuple[str, float]]  # by column, its name in the table, and units of it
    windows: Mapping[int, tuple[int, int]]  # by months, the first and last interval [days]
    source: str


WHO_2009 = VelocityStandard(
    name="who2009",
    titles={
        "en": "WHO growth velocity standards, 0–24 months",
        "id": "Standar kecepatan pertumbuhan WHO, 0–24 bulan",
    },
    table="who2009_velocity",
    measures={
        "weight_kg": ("weight", 1000.0),  # the table is in grams
        "length_height_cm": ("length", 1.0),
        "head_circumference_cm": ("head_circumference", 1.0),
    },
    windows={1: (20, 47), 2: (48, 77), 3: (78, 107), 4: (108, 137), 6: (150, 209)},
    source="WHO Child Growth Standards: growth velocity based on weight, length and head "
    "circumference, Methods and development (2009)",
)

STANDARDS = {entry.name: entry for entry in (WHO_2006, WHO_2007)}


def standard_named(name: str) -> Standard:
    """Return the standard called ``name``.

    Raises
    ------
    UnknownNameError
        If the name is unknown.
    """
    if not isinstance(name, str) or name not in STANDARDS:
        raise UnknownNameError("unknown_standard", name=name, known=", ".join(STANDARDS))
    return STANDARDS[name]
