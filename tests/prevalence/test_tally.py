"""Tallies: sums that add up, whatever the blocks."""

from __future__ import annotations

import datetime as dt
import math
import pickle

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

import zscore as zs
from zscore.sums import counting

ROW = st.tuples(
    st.one_of(st.just(math.nan), st.integers(-700, 700).map(lambda h: h / 100)),
    st.sampled_from(["a", "b", "c", None]),
    st.sampled_from([0.0, 0.25, 1.0, 3.0]),
    st.sampled_from(["s", "t"]),
)


def table(rows: list[tuple]) -> dict:
    """Return rows as columns."""
    haz, village, weight, cluster = zip(*rows, strict=True) if rows else ((), (), (), ())
    return {
        "haz": np.array(haz, float),
        "village": list(village),
        "weight": np.array(weight, float),
        "cluster": list(cluster),
    }


def same(one: zs.Tally, other: zs.Tally, exact: bool = True) -> None:
    """Hold that two tallies have the same groups and sums."""
    assert [key.to_pylist() for key in one.keys] == [key.to_pylist() for key in other.keys]
    assert one.left_out == other.left_out
    for name, sums in one.sums.items():
        if exact or sums.dtype.kind == "i":
            np.testing.assert_array_equal(sums, other.sums[name], err_msg=name)
        else:
            np.testing.assert_allclose(sums, other.sums[name], rtol=1e-12, err_msg=name)


@given(st.lists(ROW, max_size=30), st.integers(0, 30), st.randoms())
def test_tally__of_blocks_in_any_order_is_that_of_the_table(rows, cut, random) -> None:
    whole = zs.tally_children(table(rows), "village")
    a, b = rows[:cut], rows[cut:]
    both = zs.tally_children(table(a), "village") + zs.tally_children(table(b), "village")
    same(both, whole)
    same(sum([zs.tally_children(table(part), "village") for part in (b, a)]), whole)
    shuffled = list(rows)
    random.shuffle(shuffled)
    same(zs.tally_children(table(shuffled), "village"), whole)


@given(st.lists(ROW, min_size=1, max_size=30), st.integers(0, 30))
def test_tally__of_a_survey_adds_up_too(rows, cut) -> None:
    design = {"by": "village", "weights": "weight", "cluster": "cluster"}
    whole = zs.tally_children(table(rows), **design)
    parts = [zs.tally_children(table(part), **design) for part in (rows[:cut], rows[cut:])]
    same(zs.Tally.of(parts), whole, exact=False)
    if any(row[1] for row in rows) and any(row[2] for row in rows):
        one, other = (zs.estimate_prevalence(tally) for tally in (whole, zs.Tally.of(parts)))
        pd.testing.assert_frame_equal(one, other, rtol=1e-9, check_categorical=False)


@pytest.mark.parametrize("threads", [1, 2, 5])
@pytest.mark.parametrize("rows", [7, 1000, 100_000])
def test_tally__does_not_depend_on_threads_and_blocks(threads, rows, monkeypatch, jit) -> None:
    rng = np.random.default_rng(3)
    n = 30_000 if jit else 300
    children = {
        "haz": np.round(rng.normal(-1, 1.5, n), 2),
        "whz": np.round(rng.normal(0, 1.5, n), 2),
        # More groups than the first table of them has room for.
        "village": rng.integers(0, 9000, n),
        "province": rng.choice(["north", "south"], n),
    }
    whole = zs.tally_children(children, ["province", "village"], threads=1)
    monkeypatch.setattr(counting, "BLOCK_ROWS", rows if jit else rows // 100 + 1)
    same(zs.tally_children(children, ["province", "village"], threads=threads), whole)


def test_tally__counts_what_pandas_counts() -> None:
    rng = np.random.default_rng(4)
    n = 5000
    children = pd.DataFrame(
        {"haz": np.round(rng.normal(-1, 1.5, n), 2), "v": rng.integers(0, 50, n)}
    )
    found = zs.estimate_prevalence(children, by="v", conditions="stunting").query(
        "statistic == 'prevalence'"
    )
    plausible = children[children["haz"].between(-6, 6)]
    expected = plausible.assign(k=plausible["haz"] < -2).groupby("v")["k"].agg(["sum", "count"])
    assert found["v"].tolist() == expected.index.tolist()
    assert found["numerator"].tolist() == expected["sum"].tolist()
    assert found["n"].tolist() == expected["count"].tolist()


def test_tally__of_ids_of_several_types_joins_them_as_texts() -> None:
    numbers = zs.tally_children({"haz": [0.0], "village": np.array([7])}, "village")
    texts = zs.tally_children({"haz": [0.0], "village": ["7"]}, "village")
    both = numbers + texts
    assert (both.keys[0].to_pylist(), both.n) == (["7"], 2)


def test_tally__of_one_day_told_in_several_units_is_one_group() -> None:
    day = [dt.datetime(2025, 1, 5), dt.datetime(2025, 2, 5)]
    blocks = [pa.table({"haz": [-2.5, -1.0], "k": pa.array(day, pa.timestamp(unit))})
              for unit in ("s", "ns", "ms", "us")]  # fmt: skip
    tally = sum(zs.tally_children(block, "k") for block in blocks)
    assert [key.to_pylist() for key in tally.keys] == [day]
    assert tally.sums["rows"].tolist() == [4, 4]


def test_tally__of_numbers_that_are_too_large_to_be_whole() -> None:
    for first, second in (([1.5, 2.0], [2**60 + 1, 2]), ([1e300, 2.0], [1, 2])):
        blocks = [{"haz": [-2.5, -1.0], "k": k} for k in (first, second)]
        tally = sum(zs.tally_children(block, "k") for block in blocks)
        assert tally.keys[0].to_pylist() == sorted({*first, *map(float, second)})


def test_tally__of_groups_that_are_missing_in_a_block() -> None:
    none = zs.tally_children({"haz": [0.0], "village": [None]}, "village")
    some = zs.tally_children({"haz": [0.0], "village": ["a"]}, "village")
    both = none + some
    assert both.keys[0].to_pylist() == ["a", None]
    found = zs.estimate_prevalence(both, statistics="prevalence")
    assert (
        sorted(found["village"].unique(), key=str) == ["a", None] or found["village"].isna().sum()
    )


def test_tally__says_what_it_is() -> None:
    tally = zs.tally_children({"haz": [-2.5, 0.0], "village": ["a", "b"]}, "village")
    assert repr(tally) == "Tally(2 rows, 2 groups by village)"


def test_tally__can_travel() -> None:
    tally = zs.tally_children({"haz": [-2.5, 0.0], "village": ["a", "b"]}, "village")
    same(pickle.loads(pickle.dumps(tally)) + tally, tally + tally)  # noqa: S301


def test_tallies_of_other_things__do_not_add_up() -> None:
    one = zs.tally_children({"haz": [0.0], "village": ["a"]}, "village")
    with pytest.raises(zs.TableError, match="count different things"):
        one + zs.tally_children({"haz": [0.0]})
    with pytest.raises(zs.TableError, match="count different things"):
        one + zs.tally_children({"haz": [0.0], "whz": [0.0], "village": ["a"]}, "village")
    with pytest.raises(zs.TableError, match="no tallies"):
        zs.Tally.of([])
    with pytest.raises(TypeError):
        1 + one
    with pytest.raises(TypeError):
        one + 1


@pytest.mark.parametrize(
    "column",
    [
        pa.chunked_array([pa.array(["b", "a", None]).dictionary_encode(),
                          pa.array(["a", "b", "c"]).dictionary_encode()]),
        pa.chunked_array([["b", "a", None], ["a", " b ", "c"]]),
        pa.chunked_array([pa.array(["b", "a", ""], pa.large_string()),
                          pa.array(["a", "b", "c"], pa.large_string())]),
        pa.chunked_array([pa.array(["b", "a", " "], pa.string_view()),
                          pa.array(["a", "b", "c"], pa.string_view())]),
        pa.chunked_array([pa.DictionaryArray.from_arrays(pa.array([0, 1, 3, 1, 2, 4]),
                                                         pa.array(["b", "a", "b", None, "c"]))]),
    ],
    ids=["dictionaries", "texts", "large", "views", "doubled"],
)  # fmt: skip
def test_groups__of_any_kind_of_text(column) -> None:
    children = pa.table({"haz": pa.array([-3.5] * 6), "village": column})
    tally = zs.tally_children(children, "village", conditions="stunting")
    assert tally.keys[0].to_pylist() == ["a", "b", "c", None]
    assert tally.sums["rows"].tolist() == [2, 2, 1, 1]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([3, 1, 3], [1, 3]),
        ([2.5, math.nan, -1.0], [-1.0, 2.5, None]),
        ([True, False, True], [False, True]),
        (np.array(["2026-02-01", "NaT", "2026-01-01"], "M8[D]"), None),
    ],
)
def test_groups__of_numbers_and_dates(values, expected) -> None:
    tally = zs.tally_children({"haz": [0.0] * 3, "group": values}, "group")
    groups = tally.keys[0].to_pylist()
    assert groups == expected if expected else [str(day) for day in groups] == [
        "2026-01-01", "2026-02-01", "None",
    ]  # fmt: skip


def test_groups__of_more_paths_than_a_number_has_room_for(monkeypatch) -> None:
    from zscore.sums import keys

    rng = np.random.default_rng(5)
    children = {"haz": np.zeros(500)} | {f"k{i}": rng.integers(0, 5, 500) for i in range(6)}
    by = [f"k{i}" for i in range(6)]
    whole = zs.tally_children(children, by)
    monkeypatch.setattr(keys, "_ROOM", 2000)
    same(zs.tally_children(children, by), whole)
    assert whole.n == 500


def test_groups__that_are_numbers_stay_numbers_in_any_blocks() -> None:
    blocks = [{"haz": [0.0], "m": np.array([10], np.int32)}, {"haz": [0.0], "m": np.array([2])},
              {"haz": [0.0, 0.0], "m": [1.0, math.nan]}]  # fmt: skip
    assert sum(zs.tally_children(b, "m") for b in blocks).keys[0].to_pylist() == [1, 2, 10, None]
    blocks.append({"haz": [0.0], "m": [2.5]})
    whole = sum(zs.tally_children(b, "m") for b in blocks)
    assert whole.keys[0].to_pylist() == [1.0, 2.0, 2.5, 10.0, None]


def test_groups__of_digits_sort_as_numbers() -> None:
    tally = zs.tally_children({"haz": [0.0] * 3, "m": ["10", "2", "1"]}, "m")
    assert tally.keys[0].to_pylist() == ["1", "2", "10"]


def test_groups__that_are_blank_are_one() -> None:
    groups = ["-", " ", "NA", "n/a", "nan", "<NA>", None, "None"]
    tally = zs.tally_children({"haz": [0.0] * 8, "g": groups}, "g")
    assert tally.keys[0].to_pylist() == ["None", None]


def test_groups__of_lists_are_refused() -> None:
    table = pa.table({"haz": [0.0], "g": pa.array([[1]])})
    with pytest.raises(zs.ColumnError, match="column 'g' holds list"):
        zs.tally_children(table, "g")


def test_threads__that_are_none_are_refused() -> None:
    with pytest.raises(zs.ParameterError, match="threads is -1"):
        zs.tally_children({"haz": [0.0]}, threads=-1)


def test_tally__of_blocks_of_one_cluster_each_has_no_other_sums() -> None:
    rows = [(math.nan, "a", 0.0, "s"), (-2.5, "a", 1.0, "t")]
    design = {"by": "village", "weights": "weight", "cluster": "cluster"}
    whole = zs.tally_children(table(rows), **design)
    parts = [zs.tally_children(table([row]), **design) for row in rows]
    assert set(parts[0].sums) > set(whole.sums)
    assert set(zs.Tally.of(parts).sums) == set(whole.sums)
    assert set(zs.Tally.of(parts[:1]).sums) == set(parts[0].sums)
