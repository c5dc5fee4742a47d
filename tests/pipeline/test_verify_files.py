"""Files verified into a folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import inject
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from pyarrow import parquet

import zscore as zs
from exports import make
from zscore.demo.write_demo import write_demo
from zscore.files import grids, text
from zscore.files import parquet as parquet_files
from zscore.files.reading_process import IN_THIS_PROCESS
from zscore.quality.checks import CHANGES
from zscore.quality.rows import Rows
from zscore.quality.units import UnitSums

EXPORT = make.FOLDER / "layout_b.csv"


def test_verify_files__finds_what_the_demo_hides(tmp_path: Path) -> None:
    files = write_demo(tmp_path / "exports", children=2000)
    found = zs.verify_files(files, tmp_path / "verified")
    assert found.rows == sum(found.statuses.values()) == 2000
    direct = zs.verify(zs.read_eppgbm(files), profile="eppgbm")
    assert dict(found.statuses) == dict(direct.statuses)
    assert {name: n for name, n in found.checks.items() if n} == {
        name: n for name, n in direct.checks.items() if n
    }
    rows = pd.read_csv(tmp_path / "verified" / "rows.csv")
    assert len(rows) == 2000 - found.statuses["clean"]
    summary = json.loads((tmp_path / "verified" / "summary.json").read_text())
    assert summary["schema"] == "zscore.verify/3"
    assert summary["statuses"] == dict(found.statuses)


def test_nobodys_identity__is_in_the_folder_unless_asked_for(tmp_path: Path) -> None:
    files = write_demo(tmp_path / "exports", children=400)
    children = zs.read_eppgbm(files)
    zs.verify_files(files, tmp_path / "without")
    zs.verify_files(files, tmp_path / "with", keep_identity=True)
    without = (tmp_path / "without" / "rows.csv").read_text()
    whole = pd.read_csv(tmp_path / "with" / "rows.csv", dtype=str)
    for column in ("nik", "child_name", "parent_name", "address", "birth_date"):
        assert column in whole.columns
        for value in children[column].dropna().astype(str).unique():
            if column != "birth_date" and len(value) > 3:
                assert f'"{value}"' not in without


def test_verify_files__finds_a_child_in_two_files(tmp_path: Path) -> None:
    text = (
        "JK;Tgl Lahir;Tanggal Pengukuran;Berat;Tinggi;Nama\nL;2024-01-05;2026-01-03;9,8;77,5;Budi"
    )
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(text)
    found = zs.verify_files([tmp_path / "a.csv", tmp_path / "b.csv"], tmp_path / "verified")
    assert found.checks["same_child_and_date"] == 2


def test_verify_files__of_a_refused_file_and_a_taken_folder(tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("sex,age_days,weight_kg\nf,683,ten\n")
    found = zs.verify_files([bad, EXPORT], tmp_path / "verified", kind="parquet")
    assert found.files == [EXPORT.name]
    assert [name for name, _ in found.failed] == ["bad.csv"]
    with pytest.raises(zs.OutputError, match="exists"):
        zs.verify_files(EXPORT, tmp_path / "verified", kind="parquet")
    with pytest.raises(zs.OutputError):
        zs.verify_files(EXPORT, bad)
    with pytest.raises(zs.UnknownNameError):
        zs.verify_files(EXPORT, tmp_path / "v", profile="cdc")


def test_verify_files__of_tables_of_several_types(tmp_path: Path) -> None:
    table = pd.DataFrame({"sex": [2], "age_days": [683], "weight_kg": [10400.0]})
    table.to_parquet(tmp_path / "a.parquet")
    table.astype(str).to_csv(tmp_path / "b.csv", index=False)
    table.assign(source_row="x", checks="mine").to_csv(tmp_path / "c.csv", index=False)
    (tmp_path / "d.csv").write_bytes(EXPORT.read_bytes())
    found = zs.verify_files(sorted(tmp_path.glob("?.*")), tmp_path / "o")
    assert found.failed == []
    rows = pd.read_csv(tmp_path / "o" / "rows.csv")
    grams = rows[rows["checks"].str.contains("weight_in_grams")]
    assert grams["source_file"].tolist() == ["a.parquet", "b.csv", "c.csv"]
    assert grams["suggested_weight_kg"].tolist() == [10.4] * 3
    # What it wrote can be verified again.
    again = zs.verify_files(tmp_path / "o" / "rows.csv", tmp_path / "again")
    assert again.failed == []


def test_renamed_identity_and_dates_of_birth__are_not_written(tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    path.write_text(
        "sex,Lahir,visit_date,weight_kg,length_height_cm,Anak,nomor,age_at_visit\n"
        "f,2024-07-03,2026-01-19,10400,84,Siti,3271014703240001,1 Tahun - 10 Bulan - 12 Hari\n"
    )
    columns = {"child_name": "Anak", "nik": "nomor", "birth_date": "Lahir"}
    zs.verify_files(path, tmp_path / "o", columns=columns)
    text = (tmp_path / "o" / "rows.csv").read_text()
    for secret in ("Siti", "32710147", "2024-07-03", "2024-03-07", "565"):
        assert secret not in text
    zs.verify_files(path, tmp_path / "with", columns=columns, keep_identity=True)
    text = (tmp_path / "with" / "rows.csv").read_text()
    for known in ("Siti", "3271014703240001", "2024-07-03", "2024-03-07"):
        assert known in text


def test_verify_files__of_one_name_in_two_folders_and_one_file_twice(tmp_path: Path) -> None:
    for folder, content in (("x", EXPORT.read_bytes()), ("y", b"")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "jan.csv").write_bytes(content)
    good, bad = tmp_path / "x" / "jan.csv", tmp_path / "y" / "jan.csv"
    found = zs.verify_files([good, bad, good], tmp_path / "o")
    once = zs.verify_files(good, tmp_path / "once")
    assert (found.rows, found.files) == (once.rows, ["jan.csv"])
    assert found.statuses == once.statuses
    assert len(found.failed) == 1


def test_verify_files__never_writes_over_what_it_reads(tmp_path: Path) -> None:
    source = tmp_path / "rows.csv"
    source.write_bytes(EXPORT.read_bytes())
    with pytest.raises(zs.OutputError):
        zs.verify_files(source, tmp_path, force=True)
    assert source.read_bytes() == EXPORT.read_bytes()
    (tmp_path / "o" / "summary.json").mkdir(parents=True)
    with pytest.raises(zs.OutputError):
        zs.verify_files(EXPORT, tmp_path / "o", force=True)
    assert not (tmp_path / "o" / "rows.csv").exists()


BY = ["puskesmas", "posyandu"]


def assert_equal_tables(written: pd.DataFrame, whole: pd.DataFrame) -> None:
    """Hold a file against a table of the same columns, whatever the order of rows."""
    assert list(written.columns) == list(whole.columns)
    assert len(written) == len(whole) > 0
    texts = [name for name in whole.columns if not pd.api.types.is_numeric_dtype(whole[name])]
    ours, theirs = (
        table.assign(**table[texts].astype(object).fillna("").astype(str)).sort_values(texts)
        for table in (written, whole)
    )
    for column in whole.columns:
        if column in texts:
            assert ours[column].tolist() == theirs[column].tolist(), column
        else:
            expected = theirs[column].astype(float)
            np.testing.assert_allclose(ours[column].astype(float), expected, rtol=1e-12)


def test_files_in_small_blocks__are_verified_as_one_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = write_demo(tmp_path / "exports", children=1500)
    direct = zs.verify(zs.read_eppgbm(files), BY, rollup=True, profile="eppgbm")
    monkeypatch.setenv(IN_THIS_PROCESS, "1")  # another process would not see small blocks
    for module in (grids, text, parquet_files):
        monkeypatch.setattr(module, "BLOCK_ROWS", 50)
    monkeypatch.setattr(text, "_PARSED_BYTES", 9_000)
    blocks: list[int] = []
    add = UnitSums.add

    def noted(self: UnitSums, rows: Rows, *rest: Any, **options: Any) -> None:
        blocks.append(rows.n)
        add(self, rows, *rest, **options)

    monkeypatch.setattr(UnitSums, "add", noted)
    found = zs.verify_files(files, tmp_path / "v", BY, smart=True)
    assert sum(blocks) == 1500
    assert sum(n > 0 for n in blocks) > 20  # the files have twelve tables
    for name, whole in (
        ("scorecard.csv", direct.score_card),
        ("cliff.csv", direct.cliffs),
        (
            "smart.csv",
            zs.score_card(
                zs.read_eppgbm(files), BY, rollup=True, presentation="smart", profile="eppgbm"
            ),
        ),
    ):
        assert_equal_tables(pd.read_csv(tmp_path / "v" / name), whole)
    rows = pd.read_csv(tmp_path / "v" / "rows.csv")
    unclean = direct.rows[direct.rows["verification"] != "clean"]
    keys = ["source_file", "source_sheet", "source_row"]
    for column in ("verification", "severity", "checks", "suggested_weight_kg"):
        ours, theirs = (
            table.sort_values(keys)[column].astype(object).fillna("").tolist()
            for table in (rows, unclean)
        )
        assert ours == theirs, column
    assert dict(found.statuses) == dict(direct.statuses)
    assert {n: k for n, k in found.checks.items() if k} == {
        n: k for n, k in direct.checks.items() if k
    }
    assert sorted(p.name for p in (tmp_path / "v").iterdir()) == sorted(found.written)


def test_rows__come_by_unit_and_by_what_they_change(tmp_path: Path) -> None:
    files = write_demo(tmp_path / "exports", children=2000)
    zs.verify_files(files, tmp_path / "v", BY)
    rows = pd.read_csv(tmp_path / "v" / "rows.csv")
    changes = rows["changes"].map(list(CHANGES).index)
    assert rows["changes"].notna().all()
    keys = list(zip(rows["puskesmas"], rows["posyandu"], changes, strict=True))
    assert keys == sorted(keys)
    assert len(set(changes)) > 2


def test_a_file_that_fails_late__is_in_nothing_that_others_are_compared_with(
    tmp_path: Path,
) -> None:
    rows = "sex,birth_date,visit_date,weight_kg,length_height_cm,child_name\n"
    child = "f,2024-03-07,2026-01-19,10.4,84,Siti\n"
    (tmp_path / "a.csv").write_text(rows + child)
    (tmp_path / "b.csv").write_text(rows + child + "f,2024-03-07,2026-01-19,ten,84,Siti\n")
    found = zs.verify_files([tmp_path / "a.csv", tmp_path / "b.csv"], tmp_path / "v")
    assert found.statuses["clean"] == 1
    assert found.checks["same_child_and_date"] == 0
    assert [name for name, _ in found.failed] == ["b.csv"]
    assert "row 3" in str(found.failed[0][1])


def test_thousand_canaries__are_nowhere_but_where_asked_for(tmp_path: Path) -> None:
    rng = np.random.default_rng(5)
    table, _ = inject.injected(1000, 0.05, seed=8)
    niks = [f"9{k:04d}{rng.integers(10**10, 10**11)}" for k in range(1000)]
    names = [f"Kenari{''.join(chr(97 + int(d)) for d in f'{k:04d}')}" for k in range(1000)]
    table = table.assign(nik=niks, child_name=names, parent_name=[f"Ibu {n}" for n in names])
    table["birth_date"] = table["birth_date"].dt.strftime("%Y-%m-%d")
    path, key = tmp_path / "a.csv", tmp_path / "key.txt"
    table.to_csv(path, index=False)
    key.write_text("a key that nobody knows")
    found = zs.verify_files(path, tmp_path / "v", "posyandu", smart=True, key_file=key)
    written = [path.read_text() for path in sorted((tmp_path / "v").iterdir())]
    written += [json.dumps(found.as_json()), repr(found.marked_units), str(found.checks)]
    for secret in (*niks, *names):
        assert not any(secret in text for text in written)
    ids = pd.read_csv(tmp_path / "v" / "rows.csv")["child_id"]
    assert ids.notna().all()
    assert ids.str.fullmatch("[0-9a-f]{32}").all()
    zs.verify_files(path, tmp_path / "with", keep_identity=True)
    rows = pd.read_csv(tmp_path / "with" / "rows.csv", dtype=str)
    assert len(rows) == len(ids)
    assert set(rows["nik"]) <= set(niks)
    assert rows["child_name"].notna().all()


def test_units__may_not_be_children(tmp_path: Path) -> None:
    for by in ("nik", "Nama Anak", "alamat", "birth_date", "Tgl Lahir", "Usia Saat Ukur"):
        with pytest.raises(zs.ColumnError, match="identifies a child"):
            zs.verify_files(EXPORT, tmp_path / "v", by)
    with pytest.raises(zs.ColumnError, match="identifies a child"):
        zs.verify_files(EXPORT, tmp_path / "v", "kode", columns={"nik": "kode"})
    with pytest.raises(zs.OutputError, match="key"):
        zs.verify_files(EXPORT, tmp_path / "v", key_file=tmp_path / "none")
    with pytest.raises(zs.OutputError, match="csv, parquet, xlsx"):
        zs.verify_files(EXPORT, tmp_path / "v", kind="json")
    assert not (tmp_path / "v").exists()


def test_units__of_numbers_of_identity__are_refused_by_any_name(
    tmp_path: Path,
) -> None:
    path = tmp_path / "children.csv"
    path.write_text("code,sex,age_days,weight_kg\n3271014507240001,f,683,10.4\n,m,683,11\n")
    found = zs.verify_files(path, tmp_path / "v", "code")
    assert [str(error.key) for _, error in found.failed] == ["unit_is_identity"]
    assert not (tmp_path / "v").exists()
    assert zs.verify_files(path, tmp_path / "v", "code", keep_identity=True).failed == []


def test_units__are_known_by_the_heading_of_the_export(tmp_path: Path) -> None:
    found = zs.verify_files(EXPORT, tmp_path / "v", "Kec", kind="xlsx")
    assert found.failed == []
    card = zs.verify_files(EXPORT, tmp_path / "w", "subdistrict")
    assert card.marked_units.num_rows == found.marked_units.num_rows
    assert sorted(p.name for p in (tmp_path / "v").iterdir()) == [
        "cliff.xlsx", "names.xlsx", "rows.xlsx", "scorecard.xlsx", "summary.json",
    ]  # fmt: skip
    lacking = zs.verify_files(EXPORT, tmp_path / "x", "wilayah")
    assert "wilayah" in str(lacking.failed[0][1])
    assert not (tmp_path / "x").exists()
    for by in (["puskesmas", "puskesmas"], "n", "marked", "checks", "all"):
        with pytest.raises(zs.ColumnError):
            zs.verify_files(EXPORT, tmp_path / "y", by)


TABLE = "sex,age_days,weight_kg,posyandu,arm_circumference_cm\nf,683,10.4,{},{}\n"


def test_a_file_with_an_odd_cell_or_column__is_refused_alone(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_text(TABLE.format("Mawar", 14))
    bad.write_text(TABLE.format("Mawar", "abc"))
    found = zs.verify_files([good, bad], tmp_path / "v")
    assert (found.rows, [name for name, _ in found.failed]) == (1, ["bad.csv"])
    assert "row 2" in str(found.failed[0][1])
    for k, values in enumerate(([["a"]], [{"a": 1}], [b"a\xff"])):
        path = tmp_path / f"{k}.parquet"
        table = {"sex": ["f"], "age_days": [683], "weight_kg": [10.4], "posyandu": values}
        parquet.write_table(pa.table(table), path)
        found = zs.verify_files([good, path], tmp_path / f"v{k}", "posyandu")
        assert found.rows == 1
        assert "'posyandu'" in str(found.failed[0][1])
        with pytest.raises(zs.ColumnError):
            zs.score_card(pa.table(table), "posyandu")


def test_a_disk_that_refuses__is_an_output_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    good = tmp_path / "good.csv"
    good.write_text(TABLE.format("Mawar", 14))
    monkeypatch.setattr("zscore.pipeline.spill.PartitionedRecords.add", full)
    with pytest.raises(zs.OutputError, match="No space left"):
        zs.verify_files(good, tmp_path / "v")
    assert not (tmp_path / "v").exists()


def test_force__leaves_nothing_of_what_was_there(tmp_path: Path) -> None:
    zs.verify_files(EXPORT, tmp_path / "v", keep_identity=True, kind="parquet", smart=True)
    with pytest.raises(zs.OutputError, match="v/"):
        zs.verify_files(EXPORT, tmp_path / "v", kind="csv")
    (tmp_path / "v" / "mine.txt").write_text("mine")
    found = zs.verify_files(EXPORT, tmp_path / "v", force=True)
    assert {p.name for p in (tmp_path / "v").iterdir()} == {*found.written, "mine.txt"}


def test_completeness__counts_files_without_the_column(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(TABLE.format("Mawar", 14))
    (tmp_path / "b.csv").write_text(
        "sex,age_days,length_height_cm,posyandu\n" + "f,683,84,Melati\n" * 3
    )
    zs.verify_files(sorted(tmp_path.glob("*.csv")), tmp_path / "v", "posyandu")
    card = pd.read_csv(tmp_path / "v" / "scorecard.csv")
    complete = card[(card["statistic"] == "complete") & (card["subject"] == "weight_kg")]
    assert dict(zip(complete["posyandu"].fillna("all"), complete["value"], strict=True)) == {
        "all": 25.0, "Mawar": 100.0, "Melati": 0.0,
    }  # fmt: skip


def test_what_another_file_lacks__changes_nothing_of_a_file(tmp_path: Path) -> None:
    heading = "sex,birth_date,visit_date,weight_kg,child_name"
    child = "f,2024-03-07,2026-01-19,10.4,Siti"
    (tmp_path / "a.csv").write_text(f"{heading},village\n{child},v1\n{child},v2\n")
    (tmp_path / "b.csv").write_text(f"{heading}\nf,2024-03-08,2026-01-19,10.4,Ani\n")
    alone = zs.verify_files(tmp_path / "a.csv", tmp_path / "v")
    both = zs.verify_files(sorted(tmp_path.glob("?.csv")), tmp_path / "w")
    assert (alone.statuses["marked"], both.statuses["marked"]) == (0, 0)


def test_what_zscore_wrote__is_verified_as_the_exports_were(tmp_path: Path) -> None:
    files = write_demo(tmp_path / "exports", children=1000)
    zs.score_files(files, tmp_path / "scored.csv")
    direct = zs.verify_files(files, tmp_path / "v")
    again = zs.verify_files(tmp_path / "scored.csv", tmp_path / "w")
    for name in ("published_haz_differs", "published_whz_differs", "weight_in_grams"):
        assert again.checks[name] == direct.checks[name]
    assert again.statuses["unreadable"] == direct.statuses["unreadable"]


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_rows__of_an_arm_have_its_z_and_what_is_suggested(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "arms.csv"
    path.write_text("sex,age_months,muac\nm,20,142\nm,20,14.2\nm,20,0\n")
    names = {"arm_circumference_cm": "muac"}
    found = zs.verify_files(path, tmp_path / "out", columns=names, kind=kind)
    assert found.statuses == {"clean": 2, "marked": 1, "unreadable": 0}
    read = pd.read_csv if kind == "csv" else pd.read_parquet
    row = read(tmp_path / "out" / f"rows.{kind}").iloc[0]
    assert row[["arm_circumference_cm", "suggested_arm_circumference_cm"]].tolist() == [142.0, 14.2]
    assert row["acz"] > 5
    assert row["checks"] == "arm_outside; acz_implausible; arm_in_millimetres"
    assert "hcz" not in row
