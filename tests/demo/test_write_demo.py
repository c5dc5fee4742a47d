"""The made-up month: every row arrives, every trap is in it, and every z is what it should be."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path

import openpyxl
import pandas as pd
import pyarrow as pa
import pytest
from pyarrow import parquet

import reference
from zscore.children.date_cells import age_days
from zscore.demo.write_demo import EXPORTS, TRAPS, TRAPS_AFTER_SCORING, write_demo
from zscore.eppgbm.exports import exports_of, read_eppgbm
from zscore.files.opening import open_sheets

CHILDREN = 800
_HEADINGS = (
    "No|NIK|Nama|JK|Tgl Lahir|BB Lahir|TB Lahir|Nama Ortu|Prov|Kab/Kota|Kec|Pukesmas|Desa/Kel|"
    "Posyandu|RT|RW|Alamat|Usia Saat Ukur|Tanggal Pengukuran|Berat|Tinggi|Cara Ukur|LiLA|BB/U|"
    "ZS BB/U|TB/U|ZS TB/U|BB/TB|ZS BB/TB|Naik Berat Badan|Jml Vit A|KPSP|KIA|Kelas Ibu Balita|"
    "MBG|Detail"
)
LAYOUT_B = _HEADINGS.split("|")

# What a cell looks like that fell into each trap; no other cell of its column does.
LOOK = {
    "nik_masked": r"00030\*+",
    "nik_lost_zero": r"999\d{12}",
    "nik_scientific": r"9\.99E\+14",
    "nik_missing": r"-?",
    "nik_of_another": r"0999010101240001",
    "name_like_formula": r"[=+@].*",
    "name_with_nbsp": r".*\u00a0",
    "address_like_formula": r"[=+@].*",
    "address_with_delimiters": r".*[;\",\s]dekat balai|Gang \"Sempit\", No. 3|Dusun Satu\sGang Dua",
    "sex_with_nbsp": r"[LP]\u00a0",
    "sex_in_words": r"Laki-laki|Perempuan",
    "position_spelled_otherwise": r"Telentang|Recumbent",
    "position_missing": r"",
    "position_unknown": r"Duduk",
    "birth_weight_in_grams": r"\d{4}",
    "birth_date_missing": r"-?",
    "visit_date_missing": r"",
    "visit_date_unreadable": r"0000-00-00|31-09-2024",
    "age_unreadable": r"2 th 3 bln|Balita",
    "weight_in_grams": r"\d{4,5}",
    "weight_with_unit": r".* kg",
    "weight_unreadable": r".* it",
    "weight_missing": r"-?",
    "length_unreadable": r"83[.,]{2}9",
    "length_missing": r"-?|0",
}
NOTED = {  # the traps whose cells cannot be read
    "visit_date:not_a_date": "visit_date_unreadable",
    "age_at_visit:not_an_age": "age_unreadable",
    "weight_kg:not_a_number": "weight_unreadable",
    "length_height_cm:not_a_number": "length_unreadable",
    "measured:unknown_code": "position_unknown",
}
COUNT = {trap.name: trap.count(CHILDREN) for trap in TRAPS + TRAPS_AFTER_SCORING}
STALE = sum(COUNT[trap.name] for trap in TRAPS_AFTER_SCORING)

LABELS = {  # cut-offs from below and from above, labels by class in all spellings, plausible z
    "haz": ((-3, -2), (3,), "Sangat Pendek|Pendek|Normal|Tinggi", (-6, 6)),
    "waz": ((-3, -2), (1,), "Sangat Kurang|Kurang|Normal,Berat Badan Normal|"
            "Risiko Lebih,Risiko Berat Badan Lebih", (-6, 5)),
    "whz": ((-3, -2), (1, 2, 3), "Gizi Buruk|Gizi Kurang|Normal,Gizi Baik|"
            "Risiko Gizi Lebih|Gizi Lebih|Obesitas", (-5, 5)),
}  # fmt: skip


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write_demo(tmp_path_factory.mktemp("demo"), children=CHILDREN)


@pytest.fixture(scope="module")
def sheets(files: list[Path]) -> dict[Path, list]:
    return {path: open_sheets(path) for path in files}


@pytest.fixture(scope="module")
def children(sheets: dict[Path, list]) -> pd.DataFrame:
    tables = [
        export.table() for path, found in sheets.items() for export in exports_of(path, found)
    ]
    return pa.concat_tables(tables).to_pandas()


@pytest.fixture(scope="module")
def cells(sheets: dict[Path, list]) -> dict[str, list[str]]:
    """The texts of all files by heading, "" where empty, as the kinds of files give them."""
    texts: dict[str, list[str]] = {heading: [] for heading in LAYOUT_B}
    for sheet in (sheet for found in sheets.values() for sheet in found):
        cells = pa.concat_tables([block.cells for block in sheet.blocks(None)])
        columns = [column.to_pylist() for column in cells.columns]
        header = columns[0].index("No")
        filled = [i for i in range(header + 1, len(columns[0])) if columns[0][i] is not None]
        for heading, column in zip(LAYOUT_B, columns, strict=True):
            assert column[header] == heading
            texts[heading] += [column[i] or "" for i in filled]
    return texts


# --- files and rows ----------------------------------------------------------------------


def test_write_demo__every_row_is_read(files: list[Path], children: pd.DataFrame) -> None:
    assert len(read_eppgbm(files)) == len(children) == CHILDREN
    assert children["source_file"].nunique() == len(files) == sum(e.files for e in EXPORTS)
    assert children["puskesmas"].nunique() == len(EXPORTS)


def test_write_demo__writes_every_kind(files: list[Path], sheets: dict[Path, list]) -> None:
    starts = {path.suffix: path.read_bytes()[:4] for path in files}
    assert starts == {".xlsx": b"PK\3\4", ".csv": b"No;N", ".xls": b"<htm", ".parquet": b"PAR1"}
    assert {len(found) for path, found in sheets.items() if path.suffix == ".xlsx"} == {1, 3}
    text = next(path for path in files if path.suffix == ".csv").read_bytes()
    assert b"\xa0" in text  # Windows-1252, and no UTF-8
    with pytest.raises(UnicodeDecodeError):
        text.decode()
    table = parquet.read_table(next(path for path in files if path.suffix == ".parquet"))
    assert table.column_names == LAYOUT_B
    assert set(table.schema.types) == {pa.string()}


def test_write_demo__dates_are_of_every_form(cells: dict[str, list[str]]) -> None:
    forms = Counter(re.sub(r"\d", "9", text) for text in cells["Tgl Lahir"])
    assert set(forms) == {"9999-99-99", "99/99/9999", "99999", "", "-"}


def test_write_demo__workbooks_hold_dates_titles_and_empty_rows(files: list[Path]) -> None:
    book = openpyxl.load_workbook(files[0])
    rows = list(book.active.iter_rows())
    assert [cell.value for cell in rows[3]] == LAYOUT_B
    days = [row[LAYOUT_B.index("Tgl Lahir")] for row in rows[4:-300]]
    assert sum(day.is_date for day in days) > 0.9 * len(days)
    assert all(cell.value is None and cell.border.left.style for cell in rows[-300])


def test_write_demo__formulas_are_text(files: list[Path]) -> None:
    books = [openpyxl.load_workbook(path) for path in files if path.suffix == ".xlsx"]
    found = [
        cell.data_type
        for book in books
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f" or str(cell.value).startswith(("=", "+", "@"))
    ]
    assert set(found) == {"s"}


def test_write_demo__same_seed_same_bytes(files: list[Path], tmp_path: Path) -> None:
    again = write_demo(tmp_path / "again", children=CHILDREN)
    other = write_demo(tmp_path / "other", children=CHILDREN, seed=1)
    assert [path.name for path in again] == [path.name for path in files]
    for path, same, different in zip(files, again, other, strict=True):
        assert path.read_bytes() == same.read_bytes()
        assert path.read_bytes() != different.read_bytes()


# --- traps -------------------------------------------------------------------------------


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.name)
def test_trap__is_there_as_often_as_it_says(trap, cells: dict[str, list[str]]) -> None:
    assert len(LOOK) == len(TRAPS)
    found = sum(bool(re.fullmatch(LOOK[trap.name], text)) for text in cells[trap.column])
    assert found == trap.count(CHILDREN) > 0


def test_write_demo__unreadable_cells_are_noted(children: pd.DataFrame) -> None:
    notes = Counter(children["reading_notes"].dropna())
    niks = notes.pop("nik:not_16_digits")
    assert niks >= COUNT["nik_lost_zero"] + COUNT["nik_scientific"]
    expected = {note: COUNT[name] for note, name in NOTED.items()}
    expected["age_at_visit:not_an_age"] //= 2  # every other one is "2 th 3 bln", which is an age
    assert notes == expected


def test_write_demo__an_age_is_written_where_a_date_is_not(children: pd.DataFrame) -> None:
    undated = children[children["age_source"] == "age_at_visit"]
    names = ("birth_date_missing", "visit_date_missing", "visit_date_unreadable")
    assert len(undated) == sum(COUNT[name] for name in names)
    assert children["age_days"].notna().all()


def test_write_demo__the_age_written_is_that_of_the_dates(children: pd.DataFrame) -> None:
    readable = children["age_at_visit"].str.contains("Tahun") & children["birth_date"].notna()
    rows = children[["age_at_visit", "birth_date", "age_days"]][readable].itertuples(index=False)
    differing = sum(age_days(text, birth) != days for text, birth, days in rows)
    assert differing == COUNT["birth_date_edited"]


# --- children ----------------------------------------------------------------------------


def test_write_demo__ages_are_those_of_a_register(children: pd.DataFrame) -> None:
    age = children["age_days"]
    assert 0 <= age.min() < 31
    assert age.between(1827, 1856).any()
    assert 1856 < age.max() < 2000
    assert children["visit_date"].dropna().between(date(2024, 8, 1), date(2024, 8, 31)).all()


def test_write_demo__growth_is_plausible(children: pd.DataFrame) -> None:
    haz, whz = children["published_haz"].dropna(), children["published_whz"].dropna()
    assert haz.mean() == pytest.approx(-1.1, abs=0.2)
    assert haz.std() == pytest.approx(1.2, abs=0.15)
    assert whz[whz.abs() < 5].mean() == pytest.approx(-0.3, abs=0.2)
    against = (children["measured"] == "standing") != (children["age_days"] >= 731)
    assert 0.02 < against[children["measured"].notna()].mean() < 0.07


def test_write_demo__places_repeat_their_names(children: pd.DataFrame) -> None:
    villages = children.groupby("village", observed=True)["subdistrict"].nunique()
    assert villages.max() > 1
    sizes = children.groupby(["puskesmas", "village", "posyandu"], observed=True).size()
    assert 30 <= sizes.median() <= 90


def test_write_demo__no_child_is_real(cells: dict[str, list[str]]) -> None:
    # No province has the code 09: they go from 11 to 97. The mask is the register's own.
    assert all(re.match(r"0?999|9\.99E|00030\*|-?$", nik) for nik in cells["NIK"])
    assert set(cells["Kab/Kota"]) == {"Kab. Tirta Contoh"}


# --- what is published -------------------------------------------------------------------


LAST_PUBLISHED_DAY = 1856  # of older children the register publishes no z
READ = ("sex", "age_days", "measured", "weight_kg", "length_height_cm")


def test_published_z__are_those_of_the_row_but_for_the_stale_ones(children: pd.DataFrame) -> None:
    differing = scored = 0
    for child in children.to_dict("records"):
        read = {name: None if child[name] != child[name] else child[name] for name in READ}
        twin = reference.score_child(read, "eppgbm")
        naive = {name: twin[name] for name in ("haz", "waz", "whz")}
        if child["age_days"] > LAST_PUBLISHED_DAY:
            naive = dict.fromkeys(naive)
        published = {name: child[f"published_{name}"] for name in naive}
        published = {name: None if z != z else z for name, z in published.items()}
        differing += naive != published
        scored += None not in naive.values()
    assert differing == STALE
    assert scored > 0.9 * CHILDREN


@pytest.mark.parametrize("name", LABELS)
def test_published_labels__fit_the_published_z(name: str, children: pd.DataFrame) -> None:
    below, above, labels, (low, high) = LABELS[name]
    absurd = 0
    published = children[[f"published_{name}", f"published_{name}_label"]]
    for z, label in published.itertuples(index=False):
        if z != z:
            assert label is None or label != label
        elif not low <= z <= high:
            assert label == "Outlier"
            absurd += 1
        else:
            passed = sum(z >= cutoff for cutoff in below) + sum(z > cutoff for cutoff in above)
            assert label in labels.split("|")[passed].split(",")
    assert absurd > 0 or name == "haz"
