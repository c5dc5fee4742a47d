"""The door of files: what a heading states is used or refused, and renames are renames."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

import zscore as zs
from exports import make
from zscore.children.columns import BY_NAME
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


def test_an_age_in_two_columns__is_refused(tmp_path: Path) -> None:
    with pytest.raises(zs.ColumnError, match="'months' and 'years' hold an age in two parts"):
        scored(tmp_path, "sex,years,months,weight\nf,2,3,10\nm,1,11,9\n")


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
    rows = "\n".join(f"f,{20 + i % 30},{9 + i / 100:.2f}" for i in range(60))
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
