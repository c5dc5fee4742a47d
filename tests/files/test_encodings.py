"""Characters: by their mark, then UTF-8, then Windows-1252."""

from __future__ import annotations

from pathlib import Path

import pytest

from zscore.files.encodings import AsUtf8, decoded, encoding_of


@pytest.mark.parametrize(
    ("data", "encoding", "text"),
    [
        ("é;x".encode("utf-16"), "utf-16", "é;x"),
        ("é;x".encode("utf-8-sig"), "utf-8", "é;x"),
        ("é;x".encode(), "utf-8", "é;x"),
        ("é€;\u00a0x".encode("cp1252"), "cp1252", "é€;\u00a0x"),
        (b"\xef\xbb\xbf\xe9", "cp1252", "é"),  # the mark of UTF-8, and then none
        (b"\xe9\x81", "latin-1", "\xe9\x81"),  # 81 has no meaning in Windows-1252
        (b"a\xc3", "cp1252", "aÃ"),  # UTF-8 cut off
    ],
)
def test_encoding_of__reads_what_was_written(
    tmp_path: Path, data: bytes, encoding: str, text: str
) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(data)
    assert encoding_of(path) == (encoding, False)
    assert decoded(path) == text
    with AsUtf8(path, encoding) as file:
        assert b"".join(iter(lambda: file.read(1), b"")) == text.encode()


def test_encoding_of__quotation_marks(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b'a;"b"')
    assert encoding_of(path) == ("utf-8", True)
