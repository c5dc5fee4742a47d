"""Ids made with a key: the same for a child, another with another key, none without."""

from __future__ import annotations

import hashlib
import hmac
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import zscore as zs
from zscore.quality.pseudonyms import child_ids, read_key
from zscore.quality.rows import open_rows

KEY = b"sixteen or more bytes"


def ids(table: pd.DataFrame, key: bytes = KEY) -> list[str | None]:
    """Return the ids of all rows."""
    rows = open_rows(table.assign(age_days=600, weight_kg=9.0), "eppgbm", None, None, None)
    return child_ids(rows, np.ones(len(table), bool), key).to_pylist()


def test_child_ids__are_of_the_child() -> None:
    table = pd.DataFrame(
        {
            "nik": ["3271014703240001", " 3271014703240001", None, "00030****", "0000000000000000"],
            "child_name": ["Siti", "SITI A.", "Budi", "BUDI.", "Ani"],
            "sex": ["f", "f", "m", "m", None],
            "birth_date": ["2024-03-07", "2024-03-07", "2024-05-01", "2024-05-01", "2024-05-01"],
        }
    )
    found = ids(table)
    expected = hmac.new(KEY, b"nik 3271014703240001 2024-03-07", hashlib.sha256).hexdigest()[:32]
    assert found[0] == found[1] == expected
    assert found[2] == found[3] != found[0]
    assert found[4] is None
    assert not set(found[:3]) & set(ids(table, b"another key of bytes"))
    assert all(len(one) == 32 for one in found[:4])


def test_key__must_be_one(tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.write_bytes(b"fifteen bytes..")
    with pytest.raises(zs.OutputError, match="has 15 bytes"):
        read_key(path)
    with pytest.raises(zs.OutputError, match="cannot be read"):
        read_key(tmp_path / "none")
    path.write_bytes(b"fifteen bytes..\n")
    assert len(read_key(path)) == 16
