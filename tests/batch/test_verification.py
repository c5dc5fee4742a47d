"""Files verified into a folder."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

import zscore as zs
from exports import make
from zscore.eppgbm.demo import write_demo

EXPORT = make.FOLDER / "layout_b.csv"


def test_verify_files__finds_what_the_demo_hides(tmp_path: Path) -> None:
    files = write_demo(tmp_path / "exports", children=2000)
    found = zs.verify_files(files, tmp_path / "verified")
    assert found.rows == sum(found.statuses.values()) == 2000
    direct = zs.verify(zs.read_eppgbm(files))
    assert dict(found.statuses) == dict(direct.statuses)
    assert {name: n for name, n in found.checks.items() if n} == {
        name: n for name, n in direct.checks.items() if n
    }
    rows = pd.read_csv(tmp_path / "verified" / "rows.csv")
    assert len(rows) == 2000 - found.statuses["clean"]
    summary = json.loads((tmp_path / "verified" / "summary.json").read_text())
    assert summary["schema"] == "zscore.verify/1"
    assert summary["statuses"] == dict(found.statuses)


def test_nobodys_identity__is_in_the_folder_unless_asked_for(tmp_path: Path) -> None:
    files = write_demo(tmp_path / "exports", children=400)
    children = zs.read_eppgbm(files)
    zs.verify_files(files, tmp_path / "without")
    zs.verify_files(files, tmp_path / "with", identity=True)
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
