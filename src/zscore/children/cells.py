"""The values of a column as a plain array: numbers, codes or days.

Each of the three readers gives the same answer for numpy, nullable, masked,
categorical, string, Arrow-backed, chunked or empty columns; missing is NaN, -1 or
NaT. What is neither a value nor missing is refused, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from zscore._jit import frozen
from zscore.children.kernels import (
    MOST_TEXTS,
    SLOTS,
    number_strings,
    number_texts,
    take_codes,
)
from zscore.errors import CodeError, ColumnError, describe

Floats = NDArray[np.float64]
Codes = NDArray[np.int8]
MISSING = -1  # of a code

# Plain numbers only: Python's float() also takes "1_000". An infinity is no number to score,
# but it is what some programs write, and becomes a counted reason.
_NUMBER = re.compile(
    r"[+-]?((\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?|inf(inity)?)", re.IGNORECASE | re.ASCII
)
# How R, pandas, SQL and people write that nothing is there.
_BLANK = {"", "na", "n/a", "nan", "nat", "null", "none", "<na>", "-", "."}
_ISO_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?)?")
_SPACES = re.compile(r"[\s\u00a0]+")


@dataclass(frozen=True, kw_only=True)
class Vocabulary:
    """The spellings accepted for a coded column, as texts and as numbers."""

    texts: Mapping[str, int]  # casefolded
    numbers: Mapping[float, int]

    def shown(self) -> str:
        """Return the accepted spellings, for a message."""
        texts = [f"'{text}'" for text in self.texts]
        return ", ".join(texts + [f"{number:g}" for number in self.numbers])


def float_column(values: Any, name: str) -> Floats:
    """Return a column of numbers as float64, NaN where missing.

    Raises
    ------
    ColumnError
        If it holds anything but numbers, or text that is not a plain number.
    """
    if _is_plain(values) and values.dtype.kind in "iuf":
        numbers: Floats = values.astype(np.float64, copy=False)
        return numbers
    array = as_arrow(values)
    is_number = pa.types.is_integer(array.type) or _is_real(array.type)
    if not is_number and _is_missing_whole(array):
        return np.full(len(array), np.nan)
    if is_text(array.type):
        return _parsed(array, name, _NUMBER, float, "number_unreadable")
    if not is_number:
        raise ColumnError("not_numbers", column=name, kind=str(array.type))
    # Unsafe is right here: beyond 2**53 a whole number becomes the nearest float.
    return _to_numpy(pc.cast(array, pa.float64(), safe=False))


def code_column(values: Any, name: str, vocabulary: Vocabulary) -> Codes:
    """Return a coded column as int8, MISSING where missing or blank.

    Raises
    ------
    CodeError
        If a value is not in the vocabulary; it is never guessed.
    """
    if not _is_plain(values):
        values = as_arrow(values)
        if _is_missing_whole(values):
            return np.full(len(values), MISSING, np.int8)
        if is_text(values.type):
            return _text_codes(values, name, vocabulary)
    is_bool = (
        values.dtype.kind == "b" if isinstance(values, np.ndarray) else values.type == pa.bool_()
    )
    if is_bool and 0 not in vocabulary.numbers:  # True is not 1 where nothing is 0
        raise ColumnError("not_codes", column=name, kind="bool", accepted=vocabulary.shown())
    if is_bool:
        values = (
            values.astype(np.int8) if isinstance(values, np.ndarray) else values.cast(pa.int8())
        )
    numbers = float_column(values, name)
    codes = np.full(len(numbers), MISSING, np.int8)
    known = np.isnan(numbers)
    for number, code in vocabulary.numbers.items():
        match = numbers == number
        codes[match] = code
        known |= match
    if not known.all():
        first = int(np.argmin(known))
        _refuse_code(
            f"{numbers[first]:g}", int((~known).sum()), len(numbers), first, name, vocabulary
        )
    return codes


def day_column(values: Any, name: str) -> NDArray[np.datetime64]:
    """Return a column of dates as datetime64[D], NaT where missing.

    A time of day is dropped; a time zone's own calendar day is kept.

    Raises
    ------
    ColumnError
        If it holds no dates, or text that is not ``YYYY-MM-DD``.
    """
    if _is_plain(values) and values.dtype.kind == "M":
        plain: NDArray[np.datetime64] = values.astype("datetime64[D]")
        return plain
    array = as_arrow(own_days(values))
    if _is_missing_whole(array):
        return np.full(len(array), "NaT", "datetime64[D]")
    if is_text(array.type):
        days = _parsed(array, name, _ISO_DATE, _day_number, "date_unreadable")
    elif pa.types.is_date(array.type) or pa.types.is_timestamp(array.type):
        if pa.types.is_timestamp(array.type) and array.type.tz is not None:
            array = pc.local_timestamp(array)  # midnight in Jakarta is the day before in UTC
        days = _to_numpy(array.cast(pa.date32()).cast(pa.int32()).cast(pa.float64()))
    else:
        raise ColumnError("not_dates", column=name, kind=str(array.type))
    missing = np.isnan(days)
    result = np.where(missing, 0, days).astype(np.int64).astype("datetime64[D]")
    result[missing] = np.datetime64("NaT")
    return result


def _is_plain(values: Any) -> bool:
    """Is this a numpy array that needs no Arrow to be understood?"""
    return (
        isinstance(values, np.ndarray)
        and not isinstance(values, np.ma.MaskedArray)
        and values.dtype.kind in "iufbM"
    )


def as_arrow(values: Any) -> pa.ChunkedArray:
    """Return any array-like as Arrow, dictionaries of anything but text decoded."""
    if isinstance(values, pa.ChunkedArray):
        array = values
    else:
        array = _converted(values)
        if not isinstance(array, pa.ChunkedArray):
            array = pa.chunked_array([array])
    if pa.types.is_dictionary(array.type) and not is_text(array.type):
        array = array.cast(array.type.value_type)
    return array


def _converted(values: Any) -> pa.Array | pa.ChunkedArray:
    if isinstance(values, pa.Array):
        return values
    try:
        if isinstance(values, np.ma.MaskedArray):
            return pa.array(values.data, mask=np.ma.getmaskarray(values), from_pandas=True)
        if hasattr(values, "to_arrow"):  # polars
            # Its texts are views, which cost nothing to hand over; to_arrow() would copy them.
            is_text = str(values.dtype) in {"String", "Utf8"}
            return pa.chunked_array(values) if is_text else values.to_arrow()
        return pa.array(values, from_pandas=True)
    except (pa.ArrowException, OverflowError, TypeError, UnicodeError):
        # Objects of several types, such as 1 and "f", or of none that Arrow has: what they say
        # as text decides.
        texts = [None if _is_missing(value) else _text_of(value) for value in values]
        return pa.array(texts, pa.string())


def _is_missing(value: Any) -> bool:
    if value is None or str(value) in {"<NA>", "NaT", "--"}:
        return True
    return bool(isinstance(value, float) and np.isnan(value))


def _text_of(value: Any) -> str:
    return str(value).encode("utf-8", "replace").decode()


def own_days(values: Any) -> Any:
    """Return objects with every date and time as the day it is in its own time zone.

    Indonesia has three; midnight in Jayapura is the day before in Jakarta.
    """
    if isinstance(values, np.ma.MaskedArray):
        hidden = np.ma.getmaskarray(values)
        objects = [None if h else v for v, h in zip(values.data, hidden, strict=True)]
    elif isinstance(values, list | tuple):
        objects = list(values)
    elif getattr(values, "dtype", None) == np.dtype(object):
        objects = list(np.asarray(values, object))
    else:
        return values
    return [
        value.date() if isinstance(value, datetime) and not _is_missing(value) else value
        for value in objects
    ]


def _is_missing_whole(array: pa.ChunkedArray) -> bool:
    """Is there no value in it, so that its type does not matter?"""
    if array.null_count == len(array):
        return True
    return pa.types.is_floating(array.type) and bool(
        pc.all(pc.fill_null(pc.is_nan(array), True)).as_py()
    )


def is_text(kind: pa.DataType) -> bool:
    """Is it a type of texts, or of a dictionary of texts?"""
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    return bool(
        pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)
    )


def _is_real(kind: pa.DataType) -> bool:
    return bool(pa.types.is_floating(kind) or pa.types.is_decimal(kind))


def _to_numpy(array: pa.ChunkedArray) -> Floats:
    """Return a float64 Arrow array as numpy, NaN for null."""
    if array.null_count:
        array = pc.fill_null(array, np.nan)
    numbers: Floats = array.to_numpy()
    return numbers


def distinct(array: pa.ChunkedArray) -> tuple[list[str | None], NDArray[np.integer[Any]]]:
    """Return the different texts, None the last of them, and for each row which it is.

    Each different text is looked at once, however many rows there are.
    """
    if not pa.types.is_dictionary(array.type):
        few = _few_short(array)
        if few is not None:
            return few
        if pa.types.is_string_view(array.type):
            array = array.cast(pa.large_string())
        array = pc.dictionary_encode(array)
    whole = array.unify_dictionaries().combine_chunks()
    if isinstance(whole, pa.ChunkedArray):  # no chunk at all
        return [None], np.zeros(len(whole), np.intp)
    texts = whole.dictionary.to_pylist()
    which = whole.indices
    if which.null_count:
        which = pc.fill_null(which.cast(pa.int64()), len(texts))
    return [*texts, None], which.to_numpy(zero_copy_only=False)


def _few_short(array: pa.ChunkedArray) -> tuple[list[str | None], NDArray[np.uint8]] | None:
    """Do as distinct() where texts are few and short, in half the time or less; else None."""
    heads, tails = np.empty(MOST_TEXTS, np.uint64), np.empty(MOST_TEXTS, np.uint64)
    slots = np.full(SLOTS, -1, np.int16)
    which = np.empty(len(array), np.uint8)
    start = 0
    for chunk in array.chunks:
        of_chunk = which[start : start + len(chunk)]
        start += len(chunk)
        if chunk.null_count == len(chunk):  # it may have no texts at all
            of_chunk[:] = 0
        elif pa.types.is_string_view(chunk.type):
            views = np.frombuffer(chunk.buffers()[1], np.uint64, 2 * len(chunk), 16 * chunk.offset)
            if not number_texts(frozen(views.reshape(-1, 2)), heads, tails, slots, of_chunk):
                return None
        elif not number_strings(*_offsets_and_words(chunk), heads, tails, slots, of_chunk):
            return None
    found = int(slots.max()) + 1
    if array.null_count:
        if found == MOST_TEXTS:  # None would be one more
            return None
        which[pc.is_null(array).to_numpy()] = found
    lengths = heads[:found] & np.uint64(0xFFFFFFFF)
    data = np.stack([heads[:found], tails[:found]], axis=1).astype("<u8").tobytes()
    texts = [
        data[16 * i + 4 : 16 * i + 4 + int(length)].decode("utf-8", "replace")
        for i, length in enumerate(lengths)
    ]
    return [*texts, None], which


def _offsets_and_words(chunk: pa.Array) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
    """Return the texts of a chunk as view_texts() reads them."""
    _, places, data = chunk.buffers()
    kind = np.dtype(np.int64 if pa.types.is_large_string(chunk.type) else np.int32)
    offsets = np.frombuffer(places, kind, len(chunk) + 1, chunk.offset * kind.itemsize)
    offsets = offsets.astype(np.int64, copy=False)
    start, end = int(offsets[0]), int(offsets[-1])
    words = np.zeros((end - start) // 8 + 4, np.uint64)
    if end > start:
        words.view(np.uint8)[: end - start] = np.frombuffer(data, np.uint8, end - start, start)
    return frozen(offsets if start == 0 else offsets - start), frozen(words)


def _parsed(
    array: pa.ChunkedArray, name: str, form: re.Pattern[str], read: Any, key: str
) -> Floats:
    """Return texts of one form as float64, NaN where blank; refuse any other text."""
    texts, which = distinct(array)
    numbers = np.full(len(texts), np.nan)
    unreadable = np.zeros(len(texts), bool)
    for i, text in enumerate(texts):
        stripped = _stripped(text)
        if stripped.casefold() in _BLANK:
            continue
        try:
            unreadable[i] = form.fullmatch(stripped) is None
            numbers[i] = np.nan if unreadable[i] else read(stripped)
        except ValueError:  # 2024-02-31
            unreadable[i] = True
    if unreadable.any() and (bad := unreadable[which]).any():
        row = int(np.argmax(bad))
        raise ColumnError(
            key,
            column=name,
            n=int(bad.sum()),
            rows=len(bad),
            value=describe(texts[which[row]]),
            row=row,
        )
    result: Floats = numbers[which]
    return result


def _stripped(text: str | None) -> str:
    return _SPACES.sub(" ", text or "").strip()


def _day_number(text: str) -> float:
    return float(np.datetime64(text[:10], "D").astype(np.int64))


def _text_codes(array: pa.ChunkedArray, name: str, vocabulary: Vocabulary) -> Codes:
    unknown = MISSING - 1
    texts, which = distinct(array)
    table = np.full(len(texts), MISSING, np.int8)
    for i, text in enumerate(texts):
        folded = _stripped(text).casefold()
        if _NUMBER.fullmatch(folded):
            table[i] = vocabulary.numbers.get(float(folded), unknown)
        elif folded not in _BLANK:
            table[i] = vocabulary.texts.get(folded, unknown)
    codes = np.empty(len(which), np.int8)
    if which.dtype.itemsize == 1:
        take_codes(frozen(table), frozen(which.view(np.uint8)), codes)
    else:
        codes = table[which]
    if (table == unknown).any() and (bad := codes == unknown).any():
        row = int(np.argmax(bad))
        _refuse_code(texts[which[row]], int(bad.sum()), len(bad), row, name, vocabulary)
    return codes


def _refuse_code(
    value: object, n: int, rows: int, row: int, name: str, vocabulary: Vocabulary
) -> None:
    raise CodeError(
        "unknown_code",
        column=name,
        n=n,
        rows=rows,
        value=describe(value),
        row=row,
        accepted=vocabulary.shown(),
    )
