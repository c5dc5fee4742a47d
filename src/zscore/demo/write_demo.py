"""A made-up month of e-PPGBM exports, with the errors of real ones.

THE TABLE of traps defines the errors and their frequency, THE TABLE of exports how each
puskesmas saves its file. The children come from population.py. Each child has at most
one error, so that errors can be counted exactly.
"""

from __future__ import annotations

import csv
import html
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import KW_ONLY, dataclass, field
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import parquet

from zscore.children.columns import BY_NAME
from zscore.children.headings import canonical_name
from zscore.demo.population import DISTRICT, PUSKESMAS, Cells, make_children, publish
from zscore.files.xlsx import SheetColumn, Workbook

Cell = str | float | date | None
Shown = dict[str, list[Cell]]  # columns by heading
_TITLES = (f"Laporan Pengukuran Balita - {DISTRICT}", "Bulan Agustus 2024 (data rekaan)")
_EMPTY_ROWS = 300


def write_demo(directory: Path, *, children: int = 20_000, seed: int = 20240817) -> list[Path]:
    """Write a made-up month of exports of one kabupaten, and return the files.

    Parameters
    ----------
    directory
        Output folder, created if necessary; files of the same name are replaced.
    children
        Number of children, in eight puskesmas.
    seed
        The same seed and number of children give identical files.

    Returns
    -------
    list of Path
        In the order of the puskesmas.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     files = write_demo(Path(folder), children=200)
    >>> sorted({path.suffix for path in files})
    ['.csv', '.parquet', '.xls', '.xlsx']
    """
    rng = np.random.default_rng(seed)
    cells = make_children(children, rng)
    free = np.ones(children, bool)
    _spoil(cells, TRAPS, free, rng)
    publish(cells)
    _spoil(cells, TRAPS_AFTER_SCORING, free, rng)
    directory.mkdir(parents=True, exist_ok=True)
    files: list[Path] = []
    for puskesmas, export in zip(PUSKESMAS, EXPORTS, strict=True):
        rows = np.flatnonzero(cells["Pukesmas"] == puskesmas)
        for part, some in enumerate(np.array_split(rows, export.files), 1):
            number = f"_{part}" if export.files > 1 else ""
            name = f"{puskesmas.replace(' ', '_')}_2024-08{number}{export.ending}"
            files.append(directory / name)
            export.write(files[-1], _written(cells, some, export))
    return files


# --- what goes wrong ---------------------------------------------------------------------

Spoil = Callable[[str, int], str]  # (cell, number spoiled before) → new cell
Rows = Callable[[Cells], NDArray[np.bool_]]


def _one_of(*texts: str) -> Spoil:
    return lambda _, i: texts[i % len(texts)]


def _after(text: str) -> Spoil:
    return lambda cell, _: cell + text


def _changed(change: Callable[[str], str]) -> Spoil:
    return lambda cell, _: change(cell)


def _scaled(factor: float, more: float = 0.0) -> Spoil:
    return lambda cell, _: f"{float(cell) * factor + more:g}"


def _three_weeks_before(day: str) -> str:
    return str(date.fromisoformat(day) - timedelta(weeks=3))


def _born_to_the_28th(cells: Cells) -> NDArray[np.bool_]:
    """Return where the written age leads back exactly to the day of birth."""
    return np.array([text[-2:] <= "28" for text in cells["Tgl Lahir"]], bool)


def _scored(cells: Cells) -> NDArray[np.bool_]:
    return np.array((cells["ZS BB/U"] != "-") & (cells["ZS TB/U"] != "-"), bool)


@dataclass(frozen=True)
class Trap:
    """An error in a share of the rows."""

    name: str
    column: str
    rate: float  # share of all rows
    spoil: Spoil
    _: KW_ONLY
    rows: Rows = lambda cells: cells["No"] != ""  # rows in which it can occur; by default all
    also: Mapping[str, str] = field(default_factory=dict)  # other columns changed in the same row

    def count(self, children: int) -> int:
        """Return the number of affected rows among ``children`` rows."""
        return math.ceil(self.rate * children)


_SEX_IN_WORDS = {"L": "Laki-laki", "P": "Perempuan"}
_HARD_ADDRESSES = ("Dusun Tiga; dekat balai", 'Gang "Sempit", No. 3', "Dusun Satu\nGang Dua")
_FORMULA_ADDRESSES = ("=1+1 Gang Buntu", "+Blok C", "@warung pojok")

TRAPS = (
    Trap("nik_masked", "NIK", 0.08, _one_of("00030**********")),
    Trap("nik_lost_zero", "NIK", 0.01, _changed(lambda nik: nik[1:])),
    Trap("nik_scientific", "NIK", 0.005, _changed(lambda nik: f"{int(nik):.2E}")),
    Trap("nik_missing", "NIK", 0.01, _one_of("", "-")),
    Trap("nik_of_another", "NIK", 0.002, _one_of("0999010101240001")),
    Trap("name_like_formula", "Nama", 0.002, _one_of("=Budi", "+Siti Rahma", "@Ayu")),
    Trap("name_with_nbsp", "Nama", 0.005, _after("\u00a0")),
    Trap("address_like_formula", "Alamat", 0.002, _one_of(*_FORMULA_ADDRESSES)),
    Trap("address_with_delimiters", "Alamat", 0.01, _one_of(*_HARD_ADDRESSES)),
    Trap("sex_with_nbsp", "JK", 0.02, _after("\u00a0")),
    Trap("sex_in_words", "JK", 0.03, _changed(_SEX_IN_WORDS.__getitem__)),
    Trap("position_spelled_otherwise", "Cara Ukur", 0.02, _one_of("Telentang", "Recumbent"),
         rows=lambda cells: cells["Cara Ukur"] == "Terlentang"),
    Trap("position_missing", "Cara Ukur", 0.01, _one_of("")),
    Trap("position_unknown", "Cara Ukur", 0.002, _one_of("Duduk")),
    Trap("birth_weight_in_grams", "BB Lahir", 0.026, _scaled(1000),
         rows=lambda cells: cells["BB Lahir"] != "0"),
    Trap("birth_date_missing", "Tgl Lahir", 0.002, _one_of("", "-"), rows=_born_to_the_28th),
    Trap("visit_date_missing", "Tanggal Pengukuran", 0.002, _one_of("")),
    Trap("visit_date_unreadable", "Tanggal Pengukuran", 0.002, _one_of("0000-00-00", "31-09-2024")),
    Trap("age_unreadable", "Usia Saat Ukur", 0.002, _one_of("2 th 3 bln", "Balita")),
    Trap("weight_in_grams", "Berat", 0.002, _scaled(1000)),
    Trap("weight_with_unit", "Berat", 0.002, _after(" kg")),
    Trap("weight_unreadable", "Berat", 0.002, _after(" it")),
    Trap("weight_missing", "Berat", 0.004, _one_of("-", "")),
    Trap("length_unreadable", "Tinggi", 0.002, _one_of("83..9")),
    Trap("length_missing", "Tinggi", 0.008, _one_of("-", "", "0")),
)  # fmt: skip
# The published z-scores of these rows do not match their measurements.
TRAPS_AFTER_SCORING = (
    Trap("weight_edited", "Berat", 0.002, _scaled(1, 0.7), rows=_scored),
    Trap("birth_date_edited", "Tgl Lahir", 0.001, _changed(_three_weeks_before), rows=_scored),
    Trap("first_weighing_edited", "Tinggi", 0.002, _scaled(1, 2.0), rows=_scored,
         also={"Naik Berat Badan": "B"}),
    Trap("published_z_absurd", "ZS BB/TB", 0.001, _one_of("5324.99", "-98.05", "1086.4"),
         rows=_scored, also={"BB/TB": "Outlier"}),
)  # fmt: skip


def _spoil(
    cells: Cells, traps: Iterable[Trap], free: NDArray[np.bool_], rng: np.random.Generator
) -> None:
    """Apply the traps to rows without errors, in place."""
    for trap in traps:
        rows = rng.permutation(np.flatnonzero(free & trap.rows(cells)))[: trap.count(len(free))]
        free[rows] = False
        for i, row in enumerate(rows):
            cells[trap.column][row] = trap.spoil(cells[trap.column][row], i)
        for column, text in trap.also.items():
            cells[column][rows] = text


# --- how a puskesmas writes it -----------------------------------------------------------


@dataclass(frozen=True)
class Export:
    """How one puskesmas saves its export."""

    ending: str
    write: Callable[[Path, Shown], None]
    show_date: Callable[[str], Cell] = str
    show_number: Callable[[str], Cell] = str
    _: KW_ONLY
    other_labels: bool = False  # use the newer spellings of some labels
    files: int = 1  # split by a limit of rows


_OTHER_LABELS = {
    "Berat Badan Normal": "Normal",
    "Risiko Lebih": "Risiko Berat Badan Lebih",
    "Gizi Baik": "Normal",
}


def _written(cells: Cells, rows: NDArray[np.intp], export: Export) -> Shown:
    """Return some rows as written in one export, with ``No`` starting at 1."""
    ways = {"date": export.show_date, "number": export.show_number, "size": export.show_number}
    shown: Shown = {}
    for heading, column in cells.items():
        show = ways.get(BY_NAME[canonical_name(heading)].kind, str)
        if export.other_labels and f"ZS {heading}" in cells:
            show = _other_label
        shown[heading] = [_shown(text, show) for text in column[rows]]
    shown["No"] = list(range(1, len(rows) + 1))
    return shown


def _shown(text: str, show: Callable[[str], Cell]) -> Cell:
    try:
        return show(text)
    except ValueError:  # cells with errors are written unchanged
        return text


def _other_label(label: str) -> Cell:
    return _OTHER_LABELS.get(label, label)


def _day_first(day: str) -> Cell:
    return f"{date.fromisoformat(day):%d/%m/%Y}"


def _excel_serial(day: str) -> Cell:
    return (date.fromisoformat(day) - date(1899, 12, 30)).days


def _with_comma(number: str) -> Cell:
    return number.replace(".", ",")


def _write_workbook(path: Path, shown: Shown, *, sheets: int = 1) -> None:
    columns = [[None if cell == "" else cell for cell in column] for column in shown.values()]
    rows = list(zip(*columns, strict=True))
    dates = [any(isinstance(cell, date) for cell in column) for column in shown.values()]
    styled = [SheetColumn(heading="", style="day_first" if d else "plain") for d in dates]
    with Workbook(path) as book:
        for some in np.array_split(np.arange(len(rows)), sheets):
            with book.sheet(styled) as sheet:
                sheet.append_rows([*([title] for title in _TITLES), [], tuple(shown)])
                sheet.append_rows(rows[row] for row in some)
                sheet.append_rows([[None] * len(shown)] * _EMPTY_ROWS, style="box")


def _write_csv(path: Path, shown: Shown) -> None:
    with path.open("w", encoding="cp1252", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(shown)
        writer.writerows(zip(*shown.values(), strict=True))


def _write_html(path: Path, shown: Shown, *, encoding: str) -> None:
    titles = _html_row(_TITLES)
    rows = "\n".join(map(_html_row, [tuple(shown), *zip(*shown.values(), strict=True)]))
    page = (
        f'<html><head><meta charset="{encoding}"></head><body>\n<table>{titles}</table>\n'
        f'<table border="1">\n{rows}\n</table>\n</body></html>\n'
    )
    path.write_bytes(page.encode(encoding))


def _html_row(row: tuple[Cell, ...]) -> str:
    cells = (html.escape(str(cell)).replace("\n", "<br>") for cell in row)
    return f"<tr><td>{'</td><td>'.join(cells)}</td></tr>"


def _write_parquet(path: Path, shown: Shown) -> None:
    texts = [pa.array([str(cell) or None for cell in column]) for column in shown.values()]
    parquet.write_table(pa.table(texts, list(shown)), path)


EXPORTS = (  # one for each puskesmas
    Export(".xlsx", _write_workbook, date.fromisoformat, float),
    Export(".csv", _write_csv, _day_first, _with_comma, files=2),
    Export(".xls", partial(_write_html, encoding="utf-8"), other_labels=True),
    Export(".parquet", _write_parquet),
    Export(".xlsx", partial(_write_workbook, sheets=3), _day_first, other_labels=True),
    Export(".csv", _write_csv, _excel_serial, _with_comma),
    Export(".xlsx", _write_workbook, _excel_serial, files=2),
    Export(".xls", partial(_write_html, encoding="cp1252"), _day_first, _with_comma),
)
