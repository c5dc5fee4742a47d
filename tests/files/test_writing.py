"""Outputs: whole or not at all, and no live formula."""

from __future__ import annotations

import csv
import datetime
import os
from contextlib import contextmanager
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from zscore.errors import OutputError
from zscore.files import writing, xlsx
from zscore.files.writing import check_output, escaped, output_file

TABLE = pa.table(
    {
        "text": ["=1+1", "-5", None],
        "haz": [-1.5, None, 0.1],
        "flag": [True, False, None],
        "day": pa.array([datetime.date(2024, 8, 17), None, None]),
        "time": pa.array([datetime.datetime(2024, 8, 17, 7, 30), None, None]),
        "n": [1, 2, None],
        "class": pa.array(["severe", None, "none"]).dictionary_encode(),
        "@name": ["\tx", "a\nb", "007"],
        "infinite": [float("inf"), 1.0, None],
    }
)
ENDINGS = (".csv", ".parquet", ".xlsx")


def write_table(table: pa.Table, path: Path, *, force: bool = False) -> None:
    """Write a table a row at a time."""
    with output_file(path, table.schema, force=force) as write:
        for row in range(table.num_rows):
            write(table.slice(row, 1))


def test_escaped__only_what_a_spreadsheet_would_run() -> None:
    runs = ["=1", "-x", "@a", "\ta", "\ra", "\na", "=", "-1+1"]
    runs += ["\uff1d1", "\uff0b1", "\uff0d1", "\uff20a", "\ufeff=1", "\u200b\u200b+a", "\u00ad=1"]
    runs_not = ["+1", "+62812", "-1,5", "a=1", "", None, "-", "1e5", "\uff0d", "\u200ba"]
    given = runs + runs_not
    expected = ["'" + text for text in runs] + runs_not
    assert escaped(pa.chunked_array([given])).to_pylist() == expected


def test_output_file__csv(tmp_path: Path) -> None:
    write_table(TABLE, tmp_path / "o.csv")
    with (tmp_path / "o.csv").open(newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["text", "haz", "flag", "day", "time", "n", "class", "'@name", "infinite"]
    assert rows[1][:4] == ["'=1+1", "-1.5", "true", "2024-08-17"]
    assert rows[1][6:] == ["severe", "'\tx", "inf"]
    assert rows[2] == ["-5", "", "false", "", "", "2", "", "a\nb", "1"]


def test_output_file__xlsx_keeps_numbers_and_runs_nothing(tmp_path: Path) -> None:
    write_table(TABLE, tmp_path / "o.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "o.xlsx").active
    assert [cell.value for cell in sheet[2]] == [
        "'=1+1", -1.5, True, datetime.datetime(2024, 8, 17), datetime.datetime(2024, 8, 17, 7, 30),
        1, "severe", "'\tx", "inf",
    ]  # fmt: skip
    assert [cell.value for cell in sheet[3]] == [
        "-5", None, False, None, None, 2, None, "a\nb", 1,
    ]  # fmt: skip
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}


def test_output_file__parquet_as_it_is(tmp_path: Path) -> None:
    write_table(TABLE, tmp_path / "o.parquet")
    assert pq.read_table(tmp_path / "o.parquet").to_pydict() == TABLE.to_pydict()


@pytest.mark.parametrize("ending", ENDINGS)
def test_output_file__keeps_what_exists_unless_forced(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"o{ending}"
    path.write_text("kept")
    with pytest.raises(OutputError, match="already exists and was left unchanged"):
        write_table(TABLE, path)
    assert path.read_text() == "kept"
    write_table(TABLE, path, force=True)
    assert path.read_bytes() != b"kept"
    assert os.listdir(tmp_path) == [path.name]


def test_output_file__a_file_that_came_meanwhile_is_kept(tmp_path: Path, monkeypatch) -> None:
    path = tmp_path / "o.csv"

    @contextmanager
    def slow(part: Path, schema: pa.Schema):
        yield lambda table: None
        part.write_text("ours")
        path.write_text("theirs")

    monkeypatch.setitem(writing._WRITERS, ".csv", slow)
    with pytest.raises(OutputError, match="already exists and was left unchanged"):
        write_table(TABLE, path)
    assert path.read_text() == "theirs"
    assert os.listdir(tmp_path) == ["o.csv"]


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_output_file__nothing_half_written_is_left(tmp_path: Path, monkeypatch, error) -> None:
    @contextmanager
    def fails(part: Path, schema: pa.Schema):
        yield lambda table: None
        part.write_text("half")
        raise error

    monkeypatch.setitem(writing._WRITERS, ".csv", fails)
    with pytest.raises(OutputError if isinstance(error, OSError) else KeyboardInterrupt):
        write_table(TABLE, tmp_path / "o.csv")
    assert os.listdir(tmp_path) == []


def test_output_file__without_hard_links(tmp_path: Path, monkeypatch) -> None:
    def no_links(_from: Path, _to: Path) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", no_links)
    write_table(TABLE, tmp_path / "o.csv")
    assert os.listdir(tmp_path) == ["o.csv"]


def test_check_output__refuses_before_any_work(tmp_path: Path) -> None:
    for path, words in (
        (tmp_path / "o.txt", "Accepted: .csv, .parquet, .xlsx"),
        (tmp_path / "none" / "o.csv", "does not exist"),
    ):
        with pytest.raises(OutputError, match=words):
            check_output(path, force=True)
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(OutputError, match="this is a folder"):
        check_output(tmp_path / "folder.csv", force=True)


def test_output_file__xlsx_limits(tmp_path: Path, monkeypatch) -> None:
    with pytest.raises(OutputError, match="'t': a text of 32,768 characters"):
        write_table(pa.table({"t": ["x" * 32_768]}), tmp_path / "o.xlsx")
    with pytest.raises(OutputError, match="16,385 columns"):
        write_table(pa.table({str(i): [1] for i in range(16_385)}), tmp_path / "o.xlsx")
    assert os.listdir(tmp_path) == []
    monkeypatch.setattr(xlsx, "MOST_ROWS", 3)
    write_table(pa.table({"n": [1, 2, 3]}), tmp_path / "o.xlsx")
    book = openpyxl.load_workbook(tmp_path / "o.xlsx")
    assert [[row[0].value for row in sheet] for sheet in book] == [["n", 1, 2], ["n", 3]]
