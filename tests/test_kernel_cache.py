"""The kernels' cache: private, of one version, and never in the way."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from zscore import __version__, _kernel_cache

PROGRAM = """
import zscore as zs
print(zs.haz(85.3, sex="f", age_days=683))
from zscore.who_lms import kernels
print(sum(kernels.score_child.stats.cache_hits.values()))
"""


def run(folder: Path | str | None, **variables: str) -> tuple[list[str], str]:
    """Score one child in a new process; return what it prints, and its warnings."""
    environment = {k: v for k, v in os.environ.items() if k != "NUMBA_DISABLE_JIT"} | variables
    if folder is not None:
        environment["ZSCORE_CACHE_DIR"] = str(folder)
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.split(), done.stderr


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that one process has filled."""
    folder = tmp_path_factory.mktemp("cache") / "kernels"
    assert run(folder) == (["0.09", "0"], "")
    return folder


def kernels_in(folder: Path) -> list[Path]:
    """Return the files of the only version in a folder."""
    (version,) = folder.iterdir()
    return sorted(version.iterdir())


def test_cache__is_read_by_the_next_process(filled: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in kernels_in(filled)}
    assert run(filled) == (["0.09", "1"], "")
    assert {path: path.stat().st_mtime_ns for path in kernels_in(filled)} == before


def test_cache__is_this_user_s_alone(filled: Path) -> None:
    (version,) = filled.iterdir()
    assert stat.S_IMODE(version.stat().st_mode) == 0o700
    assert version.name.startswith(f"{__version__}-")


def test_cache__nothing_is_written_beside_the_source(filled: Path) -> None:
    package = Path(__file__).resolve().parents[1] / "src"
    assert list(package.rglob("*.nb[ic]")) == []
    assert filled.exists()


def copied(filled: Path, folder: Path) -> Path:
    """Return a copy of the filled folder, to be spoiled."""
    shutil.copytree(filled, folder)
    return folder


@pytest.mark.parametrize("ending", [".nbi", ".nbc"])
def test_cache__files_cut_off_are_made_anew(filled: Path, tmp_path: Path, ending: str) -> None:
    folder = copied(filled, tmp_path / "cut")
    for path in kernels_in(folder):
        if path.name.endswith(ending):
            path.write_bytes(path.read_bytes()[:100])
    assert run(folder) == (["0.09", "0"], "")
    assert run(folder) == (["0.09", "1"], "")


def test_cache__that_others_could_write_is_not_trusted(filled: Path, tmp_path: Path) -> None:
    folder = copied(filled, tmp_path / "open")
    (version,) = folder.iterdir()
    version.chmod(0o777)
    out, err = run(folder)
    assert out == ["0.09", "0"]
    assert err.count("RuntimeWarning") == 1
    assert "others can write to it" in err


def test_cache__that_cannot_be_made_costs_one_warning(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    out, err = run(tmp_path / "file" / "folder")
    assert out == ["0.09", "0"]
    assert err.count("RuntimeWarning") == 1
    assert "ZSCORE_CACHE_DIR" in err


def test_save_overload__on_a_full_disk_costs_one_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(_kernel_cache._Files, "_save_data", full)
    monkeypatch.setattr(_kernel_cache, "_warned", [])
    monkeypatch.setattr(_kernel_cache._Implementation, "check_cachable", lambda *_: True)
    monkeypatch.setattr(_kernel_cache._Implementation, "reduce", lambda *_: b"")
    monkeypatch.setattr(_kernel_cache._Cache, "_index_key", lambda *_: "key")
    cache = _kernel_cache.cache_of(full)
    with pytest.warns(RuntimeWarning, match="No space left"):
        cache.save_overload(None, SimpleNamespace(codegen=None))
    cache.save_overload(None, SimpleNamespace(codegen=None))  # a second warning is an error here


def test_cache__can_be_switched_off(tmp_path: Path) -> None:
    assert run("off", HOME=str(tmp_path), XDG_CACHE_HOME=str(tmp_path)) == (["0.09", "0"], "")
    assert list(tmp_path.iterdir()) == []


def test_cache__has_its_place_in_the_user_s_cache(tmp_path: Path) -> None:
    assert run(None, XDG_CACHE_HOME=str(tmp_path), ZSCORE_CACHE_DIR="")[0] == ["0.09", "0"]
    assert [path.name for path in tmp_path.iterdir()] == ["zscore"]


def test_cache__six_processes_at_once(tmp_path: Path) -> None:
    environment = {k: v for k, v in os.environ.items() if k != "NUMBA_DISABLE_JIT"}
    environment["ZSCORE_CACHE_DIR"] = str(tmp_path / "shared")
    started = [
        subprocess.Popen(
            [sys.executable, "-W", "error", "-c", PROGRAM],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(6)
    ]
    deadline = time.monotonic() + 240
    for process in started:
        out, err = process.communicate(timeout=max(deadline - time.monotonic(), 1))
        assert out.split()[0] == "0.09"
        assert err == ""
    assert run(tmp_path / "shared")[0] == ["0.09", "1"]
