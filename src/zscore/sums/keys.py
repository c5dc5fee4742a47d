"""Keys of groups: columns as codes, and several columns combined into one integer."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from zscore._jit import frozen
from zscore.children.arrow_columns import as_arrow, is_text
from zscore.children.frames import Table
from zscore.children.row_reader import TEXT_BLANKS
from zscore.errors import ColumnError, shown_type
from zscore.files.grids import text_column
from zscore.sums import kernels

Places = NDArray[np.int32]
_ROOM = 2**62  # of a key
_LARGEST = 2.0**63  # of int64
_UNITS = ("s", "ms", "us", "ns")


@dataclass(frozen=True, kw_only=True)
class Key:
    """A column of groups: its distinct values, and the code of each row."""

    values: pa.Array
    codes: Places  # len(values) where it is missing

    @property
    def size(self) -> int:
        """Number of codes, including the one for missing."""
        return len(self.values) + 1

    def as_text(self) -> Key:
        """Return the key with its values as texts."""
        texts = key_of(self.values.cast(pa.string()))
        return Key(values=texts.values, codes=np.append(texts.codes, len(texts.values))[self.codes])

    def ordered(self) -> Key:
        """Return the key with sorted values; texts that are all whole numbers become numbers."""
        values = self.values
        if pa.types.is_string(values.type) and len(values):
            digits = pc.match_substring_regex(values, r"^-?[0-9]{1,17}$")
            if pc.all(digits).as_py():
                values = pa.table({"number": values.cast(pa.int64()), "text": values})
        keys = [(name, "ascending") for name in getattr(values, "column_names", [])]
        order = pc.sort_indices(values, sort_keys=keys or [("", "ascending")]).to_numpy()
        rank = np.empty(self.size, np.int32)
        rank[order] = np.arange(len(order), dtype=np.int32)
        rank[-1] = len(order)
        return Key(values=self.values.take(pa.array(order)), codes=rank[self.codes])

    def take(self, codes: Places) -> pa.Array:
        """Return the values of some codes; null where missing."""
        return self.values.take(pa.array(codes, mask=codes == len(self.values)))


def _has_known_zone(kind: pa.TimestampType) -> bool:
    try:
        pa.scalar(0, kind).cast(pa.string())
    except pa.ArrowInvalid:
        return False
    return True


def key_of(column: Any) -> Key:
    """Return any column as a key; texts are stripped, and blank ones are missing."""
    array = as_arrow(column)
    if pa.types.is_float16(array.type):
        array = array.cast(pa.float32())
    if pa.types.is_timestamp(array.type) and not _has_known_zone(array.type):
        array = array.cast(pa.timestamp(array.type.unit))
    if pa.types.is_floating(array.type):
        array = pc.if_else(pc.is_nan(array), pa.scalar(None, array.type), array)
    if not pa.types.is_dictionary(array.type):
        if pa.types.is_string_view(array.type):
            array = array.cast(pa.large_string())
        if isinstance(array.type, pa.BaseExtensionType):  # periods of pandas
            array = text_column(array)
        array = pc.dictionary_encode(array)
    if array.num_chunks == 0:
        return Key(values=pa.array([], array.type.value_type), codes=np.zeros(0, np.int32))
    whole = array.chunk(0)
    if array.num_chunks > 1:
        whole = pa.concat_arrays(array.unify_dictionaries().chunks)
    values, place = _tidied(whole.dictionary)
    indices = whole.indices
    if indices.null_count:
        indices = pc.fill_null(indices.cast(pa.int32()), len(place) - 1)
    codes = indices.to_numpy(zero_copy_only=False).astype(np.int32, copy=False)
    if not np.array_equal(place, np.arange(len(place))):
        codes = place[codes]
    return Key(values=values, codes=codes)


def _tidied(values: pa.Array) -> tuple[pa.Array, Places]:
    """Return different values without null, and the new code of each old one and of missing."""
    if is_text(values.type):
        values = pc.utf8_trim_whitespace(values.cast(pa.string()))
        blank = pc.is_in(pc.utf8_lower(values), TEXT_BLANKS)
        values = pc.if_else(blank, pa.scalar(None, pa.string()), values)
    encoded = pc.dictionary_encode(values)
    codes = pc.fill_null(encoded.indices, len(encoded.dictionary)).to_numpy(zero_copy_only=False)
    return encoded.dictionary, np.append(codes, len(encoded.dictionary)).astype(np.int32)


def of_one_type(arrays: list[pa.Array]) -> list[pa.Array]:
    """Return arrays of one type: numbers as numbers, and text where some blocks have text."""
    kinds = {array.type for array in arrays if len(array) > array.null_count}
    if len(kinds) > 1:
        kinds = {_common_kind(kinds, arrays)}
    kind = kinds.pop() if kinds else arrays[0].type
    return [
        pa.nulls(len(array), kind)
        if array.null_count == len(array)
        else array.cast(kind, safe=not pa.types.is_floating(kind))
        for array in arrays
    ]


def _common_kind(kinds: set[pa.DataType], arrays: Sequence[pa.Array]) -> pa.DataType:
    if all(pa.types.is_integer(kind) or pa.types.is_floating(kind) for kind in kinds):
        return _number_kind(arrays)
    if all(pa.types.is_timestamp(kind) for kind in kinds) and len({k.tz for k in kinds}) == 1:
        return max(kinds, key=lambda kind: _UNITS.index(kind.unit))
    return pa.string()


def _number_kind(arrays: Sequence[pa.Array]) -> pa.DataType:
    """Return whole numbers for whole numbers: ids become 1.0 where a block lacks one."""
    numbers = [array.cast(pa.float64(), safe=False).drop_null().to_numpy() for array in arrays]
    whole = all(np.all((found % 1 == 0) & (np.abs(found) < _LARGEST)) for found in numbers)
    return pa.int64() if whole else pa.float64()


class Path:
    """Conversion of several keys to one integer, and back."""

    def __init__(self, keys: Sequence[Key]) -> None:
        self._codes = [key.codes for key in keys]
        self._sizes = [key.size for key in keys]
        self._joined: list[tuple[NDArray[np.int64], int]] = []
        # A number has no room for as many values as a country's posyandu, clusters and months
        # might have together; then the first two columns are numbered as they occur.
        while math.prod(self._sizes) >= _ROOM:
            pairs = self._codes[0].astype(np.int64) * self._sizes[1] + self._codes[1]
            found, place = np.unique(pairs, return_inverse=True)
            self._joined.append((found, self._sizes[1]))
            self._codes[:2], self._sizes[:2] = [place.astype(np.int32)], [len(found)]

    def keys(self, rows: slice) -> NDArray[np.int64]:
        """Return the combined key of each row."""
        number = np.zeros(rows.stop - rows.start, np.int64)
        for codes, size in zip(self._codes, self._sizes, strict=True):
            kernels.add_key(number, frozen(codes[rows]), size)
        return number

    def codes(self, number: NDArray[np.int64]) -> list[Places]:
        """Return what the numbers were made of, a code for each key."""
        codes: list[NDArray[np.int64]] = []
        for size in reversed(self._sizes):
            number, code = np.divmod(number, size)
            codes.insert(0, code)
        for found, size in reversed(self._joined):
            codes[:1] = list(np.divmod(found[codes[0]], size))
        return [code.astype(np.int32) for code in codes]


def named_key(table: Table, name: str) -> Key:
    """Return a column of a table as a key.

    Raises
    ------
    ColumnError
        If it is of lists, structs or bytes.
    """
    column = table.column(name)
    kind = as_arrow(column).type
    if is_no_cell(kind):
        raise ColumnError("group_kind", column=name, kind=shown_type(kind))
    return key_of(column)


def is_no_cell(kind: pa.DataType) -> bool:
    """Return whether a type is a list, struct or bytes."""
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    binary = (pa.types.is_binary, pa.types.is_large_binary, pa.types.is_fixed_size_binary)
    return pa.types.is_nested(kind) or any(is_one(kind) for is_one in binary)


def groups_of(columns: Sequence[pa.Array | Key], n: int) -> tuple[list[pa.Array], NDArray[np.intp]]:
    """Return the distinct rows of columns, sorted with missing last, and each row's index."""
    if not columns:
        return [], np.zeros(n, np.intp)
    keys = [(c if isinstance(c, Key) else key_of(c)).ordered() for c in columns]
    path = Path(keys)
    found, group = ranked(path.keys(slice(0, n)))
    codes = path.codes(found)
    return [key.take(code) for key, code in zip(keys, codes, strict=True)], group


def ranked(keys: NDArray[np.integer[Any]]) -> tuple[NDArray[Any], NDArray[np.intp]]:
    """Return the distinct keys, sorted, and the index of each row's key; keys are nonnegative.

    Like np.unique, but ten times as fast if keys are close together, because nothing is sorted.
    """
    size = int(keys.max(initial=-1)) + 1
    if size > 4 * len(keys) + 1024:
        return np.unique(keys, return_inverse=True)
    there = np.zeros(size, bool)
    there[keys] = True
    return np.flatnonzero(there), (np.cumsum(there) - 1)[keys]
