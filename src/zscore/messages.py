"""Every sentence a user may read, in English and Indonesian.

``MESSAGES`` maps a key to its sentences; ``text`` fills one in. Whole numbers
are grouped the way the language does it. A test holds that both languages
exist and name the same values.
"""

from __future__ import annotations

LANGUAGES = ("en", "id")


def text(key: str, lang: str = "en", /, **values: object) -> str:
    """Return the sentence ``key`` in ``lang``, with ``values`` filled in.

    Examples
    --------
    >>> text("rows_read", "en", n=1234567), text("rows_read", "id", n=1234567)
    ('rows read: 1,234,567', 'baris dibaca: 1.234.567')
    """
    sentence = MESSAGES[key][lang]
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


MESSAGES: dict[str, dict[str, str]] = {
    # --- wrong calls ---------------------------------------------------------------------
    "unknown_indicator": {
        "en": "unknown indicator '{name}'; known: {known}.",
        "id": "indikator '{name}' tidak dikenal; yang dikenal: {known}.",
    },
    "unknown_profile": {
        "en": "unknown profile '{name}'; known: {known}.",
        "id": "profil '{name}' tidak dikenal; yang dikenal: {known}.",
    },
    "unknown_scheme": {
        "en": "unknown scheme '{name}'; known: {known}, or a Scheme of your own.",
        "id": "skema '{name}' tidak dikenal; yang dikenal: {known}, atau Scheme buatan sendiri.",
    },
    "unknown_language": {
        "en": "unknown language '{name}'; known: {known}.",
        "id": "bahasa '{name}' tidak dikenal; yang dikenal: {known}.",
    },
    "labels_do_not_fit": {
        "en": "condition '{name}' has {found} labels. Its cut-offs make {n} classes, "
        "each with a label of its own.",
        "id": "kondisi '{name}' punya {found} label. Ambang batasnya membentuk {n} kelas, "
        "masing-masing dengan label sendiri.",
    },
    "nothing_to_classify": {
        "en": "none of the columns that scheme '{scheme}' classifies is there: {columns}. "
        "Found: {found}. Score the table first, with score_children.",
        "id": "tidak satu pun kolom yang diklasifikasi skema '{scheme}' ada: {columns}. "
        "Yang ada: {found}. Hitung dahulu z-scorenya dengan score_children.",
    },
    "cannot_broadcast": {
        "en": "the shapes do not go together: {shapes}. "
        "Scalars and arrays that broadcast as in numpy are accepted.",
        "id": "bentuk larik tidak cocok: {shapes}. "
        "Diterima: skalar dan larik yang dapat di-broadcast seperti di numpy.",
    },
    "unknown_age_rule": {
        "en": "unknown age rule '{name}'; known: {known}.",
        "id": "aturan umur '{name}' tidak dikenal; yang dikenal: {known}.",
    },
    "column_missing": {
        "en": "column '{column}' is missing. Found: {found}. Rename one with {rename}.",
        "id": "kolom '{column}' tidak ada. Yang ada: {found}. Ganti namanya dengan {rename}.",
    },
    "renamed_missing": {
        "en": "column '{column}' is missing. Found: {found}. Name one of these.",
        "id": "kolom '{column}' tidak ada. Yang ada: {found}. Sebut salah satunya.",
    },
    "column_doubled": {
        "en": "column '{column}' is there twice. Every name may occur once. Rename one of the two.",
        "id": "kolom '{column}' ada dua. Setiap nama hanya boleh sekali. Ganti nama salah satunya.",
    },
    "column_taken": {
        "en": "column '{column}' is in the table already and would be overwritten. "
        "The output adds a column of that name. Rename or drop yours.",
        "id": "kolom '{column}' sudah ada dan akan tertimpa. "
        "Hasilnya menambah kolom dengan nama itu. Ganti nama atau hapus kolom Anda.",
    },
    "number_unreadable": {
        "en": "column '{column}': {n} of {rows} values are not numbers ({value} first, "
        "at row {row}). Accepted: numbers such as 10.4. Correct them or leave them empty.",
        "id": "kolom '{column}': {n} dari {rows} nilai bukan angka (pertama {value}, "
        "di baris {row}). Diterima: angka seperti 10.4. Perbaiki atau kosongkan.",
    },
    "date_unreadable": {
        "en": "column '{column}': {n} of {rows} values are not dates ({value} first, "
        "at row {row}). Accepted: 2024-08-17. Convert them before.",
        "id": "kolom '{column}': {n} dari {rows} nilai bukan tanggal (pertama {value}, "
        "di baris {row}). Diterima: 2024-08-17. Ubah dahulu.",
    },
    "not_numbers": {
        "en": "column '{column}' holds {kind}. Accepted: numbers. Convert it before.",
        "id": "kolom '{column}' berisi {kind}. Diterima: angka. Ubah dahulu.",
    },
    "not_codes": {
        "en": "column '{column}' holds {kind}. Accepted: {accepted}. Recode it before.",
        "id": "kolom '{column}' berisi {kind}. Diterima: {accepted}. Ubah kodenya dahulu.",
    },
    "not_dates": {
        "en": "column '{column}' holds {kind}. Accepted: dates. Convert it before.",
        "id": "kolom '{column}' berisi {kind}. Diterima: tanggal. Ubah dahulu.",
    },
    "unknown_code": {
        "en": "column '{column}': {n} of {rows} values are not known ({value} first, "
        "at row {row}). Accepted: {accepted}. Recode them before; nothing is guessed.",
        "id": "kolom '{column}': {n} dari {rows} nilai tidak dikenal (pertama {value}, "
        "di baris {row}). Diterima: {accepted}. Ubah kodenya dahulu; tidak ada yang ditebak.",
    },
    "unequal_lengths": {
        "en": "the columns are not equally long: {lengths}. Every column needs a value a child.",
        "id": "panjang kolom tidak sama: {lengths}. Setiap kolom perlu satu nilai per anak.",
    },
    "not_a_column": {
        "en": "column '{column}' is no one-dimensional array. "
        "A dict of arrays is accepted. Give one value a child.",
        "id": "kolom '{column}' bukan larik satu dimensi. "
        "Diterima: dict berisi larik. Berikan satu nilai per anak.",
    },
    "lazy_table": {
        "en": "a {kind} is lazy and would be pulled into memory whole. "
        "Accepted: pandas, polars and pyarrow tables, dicts of arrays. Collect it before.",
        "id": "{kind} bersifat lazy dan akan ditarik seluruhnya ke memori. "
        "Diterima: tabel pandas, polars, pyarrow, dict berisi larik. Kumpulkan dahulu.",
    },
    "unknown_table": {
        "en": "a {kind} is no table. "
        "Accepted: pandas, polars and pyarrow tables, dicts of arrays, Arrow streams.",
        "id": "{kind} bukan tabel. "
        "Diterima: tabel pandas, polars, pyarrow, dict berisi larik, aliran Arrow.",
    },
    # --- files ---------------------------------------------------------------------------
    "file_unopened": {
        "en": "{file}: cannot be opened ({why}). A readable file is needed.",
        "id": "{file}: tidak dapat dibuka ({why}). Perlu berkas yang dapat dibaca.",
    },
    "file_empty": {
        "en": "{file}: the file is empty. Export it again.",
        "id": "{file}: berkas kosong. Ekspor ulang.",
    },
    "file_of_other_kind": {
        "en": "{file}: this is a {kind} file. Accepted: xlsx, xls, ods, csv, HTML tables, Parquet. "
        "Export it as one of these.",
        "id": "{file}: ini berkas {kind}. Diterima: xlsx, xls, ods, csv, tabel HTML, Parquet. "
        "Ekspor sebagai salah satunya.",
    },
    "file_damaged": {
        "en": "{file}: the {kind} file is damaged or cut off. A whole file is needed. "
        "Export or copy it again.",
        "id": "{file}: berkas {kind} rusak atau terpotong. Perlu berkas utuh. "
        "Ekspor atau salin ulang.",
    },
    "quote_unclosed": {
        "en": "{file}: a quotation mark that is not closed in row {row} swallows the rows after it. "
        "Every quotation mark needs its partner. Remove it or export again.",
        "id": "{file}: tanda kutip yang tidak ditutup di baris {row} menelan baris sesudahnya. "
        "Setiap tanda kutip perlu pasangannya. Hapus atau ekspor ulang.",
    },
    "html_frameset": {
        "en": "{file}: this is the frame of a saved web page and holds no data. "
        "The data lie in the folder saved beside it. Export again as xlsx or csv.",
        "id": "{file}: ini hanya bingkai halaman web yang disimpan, tanpa data. "
        "Datanya ada di folder yang tersimpan di sampingnya. Ekspor ulang sebagai xlsx atau csv.",
    },
    "html_no_table": {
        "en": "{file}: this web page holds no table. A page with a table is needed. Export again.",
        "id": "{file}: halaman web ini tidak berisi tabel. Perlu halaman bertabel. Ekspor ulang.",
    },
    "layout_unknown": {
        "en": "{file}: no header of an e-PPGBM export in the first {rows} rows. Found: {found}. "
        "Lacking: {lacking}. Name the columns with --columns {example}.",
        "id": "{file}: tidak ada judul kolom ekspor e-PPGBM di {rows} baris pertama. "
        "Yang ada: {found}. Yang kurang: {lacking}. Sebut kolomnya dengan --columns {example}.",
    },
    "rows_read": {"en": "rows read: {n}", "id": "baris dibaca: {n}"},
}
