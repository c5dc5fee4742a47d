"""Code shared by the commands: language, options, and errors."""

from __future__ import annotations

import ctypes
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from zscore.cli.usage import language_of
from zscore.errors import FileError, ZScoreError
from zscore.messages import LANGUAGES, text
from zscore.who_lms.profiles import PROFILES

if TYPE_CHECKING:
    from zscore.pipeline.facts import TableFacts
    from zscore.reports.json import HasJson
    from zscore.reports.sections import Part

_INDONESIAN, _PRIMARY_LANGUAGE = 0x21, 0x3FF  # winnt.h: LANG_INDONESIAN, PRIMARYLANGID
WRONG_USE, DATA_REFUSED = 2, 65  # the second is EX_DATAERR of sysexits.h


def language() -> str:
    """Return the language of the user: of the environment as gettext finds it, else of Windows."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return "id" if os.environ[name].startswith("id") else "en"
    return "id" if _windows_language() == _INDONESIAN else "en"


def _windows_language() -> int | None:
    """Return the primary language of Windows' user interface, None elsewhere."""
    windll = getattr(ctypes, "windll", None)
    if windll is None:
        return None
    return int(windll.kernel32.GetUserDefaultUILanguage()) & _PRIMARY_LANGUAGE


HELP = language_of(sys.argv[1:], language())
_NAMED_FILES = 5  # per message


def renames(
    _ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]
) -> dict[str, str]:
    """Parse ``canonical=heading,canonical=heading``; headings may contain commas."""
    found: dict[str, str] = {}
    for pair in (pair for value in values for pair in re.split(r",(?=[a-z_]+=)", value)):
        canonical, equals, heading = pair.partition("=")
        if not (canonical and equals and heading):
            raise click.BadParameter(text("columns_option", HELP))
        if found.setdefault(canonical.strip(), heading.strip()) != heading.strip():
            raise click.BadParameter(text("told_twice", HELP, name=canonical.strip()))
    return found


def coded(
    _ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]
) -> dict[str, dict[str, str]]:
    """Parse ``column:code=meaning,code=meaning``; a code without a meaning is missing."""
    found: dict[str, dict[str, str]] = {}
    for value in values:
        column, colon, rest = value.partition(":")
        pairs = [pair.partition("=") for pair in rest.split(",")]
        if not (column and colon) or not all(equals for _, equals, _ in pairs):
            raise click.BadParameter(text("codes_option", HELP))
        codes = found.setdefault(column.strip(), {})
        for code, _, meaning in pairs:
            if codes.setdefault(code.strip(), meaning.strip()) != meaning.strip():
                name = f"{column.strip()}:{code.strip()}"
                raise click.BadParameter(text("told_twice", HELP, name=name))
    return found


def listed(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> list[str]:
    """Parse ``one,two``, or an option given several times."""
    return [name.strip() for value in values for name in value.split(",") if name.strip()]


def help_of(key: str) -> str:
    """Return the ``--help`` text of a command or an option."""
    return text(f"help_{key}", HELP)


def get_ready(lang: str) -> None:
    """Start the reading process, so that it is ready once the rest is imported."""
    # --help must not wait for these
    from zscore._lean_start import arrow_without_pandas, numba_without_scipy  # noqa: PLC0415
    from zscore.files.reading_process import start_one  # noqa: PLC0415

    try:
        start_one()
    except ZScoreError as error:
        fail(error, lang, WRONG_USE)
    if click.get_current_context().obj == OWN_PROCESS:
        arrow_without_pandas()
        numba_without_scipy()


FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
OWN_PROCESS = "own process"  # a process in which only the command runs


class _FileOrFolder(click.Path):
    """An existing file or folder; a message tells a misplaced column from a mistyped file."""

    def __init__(self) -> None:
        super().__init__(exists=True, path_type=Path)

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Any:
        if not os.path.exists(value):
            # --help must not wait for numpy
            from zscore.children.headings import meaning_of  # noqa: PLC0415

            name = os.fspath(value).strip(",")
            if meaning_of(name) is not None:
                self.fail(text("by_without_space", HELP, name=name), param, ctx)
        return super().convert(value, param, ctx)


def common_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the argument FILES and the options shared by all commands."""
    for option in (
        click.option("--json", "as_json", is_flag=True, help=help_of("json")),
        click.option("--all", "whole", is_flag=True, help=help_of("all")),
        click.option("--force", is_flag=True, help=help_of("force")),
        click.option("--lang", type=click.Choice(LANGUAGES), default=HELP, help=help_of("lang")),
        click.option(
            "--columns",
            multiple=True,
            callback=renames,
            metavar="CANONICAL=HEADING,...",
            help=help_of("columns"),
        ),
        click.option("--mapping", type=FILE, help=help_of("mapping")),
        click.option(
            "--codes",
            multiple=True,
            callback=coded,
            metavar="COLUMN:CODE=MEANING,...",
            help=help_of("codes"),
        ),
        click.option(
            "--units",
            multiple=True,
            callback=renames,
            metavar="COLUMN=UNIT,...",
            help=help_of("units"),
        ),
        click.option(
            "--dates", type=click.Choice(("dmy", "mdy", "ymd", "exchanged")), help=help_of("dates")
        ),
        columns_option("--missing", "missing", "VALUE,..."),
        click.option(
            "--on-unreadable",
            type=click.Choice(("refuse", "missing")),
            help=help_of("on_unreadable"),
        ),
        click.option("--profile", type=click.Choice(list(PROFILES)), help=help_of("profile")),
        click.argument("files", nargs=-1, required=True, type=_FileOrFolder()),
    ):
        command = option(command)
    return command


def columns_option(
    name: str, help_key: str, metavar: str = "COLUMN,..."
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return an option for a comma-separated list, such as names of columns."""
    return click.option(
        name, multiple=True, callback=listed, metavar=metavar, help=help_of(help_key)
    )


def fail(error: Exception, lang: str, code: int) -> NoReturn:
    """Print an error on standard error, and exit with ``code``."""
    if isinstance(error, ZScoreError):
        message = error.text(lang)
    else:
        message = text("system_says", lang, why=getattr(error, "strerror", "") or "")
    click.echo(message, err=True)
    sys.exit(code)


@contextmanager
def errors_told(lang: str) -> Iterator[None]:
    """Print an error of a call on standard error, and exit with the code of its kind."""
    try:
        yield
    except FileError as error:
        fail(error, lang, DATA_REFUSED)
    except ZScoreError as error:
        fail(error, lang, WRONG_USE)


def tell(result: HasJson, parts: Iterable[Part], lang: str, *, as_json: bool, whole: bool) -> None:
    """Print a result on standard output, as a report or as JSON."""
    # --help must not wait for these
    from zscore.reports.json import print_json  # noqa: PLC0415
    from zscore.reports.terminal import print_report  # noqa: PLC0415

    try:
        if as_json:
            print_json(result, lang)
        else:
            print_report(parts, lang, whole=whole)
    except BrokenPipeError:  # the reader has closed the pipe
        leave_stdout()


def leave_stdout() -> None:
    """Discard further output."""
    if sys.stdout is not None:  # it may be closed
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def exit_code(failed: Sequence[object], tables: Sequence[TableFacts], lang: str) -> int:
    """Return the exit code, and print an error if nothing could be read."""
    # --help must not wait for numba
    from zscore.pipeline.run_warnings import failures_of  # noqa: PLC0415

    nothing = failures_of(tables)
    for why in nothing:
        click.echo(text(why.key, lang, **why.values), err=True)
    return DATA_REFUSED if failed or nothing else 0


def print_failed(failed: list[tuple[str, ZScoreError]], lang: str) -> None:
    """Print which files were refused, and why; equal reasons are printed once."""
    files: dict[str, list[str]] = {}
    for file, refusal in failed:
        message = refusal.text(lang)
        files.setdefault(message.removeprefix(f"{file}: "), []).append(file)
    for message, some in files.items():
        named = ", ".join(some[:_NAMED_FILES])
        if len(some) > _NAMED_FILES:
            named += " " + text("and_more_files", lang, n=len(some) - _NAMED_FILES)
        click.echo(f"{named}: {message}", err=True)
