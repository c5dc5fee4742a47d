"""A column of any table as Arrow, and its different texts.

numpy, masked, nullable, categorical, string, Arrow-backed, chunked, polars' or of Python objects:
what its cells mean is not asked here.
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
_DEEPEST = 100  # containers in one another; no cell is one


def is_plain_numpy(values: Any) -> bool:
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
        if _holds_itself(values):  # of which Arrow would never come back
            raise TypeError
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


def _holds_itself(values: Any) -> bool:
    """Is there an object among these that contains itself, at whatever depth?"""
    if str(getattr(values, "dtype", "object")) != "object":
        return False
    return any(_is_endless(value) for value in values if type(value) in _CONTAINERS)


def _is_endless(outer: Any) -> bool:
    """Is a container in itself? Each is looked into once."""
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


def is_all_missing(array: pa.ChunkedArray) -> bool:
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


def distinct(array: pa.ChunkedArray) -> tuple[list[str | None], NDArray[np.integer[Any]]]:
    """Return the different texts, None the last of them, and for each row which it is.

    Each different text is looked at once, however many rows there are.
    """
    if not pa.types.is_dictionary(array.type):
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


def texts_in(array: pa.ChunkedArray) -> list[str]:
    """Return the different texts that rows hold; a dictionary may name others."""
    texts, which = distinct(array)
    used = np.bincount(which, minlength=len(texts))
    return [text for text, n in zip(texts, used, strict=True) if n and text is not None]
