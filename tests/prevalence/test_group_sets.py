"""Several groupings of the same children in one table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import zscore as zs

RANDOM = np.random.default_rng(7)
N = 300
CHILDREN = pd.DataFrame(
    {
        "haz": np.round(RANDOM.normal(-1.5, 1.2, N), 2),
        "sex": RANDOM.choice(["L", "P"], N),
        "age_days": RANDOM.integers(0, 1800, N),
        "village": RANDOM.choice(["a", "b", None], N),
        "visit_date": RANDOM.choice(["2024-01-05", "2024-02-05"], N),
        "area": RANDOM.choice(["1", "2", "3", "4"], N),
    }
)
SHARES: dict[str, Any] = {"conditions": "stunting", "statistics": "prevalence"}


@pytest.mark.parametrize("design", [{}, {"cluster": "area"}, {"period": "month"}])
@pytest.mark.parametrize("names", [[], ["sex"], ["village"], ["village", "sex"], ["age_group"]])
def test_groups__are_what_each_grouping_is_alone(names: list[str], design: dict[str, str]) -> None:
    sets = [["age_group", "sex"], [], ["sex"], "village", ["village", "sex"], "age_group"]
    together = zs.estimate_prevalence(CHILDREN, groups=sets, **SHARES, **design)
    alone = zs.estimate_prevalence(CHILDREN, by=names, **SHARES, **design)
    level = together[together["level"] == (" + ".join(names) or "all")]
    assert len(level) == len(alone)
    for column in alone:
        assert level[column].astype(str).tolist() == alone[column].astype(str).tolist(), column
    others = {"age_group", "sex", "village"} - set(names)
    assert level[sorted(others)].isna().all(axis=None)


def test_groups__of_a_tally_are_any_of_its_columns() -> None:
    blocks = [CHILDREN[:100], CHILDREN[100:]]
    tally = sum(zs.tally_children(block, ["sex", "village"]) for block in blocks)
    found = zs.estimate_prevalence(tally, groups=[[], ["village"]])
    direct = zs.estimate_prevalence(CHILDREN, groups=[[], ["village"]])
    assert found["estimate"].tolist() == pytest.approx(direct["estimate"].tolist(), nan_ok=True)
    with pytest.raises(zs.ColumnError, match="'area'"):
        zs.estimate_prevalence(tally, groups=["area"])


def test_groups__keep_the_kind_of_the_table(kind) -> None:
    data = {name: CHILDREN[name].tolist() for name in ("haz", "sex")}
    ours = kind.read(zs.estimate_prevalence(kind.make(data), groups=[[], ["sex"]], **SHARES))
    assert ours["level"] == ["all", "sex", "sex"]
    assert ours["sex"] == [None, "female", "male"]


@pytest.mark.parametrize(
    ("codes", "shown"),
    [(["m", "f"], ["female", "male"]), ([1, 2], ["female", "male"]), (["L", ""], ["male", None])],
)
def test_sex__is_shown_as_a_word(codes: list[Any], shown: list[str | None]) -> None:
    found = zs.estimate_prevalence({"haz": [-3, 0], "sex": codes}, "sex", **SHARES)
    assert found["sex"].tolist() == shown


def test_sex__of_an_unknown_code_is_refused() -> None:
    with pytest.raises(zs.CodeError, match="column 'sex'"):
        zs.estimate_prevalence({"haz": [-3, 0], "sex": [0, 1]}, "sex")


@pytest.mark.parametrize(
    ("arguments", "key"),
    [
        ({"groups": [["sex"]], "by": "sex"}, "groups_with"),
        ({"groups": [["sex"]], "rollup": True}, "groups_with"),
        ({"groups": [["sex"]], "min_n": 5}, "groups_with"),
        ({"groups": []}, "no_groups"),
        ({"groups": "sex"}, "argument_kind"),
        ({"groups": [["sex"], [5]]}, "argument_kind"),
        ({"groups": [["sexx"]]}, "group_missing"),
    ],
)
def test_groups__refuse_a_wrong_call(arguments: dict[str, Any], key: str) -> None:
    with pytest.raises(zs.ZScoreError) as error:
        zs.estimate_prevalence(CHILDREN, **arguments)
    assert error.value.key == key


def test_estimate_files__have_groups_too(tmp_path: Path) -> None:
    path = tmp_path / "children.csv"
    CHILDREN.assign(length_height_cm=RANDOM.normal(80, 3, N).round(1)).drop(columns="haz").to_csv(
        path, index=False
    )
    table = pd.read_csv(path)
    scored = zs.score_children(table)
    for options in ({"groups": [[], ["village", "sex"]]}, {"layout": "who"}):
        found = zs.estimate_files(path, one_per_child="all", **options).estimates.to_pandas()
        direct = zs.estimate_prevalence(scored, **options)
        assert list(found) == list(direct)
        for column in direct:
            assert found[column].astype(str).tolist() == direct[column].astype(str).tolist()
