"""What a file is, by its first bytes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from exports import make
from zscore.errors import FileError
from zscore.files.kinds import kind_of, survey_format


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("workbook.xlsx", "workbook"),
        ("table.parquet", "parquet"),
        ("page.xls", "html"),
        ("frameset.xls", "html"),
        ("text_called.xlsx", "text"),
        ("utf_16.csv", "text"),
        ("commas.csv", "text"),
    ],
)
def test_kind_of__the_name_is_not_believed(name: str, kind: str) -> None:
    assert kind_of(make.FOLDER / name) == kind


def test_kind_of__blank_lines_on_top(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(b"\r\n" * 5_000 + b"a;b\n")
    assert kind_of(path) == "text"


@pytest.mark.parametrize(
    ("head", "words"),
    [
        (b"", "is empty"),
        (b" \r\n\t ", "is empty"),
        (b"\x1f\x8b\x08", "gzip file is damaged"),
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"abc\x00def", "binary"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
         b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "XML Spreadsheet"),
    ],
)  # fmt: skip
def test_kind_of__refuses_what_is_none(tmp_path: Path, head: bytes, words: str) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(head)
    with pytest.raises(FileError, match=words):
        kind_of(path)


def test_kind_of__a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"cannot be opened \(No such file"):
        kind_of(tmp_path / "none.csv")
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe"):
        with pytest.raises(FileError, match="this is not a regular file"):
            kind_of(path)


@pytest.mark.parametrize(
    ("head", "form"),
    [
        (b"$FL2@(#) SPSS DATA FILE", "sav"),
        (b"$FL3@(#)", "sav"),
        (b"<stata_dta><header>", "dta"),
        (b"\x72\x02\x01\x00\x06", "dta"),
        (b"\x71\x01\x01\x00", "dta"),
        (b"HEADER RECORD*******LIBRARY HEADER RECORD!!!!!!!", "xpt"),
        (b"0" * 40 + b"ASCII SPSS PORT FILE", "por"),
        (b"r\tq;s\n1;2;3", None),
        (b"HEADER;RECORD", None),
    ],
)
def test_survey_format__by_the_first_bytes(head: bytes, form: str | None) -> None:
    assert survey_format(head) == form
