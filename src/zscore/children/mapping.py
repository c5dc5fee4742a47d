"""Column mappings: columns, codes, units, dates and missing values specified by the user.

They can be given as command-line options, as arguments in Python, or as a TOML file.
"""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypedDict, cast

from zscore.arguments import mapping_in, name_in, path_in
from zscore.children.cells import VOCABULARIES, UnreadableError, Vocabulary
from zscore.children.columns import BY_NAME
from zscore.children.date_cells import ORDERS, Order
from zscore.children.measurement_units import UNITS, fits, shown_units
from zscore.children.suggestions import nearest
from zscore.errors import (
    ColumnError,
    FileError,
    ParameterError,
    UnknownNameError,
    listed,
    shown_word,
)

ON_UNREADABLE = ("refuse", "missing")


@dataclass(kw_only=True)
class ColumnMapping:
    """How the columns of a table are read; can be changed and passed as ``mapping=``.

    Parameters
    ----------
    columns
        Canonical name → heading: ``{"weight_kg": "Berat Anak"}``.
    codes
        For coded columns, written code → meaning: ``{"sex": {"0": "f", "1": "m"}}``; an empty
        meaning is missing.
    units
        For numbers, the unit they are written in: ``{"weight_kg": "g"}``.
    dates
        ``"dmy"``, ``"mdy"`` or ``"ymd"``: the order in dates such as 03/08/2023; None to infer
        it from the table.
    missing
        Values that mean not measured, such as 9999.
    on_unreadable
        ``"refuse"`` a table with an unreadable cell, or treat and count the cell as
        ``"missing"``; None: missing in e-PPGBM exports, otherwise refuse.
    not_used
        Headings that are not used, each with the nearest known one or None. For information.

    Examples
    --------
    >>> import zscore as zs
    >>> mapping = zs.recognise_columns({"JK": ["L"], "Berat (g)": [9800], "Umur (bulan)": [20]})
    >>> mapping.columns
    {'sex': 'JK', 'weight_kg': 'Berat (g)', 'age_months': 'Umur (bulan)'}
    >>> mapping.units
    {'weight_kg': 'g'}
    """

    columns: dict[str, str] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    dates: str | None = None
    missing: tuple[str, ...] = ()
    on_unreadable: str | None = None
    not_used: dict[str, str | None] = field(default_factory=dict, compare=False)

    @property
    def order(self) -> Order | None:
        """The specified order of dates."""
        return cast(Order | None, self.dates)

    @property
    def tells_cells(self) -> bool:
        """Whether the mapping specifies more than headings of columns."""
        return bool(self.codes or self.units or self.dates or self.missing or self.on_unreadable)

    def refuse_unused(self, there: Container[str], headings: Iterable[str | None]) -> None:
        """Refuse codes and units of columns that do not exist, because they would be ignored.

        Raises
        ------
        ColumnError
            With the ``headings`` of the table.
        """
        for name in (*self.codes, *self.units):
            if name not in there:
                found = listed(heading for heading in headings if heading)
                raise ColumnError("told_missing", column=name, found=found)

    def check(self) -> ColumnMapping:
        """Return the mapping after checking every name and value.

        Raises
        ------
        UnknownNameError
            If one is unknown, with what is accepted.
        """
        for name in self.columns:
            _known_column(name)
        actual = [str(heading) for heading in self.columns.values()]
        doubled = [heading for i, heading in enumerate(actual) if heading in actual[:i]]
        if doubled:
            raise ParameterError("renamed_twice", column=listed(doubled[:1]))
        for name, codes in self.codes.items():
            if name not in VOCABULARIES:
                raise UnknownNameError("codes_column", name=name, known=", ".join(VOCABULARIES))
            told_vocabulary(VOCABULARIES[name], codes, name)
        for name, unit in self.units.items():
            own = _known_column(name)
            if own is None or unit not in UNITS or not fits(unit, own):
                known = ", ".join(() if own is None else shown_units(own)) or "-"
                raise UnknownNameError("unknown_unit", name=unit, column=name, known=known)
        if self.dates is not None and self.dates not in ORDERS:
            raise UnknownNameError("unknown_order", name=self.dates, known=", ".join(ORDERS))
        if self.on_unreadable is not None and self.on_unreadable not in ON_UNREADABLE:
            raise UnknownNameError(
                "unknown_on_unreadable", name=self.on_unreadable, known=", ".join(ON_UNREADABLE)
            )
        return self

    def write(self, path: str | os.PathLike[str]) -> None:
        """Write the mapping as TOML, for ``mapping=`` or ``--mapping``."""
        Path(path).write_text(self.as_toml(), encoding="utf-8")

    def as_toml(self) -> str:
        """Return the mapping as the text of a TOML file."""
        lines = []
        if self.dates is not None:
            lines.append(f"dates = {_quoted(self.dates)}")
        if self.missing:
            lines.append(f"missing = [{', '.join(map(_quoted, self.missing))}]")
        if self.on_unreadable is not None:
            lines.append(f"on_unreadable = {_quoted(self.on_unreadable)}")
        tables = {"columns": self.columns, "units": self.units}
        tables |= {f"codes.{column}": codes for column, codes in self.codes.items()}
        for name, table in tables.items():
            if table:
                pairs = [f"{_quoted(key)} = {_quoted(value)}" for key, value in table.items()]
                lines += ["", f"[{name}]", *pairs]
        return "\n".join(lines).lstrip("\n") + "\n"


def read_mapping(path: str | os.PathLike[str]) -> ColumnMapping:
    """Read a mapping from a TOML file.

    Parameters
    ----------
    path
        The file, written by ``zscore inspect --write`` or ColumnMapping.write.

    Returns
    -------
    ColumnMapping
        A mapping that can be changed, or passed as ``mapping=``.

    Raises
    ------
    FileError
        If it cannot be read, is not TOML, or has unknown keys or types.
    UnknownNameError
        As ColumnMapping.check.

    Examples
    --------
    >>> import tempfile, pathlib, zscore as zs
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "mapping.toml")
    ...     zs.ColumnMapping(columns={"weight_kg": "Berat Anak"}, dates="dmy").write(path)
    ...     mapping = zs.read_mapping(path)
    >>> mapping.columns, mapping.dates
    ({'weight_kg': 'Berat Anak'}, 'dmy')
    """
    path = path_in(path, "mapping")
    name = path.name
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise FileError("file_unopened", file=name, why=error.strerror or "") from None
    except UnicodeDecodeError:
        raise FileError("mapping_unreadable", file=name, why="UTF-8") from None
    try:
        found: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        where = str(error).rpartition("(")[2].rstrip(")")  # without repeating the text
        raise FileError("mapping_unreadable", file=name, why=where) from None
    except (ValueError, RecursionError):  # numbers of thousands of digits, deeply nested lists
        raise FileError("mapping_unreadable", file=name, why="TOML") from None
    known = ("columns", "codes", "units", "dates", "missing", "on_unreadable")
    for key in found:
        if key not in known:
            raise FileError("mapping_key", file=name, name=shown_word(key), known=", ".join(known))
    try:
        missing = found.get("missing", [])
        return ColumnMapping(
            columns=_texts(found.get("columns", {})),
            codes={str(column): _texts(codes) for column, codes in found.get("codes", {}).items()},
            units=_texts(found.get("units", {})),
            dates=found.get("dates"),
            missing=tuple(str(value) for value in _listed(missing)),
            on_unreadable=found.get("on_unreadable"),
        ).check()
    except (AttributeError, TypeError):
        raise FileError("mapping_unreadable", file=name, why="[columns], [codes.sex], …") from None


class ReadingOptions(TypedDict, total=False):
    """Arguments of every function that reads a table."""

    columns: Mapping[str, str] | None
    mapping: ColumnMapping | str | os.PathLike[str] | None
    codes: Mapping[str, Mapping[Any, str]] | None
    units: Mapping[str, str] | None
    dates: str | None
    missing: Sequence[Any] | None
    on_unreadable: str | None


def told(
    *,
    columns: Mapping[str, str] | None = None,
    mapping: ColumnMapping | str | os.PathLike[str] | None = None,
    codes: Mapping[str, Mapping[Any, str]] | None = None,
    units: Mapping[str, str] | None = None,
    dates: str | None = None,
    missing: Sequence[Any] | None = None,
    on_unreadable: str | None = None,
) -> ColumnMapping:
    """Return the mapping, with the arguments of the call taking precedence.

    Raises
    ------
    UnknownNameError, FileError
        As ColumnMapping.check and read_mapping.
    """
    base = mapping if isinstance(mapping, ColumnMapping) else None
    if base is None:
        base = ColumnMapping() if mapping is None else read_mapping(cast(Any, mapping))
    columns, units = mapping_in(columns, "columns"), mapping_in(units, "units")
    own_codes = {
        name: _texts(mapping_in(found, f"codes[{name!r}]"))
        for name, found in mapping_in(codes, "codes").items()
    }
    return ColumnMapping(
        columns={**base.columns, **{k: str(v) for k, v in columns.items()}},
        codes={**base.codes, **own_codes},
        units={**base.units, **units},
        dates=name_in(dates, "dates") or base.dates,
        missing=tuple(map(str, _listed(missing))) if missing is not None else base.missing,
        on_unreadable=name_in(on_unreadable, "on_unreadable") or base.on_unreadable,
    ).check()


def told_vocabulary(vocabulary: Vocabulary, codes: Mapping[str, str], column: str) -> Vocabulary:
    """Return a vocabulary in which the user's codes come first.

    Raises
    ------
    UnknownNameError
        If a code is said to mean what is not known here.
    """
    meant: dict[str, int | None] = dict(vocabulary.told)
    texts = dict(vocabulary.texts)
    if any(meaning and _is_letter(text) and text.casefold() not in texts
           for text, meaning in codes.items()):  # fmt: skip
        # If H is specified as male, M may be the initial of mujer.
        texts = {text: code for text, code in texts.items() if not _is_letter(text)}
    for text, meaning in codes.items():
        try:
            code = None if not meaning else vocabulary.code(meaning)
        except UnreadableError:
            raise UnknownNameError(
                "unknown_meaning", name=meaning, column=column, known=", ".join(vocabulary.labels)
            ) from None
        meant[_as_compared(text)] = code
    # If some numeric codes are specified, the meaning of the others is unknown.
    meaning_of_some = any(meaning and _is_number(text) for text, meaning in codes.items())
    numbers = {} if meaning_of_some else vocabulary.numbers
    return replace(vocabulary, texts=texts, told=meant, numbers=numbers)


def _is_letter(text: str) -> bool:
    return len(text.strip()) == 1 and text.strip().isalpha()


def _is_number(text: str) -> bool:
    return text.strip().replace(".", "", 1).isdigit()


def _as_compared(text: str) -> str:
    try:
        return f"{float(text):g}"
    except ValueError:
        return text.strip().casefold()


def _known_column(name: str) -> str | None:
    """Return the unit of a canonical column.

    Raises
    ------
    UnknownNameError
        If there is no such column.
    """
    if name not in BY_NAME:
        known = ", ".join(BY_NAME)
        if near := nearest(name, BY_NAME):
            raise UnknownNameError("unknown_rename_near", name=name, near=near, known=known)
        raise UnknownNameError("unknown_rename", name=name, known=known)
    return BY_NAME[name].unit


def _texts(table: Mapping[Any, Any]) -> dict[str, str]:
    return {str(key): str(value) for key, value in table.items()}


def _listed(values: Any) -> list[Any]:
    if not isinstance(values, Iterable) or isinstance(values, str):
        return [values]
    try:
        return list(values)
    except TypeError:  # a zero-dimensional array
        return [values]


def _quoted(text: str) -> str:
    # TOML's basic strings are JSON's, except for U+007F.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")
