"""Bring the documents up to date: what commands print, and the table of columns.

``python docs/regenerate.py`` rewrites README, README.id, reading.md and reading.id.md in place;
``--check`` only says which are out of date. In these documents

- a block that begins with ``$ `` holds commands and what they print. What follows ``$ cat FILE``
  is the file, and is kept; the commands after it read it. ``| head -n N`` is understood.
- between ``<!-- columns -->`` and ``<!-- /columns -->`` stands the table of columns, made from
  ``zscore.children.columns``.

tests/test_documents.py does the same and compares.
"""

from __future__ import annotations

import contextlib
import glob
import os
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from click.testing import CliRunner

from zscore.children.columns import AGE_HEADINGS, COLUMNS, Column, Heading
from zscore.cli.main import cli
from zscore.eppgbm.demo import write_demo

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = ("README.md", "README.id.md", "docs/reading.md", "docs/reading.id.md")

_BLOCK = re.compile(r"^```\n(\$ .*?)^```$", re.DOTALL | re.MULTILINE)
_TABLE = re.compile(r"(<!-- columns -->\n).*?(<!-- /columns -->)", re.DOTALL)
_HEAD = re.compile(r"(.*?) \| head -n (\d+)")

_WORDS = {
    "en": {
        "head": ("column", "what it holds", "headings"),
        "child": "The child and the visit",
        "measurement": "Measurements",
        "place": "Places",
        "published": "Z-scores and classes that stand in the file",
        "survey": "Design of a survey",
        "register": "Other columns of the register",
        "identity": "Identity: never shown in a message, a summary or by `inspect`",
        "age": "an age of no stated unit",
    },
    "id": {
        "head": ("kolom", "isinya", "judul kolom"),
        "child": "Anak dan kunjungan",
        "measurement": "Hasil ukur",
        "place": "Wilayah dan fasilitas",
        "published": "Z-score dan kategori yang tercatat di berkas",
        "survey": "Rancangan survei",
        "register": "Kolom e-PPGBM lainnya",
        "identity": "Identitas: tidak pernah ditampilkan di pesan, ringkasan, atau oleh `inspect`",
        "age": "umur tanpa satuan",
    },
}


def language(name: str) -> str:
    """Return the language of a document."""
    return "id" if name.endswith(".id.md") else "en"


# --- the table of columns ----------------------------------------------------------------


def table_of_columns(lang: str) -> str:
    """Return THE TABLE of columns as Markdown, a group after the other."""
    words = _WORDS[lang]
    lines = ["| " + " | ".join(words["head"]) + " |", "|---|---|---|"]
    for group in ("child", "measurement", "place", "published", "survey", "register", "identity"):
        lines.append(f"| **{words[group]}** | | |")
        lines += [_line(column, lang) for column in COLUMNS if column.group == group]
        if group == "child":
            ages = ", ".join(f"`{heading}`" for heading in sorted(AGE_HEADINGS))
            lines.append(f"| `age_months`, `age_days`, `age_at_visit` | {words['age']} | {ages} |")
    return "\n".join(lines) + "\n"


def _line(column: Column, lang: str) -> str:
    unit = f" [{column.unit}]" if column.unit in {"kg", "cm", "mm", "days", "months"} else ""
    headings = ", ".join(_shown(heading) for heading in (*column.register, *column.headings))
    return f"| `{column.name}` | {column.titles[lang]}{unit} | {headings} |"


def _shown(heading: str | Heading) -> str:
    if isinstance(heading, str):
        return f"`{heading}`"
    said = [heading.unit] if heading.unit else []
    said += [f"{code}={meaning}" for code, meaning in heading.codes.items() if meaning]
    return f"`{heading.text}`" + (f" [{', '.join(said)}]" if said else "")


# --- what commands print -----------------------------------------------------------------


def refreshed(text: str, lang: str) -> str:
    """Return a document with its outputs and its table as they are now; run in an empty folder."""
    text = _TABLE.sub(lambda found: found[1] + table_of_columns(lang) + found[2], text)
    if "$ zscore score zscore-demo/" in text:
        write_demo(Path("zscore-demo/exports"))
    return _BLOCK.sub(lambda found: f"```\n{_replayed(found[1], lang)}```", text)


def _replayed(block: str, lang: str) -> str:
    """Return a block of commands with what they print now."""
    shown = []
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        output = output.rstrip("\n")
        if command.startswith("cat "):
            if output:  # else what another command wrote
                Path(command[4:]).write_text(output + "\n", encoding="utf-8")
            else:
                output = Path(command[4:]).read_text(encoding="utf-8").rstrip("\n")
        else:
            output = "\n".join(_printed(command, lang))
        shown.append(f"$ {command}\n{output}\n" if output else f"$ {command}\n")
    return "\n".join(shown)


def _printed(command: str, lang: str) -> list[str]:
    """Run a command of zscore, and return the lines that it prints, without outer blank ones."""
    command, most = found.groups() if (found := _HEAD.fullmatch(command)) else (command, None)
    words = [name for word in shlex.split(command)[1:] for name in _expanded(word)]
    if "--lang" not in words:
        words += ["--lang", lang]
    result = CliRunner().invoke(cli, words, prog_name="zscore")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    lines = result.output.splitlines()[: None if most is None else int(most)]
    return "\n".join(lines).strip("\n").splitlines()


def _expanded(word: str) -> list[str]:
    return sorted(glob.glob(word)) if "*" in word else [word]


@contextlib.contextmanager
def empty_folder() -> Iterator[Path]:
    """Work in a folder that is removed afterwards."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            yield Path(folder)
        finally:
            os.chdir(before)


def main() -> int:
    """Rewrite the documents, or only say which are out of date."""
    old = []
    for name in DOCUMENTS:
        path = ROOT / name
        text = path.read_text(encoding="utf-8")
        with empty_folder():
            new = refreshed(text, language(name))
        if new == text:
            continue
        old.append(name)
        if "--check" not in sys.argv:
            path.write_text(new, encoding="utf-8")
    sys.stdout.write("".join(f"{name}\n" for name in old))
    return int(bool(old) and "--check" in sys.argv)


if __name__ == "__main__":
    sys.exit(main())
