"""The score card of units, against counts made one child at a time."""

from __future__ import annotations

import inject
import numpy as np
import pandas as pd
import pytest
from scipy import stats

import reference
import zscore as zs


@pytest.fixture(scope="module")
def children() -> pd.DataFrame:
    """Return made-up children of two units, some with faults."""
    table, _ = inject.injected(1200, 0.02, seed=5)
    rng = np.random.default_rng(6)
    table["puskesmas"] = rng.choice(["A", "B"], len(table), p=[0.7, 0.3])
    table.loc[::17, "weight_kg"] = np.nan
    heaped = (table["puskesmas"] == "B") & (rng.random(len(table)) < 0.6)
    table.loc[heaped, "length_height_cm"] = table.loc[heaped, "length_height_cm"].round()
    return table


@pytest.fixture(scope="module")
def card(children: pd.DataFrame) -> pd.DataFrame:
    """Return their score card."""
    return zs.score_card(children, "puskesmas").set_index(["puskesmas", "statistic", "subject"])


@pytest.mark.parametrize("unit", ["A", "B"])
def test_score_card__is_what_is_counted_one_child_at_a_time(
    children: pd.DataFrame, card: pd.DataFrame, unit: str
) -> None:
    own = children[children["puskesmas"] == unit]
    found = card.loc[unit]
    assert found.loc[("complete", "weight_kg"), "value"] == pytest.approx(
        100 * own["weight_kg"].notna().mean()
    )
    boys, girls = (own["sex"] == "m").sum(), (own["sex"] == "f").sum()
    assert found.loc[("sex_ratio", "sex"), "value"] == pytest.approx(boys / girls)
    days = (own["visit_date"] - own["birth_date"]).dt.days
    months = np.floor(days[days >= 0] / 30.4375)
    young, old = ((months >= 6) & (months < 30)).sum(), ((months >= 30) & (months < 60)).sum()
    assert found.loc[("age_ratio", "age"), "value"] == pytest.approx(young / old)
    for name in ("weight_kg", "length_height_cm"):
        values = own[name][(own[name] > 0) & (own[name] < 1000)]
        digits = [reference.last_digit(v) for v in values]
        counts = [digits.count(d) for d in range(10)]
        for statistic, expected in (
            ("digit_preference", reference.digit_preference_score(counts)),
            ("myers_index", reference.myers(counts)),
            ("whole_numbers", 100 * np.mean([f"{v:.2f}".endswith(".00") for v in values])),
            ("halves", 100 * np.mean([f"{v:.2f}"[-3:] in {".00", ".50"} for v in values])),
        ):
            assert found.loc[(statistic, name), "value"] == pytest.approx(expected, abs=1e-9)
            assert found.loc[(statistic, name), "n"] == len(values)
    scored = zs.score_children(own, profile="eppgbm")
    for name in ("haz", "waz", "whz"):
        z = scored[name].dropna()
        flag = scored.loc[z.index, f"{name}_flag"]
        assert found.loc[("implausible", name), "value"] == pytest.approx(100 * flag.mean())
        plain = z[~flag]
        assert found.loc[("sd", name), "value"] == pytest.approx(plain.std(), rel=1e-9)
        assert found.loc[("skewness", name), "value"] == pytest.approx(stats.skew(plain), abs=1e-8)
        assert found.loc[("kurtosis", name), "value"] == pytest.approx(
            stats.kurtosis(plain), abs=1e-8
        )


def test_score_card__tells_a_unit_that_rounds_from_one_that_does_not(card: pd.DataFrame) -> None:
    effect = card.xs(("digit_effect", "length_height_cm"), level=("statistic", "subject"))
    assert effect.loc["B", "low"] > 40
    assert effect.loc["A", "high"] < 15


def test_score_card__limits_hold_the_value(card: pd.DataFrame) -> None:
    there = card.dropna(subset=["value", "low", "high"])
    assert len(there) > 40
    assert (there["low"] <= there["value"] + 1e-9).all()
    assert (there["value"] <= there["high"] + 1e-6).all()


def test_score_card__of_all_together_and_of_any_kind(children: pd.DataFrame, kind, kinds) -> None:
    columns = ["sex", "weight_kg", "length_height_cm", "measured", "puskesmas"]
    lists = {c: [None if v is None or v != v else v for v in children[c]] for c in columns}
    lists["age_days"] = (children["visit_date"] - children["birth_date"]).dt.days.tolist()
    ours = kinds[kind.name].read(zs.score_card(kind.make(lists)))
    theirs = kinds["pyarrow"].read(zs.score_card(kinds["pyarrow"].make(lists)))
    assert ours["statistic"] == theirs["statistic"]
    assert ours["value"] == pytest.approx(theirs["value"], nan_ok=True)


def test_score_card__of_nobody_and_of_an_unknown_unit() -> None:
    nobody = {"sex": [], "age_days": np.array([]), "weight_kg": np.array([])}
    card = zs.score_card(nobody)
    assert card["n"].tolist() == [0.0] * len(card["n"])
    with pytest.raises(zs.ColumnError, match="column 'desa' is missing"):
        zs.score_card({**nobody}, "desa")
