"""What the documents say is what the program does."""

from __future__ import annotations

import contextlib
import csv
import doctest
import gzip
import hashlib
import importlib.util
import io
import re
import shlex
from pathlib import Path
from types import ModuleType

import pytest
from click import unstyle
from click.testing import CliRunner

from zscore.cli.main import cli
from zscore.demo.write_demo import write_demo
from zscore.messages import SENTENCES
from zscore.pipeline.estimate_files import estimate_files
from zscore.pipeline.score_files import score_files
from zscore.reports.prevalence_sections import prevalence_parts
from zscore.reports.score_sections import score_parts
from zscore.reports.terminal import lines_of

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def demo_prints(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Run the whole demo once, and return the lines it prints in each language."""
    folder = tmp_path_factory.mktemp("zscore-demo")
    summary = score_files(write_demo(folder), folder / "scored.csv")
    prevalence = estimate_files([folder / "scored.csv"], by="subdistrict", rollup=True, target=14.0)
    lines = {}
    for lang in ("en", "id"):
        parts = [*score_parts(summary, lang), *prevalence_parts(prevalence, ["subdistrict"], lang)]
        told = [unstyle(line) for part in parts for line in lines_of(part, lang, None)]
        lines[lang] = [line for line in told if "scored.csv" not in line]
    return lines


@pytest.mark.parametrize(("name", "lang"), [("README.md", "en"), ("README.id.md", "id")])
def test_readme__shows_what_the_demo_prints(
    demo_prints: dict[str, list[str]], name: str, lang: str
) -> None:
    shown = (ROOT / name).read_text().splitlines()
    missing = [line for line in demo_prints[lang] if line and line not in shown]
    assert missing == []


def test_readme__examples_run() -> None:
    failed, tried = doctest.testfile(str(ROOT / "README.md"), module_relative=False)
    assert (failed, tried > 4) == (0, True)


def test_readme_id__example_runs() -> None:
    (example,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.id.md").read_text(), re.DOTALL)
    lines = [line for line in example.splitlines() if "read_eppgbm" not in line]
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec("\n".join(lines), {})  # noqa: S102  (our own document)
    assert "pendek" in out.getvalue()


READING = [("reading.md", "en"), ("reading.id.md", "id")]


@pytest.fixture
def with_example_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> str:
    """Write the small files that a document shows where its examples run; return its text."""
    document = (ROOT / "docs" / name).read_text("utf-8")
    for file, text in re.findall(
        r"^`([\w.-]+)`:\n```csv\n(.*?)```", document, re.MULTILINE | re.DOTALL
    ):
        (tmp_path / file).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return document


@pytest.mark.parametrize(("name", "lang"), READING)
def test_reading__commands_print_what_is_shown(with_example_files: str, lang: str) -> None:
    blocks = re.findall(r"```console\n(.*?)```", with_example_files, re.DOTALL)
    commands = [part for block in blocks for part in re.split(r"^\$ ", block, flags=re.MULTILINE)]
    checker = doctest.OutputChecker()
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    tried = 0
    for command, _, shown in (part.partition("\n") for part in commands if part.strip()):
        program, *words = shlex.split(command)
        if program == "zscore":
            printed = CliRunner().invoke(cli, [*words, "--lang", lang]).output
        else:
            assert program == "cat", command
            printed = Path(*words).read_text("utf-8")
        # A line of three dots stands for any lines.
        wanted = re.sub(r"^…$", "...", shown, flags=re.MULTILINE)
        assert checker.check_output(wanted, printed, flags), f"$ {command}\n{printed}"
        tried += 1
    assert tried > 8


@pytest.mark.parametrize("name", [name for name, _ in READING])
def test_reading__python_runs(with_example_files: str) -> None:
    parser, runner = doctest.DocTestParser(), doctest.DocTestRunner()
    examples = parser.get_doctest(with_example_files, {}, "reading", None, 0)
    failed, tried = runner.run(examples)
    assert (failed, tried > 12) == (0, True)


@pytest.mark.parametrize(
    "name", ["reading.md", "reading.id.md", "verification.md", "prevalence.md"]
)
def test_docs__hold_the_tables_as_they_are_in_src(name: str) -> None:
    text, made = (ROOT / "docs" / name).read_text("utf-8"), tables()
    assert any(f"<!-- {table.__name__}: begin -->" in text for table in made.TABLES)
    assert text == made.document(text, made.DOCUMENTS[name]), "run python docs/tables.py"


def test_docs__hold_every_table() -> None:
    texts = [path.read_text("utf-8") for path in (ROOT / "docs").glob("*.md")]
    for table in tables().TABLES:
        assert any(f"<!-- {table.__name__}: end -->" in text for text in texts), table


@pytest.mark.parametrize(
    ("name", "titles"),
    [
        ("reading.md", ["Several visits side by side", "One row per measurement"]),
        ("reading.id.md", ["Beberapa kunjungan berjajar", "Satu baris per hasil ukur"]),
    ],
)
def test_reading__has_the_recipes_that_messages_name(name: str, titles: list[str]) -> None:
    text = (ROOT / "docs" / name).read_text("utf-8")
    for title in titles:
        assert f"### {title}\n" in text
        assert any(title in sentence for one in SENTENCES.values() for sentence in one.values())


def tables() -> ModuleType:
    """Return docs/tables.py, which is in no package."""
    spec = importlib.util.spec_from_file_location("tables", ROOT / "docs/tables.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def named_by_folder(tree: str) -> dict[str, set[str]]:
    """Return the names of files by folder, as a picture of indented lines tells them."""
    found: dict[str, set[str]] = {"": set()}
    folder = ""
    for line in tree.splitlines()[1:]:
        if line[:2] == "  " and line[2:3] not in {"", " "}:  # a folder, or a file beside folders
            name = line.split()[0]
            folder = name.rstrip("/") if name.endswith("/") else ""
        found.setdefault(folder, set()).update(re.findall(r"\b\w+\.py\b", line))
    return found


def test_architecture__names_every_file() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text()
    package = ROOT / "src" / "zscore"
    told = named_by_folder(text.partition("\nsrc/zscore/")[2].partition("\ndata/")[0])
    assert len(told) > 8
    passed_over = {"__init__.py", "__main__.py", "_version.py"}
    told[""].discard("__init__.py")
    for folder, names in told.items():
        found = {path.name for path in (package / folder).glob("*.py")} - passed_over
        assert names == found, folder
    folders = {path.parent for path in package.rglob("*.py")}
    assert {package / folder for folder in told} == folders
    for name in re.findall(r"\b\w+\.py\b", text):
        found = [p for folder in ("src", "tests", "docs") for p in (ROOT / folder).rglob(name)]
        assert found, name


def test_files__of_different_folders_have_different_names() -> None:
    names = [path.name for path in (ROOT / "src" / "zscore").rglob("*.py")]
    assert len(names) > 100
    twice = {name for name in names if names.count(name) > 1}
    assert twice == {"__init__.py", "kernels.py"}


def test_golden__is_what_its_readme_and_checksums_say() -> None:
    folder = ROOT / "tests" / "golden"
    sums = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
        if path.name not in {"README.md", "SHA256SUMS"}
    }
    told = [line.split() for line in (folder / "SHA256SUMS").read_text().splitlines()]
    assert {name: sum_ for sum_, name in told} == sums, "see tests/golden/README.md"
    readme = (folder / "README.md").read_text("utf-8")
    for name in sums:
        stem = re.sub(r"^(golden_prev_(?:plus_)?[a-z])_.*", r"\1", name.partition(".csv")[0])
        first, last = re.search(r"(golden_prev_)a … \1(\w)", readme)[0].split(" … ")
        assert f"{stem}" in readme or first <= stem <= last, name
    for stem, n in re.findall(r"^\| (golden_z_\w+) \| ([\d,]+) \|", readme, re.MULTILINE):
        with gzip.open(folder / f"{stem}.csv.gz", "rt", newline="") as file:
            assert sum(1 for _ in csv.reader(file)) - 1 == int(n.replace(",", "")), stem


def test_contributing__has_a_reason_for_every_dependency() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text()
    project = (ROOT / "pyproject.toml").read_text()
    listed = project.partition("dependencies = [")[2].partition("[project.scripts]")[0]
    for name in re.findall(r'^  "([\w-]+)[\[>"]', listed, re.MULTILINE):
        assert name in {"zscore-growth", "coverage"} or name in text, name
