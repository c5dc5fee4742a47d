"""All errors raised deliberately.

A wrong call raises one of these before any computation. An impossible child is not
an error: it gets a missing z-score with a reason. The texts are in messages/, in
English and Indonesian. No message repeats a name or an identity number (see
``describe``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from numbers import Real
from typing import Any

from zscore.messages import LANGUAGES, text

_MOST_DESCRIBED = 40  # characters of a cell, which may be a whole file
_DIGIT = "0-9\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\uff10-\uff19"  # of other scripts too
_BETWEEN = "[ \t\r\n_/:+()\\-\u00a0\u2000-\u200d\u2010-\u2015\u202f\u2060\u3000\ufeff]{0,2}"
_GROUPED = (  # by what may occur inside a number
    r"[0-9]{4}([.,][0-9]{4}){3}|[0-9]{6}[.,][0-9]{6}[.,][0-9]{4}|[0-9]([.,][0-9]{3}){5}"
    r"|[0-9]{2}([.,][0-9]{2}){2}[.,][0-9]{6}[.,][0-9]{4}|[0-9][.,][0-9]{15}[eE][+]?15"
)
# A NIK, also with a leading zero or with digits in groups; not the digits of a decimal fraction.
NIK = (
    rf"(^|[^{_DIGIT}.]|[^{_DIGIT}]\.)(0?[{_DIGIT}]({_BETWEEN}[{_DIGIT}]){{15}}|{_GROUPED})"
    rf"([^{_DIGIT}]|$)"
)
_OPTION_WORD = re.compile(r"[a-z0-9_.:%/-]{1,40}")  # the form of all accepted options
# A NIK, a date, or a measurement, which no heading contains.
_LIKE_DATA = re.compile(r"\d{6}|\d{1,4}[-/.]\d{1,2}[-/.]\d|^\s*[-+]?\d+([.,]\d+)?\s*$")


class ZScoreError(ValueError):
    """A wrong call or a refused file; ``str(error)`` is English.

    Parameters
    ----------
    key
        Key of the message in ``zscore.messages.SENTENCES``.
    **values
        Values inserted in the message.

    Examples
    --------
    >>> error = UnknownNameError("unknown_indicator", name="wzh", known="haz, waz")
    >>> str(error)
    "unknown indicator 'wzh'; known: haz, waz."
    >>> error.text("id")
    "indikator 'wzh' tidak dikenal. Pilihan yang tersedia: haz, waz."
    """

    def __init__(self, key: str, /, **values: object) -> None:
        super().__init__(text(key, **values))
        self.key = key
        self.values = values

    def text(self, lang: str = "en") -> str:
        """Return the message in ``"en"`` or ``"id"``.

        Raises
        ------
        UnknownNameError
            If ``lang`` is another.
        """
        if lang not in LANGUAGES:
            raise UnknownNameError("unknown_language", name=lang, known=", ".join(LANGUAGES))
        return text(self.key, lang, **self.values)

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), self.key, self.values)

    # The original exception may contain a cell, such as a name that is not a number, so there must
    # be no reference to it.
    # Properties replace the attributes set by the interpreter; mypy only knows attributes.
    __cause__: BaseException | None = property(lambda _: None, lambda *_: None)  # type: ignore[assignment]
    __context__: BaseException | None = property(lambda _: None, lambda *_: None)  # type: ignore[assignment]


class ParameterError(ZScoreError):
    """An argument of the wrong type or out of range."""


class UnknownNameError(ParameterError):
    """An indicator, profile, scheme or language that does not exist.

    The name is shown by ``shown_word``, because a name in a mapping may be a child's.
    """

    def __init__(self, key: str, /, **values: object) -> None:
        if "name" in values:
            values["name"] = shown_word(values["name"], str(values.get("known", "")))
        super().__init__(key, **values)


class ColumnError(ZScoreError):
    """A column that is missing, duplicated, already present, or of an unusable type.

    If its name contains an identity number, only the shape of the name is shown.
    """

    def __init__(self, key: str, /, **values: object) -> None:
        if re.search(NIK, str(values.get("column", ""))):
            values["column"] = _shape(str(values["column"])[:_MOST_DESCRIBED])
        super().__init__(key, **values)


class CodeError(ZScoreError):
    """A value that is not one of the accepted codes."""


class SchemeError(ZScoreError):
    """An inconsistent scheme, condition or combination defined by the caller."""


class TableError(ZScoreError):
    """A table of an unsupported kind."""


class FileError(ZScoreError):
    """A file that cannot be read or is not as expected; none of its rows are used."""


class LayoutError(FileError):
    """A file without a known header."""


class OutputError(ZScoreError):
    """An output that cannot be written as requested."""


class ColumnWarning(UserWarning):
    """An unused column of a table whose name closely resembles a known one."""


def describe(value: object) -> str:
    """Return ``value`` in a form safe for messages: its shape, if it is long.

    If columns are mixed up, the first unknown 'sex' may be a child's name. So up to two
    characters are shown unchanged, and only the shape of longer texts.

    Examples
    --------
    >>> describe("x"), describe(257), describe("Siti A"), describe("3271014608200001")
    ("'x'", "'257'", "'Xxxx X' (shape)", "'9999999999999…' (shape)")
    """
    start = str(value)[:_MOST_DESCRIBED]
    shown = "".join(letter if letter.isprintable() else "?" for letter in start)
    if len(shown) <= 2 or (len(shown) <= 4 and shown.lstrip("-").isdigit()):
        return f"'{shown}'"
    return f"'{_shape(shown)}' (shape)"


def _shape(text: str) -> str:
    shape = re.sub(r"\d", "9", "".join(letter if letter.isprintable() else "?" for letter in text))
    shape = re.sub(r"[^\W\d_]", lambda letter: "X" if letter[0].isupper() else "x", shape)
    return shape if len(shape) <= 14 else shape[:13] + "…"


def columns_missing(lacking: Sequence[str], found: Iterable[object]) -> ColumnError:
    """Return the error for columns that a table lacks, given those that it has."""
    return ColumnError(
        "column_missing" if len(lacking) == 1 else "columns_missing",
        lacking=", ".join(f"'{column}'" for column in lacking),
        first=lacking[0],
        example="…",
        found=listed(found),
    )


def looks_like_data(names: Iterable[object]) -> bool:
    """Return whether one of these is a number, date or NIK, so they are not headings."""
    return any(_LIKE_DATA.search(str(name)) for name in names if name is not None)


def listed(names: Iterable[object]) -> str:
    """Return headings in a form safe for messages, hidden if they look like data.

    Examples
    --------
    >>> listed(["JK", "Berat"]), listed(["3271014608200001", "Siti"])
    ('JK, Berat', '(2 cells that look like data)')
    """
    shown = [str(name) for name in names if name is not None]
    if looks_like_data(shown):
        return f"({len(shown)} cells that look like data)"
    return ", ".join(shown) or "-"


def shown_number(value: object) -> object:
    """Return the value of a numeric argument in a form safe for messages.

    Examples
    --------
    >>> shown_number(140), shown_number("Siti A")
    (140, "'Xxxx X' (shape)")
    """
    return value if isinstance(value, Real) else describe(value)


def shown_word(value: object, known: str = "") -> str:
    """Return the value of an option, or its shape if no option has such a form.

    Examples
    --------
    >>> shown_word("whoo"), shown_word("WHO", "who, eppgbm"), shown_word("Siti A")
    ('whoo', 'WHO', 'Xxxx X')
    """
    is_word = _OPTION_WORD.fullmatch(str(value)) and not looks_like_data([value])
    if is_word or str(value).casefold() in known.split(", "):
        return str(value)
    return _shape(str(value)[:_MOST_DESCRIBED])


def shown_type(kind: object) -> str:
    """Return a column's type in a form safe for messages, without names of fields.

    Examples
    --------
    >>> shown_type("struct<Siti: int64>"), shown_type("double")
    ('struct', 'double')
    """
    return re.sub(r"(struct|union)<.*", r"\1", str(kind))


def _rebuild(cls: type[ZScoreError], key: str, values: dict[str, object]) -> ZScoreError:
    return cls(key, **values)
