"""``zscore prevalence``: files in, prevalence by groups out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from zscore.classify.schemes import SCHEMES
from zscore.cli.common import (
    DATA_REFUSED,
    HELP,
    WRONG_USE,
    fail,
    print_failed,
    renames,
)
from zscore.errors import ColumnError, FileError, OutputError, ZScoreError
from zscore.messages import LANGUAGES, text
from zscore.who_lms.profiles import PROFILES

INTERVALS = ("wilson", "logit", "exact", "korn-graubard")
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def _listed(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> list[str]:
    """Read ``one,two`` and an option that is given twice alike."""
    return [name.strip() for value in values for name in value.split(",") if name.strip()]


def _help(key: str) -> str:
    return text(f"help_{key}", HELP)


@click.command(help=_help("prevalence"))
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option("-o", "--output", type=click.Path(path_type=Path), help=_help("estimates_output"))
@click.option("--by", multiple=True, callback=_listed, metavar="COLUMN,...", help=_help("by"))
@click.option("--rollup", is_flag=True, help=_help("rollup"))
@click.option("--rank", is_flag=True, help=_help("rank"))
@click.option("--period", metavar="month|quarter|year|COLUMN", help=_help("period"))
@click.option("--weights", metavar="COLUMN", help=_help("weights"))
@click.option("--strata", metavar="COLUMN", help=_help("strata"))
@click.option("--cluster", metavar="COLUMN", help=_help("cluster"))
@click.option("--interval", type=click.Choice(INTERVALS), help=_help("interval"))
@click.option(
    "--conditions", multiple=True, callback=_listed, metavar="NAME,...", help=_help("conditions")
)
@click.option("--scheme", type=click.Choice(list(SCHEMES)), help=_help("shares_of_scheme"))
@click.option("--layout", type=click.Choice(("tidy", "who")), default="tidy", help=_help("layout"))
@click.option(
    "--one-per-child", type=click.Choice(("latest", "first", "all")), help=_help("one_per_child")
)
@click.option("--child", multiple=True, callback=_listed, metavar="COLUMN,...", help=_help("child"))
@click.option("--target", metavar="PERCENT|FILE", help=_help("target"))
@click.option("--population", type=FILE, help=_help("population"))
@click.option("--min-n", type=click.IntRange(min=1), help=_help("min_n"))
@click.option("--profile", type=click.Choice(list(PROFILES)), help=_help("profile"))
@click.option(
    "--columns",
    multiple=True,
    callback=renames,
    metavar="CANONICAL=HEADING,...",
    help=_help("columns"),
)
@click.option("--lang", type=click.Choice(LANGUAGES), default=HELP, help=_help("lang"))
@click.option("--force", is_flag=True, help=_help("force"))
def prevalence(
    files: tuple[Path, ...],
    output: Path | None,
    rank: bool,
    target: str | None,
    population: Path | None,
    lang: str,
    **options: Any,
) -> None:
    """Estimate the prevalence of files together, and print it."""
    # --help must not wait for numba
    from zscore.batch.prevalence import estimate_files  # noqa: PLC0415
    from zscore.batch.sources import whole_table  # noqa: PLC0415
    from zscore.cli.prevalence_report import print_prevalence  # noqa: PLC0415
    from zscore.cli.progress import progress  # noqa: PLC0415

    by, conditions, child = (options.pop(name) for name in ("by", "conditions", "child"))
    try:
        if rank and (not by or options["layout"] == "who"):
            raise ColumnError("nothing_to_rank")
        with progress(lang) as advance:
            found = estimate_files(
                files,
                output,
                by=by,
                conditions=conditions or None,
                child=child or None,
                target=None if target is None else _target(target),
                population=None if population is None else whole_table(population),
                progress=advance,
                **options,
            )
    except FileError as error:
        fail(error, lang, DATA_REFUSED)
    except (ZScoreError, OutputError) as error:
        fail(error, lang, WRONG_USE)
    print_failed(found.failed, lang)
    if found.files:
        print_prevalence(found, by, lang, rank=rank)
    sys.exit(DATA_REFUSED if found.failed else 0)


def _target(given: str) -> float | dict[str, float]:
    """Read a percentage, or a file with the columns year (or condition) and target.

    Raises
    ------
    click.BadParameter
        If it is neither.
    """
    from zscore.batch.sources import whole_table  # noqa: PLC0415
    from zscore.column_values import float_column  # noqa: PLC0415

    try:
        return float(given.replace(",", "."))
    except ValueError:
        path = Path(given)
    if not path.is_file():
        raise click.BadParameter(text("target_option", HELP), param_hint="--target")
    table = whole_table(path)
    names = [name for name in ("year", "condition") if name in table.column_names]
    if not names or "target" not in table.column_names:
        raise ColumnError("target_columns", file=path.name, found=", ".join(table.column_names))
    percents = float_column(table.column("target"), "target")
    keys = (str(value) for value in table.column(names[0]).to_pylist())
    return dict(zip(keys, percents.tolist(), strict=True))
