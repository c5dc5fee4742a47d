"""The command ``zscore verify``, which finds rows and units to check again."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zscore.cli.common import (
    FILE,
    columns_option,
    common_options,
    errors_told,
    exit_code,
    get_ready,
    help_of,
    print_failed,
    tell,
)

if TYPE_CHECKING:
    from zscore.pipeline.verify_files import VerifiedFiles


@click.command(help=help_of("verify"))
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), help=help_of("verify_output")
)
@columns_option("--by", "verify_by")
@click.option("--smart", is_flag=True, help=help_of("smart"))
@columns_option("--child", "child")
@click.option(
    "--kind", type=click.Choice(("csv", "parquet", "xlsx")), default="csv", help=help_of("kind")
)
@click.option("--with-identity", "keep_identity", is_flag=True, help=help_of("with_identity"))
@click.option("--key-file", type=FILE, help=help_of("key_file"))
@common_options
def verify(
    files: tuple[Path, ...],
    output: Path,
    as_json: bool,
    whole: bool,
    lang: str,
    **options: Any,
) -> None:
    """Verify files, write the findings, and print a summary."""
    get_ready(lang)  # --help must not wait for numba
    from zscore.cli.progress import progress  # noqa: PLC0415
    from zscore.pipeline.verify_files import verify_files  # noqa: PLC0415
    from zscore.reports.verify_sections import verify_parts  # noqa: PLC0415

    workbook = output.suffix.lower() == ".xlsx" and not output.is_dir()
    with errors_told(lang):
        if workbook:
            found = _into_workbook(files, output, lang, **options)
        else:
            with progress(lang) as advance:
                found = verify_files(files, output, progress=advance, **options)
    print_failed(found.failed, lang)
    if as_json or found.files:
        tell(found, verify_parts(found, lang), lang, as_json=as_json, whole=whole)
    sys.exit(exit_code(found.failed, found.facts, lang))


def _into_workbook(
    files: tuple[Path, ...], output: Path, lang: str, *, force: bool, **options: Any
) -> VerifiedFiles:
    """Verify files, and write a workbook of what was found for people."""
    from zscore.cli.progress import progress  # noqa: PLC0415
    from zscore.files.scratch import remove_scratch_folder, scratch_folder  # noqa: PLC0415
    from zscore.pipeline.estimate_files import check_sink  # noqa: PLC0415
    from zscore.pipeline.verify_files import verify_files  # noqa: PLC0415
    from zscore.reports.verify_sections import verify_sheets  # noqa: PLC0415
    from zscore.reports.workbook import write_workbook  # noqa: PLC0415

    check_sink(output, files, force=force)
    options["kind"] = "parquet"
    folder = scratch_folder(".zscore-", output.parent)
    try:
        with progress(lang) as advance:
            found = verify_files(files, Path(folder, "found"), progress=advance, **options)
        if found.output is not None:
            found.output, found.written = str(output), [output.name]
            sheets = verify_sheets(found, Path(folder, "found"), lang)
            write_workbook(output, sheets, force=force)
    finally:
        remove_scratch_folder(folder)
    return found
