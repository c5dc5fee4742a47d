"""Make the small export files of this folder: one trap a file, every child made up.

Run ``python tests/exports/make.py`` to write them anew; test_exports.py holds
that what is committed is what this makes.
"""

from __future__ import annotations

import datetime
import io
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import pyarrow as pa
import xlsxwriter
from pyarrow import parquet

FOLDER = Path(__file__).parent

LAYOUTS = {
    "a": "No|NIK|Nama|JK|Tgl Lahir|BB Lahir|TB Lahir|Nama Ortu|Prov|Kab/Kota|Kec|Pukesmas|"
    "Desa/Kel|Posyandu|RT|RW|Alamat|Usia Saat Ukur|Tanggal Pengukuran|Berat|Tinggi|Cara Ukur|LiLA|"
    "BB/U|ZS BB/U|TB/U|ZS TB/U|BB/TB|ZS BB/TB|Naik Berat Badan|PMT Diterima (kg)|Jml Vit A|"
    "KPSP|KIA|Detail",
    "c": "No|JK|Tgl Lahir|BB Lahir|TB Lahir|Prov|Kab/Kota|Kec|Pukesmas|Desa/Kel|Posyandu|RT|RW|"
    "Alamat|Usia Saat Ukur|Tanggal Pengukuran|Berat|Tinggi|Cara Ukur|BB/U|ZS BB/U|TB/U|ZS TB/U|"
    "BB/TB|ZS BB/TB|Naik Berat Badan",
    "d": "Nama Anak|Jenis Kelamin|Tanggal Lahir|NIK|Nomor KK|Anak Ke|Nama Orang Tua (Ibu/Ayah)|"
    "NIK Orang Tua|No HP Orang Tua|Alamat|RT|Kecamatan|Puskesmas|Kelurahan|Posyandu|"
    "Usia Kehamilan (minggu)|Berat Lahir - Sasaran (kg)|Panjang Lahir - Sasaran (cm)|"
    "Lingkar Kepala Lahir (cm)|IMD|Tanggal Pengukuran|Berat (kg)|Tinggi (cm)|Cara Ukur|LiLA (cm)|"
    "ZS BB/U|ZS TB/U|ZS BB/TB|Naik Berat Badan|Jml Vit A|Kelas Ibu Balita|MBG",
    "e": "periode|nik|nama_balita|jk|Tgl_Lahir|BB_Lahir|TB_Lahir|Nama_Ortu|Prov|kabupaten|kec|"
    "puskesmas|kelurahan|posyandu|rt|rw|alamat|usia_saatukur|Tgl_ukur|bb|tinggi|cara_ukur|LiLA|BBU|ZS_BBU|TBU|"
    "ZS_TBU|BBTB|ZS_BBTB|Naik_Berat_Badan|Jml_Vit_A|KPSP|KIA|Detail",
}
LAYOUTS = {name: tuple(headings.split("|")) for name, headings in LAYOUTS.items()}
LAYOUTS["a0"] = tuple(h for h in LAYOUTS["a"] if h not in {"No", "Cara Ukur", "Detail"})
_WITHOUT_PMT = tuple(h for h in LAYOUTS["a"] if h != "PMT Diterima (kg)")
LAYOUTS["b"] = (*_WITHOUT_PMT[:-1], "Kelas Ibu Balita", "MBG", "Detail")

# What each heading is called in CHILD; a heading that is not here is left blank.
MEANING = {
    "no": ("No",),
    "nik": ("NIK", "nik"),
    "name": ("Nama", "Nama Anak", "nama_balita"),
    "sex": ("JK", "Jenis Kelamin", "jk"),
    "born": ("Tgl Lahir", "Tanggal Lahir", "Tgl_Lahir"),
    "birth_weight": ("BB Lahir", "Berat Lahir - Sasaran (kg)", "BB_Lahir"),
    "birth_length": ("TB Lahir", "Panjang Lahir - Sasaran (cm)", "TB_Lahir"),
    "parent": ("Nama Ortu", "Nama Orang Tua (Ibu/Ayah)", "Nama_Ortu"),
    "province": ("Prov",),
    "district": ("Kab/Kota", "kabupaten"),
    "subdistrict": ("Kec", "Kecamatan", "kec"),
    "puskesmas": ("Pukesmas", "Puskesmas", "puskesmas"),
    "village": ("Desa/Kel", "Kelurahan", "kelurahan"),
    "posyandu": ("Posyandu", "posyandu"),
    "address": ("Alamat", "alamat"),
    "age": ("Usia Saat Ukur", "usia_saatukur"),
    "visit": ("Tanggal Pengukuran", "Tgl_ukur"),
    "weight": ("Berat", "Berat (kg)", "bb"),
    "height": ("Tinggi", "Tinggi (cm)", "tinggi"),
    "measured": ("Cara Ukur", "cara_ukur"),
    "muac": ("LiLA", "LiLA (cm)"),
    "waz_label": ("BB/U", "BBU"),
    "waz": ("ZS BB/U", "ZS_BBU"),
    "haz_label": ("TB/U", "TBU"),
    "haz": ("ZS TB/U", "ZS_TBU"),
    "whz_label": ("BB/TB", "BBTB"),
    "whz": ("ZS BB/TB", "ZS_BBTB"),
    "gain": ("Naik Berat Badan", "Naik_Berat_Badan"),
}
KEY_OF = {heading: key for key, headings in MEANING.items() for heading in headings}

Child = dict[str, str]

CHILD: Child = {
    "no": "1", "nik": "3299014312220001", "name": "Ayu Contoh", "sex": "P",
    "born": "2022-12-03", "birth_weight": "3.1", "birth_length": "49", "parent": "Ibu Contoh",
    "province": "Prov Contoh", "district": "Kab Contoh", "subdistrict": "Kec Satu",
    "puskesmas": "Pkm Satu", "village": "Desa Satu", "posyandu": "Mawar 1",
    "address": "Jl Contoh 1", "age": "1 Tahun - 8 Bulan - 12 Hari", "visit": "2024-08-15",
    "weight": "9.8", "height": "79.5", "measured": "Terlentang", "muac": "14.2",
    "waz_label": "Berat Badan Normal", "waz": "-0.74", "haz_label": "Normal", "haz": "-1.18",
    "whz_label": "Gizi Baik", "whz": "-0.21", "gain": "N",
}  # fmt: skip
BOY: Child = CHILD | {
    "no": "2", "nik": "3299010506210002", "name": "Budi Contoh", "sex": "L", "born": "2021-06-05",
    "age": "3 Tahun - 2 Bulan - 10 Hari", "weight": "12.4", "height": "89.1", "measured": "Berdiri",
    "muac": "0", "birth_weight": "0", "birth_length": "-", "waz_label": "Normal", "waz": "-1.42",
    "haz_label": "Pendek", "haz": "-2.23", "whz_label": "Normal", "whz": "-0.27",
}  # fmt: skip
CHILDREN = (CHILD, BOY)


def rows_of(layout: str, children: Iterable[Child]) -> list[list[str]]:
    """Return the header and a row for each child."""
    headings = LAYOUTS[layout]
    return [
        list(headings),
        *([child.get(KEY_OF.get(heading, ""), "") for heading in headings] for child in children),
    ]


def delimited(rows: Iterable[Iterable[str]], delimiter: str = ";") -> str:
    """Return rows as text, quoting only what must be."""
    lines = []
    for row in rows:
        cells = [
            '"' + cell.replace('"', '""') + '"'
            if any(c in cell for c in f'{delimiter}"\n')
            else cell
            for cell in row
        ]
        lines.append(delimiter.join(cells))
    return "\r\n".join(lines) + "\r\n"


def csv_of(*children: Child, layout: str = "b", encoding: str = "utf-8") -> bytes:
    """Return a file of children with semicolons."""
    return delimited(rows_of(layout, children)).encode(encoding)


def html_of(rows: Iterable[Iterable[str]], charset: str = "utf-8") -> bytes:
    """Return a page with the table after a small one for its looks."""
    body = "".join("<tr>" + "".join(f"<td>{cell}" for cell in row) + "</tr>" for row in rows)
    page = f"<html><body><table><tr><td>Menu</td></tr></table><table border=1>{body}</table>"
    return page.encode(charset)


def workbook() -> bytes:
    """Return titles, a month a sheet, dates as Excel dates and serials, empty rows at the end."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": datetime.datetime(2024, 8, 31)})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    bordered = book.add_format({"border": 1})
    for month, as_dates in (("Juli 2024", True), ("Agustus 2024", False)):
        sheet = book.add_worksheet(month)
        sheet.write_string(0, 0, "DAFTAR BALITA")
        sheet.write_string(2, 3, f"Bulan {month}")
        header, *rows = rows_of("b", CHILDREN)
        for column, heading in enumerate(header):
            sheet.write_string(4, column, heading.replace(" ", "\u00a0"))
        for i, row in enumerate(rows):
            for column, cell in enumerate(row):
                heading = header[column]
                if heading in {"Tgl Lahir", "Tanggal Pengukuran"}:
                    date = datetime.date.fromisoformat(cell)
                    serial = (date - datetime.date(1899, 12, 30)).days
                    sheet.write_number(5 + i, column, serial, day if as_dates else None)
                elif heading in {"Berat", "Tinggi", "ZS BB/U", "ZS TB/U", "ZS BB/TB", "No"}:
                    sheet.write_number(5 + i, column, float(cell))
                else:
                    sheet.write_string(5 + i, column, cell)
        for row_number in range(7, 307):
            for column in range(len(header)):
                sheet.write_blank(row_number, column, None, bordered)
    notes = book.add_worksheet("Catatan")
    notes.write_string(0, 0, "Dibuat oleh petugas")
    book.add_worksheet("Kosong")
    book.close()
    return buffer.getvalue()


def parquet_file() -> bytes:
    """Return the same children as a Parquet file of typed columns."""
    header, *rows = rows_of("b", CHILDREN)
    columns: dict[str, pa.Array] = {}
    for place, heading in enumerate(header):
        cells = [row[place] or None for row in rows]
        if heading in {"Berat", "Tinggi"}:
            columns[heading] = pa.array([float(cell) for cell in cells if cell])
        elif heading in {"Tgl Lahir", "Tanggal Pengukuran"}:
            columns[heading] = pa.array([datetime.date.fromisoformat(c) for c in cells if c])
        else:
            columns[heading] = pa.array(cells, pa.string())
    sink = pa.BufferOutputStream()
    parquet.write_table(pa.table(columns), sink)
    return bytes(sink.getvalue())


FRAMESET = (
    b'<html><head><title>Laporan</title></head><frameset rows="*,39">'
    b'<frame src="laporan_files/sheet001.htm"><frame src="laporan_files/tabstrip.htm">'
    b"</frameset></html>"
)


def _dates(first: str, second: str, visit: str) -> bytes:
    """Return two children whose dates are written in some order."""
    return csv_of(CHILD | {"born": first, "visit": visit}, BOY | {"born": second, "visit": visit})


FILES: dict[str, Callable[[], bytes]] = {
    **{
        f"layout_{name}.csv": (lambda name=name: csv_of(*CHILDREN, layout=name)) for name in LAYOUTS
    },
    "windows_1252.csv": lambda: csv_of(
        CHILD | {"sex": "P\u00a0", "parent": "Ibu René", "weight": "9,8", "height": "79,5"},
        BOY | {"sex": "Laki-laki", "weight": "12,4", "height": "\u00a089,1 "},
        encoding="cp1252",
    ),
    "utf_16.csv": lambda: delimited(rows_of("b", CHILDREN), "\t").encode("utf-16"),
    "commas.csv": lambda: delimited(rows_of("b", CHILDREN), ",").encode("utf-8-sig"),
    "titles.csv": lambda: b"LAPORAN BULANAN\r\n\r\nBulan;Agustus\r\n" + csv_of(*CHILDREN),
    "workbook.xlsx": workbook,
    "page.xls": lambda: html_of(rows_of("b", CHILDREN)),
    "page_windows_1252.xls": lambda: html_of(
        rows_of("b", [CHILD | {"parent": "Ibu René"}, BOY]), "cp1252"
    ),
    "frameset.xls": lambda: FRAMESET,
    "table.parquet": parquet_file,
    "text_called.xlsx": lambda: csv_of(*CHILDREN),
    "prose_called.xlsx": lambda: b"Mohon dikirim ulang.\r\nTerima kasih.\r\n",
    "dates_day_first.csv": lambda: _dates("03/12/2022", "05-06-2021", "15/08/2024"),
    "dates_month_first.csv": lambda: _dates("12/03/2022", "06/05/2021", "08/15/2024"),
    "dates_unreadable.csv": lambda: csv_of(
        CHILD | {"born": "31-02-2022"}, BOY | {"visit": "kemarin"}, BOY | {"born": "", "visit": "-"}
    ),
    "dates_before_birth.csv": lambda: csv_of(CHILD | {"visit": "2022-11-30"}),
    "ages_unreadable.csv": lambda: csv_of(CHILD | {"born": "", "age": "dua tahun"}),
    "numbers.csv": lambda: csv_of(
        *(
            CHILD | {"weight": weight}
            for weight in ("9855", "83..9", "10.7 it", "10.7 kg", "-", "0", "-9.8", "1e308", "9,8")
        )
    ),
    "codes.csv": lambda: csv_of(
        *(
            CHILD | {"sex": sex, "measured": measured}
            for sex, measured in (
                ("Perempuan", "Telentang"),
                ("p", "Recumbent"),
                ("X", "Duduk"),
                ("", ""),
                ("1", "-"),
            )
        )
    ),
    "niks.csv": lambda: csv_of(
        *(
            CHILD | {"nik": nik}
            for nik in (
                "0099014312220001",
                "99014312220001",
                "329901431222000",
                "3.29901E+15",
                "00030**********1",
                "",
            )
        )
    ),
    "published.csv": lambda: csv_of(
        CHILD,
        CHILD | {"waz": "5324.99", "waz_label": "Outlier"},
        CHILD | {"haz": "-1,19", "haz_label": "-"},
        CHILD | {"whz": "", "whz_label": "Risiko Gizi Lebih"},
        CHILD | {"waz_label": "Normal", "whz_label": "Normal"},
    ),
    "cut_1.csv": lambda: csv_of(CHILD, BOY),
    "cut_2.csv": lambda: csv_of(BOY | {"no": "1"}),
    "stray_delimiter.csv": lambda: csv_of(CHILD, BOY).replace(b"Jl Contoh 1", b"Jl; Contoh", 1),
    "short_row.csv": lambda: csv_of(CHILD, BOY).replace(b";N;;;;;;\r\n", b";N\r\n", 1),
    "unclosed_quote.csv": lambda: csv_of(CHILD, BOY, CHILD).replace(
        b"Jl Contoh 1", b'"Jl Contoh 1'
    ),
    "line_break.csv": lambda: csv_of(CHILD | {"address": "Jl; Contoh\n1"}, BOY),
    "blank_rows.csv": lambda: csv_of(
        CHILD, dict.fromkeys(CHILD, ""), BOY, dict.fromkeys(CHILD, " ")
    ),
    "formulas.csv": lambda: csv_of(
        CHILD | {"name": "=cmd|' /C calc'!A0", "address": "@SUM(1+1)", "posyandu": "+Mawar"}
    ),
    "header_only.csv": csv_of,
    "no_header.csv": lambda: delimited(rows_of("b", CHILDREN)[1:]).encode(),
    "unknown_layout.csv": lambda: (
        b"Nama;Kelamin;Lahir;Ukur;Bobot\r\nAyu;P;2022-12-03;2024-08-15;9.8\r\n"
    ),
    "empty.csv": lambda: b"",
}


def main(folder: Path = FOLDER) -> None:
    """Write every file into ``folder``."""
    for name, make in FILES.items():
        (folder / name).write_bytes(make())


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
