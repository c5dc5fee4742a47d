"""``zscore prevalence``, as a user types it."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from pyarrow import parquet

import zscore as zs
from exports import make
from zscore.cli.main import cli
from zscore.messages import SENTENCES

EXPORT = make.FOLDER / "layout_b.csv"


def run(*arguments: object) -> tuple[int, str, str]:
    """Run the command in this process; return exit code, output and errors."""
    result = CliRunner().invoke(cli, ["prevalence", *map(str, arguments)])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def children(tmp_path: Path) -> Path:
    """Return a file of two months of three villages."""
    rows = ["sex,birth_date,visit_date,length_height_cm,weight_kg,child_name,village,w,psu"]
    for i in range(120):
        month, village = 1 + i % 2, "abc"[i % 3]
        cm = 70 if i % (4 if village == "a" else 9) == 0 else 84
        rows.append(f"f,2024-01-05,2025-0{month}-20,{cm},10.5,name {i},{village},1.5,{i % 10}")
    path = tmp_path / "children.csv"
    path.write_text("\n".join(rows))
    return path


def test_prevalence__prints_a_table_people_can_read(children: Path) -> None:
    code, out, err = run(children, "--by", "village", "--lang", "en")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0].endswith("prevalence with 95 % intervals · of all children in the files")
    assert "rows read     120  files: 1" in lines
    assert "rows counted  120  the latest visit of each child" in lines
    (heading,) = (line for line in lines if line.startswith("village"))
    for name in ("n (stunted)", "stunted %", "wasted %", "underweight %", "overweight %",
                 "stunted: WHO class"):  # fmt: skip
        assert name in heading
    assert sum(line[:2] in {"a ", "b ", "c "} for line in lines) == 3
    code, out, _ = run(children, "--by", "village", "--lang", "id")
    assert code == 0
    assert "prevalensi" in out
    assert "desa/kelurahan" in out
    assert re.search(r"\d+,\d \(\d+,\d–\d+,\d\)", out)


def test_prevalence__rollup_rank_target_and_period(children: Path) -> None:
    code, out, _ = run(children, "--by", "village", "--rollup", "--rank", "--target", "14",
                       "--lang", "en")  # fmt: skip
    assert code == 0
    assert any(line.startswith("all ") for line in out.splitlines())
    assert "to target" in out
    assert "rank, 1 highest (95 %)" in out
    assert "compared with the others" in out
    code, out, _ = run(children, "--by", "village", "--period", "month", "--lang", "en")
    assert code == 0
    assert "2025-01" in out
    assert "change" in out


def test_prevalence__by_the_design_of_a_survey(children: Path, tmp_path: Path) -> None:
    output = tmp_path / "o.json"
    code, out, _ = run(children, "--by", "village", "--weights", "w", "--cluster", "psu",
                       "--strata", "village", "-o", output, "--lang", "en")  # fmt: skip
    assert code == 0
    assert "using the survey design" in out
    rows = json.loads(output.read_text())
    assert {row["method"] for row in rows} == {"logit", "t", None}


def test_prevalence__by_several_groupings(tmp_path: Path) -> None:
    children, output = tmp_path / "children.csv", tmp_path / "o.csv"
    rows = [f"{'LP'[i % 2]},{200 + 100 * i},{70 + i / 2},{'ab'[i % 3 == 0]}" for i in range(16)]
    children.write_text("\n".join(["sex,age_days,length_height_cm,village", *rows]))
    code, out, err = run(children, "--groups", "all,sex,village+sex", "-o", output, "--lang", "id")
    assert (code, err) == (0, "")
    assert "laki-laki" in out
    with output.open(newline="") as file:
        levels = [row["level"] for row in csv.DictReader(file)]
    assert list(dict.fromkeys(levels)) == ["all", "sex", "village + sex"]
    code, _, _ = run(children, "--groups", "who", "--layout", "who", "-o", output, "--force")
    lines = output.read_text().splitlines()
    assert lines[0].startswith('"Group","HAZ_pop"')
    assert lines[1].startswith('"All",11,11,')  # five are implausibly short
    code, _, err = run(children, "--groups", "sex", "--by", "village", "--lang", "en")
    assert (code, err.startswith("groups cannot be given together with by")) == (2, True)


def test_prevalence__files_of_targets_and_of_the_population(children: Path, tmp_path: Path) -> None:
    targets, population = tmp_path / "t.csv", tmp_path / "p.csv"
    targets.write_text("year,target\n2025,18.8\n2026,17.5\n")
    population.write_text("village;registered\na;50\nb;50\nc;50\nd;9\n")
    output = tmp_path / "o.json"
    code, _, err = run(children, "--by", "village", "--period", "year", "--target", targets,
                       "--population", population, "-o", output)  # fmt: skip
    assert (code, err) == (0, "")
    rows = [row for row in json.loads(output.read_text()) if row["condition"] == "stunting"]
    assert {row["target"] for row in rows} == {18.8}
    assert [(row["village"], row["n"], row["registered_coverage"]) for row in rows] == [
        ("a", 40, 80.0), ("b", 40, 80.0), ("c", 40, 80.0), ("d", 0, 0.0),
    ]  # fmt: skip


def test_prevalence__hides_small_groups(children: Path) -> None:
    code, out, _ = run(children, "--by", "village,psu", "--min-n", "5", "--lang", "en")
    assert code == 0
    assert "·" in out.split("WHO class")[1]
    assert "suppressed: fewer than --min-n children" in out


def test_prevalence__whos_layout(children: Path, tmp_path: Path) -> None:
    output = tmp_path / "o.csv"
    code, _, _ = run(children, "--by", "village", "--layout", "who", "-o", output)
    assert code == 0
    assert output.read_text().startswith('"village","HAZ_pop","HAZ_unwpop","HA_3_r"')
    assert len(output.read_text().splitlines()[0].split(",")) == 135


@pytest.mark.parametrize(
    ("options", "code", "message"),
    [
        (["--conditions", "stunted"], 2, "unknown condition 'stunted'"),
        (["--by", "nowhere"], 65, "children.csv: column 'nowhere' is missing"),
        (["--target", "low"], 2, "a percentage such as 14"),
        (["--period", "week"], 2, "unknown period 'week'; known: month, quarter, year"),
        (["--interval", "wald"], 2, "'wald' is not one of"),
        (["--min-n", "0"], 2, "0 is not in the range"),
        (["--weights", "village"], 65, "not numbers"),
        (["--child", "nik", "--one-per-child", "latest"], 65, "column 'nik' is missing"),
        (["--rank", "--by", "village", "--within", "district"], 2, "'district' is missing"),
        (["--rank"], 2, "no groups to rank"),
        (["--rank", "--by", "village", "--layout", "who"], 2, "no groups to rank"),
        (["-o", "a.txt"], 2, ".csv, .parquet, .xlsx, .json"),
    ],
)
def test_prevalence__says_what_is_wrong(
    children: Path, options: list[str], code: int, message: str
) -> None:
    found, out, err = run(children, *options, "--lang", "en")
    assert (found, out) == (code, "")
    assert message in err
    assert "Traceback" not in err


def test_prevalence__of_targets_without_the_columns(children: Path, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("tahun,persen\n2025,18.8\n")
    code, _, err = run(children, "--target", tmp_path / "t.csv", "--lang", "en")
    assert code == 2
    assert "t.csv: the targets need the columns year or condition, and target." in err
    (tmp_path / "t.csv").write_text("tahun;target\n2025;18,8\n2026;rendah\n")
    code, _, err = run(children, "--target", tmp_path / "t.csv", "--lang", "en")
    assert code == 2
    assert "t.csv: 1 targets are not percentages, the first in data row 2." in err
    for text, message in (
        ("year,condition,target\n2025,stunting,14\n", "need the columns year or condition"),
        (
            "year,target\n2025,14\n2025,15\n",
            "data row 2 repeats the year or condition of an earlier row",
        ),
    ):
        (tmp_path / "t.csv").write_text(text)
        code, _, err = run(children, "--target", tmp_path / "t.csv", "--lang", "en")
        assert code == 2
        assert message in err


def test_prevalence__targets_and_populations_as_people_write_them(
    children: Path, tmp_path: Path
) -> None:
    targets, population, output = (tmp_path / n for n in ("t.csv", "p.csv", "o.json"))
    targets.write_text("Tahun;Target\n2025;18,8\n")
    population.write_text("village;sasaran\na;1.050\nb;50\nlain;9\n")
    code, out, err = run(
        children,
        "--by",
        "village",
        "--rollup",
        "--period",
        "year",
        "--target",
        targets,
        "--population",
        population,
        "--lang",
        "en",
        "-o",
        output,
    )
    assert (code, err) == (0, "")
    rows = [row for row in json.loads(output.read_text()) if row["condition"] == "stunting"]
    assert {row["target"] for row in rows} == {18.8}
    # Nobody knows how many children c should have, and so how many all should be.
    assert {row["village"]: row["sasaran"] for row in rows} == {
        None: None, "a": 1050, "b": 50, "c": None, "lain": 9,
    }  # fmt: skip
    assert re.search(r"groups missing from --population +1 +c", out)
    assert re.search(r"without any children +1 +lain", out)
    assert "stunted: of sasaran" in out
    population.write_text("village;sasaran\na;-10\n")
    code, _, err = run(children, "--by", "village", "--population", population, "--lang", "en")
    assert code == 2
    assert "missing, negative or infinite" in err


def test_prevalence__shows_the_conditions_asked_for(children: Path) -> None:
    code, out, _ = run(children, "--conditions", "ciaf,obesity,haz < -1", "--lang", "en")
    assert code == 0
    assert "n (any anthropometric failure (CIAF))" in out
    assert "obese %" in out
    assert "haz < -1 %" in out
    code, out, _ = run(children, "--lang", "en")
    assert "other conditions, and means, are not shown: write them with -o" in out


def test_prevalence__by_the_names_people_use(tmp_path: Path) -> None:
    code, out, _ = run(EXPORT, "--by", "kecamatan,desa", "--lang", "id")
    assert code == 0
    (heading,) = (line for line in out.splitlines() if "n (stunting)" in line)
    assert heading.startswith("kecamatan")
    population = tmp_path / "p.csv"
    population.write_text("Kecamatan,Sasaran\nSukamaju,10\n")
    code, out, err = run(EXPORT, "--by", "subdistrict", "--population", population, "--lang", "en")
    assert (code, err) == (0, "")
    assert "stunted: of Sasaran" in out


def test_prevalence__ranks_are_written_beside_the_estimates(children: Path, tmp_path: Path) -> None:
    code, out, _ = run(children, "--by", "village", "--rank", "-o", tmp_path / "o.json",
                       "--lang", "en")  # fmt: skip
    assert code == 0
    ranks = json.loads((tmp_path / "o_ranks.json").read_text())
    run(children, "--by", "village", "--rank", "-o", tmp_path / "o.parquet")
    metadata = parquet.read_schema(tmp_path / "o_ranks.parquet").metadata
    assert json.loads(metadata[b"zscore"]) == zs.provenance()
    assert sorted(row["village"] for row in ranks) == ["a", "b", "c"]
    assert "o_ranks.json" in out


def test_prevalence__a_workbook_is_for_people(children: Path, tmp_path: Path) -> None:
    path = tmp_path / "o.xlsx"
    told = ("--by", "village", "--rank", "--target", "14", "--min-n", "5", "--lang", "id")
    code, out, _ = run(children, *told, "-o", path)
    assert (code, list(tmp_path.glob("o*"))) == (0, [path])
    assert str(path) in out
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == [
        "Prevalensi",
        "Peringkat",
        "Semua kondisi",
        "Ringkasan",
        "Penjelasan",
    ]
    main = book["Prevalensi"]
    assert main.freeze_panes == "A2"
    rows = [dict(zip([c.value for c in main[1]], [c.value for c in row], strict=True))
            for row in main.iter_rows(min_row=2)]  # fmt: skip
    tidy = zs.estimate_files(children, by="village", target=14, min_n=5).estimates.to_pylist()
    expected = {
        row["village"]: row
        for row in tidy
        if (row["statistic"], row["condition"]) == ("prevalence", "stunting")
    }
    assert len(rows) == len(expected)
    for row in rows:
        estimate = expected[row["desa/kelurahan"]]
        assert row["n (stunting)"] == estimate["n"]
        assert row["stunting %"] == estimate["estimate"]
        assert row["stunting %: batas bawah 95 %"] == estimate["ci_low"]
        assert row["stunting: target"] in {"tercapai", "belum tercapai", "belum pasti"}
    assert book["Semua kondisi"].max_row == len(tidy) + 1
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    code, _, err = run(children, *told, "-o", path)
    assert (code, "sudah ada" in err) == (2, True)
    run(children, *told, "-o", path, "--force", "--layout", "tidy")
    assert openpyxl.load_workbook(path).active["B1"].value == "statistic"


@pytest.mark.parametrize("width", [40, 60, 80, 100, 200])
def test_prevalence__cuts_no_number_off(
    children: Path, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zscore.reports.terminal.terminal_width", lambda: width)
    code, out, _ = run(children, "--by", "village", "--period", "month", "--target", "14",
                       "--lang", "id")  # fmt: skip
    assert code == 0
    assert "…" not in out
    assert max(map(len, out.splitlines())) <= width
    rows = [line for line in out.splitlines() if line.startswith("2025-")]
    assert len(rows) == 6
    # At 40 even one interval does not fit, so that a group is told in lines of its own.
    told = out if width == 40 else "\n".join(rows)
    assert len(re.findall(r"\(\d+,\d–\d+,\d\)", told)) >= 6
    narrow = SENTENCES["id"]["too_narrow"].partition("{")[0]
    assert (narrow.strip() in " ".join(out.split())) == (width in {60, 80, 100})


def test_prevalence__all_shows_every_column_and_a_pipe_does_too(
    children: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = ("--by", "village", "--period", "month", "--target", "14", "--lang", "en")
    _, piped, _ = run(children, *told)
    monkeypatch.setattr("zscore.reports.terminal.terminal_width", lambda: 60)
    assert run(children, *told, "--all")[1] == piped
    assert "overweight %" in piped


def test_prevalence__says_which_files_cannot_tell_children_apart(
    children: Path, tmp_path: Path
) -> None:
    (tmp_path / "nameless.csv").write_text("sex,age_days,length_height_cm\nf,400,70\n")
    (tmp_path / "bad.csv").write_text("age_days,length_height_cm\n400,70\n")
    _, out, _ = run(children, tmp_path / "nameless.csv", "--lang", "en")
    assert "all rows counted, because children cannot be told apart in: nameless.csv" in out
    # A file that is refused does not decide what is done with the others.
    code, out, _ = run(children, tmp_path / "bad.csv", "--lang", "en")
    assert code == 65
    assert "the latest visit of each child" in out


def test_prevalence__of_an_export_and_a_bad_file(tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("")
    code, out, err = run(EXPORT, bad, "--by", "subdistrict", "--lang", "en")
    assert code == 65
    assert "bad.csv: the file is empty" in err
    assert "subdistrict" in out


@pytest.mark.parametrize("name", sorted(p.name for p in make.FOLDER.iterdir() if p.suffix != ".py"))
def test_prevalence__of_every_trap_ends_well(name: str) -> None:
    code, _, err = run(make.FOLDER / name, "--by", "subdistrict,village", "--rollup", "--rank",
                       "--target", "14", "--period", "quarter", "--min-n", "2")  # fmt: skip
    assert code in {0, 65}
    assert (code == 65) == (name in err)


def test_prevalence__of_intervals_that_nobody_knows(tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    path.write_text("haz,s,c\n-2.5,a,1\n0,a,1\n0,b,2\n-2.5,b,2\n")
    for interval in ("logit", "wilson", "exact"):
        code, out, _ = run(path, "--by", "s", "--strata", "s", "--cluster", "c", "--interval",
                           interval, "--rank", "--target", "14", "--trust-z")  # fmt: skip
        assert code == 0
        assert "(?–?)" in out


def test_prevalence__help_is_complete() -> None:
    code, out, _ = run("--help")
    assert code == 0
    options = (
        "--by --rollup --rank --within --period --weights --strata --cluster --interval "
        "--conditions --scheme --layout --one-per-child --child --target --population --min-n "
        "--profile --columns --lang --force --output"
    )
    for option in options.split():
        assert option in out
