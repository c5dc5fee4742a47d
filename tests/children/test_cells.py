"""What cells say."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

import zscore as zs
from zscore.children import cells
from zscore.children.arrays import MISSING, CellReader, code_column, read_texts
from zscore.children.cells import MEASURED, OEDEMA, READABLE, SEX

# --- numbers -----------------------------------------------------------------------------

number = cells.number_reader(["kg", "cm"])
size = cells.number_reader(["kg", "cm"], size=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("9.8", 9.8), ("9,8", 9.8), ("+9.8", 9.8), ("-1,02", -1.02), ("1e2", 100.0), ("9.8KG", 9.8),
     ("79 cm", 79.0), ("007", 7.0), ("9.", 9.0), (".5", 0.5), (",5", 0.5)],
)  # fmt: skip
def test_number_reader__reads(text: str, expected: float) -> None:
    assert number(text) == expected


@pytest.mark.parametrize(
    "text",
    ["83..9", "10.7 it", "1.234,5", "1_0", "nan", "9 8", "９.8x", "kg", "9.8 g", ".", ",", "9,8,1",
     "1e", "--1", "9.8 kg kg", "٩"],
)  # fmt: skip
def test_number_reader__refuses_what_is_not_plainly_a_number(text: str) -> None:
    with pytest.raises(cells.UnreadableError):
        number(text)


def test_number_reader__a_size_is_missing_where_it_is_0() -> None:
    assert size("0") is None
    assert size("0,0") is None
    assert size("14.2") == 14.2
    assert number("0") == 0.0


# --- debris and blanks -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  9,8\u00a0", "9,8"),
        ("\u00a0\u2007 L \u202f", "L"),
        ("'3201010101010001", "3201010101010001"),
        ('="2021-11-12"', "2021-11-12"),
        ("L\u00c2 ", "L"),
        ("L\u00c2\u00a0", "L"),
        ("\u00c2\u00a0L", "L"),
        ("9,9\ufffd", "9,9"),
        ("\ufffdL", "L"),
        ("a \t\n b", "a b"),
        ("\ufeffL", "L"),
        ("", ""),
        (None, ""),
    ],
)
def test_cleaned__takes_away_what_encodings_and_spreadsheets_leave(
    text: str | None, expected: str
) -> None:
    assert cells.cleaned(text) == expected


MISSING_MARKS = (
    "", " ", "-", "–", "NA", "N/A", "#N/A", "#NULL!", "#VALUE!", "#DIV/0!", "#REF!", "NaN", "null",
    "none", ".", "..", "tidak diukur", "tidak hadir", "Tidak Diukur", "NONE", "n/a",
    "\u00a0-\u00a0",
)  # fmt: skip
ONLY_WHEN_TOLD = ("99", "999", "9994", "9995", "9996", "9997", "9998", "9999", "99.9", "999.9")


@pytest.mark.parametrize("mark", MISSING_MARKS)
def test_cell_reader__every_marker_of_missing_is_missing_in_every_kind(mark: str) -> None:
    for name, kind, vocabulary, good in (
        ("weight_kg", "number", None, "9,8"),
        ("muac", "size", None, "14"),
        ("visit_date", "date", None, "2023-08-03"),
        ("sex", "sex", SEX, "L"),
        ("measured", "measured", MEASURED, "l"),
    ):
        reader = CellReader(name, kind, vocabulary=vocabulary)
        read = reader.read(pa.array([mark, good]))
        value = read.values[0]
        assert value == MISSING if vocabulary else np.isnan(value)
        assert read.unreadable() is None
        assert read.values[1] >= 0
        if mark.startswith("#"):
            assert read.reasons is not None
            assert cells.CELL_REASONS[read.reasons[0]] == "spreadsheet_error"


@pytest.mark.parametrize("mark", ONLY_WHEN_TOLD)
def test_cell_reader__numbers_are_missing_only_when_told(mark: str) -> None:
    for given_ in (pa.array([mark, "9.8"]), np.array([float(mark), 9.8])):
        plain = CellReader("weight_kg", "number").read(given_)
        assert plain.values.tolist() == [float(mark), 9.8]
        told = CellReader("weight_kg", "number", missing=ONLY_WHEN_TOLD).read(given_)
        np.testing.assert_array_equal(told.values, [np.nan, 9.8])
        assert told.unreadable() is None


def test_cell_reader__a_marker_is_one_however_it_is_written() -> None:
    for written in ("9999", "9999.0", "9999,0"):
        read = CellReader("weight_kg", "number", missing=["9999"]).read(pa.array([written]))
        assert np.isnan(read.values[0])


# --- codes -------------------------------------------------------------------------------

CODES = {
    "sex": (SEX, {
        0: "m, male, boy, 1, l, laki-laki, lelaki, pria, cowok, laki laki",
        1: "f, female, girl, 2, p, perempuan, wanita, cewek",
    }),
    "measured": (MEASURED, {
        0: "l, lying, length, recumbent, supine, terlentang, telentang, tidur, berbaring",
        1: "h, standing, height, berdiri",
    }),
    "oedema": (OEDEMA, {
        0: "n, no, tidak, false, 0, -, −, none, no, absent",
        1: "y, yes, ya, true, 1, +, ++, +++",
        MISSING: "9, u, unknown",
    }),
}  # fmt: skip
EVERY_CODE = [
    (name, code, text.strip())
    for name, (_, texts) in CODES.items()
    for code, some in texts.items()
    for text in some.split(",")
]


@pytest.mark.parametrize(("name", "code", "text"), EVERY_CODE)
def test_code_column__every_code_that_was_met(name: str, code: int, text: str) -> None:
    vocabulary, _ = CODES[name]
    spellings = [text, text.upper(), text.title(), f" {text}\u00a0"]
    assert code_column(pa.array(spellings), name, vocabulary).tolist() == [code] * 4
    if text.isdigit():
        for kind in (np.int64, np.float64):
            assert code_column(np.array([text]).astype(kind), name, vocabulary).tolist() == [code]
        assert code_column(pa.array([f"{text}.0"]), name, vocabulary).tolist() == [code]


@pytest.mark.parametrize(
    ("name", "text"),
    [("sex", "0"), ("sex", "jantan"), ("sex", "3"), ("sex", "x"), ("sex", "h"), ("measured", "1"),
     ("measured", "2"), ("measured", "m"), ("measured", "p"), ("oedema", "3"), ("oedema", "maybe")],
)  # fmt: skip
def test_code_column__refuses_codes_that_are_not_clear(name: str, text: str) -> None:
    vocabulary, _ = CODES[name]
    with pytest.raises(zs.CodeError):
        code_column(pa.array([text]), name, vocabulary)
    if text.isdigit():
        with pytest.raises(zs.CodeError):
            code_column(np.array([int(text)]), name, vocabulary)


AGES = {"age_months": [20, 20], "weight_kg": [10.2, 10.2], "length_height_cm": [81.5, 81.5]}


@pytest.mark.parametrize("codes", [["0", "1"], [0, 1], [0.0, 1.0]])
@pytest.mark.parametrize("order", ["fm", "mf"])
def test_score_children__sex_0_and_1_only_when_told(codes: list[object], order: str) -> None:
    table = {**AGES, "sex": codes}
    with pytest.raises(zs.CodeError, match="sex"):
        zs.score_children(table)
    told = {"0": order[0], "1": order[1]}
    ours = zs.score_children(table, codes={"sex": told})
    expected = zs.score_children({**table, "sex": list(order)})
    assert ours["waz"].tolist() == expected["waz"].tolist()
    assert ours["waz"][0] != ours["waz"][1]


@pytest.mark.parametrize("codes", [["1", "2"], [1, 2], [1.0, 2.0]])
def test_score_children__measured_1_and_2_only_when_told(codes: list[object]) -> None:
    table = {**AGES, "sex": ["m", "m"], "measured": codes}
    with pytest.raises(zs.CodeError, match="measured"):
        zs.score_children(table)
    ours = zs.score_children(table, codes={"measured": {"1": "lying", "2": "standing"}})
    expected = zs.score_children({**table, "measured": ["l", "h"]})
    assert ours["haz"].tolist() == expected["haz"].tolist()
    assert ours["haz"][0] != ours["haz"][1]


def test_recognise_columns__oedema_1_and_2_only_when_told() -> None:
    table = {**AGES, "sex": ["m", "m"], "oedema": [1, 2]}
    with pytest.raises(zs.ColumnError, match="oedema"):
        zs.recognise_columns(table)
    found = zs.recognise_columns(table, codes={"oedema": {"1": "y", "2": "n"}})
    scored = zs.score_children(table, mapping=found)
    assert np.isnan(scored["whz"][0])
    assert not np.isnan(scored["whz"][1])


def test_read_texts__reads_each_text_and_keeps_the_rows() -> None:
    column = pa.chunked_array([["9,8", None, "x", "\u00a0-\u00a0"], ["x", "", " 9,8 "]])
    read = read_texts(column, cells.Seen(number, cells.NOT_A_NUMBER))
    np.testing.assert_array_equal(read.values, [9.8, np.nan, np.nan, np.nan, np.nan, np.nan, 9.8])
    assert read.reasons is not None
    assert read.reasons.tolist() == [
        READABLE, READABLE, 0, READABLE, 0, READABLE, READABLE
    ]  # fmt: skip
