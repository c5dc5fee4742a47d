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
    >>> text("and_more", "en", n=1234), text("and_more", "id", n=1234)
    ('and 1,234 more kinds', 'dan 1.234 jenis lagi')
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
    "labels_do_not_fit": {
        "en": "'{name}': the labels do not fit. {n} different ones are needed in each language, "
        'as in labels={{"en": (…,)}}.',
        "id": "'{name}': labelnya tidak cocok. Perlu {n} label berbeda di setiap bahasa, "
        'seperti labels={{"id": (…,)}}.',
    },
    "cutoffs_do_not_fit": {
        "en": "'{name}': the cut-offs must be numbers that rise, all of below before all of above, "
        "as in below=(-3.0, -2.0).",
        "id": "'{name}': ambang batas harus berupa angka yang menaik, semua below sebelum above, "
        "seperti below=(-3.0, -2.0).",
    },
    "patterns_do_not_fit": {
        "en": "'{name}': patterns must name a label for each of the {n} outcomes of its tests.",
        "id": "'{name}': patterns harus menyebut label untuk setiap {n} hasil tesnya.",
    },
    "names_do_not_fit": {
        "en": "scheme '{name}': '{column}' is there twice. Every condition needs its own name.",
        "id": "skema '{name}': '{column}' ada dua. Setiap kondisi perlu nama sendiri.",
    },
    "labels_lacking": {
        "en": "'{name}' has no labels in '{lang}'. It has: {known}.",
        "id": "'{name}' tidak punya label dalam '{lang}'. Yang ada: {known}.",
    },
    "bad_threads": {
        "en": "threads is {value}. A whole number from 1 on is accepted, or None for all cores.",
        "id": "threads bernilai {value}. Diterima bilangan bulat mulai 1, atau None (semua inti).",
    },
    "no_indicators": {
        "en": "no indicator is asked for. Accepted: a list of some of {known}, or None for all.",
        "id": "tidak ada indikator yang diminta. Diterima: daftar dari {known}, atau None.",
    },
    "nothing_to_classify": {
        "en": "none of the columns that scheme '{scheme}' classifies is there: {columns}. "
        "Found: {found}. Score the table first, with score_children.",
        "id": "tidak satu pun kolom yang diklasifikasi skema '{scheme}' ada: {columns}. "
        "Yang ada: {found}. Hitung dahulu z-score-nya dengan score_children.",
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
        "en": "column {lacking} is missing. Found: {found}. "
        'Rename one with columns={{"{first}": "{example}"}} (command line: '
        "--columns {first}={example}).",
        "id": "kolom {lacking} tidak ada. Yang ada: {found}. "
        'Ganti nama dengan columns={{"{first}": "{example}"}} (baris perintah: '
        "--columns {first}={example}).",
    },
    "columns_missing": {
        "en": "columns {lacking} are missing. Found: {found}. "
        'Rename with columns={{"{first}": "{example}"}} (command line: '
        "--columns {first}={example}).",
        "id": "kolom {lacking} tidak ada. Yang ada: {found}. "
        'Ganti nama dengan columns={{"{first}": "{example}"}} (baris perintah: '
        "--columns {first}={example}).",
    },
    "unknown_rename": {
        "en": "'{name}' is not a column that is used here. Known: {known}.",
        "id": "'{name}' bukan kolom yang dipakai di sini. Yang dikenal: {known}.",
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
        "en": "column '{column}' is in the table already and would be overwritten. Give the "
        "new columns another name (--prefix zs_), or let them replace yours (--replace); in "
        'Python prefix="zs_" or replace=True, or rename yours.',
        "id": "kolom '{column}' sudah ada dan akan tertimpa. Beri nama lain untuk kolom baru "
        '(--prefix zs_), atau gantikan kolom Anda (--replace); di Python prefix="zs_" atau '
        "replace=True, atau ganti nama kolom Anda.",
    },
    "number_unreadable": {
        "en": "column '{column}': {n} of {rows} values are not numbers ({value} first, at row "
        "{row}). Accepted: numbers such as 10.4 or 10,4. Correct them, name what means missing "
        "with --missing, or count such cells as missing with --on-unreadable missing.",
        "id": "kolom '{column}': {n} dari {rows} nilai bukan angka (pertama {value}, di baris "
        "{row}). Diterima: angka seperti 10.4 atau 10,4. Perbaiki, sebutkan tanda kosong "
        "dengan --missing, atau hitung sel itu sebagai kosong dengan --on-unreadable missing.",
    },
    "date_unreadable": {
        "en": "column '{column}': {n} of {rows} values are not dates ({value} first, at row "
        "{row}). Accepted: 2024-08-17, 17 August 2024, and 17/08/2024 where the dates tell "
        "whether the day comes first; else say it with --dates dmy or --dates mdy. To count "
        "such cells as missing: --on-unreadable missing.",
        "id": "kolom '{column}': {n} dari {rows} nilai bukan tanggal (pertama {value}, di "
        "baris {row}). Diterima: 2024-08-17, 17 Agustus 2024, dan 17/08/2024 bila urutannya "
        "dapat diketahui; jika tidak, sebutkan dengan --dates dmy atau --dates mdy. Agar sel "
        "itu dihitung kosong: --on-unreadable missing.",
    },
    "age_unreadable": {
        "en": "column '{column}': {n} of {rows} values are not ages ({value} first, at row "
        "{row}). Accepted: '2 years 11 months 9 days', '2 Tahun - 11 Bulan - 9 Hari', '35 bulan'. "
        "Correct them, or count such cells as missing with --on-unreadable missing.",
        "id": "kolom '{column}': {n} dari {rows} nilai bukan umur (pertama {value}, di baris "
        "{row}). Diterima: '2 Tahun - 11 Bulan - 9 Hari', '2 th 11 bln', '35 bulan'. "
        "Perbaiki, atau hitung sel itu sebagai kosong dengan --on-unreadable missing.",
    },
    "dates_exchanged": {
        "en": "column '{column}': a spreadsheet that expects the month first seems to have read "
        "these dates: every date it understood has a day up to 12, the rest are above. To "
        "exchange day and month back: --dates exchanged; if the dates are right: --dates dmy.",
        "id": "kolom '{column}': tanggal ini tampaknya dibuka lembar kerja yang menulis bulan "
        "dahulu: semua tanggal yang dikenalinya berhari 1–12, sisanya di atas 12. Untuk menukar "
        "kembali hari dan bulan: --dates exchanged; bila tanggalnya benar: --dates dmy.",
    },
    "warn_dates_exchanged": {
        "en": "{file}: in '{heading}', every date a spreadsheet understood has a day up to 12, and "
        "the rest are above: day and month were probably exchanged. To exchange them back: "
        "--dates exchanged; if the dates are right: --dates dmy.",
        "id": "{file}: pada '{heading}', semua tanggal yang dikenali lembar kerja berhari 1–12, "
        "sisanya di atas 12: hari dan bulan mungkin tertukar. Untuk menukarnya kembali: "
        "--dates exchanged; bila tanggalnya benar: --dates dmy.",
    },
    "warn_order_of_few": {
        "en": "{file}: hardly any date of '{heading}' tells whether the day or the month comes "
        "first; by those few they are read as {order}. Look at some, and say it: --dates dmy or "
        "--dates mdy.",
        "id": "{file}: hampir tidak ada tanggal pada '{heading}' yang menunjukkan hari atau bulan "
        "yang ditulis dahulu; dari yang sedikit itu dibaca sebagai {order}. Periksa beberapa, lalu "
        "sebutkan: --dates dmy atau --dates mdy.",
    },
    "foreign_z": {
        "en": "z-scores in these files were not written by zscore: they are compared, and the "
        "measurements are scored. To count by them as they are: --trust-z",
        "id": "z-score di berkas ini bukan buatan zscore: hanya dibandingkan, dan pengukurannya "
        "dihitung ulang. Untuk memakainya apa adanya: --trust-z",
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
        "en": "column '{column}': {n} of {rows} values are not known ({value} first, at row "
        "{row}). Accepted: {accepted}. Nothing is guessed: say what a code means with --codes "
        "{option}, or count such cells as missing with --on-unreadable missing.",
        "id": "kolom '{column}': {n} dari {rows} nilai tidak dikenal (pertama {value}, di "
        "baris {row}). Diterima: {accepted}. Tidak ada yang ditebak: sebutkan arti kodenya "
        "dengan --codes {option}, atau hitung sel itu sebagai kosong dengan --on-unreadable "
        "missing.",
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
        "Accepted: pandas, polars and pyarrow tables, dicts of arrays. Collect it before, or use "
        "zscore.engines.dask, zscore.engines.spark or a recipe of docs/engines.md.",
        "id": "{kind} bersifat lazy dan akan ditarik seluruhnya ke memori. "
        "Diterima: tabel pandas, polars, pyarrow, dict berisi larik. Kumpulkan dahulu, atau pakai "
        "zscore.engines.dask, zscore.engines.spark, atau resep di docs/engines.md.",
    },
    "engine_missing": {
        "en": "{engine} is not installed. Install it with: pip install 'zscore-growth[{extra}]'.",
        "id": "{engine} belum dipasang. Pasang dengan: pip install 'zscore-growth[{extra}]'.",
    },
    "not_of_engine": {
        "en": "a {kind} is no DataFrame of {engine}. For tables in memory use the functions of "
        "zscore itself.",
        "id": "{kind} bukan DataFrame {engine}. Untuk tabel di memori pakai fungsi zscore sendiri.",
    },
    "visits_apart": {
        "en": "one_per_child and child cannot be used here: the visits of a child may be in "
        "different parts. Keep one visit of each child before.",
        "id": "one_per_child dan child tidak dapat dipakai di sini: kunjungan seorang anak mungkin "
        "berada di bagian yang berbeda. Sisakan satu kunjungan tiap anak terlebih dahulu.",
    },
    "unknown_table": {
        "en": "a {kind} is no table. "
        "Accepted: pandas, polars and pyarrow tables, dicts of arrays, Arrow streams.",
        "id": "{kind} bukan tabel. "
        "Diterima: tabel pandas, polars, pyarrow, dict berisi larik, aliran Arrow.",
    },
    "renamed_missing_near": {
        "en": "column '{column}' is missing; did you mean '{near}'? Found: {found}.",
        "id": "kolom '{column}' tidak ada; maksudnya '{near}'? Yang ada: {found}.",
    },
    "unknown_rename_near": {
        "en": "'{name}' is not a column that is used here; did you mean '{near}'? Known: {known}.",
        "id": "'{name}' bukan kolom yang dipakai di sini; maksudnya '{near}'? Yang dikenal: "
        "{known}.",
    },
    "group_missing_near": {
        "en": "column '{column}' is missing; did you mean '{near}'? Found: {found}.",
        "id": "kolom '{column}' tidak ada; maksudnya '{near}'? Yang ada: {found}.",
    },
    "codes_column": {
        "en": "'{name}' is not a coded column. Codes may be given for {known}, as in --codes "
        "sex:0=f,1=m.",
        "id": "'{name}' bukan kolom berkode. Kode dapat diberikan untuk {known}, misalnya "
        "--codes sex:0=f,1=m.",
    },
    "unknown_meaning": {
        "en": "codes of '{column}': '{name}' is not known. A code may mean {known}, or be "
        "empty for missing.",
        "id": "kode '{column}': '{name}' tidak dikenal. Kode dapat berarti {known}, atau "
        "kosong bila tidak ada data.",
    },
    "unknown_unit": {
        "en": "'{name}' is not a unit of '{column}'. Accepted: {known}.",
        "id": "'{name}' bukan satuan untuk '{column}'. Diterima: {known}.",
    },
    "unknown_order": {
        "en": "unknown order of dates '{name}'; known: {known}.",
        "id": "urutan tanggal '{name}' tidak dikenal; yang dikenal: {known}.",
    },
    "unknown_on_unreadable": {
        "en": "unknown choice '{name}' for cells that cannot be read; known: {known}.",
        "id": "pilihan '{name}' untuk sel yang tidak terbaca tidak dikenal; yang dikenal: {known}.",
    },
    "mapping_unreadable": {
        "en": "{file}: this mapping cannot be read ({why}). A TOML file is needed, as zscore "
        "inspect --write makes it.",
        "id": "{file}: berkas pemetaan ini tidak dapat dibaca ({why}). Perlu berkas TOML "
        "seperti yang ditulis zscore inspect --write.",
    },
    "mapping_key": {
        "en": "{file}: '{name}' is not a part of a mapping. Known: {known}.",
        "id": "{file}: '{name}' bukan bagian dari pemetaan. Yang dikenal: {known}.",
    },
    "two_headings": {
        "en": "two headings are for one column, '{column}': {headings}. Say which is meant: "
        "{option} (Python: {argument}).",
        "id": "dua judul kolom untuk satu kolom, '{column}': {headings}. Sebut yang dimaksud: "
        "{option} (Python: {argument}).",
    },
    "oedema_codes": {
        "en": "column '{column}' holds the code 2, and nothing says whether 1 or 2 is oedema. "
        "Say it: --codes oedema:{one} or --codes oedema:{other}.",
        "id": "kolom '{column}' berisi kode 2, tanpa keterangan 1 atau 2 yang edema. Sebutkan: "
        "--codes oedema:{one} atau --codes oedema:{other}.",
    },
    "only_foreign_z": {
        "en": "the z-scores here were not made by zscore, and there is nothing to score: {lacking} "
        "is missing. To count by the z-scores as they are: --trust-z (Python: trust_z=True).",
        "id": "z-score di sini bukan buatan zscore dan tidak ada yang dapat dihitung: {lacking} "
        "tidak ada. Untuk memakai z-score itu apa adanya: --trust-z (Python: trust_z=True).",
    },
    "help_trust_z": {
        "en": "Count by the z-scores in the files as they are, where zscore did not make them.",
        "id": "Pakai z-score di berkas apa adanya, walaupun bukan buatan zscore.",
    },
    "age_split": {
        "en": "columns '{first}' and '{second}' hold an age in two parts, which are not put "
        "together here. Give the whole age in one column (months or days), or both dates.",
        "id": "kolom '{first}' dan '{second}' memuat umur dalam dua bagian, yang tidak digabungkan "
        "di sini. Berikan umur utuh dalam satu kolom (bulan atau hari), atau kedua tanggal.",
    },
    "told_missing": {
        "en": "'{column}' is told how to be read, but the table has no such column. Found: "
        "{found}. "
        "Leave it out, or say which column it is with --columns.",
        "id": "cara membaca '{column}' disebutkan, tetapi tabel tidak punya kolom itu. Yang ada: "
        "{found}. Hapus, atau sebut kolomnya dengan --columns.",
    },
    "told_twice": {
        "en": "'{name}' is given twice, with two meanings. Give it once.",
        "id": "'{name}' disebut dua kali dengan arti berbeda. Sebut sekali saja.",
    },
    "table_on_its_side": {
        "en": "{file}: the headings stand in the first column, one below the other. One row a "
        "child "
        "is needed, with the headings on top. Transpose the table.",
        "id": "{file}: judul kolom berada di kolom pertama, dari atas ke bawah. Perlu satu baris "
        "per anak dengan judul di baris teratas. Putar (transpose) tabelnya.",
    },
    "age_unit_unknown": {
        "en": "column '{column}' holds ages, and nothing says in which unit. They are read as "
        "months where some are above 20 and none above 240. Say it: --units age_months=months, "
        "--units age_months=years or --units age_days=days.",
        "id": "kolom '{column}' berisi umur tanpa satuan. Dibaca sebagai bulan bila ada yang "
        "di atas 20 dan tidak ada yang di atas 240. Sebutkan: --units age_months=months "
        "(bulan), --units age_months=years (tahun) atau --units age_days=days (hari).",
    },
    "age_in_whole_years": {
        "en": "column '{column}' holds ages in whole years, which is too coarse for a z-score: "
        "it needs months, days or the two dates. To score by them all the same: --units "
        "age_months=years.",
        "id": "kolom '{column}' berisi umur dalam tahun bulat, terlalu kasar untuk z-score: "
        "perlu bulan, hari, atau kedua tanggal. Bila tetap ingin dihitung: --units "
        "age_months=years.",
    },
    # --- prevalence ----------------------------------------------------------------------
    "not_scored": {
        "en": "no {lacking} in the table. Found: {found}. Score the table first, with "
        "score_children, or name a condition whose columns are there.",
        "id": "tidak ada {lacking} dalam tabel. Yang ada: {found}. Hitung dahulu z-score-nya "
        "dengan score_children, atau sebut kondisi yang kolomnya ada.",
    },
    "unknown_condition": {
        "en": "unknown condition '{name}'; known: {known}.",
        "id": "kondisi '{name}' tidak dikenal; yang dikenal: {known}.",
    },
    "unknown_statistic": {
        "en": "unknown statistic '{name}'; known: {known}.",
        "id": "statistik '{name}' tidak dikenal; yang dikenal: {known}.",
    },
    "unknown_interval": {
        "en": "unknown interval '{name}'; known: {known}.",
        "id": "selang '{name}' tidak dikenal; yang dikenal: {known}.",
    },
    "unknown_layout": {
        "en": "unknown layout '{name}'; known: {known}.",
        "id": "tata letak '{name}' tidak dikenal; yang dikenal: {known}.",
    },
    "unknown_period": {
        "en": "unknown period '{name}'; known: {known}, or a column of the table.",
        "id": "periode '{name}' tidak dikenal; yang dikenal: {known}, atau kolom dari tabel.",
    },
    "unknown_rule": {
        "en": "unknown rule '{name}' for one_per_child; known: {known}.",
        "id": "aturan '{name}' untuk one_per_child tidak dikenal; yang dikenal: {known}.",
    },
    "unknown_target": {
        "en": "a target for '{name}' is no target of a condition that is estimated here: {known}. "
        "Name one of these, or a year if there is a period.",
        "id": "target untuk '{name}' bukan target kondisi yang dihitung di sini: {known}. "
        "Sebut salah satunya, atau tahun bila ada periode.",
    },
    "bad_target": {
        "en": "a target is {value}. Accepted: a percentage from 0 to 100.",
        "id": "target bernilai {value}. Diterima: persentase dari 0 sampai 100.",
    },
    "bad_min_n": {
        "en": "min_n is {value}. Accepted: a whole number from 1 on, or None to hide nothing.",
        "id": "min_n bernilai {value}. Diterima: bilangan bulat mulai 1, atau None.",
    },
    "group_missing": {
        "en": "column '{column}' is missing. Found: {found}. Name one of these.",
        "id": "kolom '{column}' tidak ada. Yang ada: {found}. Sebut salah satunya.",
    },
    "group_kind": {
        "en": "column '{column}' holds {kind}. Accepted for groups: text, numbers, dates. "
        "Convert it before.",
        "id": "kolom '{column}' berisi {kind}. Diterima untuk kelompok: teks, angka, tanggal. "
        "Ubah dahulu.",
    },
    "no_conditions": {
        "en": "no condition is asked for. Accepted: some of {known}, or None for all.",
        "id": "tidak ada kondisi yang diminta. Diterima: sebagian dari {known}, atau None.",
    },
    "group_empty": {
        "en": "column '{column}' holds no value at all. Groups need a column with values. "
        "Name another.",
        "id": "kolom '{column}' kosong seluruhnya. Kelompok perlu kolom yang berisi. "
        "Sebut yang lain.",
    },
    "group_twice": {
        "en": "column '{column}' is named twice for groups or the design. Name it once.",
        "id": "kolom '{column}' disebut dua kali untuk kelompok atau rancangan. Sebut sekali.",
    },
    "group_taken": {
        "en": "a column of groups or of the population may not be called '{column}': the result "
        "has one of that name. Rename it.",
        "id": "kolom kelompok atau sasaran tidak boleh bernama '{column}': hasilnya punya kolom "
        "dengan nama itu. Ganti namanya.",
    },
    "bad_weight": {
        "en": "column '{column}': {n} of {rows} weights are negative or infinite ({value} first, "
        "at row {row}). Accepted: 0 or more; a missing one counts as 0. Correct them.",
        "id": "kolom '{column}': {n} dari {rows} bobot negatif atau tak hingga (pertama {value}, "
        "di baris {row}). Diterima: 0 atau lebih; yang kosong dihitung 0. Perbaiki.",
    },
    "no_weight": {
        "en": "no weight in column '{column}' is above 0. Weights are needed, or none at all: "
        "leave them out.",
        "id": "tidak ada bobot di kolom '{column}' yang lebih dari 0. Perlu bobot, atau tanpa "
        "bobot sama sekali.",
    },
    "cluster_split": {
        "en": "column '{column}': {n} clusters are in more than one stratum. With nest=False each "
        "may be in one. Use nest=True if the numbers begin again in every stratum.",
        "id": "kolom '{column}': {n} klaster ada di lebih dari satu strata. Dengan nest=False "
        "masing-masing hanya di satu. Pakai nest=True bila nomornya mulai lagi di tiap strata.",
    },
    "no_visit_date": {
        "en": "period '{period}' needs column 'visit_date'. Found: {found}. "
        'Rename one with columns={{"visit_date": "…"}} (command line: --columns visit_date=…).',
        "id": "periode '{period}' perlu kolom 'visit_date'. Yang ada: {found}. "
        'Ganti nama dengan columns={{"visit_date": "…"}} (baris perintah: '
        "--columns visit_date=…).",
    },
    "no_age": {
        "en": "'age_group' needs an age: birth_date and visit_date, age_days or age_months. "
        "Found: {found}.",
        "id": "'age_group' perlu umur: birth_date dan visit_date, age_days atau age_months. "
        "Yang ada: {found}.",
    },
    "no_identity": {
        "en": "column {lacking} is missing, and children cannot be told apart. Found: {found}. "
        'Name the columns that tell, as child="child_id" (command line: --child child_id), or '
        'take all rows: one_per_child="all".',
        "id": "kolom {lacking} tidak ada, sehingga anak tidak dapat dibedakan. Yang ada: {found}. "
        'Sebut kolom pembedanya, child="child_id" (baris perintah: --child child_id), atau '
        'ambil semua baris: one_per_child="all".',
    },
    "no_population": {
        "en": "the population has no column but those of the groups. Found: {found}. "
        "It needs at least one with how many children there should be.",
        "id": "tabel sasaran tidak punya kolom selain kelompok. Yang ada: {found}. "
        "Perlu sedikitnya satu kolom jumlah sasaran anak.",
    },
    "bad_population": {
        "en": "population, column '{column}': {n} values are missing, negative or "
        "infinite, the first at row {row}. Every group needs a number of children.",
        "id": "sasaran, kolom '{column}': {n} nilai kosong, negatif atau tak hingga, "
        "pertama di baris {row}. Setiap kelompok perlu jumlah anak.",
    },
    "population_twice": {
        "en": "the population has {n} groups twice. Every group may be there once. Add them up.",
        "id": "tabel sasaran memuat {n} kelompok dua kali. Setiap kelompok cukup sekali. "
        "Jumlahkan.",
    },
    "no_estimates": {
        "en": "column '{column}' is missing. Found: {found}. The tidy table that "
        "estimate_prevalence returns is needed.",
        "id": "kolom '{column}' tidak ada. Yang ada: {found}. Perlu tabel tidy hasil "
        "estimate_prevalence.",
    },
    "nothing_to_rank": {
        "en": "the estimates have no groups to rank. Estimate by a column of groups, in rows.",
        "id": "tidak ada kelompok untuk diperingkat. Hitung menurut kolom kelompok, per baris.",
    },
    "target_columns": {
        "en": "{file}: the targets need the columns year or condition, and target. Found: {found}.",
        "id": "{file}: target perlu kolom tahun atau kondisi, dan target. Yang ada: {found}.",
    },
    "target_doubled": {
        "en": "{file}: data row {row} is for the same as one before. Each may have one target.",
        "id": "{file}: baris data {row} untuk hal yang sama dengan sebelumnya. Masing-masing satu "
        "target.",
    },
    "target_unreadable": {
        "en": "{file}: {n} targets are no percentages, the first in data row {row}. "
        "Accepted: numbers from 0 to 100.",
        "id": "{file}: {n} target bukan persentase, pertama di baris data {row}. "
        "Diterima: angka dari 0 sampai 100.",
    },
    "no_files": {
        "en": "there is no file. At least one is needed.",
        "id": "tidak ada berkas. Perlu sedikitnya satu.",
    },
    "no_tally": {
        "en": "there is no tally to add up. At least one is needed.",
        "id": "tidak ada tally untuk dijumlahkan. Perlu sedikitnya satu.",
    },
    "tallies_differ": {
        "en": "these tallies count other things and cannot be added. All need the same groups, "
        "design, conditions and columns with z-scores.",
        "id": "tally ini menghitung hal berbeda dan tidak dapat dijumlahkan. Semuanya perlu "
        "kelompok, rancangan, kondisi dan kolom z-score yang sama.",
    },
    "tally_has_groups": {
        "en": "a Tally has its groups, design and conditions already. Give them to "
        "tally_children, not here.",
        "id": "Tally sudah memuat kelompok, rancangan dan kondisinya. Berikan kepada "
        "tally_children, bukan di sini.",
    },
    # --- files ---------------------------------------------------------------------------
    "file_irregular": {
        "en": "{file}: this is no file on a disk. Accepted: files, no pipes or folders. "
        "Save it first.",
        "id": "{file}: ini bukan berkas di disk. Diterima: berkas, bukan pipa atau folder. Simpan "
        "dahulu.",
    },
    "key_unread": {
        "en": "the key in {file} cannot be read: {why}.",
        "id": "kunci di {file} tidak dapat dibaca: {why}.",
    },
    "key_too_short": {
        "en": "the key in {file} has {n} bytes. At least {least} that nobody can guess are needed "
        "(head -c 32 /dev/urandom | base64 > key.txt).",
        "id": "kunci di {file} berisi {n} byte. Perlu sedikitnya {least} byte yang tidak dapat "
        "ditebak (head -c 32 /dev/urandom | base64 > kunci.txt).",
    },
    "unit_is_identity": {
        "en": "'{column}' says who a child is or where it lives. Units are wider, such as "
        "posyandu or puskesmas.",
        "id": "'{column}' menunjukkan siapa anak itu atau di mana ia tinggal. Unit harus lebih "
        "luas, misalnya posyandu atau puskesmas.",
    },
    "unknown_presentation": {
        "en": "unknown presentation '{name}'; known: {known}.",
        "id": "penyajian '{name}' tidak dikenal; yang dikenal: {known}.",
    },
    "file_changed": {
        "en": "{file}: the file was changed while it was read. A file that stays as it is is "
        "needed. Score it again.",
        "id": "{file}: berkas berubah selagi dibaca. Perlu berkas yang tidak berubah. Hitung lagi.",
    },
    "file_unopened": {
        "en": "{file}: cannot be opened ({why}). A readable file is needed.",
        "id": "{file}: tidak dapat dibuka ({why}). Perlu berkas yang dapat dibaca.",
    },
    "file_empty": {
        "en": "{file}: the file is empty. Export it again.",
        "id": "{file}: berkas kosong. Ekspor ulang.",
    },
    "file_of_other_kind": {
        "en": "{file}: this is a {kind} file. Accepted: xlsx, xls, ods, csv, HTML tables, Parquet, "
        "dta, sav, por, xpt, also one of them in a gz or zip. Export it as one of these.",
        "id": "{file}: ini berkas {kind}. Diterima: xlsx, xls, ods, csv, tabel HTML, Parquet, "
        "dta, sav, por, xpt, juga salah satunya di dalam gz atau zip. Ekspor sebagai salah "
        "satunya.",
    },
    "file_damaged": {
        "en": "{file}: the {kind} file is damaged or cut off. A whole file is needed. "
        "Export or copy it again.",
        "id": "{file}: berkas {kind} rusak atau terpotong. Perlu berkas utuh. "
        "Ekspor atau salin ulang.",
    },
    "quote_unclosed": {
        "en": "{file}: a quotation mark that is not closed in row {row} swallows rows after it. "
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
        "en": "{file} (read as {kind}): no header of an e-PPGBM export in the first {rows} rows. "
        "Found: {found}. Lacking: {lacking}. Name the columns with --columns {example}.",
        "id": "{file} (dibaca sebagai {kind}): tidak ada judul kolom ekspor e-PPGBM di {rows} "
        "baris pertama. Yang ada: {found}. Yang kurang: {lacking}. "
        "Sebut kolomnya dengan --columns {example}.",
    },
    "too_many_columns": {
        "en": "{file}: a row of {n} cells. Accepted: up to {limit}. "
        "Export again, or remove that row.",
        "id": "{file}: ada baris berisi {n} sel. Yang diterima: paling banyak {limit}. "
        "Ekspor ulang, atau hapus baris itu.",
    },
    "too_many_cells": {
        "en": "{file}: a few cells are spread over more than {limit} positions. "
        "A table is needed whose rows are about equally wide. Export again.",
        "id": "{file}: sedikit sel tersebar di lebih dari {limit} posisi. "
        "Perlu tabel yang barisnya kurang lebih sama lebar. Ekspor ulang.",
    },
    "renamed_twice": {
        "en": "column '{column}' is named for two columns. Each may stand for one. Name another.",
        "id": "kolom '{column}' disebut untuk dua kolom. Masing-masing hanya untuk satu. "
        "Sebut yang lain.",
    },
    "headings_unknown": {
        "en": "{file}: none of the headings is known. Found: {found}. Say which column is which: "
        "--columns weight_kg=…,length_height_cm=…,sex=…,age_months=….",
        "id": "{file}: tidak ada judul kolom yang dikenal. Yang ada: {found}. Sebutkan kolomnya: "
        "--columns weight_kg=…,length_height_cm=…,sex=…,age_months=….",
    },
    "table_wide": {
        "en": "{file}: several visits stand side by side in each row. One row a visit is needed. "
        "docs/reading.md has a recipe (Several visits side by side).",
        "id": "{file}: beberapa kunjungan berjajar dalam satu baris. Perlu satu baris per "
        "kunjungan. Resepnya ada di docs/reading.id.md (Beberapa kunjungan berjajar).",
    },
    "table_long": {
        "en": "{file}: each measurement has a row of its own. One row a visit is needed, with a "
        "column a measurement. docs/reading.md has a recipe (One row a measurement).",
        "id": "{file}: setiap hasil ukur berada di baris sendiri. Perlu satu baris per kunjungan "
        "dengan satu kolom per hasil ukur. Resepnya ada di docs/reading.id.md (Satu baris per "
        "hasil ukur).",
    },
    "no_header": {
        "en": "{file}: no row of headings in the first {rows} rows, only data. "
        "A heading is needed for every column. Put a row of headings on top.",
        "id": "{file}: tidak ada baris judul kolom di {rows} baris pertama, hanya data. "
        "Setiap kolom perlu judul. Tambahkan baris judul di atasnya.",
    },
    "rows_too_wide": {
        "en": "{file}: {n} rows have more cells than the {width} headings, the first is row {row}. "
        "A stray delimiter has moved their cells. Put such text in quotation marks.",
        "id": "{file}: {n} baris berisi lebih banyak sel daripada {width} judul kolom, pertama "
        "baris {row}. Ada pemisah liar yang menggeser selnya. Beri tanda kutip pada teksnya.",
    },
    # --- archives -----------------------------------------------------------------------
    "archive_tables": {
        "en": "{file}: {n} files of this archive may be the table. One is needed. Unpack it and "
        "name the files on the command line.",
        "id": "{file}: {n} berkas dalam arsip ini mungkin tabelnya. Perlu satu saja. Ekstrak "
        "arsipnya, lalu sebut berkasnya di baris perintah.",
    },
    "archive_empty": {
        "en": "{file}: there is no table in this archive. Accepted: one file as csv, txt, xlsx, "
        "xls, ods, HTML, Parquet, dta, sav, por or xpt. Unpack it to see what it holds.",
        "id": "{file}: tidak ada tabel dalam arsip ini. Yang diterima: satu berkas csv, txt, "
        "xlsx, xls, ods, HTML, Parquet, dta, sav, por, atau xpt. Ekstrak untuk melihat isinya.",
    },
    "archive_password": {
        "en": "{file}: the archive is protected with a password. Accepted: archives without one. "
        "Unpack it and name the file in it.",
        "id": "{file}: arsip dilindungi kata sandi. Yang diterima: arsip tanpa kata sandi. "
        "Ekstrak, lalu sebut berkas di dalamnya.",
    },
    "archive_method": {
        "en": "{file}: the archive is compressed by a method that is not read here. Accepted: zip "
        "with deflate, and gzip. Unpack it and name the file in it.",
        "id": "{file}: arsip dimampatkan dengan metode yang tidak didukung. Yang diterima: zip "
        "dengan deflate, dan gzip. Ekstrak, lalu sebut berkas di dalamnya.",
    },
    "archive_size": {
        "en": "{file}: unpacked, the table is larger than {limit} MiB. Accepted: up to {limit} "
        "MiB. If you trust the file, unpack it and name the file in it.",
        "id": "{file}: setelah diekstrak, tabelnya lebih besar dari {limit} MiB. Yang diterima: "
        "paling besar {limit} MiB. Jika berkas ini tepercaya, ekstrak, lalu sebut berkas di "
        "dalamnya.",
    },
    "archive_ratio": {
        "en": "{file}: the table is compressed more than {limit} times, as in a zip bomb. "
        "Accepted: up to {limit} times. If you trust the file, unpack it and name the file in it.",
        "id": "{file}: tabelnya dimampatkan lebih dari {limit} kali, seperti bom zip. Yang "
        "diterima: paling banyak {limit} kali. Jika berkas ini tepercaya, ekstrak, lalu sebut "
        "berkas di dalamnya.",
    },
    "archive_unwritten": {
        "en": "{file}: the table cannot be unpacked ({why}). Room on the disk is needed in the "
        "folder for temporary files. Free some, or set TMPDIR to a folder that has it.",
        "id": "{file}: tabelnya tidak dapat diekstrak ({why}). Perlu ruang disk di folder berkas "
        "sementara. Kosongkan sebagian, atau atur TMPDIR ke folder yang masih lega.",
    },
    # --- files that another process reads ------------------------------------------------
    "reading_unstarted": {
        "en": "{file}: the process that reads files could not be started ({why}). Where none may "
        "be, set ZSCORE_NO_SUBPROCESS=1: files are then read without its limits.",
        "id": "{file}: proses yang membaca berkas tidak dapat dijalankan ({why}). Jika memang "
        "tidak diizinkan, atur ZSCORE_NO_SUBPROCESS=1: berkas lalu dibaca tanpa batas memori dan "
        "waktu.",
    },
    "memory_limited": {
        "en": "this process may use no more than {limit} MiB of address space, with which the "
        "libraries it needs do not start reliably. Accepted: {least} MiB or more. Raise the limit, "
        "with 'ulimit -v unlimited' for one.",
        "id": "proses ini hanya boleh memakai {limit} MiB ruang alamat; pustaka yang diperlukan "
        "tidak dapat diandalkan dengan memori sekecil itu. Yang diterima: {least} MiB atau lebih. "
        "Naikkan batasnya, misalnya dengan 'ulimit -v unlimited'.",
    },
    "reading_memory": {
        "en": "{file}: reading it takes more memory than there is. Accepted: files that are read "
        "in {limit} MiB. Split it into several files, or save it as CSV.",
        "id": "{file}: pembacaannya memerlukan memori lebih dari yang tersedia. Yang diterima: "
        "berkas yang terbaca dalam {limit} MiB. Bagi menjadi beberapa berkas, atau simpan sebagai "
        "CSV.",
    },
    "usage": {"en": "Usage: {usage}", "id": "Cara pakai: {usage}"},
    "usage_help": {
        "en": "Try '{command} --help' for help.",
        "id": "Ketik '{command} --help' untuk bantuan.",
    },
    "usage_error": {"en": "Error: {message}", "id": "Kesalahan: {message}"},
    "usage_no_option": {"en": "no such option: {name}", "id": "opsi {name} tidak ada."},
    "usage_missing": {"en": "missing: {name}", "id": "{name} belum disebut."},
    "usage_choice": {"en": "known are {known}.", "id": "yang dikenal: {known}."},
    "usage_no_path": {
        "en": "'{file}' is not there, or cannot be used for this.",
        "id": "'{file}' tidak ada, atau tidak dapat dipakai untuk ini.",
    },
    "usage_bad_value": {
        "en": "{name} is wrong: {why}",
        "id": "nilai {name} tidak dapat dipakai: {why}",
    },
    "argument_kind": {
        "en": "{argument} is of type {kind}. Accepted: {accepted}.",
        "id": "{argument} bertipe {kind}. Yang diterima: {accepted}.",
    },
    "unknown_language": {
        "en": "unknown language '{name}'; known: {known}.",
        "id": "bahasa '{name}' tidak dikenal; yang dikenal: {known}.",
    },
    "not_utf_8": {
        "en": "column '{column}' holds texts that are not UTF-8. Accepted: text of Arrow, which "
        "is UTF-8. Read the table again in its own encoding.",
        "id": "kolom '{column}' berisi teks yang bukan UTF-8. Yang diterima: teks Arrow, yaitu "
        "UTF-8. Baca ulang tabelnya dengan pengodean yang benar.",
    },
    "line_too_long": {
        "en": "{file}: a line or a cell has more than {limit} MB, as no table has. Accepted: one "
        "line for each child. Export the table again.",
        "id": "{file}: ada baris atau sel lebih dari {limit} MB; tabel tidak pernah sebesar itu. "
        "Yang diterima: satu baris per anak. Ekspor ulang tabelnya.",
    },
    "reading_time": {
        "en": "{file}: reading it took more than {limit} seconds and was stopped. Accepted: files "
        "that are read in that time. Split it into several files, or save it as CSV.",
        "id": "{file}: pembacaannya lebih dari {limit} detik dan dihentikan. Yang diterima: "
        "berkas yang terbaca dalam waktu itu. Bagi menjadi beberapa berkas, atau simpan sebagai "
        "CSV.",
    },
    "reading_stopped": {
        "en": "{file}: the file could not be read; the reading stopped halfway. Accepted: a "
        "complete file. Open it in the program that made it and save it again, or as CSV.",
        "id": "{file}: berkas tidak dapat dibaca; pembacaan berhenti di tengah jalan. Yang "
        "diterima: berkas yang utuh. Buka di program yang membuatnya lalu simpan ulang, atau "
        "simpan sebagai CSV.",
    },
    "survey_kind": {
        "en": "{file}: not a file of Stata, SPSS or SAS. Accepted: dta, sav, por and xpt. Save it "
        "as one of these, or as CSV.",
        "id": "{file}: bukan berkas Stata, SPSS, atau SAS. Yang diterima: dta, sav, por, dan xpt. "
        "Simpan sebagai salah satunya, atau sebagai CSV.",
    },
    "survey_package": {
        "en": "{file}: reading files of Stata, SPSS and SAS needs a package that is not installed. "
        "Type: pip install 'zscore-growth[survey]'",
        "id": "{file}: untuk membaca berkas Stata, SPSS, dan SAS perlu paket yang belum "
        "terpasang. Ketik: pip install 'zscore-growth[survey]'",
    },
    # --- workbooks -----------------------------------------------------------------------
    "workbook_kind": {
        "en": "{file}: not a workbook. Accepted: .xlsx, .xls and .ods. "
        "Open it in Excel or LibreOffice and save it as .xlsx.",
        "id": "{file}: bukan buku kerja (workbook). Yang diterima: .xlsx, .xls, dan .ods. "
        "Buka di Excel atau LibreOffice, lalu simpan sebagai .xlsx.",
    },
    "workbook_broken": {
        "en": "{file}: the workbook is damaged or cut off. Accepted: a complete .xlsx, .xls or "
        ".ods. Download it again, or open it in Excel and save it as .xlsx.",
        "id": "{file}: buku kerja rusak atau terpotong. Yang diterima: .xlsx, .xls, atau .ods "
        "yang utuh. Unduh ulang, atau buka di Excel lalu simpan sebagai .xlsx.",
    },
    "workbook_password": {
        "en": "{file}: the workbook is protected with a password. Accepted: workbooks without "
        "one. Open it in Excel, remove the password and save it.",
        "id": "{file}: buku kerja dilindungi kata sandi. Yang diterima: buku kerja tanpa kata "
        "sandi. Buka di Excel, hapus kata sandinya, lalu simpan.",
    },
    "workbook_entries": {
        "en": "{file}: the archive has {n} parts. Accepted: up to {limit}. "
        "Copy the data into a new workbook and save it as .xlsx.",
        "id": "{file}: arsipnya berisi {n} bagian. Yang diterima: paling banyak {limit}. "
        "Salin data ke buku kerja baru, lalu simpan sebagai .xlsx.",
    },
    "workbook_inflates": {
        "en": "{file}: unpacked, the workbook is larger than {limit} MiB. Accepted: up to "
        "{limit} MiB. Split it into several files, or save it as CSV.",
        "id": "{file}: setelah diekstrak, buku kerja lebih besar dari {limit} MiB. Yang diterima: "
        "paling besar {limit} MiB. Bagi menjadi beberapa berkas, atau simpan sebagai CSV.",
    },
    "workbook_ratio": {
        "en": "{file}: a part of the archive is compressed more than {limit} times, as in a zip "
        "bomb. Accepted: up to {limit} times. If you trust the file, open it in Excel and save "
        "the data as CSV.",
        "id": "{file}: satu bagian arsip dimampatkan lebih dari {limit} kali, seperti bom zip. "
        "Yang diterima: paling banyak {limit} kali. Jika berkas ini tepercaya, buka di Excel dan "
        "simpan datanya sebagai CSV.",
    },
    "workbook_spread": {
        "en": "{file}: the cells of a sheet reach to row {rows}, column {columns}. Accepted: up "
        "to {limit} cells, empty ones included. Delete the stray cells far from the data, or "
        "split the sheet.",
        "id": "{file}: sel pada satu lembar mencapai baris {rows}, kolom {columns}. Yang diterima: "
        "paling banyak {limit} sel, termasuk yang kosong. Hapus sel yang jauh dari data, atau "
        "bagi lembar itu.",
    },
    "workbook_repeats": {
        "en": "{file}: the text of the cells comes to more than {limit} MiB. Accepted: up to "
        "{limit} MiB. Split it into several files, or save it as CSV.",
        "id": "{file}: teks di semua sel berjumlah lebih dari {limit} MiB. Yang diterima: paling "
        "banyak {limit} MiB. Bagi menjadi beberapa berkas, atau simpan sebagai CSV.",
    },
    # --- output --------------------------------------------------------------------------
    "output_ending": {
        "en": "{file}: the ending says no known kind of file. Accepted: {known}.",
        "id": "{file}: akhiran nama berkas tidak dikenal. Diterima: {known}.",
    },
    "output_folder": {
        "en": "{file}: the folder {folder} does not exist. Make it before.",
        "id": "{file}: folder {folder} tidak ada. Buat dahulu.",
    },
    "output_is_folder": {
        "en": "{file}: this is a folder. Name a file.",
        "id": "{file}: ini folder. Sebut nama berkas.",
    },
    "output_exists": {
        "en": "{file}: the file exists and is kept. Name another, or replace it with --force.",
        "id": "{file}: berkas sudah ada dan dipertahankan. "
        "Pakai nama lain, atau ganti dengan --force.",
    },
    "output_is_input": {
        "en": "{file}: this is one of the input files. Name another output.",
        "id": "{file}: ini salah satu berkas masukan. Pakai nama lain untuk hasilnya.",
    },
    "output_failed": {
        "en": "{file}: cannot be written ({why}). Nothing half-written is left.",
        "id": "{file}: tidak dapat ditulis ({why}). Tidak ada berkas setengah jadi.",
    },
    "xlsx_columns": {
        "en": "{file}: {n} columns. An xlsx sheet holds {most}. Write csv or parquet.",
        "id": "{file}: {n} kolom. Satu lembar xlsx memuat {most}. Tulis csv atau parquet.",
    },
    "xlsx_text": {
        "en": "column '{column}': a text of {n} characters. An xlsx cell holds {most}. "
        "Write csv or parquet.",
        "id": "kolom '{column}': teks sepanjang {n} karakter. Satu sel xlsx memuat {most}. "
        "Tulis csv atau parquet.",
    },
    "demo_not_empty": {
        "en": "{folder}: the folder is not empty, and is left as it is. "
        "Name another: zscore demo ANOTHER.",
        "id": "{folder}: folder tidak kosong, dan dibiarkan. Pakai nama lain: zscore demo LAIN.",
    },
    "system_says": {
        "en": "the system says: {why}.",
        "id": "pesan dari sistem: {why}.",
    },
    # --- the command's help --------------------------------------------------------------
    "help_zscore": {
        "en": "WHO growth z-scores and classes, for tables and e-PPGBM exports.",
        "id": "Z-score pertumbuhan WHO dan kategorinya, untuk tabel dan ekspor e-PPGBM.",
    },
    "help_score": {
        "en": "Score FILES (xlsx, xls, ods, csv, HTML, Parquet; any number) into one file, "
        "one output row per input row, and print a summary.\n\n"
        "A table with sex, both dates and a measurement under headings of e-PPGBM is an export; "
        "any other needs the names {columns}, or --columns.\n\n"
        "Example: zscore score january.xlsx february.csv -o scored.parquet\n\n"
        "Exit code: 0 all scored; 2 wrong use; 65 a file was refused (the others are written).",
        "id": "Hitung z-score FILES (xlsx, xls, ods, csv, HTML, Parquet; berapa pun) ke satu "
        "berkas, satu baris hasil untuk setiap baris masukan, dan cetak ringkasan.\n\n"
        "Tabel dengan jenis kelamin, kedua tanggal, dan pengukuran di bawah judul kolom e-PPGBM "
        "adalah ekspor; tabel lain memerlukan nama {columns}, atau --columns.\n\n"
        "Contoh: zscore score januari.xlsx februari.csv -o hasil.parquet\n\n"
        "Kode akhir: 0 semua dihitung; 2 salah penggunaan; 65 ada berkas yang ditolak (yang lain "
        "tetap ditulis).",
    },
    "help_demo": {
        "en": "Write a made-up month of e-PPGBM exports (20,000 children) into DIRECTORY "
        "and score it.",
        "id": "Tulis ekspor e-PPGBM buatan untuk satu bulan (20.000 anak) ke DIRECTORY, "
        "lalu hitung z-score-nya.",
    },
    "help_prevalence": {
        "en": "Estimate the prevalence of stunting, wasting and more from FILES together: exports, "
        "tables, or files that zscore score wrote. Prints a table with 95 % intervals.\n\n"
        "Example: zscore prevalence january.xlsx --by subdistrict,village --rollup -o out.xlsx\n\n"
        "Exit code: 0 all counted; 2 wrong use; 65 a file was refused (the others are counted).",
        "id": "Hitung prevalensi stunting, wasting, dan lain-lain dari semua FILES: ekspor, tabel, "
        "atau berkas hasil zscore score. Mencetak tabel dengan selang kepercayaan 95 %.\n\n"
        "Contoh: zscore prevalence januari.xlsx --by subdistrict,village --rollup -o hasil.xlsx"
        "\n\nKode akhir: 0 semua dihitung; 2 salah penggunaan; 65 ada berkas yang ditolak (yang "
        "lain tetap dihitung).",
    },
    "help_verify": {
        "en": "Find the rows of FILES that should be looked at again: impossible values, slips of "
        "the pen with a suggestion beside them, dates, NIKs and published z-scores that do not "
        "agree, rows that are there twice, growth that cannot be; and the units whose numbers "
        "should be. Nothing is changed.\n\n"
        "Example: zscore verify january.xlsx --by puskesmas,posyandu -o verified\n\n"
        "Exit code: 0 all verified; 2 wrong use; 65 a file was refused (the others are verified).",
        "id": "Cari baris FILES yang perlu dilihat lagi: nilai yang mustahil, salah tulis beserta "
        "usulannya, tanggal, NIK, dan z-score tercatat yang tidak sesuai, baris ganda, "
        "pertumbuhan yang mustahil; serta unit yang angkanya perlu dilihat lagi. Tidak ada yang "
        "diubah.\n\n"
        "Contoh: zscore verify januari.xlsx --by puskesmas,posyandu -o verifikasi\n\n"
        "Kode akhir: 0 semua diperiksa; 2 salah penggunaan; 65 ada berkas yang ditolak (yang lain "
        "tetap diperiksa).",
    },
    "help_verify_output": {
        "en": "A folder for rows.csv, the rows to look at again; scorecard.csv and cliff.csv, of "
        "units; names.csv, posyandu that may be one; and summary.json.",
        "id": "Folder untuk rows.csv, baris yang perlu dilihat lagi; scorecard.csv dan cliff.csv "
        "per unit; names.csv, posyandu yang mungkin sama; dan summary.json.",
    },
    "help_verify_by": {
        "en": "Columns of units, the widest first: subdistrict, puskesmas, village, posyandu, or "
        "any other of the files. Every level, and all together.",
        "id": "Kolom unit, dari yang terluas: subdistrict, puskesmas, village, posyandu, atau "
        "kolom lain dari berkas. Setiap jenjang, dan seluruhnya.",
    },
    "help_smart": {
        "en": "Also write smart.csv: SMART's ten tests with penalty points.",
        "id": "Tulis juga smart.csv: sepuluh uji SMART dengan nilai penalti.",
    },
    "help_key_file": {
        "en": "A secret file: rows get a child_id made with it, the same in every file.",
        "id": "Berkas rahasia: baris mendapat child_id darinya, sama di setiap berkas.",
    },
    "help_kind": {
        "en": "The kind of the files; with parquet only the rows are.",
        "id": "Jenis berkas; dengan parquet hanya berkas baris.",
    },
    "help_with_identity": {
        "en": "Also write names, NIKs, parents, addresses and birth dates.",
        "id": "Tulis juga nama, NIK, orang tua, alamat, dan tanggal lahir.",
    },
    "help_estimates_output": {
        "en": "The estimates: .csv, .parquet, .xlsx or .json.",
        "id": "Hasil perhitungan: .csv, .parquet, .xlsx, atau .json.",
    },
    "help_by": {
        "en": "Columns of groups, the widest first: province, district, subdistrict, puskesmas, "
        "village, posyandu, sex, age_group, or any other of the files.",
        "id": "Kolom kelompok, dari yang terluas: province, district, subdistrict, puskesmas, "
        "village, posyandu, sex, age_group, atau kolom lain dari berkas.",
    },
    "help_rollup": {
        "en": "Every level of --by, and all together.",
        "id": "Setiap jenjang dari --by, dan seluruhnya.",
    },
    "help_rank": {
        "en": "Rank the groups by the first condition, with the interval of each rank; with -o "
        "OUT also into OUT_ranks.",
        "id": "Peringkat kelompok menurut kondisi pertama, dengan selang setiap peringkat; dengan "
        "-o OUT juga ke OUT_ranks.",
    },
    "help_period": {
        "en": "Each month, quarter or year of visit_date (or a column), and the change.",
        "id": "Tiap bulan (month), triwulan (quarter), tahun (year) dari visit_date, atau kolom; "
        "dengan perubahannya.",
    },
    "help_weights": {"en": "Sampling weights of a survey.", "id": "Bobot sampel survei."},
    "help_strata": {"en": "Strata of a survey.", "id": "Strata survei."},
    "help_cluster": {
        "en": "Clusters of a survey (within strata).",
        "id": "Klaster survei (di dalam strata).",
    },
    "help_interval": {
        "en": "Intervals of prevalence. Default: wilson; logit for a survey.",
        "id": "Selang prevalensi. Bawaan: wilson; logit untuk survei.",
    },
    "help_conditions": {
        "en": "Some conditions only, such as stunting,wasting.",
        "id": "Hanya kondisi tertentu, misalnya stunting,wasting.",
    },
    "help_shares_of_scheme": {
        "en": "Also the share of each class of this scheme.",
        "id": "Juga persentase setiap kelas dari skema ini.",
    },
    "help_layout": {
        "en": "Rows of estimates, or WHO Anthro's 134 columns.",
        "id": "Baris per hasil, atau 134 kolom seperti WHO Anthro.",
    },
    "help_one_per_child": {
        "en": "Which visit of each child. Default: latest, where children can be told apart.",
        "id": "Kunjungan mana dari tiap anak. Bawaan: latest (terakhir), bila anak dapat "
        "dibedakan.",
    },
    "help_child": {
        "en": "Columns that tell children apart. Default: birth date, sex, name and place.",
        "id": "Kolom pembeda anak. Bawaan: tanggal lahir, jenis kelamin, nama, dan tempat.",
    },
    "help_within": {
        "en": "Rank among the groups that share these columns, as villages within each district.",
        "id": "Peringkat di antara kelompok dengan kolom yang sama, misalnya desa per kabupaten.",
    },
    "help_target": {
        "en": "Target of stunting in %, or a file with the columns year (or condition) and target.",
        "id": "Target stunting dalam %, atau berkas dengan kolom tahun (atau kondisi) dan target.",
    },
    "help_population": {
        "en": "File with the columns of --by and how many children there should be.",
        "id": "Berkas dengan kolom --by dan jumlah sasaran anak.",
    },
    "help_min_n": {
        "en": "Hide groups with fewer children, and what would reveal them.",
        "id": "Sembunyikan kelompok dengan anak lebih sedikit, dan yang dapat mengungkapnya.",
    },
    "target_option": {
        "en": "a percentage such as 14, or a file that exists.",
        "id": "persentase seperti 14, atau berkas yang ada.",
    },
    "help_output": {
        "en": "The scored file: .csv, .parquet or .xlsx.",
        "id": "Berkas hasil: .csv, .parquet, atau .xlsx.",
    },
    "help_profile": {
        "en": "Whose rules. By default eppgbm for an e-PPGBM export, who for other tables.",
        "id": "Aturan yang dipakai. Bawaan: eppgbm untuk ekspor e-PPGBM, who untuk tabel lain.",
    },
    "help_columns": {
        "en": "Headings that are not known, as weight_kg=Berat,sex=Kelamin.",
        "id": "Judul kolom yang belum dikenal, misalnya weight_kg=Berat,sex=Kelamin.",
    },
    "help_mapping": {
        "en": "A TOML file of columns, codes, units and dates, as zscore inspect --write makes it.",
        "id": "Berkas TOML berisi kolom, kode, satuan dan tanggal, seperti dari zscore inspect "
        "--write.",
    },
    "help_codes": {
        "en": "What codes mean, as sex:0=f,1=m or oedema:1=y,2=n.",
        "id": "Arti kode, misalnya sex:0=f,1=m atau oedema:1=y,2=n.",
    },
    "help_units": {
        "en": "Units, as weight_kg=g or age_months=years: g, kg, kg10, lb; mm, cm, cm10, m, in; "
        "days, weeks, months, years.",
        "id": "Satuan, misalnya weight_kg=g atau age_months=years: g, kg, kg10, lb; mm, cm, cm10, "
        "m, in; days, weeks, months, years.",
    },
    "help_dates": {
        "en": "The order in dates such as 03/08/2023; by default the dates tell it. exchanged: a "
        "spreadsheet has exchanged day and month where it could.",
        "id": "Urutan pada tanggal seperti 03/08/2023; bawaan: diketahui dari tanggalnya. "
        "exchanged: hari dan bulan tertukar oleh lembar kerja.",
    },
    "help_missing": {
        "en": "Values that mean that nothing was measured, as 9994,9999.",
        "id": "Nilai yang berarti tidak diukur, misalnya 9994,9999.",
    },
    "help_on_unreadable": {
        "en": "Refuse a table with a cell that cannot be read, or count the cell as missing. "
        "Default: missing for e-PPGBM exports, else refuse.",
        "id": "Tolak tabel dengan sel yang tidak terbaca (refuse), atau hitung sel itu kosong "
        "(missing). Bawaan: missing untuk ekspor e-PPGBM, selain itu refuse.",
    },
    "help_prefix": {
        "en": "Begin the names of the new columns with this, as zs_.",
        "id": "Awalan nama kolom baru, misalnya zs_.",
    },
    "help_replace": {
        "en": "Let the new columns replace columns of their names.",
        "id": "Kolom baru menggantikan kolom yang namanya sama.",
    },
    "codes_option": {
        "en": "a column and its codes such as sex:0=f,1=m are accepted.",
        "id": "diterima kolom dan kodenya seperti sex:0=f,1=m.",
    },
    "help_scheme": {
        "en": "Classes in the output. By default eppgbm for an e-PPGBM export, else who.",
        "id": "Kategori di hasil. Bawaan: eppgbm untuk ekspor e-PPGBM, selain itu who.",
    },
    "help_without_identity": {
        "en": "Leave out names, numbers of identity, parents, contacts and addresses; the summary "
        "says which columns. Birth dates and places stay.",
        "id": "Tanpa nama, nomor identitas, orang tua, kontak, dan alamat; ringkasan menyebut "
        "kolomnya. Tanggal lahir dan wilayah tetap ada.",
    },
    "help_lang": {
        "en": "Language of the summary and the messages; by default that of the system (LANG).",
        "id": "Bahasa ringkasan dan pesan; bawaan: bahasa sistem (LANG).",
    },
    "help_json": {
        "en": "Print the summary as JSON.",
        "id": "Cetak ringkasan sebagai JSON.",
    },
    "help_force": {
        "en": "Replace an output that exists.",
        "id": "Ganti berkas hasil yang sudah ada.",
    },
    "columns_option": {
        "en": "pairs such as weight_kg=Berat,sex=Kelamin are accepted.",
        "id": "diterima pasangan seperti weight_kg=Berat,sex=Kelamin.",
    },
    # --- the summary ---------------------------------------------------------------------
    "progress_start": {"en": "reading", "id": "membaca"},
    "profile": {"en": "profile", "id": "profil"},
    "nothing_written": {
        "en": "Every file was refused; nothing was written.",
        "id": "Semua berkas ditolak; tidak ada yang ditulis.",
    },
    "warn_unit": {
        "en": "{file}: '{heading}' is read in {unit}, for no value can be in the unit of {column}. "
        "If that is wrong: --units {column}=…",
        "id": "{file}: '{heading}' dibaca dalam {unit}, karena nilainya tidak mungkin dalam satuan "
        "{column}. Bila salah: --units {column}=…",
    },
    "warn_implausible": {
        "en": "{file}: {n} of {of} z-scores {indicator} are implausible. The units, the ages or "
        "the order of dates may be wrong: see what was read as what, and --units, --dates.",
        "id": "{file}: {n} dari {of} z-score {indicator} tidak wajar. Satuan, umur, atau urutan "
        "tanggal mungkin salah: lihat kolom yang dibaca, serta --units dan --dates.",
    },
    "warn_implausible_unit": {
        "en": "{file}: {n} of {of} z-scores {indicator} are implausible. {column} looks as if it "
        "were in {unit}; if so: --units {column}={unit}",
        "id": "{file}: {n} dari {of} z-score {indicator} tidak wajar. {column} tampaknya dalam "
        "{unit}; bila benar: --units {column}={unit}",
    },
    "warn_extreme": {
        "en": "{file}: {n} of {of} z-scores {indicator} are beyond ±3, which no population has. "
        "Unless these are patients, a unit or the ages may be wrong: see what was read as what, "
        "and --units.",
        "id": "{file}: {n} dari {of} z-score {indicator} di luar ±3, yang tidak terjadi pada "
        "populasi mana pun. Kecuali ini data pasien, satuan atau umurnya mungkin salah: lihat "
        "kolom yang dibaca, serta --units.",
    },
    "warn_age_of_adults": {
        "en": "{file}: all ages in '{heading}' lie between {low} and {high}, as those of mothers "
        "do. They are read as months. If that is wrong, say which column is the child's age: "
        "--columns age_months=…",
        "id": "{file}: semua umur pada '{heading}' berkisar {low}–{high}, seperti umur ibu. Kolom "
        "ini dibaca sebagai bulan. Bila salah, sebutkan kolom umur anak: --columns age_months=…",
    },
    "warn_no_age": {
        "en": "{file}: no age is read. If '{heading}' is the child's age, or one of its dates, say "
        "it: --columns age_months=…, age_days=…, birth_date=… or visit_date=…",
        "id": "{file}: tidak ada umur yang terbaca. Bila '{heading}' adalah umur anak atau salah "
        "satu tanggalnya, sebutkan: --columns age_months=…, age_days=…, birth_date=… atau "
        "visit_date=…",
    },
    "warn_measurements": {
        "en": "{file}: {n} of {of} values of {column} are outside of what a child under five can "
        "measure. The column or its unit may be wrong: see what was read as what.",
        "id": "{file}: {n} dari {of} nilai {column} di luar ukuran yang mungkin bagi balita. Kolom "
        "atau satuannya mungkin salah: lihat kolom yang dibaca.",
    },
    "warn_design": {
        "en": "the files hold a survey's {columns}, which the estimates do not use. If this is a "
        "survey: {options}",
        "id": "berkas memuat {columns} dari survei, tetapi tidak dipakai dalam estimasi. Bila ini "
        "survei: {options}",
    },
    "warn_hardly_readable": {
        "en": "{file}: {n} of {rows} cells of '{heading}' cannot be read.",
        "id": "{file}: {n} dari {rows} sel '{heading}' tidak terbaca.",
    },
    "warn_same_rows": {
        "en": "{one} and {other} hold the same rows (about {percent} %): these children are "
        "counted twice. Leave one of the two out.",
        "id": "{one} dan {other} memuat baris yang sama (sekitar {percent} %): anak-anak ini "
        "terhitung dua kali. Keluarkan salah satunya.",
    },
    "warn_months": {
        "en": "the visits are of {n} months ({first} to {last}), taken together. Estimate each "
        "month with --period month, or give the files of one month.",
        "id": "kunjungan berasal dari {n} bulan ({first} s.d. {last}) dan digabung. Hitung per "
        "bulan dengan --period month, atau berikan berkas satu bulan saja.",
    },
    "warn_districts": {
        "en": "the children are of {n} districts, taken together. Tell them apart with "
        "--by district.",
        "id": "anak berasal dari {n} kabupaten/kota dan digabung. Pisahkan dengan --by district.",
    },
    "warn_exchanged": {
        "en": "{file}: of {of} ages that do not fit the two dates, {n} fit once day and month are "
        "exchanged, as a spreadsheet may have done. To read the dates so: --dates exchanged.",
        "id": "{file}: dari {of} umur yang tidak cocok dengan kedua tanggal, {n} menjadi cocok "
        "bila "
        "hari dan bulan ditukar, mungkin tertukar oleh lembar kerja. Untuk membacanya begitu: "
        "--dates exchanged.",
    },
    "warn_published_position": {
        "en": "{file}: only {equal} of {n} z-scores in the file equal the computed ones. The file "
        "does not say who was measured lying or standing (Cara Ukur), which moves z-scores of "
        "length.",
        "id": "{file}: hanya {equal} dari {n} z-score di berkas sama dengan hasil hitungan. Berkas "
        "tidak memuat cara ukur (berdiri/terlentang), yang menggeser z-score panjang/tinggi.",
    },
    "warn_published_ages": {
        "en": "{file}: only {equal} of {n} z-scores in the file equal the computed ones, and many "
        "written ages do not fit the two dates. Look at the dates, and at --dates.",
        "id": "{file}: hanya {equal} dari {n} z-score di berkas sama dengan hasil hitungan, dan "
        "banyak umur tertulis tidak cocok dengan kedua tanggal. Periksa tanggalnya, dan --dates.",
    },
    "warn_published_other": {
        "en": "{file}: only {equal} of {n} z-scores in the file equal the computed ones. Look at "
        "the units, the ages and what was read as what; zscore verify names the rows.",
        "id": "{file}: hanya {equal} dari {n} z-score di berkas sama dengan hasil hitungan. "
        "Periksa "
        "satuan, umur, dan kolom yang dibaca; zscore verify menunjukkan barisnya.",
    },
    "warn_other_layout": {
        "en": "{file}: has not the columns that most of the other files have: {columns}.",
        "id": "{file}: tidak punya kolom yang ada di sebagian besar berkas lain: {columns}.",
    },
    "warn_near_names": {
        "en": "not used, for tables in Python need canonical names: {names}. Name them with "
        "columns=, or pass mapping=zs.recognise_columns(table).",
        "id": "tidak dipakai, karena tabel di Python perlu nama baku: {names}. Sebutkan dengan "
        "columns=, atau mapping=zs.recognise_columns(table).",
    },
    "nothing_readable": {
        "en": "{file}: no cell of '{heading}' can be read.",
        "id": "{file}: tidak ada sel '{heading}' yang terbaca.",
    },
    "nothing_scored": {
        "en": "{file}: no row could be scored. Look at what was read as what, and at why rows are "
        "not scored.",
        "id": "{file}: tidak ada baris yang dapat dihitung. Lihat kolom yang dibaca dan sebab "
        "baris "
        "tidak dihitung.",
    },
    "help_inspect": {
        "en": "Show what each column of FILES is read as, in which unit and with which codes, and "
        "how many cells can be read; without a name or a NIK. Nothing is scored.",
        "id": "Tampilkan setiap kolom FILES dibaca sebagai apa, satuan dan kodenya, serta berapa "
        "sel yang terbaca; tanpa nama atau NIK. Tidak ada yang dihitung.",
    },
    "help_write_mapping": {
        "en": "Write how the first table is read to a TOML file, for --mapping next month.",
        "id": "Tulis cara tabel pertama dibaca ke berkas TOML, untuk --mapping bulan depan.",
    },
    "hint_unreadable": {
        "en": "{n} cells of '{heading}' cannot be read, and the table would be refused. Say how: "
        "{option}, or count them as missing: --on-unreadable missing",
        "id": "{n} sel '{heading}' tidak terbaca, dan tabel akan ditolak. Sebutkan caranya: "
        "{option}, atau hitung sebagai kosong: --on-unreadable missing",
    },
    "hint_taken": {
        "en": "'{heading}' is the name of a column that is added. Keep both with --prefix zs_, or "
        "let it be replaced with --replace",
        "id": "'{heading}' adalah nama kolom yang akan ditambahkan. Simpan keduanya dengan "
        "--prefix zs_, atau gantikan dengan --replace",
    },
    "command_to_run": {"en": "To score these files:", "id": "Untuk menghitung berkas ini:"},
    "n_rows": {"en": "{n} rows", "id": "{n} baris"},
    "heading_heading": {"en": "heading", "id": "judul kolom"},
    "heading_unit": {"en": "unit", "id": "unit"},
    "heading_in_unit": {"en": "unit", "id": "satuan"},
    "heading_readable": {"en": "readable", "id": "terbaca"},
    "heading_values": {"en": "values", "id": "nilai"},
    "unknown_near": {"en": "? (near: {near})", "id": "? (mirip: {near})"},
    "not_known": {"en": "not used", "id": "tidak dipakai"},
    "unit_from_heading": {"en": "heading", "id": "judul"},
    "unit_from_values": {"en": "by the values", "id": "dari nilainya"},
    "unit_from_told": {"en": "told", "id": "disebutkan"},
    "empty": {"en": "empty", "id": "kosong"},
    "n_filled": {"en": "{n} filled", "id": "{n} terisi"},
    "n_readable": {"en": "{n} of {filled}", "id": "{n} dari {filled}"},
    "identity_hidden": {"en": "identity, not shown", "id": "identitas, tidak ditampilkan"},
    "n_different": {"en": "{n} different", "id": "{n} nilai berbeda"},
    "heading_file": {"en": "file", "id": "berkas"},
    "heading_months": {"en": "months", "id": "bulan"},
    "heading_districts": {"en": "districts", "id": "kab/kota"},
    "heading_ages_disagree": {"en": "ages disagree", "id": "umur tidak cocok"},
    "heading_read_as": {"en": "read as", "id": "dibaca sebagai"},
    "profile_from_asked": {"en": "asked for", "id": "diminta"},
    "profile_from_export": {"en": "an e-PPGBM export", "id": "ekspor e-PPGBM"},
    "profile_from_table": {"en": "a table", "id": "tabel"},
    "order_dmy": {"en": "day first", "id": "hari dahulu"},
    "order_mdy": {"en": "month first", "id": "bulan dahulu"},
    "order_ymd": {"en": "year first", "id": "tahun dahulu"},
    "order_exchanged": {"en": "day and month exchanged", "id": "hari dan bulan ditukar"},
    "not_used": {"en": "not used: {names}", "id": "tidak dipakai: {names}"},
    "not_used_near": {"en": "{heading} (near: {near})", "id": "{heading} (mirip: {near})"},
    "and_more_files": {"en": "and {n} more tables", "id": "dan {n} tabel lagi"},
    "rows_in": {"en": "rows read", "id": "baris dibaca"},
    "rows_blank": {"en": "blank rows left out", "id": "baris kosong dilewati"},
    "rows_out": {"en": "rows written", "id": "baris ditulis"},
    "files_and_sheets": {
        "en": "files: {files}, tables: {sheets}",
        "id": "berkas: {files}, tabel: {sheets}",
    },
    "age_unknown": {"en": "no age", "id": "tanpa umur"},
    "files_refused": {"en": "files refused", "id": "berkas ditolak"},
    "columns_left_out": {"en": "columns left out", "id": "kolom yang dihilangkan"},
    "age_from": {"en": "age from {source}", "id": "umur dari {source}"},
    "files_passed_over": {"en": "files passed over", "id": "berkas dilewati"},
    "position_decides": {
        "en": "class depends on an unknown position",
        "id": "kategori bergantung pada cara ukur yang kosong",
    },
    "by_without_space": {
        "en": "'{name}' is neither a file nor a folder. Several columns are listed without a "
        "space: "
        "--by kecamatan,desa",
        "id": "'{name}' bukan berkas atau folder. Beberapa kolom ditulis tanpa spasi: "
        "--by kecamatan,desa",
    },
    "standing_doubted": {
        "en": "standing below 9 months (not believed)",
        "id": "berdiri di bawah 9 bulan (tidak dipercaya)",
    },
    "sheet_left_out": {
        "en": "rows in a sheet without header",
        "id": "baris di lembar tanpa judul kolom",
    },
    "heading_z": {"en": "z-score", "id": "z-score"},
    "heading_scored": {"en": "scored", "id": "dihitung"},
    "heading_flagged": {"en": "implausible", "id": "tidak wajar"},
    "heading_not_scored": {"en": "not scored", "id": "tidak dihitung"},
    "heading_condition": {"en": "condition", "id": "kondisi"},
    "heading_children": {"en": "children", "id": "anak"},
    "heading_severe": {"en": "severe", "id": "kategori berat"},
    "heading_of": {"en": "of measured", "id": "dari yang diukur"},
    "heading_%": {"en": "%", "id": "%"},
    "heading_published": {"en": "in the export", "id": "tercatat di ekspor"},
    "heading_z_equal": {"en": "z equal", "id": "z sama"},
    "heading_labels_equal": {"en": "labels equal", "id": "label sama"},
    "heading_compared": {"en": "of compared", "id": "dari yang dibandingkan"},
    "heading_unreadable": {"en": "cells to verify", "id": "sel yang perlu diverifikasi"},
    "heading_cells": {"en": "cells", "id": "sel"},
    "heading_reason": {"en": "why", "id": "sebab"},
    "and_more": {"en": "and {n} more kinds", "id": "dan {n} jenis lagi"},
    "verification": {
        "en": "rows to verify or measure again",
        "id": "baris yang perlu verifikasi / ukur ulang",
    },
    "status_clean": {
        "en": "rows without an error or a doubt",
        "id": "baris tanpa kesalahan atau keraguan",
    },
    "status_marked": {"en": "rows to look at again", "id": "baris yang perlu diperiksa kembali"},
    "status_unreadable": {
        "en": "rows with a cell that cannot be read",
        "id": "baris dengan sel yang tidak terbaca",
    },
    "written_into": {
        "en": "written into {folder}: {rows} rows in {file}; {others}",
        "id": "ditulis ke {folder}: {rows} baris di {file}; {others}",
    },
    "checks_not_done": {
        "en": "{n} checks were not done, for these columns are missing: {names}",
        "id": "{n} pemeriksaan tidak dilakukan karena kolom ini tidak ada: {names}",
    },
    "units_to_verify": {
        "en": "Units that should be verified or measured again, the most marked first. Why a "
        "number is as it is, none of this says.",
        "id": "Unit yang perlu diverifikasi / diukur ulang, diurutkan dari yang paling banyak "
        "tandanya. Penyebabnya tidak disimpulkan di sini.",
    },
    "units_not_marked": {
        "en": "No unit is marked: nothing lies beyond what is accepted by more than chance.",
        "id": "Tidak ada unit yang ditandai: tidak ada yang melampaui batas secara bermakna.",
    },
    "names_to_verify": {
        "en": "names of posyandu that may be one, written in several ways: {n}; see {file}",
        "id": "nama posyandu yang mungkin sama dengan ejaan berbeda: {n}; lihat {file}",
    },
    "and_more_units": {"en": "and {n} more units", "id": "dan {n} unit lagi"},
    "heading_marks": {"en": "marks", "id": "jumlah tanda"},
    "heading_marked_by": {"en": "because of", "id": "karena"},
    "all_units": {"en": "all together", "id": "seluruhnya"},
    "of_cutoff": {
        "en": "uneven beside {indicator} {cutoff}: {below} below, {above} above",
        "id": "tidak imbang di batas {indicator} {cutoff}: {below} di bawah, {above} di atas",
    },
    "statistic_complete": {"en": "missing", "id": "kosong"},
    "statistic_sex_ratio": {"en": "sex ratio", "id": "rasio jenis kelamin"},
    "statistic_age_ratio": {"en": "age ratio", "id": "rasio umur"},
    "statistic_heaping_12_months": {"en": "ages in whole years", "id": "umur bulat tahun"},
    "statistic_heaping_6_months": {"en": "ages in half years", "id": "umur bulat setengah tahun"},
    "statistic_heaping_birth_day": {"en": "days of birth", "id": "hari lahir"},
    "statistic_heaping_birth_month": {"en": "months of birth", "id": "bulan lahir"},
    "statistic_born_on_day_1": {"en": "born on the 1st", "id": "lahir tanggal 1"},
    "statistic_born_on_day_15": {"en": "born on the 15th", "id": "lahir tanggal 15"},
    "statistic_digit_effect": {"en": "last digits", "id": "angka terakhir"},
    "statistic_whole_numbers": {"en": "whole numbers", "id": "angka bulat"},
    "statistic_halves": {"en": "whole and half numbers", "id": "angka bulat dan setengah"},
    "statistic_implausible": {"en": "implausible", "id": "tidak wajar"},
    "statistic_sd": {"en": "standard deviation", "id": "simpangan baku"},
    "statistic_skewness": {"en": "skewness", "id": "kemencengan"},
    "statistic_kurtosis": {"en": "kurtosis", "id": "kurtosis"},
    "statistic_smart_flagged": {"en": "far from the mean", "id": "jauh dari rata-rata"},
    "statistic_position_against_age": {"en": "position against age", "id": "cara ukur vs umur"},
    "statistic_published_differs": {"en": "published z differs", "id": "z tercatat berbeda"},
    "statistic_duplicates": {"en": "there twice", "id": "ganda"},
    "statistic_carried_forward": {"en": "carried forward", "id": "disalin dari sebelumnya"},
    "heading_to_verify": {"en": "finding", "id": "temuan"},
    "heading_rows": {"en": "rows", "id": "baris"},
    "heading_severity": {"en": "how grave", "id": "tingkat"},
    "severity_error": {"en": "cannot be", "id": "mustahil"},
    "severity_doubt": {"en": "in doubt", "id": "diragukan"},
    "severity_note": {"en": "note", "id": "catatan"},
    "check_weight_outside": {
        "en": "weight outside 0.9-58 kg",
        "id": "berat di luar 0,9-58 kg",
    },
    "check_length_outside": {
        "en": "length or height outside 38-150 cm",
        "id": "panjang/tinggi di luar 38-150 cm",
    },
    "check_arm_outside": {
        "en": "arm circumference outside 6-35 cm",
        "id": "lingkar lengan atas di luar 6-35 cm",
    },
    "check_head_outside": {
        "en": "head circumference outside 25-64 cm",
        "id": "lingkar kepala di luar 25-64 cm",
    },
    "check_visit_before_birth": {"en": "visit before birth", "id": "diukur sebelum lahir"},
    "check_visit_in_the_future": {
        "en": "visit in the future",
        "id": "tanggal ukur di masa depan",
    },
    "check_too_old": {"en": "older than WHO's tables", "id": "umur di luar tabel WHO"},
    "check_haz_implausible": {
        "en": "height-for-age implausible",
        "id": "TB/U tidak wajar",
    },
    "check_waz_implausible": {
        "en": "weight-for-age implausible",
        "id": "BB/U tidak wajar",
    },
    "check_whz_implausible": {
        "en": "weight-for-height implausible",
        "id": "BB/TB tidak wajar",
    },
    "check_acz_implausible": {
        "en": "arm circumference-for-age implausible",
        "id": "LiLA/U tidak wajar",
    },
    "check_hcz_implausible": {
        "en": "head circumference-for-age implausible",
        "id": "LK/U tidak wajar",
    },
    "check_weight_in_grams": {
        "en": "weight as if in grams",
        "id": "berat tampaknya dalam gram",
    },
    "check_length_in_millimetres": {
        "en": "length as if in millimetres",
        "id": "panjang/tinggi tampaknya dalam milimeter",
    },
    "check_length_in_metres": {
        "en": "length as if in metres",
        "id": "panjang/tinggi tampaknya dalam meter",
    },
    "check_swapped": {
        "en": "weight and height as if swapped",
        "id": "berat dan tinggi tampaknya tertukar",
    },
    "check_weight_ten_times": {
        "en": "weight as if ten times",
        "id": "berat tampaknya sepuluh kali lipat",
    },
    "check_weight_tenth": {
        "en": "weight as if a tenth",
        "id": "berat tampaknya sepersepuluh dari seharusnya",
    },
    "check_length_tenth": {
        "en": "length as if a tenth",
        "id": "panjang/tinggi tampaknya sepersepuluh dari seharusnya",
    },
    "check_weight_digits": {
        "en": "digits of the weight as if exchanged",
        "id": "angka pada berat tampaknya tertukar",
    },
    "check_length_digits": {
        "en": "digits of the length as if exchanged",
        "id": "angka pada panjang/tinggi tampaknya tertukar",
    },
    "check_arm_in_millimetres": {
        "en": "arm circumference seems to be in millimetres",
        "id": "lingkar lengan atas tampaknya dalam milimeter",
    },
    "check_arm_in_metres": {
        "en": "arm circumference seems to be in metres",
        "id": "lingkar lengan atas tampaknya dalam meter",
    },
    "check_arm_tenth": {
        "en": "arm circumference looks ten times too small",
        "id": "lingkar lengan atas tampaknya sepersepuluh dari seharusnya",
    },
    "check_arm_digits": {
        "en": "two digits of the arm circumference seem to be exchanged",
        "id": "dua angka pada lingkar lengan atas tampaknya tertukar",
    },
    "check_head_in_millimetres": {
        "en": "head circumference seems to be in millimetres",
        "id": "lingkar kepala tampaknya dalam milimeter",
    },
    "check_head_in_metres": {
        "en": "head circumference seems to be in metres",
        "id": "lingkar kepala tampaknya dalam meter",
    },
    "check_head_tenth": {
        "en": "head circumference looks ten times too small",
        "id": "lingkar kepala tampaknya sepersepuluh dari seharusnya",
    },
    "check_head_digits": {
        "en": "two digits of the head circumference seem to be exchanged",
        "id": "dua angka pada lingkar kepala tampaknya tertukar",
    },
    "check_position_against_age": {
        "en": "standing below 24 months, or lying from there",
        "id": "berdiri di bawah 24 bulan, atau terlentang pada umur 24 bulan ke atas",
    },
    "check_age_disagrees": {
        "en": "written age against the two dates",
        "id": "usia tertulis tidak sesuai kedua tanggal",
    },
    "check_nik_masked": {"en": "NIK masked", "id": "NIK disamarkan"},
    "check_nik_broken": {
        "en": "NIK not 16 digits with a date",
        "id": "NIK bukan 16 digit bertanggal",
    },
    "check_nik_of_other_birth": {
        "en": "NIK of another birth date",
        "id": "tanggal lahir di NIK berbeda",
    },
    "check_nik_of_other_sex": {
        "en": "NIK of the other sex",
        "id": "jenis kelamin di NIK berbeda",
    },
    "check_published_haz_differs": {
        "en": "published height-for-age z is another",
        "id": "z TB/U tercatat berbeda dari hasil hitung",
    },
    "check_published_waz_differs": {
        "en": "published weight-for-age z is another",
        "id": "z BB/U tercatat berbeda dari hasil hitung",
    },
    "check_published_whz_differs": {
        "en": "published weight-for-height z is another",
        "id": "z BB/TB tercatat berbeda dari hasil hitung",
    },
    "check_published_haz_label_differs": {
        "en": "published height-for-age label is not that of its z",
        "id": "label TB/U tidak sesuai z tercatat",
    },
    "check_published_waz_label_differs": {
        "en": "published weight-for-age label is not that of its z",
        "id": "label BB/U tidak sesuai z tercatat",
    },
    "check_published_whz_label_differs": {
        "en": "published weight-for-height label is not that of its z",
        "id": "label BB/TB tidak sesuai z tercatat",
    },
    "check_published_haz_class_differs": {
        "en": "class of the height-for-age in the export would be another",
        "id": "kategori TB/U di ekspor seharusnya berbeda",
    },
    "check_published_waz_class_differs": {
        "en": "class of the weight-for-age in the export would be another",
        "id": "kategori BB/U di ekspor seharusnya berbeda",
    },
    "check_published_whz_class_differs": {
        "en": "class of the weight-for-height in the export would be another",
        "id": "kategori BB/TB di ekspor seharusnya berbeda",
    },
    "check_height_shrinks": {
        "en": "shorter than before by more than 0.5 cm",
        "id": "tinggi berkurang lebih dari 0,5 cm",
    },
    "check_height_shrinks_much": {
        "en": "shorter than before by more than 2.5 cm",
        "id": "tinggi berkurang lebih dari 2,5 cm",
    },
    "check_height_jumps": {
        "en": "grown more than a child can since the visit before",
        "id": "pertambahan tinggi melebihi yang mungkin sejak kunjungan sebelumnya",
    },
    "check_weight_jumps": {
        "en": "gained or lost more weight than a child can since the visit before",
        "id": "berat naik atau turun lebih dari yang mungkin sejak kunjungan sebelumnya",
    },
    "check_carried_forward": {
        "en": "weight and height the same as at the visit before",
        "id": "berat dan tinggi sama dengan kunjungan sebelumnya",
    },
    "check_height_carried_forward": {
        "en": "height the same at three visits or more",
        "id": "tinggi sama pada tiga kunjungan atau lebih",
    },
    "check_haz_outlier": {
        "en": "height-for-age far from that of the child's other visits",
        "id": "TB/U jauh berbeda dari kunjungan lain",
    },
    "check_waz_outlier": {
        "en": "weight-for-age far from that of the child's other visits",
        "id": "BB/U jauh berbeda dari kunjungan lain",
    },
    "check_same_nik_and_date": {
        "en": "one NIK and birth date twice on a day",
        "id": "NIK dan tanggal lahir sama lebih dari sekali pada tanggal yang sama",
    },
    "check_nik_of_several": {
        "en": "one NIK for several children on a day",
        "id": "satu NIK untuk beberapa anak pada tanggal yang sama",
    },
    "check_same_child_and_date": {
        "en": "one child twice on a day",
        "id": "anak sama dua kali dalam sehari",
    },
    "check_same_measurements": {
        "en": "same birth date, sex, weight, height and visit",
        "id": "tanggal lahir, jenis kelamin, berat, tinggi, dan tanggal kunjungan sama",
    },
    "prevalence": {"en": "prevalence with 95 % intervals", "id": "prevalensi, selang 95 %"},
    "of_register": {
        "en": "of all children in the files",
        "id": "semua anak dalam berkas",
    },
    "of_survey": {"en": "by the design of the survey", "id": "menurut rancangan survei"},
    "of_files": {"en": "files: {n}", "id": "berkas: {n}"},
    "rows_counted": {"en": "rows counted", "id": "baris dihitung"},
    "one_per_child_all": {"en": "all rows", "id": "semua baris"},
    "one_per_child_latest": {
        "en": "the latest visit of each child",
        "id": "kunjungan terakhir tiap anak",
    },
    "one_per_child_first": {
        "en": "the first visit of each child",
        "id": "kunjungan pertama tiap anak",
    },
    "left_out_age_outside": {
        "en": "left out: over 5 years",
        "id": "tidak dihitung: di atas 5 tahun",
    },
    "left_out_same_child": {
        "en": "left out: another visit of the same child",
        "id": "tidak dihitung: kunjungan lain anak yang sama",
    },
    "left_out_no_period": {
        "en": "left out: without period",
        "id": "tidak dihitung: tanpa periode",
    },
    "left_out_no_stratum": {
        "en": "left out: without stratum",
        "id": "tidak dihitung: tanpa strata",
    },
    "left_out_no_cluster": {
        "en": "left out: without cluster",
        "id": "tidak dihitung: tanpa klaster",
    },
    "estimates_written": {"en": "estimates written", "id": "hasil ditulis"},
    "nothing_estimated": {
        "en": "no child has a z-score: nothing to estimate",
        "id": "tidak ada anak dengan z-score: tidak ada yang dihitung",
    },
    "more_groups": {"en": "and {n} more groups", "id": "dan {n} kelompok lagi"},
    "group_unknown": {"en": "(not given)", "id": "(tidak diisi)"},
    "group_all": {"en": "all", "id": "semua"},
    "heading_measured": {"en": "n ({condition})", "id": "n ({condition})"},
    "heading_change": {"en": "{condition}: change", "id": "{condition}: perubahan"},
    "heading_gap": {"en": "{condition}: to target", "id": "{condition}: terhadap target"},
    "heading_prevalence_class": {"en": "{condition}: WHO class", "id": "{condition}: kelas WHO"},
    "heading_coverage": {"en": "{condition}: of {target}", "id": "{condition}: dari {target}"},
    "heading_rank": {
        "en": "rank, 1 highest (95 %)",
        "id": "peringkat, 1 tertinggi (95 %)",
    },
    "heading_prevalence_of": {"en": "{condition} %", "id": "{condition} %"},
    "heading_shrunken": {"en": "shrunken %", "id": "% diperhalus"},
    "legend_hidden": {
        "en": "·  hidden: fewer children than --min-n, or it would tell of a group that is",
        "id": "·  disembunyikan: anak kurang dari --min-n, atau mengungkap kelompok yang demikian",
    },
    "legend_nobody": {
        "en": "–  no child was measured",
        "id": "–  tidak ada anak yang diukur",
    },
    "legend_more": {
        "en": "{n} other conditions, and means: write them with -o",
        "id": "{n} kondisi lain dan rerata: tulis dengan -o",
    },
    "no_target_for": {
        "en": "groups that --population lacks",
        "id": "kelompok yang tidak ada di --population",
    },
    "nobody_of": {
        "en": "groups of --population of which no child came",
        "id": "kelompok di --population tanpa anak yang datang",
    },
    "cannot_tell": {
        "en": "all rows, for these cannot tell children apart: {files}",
        "id": "semua baris, karena berkas ini tidak dapat membedakan anak: {files}",
    },
    "ranks_written": {"en": "ranks written", "id": "peringkat ditulis"},
    "heading_against": {"en": "against the others", "id": "dibanding yang lain"},
    "compared_above": {"en": "above", "id": "di atas"},
    "compared_below": {"en": "below", "id": "di bawah"},
    "compared_not_distinguishable": {
        "en": "not distinguishable",
        "id": "tidak dapat dibedakan",
    },
    "class_very_low": {"en": "very low", "id": "sangat rendah"},
    "class_low": {"en": "low", "id": "rendah"},
    "class_medium": {"en": "medium", "id": "sedang"},
    "class_high": {"en": "high", "id": "tinggi"},
    "class_very_high": {"en": "very high", "id": "sangat tinggi"},
    "met_yes": {"en": "met", "id": "tercapai"},
    "met_no": {"en": "not met", "id": "belum tercapai"},
    "met_uncertain": {"en": "uncertain", "id": "belum pasti"},
    "column_province": {"en": "province", "id": "provinsi"},
    "column_district": {"en": "district", "id": "kabupaten/kota"},
    "column_subdistrict": {"en": "subdistrict", "id": "kecamatan"},
    "column_puskesmas": {"en": "puskesmas", "id": "puskesmas"},
    "column_village": {"en": "village", "id": "desa/kelurahan"},
    "column_posyandu": {"en": "posyandu", "id": "posyandu"},
    "column_sex": {"en": "sex", "id": "jenis kelamin"},
    "column_age_group": {"en": "age group", "id": "kelompok umur"},
    "column_month": {"en": "month", "id": "bulan"},
    "column_quarter": {"en": "quarter", "id": "triwulan"},
    "column_year": {"en": "year", "id": "tahun"},
    "short_stunting": {"en": "stunted", "id": "stunting"},
    "short_wasting": {"en": "wasted", "id": "wasting"},
    "short_underweight": {"en": "underweight", "id": "underweight"},
    "short_overweight": {"en": "overweight", "id": "overweight"},
    "condition_stunting": {"en": "stunted", "id": "stunting (pendek)"},
    "condition_underweight": {"en": "underweight", "id": "underweight (berat kurang)"},
    "condition_wasting": {"en": "wasted", "id": "wasting (gizi kurang/buruk)"},
    "condition_overweight": {"en": "overweight", "id": "overweight (gizi lebih/obesitas)"},
    "condition_acute_malnutrition_by_muac": {
        "en": "acute malnutrition by MUAC",
        "id": "gizi kurang/buruk menurut LiLA",
    },
    # --- why a z is missing ----------------------------------------------------------------
    "reason_no_sex": {"en": "no sex", "id": "tanpa jenis kelamin"},
    "reason_no_age": {"en": "no age", "id": "tanpa umur"},
    "reason_age_outside": {"en": "age out of range", "id": "umur di luar rentang"},
    "reason_no_measurement": {"en": "no measurement", "id": "tanpa pengukuran"},
    "reason_measurement_not_positive": {
        "en": "measurement ≤ 0",
        "id": "pengukuran ≤ 0",
    },
    "reason_measurement_not_finite": {
        "en": "no finite measurement",
        "id": "pengukuran tak hingga",
    },
    "reason_length_off_the_table": {
        "en": "length outside WHO's table",
        "id": "panjang/tinggi di luar tabel WHO",
    },
    "reason_oedema": {"en": "oedema", "id": "edema"},
    # --- why a cell could not be read ------------------------------------------------------
    "cell_spreadsheet_error": {
        "en": "an error of the spreadsheet, such as #N/A",
        "id": "galat dari lembar kerja, misalnya #N/A",
    },
    "cell_not_a_number": {"en": "not a number", "id": "bukan angka"},
    "cell_not_a_date": {"en": "not a date", "id": "bukan tanggal"},
    "cell_not_an_age": {"en": "not an age", "id": "bukan umur"},
    "cell_unknown_code": {"en": "unknown code", "id": "kode tidak dikenal"},
    "cell_not_16_digits": {
        "en": "not 16 digits (kept as it is)",
        "id": "bukan 16 digit (dibiarkan)",
    },
    "cell_row_of_other_width": {
        "en": "row with too many cells (all its cells missing)",
        "id": "baris dengan sel berlebih (semua selnya kosong)",
    },
}
