"""Scoring of one child: z-scores, flags, reasons and classes, for a form or a service.

A table of one row is passed through score_children and classify_children, so the rules are the
same; texts for people are built from the entries of indicators and schemes.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

import numpy as np
import pandas as pd

from zscore._options import Lang, ProfileName, SchemeName
from zscore.arguments import check_kind, language_in
from zscore.children.arrays import MISSING
from zscore.children.frames import Table
from zscore.classify.classification import classes_of
from zscore.classify.schemes import Condition, Scheme, scheme_named
from zscore.classify.sentences import describe_class, describe_reason, part_of
from zscore.errors import ColumnError
from zscore.messages import text
from zscore.who_lms.indicators import INDICATORS
from zscore.who_lms.placement import BY_MONTH
from zscore.who_lms.reasons import REASONS
from zscore.who_lms.scoring import score_table
from zscore.who_lms.standards import WHO_2006, WHO_2007

Number = float | str | None
Code = str | int | None
Date = str | dt.date | None


@dataclass(frozen=True, kw_only=True)
class ChildScore:
    """A z-score of one child.

    Parameters
    ----------
    z
        Rounded to two decimals; None if missing.
    flag
        Whether it is implausible.
    reason
        Why it is missing, a category of ``haz_reason``; None if there is a z.
    """

    z: float | None
    flag: bool
    reason: str | None


@dataclass(frozen=True, kw_only=True)
class ScoredChild:
    """The z-scores and classes of one child, as score_child returns them.

    Parameters
    ----------
    scores
        By indicator, for those with a measurement.
    classes
        By condition or combination of the scheme for its age, the class; None where it has none.
    scheme
        The scheme of the classes.
    standard
        The standard of its age, ``"who2006"`` or ``"who2007"``.
    oedema
        Whether the child has oedema, according to the input.
    measured_flag
        Whether it was measured standing below 9 months, so that the position is rejected.
    length_height_adjusted_cm
        Lying below 24 months, standing from 24 months on [cm]; None if not measured.
    bmi
        [kg/m²]
    """

    scores: Mapping[str, ChildScore]
    classes: Mapping[str, str | None]
    scheme: Scheme = field(repr=False)
    standard: str
    oedema: bool
    measured_flag: bool
    length_height_adjusted_cm: float | None
    bmi: float | None

    def __getitem__(self, indicator: str) -> ChildScore:
        """Return one score, as in ``child["haz"].z``."""
        return self.scores[indicator]

    def _repr_html_(self) -> str:
        """Return what a notebook shows."""
        shown = {n: "" if v is None else str(v) for n, v in self.as_dict("en").items()}
        cells = (
            f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>"
            for name, value in shown.items()
        )
        return f"<table>{''.join(cells)}</table>"

    def as_dict(self, lang: Lang | None = None) -> dict[str, float | bool | str | None]:
        """Return plain values, with the names of the columns of a scored table.

        Parameters
        ----------
        lang
            ``"en"`` or ``"id"`` for reasons and classes in words; None for those of a table.

        Raises
        ------
        UnknownNameError
            If the language is unknown.

        Examples
        --------
        >>> import zscore as zs
        >>> child = zs.score_child(sex="f", age_days=683, length_height_cm=77.5)
        >>> child.as_dict()["stunting"], child.as_dict("en")["stunting"]
        ('moderate', 'moderate: length/height-for-age from −3 SD to below −2 SD')
        """
        if lang is not None:
            language_in(lang)
        found: dict[str, float | bool | str | None] = {}
        for name, score in self.scores.items():
            found[name] = score.z
            found[f"{name}_flag"] = score.flag
            in_words = lang is not None and score.reason is not None
            found[f"{name}_reason"] = (
                describe_reason(str(score.reason), str(lang)) if in_words else score.reason
            )
        found["measured_flag"] = self.measured_flag
        found["length_height_adjusted_cm"] = self.length_height_adjusted_cm
        found["bmi"] = self.bmi
        for name, label in self.classes.items():
            in_words = lang is not None and label is not None
            found[name] = self._class_in_words(name, str(label), str(lang)) if in_words else label
        return found

    def _class_in_words(self, name: str, label: str, lang: str) -> str:
        sentence = describe_class(self.scheme, name, label, lang, standard=self.standard)
        part = part_of(self.scheme.by_column()[name], self.standard)
        by_oedema = self.oedema and isinstance(part, Condition) and part.oedema_is_lowest
        # The limits did not decide.
        shown = sentence.partition(":")[0]
        return f"{shown}: {text('class_by_oedema', lang)}" if by_oedema else sentence


def score_child(
    *,
    sex: Code = None,
    birth_date: Date = None,
    visit_date: Date = None,
    age_days: Number = None,
    age_months: Number = None,
    weight_kg: Number = None,
    length_height_cm: Number = None,
    measured: Code = None,
    oedema: Code | bool = None,
    head_circumference_cm: Number = None,
    arm_circumference_cm: Number = None,
    triceps_skinfold_mm: Number = None,
    subscapular_skinfold_mm: Number = None,
    profile: ProfileName = "who",
    scheme: SchemeName | Scheme = "who",
) -> ScoredChild:
    """Return the z-scores and classes of one child.

    Parameters
    ----------
    sex, birth_date, visit_date, age_days, age_months, measured, oedema
        As the columns of score_children; None if unknown. The age is taken from the two dates,
        otherwise from ``age_days`` or ``age_months``.
    weight_kg, length_height_cm, head_circumference_cm, arm_circumference_cm
        [kg], [cm]; numbers, or texts such as ``"10,4"``.
    triceps_skinfold_mm, subscapular_skinfold_mm
        [mm]
    profile
        As in score_children.
    scheme
        As in classify_children.

    Returns
    -------
    ScoredChild
        The scores of the indicators with a measurement, and their classes; the numbers are the
        same as in a table. ``as_dict("en")`` returns them in words.

    Raises
    ------
    ColumnError, CodeError
        If nothing was measured, or a value cannot be read.
    ParameterError
        If a value is not a number, a text or a date; UnknownNameError if the profile or scheme
        is unknown.

    References
    ----------
    As score_children and classify_children.

    Examples
    --------
    >>> import zscore as zs
    >>> child = zs.score_child(sex="f", age_days=683, weight_kg=10.4, length_height_cm=77.5)
    >>> child["haz"].z, child["haz"].flag, child.classes["stunting"]
    (-2.39, False, 'moderate')
    >>> zs.score_child(sex="f", age_days=683, weight_kg=0)["waz"].reason
    'measurement_not_positive'
    """
    given: dict[str, Any] = {
        "sex": sex,
        "birth_date": birth_date,
        "visit_date": visit_date,
        "age_days": age_days,
        "age_months": age_months,
        "measured": measured,
        "oedema": oedema,
        "weight_kg": weight_kg,
        "length_height_cm": length_height_cm,
        "head_circumference_cm": head_circumference_cm,
        "arm_circumference_cm": arm_circumference_cm,
        "triceps_skinfold_mm": triceps_skinfold_mm,
        "subscapular_skinfold_mm": subscapular_skinfold_mm,
    }
    entries = scheme_named(scheme)
    for name, value in given.items():
        if value is not None and value is not pd.NA and value is not pd.NaT:
            check_kind(value, _SCALARS, name, "a number, a text or a date")
    measured_of = [e for e in INDICATORS.values() if any(given[n] is not None for n in e.needs)]
    if not measured_of:
        needs = dict.fromkeys(column for entry in INDICATORS.values() for column in entry.needs)
        raise ColumnError("nothing_measured", columns=", ".join(needs))
    kept = {"sex", "age_days"}.union(*(entry.needs for entry in measured_of))
    table = Table({n: [v] for n, v in given.items() if v is not None or n in kept})
    result = score_table(table, profile=profile, indicators=[e.name for e in measured_of])
    scored = table.with_arrays({name: score.z for name, score in result.scores.items()})
    classes = classes_of(scored, entries, profile=profile) if _has_any(scored, entries) else {}
    children = result.children
    standard = (WHO_2007 if children.day[0] == BY_MONTH else WHO_2006).name
    of_its_age = {
        name
        for name, parts in entries.by_column().items()
        if {standard, None} & {part.standard for part in parts}
    }
    return ScoredChild(
        scores={
            name: ChildScore(
                z=_plain(score.z[0]),
                flag=bool(score.flag[0]),
                reason=None if score.reason[0] == MISSING else REASONS[score.reason[0]],
            )
            for name, score in result.scores.items()
        },
        classes={
            name: None if column.codes[0] == MISSING else column.labels[column.codes[0]]
            for name, column in classes.items()
            if name in of_its_age
        },
        scheme=entries,
        standard=standard,
        oedema=bool(children.oedema[0]),
        measured_flag=bool(children.doubted[0]),
        length_height_adjusted_cm=_plain(children.measure["length_height_adjusted_cm"][0]),
        bmi=_plain(children.measure["bmi"][0]),
    )


_SCALARS = (int, float, np.integer, np.floating, np.bool_, str, dt.date, np.datetime64)


def _has_any(scored: Table, scheme: Scheme) -> bool:
    return any(all(name in scored for name in part.values()) for part in scheme.parts())


def _plain(value: float) -> float | None:
    return None if math.isnan(value) else float(value)
