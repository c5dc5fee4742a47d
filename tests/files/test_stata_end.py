"""A Stata file that is cut off is refused wherever it is cut: its codes may mean anything."""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd
import pytest

from zscore.files.stata_end import is_cut_stata


@pytest.mark.parametrize("version", [114, 117, 118, 119])
@pytest.mark.parametrize("byteorder", ["<", ">"])
@pytest.mark.parametrize("labels", [True, False])
def test_is_cut_stata__at_every_byte(
    tmp_path: Path, version: int, byteorder: str, labels: bool
) -> None:
    table = pd.DataFrame({"sex": [1, 2] * 6, "age": [7.5] * 12, "name": ["ä", "bc"] * 6})
    table.to_stata(
        tmp_path / "t.dta",
        write_index=False,
        version=version,  # type: ignore[arg-type]
        byteorder=byteorder,
        value_labels={"sex": {1: "female", 2: "male"}} if labels else None,
    )
    whole = (tmp_path / "t.dta").read_bytes()
    assert not is_cut_stata(io.BytesIO(whole))
    # Before 117, one that ends with its data says nothing of labels that should follow.
    last = 140 if version > 114 else 40
    for cut in range(1, last if labels or version > 114 else 1):
        assert is_cut_stata(io.BytesIO(whole[:-cut])), cut


def test_is_cut_stata__of_what_is_none() -> None:
    for data in (b"", b"\x72" * 50, b"<stata_dta>", b"\x01" + b"x" * 200):
        assert is_cut_stata(io.BytesIO(data)) == data.startswith(b"<")
