"""Files larger than a block: the same rows, whatever a block holds."""

from __future__ import annotations

import datetime
import os
import threading
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import zscore as zs
from exports import make
from zscore.children.sheets import ProbeTooShortError
from zscore.eppgbm.exports import exports_of
from zscore.files import grids, parquet, text
from zscore.files.opening import open_sheets
from zscore.files.reading_process import IN_THIS_PROCESS
from zscore.pipeline import score_files
from zscore.pipeline.summary import Summary

EXPORT = make.FOLDER / "layout_b.csv"


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a block hold three rows, and Arrow parse some hundred bytes at a time."""
    monkeypatch.setenv(IN_THIS_PROCESS, "1")
    for module in (grids, text, parquet):
        monkeypatch.setattr(module, "BLOCK_ROWS", 3)
    monkeypatch.setattr(text, "_PARSED_BYTES", 600)
    monkeypatch.setattr(text, "_CELLS_AT_ONCE", 7)


def export(path: Path, dates: list[str], *, width: int = 5) -> Path:
    """Write an export with a row for each date of visit."""
    rows = [f"P;2022-01-05;{day};{8 + i / 10:.1f};{75 + i}" for i, day in enumerate(dates)]
    path.write_text("JK;Tgl Lahir;Tanggal Pengukuran;Berat;Tinggi\n" + "\n".join(rows) + "\n")
    return path


def survey(path: Path, rows: int, *, wrong: dict[int, str] | None = None) -> Path:
    """Write a table with canonical names; ``wrong`` replaces rows."""
    lines = [f"{i},f,{600 + i},{9 + i / 10:.1f}" for i in range(rows)]
    for row, line in (wrong or {}).items():
        lines[row] = line
    path.write_text("id,sex,age_days,weight_kg\n" + "\n".join(lines) + "\n")
    return path


def scored(paths: list[Path], output: Path, **options: object) -> tuple[Summary, pa.Table]:
    """Score files; return the summary and what was written."""
    summary = zs.score_files(paths, output, force=True, **options)  # type: ignore[arg-type]
    return summary, pq.read_table(output) if output.exists() else pa.table({})


@pytest.mark.parametrize(
    "name", sorted(path.name for path in make.FOLDER.iterdir() if path.suffix != ".py")
)
@pytest.mark.parametrize("identity", [True, False])
def test_score_files__is_the_same_in_blocks_of_any_size(
    name: str, identity: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small, table = scored(
        [make.FOLDER / name], tmp_path / "small.parquet", drop_identity=not identity
    )
    monkeypatch.undo()
    large, whole = scored(
        [make.FOLDER / name], tmp_path / "large.parquet", drop_identity=not identity
    )
    assert table.equals(whole)
    told, expected = small.as_json(), large.as_json()
    for one in (told, expected):
        one.pop("seconds")
        one.pop("output")
    assert told == expected


def test_score_files__the_order_of_dates_is_that_of_the_whole_file(tmp_path: Path) -> None:
    days = ["03/04/2023"] * 20 + ["12/31/2023"]  # only the last tells that the month is first
    summary, table = scored([EXPORT, export(tmp_path / "us.csv", days)], tmp_path / "o.parquet")
    assert [one["day_first"] for one in summary.tables] == [True, False]
    visits = table["visit_date"].to_pylist()[2:]
    assert visits == [datetime.date(2023, 3, 4)] * 20 + [datetime.date(2023, 12, 31)]
    assert summary.rows == 23
    children = zs.read_eppgbm(tmp_path / "us.csv")
    assert list(children["visit_date"].dt.date) == visits


def test_export__glanced_at_says_at_the_end_that_it_was_not_enough(tmp_path: Path) -> None:
    path = export(tmp_path / "us.csv", ["03/04/2023"] * 20 + ["12/31/2023"])
    (head_only,) = exports_of(path, open_sheets(path), head_only=True)
    assert head_only.table_of.head_only
    assert head_only.reading.day_first
    with pytest.raises(ProbeTooShortError):
        list(head_only.blocks())
    (probed,) = exports_of(path, open_sheets(path))
    assert (probed.table_of.head_only, probed.reading.day_first) == (False, False)


@pytest.mark.parametrize("end", ["\n", "\n\n", '\n"x\ny";1;2;3;4;5\n'])
def test_score_files__an_irregular_row_far_down(tmp_path: Path, end: str) -> None:
    path = export(tmp_path / "x.csv", ["2023-08-03"] * 100)
    lines = path.read_text().splitlines()
    lines[60] += ";one cell too many"
    lines[80] = "P;2022-01-05"
    path.write_text("\n".join(lines) + end)
    summary, table = scored([path], tmp_path / "o.parquet")
    more = end.count(";") > 0
    assert summary.rows == 100 + more
    assert table["source_row"].to_pylist() == list(range(2, 102 + more))
    noted = {row: note for row, note in enumerate(table["reading_notes"].to_pylist()) if note}
    assert set(noted) == {59, *([100] if more else [])}
    assert table["weight_kg"].to_pylist()[61] == pytest.approx(8 + 61 / 10)
    assert table["weight_kg"].null_count == 2 + more


def test_score_files__errors_count_the_whole_file(tmp_path: Path) -> None:
    path = survey(tmp_path / "x.csv", 100, wrong={50: "50,x,600,9", 90: "90,y,600,9"})
    summary, table = scored([path], tmp_path / "o.parquet")
    ((_, error),) = summary.failed
    assert "2 of 100 values are not known (first: 'x', at row 52)" in str(error)
    assert table.num_columns == 0
    assert (summary.rows, summary.tables, summary.output) == (0, [], None)
    assert os.listdir(tmp_path) == ["x.csv"]


def test_score_files__a_file_that_fails_far_down_leaves_nothing_of_itself(tmp_path: Path) -> None:
    first = survey(tmp_path / "1.csv", 30)
    bad = survey(tmp_path / "2.csv", 100, wrong={99: "99,x,600,9"})
    short = survey(tmp_path / "3.csv", 3, wrong={1: "1,f,600,ten"})
    last = survey(tmp_path / "4.csv", 20)
    summary, table = scored([first, bad, short, last], tmp_path / "o.parquet")
    assert [file for file, _ in summary.failed] == ["2.csv", "3.csv"]
    assert table["source_file"].to_pylist() == ["1.csv"] * 30 + ["4.csv"] * 20
    assert summary.rows == summary.indicators["waz"].scored == 50
    assert [one["rows"] for one in summary.tables] == [30, 20]


def test_score_files__columns_of_a_file_that_failed_are_not_written(tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("sex,age_days,weight_kg,only_here\nf,600,ten,1\n")
    _, table = scored([bad, survey(tmp_path / "good.csv", 5)], tmp_path / "o.parquet")
    assert "only_here" not in table.column_names
    assert table.num_rows == 5


def test_score_files__numbers_are_told_from_all_rows_of_all_files(tmp_path: Path) -> None:
    one = survey(tmp_path / "1.csv", 10)
    _, table = scored([one], tmp_path / "o.parquet")
    assert table["id"].type == pa.int64()
    two = survey(tmp_path / "2.csv", 10, wrong={9: "007,f,600,9"})
    _, table = scored([one, two], tmp_path / "o.parquet")
    assert table["id"].to_pylist()[-1] == "007"


def test_score_files__identity_in_the_last_row_alone(tmp_path: Path) -> None:
    path = survey(tmp_path / "x.csv", 20, wrong={19: "3271014608200001,f,600,9"})
    _, table = scored([path], tmp_path / "o.parquet", drop_identity=True)
    assert "id" not in table.column_names


@pytest.mark.parametrize("ending", [".csv", ".parquet", ".xlsx"])
def test_score_files__interrupted_nothing_half_written_remains(
    tmp_path: Path, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = survey(tmp_path / "x.csv", 300)
    before = threading.active_count()
    counted = 0

    def interrupted(self: Summary, scored: object) -> None:
        nonlocal counted
        counted += 1
        if counted == 5:
            raise KeyboardInterrupt

    monkeypatch.setattr(Summary, "add", interrupted)
    with pytest.raises(KeyboardInterrupt):
        zs.score_file(path, tmp_path / f"o{ending}")
    assert os.listdir(tmp_path) == ["x.csv"]
    assert threading.active_count() == before


def test_score_files__parquet_of_many_row_groups(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    table = pa.table(
        {
            "sex": pa.array(rng.choice(["m", "f"], 50)).dictionary_encode(),
            "age_days": rng.integers(0, 1800, 50),
            "weight_kg": rng.uniform(3, 20, 50).round(1),
        }
    )
    source = tmp_path / "in.parquet"
    pq.write_table(table, source, row_group_size=7)
    _, written = scored([source], tmp_path / "o.parquet")
    assert written["waz"].to_pylist() == zs.score_children(table)["waz"].to_pylist()
    assert written["source_row"].to_pylist() == list(range(1, 51))


def test_score_files__many_small_files_are_one_group_of_rows(tmp_path: Path) -> None:
    paths = [survey(tmp_path / f"{i}.csv", 2) for i in range(20)]
    scored(paths, tmp_path / "o.parquet")
    assert pq.ParquetFile(tmp_path / "o.parquet").num_row_groups == 1


def test_score_file__raises_what_is_wrong(tmp_path: Path) -> None:
    path = survey(tmp_path / "x.csv", 9, wrong={8: "8,f,600,ten"})
    with pytest.raises(
        zs.ColumnError, match=r"1 of 9 values are not numbers .*first: .*, at row 10"
    ):
        zs.score_file(path, tmp_path / "o.csv")
    with pytest.raises(zs.OutputError, match=r"Accepted: \.csv, \.parquet, \.xlsx"):
        zs.score_file(str(path), str(tmp_path / "o.txt"))


def test_score_files__a_file_that_is_gone_when_it_is_read(tmp_path: Path) -> None:
    gone, stays = survey(tmp_path / "1.csv", 30), survey(tmp_path / "2.csv", 30)

    def progress(_what: str, done: int, steps: int) -> None:
        if done == steps // 2 - 1:  # both are looked at
            gone.unlink()

    last = stays.with_name("3.csv")
    summary, table = scored([gone, stays, survey(last, 1)], tmp_path / "o.parquet")
    assert summary.failed == []
    summary, table = scored([gone, stays, last], tmp_path / "o.parquet", progress=progress)
    ((file, error),) = summary.failed
    assert (file, table.num_rows) == ("1.csv", 31)
    assert "cannot be opened" in str(error)


HEADINGS = "JK;Tgl Lahir;Tanggal Pengukuran;Berat;Tinggi\n"
ROW = "P;2022-01-05;2023-08-03;8.1;75"


@pytest.mark.parametrize("before", [f'{ROW};"x', f'"{ROW}'])
@pytest.mark.parametrize("end", ["\n", "\r"])
def test_score_files__a_quote_that_swallows_rows_is_refused_wherever_it_is(
    tmp_path: Path, before: str, end: str
) -> None:
    path = tmp_path / "x.csv"
    lines = [HEADINGS.strip(), *[ROW] * 20, before, *[ROW] * 100]
    path.write_bytes("".join(line + end for line in lines).encode())
    summary, _ = scored([path], tmp_path / "o.parquet")
    ((_, error),) = summary.failed
    assert "unclosed quotation mark in row 22" in str(error)


def test_score_files__dates_that_are_blank_and_one_wide_row(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    row = "P;;;8.1;75;1 Tahun - 2 Bulan - 3 Hari\n"
    path.write_text(f"{HEADINGS.strip()};Usia Saat Ukur\n" + row * 10 + row.strip() + ";9\n")
    summary, table = scored([path], tmp_path / "o.parquet")
    assert summary.rows == 11
    assert table["haz"].null_count == 1


def test_score_files__a_refused_file_has_no_say_in_the_types(tmp_path: Path) -> None:
    good = survey(tmp_path / "1.csv", 10)
    bad = survey(tmp_path / "2.csv", 30, wrong={5: "005,f,600,9", 25: "25,x,600,9"})
    summary, table = scored([good, bad], tmp_path / "o.parquet")
    assert len(summary.failed) == 1
    assert table["id"].type == pa.int64()


def test_score_files__is_begun_again_once_however_many_fail(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = []
    write = score_files._write
    monkeypatch.setattr(score_files, "_write", lambda *a, **k: begun.append(1) or write(*a, **k))
    paths = [
        survey(tmp_path / f"{i}.csv", 30, wrong={29: "29,x,600,9"} if i % 2 else None)
        for i in range(20)
    ]
    summary, table = scored(paths, tmp_path / "o.parquet")
    assert (len(begun), len(summary.failed), table.num_rows) == (2, 10, 300)


@pytest.mark.parametrize(
    "column",
    [
        pa.array([3271014608200001.0, None]),
        pa.array([3271014608200001, None]),
        pa.array(["3271014608200001", None]).cast(pa.string_view()),
        pa.array([b"3271014608200001", None]),
        pa.array([["3271014608200001"], None]),
        pa.array(["3271014608200001", None]).dictionary_encode(),
        pa.array([3271014608200001, None]).cast(pa.decimal128(19)),
    ],
    ids=lambda column: str(column.type),
)
def test_score_files__identity_in_columns_of_any_type(tmp_path: Path, column: pa.Array) -> None:
    source = tmp_path / "in.parquet"
    own = {"code": column, "n": [1.5, 2e16]}
    children = {"sex": ["f", "m"], "age_days": [600, 700], "weight_kg": [9.1, 9.9]}
    pq.write_table(pa.table(own | children), source)
    _, table = scored([source], tmp_path / "o.parquet", drop_identity=True)
    assert table.column_names[:2] == ["n", "sex"]


def test_score_files__a_file_that_is_changed_while_it_is_read(tmp_path: Path) -> None:
    path = export(tmp_path / "x.csv", ["2023-08-03"] * 50)

    def progress(_what: str, done: int, steps: int) -> None:
        if done == steps // 2 - 1:
            with path.open("a") as file:
                file.write(ROW + "\n")

    paths = [path, export(tmp_path / "y.csv", ["2023-08-03"] * 5)]
    summary, table = scored(paths, tmp_path / "o.parquet", progress=progress)
    ((file, error),) = summary.failed
    assert (file, table.num_rows) == ("x.csv", 5)
    assert "changed while it was being read" in str(error)


def test_open_text__holds_no_more_than_some_long_cells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    monkeypatch.setenv(IN_THIS_PROCESS, "1")
    monkeypatch.setattr(text, "BLOCK_BYTES", 100_000)
    path = tmp_path / "x.csv"
    for cells in (["x" * 10_000] * 100, [f"{i}" + "x" * 10_000 for i in range(100)]):
        for more in ("", "1;2;3\n"):
            path.write_text("a;b\n" + more + "".join(f"{cell};1\n" for cell in cells))
            (sheet,) = open_sheets(path)
            sizes = [sum(map(len, map(str, block.rows()))) for block in sheet.blocks(None)]
            assert max(sizes) < 350_000 or not more
            assert len(sizes) > 1 or not more
