"""THE TABLE of checks of rows; a new check is one entry.

A check says that a row should be checked again, but not why it is as it is. An ``error`` is an
impossible value, a ``doubt`` may be wrong, and a ``note`` is information. ``changes`` is what
checking again may change, most important first: a class, whether the child counts at all, whether
it counts twice, a number.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np
import pyarrow as pa

from zscore._jit import frozen
from zscore.children.arrays import Codes, Floats
from zscore.classify.kernels import classify_values
from zscore.classify.schemes import EPPGBM_SCHEME, Condition
from zscore.eppgbm.published import published_classes
from zscore.quality.across import Across
from zscore.quality.dates import Dates, compare_dates
from zscore.quality.duplicates import DUPLICATES
from zscore.quality.mending import SLIPS, Suspicions, outside, suspect_slips
from zscore.quality.niks import NikMarks, judge_niks
from zscore.quality.positions import Candidates, differs, z_of_positions
from zscore.quality.rows import CHILD, CIRCUMFERENCES, MAIN, Flags, Rows
from zscore.quality.visits import CHECKS_OVER_TIME
from zscore.who_lms.indicators import ACCEPTED, INDICATORS
from zscore.who_lms.placement import LYING, STANDING, STANDING_FROM_DAY
from zscore.who_lms.standards import WHO_2006
from zscore.who_lms.tables import ages_of

ANTHRO = "WHO Anthro manual (2011), accepted input; who_lms/indicators.py, flags"
EXPORTS = "e-PPGBM's exports, measured on 13,717 published rows"
GROWTH = "WHO Child Growth Standards (2006), chapter 2"
SEVERITIES = ("error", "doubt", "note")
CLASS, COUNTED, TWICE, NUMBER, NOTHING = CHANGES = (
    "class", "counted", "twice", "number", "nothing",
)  # fmt: skip


_OUTLIER = 100  # the class of implausible values


class Findings:
    """Rows, with intermediate results shared by several checks."""

    def __init__(self, rows: Rows, across: Across) -> None:
        self.rows: Rows = rows
        self.across: Across = across

    @cached_property
    def slips(self) -> Suspicions:
        """Suspected data-entry errors in the measurements."""
        return suspect_slips(self.rows)

    @cached_property
    def dates(self) -> Dates:
        """Comparison of the dates with the written age."""
        return compare_dates(self.rows)

    @cached_property
    def z_of_positions(self) -> Mapping[str, Candidates]:
        """Z-scores for all possible positions, for comparison with published ones."""
        return z_of_positions(self.rows)

    @cached_property
    def niks(self) -> NikMarks:
        """Comparison of NIKs with other columns."""
        return judge_niks(self.rows)


@dataclass(frozen=True, kw_only=True)
class Check:
    """A check that marks rows."""

    name: str
    titles: Mapping[str, str]  # by language
    severity: str
    changes: str
    needs: tuple[str, ...]  # columns it needs
    rule: Callable[[Findings], Flags]
    source: str


def _outside(column: str, found: Findings) -> Flags:
    """Of children under five; older ones are judged by their z-scores."""
    wrong = outside(found.rows.number(column), ACCEPTED[column])
    return wrong & ~(found.rows.age_months >= found.rows.under_five_months)


def _circumference_outside(column: str, found: Findings) -> Flags:
    """Registers write 0 for an arm that was not measured."""
    measured: Flags = found.rows.number(column) != 0
    return _outside(column, found) & measured


def _too_old(found: Findings) -> Flags:
    old: Flags = found.rows.age_days > ages_of(WHO_2006.name)[1]
    return old


def _before_birth(found: Findings) -> Flags:
    before: Flags = found.rows.age_days < 0
    return before


def _in_the_future(found: Findings) -> Flags:
    late: Flags = found.rows.visit > found.rows.today
    return late


def _flagged(name: str, found: Findings) -> Flags:
    flags: Flags = found.rows.score(name).flag
    return flags


def _position(found: Findings) -> Flags:
    rows = found.rows
    young, old = rows.age_days < STANDING_FROM_DAY, rows.age_days >= STANDING_FROM_DAY
    against: Flags = (young & (rows.measured == STANDING)) | (old & (rows.measured == LYING))
    return against


def _slip(name: str, found: Findings) -> Flags:
    return found.slips.flags[name]


def _dates_disagree(found: Findings) -> Flags:
    return found.dates.disagree


def _nik(what: str, found: Findings) -> Flags:
    flags: Flags = getattr(found.niks, what)
    return flags


def _published(name: str, found: Findings) -> Flags:
    """Return where the published z differs from the computed one in every possible position."""
    theirs, ours = found.rows.number(f"published_{name}"), found.z_of_positions[name]
    both = ~np.isnan(theirs) & ~np.isnan(ours).all(axis=0)
    other: Flags = both & differs(ours, theirs).all(axis=0)
    return other


def _label(condition: Condition, found: Findings) -> Flags:
    """Return where the published label does not match the published z."""
    rows, name = found.rows, condition.value
    codes = _classes(condition, rows.number(f"published_{name}"))
    labels = pa.chunked_array([rows.texts(f"published_{name}_label")])
    label = published_classes(labels, condition)
    plain = (label >= 0) & (label < len(condition.labels["id"]))
    differs: Flags = plain & (codes >= 0) & (codes < _OUTLIER) & (label != codes)
    return differs


def _class(condition: Condition, found: Findings) -> Flags:
    """Return where the published z has a different class in every possible position."""
    name = condition.value
    theirs = _classes(condition, found.rows.number(f"published_{name}"))
    ours = np.stack([_classes(condition, z) for z in found.z_of_positions[name]])
    both = (theirs >= 0) & (ours >= 0).any(axis=0)
    other: Flags = both & (ours != theirs).all(axis=0)
    return other


def _classes(condition: Condition, z: Floats) -> Codes:
    """Return the class of each z, _OUTLIER if implausible, negative if missing."""
    z = np.round(z, 2)
    codes: Codes = np.empty(len(z), np.int8)
    classify_values(frozen(z), np.array(condition.below), np.array(condition.above), codes)
    low, high = INDICATORS[condition.value].flags
    codes[(z < low) | (z > high)] = _OUTLIER
    return codes


def _across(name: str, found: Findings) -> Flags:
    return found.across.flags(name)


def _several(found: Findings) -> Flags:
    """Return where another child has the same NIK, and it is not a duplicate row."""
    return found.across.flags("nik_of_several") & ~found.across.flags("same_nik_and_date")


def _titles(z: str, english: str, indonesian: str) -> dict[str, str]:
    """Return what is said of a z-score."""
    return {"en": english.format(_CALLED[z][0]), "id": indonesian.format(_CALLED[z][1])}


_CALLED = {
    "haz": ("height-for-age", "TB/U"),
    "waz": ("weight-for-age", "BB/U"),
    "whz": ("weight-for-height", "BB/TB"),
    "acz": ("arm circumference-for-age", "LiLA menurut umur"),
    "hcz": ("head circumference-for-age", "lingkar kepala menurut umur"),
}
_DATES = ("birth_date", "visit_date")
_CONDITIONS = tuple(c for c in EPPGBM_SCHEME.conditions if c.value in MAIN)
_HEAD = ("head_circumference_cm",)
CHECKS = (
    *(Check(name=name, titles={"en": english, "id": indonesian}, severity="error",
            changes=COUNTED, needs=(column,), rule=partial(rule, column), source=ANTHRO)
      for name, column, rule, english, indonesian in (
          ("weight_outside", "weight_kg", _outside,
           "weight outside 0.9-58 kg", "berat badan di luar 0,9-58 kg"),
          ("length_outside", "length_height_cm", _outside,
           "length or height outside 38-150 cm", "panjang/tinggi badan di luar 38-150 cm"),
          ("arm_outside", "arm_circumference_cm", _circumference_outside,
           "arm circumference outside 6-35 cm", "LiLA di luar 6-35 cm"),
          ("head_outside", "head_circumference_cm", _circumference_outside,
           "head circumference outside 25-64 cm", "lingkar kepala di luar 25-64 cm"),
      )),
    Check(name="visit_before_birth",
          titles={"en": "visit before birth",
                  "id": "tanggal ukur sebelum tanggal lahir"},
          severity="error", changes=COUNTED, needs=(),
          rule=_before_birth, source=ANTHRO),
    Check(name="visit_in_the_future",
          titles={"en": "visit in the future",
                  "id": "tanggal ukur di masa depan"},
          severity="error", changes=COUNTED, needs=("visit_date",),
          rule=_in_the_future, source=ANTHRO),
    Check(name="too_old",
          titles={"en": "older than WHO's tables for the under-fives",
                  "id": "umur melebihi batas tabel WHO untuk balita"},
          severity="note", changes=NOTHING, needs=(), rule=_too_old,
          source=GROWTH),
    *(Check(name=f"{name}_implausible",
            titles=_titles(name, "{} implausible", "{} tidak wajar"), severity="error",
            changes=COUNTED, needs=(), rule=partial(_flagged, name), source=ANTHRO)
      for name in MAIN),
    *(Check(name=f"{name}_implausible",
            titles=_titles(name, "{} implausible", "{} tidak wajar"), severity="error",
            changes=COUNTED, needs=(column,), rule=partial(_flagged, name), source=ANTHRO)
      for name, column in CIRCUMFERENCES.items()),
    *(Check(name=slip.name, titles=slip.titles, severity="error",
            changes=COUNTED if slip.touches == _HEAD else CLASS, needs=slip.touches,
            rule=partial(_slip, slip.name), source="implausible as it is, plausible when mended")
      for slip in SLIPS),
    Check(name="position_against_age",
          titles={"en": "measured standing below 24 months, or lying from 24 months on",
                  "id": "diukur berdiri di bawah 24 bulan, "
                        "atau terlentang pada umur 24 bulan ke atas"},
          severity="note", changes=NOTHING, needs=("measured",),
          rule=_position, source=GROWTH),
    Check(name="age_disagrees",
          titles={"en": "written age does not match the two dates",
                  "id": "umur tertulis tidak sesuai tanggal lahir dan tanggal ukur"},
          severity="doubt", changes=NUMBER, needs=(*_DATES, "age_at_visit"),
          rule=_dates_disagree, source=EXPORTS),
    Check(name="nik_masked",
          titles={"en": "NIK masked",
                  "id": "NIK disamarkan"},
          severity="note", changes=NOTHING, needs=("nik",),
          rule=partial(_nik, "masked"), source=EXPORTS),
    Check(name="nik_broken",
          titles={"en": "NIK is not 16 digits with a birth date",
                  "id": "NIK tidak valid (bukan 16 digit dengan tanggal lahir)"},
          severity="note", changes=NOTHING, needs=("nik",),
          rule=partial(_nik, "broken"), source=EXPORTS),
    Check(name="nik_of_other_birth",
          titles={"en": "NIK contains another birth date",
                  "id": "tanggal lahir di NIK berbeda"},
          severity="doubt", changes=NUMBER,
          needs=("nik", "birth_date"), rule=partial(_nik, "other_birth"), source=EXPORTS),
    Check(name="nik_of_other_sex",
          titles={"en": "NIK is of the other sex",
                  "id": "jenis kelamin di NIK berbeda"},
          severity="doubt", changes=NUMBER, needs=("nik", "sex"),
          rule=partial(_nik, "other_sex"), source=EXPORTS),
    *(Check(name=f"published_{name}_differs",
            titles=_titles(name, "published {} z differs from the computed one",
                           "z-score {} tercatat berbeda dari hasil hitungan"),
            severity="doubt", changes=NUMBER,
            needs=(f"published_{name}",), rule=partial(_published, name), source=EXPORTS)
      for name in MAIN),
    *(Check(name=f"published_{c.value}_class_differs",
            titles=_titles(c.value, "published {} z gives another class than the computed one",
                           "kategori {} berubah bila z-score dihitung ulang"),
            severity="doubt", changes=CLASS,
            needs=(f"published_{c.value}",), rule=partial(_class, c), source=EXPORTS)
      for c in _CONDITIONS),
    *(Check(name=f"published_{c.value}_label_differs",
            titles=_titles(c.value, "published {} label does not match its z",
                           "kategori {} tercatat tidak sesuai z-score tercatat"),
            severity="doubt", changes=CLASS,
            needs=(f"published_{c.value}", f"published_{c.value}_label"),
            rule=partial(_label, c), source=EXPORTS) for c in _CONDITIONS),
    *(Check(name=entry.name, titles=entry.titles, severity="doubt", changes=entry.changes,
            needs=entry.needs, source="keys of rows, compared by value",
            rule=_several if entry.name == "nik_of_several" else partial(_across, entry.name))
      for entry in DUPLICATES),
    *(Check(name=entry.name, titles=entry.titles, severity="doubt", changes=NUMBER,
            needs=(CHILD, *entry.needs), rule=partial(_across, entry.name), source=entry.source)
      for entry in CHECKS_OVER_TIME),
)  # fmt: skip
