"""Progress: only on a terminal, and only after a second."""

from __future__ import annotations

import io
import sys
import time

import pytest

from zscore.cli import progress as module


class Terminal(io.StringIO):
    """A standard error that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_progress__is_silent_where_there_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = io.StringIO()
    monkeypatch.setattr(sys, "stderr", pipe)
    with module.progress("en") as advance:
        advance("file.csv", 1, 2)
    assert pipe.getvalue() == ""


@pytest.mark.parametrize(("patience", "shown"), [(0.01, True), (1000.0, False)])
def test_progress__on_a_terminal_after_its_patience(
    monkeypatch: pytest.MonkeyPatch, patience: float, shown: bool
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(module, "_PATIENCE_SECONDS", patience)
    monkeypatch.setenv("TERM", "xterm")
    with module.progress("en") as advance:
        advance("file.csv", 1, 2)
        advance("other.csv", 2, 2)
        time.sleep(0.5 if shown else 0.0)  # as long as the second file takes
    assert ("other.csv" in terminal.getvalue()) == shown
