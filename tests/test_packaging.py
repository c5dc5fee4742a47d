"""What is installed: a wheel, in an empty environment, away from the checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = """
import pathlib, sys, zscore as zs
home = pathlib.Path(zs.__file__).resolve()
assert str(home).startswith(str(pathlib.Path(sys.prefix).resolve())), home
assert (home.parent / "py.typed").exists()
print(zs.haz(85.3, sex="f", age_days=683), zs.ssz(5.2, sex="f", age_days=683))
"""


def build(kind: str, source: Path, target: Path) -> Path:
    """Build a wheel or an sdist without the network, and return it."""
    subprocess.run(
        [sys.executable, "-m", "build", f"--{kind}", "--no-isolation", "--outdir", target, source],
        check=True,
        capture_output=True,
    )
    (built,) = target.iterdir()
    return built


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the sdist from the checkout."""
    return build("sdist", ROOT, tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="module")
def wheel(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from the unpacked sdist, as an index would get it."""
    folder = tmp_path_factory.mktemp("unpacked")
    with tarfile.open(sdist) as archive:
        archive.extractall(folder, filter="data")
    (source,) = folder.iterdir()
    return build("wheel", source, tmp_path_factory.mktemp("wheel"))


def test_sdist__holds_code_tables_and_tests(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    for name in (
        "src/zscore/__init__.py",
        "src/zscore/py.typed",
        "data/who_tables/SOURCES.toml",
        "data/who_tables/who2006_weight_for_age.csv",
        "tests/golden/mysurvey.csv",
        "LICENSE",
        "NOTICE",
        "README.md",
    ):
        assert name in names


def test_wheel__holds_the_package_and_the_tables_alone(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    tables = sorted(path.name for path in (ROOT / "data" / "who_tables").iterdir())
    assert sorted(n.rpartition("/")[2] for n in names if "who_tables/" in n) == tables
    assert "zscore/py.typed" in names
    assert any(name.endswith("licenses/NOTICE") for name in names)
    assert all(name.startswith(("zscore/", "zscore_growth-")) for name in names)
    assert not any("__pycache__" in name for name in names)


def test_wheel__scores_a_child_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "env"
    venv.create(home, with_pip=False)
    python = home / "bin" / "python"
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "--python",
            python,
            "install",
            "--no-index",
            "--no-deps",
            wheel,
        ],
        check=True,
        capture_output=True,
    )
    # The dependencies come from this environment, as plain folders: its .pth files, by which
    # an editable zscore would be found, are not read from there.
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "COV"))}
    done = subprocess.run(
        [python, "-c", PROGRAM],
        cwd=tmp_path,
        env={**inherited, "PYTHONPATH": sysconfig.get_path("purelib")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["0.09", "-0.93"]
    assert shutil.which("zscore", path=str(home / "bin"))
