"""One child once."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import zscore as zs

VISIT = st.tuples(
    st.sampled_from(["Siti A", "SITI  a.", "Budi", "", None]),
    st.sampled_from(["f", "P", "m", None]),
    st.sampled_from(["2024-01-01", "2024-01-02", None]),
    st.sampled_from(["2026-01-05", "2026-01-06", "2026-02-01", None]),
    st.sampled_from(["Melati 1", "Mawar"]),
)


def table(visits: list[tuple]) -> dict:
    """Return visits as columns; each has a z of its own, so that it can be told which was kept."""
    names = ("child_name", "sex", "birth_date", "visit_date", "posyandu")
    columns = {name: [visit[i] for visit in visits] for i, name in enumerate(names)}
    return columns | {"haz": np.arange(len(visits)) / 100 - 3}


def kept(visits: list[tuple], rule: str, **options: object) -> list[int]:
    """Return which rows were counted, one cell of z each."""
    rows = table(visits)
    return sorted(
        i
        for i in range(len(visits))
        if zs.tally_children(
            rows | {"mark": [str(i == k) for k in range(len(visits))]}, "mark",
            one_per_child=rule, **options,
        ).keys[0].to_pylist().count("True")
    )  # fmt: skip


def naive(visits: list[tuple], rule: str) -> list[int]:
    """Return which rows to keep, one at a time."""
    chosen: dict = {}
    alone = []
    for i, (name, sex, birth, visit, posyandu) in enumerate(visits):
        plain = "".join(letter for letter in (name or "").casefold() if letter.isalnum())
        if not plain or sex is None or birth is None:
            alone.append(i)
            continue
        child = (plain, {"f": "f", "P": "f", "m": "m"}[sex], birth, posyandu)
        order = (visit or "", i)
        best = chosen.get(child)
        if best is None or (order > best if rule == "latest" else order < best):
            chosen[child] = order
    return sorted([*alone, *(i for _, i in chosen.values())])


@given(st.lists(VISIT, min_size=1, max_size=8), st.sampled_from(["latest", "first"]))
def test_one_per_child__keeps_what_the_naive_twin_keeps(visits: list, rule: str) -> None:
    assert kept(visits, rule) == naive(visits, rule)


def test_one_per_child__is_of_each_period() -> None:
    rows = table([("Siti", "f", "2024-01-01", day, "Mawar")
                  for day in ("2026-01-05", "2026-01-20", "2026-02-05")])  # fmt: skip
    tally = zs.tally_children(rows, period="month", one_per_child="latest")
    assert tally.keys[0].to_pylist() == ["2026-01", "2026-02"]
    assert tally.sums["rows"].tolist() == [1, 1]
    assert dict(tally.left_out) == {"same_child": 1}


@pytest.mark.parametrize(
    "ids", [["7", "7", "8", None], [7.0, 7.0, 8.0, np.nan], pd.array([7, 7, 8, None], "Int64")]
)
def test_child__is_any_column_that_tells(ids: object) -> None:
    rows = pd.DataFrame({"haz": [-2.5, -1.0, 0.0, 0.0], "id": ids})
    tally = zs.tally_children(rows, one_per_child="latest", child="id")
    assert (tally.n, tally.left_out["same_child"]) == (3, 1)


def test_child__that_is_a_placeholder_or_masked_is_nobody() -> None:
    ids = ["-", "-", "NA", "NA", "0000", "0000", "00030****", "00030****", "None", "None", "7", "7"]
    tally = zs.tally_children({"haz": [0.0] * 12, "id": ids}, one_per_child="latest", child="id")
    assert tally.left_out["same_child"] == 1


def test_nik__that_is_not_16_digits_is_nobodys() -> None:
    niks = ["9.99E+14", "9.99E+14", "327101460820001", "327101460820001", *["3271014608200001"] * 2]
    tally = zs.tally_children({"haz": [0.0] * 6, "nik": niks}, one_per_child="latest", child="nik")
    assert tally.left_out["same_child"] == 1


def test_child__is_the_same_whatever_the_type_of_its_id() -> None:
    from zscore.children.frames import Table
    from zscore.prevalence.children import identity_of

    numbers = [
        identity_of(Table({"id": ids}), ["id"], b"key")[0].tolist()
        for ids in (["7", "8"], [7, 8], [7.0, 8.0], np.array([7, 8], np.uint64))
    ]
    assert numbers[1:] == numbers[:1] * 3


def test_latest__by_the_day_of_birth_and_the_age_where_no_visit_is_given() -> None:
    ages = {"haz": [-2.5, 0.0], "id": [1, 1], "age_days": [600.0, 300.0]}
    mixed = ages | {"visit_date": [None, "2025-01-01"], "birth_date": ["2024-03-07"] * 2}
    for table in (ages, mixed):
        tally = zs.tally_children(table, one_per_child="latest", child="id",
                                  conditions="stunting")  # fmt: skip
        found = zs.estimate_prevalence(tally, statistics="prevalence")
        assert found["numerator"].tolist() == [1]


def test_child__too_old_at_the_latest_visit_is_there_with_the_one_before() -> None:
    rows = {"haz": [-2.5, 0.0], "id": [1, 1], "age_days": [1800.0, 1900.0]}
    tally = zs.tally_children(rows, one_per_child="latest", child="id", conditions="stunting")
    assert dict(tally.left_out) == {"age_outside": 1}
    found = zs.estimate_prevalence(tally, statistics="prevalence")
    assert found["estimate"].tolist() == [100.0]


def test_numbers__of_different_children_differ() -> None:
    """Of keys and ids that differ in little, as NIKs do; with a weaker mix a quarter met."""
    from zscore.children.frames import Table
    from zscore.prevalence.children import identity_of, mixed

    rng = np.random.default_rng(4)
    days, last = rng.integers(0, 1800, 20_000), rng.integers(1, 40, 20_000)
    dates = np.datetime64("2021-01-01") + days.astype("m8[D]")
    niks = sorted({
        f"099901{d.day + 40 * int(k % 2):02d}{d:%m%y}{k:04d}"
        for d, k in zip(dates.astype(object), last, strict=True)
    })  # fmt: skip
    pair = ["0999021807249383", "0999021409207387"]
    for seed in range(40):
        key = np.random.default_rng(seed).bytes(16)
        assert len(set(identity_of(Table({"nik": pair}), ["nik"], key)[0].tolist())) == 2
        if seed < 3:
            numbers = identity_of(Table({"nik": niks}), ["nik"], key)[0]
            assert len(np.unique(numbers)) == len(niks)
    grid = np.meshgrid(np.arange(20, 300) / 10, np.arange(400, 1200) / 10)
    weights, lengths = (values.ravel() for values in grid)
    number = mixed(np.zeros(len(weights), np.uint64), weights.view(np.uint64))
    assert len(np.unique(mixed(number, lengths.view(np.uint64)))) == len(weights)
