"""What the commands share: the language, how options are read, and how a command fails."""

from __future__ import annotations

import os
import re
import sys
from typing import NoReturn

import click

from zscore.errors import ZScoreError
from zscore.messages import text

WRONG_USE, DATA_REFUSED = 2, 65  # the second is EX_DATAERR of sysexits.h


def language() -> str:
    """Return the language of the environment, as gettext finds it: Indonesian or English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return "id" if os.environ[name].startswith("id") else "en"
    return "en"


HELP = language()


def renames(
    _ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]
) -> dict[str, str]:
    """Read ``canonical=heading,canonical=heading``; a heading may hold commas."""
    found = {}
    for pair in (pair for value in values for pair in re.split(r",(?=[a-z_]+=)", value)):
        canonical, equals, heading = pair.partition("=")
        if not (canonical and equals and heading):
            raise click.BadParameter(text("columns_option", HELP))
        found[canonical.strip()] = heading.strip()
    return found


def fail(error: Exception, lang: str, code: int) -> NoReturn:
    """Say what is wrong on standard error, and end with ``code``."""
    if isinstance(error, ZScoreError):
        message = error.text(lang)
    else:
        message = text("system_says", lang, why=getattr(error, "strerror", "") or "")
    click.echo(message, err=True)
    sys.exit(code)


def print_failed(failed: list[tuple[str, ZScoreError]], lang: str) -> None:
    """Say which files were refused, and why."""
    for file, refusal in failed:
        message = refusal.text(lang)
        click.echo(message if message.startswith(file) else f"{file}: {message}", err=True)
