"""``zscore verify``, as a user types it."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from exports import make
from zscore.cli.main import cli


def run(*arguments: object) -> tuple[int, str, str]:
    """Run the command in this process; return exit code, output and errors."""
    result = CliRunner().invoke(cli, ["verify", *map(str, arguments)])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def test_verify__prints_what_people_can_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("sex,age_days,weight_kg,length_height_cm\nf,683,10400,84\nf,683,10.4,84\n")
    code, out, err = run(path, "-o", tmp_path / "v", "--lang", "en")
    assert (code, err) == (0, "")
    assert "rows to verify or measure again" in out
    assert "weight seems to be in grams" in out
    assert "checks were skipped because these columns are missing" in out
    code, out, _ = run(path, "-o", tmp_path / "v", "--lang", "id", "--force")
    assert code == 0
    assert "perlu verifikasi / ukur ulang" in out
    assert "berat badan tampaknya dalam gram" in out


@pytest.mark.parametrize("name", sorted(p.name for p in make.FOLDER.iterdir() if p.suffix != ".py"))
def test_verify__of_every_trap_ends_well(name: str, tmp_path: Path) -> None:
    code, _, err = run(make.FOLDER / name, "-o", tmp_path / "v")
    assert code in {0, 65}
    assert (code == 65) == (name in err)


def test_verify__says_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "v").write_text("")
    code, out, err = run(make.FOLDER / "layout_b.csv", "-o", tmp_path / "v", "--lang", "en")
    assert (code, out) == (2, "")
    assert "v" in err


def test_verify__shows_units_without_what_steers_a_terminal(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = "f,683,10.0,84,\x1b[31mMawar\n" * 40
    path.write_text("sex,age_days,weight_kg,length_height_cm,posyandu\n" + rows)
    code, out, _ = run(path, "--by", "posyandu", "-o", tmp_path / "v", "--lang", "en")
    assert code == 0
    assert "\x1b" not in out
    assert "[31mMawar" in out
    assert "whole numbers (weight_kg: 100.0, n 40)" in " ".join(out.split())
    assert "written into" in out


def test_verify__into_a_workbook_for_people(tmp_path: Path) -> None:
    path, output = tmp_path / "a.csv", tmp_path / "v.xlsx"
    rows = "f,683,10400,84,Mawar\nf,683,=1+1,84,Mawar\n" + "f,683,10.0,84,Mawar\n" * 40
    path.write_text("sex,age_days,weight_kg,length_height_cm,posyandu\n" + rows)
    told = (path, "--by", "posyandu", "--on-unreadable", "missing", "-o", output, "--lang", "en")
    code, out, err = run(*told)
    assert (code, err) == (0, "")
    assert f"written: {output}" in out.replace("\n", "")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.csv", "v.xlsx"]
    book = openpyxl.load_workbook(output)
    assert book.sheetnames == [
        "Units to verify", "Findings", "Score card", "Around cut-offs", "Summary", "Explanation",
    ]  # fmt: skip
    units = [[cell.value for cell in row] for row in book["Units to verify"].iter_rows(min_row=2)]
    assert any("whole numbers" in row[2] for row in units)
    head = [cell.value for cell in book["Findings"][1]]
    found = [dict(zip(head, (cell.value for cell in row), strict=True))
             for row in book["Findings"].iter_rows(min_row=2)]  # fmt: skip
    grams = next(row for row in found if row["weight (kg)"] == 10400)
    assert "weight seems to be in grams" in grams["findings"]
    assert grams["suggested weight (kg)"] == 10.4
    assert grams["sex"] == "female"
    unreadable = next(row for row in found if row["weight (kg)"] is None)
    assert unreadable["unreadable cells"] == "weight (kg): not a number"
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    code, _, err = run(*told)
    assert (code, output.name in err) == (2, True)
    assert run(*told, "--force")[0] == 0
