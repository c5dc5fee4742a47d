"""Meaning of a single heading: it is folded, its unit is read, and it is looked up in THE TABLE.

Matching all headings of a table to columns is in recognition.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from zscore.children.cells import VOCABULARIES, cleaned
from zscore.children.columns import AGE_HEADINGS, BY_NAME, COLUMNS, Heading
from zscore.children.date_cells import Order
from zscore.children.measurement_units import UNIT_OF_WORD, fits
from zscore.children.suggestions import nearest

AGE = "age"  # a heading of an age without a unit

_OR = re.compile(r" (?:or|atau) ")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_AS_SPACE = re.compile(r"[\s_.*?#'\u2013\u2014\u2019\u2020\u2021\u00b9\u00b2\u00b3-]+")
_SLASH = re.compile(r" ?/ ?")
_BRACKET = re.compile(r"(.*?) ?[(\[]([^()\[\]]*)[)\]] ?(.*)")
_CODES = (
    re.compile(r"(?P<code>\d+) ?[=: ] ?(?P<word>[a-z+][a-z+ ]*?)(?= ?(?:[,;/]|\d|$))"),
    re.compile(r"(?P<word>[a-z+][a-z+ ]*?) ?[=:] ?(?P<code>\d+)"),
)
_LIST = re.compile(r"(.*?)[ :,]+(\d+ ?=.+|[a-z]+ ?= ?\d.*)")
_NOT_KNOWN = {"dk", "unknown", "tidak tahu", "not known", "refused", "missing"}
_IN_UNIT = re.compile(r"(?P<base>.*?),? (?:in|dalam) (?P<unit>[a-z]+)")
_NUMBERED = re.compile(r"(?:q ?)?\d{1,3}[a-z]? (?=[a-z])")
_PLAIN_WORDS = {"optional", "opsional", "wajib", "required", "balita", "anak", "child"}
# Words for other persons or other times, in the group name of a question.
_FAMILY = {
    "ibu", "ayah", "ortu", "orangtua", "wali", "mother", "father", "parent", "parents", "guardian",
    "caregiver", "pengasuh", "respondent", "responden",
}  # fmt: skip
_OTHERS = {
    "hh", "household", "head", "woman", "women", "maternal", "paternal", "mum", "mom", "mama",
    "dad", "papa", "bapak", "bpk", "suami", "istri", "husband", "wife", "birth", "lahir", "last",
    "previous", "naik", "lalu", "sebelumnya", "gestational", "kehamilan", "hamil",
}  # fmt: skip
_WORDS_OF = {
    AGE: {"age", "umur", "usia"},
    "sex": {"sex", "gender", "kelamin", "jk"},
    "weight_kg": {"weight", "berat", "bb"},
    "length_height_cm": {"height", "length", "tinggi", "panjang", "tb", "pb"},
}
_DATE_WORDS = {"date", "dob", "tgl", "tanggal", "visit", "kunjungan"}
# Words for quantities derived from ages and measurements: classes, indices, groups.
_MADE_OF_THEM = {
    "status", "gizi", "nutrition", "kategori", "category", "cat", "class", "klasifikasi", "label",
    "group", "kelompok", "golongan", "code", "kode", "z", "zs", "score", "zscore", "skor", "indeks",
    "imt", "bmi", "u", "ideal", "normal", "target", "selisih", "kenaikan", "gain", "difference",
    "percentile", "persentil", "median",
}  # fmt: skip
_OF_A_CHILD = {"child", "children", "anak", "balita", "baduta", "bayi", "baby", "infant", "kid"}
_PATH = re.compile(r"[\w.-]{2,}(?:[/:][\w.-]{2,})+")
_GLUED = ("kg", "cm", "mm")
_ORDER_OF: dict[str, Order] = {
    "dd/mm/yyyy": "dmy", "dd/mm/yy": "dmy", "d/m/y": "dmy", "dd mm yyyy": "dmy", "dmy": "dmy",
    "hh/bb/tttt": "dmy", "tgl/bln/thn": "dmy", "hari/bulan/tahun": "dmy", "ddmmyyyy": "dmy",
    "mm/dd/yyyy": "mdy", "mm/dd/yy": "mdy", "m/d/y": "mdy", "mm dd yyyy": "mdy", "mdy": "mdy",
    "yyyy/mm/dd": "ymd", "yyyy mm dd": "ymd", "yy/mm/dd": "ymd", "ymd": "ymd",
}  # fmt: skip
_CODED = ("sex", "measured", "oedema")

# A heading with one of these words is identity in any table, not only in exports; see also
# identity_headings.py.
IDENTITY_WORDS = {
    "nik", "ktp", "kk", "nama", "name", "alamat", "address", "street", "jalan", "rt", "rw",
    "domisili", "hp", "wa", "telp", "telepon", "tel", "phone", "mobile", "email", "surel",
    "bpjs", "jkn", "akta", "passport", "paspor", "ibu", "ayah", "ortu", "orangtua", "wali",
    "mother", "father", "parent", "parents", "guardian", "caregiver", "pengasuh", "kepala",
    "respondent", "responden", "identitas", "kependudukan", "keluarga", "bapak", "suami", "istri",
    "mama", "papa", "tua", "panggilan", "kontak", "contact", "telephone", "handphone", "whatsapp",
    "nohp", "telpon", "tlp", "cellphone", "mail", "adress", "jln", "rtrw", "akte", "latitude",
    "longitude", "geolocation", "koordinat", "lat", "lon", "lng", "gps", "identity", "mrn",
    "medis", "certificate", "krt",
}  # fmt: skip
_WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True, kw_only=True)
class Meaning:
    """Meaning of a heading."""

    column: str  # a canonical name, or AGE
    unit: str | None = None  # stated by the heading
    codes: Mapping[str, str] = field(default_factory=dict)
    missing: frozenset[str] = frozenset()
    order: Order | None = None
    register: bool = False  # whether it is a heading of e-PPGBM exports


def folded(heading: str | None) -> str:
    """Return a heading normalised for comparison: case, spaces, underscores, dots and dashes.

    Examples
    --------
    >>> folded("\\u00a0Tgl_Lahir "), folded("ZS  BB / U"), folded("Age.Months")
    ('tgl lahir', 'zs bb/u', 'age months')
    """
    if not heading:
        return ""
    text = _SLASH.sub("/", _AS_SPACE.sub(" ", cleaned(heading)))
    return _OR.sub("/", text.strip().casefold())


def camel_apart(heading: str) -> str:
    """Split camel case in a heading: ``JenisKelamin`` becomes ``Jenis Kelamin``."""
    return _CAMEL.sub(" ", heading)


def words_in(heading: str | None) -> set[str]:
    """Return the words of a heading, folded."""
    return set(_WORD.findall(folded(heading)))


@cache
def meaning_of(heading: str) -> Meaning | None:
    """Return the meaning of a heading, or None if it is unknown.

    Examples
    --------
    >>> meaning_of("Berat Badan (g)").column, meaning_of("Berat Badan (g)").unit
    ('weight_kg', 'g')
    >>> meaning_of("JenisKelamin").column, meaning_of("wilayah")
    ('sex', None)
    """
    ways = (folded(heading), folded(camel_apart(cleaned(heading))))
    plain = [text.strip(" :") for text in ways]
    for text in dict.fromkeys((*plain, *(_NUMBERED.sub("", text, count=1) for text in plain))):
        if found := _known(text) or _with_unit(text) or _with_bracket(text) or _with_list(text):
            return found
    raw = cleaned(heading)
    if _PATH.fullmatch(raw):  # ODK writes the group before the question
        first, *_, last = re.split(r"[/:]", raw)
        words = words_in(raw.removesuffix(last))
        if meaning_of(first) is None and not words & (IDENTITY_WORDS | _OTHERS):
            return meaning_of(last)
    return None


def suggestion(heading: str) -> str | None:
    """Return the canonical column whose heading is most similar to an unknown one."""
    text = folded(heading)
    # Names such as hw13 are numbered: a similar number means something else.
    near = None if any(map(str.isdigit, text)) else nearest(text, _index())
    if near is None:
        return None
    column = _index()[near].column
    return column if column != AGE else "age_months"


def canonical_name(heading: str) -> str:
    """Return the canonical name for a heading, or the heading itself if unknown.

    Examples
    --------
    >>> canonical_name("Kecamatan"), canonical_name("wilayah")
    ('subdistrict', 'wilayah')
    """
    found = meaning_of(heading)
    return heading if found is None or found.column == AGE else found.column


def columns_named(headings: Iterable[str | None]) -> set[str]:
    """Return the columns named by a row of headings; a row of data names hardly any."""
    return {
        meaning.column
        for heading in headings
        if heading and (meaning := meaning_of(heading)) is not None
    }


def may_be(column: str, heading: str) -> bool:
    """Return whether an unknown heading may be a child's sex, age, weight or length.

    Examples
    --------
    >>> may_be(AGE, "age_now_months"), may_be(AGE, "Umur Ibu"), may_be("sex", "Index child sex")
    (True, False, True)
    >>> may_be("weight_kg", "Status Gizi Balita (BB/U)"), may_be(AGE, "Kelompok Umur (bulan)")
    (False, False)
    """
    words = words_in(heading)
    if not words & _WORDS_OF[column] or words & _MADE_OF_THEM or names_another(heading):
        return False
    return bool(words & _OF_A_CHILD) or (
        column == AGE
        and any(word in UNIT_OF_WORD and fits(UNIT_OF_WORD[word], "days") for word in words)
    )


def is_near_an_age(heading: str) -> bool:
    """Return whether an unknown heading may be an age, or a date of birth or visit."""
    words = words_in(heading)
    return bool(words & (_WORDS_OF[AGE] | _DATE_WORDS)) and not names_another(heading)


def is_of_a_child(heading: str) -> bool:
    """Return whether a heading explicitly refers to a child."""
    return bool(words_in(heading) & _OF_A_CHILD)


def names_another(heading: str | None) -> bool:
    """Return whether a group heading refers to another person, or not to the visit."""
    return bool(words_in(heading) & (_FAMILY | _OTHERS))


def is_of_a_visit(column: str) -> bool:
    """Return whether a column is used for z-scores, or is an age."""
    return column == AGE or BY_NAME[column].group in {"child", "measurement"}


def joined(upper: str | None, lower: str | None, *, merged: bool) -> str | None:
    """Combine two headings, one above the other.

    ``upper`` may belong to a cell further left that is ``merged`` across this column.

    Examples
    --------
    >>> joined("Umur", "Bulan", merged=False), joined("Pengukuran", "BB", merged=True)
    ('Umur Bulan', 'BB')
    >>> joined("Data Ibu", "Umur", merged=False)
    'Data Ibu Umur'
    """
    if not upper or not lower:
        return lower or (None if merged else upper)
    both = f"{upper} {lower}"
    if meaning_of(both) is not None:
        return both
    if meaning_of(lower) is not None:
        return both if names_another(upper) else lower
    return lower if merged else both


def are_headings(cells: Iterable[str | None]) -> bool:
    """Return whether a row below the headings has only headings, units or date orders."""
    texts = [cell for cell in cells if cleaned(cell)]
    plain = [folded(text).strip("()[] ") for text in texts]
    return bool(texts) and all(
        word in UNIT_OF_WORD or word in _ORDER_OF or meaning_of(str(text)) is not None
        for word, text in zip(plain, texts, strict=True)
    )


@cache
def _index() -> dict[str, Meaning]:
    """Return the meaning of each folded heading."""
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
    """Return the meaning of a heading that ends with a unit."""
    if (match := _IN_UNIT.fullmatch(text)) and match["unit"] in UNIT_OF_WORD:
        return _in_unit(match["base"].rstrip(", "), UNIT_OF_WORD[match["unit"]])
    base, _, word = text.rpartition(" ")
    base = base.rstrip(",")
    if base and word in UNIT_OF_WORD:
        return _in_unit(base, UNIT_OF_WORD[word])
    for unit in _GLUED:  # wtkg, lencm
        if text.endswith(unit) and len(text) > len(unit) + 1:
            return _in_unit(text.removesuffix(unit), unit)
    return None


def _with_bracket(text: str) -> Meaning | None:
    """Return the meaning of a heading with a unit, codes or an order of dates in brackets.

    Anything else in brackets may name another person or time, so the heading is unknown.
    """
    match = _BRACKET.fullmatch(text)
    if match is None or not match[1] or match[3]:
        return None
    base, inside = match[1].strip(), match[2].strip()
    unit = inside.removeprefix("in ").removeprefix("dalam ")
    if unit in UNIT_OF_WORD:
        return _in_unit(base, UNIT_OF_WORD[unit])
    found = _known(base) or _with_unit(base)
    if found is None:
        return None
    column = BY_NAME.get(found.column)
    if column is not None and column.name in _CODED:
        return _with_codes(found, inside)
    if column is not None and column.kind == "date" and inside in _ORDER_OF:
        return replace(found, order=_ORDER_OF[inside])
    harmless = column is not None and column.group in {"identity", "place", "register"}
    same = _known(inside)
    harmless |= same is not None and same.column == found.column
    return found if harmless or inside in _PLAIN_WORDS else None


def _with_list(text: str) -> Meaning | None:
    """Return the meaning of a heading followed by codes without brackets."""
    match = _LIST.fullmatch(text)
    found = None if match is None else _known(match[1])
    if match is None or found is None or found.column not in _CODED:
        return None
    return _with_codes(found, match[2])


def _with_codes(found: Meaning, inside: str) -> Meaning | None:
    """Return a coded column with the codes in its heading, or None if they are unclear."""
    texts = VOCABULARIES[BY_NAME[found.column].kind].texts
    digits = re.findall(r"\d+", inside)
    if not digits:  # (L/P), (m/f): the words themselves
        words = [word.strip() for word in re.split(r"[/,;]", inside)]
        return found if all(word in texts or word in _PLAIN_WORDS for word in words) else None
    for form in _CODES:
        pairs = {m["code"]: m["word"].strip() for m in form.finditer(inside)}
        words = [word for word in pairs.values() if word not in _NOT_KNOWN]
        known = all(word in texts for word in words)
        if len(pairs) == len(digits) and known and len({texts[word] for word in words}) > 1:
            meant = {c: "" if word in _NOT_KNOWN else word for c, word in pairs.items()}
            return replace(found, codes=meant)
    return None


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
