"""What the documents say is what the program does."""

from __future__ import annotations

import contextlib
import doctest
import io
import re
from pathlib import Path

import pytest

from zscore.batch.prevalence import estimate_files
from zscore.batch.run import score_files
from zscore.cli.prevalence_report import print_prevalence
from zscore.cli.report import print_summary
from zscore.eppgbm.demo import write_demo

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def demo_prints(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Run the whole demo once, and return the lines it prints in each language."""
    folder = tmp_path_factory.mktemp("zscore-demo")
    summary = score_files(write_demo(folder), folder / "scored.csv")
    prevalence = estimate_files([folder / "scored.csv"], by="subdistrict", rollup=True, target=14.0)
    lines = {}
    for lang in ("en", "id"):
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            print_summary(summary, lang, as_json=False)
            print_prevalence(prevalence, ["subdistrict"], lang)
        lines[lang] = [line for line in out.getvalue().splitlines() if "scored.csv" not in line]
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


def test_architecture__names_every_file() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text()
    package = ROOT / "src" / "zscore"
    for path in package.rglob("*.py"):
        if path.name not in {"__init__.py", "__main__.py", "_version.py"}:
            assert path.name in text, path.name
    for name in re.findall(r"\b\w+\.py\b", text):
        found = [*package.rglob(name), *(ROOT / "tests").rglob(name)]
        assert found, name


def test_contributing__has_a_reason_for_every_dependency() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text()
    project = (ROOT / "pyproject.toml").read_text()
    listed = project.partition("dependencies = [")[2].partition("[project.scripts]")[0]
    for name in re.findall(r'^  "([\w-]+)[\[>"]', listed, re.MULTILINE):
        assert name in {"zscore-growth", "coverage"} or name in text, name
