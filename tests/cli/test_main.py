"""The command, as a user types it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import bombs
import openpyxl
import pytest
from click.testing import CliRunner

import zscore as zs
from exports import make
from zscore import __version__
from zscore.cli import common
from zscore.cli.main import cli
from zscore.messages import text

SURVEY = Path(__file__).parents[1] / "golden" / "mysurvey.csv"
EXPORT = make.FOLDER / "layout_b.csv"


def run(*arguments: object) -> tuple[int, str, str]:
    """Run the command in this process; return exit code, output and errors."""
    result = CliRunner().invoke(cli, [str(argument) for argument in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def test_score__prints_a_summary_people_can_read(tmp_path: Path) -> None:
    code, out, err = run("score", EXPORT, "-o", tmp_path / "o.csv", "--lang", "en")
    assert (code, err) == (0, "")
    assert "profile eppgbm" in out
    for line in ("rows read", "stunted", "haz  length/height-for-age", "z equal"):
        assert line in out
    code, out, _ = run("score", EXPORT, "-o", tmp_path / "o2.csv", "--lang", "id")
    assert code == 0
    for line in ("baris dibaca", "stunting (pendek/sangat pendek)", "50,00", "z sama"):
        assert line in out


def test_score__json_has_the_documented_schema(tmp_path: Path) -> None:
    code, out, _ = run("score", EXPORT, "-o", tmp_path / "o.csv", "--json")
    told = json.loads(out)
    assert code == 0
    documented = (Path(__file__).parents[2] / "docs" / "summary.md").read_text()
    assert told["schema"] in documented
    for key, value in told.items():
        assert f"`{key}" in documented
        inner = value[0] if isinstance(value, list) and value else value
        if key in {"tables", "rows"}:
            assert all(
                f"`{name}`" in documented or f"`rows.{name}`" in documented for name in inner
            )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "Missing argument"),
        (("none.csv", "-o", "o.csv"), "does not exist"),
        ((EXPORT,), "Missing option"),
        ((EXPORT, "-o", "o.txt"), "Accepted: .csv, .parquet, .xlsx"),
        ((EXPORT, "-o", "none/o.csv"), "does not exist"),
        ((EXPORT, "-o", "o.csv", "--profile", "cdc"), "cdc"),
        ((EXPORT, "-o", "o.csv", "--columns", "weight_kg"), "weight_kg=Berat"),
        ((EXPORT, "-o", "o.csv", "--lang", "fr"), "fr"),
    ],
)
def test_score__wrong_use_ends_with_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[object, ...], words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, err = run("score", *arguments)
    assert code == 2
    assert words in err
    assert os.listdir(tmp_path) == []


def test_score__keeps_an_output_unless_forced(tmp_path: Path) -> None:
    output = tmp_path / "o.csv"
    output.write_text("kept")
    code, _, err = run("score", EXPORT, "-o", output)
    assert (code, output.read_text()) == (2, "kept")
    assert "--force" in err
    assert run("score", EXPORT, "-o", output, "--force")[0] == 0
    assert output.read_text() != "kept"


def test_score__columns_with_commas_in_headings(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text('Kelamin;Umur, hari;"Berat; kg"\nf;683;10,4\n')
    renames = "sex=Kelamin,age_days=Umur, hari,weight_kg=Berat; kg"
    code, out, err = run("score", path, "-o", tmp_path / "o.csv", "--columns", renames, "--json")
    assert (code, err) == (0, "")
    assert json.loads(out)["indicators"]["waz"]["scored"] == 1


def test_demo__writes_scores_and_keeps_what_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from zscore.demo import write_demo

    whole = write_demo.write_demo
    monkeypatch.setattr(write_demo, "write_demo", lambda folder: whole(folder, children=300))
    folder = tmp_path / "demo"
    code, out, err = run("demo", folder, "--lang", "en")
    assert (code, err) == (0, "")
    assert (folder / "scored.csv").exists()
    assert "rows read" in out
    before = sorted(os.listdir(folder))
    code, _, err = run("demo", folder)
    assert code == 2
    assert sorted(os.listdir(folder)) == before


def test_version__is_the_library_s() -> None:
    assert run("--version")[1].strip() == f"zscore, version {__version__}"


@pytest.mark.parametrize(
    ("variables", "lang"),
    [
        ({"LANG": "id_ID.UTF-8"}, "id"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "id_ID", "LC_ALL": "C"}, "en"),
        ({}, "en"),
    ],
)
def test_language__is_the_environment_s(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], lang: str
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert common.language() == lang


def test_help__is_in_both_languages_and_loads_nothing_heavy() -> None:
    program = (
        "import sys; from zscore.cli.main import cli;"
        "cli(['score', '--help'], standalone_mode=False);"
        "print(sorted({'numpy', 'numba', 'pandas', 'pyarrow', 'rich'} & set(sys.modules)))"
    )
    for lang, word in (("en_US", "Leave out names"), ("id_ID", "Hilangkan nama")):
        done = subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "LC_ALL": lang},
            capture_output=True,
            text=True,
            check=True,
        )
        assert word in done.stdout
        assert done.stdout.strip().endswith("[]")


# --- hostile and broken files ------------------------------------------------------------

HOSTILE = {
    "far_cell.xlsx": bombs.far_cell,
    "shared_strings.xlsx": bombs.shared_string_bomb,
    "zip_bomb.xlsx": bombs.zip_bomb,
    "truncated.xlsx": bombs.truncated,
    "prose.xlsx": lambda path: path.write_text("Mohon dikirim ulang.\n"),
    "empty.csv": lambda path: path.write_bytes(b""),
    "frameset.xls": lambda path: path.write_bytes(make.FRAMESET),
    "swapped.csv": lambda path: path.write_text("sex,age_days,weight_kg\nSiti Aminah,683,10.4\n"),
    "binary.csv": lambda path: path.write_bytes(bytes(range(256)) * 40),
}
# Runs the command and says the most memory it took, without what its own children took.
PROGRAM = """
import pathlib, sys
from zscore.cli.main import cli
try:
    cli(sys.argv[1:])
finally:
    # Not getrusage(): it tells the peak of the process that started this one, if that is higher.
    peak = pathlib.Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]
    print("peak", int(peak) // 1024, file=sys.stderr)
"""


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_score__hostile_files_end_with_65_a_message_and_little_memory(
    tmp_path: Path, name: str
) -> None:
    HOSTILE[name](tmp_path / name)
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            PROGRAM,
            "score",
            str(tmp_path / name),
            "-o",
            str(tmp_path / "o.csv"),
        ],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    message, peak = done.stderr.strip().splitlines()
    assert done.returncode == 65
    assert message.startswith(f"{name}")
    assert int(peak.split()[1]) < 600
    assert "Siti" not in message
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "o.csv").exists()


# --- nobody's identity ----------------------------------------------------------------------


def test_score__no_identity_in_any_message(tmp_path: Path) -> None:
    canaries = [f"KANARI{i:03d} NAMA" for i in range(40)]
    niks = [f"32710146082{i:05d}" for i in range(40)]
    children = [
        make.CHILD
        | {"name": name, "nik": nik, "parent": f"IBU {name}", "address": f"JL {name}", "sex": sex}
        | ({"weight": name} if i % 3 == 0 else {})
        for i, (name, nik, sex) in enumerate(zip(canaries, niks, ["L", "P"] * 20, strict=True))
    ]
    files = {
        "good.csv": make.csv_of(*children),
        "shifted.csv": make.csv_of(*children).replace(b"JL KANARI", b"JL; KANARI"),
        "no_header.csv": make.csv_of(*children).split(b"\r\n", 1)[1],
        "quote.csv": make.csv_of(*children).replace(b"JL KANARI003", b'"JL KANARI003'),
        "mixed_up.csv": make.csv_of(*(child | {"sex": child["name"]} for child in children)),
    }
    own = "sex,age_days,weight_kg\n" + "".join(f"{nik},683,{nik}\n" for nik in niks)
    files["own.csv"] = own.encode()
    files["own_names.csv"] = own.replace("sex,", f"{niks[0]},").encode()
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
        for options in ((), ("--json",), ("--lang", "id")):
            code, out, err = run(
                "score", tmp_path / name, "-o", tmp_path / "o.csv", "--force", *options
            )
            assert code in {0, 65}
            said = out + err
            assert "KANARI" not in said.upper().replace(name.upper(), "")
            assert "3271014608" not in said
    run("score", tmp_path / "good.csv", "-o", tmp_path / "o.csv", "--force", "--without-identity")
    written = (tmp_path / "o.csv").read_text()
    assert "KANARI" not in written
    assert "3271014608" not in written
    assert len(written.splitlines()) == 41


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="Linux's")
@pytest.mark.parametrize("words", ["--help", "inspect {}", "inspect --json {}", "prevalence {}"])
def test_commands__on_a_full_disk_say_so(words: str) -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "zscore", *words.format(EXPORT).split()],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.endswith("the system reports: No space left on device.\n")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("into", ["head", "/dev/full"])
def test_score__whatever_becomes_of_its_summary(tmp_path: Path, into: str) -> None:
    command = f"{sys.executable} -m zscore score {EXPORT} -o {tmp_path / 'o.csv'} --json"
    command += " | true" if into == "head" else f" > {into}"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == (0 if into == "head" else 2)
    assert done.stderr == (
        "" if into == "head" else "the system reports: No space left on device.\n"
    )
    assert (tmp_path / "o.csv").exists()


def test_inspect__prints_a_command_that_finds_the_files_again(tmp_path: Path) -> None:
    folder = tmp_path / "a folder"
    folder.mkdir()
    (folder / "t.csv").write_text("sex,age_months,weight_kg\nm,20,9.8\n")
    shown = CliRunner().invoke(cli, ["inspect", str(folder / "t.csv"), "--lang", "en"])
    assert f"zscore score '{folder / 't.csv'}' -o scored.xlsx" in shown.output.replace("\n", "")


def test_score__a_workbook_ends_with_a_summary_and_an_explanation(tmp_path: Path) -> None:
    output = tmp_path / "o.xlsx"
    code, _, _ = run("score", EXPORT, "-o", output, "--lang", "id")
    assert code == 0
    book = openpyxl.load_workbook(output)
    assert book.sheetnames[1:] == ["Ringkasan", "Penjelasan"]
    told = [cell.value for row in book["Ringkasan"].iter_rows() for cell in row]
    assert text("condition_stunting", "id") in told
    run("score", EXPORT, "-o", tmp_path / "tidy.xlsx", "--layout", "tidy")
    tidy = openpyxl.load_workbook(tmp_path / "tidy.xlsx")
    assert len(tidy.sheetnames) == 1
    rows, alone = (list(some.worksheets[0].values) for some in (book, tidy))
    assert rows == alone
    # What was scored can be scored and counted again: the other sheets are left out, and told of.
    again = zs.score_file(output, tmp_path / "again.csv", replace=True)
    assert again.rows == len(rows) - 1
    assert set(again.facts[0].left_out) <= {"Ringkasan", "Penjelasan"}
    assert zs.estimate_files(output).failed == []


@pytest.mark.parametrize(("number", "expected"), [(0x0421, "id"), (0x0409, "en"), (None, "en")])
def test_language__of_windows_where_the_environment_tells_none(
    number: int | None, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    kernel = SimpleNamespace(GetUserDefaultUILanguage=lambda: number)
    windll = None if number is None else SimpleNamespace(kernel32=kernel)
    monkeypatch.setattr("ctypes.windll", windll, raising=False)
    assert common.language() == expected
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert common.language() == "en"
