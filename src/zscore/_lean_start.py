"""Faster start of zscore's own processes, by hiding optional packages from Arrow and numba.

These are the command and the reading process: their tables go to files, and no other code runs in
them.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator, Sequence


class _Hides:
    """Import hook that makes a package appear not to be installed."""

    def __init__(self, package: str) -> None:
        self._package = package

    def find_spec(self, name: str, _path: Sequence[str] | None, _target: object = None) -> None:
        if name == self._package:
            raise ModuleNotFoundError


@contextlib.contextmanager
def _hidden(package: str) -> Iterator[None]:
    hides = _Hides(package)
    sys.meta_path.insert(0, hides)
    try:
        yield
    finally:
        sys.meta_path.remove(hides)


def arrow_without_pandas() -> None:
    """Hide pandas from Arrow, which would load it with its first array: 0.2 s and 30 MB."""
    with _hidden("pandas"):
        import pyarrow as pa  # noqa: PLC0415 - not before pandas is hidden

        pa.array([])


def numba_without_scipy() -> None:
    """Hide SciPy from numba, which would load it for linear algebra: 0.1 s and 25 MB."""
    with _hidden("scipy"):
        import numba.np.arraymath  # noqa: F401, PLC0415 - not before SciPy is hidden
