"""Texts as numbers, against Arrow's own dictionaries."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zscore.children.arrays import _few_short, distinct
from zscore.children.kernels import LONGEST_SHORT, MOST_TEXTS, take_codes

KINDS = (pa.string(), pa.large_string(), pa.string_view())
SHORT = st.text(st.characters(codec="utf-8"), max_size=4)
TEXTS = st.lists(st.none() | SHORT, max_size=30)


@given(chunks=st.lists(TEXTS, max_size=4), cut=st.integers(0, 5), kind=st.sampled_from(KINDS))
def test_distinct__gives_each_row_its_text(
    chunks: list[list[str | None]], cut: int, kind: pa.DataType
) -> None:
    array = pa.chunked_array([pa.array(chunk, kind) for chunk in chunks], kind).slice(cut)
    texts, which = distinct(array)
    assert texts[-1] is None
    assert len(set(texts)) == len(texts)
    assert [texts[i] for i in which] == array.to_pylist()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("length", range(LONGEST_SHORT + 3))
@pytest.mark.parametrize("before", range(9))
def test_few_short__reads_texts_of_every_length_at_every_place(
    kind: pa.DataType, length: int, before: int
) -> None:
    one, other = "x" * length, ("x" * length)[:-1] + "\0"
    given = ["é" * before, one, other, None, "", one]
    found = _few_short(pa.chunked_array([pa.array(given, kind).slice(1)]))
    if length > LONGEST_SHORT:
        assert found is None
    else:
        assert found is not None
        texts, which = found
        assert [texts[i] for i in which] == given[1:]


@pytest.mark.parametrize("nulls", [0, 1])
@pytest.mark.parametrize("n", [MOST_TEXTS - 2, MOST_TEXTS, MOST_TEXTS + 1])
def test_few_short__counts_none_among_the_texts(n: int, nulls: int) -> None:
    given = [f"{i:x}" for i in range(n)] * 3 + [None] * nulls
    array = pa.chunked_array([given])
    few = _few_short(array)
    assert (few is not None) == (n + 2 * nulls <= MOST_TEXTS)  # a null's place holds an empty text
    texts, which = distinct(array)
    assert [texts[i] for i in which] == given


def test_few_short__of_texts_that_share_a_place_among_the_slots() -> None:
    rng = np.random.default_rng(1)
    words = [f"{a:03d}{b:03d}" for a, b in rng.integers(0, 1000, (250, 2))]
    given = list(rng.choice(words, 20_000))
    found = _few_short(pa.chunked_array([given]))
    assert found is not None
    texts, which = found
    assert [texts[i] for i in which] == given


def test_take_codes() -> None:
    out = np.empty(3, np.int8)
    take_codes(np.array([5, -1], np.int8), np.array([1, 0, 1], np.uint8), out)
    assert out.tolist() == [-1, 5, -1]
