"""``zscore follow-up``: files in, the children to visit out, to be printed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from zscore.cli.common import (
    columns_option,
    common_options,
    errors_told,
    exit_code,
    get_ready,
    help_of,
    print_failed,
    tell,
)
from zscore.messages import LANGUAGES


@click.command(name="follow-up", help=help_of("follow_up"))
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help=help_of("follow_up_output"),
)
@columns_option("--by", "follow_up_by")
@columns_option("--child", "child")
@click.option(
    "--today", type=click.DateTime(("%Y-%m-%d",)), metavar="YYYY-MM-DD", help=help_of("today")
)
@click.option("--with-identity", "keep_identity", is_flag=True, help=help_of("with_identity"))
@click.option(
    "--sheets-lang", type=click.Choice(LANGUAGES), default="id", help=help_of("sheets_lang")
)
@common_options
def follow_up(
    files: tuple[Path, ...],
    output: Path,
    by: list[str],
    today: Any,
    sheets_lang: str,
    as_json: bool,
    whole: bool,
    lang: str,
    **options: Any,
) -> None:
    """Write the list of children to visit, and say how many are on it."""
    get_ready(lang)  # --help must not wait for numba
    from zscore.cli.progress import progress  # noqa: PLC0415
    from zscore.pipeline.follow_up_files import BY, follow_up_files  # noqa: PLC0415
    from zscore.reports.follow_up_sections import follow_up_parts  # noqa: PLC0415

    with errors_told(lang), progress(lang) as advance:
        found = follow_up_files(
            files,
            output,
            by or BY,
            today=None if today is None else today.date(),
            lang=sheets_lang,
            progress=advance,
            **options,
        )
    print_failed(found.failed, lang)
    if as_json or found.files:
        tell(found, follow_up_parts(found, lang), lang, as_json=as_json, whole=whole)
    sys.exit(exit_code(found.failed, found.facts, lang))
