"""Files: from the export to the scored file, against reading and writing the same alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import xlsxwriter
from pyarrow import csv, parquet
from python_calamine import CalamineWorkbook

import exports
import zscore as zs

CSV = pytest.mark.benchmark(group="csv of layout B → scored Parquet")
XLSX = pytest.mark.benchmark(group="xlsx of layout B → scored xlsx")
MOST_XLSX_ROWS = 50_000


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory, n: int) -> Path:
    """An export as text, and beside it the same scored."""
    path = tmp_path_factory.mktemp("csv") / "export.csv"
    exports.write_csv(path, n)
    zs.score_file(path, path.with_suffix(".parquet"))
    return path


@pytest.fixture(scope="module")
def xlsx_rows(n: int) -> int:
    return min(n, MOST_XLSX_ROWS)


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory, xlsx_rows: int) -> Path:
    """An export as a workbook, and beside it the same scored."""
    path = tmp_path_factory.mktemp("xlsx") / "export.xlsx"
    exports.write_xlsx(path, xlsx_rows)
    zs.score_file(path, path.with_name("scored.xlsx"))
    return path


@CSV
def test_pyarrow_reads_and_writes(measure: Any, text: Path, n: int) -> None:
    scored = parquet.read_table(text.with_suffix(".parquet"))

    def read_and_write() -> None:
        csv.read_csv(text, parse_options=csv.ParseOptions(delimiter=";"))
        parquet.write_table(scored, text.with_name("again.parquet"))

    measure(read_and_write, rounds=3)


@CSV
def test_csv(measure: Any, text: Path) -> None:
    measure(lambda: zs.score_file(text, text.with_suffix(".parquet"), force=True), rounds=3)


@XLSX
def test_calamine_reads_and_xlsxwriter_writes(measure: Any, workbook: Path, xlsx_rows: int) -> None:
    scored = CalamineWorkbook.from_path(str(workbook.with_name("scored.xlsx")))
    rows = scored.get_sheet_by_index(0).to_python()

    def read_and_write() -> None:
        CalamineWorkbook.from_path(str(workbook)).get_sheet_by_index(0).to_python()
        again = str(workbook.with_name("again.xlsx"))
        with xlsxwriter.Workbook(again, {"constant_memory": True}) as written:
            sheet = written.add_worksheet()
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, row)

    measure(read_and_write, rows=xlsx_rows, rounds=1)


@XLSX
def test_xlsx(measure: Any, workbook: Path, xlsx_rows: int) -> None:
    output = workbook.with_name("scored.xlsx")
    measure(lambda: zs.score_file(workbook, output, force=True), rows=xlsx_rows, rounds=1)


def test_the_files_are_what_they_say(text: Path, workbook: Path, n: int, xlsx_rows: int) -> None:
    """Hold that what is measured scores children, not blank rows."""
    scored = parquet.read_table(text.with_suffix(".parquet"), columns=["haz", "published_haz"])
    assert scored.num_rows == n
    assert pa.compute.sum(pa.compute.is_valid(scored["haz"])).as_py() > 0.9 * n
    summary = zs.score_file(workbook, workbook.with_name("scored.csv"))
    assert summary.rows == xlsx_rows
    assert summary.published["haz"].z_equal == summary.published["haz"].z_compared > 0
