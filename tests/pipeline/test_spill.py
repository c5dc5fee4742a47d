"""What is set aside on the disk comes back as it was."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from zscore.pipeline import spill

KIND = np.dtype([("number", "u8"), ("row", "i8")])


def test_parted_records__come_back_with_their_equals(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    records = spill.PartitionedRecords(tmp_path, KIND)
    everything = np.zeros(5000, KIND)
    everything["number"] = rng.choice(rng.integers(0, 2**64, 800, np.uint64), 5000)
    different = len(set(everything["number"].tolist()))
    everything["row"] = np.arange(5000)
    for block in np.split(everything, [0, 1, 700, 700, 4000]):
        records.add(block)
    parts = list(records.parts())
    records.close()
    assert len(parts) == spill.PARTS
    numbers = [set(part["number"].tolist()) for part in parts]
    assert sum(map(len, numbers)) == len(set().union(*numbers)) == different
    back = np.concatenate(parts)
    np.testing.assert_array_equal(back[np.argsort(back["row"])], everything)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("n", [0, 1, 1000])
def test_set_aside_rows__come_back_in_order(
    n: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spill, "_ROWS", 70)
    table = pa.table({"a": pa.array(range(n), pa.int64()), "b": [f"é{k}" for k in range(n)]})
    rows = spill.SpilledRows(tmp_path, table.schema)
    for start in (0, *range(0, n, 90)):
        rows.add(table.slice(start, 90 if start else min(n, 90)) if start else table.slice(0, 0))
    rows.add(table.slice(0, min(n, 90)))
    there = [k for start in range(90, n, 90) for k in range(start, min(start + 90, n))]
    there += range(min(n, 90))
    order = np.random.default_rng(2).permutation(len(there))
    found = [pa.Table.from_batches([], table.schema), *rows.in_order(order)]
    rows.close()
    expected = table.take(pa.array([there[k] for k in order], pa.int64()))
    assert pa.concat_tables(found).equals(expected.combine_chunks()) or (
        pa.concat_tables(found).combine_chunks().equals(expected.combine_chunks())
    )
    assert list(tmp_path.iterdir()) == []
