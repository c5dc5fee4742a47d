"""Cells as text."""

from __future__ import annotations

import datetime

import pytest

from zscore.files.cell_text import text_of_cell


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (2.0**53, "9007199254740992"),
        (-(2.0**62), "-4611686018427387904"),
        (2.0**63, "9.223372036854776e+18"),
        (-0.0, "0"),
        (0.1, "0.1"),
        (7, "7"),
        (2**63, "9.223372036854776e+18"),
        (None, None),
        (" ", " "),
        (datetime.date(2020, 1, 2), "2020-01-02"),
        (datetime.datetime(1900, 1, 1, 0, 0, 1), "1900-01-01 00:00:01"),
        (datetime.time(7, 5), "07:05:00"),
    ],
)
def test_text_of_cell__alters_nothing(cell: object, text: str | None) -> None:
    assert text_of_cell(cell) == text
