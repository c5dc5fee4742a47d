"""``zscore verify``: files in, the rows to look at again out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from zscore.cli.common import DATA_REFUSED, HELP, WRONG_USE, fail, print_failed, renames
from zscore.errors import FileError, ZScoreError
from zscore.messages import LANGUAGES, text
from zscore.who_lms.profiles import PROFILES

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def _help(key: str) -> str:
    return text(f"help_{key}", HELP)


@click.command(help=_help("verify"))
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), help=_help("verify_output")
)
@click.option(
    "--kind", type=click.Choice(("csv", "parquet", "xlsx")), default="csv", help=_help("kind")
)
@click.option("--profile", type=click.Choice(list(PROFILES)), help=_help("profile"))
@click.option(
    "--columns",
    multiple=True,
    callback=renames,
    metavar="CANONICAL=HEADING,...",
    help=_help("columns"),
)
@click.option("--with-identity", "identity", is_flag=True, help=_help("with_identity"))
@click.option("--lang", type=click.Choice(LANGUAGES), default=HELP, help=_help("lang"))
@click.option("--force", is_flag=True, help=_help("force"))
def verify(files: tuple[Path, ...], output: Path, lang: str, **options: Any) -> None:
    """Verify files, write the rows to look at again, and say what was found."""
    # --help must not wait for numba
    from zscore.batch.verification import verify_files  # noqa: PLC0415
    from zscore.cli.progress import progress  # noqa: PLC0415
    from zscore.cli.verify_report import print_verification  # noqa: PLC0415

    try:
        with progress(lang) as advance:
            found = verify_files(files, output, progress=advance, **options)
    except FileError as error:
        fail(error, lang, DATA_REFUSED)
    except ZScoreError as error:
        fail(error, lang, WRONG_USE)
    print_failed(found.failed, lang)
    if found.files:
        print_verification(found, lang)
    sys.exit(DATA_REFUSED if found.failed else 0)
