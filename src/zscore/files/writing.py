"""Write a table to csv, Parquet or xlsx: atomically, and without live formulas.

A reader never sees half a file: it is written beside its place under another
name, flushed to the disk, and renamed. Text that a spreadsheet would run as a
formula is escaped with an apostrophe; numbers stay numbers.
"""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv, parquet

from zscore.errors import OutputError
from zscore.files.grids import text_column

_FORMULA = r"(?s)^([=+@\t\r\n]|-.)"  # a dash alone is how people write that nothing is there
_NUMBER = r"^[+-]?[0-9]+([.,][0-9]+)?([eE][+-]?[0-9]+)?$"
_PLAIN_NUMBER = r"^-?[0-9]{1,15}(\.[0-9]{1,15})?$"
_XLSX_FIRST_YEAR, _XLSX_LAST_YEAR = 1901, 9999  # the days a spreadsheet knows
_XLSX_ROWS, _XLSX_COLUMNS, _XLSX_CHARACTERS = 1_048_576, 16_384, 32_767


def check_output(path: Path, *, force: bool) -> None:
    """Refuse an output that cannot be written, before any work is done.

    Raises
    ------
    OutputError
        If the ending is not known, the folder is missing, or the file exists.
    """
    if path.suffix.lower() not in _WRITERS:
        raise OutputError("output_ending", file=path.name, known=", ".join(_WRITERS))
    try:
        if not path.parent.is_dir():
            raise OutputError("output_folder", file=path.name, folder=str(path.parent))
        if path.is_dir():
            raise OutputError("output_is_folder", file=path.name)
        if path.exists() and not force:
            raise OutputError("output_exists", file=path.name)
    except OSError as error:  # a name too long, for one
        raise OutputError("output_failed", file=path.name, why=error.strerror or "") from None


def write_table(table: pa.Table, path: Path, *, force: bool = False) -> None:
    """Write ``table`` to ``path``, whose ending says how.

    Raises
    ------
    OutputError
        As check_output; or if the file cannot hold the table, or the disk refuses.
    """
    check_output(path, force=force)
    try:
        # A folder of its own beside the output: on the same disk, readable by nobody else, and
        # gone with all that a writer leaves in it.
        with tempfile.TemporaryDirectory(prefix=".zscore-", dir=path.parent) as folder:
            part = Path(folder, f"part{path.suffix.lower()}")
            _WRITERS[path.suffix.lower()](table, part)
            with part.open("rb+") as file:
                os.fsync(file.fileno())
            _put_in_place(part, path, force)
    except OSError as error:
        raise OutputError("output_failed", file=path.name, why=error.strerror or "") from error


def _put_in_place(part: Path, path: Path, force: bool) -> None:
    if force:
        part.replace(path)
    else:
        try:
            os.link(part, path)  # unlike a rename, fails if the file has come to exist meanwhile
        except FileExistsError:
            raise OutputError("output_exists", file=path.name) from None
        except OSError:  # a file system without hard links
            part.replace(path)
    with suppress(OSError):  # not every system lets a folder be flushed
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def escaped(texts: Any) -> Any:
    """Return an Arrow column of texts with those that would be formulas escaped.

    Examples
    --------
    >>> escaped(pa.chunked_array([["=1+1", "-1.5", "@x", "a"]])).to_pylist()
    ["'=1+1", '-1.5', "'@x", 'a']
    """
    risky = pc.and_(
        pc.match_substring_regex(texts, _FORMULA),
        pc.invert(pc.match_substring_regex(texts, _NUMBER)),
    )
    if not pc.any(risky).as_py():
        return texts
    return pc.if_else(risky, pc.binary_join_element_wise("'", texts, ""), texts)


def with_numbers(table: pa.Table, names: Collection[str]) -> pa.Table:
    """Return the table with those columns of texts that are exact numbers as numbers.

    A column keeps its text if any of it would change: leading zeros, 10.40, 16 digits.
    """
    for place, name in enumerate(table.column_names):
        if name in names and pa.types.is_string(table.column(place).type):
            table = table.set_column(place, name, _as_numbers(table.column(place)))
    return table


def _as_numbers(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    given = texts.drop_null()
    if not len(given) or not pc.all(pc.match_substring_regex(given, _PLAIN_NUMBER)).as_py():
        return texts
    has_point = pc.any(pc.match_substring(given, ".")).as_py()
    numbers = texts.cast(pa.float64() if has_point else pa.int64())
    # A float column writes 12 as 12.0 in places; what counts is that no digit is lost.
    shown = numbers.cast(pa.string()).drop_null()
    return numbers if shown.equals(given) else texts


def _for_spreadsheets(table: pa.Table) -> pa.Table:
    """Return the table with plain text columns, formulas escaped in them and in the names."""
    columns = []
    for column in table.columns:
        columns.append(column if _is_value(column) else escaped(text_column(column)))
    return pa.table(columns, names=escaped(pa.array(table.column_names)).to_pylist())


def _is_value(column: pa.ChunkedArray) -> bool:
    """Is this a column of numbers, booleans or days, which no program takes for a formula?"""
    kind = column.type
    if pa.types.is_date(kind) or (pa.types.is_timestamp(kind) and kind.tz is None):
        first, last = (year.as_py() for year in pc.min_max(pc.year(column)).values())
        return first is None or (first >= _XLSX_FIRST_YEAR and last <= _XLSX_LAST_YEAR)
    return bool(
        pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_boolean(kind)
    )


def _write_csv(table: pa.Table, path: Path) -> None:
    csv.write_csv(_for_spreadsheets(table), path)


def _write_parquet(table: pa.Table, path: Path) -> None:
    # Dictionaries of floats cost more time than scoring and make the file larger.
    texts = [
        field.name
        for field in table.schema
        if pa.types.is_string(field.type) or pa.types.is_dictionary(field.type)
    ]
    parquet.write_table(table, path, use_dictionary=texts, compression="zstd")


def _write_xlsx(table: pa.Table, path: Path) -> None:
    """Write one sheet, and more where a sheet is full."""
    import xlsxwriter  # noqa: PLC0415  (only who writes xlsx waits for it)

    if table.num_columns > _XLSX_COLUMNS:
        raise OutputError("xlsx_columns", file=path.name, n=table.num_columns, most=_XLSX_COLUMNS)
    table = _for_spreadsheets(table)
    options = {"constant_memory": True, "tmpdir": str(path.parent)}
    with _full_disks_told(), xlsxwriter.Workbook(str(path), options) as workbook:
        formats = {
            "date": workbook.add_format({"num_format": "yyyy-mm-dd"}),
            "time": workbook.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
        }
        for start in range(0, max(table.num_rows, 1), _XLSX_ROWS - 1):
            sheet = workbook.add_worksheet()
            sheet.freeze_panes(1, 0)
            for place, name in enumerate(table.column_names):
                sheet.write_string(0, place, name)
            block = table.slice(start, _XLSX_ROWS - 1)
            columns = [_cells(block, i, sheet, formats) for i in range(block.num_columns)]
            for row in range(block.num_rows):
                for place, (values, write) in enumerate(columns):
                    if values[row] is not None:
                        write(row + 1, place, values[row])


@contextmanager
def _full_disks_told() -> Iterator[None]:
    """Raise what xlsxwriter makes of an OSError as the OSError it was."""
    from xlsxwriter.exceptions import XlsxFileError  # noqa: PLC0415

    try:
        yield
    except XlsxFileError as error:
        raise OSError(errno.EIO, str(error)) from error


def _cells(
    block: pa.Table, place: int, sheet: Any, formats: dict[str, Any]
) -> tuple[list[Any], Callable[[int, int, Any], Any]]:
    """Return a column's values as xlsx holds them, and the function that writes one."""
    column, name = block.column(place), block.column_names[place]
    if pa.types.is_boolean(column.type):
        return column.to_pylist(), sheet.write_boolean
    if pa.types.is_date(column.type):
        return column.to_pylist(), lambda r, c, v: sheet.write_datetime(r, c, v, formats["date"])
    if pa.types.is_timestamp(column.type) and column.type.tz is None:
        return column.to_pylist(), lambda r, c, v: sheet.write_datetime(r, c, v, formats["time"])
    if pa.types.is_integer(column.type) or pa.types.is_floating(column.type):
        numbers = column.cast(pa.float64(), safe=False)
        if np.isfinite(numbers.drop_null().to_numpy()).all():
            return numbers.to_pylist(), sheet.write_number
    texts = [None if value is None else str(value) for value in column.to_pylist()]
    longest = max((len(text) for text in texts if text is not None), default=0)
    if longest > _XLSX_CHARACTERS:
        raise OutputError("xlsx_text", column=name, n=longest, most=_XLSX_CHARACTERS)
    return texts, sheet.write_string


_WRITERS: dict[str, Callable[[pa.Table, Path], None]] = {
    ".csv": _write_csv,
    ".parquet": _write_parquet,
    ".xlsx": _write_xlsx,
}
