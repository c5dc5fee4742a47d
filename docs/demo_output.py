"""Write what the demo prints into README.md and README.id.md.

    python docs/demo_output.py

A block of a README that begins with ``$ zscore`` is a command on the demo's files; what follows it
is replaced by what it prints now. tests/test_documents.py compares the two.
"""

from __future__ import annotations

import contextlib
import re
import shlex
import tempfile
from collections.abc import Sequence
from pathlib import Path

from click.testing import CliRunner

from zscore.cli.main import cli
from zscore.demo.write_demo import write_demo

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = ("README.md", "README.id.md")
BLOCK = re.compile(r"^```\n\$ (zscore [^\n]*)\n.*?^```$", re.DOTALL | re.MULTILINE)
EXPORTS = "zscore-demo/exports"


def document(text: str, exports: Sequence[Path]) -> str:
    """Return a README with what its commands print, run where the demo's exports are."""
    return BLOCK.sub(lambda b: f"```\n$ {b[1]}\n\n{_printed(b[1], exports)}\n```", text)


def _printed(command: str, exports: Sequence[Path]) -> str:
    words: list[str] = []
    for word in shlex.split(command)[1:]:
        words += map(str, exports) if word == f"{EXPORTS}/*" else [word]  # in the demo's order
    result = CliRunner().invoke(cli, [*words, "--force"], catch_exceptions=False)
    if result.exit_code:
        raise SystemExit(f"$ {command}\n{result.output}")
    return result.output.strip("\n")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        files = write_demo(Path(EXPORTS))
        for name in DOCUMENTS:
            path = ROOT / name
            path.write_text(document(path.read_text("utf-8"), files), "utf-8")
