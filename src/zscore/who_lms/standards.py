"""THE TABLE of growth standards: which LMS tables hold for which ages, and of which source.

Nothing else knows where a standard ends: the last day of its tables, the ages that are scored
and counted by it, and its age groups are read from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from zscore.who_lms.tables import load_table


@dataclass(frozen=True, kw_only=True)
class Standard:
    """One growth standard: its tables, and the ages that they are used for."""

    name: str
    titles: Mapping[str, str]  # by language
    tables: Mapping[str, tuple[str, ...]]  # by indicator; by length, the lying and the standing one
    months_end: float  # used while the age in months, unrounded, is below this
    last_day_counted: int  # in prevalence, rounded days beyond are left out
    age_groups: Mapping[str, tuple[float, float]]  # [months], from the first to below the second
    source: str

    @cached_property
    def last_day(self) -> int:
        """The last day of its tables by age, which all end on the same."""
        by_age = (load_table(names[0]) for names in self.tables.values())
        return int(max(table.last for table in by_age if table.axis == "age_days"))


WHO_2006 = Standard(
    name="who2006",
    titles={
        "en": "WHO Child Growth Standards, 0–60 months",
        "id": "WHO Child Growth Standards, 0–60 bulan",
    },
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
        "00-05 mo": (0, 6),
        "06-11 mo": (6, 12),
        "12-23 mo": (12, 24),
        "24-35 mo": (24, 36),
        "36-47 mo": (36, 48),
        "48-59 mo": (48, 60),
    },
    source="WHO Child Growth Standards (2006; head, arm and skinfolds 2007); age groups as in "
    "WHO anthro 1.1.0",
)

STANDARDS = {entry.name: entry for entry in (WHO_2006,)}
