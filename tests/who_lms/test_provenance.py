"""What says by what a number was made, and where it is written."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from pyarrow import parquet

import zscore as zs
from exports import make

EXPORT = make.FOLDER / "layout_b.csv"
TABLES = Path(__file__).parents[2] / "data" / "who_tables"


def test_provenance__is_of_the_files_that_are_used() -> None:
    made_by = zs.provenance()
    assert made_by["zscore"] == zs.__version__
    assert made_by["profile"] is None
    assert made_by["tables"] == {
        path.stem: hashlib.sha256(path.read_bytes()).hexdigest() for path in TABLES.glob("*.csv")
    }
    made_by["tables"].clear()
    assert zs.provenance()["tables"]
    with pytest.raises(zs.UnknownNameError):
        zs.provenance("cdc")


def test_files__say_by_what_they_were_made(tmp_path: Path) -> None:
    summary = zs.score_files([EXPORT], tmp_path / "scored.parquet")
    zs.estimate_files([EXPORT], tmp_path / "estimates.parquet")
    zs.verify_files([EXPORT], tmp_path / "verified", kind="parquet")
    for name in ("scored.parquet", "estimates.parquet", "verified/rows.parquet"):
        metadata = parquet.read_schema(tmp_path / name).metadata
        found = json.loads(metadata[b"zscore"])
        assert found == zs.provenance(found["profile"])
    assert (
        json.loads(parquet.read_schema(tmp_path / "scored.parquet").metadata[b"zscore"])["profile"]
        == "eppgbm"
    )
    assert summary.as_json()["provenance"] == zs.provenance()
    verified = json.loads((tmp_path / "verified" / "summary.json").read_text())
    assert verified["provenance"] == zs.provenance()
