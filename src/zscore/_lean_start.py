"""Arrow and numba without what they load unasked, in processes that are zscore's own.

These are its command and the process that reads files: their tables go to files, and nobody
else's code runs in them.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator, Sequence


class _Hides:
    """Says of a package that it is not installed."""

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
    """Let Arrow believe that there is no pandas: 0.2 s and 30 MB as soon as it makes an array."""
    with _hidden("pandas"):
        import pyarrow as pa  # noqa: PLC0415 - not before pandas is hidden

        pa.array([])


def numba_without_scipy() -> None:
    """Let numba believe that there is no SciPy, of which it takes linear algebra: 0.1 s, 25 MB."""
    with _hidden("scipy"):
        import numba.np.arraymath  # noqa: F401, PLC0415 - not before SciPy is hidden
