"""Columns of text that are exact numbers."""

from __future__ import annotations

import pyarrow as pa
import pytest

from zscore.files.numbers import ExactNumbers


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        (["1", "22", None], pa.int64()),
        (["1.5", "-0.07"], pa.float64()),
        (["10.3999996185303"], pa.float64()),
        (["007"], None),
        (["10.40", "1.5"], None),
        (["3271014608200001"], None),
        (["12345678901234.123456"], None),
        (["-0"], None),
        (["1", "x"], None),
        (["1e5"], None),
        ([None], None),
    ],
)
def test_exact_numbers__only_where_nothing_changes(
    texts: list[str | None], kind: pa.DataType | None
) -> None:
    for block in (len(texts), 1):
        numbers = ExactNumbers()
        for start in range(0, len(texts), block):
            some = pa.array(texts[start : start + block], pa.string())
            numbers.observe("a", pa.chunked_array([some]))
        assert numbers.kind_of("a") == kind
    assert numbers.kind_of("b") is None
