"""Made-up exports of any size: a month of the demo's children, shuffled again and again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import xlsxwriter
from pyarrow import csv, parquet

from zscore.demo.population import make_children, publish

_MOST = 100_000  # different children
LAYOUT_B = [
    "No", "NIK", "Nama", "JK", "Tgl Lahir", "BB Lahir", "TB Lahir", "Nama Ortu", "Prov",
    "Kab/Kota", "Kec", "Pukesmas", "Desa/Kel", "Posyandu", "RT", "RW", "Alamat", "Usia Saat Ukur",
    "Tanggal Pengukuran", "Berat", "Tinggi", "Cara Ukur", "LiLA", "BB/U", "ZS BB/U", "TB/U",
    "ZS TB/U", "BB/TB", "ZS BB/TB", "Naik Berat Badan", "Jml Vit A", "KPSP", "KIA",
    "Kelas Ibu Balita", "MBG", "Detail",
]  # fmt: skip


def month_of(n: int) -> pa.Table:
    """Return the cells of ``n`` children in layout B."""
    rng = np.random.default_rng(1)
    cells = make_children(n, rng)
    publish(cells)
    return pa.table({h: pa.array([str(cell) for cell in cells[h]]) for h in LAYOUT_B})


def months(n: int) -> Iterator[pa.Table]:
    """Yield ``n`` rows in tables that are not too large."""
    month = month_of(min(n, _MOST))
    rng = np.random.default_rng(2)
    while n:
        month = month.take(pa.array(rng.permutation(month.num_rows)))
        yield month.slice(0, n)
        n -= min(n, month.num_rows)


def write_csv(path: Path, n: int) -> None:
    """Write an export as text, delimited by semicolons."""
    with path.open("wb") as file:
        file.write(";".join(LAYOUT_B).encode() + b"\n")
        plain = csv.WriteOptions(include_header=False, delimiter=";", quoting_style="none")
        for month in months(n):
            csv.write_csv(month, file, plain)


def write_xlsx(path: Path, n: int) -> None:
    """Write an export as a workbook, numbers as numbers."""
    numbers = {"BB Lahir", "TB Lahir", "Berat", "Tinggi", "ZS BB/U", "ZS TB/U", "ZS BB/TB"}
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, LAYOUT_B)
        row = 1
        for month in months(n):
            for cells in zip(*(column.to_pylist() for column in month.columns), strict=True):
                for place, (heading, cell) in enumerate(zip(LAYOUT_B, cells, strict=True)):
                    if heading in numbers and cell != "-":
                        sheet.write_number(row, place, float(cell))
                    else:
                        sheet.write_string(row, place, cell)
                row += 1


def write_parquet(path: Path, children: pa.Table, n: int) -> None:
    """Write ``n`` rows of the same children again and again."""
    with parquet.ParquetWriter(path, children.schema) as writer:
        while n:
            writer.write_table(children.slice(0, n))
            n -= min(n, children.num_rows)
