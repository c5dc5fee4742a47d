"""The door of files: what a heading states is used or refused, and renames are renames."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import zscore as zs
from exports import make
from zscore.children.columns import BY_NAME
from zscore.children.headings import folded
from zscore.cli.main import cli

CHILDREN = {
    "sex": ["f", "m", "f", "m"],
    "birth_date": ["2022-01-05", "2021-06-17", "2022-11-30", ""],
    "visit_date": ["2023-11-19"] * 4,
    "age_days": ["683", "885", "354", "700"],
    "age_months": ["22.4", "29.1", "11.6", "23.0"],
    "weight_kg": ["10.4", "9.1", "8.2", "11"],
    "length_height_cm": ["85.3", "84.0", "72.1", "86.5"],
    "measured": ["lying", "standing", "lying", "standing"],
    "oedema": ["n", "y", "n", "n"],
    "head_circumference_cm": ["46.5", "47", "44.1", "48"],
    "arm_circumference_cm": ["14.2", "12.1", "13.5", "15"],
    "triceps_skinfold_mm": ["8.1", "7", "9", "8"],
    "subscapular_skinfold_mm": ["6.3", "6", "7", "6"],
    "village": ["a", "b", "a", "b"],
}
OF_KIND = {
    "text": ["a", "b", "a", "b"], "label": ["Normal", "Kurang", "Normal", ""],
    "nik": ["3299014501220001", "3299011706210002", "", "3299010101200003"],
    "number": ["1.5", "-0.5", "0.25", "2"], "size": ["3.1", "2.9", "3.3", ""],
    "age": ["1 Tahun - 10 Bulan - 14 Hari", "2 th 5 bln", "11 bulan", "1 tahun 11 bulan"],
}  # fmt: skip
# Every canonical column, those of scores with values that score.
CHILDREN |= {name: OF_KIND[c.kind] for name, c in BY_NAME.items() if name not in CHILDREN}
SEXES = "sex,age_months,weight_kg\n{}\n"


def scored(tmp_path: Path, text: str, **options: object) -> pd.DataFrame:
    """Return the scores of a table of text."""
    path = tmp_path / "t.csv"
    path.write_text(text)
    zs.score_file(path, tmp_path / "o.csv", force=True, **options)
    return pd.read_csv(tmp_path / "o.csv")


def written(tmp_path: Path, table: dict[str, list[str]], name: str) -> Path:
    """Write a table as CSV."""
    path = tmp_path / name
    pd.DataFrame(table).to_csv(path, index=False)
    return path


@pytest.mark.parametrize("name", CHILDREN)
def test_a_renamed_column__gives_what_the_canonical_one_gives(tmp_path: Path, name: str) -> None:
    canon = written(tmp_path, CHILDREN, "canon.csv")
    renamed = {("zzz" if key == name else key): column for key, column in CHILDREN.items()}
    other = written(tmp_path, renamed, "other.csv")
    options = {"columns": {name: "zzz"}}
    one, two = (
        zs.score_file(canon, tmp_path / "1.csv"),
        zs.score_file(other, tmp_path / "2.csv", **options),
    )
    added = list(pd.read_csv(tmp_path / "1.csv").columns[len(CHILDREN) : -3])
    first, second = (pd.read_csv(tmp_path / f"{i}.csv") for i in (1, 2))
    pd.testing.assert_frame_equal(first[added], second[added])
    assert list(second.columns[: len(CHILDREN)]) == list(renamed)  # no column vanishes
    assert one.as_json()["conditions"] == two.as_json()["conditions"]
    by = {"by": "village", "one_per_child": "all"}
    plain = zs.estimate_files(canon, **by).estimates
    assert zs.estimate_files(other, **by, **options).estimates.equals(plain)
    found = [
        zs.verify_files(path, tmp_path / path.stem, **told)
        for path, told in ((canon, {}), (other, options))
    ]
    assert found[0].checks == found[1].checks
    if name != "village":
        expected = zs.score_children(pd.DataFrame(CHILDREN))
        table = pd.DataFrame(renamed)
        pd.testing.assert_frame_equal(
            zs.score_children(table, **options)[["haz", "waz", "hcz"]],
            expected[["haz", "waz", "hcz"]],
        )


@pytest.mark.parametrize("heading", make.LAYOUTS["b"])
def test_a_renamed_heading_of_an_export__gives_what_the_export_gives(
    tmp_path: Path, heading: str
) -> None:
    (canonical,) = zs.recognise_columns({heading: ["2024-01-05"]}).columns
    header, *rows = make.csv_of(*make.CHILDREN).decode().split("\n")
    cells = header.split(";")
    renamed = ";".join("zzz" if cell.strip() == heading else cell for cell in cells)
    assert renamed != header
    for file, first in (("a.csv", header), ("b.csv", renamed)):
        (tmp_path / file).write_text("\n".join([first, *rows]))
    one = zs.score_file(tmp_path / "a.csv", tmp_path / "1.csv", profile="eppgbm")
    two = zs.score_file(
        tmp_path / "b.csv", tmp_path / "2.csv", profile="eppgbm", columns={canonical: "zzz"}
    )
    # Without its own heading it is no export, in which a circumference of 0 is a missing one.
    for z in ("haz", "waz", "whz", "baz"):
        assert one.indicators[z] == two.indicators[z]


@pytest.mark.parametrize(
    ("heading", "girl"),
    [
        ("Sex (F=1, M=2)", "1"), ("Sex (1=F, 2=M)", "1"), ("Sex [1: F, 2: M]", "1"),
        ("sex (1 female 2 male)", "1"), ("Jenis Kelamin (1. Perempuan, 2. Laki-laki)", "1"),
        ("Sex (M=0, F=1)", "1"), ("Jenis Kelamin (L/P)", "P"),
    ],
)  # fmt: skip
def test_codes_in_a_heading__are_those_of_the_column(
    tmp_path: Path, heading: str, girl: str
) -> None:
    text = f'"{heading}",age_months,weight_kg\n{girl},20,10\n'
    assert scored(tmp_path, text)["waz"].tolist() == [zs.waz(10, sex="f", age_days=20 * 30.4375)]


@pytest.mark.parametrize("heading", ["Sex (female/male: 1/2)", "sex (1=female)", "sex (a=1)"])
def test_codes_in_a_heading__that_are_not_clear_are_never_dropped(
    tmp_path: Path, heading: str
) -> None:
    with pytest.raises(zs.ColumnError, match="'sex' is missing"):
        scored(tmp_path, f'"{heading}",age_months,weight_kg\n1,20,10\n')


@pytest.mark.parametrize(
    "heading", ["Weight (mother)", "BB (lahir)", "mother/weight", "Weight (last visit)",
                "Height (feet)", "Age (mother)"]
)  # fmt: skip
def test_a_heading_of_another_s_measurement__is_not_used(tmp_path: Path, heading: str) -> None:
    text = f'sex,age_months,weight_kg,"{heading}"\nf,20,10,55\n'
    path = tmp_path / "t.csv"
    path.write_text(text)
    summary = zs.score_file(path, tmp_path / "o.csv")
    assert list(summary.tables[0]["not_used"]) == [heading]
    assert summary.indicators["waz"].scored == 1
    assert "haz" not in summary.indicators


def test_oedema_of_1_and_2_alone__is_refused_in_text_too(tmp_path: Path) -> None:
    rows = "\n".join(f"f,{20 + i % 9},10,{1 + i % 2}" for i in range(40))
    text = f"sex,age_months,weight_kg,oedema\n{rows}\n"
    with pytest.raises(zs.ColumnError, match="--codes oedema:1=y,2=n"):
        scored(tmp_path, text)
    told = scored(tmp_path, text, codes={"oedema": {"1": "n", "2": "y"}})
    assert told["waz_reason"].notna().tolist() == [False, True] * 20


def test_titles_above_the_headings__do_not_decide_how_dates_are_read(tmp_path: Path) -> None:
    rows = "\n".join(["L,2021-06-05,03/08/2023,12,85"] * 30)
    text = f"Dicetak,,08/25/2023,,\nJK,Tgl Lahir,Tanggal Pengukuran,Berat,Tinggi\n{rows}\n"
    assert set(scored(tmp_path, text)["visit_date"]) == {"2023-08-03"}


def test_an_age_beside_the_dates__stands_in_where_a_date_is_missing(tmp_path: Path) -> None:
    rows = ["f,2022-01-05,2023-11-19,22,10", "m,,2023-11-19,29,11", "f,,2023-11-19,12,9"]
    head = "sex,dob,dos,age,weight\n"
    assert scored(tmp_path, head + "\n".join(rows))["waz"].notna().all()
    mothers = ["f,2022-01-05,2023-11-19,31,10", "m,,2023-11-19,27,11"]
    ages = scored(tmp_path, head + "\n".join(mothers))
    assert ages["waz_reason"].tolist()[1] == "no_age"  # the age of somebody else is not used


def test_numbers_of_columns_below_the_headings__are_no_child(tmp_path: Path) -> None:
    text = "sex,age_months,weight_kg\n1,2,3\nf,20,10\n"
    assert len(scored(tmp_path, text)) == 1


def test_codes_that_are_told_in_part__leave_nothing_to_a_default(tmp_path: Path) -> None:
    with pytest.raises(zs.CodeError, match="1 of 2 values are not known"):
        scored(tmp_path, SEXES.format("0,20,10\n1,20,10"), codes={"sex": {"0": "f"}})


def test_what_is_told_of_no_column__is_refused(tmp_path: Path) -> None:
    for told in ({"units": {"head_circumference_cm": "mm"}}, {"codes": {"oedema": {"1": "y"}}}):
        with pytest.raises(zs.ColumnError, match="the table has no such column"):
            scored(tmp_path, SEXES.format("f,20,10"), **told)


def test_units_that_no_value_can_be_in__are_those_of_the_values(tmp_path: Path) -> None:
    grams = "\n".join(f"f,{20 + i},{9000 + 100 * i}" for i in range(12))
    kilograms = "\n".join(f"f,{20 + i},{9 + i / 10:.1f}" for i in range(12))
    path = tmp_path / "g.csv"
    path.write_text(SEXES.format(grams))
    summary = zs.score_file(path, tmp_path / "g_out.csv")
    assert [w.key for w in summary.warnings] == ["warn_unit"]
    expected = scored(tmp_path, SEXES.format(kilograms))["waz"].tolist()
    assert pd.read_csv(tmp_path / "g_out.csv")["waz"].tolist() == expected
    few = "\n".join(grams.split("\n")[:9])  # nine values do not decide
    assert scored(tmp_path, SEXES.format(few))["waz_flag"].all()


def test_one_table_given_twice__is_said(tmp_path: Path) -> None:
    rows = "\n".join(f"f,{20 + i % 30},{11 + i / 100:.2f}" for i in range(60))
    (tmp_path / "a.csv").write_text(SEXES.format(rows))
    turned = "\n".join(reversed(rows.split("\n")))
    (tmp_path / "b.csv").write_text(SEXES.format(turned))
    (tmp_path / "~$a.xlsx").write_bytes(b"lock")
    found = zs.estimate_files(tmp_path, one_per_child="all")
    assert [w.key for w in found.warnings] == ["warn_same_rows"]
    assert found.passed_over == ["~$a.xlsx"]


def test_nothing_readable__is_no_success(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("JK;Tgl Lahir;Tanggal Pengukuran;Berat\nX;2022-01-05;2023-08-03;9\n")
    for command in (
        ["score", path, "-o", tmp_path / "o.csv"],
        ["prevalence", path],
        ["verify", path, "-o", tmp_path / "v"],
    ):
        result = CliRunner().invoke(cli, [*map(str, command), "--lang", "en"])
        assert result.exit_code == 65, command
        assert "no cell of 'JK' can be read" in result.stderr


def test_inspect__shows_no_name_and_no_nik(tmp_path: Path) -> None:
    canaries = [f"Canary{i:03d} Zzyzx" for i in range(200)]
    niks = [f"32750145{i:08d}" for i in range(200)]
    table = pd.DataFrame({
        "Nama": canaries, "NIK": niks, "Alamat": canaries, "catatan": canaries, "kode": niks,
        "JK": ["L", "P"] * 100, "Umur (bulan)": [20] * 200, "BB": niks, "Cara Ukur": canaries,
        "": canaries,
    })  # fmt: skip
    path, kept = tmp_path / "t.csv", tmp_path / "m.toml"
    table.to_csv(path, index=False)
    for more in ([], ["--json"], ["--write", str(kept)]):
        out = CliRunner().invoke(cli, ["inspect", str(path), "--lang", "en", *more]).output
        assert "Zzyzx" not in out
        assert "32750145" not in out
        assert "3.275" not in out
    assert "Zzyzx" not in kept.read_text()
    for command in (
        ["score", "-o", tmp_path / "o.csv"],
        ["prevalence"],
        ["verify", "-o", tmp_path],
    ):
        out = CliRunner().invoke(cli, [command[0], str(path), *map(str, command[1:])]).output
        assert "Zzyzx" not in out
        assert "32750145" not in out
    json.dumps(zs.inspect_files(path).as_json())


# --- dates -------------------------------------------------------------------------------

DATED = "sex,dob,visit date,weight\n{}\n"


def waz(tmp_path: Path, text: str, **options: object) -> list[float]:
    """Return the weight-for-age z-scores of a table of text."""
    return scored(tmp_path, text, **options)["waz"].tolist()


def test_the_order_that_is_told__goes_before_that_of_a_heading(tmp_path: Path) -> None:
    text = "sex,dob (dd/mm/yyyy),visit_date,weight\nm,03/08/2022,2023-08-03,9.8\n"
    told = waz(tmp_path, text, dates="mdy")
    assert told == waz(tmp_path, "sex,dob,visit_date,weight\nm,2022-03-08,2023-08-03,9.8\n")
    assert told != waz(tmp_path, text)


def test_each_column_of_dates__has_its_own_order(tmp_path: Path) -> None:
    typed = ["m,13/08/2022,08/21/2023,9.8", "f,01/02/2022,09/03/2023,10"]
    plain = ["m,2022-08-13,2023-08-21,9.8", "f,2022-02-01,2023-09-03,10"]
    assert waz(tmp_path, DATED.format("\n".join(typed))) == waz(
        tmp_path, DATED.format("\n".join(plain))
    )


def test_one_date_by_chance_the_same__does_not_tell_the_order(tmp_path: Path) -> None:
    # 2023-03-08 is a day of these dates with the month first, but of one of four alone.
    rows = ["m,03/08/2022,2023-03-08,9.8", "f,01/02/2022,05/06/2023,10", "m,02/07/2022,,9"]
    with pytest.raises(zs.ColumnError, match="--dates dmy"):
        scored(tmp_path, DATED.format("\n".join(rows)))


def test_years_of_two_digits__come_first_where_the_days_are_last(tmp_path: Path) -> None:
    short = ["m,21-03-30,23-08-03,9.8", "f,20-01-12,23-08-17,12", "f,22-05-01,23-08-25,9"]
    plain = [row.replace(",2", ",202") for row in short]
    assert waz(tmp_path, DATED.format("\n".join(short))) == waz(
        tmp_path, DATED.format("\n".join(plain))
    )
    one = DATED.format("m,21-3-3,23-8-3,9.8")
    assert waz(tmp_path, one, dates="ymd") == waz(
        tmp_path, DATED.format("m,2021-03-03,2023-08-03,9.8")
    )


def test_dates_of_a_spreadsheet_that_expects_the_month_first__are_refused(tmp_path: Path) -> None:
    # What was 5/11/2022 became 2022-05-11, and what was 25/11/2022 stayed a text.
    early = [f"m,2022-{day:02}-05,2023-12-{day:02},9.8" for day in range(1, 13)]
    late = [f"f,{day}/05/2022,{day}/12/2023,10" for day in range(13, 25)]
    text = DATED.format("\n".join(early + late))
    with pytest.raises(zs.ColumnError, match="--dates exchanged"):
        scored(tmp_path, text)
    right = [f"m,2022-05-{day:02},2023-{day:02}-12,9.8" for day in range(1, 13)]
    assert waz(tmp_path, text, dates="exchanged") == waz(
        tmp_path, DATED.format("\n".join(right + late)), dates="dmy"
    )
    scored(tmp_path, text, dates="dmy")  # if they are right after all


def workbook(path: Path, sheets: dict[str, dict[str, list[object]]]) -> Path:
    """Write a workbook."""
    with pd.ExcelWriter(path) as writer:
        for name, table in sheets.items():
            pd.DataFrame(table).to_excel(writer, sheet_name=name, index=False)
    return path


def test_sheets_of_one_workbook__are_read_in_one_way(tmp_path: Path) -> None:
    def sheet(first: str, weight: int) -> dict[str, list[object]]:
        return {
            "sex": ["m"] * 6,
            "dob": [first] * 6,
            "visit date": ["2023-08-03"] * 6,
            "weight": [weight] * 6,  # six alone are too few to tell the unit
        }

    path = workbook(
        tmp_path / "w.xlsx", {"a": sheet("03/08/2022", 9800), "b": sheet("08/13/2022", 9900)}
    )
    zs.score_file(path, tmp_path / "o.csv")
    plain = DATED.format("m,2022-03-08,2023-08-03,9.8\nm,2022-08-13,2023-08-03,9.9")
    assert sorted(set(pd.read_csv(tmp_path / "o.csv")["waz"])) == sorted(waz(tmp_path, plain))


def test_a_sheet_of_other_headings__is_not_left_out(tmp_path: Path) -> None:
    many = {name: ["m" if name == "sex" else "1"] for name in ("sex", "age_months", "weight_kg")}
    many |= {f"ZS {name}": ["1"] for name in ("BB/U", "TB/U", "BB/TB")}
    many |= {name: ["a"] for name in ("Desa", "Kecamatan", "Posyandu", "Puskesmas", "RT", "RW")}
    path = workbook(
        tmp_path / "w.xlsx",
        {"a": many, "b": {"sex": ["f"], "age_months": [20], "weight_kg": [9.8]}},
    )
    summary = zs.score_file(path, tmp_path / "o.csv")
    assert [table["rows"] for table in summary.tables] == [1, 1]


# --- ages --------------------------------------------------------------------------------


def test_an_age_of_rows_without_dates__is_theirs(tmp_path: Path) -> None:
    text = "sex,dob,visit date,umur,weight\nm,2022-01-05,2023-08-03,,9.8\nf,,,22,10\nf,,,31,12\n"
    assert not scored(tmp_path, text)["waz"].isna().any()


@pytest.mark.parametrize(
    ("headings", "rows"),
    [
        ("age,months", ["2,3", "3,10", "1,11"]),
        ("years,months", ["2,3", "3,10", "1,11"]),
        ("umur (bulan),umur (hari)", ["20,3", "24,9", "31,30"]),
    ],
)
def test_an_age_in_parts__is_refused(tmp_path: Path, headings: str, rows: list[str]) -> None:
    lines = "\n".join(f"m,{row},9.8" for row in rows)
    with pytest.raises(zs.ColumnError, match="in two parts"):
        scored(tmp_path, f"sex,{headings},weight\n{lines}\n")


def test_ages_in_words_that_cannot_be_read__are_refused(tmp_path: Path) -> None:
    text = "sex,umur,weight\nm,2 th 3 bln,13\nf,1 th,9\nf,dua tahun,14\n"
    with pytest.raises(zs.ColumnError, match=r"1 of 3 values are not ages .* at row 4"):
        scored(tmp_path, text)
    assert scored(tmp_path, text, on_unreadable="missing")["waz"].isna().sum() == 1


# --- headings ----------------------------------------------------------------------------


def test_two_rows_of_headings__are_read_as_one(tmp_path: Path) -> None:
    above = "Umur,BB,TB,JK\n(Bulan),(g),(mm),\n20,9800,800,L\n31,12000,905,P\n"
    merged = "Ibu,,Anak,,\nUmur,BB,Umur (bulan),BB,JK\n30,60,20,9.8,L\n31,61,31,12,P\n"
    plain = "Umur (bulan),BB,TB,JK\n20,9.8,80,L\n31,12,90.5,P\n"
    found = scored(tmp_path, plain)
    assert scored(tmp_path, above)["haz"].equals(found["haz"])
    assert scored(tmp_path, above)["waz"].equals(found["waz"])
    assert scored(tmp_path, merged)["waz"].equals(found["waz"])


def test_a_row_of_units__is_no_child(tmp_path: Path) -> None:
    text = "sex,age_months,weight,height\n,months,kg,cm\nm,20,9.8,80\n"
    plain = scored(tmp_path, "sex,age_months,weight,height\nm,20,9.8,80\n")
    assert scored(tmp_path, text)["haz"].equals(plain["haz"])


def test_a_row_that_names_measurements__is_the_header_beside_one_of_names(tmp_path: Path) -> None:
    text = "Provinsi,Kabupaten,Kecamatan,Desa,Posyandu\nJK,Umur (bulan),BB,x,y\nL,20,9.8,,\n"
    assert scored(tmp_path, text)["waz"].notna().tolist() == [True]


def test_numbered_labels__are_their_words(tmp_path: Path) -> None:
    rows = "1. Male,20,9.8\n2. Female,20,9.8"
    assert scored(tmp_path, SEXES.format(rows))["waz"].nunique() == 2


def test_letters_that_are_no_code__are_refused(tmp_path: Path) -> None:
    with pytest.raises(zs.CodeError):
        scored(tmp_path, SEXES.format("b,20,9.8\ng,20,9.8"))


def test_oedema_2__is_refused_unless_it_is_told(tmp_path: Path) -> None:
    text = "sex,age_months,weight_kg,oedema\nm,20,9.8,1\nf,30,12,2\nf,30,12,0\n"
    with pytest.raises(zs.ColumnError, match="--codes oedema"):
        scored(tmp_path, text)
    told = scored(tmp_path, text, codes={"oedema": {"1": "y", "2": "n", "0": "n"}})
    assert told["waz"].isna().tolist() == [True, False, False]


# --- output and renames ------------------------------------------------------------------


def test_a_replaced_column_of_whole_numbers__holds_z_scores(tmp_path: Path) -> None:
    text = "sex,age_months,weight_kg,waz,source_file\nm,20,9.8,1,2\nf,31,12,2,3\n"
    (tmp_path / "t.csv").write_text(text)
    zs.score_file(tmp_path / "t.csv", tmp_path / "o.parquet", replace=True)
    found = pd.read_parquet(tmp_path / "o.parquet")
    assert (
        found["waz"].tolist() == scored(tmp_path, SEXES.format("m,20,9.8\nf,31,12"))["waz"].tolist()
    )
    assert found["source_file"].tolist() == ["t.csv", "t.csv"]


def test_scores_of_an_export_with_a_prefix__are_read_as_an_export_s(tmp_path: Path) -> None:
    export = make.FILES["layout_b.csv"]()
    (tmp_path / "e.csv").write_bytes(export if isinstance(export, bytes) else export.encode())
    zs.score_file(tmp_path / "e.csv", tmp_path / "one.csv", prefix="zs_")
    again = zs.score_file(tmp_path / "one.csv", tmp_path / "two.csv", prefix="zs_")
    assert again.tables[0]["profile"] == "eppgbm"
    one, two = (pd.read_csv(tmp_path / name) for name in ("one.csv", "two.csv"))
    pd.testing.assert_frame_equal(
        one.drop(columns="zs_source_file"), two.drop(columns="zs_source_file")
    )


def test_a_table_of_arm_circumference_alone__can_be_verified(tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    path.write_text("sex,age_months,muac\nm,20,14\nf,31,15.1\n")
    result = CliRunner().invoke(cli, ["verify", str(path), "-o", str(tmp_path / "out")])
    assert result.exit_code == 0, result.output


# --- any order, case and spaces of headings -------------------------------------------------

SPELT = {
    "sex": ["sex", "Jenis Kelamin", "JK", "jenis_kelamin", "child sex"],
    "birth_date": ["dob", "Tgl Lahir", "date.of.birth", "birth date (dd/mm/yyyy)"],
    "visit_date": ["visit date", "Tanggal Pengukuran", "date_of_visit"],
    "weight_kg": ["weight", "Berat Badan", "bb", "weight (kg)", "Berat_kg", "BB (g)", "berat, g"],
    "length_height_cm": ["height", "TB", "Tinggi Badan (cm)", "length (mm)", "PB/TB"],
    "measured": ["measured", "Cara Ukur", "standing/lying"],
    "arm_circumference_cm": ["MUAC", "LiLA (cm)", "muac_mm"],
}
MEASURED = {
    "sex": ["f", "m", "f"],
    "birth_date": ["05/01/2022", "17/06/2021", "30/11/2022"],
    "visit_date": ["19/11/2023", "19/11/2023", "20/11/2023"],
    "weight_kg": [10.4, 9.1, 8.2],
    "length_height_cm": [85.3, 84.0, 72.1],
    "measured": ["lying", "standing", "lying"],
    "arm_circumference_cm": [14.2, 12.1, 13.5],
}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_headings__in_any_order_case_and_spaces_give_the_same_table(
    tmp_path: Path, data: st.DataObject
) -> None:
    table = {}
    for name in data.draw(st.permutations(sorted(MEASURED))):
        heading = data.draw(st.sampled_from(SPELT[name]))
        unit = folded(heading).rstrip(")").replace("(", " ").rpartition(" ")[2]
        times = {"g": 1000, "mm": 10}.get(unit, 1)
        case = data.draw(st.sampled_from([str.upper, str.lower, str.title, str]))
        space = data.draw(st.sampled_from(["", " ", "\u00a0", "  "]))
        heading = space + case(heading).replace(" ", data.draw(st.sampled_from([" ", "_", "  "])))
        cells = MEASURED[name]
        table[heading] = cells if times == 1 else [round(times * float(x), 6) for x in cells]
    found = scored(tmp_path, pd.DataFrame(table).to_csv(index=False))
    plain = scored(tmp_path, pd.DataFrame(MEASURED).to_csv(index=False))
    names = [name for name in zs.INDICATORS if name in plain]
    pd.testing.assert_frame_equal(found[names], plain[names])


def test_a_thousand_canaries__are_in_nothing_that_is_shown_or_written(tmp_path: Path) -> None:
    canaries = [f"Qanari{i:04d}xx" for i in range(1000)]
    niks = [f"32710146082{i:05d}" for i in range(1000)]
    table = {
        "Nama": canaries, "nama ibu": canaries, "No KTP": niks, "NO HP": niks, "alamat": canaries,
        "keterangan": canaries, "kode": niks, "Umur (bulan)": niks, "JK": canaries,
        "Desa": canaries, "Kabupaten": canaries, "BB": canaries, "TB": niks, "MUAC": niks,
        "tgl lahir": canaries, "tgl ukur": niks, "Cara Ukur": canaries, "edema": niks,
        "v005": niks, "Berat Badan Lahir": canaries, "BB/U": canaries, "usia saat ukur": canaries,
        "Nama Posyandu": canaries, "Brat": canaries, "team": canaries,
    }  # fmt: skip
    for header in (True, False):
        path, mapping = tmp_path / "c.csv", tmp_path / "m.toml"
        pd.DataFrame(table).to_csv(path, index=False, header=header)
        for more in ([], ["--json"], ["--write", str(mapping), "--force"], ["--lang", "id"],
                     ["--columns", "weight_kg=brt"], ["--columns", "child_name=Desa"]):  # fmt: skip
            result = CliRunner().invoke(cli, ["inspect", str(path), *more])
            shown = result.output + (mapping.read_text() if mapping.exists() else "")
            assert "Qanari" not in shown
            assert not re.search(r"3271014\d{9}", shown)
            assert "Traceback" not in shown
        for command in ("score", "verify"):
            out = str(tmp_path / command)
            result = CliRunner().invoke(cli, [command, str(path), "-o", out + ".csv", "--force"])
            assert result.exit_code == 65
            assert "Qanari" not in result.output
            assert not re.search(r"3271014\d{9}", result.output)


# --- what is said ----------------------------------------------------------------------------


def keys(found: zs.Prevalence | object) -> set[str]:
    """Return the keys of the warnings of a run."""
    return {warning.key for warning in found.warnings}


def test_an_order_of_dates_that_hardly_any_tells__is_said(tmp_path: Path) -> None:
    both = [f"{d:02}/{m:02}/2022" for d in range(1, 13) for m in range(1, 13) if d != m]
    rows = [f"m,{day},2023-12-20,9.8" for day in (*both, "13/08/2022")]
    path = tmp_path / "t.csv"
    path.write_text(DATED.format("\n".join(rows)))
    assert "warn_order_of_few" in keys(zs.score_file(path, tmp_path / "o.csv"))
    rows += [f"m,{d}/{m:02}/2022,2023-12-20,9.8" for d in range(13, 28) for m in range(1, 13)]
    path.write_text(DATED.format("\n".join(rows)))
    assert "warn_order_of_few" not in keys(zs.score_file(path, tmp_path / "o.csv", force=True))


def test_prevalence__says_what_score_says_of_implausible_measurements(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("sex,age_months,weight_kg\nm,20,9800\nf,31,12000\nm,40,14000\n")
    found = zs.estimate_files(path)
    assert keys(found) == keys(zs.score_file(path, tmp_path / "o.csv")) == {"warn_implausible_unit"}
    assert found.has_nothing
    result = CliRunner().invoke(cli, ["prevalence", str(path)])
    assert result.exit_code == 65
    assert "nothing to estimate" in result.output


def test_prevalence__says_that_the_z_scores_of_others_are_not_counted_by(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("sex,age_months,weight_kg,waz\nm,20,9.8,-4\nf,31,12,-4\n")
    result = CliRunner().invoke(cli, ["prevalence", str(path), "--lang", "en"])
    assert "--trust-z" in result.output
    trusted = CliRunner().invoke(cli, ["prevalence", str(path), "--trust-z", "--json"])
    rows = json.loads(trusted.output)["estimates"]
    assert rows[0]["estimate"] == 100.0
    assert "--trust-z" not in trusted.output


@pytest.mark.parametrize("name", ["nama", "NIK", "Nama Ibu", "nama baduta"])
def test_prevalence__of_who_a_child_is_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / "t.csv"
    path.write_text(f"sex,age_months,weight_kg,{name},rt\nm,20,9.8,Qanari,1\nf,31,12,Qanari,1\n")
    with pytest.raises(zs.ColumnError, match="identifies a child"):
        zs.estimate_files(path, by=name)
    assert zs.estimate_files(path, by="rt").rows == 2


def test_the_second_of_two_headings__is_kept_in_a_mapping(tmp_path: Path) -> None:
    path, mapping = tmp_path / "t.csv", tmp_path / "m.toml"
    path.write_text("sex,age_months,weight,weight\nm,20,1,9.8\nf,31,1,12\n")
    with pytest.raises(zs.ColumnError, match=r"weight \(2\)"):
        zs.score_file(path, tmp_path / "o.csv")
    zs.inspect_files(path, columns={"weight_kg": "weight (2)"}).mapping.write(mapping)
    zs.score_file(path, tmp_path / "o.csv", mapping=mapping)
    plain = SEXES.format("m,20,9.8\nf,31,12")
    assert pd.read_csv(tmp_path / "o.csv")["waz"].tolist() == waz(tmp_path, plain)


@pytest.mark.parametrize("heading", ["Sex 1=Female 2=Male", "JK: 1 = P; 2 = L", "sex, f=1 m=2"])
def test_codes_behind_a_heading__are_those_of_the_column(tmp_path: Path, heading: str) -> None:
    text = f'"{heading}",age_months,weight_kg\n1,20,9.8\n2,20,9.8\n'
    assert waz(tmp_path, text) == waz(tmp_path, SEXES.format("f,20,9.8\nm,20,9.8"))


def test_inspect__of_a_table_that_is_refused_shows_its_columns_and_why(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("sex,umur,weight,Berat\nm,2,9.8,9.8\nf,3,12,12\n")
    result = CliRunner().invoke(cli, ["inspect", str(path), "--lang", "en"])
    assert result.exit_code == 65
    assert "near: weight_kg" in result.output
    assert '--columns "weight_kg=weight"' in result.output
    assert "zscore score" not in result.output
    assert json.loads(CliRunner().invoke(cli, ["inspect", str(path), "--json"]).output)


def test_a_code_without_a_label__leaves_the_labels_of_others(tmp_path: Path) -> None:
    pyreadstat = pytest.importorskip("pyreadstat")
    table = pd.DataFrame(
        {"sex": [1.0, 2.0, 9.0], "age_months": [20.0] * 3, "weight_kg": [9.8, 9.8, 9996.0]}
    )
    labels = {"sex": {1: "Female", 2: "Male"}, "weight_kg": {9996: "refused"}}
    pyreadstat.write_dta(table, tmp_path / "t.dta", variable_value_labels=labels)
    zs.score_file(tmp_path / "t.dta", tmp_path / "o.csv", missing=[9, 9996])
    plain = waz(tmp_path, SEXES.format("f,20,9.8\nm,20,9.8"))
    assert pd.read_csv(tmp_path / "o.csv")["waz"].tolist()[:2] == plain


@pytest.mark.parametrize("other", ["Age_now_months", "usia anak (hitung bulan)", "umur bayi ini"])
def test_a_bare_age_beside_another_that_may_be_the_child_s__is_refused(
    tmp_path: Path, other: str
) -> None:
    with pytest.raises(zs.ColumnError, match="two headings"):
        scored(tmp_path, f"sex,Age,{other},weight\nm,31,20,9.8\nf,28,31,12\n")


def test_an_age_below_the_father_s_heading__is_not_the_child_s(tmp_path: Path) -> None:
    text = "JK,Bapak,BB\n,Umur,\nL,31,9.8\nP,44,12\n"
    assert "Bapak Umur" in read_headings(tmp_path, text)
    with pytest.raises(zs.ColumnError):
        scored(tmp_path, text)


def read_headings(tmp_path: Path, text: str) -> list[str]:
    """Return the headings of a table as they are shown."""
    (tmp_path / "h.csv").write_text(text)
    found = zs.inspect_files(tmp_path / "h.csv")
    return [column.heading for column in found.tables[0].columns]


def test_ages_in_years_and_in_months__are_read_in_months(tmp_path: Path) -> None:
    both = "sex,umur (tahun),umur (bulan),bb\nm,1,20,9.8\nf,2,31,12\n"
    assert waz(tmp_path, both) == waz(tmp_path, SEXES.format("m,20,9.8\nf,31,12"))
    parts = "sex,umur (tahun),umur (bulan),bb\nm,1,8,9.8\nf,2,7,12\n"
    with pytest.raises(zs.ColumnError, match="in two parts"):
        scored(tmp_path, parts)


def test_visits_of_one_week__have_the_year_where_births_have_it(tmp_path: Path) -> None:
    short = [f"m,2{i}-0{i + 1}-{20 + i},23-02-2{i + 3},9.8" for i in range(3)]
    short += ["f,22-11-01,23-02-24,7"]
    plain = [row.replace(",2", ",202", 2) for row in short]
    assert waz(tmp_path, DATED.format("\n".join(short))) == waz(
        tmp_path, DATED.format("\n".join(plain))
    )


def test_exchanged_dates__with_one_honest_date_are_refused_all_the_same(tmp_path: Path) -> None:
    rows = [f"m,2022-{d:02}-05,2023-12-11,9.8" for d in range(1, 13)]
    rows += [f"f,2021-{d:02}-07,2023-12-11,9.8" for d in range(1, 13)]
    rows += [f"f,{d}/05/2022,2023-12-11,10" for d in range(13, 20)]
    for more in ([], ["m,2022-05-30,2023-12-11,9"]):
        with pytest.raises(zs.ColumnError, match="--dates exchanged"):
            scored(tmp_path, DATED.format("\n".join(rows + more)))
    honest = [f"m,2022-05-{d:02},2023-12-11,9.8" for d in range(13, 29)]
    scored(tmp_path, DATED.format("\n".join(rows + honest)), dates=None)


def test_a_sheet_in_other_units_than_the_first__is_read_in_its_own(tmp_path: Path) -> None:
    first = {"sex": ["m"] * 30, "age_months": [20] * 30, "weight": [9.8] * 30}
    path = workbook(tmp_path / "w.xlsx", {"a": first, "b": {**first, "weight": [9800] * 30}})
    summary = zs.score_file(path, tmp_path / "o.csv")
    assert pd.read_csv(tmp_path / "o.csv")["waz"].nunique() == 1
    assert keys(summary) == {"warn_unit", "warn_same_rows"}


def test_one_table_of_several_that_is_implausible__is_named(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(SEXES.format("m,20,9.8\n" * 30))
    (tmp_path / "b.csv").write_text(SEXES.format("m,20,9800\n" * 9 + "m,20,9.7\n"))
    summary = zs.score_files([tmp_path / "a.csv", tmp_path / "b.csv"], tmp_path / "o.csv")
    (warning,) = [w for w in summary.warnings if w.key == "warn_implausible_unit"]
    assert (warning.values["file"], warning.values["n"], warning.values["of"]) == ("b.csv", 9, 10)


def test_measurements_of_nobody__are_said_where_no_z_score_comes_of_them(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("sex,age_months,weight,height\n" + "m,20,9.8,6\n" * 8)
    summary = zs.score_file(path, tmp_path / "o.csv")
    assert keys(summary) & {"warn_measurements", "warn_implausible", "warn_implausible_unit"}


def test_letters_that_are_told__leave_no_other_letter_to_its_usual_meaning(tmp_path: Path) -> None:
    text = SEXES.format("H,20,9.8\nM,20,9.8")  # hombre, mujer
    with pytest.raises(zs.CodeError, match="first: 'M'"):
        scored(tmp_path, text, codes={"sex": {"H": "m"}})
    told = scored(tmp_path, text, codes={"sex": {"H": "m", "M": "f"}})["waz"].tolist()
    assert told == waz(tmp_path, SEXES.format("m,20,9.8\nf,20,9.8"))


def test_prevalence__says_that_a_survey_s_weights_are_not_used(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("sex,age_months,weight,wtfactor,psu\nm,20,9.8,1.5,1\nf,31,12,0.5,2\n")
    (warning,) = zs.estimate_files(path).warnings
    assert warning.values["options"] == "--weights sampling_weight --cluster cluster"
    told = zs.estimate_files(path, weights="sampling_weight", cluster="cluster")
    assert not told.warnings


@pytest.mark.parametrize(
    "headings", ["Sex,Index child sex,age_months,weight", "sex,age_months,Weight,weight of baby"]
)
def test_a_bare_heading_beside_one_of_the_child__is_refused(tmp_path: Path, headings: str) -> None:
    cells = {4: "f,m,20,9.8\nf,f,31,12\n", 0: "m,20,60,9.8\nf,31,58,12\n"}
    rows = cells[4] if headings.startswith("Sex") else cells[0]
    with pytest.raises(zs.ColumnError, match="two headings"):
        scored(tmp_path, f"{headings}\n{rows}")


def test_ages_such_as_mothers_have__are_said(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("sex,age,weight\n" + "".join(f"m,{age},11\n" for age in range(19, 40)))
    assert "warn_age_of_adults" in keys(zs.score_file(path, tmp_path / "o.csv"))
    path.write_text("sex,age,weight\n" + "".join(f"m,{age},11\n" for age in range(9, 40)))
    assert not keys(zs.score_file(path, tmp_path / "o.csv", force=True))


def test_z_scores_that_no_population_has__are_said(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("sex,age,weight\n" + "m,24,6\n" * 12 + "f,4,6\n" * 6)  # weeks
    assert keys(zs.score_file(path, tmp_path / "o.csv")) == {"warn_extreme"}


def test_no_age_beside_a_heading_near_one__is_said(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("sex,Age (m),weight,height\nm,20,9.8,80\n")
    assert keys(zs.score_file(path, tmp_path / "o.csv")) == {"warn_no_age"}
    path.write_text("sex,id,weight,height\nm,20,9.8,80\n")
    assert not keys(zs.score_file(path, tmp_path / "o.csv", force=True))


@pytest.mark.parametrize(
    "rows", ["Age (years)\n0.3\n0.6\n1\n2\n3", "Umur\n2 tahun\n3 tahun\n8 bulan\n1 tahun"]
)
def test_whole_years_beside_a_few_infants__are_refused(tmp_path: Path, rows: str) -> None:
    heading, *ages = rows.split("\n")
    lines = "\n".join(f"m,{age},9.8" for age in ages)
    with pytest.raises(zs.ColumnError, match="whole years"):
        scored(tmp_path, f"sex,{heading},weight\n{lines}\n")


def test_headings_again_below__are_no_child(tmp_path: Path) -> None:
    page = "sex,age_months,weight_kg\nm,20,9.8\nf,31,12\n"
    found = scored(tmp_path, page + page)["waz"].tolist()
    assert found == 2 * waz(tmp_path, page)
    with pytest.raises(zs.CodeError):  # in another order they are not skipped
        scored(tmp_path, page + "sex,weight_kg,age_months\nm,9.8,20\n")


def test_a_short_heading_of_skinfolds__needs_the_other_one(tmp_path: Path) -> None:
    text = "sex,age_months,weight,sub{}\nm,20,9.8,7{}\n"
    assert "SUB".lower() in read_headings(tmp_path, text.format("", ""))
    assert "subscapular_skinfold_mm" not in zs.inspect_files(tmp_path / "h.csv").mapping.columns
    read_headings(tmp_path, text.format(",tri", ",8"))
    both = zs.inspect_files(tmp_path / "h.csv").mapping.columns
    assert {"subscapular_skinfold_mm", "triceps_skinfold_mm"} <= both.keys()


def test_oedema_in_grades__names_the_codes_that_fit(tmp_path: Path) -> None:
    text = "sex,age_months,weight_kg,oedema\nm,20,9.8,0\nf,30,12,1\nf,30,12,2\n"
    with pytest.raises(zs.ColumnError, match="--codes oedema:0=n,1=y,2=y"):
        scored(tmp_path, text)


def test_a_code_that_is_told_to_be_missing__leaves_the_others(tmp_path: Path) -> None:
    rows = SEXES.format("1,20,9.8\n2,20,9.8\n9,20,9.8")
    told = scored(tmp_path, rows, codes={"sex": {"9": ""}})["waz"]
    assert told.tolist()[:2] == waz(tmp_path, SEXES.format("1,20,9.8\n2,20,9.8"))
    assert told.isna().tolist() == [False, False, True]


def test_the_mapping_of_a_survey__is_read_again(tmp_path: Path) -> None:
    path, mapping = tmp_path / "t.csv", tmp_path / "m.toml"
    path.write_text("b4,hw1,hw2,hw3,hw15,v005,v021,hw70\n1,20,98,801,2,1500000,1,-150\n")
    zs.inspect_files(path).mapping.write(mapping)
    told = zs.score_file(path, tmp_path / "one.csv", mapping=mapping)
    plain = zs.score_file(path, tmp_path / "two.csv")
    assert (tmp_path / "one.csv").read_text() == (tmp_path / "two.csv").read_text()
    assert told.indicators == plain.indicators


@pytest.mark.parametrize(
    "title",
    ["Nama Posyandu : Melati,,Desa : X,", "Posyandu,Melati,Nama Kader,Siti",
     "Kepala Puskesmas,dr. A,,", "Ibu Kader : Siti,,Bulan : 8,"],
)  # fmt: skip
def test_a_title_right_above_the_headings__is_no_heading(tmp_path: Path, title: str) -> None:
    rows = "JK,Umur (bulan),BB,TB\nL,20,9.8,80\nP,31,12,90\n"
    assert scored(tmp_path, f"{title}\n{rows}")["haz"].equals(scored(tmp_path, rows)["haz"])


@pytest.mark.parametrize("unused", ["Status Gizi Balita (BB/U)", "Kelompok Umur Anak (bulan)"])
def test_what_is_made_of_a_measurement__is_no_rival_of_it(tmp_path: Path, unused: str) -> None:
    text = f"JK,Umur,BB,{unused}\nL,20,9.8,x\nP,31,12,y\n"
    assert waz(tmp_path, text) == waz(tmp_path, SEXES.format("L,20,9.8\nP,31,12"))


@pytest.mark.parametrize(
    "visits",
    [
        [f"2023-08-{day:02}" for day in range(1, 13)],  # measured early in a month
        [f"{day}/08/2023" for day in range(13, 31)],  # or late
        [*(f"2023-08-{day:02}" for day in range(1, 13)), "13/08/2023", "14/08/2023"],
    ],
)
def test_honest_dates_of_one_part_of_a_month__are_read(tmp_path: Path, visits: list[str]) -> None:
    rows = [f"m,2022-05-17,{day},9.8" for day in visits]
    assert not scored(tmp_path, DATED.format("\n".join(rows)))["waz"].isna().any()


def test_two_headings__every_option_that_is_named_works(tmp_path: Path) -> None:
    path = tmp_path / "two.csv"
    path.write_text("sex,age_months,BB,Berat,bb\nm,20,9.8,10.1,10.4\n")
    with pytest.raises(zs.ColumnError) as error:
        zs.score_file(path, tmp_path / "o.csv")
    named = re.findall(r'"weight_kg=([^"]+)"', str(error.value))
    assert named == ["BB (1)", "Berat", "bb (2)"]
    for heading, weight in zip(named, ("9.8", "10.1", "10.4"), strict=True):
        zs.score_file(path, tmp_path / "o.csv", columns={"weight_kg": heading}, force=True)
        found = pd.read_csv(tmp_path / "o.csv")["waz"].tolist()
        assert found == waz(tmp_path, SEXES.format(f"m,20,{weight}"))
