"""The different texts of a column."""

from __future__ import annotations

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from zscore.children.arrow_columns import distinct

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
