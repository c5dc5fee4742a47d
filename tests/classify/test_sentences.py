"""Reasons and classes in words: the limits told are those that classify."""

from __future__ import annotations

import pytest

import zscore as zs
from zscore.classify.schemes import Condition
from zscore.who_lms.reasons import REASONS

LABELS = [
    (scheme.name, part.name, label)
    for scheme in zs.SCHEMES.values()
    for part in scheme.parts()
    for label in part.labels[str(scheme.language)]
]


@pytest.mark.parametrize("lang", ["en", "id"])
def test_describe_reason__has_words_for_every_reason(lang: str) -> None:
    assert len({zs.describe_reason(reason, lang) for reason in REASONS}) == len(REASONS)


@pytest.mark.parametrize("lang", ["en", "id"])
@pytest.mark.parametrize("which", LABELS)
def test_describe_class__begins_with_the_label(which: tuple[str, str, str], lang: str) -> None:
    scheme, condition, label = which
    entries = zs.SCHEMES[scheme]
    part = next(part for part in entries.parts() if part.name == condition)
    index = part.labels[str(entries.language)].index(label)
    sentence = zs.describe_class(scheme, condition, label, lang)
    assert sentence.partition(":")[0] == part.labels[lang][index]


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("a", "head below 1"),
        ("b", "head from 1 to below 2.5"),
        ("c", "head from 2.5 to 3"),
        ("d", "head above 3, at most 4"),
        ("e", "head above 4"),
    ],
)
def test_describe_class__tells_strict_limits(label: str, words: str) -> None:
    condition = Condition(
        name="c", value="head", below=(1, 2.5), above=(3, 4), labels={"en": tuple("abcde")}
    )
    scheme = zs.Scheme(name="own", conditions=(condition,))
    assert zs.describe_class(scheme, "c", label) == f"{label}: {words}"
    # What is told is what classify_children does, at the limits too.
    found = zs.classify_children({"head": [0.99, 1, 2.49, 2.5, 3, 3.01, 4, 4.01]}, scheme)["c"]
    assert found.tolist() == list("abbccdde")


def test_describe_class__of_one_side() -> None:
    assert zs.describe_class("who", "overweight", "none", "en").endswith("at most 2 SD")
    assert zs.describe_class("who", "stunting", "none", "en").endswith("−2 SD or above")
    assert "11,5 cm" in zs.describe_class("who", "acute_malnutrition_by_muac", "severe", "id")


def test_describe_class__of_combinations() -> None:
    assert zs.describe_class("who", "stunted_and_overweight", "no") == "no"
    assert zs.describe_class("who", "ciaf_group", "F") == "F: length/height-for-age below −2 SD"
    assert zs.describe_class("who", "ciaf_group", "A").startswith("A: none of: ")


def test_describe_class__of_an_implausible_z() -> None:
    assert zs.describe_class("eppgbm", "TB/U", "Outlier") == "Outlier: the z-score is implausible"


def test_describe_class__of_a_language_that_the_scheme_lacks() -> None:
    condition = Condition(name="c", value="haz", above=(2,), labels={"en": ("short", "tall")})
    scheme = zs.Scheme(name="own", conditions=(condition,))
    assert zs.describe_class(scheme, "c", "tall", "id").startswith("tall: panjang/tinggi")


@pytest.mark.parametrize(
    ("arguments", "key"),
    [
        (("whoo", "stunting", "none"), "unknown_scheme"),
        (("who", "stunted", "none"), "unknown_condition"),
        (("who", "stunting", "mild"), "unknown_label"),
        (("who", "stunting", "none", "fr"), "unknown_language"),
        (("who", ["stunting"], "none"), "argument_kind"),
    ],
)
def test_describe_class__refuses_what_is_not_known(arguments: tuple, key: str) -> None:
    with pytest.raises(zs.ParameterError) as error:
        zs.describe_class(*arguments)
    assert error.value.key == key


def test_describe_reason__refuses_what_is_not_known() -> None:
    with pytest.raises(zs.UnknownNameError, match="known: no_sex, no_age"):
        zs.describe_reason("no_reason")
