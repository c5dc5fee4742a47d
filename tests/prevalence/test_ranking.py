"""Ranks with their intervals."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import zscore as zs
from zscore.prevalence.ranking import fitted_prior


def groups(**sizes: tuple[int, int]) -> pd.DataFrame:
    """Return children of groups, k stunted of n each."""
    return pd.concat(
        [
            pd.DataFrame(
                {"haz": [-2.5] * k + [0.0] * (n - k), "district": name[0], "village": name}
            )
            for name, (k, n) in sizes.items()
        ]
    )


def estimates(table: pd.DataFrame, **options: object) -> pd.DataFrame:
    """Return the estimates of villages."""
    return zs.estimate_prevalence(table, **{"by": "village", "conditions": "stunting", **options})


def test_rank__of_groups_that_differ_and_that_do_not() -> None:
    table = groups(a1=(300, 1000), a2=(295, 1000), a3=(50, 1000))
    found = zs.rank_groups(estimates(table))
    assert found["village"].tolist() == ["a1", "a2", "a3"]
    assert found["rank"].tolist() == [1, 2, 3]
    assert found["rank_low"].tolist() == [1, 1, 3]
    assert found["rank_high"].tolist() == [2, 2, 3]
    assert found["compared_with_all"].tolist() == ["above", "above", "below"]
    assert found["all"].tolist() == pytest.approx([645 / 30] * 3)


def test_rank__equal_groups_share_a_rank_and_every_place() -> None:
    found = zs.rank_groups(estimates(groups(a1=(10, 100), a2=(10, 100), a3=(10, 100))))
    assert found["rank"].tolist() == [1, 1, 1]
    assert found["rank_low"].tolist() == [1, 1, 1]
    assert found["rank_high"].tolist() == [3, 3, 3]
    assert set(found["compared_with_all"]) == {"not distinguishable"}


def test_shrunken__draws_small_groups_to_the_others() -> None:
    rng = np.random.default_rng(1)
    sizes = {f"a{i}": (int(rng.binomial(400, p)), 400)
             for i, p in enumerate(rng.uniform(0.1, 0.3, 30))}  # fmt: skip
    sizes |= {"a_small": (4, 5), "a_none": (0, 5)}
    found = zs.rank_groups(estimates(groups(**sizes))).set_index("village")
    small, large = found.loc["a_small"], found.loc["a1"]
    assert small["estimate"] == 80
    assert small["shrunken"] < 40
    assert found.loc["a_none", "shrunken"] > 5
    assert abs(large["shrunken"] - large["estimate"]) < 2
    assert (found["shrunken_low"] < found["shrunken"]).all()
    assert (found["shrunken"] < found["shrunken_high"]).all()


def test_fitted_prior__finds_what_made_the_groups() -> None:
    rng = np.random.default_rng(2)
    n = rng.integers(30, 300, 2000).astype(float)
    prior = fitted_prior(rng.binomial(n.astype(int), rng.beta(6, 24, 2000)).astype(float), n)
    assert prior.likely.sum() == pytest.approx(1)
    assert prior.mean @ prior.likely == pytest.approx(0.2, abs=0.005)
    assert prior.weight @ prior.likely == pytest.approx(30, rel=0.15)


def test_shrunken__of_few_groups_knows_how_little_they_tell() -> None:
    for pairs in ([(9, 30), (10, 30), (9, 30)], [(1, 4)], [(0, 100), (0, 50)], [(50, 50)]):
        k, n = np.array(pairs, float).T
        mean, low, high = fitted_prior(k, n).shrunken(k, n)
        width = np.sqrt(mean * (1 - mean) / (2 * n.sum()))
        assert np.all((low < mean) & (mean < high) & (high - low > 2 * width))


def test_shrunken__covers_what_it_should() -> None:
    rng = np.random.default_rng(3)
    covered = []
    for _ in range(100):
        truth, n = rng.beta(6, 24, 20), np.full(20, 65.0)
        k = rng.binomial(65, truth).astype(float)
        _, low, high = fitted_prior(k, n).shrunken(k, n)
        covered.append(np.mean((low <= truth) & (truth <= high)))
    assert 0.92 <= np.mean(covered) <= 0.98


def test_rank__within_districts_and_in_each_period() -> None:
    table = groups(a1=(30, 100), a2=(10, 100), b1=(50, 100), b2=(20, 100))
    found = zs.rank_groups(estimates(table, by=["district", "village"], rollup=True),
                           within="district")  # fmt: skip
    assert found["village"].tolist() == ["a1", "a2", "b1", "b2"]
    assert found["rank"].tolist() == [1, 2, 1, 2]
    assert found["all"].tolist() == [20, 20, 35, 35]
    both = pd.concat([table.assign(month="1"), table.assign(month="2")])
    found = zs.rank_groups(estimates(both, period="month"))
    assert found["rank"].tolist() == [1, 2, 3, 4] * 2


def test_rank__of_hidden_groups_and_of_nobody_is_none() -> None:
    table = groups(a1=(2, 3), a2=(10, 100), a3=(10, 40), a4=(20, 50))
    found = zs.rank_groups(estimates(table, min_n=5))
    assert found["rank"].tolist()[:2] == [1, 2]
    assert found["rank"].isna().tolist() == [False, False, True, True]
    assert found["estimate"].isna().sum() == 2


def test_rank__of_a_survey_uses_its_errors() -> None:
    table = groups(a1=(120, 400), a2=(80, 400)).assign(cluster=lambda t: t.index // 40)
    simple = zs.rank_groups(estimates(table))
    # All of a cluster are alike: few clusters make it less sure.
    clustered = zs.rank_groups(estimates(table, cluster="cluster"))
    assert simple["rank_high"].tolist() == [1, 2]
    assert clustered["rank_high"].tolist() == [2, 2]


def test_rank__returns_the_kind_it_was_given(kind) -> None:
    table = kind.make(groups(a1=(30, 100), a2=(10, 100)).to_dict("list"))
    found = zs.rank_groups(zs.estimate_prevalence(table, by="village", conditions="stunting"))
    assert type(found) is type(table)
    assert kind.read(found)["rank"] == [1, 2]


def test_rank__of_groups_called_as_its_columns_is_refused() -> None:
    table = groups(a1=(30, 100), a2=(10, 100)).rename(columns={"village": "rank"})
    with pytest.raises(zs.ColumnError, match="cannot be called 'rank'"):
        zs.rank_groups(estimates(table, by="rank"))


def test_rank__where_all_are_hidden() -> None:
    found = zs.rank_groups(estimates(groups(a1=(1, 2), a2=(2, 3)), min_n=5))
    assert found["rank"].isna().all()


def test_wrong_calls__are_refused() -> None:
    table = groups(a1=(30, 100), a2=(10, 100))
    with pytest.raises(zs.UnknownNameError, match="unknown condition 'wasting'; known: stunting"):
        zs.rank_groups(estimates(table), "wasting")
    with pytest.raises(zs.ColumnError, match="no groups to rank"):
        zs.rank_groups(estimates(table, by=None))
    with pytest.raises(zs.ColumnError, match="column 'statistic' is missing"):
        zs.rank_groups(table)
    with pytest.raises(zs.ColumnError, match="column 'province' is missing"):
        zs.rank_groups(estimates(table), within="province")
