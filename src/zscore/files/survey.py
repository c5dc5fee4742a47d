"""Variables of Stata, SPSS and SAS files as text, read by pyreadstat.

This runs only in the reading process (guarded_child.py), and pyreadstat is imported nowhere
else: it is an optional extra, and its reader is written in C.

Codes are replaced by their labels if most codes of the variable have one: a weight with a label
for 9996, "Flagged", is still a weight. Missing values of the file become empty.
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable, Iterator, Mapping
from types import ModuleType
from typing import Any, BinaryIO, NamedTuple

import numpy as np
import pyarrow as pa

from zscore.files.cell_text import TextSheet, text_of_cell
from zscore.files.grids import BLOCK_ROWS
from zscore.files.kinds import HEAD_BYTES, SurveyFormat, survey_format
from zscore.files.limits import MAX_REPEATED, MAX_SHEET_COLUMNS, RefusedError
from zscore.files.stata_end import is_cut_stata

_CELLS_AT_ONCE = 2_000_000  # as Python objects some 60 MB
_SAS_RECORD = 80  # [bytes]; a transport file is filled up to a whole number of them
_OLD_ENCODING = "WINDOWS-1252"  # if a file names none, or a wrong one

Value = str | float
Read = Callable[..., tuple[dict[str, list[Value | None]], Any]]


class _Program(NamedTuple):
    """How files of a program are read, and the origin of its dates."""

    title: str
    reader: str  # a function of pyreadstat
    epoch: datetime.datetime


class _Clock(NamedTuple):
    """Meaning of a variable's numbers according to its display format."""

    formats: str  # a pattern of format names
    seconds: float  # per unit
    shown: str  # "day", "moment", or "time" for the time of a day


_STATA, _SAS = datetime.datetime(1960, 1, 1), datetime.datetime(1960, 1, 1)
_SPSS = datetime.datetime(1582, 10, 14)
_PROGRAMS: dict[SurveyFormat, _Program] = {
    "dta": _Program("Stata", "read_dta", _STATA),
    "sav": _Program("SPSS", "read_sav", _SPSS),
    "por": _Program("SPSS", "read_por", _SPSS),
    "xpt": _Program("SAS", "read_xport", _SAS),
}
_SPSS_CLOCKS = (
    _Clock(r"(DATETIME|YMDHMS)\d*(\.\d*)?", 1, "moment"),
    _Clock(r"([AEJS]?DATE|MOYR|QYR|WKYR)\d*", 1, "day"),
    _Clock(r"D?TIME\d*(\.\d*)?", 1, "time"),
)
_CLOCKS: dict[SurveyFormat, tuple[_Clock, ...]] = {
    "dta": (
        _Clock(r"%-?t?d.*", 86_400, "day"),
        _Clock(r"%-?tc(HH|hh)[^dDY]*", 0.001, "time"),  # without a day
        _Clock(r"%-?t[cC].*", 0.001, "moment"),
    ),
    "sav": _SPSS_CLOCKS,
    "por": _SPSS_CLOCKS,
    "xpt": (
        _Clock(r"(DATETIME|DATEAMPM|MDYAMPM|DTDATE|[BEI]S?8601D[NTZ])\d*(\.\d*)?", 1, "moment"),
        _Clock(
            r"(DATE|DAY|JULIAN|MONYY|(DDMM|MMDD)YY[BCDNPS]?|YYMM(DD)?[BCDNPS]?"
            r"|(WEEK|WORD)DAT[EX]|[BEI]S?8601DA)\d*(\.\d*)?",
            86_400,
            "day",
        ),
        _Clock(r"(TIME|HHMM|TOD|TIMEAMPM|[BEI]S?8601TM)\d*(\.\d*)?", 1, "time"),
    ),
}


def sheets_of_survey(file: BinaryIO) -> Iterator[TextSheet]:
    """Yield the one sheet: a row of the variables' names, then the cases.

    Raises
    ------
    RefusedError
        If it is damaged or too large, or pyreadstat is not installed.
    """
    form = survey_format(file.read(HEAD_BYTES))
    if form is None:
        raise RefusedError("survey_kind")
    if form == "xpt" and file.seek(0, 2) % _SAS_RECORD:  # rows would be lost silently
        raise RefusedError("file_damaged", kind=_PROGRAMS[form].title)
    if form == "dta" and is_cut_stata(file):  # the labels of its codes are lost
        raise RefusedError("file_damaged", kind=_PROGRAMS[form].title)
    try:
        import pyreadstat  # noqa: PLC0415 - an extra
    except ImportError:
        raise RefusedError("survey_package") from None
    try:
        names, columns = _text_columns(_reader(pyreadstat, form, file.name), form)
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError) as error:
        if "memory" in str(error):
            raise MemoryError from None
        raise RefusedError("file_damaged", kind=_PROGRAMS[form].title) from None
    schema = pa.schema([(str(i), pa.string()) for i in range(len(names))])
    yield TextSheet(None, 0, schema, _batches(names, columns, schema))


def _reader(pyreadstat: ModuleType, form: SurveyFormat, path: str) -> Read:
    """Return a function that reads variables of a file in any encoding."""
    function = getattr(pyreadstat, _PROGRAMS[form].reader)
    # Dates are converted here: one outside Python's range would stop pyreadstat.
    fixed = {"output_format": "dict", "disable_datetime_conversion": True}

    def read(**options: Any) -> tuple[dict[str, list[Value | None]], Any]:
        try:
            found = function(path, **fixed, **options)
        except pyreadstat.ReadstatError as error:
            if "encoding" not in str(error) or form == "por":
                raise
            fixed["encoding"] = _OLD_ENCODING
            found = function(path, **fixed, **options)
        return found  # type: ignore[no-any-return]

    return read


def _text_columns(read: Read, form: SurveyFormat) -> tuple[list[str], list[pa.Array]]:
    """Return the names and the texts of all variables, of which some are read at a time."""
    _, about = read(metadataonly=True)
    names: list[str] = about.column_names
    if len(names) > MAX_SHEET_COLUMNS:
        raise RefusedError("too_many_columns", n=len(names), limit=MAX_SHEET_COLUMNS)
    rows = about.number_rows
    if rows is None and names:  # some files do not state it
        rows = len(read(usecols=names[:1])[0][names[0]])
    columns: list[pa.Array] = []
    size = 0
    at_once = max(1, _CELLS_AT_ONCE // max(rows or 0, 1))
    for start in range(0, len(names), at_once):
        some = names[start : start + at_once]
        values, _ = read(usecols=some)
        for name in some:
            text = _text_of_value(form, about.original_variable_types.get(name) or "")
            labels = about.variable_value_labels.get(name, {})
            columns.append(_texts(values.pop(name), labels, text))
            size += columns[-1].nbytes
        if size > MAX_REPEATED:
            raise RefusedError("workbook_repeats", limit=MAX_REPEATED >> 20)
    return names, columns


def _texts(
    values: list[Value | None], labels: Mapping[Value, str], text: Callable[[Value], str | None]
) -> pa.Array:
    """Return a variable's values as text, as labels if most codes have one.

    In a measurement, only a few codes have labels, such as 9996, "refused".
    """
    present = {value for value in values if value is not None and value != ""}
    texts: dict[Value | None, str | None] = {value: text(value) for value in present}
    labelled = {value for value in present if labels.get(value, "").strip()}
    if 2 * len(labelled) > len(present):
        texts |= {value: labels[value] for value in labelled}
    return pa.array(map(texts.get, values), pa.string(), size=len(values))


def _text_of_value(form: SurveyFormat, display: str) -> Callable[[Value], str | None]:
    """Return a function that converts values with this display format to text."""
    for clock in _CLOCKS[form]:
        if re.fullmatch(clock.formats, display):
            epoch = _PROGRAMS[form].epoch
            return lambda value: _text_of_moment(value, clock, epoch)
    return _text_of_number


def _text_of_moment(value: Value, clock: _Clock, epoch: datetime.datetime) -> str | None:
    if isinstance(value, str):
        return value
    try:
        moment = epoch + datetime.timedelta(seconds=round(value * clock.seconds))
    except (OverflowError, ValueError):  # beyond the year 9999: a typing error
        return _text_of_number(value)
    if clock.shown == "moment":
        return text_of_cell(moment)
    return (moment.date() if clock.shown == "day" else moment.time()).isoformat()


def _text_of_number(value: Value) -> str | None:
    if isinstance(value, str):
        return value
    number = float(value)
    if math.isnan(number):
        return None
    # Stata's float has seven digits, also in files converted from Stata: 9.8 is stored as
    # 9.800000190734863.
    with np.errstate(over="ignore"):
        short = np.float32(number)
    if not number.is_integer() and float(short) == number:
        return str(short)
    return text_of_cell(value)


def _batches(
    names: list[str], columns: list[pa.Array], schema: pa.Schema
) -> Iterator[pa.RecordBatch]:
    """Yield the names as a row, then the cases in batches."""
    if not names:
        return
    yield pa.record_batch([pa.array([name], pa.string()) for name in names], schema=schema)
    for start in range(0, len(columns[0]), BLOCK_ROWS):
        yield pa.record_batch([c.slice(start, BLOCK_ROWS) for c in columns], schema=schema)
