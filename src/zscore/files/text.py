"""Delimited text as a sheet of cells: delimiter, title rows and irregular rows.

Arrow reads the rows as long as they are regular; from the first irregular row on, the
standard library does, so that no row is lost. Neither loads the file into memory.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from zscore.errors import FileError
from zscore.files.encodings import AsUtf8, encoding_of, opened
from zscore.files.grids import BLOCK_BYTES, BLOCK_ROWS, HEAD_ROWS, Grid, Sheet, text_bytes
from zscore.files.limits import MAX_COLUMNS, MAX_SHEET_COLUMNS

DELIMITERS = (";", ",", "\t", "|")
_FEW_DELIMITERS = 3  # at most so many in an honest cell of several lines
_HEAD_CHARACTERS = 1 << 20  # holds the first records of any file
_SAMPLE_RECORDS = 1_000
_LONGEST_LINE = 1 << 26  # [bytes]; 16,384 columns of 4,000 each
_LONGEST_CELL = 1 << 24  # an unclosed quote makes one cell of all the rest
_CELLS_AT_ONCE = 500_000  # as Python objects some 40 MB
# Size of the blocks Arrow parses. Each column is parsed separately: blocks of 16 MB fall out of
# the cache, and reading takes more than twice as long. Arrow reads 32 blocks ahead.
_PARSED_BYTES = 1 << 20
_DICTIONARY = pa.dictionary(pa.int32(), pa.string())


@dataclass(frozen=True, kw_only=True)
class _Probe:
    """Properties of a text file found by probing it."""

    path: Path
    encoding: str
    quoted: bool  # whether it has a quotation mark
    delimiter: str
    width: int  # cells per row in the first rows; further cells have no heading
    titles: list[list[str]]  # the records before the first of the usual width, including blank ones
    title_lines: int
    regular: bool  # whether Arrow can read the first rows
    repeating: frozenset[int]  # columns with many repeated texts


def open_text(path: Path) -> Sheet:
    """Return a delimited text file as a sheet that keeps at most a block in memory.

    Raises
    ------
    FileError
        If a row has too many columns; during reading, if an unclosed quotation mark
        swallows rows.
    """
    csv.field_size_limit(_LONGEST_CELL)
    encoding, quoted = encoding_of(path, _LONGEST_LINE)
    with opened(path, encoding) as file:
        text = file.read(_HEAD_CHARACTERS)
    delimiter = delimiter_of(text)
    blank, records, lines = _head(text, delimiter, HEAD_ROWS)
    usual, width = _usual_width(records), max(map(len, records), default=0)
    filled = max((i for record in records for i, cell in enumerate(record, 1) if cell), default=0)
    for n, limit in ((filled, MAX_COLUMNS), (width, MAX_SHEET_COLUMNS)):
        if n > limit:
            raise FileError("too_many_columns", file=path.name, n=n, limit=limit)
    titles = next((i for i, record in enumerate(records) if len(record) == usual), 0)
    probe = _Probe(
        path=path,
        encoding=encoding,
        quoted=quoted,
        delimiter=delimiter,
        width=width,
        titles=records[:titles],
        title_lines=lines[titles - 1] if titles else 0,
        regular=width == usual,
        repeating=_repeating(_head(text, delimiter, _SAMPLE_RECORDS)[1], width),
    )
    return Sheet(
        name=None,
        head=_grid(records[blank:], range(width), first_row=1 + blank),
        blocks=lambda indices: _all_rows(probe, range(width) if indices is None else indices),
    )


def delimiter_of(text: str) -> str:
    """Return the delimiter that splits the first records into the most cells, consistently.

    Examples
    --------
    >>> delimiter_of("No;Berat;Tinggi\\n1;9,8;77,5\\n2;10,1;80,0")
    ';'
    """
    return max(DELIMITERS, key=lambda delimiter: _cuts(_head(text, delimiter, HEAD_ROWS)[1]))


def _cuts(records: list[list[str]]) -> int:
    """Return the number of delimiters in records of the usual width."""
    width = _usual_width(records)
    return (width - 1) * sum(len(record) == width for record in records)


def _head(text: str, delimiter: str, n: int) -> tuple[int, list[list[str]], list[int]]:
    """Return the number of blank records at the top, these and the next ``n`` records, and the
    number of lines up to the end of each.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    blank = 0
    records: list[list[str]] = []
    lines = []
    for record in reader:
        if blank == len(records) and not any(map(str.strip, record)):
            blank += 1
        records.append(record)
        lines.append(reader.line_num)
        if len(records) - blank == n:
            break
    return blank, records, lines


def _usual_width(records: list[list[str]]) -> int:
    filled = [record for record in records if any(record)]
    widths = Counter(len(record) for record in filled or records)
    return max(widths, key=lambda width: (widths[width], width), default=0)


def _repeating(sample: list[list[str]], width: int) -> frozenset[int]:
    """Return the columns with at most half as many distinct texts as rows."""
    different = [{record[i] for record in sample if i < len(record)} for i in range(width)]
    return frozenset(i for i in range(width) if 2 * len(different[i]) <= len(sample))


# --- blocks of rows ----------------------------------------------------------------------


def _all_rows(probe: _Probe, indices: Sequence[int]) -> Iterator[Grid]:
    """Yield some columns of all rows."""
    read = 0
    try:
        for cells in _gathered(_regular_rows(probe, indices)) if probe.regular else ():
            widths = np.full(cells.num_rows, probe.width)
            if read == 0:
                widths[: len(probe.titles)] = [len(record) for record in probe.titles]
            grid = Grid(cells=cells, first_row=1 + read, widths=widths)
            read += cells.num_rows
            _refuse_swallowed_rows(grid, probe)
            yield grid
        done = probe.regular
    except pa.ArrowInvalid:  # a row of another width: from here row by row
        done = False
    if not done:
        yield from _any_rows(probe, indices, read)


def _regular_rows(probe: _Probe, indices: Sequence[int]) -> Iterator[pa.Table]:
    """Yield the titles, then blocks of rows as long as all have the usual width.

    Raises
    ------
    pyarrow.ArrowInvalid
        At the first row of another width.
    """
    names = [str(i) for i in range(probe.width)]
    wanted = [names[i] for i in indices]
    kinds = {names[i]: _DICTIONARY if i in probe.repeating else pa.string() for i in indices}
    yield _grid(probe.titles, indices, first_row=1).cells.cast(pa.schema(kinds))
    plain = probe.encoding == "utf-8"
    with probe.path.open("rb") if plain else AsUtf8(probe.path, probe.encoding) as file:
        reader = arrow_csv.open_csv(
            file,
            arrow_csv.ReadOptions(
                column_names=names, skip_rows=probe.title_lines, block_size=_PARSED_BYTES
            ),
            arrow_csv.ParseOptions(
                delimiter=probe.delimiter, newlines_in_values=probe.quoted, ignore_empty_lines=False
            ),
            arrow_csv.ConvertOptions(
                column_types=kinds,
                include_columns=wanted,
                null_values=[""],
                strings_can_be_null=True,
            ),
        )
        for batch in reader:
            yield pa.Table.from_batches([batch])


def _gathered(tables: Iterator[pa.Table]) -> Iterator[pa.Table]:
    """Join small tables into blocks."""
    some: list[pa.Table] = []
    rows = size = 0
    irregular: pa.ArrowInvalid | None = None
    try:
        for table in tables:
            some.append(table)
            rows, size = rows + table.num_rows, size + text_bytes(table)
            if rows >= BLOCK_ROWS or size >= BLOCK_BYTES:
                yield pa.concat_tables(some)
                some, rows, size = [], 0, 0
    except pa.ArrowInvalid as error:
        irregular = error
    if rows:
        yield pa.concat_tables(some)
    if irregular is not None:
        raise irregular


def _any_rows(probe: _Probe, indices: Sequence[int], read: int) -> Iterator[Grid]:
    """Yield the rows after the first ``read``, of any width."""
    last: list[str] = []
    with opened(probe.path, probe.encoding) as file:
        records = islice(csv.reader(file, delimiter=probe.delimiter), read, None)
        try:
            while some := list(_some_of(records, probe.width)):
                _refuse_swallowed_cells(some, probe, 1 + read)
                _refuse_other_delimiters(some, probe, 1 + read)
                yield _grid(some, indices, first_row=1 + read)
                read += len(some)
                last = some[-1]
            _refuse_cut_row(last, probe, read)
        except csv.Error:  # a cell that is too long
            if not probe.quoted:
                raise FileError(
                    "line_too_long", file=probe.path.name, limit=_LONGEST_CELL >> 20
                ) from None
            raise FileError("quote_unclosed", file=probe.path.name, row=1 + read) from None


def _some_of(records: Iterator[list[str]], width: int) -> Iterator[list[str]]:
    """Yield records until a block is full."""
    characters = 0
    for record in islice(records, max(1, _CELLS_AT_ONCE // max(width, 1))):
        yield record
        characters += sum(map(len, record))
        if characters >= BLOCK_BYTES:
            return


def _grid(records: list[list[str]], indices: Sequence[int], *, first_row: int) -> Grid:
    """Return some columns of records; short records are padded."""
    columns = {
        str(i): pa.array(
            [record[i] or None if i < len(record) else None for record in records], pa.string()
        )
        for i in indices
    }
    widths = np.array([len(record) for record in records], np.int64)
    return Grid(cells=pa.table(columns), first_row=first_row, widths=widths)


def _refuse_swallowed_rows(grid: Grid, probe: _Probe) -> None:
    """Refuse a cell with line breaks and as many delimiters as a row: rows inside a quote."""
    if not probe.quoted:
        return
    for column in grid.cells.columns:
        for chunk in column.chunks:
            words = chunk.dictionary if pa.types.is_dictionary(chunk.type) else chunk
            lines = pc.or_(pc.match_substring(words, "\n"), pc.match_substring(words, "\r"))
            several_lines = [text for text in words.filter(lines).to_pylist() if text]
            if any(_holds_rows(text, probe) for text in several_lines):
                row = grid.first_row + _first_row_of(column, several_lines)
                raise FileError("quote_unclosed", file=probe.path.name, row=row)


def _refuse_swallowed_cells(records: list[list[str]], probe: _Probe, first_row: int) -> None:
    """Do the same for records, which may have more cells than columns."""
    for i, record in enumerate(records) if probe.quoted else ():
        if any(("\n" in cell or "\r" in cell) and _holds_rows(cell, probe) for cell in record):
            raise FileError("quote_unclosed", file=probe.path.name, row=first_row + i)


def _refuse_other_delimiters(records: list[list[str]], probe: _Probe, first_row: int) -> None:
    """Refuse a row of one cell that another delimiter would split into the usual number."""
    others = [delimiter for delimiter in DELIMITERS if delimiter != probe.delimiter]
    least = max(probe.width - 2, _FEW_DELIMITERS)
    for i, record in enumerate(records):
        if len(record) == 1 and any(record[0].count(other) >= least for other in others):
            raise FileError("delimiter_changes", file=probe.path.name, row=first_row + i)


def _refuse_cut_row(last: list[str], probe: _Probe, row: int) -> None:
    """Refuse a file that ends within a row, because its last number may have lost digits."""
    if not probe.regular or not 1 < len(last) < probe.width:
        return
    with probe.path.open("rb") as file:
        file.seek(-2, 2)  # a line break of two bytes in UTF-16
        if not set(b"\n\r") & set(file.read()):
            values = {"row": row, "n": len(last), "columns": probe.width}
            raise FileError("last_row_cut", file=probe.path.name, **values)


def _holds_rows(text: str, probe: _Probe) -> bool:
    return text.count(probe.delimiter) >= max(probe.width - 1, _FEW_DELIMITERS)


def _first_row_of(column: pa.ChunkedArray, texts: list[str]) -> int:
    return int(pc.index(pc.is_in(column.cast(pa.string()), pa.array(texts)), True).as_py())
