"""Any file as grids of text, whatever its kind."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from zscore.errors import FileError
from zscore.files.grids import Grid, text_column
from zscore.files.html import read_html_grid
from zscore.files.kinds import kind_of
from zscore.files.text import read_text_grid
from zscore.files.workbooks import read_workbook


def read_grids(path: Path) -> list[Grid]:
    """Return every sheet of a file as text; a Parquet file's names become its first row.

    Raises
    ------
    FileError
        If the file is not what its first bytes say, or of no kind read here.
    """
    match kind_of(path):
        case "workbook":
            return read_workbook(path)
        case "html":
            return [read_html_grid(path)]
        case "text":
            return [read_text_grid(path)]
        case "parquet":
            return [grid_of(read_parquet(path))]


def read_parquet(path: Path) -> pa.Table:
    """Return a Parquet file as a table.

    Raises
    ------
    FileError
        If it is cut off or damaged.
    """
    try:
        return parquet.read_table(path)
    except (OSError, pa.ArrowException) as error:
        raise FileError("file_damaged", file=path.name, kind="Parquet") from error


def grid_of(table: pa.Table) -> Grid:
    """Return a typed table as a grid of text, with its names as the first row."""
    columns = [
        pa.chunked_array([pa.array([name]), *text_column(column).chunks], pa.string())
        for name, column in zip(table.column_names, table.columns, strict=True)
    ]
    names = [str(i) for i in range(len(columns))]
    return Grid(sheet=None, cells=pa.table(columns, names=names), first_row=0)
