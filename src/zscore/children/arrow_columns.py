"""Conversion of columns of any kind to Arrow, and their distinct texts.

Columns may be numpy, masked, nullable, categorical, string, Arrow-backed, chunked, polars or of
Python objects. The meaning of their cells is not interpreted here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

_CONTAINERS = {dict, list, tuple, np.ndarray}
_DEEPEST = 100  # nested containers; a cell never is one


def is_plain_numpy(values: Any) -> bool:
    """Return whether values are a numpy array that needs no conversion to Arrow."""
    return (
        isinstance(values, np.ndarray)
        and not isinstance(values, np.ma.MaskedArray)
        and values.dtype.kind in "iufbM"
    )


def as_arrow(values: Any) -> pa.ChunkedArray:
    """Return any array-like as Arrow, with dictionaries decoded unless they hold text."""
    if isinstance(values, pa.ChunkedArray):
        array = values
    else:
        array = _converted(values)
        if not isinstance(array, pa.ChunkedArray):
            array = pa.chunked_array([array])
    if pa.types.is_run_end_encoded(array.type):
        array = pc.run_end_decode(array)
    if pa.types.is_dictionary(array.type) and not is_text(array.type):
        array = array.cast(array.type.value_type)
    return array


def _converted(values: Any) -> pa.Array | pa.ChunkedArray:
    if isinstance(values, pa.Array):
        return values
    if str(getattr(values, "dtype", "")) == "period[D]":  # pandas'
        values = np.array([str(value) for value in values], "M8[D]")
    try:
        if _holds_itself(values):  # Arrow would never return
            raise TypeError
        if isinstance(values, np.ma.MaskedArray):
            return pa.array(values.data, mask=np.ma.getmaskarray(values), from_pandas=True)
        if hasattr(values, "to_arrow"):  # polars
            # Its texts are views, which are passed without a copy; to_arrow() would copy them.
            is_text = str(values.dtype) in {"String", "Utf8"}
            return pa.chunked_array(values) if is_text else values.to_arrow()
        return pa.array(values, from_pandas=True)
    except (pa.ArrowException, OverflowError, TypeError, UnicodeError):
        # Objects of several types, such as 1 and "f", or of types unknown to Arrow: their text
        # decides.
        texts = [None if _is_missing(value) else _text_of(value) for value in values]
        return pa.array(texts, pa.string())


def _holds_itself(values: Any) -> bool:
    """Return whether an object among these contains itself, at any depth."""
    if str(getattr(values, "dtype", "object")) != "object":
        return False
    return any(_is_endless(value) for value in values if type(value) in _CONTAINERS)


def _is_endless(outer: Any) -> bool:
    """Return whether a container contains itself; each is visited once."""
    inside: list[tuple[Any, Iterator[Any]]] = [(outer, _parts_of(outer))]
    around, seen = {id(outer)}, {id(outer)}
    while inside:
        container, parts = inside[-1]
        part = next((one for one in parts if type(one) in _CONTAINERS), None)
        if part is None:
            around.discard(id(container))
            inside.pop()
        elif id(part) in around or len(inside) > _DEEPEST:
            return True
        elif id(part) not in seen:
            seen.add(id(part))
            around.add(id(part))
            inside.append((part, _parts_of(part)))
    return False


def _parts_of(container: Any) -> Iterator[Any]:
    if isinstance(container, dict):
        return iter(container.values())
    if isinstance(container, np.ndarray):
        return iter(container.ravel().tolist()) if container.dtype == object else iter(())
    return iter(container)


def _is_missing(value: Any) -> bool:
    if value is None or str(value) in {"<NA>", "NaT", "--"}:
        return True
    return bool(isinstance(value, float) and np.isnan(value))


def _text_of(value: Any) -> str:
    return str(value).encode("utf-8", "replace").decode()


def own_days(values: Any) -> Any:
    """Return objects with every date and time replaced by the day in its own time zone.

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


def is_all_missing(array: pa.ChunkedArray) -> bool:
    """Return whether an array has no values, so that its type does not matter."""
    if array.null_count == len(array):
        return True
    return pa.types.is_floating(array.type) and bool(
        pc.all(pc.fill_null(pc.is_nan(array), True)).as_py()
    )


def is_text(kind: pa.DataType) -> bool:
    """Return whether a type is text, or a dictionary of text."""
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    return bool(
        pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)
    )


def distinct(array: pa.ChunkedArray) -> tuple[list[str | None], NDArray[np.integer[Any]]]:
    """Return the distinct texts, with None last, and the index of each row's text.

    So each distinct text is examined once, regardless of the number of rows.
    """
    if not pa.types.is_dictionary(array.type):
        if pa.types.is_string_view(array.type):
            array = array.cast(pa.large_string())
        array = pc.dictionary_encode(array)
    whole = array.unify_dictionaries().combine_chunks()
    if isinstance(whole, pa.ChunkedArray):  # without any chunk
        return [None], np.zeros(len(whole), np.intp)
    texts = whole.dictionary.to_pylist()
    which = whole.indices
    if which.null_count:
        which = pc.fill_null(which.cast(pa.int64()), len(texts))
    return [*texts, None], which.to_numpy(zero_copy_only=False)


def texts_in(array: pa.ChunkedArray) -> list[str]:
    """Return the distinct texts of the rows; a dictionary may contain others."""
    texts, which = distinct(array)
    used = np.bincount(which, minlength=len(texts))
    return [text for text, n in zip(texts, used, strict=True) if n and text is not None]
