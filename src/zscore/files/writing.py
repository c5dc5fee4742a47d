"""Writing of tables to csv, Parquet, xlsx or JSON, atomically and without live formulas.

Readers never see a partial file: it is written under another name in the same
folder, flushed to disk, and renamed. Text that a spreadsheet would run as a formula
is escaped with an apostrophe; numbers stay numbers.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv, parquet

from zscore.errors import OutputError
from zscore.files.grids import text_column
from zscore.files.scratch import remove_scratch_folder, scratch_folder
from zscore.files.xlsx import SheetColumn, Workbook, is_typed

Write = Callable[[pa.Table], None]
Finish = Callable[[Workbook], None]

# Text that a spreadsheet may run as a formula, including full-width signs and signs after
# invisible characters. A dash alone is safe: it is a common mark for a missing value.
_FORMULA = (
    r"(?s)^[\x{00AD}\x{061C}\x{180E}\x{200B}-\x{200F}\x{2028}-\x{202F}\x{205F}-\x{206F}\x{FEFF}"
    r"\x{0085}\x{00A0}\x{2000}-\x{200A}\x{3000} \x{000B}\x{000C}\x{001C}-\x{001F}]*"
    r"([=+@\x{FF1D}\x{FF0B}\x{FF20}\x{FE66}\x{FE62}\x{FE6B}\t\r\n]|[-\x{FF0D}\x{FE63}\x{2212}].)"
)
_NUMBER = r"^[+\-\x{2212}]?[0-9]+([.,][0-9]+)?([eE][+-]?[0-9]+)?$"
_SAMPLE_ROWS = 10_000
_GROUP_ROWS, _GROUP_BYTES = 65_536, 64 << 20  # of a Parquet file; larger groups take more memory


def check_output(path: Path, *, force: bool) -> None:
    """Refuse an output that cannot be written, before any work is done.

    Raises
    ------
    OutputError
        If the file extension is unknown, the folder is missing, or the file exists.
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
    except OSError as error:  # for example, a name that is too long
        raise OutputError("output_failed", file=path.name, why=error.strerror or "") from None


@contextmanager
def output_file(
    path: Path, schema: pa.Schema, *, force: bool = False, finish: Finish | None = None
) -> Iterator[Write]:
    """Yield a function that appends tables to ``path``, in the format of its extension.

    The file appears when everything is written, and not at all if an error occurs.

    Parameters
    ----------
    finish
        Of an .xlsx file: called when all rows are written, to add sheets.

    Raises
    ------
    OutputError
        As check_output; or if the format cannot hold a table, or writing fails.
    """
    with replaced_whole(path, force=force) as part, ExitStack() as opened:
        suffix = path.suffix.lower()
        if finish is not None and suffix == ".xlsx":
            yield opened.enter_context(_xlsx_writer(part, schema, finish))
        else:
            yield opened.enter_context(_WRITERS[suffix](part, schema))


@contextmanager
def replaced_whole(path: Path, *, force: bool = False) -> Iterator[Path]:
    """Yield the path of a temporary file that takes the place of ``path`` when it is whole.

    Raises
    ------
    OutputError
        As check_output; or if writing fails.
    """
    check_output(path, force=force)
    try:
        # A temporary folder next to the output: on the same disk, private, and removed
        # together with whatever a writer leaves in it.
        folder = scratch_folder(".zscore-", path.parent)
        try:
            part = Path(folder, f"part{path.suffix.lower()}")
            yield part
            with part.open("rb+") as file:
                os.fsync(file.fileno())
            _put_in_place(part, path, force)
        finally:
            remove_scratch_folder(folder)
    except OSError as error:
        raise OutputError("output_failed", file=path.name, why=error.strerror or "") from error


def _put_in_place(part: Path, path: Path, force: bool) -> None:
    if force:
        part.replace(path)
    else:
        try:
            os.link(part, path)  # unlike a rename, fails if the file exists by now
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
    """Return a text column in which texts that would be formulas are escaped.

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


def _for_spreadsheets(table: pa.Table) -> pa.Table:
    """Return the table with plain text columns, and formulas escaped in cells and names."""
    columns = [
        column if is_typed(column.type) else escaped(text_column(column))
        for column in table.columns
    ]
    return pa.table(columns, names=escaped(pa.array(table.column_names, pa.string())).to_pylist())


@contextmanager
def _csv_writer(path: Path, schema: pa.Schema) -> Iterator[Write]:
    shown = _for_spreadsheets(schema.empty_table()).schema
    with csv.CSVWriter(path, shown) as writer:
        yield lambda table: writer.write(_for_spreadsheets(table))


@contextmanager
def _parquet_writer(path: Path, schema: pa.Schema) -> Iterator[Write]:
    waiting: list[pa.Table] = [schema.empty_table()]
    rows = size = 0  # of those
    with ExitStack() as stack:
        writer: parquet.ParquetWriter | None = None

        def write(table: pa.Table) -> None:
            # Many small tables must not become many small row groups.
            nonlocal rows, size
            waiting.append(table)
            rows, size = rows + table.num_rows, size + table.nbytes
            if rows >= _GROUP_ROWS or size >= _GROUP_BYTES:
                flush()

        def flush() -> None:
            nonlocal writer, rows, size
            group = pa.concat_tables(waiting).replace_schema_metadata(schema.metadata)
            waiting.clear()
            rows = size = 0
            if writer is None:
                writer = stack.enter_context(_opened_parquet(path, group))
            writer.write_table(group)

        yield write
        if waiting:
            flush()


def _opened_parquet(path: Path, first: pa.Table) -> parquet.ParquetWriter:
    """Return a Parquet writer set up for a table's first rows.

    A dictionary halves the time and size of columns with repeated values, such as rounded z,
    and increases both otherwise. Minimum and maximum statistics of texts would take a seventh
    of the time, and nobody filters children by them.
    """
    sample = first.slice(0, _SAMPLE_ROWS)
    is_text = {
        field.name: pa.types.is_string(field.type) or pa.types.is_dictionary(field.type)
        for field in first.schema
    }
    return parquet.ParquetWriter(
        path,
        first.schema,
        use_dictionary=[name for name in is_text if _repeats(sample.column(name))],
        write_statistics=[name for name, text in is_text.items() if not text],
        compression="zstd",
    )


def _repeats(column: pa.ChunkedArray) -> bool:
    """Return whether a column has at most half as many distinct values as rows."""
    if pa.types.is_dictionary(column.type):
        return True
    try:
        return bool(2 * pc.count_distinct(column).as_py() <= len(column))
    except pa.ArrowNotImplementedError:  # lists, structs
        return False


@contextmanager
def _json_writer(path: Path, schema: pa.Schema) -> Iterator[Write]:
    """Write an array of objects, one per row; missing values are null."""
    with path.open("w", encoding="utf-8") as file:
        file.write("[")
        rows = 0

        def write(table: pa.Table) -> None:
            nonlocal rows
            for row in table.to_pylist():
                file.write(",\n" if rows else "\n")
                shown = {name: _plain(value) for name, value in row.items()}
                json.dump(shown, file, ensure_ascii=False, default=str)
                rows += 1

        yield write
        file.write("\n]\n")


def _plain(value: object) -> object:
    """Return a value as JSON, which has no infinity."""
    return None if isinstance(value, float) and not math.isfinite(value) else value


@contextmanager
def _xlsx_writer(path: Path, schema: pa.Schema, finish: Finish | None = None) -> Iterator[Write]:
    """Write one sheet, and further sheets once a sheet is full."""
    names = _for_spreadsheets(schema.empty_table()).column_names
    columns = [SheetColumn(heading=name) for name in names]
    with Workbook(path) as workbook, ExitStack() as opened:
        sheet = opened.enter_context(workbook.sheet(columns))

        def write(table: pa.Table) -> None:
            nonlocal sheet
            while table.num_rows:
                if not sheet.room:
                    opened.close()
                    sheet = opened.enter_context(workbook.sheet(columns))
                part = _for_spreadsheets(table.slice(0, sheet.room))
                sheet.append(part)
                table = table.slice(part.num_rows)

        yield write
        opened.close()
        if finish is not None:
            finish(workbook)


_WRITERS: dict[str, Callable[[Path, pa.Schema], AbstractContextManager[Write]]] = {
    ".csv": _csv_writer,
    ".parquet": _parquet_writer,
    ".xlsx": _xlsx_writer,
    ".json": _json_writer,
}
