"""What nobody would write on purpose, and what would have gone wrong with it."""

from __future__ import annotations

import datetime
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import zscore as zs
from exports import make
from zscore.pipeline.score_files import score_files

NIK = "3271014608200001"


def refused(tmp_path: Path, name: str, data: bytes | str, **options: object) -> str:
    """Score one file that must be refused; return the message."""
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    summary = score_files([path], tmp_path / "o.csv", force=True, **options)  # type: ignore[arg-type]
    assert summary.output is None
    ((_, error),) = summary.failed
    assert str(error) != error.text("id")
    return str(error)


def written(tmp_path: Path, name: str, data: bytes, **options: object) -> str:
    """Score one file; return the output's text."""
    path = tmp_path / name
    path.write_bytes(data)
    summary = score_files([path], tmp_path / "o.csv", force=True, **options)  # type: ignore[arg-type]
    assert summary.failed == []
    return (tmp_path / "o.csv").read_text()


def test_columns__of_an_export_name_headings_before_aliases_do(tmp_path: Path) -> None:
    path = tmp_path / "e.csv"
    path.write_bytes(make.csv_of(*make.CHILDREN).replace(b"LiLA", b"Berat Anak"))
    children = zs.read_eppgbm(path, columns={"weight_kg": "Berat Anak"})
    assert children["weight_kg"].tolist()[0] == 14.2
    assert list(children["Berat"]) == ["9.8", "12.4"]


def test_columns__that_are_not_there_are_refused_in_exports_too(tmp_path: Path) -> None:
    export = make.csv_of(*make.CHILDREN)
    assert "'BeratX' is missing" in refused(
        tmp_path, "e.csv", export, columns={"weight_kg": "BeratX"}
    )
    for columns, error, words in (
        ({"foo": "Berat"}, zs.UnknownNameError, "'foo' is not a column"),
        ({"weight_kg": "Berat", "sex": "Berat"}, zs.ParameterError, "named for two columns"),
    ):
        with pytest.raises(error, match=words):
            refused(tmp_path, "e.csv", export, columns=columns)
        with pytest.raises(error, match=words):
            zs.read_eppgbm(tmp_path / "e.csv", columns=columns)


def test_identity__does_not_slip_through_odd_headings(tmp_path: Path) -> None:
    marked = b"\xef\xbb\xbf" + make.csv_of(
        make.CHILD | {"parent": "Ibu Ren\xe9"}, layout="a0"
    ).decode().encode("cp1252")
    assert make.CHILD["nik"] not in written(tmp_path, "bom.csv", marked, drop_identity=True)
    doubled = make.csv_of(make.CHILD).replace(b";MBG;", b";NIK;").replace(b";N;;;;;;", b";N;;;;;"
        + NIK.encode() + b";")  # fmt: skip
    assert NIK not in written(tmp_path, "doubled.csv", doubled, drop_identity=True)
    shifted = make.csv_of(make.CHILD, make.BOY).replace(b"Jl Contoh 1", b"Jl; SITI", 1)
    assert "SITI" not in written(tmp_path, "shifted.csv", shifted, drop_identity=True)
    own = (
        "Anak;NIK Ibu;Nama Lengkap;kode;Nama Desa;sex;age_days;weight_kg\n"
        f"SITI;1;SITI;{NIK};Satu;f;683;10,4\n"
    )
    text = written(
        tmp_path, "own.csv", own.encode(), drop_identity=True, columns={"child_name": "Anak"}
    )
    assert "SITI" not in text
    assert NIK not in text
    assert "Satu" in text


@pytest.mark.parametrize(
    "data",
    [
        "Kader: CANARYSITI;Ibu CANARYIBU;x;y\nNama;Kelamin;Umur;BB\nA;L;3;9\n",
        "CANARYSITI;P;5 Agustus;9,5 kg\nCANARYANI;L;6 Agustus;9,7 kg\n",
        f"<html><![foo[x]]><table><tr><td>CANARY</td></tr><![<td>{NIK}",
    ],
)
def test_messages__name_no_child(tmp_path: Path, data: str) -> None:
    message = refused(tmp_path, "x.csv", data)
    assert "CANARY" not in message
    assert NIK not in message


def test_score_files__a_file_counts_whole_or_not_at_all(tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "two.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for sex in ("f", "Q"):
            sheet = book.add_worksheet()
            sheet.write_row(0, 0, ["sex", "age_days", "weight_kg"])
            sheet.write_row(1, 0, [sex, 683, 10.4])
    summary = score_files([path, make.FOLDER / "layout_b.csv"], tmp_path / "o.parquet")
    assert [file for file, _ in summary.failed] == ["two.xlsx"]
    assert summary.rows == pq.read_table(tmp_path / "o.parquet").num_rows == 2


def test_score_files__refuses_to_overwrite_a_source_column(tmp_path: Path) -> None:
    text = "sex,age_days,weight_kg,source_row\nf,683,10.4,1\n"
    assert "'source_row' already exists" in refused(tmp_path, "t.csv", text)


def test_score_files__a_quote_left_open_before_much_text(tmp_path: Path) -> None:
    rows = make.csv_of(*(make.CHILDREN * 4000)).split(b"\r\n")
    rows[100] = rows[100].replace(b"Ayu", b'"Ayu').replace(b"Budi", b'"Budi')
    assert "unclosed quotation mark in row 101" in refused(tmp_path, "q.csv", b"\r\n".join(rows))


@pytest.mark.parametrize(
    "data",
    [
        "sex;age_days;weight_kg\n" + ";" * 200_000 + "\n" + "f;683;10\n" * 30,
        "sex;age_days;weight_kg\nf;683;10" + ";" * 15_000 + "\n" + "f;683;10\n" * 3_000,
        "<table><tr>" + "<td colspan=1000 rowspan=1000>" * 100 + "</tr>" + "<tr></tr>" * 900,
    ],
)
def test_score_files__few_cells_over_many_positions(tmp_path: Path, data: str) -> None:
    assert "Accepted: up to 16,384" in (message := refused(tmp_path, "x", data)) or (
        "spread over more than 30,000,000 positions" in message
        or "1 rows have more cells than the 3 headings, the first at row 2" in message
    )


def test_score_files__numbers_of_thousands_of_digits_are_noted(tmp_path: Path) -> None:
    child = make.CHILD | {"age": "9" * 5000 + " Tahun - 1 Bulan - 1 Hari", "weight": "1" * 5000}
    assert "age_at_visit:not_an_age" in written(tmp_path, "n.csv", make.csv_of(child))


def test_score_files__every_type_of_column_can_be_written(tmp_path: Path) -> None:
    source = tmp_path / "in.parquet"
    pq.write_table(
        pa.table(
            {
                "sex": ["f"],
                "age_days": [683],
                "weight_kg": [10.4],
                "raw": pa.array([b"=1+1"]),
                "list": [["=x"]],
                "struct": [{"a": 1}],
                "far": pa.array([datetime.date(1, 1, 1)]),
                "long": pa.array([2**62]),
                "zone": pa.array([0], pa.timestamp("s", "Asia/Jakarta")),
            }
        ),
        source,
    )
    for ending in (".csv", ".xlsx", ".parquet"):
        summary = score_files([source], tmp_path / f"o{ending}")
        assert summary.failed == []
    assert '"\'=1+1"' in (tmp_path / "o.csv").read_text()
    text = tmp_path / "text.csv"
    text.write_text("sex,age_days,weight_kg,list,raw\nf,683,10.4,x,y\n")
    assert score_files([source, text], tmp_path / "both.parquet").failed == []


def test_read_eppgbm__keeps_the_digits_of_a_nik_in_a_typed_file(tmp_path: Path) -> None:
    header, row = make.rows_of("b", [make.CHILD])
    columns = {
        name: pa.array([cell or None], pa.string()) for name, cell in zip(header, row, strict=True)
    }
    for nik in (pa.array([float(NIK)]), pa.array([NIK.encode()]), pa.array([int(NIK)])):
        pq.write_table(pa.table(columns | {"NIK": nik}), tmp_path / "x.parquet")
        assert zs.read_eppgbm(tmp_path / "x.parquet")["nik"].tolist() == [NIK]


def test_score_files__files_whose_names_are_no_text(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/bad\xff.csv"
    with open(path, "wb") as file:
        file.write(make.csv_of(*make.CHILDREN))
    summary = score_files([Path(os.fsdecode(path))], tmp_path / "o.csv")
    assert summary.failed == []
    assert summary.tables[0]["file"] == "bad\ufffd.csv"


def test_score_files__decimal_commas_taken_for_delimiters_are_refused(tmp_path: Path) -> None:
    head, row = (
        "sex,birth_date,visit_date,length_height_cm,weight_kg,",
        "m,2021-03-05,2023-03-15,84,",
    )
    path, output = tmp_path / "t.csv", tmp_path / "o.csv"
    path.write_text("\n".join([head, *[row + "10,5"] * 5]))
    ((_, error),) = score_files([path], output).failed
    assert error.key == "decimals_apart"
    for last in ("10,", "10,OK", "10,123"):
        path.write_text("\n".join([head, *[row + last] * 5]))
        assert score_files([path], output, force=True).failed == []


def test_score_files__each_measurement_may_have_a_decimal_comma(tmp_path: Path) -> None:
    head = "sex,birth_date,visit_date,length_height_cm,weight_kg,arm_circumference_cm,,,"
    row = "m,2021-03-05,2023-03-15,84,5,10,2,14,5"
    path, output = tmp_path / "t.csv", tmp_path / "o.csv"
    path.write_text("\n".join([head, *[row] * 5]))
    ((_, error),) = score_files([path], output).failed
    assert error.key == "decimals_apart"
    path.write_text("\n".join([f"{head},", *[f"{row},1"] * 5]))  # more than there are measurements
    assert score_files([path], output, force=True).failed == []


def test_score_files__columns_of_its_own_are_no_decimals(tmp_path: Path) -> None:
    path, first, second = tmp_path / "t.csv", tmp_path / "1.csv", tmp_path / "2.csv"
    path.write_text("sex,age_days,weight_kg\nm,683,10\nm,684,\n")
    assert score_files([path], first).failed == []
    assert score_files([first], second).failed == []
    assert second.read_text() == first.read_text().replace("t.csv", "1.csv")


def test_score_files__names_too_long_are_told(tmp_path: Path) -> None:
    with pytest.raises(zs.OutputError, match="cannot be written"):
        score_files([make.FOLDER / "layout_b.csv"], tmp_path / ("x" * 300 + ".csv"))
    long = tmp_path / ("x" * 250 + ".csv")
    assert score_files([make.FOLDER / "layout_b.csv"], long).output == str(long)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_score__told_to_stop_leaves_nothing(tmp_path: Path, number: int, jit: bool) -> None:
    source = tmp_path / "big.csv"
    source.write_bytes(make.csv_of(*(make.CHILDREN * (20_000 if jit else 2_000))))
    output = tmp_path / "out"
    output.mkdir()
    command = [sys.executable, "-m", "zscore", "score", str(source), "-o", str(output / "o.xlsx")]
    # Not measured: a signal may find coverage with its own lock, which it never gives back.
    environment = {k: v for k, v in os.environ.items() if not k.startswith("COV")}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    )
    for _ in range(600):  # until it writes; at the latest after a minute
        if os.listdir(output) or process.poll() is not None:
            break
        time.sleep(0.1)
    process.send_signal(number)
    _, err = process.communicate(timeout=60)
    assert os.listdir(output) == []
    assert process.returncode not in {0, 2, 65}
    assert b"Traceback" not in err
