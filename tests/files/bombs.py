"""Workbooks that no honest program writes, and small ones that openpyxl does not.

Each maker writes one file and returns its path; all is computed, so that no
hostile file has to lie in the repository.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Sequence
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def write_zip(path: Path, parts: dict[str, bytes | str]) -> Path:
    """Write a zip of ``parts``: name and content."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return path


# --- xlsx ------------------------------------------------------------------------------------


def sheet_xml(rows: str, prefix: str = "") -> str:
    """Return the XML of a sheet with ``rows``, whose tags are to carry ``prefix``."""
    bound = f"xmlns:{prefix[:-1]}" if prefix else "xmlns"
    return (
        f'<?xml version="1.0"?><{prefix}worksheet {bound}="{MAIN}"><{prefix}sheetData>'
        f"{rows}</{prefix}sheetData></{prefix}worksheet>"
    )


def xlsx_parts(
    sheets: Sequence[str], strings: Sequence[str] | None = None, times: int = 1
) -> dict[str, bytes | str]:
    """Return the parts of a workbook whose sheet list names each of ``sheets`` ``times`` times."""
    listed = "".join(
        f'<sheet name="S{i + len(sheets) * k}" sheetId="{i + len(sheets) * k + 1}" r:id="rId{i}"/>'
        for k in range(times)
        for i in range(len(sheets))
    )
    related = "".join(
        f'<Relationship Id="rId{i}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{i}.xml"/>'
        for i in range(len(sheets))
    )
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="w" '
        f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'{related}<Relationship Id="s" Type="{RELATIONS}/sharedStrings" '
        'Target="sharedStrings.xml"/></Relationships>',
    }
    for i, sheet in enumerate(sheets):
        parts[f"xl/worksheets/sheet{i}.xml"] = sheet
    if strings is not None:
        items = "".join(f"<si><t>{text}</t></si>" for text in strings)
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{items}</sst>'
    return parts


def write_xlsx(path: Path, rows: str, strings: Sequence[str] | None = None) -> Path:
    """Write a workbook of one sheet with ``rows`` as given."""
    return write_zip(path, xlsx_parts([sheet_xml(rows)], strings))


def far_cell(path: Path) -> Path:
    """Two cells, 17 billion places apart: calamine asks for 550 GB."""
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="XFD1048576"><v>2</v></c></row>'
    return write_xlsx(path, cells)


def shared_string_bomb(path: Path) -> Path:
    """One text of 32 KB named by 100,000 cells: 3 GB from 200 KB."""
    text = "".join(chr(97 + i * i % 26) for i in range(32_767))
    cells = "".join(
        f'<row r="{r}">'
        + "".join(f'<c r="{c}{r}" t="s"><v>0</v></c>' for c in "ABCDEFGHIJ")
        + "</row>"
        for r in range(1, 10_001)
    )
    return write_xlsx(path, cells, [text])


def zip_bomb(path: Path) -> Path:
    """50 MB of blanks in 50 KB."""
    return write_xlsx(path, " " * 50_000_000)


def many_parts(path: Path) -> Path:
    """A workbook with a thousand parts too many."""
    parts = xlsx_parts([sheet_xml("")])
    return write_zip(path, parts | {f"xl/media/image{i}.png": b"" for i in range(1_000)})


def overlapping_parts(path: Path) -> Path:
    """900 parts that are the same bytes: each one is innocent, together they inflate to 4 GB."""
    part = b"".join(b"%09d" % i + b" " * 441 for i in range(11_000))
    once = io.BytesIO()
    with zipfile.ZipFile(once, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("xl/workbook.xml"), part, zipfile.ZIP_DEFLATED)
        start = archive.start_dir
        info = archive.infolist()[0]
    whole = once.getvalue()
    entry = whole[start : start + 46 + len(info.filename)]
    names = [f"xl/media/i{i:03}.xml".encode() for i in range(900)]
    directory = entry + b"".join(
        entry[:28] + struct.pack("<H", len(n)) + entry[30:46] + n for n in names
    )
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 901, 901, len(directory), start, 0)
    path.write_bytes(whole[:start] + directory + end)
    return path


def lying_sizes(path: Path) -> Path:
    """A zip bomb whose directory says that it holds 100 bytes."""
    zip_bomb(path)
    content = bytearray(path.read_bytes())
    at = 0
    while (at := content.find(b"PK\1\2", at)) >= 0:
        content[at + 24 : at + 28] = struct.pack("<L", 100)
        at += 46
    path.write_bytes(content)
    return path


def truncated(path: Path) -> Path:
    """The first half of a workbook."""
    shared_string_bomb(path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    return path


def damaged_data(path: Path) -> Path:
    """A workbook with some bytes of its sheet changed."""
    write_xlsx(
        path, "".join(f'<row r="{r}"><c r="A{r}"><v>{r * r}</v></c></row>' for r in range(1, 3000))
    )
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 64] = b"\xff" * 64
    path.write_bytes(content)
    return path


def broken_sheet(path: Path) -> Path:
    """A sheet whose XML ends inside a cell."""
    whole = sheet_xml('<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>')
    return write_zip(path, xlsx_parts([whole[: whole.index("</v></c></row>")]]))


def sheet_listed_often(path: Path) -> Path:
    """One small sheet that the list of sheets names 5,000 times."""
    sheet = sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>')
    return write_zip(path, xlsx_parts([sheet], times=5_000))


# --- ods -------------------------------------------------------------------------------------


def write_ods(path: Path, *tables: str) -> Path:
    """Write an .ods with the rows of each table as given."""
    spaces = "".join(f' xmlns:{name}="{OFFICE}:{name}:1.0"' for name in ("office", "table", "text"))
    content = "".join(
        f'<table:table table:name="T{i}">{rows}</table:table>' for i, rows in enumerate(tables)
    )
    return write_zip(
        path,
        {
            "mimetype": ODS_TYPE,
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{OFFICE}:manifest:1.0"/>',
            "content.xml": f"<office:document-content{spaces}><office:body><office:spreadsheet>"
            f"{content}</office:spreadsheet></office:body></office:document-content>",
        },
    )


def ods_cell(text: str, times: int = 1) -> str:
    """Return a cell of text, repeated to the right."""
    repeat = f' table:number-columns-repeated="{times}"' if times > 1 else ""
    return (
        f'<table:table-cell office:value-type="string"{repeat}><text:p>{text}</text:p>'
        "</table:table-cell>"
    )


def ods_row(cells: str, times: int = 1) -> str:
    """Return a row of ``cells``, repeated downwards."""
    return f'<table:table-row table:number-rows-repeated="{times}">{cells}</table:table-row>'


def ods_far_cell(path: Path) -> Path:
    """One cell repeated over the whole sheet."""
    return write_ods(path, ods_row(ods_cell("x", 16_384), 1_048_576))


def ods_text_bomb(path: Path) -> Path:
    """A text of 32 KB repeated a hundred thousand times."""
    text = "".join(chr(97 + i * i % 26) for i in range(32_767))
    return write_ods(path, ods_row(ods_cell(text, 10), 10_000))


# --- OLE: .xls, and the shell of a workbook with a password ----------------------------------


def write_ole(path: Path, stream: str, content: bytes) -> Path:
    """Write a compound file with one stream, of 4,096 bytes at least and 60 KB at most."""
    content = content.ljust(4096, b"\0")
    content += b"\0" * (-len(content) % 512)
    sectors = len(content) // 512
    free, end = 0xFFFFFFFF, 0xFFFFFFFE
    header = struct.pack(
        "<8s16s5H6x3L4xL4L",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6,
        0, 1, 1, 4096, end, 0, end, 0,
    )  # fmt: skip
    header += struct.pack("<109L", 0, *[free] * 108)
    chain = [0xFFFFFFFD, end, *range(3, sectors + 2), end]
    table = struct.pack("<128L", *chain, *[free] * (128 - len(chain)))
    root = _ole_entry("Root Entry", 5, child=1, start=end, size=0)
    folder = root + _ole_entry(stream, 2, child=free, start=2, size=len(content))
    path.write_bytes(header + table + folder.ljust(512, b"\0") + content)
    return path


def _ole_entry(name: str, kind: int, *, child: int, start: int, size: int) -> bytes:
    letters = name.encode("utf-16-le") + b"\0\0"
    free = 0xFFFFFFFF
    return struct.pack(
        "<64sH2B3L36xLQ", letters, len(letters), kind, 1, free, free, child, start, size
    )


def encrypted(path: Path) -> Path:
    """A workbook with a password, as Excel saves it: an OLE file around the secret."""
    return write_ole(path, "EncryptedPackage", bytes(range(256)) * 20)


def encrypted_xls(path: Path) -> Path:
    """An .xls with a password: its records are noise after the FILEPASS."""
    begin = _record(0x0809, struct.pack("<4H2L", 0x0600, 5, 0, 1997, 0, 6))
    noise = _record(0x002F, struct.pack("<3H", 1, 1, 1) + bytes(48)) + _record(0x3412, b"\x55" * 6)
    return write_ole(path, "Workbook", begin + noise + _record(0x000A, b""))


def encrypted_ods(path: Path) -> Path:
    """An .ods with a password: its content is noise, and the manifest says why."""
    space = f'xmlns:manifest="{OFFICE}:manifest:1.0"'
    manifest = (
        f'<manifest:manifest {space}><manifest:file-entry manifest:full-path="content.xml">'
        "<manifest:encryption-data></manifest:encryption-data></manifest:file-entry>"
        "</manifest:manifest>"
    )
    noise = bytes(i * i % 251 for i in range(2_000))
    parts = {"mimetype": ODS_TYPE, "META-INF/manifest.xml": manifest, "content.xml": noise}
    return write_zip(path, parts)


def write_xls(path: Path, cells: Sequence[tuple[int, int, str | float]]) -> Path:
    """Write an .xls (BIFF8) of one sheet, "Data", with ``cells``: row, column, value."""
    begin = _record(0x0809, struct.pack("<4H2L", 0x0600, 5, 0, 1997, 0, 6))
    page = _record(0x0042, struct.pack("<H", 1200))
    name = b"Data"
    end = _record(0x000A, b"")
    at = len(begin) + len(page) + 4 + 8 + len(name) + len(end)
    bound = _record(0x0085, struct.pack("<L4B", at, 0, 0, len(name), 0) + name)
    sheet = _record(0x0809, struct.pack("<4H2L", 0x0600, 0x10, 0, 1997, 0, 6))
    for row, column, value in cells:
        place = struct.pack("<3H", row, column, 0)
        if isinstance(value, str):
            text = struct.pack("<HB", len(value), 1) + value.encode("utf-16-le")
            sheet += _record(0x0204, place + text)
        else:
            sheet += _record(0x0203, place + struct.pack("<d", value))
    return write_ole(path, "Workbook", begin + page + bound + end + sheet + end)


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<2H", kind, len(content)) + content
