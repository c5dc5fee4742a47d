"""Wrong command lines: said in the language that was asked for, and nothing is read."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


def run(*words: object, **options: object) -> subprocess.CompletedProcess[str]:
    """Run the command as a process of its own."""
    command = [sys.executable, "-m", "zscore", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)


WRONG = {
    "no files": (["score"], "FILES... belum disebutkan"),
    "no such option": (["score", "x.csv", "--nope"], "opsi --nope tidak ada"),
    "no such file": (["score", "none.csv", "-o", "o.csv"], "'none.csv' tidak ada"),
    "no such order": (
        ["score", __file__, "-o", "o.csv", "--dates", "dym"],
        "pilihan yang tersedia adalah dmy, mdy",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_command_line__is_said_in_indonesian(tmp_path: Path, name: str) -> None:
    words, said = WRONG[name]
    found = run(*words, "--lang", "id", cwd=tmp_path)
    assert found.returncode == 2
    assert said in found.stderr
    assert "Ketik 'zscore score --help'" in found.stderr.replace("python -m zscore", "zscore")
    assert not any(word in found.stderr for word in ("Error", "Usage", "Invalid"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_command_line__is_said_in_english(tmp_path: Path, name: str) -> None:
    found = run(*WRONG[name][0], cwd=tmp_path)
    assert found.returncode == 2
    assert "Usage" in found.stderr
    assert "Error" in found.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="file descriptors of POSIX")
def test_a_closed_standard_error__does_not_hinder(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("sex,age_months,weight_kg\nm,20,9.8\n")
    command = f'exec "{sys.executable}" -m zscore score t.csv -o o.csv 2>&-'
    found = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, check=False)  # noqa: S607 - whatever sh there is
    assert found.returncode == 0
    assert (tmp_path / "o.csv").exists()


HELP = {
    "en": ("Usage: ", "Score FILES", "\nOptions:", "[required]", "Show this message"),
    "id": ("Cara pakai: ", "Hitung z-score", "\nOpsi:", "[wajib]", "Tampilkan bantuan ini"),
}


@pytest.mark.parametrize("lang", HELP)
def test_help__is_in_the_language_that_is_asked_for(lang: str) -> None:
    by_option = run("score", "--lang", lang, "--help", env={**os.environ, "LC_ALL": "C"}).stdout
    by_system = run("score", "--help", env={**os.environ, "LC_ALL": f"{lang}_XX"}).stdout
    assert by_option == by_system
    assert [part for part in HELP[lang] if part not in by_option] == []
