"""Columns of every kind read the same, tables of every kind come back as they were."""

from __future__ import annotations

import array
import copy
import datetime
import math
from decimal import Decimal
from zoneinfo import ZoneInfo

import narwhals
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

import zscore as zs
from optional import pl, present
from zscore.children.arrays import MISSING, Vocabulary, code_column, day_column, float_column
from zscore.children.frames import Categories, Table

NAN = math.nan
SEX = Vocabulary(texts={"m": 0, "f": 1}, numbers={1: 0, 2: 1}, labels=("m", "f"), shown="'m', 'f'")
YES = Vocabulary(texts={"n": 0, "y": 1}, numbers={0: 0, 1: 1}, labels=("n", "y"), shown="'n', 'y'")
LYING = Vocabulary(texts={"l": 0, "h": 1}, numbers={}, labels=("l", "h"), shown="'l', 'h'")
DATE = datetime.date
JAKARTA = ZoneInfo("Asia/Jakarta")


def column(values: object) -> object:
    """Return values as Table hands them to the readers, whatever they come in."""
    if type(values).__module__.startswith("polars"):
        return Table(pl.DataFrame({"x": values})).column("x")
    if isinstance(values, (pd.Series, pd.Categorical)):
        return Table(pd.DataFrame({"x": values})).column("x")
    if isinstance(values, (pa.Array, pa.ChunkedArray)):
        return Table(pa.table({"x": values})).column("x")
    return Table({"x": values}).column("x")


# --- numbers -----------------------------------------------------------------------------

TENTHS = [10.5, NAN, 9.25]  # exact in float32 too
NUMBERS = {
    "list": [10.5, None, 9.25],
    "tuple": (10.5, None, 9.25),
    "float64": np.array(TENTHS),
    "float32": np.array(TENTHS, np.float32),
    "float16": np.array(TENTHS, np.float16),
    "longdouble": np.array(TENTHS, np.longdouble),
    "big endian": np.array(TENTHS, ">f8"),
    "strided": np.repeat(np.array(TENTHS), 3)[::3],
    "backwards": np.array(TENTHS[::-1])[::-1],
    "column of a matrix": np.array([TENTHS, TENTHS]).T[:, 0],
    "read-only": np.frombuffer(np.array(TENTHS).tobytes()),
    "masked": np.ma.masked_array([10.5, 99.0, 9.25], mask=[False, True, False]),
    "masked float32": np.ma.masked_array(
        np.array([10.5, 99.0, 9.25], np.float32), mask=[False, True, False]
    ),
    "masked objects": np.ma.masked_array(np.array([10.5, 99, 9.25], object), mask=[0, 1, 0]),
    "masked mixed objects": np.ma.masked_array(
        np.array([10.5, 99, "9.25"], object), mask=[0, 1, 0]
    ),
    "masked without mask": np.ma.masked_array(TENTHS),
    "object": np.array(TENTHS, object),
    "object with None": np.array([10.5, None, 9.25], object),
    "object with NA": np.array([10.5, pd.NA, 9.25], object),
    "object of numpy": np.array([np.float32(10.5), None, np.float64(9.25)], object),
    "object of ints and texts": np.array(["10.5", None, 9.25], object),
    "text": ["10.5", None, "9.25"],
    "numpy text": np.array(["10.5", "", "9.25"]),
    "text with spaces": [" 10.5", "\u00a0", "9.25 "],
    "text of science": ["1.05e1", "NA", "+925E-2"],
    "decimals": [Decimal("10.5"), None, Decimal("9.25")],
    "decimals with NaN": [Decimal("10.5"), Decimal("NaN"), Decimal("9.25")],
    "array.array": array.array("d", TENTHS),
    "pandas": pd.Series(TENTHS),
    "pandas object": pd.Series([10.5, None, 9.25], dtype=object),
    "pandas Float64": pd.Series([10.5, None, 9.25], dtype="Float64"),
    "pandas Float32": pd.Series([10.5, None, 9.25], dtype="Float32"),
    "pandas Arrow": pd.Series([10.5, None, 9.25], dtype="double[pyarrow]"),
    "pandas Arrow decimal": pd.Series(
        [Decimal("10.50"), None, Decimal("9.25")], dtype=pd.ArrowDtype(pa.decimal128(10, 2))
    ),
    "pandas str": pd.Series(["10.5", None, "9.25"], dtype="str"),
    "pandas string": pd.Series(["10.5", None, "9.25"], dtype="string"),
    "pandas Arrow string": pd.Series(["10.5", None, "9.25"], dtype="string[pyarrow]"),
    "pandas categorical": pd.Series([10.5, None, 9.25], dtype="category"),
    "pandas ordered categorical": pd.Series(
        pd.Categorical([10.5, None, 9.25], categories=[9.25, 10.5], ordered=True)
    ),
    "pandas categorical of texts": pd.Series(["10.5", None, "9.25"], dtype="category"),
    "pandas sparse": pd.Series(pd.arrays.SparseArray(TENTHS)),
    "polars": pl.Series([10.5, None, 9.25]),
    "polars NaN": pl.Series(TENTHS),
    "polars Float32": pl.Series([10.5, None, 9.25], dtype=pl.Float32),
    "polars Decimal": pl.Series([Decimal("10.5"), None, Decimal("9.25")]),
    "polars String": pl.Series(["10.5", None, "9.25"]),
    "polars Categorical": pl.Series(["10.5", None, "9.25"], dtype=pl.Categorical),
    "polars Enum": pl.Series(["10.5", None, "9.25"], dtype=pl.Enum(["9.25", "10.5"])),
    "Arrow": pa.array([10.5, None, 9.25]),
    "Arrow float32": pa.array([10.5, None, 9.25], pa.float32()),
    "Arrow half": pa.array([10.5, None, 9.25], pa.float16()),
    "Arrow NaN": pa.array(TENTHS),
    "Arrow in chunks": pa.chunked_array([[10.5], [], [None, 9.25]]),
    "Arrow slice": pa.array([0.0, 10.5, None, 9.25, 1.0])[1:4],
    "Arrow decimal": pa.array([Decimal("10.5"), None, Decimal("9.25")]),
    "Arrow decimal256": pa.array([Decimal("10.5"), None, Decimal("9.25")], pa.decimal256(40, 2)),
    "Arrow large string": pa.array(["10.5", None, "9.25"], pa.large_string()),
    "Arrow string view": pa.array(["10.5", None, "9.25"], pa.string_view()),
    "Arrow dictionary": pa.array([10.5, None, 9.25]).dictionary_encode(),
    "Arrow dictionary of texts": pa.array(["10.5", None, "9.25"]).dictionary_encode(),
    "Arrow dictionary that holds null": pa.DictionaryArray.from_arrays(
        pa.array([0, 1, 2]), pa.array(["10.5", None, "9.25"])
    ),
    "Arrow dictionaries that differ": pa.chunked_array(
        [pa.array(["10.5", None]).dictionary_encode(), pa.array(["9.25"]).dictionary_encode()]
    ),
    "Arrow dictionaries of numbers that differ": pa.chunked_array(
        [pa.array([10.5, None]).dictionary_encode(), pa.array([9.25]).dictionary_encode()]
    ),
}


@pytest.mark.parametrize("name", present(NUMBERS))
def test_float_column__reads_every_kind_the_same(name: str) -> None:
    found = float_column(column(NUMBERS[name]), "x")
    assert found.dtype == np.float64
    np.testing.assert_array_equal(found, TENTHS)


@pytest.mark.parametrize(
    "dtype", ["int8", "uint8", "int16", "uint16", "int32", "uint64", ">i4", "<i8"]
)
def test_float_column__reads_whole_numbers(dtype: str) -> None:
    found = float_column(column(np.array([1, 0, 120], dtype)), "x")
    assert found.dtype == np.float64
    assert found.tolist() == [1, 0, 120]


@pytest.mark.parametrize(
    "values",
    present(
        [
            pd.Series([1, None, 120], dtype="Int64"),
            pd.Series([1, None, 120], dtype="UInt8"),
            pd.Series([1, None, 120], dtype="int64[pyarrow]"),
            pl.Series([1, None, 120], dtype=pl.UInt8),
            pa.array([1, None, 120], pa.int8()),
            np.ma.masked_array([1, 7, 120], mask=[0, 1, 0]),
            [1, None, 120],
            np.array([1, None, 120], object),
            np.array([1, NAN, 120.0], object),
            pd.Series([1, None, 120], dtype="category"),
        ]
    ),
)
def test_float_column__reads_whole_numbers_with_missing_ones(values: object) -> None:
    np.testing.assert_array_equal(float_column(column(values), "x"), [1, NAN, 120])


@pytest.mark.parametrize("big", [2**53 + 1, 2**63 - 1, -(2**63)])
@pytest.mark.parametrize(
    "kind_of", ["numpy", "Int64", *present({"polars": pl.Series}), "pyarrow", "list"]
)
def test_float_column__takes_whole_numbers_beyond_2_to_the_53(big: int, kind_of: str) -> None:
    """A number of identity in the column of weights is an impossible child, not a crash."""
    values = {
        "numpy": lambda: np.array([big, 10]),
        "Int64": lambda: pd.Series([big, 10], dtype="Int64"),
        "polars": lambda: pl.Series([big, 10]),
        "pyarrow": lambda: pa.array([big, 10]),
        "list": lambda: [big, 10],
    }[kind_of]()
    np.testing.assert_allclose(float_column(column(values), "x"), [float(big), 10], rtol=1e-15)


@pytest.mark.parametrize(
    "values",
    present([[2**70, 10], np.array([2**70, 10], object), pl.Series([2**70, 10], dtype=pl.Int128)]),
)
def test_float_column__takes_whole_numbers_beyond_64_bits(values: object) -> None:
    assert float_column(column(values), "x").tolist() == [2.0**70, 10]


@pytest.mark.parametrize("text", ["1e400", "inf", "-Infinity", "INF"])
def test_float_column__reads_an_infinity_written_out(text: str) -> None:
    assert math.isinf(float_column(column([text]), "x")[0])


@pytest.mark.parametrize(
    "text",
    [
        "1_000",
        "10.4 kg",
        "1.2.3",
        "0x10",
        "١٠",
        "½",
        "e5",
        "--1",
        "1e",
        "Budi",
        "1 0",
        "$5",
    ],
)
def test_float_column__refuses_a_text_that_is_no_plain_number(text: str) -> None:
    with pytest.raises(
        zs.ColumnError, match=r"column 'x': 1 of 3 values are not numbers .*row 1\)"
    ):
        float_column(column(["1", text, None]), "x")


@pytest.mark.parametrize(
    "values",
    present(
        [
            [True, False],
            np.array([True, False]),
            pd.Series([True, None], dtype="boolean"),
            pl.Series([True, None]),
            np.array(["2024-01-01"], "M8[D]"),
            np.array([1], "m8[D]"),
            np.array([1j]),
            [b"10.4"],
            np.array([b"10.4"]),
            [[1.0], [2.0]],
            [{"a": 1}],
            [object()],
            pd.Series(pd.period_range("2024", periods=2, freq="M")),
            pd.Series(pd.interval_range(0, 2)),
            pl.Series([[1.0]]),
            pl.Series([datetime.time(1)]),
            pa.array([{"a": 1}]),
        ]
    ),
    ids=lambda values: type(values).__name__,
)
def test_float_column__refuses_what_is_no_number(values: object) -> None:
    with pytest.raises(zs.ZScoreError):
        float_column(column(values), "x")


ALL_NULL = {
    "None": [None, None],
    "NaN": np.array([NAN, NAN]),
    "object": np.array([None, None], object),
    "object NaN": np.array([NAN, None], object),
    "texts": ["", " "],
    "masked": np.ma.masked_array([1.0, 2.0], mask=True),
    "pandas": pd.Series([None, None]),
    "pandas NaN": pd.Series([NAN, NAN]),
    "pandas Int64": pd.Series([None, None], dtype="Int64"),
    "pandas boolean": pd.Series([None, None], dtype="boolean"),
    "pandas str": pd.Series([None, None], dtype="str"),
    "pandas category": pd.Series([None, None], dtype="category"),
    "pandas NaT": pd.Series([pd.NaT, pd.NaT]),
    "polars Null": pl.Series([None, None]),
    "polars String": pl.Series([None, None], dtype=pl.String),
    "polars Float64": pl.Series([None, None], dtype=pl.Float64),
    "polars Int8": pl.Series([None, None], dtype=pl.Int8),
    "polars Categorical": pl.Series([None, None], dtype=pl.Categorical),
    "polars Enum": pl.Series([None, None], dtype=pl.Enum(["a"])),
    "Arrow null": pa.nulls(2),
    "Arrow double": pa.nulls(2, pa.float64()),
    "Arrow string": pa.nulls(2, pa.string()),
    "Arrow dictionary": pa.nulls(2, pa.dictionary(pa.int8(), pa.string())),
    "Arrow dictionary of numbers": pa.nulls(2, pa.dictionary(pa.int8(), pa.int32())),
}


@pytest.mark.parametrize("name", present(ALL_NULL))
def test_readers__take_a_column_without_any_value_whatever_its_type(name: str) -> None:
    """An empty column of a file arrives as any type at all, and is simply missing."""
    values = ALL_NULL[name]
    assert np.isnat(day_column(column(values), "x")).tolist() == [True, True]
    assert code_column(column(values), "x", SEX).tolist() == [MISSING, MISSING]
    assert code_column(column(values), "x", LYING).tolist() == [MISSING, MISSING]
    assert np.isnan(float_column(column(values), "x")).tolist() == [True, True]


NO_ROWS = {
    "list": [],
    "numpy": np.empty(0),
    "numpy int": np.empty(0, int),
    "numpy object": np.empty(0, object),
    "numpy text": np.empty(0, "U1"),
    "pandas": pd.Series([], dtype=object),
    "pandas float": pd.Series([], dtype=float),
    "pandas category": pd.Series([], dtype="category"),
    "polars": pl.Series([], dtype=pl.Null),
    "polars String": pl.Series([], dtype=pl.String),
    "polars Categorical": pl.Series([], dtype=pl.Categorical),
    "Arrow": pa.nulls(0),
    "Arrow double": pa.nulls(0, pa.float64()),
    "Arrow no chunk": pa.chunked_array([], pa.float64()),
    "Arrow no chunk of texts": pa.chunked_array([], pa.string()),
    "Arrow no chunk of dictionary": pa.chunked_array([], pa.dictionary(pa.int8(), pa.string())),
}


@pytest.mark.parametrize("name", present(NO_ROWS))
def test_readers__take_a_column_without_any_row(name: str) -> None:
    values = NO_ROWS[name]
    assert float_column(column(values), "x").shape == (0,)
    assert code_column(column(values), "x", SEX).shape == (0,)
    assert day_column(column(values), "x").shape == (0,)


# --- codes -------------------------------------------------------------------------------

CODES = {
    "list": ["m", "f", None],
    "numpy": np.array(["m", "f", ""]),
    "object": np.array(["M", "F", None], object),
    "object mixed": np.array([1, "f", None], object),
    "object mixed NaN": np.array(["m", 2.0, NAN], object),
    "object of numbers": np.array([1, 2, None], object),
    "int8": np.array([1, 2, -128], np.int8)[:2],
    "uint8": np.array([1, 2], np.uint8),
    "float": np.array([1.0, 2.0, NAN]),
    "big endian": np.array([1, 2], ">i4"),
    "masked": np.ma.masked_array([1, 2, 9], mask=[0, 0, 1]),
    "masked texts": np.ma.masked_array(["m", "f", "x"], mask=[0, 0, 1]),
    "decimals": [Decimal(1), Decimal(2), None],
    "texts of numbers": ["1", "2.0", " "],
    "pandas": pd.Series(["m", "f", None]),
    "pandas object": pd.Series(["m", "f", None], dtype=object),
    "pandas string": pd.Series(["m", "f", None], dtype="string"),
    "pandas Arrow string": pd.Series(["m", "f", None], dtype="string[pyarrow]"),
    "pandas ArrowDtype": pd.Series(["m", "f", None], dtype=pd.ArrowDtype(pa.string())),
    "pandas category": pd.Series(["m", "f", None], dtype="category"),
    "pandas ordered category": pd.Series(
        pd.Categorical(["m", "f", None], categories=["unused", "f", "m"], ordered=True)
    ),
    "pandas category of numbers": pd.Series([1, 2, None], dtype="category"),
    "pandas Int8": pd.Series([1, 2, None], dtype="Int8"),
    "polars": pl.Series(["m", "f", None]),
    "polars Categorical": pl.Series(["m", "f", None], dtype=pl.Categorical),
    "polars Enum": pl.Series(["m", "f", None], dtype=pl.Enum(["f", "unused", "m"])),
    "polars UInt8": pl.Series([1, 2, None], dtype=pl.UInt8),
    "Arrow": pa.array(["m", "f", None]),
    "Arrow view": pa.array(["m", "f", None], pa.string_view()),
    "Arrow dictionary": pa.array(["m", "f", None]).dictionary_encode(),
    "Arrow dictionary of large strings": pa.array(
        ["m", "f", None], pa.large_string()
    ).dictionary_encode(),
    "Arrow dictionaries that differ": pa.chunked_array(
        [pa.array(["m"]).dictionary_encode(), pa.array(["f", None]).dictionary_encode()]
    ),
    "Arrow dictionary with an unused, unknown text": pa.DictionaryArray.from_arrays(
        pa.array([1, 2, None]), pa.array(["x", "m", "f"])
    ),
    "Arrow dictionary with a doubled text": pa.DictionaryArray.from_arrays(
        pa.array([0, 1, None]), pa.array(["m", "f", "f"])
    ),
}


@pytest.mark.parametrize("name", present(CODES))
def test_code_column__reads_every_kind_the_same(name: str) -> None:
    found = code_column(column(CODES[name]), "x", SEX)
    assert found.dtype == np.int8
    assert found.tolist() == [0, 1, MISSING][: len(found)]


@pytest.mark.parametrize(
    "values",
    present([
        np.array([True, False]), [True, False], pd.Series([True, False], dtype="boolean"),
        pl.Series([True, False]), pa.array([True, False]), np.array([True, False], object),
        pd.Series([True, False], dtype="category"), ["Y", "n"], [1, 0], [1.0, 0.0],
    ]),
)  # fmt: skip
def test_code_column__takes_true_as_1_where_0_is_a_code(values: object) -> None:
    assert code_column(column(values), "x", YES).tolist() == [1, 0]


@pytest.mark.parametrize(
    "values",
    present([
        np.array([True, False]), [True, None], pd.Series([True, None], dtype="boolean"),
        pl.Series([True, None]), pa.array([True, None]), np.array([True, None], object),
        pd.Series([True, False], dtype="category"),
    ]),
)  # fmt: skip
def test_code_column__takes_true_for_no_code_where_0_is_none(values: object) -> None:
    for vocabulary in (SEX, LYING):
        with pytest.raises(zs.ZScoreError, match="column 'x'"):
            code_column(column(values), "x", vocabulary)


@pytest.mark.parametrize("bad", [257, 258, 2**32 + 1, -255, 1.5, 1.0000000000000002, math.inf])
def test_code_column__never_wraps_or_rounds_a_number(bad: float) -> None:
    for values in present([[bad], np.array([bad]), pl.Series([bad]), pa.array([bad])]):
        with pytest.raises(zs.CodeError):
            code_column(column(values), "x", SEX)


def test_code_column__says_how_many_and_where() -> None:
    with pytest.raises(zs.CodeError) as caught:
        code_column(column(["m", "x", None, "f", "x"]), "sex", SEX)
    assert str(caught.value).startswith(
        "column 'sex': 2 of 5 values are not known (first: 'x', at row 1). Accepted: 'm', 'f'"
    )
    assert caught.value.values["n"] == 2


# --- days --------------------------------------------------------------------------------

DAYS = [np.datetime64("2024-02-29"), np.datetime64("NaT"), np.datetime64("1969-12-31")]
EVENING = ["2024-02-29T23:59:59", None, "1969-12-31T23:59:59"]
AT = [datetime.datetime(2024, 2, 29, 23, 59), None, datetime.datetime(1969, 12, 31, 1, 0)]
MIDNIGHT_IN_JAKARTA = [
    datetime.datetime(2024, 2, 29, tzinfo=JAKARTA),
    None,
    datetime.datetime(1969, 12, 31, tzinfo=JAKARTA),
]
DATES = {
    "datetime64[D]": np.array(DAYS, "M8[D]"),
    "datetime64[s]": np.array(EVENING, "M8[s]"),
    "datetime64[ms]": np.array(EVENING, "M8[ms]"),
    "datetime64[us]": np.array(EVENING, "M8[us]"),
    "datetime64[ns]": np.array(EVENING, "M8[ns]"),
    "datetime64 big endian": np.array(EVENING, ">M8[ns]"),
    "strided": np.repeat(np.array(DAYS, "M8[D]"), 2)[::2],
    "masked days": np.ma.masked_array(np.array(DAYS, "M8[D]"), mask=[0, 1, 0]),
    "masked nanoseconds": np.ma.masked_array(np.array(EVENING, "M8[ns]"), mask=[0, 1, 0]),
    "masked objects": np.ma.masked_array(
        np.array([DATE(2024, 2, 29), DATE(2020, 1, 1), DATE(1969, 12, 31)], object),
        mask=[0, 1, 0],
    ),
    "masked texts": np.ma.masked_array(["2024-02-29", "2020-01-01", "1969-12-31"], mask=[0, 1, 0]),
    "dates": [DATE(2024, 2, 29), None, DATE(1969, 12, 31)],
    "object of dates": np.array([DATE(2024, 2, 29), None, DATE(1969, 12, 31)], object),
    "object of dates with NaT": np.array([DATE(2024, 2, 29), pd.NaT, DATE(1969, 12, 31)], object),
    "object of dates with NaN": np.array([DATE(2024, 2, 29), NAN, DATE(1969, 12, 31)], object),
    "object of dates and texts": np.array([DATE(2024, 2, 29), None, "1969-12-31"], object),
    "object of times": np.array(AT, object),
    "object of dates and times": np.array([AT[0], None, DATE(1969, 12, 31)], object),
    "object of Timestamps": np.array([pd.Timestamp(AT[0]), None, pd.Timestamp(AT[2])], object),
    "object of datetime64": np.array([np.datetime64("2024-02-29"), None, DAYS[2]], object),
    "datetimes": AT,
    "aware datetimes": MIDNIGHT_IN_JAKARTA,
    "texts": ["2024-02-29", None, "1969-12-31"],
    "numpy texts": np.array(["2024-02-29", "", "1969-12-31"]),
    "texts with times": ["2024-02-29 23:59", " ", "1969-12-31T00:00:00"],
    "texts with seconds": ["2024-02-29 23:59:59.999", "NaT", "1969-12-31T00:00:00"],
    "pandas": pd.Series(pd.to_datetime(EVENING)),
    "pandas seconds": pd.Series(np.array(EVENING, "M8[s]")),
    "pandas Jakarta": pd.Series(pd.DatetimeIndex(MIDNIGHT_IN_JAKARTA)),
    "pandas Arrow date": pd.Series(
        [DATE(2024, 2, 29), None, DATE(1969, 12, 31)], dtype="date32[pyarrow]"
    ),
    "pandas Arrow timestamp": pd.Series(AT, dtype="timestamp[us][pyarrow]"),
    "pandas object": pd.Series([DATE(2024, 2, 29), None, DATE(1969, 12, 31)], dtype=object),
    "pandas str": pd.Series(["2024-02-29", None, "1969-12-31"]),
    "pandas category": pd.Series(["2024-02-29", None, "1969-12-31"], dtype="category"),
    "pandas category of days": pd.Series(pd.to_datetime(EVENING)).astype("category"),
    "polars Date": pl.Series([DATE(2024, 2, 29), None, DATE(1969, 12, 31)]),
    "polars Datetime": pl.Series(AT),
    "polars Datetime[ms]": pl.Series(AT, dtype=pl.Datetime("ms")),
    "polars Datetime[ns]": pl.Series(AT, dtype=pl.Datetime("ns")),
    "polars Jakarta": pl.Series(
        MIDNIGHT_IN_JAKARTA, dtype=pl.Datetime("us", time_zone="Asia/Jakarta")
    ),
    "polars String": pl.Series(["2024-02-29", None, "1969-12-31"]),
    "Arrow date32": pa.array([DATE(2024, 2, 29), None, DATE(1969, 12, 31)]),
    "Arrow date64": pa.array([DATE(2024, 2, 29), None, DATE(1969, 12, 31)], pa.date64()),
    "Arrow timestamp": pa.array(AT, pa.timestamp("s")),
    "Arrow timestamp of nanoseconds": pa.array(AT, pa.timestamp("ns")),
    "Arrow Jakarta": pa.array(MIDNIGHT_IN_JAKARTA, pa.timestamp("us", "Asia/Jakarta")),
    "Arrow in chunks": pa.chunked_array([[DATE(2024, 2, 29)], [None, DATE(1969, 12, 31)]]),
    "Arrow dictionary": pa.array([DATE(2024, 2, 29), None, DATE(1969, 12, 31)]).dictionary_encode(),
}


@pytest.mark.parametrize("name", present(DATES))
def test_day_column__reads_every_kind_the_same(name: str) -> None:
    found = day_column(column(DATES[name]), "x")
    assert found.dtype == np.dtype("M8[D]")
    np.testing.assert_array_equal(found, np.array(DAYS, "M8[D]"))


@pytest.mark.parametrize("zones", [(7, 9), (9, 7), (None, 7), (7, None), (None, 9, 7)])
@pytest.mark.parametrize("as_timestamp", [True, False])
@pytest.mark.parametrize("container", ["list", "numpy", "pandas"])
def test_day_column__keeps_the_day_of_each_ones_own_time_zone(
    zones: tuple, as_timestamp: bool, container: str
) -> None:
    """Indonesia has three zones; midnight in Jayapura is the day before in Jakarta."""
    midnights: list = [
        datetime.datetime(
            2024, 2, 29, tzinfo=hours and datetime.timezone(datetime.timedelta(hours=hours))
        )
        for hours in zones
    ]
    if as_timestamp:
        midnights = [pd.Timestamp(midnight) for midnight in midnights]
    values = np.empty(len(midnights), object)
    values[:] = midnights
    given = {"list": midnights, "numpy": values, "pandas": pd.Series(values, dtype=object)}
    assert set(day_column(column(given[container]), "x")) == {np.datetime64("2024-02-29")}


@pytest.mark.parametrize(
    "text",
    ["02/03/2024", "2024-02-30", "2023-02-29", "30/02/2024", "20240230", "2024-13-01",
     "2024-02-29Z", "Budi", "1234", "２０２４-02-29", "2024-00-10", "29 Foo 2024"],
)  # fmt: skip
def test_day_column__refuses_a_text_that_is_no_date(text: str) -> None:
    with pytest.raises(zs.ColumnError, match=r"column 'x': 1 of 2 values are not dates .*row 1\)"):
        day_column(column(["2024-02-29", text]), "x")


@pytest.mark.parametrize(
    "values",
    [[1, 2], [45351.0], np.array([45351]), [True], np.array([1], "m8[D]"), [b"2024-02-29"]],
)
def test_day_column__refuses_what_is_no_date(values: object) -> None:
    with pytest.raises(zs.ColumnError, match="column 'x'"):
        day_column(column(values), "x")


# --- tables ------------------------------------------------------------------------------

CHILDREN = {
    "sex": ["f", "m", None],
    "age_days": [683.0, 100.0, 50.0],
    "weight_kg": [10.4, None, 4.0],
    "length_height_cm": [85.3, 60.0, 55.0],
    "measured": ["lying", None, "standing"],
}
ADDED = ["haz", "waz", "whz", "baz", "hcz", "acz", "tsz", "ssz"]


def test_score_children__returns_the_kind_that_it_was_given(kind) -> None:
    given = kind.make(CHILDREN)
    scored = zs.score_children(given)
    assert type(scored) is type(given)
    assert list(kind.read(scored))[: len(CHILDREN)] == list(CHILDREN)
    assert {name: kind.read(scored)[name] for name in CHILDREN} == CHILDREN
    classes = zs.classify_children(scored)
    assert type(classes) is type(given)


def test_score_children__changes_no_input(kind) -> None:
    given = kind.make(CHILDREN)
    before, names = copy.deepcopy(given), list(kind.read(given))
    zs.score_children(given)
    zs.classify_children(zs.score_children(given))
    assert list(kind.read(given)) == names
    if kind.name == "pandas":
        pd.testing.assert_frame_equal(given, before)
    elif kind.name == "polars":
        assert given.equals(before, null_equal=True)
    elif kind.name == "pyarrow":
        assert given.equals(before)
    else:
        for name, values in before.items():
            np.testing.assert_array_equal(given[name], values)


def test_score_children__shares_no_memory_that_could_be_changed(kinds) -> None:
    given = kinds["dict"].make(CHILDREN)
    scored = zs.score_children(given)
    scored["length_height_adjusted_cm"][:] = -1
    scored["bmi"][:] = -1
    assert given["length_height_cm"].tolist() == CHILDREN["length_height_cm"]


def test_score_children__writes_a_column_of_the_right_kind(kinds) -> None:
    scored = {name: zs.score_children(kind.make(CHILDREN)) for name, kind in kinds.items()}
    plain, pandas, arrow = (scored[name] for name in ("dict", "pandas", "pyarrow"))
    assert plain["haz"].dtype == pandas["haz"].dtype == np.float64
    assert plain["haz_flag"].dtype == pandas["haz_flag"].dtype == bool
    assert plain["haz_reason"].dtype == object
    assert isinstance(pandas["haz_reason"].dtype, pd.CategoricalDtype)
    if "polars" in kinds:
        polars = scored["polars"]
        assert polars["haz"].dtype == pl.Float64
        assert polars["haz_flag"].dtype == pl.Boolean
        assert isinstance(polars["haz_reason"].dtype, pl.Enum)
    assert arrow["haz"].type == pa.float64()
    assert arrow["haz_flag"].type == pa.bool_()
    assert pa.types.is_dictionary(arrow["haz_reason"].type)
    assert isinstance(arrow["haz"], pa.ChunkedArray)


def test_score_children__writes_null_and_never_nan_in_polars_and_arrow(kinds) -> None:
    for name in kinds.keys() & {"polars", "pyarrow"}:
        scored = kinds[name].read(zs.score_children(kinds[name].make(CHILDREN)))
        for column_name in [*ADDED, "bmi", "length_height_adjusted_cm"]:
            assert not any(v is not None and math.isnan(v) for v in scored[column_name])
        assert scored["waz"] == [-0.57, None, scored["waz"][2]]
        assert scored["waz_flag"] == [False, False, False]


def test_classify_children__writes_ordered_categories(kinds) -> None:
    z = {"haz": [-3.5, -2.5, 0.0, None]}
    labels = ["severe", "moderate", "none"]
    pandas = zs.classify_children(kinds["pandas"].make(z))["stunting"]
    assert pandas.cat.ordered
    assert pandas.cat.categories.tolist() == labels
    assert (pandas < "none").tolist() == [True, True, False, False]
    if "polars" in kinds:
        polars = zs.classify_children(kinds["polars"].make(z))["stunting"]
        assert polars.dtype == pl.Enum(labels)
        assert polars.to_list() == [*labels, None]
    arrow = zs.classify_children(kinds["pyarrow"].make(z))["stunting"]
    assert arrow.type.ordered
    assert arrow.to_pylist() == [*labels, None]
    assert zs.classify_children(kinds["dict"].make(z))["stunting"].tolist() == [*labels, None]


@pytest.mark.parametrize(
    "index",
    [
        [7, 7, 7],
        [3, 1, 2],
        ["c", "a", "a"],
        pd.MultiIndex.from_tuples([("x", 1), ("x", 1), ("y", 2)], names=["desa", "no"]),
        pd.date_range("2024-01-01", periods=3, name="day"),
        pd.Index([None, NAN, 1.0]),
        pd.CategoricalIndex(["b", "a", "b"]),
    ],
    ids=lambda index: type(index).__name__,
)
def test_score_children__keeps_the_index_and_the_order_of_rows(index: object, kinds) -> None:
    given = pd.DataFrame(CHILDREN, index=index)
    scored = zs.score_children(given)
    pd.testing.assert_index_equal(scored.index, given.index)
    pd.testing.assert_frame_equal(scored[list(CHILDREN)], given)
    expected = zs.score_children(kinds["dict"].make(CHILDREN))
    np.testing.assert_array_equal(scored["haz"].to_numpy(), expected["haz"])
    pd.testing.assert_index_equal(zs.classify_children(scored).index, given.index)


def test_score_children__keeps_the_attrs_of_a_pandas_table() -> None:
    given = pd.DataFrame(CHILDREN)
    given.attrs["survey"] = "SSGI"
    scored = zs.score_children(given)
    assert scored.attrs == {"survey": "SSGI"}
    assert given.attrs == {"survey": "SSGI"}


def test_score_children__keeps_a_subclass_of_a_pandas_table() -> None:
    class Survey(pd.DataFrame):
        @property
        def _constructor(self) -> type:
            return Survey

    assert type(zs.score_children(Survey(CHILDREN))) is Survey


def test_score_children__keeps_the_metadata_of_an_arrow_table() -> None:
    given = pa.table(CHILDREN).replace_schema_metadata({"survey": "SSGI"})
    assert zs.score_children(given).schema.metadata == {b"survey": b"SSGI"}


def test_score_children__keeps_columns_that_are_none_of_its_business(kinds) -> None:
    extra = {
        "nama": ["a", "b", None],
        "list": [[1], [], None],
        "time": [DATE(2024, 1, 1), None, None],
    }
    for name in kinds.keys() - {"dict"}:
        given = kinds[name].make(CHILDREN | extra)
        scored = zs.score_children(given)
        assert (
            kinds[name].read(
                scored[list(CHILDREN | extra)]
                if name != "pyarrow"
                else scored.select(list(CHILDREN | extra))
            )["nama"]
            == extra["nama"]
        )
    other = {"x": np.zeros((3,)), "objects": [object(), object(), object()]}
    assert zs.score_children(CHILDREN | other)["objects"] is other["objects"]


class Stream:
    """What has nothing but __arrow_c_stream__."""

    def __init__(self, table: pa.Table) -> None:
        self._table = table

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._table.__arrow_c_stream__(requested_schema)


def test_score_children__takes_a_stream_and_returns_a_pyarrow_table(kinds) -> None:
    given = pa.table(CHILDREN)
    expected = zs.score_children(given)
    for source in (
        Stream(given),
        given.to_batches()[0],
        pa.RecordBatchReader.from_batches(given.schema, given.to_batches()),
    ):
        scored = zs.score_children(source)
        assert type(scored) is pa.Table
        assert scored.equals(expected)


@pytest.mark.parametrize("name", present({"pandas": pd, "polars": pl, "pyarrow": pa}))
def test_score_children__of_a_narwhals_table_returns_what_is_in_it(name: str, kinds) -> None:
    kind = kinds[name]
    given = kind.make(CHILDREN)
    scored = zs.score_children(narwhals.from_native(given))
    assert type(scored) is type(given)
    assert kind.read(scored)["waz"][0] == -0.57


def test_score_children__refuses_a_text_that_is_no_unicode() -> None:
    with pytest.raises(zs.ZScoreError):
        zs.score_children(CHILDREN | {"sex": ["\ud800", "m", "f"]})


def test_score_children__takes_a_dict_of_mixed_arrays() -> None:
    for age_days in present([pl.Series([683, 100]), (683, 100)]):
        scored = zs.score_children(
            {
                "sex": pd.Series(["f", "m"], index=[5, 5], dtype="category"),
                "age_days": age_days,
                "weight_kg": pa.array([10.4, 6.1]),
                "length_height_cm": pa.chunked_array([[85.3], [60.0]]),
                "arm_circumference_cm": range(14, 16),
            }
        )
        assert scored["waz"].tolist() == [-0.57, -0.64]


@pytest.mark.parametrize(
    ("source", "what"),
    present(
        [
            (pl.DataFrame(CHILDREN).lazy(), "lazy"),
            (pd.Series([1, 2]), "not a table"),
            (pl.Series([1, 2]), "not a table"),
            (pa.array([1, 2]), "not a table"),
            (pa.chunked_array([[1, 2]]), "not a table"),
            (np.zeros((2, 2)), "not a table"),
            ([CHILDREN], "not a table"),
            ([1, 2], "not a table"),
            (None, "not a table"),
            ("children.csv", "not a table"),
            (3, "not a table"),
            (iter([1]), "not a table"),
            (pd.DataFrame, "not a table"),
        ]
    ),
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_score_children__refuses_what_is_no_table(source: object, what: str) -> None:
    for function in (zs.score_children, zs.classify_children):
        with pytest.raises(zs.TableError, match=what):
            function(source)


def test_score_children__refuses_a_dict_that_is_no_table() -> None:
    for bad in ("f", None, 3, {"f"}, np.zeros((1, 1)), np.array("f"), (x for x in "f")):
        with pytest.raises(zs.TableError, match="column 'sex' is not a one-dimensional array"):
            zs.score_children({"sex": bad, "age_days": [1], "weight_kg": [1.0]})
    with pytest.raises(zs.TableError, match="sex 2, age_days 1"):
        zs.score_children({"sex": ["f", "m"], "age_days": [1]})


def test_score_children__refuses_a_ragged_list_with_an_error_of_its_own() -> None:
    with pytest.raises(zs.ZScoreError):
        zs.score_children({"sex": ["f", "m"], "age_days": [1, 2], "weight_kg": [[1.0], [1.0, 2.0]]})


def test_score_children__refuses_a_name_that_is_there_twice() -> None:
    frame = pd.DataFrame([[1, 2, 3.0, 4.0]], columns=["sex", "age_days", "weight_kg", "weight_kg"])
    arrow = pa.Table.from_arrays(
        [pa.array([1]), pa.array([2]), pa.array([3.0]), pa.array([4.0])],
        names=["sex", "age_days", "weight_kg", "weight_kg"],
    )
    for table in (frame, arrow):
        with pytest.raises(zs.ColumnError, match="column 'weight_kg' occurs twice"):
            zs.score_children(table)


def test_score_children__reads_renamed_columns(kind) -> None:
    names = {"sex": "JK", "weight_kg": "Berat", "length_height_cm": "Tinggi"}
    given = {names.get(name, name): values for name, values in CHILDREN.items()}
    scored = kind.read(zs.score_children(kind.make(given), columns=names))
    expected = kind.read(zs.score_children(kind.make(CHILDREN)))
    assert list(scored)[: len(given)] == list(given)
    assert [scored[name] for name in ADDED] == [expected[name] for name in ADDED]


def test_score_children__prefers_the_renamed_column(kinds) -> None:
    given = CHILDREN | {"weight_kg": [1.0] * 3, "Berat": CHILDREN["weight_kg"]}
    scored = zs.score_children(kinds["dict"].make(given), columns={"weight_kg": "Berat"})
    assert scored["waz"][0] == -0.57


def test_score_children__refuses_a_renamed_column_that_is_not_there(kind) -> None:
    with pytest.raises(zs.ColumnError, match=r"column 'Berat' is missing. Found: sex, age_days"):
        zs.score_children(kind.make(CHILDREN), columns={"weight_kg": "Berat"})


def test_score_children__reads_columns_whose_names_are_numbers() -> None:
    frame = pd.DataFrame([["f", 683, 10.4]])
    for names in (
        {"sex": 0, "age_days": 1, "weight_kg": 2},
        {"sex": "0", "age_days": "1", "weight_kg": "2"},
    ):
        scored = zs.score_children(frame, columns=names)
        assert scored["waz"].tolist() == [-0.57]


def test_score_children__names_an_odd_table_without_failing() -> None:
    frames = [
        pd.DataFrame(),
        pd.DataFrame(index=range(3)),
        pl.DataFrame(),
        pa.table({}),
        {},
        pd.DataFrame([[1]], columns=pd.MultiIndex.from_tuples([("a", "b")])),
        pd.DataFrame([[1, 2]], columns=[None, 3.5]),
    ]
    for frame in present(frames):
        for function in (zs.score_children, zs.classify_children):
            with pytest.raises(zs.ColumnError):
                function(frame)


def test_table__knows_its_columns_after_renaming() -> None:
    table = Table({"Berat": [1.0, 2.0]}, {"weight_kg": "Berat"})
    assert "weight_kg" in table
    assert "Berat" in table
    assert "sex" not in table
    assert table.n == 2
    assert table.names == ["Berat"]


def test_table__adds_columns_of_every_kind(kind) -> None:
    table = Table(kind.make({"a": [1.0, 2.0]}))
    new = table.with_columns(
        {
            "z": np.array([0.5, NAN]),
            "flag": np.array([True, False]),
            "class": Categories(codes=np.array([1, -1], np.int8), labels=("low", "high")),
        }
    )
    assert kind.read(new) == {
        "a": [1.0, 2.0],
        "z": [0.5, None],
        "flag": [True, False],
        "class": ["high", None],
    }
    with pytest.raises(zs.ColumnError, match="column 'a' already exists"):
        table.with_columns({"a": np.zeros(2)})


# --- what a message may say --------------------------------------------------------------

CELLS = ["3271014608200001", "Siti Aminah", "Jl. Melati 5", "2020-08-17", "081234567890"]


@pytest.mark.parametrize("cell", CELLS)
def test_messages__repeat_no_cell(cell: str, kind) -> None:
    """Columns get mixed up: what stands in them may be anything about a child."""
    for name in ("sex", "measured", "oedema", "age_days", "weight_kg", "birth_date"):
        columns = CHILDREN | {name: [cell] * 3}
        columns["visit_date"] = ["2024-01-01"] * 3
        is_number, is_date = cell.isdigit(), cell == "2020-08-17"
        if (is_number and name in {"age_days", "weight_kg"}) or (is_date and name == "birth_date"):
            continue  # it may stand there
        with pytest.raises(zs.ZScoreError) as caught:
            zs.score_children(kind.make(columns))
        for lang in ("en", "id"):
            assert cell not in caught.value.text(lang)
            assert not any(
                part in caught.value.text(lang) for part in cell.split() if len(part) > 4
            )


@pytest.mark.parametrize("cell", ["3271014608200001", "081234567890", "2020-08-17"])
def test_messages__repeat_no_heading_that_is_a_row_of_data(cell: str) -> None:
    """A file read without its header has a child's row for names, one of its cells twice."""
    calls = [
        lambda: zs.score_children({cell: [1], "Siti": [2]}),
        lambda: zs.score_children(pd.DataFrame([[1, 2]], columns=[cell, cell])),
        lambda: zs.score_children({cell: [1, 2], "sex": [1]}),
        lambda: zs.score_children({cell: 1}),
        lambda: zs.classify_children({cell: [1]}),
        lambda: zs.score_children({cell: [1]}, columns={"sex": "JK"}),
    ]
    for call in calls:
        with pytest.raises(zs.ZScoreError) as caught:
            call()
        assert cell not in str(caught.value)
