"""What a heading means: folded one way everywhere, its unit read, and compared with THE TABLE.

Names alone are looked at here; what only the values can tell is in look.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from zscore.children.cells import Order, cleaned
from zscore.children.columns import AGE_HEADINGS, BY_NAME, COLUMNS, IDENTITY, Column, Heading
from zscore.children.mapping import ColumnMapping
from zscore.children.suggestions import nearest
from zscore.children.units import UNIT_OF_WORD, fits
from zscore.errors import ColumnError, listed, looks_like_data

AGE = "age"  # a heading of an age of which nothing says the unit

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_AS_SPACE = re.compile(r"[\s_.:*?#\u2013\u2014-]+")
_SLASH = re.compile(r" ?/ ?")
_BRACKET = re.compile(r"(.*?) ?[(\[]([^()\[\]]*)[)\]] ?(.*)")
_CODE = re.compile(r"([\w+]+) ?[=:] ?([^,;/=]+)")
_PATH = re.compile(r"[\w.-]{2,}(?:[/:][\w.-]{2,})+")
_GLUED = ("kg", "cm", "mm")
_ORDER_OF: dict[str, Order] = {
    "dd/mm/yyyy": "dmy", "dd/mm/yy": "dmy", "d/m/y": "dmy", "dd mm yyyy": "dmy", "dmy": "dmy",
    "hh/bb/tttt": "dmy", "tgl/bln/thn": "dmy", "hari/bulan/tahun": "dmy", "ddmmyyyy": "dmy",
    "mm/dd/yyyy": "mdy", "mm/dd/yy": "mdy", "m/d/y": "mdy", "mm dd yyyy": "mdy", "mdy": "mdy",
    "yyyy/mm/dd": "ymd", "yyyy mm dd": "ymd", "yy/mm/dd": "ymd", "ymd": "ymd",
}  # fmt: skip
_OURS = {"age_source", "reading_notes"}  # columns that zscore writes of exports
_CODED = ("sex", "measured", "oedema")

# One of the second words in a heading, and it is identity in any table, not only in an export;
# but the name of a place is not.
_PLACE_WORDS = {
    "posyandu", "puskesmas", "pukesmas", "faskes", "desa", "kelurahan", "kel", "village",
    "kecamatan", "kec", "subdistrict", "kabupaten", "kab", "kota", "district", "provinsi",
    "prov", "province", "region", "clinic", "facility",
}  # fmt: skip
_IDENTITY_WORDS = {
    "nik", "ktp", "kk", "nama", "name", "alamat", "address", "street", "jalan", "rt", "rw",
    "domisili", "hp", "wa", "telp", "telepon", "tel", "phone", "mobile", "email", "surel",
    "bpjs", "jkn", "akta", "passport", "paspor", "ibu", "ayah", "ortu", "orangtua", "wali",
    "mother", "father", "parent", "parents", "guardian", "caregiver", "pengasuh", "kepala",
    "respondent", "responden",
}  # fmt: skip
_MEASURED_WORDS = {"lingkar", "circumference"}  # lingkar kepala is no head of a family
_WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True, kw_only=True)
class Meaning:
    """What a heading says."""

    column: str  # a canonical name, or AGE
    unit: str | None = None  # that the heading itself states
    codes: Mapping[str, str] = field(default_factory=dict)
    missing: frozenset[str] = frozenset()
    order: Order | None = None
    register: bool = False  # is it a heading of e-PPGBM's exports?


@dataclass(frozen=True, kw_only=True)
class ReadAs:
    """A column of a table, and what it is read as."""

    index: int  # among the columns of the table
    heading: str
    meaning: Meaning
    told: bool = False  # by the user, not by its heading

    @property
    def entry(self) -> Column:
        """The entry of the table of columns."""
        return BY_NAME[self.meaning.column]


@dataclass(frozen=True, kw_only=True)
class Recognition:
    """Which columns of a table are which, as far as headings tell."""

    columns: Mapping[str, ReadAs]  # by canonical name
    ages: tuple[ReadAs, ...] = ()  # of no stated unit
    rivals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # headings for one column
    unknown: tuple[int, ...] = ()  # columns with a heading that says nothing here
    headings: tuple[str, ...] = ()

    def __contains__(self, name: str) -> bool:
        return name in self.columns

    def heading_of(self, name: str) -> str:
        """Return the heading of a column that was recognised, or the name itself."""
        found = self.columns.get(name)
        return name if found is None else found.heading

    def not_used(self) -> dict[str, str | None]:
        """Return the headings that are read as nothing, each with the nearest known one."""
        headings = [self.headings[i] for i in self.unknown if self.headings[i] not in _OURS]
        if looks_like_data(headings):
            return {}
        return {heading: suggestion(heading) for heading in headings if heading}


def folded(heading: str | None) -> str:
    """Return a heading as headings are compared: spaces, underscores, dots, dashes, case aside.

    Examples
    --------
    >>> folded("\\u00a0Tgl_Lahir "), folded("ZS  BB / U"), folded("Age.Months")
    ('tgl lahir', 'zs bb/u', 'age months')
    """
    text = _SLASH.sub("/", _AS_SPACE.sub(" ", cleaned(heading)))
    return text.strip().casefold()


@cache
def meaning_of(heading: str) -> Meaning | None:
    """Return what a heading says, None if it is not known.

    Examples
    --------
    >>> meaning_of("Berat Badan (g)").column, meaning_of("Berat Badan (g)").unit
    ('weight_kg', 'g')
    >>> meaning_of("JenisKelamin").column, meaning_of("wilayah")
    ('sex', None)
    """
    for text in dict.fromkeys((folded(heading), folded(_CAMEL.sub(" ", cleaned(heading))))):
        if found := _known(text) or _with_unit(text) or _with_bracket(text):
            return found
    raw = cleaned(heading)
    if _PATH.fullmatch(raw):  # ODK puts the group before the question
        first, *_, last = re.split(r"[/:]", raw)
        if meaning_of(first) is None:
            return meaning_of(last)
    return None


def suggestion(heading: str) -> str | None:
    """Return the canonical column whose heading is nearest to one that is not known."""
    text = folded(heading)
    # Names such as hw13 are numbered: the nearest number is another thing.
    near = None if any(map(str.isdigit, text)) else nearest(text, _index())
    if near is None:
        return None
    column = _index()[near].column
    return column if column != AGE else "age_months"


def canonical_name(heading: str) -> str:
    """Return the canonical name that a column of a known heading has, or the heading.

    Examples
    --------
    >>> canonical_name("Kecamatan"), canonical_name("wilayah")
    ('subdistrict', 'wilayah')
    """
    found = meaning_of(heading)
    return heading if found is None or found.column == AGE else found.column


def is_identity(heading: str) -> bool:
    """Does a heading say who a child is, whose it is, or where it lives?

    Examples
    --------
    >>> is_identity("child_name"), is_identity("No. KTP Ibu"), is_identity("posyandu")
    (True, True, False)
    """
    if heading in BY_NAME:
        return heading in IDENTITY
    found = meaning_of(heading)
    if found is not None and found.column in IDENTITY:
        return True
    words = set(_WORD.findall(folded(heading)))
    if words & _PLACE_WORDS:
        words -= {"nama", "name"}  # the name of a village is no child's
    if words & _MEASURED_WORDS:
        words -= {"kepala"}
    return bool(words & _IDENTITY_WORDS)


def recognise(headings: Sequence[str | None], told: ColumnMapping | None = None) -> Recognition:
    """Return which column is which.

    What the user tells comes first: a heading named there is not taken for another column, nor
    another heading for the column.

    Raises
    ------
    ColumnError
        If a heading that the user names is not there, or twice.
    """
    texts = tuple(cleaned(heading) for heading in headings)
    named = _told_columns(texts, told) if told is not None and told.columns else {}
    taken = {entry.index for entry in named.values()}
    found: dict[str, list[ReadAs]] = {}
    ages: list[ReadAs] = []
    unknown: list[int] = []
    for index, heading in enumerate(texts):
        if index in taken or not heading:
            continue
        meaning = meaning_of(heading)
        if meaning is None:
            unknown.append(index)
        elif meaning.column == AGE:
            ages.append(ReadAs(index=index, heading=heading, meaning=meaning))
        elif meaning.column in named:
            unknown.append(index)
        else:
            found.setdefault(meaning.column, []).append(
                ReadAs(index=index, heading=heading, meaning=meaning)
            )
    columns = dict(named)
    rivals: dict[str, tuple[str, ...]] = {}
    for name, some in found.items():
        own = [entry for entry in some if entry.meaning.register]
        chosen = some if len(some) == 1 else own if len(own) == 1 else []
        if chosen:
            columns[name] = chosen[0]
            unknown += [entry.index for entry in some if entry is not chosen[0]]
        else:
            rivals[name] = tuple(entry.heading for entry in some)
            unknown += [entry.index for entry in some]
    return Recognition(
        columns=columns,
        ages=tuple(ages) if not {"age_days", "age_months"} & named.keys() else (),
        rivals=rivals,
        unknown=tuple(sorted(unknown)),
        headings=texts,
    )


def missing_column(key: str, name: str, there: Iterable[str]) -> ColumnError:
    """Return the error of a column that is not there, with the nearest that is."""
    names = [text for text in there if text]
    found, near = listed(names), None if looks_like_data(names) else nearest(name, names)
    if near is None and (column := suggestion(name)) in names:
        near = column
    if near is None:
        return ColumnError(key, column=name, found=found)
    return ColumnError(f"{key}_near", column=name, found=found, near=near)


def headings_known(headings: Iterable[str | None]) -> int:
    """Return how many different columns a row of headings names; a row of data names hardly any."""
    found = {
        meaning.column
        for heading in headings
        if heading and (meaning := meaning_of(heading)) is not None
    }
    return len(found)


def _told_columns(texts: Sequence[str], told: ColumnMapping) -> dict[str, ReadAs]:
    named = {}
    for name, heading in told.columns.items():
        at = [i for i, text in enumerate(texts) if text == cleaned(heading)]
        at = at or [i for i, text in enumerate(texts) if folded(text) == folded(heading)]
        if not at:
            raise missing_column("renamed_missing", heading, texts)
        if len(at) > 1:
            raise ColumnError("column_doubled", column=listed([heading]))
        stated = meaning_of(texts[at[0]])
        meaning = Meaning(column=name)
        own = BY_NAME[name].unit
        if stated is not None and stated.column == name:
            meaning = stated
        elif stated is not None and stated.unit and own and fits(stated.unit, own):
            meaning = replace(meaning, unit=stated.unit)
        elif unit := _unit_at_end(folded(texts[at[0]]), own):
            meaning = replace(meaning, unit=unit)
        named[name] = ReadAs(index=at[0], heading=texts[at[0]], meaning=meaning, told=True)
    return named


def _unit_at_end(text: str, own: str | None) -> str | None:
    """Return the unit that a heading of any words ends with, in brackets or as its last word."""
    word = text.rstrip(")]").rpartition(" ")[2].lstrip("([")
    unit = UNIT_OF_WORD.get(word)
    return unit if unit and own and fits(unit, own) else None


@cache
def _index() -> dict[str, Meaning]:
    """Return what each folded heading says."""
    index: dict[str, Meaning] = {}
    for column in COLUMNS:
        known: list[tuple[str | Heading, bool]] = [(column.name, False)]
        known += [(text, True) for text in column.register]
        known += [(heading, False) for heading in column.headings]
        for heading, register in known:
            said = heading if isinstance(heading, Heading) else Heading(text=heading)
            index.setdefault(
                folded(said.text),
                Meaning(
                    column=column.name,
                    unit=said.unit,
                    codes=said.codes,
                    missing=said.missing,
                    register=register,
                ),
            )
    return index | {folded(text): Meaning(column=AGE) for text in AGE_HEADINGS}


def _known(text: str) -> Meaning | None:
    return _index().get(text)


def _with_unit(text: str) -> Meaning | None:
    """Return the meaning of a heading whose last word, or end, is a unit."""
    base, _, word = text.rpartition(" ")
    if base and word in UNIT_OF_WORD:
        return _in_unit(base, UNIT_OF_WORD[word])
    for unit in _GLUED:  # wtkg, lencm
        if text.endswith(unit) and len(text) > len(unit) + 1:
            return _in_unit(text.removesuffix(unit), unit)
    return None


def _with_bracket(text: str) -> Meaning | None:
    """Return the meaning of a heading with a unit, codes or an order of dates in brackets."""
    match = _BRACKET.fullmatch(text)
    if match is None or not match[1] or match[3]:
        return None
    base, inside = match[1].strip(), match[2].strip()
    if inside in UNIT_OF_WORD:
        return _in_unit(base, UNIT_OF_WORD[inside])
    found = _known(base) or _with_unit(base)
    if found is None:
        return None
    if found.column in _CODED and "=" in inside:
        codes = {code: meaning.strip() for code, meaning in _CODE.findall(inside)}
        return replace(found, codes=codes) if codes else None
    return replace(found, order=_ORDER_OF.get(inside))


def _in_unit(base: str, unit: str) -> Meaning | None:
    found = _known(base)
    if found is None:
        return None
    if found.column == AGE:
        if not fits(unit, "days"):
            return None
        column = "age_days" if unit in {"days", "weeks"} else "age_months"
        return replace(found, column=column, unit=unit)
    own = BY_NAME[found.column].unit
    if own is None or not fits(unit, own):
        return None
    return replace(found, unit=unit)
