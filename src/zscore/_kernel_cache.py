"""Compiled kernels, kept for the next process in a folder of our own.

numba's own cache lies beside the source or in a folder shared by all programs,
and knows a kernel by its file alone: a constant changed in another file, or a new
version with the same file times, would run old code. Ours is private to the user
(what is in it is executed) and named by the version and the contents of the whole
package. Whatever goes wrong with it, kernels are compiled in memory, with one
warning.

``ZSCORE_CACHE_DIR`` names another folder, or is ``off``.
"""

from __future__ import annotations

import hashlib
import os
import warnings
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from numba.core import caching

from zscore._version import __version__

_SWITCH = "ZSCORE_CACHE_DIR"
_PACKAGE = Path(__file__).resolve().parent


def cache_of(function: Callable[..., Any]) -> Any:
    """Return the cache of a kernel, None if there is to be none."""
    if os.environ.get(_SWITCH, "").lower() == "off":
        return None
    try:
        return _Cache(function)
    except Exception as error:  # noqa: BLE001  (numba's inside may change; kernels need no cache)
        _warn(error)
        return None


@cache
def cache_folder() -> Path:
    """Return the folder of this version's kernels; it is made when the first is saved.

    Raises
    ------
    RuntimeError
        If there is no home to put it in.
    """
    named = os.environ.get(_SWITCH)
    if named:
        base = Path(named)
    elif os.environ.get("XDG_CACHE_HOME"):
        base = Path(os.environ["XDG_CACHE_HOME"], "zscore")
    elif os.environ.get("LOCALAPPDATA"):  # Windows
        base = Path(os.environ["LOCALAPPDATA"], "zscore", "cache")
    else:
        base = Path.home() / ".cache" / "zscore"
    contents = hashlib.sha256()
    for path in sorted(_PACKAGE.rglob("*.py")):
        contents.update(path.read_bytes())
    return base / f"{__version__}-{contents.hexdigest()[:16]}"


def _warn(error: Exception) -> None:
    """Say once a process why there is no cache."""
    if not _warned:
        _warned.append(error)
        warnings.warn(
            f"zscore compiles its kernels anew in every process: their cache cannot be used "
            f"({type(error).__name__}: {error}). Set {_SWITCH} to a folder of yours, or to off.",
            RuntimeWarning,
            stacklevel=2,
        )


_warned: list[Exception] = []


class _Folder(caching._SourceFileBackedLocatorMixin, caching._CacheLocator):
    """Where a kernel is kept."""

    def __init__(self, py_func: Callable[..., Any], py_file: str) -> None:
        self._py_file = py_file
        self._lineno = py_func.__code__.co_firstlineno

    def get_cache_path(self) -> str:
        return str(cache_folder())

    def ensure_cache_path(self) -> None:
        """Make the folder, for this user alone."""
        cache_folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        check_private()

    @classmethod
    def from_function(cls, py_func: Callable[..., Any], py_file: str) -> _Folder:
        return cls(py_func, py_file)


def check_private() -> None:
    """Refuse a folder that somebody else could have put code into.

    Raises
    ------
    PermissionError
        If it is not this user's, or open to others.
    """
    if hasattr(os, "getuid"):
        status = cache_folder().stat()
        if status.st_uid != os.getuid() or status.st_mode & 0o022:
            raise PermissionError(f"{cache_folder()} is another user's, or others can write to it")


class _Files(caching.IndexDataCacheFile):
    """An index and a file for each signature, safe for many processes at once.

    numba numbers the files, so that two processes may give two signatures one file.
    Ours are named by what is in them, and are there before the index says so.
    """

    def save(self, key: Any, data: Any) -> None:
        try:
            overloads = self._load_index()
        except Exception:  # noqa: BLE001  (a file cut off: what pickle raises is anything)
            overloads = {}
        name = f"{self._index_name}-{hashlib.sha256(repr(key).encode()).hexdigest()[:16]}.nbc"
        self._save_data(name, data)
        self._save_index({**overloads, key: name})


class _Implementation(caching.CompileResultCacheImpl):
    _locator_classes = [_Folder]  # noqa: RUF012  (numba's name)


class _Cache(caching.FunctionCache):
    """numba's cache of one function, in our folder, and never in the way."""

    _impl_class = _Implementation

    def __init__(self, py_func: Callable[..., Any]) -> None:
        super().__init__(py_func)
        files = self._cache_file
        self._cache_file = _Files(
            cache_path=files._cache_path,
            filename_base=self._impl.filename_base,
            source_stamp=files._source_stamp,
        )

    def load_overload(self, sig: Any, target_context: Any) -> Any:
        """Return a kernel that was kept; None, if it is not there or cannot be read."""
        try:
            if not cache_folder().is_dir():
                return None
            check_private()
            return super().load_overload(sig, target_context)
        except Exception:  # noqa: BLE001  (a file cut off; it is compiled and saved anew)
            return None

    def save_overload(self, sig: Any, data: Any) -> None:
        """Keep a kernel, if that is possible."""
        try:
            super().save_overload(sig, data)
        except Exception as error:  # noqa: BLE001  (read-only, full, or somebody else's)
            _warn(error)
