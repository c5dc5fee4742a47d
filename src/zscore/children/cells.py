"""Reading of cells: numbers, codes and blanks.

A cell that cannot be read is missing with a reason, never guessed. Dates and ages are read in
date_cells.py; arrays.py applies these readers to columns.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

READABLE = -1
CELL_REASONS = (
    "not_a_number",
    "not_a_date",
    "not_an_age",
    "unknown_code",
    "not_16_digits",  # of a NIK, which is kept as it is
    "row_of_other_width",  # its cells are shifted against the headings: all are missing
    "spreadsheet_error",  # such as #N/A: missing, but counted
)
(
    NOT_A_NUMBER, NOT_A_DATE, NOT_AN_AGE, UNKNOWN_CODE, NOT_16_DIGITS, ROW_OF_OTHER_WIDTH,
    SPREADSHEET_ERROR,
) = range(7)  # fmt: skip

SPREADSHEET_ERRORS = frozenset(
    ("#n/a", "#null!", "#value!", "#div/0!", "#ref!", "#name?", "#num!", "#n/d", "#nilai!")
)
# Missing values as written by people, R, pandas, SQL and spreadsheets; casefolded.
BLANKS = frozenset(
    ("", "-", "--", "–", "—", ".", "..", "na", "n/a", "nan", "nat", "null", "none", "<na>",
     "tidak diukur", "tdk diukur", "tidak hadir", "tdk hadir", "tidak ditimbang", "tidak ada",
     "kosong", "not measured", "missing")
) | SPREADSHEET_ERRORS  # fmt: skip

Reader = Callable[[str], float | None]

_SPACES = re.compile("[\\s\u00a0\u200b-\u200d\u2060\ufeff]+")
_DEBRIS = " \ufffd"  # a non-breaking space of Windows or a Mac, read in another encoding
_MOJIBAKE = re.compile("(?:^(?:\u00c2 )+)|(?:(?: ?\u00c2)+$)")  # UTF-8's, read as Windows-1252
_FORMULA = re.compile('="(.*)"')
# Plain numbers only: Python's float() also accepts "1_000". An infinity cannot be scored, but
# some programs write it, and it becomes a counted reason.
_NUMBER = re.compile(
    r"([+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:e[+-]?\d+)?|[+-]?inf(?:inity)?) ?([a-z]*)",
    re.IGNORECASE | re.ASCII,
)
_NUMBERED_LABEL = re.compile(r"\d{1,3}(?:[.):]| ?[-=]) ?([^\W\d].*)")
_THOUSANDS = re.compile(r"\d{1,3}[.,]\d{3}")


class UnreadableError(ValueError):
    """Raised by a reader and converted to a reason; never leaves the package."""


@dataclass(frozen=True, kw_only=True)
class Vocabulary:
    """The spellings accepted for a coded column, as texts and as numbers."""

    texts: Mapping[str, int]  # casefolded
    numbers: Mapping[float, int] = field(default_factory=dict)
    told: Mapping[str, int | None] = field(
        default_factory=dict
    )  # specified by the user; None: missing
    labels: tuple[str, ...]  # canonical spelling of each code
    shown: str  # the spellings listed in messages

    def by_number(self) -> dict[float, int | None]:
        """Return the codes of numbers, including those specified by the user."""
        told = {_number_in(text): code for text, code in self.told.items()}
        return {**self.numbers, **{n: code for n, code in told.items() if n is not None}}

    def code(self, text: str) -> int | None:
        """Return the code of a text, or None if it means missing.

        Raises
        ------
        UnreadableError
            If it is not known; it is never guessed.
        """
        folded = text.casefold()
        number = _number_in(folded)
        key = folded if number is None else f"{number:g}"
        if key in self.told:
            return self.told[key]
        if folded in self.texts:  # before the blanks: "none" may mean no oedema
            return self.texts[folded]
        if folded in BLANKS:
            return None
        if number is not None and number in self.numbers:
            return self.numbers[number]
        if (match := _NUMBERED_LABEL.fullmatch(folded)) and match[1] in self.texts:  # 1. Male
            return self.texts[match[1]]
        raise UnreadableError


def _spelt(*words: str) -> dict[str, int]:
    """Return the code of each word, the groups of words numbered from 0."""
    return {word: code for code, some in enumerate(words) for word in some.split(",")}


# L means male here, and lying in the column 'measured', hence separate vocabularies.
SEX = Vocabulary(
    texts=_spelt(
        "m,male,boy,boys,man,l,laki-laki,laki laki,lakilaki,laki,lk,lelaki,pria,cowok,cowo",
        "f,female,girl,girls,woman,p,perempuan,pr,wanita,cewek,cewe",
    ),
    numbers={1: 0, 2: 1},
    labels=("m", "f"),
    shown="'m', 'male', 'f', 'female', 1, 2, 'L', 'Laki-laki', 'P', 'Perempuan'",
)
MEASURED = Vocabulary(
    texts=_spelt(
        "l,lying,length,recumbent,supine,lying down,terlentang,telentang,terlentang/tidur,tidur,"
        "berbaring,baring,panjang,panjang badan,pb",
        "h,standing,height,stand,standing up,berdiri,tinggi,tinggi badan,tb",
    ),
    labels=("lying", "standing"),
    shown="'l', 'lying', 'h', 'standing', 'Terlentang', 'Berdiri'",
)
OEDEMA = Vocabulary(
    texts=_spelt("n,no,false,tidak,tdk,none,absent,-,−,–,negative,negatif",
                 "y,yes,true,ya,+,++,+++,present,ada,positive,positif")
    | {"tidak ada": 0},
    numbers={0: 0, 2: 0, 1: 1},
    told={"u": None, "unknown": None, "9": None},
    labels=("n", "y"),
    shown="'y', 'n', 'yes', 'no', 1, 0, 'ya', 'tidak', '+'",
)  # fmt: skip
VOCABULARIES = {"sex": SEX, "measured": MEASURED, "oedema": OEDEMA}


def cleaned(text: str | None) -> str:
    """Return a text without artefacts of encodings and spreadsheets.

    Unusual spaces become single spaces. Outer spaces, the debris of a non-breaking space read in
    the wrong encoding, the apostrophe that marks text in a spreadsheet, and ``="…"`` are removed.

    Examples
    --------
    >>> cleaned("  9,8\\u00a0"), cleaned("'0012"), cleaned('="2021-11-12"'), cleaned("L\\u00c2 ")
    ('9,8', '0012', '2021-11-12', 'L')
    """
    if not text:
        return ""
    text = _SPACES.sub(" ", text).strip(_DEBRIS)
    if "\u00c2" in text:
        text = _MOJIBAKE.sub("", text).strip(_DEBRIS)
    if text[:1] == "=" and (match := _FORMULA.fullmatch(text)):
        text = match[1].strip(_DEBRIS)
    return text[1:].strip(_DEBRIS) if text[:1] == "'" else text


def is_blank(text: str) -> bool:
    """Return whether a cleaned text means missing."""
    return text.casefold() in BLANKS


def _number_in(text: str) -> float | None:
    match = _NUMBER.fullmatch(text)
    return None if match is None or match[2] else float(match[1].replace(",", "."))


def number_reader(
    words: Iterable[str] = (), *, size: bool = False, thousands: bool = False
) -> Reader:
    """Return the reader of numbers with a decimal point or comma.

    Parameters
    ----------
    words
        Spellings of the column's unit that may follow a number.
    size
        Whether 0 is missing, because it means not measured.
    thousands
        Whether three digits after a point or comma are thousands, as in grams.

    Examples
    --------
    >>> read = number_reader(["kg"])
    >>> read("9,8"), read("10.70 kg"), read("9855")
    (9.8, 10.7, 9855.0)
    """
    known = {"", *words}

    def read(text: str) -> float | None:
        match = _NUMBER.fullmatch(text)
        if match is None or match[2].casefold() not in known:
            raise UnreadableError
        if thousands and _THOUSANDS.fullmatch(match[1]):
            return float(match[1].replace(",", "").replace(".", ""))
        number = float(match[1].replace(",", "."))
        return None if size and number == 0 else number

    return read


def code_reader(vocabulary: Vocabulary) -> Reader:
    """Return the reader of a coded column."""

    def read(text: str) -> float | None:
        code = vocabulary.code(text)
        return None if code is None else float(code)

    return read


# --- many cells --------------------------------------------------------------------------

_MOST_SEEN = 100_000  # distinct texts of a column; honest columns have some thousand


class Seen(dict[str | None, tuple[float, int]]):
    """Cache from each text seen so far to its value and reason (or READABLE).

    Blocks of a column contain the same weights and dates repeatedly.

    Parameters
    ----------
    read
        Function from a cleaned text to its value, None if missing; raises
        ``UnreadableError``.
    reason
        The reason recorded for unreadable cells.
    missing
        Further texts that mean missing, specified by the user.
    blanks
        Texts that mean missing; for codes, ``read`` knows them.
    """

    def __init__(
        self,
        read: Reader,
        reason: int,
        missing: Iterable[str] = (),
        blanks: frozenset[str] = BLANKS,
    ) -> None:
        super().__init__()
        self.reason: int = reason
        self._read, self._blanks = read, blanks
        self._missing = {text.casefold() for text in missing}
        numbers = (_number_in(text) for text in self._missing)
        self.missing_numbers: frozenset[float] = frozenset(
            number for number in numbers if number is not None
        )

    def __missing__(self, text: str | None) -> tuple[float, int]:
        if len(self) >= _MOST_SEEN:
            self.clear()
        self[text] = answer = self._answer(cleaned(text))
        return answer

    def _answer(self, text: str) -> tuple[float, int]:
        folded = text.casefold()
        if folded in self._missing or (
            self.missing_numbers and _number_in(folded) in self.missing_numbers
        ):
            return math.nan, READABLE
        if folded in SPREADSHEET_ERRORS:
            return math.nan, SPREADSHEET_ERROR
        if not folded or folded in self._blanks:
            return math.nan, READABLE
        try:
            value = self._read(text)
        except ValueError:  # UnreadableError, and numbers of thousands of digits
            return math.nan, self.reason
        return (math.nan if value is None else value), READABLE
