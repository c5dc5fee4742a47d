"""Texts for reasons and classes, built from the entries of schemes and indicators."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from zscore.arguments import language_in, name_in
from zscore.children.columns import BY_NAME
from zscore.classify.schemes import Combination, Condition, Scheme, labels_of, scheme_named
from zscore.errors import UnknownNameError
from zscore.messages import text
from zscore.who_lms.indicators import INDICATORS
from zscore.who_lms.reasons import REASONS
from zscore.who_lms.standards import standard_named


def describe_reason(reason: str, lang: str = "en") -> str:
    """Describe in words why a z-score is missing.

    Parameters
    ----------
    reason
        A category of ``haz_reason`` or another column of reasons.
    lang
        ``"en"`` or ``"id"``.

    Raises
    ------
    UnknownNameError
        If the reason or language is unknown.

    Examples
    --------
    >>> import zscore as zs
    >>> zs.describe_reason("age_outside"), zs.describe_reason("age_outside", "id")
    ('age out of range', 'umur di luar rentang')
    """
    if name_in(reason, "reason") not in REASONS:
        raise UnknownNameError("unknown_reason", name=reason, known=", ".join(REASONS))
    return text(f"reason_{reason}", language_in(lang))


def describe_class(
    scheme: str | Scheme,
    condition: str,
    label: str,
    lang: str = "en",
    *,
    standard: str = "who2006",
) -> str:
    """Describe a class in words, with its label and limits.

    Parameters
    ----------
    scheme
        As in classify_children.
    condition
        A column added by the scheme.
    label
        A category of that column, in the default language of the scheme.
    lang
        ``"en"`` or ``"id"``.
    standard
        Of a condition that is defined by each standard in its own way, whose limits.

    Raises
    ------
    UnknownNameError
        If there is no such scheme, condition, label, language or standard.

    Examples
    --------
    >>> import zscore as zs
    >>> zs.describe_class("who", "stunting", "moderate")
    'moderate: length/height-for-age from −3 SD to below −2 SD'
    >>> zs.describe_class("permenkes-2-2020", "BB/TB", "gizi lebih")
    'overweight: weight-for-length/height above 2 SD, at most 3 SD'
    """
    entries, lang = scheme_named(scheme), language_in(lang)
    columns = entries.by_column()
    if name_in(condition, "condition") not in columns:
        raise UnknownNameError("unknown_condition", name=condition, known=", ".join(columns))
    part = part_of(columns[condition], standard_named(standard).name)
    labels = labels_of(part, str(entries.language))
    if isinstance(part, Condition) and part.implausible is not None and label == part.implausible:
        return f"{label}: {text('class_implausible', lang)}"
    if name_in(label, "label") not in labels:
        raise UnknownNameError("unknown_label", name=label, known=", ".join(labels))
    index = labels.index(label)
    limits = _limits(part, lang)[index] if isinstance(part, Condition) else _met(part, index, lang)
    shown = part.labels.get(lang, labels)[index]
    return f"{shown}: {limits}" if limits else shown


def part_of(parts: Sequence[Condition | Combination], standard: str) -> Condition | Combination:
    """Return the part of a column that is of a standard, or the only one."""
    return next((part for part in parts if part.standard == standard), parts[0])


def _limits(condition: Condition, lang: str) -> list[str]:
    """Return the limits of every class, the lowest first; comparisons are strict."""
    title, unit = _title(condition.value, lang)
    shown = [(_number(x, unit, lang), True) for x in condition.below]
    shown += [(_number(x, unit, lang), False) for x in condition.above]
    if not shown:
        return [""]
    (first, below), (last, last_below) = shown[0], shown[-1]
    between = {  # (lower cut-off in ``below``, upper cut-off in ``below``)
        (True, True): "class_from_to_below",
        (True, False): "class_from_to",
        (False, False): "class_above_to",
    }
    return [
        text("class_below" if below else "class_at_most", lang, title=title, high=first),
        *(
            text(between[under, over], lang, title=title, low=low, high=high)
            for (low, under), (high, over) in pairwise(shown)
        ),
        text("class_at_least" if last_below else "class_above", lang, title=title, low=last),
    ]


def _met(combination: Combination, index: int, lang: str) -> str:
    """Return the tests passed by a class, if only one outcome leads to it."""
    outcomes = [met for met, label in combination.patterns.items() if label == index]
    if len(outcomes) > 1:
        return ""
    tests = []
    for value, side, cutoff in combination.tests:
        title, unit = _title(value, lang)
        shown = _number(cutoff, unit, lang)
        if side == "<":
            tests.append(text("class_below", lang, title=title, high=shown))
        else:
            tests.append(text("class_above", lang, title=title, low=shown))
    met = [test for test, is_met in zip(tests, outcomes[0], strict=True) if is_met]
    return "; ".join(met) if met else text("class_none_of", lang, tests="; ".join(tests))


def _title(value: str, lang: str) -> tuple[str, str]:
    """Return the title of a column, and its unit."""
    if value in INDICATORS:
        return INDICATORS[value].titles[lang], "SD"
    if value in BY_NAME:
        return BY_NAME[value].titles[lang], BY_NAME[value].unit or ""
    return value, ""


def _number(value: float, unit: str, lang: str) -> str:
    shown = f"{value:g}".replace("-", "−")
    return f"{shown if lang == 'en' else shown.replace('.', ',')} {unit}".rstrip()
