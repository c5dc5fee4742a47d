"""Check of how far the cells of an .ods table extend, including repeated ones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from zscore.files import limits
from zscore.files.limits import RefusedError

_ODS_CELL = re.compile(rb"<table:(?:covered-)?table-cell([^>]*)>")
_ODS_COLUMNS = re.compile(rb"""number-columns-repeated\s*=\s*["'](\d{1,18})""")
_ODS_ROWS = re.compile(rb"""[^>]*?number-rows-repeated\s*=\s*["'](\d{1,18})""")


def probe_ods(pieces: Iterable[bytes]) -> int:
    """Refuse repeated cells and rows that extend too far; return the number of tables."""
    tables = rows = last_row = last_column = repeated = 0
    for part in _ods_rows(pieces):
        times = 0
        if part[:1] in b" \t\r\n/>":  # else <table:table-rows> or <table:table-row-group>
            found = _ODS_ROWS.match(part)
            times = int(found[1]) if found else 1
        width, text = _ods_width(part)
        rows += times
        if width and times:
            last_row, last_column = rows, max(last_column, width)
            repeated += times * text
        if last_row * last_column > limits.MAX_POSITIONS:
            raise RefusedError(
                "workbook_spread", rows=last_row, columns=last_column, limit=limits.MAX_POSITIONS
            )
        if repeated > limits.MAX_REPEATED:
            raise RefusedError("workbook_repeats", limit=limits.MAX_REPEATED >> 20)
        begun = part.count(b"<table:table ") + part.count(b"<table:table>")
        if begun:
            tables += begun
            rows = last_row = last_column = 0
    return tables


def _ods_rows(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the text from each row tag to the next."""
    rest = b""
    for piece in pieces:
        *parts, rest = (rest + piece).split(b"<table:table-row")
        yield from parts
        if len(rest) > limits.MAX_TAG:
            raise RefusedError("workbook_broken")
    yield rest


def _ods_width(part: bytes) -> tuple[int, int]:
    """Return the last used column of a row, and the bytes of its cells with repetitions."""
    if b"-columns-repeated" not in part:
        if b"</table:" not in part and b"value" not in part:
            return 0, 0
        cells = part.count(b"<table:table-cell") + part.count(b"<table:covered-table-cell")
        return cells, len(part)
    width = column = text = 0
    cells_found = list(_ODS_CELL.finditer(part))
    ends = [cell.start() for cell in cells_found[1:]] + [len(part)]
    for cell, end in zip(cells_found, ends, strict=True):
        found = _ODS_COLUMNS.search(cell[1])
        times = int(found[1]) if found else 1
        column += times
        if b"value" in cell[1] or not cell[1].endswith(b"/"):
            width = column
            text += times * (end - cell.end())
    return width, text
