"""Arguments of the public functions: what is of another type is refused before any work."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from zscore.errors import FileError, UnknownNameError


def names_in(value: Any, argument: str) -> tuple[str, ...]:
    """Return one name, several or none as several.

    Raises
    ------
    UnknownNameError
        If it is of another kind.

    Examples
    --------
    >>> names_in("haz", "indicators"), names_in(["a", "b"], "by"), names_in(None, "by")
    (('haz',), ('a', 'b'), ())
    """
    if value is None:
        return ()
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, Iterable) or isinstance(value, Mapping | bytes):
        raise _of_another_kind(value, argument, "a name or a list of names")
    return tuple(value)


def mapping_in(value: Any, argument: str) -> Mapping[Any, Any]:
    """Return a mapping, an empty one for None.

    Raises
    ------
    UnknownNameError
        If it is of another kind.
    """
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise _of_another_kind(value, argument, "a dict")
    return value


def check_flag(value: Any, argument: str) -> None:
    """Refuse what is not True or False.

    Raises
    ------
    UnknownNameError
        If it is something else; "no" would count as true.
    """
    if not isinstance(value, bool):
        raise _of_another_kind(value, argument, "True or False")


def check_kind(value: Any, kinds: type | tuple[type, ...], argument: str, accepted: str) -> None:
    """Refuse what is of none of some kinds.

    Raises
    ------
    UnknownNameError
        Saying what is accepted.
    """
    if not isinstance(value, kinds):
        raise _of_another_kind(value, argument, accepted)


def path_in(value: Any, argument: str) -> Path:
    """Return a path.

    Raises
    ------
    UnknownNameError, FileError
        If it is of another kind, or has a character that no path can have.
    """
    if not isinstance(value, str | os.PathLike):
        raise _of_another_kind(value, argument, "a path")
    path = Path(value)
    if "\0" in str(path):
        raise FileError("file_unopened", file=path.name.replace("\0", "?"), why="NUL")
    return path


def _of_another_kind(value: Any, argument: str, accepted: str) -> UnknownNameError:
    kind = type(value).__name__
    return UnknownNameError("argument_kind", argument=argument, kind=kind, accepted=accepted)
