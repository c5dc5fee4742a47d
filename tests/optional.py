"""polars where it is installed: all but its own cases are tested without it, too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class _Absent:
    """What stands for anything of a package that is not installed."""

    def __getattr__(self, name: str) -> _Absent:
        return self

    def __call__(self, *arguments: object, **named: object) -> _Absent:
        return self


pl: Any
try:
    import polars as pl
except ModuleNotFoundError:
    pl = _Absent()


def present(cases: Any) -> Any:
    """Return a list or dict of cases without those of what is not installed."""
    if isinstance(cases, Mapping):
        return {name: case for name, case in cases.items() if not _absent(case)}
    return [case for case in cases if not _absent(case)]


def _absent(case: Any) -> bool:
    if isinstance(case, tuple):
        return any(map(_absent, case))
    return isinstance(case, _Absent)
