"""A table in a gzip file or a zip archive."""

from __future__ import annotations

import gc
import gzip
import io
import os
import signal
import subprocess
import sys
import tarfile
import threading
import zipfile
from pathlib import Path

import bombs
import pyarrow as pa
import pytest
from pyarrow import parquet

from zscore.errors import FileError
from zscore.files import compressed, limits
from zscore.files.compressed import unpacked
from zscore.files.kinds import kind_of
from zscore.files.opening import open_sheets

CSV = b"sex;age\nm;7\n"
GZIPPED = gzip.compress(CSV, mtime=0)  # the same in every process
PAGE = b"<table><tr><td>sex<td>age<tr><td>m<td>7</table>"


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of temporary files, with nothing kept from other tests."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    forget()
    return folder


def forget() -> None:
    compressed._recent.clear()
    gc.collect()


def workbook() -> bytes:
    buffer = io.BytesIO()
    row = (
        '<row><c t="inlineStr"><is><t>{}</t></is></c><c t="inlineStr"><is><t>{}</t></is></c></row>'
    )
    with zipfile.ZipFile(buffer, "w") as archive:
        rows = row.format("sex", "age") + row.format("m", "7")
        for name, content in bombs.xlsx_parts([bombs.sheet_xml(rows)]).items():
            archive.writestr(name, content)
    return buffer.getvalue()


def parquet_file() -> bytes:
    buffer = io.BytesIO()
    parquet.write_table(pa.table({"sex": ["m"], "age": ["7"]}), buffer)
    return buffer.getvalue()


TABLES = {
    "text": CSV,
    "html": PAGE,
    "workbook": workbook(),
    "parquet": parquet_file(),
}


def gz(path: Path, data: bytes) -> Path:
    path.write_bytes(gzip.compress(data))
    return path


def zipped(path: Path, parts: dict[str, bytes]) -> Path:
    return bombs.write_zip(path, dict(parts))


# --- honest archives -------------------------------------------------------------------------


@pytest.mark.parametrize("kind", TABLES)
@pytest.mark.parametrize("pack", [gz, lambda path, data: zipped(path, {"a/b": data})])
def test_open_sheets__a_table_in_an_archive(
    tmp_path: Path, temporary: Path, kind: str, pack
) -> None:
    path = pack(tmp_path / "laporan.csv", TABLES[kind])
    assert kind_of(path) == kind
    (sheet,) = open_sheets(path)
    for _ in range(2):
        rows = [row for block in sheet.blocks(None) for row in block.rows()]
        assert rows == [["sex", "age"], ["m", "7"]]
    assert [row.name for row in temporary.glob("*/*")] == ["laporan.csv"]
    del sheet
    forget()
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize(
    "parts",
    [
        {"data.csv": CSV, "readme.txt": b"read me", "codebook.pdf": b"%PDF"},
        {"DATA.CSV": CSV, "__MACOSX/._DATA.CSV": b"\x00", ".DS_Store": b"\x00", "Thumbs.db": b"x"},
        {"folder/": b"", "folder/only.dat": CSV},
        {"data.txt": CSV, "data.do": b"use", "data.pdf": b"%PDF"},
    ],
)
def test_open_sheets__the_one_table_of_a_zip(tmp_path: Path, parts: dict[str, bytes]) -> None:
    (sheet,) = open_sheets(zipped(tmp_path / "a.zip", parts))
    assert sheet.head.rows() == [["sex", "age"], ["m", "7"]]


def test_unpacked__leaves_what_is_no_archive_of_tables(tmp_path: Path, temporary: Path) -> None:
    for name, data in TABLES.items():
        (tmp_path / name).write_bytes(data)
        assert unpacked(tmp_path / name).path == tmp_path / name
    damaged = tmp_path / "damaged.xlsx"
    damaged.write_bytes(TABLES["workbook"][:-30])
    assert unpacked(damaged).path == damaged
    assert list(temporary.iterdir()) == []


def test_unpacked__only_its_owner_can_read_it(tmp_path: Path) -> None:
    table = unpacked(gz(tmp_path / "a", CSV))
    assert table.path.parent.stat().st_mode & 0o077 == 0


def test_unpacked__once_as_long_as_the_file_stays_the_same(tmp_path: Path) -> None:
    path = gz(tmp_path / "a", CSV)
    table = unpacked(path)
    assert unpacked(path) is table
    gz(path, CSV + CSV)
    os.utime(path, ns=(1, 1))
    assert unpacked(path) is not table
    assert unpacked(path).path.read_bytes() == CSV + CSV


def test_unpacked__by_many_threads(tmp_path: Path, temporary: Path) -> None:
    path = gz(tmp_path / "a", CSV)
    found: list[compressed.Unpacked] = []
    threads = [threading.Thread(target=lambda: found.append(unpacked(path))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(table) for table in found}) == len(list(temporary.iterdir())) == 1


def test_unpacked__few_are_kept(tmp_path: Path, temporary: Path) -> None:
    paths = [gz(tmp_path / f"{i}.gz", b"a;b\n%d;2\n" % i) for i in range(9)]
    for path in paths:
        kind_of(path)
    gc.collect()
    assert len(list(temporary.iterdir())) == compressed._KEPT
    sheets = [open_sheets(path)[0] for path in paths]
    forget()
    for i, sheet in enumerate(sheets):
        blocks = sheet.blocks([0])
        assert [row for block in blocks for row in block.rows()] == [["a"], [str(i)]]


def test_blocks__outlive_their_sheet(tmp_path: Path, temporary: Path) -> None:
    blocks = open_sheets(gz(tmp_path / "a", CSV))[0].blocks(None)
    forget()
    assert next(blocks).rows() == [["sex", "age"], ["m", "7"]]
    del blocks
    forget()
    assert list(temporary.iterdir()) == []


def test_open_sheets__parquet_of_an_archive(tmp_path: Path) -> None:
    (sheet,) = open_sheets(gz(tmp_path / "a", TABLES["parquet"]))
    assert sheet.typed is not None
    assert sheet.typed.schema.names == ["sex", "age"]
    forget()
    (block,) = sheet.typed.blocks(None)
    assert block.to_pylist() == [{"sex": "m", "age": "7"}]


@pytest.mark.parametrize("end", ["", "sys.exit(3)", "os.kill(os.getpid(), signal.SIGTERM)"])
def test_unpacked__is_gone_at_the_end_of_the_process(
    tmp_path: Path, temporary: Path, end: str
) -> None:
    path = gz(tmp_path / "a.csv.gz", CSV)
    code = (
        "import os, signal, sys\nfrom pathlib import Path\n"
        "from zscore.files.opening import open_sheets\n"
        "signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))\n"  # as cli/main.py does
        f"sheets = open_sheets(Path({str(path)!r}))\nprint(os.listdir({str(temporary)!r}))\n{end}"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"TMPDIR": str(temporary)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == (128 + signal.SIGTERM if "kill" in end else 3 if end else 0)
    assert "zscore-" in run.stdout
    assert (list(temporary.iterdir()), run.stderr) == ([], "")


# --- others ----------------------------------------------------------------------------------


def refused(path: Path, temporary: Path) -> FileError:
    """Return the error that a file is refused with; nothing of it stays on the disk."""
    with pytest.raises(FileError) as error:
        open_sheets(path)
    assert f"{path.name}: " in error.value.text("id")
    assert list(temporary.iterdir()) == []
    return error.value


@pytest.mark.parametrize(
    ("parts", "key", "n"),
    [
        ({"a.csv": CSV, "b.xlsx": CSV, "c.txt": CSV}, "archive_tables", 2),
        ({"a.txt": CSV, "b.html": CSV, "c.pdf": CSV}, "archive_tables", 2),
        ({"a.pdf": CSV, "b.jpg": CSV}, "archive_empty", None),
        ({"a/": b"", "__MACOSX/._a": b"x", ".DS_Store": b"x"}, "archive_empty", None),
        ({}, "archive_empty", None),
    ],
)
def test_open_sheets__not_exactly_one_table(
    tmp_path: Path, temporary: Path, parts: dict[str, bytes], key: str, n: int | None
) -> None:
    error = refused(zipped(tmp_path / "a.zip", parts), temporary)
    assert (error.key, error.values.get("n")) == (key, n)


@pytest.mark.parametrize(
    ("inner", "pack", "words"),
    [
        (GZIPPED, gz, "gzip in gzip"),
        (
            GZIPPED,
            lambda path, data: zipped(path, {"a.gz": data}),
            "gzip in zip",
        ),
        (b"PK\x05\x06" + bytes(18), gz, "zip in gzip"),
        (b"PK\x03\x04" + bytes(99), gz, "zip in gzip"),
    ],
)
def test_open_sheets__refuses_archives_in_archives(
    tmp_path: Path, temporary: Path, inner: bytes, pack, words: str
) -> None:
    error = refused(pack(tmp_path / "a", inner), temporary)
    assert words in str(error)


def test_open_sheets__refuses_a_tar(tmp_path: Path, temporary: Path) -> None:
    path = tmp_path / "a.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        entry = tarfile.TarInfo("a.csv")
        entry.size = len(CSV)
        archive.addfile(entry, io.BytesIO(CSV))
    assert "tar in gzip" in str(refused(path, temporary))


def test_open_sheets__damaged_archives(tmp_path: Path, temporary: Path) -> None:
    data = gzip.compress(os.urandom(5_000))
    archive = zipped(tmp_path / "b.zip", {"b.csv": os.urandom(5_000)}).read_bytes()
    for name, content in {
        "cut.gz": data[:-9],
        "crc.gz": data[:-8] + bytes(8),
        "noise.gz": data[:10] + b"\xff" * 99,
        "cut.zip": archive[:-9],
        "data.zip": archive[:900] + b"\xff" * 99 + archive[999:],
    }.items():
        path = tmp_path / name
        path.write_bytes(content)
        error = refused(path, temporary)
        assert error.key == "file_damaged"
        assert error.values["kind"] == ("gzip" if name.endswith("gz") else "zip")


def test_open_sheets__an_empty_table(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"a\.gz: the file is empty"):
        open_sheets(gz(tmp_path / "a.gz", b""))


def test_open_sheets__says_that_there_is_a_password(tmp_path: Path, temporary: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a.csv": CSV})
    data = bytearray(path.read_bytes())
    data[6] |= 1  # the flags of the entry, and of its line in the list
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    assert refused(path, temporary).key == "archive_password"


def test_open_sheets__refuses_other_methods(tmp_path: Path, temporary: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("a.csv", CSV)
    assert refused(path, temporary).key == "archive_method"


@pytest.mark.parametrize("pack", [gz, lambda path, data: zipped(path, {"a.csv": data})])
def test_open_sheets__refuses_bombs(
    tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch, pack
) -> None:
    path = pack(tmp_path / "a", b"0;" * 8_000_000)
    assert refused(path, temporary).key == "archive_ratio"
    monkeypatch.setattr(limits, "MAX_UNPACKED", 1 << 20)
    assert refused(path, temporary).key == "archive_size"


@pytest.mark.parametrize("large", [False, True])
def test_open_sheets__refuses_a_list_of_files_without_end(
    tmp_path: Path, temporary: Path, large: bool
) -> None:
    record = b"PK\x06\x06" + bytes(28) + (70_000).to_bytes(8, "little") + (5 << 20).to_bytes(
        8, "little"
    ) + bytes(8)  # fmt: skip
    locator = b"PK\x06\x07" + bytes(4) + (4).to_bytes(8, "little") + bytes(4)
    size = b"\xff" * 4 if large else (5 << 20).to_bytes(4, "little")
    end = b"PK\x05\x06" + bytes(4) + b"\xff\xff" * 2 + size + bytes(6)
    path = tmp_path / "a.zip"
    path.write_bytes(b"PK\x03\x04" + record + locator + end)
    error = refused(path, temporary)
    assert (error.key, error.values["n"]) == ("archive_tables", 70_000 if large else 65_535)


def test_open_sheets__a_full_disk(
    tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    path = gz(tmp_path / "a.gz", CSV)
    monkeypatch.setattr(compressed, "_write", full)
    assert refused(path, temporary).key == "archive_unwritten"
