"""The command ``zscore inspect``, which shows how each column of files is read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zscore.cli.common import (
    DATA_REFUSED,
    common_options,
    errors_told,
    get_ready,
    help_of,
    print_failed,
    tell,
)
from zscore.errors import OutputError

if TYPE_CHECKING:
    from zscore.pipeline.inspect_files import Inspection


@click.command(help=help_of("inspect"))
@click.option("--write", type=click.Path(path_type=Path), help=help_of("write_mapping"))
@common_options
def inspect(
    files: tuple[Path, ...],
    write: Path | None,
    as_json: bool,
    whole: bool,
    lang: str,
    force: bool,
    **options: Any,
) -> None:
    """Inspect files, and print how their columns are read."""
    get_ready(lang)  # --help must not wait for numba
    from zscore.cli.progress import progress  # noqa: PLC0415
    from zscore.pipeline.inspect_files import inspect_files  # noqa: PLC0415
    from zscore.reports.inspect_sections import inspect_parts  # noqa: PLC0415

    with errors_told(lang):
        with progress(lang) as advance:
            found = inspect_files(files, progress=advance, **options)
        print_failed(found.failed, lang)
        parts = inspect_parts(found, files, options, write, lang)
        tell(found, parts, lang, as_json=as_json, whole=whole)
        if write is not None:
            _write(found, write, force=force)
    undecided = any(table.facts.reading.undecided for table in found.tables)
    sys.exit(DATA_REFUSED if found.failed or undecided else 0)


def _write(found: Inspection, path: Path, *, force: bool) -> None:
    if path.exists() and not force:
        raise OutputError("output_exists", file=path.name)
    try:
        found.mapping.write(path)
    except OSError as error:
        raise OutputError("output_failed", file=path.name, why=error.strerror or "") from None
