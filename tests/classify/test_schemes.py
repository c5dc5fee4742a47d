"""Every entry of the table of schemes, against RULES chapter 5, and schemes of a user's own."""

from __future__ import annotations

import dataclasses
import math

import pytest

import zscore as zs
from zscore import SCHEMES, Combination, Condition, Scheme
from zscore.classify.schemes import scheme_named
from zscore.messages import LANGUAGES
from zscore.who_lms.indicators import INDICATORS

# scheme: {condition: (value, below, above, oedema is lowest, ages, label of implausible)}
SD = (-3, -2)
MUAC = ("arm_circumference_cm", (11.5, 12.5), (), True, (6, 60), None)
EXPECTED = {
    "who": {
        "stunting": ("haz", SD, (), False, None, None),
        "underweight": ("waz", SD, (), True, None, None),
        "wasting": ("whz", SD, (), True, None, None),
        "overweight": ("whz", (), (2, 3), True, None, None),
        "overweight of who2007": ("baz", (), (1, 2), True, None, None),
        "short_stature of who2007": ("haz", SD, (), False, None, None),
        "thinness of who2007": ("baz", SD, (), True, None, None),
        "acute_malnutrition_by_muac": MUAC,
        "low_birth_weight of None": ("birth_weight_kg", (2.5,), (), False, None, None),
        "short_at_birth of None": ("birth_length_cm", (48,), (), False, None, None),
    },
    "permenkes-2-2020": {
        "TB/U": ("haz", SD, (3,), False, None, None),
        "BB/U": ("waz", SD, (1,), True, None, None),
        "BB/TB": ("whz", SD, (1, 2, 3), True, None, None),
        "IMT/U": ("baz", SD, (1, 2, 3), True, None, None),
        "IMT/U of who2007": ("baz", SD, (1, 2), True, None, None),
        "LiLA": MUAC,
    },
    "eppgbm": {
        "TB/U": ("haz", SD, (3,), False, None, "Outlier"),
        "BB/U": ("waz", SD, (1,), True, None, "Outlier"),
        "BB/TB": ("whz", SD, (1, 2, 3), True, None, "Outlier"),
        "LiLA": MUAC,
    },
}
LANGUAGE = {"who": "en", "permenkes-2-2020": "id", "eppgbm": "id"}
CONDITIONS = [(scheme, entry) for scheme in SCHEMES.values() for entry in scheme.conditions]


def called(entry: Condition) -> str:
    """Return the name of a condition here."""
    return entry.name if entry.standard == "who2006" else f"{entry.name} of {entry.standard}"


ids = [f"{scheme.name}-{called(entry)}" for scheme, entry in CONDITIONS]


def test_schemes__are_those_of_the_rules() -> None:
    assert list(SCHEMES) == list(EXPECTED)
    for name, scheme in SCHEMES.items():
        assert scheme.name == name
        assert [called(entry) for entry in scheme.conditions] == list(EXPECTED[name])
        assert scheme.language == LANGUAGE[name]
        assert scheme.source


@pytest.mark.parametrize(("scheme", "entry"), CONDITIONS, ids=ids)
def test_condition__is_what_the_rules_say(scheme: Scheme, entry: Condition) -> None:
    value, below, above, oedema, ages, implausible = EXPECTED[scheme.name][called(entry)]
    assert (entry.value, entry.below, entry.above) == (value, below, above)
    assert entry.oedema_is_lowest is oedema
    assert entry.ages_months == ages
    assert entry.implausible == implausible
    assert entry.source


@pytest.mark.parametrize(("scheme", "entry"), CONDITIONS, ids=ids)
def test_condition__has_a_label_for_each_class_in_both_languages(
    scheme: Scheme, entry: Condition
) -> None:
    assert set(entry.labels) == set(LANGUAGES)
    for labels in entry.labels.values():
        assert len(labels) == len(set(labels)) == len(entry.below) + len(entry.above) + 1
        assert all(label.strip() == label and label for label in labels)
        assert entry.implausible not in labels


@pytest.mark.parametrize(("scheme", "entry"), CONDITIONS, ids=ids)
def test_condition__has_ascending_cutoffs(scheme: Scheme, entry: Condition) -> None:
    cutoffs = [*entry.below, *entry.above]
    assert cutoffs == sorted(set(cutoffs))
    assert cutoffs


@pytest.mark.parametrize(("scheme", "entry"), CONDITIONS, ids=ids)
def test_condition__lets_oedema_count_where_it_hides_the_z(
    scheme: Scheme, entry: Condition
) -> None:
    # Oedema is severe acute malnutrition whatever the arm measures.
    by_arm = entry.value == "arm_circumference_cm"
    hidden = entry.value in INDICATORS and INDICATORS[entry.value].oedema_hides
    assert entry.oedema_is_lowest is (by_arm or hidden)


@pytest.mark.parametrize("name", SCHEMES)
def test_combinations__are_the_three_of_the_rules(name: str) -> None:
    both, heavy, ciaf = SCHEMES[name].combinations
    assert both.name == "wasted_and_stunted"
    assert both.tests == (("whz", "<", -2), ("haz", "<", -2))
    assert heavy.name == "stunted_and_overweight"
    assert heavy.tests == (("whz", ">", 2), ("haz", "<", -2))
    assert ciaf.name == "ciaf_group"
    assert ciaf.tests == (("whz", "<", -2), ("haz", "<", -2), ("waz", "<", -2))
    for entry in (both, heavy, ciaf):
        assert len(entry.patterns) == 2 ** len(entry.tests)  # no child is forgotten
        assert {len(pattern) for pattern in entry.patterns} == {len(entry.tests)}
        assert set(entry.labels) == set(LANGUAGES)
        assert set(entry.patterns.values()) == set(range(len(entry.labels["en"])))
        assert entry.source


def test_scheme__is_frozen_and_by_keyword_only() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        SCHEMES["who"].language = "id"
    with pytest.raises(TypeError):
        Condition("x")
    with pytest.raises(TypeError):
        Combination("x")


@pytest.mark.parametrize(
    "labels",
    [
        {"en": ("a", "b"), "id": ("a", "b", "c")},
        {"en": ("a", "b", "c", "d")},
        {"en": ("a", "a", "b")},
        {"en": ()},
        {},
        ("a", "b", "c"),
    ],
)
def test_condition__refuses_labels_that_do_not_fit(labels: dict) -> None:
    with pytest.raises(zs.SchemeError, match=r"'x': wrong labels. Accepted: 3 different labels"):
        Condition(name="x", value="haz", below=(-3.0, -2.0), labels=labels, source="me")


def test_combination__refuses_labels_that_do_not_fit() -> None:
    for labels in ({"en": ("no",)}, {"en": ("no", "yes", "perhaps")}, {"en": ("no", "no")}):
        with pytest.raises(
            zs.SchemeError, match=r"'x': wrong labels. Accepted: 2 different labels"
        ):
            Combination(
                name="x",
                tests=(("haz", "<", -2.0),),
                patterns={(False,): 0, (True,): 1},
                labels=labels,
                source="me",
            )


LABELS = {"en": ("a", "b", "c")}


@pytest.mark.parametrize(
    ("below", "above"),
    [
        ((-2.0, -3.0), ()),
        ((-2.0, -2.0), ()),
        ((), (3.0, 2.0)),
        ((2.0,), (1.0,)),
        ((2.0,), (2.0,)),
        ((math.nan, 1.0), ()),
        ((-2.0,), (math.nan,)),
        (("low", 1.0), ()),
        ((None, 1.0), ()),
        (-2.0, ()),
    ],
)
def test_condition__refuses_cutoffs_that_do_not_rise(below: tuple, above: tuple) -> None:
    with pytest.raises(zs.SchemeError, match="'x': the cut-offs must be increasing numbers"):
        Condition(name="x", value="haz", below=below, above=above, labels=LABELS)


def test_condition__refuses_a_cutoff_that_is_nan() -> None:
    with pytest.raises(zs.SchemeError, match="'x': the cut-offs"):
        Condition(name="x", value="haz", below=(math.nan,), labels={"en": ("a", "b")})


@pytest.mark.parametrize(
    "patterns",
    [
        {},
        {(True,): 1},
        {(False,): 0, (True,): 1, (True, True): 1},
        {(False, False): 0, (True, True): 1},
        {False: 0, True: 1},
    ],
)
def test_combination__refuses_patterns_that_do_not_fit(patterns: dict) -> None:
    with pytest.raises(zs.SchemeError, match="'x': patterns must give a label for each of the 2"):
        Combination(
            name="x",
            tests=(("haz", "<", -2.0),),
            patterns=patterns,
            labels={"en": ("no", "yes")},
        )


@pytest.mark.parametrize("side", ["", "<>", "<=", "=", "below", "≤"])
def test_combination__refuses_a_side_that_is_none(side: str) -> None:
    with pytest.raises(zs.SchemeError, match="'x'"):
        Combination(
            name="x",
            tests=(("haz", side, -2.0),),
            patterns={(False,): 0, (True,): 1},
            labels={"en": ("no", "yes")},
        )


@pytest.mark.parametrize("place", [-1, 2])
def test_combination__refuses_a_place_without_label(place: int) -> None:
    with pytest.raises(zs.SchemeError, match="'x'"):
        Combination(
            name="x",
            tests=(("haz", "<", -2.0),),
            patterns={(False,): 0, (True,): place},
            labels={"en": ("no", "yes")},
        )


def test_scheme__refuses_parts_that_do_not_fit() -> None:
    part = Condition(name="x", value="haz", below=(-3.0, -2.0), labels=LABELS)
    with pytest.raises(zs.SchemeError, match="scheme 'ours': 'x' is used twice"):
        Scheme(name="ours", conditions=(part, part))
    with pytest.raises(zs.SchemeError, match=r"'x' has no labels in 'id'. Available: en"):
        Scheme(name="ours", conditions=(part,), language="id")


def test_scheme__takes_the_language_of_its_first_part() -> None:
    part = Condition(name="x", value="haz", below=(-3.0, -2.0), labels={"su": ("a", "b", "c")})
    assert Scheme(name="ours", conditions=(part,)).language == "su"


def test_scheme_named__finds_a_scheme_or_takes_it() -> None:
    for name, scheme in SCHEMES.items():
        assert scheme_named(name) is scheme
        assert scheme_named(scheme) is scheme
    for name in ("WHO", "", "permenkes"):
        with pytest.raises(zs.UnknownNameError, match="who, permenkes-2-2020, eppgbm"):
            scheme_named(name)


def two(standard: str | None, labels: tuple[str, ...]) -> Condition:
    """Return a condition of BMI-for-age called fat."""
    above = tuple(float(k) for k in range(1, len(labels)))
    return Condition(name="fat", value="baz", above=above, labels={"en": labels}, standard=standard)


def test_scheme__gives_each_child_the_condition_of_its_standard() -> None:
    young, old = two("who2006", ("no", "some", "yes")), two("who2007", ("no", "yes"))
    scheme = Scheme(name="ours", conditions=(young, old))
    table = {"age_months": [30, 30, 100, 100, 300, None], "baz": [1.5, 2.5, 0.5, 1.5, 1.5, 1.5]}
    found = zs.classify_children(table, scheme)["fat"]
    assert list(found) == ["some", "yes", "no", "yes", "yes", "some"]


@pytest.mark.parametrize(
    "others",
    [
        ("who2006", ("no", "yes")),  # of the same standard
        (None, ("no", "yes")),  # of all
        ("who2007", ("yes", "no")),  # in another order
        ("who2007", ("no", "very")),  # with a label that the other has not
    ],
)
def test_scheme__refuses_conditions_of_one_name_that_do_not_fit(others: tuple) -> None:
    with pytest.raises(zs.SchemeError, match="fat"):
        Scheme(name="ours", conditions=(two("who2006", ("no", "some", "yes")), two(*others)))


@pytest.mark.parametrize("standard", ["who2008", "", 5])
def test_condition__refuses_an_unknown_standard(standard: object) -> None:
    with pytest.raises(zs.UnknownNameError, match="who2006, who2007"):
        two(standard, ("no", "yes"))
