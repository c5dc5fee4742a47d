"""THE TABLE of estimated proportions: children in some classes of a characteristic.

A characteristic is a ``Condition`` or ``Combination`` from classify: a child is in one of its
classes, or in none and not in the denominator. A new proportion is a new entry.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from zscore.arguments import names_in
from zscore.classify.schemes import (
    CIAF_GROUP,
    STUNTED_AND_OVERWEIGHT,
    WASTED_AND_STUNTED,
    WHO_MUAC,
    WHO_SCHEME,
    Combination,
    Condition,
    Scheme,
    labels_of,
)
from zscore.errors import ColumnError, ParameterError, UnknownNameError, listed
from zscore.who_lms.indicators import INDICATORS
from zscore.who_lms.standards import WHO_2006, WHO_2007, Standard

# WHO and UNICEF, 2018: from these percentages on, the next class; the first is "very low".
CLASSES = ("very low", "low", "medium", "high", "very high")
STUNTING_LIMITS = (2.5, 10.0, 20.0, 30.0)
WASTING_LIMITS = (2.5, 5.0, 10.0, 15.0)

BELOW, ABOVE = (-3.0, -2.0, -1.0), (1.0, 2.0, 3.0)


@dataclass(frozen=True, kw_only=True)
class Proportion:
    """Proportion of children in some classes, among those with a class."""

    name: str
    part: Condition | Combination
    classes: tuple[int, ...]
    indicator: str  # the columns it concerns
    cutoff: str
    limits: tuple[float, ...] = ()  # of WHO's prevalence classes [%]
    titles: Mapping[str, str] = field(default_factory=dict)  # by language; empty: use its name

    @property
    def standard(self) -> str | None:
        """The standard whose children it concerns, or None for all."""
        return self.part.standard


def _cutoffs(name: str, standard: str) -> Condition:
    """Return WHO's six cut-offs of a z-score as a condition."""
    marks = [*(f"< {c:g}" for c in BELOW), "between", *(f"> {c:g}" for c in ABOVE)]
    return Condition(
        name=name,
        value=name,
        standard=standard,
        below=BELOW,
        above=ABOVE,
        labels={"en": tuple(marks)},
        oedema_is_lowest=INDICATORS[name].oedema_hides,
    )


# What a cut-off is called, in both languages too, and WHO's limits of its prevalence, which are
# of the under-fives.
_NAMES: Mapping[str, Mapping[tuple[str, str], tuple[str, str, str, tuple[float, ...]]]] = {
    WHO_2006.name: {
        ("haz", "< -2"): ("stunting", "stunted", "stunting", STUNTING_LIMITS),
        ("haz", "< -3"): ("severe_stunting", "severely stunted", "sangat pendek", ()),
        ("waz", "< -2"): ("underweight", "underweight", "underweight", ()),
        ("waz", "< -3"): (
            "severe_underweight",
            "severely underweight",
            "berat badan sangat kurang",
            (),
        ),
        ("whz", "< -2"): ("wasting", "wasted", "wasting", WASTING_LIMITS),
        ("whz", "< -3"): ("severe_wasting", "severely wasted", "gizi buruk", ()),
        ("whz", "> 2"): ("overweight", "overweight", "overweight", WASTING_LIMITS),
        ("whz", "> 3"): ("obesity", "obese", "obesitas", ()),
    },
    WHO_2007.name: {
        ("haz", "< -2"): ("short_stature", "short stature", "perawakan pendek", ()),
        ("haz", "< -3"): ("severe_short_stature", "severe short stature", "sangat pendek", ()),
        ("waz", "< -2"): ("underweight", "underweight", "underweight", ()),
        ("waz", "< -3"): (
            "severe_underweight",
            "severely underweight",
            "berat badan sangat kurang",
            (),
        ),
        ("baz", "< -2"): ("thinness", "thinness", "kurus (gizi kurang/buruk menurut IMT/U)", ()),
        ("baz", "< -3"): ("severe_thinness", "severe thinness", "sangat kurus", ()),
        ("baz", "> 1"): ("overweight", "overweight", "overweight", ()),
        ("baz", "> 2"): ("obesity", "obese", "obesitas", ()),
    },
}

MUAC = next(c for c in WHO_SCHEME.conditions if c.value == "arm_circumference_cm")
_SEVERE, _MODERATE, _NEITHER = range(3)


def _acute(thinnest: bool, thin: bool, narrowest: bool, narrow: bool) -> int:
    if thinnest or narrowest:
        return _SEVERE
    return _MODERATE if thin or narrow else _NEITHER


ACUTE_MALNUTRITION = Combination(
    name="acute_malnutrition",
    standard=WHO_2006.name,
    tests=(
        ("whz", "<", -3.0),
        ("whz", "<", -2.0),
        (MUAC.value, "<", MUAC.below[0]),
        (MUAC.value, "<", MUAC.below[1]),
    ),
    patterns={outcome: _acute(*outcome) for outcome in product((False, True), repeat=4)},
    labels={"en": ("severe", "moderate", "none"), "id": ("gizi buruk", "gizi kurang", "tidak")},
    ages_months=MUAC.ages_months,
    source=WHO_MUAC,
)


def _of_cutoffs(standard: Standard) -> Iterable[Proportion]:
    for name in standard.tables:
        part = _cutoffs(name, standard.name)
        marks = labels_of(part, "en")
        middle = len(BELOW)
        for k, mark in enumerate(marks):
            if k == middle:
                continue
            called, english, indonesian, limits = _NAMES[standard.name].get(
                (name, mark), (f"{name} {mark}", "", "", ())
            )
            yield Proportion(
                name=called,
                titles={"en": english, "id": indonesian} if english else {},
                part=part,
                classes=tuple(range(k + 1) if k < middle else range(k, len(marks))),
                indicator=name,
                cutoff=mark,
                limits=limits,
            )


PROPORTIONS = (
    *_of_cutoffs(WHO_2006),
    *_of_cutoffs(WHO_2007),
    Proportion(
        name="wasted_and_stunted",
        titles={"en": "wasted and stunted", "id": "wasting sekaligus stunting"},
        part=WASTED_AND_STUNTED,
        classes=(1,),
        indicator="whz haz",
        cutoff="whz < -2 and haz < -2",
    ),
    Proportion(
        name="stunted_and_overweight",
        titles={"en": "stunted and overweight", "id": "stunting sekaligus overweight"},
        part=STUNTED_AND_OVERWEIGHT,
        classes=(1,),
        indicator="whz haz",
        cutoff="whz > 2 and haz < -2",
    ),
    Proportion(
        name="ciaf",
        titles={
            "en": "any anthropometric failure (CIAF)",
            "id": "stunting, wasting, atau underweight (CIAF)",
        },
        part=CIAF_GROUP,
        classes=tuple(range(1, len(labels_of(CIAF_GROUP, "en")))),
        indicator="whz haz waz",
        cutoff="any < -2",
    ),
    Proportion(
        name="severe_acute_malnutrition",
        titles={"en": "severe acute malnutrition", "id": "gizi buruk (BB/TB, LiLA, atau edema)"},
        part=ACUTE_MALNUTRITION,
        classes=(_SEVERE,),
        indicator="whz arm_circumference_cm",
        cutoff="whz < -3 or < 11.5 cm",
    ),
    Proportion(
        name="moderate_acute_malnutrition",
        titles={"en": "moderate acute malnutrition", "id": "gizi kurang (BB/TB atau LiLA)"},
        part=ACUTE_MALNUTRITION,
        classes=(_MODERATE,),
        indicator="whz arm_circumference_cm",
        cutoff="whz < -2 or < 12.5 cm, none severe",
    ),
    Proportion(
        name="severe_acute_malnutrition_by_muac",
        titles={"en": "severe acute malnutrition by MUAC", "id": "gizi buruk menurut LiLA"},
        part=MUAC,
        classes=(0,),
        indicator=MUAC.value,
        cutoff="< 11.5 cm",
    ),
    Proportion(
        name="acute_malnutrition_by_muac",
        titles={"en": "acute malnutrition by MUAC", "id": "gizi kurang/buruk menurut LiLA"},
        part=MUAC,
        classes=(0, 1),
        indicator=MUAC.value,
        cutoff="< 12.5 cm",
    ),
)

CONDITIONS = {entry.name: entry for entry in PROPORTIONS}


def of_scheme(scheme: Scheme, standard: Standard) -> Iterable[Proportion]:
    """Return the proportion of children in each class of each part of a scheme."""
    for part in scheme.parts():
        if part.standard not in {None, standard.name}:
            continue
        for k, label in enumerate(labels_of(part, str(scheme.language))):
            yield Proportion(
                name=f"{part.name}: {label}",
                part=part,
                classes=(k,),
                indicator=" ".join(dict.fromkeys(part.values())),
                cutoff=_between(part, k) if isinstance(part, Condition) else "",
            )


def _between(condition: Condition, k: int) -> str:
    cutoffs = (*condition.below, *condition.above)
    low = [f"{'>=' if k <= len(condition.below) else '>'} {cutoffs[k - 1]:g}"] if k else []
    inner = k < len(cutoffs)
    high = [f"{'<' if k < len(condition.below) else '<='} {cutoffs[k]:g}"] if inner else []
    return " and ".join(low + high)


def proportions_of(
    present: Collection[str],
    scheme: Scheme | None,
    conditions: str | Sequence[str] | None,
    found: Sequence[str] = (),
    standard: Standard = WHO_2006,
) -> tuple[Proportion, ...]:
    """Return the proportions that can be estimated with the columns ``present``.

    Raises
    ------
    UnknownNameError
        If a requested condition is unknown.
    ColumnError
        If a column it needs, or every column, is missing.
    """
    every = (
        *(p for p in PROPORTIONS if p.standard in {None, standard.name}),
        *(of_scheme(scheme, standard) if scheme else ()),
    )
    possible = [p for p in every if all(name in present for name in p.part.values())]
    if conditions is not None:
        by_name = {p.name: p for p in every}
        asked = list(names_in(conditions, "conditions"))
        if not asked:
            raise ParameterError("no_conditions", known=", ".join(by_name))
        for name in asked:
            if name not in by_name:
                others = [p.standard for p in PROPORTIONS if p.name == name]
                key = "other_standards_condition" if others else "unknown_condition"
                other = others[0] if others else None
                known = ", ".join(by_name)
                raise UnknownNameError(
                    key, name=name, standard=standard.name, other=other, known=known
                )
        possible = [p for p in possible if p.name in asked]
        lacking = [by_name[name] for name in asked if by_name[name] not in possible]
        if lacking:
            _refuse(lacking[0].part.values(), present, found)
    if not possible:
        _refuse([z for z in ("haz", "waz", "whz") if z in standard.tables], present, found)
    return tuple(_narrowed(p, possible) for p in possible)


def _narrowed(proportion: Proportion, all_of_them: Sequence[Proportion]) -> Proportion:
    """Return a proportion whose condition has only the cut-offs that are needed.

    With fewer classes to count, more groups fit in the cache.
    """
    part = proportion.part
    if isinstance(part, Combination):
        return proportion
    cutoffs = (*part.below, *part.above)
    needed = [
        any((k in p.classes) != (k + 1 in p.classes) for p in all_of_them if p.part == part)
        for k in range(len(cutoffs))
    ]
    merged = [sum(needed[:k]) for k in range(len(cutoffs) + 1)]  # the new class of each
    kept = [cutoff for cutoff, need in zip(cutoffs, needed, strict=True) if need]
    below = sum(needed[: len(part.below)])
    narrow = replace(
        part,
        below=tuple(kept[:below]),
        above=tuple(kept[below:]),
        labels={"en": tuple(str(k) for k in range(len(kept) + 1))},
    )
    return replace(
        proportion, part=narrow, classes=tuple(sorted({merged[k] for k in proportion.classes}))
    )


def _refuse(needed: Sequence[str], present: Collection[str], found: Sequence[str]) -> None:
    lacking = ", ".join(f"'{name}'" for name in dict.fromkeys(needed) if name not in present)
    raise ColumnError("not_scored", lacking=lacking, found=listed(found))
