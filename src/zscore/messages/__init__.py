"""Every sentence a user may read, in English (en.py) and Indonesian (id.py)."""

from __future__ import annotations

from zscore.messages import en
from zscore.messages import id as indonesian

SENTENCES: dict[str, dict[str, str]] = {"en": en.SENTENCES, "id": indonesian.SENTENCES}
LANGUAGES = tuple(SENTENCES)


def text(key: str, lang: str = "en", /, **values: object) -> str:
    """Return the sentence ``key`` in ``lang``, with ``values`` filled in.

    Whole numbers are grouped the way the language does it.

    Examples
    --------
    >>> text("and_more", "en", n=1234), text("and_more", "id", n=1234)
    ('and 1,234 more kinds (see them with --all)', 'dan 1.234 jenis lagi (tampilkan dengan --all)')
    """
    sentence = SENTENCES[lang][key]
    return sentence.format(**{name: grouped(value, lang) for name, value in values.items()})


def grouped(value: object, lang: str) -> object:
    """Return a whole number with thousands grouped, anything else as it is."""
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}" if lang == "en" else f"{value:,}".replace(",", ".")
    return value


def decimal(value: float, digits: int, lang: str) -> str:
    """Return ``value`` with ``digits`` decimals and the language's decimal mark."""
    shown = f"{value:.{digits}f}"
    return shown if lang == "en" else shown.replace(".", ",")
