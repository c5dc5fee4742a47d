"""Detection of headings of identifying columns: names, numbers, parents, addresses."""

from __future__ import annotations

import re
import unicodedata

from zscore.children.columns import BY_NAME, IDENTITY
from zscore.children.headings import IDENTITY_WORDS, camel_apart, meaning_of, words_in

# Names of places are not identity.
_PLACE_WORDS = {
    "posyandu", "puskesmas", "pukesmas", "faskes", "desa", "kelurahan", "kel", "village",
    "kecamatan", "kec", "subdistrict", "kabupaten", "kab", "kota", "district", "provinsi",
    "prov", "province", "region", "clinic", "facility",
}  # fmt: skip
_ID_OF_A_PERSON = {"national", "number", "nomor", "no", "card", "kartu", "citizen"}  # beside id
# Letters of other alphabets that look like Latin ones.
_LOOKALIKES = str.maketrans(
    "АВЕКМНОРСТХІЅаеорсухіѕкмтΑΒΕΖΗΙΚΜΝΟΡΤΧο", "ABEKMHOPCTXISaeopcyxiskmtABEZHIKMNOPTXo"
)
_COMPOUNDS = re.compile(r"^(nama|nik|nm)|name$|phone")  # namaibu, nikanak, mothersfullname
_MEASURED_WORDS = {"lingkar", "circumference"}  # lingkar kepala is not a head of family


def is_identity(heading: str) -> bool:
    """Return whether a heading is that of an identifying column.

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
    letters = unicodedata.normalize("NFKC", heading).translate(_LOOKALIKES)
    letters = camel_apart(letters)
    words = words_in(letters)
    words.add("".join(x for x in letters.casefold() if x.isalpha()))  # N.I.K.
    if words & _PLACE_WORDS:
        words -= {"nama", "name"}  # the name of a village is not a person's
    elif any(_COMPOUNDS.search(word) and not _names_a_place(word) for word in words):
        return True
    if words & _MEASURED_WORDS:
        words -= {"kepala"}
    return bool(words & IDENTITY_WORDS or ("id" in words and words & _ID_OF_A_PERSON))


def _names_a_place(word: str) -> bool:
    """Return whether a compound word is the name of a place, such as villagename or namakec."""
    return any(word.startswith(place) or word.endswith(place) for place in _PLACE_WORDS)
