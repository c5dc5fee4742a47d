"""Unpacking of the table in a gzip file or zip archive, into a folder only its owner can read.

The unpacked file keeps the name of the user's file, so that messages show it. It exists as
long as something reads from it, and the last few a little longer, because the kind, the
columns and the rows of a file are requested one after the other. All of them are removed when
the process ends, also after an error or a signal it handles.
"""

from __future__ import annotations

import gzip
import os
import struct
import threading
import weakref
import zipfile
import zlib
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from zscore.errors import FileError
from zscore.files import limits
from zscore.files.scratch import remove_scratch_folder, scratch_folder

GZIP, ZIP, EMPTY_ZIP = b"\x1f\x8b", b"PK\x03\x04", b"PK\x05\x06"
_TAR = (257, b"ustar")  # offset and mark
_WORKBOOK = {"[Content_Types].xml", "mimetype", "content.xml", "xl/workbook.xml"}
# A file of the first group is the table, whatever else is there; otherwise one of the second.
_TABLES = {
    *(".csv", ".tsv", ".tab", ".xlsx", ".xlsm", ".xls", ".ods", ".parquet"),
    *(".dta", ".sav", ".zsav", ".por", ".xpt"),
}
_PERHAPS = {".txt", ".htm", ".html"}
_LEFT_BY_SYSTEMS = {"thumbs.db", "desktop.ini"}
_MAX_DIRECTORY = 4 << 20  # [bytes]; tens of thousands of files, each an object of its own
_KEPT = 4


class Unpacked:
    """A file that can be read directly: the user's own, or one removed with this object."""

    def __init__(self, path: Path, folder: str | None = None) -> None:
        self.path = path
        self.remove: Callable[[], object] = (
            _nothing if folder is None else weakref.finalize(self, remove_scratch_folder, folder)
        )


def _nothing() -> None:
    """Do nothing: the user's own file stays."""


_lock = threading.Lock()
_alive: weakref.WeakValueDictionary[tuple[str, int, int], Unpacked] = weakref.WeakValueDictionary()
_recent: deque[Unpacked] = deque(maxlen=_KEPT)


def unpacked(path: Path) -> Unpacked:
    """Return the table in a gzip file or zip archive, unpacked, and other files as they are.

    Raises
    ------
    FileError
        It cannot be opened, is damaged, locked or asks for too much, or there is not
        exactly one table in it.
    """
    try:
        with path.open("rb") as file:
            head = file.read(len(ZIP))
            if not head.startswith((GZIP, ZIP, EMPTY_ZIP)):
                return Unpacked(path)
            entry = None if head.startswith(GZIP) else _entry_of(file, path.name)
            if head.startswith(ZIP) and entry is None:
                return Unpacked(path)
            state = os.stat(file.fileno())
    except OSError as error:
        raise FileError("file_unopened", file=path.name, why=error.strerror or "") from None
    key = os.path.abspath(path), state.st_size, state.st_mtime_ns
    with _lock:
        table = _alive.get(key) or _unpack(path, entry)
        _alive[key] = table
        _recent.append(table)
    return table


# --- contents -----------------------------------------------------------------------


def _entry_of(file: BinaryIO, name: str) -> zipfile.ZipInfo | None:
    """Return the entry of the table in a zip archive, or None if the archive is a workbook."""
    n, size = _directory_of(file)
    if size > _MAX_DIRECTORY:
        raise FileError("archive_tables", file=name, n=n)
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error):
        file.seek(0)
        start = file.read(1 << 16)
        if any(part.encode() in start for part in _WORKBOOK):
            return None  # reading it as a workbook will report the problem
        raise FileError("file_damaged", file=name, kind="zip") from None
    if any(entry.filename in _WORKBOOK for entry in entries):
        return None
    return _table_among([entry for entry in entries if _is_file(entry)], name)


def _is_file(entry: zipfile.ZipInfo) -> bool:
    """Return whether an entry is a user's file, not a folder or a system file."""
    path = PurePosixPath(entry.filename)
    left = path.name.startswith(".") or path.name.casefold() in _LEFT_BY_SYSTEMS
    return not (entry.is_dir() or left or path.parts[:1] == ("__MACOSX",))


def _table_among(files: list[zipfile.ZipInfo], name: str) -> zipfile.ZipInfo:
    if len(files) == 1:
        return files[0]
    for endings in (_TABLES, _PERHAPS):
        some = [f for f in files if PurePosixPath(f.filename).suffix.casefold() in endings]
        if len(some) > 1:
            raise FileError("archive_tables", file=name, n=len(some))
        if some:
            return some[0]
    raise FileError("archive_empty", file=name)


def _directory_of(file: BinaryIO) -> tuple[int, int]:
    """Return the declared number of entries of a zip, and the size of its directory [bytes]."""
    end = file.seek(0, 2)
    file.seek(max(end - (1 << 16) - 64, 0))
    tail = file.read()
    at = tail.rfind(EMPTY_ZIP)
    if at < 0 or len(tail) - at < 22:
        return 0, 0  # zipfile will report that this is not a zip
    n, size = struct.unpack_from("<HI", tail, at + 10)
    locator = tail.rfind(b"PK\x06\x07", 0, at)
    if size == 0xFFFFFFFF and 0 <= locator <= at - 20:  # a larger archive has another record
        file.seek(struct.unpack_from("<Q", tail, locator + 8)[0])
        record = file.read(56)
        if len(record) == 56:
            n, size = struct.unpack_from("<QQ", record, 32)
    return n, size


# --- unpacking ---------------------------------------------------------------------------


def _unpack(path: Path, entry: zipfile.ZipInfo | None) -> Unpacked:
    kind = "gzip" if entry is None else "zip"
    packed = path.stat().st_size if entry is None else entry.compress_size
    pieces = _of_gzip(path) if entry is None else _of_zip(path, entry)
    folder = scratch_folder("zscore-")
    table = Unpacked(Path(folder, path.name), folder)
    kept = False
    try:
        _write(table.path, pieces, packed)
        _refuse_nested(table.path, kind)
        kept = True
    except (EOFError, zlib.error, zipfile.BadZipFile, gzip.BadGzipFile):
        raise FileError("file_damaged", file=path.name, kind=kind) from None
    except OSError as error:
        raise FileError("archive_unwritten", file=path.name, why=error.strerror or "") from None
    except NotImplementedError:
        raise FileError("archive_method", file=path.name) from None
    finally:
        if not kept:  # a stored exception must not keep the disk full
            table.remove()
    return table


def _of_gzip(path: Path) -> Iterator[bytes]:
    with gzip.open(path) as file:
        while piece := file.read(limits.PIECE):
            yield piece


def _of_zip(path: Path, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    if entry.flag_bits & 1:
        raise FileError("archive_password", file=path.name)
    # A few bytes of other methods can inflate to gigabytes at once.
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise FileError("archive_method", file=path.name)
    with zipfile.ZipFile(path) as archive, archive.open(entry) as file:
        while piece := file.read(limits.PIECE):
            yield piece


def _write(path: Path, pieces: Iterator[bytes], packed: int) -> None:
    """Write the unpacked pieces of an archive, up to the limits of size and ratio."""
    most = limits.TABLE_RATIO_FREE + limits.MAX_TABLE_RATIO * packed
    total = 0
    with path.open("xb") as file:
        for piece in pieces:
            total += len(piece)
            if total > limits.MAX_UNPACKED:
                limit = limits.MAX_UNPACKED >> 20
                raise FileError("archive_size", file=path.name, limit=limit)
            if total > most:
                limit = limits.MAX_TABLE_RATIO
                raise FileError("archive_ratio", file=path.name, limit=limit)
            file.write(piece)


def _refuse_nested(path: Path, outer: str) -> None:
    """Refuse an archive inside an archive, which could contain itself endlessly."""
    with path.open("rb") as file:
        head = file.read(512)
        at, tar = _TAR
        inner = "tar" if head[at : at + len(tar)] == tar else None
        if head.startswith(GZIP):
            inner = "gzip"
        elif head.startswith((ZIP, EMPTY_ZIP)) and not _is_workbook(file, path.name):
            inner = "zip"
    if inner:
        raise FileError("file_of_other_kind", file=path.name, kind=f"{inner} in {outer}")


def _is_workbook(file: BinaryIO, name: str) -> bool:
    try:
        return _entry_of(file, name) is None
    except FileError:
        return False
