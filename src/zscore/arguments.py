"""Checks of the types of arguments of public functions, before any work is done."""

from __future__ import annotations

import errno
import os
import warnings
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from zscore.errors import FileError, ParameterError, UnknownNameError
from zscore.messages import LANGUAGES, text

_LONGEST_NAME = 40  # in a message


def names_in(value: Any, argument: str) -> tuple[str, ...]:
    """Return one name, several names or None as a tuple.

    Raises
    ------
    ParameterError
        If it is of another type.

    Examples
    --------
    >>> names_in("haz", "indicators"), names_in(["a", "b"], "by"), names_in(None, "by")
    (('haz',), ('a', 'b'), ())
    """
    if value is None:
        return ()
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, Iterable) or isinstance(value, Mapping | bytes):
        raise _of_another_kind(value, argument, "a name or a list of names")
    try:
        names = tuple(value)
    except TypeError:  # a zero-dimensional array
        raise _of_another_kind(value, argument, "a name or a list of names") from None
    for name in names:
        if not _is_name(name):
            raise _of_another_kind(name, argument, "a name or a list of names")
    return names


def name_in(value: Any, argument: str) -> str | None:
    """Return a name, or None.

    Raises
    ------
    ParameterError
        If it is of another type.
    """
    if value is not None and not (_is_name(value) and value):
        raise _of_another_kind(value, argument, "a name")
    return value


def language_in(value: Any) -> str:
    """Return a language of messages.

    Raises
    ------
    UnknownNameError
        If it is not one of them.
    """
    if not isinstance(value, str) or value not in LANGUAGES:
        raise UnknownNameError("unknown_language", name=value, known=", ".join(LANGUAGES))
    return value


def _is_name(value: Any) -> bool:
    if not isinstance(value, str):
        return False
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def mapping_in(value: Any, argument: str) -> Mapping[Any, Any]:
    """Return a mapping, empty for None.

    Raises
    ------
    ParameterError
        If it is of another type.
    """
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise _of_another_kind(value, argument, "a dict")
    for name in value:
        if not isinstance(name, str):
            raise _of_another_kind(name, argument, "a dict whose keys are names")
    return value


def check_flag(value: Any, argument: str) -> None:
    """Refuse anything but True or False.

    Raises
    ------
    ParameterError
        If it is anything else; "no" would count as true.
    """
    if not isinstance(value, bool):
        raise _of_another_kind(value, argument, "True or False")


def day_in(value: Any, argument: str) -> date:
    """Return a date, today's for None.

    Raises
    ------
    ParameterError
        If it is of another kind, as pandas' NaT is although it counts as a date.
    """
    if value is None:
        return date.today()
    if isinstance(value, date) and value == value:  # noqa: PLR0124 - unlike NaT
        return value
    raise _of_another_kind(value, argument, "a date, or None for the day it is")


def check_flags(**flags: object) -> None:
    """Refuse flags that are neither True nor False, as check_flag does."""
    for argument, value in flags.items():
        check_flag(value, argument)


def renamed_flag(old: bool | None, new: bool, old_name: str, new_name: str) -> bool:
    """Return a flag that may be given by its old name, which is deprecated.

    Raises
    ------
    ParameterError
        If the old one is not True or False.
    """
    if old is None:
        return new
    check_flag(old, old_name)
    message = text("renamed_argument", "en", old=old_name, new=new_name)
    warnings.warn(message, DeprecationWarning, stacklevel=3)
    return old


def check_kind(value: Any, kinds: type | tuple[type, ...], argument: str, accepted: str) -> None:
    """Refuse a value that is not of one of several types.

    Raises
    ------
    ParameterError
        With what is accepted.
    """
    if not isinstance(value, kinds):
        raise _of_another_kind(value, argument, accepted)


def path_in(value: Any, argument: str) -> Path:
    """Return a path.

    Raises
    ------
    ParameterError, FileError
        If it is of another type, or has a character not allowed in paths.
    """
    if not isinstance(value, str | os.PathLike):
        raise _of_another_kind(value, argument, "a path")
    try:
        path = Path(value)
    except TypeError:  # a path of bytes
        raise _of_another_kind(value, argument, "a path") from None
    try:
        os.fsencode(path)
    except UnicodeEncodeError:
        raise FileError("file_unopened", file=ascii(path.name), why="Unicode") from None
    if "\0" in str(path):
        raise FileError("file_unopened", file=path.name.replace("\0", "?"), why="NUL")
    return path


def input_in(value: Any, argument: str) -> Path:
    """Return the path of an input file.

    Raises
    ------
    ParameterError, FileError
        As path_in, or if its name is longer than the system allows.
    """
    path = path_in(value, argument)
    try:
        path.stat()
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            shown = path.name[:_LONGEST_NAME]
            raise FileError("file_unopened", file=shown, why=error.strerror or "") from None
    return path


def paths_in(value: Any, argument: str) -> list[Path]:
    """Return one path or several as a list.

    Raises
    ------
    ParameterError, FileError
        As input_in.
    """
    if isinstance(value, str | os.PathLike) or not isinstance(value, Iterable):
        return [input_in(value, argument)]
    try:
        return [input_in(path, argument) for path in value]
    except TypeError:  # a zero-dimensional array
        raise _of_another_kind(value, argument, "a path or a list of paths") from None


def _of_another_kind(value: Any, argument: str, accepted: str) -> ParameterError:
    kind = type(value).__name__
    return ParameterError("argument_kind", argument=argument, kind=kind, accepted=accepted)
