"""Write xlsx workbooks: typed cells, one sheet after another, a block of rows at a time.

The cells of a column are made together, as Arrow texts of XML, and go straight into the archive:
no row is ever a Python object, nothing is held, and no other file is written. Text is stored as
inline strings, so that what begins with ``=`` stays text.

Source: ECMA-376, part 1, 18.3 (worksheets) and 18.8 (styles).
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from math import isfinite
from pathlib import Path
from textwrap import wrap
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from zscore.errors import OutputError
from zscore.files.grids import text_column

MOST_ROWS, MOST_COLUMNS, MOST_CHARACTERS = 1_048_576, 16_384, 32_767
Value = str | int | float | date | None

_FIRST_YEAR, _LAST_YEAR = 1901, 9999  # the range of dates in a spreadsheet
_DAY_ZERO = 25_569  # the number of 1970-01-01
_MICROSECONDS_A_DAY = 86_400_000_000
_SLICE_ROWS, _SLICE_BYTES = 4_096, 8 << 20  # converted to XML at a time
_WIDTH_ROWS, _NARROWEST, _WIDEST = 200, 6, 60
_LINE_POINTS = 15
_PRINTED_COLUMNS = 24  # with more, print on one page is too small to read
_COMPRESSION = 4  # 6 saves a tenth of the size but takes half as long again
# XML has no other control characters, and Excel reads _x0041_ as A.
_NOT_XML = r"[\x00-\x08\x0b-\x1f\x{FFFE}\x{FFFF}]|_x[0-9A-Fa-f]{4}_"
_NOT_XML_PYTHON = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(frozen=True, kw_only=True)
class Style:
    """Style of cells: number format, font, and whether text is wrapped."""

    format: str = "General"
    bold: bool = False
    wrap: bool = False
    colour: str | None = None  # RRGGBB
    fill: str | None = None
    border: bool = False


STYLES = {
    "plain": Style(),
    "date": Style(format="yyyy-mm-dd"),
    "day_first": Style(format="dd/mm/yyyy"),
    "time": Style(format="yyyy-mm-dd hh:mm:ss"),
    "head": Style(bold=True, wrap=True, fill="DDE6EE"),
    "title": Style(bold=True),
    "text": Style(wrap=True),
    "whole": Style(format="#,##0"),
    "tenths": Style(format="#,##0.0"),
    "hundredths": Style(format="#,##0.00"),
    "percent": Style(format='#,##0.0" %"'),
    "percent_hundredths": Style(format='#,##0.00" %"'),
    "signed": Style(format="+#,##0.0;-#,##0.0;0.0"),
    "grave": Style(bold=True, colour="A61B1B"),
    "box": Style(border=True),
}
_INDEX = {name: i for i, name in enumerate(STYLES)}
_WRAPPED = {_INDEX[name] for name, style in STYLES.items() if style.wrap}


@dataclass(frozen=True, kw_only=True)
class SheetColumn:
    """Column of a sheet: heading, style of its cells, and width in characters."""

    heading: str
    style: str = "plain"
    width: float | None = None


@dataclass(frozen=True)
class Styled:
    """A value in a style of its own."""

    value: Value
    style: str


class Workbook:
    """An xlsx file with one sheet open at a time; close() or a with statement completes it."""

    def __init__(self, path: Path) -> None:
        self._name = path.name
        self._zip = zipfile.ZipFile(path, "w")
        self._sheets: list[tuple[str, int, int]] = []  # name, rows, columns

    def __enter__(self) -> Workbook:
        """Return the workbook."""
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        """Complete the file; after an error, only close it."""
        try:
            if kind is None:
                self._write_parts()
        finally:
            self._zip.close()

    @contextmanager
    def sheet(self, columns: Sequence[SheetColumn], name: str | None = None) -> Iterator[Sheet]:
        """Open a sheet with a bold, frozen row of headings and a filter.

        Parameters
        ----------
        columns
            The columns; without a heading in any, there is no row of headings either.
        name
            Name of the sheet; None for ``Sheet1`` and so on.

        Raises
        ------
        OutputError
            If there are more columns than a sheet can hold.
        """
        if len(columns) > MOST_COLUMNS:
            raise OutputError("xlsx_columns", file=self._name, n=len(columns), most=MOST_COLUMNS)
        number = len(self._sheets) + 1
        with self._zip.open(
            _part(f"xl/worksheets/sheet{number}.xml"), "w", force_zip64=True
        ) as file:
            sheet = Sheet(file, columns)
            yield sheet
            sheet.end()
        self._sheets.append((name or f"Sheet{number}", sheet.rows, len(columns)))

    def _write_parts(self) -> None:
        sheets = [f"worksheets/sheet{i}" for i, _ in enumerate(self._sheets, 1)]
        types = {
            "xl/workbook": "sheet.main",
            "xl/styles": "styles",
            **{f"xl/{sheet}": "worksheet" for sheet in sheets},
        }
        kinds = ["worksheet"] * len(sheets) + ["styles"]
        links = zip(kinds, [*sheets, "styles"], strict=True)
        parts = {
            "[Content_Types].xml": _content_types(types),
            "_rels/.rels": _relations([("officeDocument", "xl/workbook")]),
            "xl/workbook.xml": _workbook(self._sheets),
            "xl/_rels/workbook.xml.rels": _relations(links),
            "xl/styles.xml": _styles(),
        }
        for name, content in parts.items():
            self._zip.writestr(_part(name), _XML + content)


class Sheet:
    """A sheet to which tables or rows of Python values are appended."""

    def __init__(self, file: Any, columns: Sequence[SheetColumn]) -> None:
        self.rows: int = 0
        self._file, self._columns = file, columns
        self._letters = [_letters(i) for i in range(len(columns))]
        self._styles = [_INDEX[column.style] for column in columns]
        self._started = False
        self._widths: Sequence[float] = ()
        self._has_headings = any(column.heading for column in columns)

    @property
    def room(self) -> int:
        """Number of rows for which the sheet still has room."""
        return MOST_ROWS - self.rows - (self._has_headings and not self._started)

    def append(self, table: pa.Table) -> None:
        """Append a table: numbers, booleans and dates as typed cells, everything else as text.

        Raises
        ------
        OutputError
            If a text is too long for a cell.
        """
        if not self._started:
            self._start(_widths(self._columns, table))
        step = _SLICE_ROWS
        if table.num_rows:
            step = min(step, max(1, _SLICE_BYTES * table.num_rows // max(1, table.nbytes)))
        for first in range(0, table.num_rows, step):
            part = table.slice(first, step)
            numbers = np.arange(self.rows + 1, self.rows + 1 + part.num_rows)
            row = pa.array(numbers).cast(pa.string())
            cells = [
                _cells(column, name, _CellRange(letters, row, style))
                for column, name, letters, style in zip(
                    part.columns, part.column_names, self._letters, self._styles, strict=True
                )
            ]
            start = pc.binary_join_element_wise('<row r="', row, '">', "")
            lines = pc.binary_join_element_wise(start, *cells, "</row>", "", null_handling="skip")
            for chunk in lines.chunks if isinstance(lines, pa.ChunkedArray) else [lines]:
                self._file.write(_bytes_of(chunk))
            self.rows += part.num_rows

    def append_rows(
        self, rows: Iterable[Sequence[Value | Styled]], style: str | None = None
    ) -> None:
        """Append rows of Python values, with the styles of their columns or ``style``."""
        rows = list(rows)
        if not self._started:
            self._start(_widths_of_rows(self._columns, rows))
        for values in rows:
            self._append_row(
                values, self._styles if style is None else [_INDEX[style]] * len(values)
            )

    def end(self) -> None:
        """Complete the sheet."""
        if not self._started:
            self._start(_widths_of_rows(self._columns, []))
        self._file.write(b"</sheetData>")
        if self._has_headings:
            self._file.write(f'<autoFilter ref="A1:{self._letters[-1]}{self.rows}"/>'.encode())
        self._file.write(_PAGE.encode())

    def _start(self, widths: Sequence[float]) -> None:
        self._started, self._widths = True, widths
        fit = '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        frozen = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        columns = "".join(
            f'<col min="{i}" max="{i}" width="{width:g}" customWidth="1"/>'
            for i, width in enumerate(widths, 1)
        )
        self._file.write(
            f'{_XML}<worksheet xmlns="{_MAIN}">'
            f"{fit if len(widths) <= _PRINTED_COLUMNS else ''}"
            f'<sheetViews><sheetView workbookViewId="0">{frozen if self._has_headings else ""}'
            f"</sheetView></sheetViews>{f'<cols>{columns}</cols>' if columns else ''}"
            "<sheetData>".encode()
        )
        if self._has_headings:
            headings = [column.heading for column in self._columns]
            self._append_row(headings, [_INDEX["head"]] * len(headings))

    def _append_row(self, values: Sequence[Value | Styled], styles: Sequence[int]) -> None:
        self.rows += 1
        cells, lines = [], 1
        for index, (given, style) in enumerate(zip(values, styles, strict=False)):
            value, shown = (
                (given.value, _INDEX[given.style]) if isinstance(given, Styled) else (given, style)
            )
            if value is not None or shown:
                cells.append(_cell(f"{self._letters[index]}{self.rows}", value, shown))
            if isinstance(value, str) and shown in _WRAPPED:
                lines = max(lines, len(wrap(value, max(1, int(self._widths[index]) - 2))))
        height = f' ht="{_LINE_POINTS * lines}" customHeight="1"' if lines > 1 else ""
        self._file.write(f'<row r="{self.rows}"{height}>{"".join(cells)}</row>'.encode())


# --- cells ----------------------------------------------------------------------------------------


def is_typed(kind: pa.DataType) -> bool:
    """Return whether a type is numeric, boolean or a date, which is never a formula."""
    return bool(
        pa.types.is_integer(kind)
        or pa.types.is_floating(kind)
        or pa.types.is_boolean(kind)
        or pa.types.is_date(kind)
        or (pa.types.is_timestamp(kind) and kind.tz is None)
    )


@dataclass(frozen=True)
class _CellRange:
    """Cells of a column: its letters, row numbers and style."""

    letters: str
    rows: pa.Array
    style: int

    def numbers(self, values: Any, kind: str = "n") -> Any:
        """Return the XML of cells with numbers or booleans; null where ``values`` is null."""
        return self._made(kind, "<v>", values, "</v>")

    def texts(self, values: Any) -> Any:
        """Return the XML of cells with escaped text; null where ``values`` is null."""
        return self._made("inlineStr", '<is><t xml:space="preserve">', values, "</t></is>")

    def _made(self, kind: str, start: str, values: Any, end: str) -> Any:
        attributes = f' s="{self.style}"' * bool(self.style) + f' t="{kind}"' * (kind != "n")
        return pc.binary_join_element_wise(
            f'<c r="{self.letters}', self.rows, f'"{attributes}>{start}', values, f"{end}</c>", ""
        )


def _cells(column: pa.ChunkedArray, name: str, cells: _CellRange) -> Any:
    """Return the XML of a column's cells; null where the column is null."""
    kind = column.type
    if pa.types.is_boolean(kind):
        return cells.numbers(pc.if_else(column, "1", "0"), "b")
    if pa.types.is_integer(kind) or pa.types.is_floating(kind):
        numbers = column if pa.types.is_integer(kind) else column.cast(pa.float64())
        texts, finite = numbers.cast(pa.string()), pc.is_finite(numbers)
        if pc.all(finite).as_py() is False:  # a spreadsheet has no infinity
            return pc.if_else(finite, cells.numbers(texts), cells.texts(texts))
        return cells.numbers(texts)
    if is_typed(kind) and _has_spreadsheet_days(column):
        if not cells.style:
            style = "date" if pa.types.is_date(kind) else "time"
            cells = replace(cells, style=_INDEX[style])
        return cells.numbers(_day_numbers(column).cast(pa.string()))
    if not pa.types.is_dictionary(kind):
        return cells.texts(_escaped(text_column(column), name))
    return cells.texts(
        pa.chunked_array(
            [
                _escaped(text_column(pa.chunked_array([chunk.dictionary])), name)
                .combine_chunks()
                .take(chunk.indices)
                for chunk in column.chunks
            ],
            pa.string(),
        )
    )


def _escaped(texts: pa.ChunkedArray, name: str) -> pa.ChunkedArray:
    """Return texts escaped for XML.

    Raises
    ------
    OutputError
        If a text is too long for a cell.
    """
    longest = pc.max(pc.utf8_length(texts)).as_py() or 0
    if longest > MOST_CHARACTERS:
        raise OutputError("xlsx_text", column=name, n=longest, most=MOST_CHARACTERS)
    if pc.any(pc.match_substring_regex(texts, _NOT_XML)).as_py():
        texts = pa.chunked_array([[None if t is None else _xml_text(t) for t in texts.to_pylist()]])
        return texts.cast(pa.string())
    for character, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        texts = pc.replace_substring(texts, character, entity)
    return texts


def _xml_text(text: str) -> str:
    return escape(_NOT_XML_PYTHON.sub(lambda found: f"_x{ord(found[0]):04X}_", text))


def _cell(reference: str, value: Value, style: int) -> str:
    """Return the XML of one cell."""
    shown = f'<c r="{reference}"' + (f' s="{style}"' if style else "")
    if value is None:
        return f"{shown}/>"
    if isinstance(value, bool):
        return f'{shown} t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int) or (isinstance(value, float) and isfinite(value)):
        return f"{shown}><v>{value!r}</v></c>"
    if isinstance(value, date) and not isinstance(value, datetime):
        number = value.toordinal() - date(1970, 1, 1).toordinal() + _DAY_ZERO
        return f'<c r="{reference}" s="{style or _INDEX["date"]}"><v>{number}</v></c>'
    text = _xml_text(str(value)[:MOST_CHARACTERS])
    return f'{shown} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _day_numbers(column: pa.ChunkedArray) -> Any:
    """Return dates and times as spreadsheet day numbers, with fractions for times."""
    if pa.types.is_date(column.type):
        return pc.add(column.cast(pa.date32()).cast(pa.int32()), _DAY_ZERO)
    moments = column.cast(pa.timestamp("us"), safe=False).cast(pa.int64())
    days = pc.divide(moments.cast(pa.float64(), safe=False), float(_MICROSECONDS_A_DAY))
    return pc.add(days, float(_DAY_ZERO))


def _has_spreadsheet_days(column: pa.ChunkedArray) -> bool:
    first, last = (year.as_py() for year in pc.min_max(pc.year(column)).values())
    return first is None or (first >= _FIRST_YEAR and last <= _LAST_YEAR)


def _bytes_of(texts: pa.StringArray) -> memoryview:
    """Return the concatenated bytes of texts, without a copy."""
    _, offsets, data = texts.buffers()
    if data is None:
        return memoryview(b"")
    ends = np.frombuffer(offsets, np.int32)[texts.offset : texts.offset + len(texts) + 1]
    return memoryview(data)[ends[0] : ends[-1]]


# --- columns --------------------------------------------------------------------------------------


def _letters(index: int) -> str:
    """Return the letters of a spreadsheet column.

    Examples
    --------
    >>> _letters(0), _letters(25), _letters(26), _letters(16_383)
    ('A', 'Z', 'AA', 'XFD')
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _widths(columns: Sequence[SheetColumn], table: pa.Table) -> list[float]:
    """Return column widths in characters, based on headings and the first rows."""
    first = table.slice(0, _WIDTH_ROWS)
    lengths = [pc.max(pc.utf8_length(text_column(column))).as_py() or 0 for column in first.columns]
    return [_width(column, n) for column, n in zip(columns, lengths, strict=True)]


def _widths_of_rows(
    columns: Sequence[SheetColumn], rows: Sequence[Sequence[Value | Styled]]
) -> list[float]:
    lengths = [0] * len(columns)
    for row in rows[:_WIDTH_ROWS]:
        for i, cell in enumerate(row):
            value = cell.value if isinstance(cell, Styled) else cell
            if value is not None:
                shown = str(value if not isinstance(value, float) else round(value, 2))
                lengths[i] = max(lengths[i], *map(len, shown.split("\n")), 0)
    return [_width(column, n) for column, n in zip(columns, lengths, strict=True)]


def _width(column: SheetColumn, longest: int) -> float:
    if column.width is not None:
        return column.width
    heading = max(map(len, column.heading.split()), default=0)  # it is wrapped
    least = max(heading, len(column.heading) / 2) + 3  # the filter's arrow
    return float(min(_WIDEST, max(_NARROWEST, least, longest + 1)))


# --- the other parts ------------------------------------------------------------------------------

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FORMATS = "http://schemas.openxmlformats.org"
_MAIN = f"{_FORMATS}/spreadsheetml/2006/main"
_PAGE = (
    '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
    '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
    "<headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter>"
    "</worksheet>"
)
_LINKS = f"{_FORMATS}/officeDocument/2006/relationships"


def _part(name: str) -> zipfile.ZipInfo:
    """Return an archive entry without a time, so that equal cells give equal bytes."""
    part = zipfile.ZipInfo(name)
    part.compress_type = zipfile.ZIP_DEFLATED
    part._compresslevel = _COMPRESSION  # type: ignore[attr-defined]  # public since 3.13
    return part


def _content_types(types: dict[str, str]) -> str:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = "".join(
        f'<Override PartName="/{name}.xml" ContentType="{kind}.{what}+xml"/>'
        for name, what in types.items()
    )
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'<Types xmlns="{_FORMATS}/package/2006/content-types">'
        f'<Default Extension="rels" ContentType="{relations}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{parts}</Types>'
    )


def _relations(links: Iterable[tuple[str, str]]) -> str:
    found = "".join(
        f'<Relationship Id="rId{i}" Type="{_LINKS}/{kind}" Target="{target}.xml"/>'
        for i, (kind, target) in enumerate(links, 1)
    )
    return f'<Relationships xmlns="{_FORMATS}/package/2006/relationships">{found}</Relationships>'


def _workbook(sheets: Sequence[tuple[str, int, int]]) -> str:
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{i}" r:id="rId{i}"/>'
        for i, (name, _, _) in enumerate(sheets, 1)
    )
    names = "".join(
        f'<definedName name="_xlnm.Print_Titles" localSheetId="{i}">'
        f"{escape(_quoted(name))}!$1:$1</definedName>"
        for i, (name, rows, _) in enumerate(sheets)
        if rows > 1
    )
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><bookViews><workbookView/></bookViews>'
        f"<sheets>{listed}</sheets>"
        f"{f'<definedNames>{names}</definedNames>' if names else ''}</workbook>"
    )


def _quoted(name: str) -> str:
    """Return the name of a sheet quoted for a formula."""
    return "'" + name.replace("'", "''") + "'"


def _styles() -> str:
    formats = list(dict.fromkeys(s.format for s in STYLES.values() if s.format != "General"))
    number = {"General": 0, **{text: 164 + i for i, text in enumerate(formats)}}
    looks = list(dict.fromkeys((s.bold, s.colour) for s in STYLES.values()))
    fills = [None, *dict.fromkeys(s.fill for s in STYLES.values() if s.fill)]
    fonts = "".join(
        "<font>"
        + "<b/>" * bold
        + '<sz val="11"/>'
        + (f'<color rgb="FF{colour}"/>' if colour else "")
        + '<name val="Calibri"/></font>'
        for bold, colour in looks
    )
    solid = "".join(
        f'<fill><patternFill patternType="solid"><fgColor rgb="FF{fill}"/></patternFill></fill>'
        for fill in fills[1:]
    )
    borders = "".join(
        f"<border><left{line}/><right{line}/><top{line}/><bottom{line}/></border>"
        for line in ("", ' style="thin"')
    )
    wrapped = '<alignment vertical="top" wrapText="1"/>'
    cells = "".join(
        f'<xf numFmtId="{number[s.format]}" fontId="{looks.index((s.bold, s.colour))}" '
        f'fillId="{fills.index(s.fill) + 1 if s.fill else 0}" borderId="{int(s.border)}" xfId="0" '
        'applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">'
        f"{wrapped if s.wrap else ''}</xf>"
        for s in STYLES.values()
    )
    shown = "".join(
        f'<numFmt numFmtId="{number[text]}" formatCode={quoteattr(text)}/>' for text in formats
    )
    return (
        f'<styleSheet xmlns="{_MAIN}"><numFmts count="{len(formats)}">{shown}</numFmts>'
        f'<fonts count="{len(looks)}">{fonts}</fonts>'
        f'<fills count="{len(fills) + 1}"><fill><patternFill patternType="none"/></fill>'
        f'<fill><patternFill patternType="gray125"/></fill>{solid}</fills>'
        f'<borders count="2">{borders}</borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
        f'</cellStyleXfs><cellXfs count="{len(STYLES)}">{cells}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        "</styleSheet>"
    )
