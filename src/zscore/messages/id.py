"""Sentences in Indonesian.

What stands in braces is filled in. en.py has the same keys, in the same order; a test holds it.
"""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    # --- wrong calls ---------------------------------------------------------------------
    "unknown_indicator": "indikator '{name}' tidak dikenal; yang dikenal: {known}.",
    "unknown_profile": "profil '{name}' tidak dikenal; yang dikenal: {known}.",
    "unknown_scheme": (
        "skema '{name}' tidak dikenal; yang dikenal: {known}, atau Scheme buatan sendiri."
    ),
    "labels_do_not_fit": (
        "'{name}': labelnya tidak cocok. Perlu {n} label berbeda di setiap bahasa, "
        'seperti labels={{"id": (…,)}}.'
    ),
    "cutoffs_do_not_fit": (
        "'{name}': ambang batas harus berupa angka yang menaik, semua below sebelum above, "
        "seperti below=(-3.0, -2.0)."
    ),
    "patterns_do_not_fit": "'{name}': patterns harus menyebut label untuk setiap {n} hasil tesnya.",
    "names_do_not_fit": "skema '{name}': '{column}' ada dua. Setiap kondisi perlu nama sendiri.",
    "labels_lacking": "'{name}' tidak punya label dalam '{lang}'. Yang ada: {known}.",
    "bad_threads": (
        "threads bernilai {value}. Diterima bilangan bulat mulai 1, atau None (semua inti)."
    ),
    "no_indicators": "tidak ada indikator yang diminta. Diterima: daftar dari {known}, atau None.",
    "nothing_to_classify": (
        "tidak satu pun kolom yang diklasifikasi skema '{scheme}' ada: {columns}. "
        "Yang ada: {found}. Hitung dahulu z-score-nya dengan score_children."
    ),
    "nothing_measured": "anak ini tidak punya pengukuran. Diterima: salah satu dari {columns}.",
    "cannot_broadcast": (
        "bentuk larik tidak cocok: {shapes}. "
        "Diterima: skalar dan larik yang dapat di-broadcast seperti di numpy."
    ),
    "unknown_age_rule": "aturan umur '{name}' tidak dikenal; yang dikenal: {known}.",
    "column_missing": (
        "kolom {lacking} tidak ada. Yang ada: {found}. "
        'Ganti nama dengan columns={{"{first}": "{example}"}} (baris perintah: '
        "--columns {first}={example})."
    ),
    "columns_missing": (
        "kolom {lacking} tidak ada. Yang ada: {found}. "
        'Ganti nama dengan columns={{"{first}": "{example}"}} (baris perintah: '
        "--columns {first}={example})."
    ),
    "unknown_rename": "'{name}' bukan kolom yang dipakai di sini. Yang dikenal: {known}.",
    "renamed_missing": "kolom '{column}' tidak ada. Yang ada: {found}. Sebut salah satunya.",
    "column_doubled": (
        "kolom '{column}' ada dua. Setiap nama hanya boleh sekali. Ganti nama salah satunya."
    ),
    "column_taken": (
        "kolom '{column}' sudah ada dan akan tertimpa. Beri nama lain untuk kolom baru "
        '(--prefix zs_), atau gantikan kolom Anda (--replace); di Python prefix="zs_" atau '
        "replace=True, atau ganti nama kolom Anda."
    ),
    "number_unreadable": (
        "kolom '{column}': {n} dari {rows} nilai bukan angka (pertama {value}, di baris "
        "{row}). Diterima: angka seperti 10.4 atau 10,4. Perbaiki, sebutkan tanda kosong "
        "dengan --missing, atau hitung sel itu sebagai kosong dengan --on-unreadable missing."
    ),
    "date_unreadable": (
        "kolom '{column}': {n} dari {rows} nilai bukan tanggal (pertama {value}, di "
        "baris {row}). Diterima: 2024-08-17, 17 Agustus 2024, dan 17/08/2024 bila urutannya "
        "dapat diketahui; jika tidak, sebutkan dengan --dates dmy atau --dates mdy. Agar sel "
        "itu dihitung kosong: --on-unreadable missing."
    ),
    "age_unreadable": (
        "kolom '{column}': {n} dari {rows} nilai bukan umur (pertama {value}, di baris "
        "{row}). Diterima: '2 Tahun - 11 Bulan - 9 Hari', '2 th 11 bln', '35 bulan'. "
        "Perbaiki, atau hitung sel itu sebagai kosong dengan --on-unreadable missing."
    ),
    "dates_exchanged": (
        "kolom '{column}': tanggal ini tampaknya dibuka lembar kerja yang menulis bulan "
        "dahulu: semua tanggal yang dikenalinya berhari 1–12, sisanya di atas 12. Untuk menukar "
        "kembali hari dan bulan: --dates exchanged; bila tanggalnya benar: --dates dmy."
    ),
    "warn_dates_exchanged": (
        "{file}: pada '{heading}', semua tanggal yang dikenali lembar kerja berhari 1–12, "
        "sisanya di atas 12: hari dan bulan mungkin tertukar. Untuk menukarnya kembali: "
        "--dates exchanged; bila tanggalnya benar: --dates dmy."
    ),
    "warn_order_of_few": (
        "{file}: hampir tidak ada tanggal pada '{heading}' yang menunjukkan hari atau bulan "
        "yang ditulis dahulu; dari yang sedikit itu dibaca sebagai {order}. Periksa beberapa, lalu "
        "sebutkan: --dates dmy atau --dates mdy."
    ),
    "foreign_z": (
        "z-score di berkas ini bukan buatan zscore: hanya dibandingkan, dan pengukurannya "
        "dihitung ulang. Untuk memakainya apa adanya: --trust-z"
    ),
    "not_numbers": "kolom '{column}' berisi {kind}. Diterima: angka. Ubah dahulu.",
    "not_codes": "kolom '{column}' berisi {kind}. Diterima: {accepted}. Ubah kodenya dahulu.",
    "not_dates": "kolom '{column}' berisi {kind}. Diterima: tanggal. Ubah dahulu.",
    "unknown_code": (
        "kolom '{column}': {n} dari {rows} nilai tidak dikenal (pertama {value}, di "
        "baris {row}). Diterima: {accepted}. Tidak ada yang ditebak: sebutkan arti kodenya "
        "dengan --codes {option}, atau hitung sel itu sebagai kosong dengan --on-unreadable "
        "missing."
    ),
    "unequal_lengths": (
        "panjang kolom tidak sama: {lengths}. Setiap kolom perlu satu nilai per anak."
    ),
    "not_a_column": (
        "kolom '{column}' bukan larik satu dimensi. "
        "Diterima: dict berisi larik. Berikan satu nilai per anak."
    ),
    "lazy_table": (
        "{kind} bersifat lazy dan akan ditarik seluruhnya ke memori. "
        "Diterima: tabel pandas, polars, pyarrow, dict berisi larik. Kumpulkan dahulu, atau pakai "
        "zscore.engines.dask, zscore.engines.spark, atau resep di docs/engines.md."
    ),
    "engine_missing": (
        "{engine} belum dipasang. Pasang dengan: pip install 'zscore-growth[{extra}]'."
    ),
    "not_of_engine": (
        "{kind} bukan DataFrame {engine}. Untuk tabel di memori pakai fungsi zscore sendiri."
    ),
    "visits_apart": (
        "one_per_child dan child tidak dapat dipakai di sini: kunjungan seorang anak mungkin "
        "berada di bagian yang berbeda. Sisakan satu kunjungan tiap anak terlebih dahulu."
    ),
    "unknown_table": (
        "{kind} bukan tabel. "
        "Diterima: tabel pandas, polars, pyarrow, dict berisi larik, aliran Arrow."
    ),
    "renamed_missing_near": "kolom '{column}' tidak ada; maksudnya '{near}'? Yang ada: {found}.",
    "unknown_rename_near": (
        "'{name}' bukan kolom yang dipakai di sini; maksudnya '{near}'? Yang dikenal: {known}."
    ),
    "group_missing_near": "kolom '{column}' tidak ada; maksudnya '{near}'? Yang ada: {found}.",
    "codes_column": (
        "'{name}' bukan kolom berkode. Kode dapat diberikan untuk {known}, misalnya "
        "--codes sex:0=f,1=m."
    ),
    "unknown_meaning": (
        "kode '{column}': '{name}' tidak dikenal. Kode dapat berarti {known}, atau "
        "kosong bila tidak ada data."
    ),
    "unknown_unit": "'{name}' bukan satuan untuk '{column}'. Diterima: {known}.",
    "unknown_order": "urutan tanggal '{name}' tidak dikenal; yang dikenal: {known}.",
    "unknown_on_unreadable": (
        "pilihan '{name}' untuk sel yang tidak terbaca tidak dikenal; yang dikenal: {known}."
    ),
    "mapping_unreadable": (
        "{file}: berkas pemetaan ini tidak dapat dibaca ({why}). Perlu berkas TOML "
        "seperti yang ditulis zscore inspect --write."
    ),
    "mapping_key": "{file}: '{name}' bukan bagian dari pemetaan. Yang dikenal: {known}.",
    "two_headings": (
        "dua judul kolom untuk satu kolom, '{column}': {headings}. Sebut yang dimaksud: "
        "{option} (Python: {argument})."
    ),
    "oedema_codes": (
        "kolom '{column}' berisi kode 2, tanpa keterangan 1 atau 2 yang edema. Sebutkan: "
        "--codes oedema:{one} atau --codes oedema:{other}."
    ),
    "only_foreign_z": (
        "z-score di sini bukan buatan zscore dan tidak ada yang dapat dihitung: {lacking} "
        "tidak ada. Untuk memakai z-score itu apa adanya: --trust-z (Python: trust_z=True)."
    ),
    "help_trust_z": "Pakai z-score di berkas apa adanya, walaupun bukan buatan zscore.",
    "age_split": (
        "kolom '{first}' dan '{second}' memuat umur dalam dua bagian, yang tidak digabungkan "
        "di sini. Berikan umur utuh dalam satu kolom (bulan atau hari), atau kedua tanggal."
    ),
    "told_missing": (
        "cara membaca '{column}' disebutkan, tetapi tabel tidak punya kolom itu. Yang ada: "
        "{found}. Hapus, atau sebut kolomnya dengan --columns."
    ),
    "told_twice": "'{name}' disebut dua kali dengan arti berbeda. Sebut sekali saja.",
    "table_on_its_side": (
        "{file}: judul kolom berada di kolom pertama, dari atas ke bawah. Perlu satu baris "
        "per anak dengan judul di baris teratas. Putar (transpose) tabelnya."
    ),
    "age_unit_unknown": (
        "kolom '{column}' berisi umur tanpa satuan. Dibaca sebagai bulan bila ada yang "
        "di atas 20 dan tidak ada yang di atas 240. Sebutkan: --units age_months=months "
        "(bulan), --units age_months=years (tahun) atau --units age_days=days (hari)."
    ),
    "age_in_whole_years": (
        "kolom '{column}' berisi umur dalam tahun bulat, terlalu kasar untuk z-score: "
        "perlu bulan, hari, atau kedua tanggal. Bila tetap ingin dihitung: --units "
        "age_months=years."
    ),
    # --- prevalence ----------------------------------------------------------------------
    "not_scored": (
        "tidak ada {lacking} dalam tabel. Yang ada: {found}. Hitung dahulu z-score-nya "
        "dengan score_children, atau sebut kondisi yang kolomnya ada."
    ),
    "unknown_condition": "kondisi '{name}' tidak dikenal; yang dikenal: {known}.",
    "unknown_statistic": "statistik '{name}' tidak dikenal; yang dikenal: {known}.",
    "unknown_interval": "selang '{name}' tidak dikenal; yang dikenal: {known}.",
    "unknown_layout": "tata letak '{name}' tidak dikenal; yang dikenal: {known}.",
    "unknown_period": (
        "periode '{name}' tidak dikenal; yang dikenal: {known}, atau kolom dari tabel."
    ),
    "unknown_reason": "alasan '{name}' tidak dikenal; yang dikenal: {known}.",
    "unknown_label": "kelas '{name}' tidak dikenal; yang dikenal: {known}.",
    "unknown_rule": "aturan '{name}' untuk one_per_child tidak dikenal; yang dikenal: {known}.",
    "unknown_target": (
        "target untuk '{name}' bukan target kondisi yang dihitung di sini: {known}. "
        "Sebut salah satunya, atau tahun bila ada periode."
    ),
    "bad_target": "target bernilai {value}. Diterima: persentase dari 0 sampai 100.",
    "bad_min_n": "min_n bernilai {value}. Diterima: bilangan bulat mulai 1, atau None.",
    "group_missing": "kolom '{column}' tidak ada. Yang ada: {found}. Sebut salah satunya.",
    "group_kind": (
        "kolom '{column}' berisi {kind}. Diterima untuk kelompok: teks, angka, tanggal. "
        "Ubah dahulu."
    ),
    "no_conditions": "tidak ada kondisi yang diminta. Diterima: sebagian dari {known}, atau None.",
    "group_empty": (
        "kolom '{column}' kosong seluruhnya. Kelompok perlu kolom yang berisi. Sebut yang lain."
    ),
    "group_twice": "kolom '{column}' disebut dua kali untuk kelompok atau rancangan. Sebut sekali.",
    "group_taken": (
        "kolom kelompok atau sasaran tidak boleh bernama '{column}': hasilnya punya kolom "
        "dengan nama itu. Ganti namanya."
    ),
    "bad_weight": (
        "kolom '{column}': {n} dari {rows} bobot negatif atau tak hingga (pertama {value}, "
        "di baris {row}). Diterima: 0 atau lebih; yang kosong dihitung 0. Perbaiki."
    ),
    "no_weight": (
        "tidak ada bobot di kolom '{column}' yang lebih dari 0. Perlu bobot, atau tanpa "
        "bobot sama sekali."
    ),
    "cluster_split": (
        "kolom '{column}': {n} klaster ada di lebih dari satu strata. Dengan nest=False "
        "masing-masing hanya di satu. Pakai nest=True bila nomornya mulai lagi di tiap strata."
    ),
    "no_visit_date": (
        "periode '{period}' perlu kolom 'visit_date'. Yang ada: {found}. "
        'Ganti nama dengan columns={{"visit_date": "…"}} (baris perintah: '
        "--columns visit_date=…)."
    ),
    "no_age": (
        "'age_group' perlu umur: birth_date dan visit_date, age_days atau age_months. "
        "Yang ada: {found}."
    ),
    "no_identity": (
        "kolom {lacking} tidak ada, sehingga anak tidak dapat dibedakan. Yang ada: {found}. "
        'Sebut kolom pembedanya, child="child_id" (baris perintah: --child child_id), atau '
        'ambil semua baris: one_per_child="all".'
    ),
    "no_population": (
        "tabel sasaran tidak punya kolom selain kelompok. Yang ada: {found}. "
        "Perlu sedikitnya satu kolom jumlah sasaran anak."
    ),
    "bad_population": (
        "sasaran, kolom '{column}': {n} nilai kosong, negatif atau tak hingga, "
        "pertama di baris {row}. Setiap kelompok perlu jumlah anak."
    ),
    "population_twice": (
        "tabel sasaran memuat {n} kelompok dua kali. Setiap kelompok cukup sekali. Jumlahkan."
    ),
    "no_estimates": (
        "kolom '{column}' tidak ada. Yang ada: {found}. Perlu tabel tidy hasil estimate_prevalence."
    ),
    "nothing_to_rank": (
        "tidak ada kelompok untuk diperingkat. Hitung menurut kolom kelompok, per baris."
    ),
    "target_columns": (
        "{file}: target perlu kolom tahun atau kondisi, dan target. Yang ada: {found}."
    ),
    "target_doubled": (
        "{file}: baris data {row} untuk hal yang sama dengan sebelumnya. Masing-masing satu target."
    ),
    "target_unreadable": (
        "{file}: {n} target bukan persentase, pertama di baris data {row}. "
        "Diterima: angka dari 0 sampai 100."
    ),
    "no_files": "tidak ada berkas. Perlu sedikitnya satu.",
    "no_tally": "tidak ada tally untuk dijumlahkan. Perlu sedikitnya satu.",
    "tallies_differ": (
        "tally ini menghitung hal berbeda dan tidak dapat dijumlahkan. Semuanya perlu "
        "kelompok, rancangan, kondisi dan kolom z-score yang sama."
    ),
    "tally_has_groups": (
        "Tally sudah memuat kelompok, rancangan dan kondisinya. Berikan kepada "
        "tally_children, bukan di sini."
    ),
    # --- files ---------------------------------------------------------------------------
    "file_irregular": (
        "{file}: ini bukan berkas di disk. Diterima: berkas, bukan pipa atau folder. Simpan dahulu."
    ),
    "key_unread": "kunci di {file} tidak dapat dibaca: {why}.",
    "key_too_short": (
        "kunci di {file} berisi {n} byte. Perlu sedikitnya {least} byte yang tidak dapat "
        "ditebak (head -c 32 /dev/urandom | base64 > kunci.txt)."
    ),
    "unit_is_identity": (
        "'{column}' menunjukkan siapa anak itu atau di mana ia tinggal. Unit harus lebih "
        "luas, misalnya posyandu atau puskesmas."
    ),
    "unknown_presentation": "penyajian '{name}' tidak dikenal; yang dikenal: {known}.",
    "file_changed": (
        "{file}: berkas berubah selagi dibaca. Perlu berkas yang tidak berubah. Hitung lagi."
    ),
    "file_unopened": "{file}: tidak dapat dibuka ({why}). Perlu berkas yang dapat dibaca.",
    "file_empty": "{file}: berkas kosong. Ekspor ulang.",
    "file_of_other_kind": (
        "{file}: ini berkas {kind}. Diterima: xlsx, xls, ods, csv, tabel HTML, Parquet, "
        "dta, sav, por, xpt, juga salah satunya di dalam gz atau zip. Ekspor sebagai salah "
        "satunya."
    ),
    "file_damaged": (
        "{file}: berkas {kind} rusak atau terpotong. Perlu berkas utuh. Ekspor atau salin ulang."
    ),
    "quote_unclosed": (
        "{file}: tanda kutip yang tidak ditutup di baris {row} menelan baris sesudahnya. "
        "Setiap tanda kutip perlu pasangannya. Hapus atau ekspor ulang."
    ),
    "delimiter_changes": (
        "{file}: mulai baris {row}, sel dipisahkan oleh karakter lain daripada sebelumnya. Yang "
        "diterima: satu pemisah kolom untuk seluruh berkas. Ekspor ulang, atau jadikan dua berkas."
    ),
    "last_row_cut": (
        "{file}: berkas berakhir di tengah baris {row}, yang baru berisi {n} dari {columns} kolom, "
        "seperti salinan yang terputus. Salin atau ekspor ulang; bila berkas memang utuh, "
        "akhiri baris terakhir dengan Enter."
    ),
    "decimals_apart": (
        "{file}: kolom {column} tidak berjudul dan hanya berisi satu atau dua angka, seperti bila "
        "koma desimal terbaca sebagai pemisah kolom. Beri tanda kutip pada angka itu, atau beri "
        "judul kolomnya."
    ),
    "periods_wrong": (
        "before dan after adalah dua periode sejenis, yang lebih awal lebih dulu: bulan seperti "
        "'2024-07', triwulan seperti '2024-Q3', atau tahun seperti '2024'."
    ),
    "unknown_denominator": "penyebut insidensi '{name}' tidak dikenal; yang dikenal: {known}.",
    "unknown_kbm": "KBM '{name}' tidak dikenal; yang dikenal: {known}, atau tabel sendiri.",
    "kbm_columns": (
        "tabel KBM (kenaikan berat badan minimum) tidak memuat {lacking}; yang ada: {found}. "
        "Diperlukan 'sex', 'completed_month' (1 sampai 60) dan 'kbm_g' (gram)."
    ),
    "kbm_row": (
        "baris {row} pada tabel KBM tidak dapat dipakai. Diperlukan jenis kelamin (m atau f), "
        "bulan penuh dari 1 sampai 60, dan bilangan bulat gram di atas 0."
    ),
    "kbm_months": (
        "pada tabel KBM, bulan {month} untuk jenis kelamin '{sex}' ada {n} kali. Setiap bulan dari "
        "1 sampai 60 harus ada tepat satu kali untuk tiap jenis kelamin."
    ),
    "html_frameset": (
        "{file}: ini hanya bingkai halaman web yang disimpan, tanpa data. "
        "Datanya ada di folder yang tersimpan di sampingnya. Ekspor ulang sebagai xlsx atau csv."
    ),
    "html_no_table": (
        "{file}: halaman web ini tidak berisi tabel. Perlu halaman bertabel. Ekspor ulang."
    ),
    "layout_unknown": (
        "{file} (dibaca sebagai {kind}): tidak ada judul kolom ekspor e-PPGBM di {rows} "
        "baris pertama. Yang ada: {found}. Yang kurang: {lacking}. "
        "Sebut kolomnya dengan --columns {example}."
    ),
    "too_many_columns": (
        "{file}: ada baris berisi {n} sel. Yang diterima: paling banyak {limit}. "
        "Ekspor ulang, atau hapus baris itu."
    ),
    "too_many_cells": (
        "{file}: sedikit sel tersebar di lebih dari {limit} posisi. "
        "Perlu tabel yang barisnya kurang lebih sama lebar. Ekspor ulang."
    ),
    "renamed_twice": (
        "kolom '{column}' disebut untuk dua kolom. Masing-masing hanya untuk satu. Sebut yang lain."
    ),
    "headings_unknown": (
        "{file}: tidak ada judul kolom yang dikenal. Yang ada: {found}. Sebutkan kolomnya: "
        "--columns weight_kg=…,length_height_cm=…,sex=…,age_months=…."
    ),
    "table_wide": (
        "{file}: beberapa kunjungan berjajar dalam satu baris. Perlu satu baris per "
        "kunjungan. Resepnya ada di docs/reading.id.md (Beberapa kunjungan berjajar)."
    ),
    "table_long": (
        "{file}: setiap hasil ukur berada di baris sendiri. Perlu satu baris per kunjungan "
        "dengan satu kolom per hasil ukur. Resepnya ada di docs/reading.id.md (Satu baris per "
        "hasil ukur)."
    ),
    "no_header": (
        "{file}: tidak ada baris judul kolom di {rows} baris pertama, hanya data. "
        "Setiap kolom perlu judul. Tambahkan baris judul di atasnya."
    ),
    "rows_too_wide": (
        "{file}: {n} baris berisi lebih banyak sel daripada {width} judul kolom, pertama "
        "baris {row}. Ada pemisah liar yang menggeser selnya. Beri tanda kutip pada teksnya."
    ),
    # --- archives -----------------------------------------------------------------------
    "archive_tables": (
        "{file}: {n} berkas dalam arsip ini mungkin tabelnya. Perlu satu saja. Ekstrak "
        "arsipnya, lalu sebut berkasnya di baris perintah."
    ),
    "archive_empty": (
        "{file}: tidak ada tabel dalam arsip ini. Yang diterima: satu berkas csv, txt, "
        "xlsx, xls, ods, HTML, Parquet, dta, sav, por, atau xpt. Ekstrak untuk melihat isinya."
    ),
    "archive_password": (
        "{file}: arsip dilindungi kata sandi. Yang diterima: arsip tanpa kata sandi. "
        "Ekstrak, lalu sebut berkas di dalamnya."
    ),
    "archive_method": (
        "{file}: arsip dimampatkan dengan metode yang tidak didukung. Yang diterima: zip "
        "dengan deflate, dan gzip. Ekstrak, lalu sebut berkas di dalamnya."
    ),
    "archive_size": (
        "{file}: setelah diekstrak, tabelnya lebih besar dari {limit} MiB. Yang diterima: "
        "paling besar {limit} MiB. Jika berkas ini tepercaya, ekstrak, lalu sebut berkas di "
        "dalamnya."
    ),
    "archive_ratio": (
        "{file}: tabelnya dimampatkan lebih dari {limit} kali, seperti bom zip. Yang "
        "diterima: paling banyak {limit} kali. Jika berkas ini tepercaya, ekstrak, lalu sebut "
        "berkas di dalamnya."
    ),
    "rows_inflating": (
        "{file}: menyatakan berisi {n} baris, jauh lebih banyak daripada yang muat dalam berkas "
        "sebesar itu. Yang diterima: paling banyak {limit} baris, dan lebih dari itu dalam berkas "
        "yang lebih besar. Simpan ulang sebagai CSV."
    ),
    "archive_unwritten": (
        "{file}: tabelnya tidak dapat diekstrak ({why}). Perlu ruang disk di folder berkas "
        "sementara. Kosongkan sebagian, atau atur TMPDIR ke folder yang masih lega."
    ),
    # --- files that another process reads ------------------------------------------------
    "reading_unstarted": (
        "{file}: proses yang membaca berkas tidak dapat dijalankan ({why}). Jika memang "
        "tidak diizinkan, atur ZSCORE_NO_SUBPROCESS=1: berkas lalu dibaca tanpa batas memori dan "
        "waktu."
    ),
    "memory_limited": (
        "proses ini hanya boleh memakai {limit} MiB ruang alamat; pustaka yang diperlukan "
        "tidak dapat diandalkan dengan memori sekecil itu. Yang diterima: {least} MiB atau lebih. "
        "Naikkan batasnya, misalnya dengan 'ulimit -v unlimited'."
    ),
    "reading_memory": (
        "{file}: pembacaannya memerlukan memori lebih dari yang tersedia. Yang diterima: "
        "berkas yang terbaca dalam {limit} MiB. Bagi menjadi beberapa berkas, atau simpan sebagai "
        "CSV."
    ),
    "usage": "Cara pakai: {usage}",
    "usage_help": "Ketik '{command} --help' untuk bantuan.",
    "usage_error": "Kesalahan: {message}",
    "usage_no_option": "opsi {name} tidak ada.",
    "usage_missing": "{name} belum disebut.",
    "usage_choice": "yang dikenal: {known}.",
    "usage_no_path": "'{file}' tidak ada, atau tidak dapat dipakai untuk ini.",
    "usage_bad_value": "nilai {name} tidak dapat dipakai: {why}",
    "argument_kind": "{argument} bertipe {kind}. Yang diterima: {accepted}.",
    "unknown_language": "bahasa '{name}' tidak dikenal; yang dikenal: {known}.",
    "not_utf_8": (
        "kolom '{column}' berisi teks yang bukan UTF-8. Yang diterima: teks Arrow, yaitu "
        "UTF-8. Baca ulang tabelnya dengan pengodean yang benar."
    ),
    "line_too_long": (
        "{file}: ada baris atau sel lebih dari {limit} MB; tabel tidak pernah sebesar itu. "
        "Yang diterima: satu baris per anak. Ekspor ulang tabelnya."
    ),
    "reading_time": (
        "{file}: pembacaannya lebih dari {limit} detik dan dihentikan. Yang diterima: "
        "berkas yang terbaca dalam waktu itu. Bagi menjadi beberapa berkas, atau simpan sebagai "
        "CSV."
    ),
    "reading_stopped": (
        "{file}: berkas tidak dapat dibaca; pembacaan berhenti di tengah jalan. Yang "
        "diterima: berkas yang utuh. Buka di program yang membuatnya lalu simpan ulang, atau "
        "simpan sebagai CSV."
    ),
    "survey_kind": (
        "{file}: bukan berkas Stata, SPSS, atau SAS. Yang diterima: dta, sav, por, dan xpt. "
        "Simpan sebagai salah satunya, atau sebagai CSV."
    ),
    "survey_package": (
        "{file}: untuk membaca berkas Stata, SPSS, dan SAS perlu paket yang belum "
        "terpasang. Ketik: pip install 'zscore-growth[survey]'"
    ),
    # --- workbooks -----------------------------------------------------------------------
    "workbook_kind": (
        "{file}: bukan buku kerja (workbook). Yang diterima: .xlsx, .xls, dan .ods. "
        "Buka di Excel atau LibreOffice, lalu simpan sebagai .xlsx."
    ),
    "workbook_broken": (
        "{file}: buku kerja rusak atau terpotong. Yang diterima: .xlsx, .xls, atau .ods "
        "yang utuh. Unduh ulang, atau buka di Excel lalu simpan sebagai .xlsx."
    ),
    "workbook_password": (
        "{file}: buku kerja dilindungi kata sandi. Yang diterima: buku kerja tanpa kata "
        "sandi. Buka di Excel, hapus kata sandinya, lalu simpan."
    ),
    "workbook_entries": (
        "{file}: arsipnya berisi {n} bagian. Yang diterima: paling banyak {limit}. "
        "Salin data ke buku kerja baru, lalu simpan sebagai .xlsx."
    ),
    "workbook_inflates": (
        "{file}: setelah diekstrak, buku kerja lebih besar dari {limit} MiB. Yang diterima: "
        "paling besar {limit} MiB. Bagi menjadi beberapa berkas, atau simpan sebagai CSV."
    ),
    "workbook_ratio": (
        "{file}: satu bagian arsip dimampatkan lebih dari {limit} kali, seperti bom zip. "
        "Yang diterima: paling banyak {limit} kali. Jika berkas ini tepercaya, buka di Excel dan "
        "simpan datanya sebagai CSV."
    ),
    "workbook_spread": (
        "{file}: sel pada satu lembar mencapai baris {rows}, kolom {columns}. Yang diterima: "
        "paling banyak {limit} sel, termasuk yang kosong. Hapus sel yang jauh dari data, atau "
        "bagi lembar itu."
    ),
    "workbook_repeats": (
        "{file}: teks di semua sel berjumlah lebih dari {limit} MiB. Yang diterima: paling "
        "banyak {limit} MiB. Bagi menjadi beberapa berkas, atau simpan sebagai CSV."
    ),
    # --- output --------------------------------------------------------------------------
    "output_ending": "{file}: akhiran nama berkas tidak dikenal. Diterima: {known}.",
    "output_folder": "{file}: folder {folder} tidak ada. Buat dahulu.",
    "output_is_folder": "{file}: ini folder. Sebut nama berkas.",
    "output_exists": (
        "{file}: berkas sudah ada dan dipertahankan. Pakai nama lain, atau ganti dengan --force."
    ),
    "output_is_input": "{file}: ini salah satu berkas masukan. Pakai nama lain untuk hasilnya.",
    "output_failed": "{file}: tidak dapat ditulis ({why}). Tidak ada berkas setengah jadi.",
    "xlsx_columns": "{file}: {n} kolom. Satu lembar xlsx memuat {most}. Tulis csv atau parquet.",
    "xlsx_text": (
        "kolom '{column}': teks sepanjang {n} karakter. Satu sel xlsx memuat {most}. "
        "Tulis csv atau parquet."
    ),
    "demo_not_empty": (
        "{folder}: folder tidak kosong, dan dibiarkan. Pakai nama lain: zscore demo LAIN."
    ),
    "system_says": "pesan dari sistem: {why}.",
    # --- the command's help --------------------------------------------------------------
    "help_zscore": "Z-score pertumbuhan WHO dan kategorinya, untuk tabel dan ekspor e-PPGBM.",
    "help_score": (
        "Hitung z-score FILES (xlsx, xls, ods, csv, HTML, Parquet; berapa pun) ke satu "
        "berkas, satu baris hasil untuk setiap baris masukan, dan cetak ringkasan.\n\n"
        "Tabel dengan jenis kelamin, kedua tanggal, dan pengukuran di bawah judul kolom e-PPGBM "
        "adalah ekspor; tabel lain memerlukan nama {columns}, atau --columns.\n\n"
        "Contoh: zscore score januari.xlsx februari.csv -o hasil.parquet\n\n"
        "Kode akhir: 0 semua dihitung; 2 salah penggunaan; 65 ada berkas yang ditolak (yang lain "
        "tetap ditulis)."
    ),
    "help_demo": (
        "Tulis ekspor e-PPGBM buatan untuk satu bulan (20.000 anak) ke DIRECTORY, "
        "lalu hitung z-score-nya."
    ),
    "help_prevalence": (
        "Hitung prevalensi stunting, wasting, dan lain-lain dari semua FILES: ekspor, tabel, "
        "atau berkas hasil zscore score. Mencetak tabel dengan selang kepercayaan 95 %.\n\n"
        "Contoh: zscore prevalence januari.xlsx --by subdistrict,village --rollup -o hasil.xlsx"
        "\n\nKode akhir: 0 semua dihitung; 2 salah penggunaan; 65 ada berkas yang ditolak (yang "
        "lain tetap dihitung)."
    ),
    "help_verify": (
        "Cari baris FILES yang perlu dilihat lagi: nilai yang mustahil, salah tulis beserta "
        "usulannya, tanggal, NIK, dan z-score tercatat yang tidak sesuai, baris ganda, "
        "pertumbuhan yang mustahil; serta unit yang angkanya perlu dilihat lagi. Tidak ada yang "
        "diubah.\n\n"
        "Contoh: zscore verify januari.xlsx --by puskesmas,posyandu -o verifikasi\n\n"
        "Kode akhir: 0 semua diperiksa; 2 salah penggunaan; 65 ada berkas yang ditolak (yang lain "
        "tetap diperiksa)."
    ),
    "help_verify_output": (
        "Folder untuk rows.csv, baris yang perlu dilihat lagi; scorecard.csv dan cliff.csv "
        "per unit; names.csv, posyandu yang mungkin sama; dan summary.json."
    ),
    "help_verify_by": (
        "Kolom unit, dari yang terluas: subdistrict, puskesmas, village, posyandu, atau "
        "kolom lain dari berkas. Setiap jenjang, dan seluruhnya."
    ),
    "help_smart": "Tulis juga smart.csv: sepuluh uji SMART dengan nilai penalti.",
    "help_key_file": "Berkas rahasia: baris mendapat child_id darinya, sama di setiap berkas.",
    "help_kind": "Jenis berkas; dengan parquet hanya berkas baris.",
    "help_with_identity": "Tulis juga nama, NIK, orang tua, alamat, dan tanggal lahir.",
    "help_estimates_output": "Hasil perhitungan: .csv, .parquet, .xlsx, atau .json.",
    "help_by": (
        "Kolom kelompok, dari yang terluas: province, district, subdistrict, puskesmas, "
        "village, posyandu, sex, age_group, atau kolom lain dari berkas."
    ),
    "help_rollup": "Setiap jenjang dari --by, dan seluruhnya.",
    "help_rank": (
        "Peringkat kelompok menurut kondisi pertama, dengan selang setiap peringkat; dengan "
        "-o OUT juga ke OUT_ranks."
    ),
    "help_period": (
        "Tiap bulan (month), triwulan (quarter), tahun (year) dari visit_date, atau kolom; "
        "dengan perubahannya."
    ),
    "help_weights": "Bobot sampel survei.",
    "help_strata": "Strata survei.",
    "help_cluster": "Klaster survei (di dalam strata).",
    "help_interval": "Selang prevalensi. Bawaan: wilson; logit untuk survei.",
    "help_conditions": "Hanya kondisi tertentu, misalnya stunting,wasting.",
    "help_shares_of_scheme": "Juga persentase setiap kelas dari skema ini.",
    "help_layout": "Baris per hasil, atau 134 kolom seperti WHO Anthro.",
    "help_one_per_child": (
        "Kunjungan mana dari tiap anak. Bawaan: latest (terakhir), bila anak dapat dibedakan."
    ),
    "help_child": "Kolom pembeda anak. Bawaan: tanggal lahir, jenis kelamin, nama, dan tempat.",
    "help_within": (
        "Peringkat di antara kelompok dengan kolom yang sama, misalnya desa per kabupaten."
    ),
    "help_target": (
        "Target stunting dalam %, atau berkas dengan kolom tahun (atau kondisi) dan target."
    ),
    "help_population": "Berkas dengan kolom --by dan jumlah sasaran anak.",
    "help_min_n": "Sembunyikan kelompok dengan anak lebih sedikit, dan yang dapat mengungkapnya.",
    "target_option": "persentase seperti 14, atau berkas yang ada.",
    "help_output": "Berkas hasil: .csv, .parquet, atau .xlsx.",
    "help_profile": (
        "Aturan yang dipakai. Bawaan: eppgbm untuk ekspor e-PPGBM, who untuk tabel lain."
    ),
    "help_columns": "Judul kolom yang belum dikenal, misalnya weight_kg=Berat,sex=Kelamin.",
    "help_mapping": (
        "Berkas TOML berisi kolom, kode, satuan dan tanggal, seperti dari zscore inspect --write."
    ),
    "help_codes": "Arti kode, misalnya sex:0=f,1=m atau oedema:1=y,2=n.",
    "help_units": (
        "Satuan, misalnya weight_kg=g atau age_months=years: g, kg, kg10, lb; mm, cm, cm10, "
        "m, in; days, weeks, months, years."
    ),
    "help_dates": (
        "Urutan pada tanggal seperti 03/08/2023; bawaan: diketahui dari tanggalnya. "
        "exchanged: hari dan bulan tertukar oleh lembar kerja."
    ),
    "help_missing": "Nilai yang berarti tidak diukur, misalnya 9994,9999.",
    "help_on_unreadable": (
        "Tolak tabel dengan sel yang tidak terbaca (refuse), atau hitung sel itu kosong "
        "(missing). Bawaan: missing untuk ekspor e-PPGBM, selain itu refuse."
    ),
    "help_prefix": "Awalan nama kolom baru, misalnya zs_.",
    "help_replace": "Kolom baru menggantikan kolom yang namanya sama.",
    "codes_option": "diterima kolom dan kodenya seperti sex:0=f,1=m.",
    "help_scheme": "Kategori di hasil. Bawaan: eppgbm untuk ekspor e-PPGBM, selain itu who.",
    "help_without_identity": (
        "Tanpa nama, nomor identitas, orang tua, kontak, dan alamat; ringkasan menyebut "
        "kolomnya. Tanggal lahir dan wilayah tetap ada."
    ),
    "help_lang": "Bahasa ringkasan dan pesan; bawaan: bahasa sistem (LANG).",
    "help_json": "Cetak ringkasan sebagai JSON.",
    "help_force": "Ganti berkas hasil yang sudah ada.",
    "columns_option": "diterima pasangan seperti weight_kg=Berat,sex=Kelamin.",
    # --- the summary ---------------------------------------------------------------------
    "progress_start": "membaca",
    "profile": "profil",
    "nothing_written": "Semua berkas ditolak; tidak ada yang ditulis.",
    "warn_unit": (
        "{file}: '{heading}' dibaca dalam {unit}, karena nilainya tidak mungkin dalam satuan "
        "{column}. Bila salah: --units {column}=…"
    ),
    "warn_implausible": (
        "{file}: {n} dari {of} z-score {indicator} tidak wajar. Satuan, umur, atau urutan "
        "tanggal mungkin salah: lihat kolom yang dibaca, serta --units dan --dates."
    ),
    "warn_implausible_unit": (
        "{file}: {n} dari {of} z-score {indicator} tidak wajar. {column} tampaknya dalam "
        "{unit}; bila benar: --units {column}={unit}"
    ),
    "warn_extreme": (
        "{file}: {n} dari {of} z-score {indicator} di luar ±3, yang tidak terjadi pada "
        "populasi mana pun. Kecuali ini data pasien, satuan atau umurnya mungkin salah: lihat "
        "kolom yang dibaca, serta --units."
    ),
    "warn_age_of_adults": (
        "{file}: semua umur pada '{heading}' berkisar {low}–{high}, seperti umur ibu. Kolom "
        "ini dibaca sebagai bulan. Bila salah, sebutkan kolom umur anak: --columns age_months=…"
    ),
    "warn_no_age": (
        "{file}: tidak ada umur yang terbaca. Bila '{heading}' adalah umur anak atau salah "
        "satu tanggalnya, sebutkan: --columns age_months=…, age_days=…, birth_date=… atau "
        "visit_date=…"
    ),
    "warn_measurements": (
        "{file}: {n} dari {of} nilai {column} di luar ukuran yang mungkin bagi balita. Kolom "
        "atau satuannya mungkin salah: lihat kolom yang dibaca."
    ),
    "warn_design": (
        "berkas memuat {columns} dari survei, tetapi tidak dipakai dalam estimasi. Bila ini "
        "survei: {options}"
    ),
    "warn_hardly_readable": "{file}: {n} dari {rows} sel '{heading}' tidak terbaca.",
    "warn_same_rows": (
        "{one} dan {other} memuat baris yang sama (sekitar {percent} %): anak-anak ini "
        "terhitung dua kali. Keluarkan salah satunya."
    ),
    "warn_months": (
        "kunjungan berasal dari {n} bulan ({first} s.d. {last}) dan digabung. Hitung per "
        "bulan dengan --period month, atau berikan berkas satu bulan saja."
    ),
    "warn_districts": (
        "anak berasal dari {n} kabupaten/kota dan digabung. Pisahkan dengan --by district."
    ),
    "warn_exchanged": (
        "{file}: dari {of} umur yang tidak cocok dengan kedua tanggal, {n} menjadi cocok "
        "bila "
        "hari dan bulan ditukar, mungkin tertukar oleh lembar kerja. Untuk membacanya begitu: "
        "--dates exchanged."
    ),
    "warn_published_position": (
        "{file}: hanya {equal} dari {n} z-score di berkas sama dengan hasil hitungan. Berkas "
        "tidak memuat cara ukur (berdiri/terlentang), yang menggeser z-score panjang/tinggi."
    ),
    "warn_published_ages": (
        "{file}: hanya {equal} dari {n} z-score di berkas sama dengan hasil hitungan, dan "
        "banyak umur tertulis tidak cocok dengan kedua tanggal. Periksa tanggalnya, dan --dates."
    ),
    "warn_published_other": (
        "{file}: hanya {equal} dari {n} z-score di berkas sama dengan hasil hitungan. "
        "Periksa "
        "satuan, umur, dan kolom yang dibaca; zscore verify menunjukkan barisnya."
    ),
    "warn_other_layout": (
        "{file}: tidak punya kolom yang ada di sebagian besar berkas lain: {columns}."
    ),
    "warn_near_names": (
        "tidak dipakai, karena tabel di Python perlu nama baku: {names}. Sebutkan dengan "
        "columns=, atau mapping=zs.recognise_columns(table)."
    ),
    "nothing_readable": "{file}: tidak ada sel '{heading}' yang terbaca.",
    "nothing_scored": (
        "{file}: tidak ada baris yang dapat dihitung. Lihat kolom yang dibaca dan sebab "
        "baris "
        "tidak dihitung."
    ),
    "help_inspect": (
        "Tampilkan setiap kolom FILES dibaca sebagai apa, satuan dan kodenya, serta berapa "
        "sel yang terbaca; tanpa nama atau NIK. Tidak ada yang dihitung."
    ),
    "help_write_mapping": (
        "Tulis cara tabel pertama dibaca ke berkas TOML, untuk --mapping bulan depan."
    ),
    "hint_unreadable": (
        "{n} sel '{heading}' tidak terbaca, dan tabel akan ditolak. Sebutkan caranya: "
        "{option}, atau hitung sebagai kosong: --on-unreadable missing"
    ),
    "hint_taken": (
        "'{heading}' adalah nama kolom yang akan ditambahkan. Simpan keduanya dengan "
        "--prefix zs_, atau gantikan dengan --replace"
    ),
    "command_to_run": "Untuk menghitung berkas ini:",
    "n_rows": "{n} baris",
    "heading_heading": "judul kolom",
    "heading_unit": "unit",
    "heading_in_unit": "satuan",
    "heading_readable": "terbaca",
    "heading_values": "nilai",
    "unknown_near": "? (mirip: {near})",
    "not_known": "tidak dipakai",
    "unit_from_heading": "judul",
    "unit_from_values": "dari nilainya",
    "unit_from_told": "disebutkan",
    "empty": "kosong",
    "n_filled": "{n} terisi",
    "n_readable": "{n} dari {filled}",
    "identity_hidden": "identitas, tidak ditampilkan",
    "n_different": "{n} nilai berbeda",
    "heading_file": "berkas",
    "heading_months": "bulan",
    "heading_districts": "kab/kota",
    "heading_ages_disagree": "umur tidak cocok",
    "heading_read_as": "dibaca sebagai",
    "profile_from_asked": "diminta",
    "profile_from_export": "ekspor e-PPGBM",
    "profile_from_table": "tabel",
    "order_dmy": "hari dahulu",
    "order_mdy": "bulan dahulu",
    "order_ymd": "tahun dahulu",
    "order_exchanged": "hari dan bulan ditukar",
    "not_used": "tidak dipakai: {names}",
    "not_used_near": "{heading} (mirip: {near})",
    "and_more_files": "dan {n} tabel lagi",
    "rows_in": "baris dibaca",
    "rows_blank": "baris kosong dilewati",
    "rows_out": "baris ditulis",
    "files_and_sheets": "berkas: {files}, tabel: {sheets}",
    "age_unknown": "tanpa umur",
    "files_refused": "berkas ditolak",
    "columns_left_out": "kolom yang dihilangkan",
    "age_from": "umur dari {source}",
    "files_passed_over": "berkas dilewati",
    "position_decides": "kategori bergantung pada cara ukur yang kosong",
    "by_without_space": (
        "'{name}' bukan berkas atau folder. Beberapa kolom ditulis tanpa spasi: --by kecamatan,desa"
    ),
    "standing_doubted": "berdiri di bawah 9 bulan (tidak dipercaya)",
    "sheet_left_out": "baris di lembar tanpa judul kolom",
    "heading_z": "z-score",
    "heading_scored": "dihitung",
    "heading_flagged": "tidak wajar",
    "heading_not_scored": "tidak dihitung",
    "heading_condition": "kondisi",
    "heading_children": "anak",
    "heading_severe": "kategori berat",
    "heading_of": "dari yang diukur",
    "heading_%": "%",
    "heading_published": "tercatat di ekspor",
    "heading_z_equal": "z sama",
    "heading_labels_equal": "label sama",
    "heading_compared": "dari yang dibandingkan",
    "heading_unreadable": "sel yang perlu diverifikasi",
    "heading_cells": "sel",
    "heading_reason": "sebab",
    "and_more": "dan {n} jenis lagi",
    "verification": "baris yang perlu verifikasi / ukur ulang",
    "status_clean": "baris tanpa kesalahan atau keraguan",
    "status_marked": "baris yang perlu diperiksa kembali",
    "status_unreadable": "baris dengan sel yang tidak terbaca",
    "written_into": "ditulis ke {folder}: {rows} baris di {file}; {others}",
    "checks_not_done": "{n} pemeriksaan tidak dilakukan karena kolom ini tidak ada: {names}",
    "units_to_verify": (
        "Unit yang perlu diverifikasi / diukur ulang, diurutkan dari yang paling banyak "
        "tandanya. Penyebabnya tidak disimpulkan di sini."
    ),
    "units_not_marked": (
        "Tidak ada unit yang ditandai: tidak ada yang melampaui batas secara bermakna."
    ),
    "names_to_verify": "nama posyandu yang mungkin sama dengan ejaan berbeda: {n}; lihat {file}",
    "and_more_units": "dan {n} unit lagi",
    "heading_marks": "jumlah tanda",
    "heading_marked_by": "karena",
    "all_units": "seluruhnya",
    "of_cutoff": "tidak imbang di batas {indicator} {cutoff}: {below} di bawah, {above} di atas",
    "statistic_complete": "kosong",
    "statistic_sex_ratio": "rasio jenis kelamin",
    "statistic_age_ratio": "rasio umur",
    "statistic_heaping_12_months": "umur bulat tahun",
    "statistic_heaping_6_months": "umur bulat setengah tahun",
    "statistic_heaping_birth_day": "hari lahir",
    "statistic_heaping_birth_month": "bulan lahir",
    "statistic_born_on_day_1": "lahir tanggal 1",
    "statistic_born_on_day_15": "lahir tanggal 15",
    "statistic_digit_effect": "angka terakhir",
    "statistic_whole_numbers": "angka bulat",
    "statistic_halves": "angka bulat dan setengah",
    "statistic_implausible": "tidak wajar",
    "statistic_sd": "simpangan baku",
    "statistic_skewness": "kemencengan",
    "statistic_kurtosis": "kurtosis",
    "statistic_smart_flagged": "jauh dari rata-rata",
    "statistic_position_against_age": "cara ukur vs umur",
    "statistic_published_differs": "z tercatat berbeda",
    "statistic_duplicates": "ganda",
    "statistic_carried_forward": "disalin dari sebelumnya",
    "heading_to_verify": "temuan",
    "heading_rows": "baris",
    "heading_severity": "tingkat",
    "severity_error": "mustahil",
    "severity_doubt": "diragukan",
    "severity_note": "catatan",
    "check_weight_outside": "berat di luar 0,9-58 kg",
    "check_length_outside": "panjang/tinggi di luar 38-150 cm",
    "check_arm_outside": "lingkar lengan atas di luar 6-35 cm",
    "check_head_outside": "lingkar kepala di luar 25-64 cm",
    "check_visit_before_birth": "diukur sebelum lahir",
    "check_visit_in_the_future": "tanggal ukur di masa depan",
    "check_too_old": "umur di luar tabel WHO",
    "check_haz_implausible": "TB/U tidak wajar",
    "check_waz_implausible": "BB/U tidak wajar",
    "check_whz_implausible": "BB/TB tidak wajar",
    "check_acz_implausible": "LiLA/U tidak wajar",
    "check_hcz_implausible": "LK/U tidak wajar",
    "check_weight_in_grams": "berat tampaknya dalam gram",
    "check_length_in_millimetres": "panjang/tinggi tampaknya dalam milimeter",
    "check_length_in_metres": "panjang/tinggi tampaknya dalam meter",
    "check_swapped": "berat dan tinggi tampaknya tertukar",
    "check_weight_ten_times": "berat tampaknya sepuluh kali lipat",
    "check_weight_tenth": "berat tampaknya sepersepuluh dari seharusnya",
    "check_length_tenth": "panjang/tinggi tampaknya sepersepuluh dari seharusnya",
    "check_weight_digits": "angka pada berat tampaknya tertukar",
    "check_length_digits": "angka pada panjang/tinggi tampaknya tertukar",
    "check_arm_in_millimetres": "lingkar lengan atas tampaknya dalam milimeter",
    "check_arm_in_metres": "lingkar lengan atas tampaknya dalam meter",
    "check_arm_tenth": "lingkar lengan atas tampaknya sepersepuluh dari seharusnya",
    "check_arm_digits": "dua angka pada lingkar lengan atas tampaknya tertukar",
    "check_head_in_millimetres": "lingkar kepala tampaknya dalam milimeter",
    "check_head_in_metres": "lingkar kepala tampaknya dalam meter",
    "check_head_tenth": "lingkar kepala tampaknya sepersepuluh dari seharusnya",
    "check_head_digits": "dua angka pada lingkar kepala tampaknya tertukar",
    "check_position_against_age": (
        "berdiri di bawah 24 bulan, atau terlentang pada umur 24 bulan ke atas"
    ),
    "check_age_disagrees": "usia tertulis tidak sesuai kedua tanggal",
    "check_nik_masked": "NIK disamarkan",
    "check_nik_broken": "NIK bukan 16 digit bertanggal",
    "check_nik_of_other_birth": "tanggal lahir di NIK berbeda",
    "check_nik_of_other_sex": "jenis kelamin di NIK berbeda",
    "check_published_haz_differs": "z TB/U tercatat berbeda dari hasil hitung",
    "check_published_waz_differs": "z BB/U tercatat berbeda dari hasil hitung",
    "check_published_whz_differs": "z BB/TB tercatat berbeda dari hasil hitung",
    "check_published_haz_label_differs": "label TB/U tidak sesuai z tercatat",
    "check_published_waz_label_differs": "label BB/U tidak sesuai z tercatat",
    "check_published_whz_label_differs": "label BB/TB tidak sesuai z tercatat",
    "check_published_haz_class_differs": "kategori TB/U di ekspor seharusnya berbeda",
    "check_published_waz_class_differs": "kategori BB/U di ekspor seharusnya berbeda",
    "check_published_whz_class_differs": "kategori BB/TB di ekspor seharusnya berbeda",
    "check_height_shrinks": "tinggi berkurang lebih dari 0,5 cm",
    "check_height_shrinks_much": "tinggi berkurang lebih dari 2,5 cm",
    "check_height_jumps": "pertambahan tinggi melebihi yang mungkin sejak kunjungan sebelumnya",
    "check_weight_jumps": (
        "berat naik atau turun lebih dari yang mungkin sejak kunjungan sebelumnya"
    ),
    "check_carried_forward": "berat dan tinggi sama dengan kunjungan sebelumnya",
    "check_height_carried_forward": "tinggi sama pada tiga kunjungan atau lebih",
    "check_haz_outlier": "TB/U jauh berbeda dari kunjungan lain",
    "check_waz_outlier": "BB/U jauh berbeda dari kunjungan lain",
    "check_same_nik_and_date": (
        "NIK dan tanggal lahir sama lebih dari sekali pada tanggal yang sama"
    ),
    "check_nik_of_several": "satu NIK untuk beberapa anak pada tanggal yang sama",
    "check_same_child_and_date": "anak sama dua kali dalam sehari",
    "check_same_measurements": (
        "tanggal lahir, jenis kelamin, berat, tinggi, dan tanggal kunjungan sama"
    ),
    "prevalence": "prevalensi, selang 95 %",
    "of_register": "semua anak dalam berkas",
    "of_survey": "menurut rancangan survei",
    "of_files": "berkas: {n}",
    "rows_counted": "baris dihitung",
    "one_per_child_all": "semua baris",
    "one_per_child_latest": "kunjungan terakhir tiap anak",
    "one_per_child_first": "kunjungan pertama tiap anak",
    "left_out_age_outside": "tidak dihitung: di atas 5 tahun",
    "left_out_same_child": "tidak dihitung: kunjungan lain anak yang sama",
    "left_out_no_period": "tidak dihitung: tanpa periode",
    "left_out_no_stratum": "tidak dihitung: tanpa strata",
    "left_out_no_cluster": "tidak dihitung: tanpa klaster",
    "estimates_written": "hasil ditulis",
    "nothing_estimated": "tidak ada anak dengan z-score: tidak ada yang dihitung",
    "more_groups": "dan {n} kelompok lagi",
    "group_unknown": "(tidak diisi)",
    "group_all": "semua",
    "heading_measured": "n ({condition})",
    "heading_change": "{condition}: perubahan",
    "heading_gap": "{condition}: terhadap target",
    "heading_prevalence_class": "{condition}: kelas WHO",
    "heading_coverage": "{condition}: dari {target}",
    "heading_rank": "peringkat, 1 tertinggi (95 %)",
    "heading_prevalence_of": "{condition} %",
    "heading_shrunken": "% diperhalus",
    "legend_hidden": (
        "·  disembunyikan: anak kurang dari --min-n, atau mengungkap kelompok yang demikian"
    ),
    "legend_nobody": "–  tidak ada anak yang diukur",
    "legend_more": "{n} kondisi lain dan rerata: tulis dengan -o",
    "no_target_for": "kelompok yang tidak ada di --population",
    "nobody_of": "kelompok di --population tanpa anak yang datang",
    "cannot_tell": "semua baris, karena berkas ini tidak dapat membedakan anak: {files}",
    "ranks_written": "peringkat ditulis",
    "heading_against": "dibanding yang lain",
    "compared_above": "di atas",
    "compared_below": "di bawah",
    "compared_not_distinguishable": "tidak dapat dibedakan",
    "class_very_low": "sangat rendah",
    "class_low": "rendah",
    "class_medium": "sedang",
    "class_high": "tinggi",
    "class_very_high": "sangat tinggi",
    "met_yes": "tercapai",
    "met_no": "belum tercapai",
    "met_uncertain": "belum pasti",
    "column_province": "provinsi",
    "column_district": "kabupaten/kota",
    "column_subdistrict": "kecamatan",
    "column_puskesmas": "puskesmas",
    "column_village": "desa/kelurahan",
    "column_posyandu": "posyandu",
    "column_sex": "jenis kelamin",
    "column_age_group": "kelompok umur",
    "column_month": "bulan",
    "column_quarter": "triwulan",
    "column_year": "tahun",
    "short_stunting": "stunting",
    "short_wasting": "wasting",
    "short_underweight": "underweight",
    "short_overweight": "overweight",
    "condition_stunting": "stunting (pendek)",
    "condition_underweight": "underweight (berat kurang)",
    "condition_wasting": "wasting (gizi kurang/buruk)",
    "condition_overweight": "overweight (gizi lebih/obesitas)",
    "condition_acute_malnutrition_by_muac": "gizi kurang/buruk menurut LiLA",
    # --- why a z is missing ----------------------------------------------------------------
    "reason_no_sex": "tanpa jenis kelamin",
    "reason_no_age": "tanpa umur",
    "reason_age_outside": "umur di luar rentang",
    "reason_no_measurement": "tanpa pengukuran",
    "reason_measurement_not_positive": "pengukuran ≤ 0",
    "reason_measurement_not_finite": "pengukuran tak hingga",
    "reason_length_off_the_table": "panjang/tinggi di luar tabel WHO",
    "reason_oedema": "edema",
    # --- classes in words --------------------------------------------------------------------
    "class_below": "{title} di bawah {high}",
    "class_at_most": "{title} paling tinggi {high}",
    "class_from_to_below": "{title} dari {low} sampai di bawah {high}",
    "class_from_to": "{title} dari {low} sampai {high}",
    "class_above_to": "{title} di atas {low}, paling tinggi {high}",
    "class_at_least": "{title} {low} atau lebih",
    "class_above": "{title} di atas {low}",
    "class_none_of": "tidak satu pun dari: {tests}",
    "class_implausible": "z-score tidak masuk akal",
    "class_by_oedema": "karena edema, berapa pun beratnya",
    # --- why a cell could not be read ------------------------------------------------------
    "cell_spreadsheet_error": "galat dari lembar kerja, misalnya #N/A",
    "cell_not_a_number": "bukan angka",
    "cell_not_a_date": "bukan tanggal",
    "cell_not_an_age": "bukan umur",
    "cell_unknown_code": "kode tidak dikenal",
    "cell_not_16_digits": "bukan 16 digit (dibiarkan)",
    "cell_row_of_other_width": "baris dengan sel berlebih (semua selnya kosong)",
}
