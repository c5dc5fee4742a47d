"""Sentences in Indonesian.

What stands in braces is filled in. en.py has the same keys, in the same order; a test holds it.
"""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    # --- wrong calls ---------------------------------------------------------------------
    "unknown_indicator": "indikator '{name}' tidak dikenal. Pilihan yang tersedia: {known}.",
    "unknown_profile": "profil '{name}' tidak dikenal. Pilihan yang tersedia: {known}.",
    "unknown_standard": "standar '{name}' tidak dikenal. Pilihan yang tersedia: {known}.",
    "unknown_age_groups": (
        "kelompok umur '{name}' tidak ada pada standar {standard}. Pilihan yang tersedia: {known}."
    ),
    "other_standards_condition": (
        "kondisi '{name}' bukan dari standar {standard}, melainkan dari {other}: pilih "
        "standard='{other}' (--standard {other}). Kondisi dari standar ini: {known}."
    ),
    "z_or_percentile": "isi salah satu dari z atau percentile, jangan keduanya.",
    "bad_percentile": (
        "percentile bernilai {value}. Nilai yang diterima: angka di atas 0 dan di bawah 100."
    ),
    "no_age_equivalent": (
        "'{name}' tidak mempunyai umur setara, karena mediannya tidak naik seiring umur. Pilihan "
        "yang tersedia: {known}."
    ),
    "measurement_needed": "'{name}' memerlukan {column}=…; yang diberikan: {given}.",
    "one_sex": "jenis kelamin kosong. Isi dengan satu kode, misalnya 'm' atau 'f'.",
    "unknown_step": "langkah '{name}' tidak dikenal. Pilihan yang tersedia: {known}.",
    "unknown_measure": "ukuran '{name}' tidak dikenal. Pilihan yang tersedia: {known}.",
    "no_measures": "tidak ada ukuran yang diminta. Isi dengan sebagian dari {known}.",
    "unknown_interval_months": (
        "interval_months bernilai {value}. Nilai yang diterima: {known}, atau None."
    ),
    "unknown_faltering": "batas faltering '{name}' tidak dikenal. Pilihan yang tersedia: {known}.",
    "bad_until_months": "until_months bernilai {value}. Pilihan yang tersedia: {known}.",
    "unknown_scheme": (
        "skema '{name}' tidak dikenal. Pilihan yang tersedia: {known}, atau objek Scheme buatan "
        "Anda sendiri."
    ),
    "labels_do_not_fit": (
        "'{name}': jumlah atau isi label tidak sesuai. Setiap bahasa memerlukan {n} label yang "
        'berbeda, misalnya labels={{"id": (…,)}}.'
    ),
    "cutoffs_do_not_fit": (
        "'{name}': ambang batas harus berupa angka yang urut naik, dan semua nilai below lebih "
        "kecil daripada nilai above, misalnya below=(-3.0, -2.0)."
    ),
    "patterns_do_not_fit": (
        "'{name}': patterns harus memuat satu label untuk setiap kombinasi hasil uji ({n} "
        "kombinasi)."
    ),
    "names_do_not_fit": (
        "skema '{name}': '{column}' muncul dua kali. Setiap kondisi harus mempunyai nama sendiri."
    ),
    "labels_lacking": (
        "'{name}' tidak mempunyai label dalam bahasa '{lang}'. Bahasa yang tersedia: {known}."
    ),
    "bad_threads": (
        "threads bernilai {value}. Nilai yang diterima: bilangan bulat mulai dari 1, atau None "
        "untuk memakai semua inti prosesor."
    ),
    "no_indicators": (
        "tidak ada indikator yang diminta. Isi dengan sebagian dari {known}, atau None untuk "
        "semuanya."
    ),
    "nothing_to_classify": (
        "tabel tidak memuat satu pun kolom yang diperlukan skema '{scheme}': {columns}. Kolom "
        "yang ada: {found}. Hitung dahulu z-score-nya dengan score_children."
    ),
    "nothing_measured": "hasil ukur anak ini tidak ada. Isi sedikitnya satu dari {columns}.",
    "cannot_broadcast": (
        "ukuran array tidak cocok: {shapes}. Gunakan skalar atau array yang dapat di-broadcast "
        "seperti di numpy."
    ),
    "unknown_age_rule": "aturan umur '{name}' tidak dikenal. Pilihan yang tersedia: {known}.",
    "column_missing": (
        "kolom {lacking} tidak ada. Kolom yang ada: {found}. Sebutkan kolom yang dimaksud dengan "
        'columns={{"{first}": "{example}"}} (di baris perintah: --columns {first}={example}).'
    ),
    "columns_missing": (
        "kolom {lacking} tidak ada. Kolom yang ada: {found}. Sebutkan kolom yang dimaksud dengan "
        'columns={{"{first}": "{example}"}} (di baris perintah: --columns {first}={example}).'
    ),
    "unknown_rename": "'{name}' bukan kolom yang dipakai di sini. Kolom yang dipakai: {known}.",
    "renamed_missing": (
        "kolom '{column}' tidak ada. Kolom yang ada: {found}. Sebutkan salah satunya."
    ),
    "column_doubled": (
        "kolom '{column}' muncul dua kali. Setiap nama kolom hanya boleh muncul sekali. Ganti "
        "nama salah satunya."
    ),
    "column_taken": (
        "kolom '{column}' sudah ada di tabel dan akan tertimpa. Beri awalan pada nama kolom baru "
        '(--prefix zs_), atau gantikan kolom yang lama (--replace); di Python prefix="zs_" atau '
        "replace=True, atau ganti nama kolom yang lama."
    ),
    "number_unreadable": (
        "kolom '{column}': {n} dari {rows} nilai bukan angka (pertama: {value}, baris {row}). "
        "Contoh angka yang diterima: 10.4 atau 10,4. Perbaiki nilainya, sebutkan tanda untuk data "
        "kosong dengan --missing, atau anggap sel seperti itu kosong dengan --on-unreadable "
        "missing."
    ),
    "date_unreadable": (
        "kolom '{column}': {n} dari {rows} nilai bukan tanggal (pertama: {value}, baris {row}). "
        "Bentuk yang diterima: 2024-08-17, 17 Agustus 2024, dan 17/08/2024 bila urutan hari dan "
        "bulan terlihat dari datanya; bila tidak, sebutkan dengan --dates dmy atau --dates mdy. "
        "Untuk menganggap sel seperti itu kosong: --on-unreadable missing."
    ),
    "age_unreadable": (
        "kolom '{column}': {n} dari {rows} nilai bukan umur (pertama: {value}, baris {row}). "
        "Bentuk yang diterima: '2 Tahun - 11 Bulan - 9 Hari', '2 th 11 bln', '35 bulan'. Perbaiki "
        "nilainya, atau anggap sel seperti itu kosong dengan --on-unreadable missing."
    ),
    "dates_exchanged": (
        "kolom '{column}': hari dan bulan tampaknya tertukar saat tabel dibuka dengan Excel yang "
        "mengharapkan bulan lebih dahulu: semua sel yang menjadi tanggal berhari 1–12, dan semua "
        "sel yang tetap teks berhari di atas 12. Untuk menukarnya kembali: --dates exchanged; "
        "bila tanggalnya sudah benar: --dates dmy."
    ),
    "warn_dates_exchanged": (
        "{file}: pada kolom '{heading}', semua sel yang menjadi tanggal berhari 1–12, dan semua "
        "sel yang tetap teks berhari di atas 12: hari dan bulan mungkin tertukar saat dibuka "
        "dengan Excel. Untuk menukarnya kembali: --dates exchanged; bila tanggalnya sudah benar: "
        "--dates dmy."
    ),
    "warn_order_of_few": (
        "{file}: hampir tidak ada tanggal pada kolom '{heading}' yang menunjukkan apakah hari "
        "atau bulan ditulis lebih dahulu. Berdasarkan sedikit tanggal yang jelas, urutannya "
        "dibaca sebagai {order}. Periksa beberapa tanggal, lalu tegaskan dengan --dates dmy atau "
        "--dates mdy."
    ),
    "foreign_z": (
        "z-score di berkas ini tidak dihitung dengan zscore: z-score dihitung ulang dari hasil "
        "pengukuran, dan yang di berkas hanya dibandingkan. Untuk memakainya apa adanya: --trust-z"
    ),
    "not_numbers": "kolom '{column}' berisi {kind}. Isi yang diterima: angka. Ubah dahulu isinya.",
    "not_codes": (
        "kolom '{column}' berisi {kind}. Kode yang diterima: {accepted}. Ubah dahulu kodenya."
    ),
    "not_dates": "kolom '{column}' berisi {kind}. Isi yang diterima: tanggal. Ubah dahulu isinya.",
    "unknown_code": (
        "kolom '{column}': {n} dari {rows} nilai tidak dikenal (pertama: {value}, baris {row}). "
        "Kode yang diterima: {accepted}. Arti kode lain tidak ditebak: sebutkan dengan --codes "
        "{option}, atau anggap sel seperti itu kosong dengan --on-unreadable missing."
    ),
    "unequal_lengths": (
        "panjang kolom tidak sama: {lengths}. Setiap kolom harus berisi satu nilai untuk setiap "
        "anak."
    ),
    "not_a_column": (
        "kolom '{column}' bukan array satu dimensi. Berikan dict berisi array, dengan satu nilai "
        "untuk setiap anak."
    ),
    "lazy_table": (
        "{kind} bersifat lazy, sehingga seluruh isinya akan dimuat ke memori. Tabel yang "
        "diterima: pandas, polars, pyarrow, atau dict berisi array. Muat dahulu sendiri "
        "(collect), atau pakai zscore.engines.dask, zscore.engines.spark, atau resep di "
        "docs/engines.md."
    ),
    "engine_missing": (
        "{engine} belum terpasang. Pasang dengan: pip install 'zscore-growth[{extra}]'."
    ),
    "not_of_engine": (
        "{kind} bukan DataFrame {engine}. Untuk tabel di memori, pakai fungsi zscore yang biasa."
    ),
    "visits_apart": (
        "one_per_child dan child tidak dapat dipakai di sini, karena kunjungan seorang anak "
        "mungkin tersebar di beberapa bagian data. Saring dahulu menjadi satu kunjungan untuk "
        "setiap anak."
    ),
    "unknown_table": (
        "{kind} bukan tabel. Tabel yang diterima: pandas, polars, pyarrow, dict berisi array, "
        "atau aliran Arrow (Arrow stream)."
    ),
    "renamed_missing_near": (
        "kolom '{column}' tidak ada; apakah maksudnya '{near}'? Kolom yang ada: {found}."
    ),
    "unknown_rename_near": (
        "'{name}' bukan kolom yang dipakai di sini; apakah maksudnya '{near}'? Kolom yang "
        "dipakai: {known}."
    ),
    "group_missing_near": (
        "kolom '{column}' tidak ada; apakah maksudnya '{near}'? Kolom yang ada: {found}."
    ),
    "codes_column": (
        "'{name}' bukan kolom berkode. Arti kode dapat disebutkan untuk {known}, misalnya --codes "
        "sex:0=f,1=m."
    ),
    "unknown_meaning": (
        "kode untuk '{column}': arti '{name}' tidak dikenal. Pilihan yang tersedia: {known}; "
        "kosongkan artinya bila kode itu berarti tidak ada data."
    ),
    "unknown_unit": "'{name}' bukan satuan untuk '{column}'. Satuan yang diterima: {known}.",
    "unknown_order": "urutan tanggal '{name}' tidak dikenal. Pilihan yang tersedia: {known}.",
    "unknown_on_unreadable": (
        "pilihan '{name}' untuk sel yang tidak terbaca tidak dikenal. Pilihan yang tersedia: "
        "{known}."
    ),
    "mapping_unreadable": (
        "{file}: berkas pemetaan tidak dapat dibaca ({why}). Gunakan berkas TOML seperti yang "
        "ditulis zscore inspect --write."
    ),
    "mapping_key": (
        "{file}: '{name}' bukan bagian dari berkas pemetaan. Bagian yang dikenal: {known}."
    ),
    "two_headings": (
        "kolom '{column}' cocok dengan dua judul kolom: {headings}. Sebutkan yang dimaksud: "
        "{option} (Python: {argument})."
    ),
    "oedema_codes": (
        "kolom '{column}' memuat kode 2, tetapi tidak jelas apakah kode 1 atau 2 yang berarti "
        "edema. Sebutkan: --codes oedema:{one} atau --codes oedema:{other}."
    ),
    "only_foreign_z": (
        "z-score di tabel ini tidak dihitung dengan zscore, dan tidak dapat dihitung ulang karena "
        "{lacking} tidak ada. Untuk memakai z-score itu apa adanya: --trust-z (Python: "
        "trust_z=True)."
    ),
    "help_trust_z": "Pakai z-score di berkas apa adanya, walaupun tidak dihitung dengan zscore.",
    "age_split": (
        "kolom '{first}' dan '{second}' memuat umur yang terbagi dua, dan tidak digabungkan "
        "secara otomatis. Tulis umur yang utuh dalam satu kolom (bulan atau hari), atau sertakan "
        "tanggal lahir dan tanggal ukur."
    ),
    "told_missing": (
        "cara membaca '{column}' sudah disebutkan, tetapi tabel tidak memuat kolom itu. Kolom "
        "yang ada: {found}. Hapus dari perintah atau pemetaan, atau sebutkan kolomnya dengan "
        "--columns."
    ),
    "told_twice": "'{name}' disebutkan dua kali dengan arti yang berbeda. Sebutkan sekali saja.",
    "table_on_its_side": (
        "{file}: judul kolom tersusun dari atas ke bawah di kolom pertama. Tabel harus memuat "
        "satu baris per anak, dengan judul di baris teratas. Putar tabelnya (transpose)."
    ),
    "age_unit_unknown": (
        "kolom '{column}' berisi umur tanpa satuan. Umur hanya dibaca sebagai bulan bila ada yang "
        "di atas 20 dan tidak ada yang di atas 240. Sebutkan satuannya: --units age_months=months "
        "(bulan), --units age_months=years (tahun), atau --units age_days=days (hari)."
    ),
    "age_in_whole_years": (
        "kolom '{column}' berisi umur dalam tahun bulat, terlalu kasar untuk z-score. Sertakan "
        "umur dalam bulan atau hari, atau tanggal lahir dan tanggal ukur. Bila tetap ingin "
        "dihitung: --units age_months=years."
    ),
    # --- prevalence ----------------------------------------------------------------------
    "not_scored": (
        "tabel tidak memuat {lacking}. Kolom yang ada: {found}. Hitung dahulu z-score-nya dengan "
        "score_children, atau pilih kondisi yang kolomnya ada."
    ),
    "unknown_condition": "kondisi '{name}' tidak dikenal. Pilihan yang tersedia: {known}.",
    "unknown_statistic": "statistik '{name}' tidak dikenal. Pilihan yang tersedia: {known}.",
    "unknown_interval": (
        "jenis selang kepercayaan '{name}' tidak dikenal. Pilihan yang tersedia: {known}."
    ),
    "unknown_layout": "tata letak '{name}' tidak dikenal. Pilihan yang tersedia: {known}.",
    "unknown_period": (
        "periode '{name}' tidak dikenal. Pilihan yang tersedia: {known}, atau nama kolom di tabel."
    ),
    "bad_age_months": (
        "age_months harus berupa dua bilangan bulan penuh, yang lebih kecil lebih dahulu, "
        "misalnya age_months=(6, 59)."
    ),
    "unknown_flags": "flags '{name}' tidak dikenal. Pilihan yang tersedia: {known}.",
    "smart_apart": (
        "batas SMART tidak dapat dipakai di sini, karena bergantung pada rata-rata semua anak, "
        'sedangkan setiap bagian mempunyai rata-rata sendiri. Pakai satu tabel, atau flags="who".'
    ),
    "renamed_argument": "{old}= tidak dipakai lagi dan akan dihapus; pakai {new}=.",
    "groups_with": (
        "groups tidak dapat dipakai bersama {option}, karena groups sudah menyebutkan semua "
        'pengelompokan, misalnya groups=[[], ["age_group"], ["sex"]]. Pakai salah satunya saja.'
    ),
    "no_groups": (
        "groups kosong. Isi dengan daftar yang berisi daftar kolom, misalnya groups=[[], "
        '["age_group"], ["age_group", "sex"]].'
    ),
    "unknown_reason": "sebab '{name}' tidak dikenal. Pilihan yang tersedia: {known}.",
    "unknown_label": "kategori '{name}' tidak dikenal. Pilihan yang tersedia: {known}.",
    "unknown_rule": "aturan one_per_child '{name}' tidak dikenal. Pilihan yang tersedia: {known}.",
    "unknown_target": (
        "target untuk '{name}' tidak dapat dipakai, karena kondisi yang dihitung di sini adalah "
        "{known}. Sebutkan salah satunya, atau tahun bila hasilnya dihitung per periode."
    ),
    "bad_target": "target bernilai {value}. Nilai yang diterima: persentase dari 0 sampai 100.",
    "bad_min_n": (
        "min_n bernilai {value}. Nilai yang diterima: bilangan bulat mulai dari 1, atau None agar "
        "tidak ada yang disembunyikan."
    ),
    "group_missing": "kolom '{column}' tidak ada. Kolom yang ada: {found}. Sebutkan salah satunya.",
    "group_kind": (
        "kolom '{column}' berisi {kind}. Isi yang diterima untuk kelompok: teks, angka, atau "
        "tanggal. Ubah dahulu isinya."
    ),
    "no_conditions": (
        "tidak ada kondisi yang diminta. Isi dengan sebagian dari {known}, atau None untuk "
        "semuanya."
    ),
    "group_empty": (
        "kolom '{column}' kosong seluruhnya, sehingga tidak dapat membentuk kelompok. Sebutkan "
        "kolom lain yang berisi."
    ),
    "group_twice": (
        "kolom '{column}' disebutkan dua kali untuk kelompok atau rancangan survei. Sebutkan "
        "sekali saja."
    ),
    "group_taken": (
        "kolom kelompok atau kolom sasaran tidak boleh bernama '{column}', karena hasilnya sudah "
        "memuat kolom dengan nama itu. Ganti nama kolomnya."
    ),
    "bad_weight": (
        "kolom '{column}': {n} dari {rows} bobot negatif atau tak terhingga (pertama: {value}, "
        "baris {row}). Bobot yang diterima: 0 atau lebih; bobot yang kosong dianggap 0. Perbaiki "
        "nilainya."
    ),
    "no_weight": (
        "tidak ada bobot di kolom '{column}' yang lebih dari 0. Isi bobotnya, atau hitung tanpa "
        "bobot."
    ),
    "cluster_split": (
        "kolom '{column}': {n} klaster berada di lebih dari satu strata. Dengan nest=False, "
        "setiap klaster hanya boleh berada di satu strata. Pakai nest=True bila nomor klaster "
        "dimulai lagi di setiap strata."
    ),
    "no_visit_date": (
        "periode '{period}' memerlukan kolom 'visit_date'. Kolom yang ada: {found}. Sebutkan "
        'kolom yang dimaksud dengan columns={{"visit_date": "…"}} (di baris perintah: --columns '
        "visit_date=…)."
    ),
    "no_age": (
        "'age_group' memerlukan umur: birth_date dan visit_date, age_days, atau age_months. Kolom "
        "yang ada: {found}."
    ),
    "no_identity": (
        "kolom {lacking} tidak ada, sehingga anak yang satu tidak dapat dibedakan dari yang lain. "
        'Kolom yang ada: {found}. Sebutkan kolom pembedanya dengan child="child_id" (di baris '
        'perintah: --child child_id), atau pakai semua baris: one_per_child="all".'
    ),
    "no_population": (
        "tabel sasaran hanya memuat kolom kelompok. Kolom yang ada: {found}. Tambahkan sedikitnya "
        "satu kolom berisi jumlah anak yang menjadi sasaran."
    ),
    "bad_population": (
        "tabel sasaran, kolom '{column}': {n} nilai kosong, negatif, atau tak terhingga (pertama: "
        "baris {row}). Isi jumlah anak untuk setiap kelompok."
    ),
    "population_twice": (
        "tabel sasaran memuat {n} kelompok dua kali. Setiap kelompok hanya boleh muncul sekali. "
        "Jumlahkan dahulu."
    ),
    "no_estimates": (
        "kolom '{column}' tidak ada. Kolom yang ada: {found}. Berikan tabel tidy hasil "
        "estimate_prevalence."
    ),
    "nothing_to_rank": (
        "tidak ada kelompok yang dapat diberi peringkat. Hitung dahulu menurut kolom kelompok, "
        "dengan satu baris per hasil (tata letak tidy)."
    ),
    "target_columns": (
        "{file}: berkas target memerlukan kolom tahun atau kondisi, dan kolom target. Kolom yang "
        "ada: {found}."
    ),
    "target_doubled": (
        "{file}: baris data {row} menyebut tahun atau kondisi yang sudah ada di baris sebelumnya. "
        "Setiap tahun atau kondisi hanya boleh mempunyai satu target. Hapus salah satunya."
    ),
    "target_unreadable": (
        "{file}: {n} target bukan persentase (pertama: baris data {row}). Nilai yang diterima: "
        "angka dari 0 sampai 100."
    ),
    "no_files": "belum ada berkas yang disebutkan. Sebutkan sedikitnya satu.",
    "no_tally": "tidak ada tally yang dapat dijumlahkan. Berikan sedikitnya satu.",
    "tallies_differ": (
        "tally ini menghitung hal yang berbeda, sehingga tidak dapat dijumlahkan. Kelompok, "
        "rancangan survei, kondisi, dan kolom z-score di semua tally harus sama."
    ),
    "tally_has_groups": (
        "Tally sudah memuat kelompok, rancangan survei, dan kondisinya sendiri. Sebutkan semua "
        "itu di tally_children, bukan di sini."
    ),
    # --- files ---------------------------------------------------------------------------
    "file_irregular": (
        "{file}: ini bukan berkas biasa di disk. Yang dapat dibaca hanya berkas, bukan pipa "
        "(pipe) atau folder. Simpan dahulu sebagai berkas."
    ),
    "key_unread": "berkas kunci {file} tidak dapat dibaca: {why}.",
    "key_too_short": (
        "kunci di {file} hanya {n} byte. Kunci harus berisi sedikitnya {least} byte acak yang "
        "tidak dapat ditebak (head -c 32 /dev/urandom | base64 > kunci.txt)."
    ),
    "unit_is_identity": (
        "kolom '{column}' menunjukkan siapa anak itu atau di mana ia tinggal. Pilih unit yang "
        "lebih luas, misalnya posyandu atau puskesmas."
    ),
    "unknown_presentation": (
        "bentuk penyajian '{name}' tidak dikenal. Pilihan yang tersedia: {known}."
    ),
    "file_changed": (
        "{file}: berkas berubah saat sedang dibaca. Pastikan berkas tidak sedang diubah, lalu "
        "jalankan lagi."
    ),
    "file_unopened": "{file}: tidak dapat dibuka ({why}). Pastikan berkas dapat dibaca.",
    "file_empty": "{file}: berkas kosong. Ekspor ulang.",
    "file_of_other_kind": (
        "{file}: ini berkas {kind}. Jenis yang diterima: xlsx, xls, ods, csv, tabel HTML, "
        "Parquet, dta, sav, por, dan xpt, termasuk di dalam gz atau zip. Ekspor sebagai salah "
        "satu jenis itu."
    ),
    "file_damaged": (
        "{file}: berkas {kind} ini rusak atau terpotong. Diperlukan berkas yang utuh. Ekspor atau "
        "salin ulang."
    ),
    "quote_unclosed": (
        "{file}: tanda kutip di baris {row} tidak ditutup, sehingga baris-baris sesudahnya ikut "
        "terbaca sebagai satu teks. Setiap tanda kutip harus berpasangan. Hapus tanda kutip itu, "
        "atau ekspor ulang."
    ),
    "delimiter_changes": (
        "{file}: mulai baris {row}, pemisah kolomnya berbeda dari baris sebelumnya. Satu berkas "
        "hanya boleh memakai satu pemisah kolom. Ekspor ulang, atau pisahkan menjadi dua berkas."
    ),
    "last_row_cut": (
        "{file}: berkas berakhir di tengah baris {row}, yang baru berisi {n} dari {columns} "
        "kolom, seperti salinan yang terputus. Salin atau ekspor ulang; bila berkas memang utuh, "
        "tekan Enter di akhir baris terakhir."
    ),
    "decimals_apart": (
        "{file}: kolom {column} tidak berjudul dan hanya berisi bilangan satu atau dua digit; "
        "mungkin koma desimal terbaca sebagai pemisah kolom. Beri tanda kutip pada angka yang "
        "memakai koma, atau beri judul pada kolom itu."
    ),
    "periods_wrong": (
        "before dan after harus dua periode yang sejenis, dengan before lebih awal: bulan seperti "
        "'2024-07', triwulan seperti '2024-Q3', atau tahun seperti '2024'."
    ),
    "unknown_denominator": (
        "penyebut insidensi '{name}' tidak dikenal. Pilihan yang tersedia: {known}."
    ),
    "reasons_wrong": (
        "reasons harus berupa daftar Reason, misalnya zscore.growth.follow_up.REASONS."
        "reasons berjenis lain; yang diterima: daftar Reason, seperti "
        "zscore.growth.follow_up_list.REASONS."
    ),
    "unknown_kbm": (
        "tabel KBM '{name}' tidak dikenal. Pilihan yang tersedia: {known}, atau tabel Anda sendiri."
    ),
    "kbm_columns": (
        "tabel KBM (kenaikan berat badan minimal) tidak memuat kolom {lacking}. Kolom yang ada: "
        "{found}. Diperlukan 'sex', 'completed_month' (1 sampai 60), dan 'kbm_g' (gram)."
    ),
    "kbm_row": (
        "tabel KBM, baris {row}: isinya tidak dapat dipakai. Diperlukan jenis kelamin (m atau f), "
        "umur dalam bulan penuh dari 1 sampai 60, dan kenaikan dalam gram, berupa bilangan bulat "
        "di atas 0."
    ),
    "kbm_months": (
        "tabel KBM: bulan {month} untuk jenis kelamin '{sex}' muncul {n} kali. Setiap bulan dari "
        "1 sampai 60 harus muncul tepat satu kali untuk setiap jenis kelamin."
    ),
    "html_frameset": (
        "{file}: ini hanya bingkai (frame) halaman web, tanpa data. Datanya ada di folder yang "
        "tersimpan bersama halaman itu. Ekspor ulang sebagai xlsx atau csv."
    ),
    "html_no_table": (
        "{file}: halaman web ini tidak memuat tabel. Ekspor ulang halaman yang memuat tabelnya."
    ),
    "layout_unknown": (
        "{file} (dibaca sebagai {kind}): judul kolom ekspor e-PPGBM tidak ditemukan di {rows} "
        "baris pertama. Judul yang ada: {found}. Judul yang kurang: {lacking}. Sebutkan kolomnya "
        "dengan --columns {example}."
    ),
    "too_many_columns": (
        "{file}: ada baris yang berisi {n} sel. Batasnya {limit} sel per baris. Ekspor ulang, "
        "atau hapus baris itu."
    ),
    "too_many_cells": (
        "{file}: sel yang berisi data sedikit, tetapi tersebar di lebih dari {limit} posisi. "
        "Lebar semua baris tabel seharusnya kurang lebih sama. Ekspor ulang."
    ),
    "renamed_twice": (
        "kolom '{column}' disebutkan sebagai isi dua kolom sekaligus. Satu kolom hanya dapat "
        "dipakai untuk satu hal. Sebutkan kolom lain untuk salah satunya."
    ),
    "headings_unknown": (
        "{file}: tidak ada judul kolom yang dikenal. Judul yang ada: {found}. Sebutkan kolomnya: "
        "--columns weight_kg=…,length_height_cm=…,sex=…,age_months=…."
    ),
    "table_wide": (
        "{file}: satu baris memuat beberapa kunjungan yang berjajar ke samping. Tabel harus "
        "memuat satu baris per kunjungan. Cara mengubahnya ada di docs/reading.id.md (Beberapa "
        "kunjungan berjajar)."
    ),
    "table_long": (
        "{file}: setiap hasil ukur ditulis di baris tersendiri. Tabel harus memuat satu baris per "
        "kunjungan, dengan satu kolom per jenis hasil ukur. Cara mengubahnya ada di "
        "docs/reading.id.md (Satu baris per hasil ukur)."
    ),
    "no_header": (
        "{file}: {rows} baris pertama hanya berisi data, tanpa baris judul. Setiap kolom "
        "memerlukan judul. Tambahkan baris judul di paling atas."
    ),
    "rows_too_wide": (
        "{file}: {n} baris berisi lebih banyak sel daripada jumlah judul kolom ({width}); yang "
        "pertama baris {row}. Ada pemisah kolom di tempat yang salah, sehingga selnya bergeser. "
        "Beri tanda kutip pada teks yang memuat pemisah itu."
    ),
    # --- archives -----------------------------------------------------------------------
    "archive_tables": (
        "{file}: ada {n} berkas di dalam arsip ini yang mungkin tabelnya. Arsip harus memuat satu "
        "tabel saja. Ekstrak arsipnya, lalu sebutkan berkasnya di baris perintah."
    ),
    "archive_empty": (
        "{file}: arsip ini tidak memuat tabel. Isi yang diterima: satu berkas csv, txt, xlsx, "
        "xls, ods, HTML, Parquet, dta, sav, por, atau xpt. Ekstrak untuk memeriksa isinya."
    ),
    "archive_password": (
        "{file}: arsip ini dilindungi kata sandi. Hanya arsip tanpa kata sandi yang dapat dibaca. "
        "Ekstrak, lalu sebutkan berkas di dalamnya."
    ),
    "archive_method": (
        "{file}: cara kompresi arsip ini tidak didukung. Arsip yang diterima: zip dengan deflate, "
        "dan gzip. Ekstrak, lalu sebutkan berkas di dalamnya."
    ),
    "archive_size": (
        "{file}: setelah diekstrak, tabelnya lebih besar dari batas {limit} MiB. Bila asal berkas "
        "ini tepercaya, ekstrak, lalu sebutkan berkas di dalamnya."
    ),
    "archive_ratio": (
        "{file}: tabelnya terkompresi lebih dari {limit} kali, seperti bom zip; batas yang "
        "diterima {limit} kali. Bila asal berkas ini tepercaya, ekstrak, lalu sebutkan berkas di "
        "dalamnya."
    ),
    "rows_inflating": (
        "{file}: menurut keterangannya, berkas ini berisi {n} baris, jauh lebih banyak daripada "
        "yang mungkin untuk ukurannya. Batasnya {limit} baris, dan lebih banyak untuk berkas yang "
        "lebih besar. Simpan ulang sebagai CSV."
    ),
    "archive_unwritten": (
        "{file}: tabelnya tidak dapat diekstrak ({why}). Diperlukan ruang disk untuk berkas "
        "sementara. Kosongkan sebagian disk, atau atur TMPDIR ke folder yang masih lega."
    ),
    # --- files that another process reads ------------------------------------------------
    "reading_unstarted": (
        "{file}: proses pembaca berkas tidak dapat dijalankan ({why}). Bila sistem ini memang "
        "tidak mengizinkannya, atur ZSCORE_NO_SUBPROCESS=1; berkas kemudian dibaca tanpa batas "
        "memori dan waktu."
    ),
    "memory_limited": (
        "proses ini hanya boleh memakai {limit} MiB ruang alamat memori, terlalu sedikit untuk "
        "menjalankan pustaka yang diperlukan. Diperlukan sedikitnya {least} MiB. Naikkan "
        "batasnya, misalnya dengan 'ulimit -v unlimited'."
    ),
    "reading_memory": (
        "{file}: berkas ini memerlukan memori lebih banyak daripada yang tersedia. Batasnya "
        "{limit} MiB. Bagi menjadi beberapa berkas, atau simpan sebagai CSV."
    ),
    "help_options": "Opsi",
    "help_commands": "Perintah",
    "help_help": "Tampilkan bantuan ini.",
    "help_version": "Tampilkan versi program.",
    "help_required": "[wajib]",
    "usage": "Cara pakai: {usage}",
    "usage_help": "Ketik '{command} --help' untuk bantuan.",
    "usage_error": "Kesalahan: {message}",
    "usage_no_option": "opsi {name} tidak ada.",
    "usage_missing": "{name} belum disebutkan.",
    "usage_choice": "pilihan yang tersedia adalah {known}.",
    "usage_no_path": "'{file}' tidak ada, atau tidak dapat dipakai di sini.",
    "usage_bad_value": "nilai {name} tidak dapat dipakai: {why}",
    "argument_kind": "{argument} bertipe {kind}. Tipe yang diterima: {accepted}.",
    "unknown_language": "bahasa '{name}' tidak dikenal. Pilihan yang tersedia: {known}.",
    "not_utf_8": (
        "kolom '{column}' memuat teks yang bukan UTF-8. Teks Arrow harus berupa UTF-8. Baca ulang "
        "tabelnya dengan pengodean (encoding) yang benar."
    ),
    "line_too_long": (
        "{file}: ada baris atau sel yang lebih dari {limit} MB; tabel yang wajar tidak sebesar "
        "itu. Tabel harus memuat satu baris per anak. Ekspor ulang tabelnya."
    ),
    "reading_time": (
        "{file}: pembacaan berkas melebihi {limit} detik, sehingga dihentikan. Bagi menjadi "
        "beberapa berkas, atau simpan sebagai CSV."
    ),
    "reading_stopped": (
        "{file}: berkas tidak dapat dibaca; pembacaannya terhenti di tengah jalan. Diperlukan "
        "berkas yang utuh. Buka dengan program pembuatnya lalu simpan ulang, atau simpan sebagai "
        "CSV."
    ),
    "survey_kind": (
        "{file}: bukan berkas Stata, SPSS, atau SAS. Jenis yang diterima: dta, sav, por, dan xpt. "
        "Simpan sebagai salah satunya, atau sebagai CSV."
    ),
    "survey_package": (
        "{file}: membaca berkas Stata, SPSS, dan SAS memerlukan paket yang belum terpasang. "
        "Ketik: pip install 'zscore-growth[survey]'"
    ),
    # --- workbooks -----------------------------------------------------------------------
    "workbook_kind": (
        "{file}: bukan buku kerja (workbook). Jenis yang diterima: .xlsx, .xls, dan .ods. Buka di "
        "Excel atau LibreOffice, lalu simpan sebagai .xlsx."
    ),
    "workbook_broken": (
        "{file}: buku kerja rusak atau terpotong. Diperlukan .xlsx, .xls, atau .ods yang utuh. "
        "Unduh ulang, atau buka di Excel lalu simpan sebagai .xlsx."
    ),
    "workbook_password": (
        "{file}: buku kerja dilindungi kata sandi. Hanya buku kerja tanpa kata sandi yang dapat "
        "dibaca. Buka di Excel, hapus kata sandinya, lalu simpan."
    ),
    "workbook_entries": (
        "{file}: buku kerja terdiri atas {n} bagian; batasnya {limit}. Salin datanya ke buku "
        "kerja baru, lalu simpan sebagai .xlsx."
    ),
    "workbook_inflates": (
        "{file}: setelah diekstrak, isi buku kerja lebih besar dari batas {limit} MiB. Bagi "
        "menjadi beberapa berkas, atau simpan sebagai CSV."
    ),
    "workbook_ratio": (
        "{file}: satu bagian buku kerja terkompresi lebih dari {limit} kali, seperti bom zip; "
        "batas yang diterima {limit} kali. Bila asal berkas ini tepercaya, buka di Excel, lalu "
        "simpan datanya sebagai CSV."
    ),
    "workbook_spread": (
        "{file}: sel pada satu lembar mencapai baris {rows}, kolom {columns}. Batasnya {limit} "
        "sel per lembar, termasuk sel kosong. Hapus sel yang jauh dari data, atau bagi lembar itu."
    ),
    "workbook_repeats": (
        "{file}: seluruh teks di dalam selnya lebih besar dari batas {limit} MiB. Bagi menjadi "
        "beberapa berkas, atau simpan sebagai CSV."
    ),
    # --- output --------------------------------------------------------------------------
    "output_ending": "{file}: akhiran nama berkas tidak dikenal. Akhiran yang diterima: {known}.",
    "output_folder": "{file}: folder {folder} tidak ada. Buat dahulu foldernya.",
    "output_is_folder": "{file}: ini nama folder. Sebutkan nama berkas.",
    "output_exists": (
        "{file}: berkas sudah ada dan tidak ditimpa. Pakai nama lain, atau timpa dengan --force."
    ),
    "output_is_input": "{file}: ini salah satu berkas masukan. Pakai nama lain untuk berkas hasil.",
    "output_failed": (
        "{file}: tidak dapat ditulis ({why}). Tidak ada berkas setengah jadi yang tertinggal."
    ),
    "xlsx_columns": (
        "{file}: ada {n} kolom, padahal satu lembar xlsx hanya memuat {most}. Simpan sebagai csv "
        "atau parquet."
    ),
    "xlsx_text": (
        "kolom '{column}': ada teks sepanjang {n} karakter, padahal satu sel xlsx hanya memuat "
        "{most}. Simpan sebagai csv atau parquet."
    ),
    "demo_not_empty": (
        "{folder}: folder tidak kosong, sehingga tidak diubah. Pakai nama lain: zscore demo LAIN."
    ),
    "system_says": "pesan dari sistem: {why}.",
    # --- the command's help --------------------------------------------------------------
    "help_zscore": (
        "Z-score pertumbuhan WHO dan kategori status gizi, untuk tabel biasa dan ekspor e-PPGBM."
    ),
    "help_score": (
        "Hitung z-score semua anak di FILES (xlsx, xls, ods, csv, HTML, Parquet; berapa pun "
        "jumlahnya) ke dalam satu berkas, satu baris hasil untuk setiap baris masukan, lalu "
        "tampilkan ringkasannya.\n\n"
        "Tabel dengan judul kolom e-PPGBM (jenis kelamin, tanggal lahir, tanggal ukur, dan hasil "
        "ukur) dibaca sebagai ekspor. Kolom tabel lain dikenali dari judulnya, atau disebutkan "
        "dengan --columns: {columns}.\n\n"
        "Contoh: zscore score januari.xlsx februari.csv -o hasil.parquet\n\n"
        "Kode keluar: 0 semua dihitung; 2 perintah salah; 65 ada berkas yang ditolak (berkas lain "
        "tetap ditulis)."
    ),
    "help_demo": (
        "Buat ekspor e-PPGBM rekaan untuk satu bulan (20.000 anak) di DIRECTORY, lalu hitung "
        "z-score-nya."
    ),
    "help_prevalence": (
        "Hitung prevalensi stunting, wasting, dan lainnya dari semua FILES sekaligus: ekspor, "
        "tabel, atau berkas hasil zscore score. Hasilnya berupa tabel dengan selang kepercayaan "
        "95 %.\n\n"
        "Contoh: zscore prevalence januari.xlsx --by subdistrict,village --rollup -o "
        "hasil.xlsx\n\n"
        "Kode keluar: 0 semua dihitung; 2 perintah salah; 65 ada berkas yang ditolak (berkas lain "
        "tetap dihitung)."
    ),
    "help_verify": (
        "Cari baris di FILES yang perlu diperiksa kembali: nilai yang mustahil; salah tulis, "
        "beserta usulan perbaikannya; tanggal, NIK, dan z-score tercatat yang tidak sesuai; data "
        "ganda; pertumbuhan yang mustahil. Juga unit, misalnya posyandu, yang datanya perlu "
        "diperiksa kembali. Data tidak diubah.\n\n"
        "Contoh: zscore verify januari.xlsx --by puskesmas,posyandu -o verifikasi\n\n"
        "Kode keluar: 0 semua diperiksa; 2 perintah salah; 65 ada berkas yang ditolak (berkas "
        "lain tetap diperiksa)."
    ),
    "help_verify_output": "Folder untuk hasilnya, atau berkas .xlsx: buku kerja yang siap dibaca.",
    "help_verify_by": (
        "Kolom unit, dari yang paling luas: subdistrict, puskesmas, village, posyandu, atau kolom "
        "lain di berkas. Diperiksa di setiap jenjang dan untuk seluruh data."
    ),
    "help_smart": "Tulis juga smart.csv: sepuluh uji SMART dengan poin penaltinya.",
    "help_key_file": (
        "Berkas berisi kunci rahasia: dengan kunci itu setiap baris mendapat child_id, yang sama "
        "di semua berkas."
    ),
    "help_kind": "Jenis berkas hasil. Dengan parquet, hanya berkas baris yang berupa Parquet.",
    "help_with_identity": "Tulis juga nama, NIK, orang tua, alamat, dan tanggal lahir.",
    "help_estimates_output": "Berkas hasil: .csv, .parquet, .xlsx, atau .json.",
    "help_by": (
        "Kolom pengelompokan, dari yang paling luas: province, district, subdistrict, puskesmas, "
        "village, posyandu, sex, age_group, atau kolom lain di berkas."
    ),
    "help_rollup": "Hitung setiap jenjang di --by, dan seluruh data.",
    "help_groups": (
        "Hitung beberapa pengelompokan sekaligus, misalnya all,sex,age_group+sex; who: kelompok "
        "baku WHO Anthro."
    ),
    "help_rank": (
        "Beri peringkat kelompok menurut kondisi pertama, dengan selang kepercayaan setiap "
        "peringkat; dengan -o OUT, ditulis juga ke OUT_ranks."
    ),
    "help_period": (
        "Hitung tiap bulan (month), triwulan (quarter), atau tahun (year) menurut visit_date, "
        "atau tiap nilai suatu kolom; beserta perubahannya."
    ),
    "help_weights": "Kolom bobot sampel survei.",
    "help_strata": "Kolom strata survei.",
    "help_cluster": "Kolom klaster survei (di dalam strata).",
    "help_curves": "Tulis kurva acuan suatu indikator untuk grafik.",
    "help_curves_output": "Berkas kurva: .csv, .parquet, .xlsx, atau .json.",
    "help_curves_sex": "m atau f. Bawaan: keduanya.",
    "help_curves_z": "Z-score untuk kurvanya. Bawaan: -3,-2,-1,0,1,2,3.",
    "help_curves_percentile": "Persentil sebagai gantinya, misalnya 3,15,50,85,97.",
    "help_curves_by": "Satuan umur. Bawaan: day (hari).",
    "curves_written": "{file}: {n} titik kurva acuan.",
    "numbers_option": "isi dengan angka yang dipisahkan koma, misalnya -2,0,2.",
    "help_standard": "Umur dan kondisi: who2006 (balita) atau who2007 (5–19 tahun).",
    "help_interval": "Jenis selang kepercayaan. Bawaan: wilson; untuk survei logit.",
    "help_conditions": "Hitung kondisi tertentu saja, misalnya stunting,wasting.",
    "help_shares_of_scheme": "Hitung juga persentase setiap kategori menurut skema ini.",
    "help_layout": (
        "Satu baris per hasil (tidy), atau 134 kolom seperti WHO Anthro (who). Bawaan: .xlsx "
        "menjadi buku kerja yang siap dibaca, berkas lain tidy."
    ),
    "help_one_per_child": (
        "Kunjungan yang dipakai dari setiap anak. Bawaan: latest (terakhir), bila anak dapat "
        "dibedakan."
    ),
    "help_child": (
        "Kolom untuk membedakan anak. Bawaan: tanggal lahir, jenis kelamin, nama, dan wilayah."
    ),
    "help_within": (
        "Beri peringkat tersendiri untuk setiap nilai kolom ini, misalnya desa di dalam setiap "
        "kabupaten."
    ),
    "help_target": (
        "Target stunting dalam persen, atau berkas dengan kolom tahun (atau kondisi) dan target."
    ),
    "help_population": "Berkas berisi kolom --by dan jumlah anak yang menjadi sasaran.",
    "help_age_months": "Hitung hanya anak dengan umur sekian bulan penuh, misalnya 6-59.",
    "help_flags": (
        "Batas z-score yang tidak wajar: menurut WHO (who), atau ditambah batas SMART, yaitu 3 "
        "dari rata-rata (smart)."
    ),
    "ages_option": "isi dengan dua bilangan bulan penuh, misalnya 6-59.",
    "help_min_n": (
        "Sembunyikan kelompok yang jumlah anaknya kurang dari ini, beserta angka yang dapat "
        "mengungkapnya."
    ),
    "target_option": "isi dengan persentase, misalnya 14, atau nama berkas yang ada.",
    "help_output": "Berkas hasil: .csv, .parquet, atau .xlsx.",
    "help_profile": (
        "Aturan perhitungan. Bawaan: eppgbm untuk ekspor e-PPGBM, who untuk tabel lain."
    ),
    "help_columns": "Judul kolom yang tidak dikenal, misalnya weight_kg=Berat,sex=Kelamin.",
    "help_mapping": (
        "Berkas TOML berisi kolom, kode, satuan, dan urutan tanggal, seperti yang ditulis zscore "
        "inspect --write."
    ),
    "help_codes": "Arti kode, misalnya sex:0=f,1=m atau oedema:1=y,2=n.",
    "help_units": (
        "Satuan, misalnya weight_kg=g atau age_months=years: g, kg, kg10, lb; mm, cm, cm10, "
        "m, in; days, weeks, months, years."
    ),
    "help_dates": (
        "Urutan pada tanggal seperti 03/08/2023. Bawaan: diketahui dari tanggal-tanggalnya. "
        "exchanged: hari dan bulan tertukar saat dibuka dengan Excel."
    ),
    "help_missing": "Nilai yang berarti tidak diukur, misalnya 9994,9999.",
    "help_on_unreadable": (
        "Bila ada sel yang tidak terbaca: tolak tabelnya (refuse), atau anggap sel itu kosong "
        "(missing). Bawaan: missing untuk ekspor e-PPGBM, refuse untuk tabel lain."
    ),
    "help_prefix": "Awalan nama kolom baru, misalnya zs_.",
    "help_replace": "Gantikan kolom lama yang namanya sama dengan kolom baru.",
    "codes_option": "isi dengan kolom dan kodenya, misalnya sex:0=f,1=m.",
    "help_scheme": (
        "Skema kategori status gizi. Bawaan: eppgbm untuk ekspor e-PPGBM, who untuk tabel lain."
    ),
    "help_without_identity": (
        "Hilangkan nama, nomor identitas, orang tua, kontak, dan alamat; kolomnya disebutkan di "
        "ringkasan. Tanggal lahir dan wilayah tetap ada."
    ),
    "help_lang": "Bahasa ringkasan dan pesan. Bawaan: bahasa sistem (LANG).",
    "help_json": "Tampilkan ringkasan sebagai JSON.",
    "help_all": "Tampilkan semua baris dan kolom, walaupun panjang atau lebar.",
    "help_force": "Timpa berkas hasil yang sudah ada.",
    "columns_option": "isi dengan pasangan, misalnya weight_kg=Berat,sex=Kelamin.",
    # --- the summary ---------------------------------------------------------------------
    "progress_start": "membaca",
    "profile": "profil",
    "nothing_written": "Semua berkas ditolak; tidak ada hasil yang ditulis.",
    "warn_unit": (
        "{file}: '{heading}' dibaca dalam {unit}, karena nilainya tidak mungkin dalam satuan "
        "{column}. Bila salah: --units {column}=…"
    ),
    "warn_implausible": (
        "{file}: {n} dari {of} z-score {indicator} tidak wajar. Satuan, umur, atau urutan "
        "tanggalnya mungkin salah: periksa 'dibaca sebagai', --units, dan --dates."
    ),
    "warn_implausible_unit": (
        "{file}: {n} dari {of} z-score {indicator} tidak wajar. {column} tampaknya dalam "
        "{unit}; bila benar: --units {column}={unit}"
    ),
    "warn_extreme": (
        "{file}: {n} dari {of} z-score {indicator} di luar ±3, hal yang tidak terjadi pada "
        "populasi mana pun. Kecuali bila ini data pasien, satuan atau umurnya mungkin salah: "
        "periksa 'dibaca sebagai' dan --units."
    ),
    "warn_age_of_adults": (
        "{file}: semua umur pada '{heading}' berkisar {low}–{high}, seperti umur ibu, tetapi "
        "dibaca sebagai bulan. Bila salah, sebutkan kolom umur anak: --columns age_months=…"
    ),
    "warn_no_age": (
        "{file}: tidak ada umur yang terbaca. Bila '{heading}' adalah umur anak, tanggal lahir, "
        "atau tanggal ukur, sebutkan: --columns age_months=…, age_days=…, birth_date=… atau "
        "visit_date=…"
    ),
    "warn_measurements": (
        "{file}: {n} dari {of} nilai {column} di luar ukuran yang mungkin bagi balita. Kolom atau "
        "satuannya mungkin salah: periksa 'dibaca sebagai'."
    ),
    "warn_design": (
        "berkas memuat kolom survei {columns}, tetapi kolom itu tidak dipakai dalam perhitungan. "
        "Bila ini data survei: {options}"
    ),
    "warn_hardly_readable": "{file}: {n} dari {rows} sel '{heading}' tidak terbaca.",
    "warn_same_rows": (
        "{one} dan {other} memuat baris yang sama (sekitar {percent} %), sehingga anak-anak itu "
        "terhitung dua kali. Keluarkan salah satunya."
    ),
    "warn_months": (
        "kunjungan dari {n} bulan ({first} s.d. {last}) digabung menjadi satu. Hitung tiap bulan "
        "dengan --period month, atau berikan berkas satu bulan saja."
    ),
    "warn_districts": (
        "anak dari {n} kabupaten/kota digabung menjadi satu. Pisahkan dengan --by district."
    ),
    "warn_exchanged": (
        "{file}: dari {of} umur yang tidak sesuai tanggal lahir dan tanggal ukur, {n} menjadi "
        "sesuai bila hari dan bulan ditukar; mungkin tertukar saat dibuka dengan Excel. Untuk "
        "membaca tanggalnya seperti itu: --dates exchanged."
    ),
    "warn_published_position": (
        "{file}: hanya {equal} dari {n} z-score di berkas yang sama dengan hasil hitungan. Berkas "
        "tidak memuat cara ukur (berdiri/terlentang), yang memengaruhi z-score panjang/tinggi "
        "badan."
    ),
    "warn_published_ages": (
        "{file}: hanya {equal} dari {n} z-score di berkas yang sama dengan hasil hitungan, dan "
        "banyak umur tertulis tidak sesuai tanggal lahir dan tanggal ukur. Periksa tanggalnya, "
        "dan --dates."
    ),
    "warn_published_other": (
        "{file}: hanya {equal} dari {n} z-score di berkas yang sama dengan hasil hitungan. "
        "Periksa satuan, umur, dan 'dibaca sebagai'; zscore verify menunjukkan barisnya."
    ),
    "warn_other_layout": (
        "{file}: tidak memuat kolom yang ada di sebagian besar berkas lain: {columns}."
    ),
    "warn_near_names": (
        "kolom {names} tidak dipakai, karena tabel di Python memerlukan nama kolom baku. Sebutkan "
        "dengan columns=, atau mapping=zs.recognise_columns(table)."
    ),
    "nothing_readable": "{file}: tidak ada sel '{heading}' yang terbaca.",
    "nothing_scored": (
        "{file}: tidak ada baris yang dapat dihitung. Periksa 'dibaca sebagai' dan sebab baris "
        "tidak dihitung."
    ),
    "help_inspect": (
        "Tampilkan setiap kolom di FILES dibaca sebagai apa, satuan dan kodenya, serta berapa sel "
        "yang terbaca; tanpa nama atau NIK. Z-score tidak dihitung."
    ),
    "help_write_mapping": (
        "Simpan cara tabel pertama dibaca ke berkas TOML, untuk dipakai lagi bulan depan dengan "
        "--mapping."
    ),
    "hint_unreadable": (
        "{n} sel '{heading}' tidak terbaca, sehingga tabel akan ditolak. Sebutkan cara "
        "membacanya: {option}, atau anggap kosong: --on-unreadable missing"
    ),
    "hint_taken": (
        "'{heading}' sama dengan nama kolom yang akan ditambahkan. Simpan keduanya dengan "
        "--prefix zs_, atau gantikan yang lama dengan --replace"
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
    "unit_from_heading": "dari judulnya",
    "unit_from_values": "dari nilainya",
    "unit_from_told": "sesuai permintaan",
    "empty": "kosong",
    "n_filled": "{n} terisi",
    "n_readable": "{n} dari {filled}",
    "identity_hidden": "identitas, tidak ditampilkan",
    "n_different": "{n} nilai berbeda",
    "heading_file": "berkas",
    "heading_months": "bulan",
    "heading_districts": "kab/kota",
    "heading_ages_disagree": "umur tidak sesuai",
    "heading_read_as": "dibaca sebagai",
    "profile_from_asked": "sesuai permintaan",
    "profile_from_export": "ekspor e-PPGBM",
    "profile_from_table": "tabel biasa",
    "order_dmy": "hari-bulan-tahun",
    "order_mdy": "bulan-hari-tahun",
    "order_ymd": "tahun-bulan-hari",
    "order_exchanged": "hari dan bulan ditukar kembali",
    "not_used": "tidak dipakai: {names}",
    "not_used_near": "{heading} (mirip: {near})",
    "and_more_files": "dan {n} tabel lagi (tampilkan dengan --all)",
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
        "'{name}' bukan berkas atau folder. Bila menyebut beberapa kolom, jangan beri spasi: --by "
        "kecamatan,desa"
    ),
    "standing_doubted": "diukur berdiri di bawah 9 bulan (cara ukur diabaikan)",
    "sheet_left_out": "baris di lembar tanpa judul kolom",
    "heading_z": "z-score",
    "heading_scored": "dihitung",
    "heading_flagged": "tidak wajar",
    "heading_not_scored": "tidak dihitung",
    "heading_condition": "kondisi",
    "heading_children": "jumlah",
    "heading_severe": "kasus berat",
    "heading_of": "anak diukur",
    "heading_%": "%",
    "heading_published": "tercatat di ekspor",
    "heading_z_equal": "z sama",
    "heading_labels_equal": "kategori sama",
    "heading_compared": "dibandingkan",
    "heading_unreadable": "sel yang perlu diverifikasi",
    "heading_cells": "sel",
    "heading_reason": "sebab",
    "and_more": "dan {n} jenis lagi (tampilkan dengan --all)",
    "verification": "baris yang perlu verifikasi / ukur ulang",
    "status_clean": "baris tanpa nilai mustahil atau meragukan",
    "status_marked": "baris yang perlu diperiksa kembali",
    "status_unreadable": "baris dengan sel yang tidak terbaca",
    "written_into": "ditulis ke folder {folder}: {rows} baris di {file}; {others}",
    "checks_not_done": "{n} pemeriksaan tidak dilakukan karena kolom ini tidak ada: {names}",
    "units_to_verify": (
        "Unit yang perlu diverifikasi / diukur ulang, diurutkan dari yang temuannya paling "
        "banyak. Temuan ini tidak menunjukkan penyebabnya."
    ),
    "units_not_marked": (
        "Tidak ada unit dengan temuan: semua statistiknya berada di dalam batas, atau "
        "melampauinya tidak lebih dari yang mungkin secara kebetulan."
    ),
    "names_to_verify": "nama posyandu yang mungkin sama tetapi ejaannya berbeda: {n}; lihat {file}",
    "and_more_units": "dan {n} unit lagi (tampilkan dengan --all)",
    "heading_marks": "jumlah temuan",
    "heading_marked_by": "temuan",
    "all_units": "seluruh data",
    "of_cutoff": (
        "jumlah anak tidak seimbang di sekitar batas {indicator} {cutoff}: {below} di bawah, "
        "{above} di atas"
    ),
    "heading_to_verify": "temuan",
    "heading_rows": "baris",
    "heading_severity": "tingkat",
    "severity_error": "mustahil",
    "severity_doubt": "meragukan",
    "severity_note": "catatan",
    "prevalence": "prevalensi dengan selang kepercayaan 95 %",
    "of_register": "dari semua anak dalam berkas",
    "of_survey": "menurut rancangan survei",
    "of_files": "berkas: {n}",
    "rows_counted": "baris dihitung",
    "one_per_child_all": "semua baris",
    "one_per_child_latest": "kunjungan terakhir setiap anak",
    "one_per_child_first": "kunjungan pertama setiap anak",
    "left_out_age_outside": "tidak dihitung: umur di atas 5 tahun",
    "left_out_other_age": "tidak dihitung: di luar umur yang diminta",
    "left_out_no_age": "tidak dihitung: umur tidak diketahui",
    "left_out_same_child": "tidak dihitung: kunjungan lain dari anak yang sama",
    "left_out_no_period": "tidak dihitung: tanpa periode",
    "left_out_no_stratum": "tidak dihitung: tanpa strata",
    "left_out_no_cluster": "tidak dihitung: tanpa klaster",
    "estimates_written": "hasil ditulis",
    "nothing_estimated": "tidak ada anak yang mempunyai z-score, sehingga tidak ada yang dihitung",
    "more_groups": "dan {n} kelompok lagi (tampilkan dengan --all)",
    "too_narrow": (
        "tidak ditampilkan karena tidak muat: {names}. Pakai --all, perlebar jendela, atau tulis "
        "ke berkas dengan -o"
    ),
    "group_unknown": "(tidak diisi)",
    "group_all": "semua",
    "sex_male": "laki-laki",
    "sex_female": "perempuan",
    "heading_measured": "n ({condition})",
    "heading_change": "{condition}: perubahan",
    "heading_gap": "{condition}: selisih dari target",
    "heading_target_met": "{condition}: target",
    "heading_prevalence_class": "{condition}: kategori WHO",
    "heading_coverage": "{condition}: cakupan dari {target}",
    "heading_rank": "peringkat (1 = tertinggi)",
    "heading_low": "batas bawah 95 %",
    "heading_high": "batas atas 95 %",
    "heading_prevalence_of": "{condition} %",
    "heading_shrunken": "% setelah penyusutan",
    "legend_hidden": (
        "·  disembunyikan: jumlah anak kurang dari --min-n, atau dapat mengungkap kelompok "
        "seperti itu"
    ),
    "legend_no_width": (
        "?: data survei ini tidak bervariasi, sehingga lebar selang kepercayaannya nol (lihat "
        "ci_note); untuk 0 % dan 100 %, pakai --interval exact"
    ),
    "legend_nobody": "–  tidak ada anak yang diukur",
    "legend_more": "{n} kondisi lain dan rata-rata tidak ditampilkan: tulis ke berkas dengan -o",
    "no_target_for": "kelompok yang tidak ada di --population",
    "nobody_of": "kelompok di --population yang tidak ada anaknya di berkas",
    "cannot_tell": "semua baris, karena tidak ada kolom pembeda anak di berkas ini: {files}",
    "ranks_written": "peringkat ditulis",
    "heading_against": "dibandingkan kelompok lain",
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
    "condition_stunting": "stunting (pendek/sangat pendek)",
    "condition_underweight": "underweight (BB kurang/sangat kurang)",
    "condition_wasting": "wasting (gizi kurang/buruk)",
    "condition_overweight": "overweight (gizi lebih/obesitas)",
    "condition_short_stature": "perawakan pendek",
    "condition_low_birth_weight": "berat lahir rendah (BBLR)",
    "condition_short_at_birth": "pendek saat lahir",
    "condition_thinness": "kurus (gizi kurang/buruk menurut IMT/U)",
    "condition_overweight_5_19": "overweight (gizi lebih/obesitas), 5–19 tahun",
    "condition_short_stature_5_19": "perawakan pendek, 5–19 tahun",
    "condition_thinness_5_19": "kurus (IMT/U), 5–19 tahun",
    "condition_acute_malnutrition_by_muac": "gizi kurang/buruk menurut LiLA",
    # --- why a z is missing ----------------------------------------------------------------
    "reason_no_sex": "jenis kelamin kosong",
    "reason_no_age": "umur tidak diketahui",
    "reason_age_outside": "umur di luar rentang",
    "reason_no_measurement": "hasil ukur kosong",
    "reason_measurement_not_positive": "hasil ukur ≤ 0",
    "reason_measurement_not_finite": "hasil ukur tak terhingga",
    "reason_length_off_the_table": "panjang/tinggi badan di luar tabel WHO",
    "reason_before_term": "belum cukup bulan menurut umur terkoreksi",
    "reason_oedema": "edema",
    # --- classes in words --------------------------------------------------------------------
    "class_below": "{title} kurang dari {high}",
    "class_at_most": "{title} sampai dengan {high}",
    "class_from_to_below": "{title} dari {low} sampai kurang dari {high}",
    "class_from_to": "{title} dari {low} sampai dengan {high}",
    "class_above_to": "{title} lebih dari {low} sampai dengan {high}",
    "class_at_least": "{title} {low} atau lebih",
    "class_above": "{title} lebih dari {low}",
    "class_none_of": "tidak memenuhi satu pun dari: {tests}",
    "class_implausible": "z-score tidak wajar",
    "class_by_oedema": "karena edema, berapa pun berat badannya",
    # --- why a cell could not be read ------------------------------------------------------
    "cell_spreadsheet_error": "kesalahan rumus, misalnya #N/A",
    "cell_not_a_number": "bukan angka",
    "cell_not_a_date": "bukan tanggal",
    "cell_not_an_age": "bukan umur",
    "cell_unknown_code": "kode tidak dikenal",
    "cell_not_16_digits": "bukan 16 digit (isinya tidak diubah)",
    "cell_row_of_other_width": "baris kelebihan sel (semua selnya dianggap kosong)",
    # --- workbooks -----------------------------------------------------------------------
    "sheet_estimates": "Prevalensi",
    "sheet_ranks": "Peringkat",
    "sheet_all": "Semua kondisi",
    "sheet_summary": "Ringkasan",
    "sheet_explanation": "Penjelasan",
    "heading_term": "istilah",
    "heading_meaning": "arti",
    "heading_measure": "jenis hasil",
    "heading_of_indicator": "indikator",
    "heading_n": "jumlah anak (n)",
    "heading_affected": "jumlah kasus",
    "heading_estimate": "hasil",
    "heading_all_change": "perubahan",
    "heading_all_gap": "selisih dari target",
    "heading_all_target_met": "target",
    "heading_all_prevalence_class": "kategori WHO",
    "heading_all_coverage": "cakupan",
    "measure_mean": "rata-rata z",
    "measure_sd": "simpangan baku z",
    "measure_prevalence": "prevalensi",
    "term_prevalence_n": "n",
    "meaning_prevalence_n": (
        "Jumlah anak yang dihitung, yaitu anak di kelompok itu yang z-score-nya untuk kondisi itu "
        "ada dan wajar."
    ),
    "term_prevalence_interval": "batas 95 %",
    "meaning_prevalence_interval": (
        "Selang kepercayaan 95 %. Bila selang dua kelompok banyak bertumpang tindih, keduanya "
        "belum tentu berbeda."
    ),
    "term_prevalence_children": "siapa yang dihitung",
    "meaning_prevalence_children": (
        "Hanya anak yang ada di berkas; anak yang tidak pernah diukur tidak termasuk. Lembar "
        "Ringkasan menyebutkan kunjungan mana yang dihitung dan apa yang tidak dihitung."
    ),
    "term_prevalence_class": "kategori WHO",
    "meaning_prevalence_class": (
        "Menurut WHO dan UNICEF, 2018. Stunting: sangat rendah < 2,5 %, rendah < 10 %, sedang < "
        "20 %, tinggi < 30 %, selebihnya sangat tinggi. Wasting dan overweight: < 2,5, < 5, < 10, "
        "dan < 15 %."
    ),
    "term_prevalence_target": "target",
    "meaning_prevalence_target": (
        "Tercapai atau belum tercapai hanya bila seluruh selang berada di satu sisi target; bila "
        "tidak, belum pasti. Selisih adalah hasil dikurangi target, dalam poin persen."
    ),
    "term_prevalence_change": "perubahan",
    "meaning_prevalence_change": (
        "Selisih dari periode sebelumnya dalam poin persen, dengan selang kepercayaan 95 %."
    ),
    "term_prevalence_signs": "tanda",
    "meaning_prevalence_signs": (
        "· disembunyikan, karena kelompoknya kecil atau angkanya dapat mengungkap kelompok kecil. "
        "– tidak ada anak yang diukur."
    ),
    "term_prevalence_groups": "kelompok kosong",
    "meaning_prevalence_groups": (
        "Sel kosong di kolom kelompok berarti semua kelompok di kolom itu digabung."
    ),
    "term_prevalence_ranks": "peringkat",
    "meaning_prevalence_ranks": (
        "Peringkat 1 adalah prevalensi tertinggi. Batasnya adalah peringkat yang masih mungkin "
        "menurut datanya. Hasil setelah penyusutan ditarik ke arah rata-rata bila kelompoknya "
        "kecil."
    ),
    "workbook_written": "ditulis: {file}",
    "sheet_units": "Unit perlu verifikasi",
    "sheet_findings": "Temuan",
    "sheet_scorecard": "Rapor mutu",
    "sheet_cutoffs": "Sekitar ambang batas",
    "sheet_names": "Nama",
    "heading_suggested": "usulan {name}",
    "heading_in_export": "{name} di ekspor",
    "yes": "ya",
    "row_marked": "perlu diperiksa",
    "row_unreadable": "sel tidak terbaca",
    "changes_class": "dapat mengubah kategori anak",
    "changes_counted": "dapat menentukan apakah anak dihitung",
    "changes_twice": "mungkin terhitung dua kali",
    "changes_number": "dapat mengubah angka",
    "changes_nothing": "tidak mengubah hasil",
    "measured_lying": "terlentang",
    "measured_standing": "berdiri",
    "sex_code_f": "perempuan",
    "sex_code_m": "laki-laki",
    "column_source_file": "berkas",
    "column_source_sheet": "lembar",
    "column_source_row": "baris",
    "column_visit_date": "tanggal ukur",
    "column_weight_kg": "berat badan (kg)",
    "column_length_height_cm": "panjang/tinggi badan (cm)",
    "column_arm_circumference_cm": "LiLA (cm)",
    "column_head_circumference_cm": "lingkar kepala (cm)",
    "column_measured": "cara ukur",
    "column_reading_notes": "sel yang tidak terbaca",
    "column_verification": "status baris",
    "column_severity": "tingkat",
    "column_changes": "akibat bila diperbaiki",
    "column_checks": "temuan",
    "column_carried_days": "hari sejak hasil ukur yang sama",
    "column_level": "jenjang",
    "column_statistic": "statistik",
    "column_subject": "mengenai",
    "column_n": "n",
    "column_value": "nilai",
    "column_low": "batas bawah 95 %",
    "column_high": "batas atas 95 %",
    "column_accepted_low": "batas wajar: dari",
    "column_accepted_high": "batas wajar: sampai",
    "column_marked": "ditandai",
    "column_indicator": "indikator",
    "column_cutoff": "ambang batas",
    "column_below": "sedikit di bawah",
    "column_above": "sedikit di atas",
    "column_excess_ratio": "rasio kelebihan",
    "column_excess_low": "rasio kelebihan: bawah",
    "column_excess_high": "rasio kelebihan: atas",
    "column_p_adjusted": "p (disesuaikan)",
    "column_candidate": "pasangan",
    "column_rows": "baris",
    "column_birth_date": "tanggal lahir",
    "term_verify_units": "Unit perlu verifikasi",
    "meaning_verify_units": (
        "Unit yang statistiknya melampaui batas wajar secara bermakna, beserta alasannya. Temuan "
        "ini tidak menunjukkan penyebabnya."
    ),
    "term_verify_findings": "Temuan",
    "meaning_verify_findings": (
        "Baris dengan kesalahan, keraguan, atau sel yang tidak terbaca; per unit, dimulai "
        "dari yang paling dapat mengubah hasil. Baris tanpa temuan tidak ditulis."
    ),
    "term_verify_changes": "akibat bila diperbaiki",
    "meaning_verify_changes": (
        "Apa yang dapat berubah bila baris diperbaiki: kategori anak, apakah anak dihitung, atau "
        "hanya sebuah angka."
    ),
    "term_verify_suggested": "usulan",
    "meaning_verify_suggested": (
        "Nilai yang mungkin dimaksud, misalnya berat badan yang ditulis dalam gram. Usulan tidak "
        "pernah langsung dipakai: ukur atau periksa kembali dahulu."
    ),
    "term_verify_scorecard": "Rapor mutu",
    "meaning_verify_scorecard": (
        "Semua statistik setiap unit, dengan batas 95 % dan batas wajarnya. Unit ditandai hanya "
        "bila seluruh selangnya di luar batas wajar."
    ),
    "term_verify_cutoffs": "Sekitar ambang batas",
    "meaning_verify_cutoffs": (
        "Jumlah anak sedikit di bawah dan sedikit di atas setiap ambang batas. Ditandai bila satu "
        "sisi jauh lebih sedikit daripada di bagian lain skala."
    ),
    "follow_up_title": "anak yang perlu dikunjungi",
    "follow_up_children": "anak",
    "follow_up_to_measure": "di antaranya perlu diukur ulang lebih dulu",
    "follow_up_written": "ditulis: {files}.",
    "follow_up_all": "semua",
    "follow_up_again": "ukur ulang",
    "follow_up_priority": "prioritas",
    "follow_up_reason": "alasan",
    "follow_up_measure_again": "pengukuran",
    "follow_up_boy": "L",
    "follow_up_girl": "P",
    "follow_up_child_name": "nama anak",
    "follow_up_nik": "NIK",
    "follow_up_parent_name": "orang tua",
    "follow_up_rt": "RT",
    "follow_up_rw": "RW",
    "follow_up_address": "alamat",
    "follow_up_sex": "JK",
    "follow_up_birth_date": "tanggal lahir",
    "follow_up_visit_date": "tanggal ukur",
    "follow_up_weight_kg": "BB (kg)",
    "follow_up_length_height_cm": "PB/TB (cm)",
    "follow_up_arm_circumference_cm": "LiLA (cm)",
    "follow_up_age_months_today": "umur (bulan)",
    "follow_up_haz": "z TB/U",
    "follow_up_waz": "z BB/U",
    "follow_up_whz": "z BB/TB",
    "follow_up_weight_gain_code": "N/T/O/B",
    "follow_up_previous_visit_date": "kunjungan sebelumnya",
    "follow_up_previous_weight_kg": "BB sebelumnya",
    "follow_up_previous_length_height_cm": "PB/TB sebelumnya",
    "follow_up_next_visit_due": "kunjungan berikutnya",
    "follow_up_source_file": "berkas",
    "follow_up_source_row": "baris",
    "follow_up_legend_word": "istilah",
    "follow_up_legend_meaning": "arti",
    "follow_up_meaning_measure_again": (
        "Hasil pengukuran atau tanggal terakhir perlu diperiksa dan dapat mengubah status gizi: "
        "ukur ulang anak ini lebih dulu."
    ),
    "follow_up_meaning_weight_gain_code": (
        "N: berat badan naik cukup sejak bulan lalu. T: tidak naik cukup. O: bulan lalu tidak "
        "ditimbang. B: baru ditimbang bulan ini."
    ),
    "follow_up_meaning_next_visit_due": "Satu bulan setelah kunjungan terakhir.",
    "follow_up_meaning_source_row": "Letak data kunjungan terakhir di dalam berkas.",
    "help_follow_up": (
        "Susun daftar anak di FILES yang perlu dikunjungi, masing-masing satu kali menurut "
        "alasan yang paling serius: gizi buruk, edema, atau LiLA kecil lebih dulu, lalu pendek, "
        "lalu berat badan tidak naik dua kali berturut-turut. Berikan data beberapa bulan dari "
        "anak yang sama. Satu buku kerja per puskesmas, satu lembar per posyandu, siap dicetak."
    ),
    "help_follow_up_output": (
        "Folder untuk buku kerja, follow_up.csv berisi semua anak, dan summary.json."
    ),
    "help_follow_up_by": (
        "Satu atau dua kolom: satu buku kerja per nilai kolom pertama, satu lembar per nilai kolom "
        "kedua. Bawaan: puskesmas,posyandu."
    ),
    "help_today": "Tanggal acuan daftar. Bawaan: hari ini.",
    "help_sheets_lang": "Bahasa buku kerja. Bawaan: id.",
    "help_score_layout": (
        "Untuk keluaran .xlsx: tulis baris hasil saja (tidy). Tanpa opsi ini, lembar "
        "ringkasan dan penjelasan ikut ditulis sesudahnya."
    ),
    "term_score_z": "haz, waz, whz, baz, hcz, acz, tsz, ssz",
    "meaning_score_z": (
        "z-score: TB/U, BB/U, BB/TB, IMT/U, lingkar kepala, lingkar lengan atas, lipatan "
        "kulit trisep dan subskapula menurut umur."
    ),
    "term_score_flag": "…_flag",
    "meaning_score_flag": (
        "True bila z-score tidak wajar (batas WHO). Nilainya tetap ditulis, tetapi tidak "
        "dihitung dalam prevalensi."
    ),
    "term_score_reason": "…_reason",
    "meaning_score_reason": (
        "Mengapa tidak ada z-score, misalnya no_measurement (tanpa pengukuran) atau "
        "age_outside (umur di luar rentang). Kosong bila ada z-score."
    ),
    "term_score_class": "kategori",
    "meaning_score_class": (
        "Status gizi menurut skema yang dipakai. Kosong bila z-score tidak ada atau tidak wajar."
    ),
    "term_score_adjusted": "length_height_adjusted_cm",
    "meaning_score_adjusted": (
        "Panjang atau tinggi badan setelah ditambah atau dikurangi 0,7 cm bila cara ukurnya "
        "berbeda dari standar."
    ),
    "term_score_source": "source_file, source_sheet, source_row",
    "meaning_score_source": "Letak baris itu dalam berkas yang dibaca.",
}
