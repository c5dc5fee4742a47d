"""Errors: what they say, in both languages, and that they travel between processes."""

from __future__ import annotations

import copy
import pickle
import re
from concurrent.futures import ThreadPoolExecutor

import pyarrow as pa
import pyarrow.compute as pc
import pytest

import zscore as zs
from zscore import errors
from zscore.errors import NIK, describe, listed

CLASSES = [
    value
    for value in vars(errors).values()
    if isinstance(value, type) and issubclass(value, zs.ZScoreError)
]


def refused() -> zs.CodeError:
    """Return an error as it is raised."""
    with pytest.raises(zs.CodeError) as caught:
        zs.score_children({"sex": [0], "age_days": [1], "weight_kg": [3.0]})
    return caught.value


def test_errors__are_all_public_value_errors() -> None:
    assert {value.__name__ for value in CLASSES} == {
        "ZScoreError",
        "ParameterError",
        "UnknownNameError",
        "ColumnError",
        "CodeError",
        "SchemeError",
        "TableError",
        "FileError",
        "LayoutError",
        "OutputError",
    }
    assert all(issubclass(value, ValueError) for value in CLASSES)
    assert issubclass(zs.LayoutError, zs.FileError)
    assert all(getattr(zs, value.__name__) is value for value in CLASSES)
    assert all(value.__doc__ for value in CLASSES)


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_error__survives_pickling_and_copying(cls: type) -> None:
    error = cls("rows_too_wide", file="a.csv", n=1234, width=3, row=7)
    for again in (
        *(pickle.loads(pickle.dumps(error, n)) for n in range(pickle.HIGHEST_PROTOCOL + 1)),  # noqa: S301
        copy.copy(error),
        copy.deepcopy(error),
    ):
        assert type(again) is cls
        assert str(again) == str(error)
        assert (again.key, again.values) == (error.key, error.values)
        assert again.text("id") == error.text("id")


def test_error__survives_pickling_as_it_is_raised() -> None:
    error = refused()
    again = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert again.text("id") == error.text("id")
    with ThreadPoolExecutor(1) as pool:
        assert str(pool.submit(refused).result()) == str(error)


def test_error__is_english_and_has_an_indonesian_text() -> None:
    error = refused()
    assert str(error) == error.text("en") == error.text()
    assert str(error).startswith(
        "column 'sex': 1 of 1 values are not known (first: '0', at row 0)."
    )
    assert error.text("id").startswith(
        "kolom 'sex': 1 dari 1 nilai tidak dikenal (pertama: '0', baris 0). "
    )


def test_error__groups_large_numbers_in_the_way_of_the_language() -> None:
    error = zs.FileError("rows_too_wide", file="a.csv", n=1234567, width=3, row=1000)
    assert "1,234,567 rows" in str(error)
    assert "1.234.567 baris" in error.text("id")


def test_error__takes_values_with_braces_as_they_are() -> None:
    error = zs.OutputError("output_folder", file="{folder}", folder="{0}{}")
    assert str(error).startswith("{folder}: ")
    assert "{0}{}" in str(error)


def test_error__says_where_what_and_what_to_do() -> None:
    with pytest.raises(zs.ColumnError) as caught:
        zs.score_children({"wt": [1.0], "sex": ["f"], "age_days": [1]}, indicators=["waz"])
    message = str(caught.value)
    assert message.startswith("column 'weight_kg' is missing. Found: wt, sex, age_days. Rename")
    assert 'columns={"weight_kg": ' in message


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("x", "'x'"),
        ("", "''"),
        ("Lk", "'Lk'"),
        (0, "'0'"),
        (257, "'257'"),
        (-255, "'-255'"),
        ("1234", "'1234'"),
        ("12345", "'99999' (shape)"),
        ("Budi", "'Xxxx' (shape)"),
        ("Siti A", "'Xxxx X' (shape)"),
        ("2020-08-17", "'9999-99-99' (shape)"),
        ("3271014608200001", "'9999999999999…' (shape)"),
        ("Élodie ñ", "'Xxxxxx x' (shape)"),
        ("ÀÉ1", "'XX9' (shape)"),
        ("١٢٣٤٥", "'99999' (shape)"),
        ("سيتي", "'xxxx' (shape)"),
        ("10.4 kg", "'99.9 xx' (shape)"),
    ],
)
def test_describe__shows_the_shape_of_what_is_long(value: object, shown: str) -> None:
    assert describe(value) == shown


@pytest.mark.parametrize("n", [5, 15, 100, 10_000])
def test_describe__is_short(n: int) -> None:
    for value in ("a" * n, "1" * n, "-" * n, "Ab1 " * n):
        assert len(describe(value)) <= len("'9999999999999…' (shape)")


@pytest.mark.parametrize("value", ["Budi\nSiti", "\x1b[31mred", "a\r\nb\tc", "\x00\x00\x00\x00"])
def test_describe__lets_no_control_character_into_a_message(value: str) -> None:
    """A message is a line of a log or a terminal, and a cell must not break out of it."""
    assert describe(value).isprintable()


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        (["JK", "Berat"], "JK, Berat"),
        ([], "-"),
        ([None], "-"),
        (
            ["BB/U", "ZS TB/U", "0-23 bulan", "bb_6", "TB 2"],
            "BB/U, ZS TB/U, 0-23 bulan, bb_6, TB 2",
        ),
        (["sex", "3271014608200001"], "(2 cells that look like data)"),
        (["sex", "17-08-2020"], "(2 cells that look like data)"),
        (["sex", "2020/08/17"], "(2 cells that look like data)"),
        (["Siti", "10,4"], "(2 cells that look like data)"),
        (["Siti", "10"], "(2 cells that look like data)"),
        ([1, 2], "(2 cells that look like data)"),
    ],
)
def test_listed__shows_headings_but_no_row_of_data(names: list, shown: str) -> None:
    assert listed(names) == shown


NIKS = [
    "3271014608200001", "No.3271014608200001", "3271 0146 0820 0001", "3271-0146-0820-0001",
    "3271.0146.0820.0001", "32.71.01.460820.0001", "327101.460820.0001", "03271014608200001",
    "3.271.014.608.200.001", "3,271,014,608,200,001", "3.271014608200001E+15",
    "3271\u00a00146\u00a00820\u00a00001", "3271\u20090146\u20130820\u20110001",
    "(3271)(0146)(0820)(0001)",
    "3271/0146:0820_0001", "32710146\u200b08200001", "32710146\n08200001", "3271  0146  0820  0001",
    "\uff13\uff12\uff17\uff11\uff10\uff11\uff14\uff16\uff10\uff18\uff12\uff10\uff10\uff10\uff10\uff11",
]  # fmt: skip
OTHERS = [
    "9.800000190734863", "0.1234567890123456", "-1.2345678901234567", "327101460820000",
    "32710146082000011234", "2023-03-15", "2023-03-15T12:30:00.000000", "08123456789",
    "1.234567890123456E-05", "12.345.678", "Posyandu Melati 12", "",
]  # fmt: skip


@pytest.mark.parametrize("text", NIKS)
def test_nik__is_known_however_it_is_written(text: str) -> None:
    column = pa.chunked_array([[text, None, "x " + text + ", y"]])
    assert re.search(NIK, text)
    assert pc.match_substring_regex(column, NIK).to_pylist() == [True, None, True]


@pytest.mark.parametrize("text", OTHERS)
def test_nik__other_numbers_are_none(text: str) -> None:
    assert not re.search(NIK, text)
    assert pc.match_substring_regex(pa.array([text]), NIK).to_pylist() == [False]
