"""Every trap of the exports, one small made-up file each (tests/exports/make.py)."""

from __future__ import annotations

import io

import openpyxl
import pandas as pd
import pytest
from pyarrow import parquet

import zscore as zs
from exports import make

FOLDER = make.FOLDER
# What every file of the two children must say, whatever its kind and layout.
EXPECTED = {
    "sex": ["f", "m"],
    "birth_date": [pd.Timestamp("2022-12-03"), pd.Timestamp("2021-06-05")],
    "visit_date": [pd.Timestamp("2024-08-15")] * 2,
    "age_days": [621.0, 1167.0],
    "age_source": ["dates", "dates"],
    "weight_kg": [9.8, 12.4],
    "length_height_cm": [79.5, 89.1],
    "measured": ["lying", "standing"],
    "posyandu": ["Mawar 1", "Mawar 1"],
    "village": ["Desa Satu", "Desa Satu"],
    "subdistrict": ["Kec Satu", "Kec Satu"],
    "published_haz": [-1.18, -2.23],
    "published_waz": [-0.74, -1.42],
    "published_whz": [-0.21, -0.27],
    "weight_gain": ["N", "N"],
    "birth_weight_kg": [3.1, None],
    "birth_length_cm": [49.0, None],
    "reading_notes": [None, None],
}
WITHOUT = {
    "layout_a0.csv": {"measured"},
    "layout_d.csv": set(),
}
SAME = [
    *(f"layout_{name}.csv" for name in make.LAYOUTS),
    "windows_1252.csv",
    "utf_16.csv",
    "commas.csv",
    "titles.csv",
    "page.xls",
    "page_windows_1252.xls",
    "table.parquet",
    "text_called.xlsx",
    "dates_day_first.csv",
    "dates_month_first.csv",
    "line_break.csv",
    "blank_rows.csv",
    "short_row.csv",
]


def read(name: str, **options: object) -> pd.DataFrame:
    """Return one file of the folder."""
    return zs.read_eppgbm(FOLDER / name, **options)  # type: ignore[no-any-return]


def plain(column: pd.Series) -> list[object]:
    """Return a column as a list, None where missing."""
    return [None if pd.isna(value) else value for value in column]


def cells_of(workbook: bytes) -> dict[str, list[tuple[object, ...]]]:
    """Return the cells of every sheet of a workbook."""
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


@pytest.mark.parametrize("name", sorted(make.FILES))
def test_make__writes_what_is_committed(name: str) -> None:
    committed, made = (FOLDER / name).read_bytes(), make.FILES[name]()
    if committed[:2] == b"PK":  # bytes depend on the version of the writer
        assert cells_of(made) == cells_of(committed)
    elif committed[:2] == b"PA":
        assert parquet.read_table(io.BytesIO(made)).equals(parquet.read_table(FOLDER / name))
    else:
        assert made == committed


@pytest.mark.parametrize("name", SAME)
def test_read_eppgbm__same_children_in_every_layout_and_kind(name: str) -> None:
    children = read(name)
    for column, expected in EXPECTED.items():
        if column in WITHOUT.get(name, ()):
            assert plain(children[column]) == [None, None]
        else:
            assert plain(children[column]) == expected, column


@pytest.mark.parametrize("name", make.LAYOUTS)
def test_read_eppgbm__same_columns_for_every_layout(name: str) -> None:
    assert list(read(f"layout_{name}.csv").columns) == list(read("layout_b.csv").columns)


def test_read_eppgbm__sheets_titles_serials_and_empty_rows() -> None:
    children = read("workbook.xlsx")
    assert plain(children["source_sheet"]) == ["Juli 2024"] * 2 + ["Agustus 2024"] * 2
    assert plain(children["source_row"]) == [6, 7, 6, 7]
    for column, expected in EXPECTED.items():
        assert plain(children[column]) == expected * 2, column


def test_read_eppgbm__text_called_xlsx_is_read_as_what_it_is() -> None:
    assert len(read("text_called.xlsx")) == 2
    with pytest.raises(zs.LayoutError, match=r"prose_called.xlsx \(read as text\)"):
        read("prose_called.xlsx")


def test_read_eppgbm__counts_source_rows_of_the_file() -> None:
    assert plain(read("blank_rows.csv")["source_row"]) == [2, 4]
    assert plain(read("titles.csv")["source_row"]) == [5, 6]
    assert plain(read("table.parquet")["source_row"]) == [1, 2]


def test_read_eppgbm__dates_unreadable_fall_back_on_the_written_age() -> None:
    children = read("dates_unreadable.csv")
    assert plain(children["age_source"]) == ["age_at_visit"] * 3
    # Born in time − 1 y 8 m 12 d; visited 3 y 2 m 10 d after birth; and no date at all.
    assert plain(children["age_days"]) == [621.0, 1167.0, 38 * 30.4375 + 10]
    assert plain(children["reading_notes"]) == [
        "birth_date:not_a_date",
        "visit_date:not_a_date",
        None,
    ]
    scored = zs.score_children(children, profile="eppgbm")
    assert scored["haz"].notna().all()


def test_read_eppgbm__visit_before_birth_is_no_reason_to_use_another_age() -> None:
    scored = zs.score_children(read("dates_before_birth.csv"), profile="eppgbm")
    assert plain(scored["age_days"]) == [-3.0]
    assert plain(scored["haz_reason"]) == ["age_outside"]


def test_read_eppgbm__age_unreadable_is_noted() -> None:
    children = read("ages_unreadable.csv")
    assert plain(children["age_days"]) == [None]
    assert plain(children["reading_notes"]) == ["age_at_visit:not_an_age"]


def test_read_eppgbm__numbers_are_read_or_noted_never_mended() -> None:
    children = read("numbers.csv")
    weights = plain(children["weight_kg"])
    assert weights == [9855.0, None, None, 10.7, None, 0.0, -9.8, 1e308, 9.8]
    noted = [note is not None for note in plain(children["reading_notes"])]
    assert noted == [False, True, True, False, False, False, False, False, False]
    scored = zs.score_children(children, profile="eppgbm")
    assert scored["waz_flag"].tolist()[0]
    assert plain(scored["waz_reason"])[4:8] == [
        "no_measurement",
        "measurement_not_positive",
        "measurement_not_positive",
        "measurement_not_finite",  # 1e308 kg is no finite z
    ]


def test_read_eppgbm__codes_are_read_or_noted() -> None:
    children = read("codes.csv")
    assert plain(children["sex"]) == ["f", "f", None, None, "m"]
    assert plain(children["measured"]) == ["lying", "lying", None, None, None]
    assert plain(children["reading_notes"])[2] == "sex:unknown_code; measured:unknown_code"


def test_read_eppgbm__niks_keep_their_zeros_and_broken_ones_are_noted() -> None:
    children = read("niks.csv")
    assert plain(children["nik"]) == [
        "0099014312220001",
        "99014312220001",
        "329901431222000",
        "3.29901E+15",
        "00030**********1",
        None,
    ]
    broken = [note == "nik:not_16_digits" for note in plain(children["reading_notes"])]
    assert broken == [False, True, True, True, False, False]


def test_read_eppgbm__published_values_are_kept_as_they_are() -> None:
    children = read("published.csv")
    assert plain(children["published_waz"])[1] == 5324.99
    assert plain(children["published_haz"])[2] == -1.19
    assert plain(children["published_whz"])[3] is None
    assert plain(children["published_haz_label"])[2] is None


def test_read_eppgbm__files_follow_each_other() -> None:
    children = zs.read_eppgbm([FOLDER / "cut_1.csv", FOLDER / "cut_2.csv"])
    assert plain(children["source_file"]) == ["cut_1.csv", "cut_1.csv", "cut_2.csv"]
    assert plain(children["row_number"]) == ["1", "2", "1"]
    assert list(children.index) == [0, 1, 2]


def test_read_eppgbm__shifted_row_is_missing_and_noted_not_misread() -> None:
    children = read("stray_delimiter.csv")
    assert plain(children["reading_notes"]) == ["row:row_of_other_width", None]
    assert plain(children["length_height_cm"]) == [None, 89.1]
    assert plain(children["sex"]) == [None, "m"]
    assert plain(children["source_row"]) == [2, 3]


def test_read_eppgbm__unquoted_decimal_commas_are_refused(tmp_path) -> None:
    rows = make.rows_of("b", [make.CHILD | {"weight": "9,8"}, make.BOY | {"weight": "12,4"}])
    path = tmp_path / "commas.csv"
    path.write_text("\n".join(",".join(row) for row in rows))
    with pytest.raises(zs.FileError, match="2 rows have more cells than the 36 headings"):
        zs.read_eppgbm(path)


def test_read_eppgbm__empty_and_header_only() -> None:
    assert len(read("header_only.csv")) == 0
    assert list(read("header_only.csv").columns) == list(read("layout_b.csv").columns)
    with pytest.raises(zs.ParameterError, match="no file"):
        zs.read_eppgbm([])
    with pytest.raises(zs.FileError, match=r"empty\.csv: the file is empty"):
        read("empty.csv")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("frameset.xls", "frame of a saved web page"),
        ("unclosed_quote.csv", "unclosed quotation mark in row 2"),
        ("unknown_layout.csv", "Found: Nama, Kelamin, Lahir, Ukur, Bobot. Missing: birth_date,"),
    ],
)
def test_read_eppgbm__refuses_with_what_was_found(name: str, words: str) -> None:
    with pytest.raises(zs.FileError, match=words):
        read(name)


def test_read_eppgbm__no_data_in_the_message_of_a_file_without_header() -> None:
    with pytest.raises(zs.LayoutError) as caught:
        read("no_header.csv")
    assert "Found: -." in str(caught.value)
    assert "Ayu" not in str(caught.value)
    assert "3299014312220001" not in str(caught.value)


def test_read_eppgbm__columns_name_headings_that_are_not_known() -> None:
    names = {"sex": "Kelamin", "birth_date": "Lahir", "visit_date": "Ukur", "weight_kg": "Bobot"}
    children = read("unknown_layout.csv", columns=names)
    assert plain(children["sex"]) == ["f"]
    assert plain(children["weight_kg"]) == [9.8]


def test_read_eppgbm__unknown_columns_are_kept(tmp_path) -> None:
    path = tmp_path / "more.csv"
    path.write_text(
        "JK;Tgl Lahir;Tanggal Pengukuran;Berat;Suku;Suku;;Kosong;sex\n"
        "L;2022-01-05;2023-08-03;9,8;Jawa;1;x;;y\n"
    )
    children = zs.read_eppgbm(path)
    assert list(children["Suku"]) == ["Jawa"]
    assert list(children["Suku (2)"]) == ["1"]  # the second of its name
    assert list(children["column_7"]) == ["x"]
    assert plain(children["Kosong"]) == [None]
    assert list(children["sex (2)"]) == ["y"]
    assert list(children["weight_kg"]) == [9.8]


def test_read_eppgbm__two_columns_of_one_measurement_are_refused(tmp_path) -> None:
    path = tmp_path / "two.csv"
    path.write_text("JK;Tgl Lahir;Tanggal Pengukuran;Berat;Berat\nL;2022-01-05;2023-08-03;9,8;1\n")
    with pytest.raises(zs.ColumnError, match=r'--columns "weight_kg=Berat \(2\)"'):
        zs.read_eppgbm(path)
    children = zs.read_eppgbm(path, columns={"weight_kg": "Berat (1)"})
    assert list(children["weight_kg"]) == [9.8]
