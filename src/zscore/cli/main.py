"""The command ``zscore``, with ``score`` and ``demo``; other commands have their own files.

Only click is imported here, so that ``--help`` is immediate; commands import what they
need when they run.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from zscore._version import __version__
from zscore.classify.schemes import SCHEMES
from zscore.cli.common import (
    HELP,
    OWN_PROCESS,
    WRONG_USE,
    common_options,
    errors_told,
    exit_code,
    fail,
    get_ready,
    help_of,
    leave_stdout,
    print_failed,
    tell,
)
from zscore.cli.curves import curves
from zscore.cli.follow_up import follow_up
from zscore.cli.help_format import HelpContext
from zscore.cli.inspect import inspect
from zscore.cli.prevalence import prevalence
from zscore.cli.usage import show_wrong_use
from zscore.cli.verify import verify
from zscore.errors import OutputError, ZScoreError
from zscore.messages import LANGUAGES, text
from zscore.who_lms.indicators import INPUT_COLUMNS


@click.group(help=help_of("zscore"), context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="zscore")
def cli() -> None:
    """Group the commands; the help texts are in messages/."""


@cli.command(help=text("help_score", HELP, columns=", ".join(INPUT_COLUMNS)))
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), help=help_of("output")
)
@click.option("--layout", type=click.Choice(("tidy",)), help=help_of("score_layout"))
@click.option("--scheme", type=click.Choice(list(SCHEMES)), help=help_of("scheme"))
@click.option("--prefix", metavar="NAME_", help=help_of("prefix"))
@click.option("--replace", is_flag=True, help=help_of("replace"))
@click.option("--without-identity", is_flag=True, help=help_of("without_identity"))
@common_options
def score(
    files: tuple[Path, ...],
    output: Path,
    without_identity: bool,
    **options: Any,
) -> None:
    """Score files into one, and print a summary."""
    sys.exit(_score(files, output, drop_identity=without_identity, **options))


@cli.command(help=help_of("demo"))
@click.argument(
    "directory", type=click.Path(file_okay=False, path_type=Path), default="zscore-demo"
)
@click.option("--lang", type=click.Choice(LANGUAGES), default=HELP, help=help_of("lang"))
def demo(directory: Path, lang: str) -> None:
    """Write made-up exports and score them."""
    from zscore.demo.write_demo import write_demo  # noqa: PLC0415  (--help must not wait for numpy)

    output = directory / "scored.csv"
    try:
        if directory.exists() and any(directory.iterdir()):
            raise OutputError("demo_not_empty", folder=str(directory))
        files = write_demo(directory / "exports")
    except (ZScoreError, OSError) as error:
        fail(error, lang, WRONG_USE)
    for file in files:
        click.echo(f"  {file}")
    click.echo(f"\n$ zscore score {directory}/exports/* -o {output} --lang {lang}\n")
    sys.exit(_score(files, output, lang))


cli.add_command(curves)
cli.add_command(follow_up)
cli.add_command(inspect)
cli.add_command(prevalence)
cli.add_command(verify)
for _command in (cli, *cli.commands.values()):
    _command.context_class = HelpContext


# Windows has no SIGHUP.
_TOLD_TO_STOP = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]


def main() -> None:
    """Run the command, leaving no partial files however it ends.

    Signals to stop become exceptions, so that everything open is closed and removed. Characters
    that a terminal cannot show, such as ≤ in Windows-1252, become question marks.
    """
    for signalled in _TOLD_TO_STOP:
        signal.signal(signalled, lambda number, _frame: sys.exit(128 + number))
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        sys.exit(cli.main(standalone_mode=False, obj=OWN_PROCESS))
    except OSError as error:  # standard output is full or closed; files are complete
        leave_stdout()
        fail(error, HELP, WRONG_USE)
    except click.ClickException as error:
        show_wrong_use(error, HELP)
        sys.exit(error.exit_code)
    except click.Abort:
        sys.exit(1)
    finally:  # everything is closed and removed
        for signalled in _TOLD_TO_STOP:
            signal.signal(signalled, signal.SIG_DFL)


def _score(
    files: Iterable[Path],
    output: Path,
    lang: str,
    as_json: bool = False,
    whole: bool = False,
    layout: str | None = None,
    **options: Any,
) -> int:
    """Run score_files with progress, print its summary, and return the exit code."""
    get_ready(lang)
    from zscore.cli.progress import progress  # noqa: PLC0415
    from zscore.pipeline.score_files import score_files  # noqa: PLC0415  (--help must not wait for numba)
    from zscore.reports.score_sections import score_parts, score_sheets  # noqa: PLC0415
    from zscore.reports.workbook import append_sheets  # noqa: PLC0415

    if layout is None:
        options["finish"] = lambda book, done: append_sheets(book, score_sheets(done, lang))
    with errors_told(lang), progress(lang) as advance:
        summary = score_files(list(files), output, progress=advance, **options)
    print_failed(summary.failed, lang)
    tell(summary, score_parts(summary, lang), lang, as_json=as_json, whole=whole)
    return exit_code(summary.failed, summary.facts, lang)
