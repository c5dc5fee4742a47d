"""Reading named columns from, and adding them to, pandas, polars and Arrow tables and dicts.

arrays.py reads the values of a column. New columns are added to a table of the same
kind. The input is never changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any, TypeAlias

import narwhals
import numpy as np
import pyarrow as pa
from narwhals import stable
from narwhals.exceptions import DuplicateError
from numpy.typing import NDArray

from zscore.arguments import mapping_in
from zscore.children.arrays import Codes, Floats
from zscore.errors import (
    ColumnError,
    ParameterError,
    TableError,
    UnknownNameError,
    listed,
    looks_like_data,
)


@dataclass(frozen=True, kw_only=True)
class Categories:
    """A new categorical column: codes into labels, -1 for missing."""

    codes: Codes
    labels: tuple[str, ...]
    ordered: bool = False


Column: TypeAlias = "Floats | NDArray[np.bool_] | Categories | pa.Array"


class Table:
    """A table of any kind, opened for reading columns and for adding new ones.

    Parameters
    ----------
    source
        A pandas, polars or pyarrow table, a dict of equally long arrays, or anything
        with ``__arrow_c_stream__`` or ``__arrow_c_array__`` (which comes back as a pyarrow table).
    columns
        Renames, from canonical name to name in ``source``.
    known
        The names that may be renamed; None for any.

    Raises
    ------
    TableError
        If ``source`` is of another kind, lazy, or a dict of unequal lengths.
    ColumnError
        If a renamed column is missing, or a name occurs twice.
    UnknownNameError
        If a renamed name is unknown, or two names refer to one column.
    """

    def __init__(
        self,
        source: Any,
        columns: Mapping[str, str] | None = None,
        known: Collection[str] | None = None,
    ) -> None:
        self.native: Any
        self.kind: str
        self.native, self.kind = _opened(source)
        labels = _names(self.native, self.kind)
        self.names: list[str] = [str(label) for label in labels]
        refuse_doubled(self.names)
        self._label = dict(zip(self.names, labels, strict=True))  # pandas allows labels such as 0
        own = dict(self._label)
        renames = mapping_in(columns, "columns")
        check_renames(renames, known)
        for canonical, actual in renames.items():
            if str(actual) not in own:
                raise ColumnError("renamed_missing", column=actual, found=listed(self.names))
            self._label[canonical] = own[str(actual)]
        self.n: int = self._length()
        self._arrays: dict[str, NDArray[Any]] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._arrays or name in self._label

    def column(self, name: str) -> Any:
        """Return the column ``name`` (after renaming), for the readers in arrays.py."""
        if name in self._arrays:
            return self._arrays[name]
        values = self.native[self._label[name]]
        if self.kind == "pandas" and isinstance(values.dtype, np.dtype):
            return values.to_numpy()
        return values

    def slice(self, rows: slice) -> Table:
        """Return some rows of the table, with the same renames."""
        part = copy(self)
        part.native = _SLICE[self.kind](self.native, rows)
        part.n = rows.stop - rows.start
        part._arrays = {name: array[rows] for name, array in self._arrays.items()}
        return part

    def with_arrays(self, new: Mapping[str, NDArray[Any]]) -> Table:
        """Return the table with ``new`` columns added or replacing its own.

        They are read like any other column, but do not appear in output tables.
        """
        wider = copy(self)
        wider._arrays = self._arrays | dict(new)
        wider.names = list(dict.fromkeys([*self.names, *new]))
        return wider

    @staticmethod
    def concatenated(tables: Sequence[Table]) -> Table:
        """Return the rows of several pyarrow tables that have the same columns."""
        whole = copy(tables[0])
        whole.native = pa.concat_tables(table.native for table in tables)
        whole.n = sum(table.n for table in tables)
        whole._arrays = {
            name: np.concatenate([table._arrays[name] for table in tables])
            for name in whole._arrays
        }
        return whole

    def with_columns(self, new: Mapping[str, Column]) -> Any:
        """Return a table of the source's kind with ``new`` columns after its own.

        Raises
        ------
        ColumnError
            If one of them already exists: the input is never overwritten.
        """
        taken = [name for name in new if name in self.names]
        if taken:
            raise ColumnError("column_taken", column=taken[0])
        return _WITH_COLUMNS[self.kind](self.native, new)

    def _length(self) -> int:
        if self.kind != "dict":
            return len(self.native)
        lengths = {name: len(values) for name, values in self.native.items()}
        if len(set(lengths.values())) > 1:
            hide = looks_like_data(lengths)
            shown = ", ".join(
                str(length) if hide else f"{name} {length}" for name, length in lengths.items()
            )
            raise TableError("unequal_lengths", lengths=shown)
        return max(lengths.values(), default=0)


def check_renames(columns: Mapping[str, str], known: Collection[str] | None) -> None:
    """Refuse renames of unknown names, or of two names to one column.

    Raises
    ------
    UnknownNameError
        Naming the first.
    """
    for canonical in columns:
        if known is not None and canonical not in known:
            raise UnknownNameError("unknown_rename", name=canonical, known=", ".join(known))
    actual = [str(name) for name in columns.values()]
    doubled = [name for i, name in enumerate(actual) if name in actual[:i]]
    if doubled:
        raise ParameterError("renamed_twice", column=listed(doubled[:1]))


# --- reading -----------------------------------------------------------------------------


def _of_one_batch(source: Any) -> pa.Table:
    return pa.Table.from_batches([pa.record_batch(source)])


_ENGINES = ("dask", "pyspark")  # whose frames also have an Arrow stream


def _opened(source: Any) -> tuple[Any, str]:
    """Return the native table and its kind."""
    if isinstance(source, Mapping):
        return {name: _one_dimensional(values, name) for name, values in source.items()}, "dict"
    if type(source).__module__.partition(".")[0] in _ENGINES:
        raise TableError("lazy_table", kind=type_name(source))
    source = narwhals.to_native(source, pass_through=True)
    try:
        frame = stable.v2.from_native(source, pass_through=True)
    except DuplicateError:
        refuse_doubled(
            [
                str(name)
                for name in _names(source, "pyarrow" if isinstance(source, pa.Table) else "")
            ]
        )
        raise
    if isinstance(frame, stable.v2.LazyFrame):
        raise TableError("lazy_table", kind=type_name(source))
    if isinstance(frame, stable.v2.DataFrame):
        kind = frame.implementation.value
        if kind in _WITH_COLUMNS:
            return source, kind
    for protocol, read in (("__arrow_c_stream__", pa.table), ("__arrow_c_array__", _of_one_batch)):
        if hasattr(source, protocol) and not isinstance(source, type):
            try:
                return read(source), "pyarrow"
            except (pa.ArrowException, TypeError):  # a single column
                pass
    raise TableError("unknown_table", kind=type_name(source))


def refuse_doubled(names: Sequence[str]) -> None:
    """Refuse duplicate names.

    Raises
    ------
    ColumnError
        Naming the first.
    """
    doubled = [name for name, n in Counter(names).items() if n > 1]
    if doubled:
        # A row of data mistaken for headings is not shown.
        shown = doubled[0] if doubled[0] in listed(names) else listed(names)
        raise ColumnError("column_doubled", column=shown)


def type_name(source: Any) -> str:
    """Return the type of something that is not a table, for a message."""
    return f"{type(source).__module__.partition('.')[0]}.{type(source).__qualname__}"


def _names(native: Any, kind: str) -> Sequence[Any]:
    if kind == "dict":
        return list(native)
    return list(native.column_names if kind == "pyarrow" else native.columns)


def _one_dimensional(values: Any, name: str) -> Any:
    try:
        dimensions = np.ndim(values)
    except ValueError:  # lists of unequal lengths
        dimensions = 2
    if dimensions != 1:
        raise TableError("not_a_column", column=listed([name]))
    return values


# --- writing -----------------------------------------------------------------------------


def _with_pandas(native: Any, new: Mapping[str, Column]) -> Any:
    import pandas as pd  # noqa: PLC0415  (the caller has it; others need not)

    made = {
        name: pd.Categorical.from_codes(
            column.codes, pd.Index(column.labels), ordered=column.ordered
        )
        if isinstance(column, Categories)
        else column.to_numpy(zero_copy_only=False)
        if isinstance(column, pa.Array)
        else column
        for name, column in new.items()
    }
    added = pd.DataFrame(made, index=native.index, copy=False)
    joined = pd.concat([native, added], axis=1)
    joined.attrs = dict(native.attrs)
    return joined


def _with_polars(native: Any, new: Mapping[str, Column]) -> Any:
    import polars as pl  # noqa: PLC0415  (an optional package)

    made = []
    for name, column in new.items():
        if isinstance(column, Categories):
            coded = pl.Series(name, arrow_array(column))
            made.append(coded.cast(pl.Enum(column.labels)))
        elif isinstance(column, pa.Array):
            made.append(pl.Series(name, column))
        else:
            made.append(pl.Series(name, column, nan_to_null=True))
    return native.with_columns(made)


def _with_pyarrow(native: Any, new: Mapping[str, Column]) -> Any:
    for name, column in new.items():
        native = native.append_column(name, arrow_array(column))
    return native


def arrow_array(column: Column) -> pa.Array:
    """Return a new column as Arrow, with null (never NaN) for missing; values are not copied."""
    if isinstance(column, pa.Array):
        return column
    if isinstance(column, Categories):
        return pa.DictionaryArray.from_arrays(
            _arrow_values(pa.int8(), column.codes, column.codes >= 0),
            pa.array(column.labels, pa.string()),
            ordered=column.ordered,
        )
    if column.dtype == np.bool_:
        return pa.Array.from_buffers(pa.bool_(), len(column), [None, _bits(column)])
    return _arrow_values(pa.float64(), column, ~np.isnan(column))


def _arrow_values(kind: pa.DataType, values: Any, valid: NDArray[np.bool_]) -> pa.Array:
    bits = None if valid.all() else _bits(valid)
    values = pa.py_buffer(np.ascontiguousarray(values))
    return pa.Array.from_buffers(kind, len(valid), [bits, values])


def _bits(flags: NDArray[Any]) -> pa.Buffer:
    """Return booleans packed as in Arrow."""
    return pa.py_buffer(np.packbits(flags, bitorder="little"))


def _with_dict(native: Any, new: Mapping[str, Column]) -> Any:
    made = {}
    for name, column in new.items():
        if isinstance(column, Categories):
            labels = np.array([*column.labels, None], dtype=object)
            made[name] = labels[column.codes]  # -1 is the last label: None
        elif isinstance(column, pa.Array):
            made[name] = column.to_numpy(zero_copy_only=False)
        else:
            made[name] = column
    return {**native, **made}


def in_kind(table: pa.Table, kind: str) -> Any:
    """Convert an Arrow table to a table of another kind."""
    if kind == "pandas":
        return table.to_pandas()
    if kind == "polars":
        import polars as pl  # noqa: PLC0415  (an optional package)

        return pl.from_arrow(table)
    if kind == "dict":
        return {name: _numpy(table.column(name)) for name in table.column_names}
    return table


def _numpy(column: pa.ChunkedArray) -> NDArray[Any]:
    if pa.types.is_dictionary(column.type):  # to_numpy() would replace null by the last value
        column = column.cast(column.type.value_type)
    values: NDArray[Any] = column.to_numpy(zero_copy_only=False)
    return values


_SLICE: dict[str, Callable[[Any, slice], Any]] = {
    "pandas": lambda native, rows: native.iloc[rows],
    "polars": lambda native, rows: native[rows],
    "pyarrow": lambda native, rows: native.slice(rows.start, rows.stop - rows.start),
    "dict": lambda native, rows: {name: values[rows] for name, values in native.items()},
}
_WITH_COLUMNS = {
    "pandas": _with_pandas,
    "polars": _with_polars,
    "pyarrow": _with_pyarrow,
    "dict": _with_dict,
}
