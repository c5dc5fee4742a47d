"""Conversion of workbook and survey cells to text, without rounding, stripping or guessing."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pyarrow as pa

Cell = str | float | int | bool | datetime.date | datetime.time | datetime.timedelta | None


class TextSheet(NamedTuple):
    """A sheet as sent by the reading process: columns of text, in blocks of rows."""

    name: str | None
    first_row: int  # as in Grid: 0 if the first row is made of column names
    schema: pa.Schema
    batches: Iterator[pa.RecordBatch]


def text_of_column(column: tuple[Cell, ...]) -> pa.Array:
    """Return the texts of one column."""
    kinds = set(map(type, column))
    if kinds == {str}:
        return pa.array([cell or None for cell in column], pa.string())
    if bool in kinds:  # True is 1 to a dict
        return pa.array(map(text_of_cell, column), pa.string(), size=len(column))
    # Weights and dates repeat often: this halves the time.
    return pa.array(map(_Seen().__getitem__, column), pa.string(), size=len(column))


def text_of_cell(cell: Cell) -> str | None:
    """Return a cell as text.

    Whole numbers keep all their digits, so that an identity number stored as a
    number does not become 3.27e+15; dates have a time only if the cell has one.

    Examples
    --------
    >>> text_of_cell(3271014608200001.0), text_of_cell(9.5), text_of_cell(True)
    ('3271014608200001', '9.5', 'TRUE')
    >>> text_of_cell(datetime.datetime(2020, 1, 2)), text_of_cell("")
    ('2020-01-02', None)
    """
    return _TEXT_OF[type(cell)](cell)


class _Seen(dict[Cell, str | None]):
    """The text of each cell met so far."""

    def __missing__(self, cell: Cell) -> str | None:
        text = self[cell] = text_of_cell(cell)
        return text


def _text_of_number(number: float) -> str:
    whole = -(2.0**63) < number < 2.0**63 and number.is_integer()
    return str(int(number)) if whole else repr(number)


def _text_of_datetime(moment: datetime.datetime) -> str:
    shown = moment.isoformat(" ", "seconds")
    return shown.removesuffix(" 00:00:00")


_TEXT_OF: dict[type, Callable[[Any], str | None]] = {
    str: lambda text: text or None,
    type(None): lambda _: None,
    bool: lambda truth: "TRUE" if truth else "FALSE",
    int: lambda number: str(number) if abs(number) < 2**63 else repr(float(number)),
    float: _text_of_number,
    datetime.datetime: _text_of_datetime,
    datetime.date: datetime.date.isoformat,
    datetime.time: datetime.time.isoformat,
    datetime.timedelta: str,
}
