"""THE TABLE of columns in e-PPGBM exports: canonical name, spellings, kind of value.

Exports come in several layouts (A, A0, B, C, D, E were seen) that differ in
order, spelling and choice of columns; a column is known by its heading alone.
A new spelling is a new alias here, or ``--columns weight_kg=Berat`` by the user.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "number", "size", "date", "sex", "measured", "age", "nik"]


@dataclass(frozen=True, kw_only=True)
class Field:
    """One column of the clean table."""

    name: str
    aliases: tuple[str, ...]  # headings as in ``folded``
    kind: Kind = "text"  # a "size" is a number that is missing where it is 0
    identity: bool = False  # says who the child is or where it lives


FIELDS = (
    Field(name="period", aliases=("periode",)),
    Field(name="row_number", aliases=("no",)),
    Field(name="nik", aliases=("nik",), kind="nik", identity=True),
    Field(name="child_name", aliases=("nama", "nama anak", "nama balita"), identity=True),
    Field(name="sex", aliases=("jk", "jenis kelamin"), kind="sex"),
    Field(name="birth_date", aliases=("tgl lahir", "tanggal lahir"), kind="date"),
    Field(
        name="birth_weight_kg",
        aliases=("bb lahir", "berat lahir - sasaran (kg)"),
        kind="size",
    ),
    Field(
        name="birth_length_cm",
        aliases=("tb lahir", "panjang lahir - sasaran (cm)"),
        kind="size",
    ),
    Field(
        name="birth_head_circumference_cm",
        aliases=("lingkar kepala lahir (cm)",),
        kind="size",
    ),
    Field(name="gestational_age_weeks", aliases=("usia kehamilan (minggu)",), kind="size"),
    Field(name="child_order", aliases=("anak ke",)),
    Field(name="early_breastfeeding", aliases=("imd",)),
    Field(name="family_card_number", aliases=("nomor kk",), identity=True),
    Field(
        name="parent_name",
        aliases=("nama ortu", "nama orang tua (ibu/ayah)"),
        identity=True,
    ),
    Field(name="parent_nik", aliases=("nik orang tua",), identity=True),
    Field(name="parent_phone", aliases=("no hp orang tua",), identity=True),
    Field(name="province", aliases=("prov", "provinsi")),
    Field(name="district", aliases=("kab/kota", "kabupaten", "kabupaten/kota")),
    Field(name="subdistrict", aliases=("kec", "kecamatan")),
    # "Pukesmas" is how the exports spell it.
    Field(name="puskesmas", aliases=("pukesmas", "puskesmas")),
    Field(name="village", aliases=("desa/kel", "kelurahan", "desa/kelurahan", "desa")),
    Field(name="posyandu", aliases=("posyandu",)),
    Field(name="rt", aliases=("rt",), identity=True),
    Field(name="rw", aliases=("rw",), identity=True),
    Field(name="address", aliases=("alamat",), identity=True),
    Field(name="age_at_visit", aliases=("usia saat ukur", "usia saatukur"), kind="age"),
    Field(
        name="visit_date",
        aliases=("tanggal pengukuran", "tgl ukur", "tanggal ukur"),
        kind="date",
    ),
    Field(name="weight_kg", aliases=("berat", "berat (kg)", "bb"), kind="number"),
    Field(name="length_height_cm", aliases=("tinggi", "tinggi (cm)", "tb"), kind="number"),
    Field(name="measured", aliases=("cara ukur",), kind="measured"),
    Field(name="arm_circumference_cm", aliases=("lila", "lila (cm)"), kind="size"),
    Field(name="published_waz_label", aliases=("bb/u", "bbu")),
    Field(name="published_waz", aliases=("zs bb/u", "zs bbu"), kind="number"),
    Field(name="published_haz_label", aliases=("tb/u", "tbu")),
    Field(name="published_haz", aliases=("zs tb/u", "zs tbu"), kind="number"),
    Field(name="published_whz_label", aliases=("bb/tb", "bbtb")),
    Field(name="published_whz", aliases=("zs bb/tb", "zs bbtb"), kind="number"),
    Field(name="weight_gain", aliases=("naik berat badan",)),
    Field(name="supplementary_food_kg", aliases=("pmt diterima (kg)",)),
    Field(name="vitamin_a_doses", aliases=("jml vit a",)),
    Field(name="kpsp", aliases=("kpsp",)),
    Field(name="kia", aliases=("kia",)),
    Field(name="mothers_class", aliases=("kelas ibu balita",)),
    Field(name="mbg", aliases=("mbg",)),
    Field(name="detail", aliases=("detail",)),
)

IDENTITY = frozenset(field.name for field in FIELDS if field.identity)
_NAME_OF = {alias: field.name for field in FIELDS for alias in field.aliases}
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
# Without these a row of headings is not taken for an export's.
_REQUIRED = ({"sex"}, {"birth_date"}, {"visit_date"}, {"weight_kg", "length_height_cm"})
_SPACES = re.compile(r"[\s_]+")
_INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff]")
_WORD = re.compile(r"[a-z]+")
_NAMES = frozenset(field.name for field in FIELDS)


def folded(heading: str | None) -> str:
    """Return a heading as aliases are compared: spaces, underscores and case do not matter.

    Examples
    --------
    >>> folded("\\u00a0Tgl_Lahir "), folded("ZS  BB/U")
    ('tgl lahir', 'zs bb/u')
    """
    return _SPACES.sub(" ", _INVISIBLE.sub("", heading or "")).strip().casefold()


def canonical_name(heading: str) -> str:
    """Return the name that a column of a known heading has here, or the heading.

    Examples
    --------
    >>> canonical_name("Kecamatan"), canonical_name("wilayah")
    ('subdistrict', 'wilayah')
    """
    return _NAME_OF.get(folded(heading), heading)


def is_identity(heading: str) -> bool:
    """Does a heading say who a child is, whose it is, or where it lives?

    Examples
    --------
    >>> is_identity("child_name"), is_identity("No. KTP Ibu"), is_identity("posyandu")
    (True, True, False)
    """
    if heading in _NAMES:
        return heading in IDENTITY
    words = set(_WORD.findall(folded(heading)))
    if words & _PLACE_WORDS:
        words -= {"nama", "name"}  # the name of a village is no child's
    return bool(words & _IDENTITY_WORDS)


def recognise(
    headings: Sequence[str | None], columns: Mapping[str, str] | None = None
) -> dict[int, str]:
    """Return the canonical name of each column that is known, by its place.

    ``columns`` adds headings of the user's own: ``{"weight_kg": "Berat Anak"}``. A
    second column of the same name is left as it is.
    """
    own = {folded(heading): name for name, heading in (columns or {}).items()}
    known: dict[int, str] = {}
    # The user's own headings come first: what they name is not taken by an alias.
    for names in (own, {alias: name for alias, name in _NAME_OF.items() if alias not in own}):
        for place, heading in enumerate(headings):
            name = names.get(folded(heading))
            if name and name not in known.values():
                known[place] = name
    return known


def is_export(names: set[str]) -> bool:
    """Do these canonical names make an e-PPGBM export?"""
    return all(names & choices for choices in _REQUIRED)
