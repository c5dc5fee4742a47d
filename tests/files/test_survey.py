"""Stata, SPSS and SAS files, through the child process."""

from __future__ import annotations

import datetime
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyreadstat
import pytest

from zscore.errors import FileError
from zscore.files import survey
from zscore.files.grids import Grid
from zscore.files.kinds import kind_of
from zscore.files.limits import RefusedError
from zscore.files.opening import open_sheets
from zscore.files.survey import sheets_of_survey

DAY, MOMENT = datetime.date(2021, 11, 12), datetime.datetime(2021, 11, 12, 7, 30, 1)
FRAME = pd.DataFrame(
    {
        "sex": [1.0, 2.0, np.nan],
        "weight": [9.8, 9996.0, 7.25],
        "nik": [3271014608200001.0, 2.0, 3.0],
        "born": [DAY, None, datetime.date(1999, 1, 2)],
        "seen": [MOMENT, None, datetime.datetime(2020, 1, 2)],
        "village": ["Desa", "", "007"],
    }
)
TEXTS = [
    ["1", "9.8", "3271014608200001", "2021-11-12", "2021-11-12 07:30:01", "Desa"],
    ["2", "9996", "2", None, None, None],
    [None, "7.25", "3", "1999-01-02", "2020-01-02", "007"],
]
WRITERS: dict[str, Callable[[pd.DataFrame, Path], None]] = {
    "dta": pyreadstat.write_dta,
    "old.dta": lambda frame, path: pyreadstat.write_dta(frame, path, version=8),
    "sav": pyreadstat.write_sav,
    "zsav": lambda frame, path: pyreadstat.write_sav(frame, path, compress=True),
    "por": pyreadstat.write_por,
    "xpt": pyreadstat.write_xport,
    "v5.xpt": lambda frame, path: pyreadstat.write_xport(frame, path, file_format_version=5),
}


def cells(path: Path) -> list[list[str | None]]:
    """Return the names and the cells of a file, read in this process."""
    with path.open("rb") as file:
        (sheet,) = sheets_of_survey(file)
        batches = list(sheet.batches)
    return Grid(cells=pa.Table.from_batches(batches, sheet.schema)).rows()


@pytest.mark.parametrize("kind", WRITERS)
def test_open_sheets__survey_files_of_every_kind(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "survey.csv"  # the name is not believed
    WRITERS[kind](FRAME, path)
    assert kind_of(path) == "survey"
    (sheet,) = open_sheets(path)
    assert sheet.head.first_row == 0  # the names are no row of the file
    names, *rows = sheet.head.rows()
    assert [(name or "").lower() for name in names] == list(FRAME.columns)
    assert rows == TEXTS


def test_sheets_of_survey__labels_where_all_codes_have_one(tmp_path: Path) -> None:
    labels = {
        "sex": {1: "Male", 2: "Female", 9: "Missing"},
        "weight": {9996: "Flagged"},
        "village": {"Desa": "of some only"},
    }
    path = tmp_path / "a.sav"
    pyreadstat.write_sav(FRAME, path, variable_value_labels=labels)
    _, *rows = cells(path)
    assert [row[:2] for row in rows] == [["Male", "9.8"], ["Female", "9996"], [None, "7.25"]]
    assert rows[0][5] == "Desa"
    pyreadstat.write_sav(FRAME, path, variable_value_labels={"sex": {1: "Male", 2: " "}})
    assert [row[0] for row in cells(path)] == ["sex", "1", "2", None]


def test_sheets_of_survey__missing_by_the_user_is_empty(tmp_path: Path) -> None:
    frame = pd.DataFrame({"sex": [1.0, 2.0, 9.0], "oedema": [0.0, 98.0, 99.0]})
    path = tmp_path / "a.sav"
    pyreadstat.write_sav(
        frame,
        path,
        variable_value_labels={"sex": {1: "Male", 2: "Female"}},
        missing_ranges={"sex": [9], "oedema": [{"lo": 98, "hi": 99}]},
    )
    assert cells(path) == [["sex", "oedema"], ["Male", "0"], ["Female", None], [None, None]]
    tagged = pd.DataFrame({"sex": [1, "a", 2]})
    pyreadstat.write_dta(tagged, path, missing_user_values={"sex": ["a"]})
    assert cells(path) == [["sex"], ["1"], [None], ["2"]]


def test_sheets_of_survey__numbers_of_seven_digits(tmp_path: Path) -> None:
    frame = pd.DataFrame({"f": np.float32([9.8, 77.45, 3e-5]), "d": [9.8, 0.1 + 0.2, 1e300]})
    frame.to_stata(tmp_path / "a.dta", write_index=False)
    pyreadstat.write_sav(frame.astype(float), tmp_path / "b.sav")  # as copied by a program
    for name in ("a.dta", "b.sav"):
        assert cells(tmp_path / name)[1:] == [
            ["9.8", "9.8"],
            ["77.45", "0.30000000000000004"],
            ["3e-05", "1e+300"],
        ]


@pytest.mark.parametrize(
    ("form", "display", "value", "text"),
    [
        ("dta", "%tdDD/NN/CCYY", 22_596.0, "2021-11-12"),
        ("dta", "%d", -1.0, "1959-12-31"),
        ("dta", "%tc", 1_952_321_401_000.0, "2021-11-12 07:30:01"),
        ("dta", "%tcHH:MM:SS", 27_001_000.0, "07:30:01"),
        ("dta", "%9.2f", 22_596.0, "22596"),
        ("sav", "EDATE10", 13_856_054_400.0, "2021-11-12"),
        ("sav", "MOYR8", 13_856_054_400.0, "2021-11-12"),
        ("sav", "TIME8", 27_001.0, "07:30:01"),
        ("sav", "DATE11", 1e15, "1000000000000000"),  # no such day: as it is
        ("xpt", "YYMMDD10", 22_596.0, "2021-11-12"),
        ("xpt", "E8601DA10", 22_596.0, "2021-11-12"),
        ("xpt", "DATETIME20", 1_952_321_401.0, "2021-11-12 07:30:01"),
    ],
)
def test_sheets_of_survey__dates_by_the_format_they_are_shown_in(
    tmp_path: Path, form: str, display: str, value: float, text: str
) -> None:
    path = tmp_path / "a"
    write = {
        "dta": pyreadstat.write_dta, "sav": pyreadstat.write_sav, "xpt": pyreadstat.write_xport
    }[form]  # fmt: skip
    write(pd.DataFrame({"x": [value, np.nan]}), path, variable_format={"x": display})
    assert cells(path) == [["x"], [text], [None]]


@pytest.mark.parametrize("at_once", [1, 7, 300])
def test_sheets_of_survey__more_variables_than_are_read_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(survey, "_CELLS_AT_ONCE", at_once)
    monkeypatch.setattr(survey, "BLOCK_ROWS", 16)
    frame = pd.DataFrame(np.arange(40.0 * 6).reshape(40, 6)).add_prefix("v")
    for name, write in (("a.xpt", pyreadstat.write_xport), ("a.dta", pyreadstat.write_dta)):
        write(frame, tmp_path / name)
        names, *rows = cells(tmp_path / name)
        assert names == list(frame.columns)
        assert rows == [[str(6 * i + k) for k in range(6)] for i in range(40)]


def test_sheets_of_survey__no_cases(tmp_path: Path) -> None:
    pyreadstat.write_sav(FRAME.iloc[:0], tmp_path / "a.sav")
    assert cells(tmp_path / "a.sav") == [list(FRAME.columns)]


def test_sheets_of_survey__refuses_what_is_none_and_what_is_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.dta"
    path.write_text("sex;age")
    with pytest.raises(RefusedError, match="survey_kind"):
        cells(path)
    pyreadstat.write_dta(FRAME, path)
    monkeypatch.setattr(survey, "MAX_REPEATED", 100)
    with pytest.raises(RefusedError, match="workbook_repeats"):
        cells(path)
    monkeypatch.setattr(survey, "MAX_SHEET_COLUMNS", 5)
    with pytest.raises(RefusedError, match="too_many_columns"):
        cells(path)


def test_sheets_of_survey__a_text_of_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "a.sav"
    pyreadstat.write_sav(pd.DataFrame({"x": ["Jos\xe9 Luis", "b"]}), path)
    path.write_bytes(path.read_bytes().replace("\xe9 Luis".encode(), b"\xe9 Luis "))
    assert cells(path) == [["x"], ["Jos\xe9 Luis"], ["b"]]


@pytest.mark.parametrize("kind", WRITERS)
def test_sheets_of_survey__damaged(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "survey"
    WRITERS[kind](FRAME, path)
    whole = path.read_bytes()
    for cut in (len(whole) // 3, len(whole) - 60):
        path.write_bytes(whole[:cut])
        with pytest.raises(RefusedError, match="file_damaged"):
            cells(path)
    with pytest.raises(FileError, match=r"survey: the (Stata|SPSS|SAS) file is damaged"):
        open_sheets(path)


def test_open_sheets__says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pyreadstat.py").write_text("raise ImportError")
    monkeypatch.syspath_prepend(tmp_path)
    pyreadstat.write_sav(FRAME, tmp_path / "a.sav")
    with pytest.raises(FileError, match=r"pip install 'zscore-growth\[survey\]'"):
        open_sheets(tmp_path / "a.sav")


def test_open_sheets__the_reader_stays_in_the_child(tmp_path: Path) -> None:
    path = tmp_path / "a.sav"
    pyreadstat.write_sav(FRAME, path)
    code = (
        "import sys\nfrom pathlib import Path\nfrom zscore.files.opening import open_sheets\n"
        f"open_sheets(Path({str(path)!r}))\nprint('pyreadstat' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
