"""The frame that click writes around ``--help``, in the language of the help."""

from __future__ import annotations

from collections.abc import Iterable

import click

from zscore.cli.common import HELP
from zscore.messages import text

_KEYS = {  # of click's own words
    "Options": "help_options",
    "Commands": "help_commands",
    "Show this message and exit.": "help_help",
    "Show the version and exit.": "help_version",
    "[required]": "help_required",
}


class _Formatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or text("usage", HELP, usage=""))

    def write_heading(self, heading: str) -> None:
        super().write_heading(_said(heading))

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        super().write_dl([(n, _said(meaning)) for n, meaning in rows], col_max, col_spacing)


class HelpContext(click.Context):
    """A click context whose help is in one language throughout."""

    formatter_class: type[click.HelpFormatter] = _Formatter


def _said(words: str) -> str:
    for english, key in _KEYS.items():
        words = words.replace(english, text(key, HELP))
    return words
