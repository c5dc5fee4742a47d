"""THE TABLE of classification schemes; users can define schemes of their own.

A ``Condition`` divides one z-score (or another column) into classes. A ``Combination``
classifies by several z-scores beyond cut-offs. All comparisons are strict and use z
rounded to two decimals: −2.00 is not stunted. Classes are ordered from the lowest value
to the highest.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Literal

from zscore.errors import SchemeError, UnknownNameError, shown_word
from zscore.who_lms.standards import WHO_2006, WHO_2007, standard_named

WHO_PREVALENCE = "WHO and UNICEF, Recommendations for data collection and reporting (2019), ch. 3"
PERMENKES = "Permenkes RI 2/2020, Standar Antropometri Anak, chapter III, table"
BIRTH_SIZE = "WHO (weight below 2,500 g); Ministry of Health, Indonesia (length below 48 cm)"
EPPGBM_LABELS = "labels published in e-PPGBM exports, layouts A, B, C and E"
WHO_5_19 = "WHO Reference 2007: de Onis et al., Bulletin of the WHO 85 (2007), 660-667"
WHO_MUAC = "WHO and UNICEF, Child growth standards and severe acute malnutrition (2009)"

MOST_CUTOFFS, MOST_TESTS = 100, 6  # a class is an int8, as are the bits of tests

Labels = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class Condition:
    """Classes of one value, by lower (``below``) and upper (``above``) cut-offs.

    Parameters
    ----------
    name
        Name of the new column.
    value
        The column to classify: a z-score, or a measurement.
    below, above
        Increasing cut-offs; comparisons are strict on both sides. With below=(−3, −2) and
        above=(3,) there are four classes: < −3, −3 to < −2, −2 to 3, and > 3.
    labels
        Labels of the classes by language, the lowest class first.
    oedema_is_lowest
        Whether oedema counts as below the lowest cut-off.
    ages_months
        Range of ages classified [months], including the first and excluding the second.
    standard
        ``"who2006"`` or ``"who2007"``: defined only for children of the ages of that standard;
        None: for all. A child without an age is one of WHO 2006.
    implausible
        Label of an implausible z; None if it has no class.
    source
        Source of the cut-offs.

    Raises
    ------
    SchemeError
        If cut-offs and labels do not fit together; UnknownNameError if there is no such standard.

    Examples
    --------
    >>> import zscore as zs
    >>> tall = zs.Condition(name="tall", value="haz", above=(2.0,), labels={"en": ("no", "yes")})
    >>> scheme = zs.Scheme(name="ours", conditions=(tall,))
    >>> zs.classify_children({"haz": [2.0, 2.01]}, scheme)["tall"].tolist()
    ['no', 'yes']
    """

    name: str
    value: str
    below: tuple[float, ...] = ()
    above: tuple[float, ...] = ()
    labels: Labels
    oedema_is_lowest: bool = False
    ages_months: tuple[float, float] | None = None
    standard: str | None = None
    implausible: str | None = None
    source: str = ""

    def __post_init__(self) -> None:
        if self.standard is not None:
            standard_named(self.standard)
        try:
            cutoffs = [float(cutoff) for cutoff in (*self.below, *self.above)]
        except (TypeError, ValueError):
            raise SchemeError("cutoffs_do_not_fit", name=self.name) from None
        if not all(low < high for low, high in pairwise(cutoffs)) or any(map(math.isnan, cutoffs)):
            raise SchemeError("cutoffs_do_not_fit", name=self.name)
        if len(cutoffs) > MOST_CUTOFFS:
            raise SchemeError("cutoffs_do_not_fit", name=self.name)
        _check_labels(self.name, self.labels, len(cutoffs) + 1)

    def values(self) -> list[str]:
        """Return the classified columns."""
        return [self.value]


@dataclass(frozen=True, kw_only=True)
class Combination:
    """Classes of several z-scores together, missing if any of them is.

    Parameters
    ----------
    name
        Name of the new column.
    tests
        Tests as (column, comparison, cut-off): ``(("whz", "<", -2.0), ("haz", "<", -2.0))``.
    patterns
        Index in ``labels`` for each outcome of the tests, such as ``(True, False)``.
    labels
        Labels by language.
    ages_months
        Range of ages classified [months], including the first and excluding the second.
    standard
        As of a Condition.
    source
        Source of the definition.

    Raises
    ------
    SchemeError
        If tests, patterns and labels are inconsistent.
    """

    name: str
    tests: tuple[tuple[str, Literal["<", ">"], float], ...]
    patterns: Mapping[tuple[bool, ...], int]
    labels: Labels
    ages_months: tuple[float, float] | None = None
    standard: str | None = None
    source: str = ""

    def __post_init__(self) -> None:
        if self.standard is not None:
            standard_named(self.standard)
        outcomes = set(product((False, True), repeat=min(len(self.tests), MOST_TESTS)))
        if (
            len(self.tests) > MOST_TESTS
            or set(self.patterns) != outcomes
            or not {side for _, side, _ in self.tests} <= {"<", ">"}
        ):
            raise SchemeError("patterns_do_not_fit", name=self.name, n=len(outcomes))
        _check_labels(self.name, self.labels, max(self.patterns.values()) + 1)

    def values(self) -> list[str]:
        """Return the tested columns."""
        return [name for name, _, _ in self.tests]


@dataclass(frozen=True, kw_only=True)
class Scheme:
    """A named set of conditions and combinations; see ``Condition`` for an example.

    Parameters
    ----------
    name
        Name of the scheme.
    conditions, combinations
        The columns it adds to a table.
    language
        Default language of the labels; None for the first of its conditions.
    profile
        ``"who"`` or ``"eppgbm"``: at which age its children go from WHO 2006 to WHO 2007.
    source
        Source of the scheme.

    Raises
    ------
    SchemeError
        If two of its parts have one name, but for conditions of different standards whose labels
        are the same or some of the same in one order; or a part lacks labels in its language.
    """

    name: str
    conditions: tuple[Condition, ...] = ()
    combinations: tuple[Combination, ...] = ()
    language: str | None = None
    profile: str = "who"
    source: str = ""

    def __post_init__(self) -> None:
        parts = self.parts()
        for name, same in self.by_column().items():
            if len(same) > 1 and not _fit_together(same):
                raise SchemeError("names_do_not_fit", name=self.name, column=name)
        if self.language is None and parts:
            object.__setattr__(self, "language", next(iter(parts[0].labels)))
        for part in parts:
            labels_of(part, str(self.language))

    def parts(self) -> tuple[Condition | Combination, ...]:
        """Return its conditions and combinations, in order."""
        return (*self.conditions, *self.combinations)

    def by_column(self) -> dict[str, tuple[Condition | Combination, ...]]:
        """Return its parts by the column they add: more than one for different standards."""
        parts = self.parts()
        names = dict.fromkeys(part.name for part in parts)
        return {name: tuple(part for part in parts if part.name == name) for name in names}

    def values(self) -> list[str]:
        """Return the classified columns."""
        return [name for part in self.parts() for name in part.values()]


def labels_of(part: Condition | Combination, language: str) -> tuple[str, ...]:
    """Return the labels of a part in a language.

    Raises
    ------
    SchemeError
        If it has none.
    """
    if language not in part.labels:
        known = ", ".join(part.labels)
        raise SchemeError(
            "labels_lacking", name=part.name, lang=shown_word(language, known), known=known
        )
    return part.labels[language]


def _fit_together(parts: Sequence[Condition | Combination]) -> bool:
    """Are these conditions of different standards, with labels for one column?"""
    standards = [part.standard for part in parts]
    if None in standards or len(set(standards)) < len(standards):
        return False
    if not all(isinstance(part, Condition) for part in parts):
        return False
    widest = max(parts, key=lambda part: len(next(iter(part.labels.values()))))
    return all(
        set(part.labels) == set(widest.labels)
        and all(
            list(labels) == [label for label in widest.labels[lang] if label in labels]
            for lang, labels in part.labels.items()
        )
        for part in parts
    )


def _check_labels(name: str, labels: Labels, n: int) -> None:
    fits = isinstance(labels, Mapping) and len(labels) > 0
    if not fits or any(len(t) != n or len(set(t)) != n for t in labels.values()):
        raise SchemeError("labels_do_not_fit", name=name, n=n)


_BELOW_2, _BELOW_3 = -2.0, -3.0

WASTED_AND_STUNTED = Combination(
    name="wasted_and_stunted",
    standard=WHO_2006.name,
    tests=(("whz", "<", -2.0), ("haz", "<", -2.0)),
    patterns={(False, False): 0, (True, False): 0, (False, True): 0, (True, True): 1},
    labels={"en": ("no", "yes"), "id": ("tidak", "ya")},
    source=WHO_PREVALENCE,
)
STUNTED_AND_OVERWEIGHT = Combination(
    name="stunted_and_overweight",
    standard=WHO_2006.name,
    tests=(("whz", ">", 2.0), ("haz", "<", -2.0)),
    patterns={(False, False): 0, (True, False): 0, (False, True): 0, (True, True): 1},
    labels={"en": ("no", "yes"), "id": ("tidak", "ya")},
    source=WHO_PREVALENCE,
)
CIAF_GROUP = Combination(
    name="ciaf_group",
    standard=WHO_2006.name,
    tests=(("whz", "<", -2.0), ("haz", "<", -2.0), ("waz", "<", -2.0)),
    patterns={
        (False, False, False): 0,  # A no failure
        (True, False, False): 1,  # B wasting only
        (True, False, True): 2,  # C wasting and underweight
        (True, True, True): 3,  # D wasting, stunting and underweight
        (False, True, True): 4,  # E stunting and underweight
        (False, True, False): 5,  # F stunting only
        (False, False, True): 6,  # Y underweight only
        # Wasted and stunted but not underweight has no letter in the source; it is a failure
        # too, and occurs at the edges of the three cut-offs.
        (True, True, False): 7,
    },
    labels={
        "en": ("A", "B", "C", "D", "E", "F", "Y", "BF"),
        "id": ("A", "B", "C", "D", "E", "F", "Y", "BF"),
    },
    source="Nandy et al., Bulletin of the WHO 83 (2005), 210-216, table 1",
)
COMBINATIONS = (WASTED_AND_STUNTED, STUNTED_AND_OVERWEIGHT, CIAF_GROUP)


def _muac(name: str, source: str) -> Condition:
    return Condition(
        name=name,
        value="arm_circumference_cm",
        standard=WHO_2006.name,
        below=(11.5, 12.5),
        labels={
            "en": ("severe", "moderate", "none"),
            "id": ("gizi buruk", "gizi kurang", "tidak"),
        },
        oedema_is_lowest=True,
        ages_months=(6.0, 60.0),
        source=source,
    )


WHO_SCHEME = Scheme(
    name="who",
    language="en",
    source=WHO_PREVALENCE,
    conditions=(
        Condition(
            name="stunting",
            value="haz",
            standard=WHO_2006.name,
            below=(_BELOW_3, _BELOW_2),
            labels={
                "en": ("severe", "moderate", "none"),
                "id": ("sangat pendek", "pendek", "tidak"),
            },
            source=WHO_PREVALENCE,
        ),
        Condition(
            name="underweight",
            value="waz",
            standard=WHO_2006.name,
            below=(_BELOW_3, _BELOW_2),
            labels={
                "en": ("severe", "moderate", "none"),
                "id": ("sangat kurang", "kurang", "tidak"),
            },
            oedema_is_lowest=True,
            source=WHO_PREVALENCE,
        ),
        Condition(
            name="wasting",
            value="whz",
            standard=WHO_2006.name,
            below=(_BELOW_3, _BELOW_2),
            labels={
                "en": ("severe", "moderate", "none"),
                "id": ("gizi buruk", "gizi kurang", "tidak"),
            },
            oedema_is_lowest=True,
            source=WHO_PREVALENCE,
        ),
        Condition(
            name="overweight",
            value="whz",
            standard=WHO_2006.name,
            above=(2.0, 3.0),
            labels={
                "en": ("none", "overweight", "obese"),
                "id": ("tidak", "gemuk", "obesitas"),
            },
            oedema_is_lowest=True,
            source=WHO_PREVALENCE,
        ),
        Condition(
            name="overweight",
            value="baz",
            standard=WHO_2007.name,
            above=(1.0, 2.0),
            labels={
                "en": ("none", "overweight", "obese"),
                "id": ("tidak", "gemuk", "obesitas"),
            },
            oedema_is_lowest=True,
            source=WHO_5_19,
        ),
        Condition(
            name="short_stature",
            value="haz",
            standard=WHO_2007.name,
            below=(_BELOW_3, _BELOW_2),
            labels={
                "en": ("severe", "moderate", "none"),
                "id": ("sangat pendek", "pendek", "tidak"),
            },
            source=WHO_5_19,
        ),
        Condition(
            name="thinness",
            value="baz",
            standard=WHO_2007.name,
            below=(_BELOW_3, _BELOW_2),
            labels={
                "en": ("severe", "moderate", "none"),
                "id": ("sangat kurus", "kurus", "tidak"),
            },
            oedema_is_lowest=True,
            source=WHO_5_19,
        ),
        _muac("acute_malnutrition_by_muac", WHO_MUAC),
        Condition(
            name="low_birth_weight",
            value="birth_weight_kg",
            below=(2.5,),
            labels={"en": ("yes", "no"), "id": ("ya", "tidak")},
            source=BIRTH_SIZE,
        ),
        Condition(
            name="short_at_birth",
            value="birth_length_cm",
            below=(48.0,),
            labels={"en": ("yes", "no"), "id": ("ya", "tidak")},
            source=BIRTH_SIZE,
        ),
    ),
    combinations=COMBINATIONS,
)

_WEIGHT_FOR_LENGTH_LABELS = {
    "id": (
        "gizi buruk",
        "gizi kurang",
        "gizi baik",
        "berisiko gizi lebih",
        "gizi lebih",
        "obesitas",
    ),
    "en": (
        "severely wasted",
        "wasted",
        "normal",
        "possible risk of overweight",
        "overweight",
        "obese",
    ),
}

_RISK = 3  # of overweight: a class of the under-fives alone

PERMENKES_SCHEME = Scheme(
    name="permenkes-2-2020",
    language="id",
    source=PERMENKES,
    conditions=(
        Condition(
            name="TB/U",
            value="haz",
            standard=WHO_2006.name,
            below=(_BELOW_3, _BELOW_2),
            above=(3.0,),
            labels={
                "id": ("sangat pendek", "pendek", "normal", "tinggi"),
                "en": ("severely stunted", "stunted", "normal", "tall"),
            },
            source=PERMENKES,
        ),
        Condition(
            name="BB/U",
            value="waz",
            standard=WHO_2006.name,
            below=(_BELOW_3, _BELOW_2),
            above=(1.0,),
            labels={
                "id": (
                    "berat badan sangat kurang",
                    "berat badan kurang",
                    "berat badan normal",
                    "risiko berat badan lebih",
                ),
                "en": (
                    "severely underweight",
                    "underweight",
                    "normal weight",
                    "risk of overweight",
                ),
            },
            oedema_is_lowest=True,
            source=PERMENKES,
        ),
        Condition(
            name="BB/TB",
            value="whz",
            standard=WHO_2006.name,
            below=(_BELOW_3, _BELOW_2),
            above=(1.0, 2.0, 3.0),
            labels=_WEIGHT_FOR_LENGTH_LABELS,
            oedema_is_lowest=True,
            source=PERMENKES,
        ),
        Condition(
            name="IMT/U",
            value="baz",
            standard=WHO_2006.name,
            below=(_BELOW_3, _BELOW_2),
            above=(1.0, 2.0, 3.0),
            labels=_WEIGHT_FOR_LENGTH_LABELS,
            oedema_is_lowest=True,
            source=PERMENKES,
        ),
        Condition(
            name="IMT/U",
            value="baz",
            standard=WHO_2007.name,
            below=(_BELOW_3, _BELOW_2),
            above=(1.0, 2.0),
            labels={
                lang: tuple(label for k, label in enumerate(labels) if k != _RISK)
                for lang, labels in _WEIGHT_FOR_LENGTH_LABELS.items()
            },
            oedema_is_lowest=True,
            source=PERMENKES,
        ),
        _muac("LiLA", PERMENKES),
    ),
    combinations=COMBINATIONS,
)

EPPGBM_SCHEME = Scheme(
    name="eppgbm",
    language="id",
    profile="eppgbm",
    source=EPPGBM_LABELS,
    conditions=(
        Condition(
            name="TB/U",
            value="haz",
            standard=WHO_2006.name,
            below=(_BELOW_3, _BELOW_2),
            above=(3.0,),
            labels={
                "id": ("Sangat Pendek", "Pendek", "Normal", "Tinggi"),
                "en": ("Severely Stunted", "Stunted", "Normal", "Tall"),
            },
            implausible="Outlier",
            source=EPPGBM_LABELS,
        ),
        Condition(
            name="BB/U",
            value="waz",
            standard=WHO_2006.name,
            below=(_BELOW_3, _BELOW_2),
            above=(1.0,),
            labels={
                "id": ("Sangat Kurang", "Kurang", "Berat Badan Normal", "Risiko Lebih"),
                "en": (
                    "Severely Underweight",
                    "Underweight",
                    "Normal Weight",
                    "Risk of Overweight",
                ),
            },
            oedema_is_lowest=True,
            implausible="Outlier",
            source=EPPGBM_LABELS,
        ),
        Condition(
            name="BB/TB",
            value="whz",
            standard=WHO_2006.name,
            below=(_BELOW_3, _BELOW_2),
            above=(1.0, 2.0, 3.0),
            labels={
                "id": (
                    "Gizi Buruk",
                    "Gizi Kurang",
                    "Gizi Baik",
                    "Risiko Gizi Lebih",
                    "Gizi Lebih",
                    "Obesitas",
                ),
                "en": (
                    "Severely Wasted",
                    "Wasted",
                    "Normal",
                    "Risk of Overweight",
                    "Overweight",
                    "Obese",
                ),
            },
            oedema_is_lowest=True,
            implausible="Outlier",
            source=EPPGBM_LABELS,
        ),
        _muac("LiLA", PERMENKES),
    ),
    combinations=COMBINATIONS,
)

SCHEMES = {entry.name: entry for entry in (WHO_SCHEME, PERMENKES_SCHEME, EPPGBM_SCHEME)}


def scheme_named(scheme: str | Scheme) -> Scheme:
    """Return the scheme named ``scheme``, or a ``Scheme`` unchanged.

    Raises
    ------
    UnknownNameError
        If the name is unknown.
    """
    if isinstance(scheme, Scheme):
        return scheme
    if not isinstance(scheme, str) or scheme not in SCHEMES:
        raise UnknownNameError("unknown_scheme", name=scheme, known=", ".join(SCHEMES))
    return SCHEMES[scheme]
