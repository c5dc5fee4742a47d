"""A tally that travels as rows is the same tally."""

from __future__ import annotations

import itertools

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from zscore.prevalence import tally_rows
from zscore.prevalence.tally import Tally, tally_children
from zscore.prevalence.tally_rows import REASON, SUMS, rows_of, tally_of

DESIGN = {"weights": "weight", "strata": "stratum", "cluster": "cluster"}


def children(n: int, seed: int = 1) -> pa.Table:
    """Return scored children; some in no village, some without a weight or an age."""
    rng = np.random.default_rng(seed)
    some = rng.random(n) < 0.1
    village = rng.integers(0, 30, n)
    return pa.table({
        "haz": pa.array(rng.normal(-1, 1.2, n).round(2), mask=some),
        "whz": rng.normal(0, 1, n).round(2),
        "age_days": rng.integers(-50, 2000, n),
        "village": pa.array(village, mask=some),
        "weight": np.where(rng.random(n) < 0.1, np.nan, rng.uniform(0.5, 2, n)),
        "stratum": village % 3, "cluster": village,
    })  # fmt: skip


def assert_equal(found: Tally, expected: Tally) -> None:
    """Hold all sums, keys and reasons of two tallies to the last bit."""
    assert found.left_out == expected.left_out
    assert found.sums.keys() == expected.sums.keys()
    for name, sums in expected.sums.items():
        np.testing.assert_array_equal(found.sums[name], sums, err_msg=name)
        assert found.sums[name].dtype == sums.dtype
    for ours, theirs in zip(found.keys, expected.keys, strict=True):
        assert ours.equals(theirs)


@pytest.mark.parametrize("design", [{}, DESIGN], ids=["census", "survey"])
@pytest.mark.parametrize("n", [0, 1, 500])
def test_tally_of__is_the_tally_that_became_rows(design: dict, n: int) -> None:
    nobody = tally_children(children(0), "village", **design)
    tally = tally_children(children(n), "village", **design)
    rows = rows_of(tally, nobody)
    assert rows.num_rows == len(tally.sums["rows"]) + len(tally.left_out)
    assert rows.schema == rows_of(nobody, nobody).schema
    assert_equal(tally_of(rows, nobody), Tally.of([nobody, tally]))


def test_tally_of__adds_up_what_is_of_one_group(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tally_rows, "_ROWS", 7)  # so that the sums are in several chunks
    parts = [children(200, seed) for seed in range(3)]
    nobody = tally_children(parts[0].slice(0, 0), "village")
    tallies = [tally_children(part, "village") for part in parts]
    rows = pa.concat_tables([rows_of(tally, nobody) for tally in tallies])
    assert rows.column(SUMS).num_chunks > 3
    assert_equal(tally_of(rows, nobody), Tally.of([nobody, *tallies]))
    # In any cuts, as a shuffle makes them.
    ends = [0, 5, 5, 40, rows.num_rows]
    cut = [rows.slice(a, b - a) for a, b in itertools.pairwise(ends)]
    found = Tally.of([tally_of(part, nobody) for part in cut])
    assert_equal(found, Tally.of([nobody, *tallies]))


def test_rows_of__tells_of_no_child() -> None:
    tally = tally_children(children(50), "village")
    names = rows_of(tally, tally).column_names
    assert names == ["key_0", REASON, "left_out", SUMS]


def test_tally_of__a_sum_that_one_tally_has_not_is_in_none() -> None:
    """Squares of weights are kept only where all children are in one cluster."""
    scored = children(100)
    nobody = tally_children(scored.slice(0, 0), "village", **DESIGN)
    one = tally_children(scored.filter(pc.equal(scored.column("cluster"), 3)), "village", **DESIGN)
    several = tally_children(scored, "village", **DESIGN)
    assert "squares" in one.sums.keys() - several.sums.keys()
    assert_equal(tally_of(rows_of(one, nobody), nobody), Tally.of([nobody, one]))
    both = pa.concat_tables([rows_of(one, nobody), rows_of(several, nobody)])
    assert_equal(tally_of(both, nobody), Tally.of([one, several]))
