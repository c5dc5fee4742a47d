"""Delimited text as a grid of cells: encoding, delimiter and irregular rows.

Arrow reads regular files; a file with rows of other widths is read row by row
with the standard library, so that no row is lost.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import csv as arrow_csv

from zscore.errors import FileError
from zscore.files.grids import Grid
from zscore.files.limits import MAX_POSITIONS

DELIMITERS = (";", ",", "\t", "|")
_HEAD_RECORDS = 15
_FEW_DELIMITERS = 3  # so many may stand in an honest cell of several lines
_HEAD_CHARACTERS = 1 << 20  # holds the first records of any file
_LONGEST_CELL = (1 << 31) - 1  # a quote left open makes a cell of all that follows it
_MOST_COLUMNS = 16_384  # as in a workbook


def read_text_grid(path: Path) -> Grid:
    """Return the cells of a delimited text file.

    Raises
    ------
    FileError
        If a quotation mark that is never closed swallows rows.
    """
    csv.field_size_limit(_LONGEST_CELL)
    text = decoded(path.read_bytes())
    delimiter = delimiter_of(text)
    _refuse_spread(text, delimiter, path)
    cells, widths = _regular(text, delimiter) or _irregular(text, delimiter)
    _refuse_swallowed_rows(cells, text, delimiter, path)
    return Grid(sheet=None, cells=cells, widths=widths)


def decoded(data: bytes) -> str:
    """Return bytes as text: by their mark, else UTF-8, else Windows-1252."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    data = data.removeprefix(b"\xef\xbb\xbf")  # also where what follows is not UTF-8
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:  # five bytes have no meaning in Windows-1252
        return data.decode("latin-1")


def delimiter_of(text: str) -> str:
    """Return the delimiter that cuts the first records into most cells, and alike.

    Examples
    --------
    >>> delimiter_of("No;Berat;Tinggi\\n1;9,8;77,5\\n2;10,1;80,0")
    ';'
    """
    return max(DELIMITERS, key=lambda delimiter: _cuts(_head(text, delimiter)[0]))


def _cuts(records: list[list[str]]) -> int:
    """Return how many delimiters are where they are in most other records too."""
    width = _usual_width(records)
    return (width - 1) * sum(len(record) == width for record in records)


def _head(text: str, delimiter: str) -> tuple[list[list[str]], list[int]]:
    """Return the first records, and the number of lines up to the end of each."""
    reader = _reader(text[:_HEAD_CHARACTERS], delimiter)
    records, lines = [], []
    for record in reader:
        records.append(record)
        lines.append(reader.line_num)
        if len(records) == _HEAD_RECORDS:
            break
    return records, lines


def _reader(text: str, delimiter: str) -> Any:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _usual_width(records: list[list[str]]) -> int:
    filled = [record for record in records if any(record)]
    widths = Counter(len(record) for record in filled or records)
    return max(widths, key=lambda width: (widths[width], width), default=0)


def _regular(text: str, delimiter: str) -> tuple[pa.Table, NDArray[np.int64]] | None:
    """Do as _irregular, by Arrow; None if a row after the title rows has another width."""
    records, lines = _head(text, delimiter)
    width = _usual_width(records)
    titles = next((i for i, record in enumerate(records) if len(record) == width), 0)
    if any(len(record) > width for record in records[:titles]):
        return None
    names = [str(i) for i in range(width)]
    irregular = False

    def note_irregular(_row: arrow_csv.InvalidRow) -> str:
        nonlocal irregular
        irregular = True
        return "skip"

    try:
        cells = arrow_csv.read_csv(
            pa.BufferReader(text.encode()),
            arrow_csv.ReadOptions(column_names=names, skip_rows=lines[titles - 1] if titles else 0),
            arrow_csv.ParseOptions(
                delimiter=delimiter,
                newlines_in_values=True,
                ignore_empty_lines=False,
                invalid_row_handler=note_irregular,
            ),
            arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()),
                null_values=[""],
                strings_can_be_null=True,
            ),
        )
    except pa.ArrowInvalid:
        return None
    if irregular:
        return None
    widths = np.full(titles + cells.num_rows, width)
    widths[:titles] = [len(record) for record in records[:titles]]
    return pa.concat_tables([_padded(records[:titles], width), cells]), widths


def _irregular(text: str, delimiter: str) -> tuple[pa.Table, NDArray[np.int64]]:
    """Return the cells by the standard library, short rows filled up, and the rows' widths."""
    records = list(_reader(text, delimiter))
    widths = np.array([len(record) for record in records], np.int64)
    return _padded(records, int(widths.max(initial=0))), widths


def _padded(records: list[list[str]], width: int) -> pa.Table:
    columns = [
        pa.array(
            [record[i] or None if i < len(record) else None for record in records], pa.string()
        )
        for i in range(width)
    ]
    return pa.table(columns, names=[str(i) for i in range(width)])


def _refuse_spread(text: str, delimiter: str, path: Path) -> None:
    """Refuse lines so wide, or so many beside a wide one, that no memory holds the grid."""
    widest = lines = 0
    for line in io.StringIO(text):
        lines += 1
        widest = max(widest, line.count(delimiter) + 1)
    if widest > _MOST_COLUMNS:
        raise FileError("too_many_columns", file=path.name, n=widest, limit=_MOST_COLUMNS)
    cells = text.count(delimiter) + lines
    if widest * lines > MAX_POSITIONS and widest * lines > 2 * cells:
        raise FileError("too_many_cells", file=path.name, limit=MAX_POSITIONS)


def _refuse_swallowed_rows(cells: pa.Table, text: str, delimiter: str, path: Path) -> None:
    """Refuse a cell that holds line breaks and a whole row's delimiters: rows inside a quote."""
    whole_row = max(cells.num_columns - 1, _FEW_DELIMITERS)
    if text.count("\n") <= cells.num_rows:
        return
    for column in cells.columns:
        for row, value in enumerate(column.to_pylist()):
            if value and "\n" in value and value.count(delimiter) >= whole_row:
                raise FileError("quote_unclosed", file=path.name, row=row + 1)
