"""Reading of targets and populations from small files."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pyarrow as pa

from zscore.arguments import input_in
from zscore.children.sheets import Header, blank_rows, find_header, names_of
from zscore.errors import ColumnError, FileError, listed
from zscore.files.opening import open_sheets

_COLUMNS = {
    "year": "year",
    "tahun": "year",
    "condition": "condition",
    "kondisi": "condition",
    "target": "target",
}
_PERCENT = re.compile(r"\d{1,2}(\.\d+)?|100(\.0+)?")


def read_targets(path: str | os.PathLike[str]) -> dict[str, float]:
    """Read targets from a file, for ``target=``.

    Parameters
    ----------
    path
        A table of any kind accepted by score_files, with a column ``year`` (or ``tahun``) or
        ``condition`` (or ``kondisi``), and a column ``target`` of percentages.

    Returns
    -------
    dict
        Year or condition → target [%].

    Raises
    ------
    ColumnError
        If a column is missing, a target is not a percentage, or one is given twice.
    FileError
        If the file cannot be read.

    Examples
    --------
    >>> import tempfile, pathlib, zscore as zs
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "targets.csv")
    ...     _ = path.write_text("tahun;target\\n2024;14\\n2025;13,5\\n")
    ...     zs.read_targets(path)
    {'2024': 14.0, '2025': 13.5}
    """
    path = input_in(path, "target")
    table = whole_table(path)
    found = {_COLUMNS[n.casefold()]: n for n in table.column_names if n.casefold() in _COLUMNS}
    key = found.get("year", found.get("condition"))
    if key is None or "target" not in found or {"year", "condition"} <= found.keys():
        raise ColumnError("target_columns", file=path.name, found=listed(table.column_names))
    keys = [str(value) for value in table.column(key).to_pylist()]
    texts = [str(value).replace(",", ".") for value in table.column(found["target"]).to_pylist()]
    bad = [row for row, value in enumerate(texts) if not _PERCENT.fullmatch(value.strip())]
    if bad:
        raise ColumnError("target_unreadable", file=path.name, n=len(bad), row=bad[0] + 1)
    doubled = [row for row, one in enumerate(keys) if one in keys[:row]]
    if doubled:
        raise ColumnError("target_doubled", file=path.name, row=doubled[0] + 1)
    return dict(zip(keys, map(float, texts), strict=True))


def whole_table(path: Path) -> pa.Table:
    """Read a small file of names and numbers as one table.

    Raises
    ------
    FileError
        As open_sheets, or if it has no row of headings.
    """
    tables = []
    for sheet in open_sheets(path):
        if sheet.typed:
            return pa.concat_tables([sheet.typed.schema.empty_table(), *sheet.typed.blocks(None)])
        rows = sheet.head.rows()
        header = find_header(sheet) or next(
            (Header(row=i, headings=tuple(row)) for i, row in enumerate(rows) if any(row)), None
        )
        if header is None:
            continue
        names = names_of(header, ())
        for body in (sheet.head.after(len(rows)), *sheet.body(header.row, sorted(names))):
            table = pa.table(
                [body.column(i).cast(pa.string()) for i in names], names=list(names.values())
            )
            tables.append(table.filter(pa.array(~blank_rows(table))))
    if not tables:
        raise FileError("file_empty", file=path.name)
    return pa.concat_tables(tables, promote_options="permissive")
