"""Windows-1252 and Mac Roman, told apart by implausible characters."""

from __future__ import annotations

from pathlib import Path

import pytest

from zscore.files import codepages
from zscore.files.codepages import eight_bit_encoding
from zscore.files.text import open_text


def encoding(tmp_path: Path, data: bytes) -> str:
    path = tmp_path / "x.csv"
    path.write_bytes(data)
    return eight_bit_encoding(path)


@pytest.mark.parametrize(
    "text",
    [
        "L\u00a0;2021-11-12\u00a0;9,9\u00a0;77,5\u00a0\n",
        "JK\n L\u00a0\rP\u00a0\r",  # the lines of an old Mac
        "9,9\u00a0\u00a0;x",
        "\u00a0;\u00a0;\n",
        '"12\u00a0"',
        "<td>L\u00a0</td>",
        "Nama;Umur\nJosé;12\n",
        "François;Ülkü;Muñoz und Agnès\n",
        "Nu’man;a\n",
        "Coração;pão\n",
    ],
)
def test_eight_bit_encoding__mac_roman(tmp_path: Path, text: str) -> None:
    assert encoding(tmp_path, text.encode("mac-roman")) == "mac-roman"


@pytest.mark.parametrize(
    "text",
    [
        "L\u00a0;2021-11-12\u00a0;9,9\u00a0;77,5\u00a0\n",
        "Nama;Umur\nJosé;12\n",
        "Nu’man;‘Aisyah;a–b — c…\n",
        "JOSÉ;ANDRÉ;PEÑA;TIETÊ;IRECÊ\n",
        "São Paulo;Coração;Agnès;Ülkü;Ève\n",
        "“kata”;10 €;30°;1º;5 µg;10²\n",
        "Šibenik;Žižek;Œuvre;bœuf\n",
        "naïve; Ê ;\n",
        "é",
        "abc",
    ],
)
def test_eight_bit_encoding__windows(tmp_path: Path, text: str) -> None:
    assert encoding(tmp_path, text.encode("cp1252")) == "cp1252"


def test_eight_bit_encoding__latin_1_where_windows_has_no_such_byte(tmp_path: Path) -> None:
    assert encoding(tmp_path, b"\xe9;\x81\n") == "latin-1"


def test_eight_bit_encoding__damaged_unicode_is_not_the_mac(tmp_path: Path) -> None:
    data = "José;Agnès;L\u00a0;Nu’man\n".encode() * 9 + b"\xff\n" + "José".encode()[:-1]
    assert encoding(tmp_path, data) == "cp1252"


def test_eight_bit_encoding__the_majority_counts(tmp_path: Path) -> None:
    mac, windows = "José;12\u00a0\n".encode("mac-roman"), "José;12\u00a0\n".encode("cp1252")
    assert encoding(tmp_path, 3 * mac + windows) == "mac-roman"
    assert encoding(tmp_path, mac + 3 * windows) == "cp1252"


@pytest.mark.parametrize("piece", [1, 2, 3, 5])
def test_eight_bit_encoding__pieces_change_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, piece: int
) -> None:
    monkeypatch.setattr(codepages, "_PIECE", piece)
    assert encoding(tmp_path, "xy;L\u00a0;12\u00a0;José\n".encode("mac-roman")) == "mac-roman"
    assert encoding(tmp_path, "xy;L\u00a0;12\u00a0;José\n".encode("cp1252")) == "cp1252"


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_open_text__mac_roman_with_any_line_end(tmp_path: Path, line_end: str) -> None:
    path = tmp_path / "x.csv"
    rows = ["Judul", "", "JK;Nama", "L\u00a0;José", 'P\u00a0;"a;b"', "P\u00a0;Zoë"]
    path.write_bytes(line_end.join([*rows, ""]).encode("mac-roman"))
    (block,) = open_text(path).blocks(None)
    assert block.rows() == [
        ["Judul", None], [None, None], ["JK", "Nama"],
        ["L\u00a0", "José"], ["P\u00a0", "a;b"], ["P\u00a0", "Zoë"],
    ]  # fmt: skip
