"""Cache of compiled kernels in a private folder.

numba's own cache is beside the source or in a folder shared by all programs, and
identifies a kernel by its file only: after changing a constant in another file, or
installing a version with the same file times, old code would run. This cache is private
to the user, because its contents are executed, and its name depends on the version and
contents of the whole package. If anything fails, kernels are compiled in memory, with
one warning.

``ZSCORE_CACHE_DIR`` names another folder, or turns the cache ``off``.
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
    """Return the cache of a kernel, or None if the cache is off."""
    if os.environ.get(_SWITCH, "").lower() == "off":
        return None
    try:
        return _Cache(function)
    except Exception as error:  # noqa: BLE001  (numba's inside may change; kernels need no cache)
        _warn(error)
        return None


@cache
def cache_folder() -> Path:
    """Return the folder of this version's kernels, created when the first is saved.

    Raises
    ------
    RuntimeError
        If there is no home folder.
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
    """Warn once per process why there is no cache."""
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
    """Location of a cached kernel."""

    def __init__(self, py_func: Callable[..., Any], py_file: str) -> None:
        self._py_file = py_file
        self._lineno = py_func.__code__.co_firstlineno

    def get_cache_path(self) -> str:
        return str(cache_folder())

    def ensure_cache_path(self) -> None:
        """Create the folder, for this user only."""
        cache_folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        check_private()

    @classmethod
    def from_function(cls, py_func: Callable[..., Any], py_file: str) -> _Folder:
        return cls(py_func, py_file)


def check_private() -> None:
    """Refuse a folder into which others could have put code.

    Raises
    ------
    PermissionError
        If it belongs to another user, or is writable by others.
    """
    if hasattr(os, "getuid"):
        status = cache_folder().stat()
        if status.st_uid != os.getuid() or status.st_mode & 0o022:
            raise PermissionError(f"{cache_folder()} is another user's, or others can write to it")


class _Files(caching.IndexDataCacheFile):
    """Index and data files of a kernel, safe for concurrent processes.

    numba numbers its files, so two processes may use one file for two signatures. These files
    are named by their contents, and are written before the index refers to them.
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
    """numba's cache of a function in our folder; errors are never fatal."""

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
        """Return a cached kernel, or None if there is none or it cannot be read."""
        try:
            if not cache_folder().is_dir():
                return None
            check_private()
            return super().load_overload(sig, target_context)
        except Exception:  # noqa: BLE001  (a file cut off; it is compiled and saved anew)
            return None

    def save_overload(self, sig: Any, data: Any) -> None:
        """Save a kernel, if possible."""
        try:
            super().save_overload(sig, data)
        except Exception as error:  # noqa: BLE001  (read-only, full, or somebody else's)
            _warn(error)
