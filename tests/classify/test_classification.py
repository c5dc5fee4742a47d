"""classify_children: every cut-off on its edge, oedema, ages, flags, and a user's own scheme."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import reference
import zscore as zs
from zscore import SCHEMES, Combination, Condition, Scheme

EDGES = [
    round(sign * (cutoff + step / 100), 2)
    for cutoff in (0, 1, 2, 3, 5, 6)
    for step in (-1, 0, 1)
    for sign in (-1, 1)
]
Z_NAMES = ("haz", "waz", "whz", "baz")
LANGS = ("en", "id")


def classes(columns: dict, scheme: object = "who", **options: object) -> dict[str, list]:
    """Return the classes that are added, as lists."""
    classified = zs.classify_children(columns, scheme, **options)
    return {name: list(classified[name]) for name in classified if name not in columns}


def expected(rows: list[dict], scheme: str, lang: str | None = None) -> dict[str, list]:
    """Return what the naive twin says."""
    naive = [reference.classify_child(row, scheme, lang) for row in rows]
    return {name: [row[name] for row in naive] for name in naive[0]}


def table(rows: list[dict]) -> dict[str, object]:
    """Return children as a dict of columns."""
    return {
        name: [row[name] for row in rows]
        if name == "oedema"
        else np.array([math.nan if row[name] is None else row[name] for row in rows], float)
        for name in rows[0]
    }


def child(**columns: object) -> dict:
    """Return a child of a year with ordinary values."""
    return {
        "haz": 0.0, "waz": 0.0, "whz": 0.0, "baz": 0.0, "oedema": False,
        "age_months": 12.0, "arm_circumference_cm": 14.0,
    } | columns  # fmt: skip


@pytest.mark.parametrize("lang", [None, *LANGS])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_classify_children__is_right_on_every_edge(scheme: str, lang: str | None) -> None:
    rows = [child(**{name: z}) for name in Z_NAMES for z in EDGES]
    assert classes(table(rows), scheme, lang=lang) == expected(rows, scheme, lang)


z = st.one_of(
    st.none(),
    st.sampled_from(EDGES),
    st.integers(-700, 700).map(lambda n: n / 100),
    st.integers(-7000, 7000)
    .map(lambda n: n / 1000)
    .filter(lambda v: abs(v * 100 % 1 - 0.5) > 1e-6),
)
ages = st.one_of(
    st.none(),
    st.sampled_from([0.0, 5.99, 6.0, 59.99, 60.0, 60.9, 60.99, 61.0, 70.0, 228.0, 228.1, -0.1]),
    st.floats(0, 60),
    st.floats(60, 240),
)
arms = st.one_of(
    st.none(),
    st.sampled_from([11.4, 11.49999, 11.5, 11.6, 12.49999, 12.5, 12.6, 0.0, -1.0, math.inf]),
    st.sampled_from([0.14, 1.4, 5.99, 6.0, 35.0, 35.01, 112.0, 140.0]),
    st.floats(8, 20),
)
children = st.fixed_dictionaries(
    {
        "haz": z, "waz": z, "whz": z, "baz": z, "oedema": st.booleans(), "age_months": ages,
        "arm_circumference_cm": arms, "acz": z,
    }
)  # fmt: skip


@pytest.mark.parametrize("scheme", SCHEMES)
@given(rows=st.lists(children, min_size=1, max_size=10), lang=st.sampled_from([None, *LANGS]))
def test_classify_children__equals_the_naive_twin(
    scheme: str, rows: list[dict], lang: str | None
) -> None:
    assert classes(table(rows), scheme, lang=lang) == expected(rows, scheme, lang)


@pytest.mark.parametrize(
    ("haz", "stunting", "length"),
    [
        (-6.01, None, None),
        (-6.004, "severe", "sangat pendek"),
        (-6.0, "severe", "sangat pendek"),
        (-3.01, "severe", "sangat pendek"),
        (-3.006, "severe", "sangat pendek"),
        (-3.004, "moderate", "pendek"),
        (-3.0, "moderate", "pendek"),
        (-2.01, "moderate", "pendek"),
        (-2.004, "none", "normal"),
        (-2.0, "none", "normal"),
        (-1.996, "none", "normal"),
        (3.0, "none", "normal"),
        (3.004, "none", "normal"),
        (3.006, "none", "tinggi"),
        (3.01, "none", "tinggi"),
        (6.0, "none", "tinggi"),
        (6.01, None, None),
        (math.nan, None, None),
    ],
)
def test_classify_children__classes_length_for_age(
    haz: float, stunting: str | None, length: str | None
) -> None:
    assert classes({"haz": [haz]})["stunting"] == [stunting]
    assert classes({"haz": [haz]}, "permenkes-2-2020")["TB/U"] == [length]


@pytest.mark.parametrize(
    ("waz", "label"),
    [
        (-3.01, "berat badan sangat kurang"),
        (-3.0, "berat badan kurang"),
        (-2.01, "berat badan kurang"),
        (-2.0, "berat badan normal"),
        (1.0, "berat badan normal"),
        (1.01, "risiko berat badan lebih"),
        (5.0, "risiko berat badan lebih"),
        (5.01, None),
    ],
)
def test_classify_children__classes_weight_for_age(waz: float, label: str | None) -> None:
    assert classes({"waz": [waz]}, "permenkes-2-2020")["BB/U"] == [label]


@pytest.mark.parametrize(
    ("whz", "wasting", "overweight", "label"),
    [
        (-5.01, None, None, None),
        (-5.0, "severe", "none", "gizi buruk"),
        (-3.01, "severe", "none", "gizi buruk"),
        (-3.0, "moderate", "none", "gizi kurang"),
        (-2.01, "moderate", "none", "gizi kurang"),
        (-2.0, "none", "none", "gizi baik"),
        (1.0, "none", "none", "gizi baik"),
        (1.01, "none", "none", "berisiko gizi lebih"),
        (2.0, "none", "none", "berisiko gizi lebih"),
        (2.01, "none", "overweight", "gizi lebih"),
        (3.0, "none", "overweight", "gizi lebih"),
        (3.01, "none", "obese", "obesitas"),
        (5.0, "none", "obese", "obesitas"),
        (5.01, None, None, None),
    ],
)
def test_classify_children__classes_weight_for_length(
    whz: float, wasting: str | None, overweight: str | None, label: str | None
) -> None:
    found = classes({"whz": [whz]})
    assert (found["wasting"], found["overweight"]) == ([wasting], [overweight])
    assert classes({"whz": [whz], "baz": [whz]}, "permenkes-2-2020") == {
        "BB/TB": [label],
        "IMT/U": [label],
    }


@pytest.mark.parametrize(
    ("column", "z", "condition"),
    [("haz", 6.01, "TB/U"), ("haz", -6.01, "TB/U"), ("waz", 5.01, "BB/U"), ("whz", -5.01, "BB/TB")],
)
def test_classify_children__calls_an_implausible_z_outlier_in_eppgbm_only(
    column: str, z: float, condition: str
) -> None:
    for lang in LANGS:
        assert classes({column: [z]}, "eppgbm", lang=lang)[condition] == ["Outlier"]
    assert classes({column: [z]}, "permenkes-2-2020")[condition] == [None]
    assert classes({column: [math.nan]}, "eppgbm")[condition] == [None]


def test_classify_children__has_categories_from_low_to_high() -> None:
    frame = zs.classify_children(pd.DataFrame({"haz": [0.0], "whz": [0.0]}), "eppgbm")
    assert frame["TB/U"].cat.categories.tolist() == [
        "Sangat Pendek", "Pendek", "Normal", "Tinggi", "Outlier",
    ]  # fmt: skip
    assert frame["BB/TB"].cat.ordered


# --- oedema ------------------------------------------------------------------------------


@pytest.mark.parametrize("age", [None, 0.0, 12.0, 59.9])
def test_classify_children__puts_oedema_in_the_lowest_class_by_weight(age: float | None) -> None:
    row = child(oedema=True, waz=None, whz=None, baz=None, age_months=age)
    found = classes(table([row]))
    assert found["stunting"] == ["none"]
    assert found["underweight"] == found["wasting"] == ["severe"]
    assert found["overweight"] == ["none"]
    found = classes(table([row]), "permenkes-2-2020")
    assert found["BB/TB"] == found["IMT/U"] == ["gizi buruk"]
    assert found["BB/U"] == ["berat badan sangat kurang"]
    assert found["TB/U"] == ["normal"]
    assert found["wasted_and_stunted"] == ["tidak"]
    assert found["ciaf_group"] == ["C"]


def test_classify_children__believes_oedema_more_than_a_z_of_weight() -> None:
    row = child(oedema=True, waz=2.5, whz=9.0, haz=-2.5)
    found = classes(table([row]))
    assert found["wasting"] == found["underweight"] == ["severe"]
    assert found["wasted_and_stunted"] == ["yes"]
    assert found["stunted_and_overweight"] == ["no"]
    assert found["ciaf_group"] == ["D"]
    assert classes(table([row]), "eppgbm")["BB/TB"] == ["Gizi Buruk"]


@pytest.mark.parametrize("days", [1857.0, 3000.0, -1.0, math.inf])
def test_classify_children__counts_no_oedema_beyond_the_tables(days: float) -> None:
    columns = {"whz": [math.nan], "waz": [math.nan], "oedema": ["y"], "age_days": [days]}
    assert classes(columns)["wasting"] == [None]


def test_classify_children__reads_oedema_as_score_children_does() -> None:
    n = [None, "y", "N", 1, 0, 2, "tidak", "ya"]
    found = classes({"whz": [math.nan] * len(n), "oedema": n})["wasting"]
    assert [label == "severe" for label in found] == [v in ("y", 1, "ya") for v in n]
    with pytest.raises(zs.CodeError, match="column 'oedema'"):
        classes({"whz": [0.0], "oedema": ["x"]})


def test_classify_children__agrees_with_what_score_children_gives(kinds) -> None:
    columns = {
        "sex": ["f", "f", "m"], "age_days": [683.0, 683.0, 2000.0], "weight_kg": [10.4, 10.4, 9.0],
        "length_height_cm": [85.3, 76.0, 85.0], "oedema": ["n", "y", "y"],
    }  # fmt: skip
    for kind in kinds.values():
        found = kind.read(zs.classify_children(zs.score_children(kind.make(columns))))
        assert found["wasting"] == ["none", "severe", None]
        assert found["stunting"] == ["none", "moderate", None]


# --- arm circumference -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arm", "label"),
    [
        (11.49, "severe"),
        (math.nextafter(11.5, 0), "severe"),
        (11.5, "moderate"),
        (12.49, "moderate"),
        (12.5, "none"),
        (20.0, "none"),
        (math.nan, None),
    ],
)
def test_classify_children__classes_the_arm(arm: float, label: str | None) -> None:
    columns = {"arm_circumference_cm": [arm], "age_days": [400]}
    assert classes(columns)["acute_malnutrition_by_muac"] == [label]


@pytest.mark.parametrize("arm", [0.0, -0.0, -11.0, math.inf, -math.inf])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_classify_children__gives_an_arm_that_is_none_no_class(arm: float, scheme: str) -> None:
    """e-PPGBM writes 0 where LiLA was not measured: that child is not severely malnourished."""
    found = classes({"arm_circumference_cm": [arm], "age_days": [400]}, scheme)
    assert list(found.values()) == [[None]]


@pytest.mark.parametrize(
    ("months", "classed"),
    [
        (5.999, False), (6.0, True), (59.999, True), (60.0, False), (-1.0, False), (None, False),
        (math.inf, False),
    ],
)  # fmt: skip
def test_classify_children__classes_the_arm_from_6_to_59_months(
    months: float | None, classed: bool
) -> None:
    for oedema in (False, True):
        columns = {
            "arm_circumference_cm": [11.0],
            "age_months": np.array([math.nan if months is None else months]),
            "oedema": [oedema],
        }
        assert classes(columns)["acute_malnutrition_by_muac"] == ["severe" if classed else None]


def test_classify_children__calls_oedema_severe_whatever_the_arm() -> None:
    arms = [16.0, math.nan, 160.0]
    columns = {"arm_circumference_cm": arms, "age_days": [400] * 3, "oedema": ["y"] * 3}
    assert classes(columns)["acute_malnutrition_by_muac"] == ["severe"] * 3


@pytest.mark.parametrize(
    ("arm", "acz", "label"),
    [
        (140.0, None, None),
        (112.0, None, None),
        (1.4, None, None),
        (0.14, None, None),
        (14.0, None, "none"),
        (11.2, None, "severe"),
        (6.0, None, "severe"),
        (5.99, None, None),
        (35.0, None, "none"),
        (35.01, None, None),
        (8.5, -5.0, "severe"),
        (8.5, -5.004, "severe"),
        (8.5, -5.01, None),
        (24.0, 5.01, None),
        (140.0, 0.0, None),  # whatever z a table says
    ],
)
@pytest.mark.parametrize("name", ["acute_malnutrition_by_muac", "LiLA"])
def test_classify_children__gives_an_implausible_arm_no_class(
    arm: float, acz: float | None, label: str | None, name: str
) -> None:
    scheme, lang = ("eppgbm", "en") if name == "LiLA" else ("who", None)
    columns = {"arm_circumference_cm": [arm], "age_days": [610]}
    if acz is not None:
        columns["acz"] = [acz]
    assert classes(columns, scheme, lang=lang)[name] == [label]


def test_classify_children__judges_the_arm_by_the_z_it_was_scored_with() -> None:
    """Of the same children the range lets pass what at their age cannot be."""
    columns = {
        "sex": ["m"] * 3,
        "age_months": [20.0] * 3,
        "arm_circumference_cm": [8.0, 30.0, 14.0],
    }
    scored = zs.score_children(columns)
    assert scored["acz_flag"].tolist() == [True, True, False]
    name = "acute_malnutrition_by_muac"
    assert list(zs.classify_children(scored)[name]) == [None, None, "none"]
    assert list(zs.classify_children(columns)[name]) == ["severe", "none", "none"]


def test_classify_children__labels_an_implausible_measurement_where_a_scheme_does() -> None:
    head = Condition(
        name="small", value="head_circumference_cm", below=(40.0,), implausible="?",
        labels={"en": ("yes", "no")},
    )  # fmt: skip
    columns = {"head_circumference_cm": [39.0, 45.0, 45.0, 450.0, math.nan],
               "hcz": [-4.0, 0.0, 5.5, math.nan, math.nan]}  # fmt: skip
    found = classes(columns, Scheme(name="heads", conditions=(head,)))
    assert found["small"] == ["yes", "no", "?", "?", None]


# --- several z at once -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("thin", "short", "light", "group"),
    [
        (False, False, False, "A"),
        (True, False, False, "B"),
        (True, False, True, "C"),
        (True, True, True, "D"),
        (False, True, True, "E"),
        (False, True, False, "F"),
        (False, False, True, "Y"),
        (True, True, False, "BF"),
    ],
)
def test_classify_children__groups_the_three_failures(
    thin: bool, short: bool, light: bool, group: str
) -> None:
    columns = {
        name: [-2.01 if fails else -2.0]
        for name, fails in {"whz": thin, "haz": short, "waz": light}.items()
    }
    for scheme, lang in itertools.product(SCHEMES, LANGS):
        assert classes(columns, scheme, lang=lang)["ciaf_group"] == [group]
    assert classes(columns)["wasted_and_stunted"] == ["yes" if thin and short else "no"]


@pytest.mark.parametrize("missing", ["whz", "haz", "waz"])
@pytest.mark.parametrize("value", [math.nan, -6.01, 6.01])
def test_classify_children__combines_nothing_with_a_missing_or_implausible_z(
    missing: str, value: float
) -> None:
    columns = {"whz": [-2.5], "haz": [-2.5], "waz": [-2.5]} | {missing: [value]}
    found = classes(columns)
    assert found["ciaf_group"] == [None]
    assert found["wasted_and_stunted"] == [None if missing != "waz" else "yes"]


@pytest.mark.parametrize(
    ("whz", "haz", "label"),
    [(2.01, -2.01, "yes"), (2.0, -2.01, "no"), (2.01, -2.0, "no"), (2.004, -2.004, "no")],
)
def test_classify_children__finds_the_stunted_and_overweight(
    whz: float, haz: float, label: str
) -> None:
    assert classes({"whz": [whz], "haz": [haz]})["stunted_and_overweight"] == [label]


# --- calls -------------------------------------------------------------------------------


def test_classify_children__leaves_out_what_has_no_column() -> None:
    assert list(classes({"haz": [0.0]})) == ["stunting", "short_stature"]
    assert list(classes({"whz": [0.0]})) == ["wasting", "overweight"]
    assert list(classes({"baz": [0.0]})) == ["overweight", "thinness"]
    assert list(classes({"baz": [0.0]}, "permenkes-2-2020")) == ["IMT/U"]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_classify_children__adds_its_columns_in_the_order_of_the_scheme(scheme: str) -> None:
    entries = SCHEMES[scheme]
    names = dict.fromkeys(entry.name for entry in (*entries.conditions, *entries.combinations))
    births = {"birth_weight_kg": [3.0], "birth_length_cm": [49.0]}
    assert list(classes(table([child()]) | births, scheme)) == list(names)


def test_classify_children__refuses_a_table_without_any_z() -> None:
    for columns in ({}, {"sex": ["f"], "weight_kg": [10.4]}):
        with pytest.raises(zs.ColumnError, match="Score the table first"):
            zs.classify_children(columns)
    with pytest.raises(zs.ColumnError, match="Score the table first"):
        zs.classify_children({"hcz": [0.0]}, "who")


def test_classify_children__overwrites_no_column(kind) -> None:
    with pytest.raises(zs.ColumnError, match="column 'stunting' already exists"):
        zs.classify_children(kind.make({"haz": [0.0], "stunting": ["none"]}))


@pytest.mark.parametrize("scheme", ["wh", "", "WHO"])
def test_classify_children__refuses_an_unknown_scheme(scheme: str) -> None:
    with pytest.raises(zs.UnknownNameError, match="known: who, permenkes-2-2020, eppgbm"):
        zs.classify_children({"haz": [0.0]}, scheme)


@pytest.mark.parametrize("lang", ["fr", "EN"])
def test_classify_children__refuses_a_language_without_labels(lang: str) -> None:
    with pytest.raises(
        zs.SchemeError, match=rf"'stunting' has no labels in '{lang}'. Available: en, id"
    ):
        zs.classify_children({"haz": [0.0]}, lang=lang)


def test_classify_children__refuses_a_z_that_is_no_number() -> None:
    with pytest.raises(zs.ColumnError, match="column 'haz'"):
        zs.classify_children({"haz": ["tinggi"]})


def test_classify_children__reads_renamed_columns() -> None:
    found = zs.classify_children({"ZS TB/U": [-2.5]}, columns={"haz": "ZS TB/U"})
    assert found["stunting"].tolist() == ["moderate"]


@pytest.mark.parametrize("values", [[math.inf], [-math.inf], [1e308], [-1e308]])
def test_classify_children__gives_an_infinite_z_no_class(values: list) -> None:
    """An infinity is implausible, as any z beyond the flags."""
    assert classes({"haz": values})["stunting"] == [None]
    assert classes({"haz": values}, "eppgbm")["TB/U"] == ["Outlier"]


def test_classify_children__takes_z_of_other_types() -> None:
    for z in (
        np.array([-2.5, math.nan], np.float32),
        ["-2.5", ""],
        np.array([-3, 0], np.int8),
        pd.array([-2.5, None], dtype="Float64"),
        np.ma.masked_array([-2.5, -9.0], mask=[False, True]),
    ):
        first, second = classes({"haz": z})["stunting"]
        assert first == "moderate"
        assert second in (None, "none")


def test_classify_children__has_independent_rows(kinds) -> None:
    rows = [child(**{name: z}) for name in Z_NAMES for z in EDGES[::5]]
    whole = classes(table(rows))
    order = np.random.default_rng(1).permutation(len(rows))
    shuffled = classes(table([rows[i] for i in order]))
    for name, labels in whole.items():
        assert [labels[i] for i in order] == shuffled[name]
    for kind in kinds.values():
        columns = {name: [row[name] for row in rows] for name in rows[0]}
        found = kind.read(zs.classify_children(kind.make(columns)))
        assert {name: found[name] for name in whole} == whole


# --- a scheme of one's own ---------------------------------------------------------------

THIN = Condition(
    name="thin",
    value="whz",
    below=(-3.0, -2.0, -1.0),
    labels={"en": ("very thin", "thin", "a little thin", "not thin")},
    oedema_is_lowest=True,
    implausible="measure again",
    source="a user",
)
SHORT = Condition(
    name="short", value="haz", below=(-2,), labels={"en": ("short", "not short")}, source="a user"
)
LIGHT_AT_BIRTH = Condition(
    name="light at birth",
    value="birth_weight_kg",
    below=(2.5,),
    above=(4.0,),
    labels={"en": ("low", "normal", "high")},
    source="a user",
)
BOTH = Combination(
    name="short and light at birth",
    tests=(("haz", "<", -2.0), ("birth_weight_kg", "<", 2.5)),
    patterns={(False, False): 0, (True, False): 0, (False, True): 0, (True, True): 1},
    labels={"en": ("neither", "both")},
    source="a user",
)
OWN = Scheme(
    name="own",
    language="en",
    conditions=(THIN, SHORT, LIGHT_AT_BIRTH),
    combinations=(BOTH,),
    source="a user",
)


def test_classify_children__takes_a_scheme_of_ones_own(kind) -> None:
    columns = {
        "whz": [-3.5, -2.5, -1.5, 0.0, -5.5, None],
        "haz": [-2.01, -2.0, -2.5, 0.0, -2.5, None],
        "birth_weight_kg": [2.4, 2.5, 4.0, 4.1, None, 2.0],
        "oedema": ["n", "n", "y", "n", "n", "y"],
    }
    found = kind.read(zs.classify_children(kind.make(columns), OWN))
    assert found["thin"] == [
        "very thin", "thin", "very thin", "not thin", "measure again", "very thin",
    ]  # fmt: skip
    assert found["short"] == ["short", "not short", "short", "not short", "short", None]
    assert found["light at birth"] == ["low", "normal", "normal", "high", None, "low"]
    assert found["short and light at birth"] == ["both", *["neither"] * 3, None, None]


def test_classify_children__refuses_a_language_that_a_scheme_lacks() -> None:
    with pytest.raises(zs.SchemeError, match=r"'short' has no labels in 'id'. Available: en"):
        zs.classify_children({"haz": [-2.5]}, OWN, lang="id")


def test_classify_children__reads_a_renamed_column_of_ones_own() -> None:
    """What a user's scheme classifies may have another name in the table, as any column may."""
    found = zs.classify_children(
        {"BB Lahir": [2.4, 3.0]}, OWN, columns={"birth_weight_kg": "BB Lahir"}
    )
    assert found["light at birth"].tolist() == ["low", "normal"]


def test_classify_children__refuses_a_renaming_of_a_column_it_does_not_know() -> None:
    with pytest.raises(zs.UnknownNameError, match="'hza' is not a column used here"):
        zs.classify_children({"haz": [0.0], "ZS TB/U": [-2.5]}, columns={"hza": "ZS TB/U"})


def test_classify_children__takes_a_scheme_of_one_condition() -> None:
    one = Scheme(name="one", language="en", conditions=(SHORT,), combinations=(), source="a user")
    assert classes({"haz": [-2.01, -2.0]}, one) == {"short": ["short", "not short"]}
