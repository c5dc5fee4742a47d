"""Usage errors in the language requested on the command line."""

from __future__ import annotations

import re
from collections.abc import Sequence

import click

from zscore.messages import LANGUAGES, text

_KEYS: dict[type[click.ClickException], str] = {
    click.exceptions.NoSuchOption: "usage_no_option",
    click.exceptions.MissingParameter: "usage_missing",
    click.exceptions.BadParameter: "usage_bad_value",
}


def language_of(words: Sequence[str], otherwise: str = LANGUAGES[0]) -> str:
    """Return the language requested on a command line, or else ``otherwise``.

    Examples
    --------
    >>> language_of(["score", "--lang", "id"]), language_of(["--lang=id"]), language_of(["x"])
    ('id', 'id', 'en')
    """
    for i, word in enumerate(words):
        option, _, value = word.partition("=")
        if option == "--lang":
            asked = value or (words[i + 1] if i + 1 < len(words) else "")
            return asked if asked in LANGUAGES else LANGUAGES[0]
    return otherwise


def show_wrong_use(error: click.ClickException, lang: str) -> None:
    """Print a usage error on standard error."""
    if lang == LANGUAGES[0] or not isinstance(error, click.UsageError):
        error.show()
        return
    context = error.ctx
    if context is not None:
        usage = context.get_usage().partition(": ")[2]
        click.echo(text("usage", lang, usage=usage), err=True)
        click.echo(text("usage_help", lang, command=context.command_path), err=True)
    click.echo("\n" + text("usage_error", lang, message=_message(error, lang)), err=True)


def _message(error: click.UsageError, lang: str) -> str:
    key = next((key for kind, key in _KEYS.items() if isinstance(error, kind)), None)
    parameter = getattr(error, "param", None)
    if isinstance(error, click.exceptions.NoSuchOption):
        name = error.option_name
    elif parameter is not None and error.ctx is not None:
        name = parameter.get_error_hint(error.ctx).strip("'")
    else:
        key = None
    if key is None:
        return error.format_message()
    return text(key, lang, name=name, why=_why(error, parameter, lang))


def _why(error: click.UsageError, parameter: click.Parameter | None, lang: str) -> str:
    kind = None if parameter is None else parameter.type
    if isinstance(kind, click.Choice):
        return text("usage_choice", lang, known=", ".join(map(str, kind.choices)))
    named = re.search(r"'(.*)'", error.message)
    if isinstance(kind, click.Path) and named:
        return text("usage_no_path", lang, file=named[1])
    return error.message
