"""Parts of a report as sheets of a workbook: numbers typed, limits of intervals beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from zscore.files.writing import replaced_whole
from zscore.files.xlsx import SheetColumn, Styled, Workbook
from zscore.files.xlsx import Value as XlsxValue
from zscore.messages import text
from zscore.reports.sections import (
    KINDS,
    Cell,
    Column,
    Interval,
    Marked,
    Part,
    Table,
    printable,
    unmarked,
)

_EXPLANATION_WIDTHS = (34.0, 110.0)
_STACKED_WIDTHS = (46.0, *(14.0,) * 11)  # of a sheet that holds several parts
_ROWS_AT_A_TIME = 1_000


@dataclass(frozen=True, kw_only=True)
class SheetOf:
    """A sheet: one table with a frozen head and a filter, or several parts below each other.

    Parameters
    ----------
    title
        What the sheet is called, at most 31 characters.
    parts
        What is in it.
    is_prose
        Whether its cells are sentences, which are wrapped.
    """

    title: str
    parts: Sequence[Part]
    is_prose: bool = False


def explanation_sheet(of: str, names: Sequence[str], lang: str) -> SheetOf:
    """Return a sheet that explains what is in the others: a term and a sentence in each row."""
    headings = (text("heading_term", lang), text("heading_meaning", lang))
    table = Table(
        key="explanation",
        columns=tuple(Column(title=heading) for heading in headings),
        rows=[
            (text(f"term_{of}_{name}", lang), text(f"meaning_{of}_{name}", lang)) for name in names
        ],
    )
    return SheetOf(title=text("sheet_explanation", lang), parts=[table], is_prose=True)


def write_workbook(path: Path, sheets: Iterable[SheetOf], *, force: bool = False) -> None:
    """Write sheets to an xlsx file, which comes to be whole or not at all.

    Raises
    ------
    OutputError
        If the file exists and is not to be replaced, or the disk refuses.
    """
    with replaced_whole(path, force=force) as part, Workbook(part) as book:
        append_sheets(book, sheets)


def append_sheets(book: Workbook, sheets: Iterable[SheetOf]) -> None:
    """Append sheets to a workbook that is being written."""
    for sheet in sheets:
        first = sheet.parts[0] if sheet.parts else None
        if (
            len(sheet.parts) == 1
            and isinstance(first, Table)
            and any(column.title for column in first.columns)
        ):
            _write_table(book, sheet, first)
        else:
            _write_stacked(book, sheet)


def _write_table(book: Workbook, sheet: SheetOf, table: Table) -> None:
    columns = list(_sheet_columns(table.columns))
    if sheet.is_prose:
        columns = [
            SheetColumn(heading=column.heading, style="text", width=width)
            for column, width in zip(columns, _EXPLANATION_WIDTHS, strict=True)
        ]
    rows = (list(_cells(row, table.columns)) for row in table.rows)
    title, opened = sheet.title, 1
    waiting = list(islice(rows, _ROWS_AT_A_TIME))
    while opened == 1 or waiting:
        with book.sheet(columns, title) as written:
            while waiting and written.room:
                room = written.room
                written.append_rows(waiting[:room])
                waiting = waiting[room:] or list(islice(rows, _ROWS_AT_A_TIME))
        opened += 1
        title = f"{sheet.title[:27]} {opened}"


def _write_stacked(book: Workbook, sheet: SheetOf) -> None:
    columns = [SheetColumn(heading="", width=width) for width in _STACKED_WIDTHS]
    with book.sheet(columns, sheet.title) as written:
        for part in sheet.parts:
            if not isinstance(part, Table):
                style = "grave" if part.mark == "grave" else "plain"
                written.append_rows([[Styled(printable(line), style)] for line in part.lines])
            else:
                if part.title:
                    written.append_rows([[part.title]], "title")
                if any(column.title for column in part.columns):
                    headings = [column.heading for column in _sheet_columns(part.columns)]
                    written.append_rows([headings], "head")
                written.append_rows(list(_cells(row, part.columns)) for row in part.rows)
                written.append_rows([[note] for note in part.notes])
            written.append_rows([[]])


def _sheet_columns(columns: Sequence[Column]) -> Iterator[SheetColumn]:
    for column in columns:
        style = "plain" if column.kind == "text" else KINDS[column.kind].style
        yield SheetColumn(heading=column.title, style=style)
        for limit in column.limits or ():
            yield SheetColumn(heading=f"{column.title}: {limit}", style=style)


def _cells(row: Sequence[Cell], columns: Sequence[Column]) -> Iterator[XlsxValue | Styled]:
    """Yield the cells of a row: numbers as they are, of an interval its limits too."""
    for cell, column in zip(row, columns, strict=True):
        value = unmarked(cell)
        style = "plain" if column.kind == "text" else KINDS[column.kind].style
        if isinstance(value, Interval):
            yield from (Styled(n, style) for n in (value.value, value.low, value.high))
            continue
        if isinstance(value, str):
            value = printable(value)
            style = "grave" if isinstance(cell, Marked) and cell.mark == "grave" else "plain"
        yield Styled(value, style)
        yield from (None for _ in column.limits or ())
