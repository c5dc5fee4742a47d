"""THE TABLE of checks of a row; a new check is a new entry, and a sentence in messages.py.

A check says that a row should be looked at again, never why it is as it is. ``error``: as it is,
it cannot be; ``doubt``: it may be wrong; ``note``: worth knowing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np
import pyarrow as pa

from zscore.classify.kernels import classify_values
from zscore.classify.schemes import EPPGBM_SCHEME, Condition
from zscore.column_values import Codes
from zscore.eppgbm.published import published_classes
from zscore.quality import duplicates
from zscore.quality.dates import Dates, compare_dates
from zscore.quality.mending import (
    LENGTH_RANGE_CM,
    SLIPS,
    WEIGHT_RANGE_KG,
    Suspicions,
    outside,
    suspect_slips,
)
from zscore.quality.niks import Niks, read_niks
from zscore.quality.rows import MAIN, Flags, Rows
from zscore.who_lms.indicators import INDICATORS
from zscore.who_lms.measurements import last_day
from zscore.who_lms.placement import LYING, STANDING, STANDING_FROM_DAY

ANTHRO = "WHO Anthro manual (2011), accepted input; who_lms/indicators.py, flags"
EXPORTS = "e-PPGBM's exports, measured on 13,717 published rows"
GROWTH = "WHO Child Growth Standards (2006), chapter 2"
SEVERITIES = ("error", "doubt", "note")


class Findings:
    """The rows, and what several checks share, each worked out once."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows

    @cached_property
    def slips(self) -> Suspicions:
        """Slips of the pen in the measurements."""
        return suspect_slips(self.rows)

    @cached_property
    def dates(self) -> Dates:
        """The dates against the written age."""
        return compare_dates(self.rows)

    @cached_property
    def niks(self) -> Niks:
        """The NIKs against the other columns."""
        return read_niks(self.rows)


@dataclass(frozen=True, kw_only=True)
class Check:
    """Something that marks a row."""

    name: str
    severity: str
    needs: tuple[str, ...]  # columns without which it cannot be done
    rule: Callable[[Findings], Flags]
    source: str


def _weight_outside(found: Findings) -> Flags:
    return outside(found.rows.weight, WEIGHT_RANGE_KG)


def _length_outside(found: Findings) -> Flags:
    return outside(found.rows.length, LENGTH_RANGE_CM)


def _too_old(found: Findings) -> Flags:
    old: Flags = found.rows.age_days > last_day()
    return old


def _before_birth(found: Findings) -> Flags:
    before: Flags = found.rows.age_days < 0
    return before


def _in_the_future(found: Findings) -> Flags:
    late: Flags = found.rows.visit > found.rows.today
    return late


def _flagged(name: str, found: Findings) -> Flags:
    flags: Flags = found.rows.scores[name].flag
    return flags


def _position(found: Findings) -> Flags:
    rows = found.rows
    young, old = rows.age_days < STANDING_FROM_DAY, rows.age_days >= STANDING_FROM_DAY
    against: Flags = (young & (rows.measured == STANDING)) | (old & (rows.measured == LYING))
    return against


def _slip(place: int, found: Findings) -> Flags:
    flags: Flags = found.slips.slip == place
    return flags


def _dates_disagree(found: Findings) -> Flags:
    return found.dates.disagree


def _nik(what: str, found: Findings) -> Flags:
    flags: Flags = getattr(found.niks, what)
    return flags


def _published(name: str, found: Findings) -> Flags:
    ours, theirs = found.rows.z(name), found.rows.number(f"published_{name}")
    both = ~np.isnan(ours) & ~np.isnan(theirs)
    return both & (np.abs(np.round(theirs, 2) - ours) > 0.005)


def _label(condition: Condition, found: Findings) -> Flags:
    """Is the published label not that of the published z?"""
    rows, name = found.rows, condition.value
    z = np.round(rows.number(f"published_{name}"), 2)
    codes: Codes = np.empty(rows.n, np.int8)
    classify_values(z, np.array(condition.below), np.array(condition.above), codes)
    low, high = INDICATORS[name].flags
    labels = pa.chunked_array([rows.texts(f"published_{name}_label")])
    label = published_classes(labels, condition)
    plain = (label >= 0) & (label < len(condition.labels["id"])) & (z >= low) & (z <= high)
    differs: Flags = plain & (codes >= 0) & (label != codes)
    return differs


def _duplicate(name: str, found: Findings) -> Flags:
    return duplicates.DUPLICATES[name](found.rows)


_DATES = ("birth_date", "visit_date")
CHECKS = (
    Check(name="weight_outside", severity="error", needs=("weight_kg",), rule=_weight_outside,
          source=ANTHRO),
    Check(name="length_outside", severity="error", needs=("length_height_cm",),
          rule=_length_outside, source=ANTHRO),
    Check(name="visit_before_birth", severity="error", needs=(), rule=_before_birth,
          source=ANTHRO),
    Check(name="visit_in_the_future", severity="error", needs=("visit_date",),
          rule=_in_the_future, source=ANTHRO),
    Check(name="too_old", severity="note", needs=(), rule=_too_old, source=GROWTH),
    *(Check(name=f"{name}_implausible", severity="error", needs=(),
            rule=partial(_flagged, name), source=ANTHRO) for name in MAIN),
    *(Check(name=slip.name, severity="error", needs=slip.touches, rule=partial(_slip, place),
            source="implausible as it is, within ±3 when mended")
      for place, slip in enumerate(SLIPS)),
    Check(name="position_against_age", severity="note", needs=("measured",), rule=_position,
          source=GROWTH),
    Check(name="age_disagrees", severity="doubt", needs=(*_DATES, "age_at_visit"),
          rule=_dates_disagree, source=EXPORTS),
    Check(name="nik_masked", severity="note", needs=("nik",), rule=partial(_nik, "masked"),
          source=EXPORTS),
    Check(name="nik_broken", severity="note", needs=("nik",), rule=partial(_nik, "broken"),
          source=EXPORTS),
    Check(name="nik_of_other_birth", severity="doubt", needs=("nik", "birth_date"),
          rule=partial(_nik, "other_birth"), source=EXPORTS),
    Check(name="nik_of_other_sex", severity="doubt", needs=("nik", "sex"),
          rule=partial(_nik, "other_sex"), source=EXPORTS),
    *(Check(name=f"published_{name}_differs", severity="doubt", needs=(f"published_{name}",),
            rule=partial(_published, name), source=EXPORTS) for name in MAIN),
    *(Check(name=f"published_{c.value}_label_differs", severity="doubt",
            needs=(f"published_{c.value}", f"published_{c.value}_label"),
            rule=partial(_label, c), source=EXPORTS)
      for c in EPPGBM_SCHEME.conditions if c.value in MAIN),
    *(Check(name=name, severity="doubt", needs=("visit_date",), rule=partial(_duplicate, name),
            source="keys of rows, compared by value") for name in duplicates.DUPLICATES),
)  # fmt: skip
