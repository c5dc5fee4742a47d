"""The command ``zscore prevalence``, which estimates prevalence by groups."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from zscore._options import FlagsName, IntervalName, Layout, VisitRule
from zscore.classify.schemes import SCHEMES
from zscore.cli.common import (
    DATA_REFUSED,
    FILE,
    HELP,
    columns_option,
    common_options,
    errors_told,
    exit_code,
    get_ready,
    help_of,
    listed,
    print_failed,
    tell,
)
from zscore.errors import ColumnError
from zscore.messages import text
from zscore.who_lms.standards import STANDARDS, WHO_2006

if TYPE_CHECKING:
    import pyarrow as pa

    from zscore.pipeline.estimate_files import Prevalence
    from zscore.reports.sections import Part

WHO_GROUPS = "all,age_group,sex,age_group+sex"


def _target(_ctx: click.Context, _param: click.Parameter, given: str | None) -> float | Path | None:
    """Parse a percentage, or a file with the columns year (or condition) and target."""
    if given is None:
        return None
    try:
        return float(given.replace(",", "."))
    except ValueError:
        path = Path(given)
    if not path.is_file():
        raise click.BadParameter(text("target_option", HELP))
    return path


def _groups(
    _ctx: click.Context, _param: click.Parameter, given: str | None
) -> list[list[str]] | None:
    """Parse groupings such as all,age_group,sex,age_group+sex, or who for WHO Anthro's."""
    if given is None:
        return None
    found = WHO_GROUPS if given == "who" else given
    return [
        [name.strip() for name in names.split("+")] if names.strip() != "all" else []
        for names in found.split(",")
    ]


def _ages(
    _ctx: click.Context, _param: click.Parameter, given: str | None
) -> tuple[int, int] | None:
    """Take a range of completed months, such as 6-59."""
    if given is None:
        return None
    low, _, high = given.replace(",", "-").partition("-")
    if not (low.strip().isdecimal() and high.strip().isdecimal()):
        raise click.BadParameter(text("ages_option", HELP))
    return int(low), int(high)


@click.command(help=help_of("prevalence"))
@click.option("-o", "--output", type=click.Path(path_type=Path), help=help_of("estimates_output"))
@columns_option("--by", "by")
@click.option("--rollup", is_flag=True, help=help_of("rollup"))
@click.option("--groups", callback=_groups, metavar="who|A,B,A+B", help=help_of("groups"))
@click.option("--rank", is_flag=True, help=help_of("rank"))
@columns_option("--within", "within")
@click.option("--period", metavar="month|quarter|year|COLUMN", help=help_of("period"))
@click.option("--weights", metavar="COLUMN", help=help_of("weights"))
@click.option("--strata", metavar="COLUMN", help=help_of("strata"))
@click.option("--cluster", metavar="COLUMN", help=help_of("cluster"))
@click.option(
    "--standard",
    type=click.Choice(list(STANDARDS)),
    default=WHO_2006.name,
    help=help_of("standard"),
)
@click.option("--interval", type=click.Choice(get_args(IntervalName)), help=help_of("interval"))
@click.option(
    "--conditions", multiple=True, callback=listed, metavar="NAME,...", help=help_of("conditions")
)
@click.option("--scheme", type=click.Choice(list(SCHEMES)), help=help_of("shares_of_scheme"))
@click.option("--layout", type=click.Choice(get_args(Layout)), help=help_of("layout"))
@click.option(
    "--one-per-child", type=click.Choice(get_args(VisitRule)), help=help_of("one_per_child")
)
@columns_option("--child", "child")
@click.option("--age-months", callback=_ages, metavar="6-59", help=help_of("age_months"))
@click.option(
    "--flags", type=click.Choice(get_args(FlagsName)), default="who", help=help_of("flags")
)
@click.option("--target", callback=_target, metavar="PERCENT|FILE", help=help_of("target"))
@click.option("--population", type=FILE, help=help_of("population"))
@click.option("--trust-z", is_flag=True, help=help_of("trust_z"))
@click.option("--min-n", type=click.IntRange(min=1), help=help_of("min_n"))
@common_options
def prevalence(
    files: tuple[Path, ...],
    output: Path | None,
    rank: bool,
    target: float | Path | None,
    population: Path | None,
    as_json: bool,
    whole: bool,
    lang: str,
    **options: Any,
) -> None:
    """Estimate the prevalence of all files together, and print it."""
    get_ready(lang)  # --help must not wait for numba
    from zscore.cli.progress import progress  # noqa: PLC0415
    from zscore.pipeline.estimate_files import check_sink, estimate_files  # noqa: PLC0415
    from zscore.reports.prevalence_sections import (  # noqa: PLC0415
        prevalence_parts,
        prevalence_sheets,
        ranks_table,
    )
    from zscore.reports.workbook import write_workbook  # noqa: PLC0415

    by, conditions, child, within, layout, force = (
        options.pop(name) for name in ("by", "conditions", "child", "within", "layout", "force")
    )
    # A workbook is for people; what programs read is asked for.
    workbook = None if layout or output is None or output.suffix.lower() != ".xlsx" else output
    with errors_told(lang):
        if rank and (not by or layout == "who"):
            raise ColumnError("nothing_to_rank")
        if lacking := [name for name in within if name not in by]:
            raise ColumnError("group_missing", column=lacking[0], found=", ".join(by) or "-")
        if workbook:
            check_sink(workbook, files, force=force)
        with progress(lang) as advance:
            found = estimate_files(
                files,
                None if workbook else output,
                by=by or None,
                conditions=conditions or None,
                child=child or None,
                target=target,
                population=population,
                layout=layout or "tidy",
                force=force,
                progress=advance,
                **options,
            )
        print_failed(found.failed, lang)
        condition, ranks = _ranked(found, conditions, within) if rank else ("", None)
        if workbook and found.files:
            found.output = str(workbook)
            ranked = None if ranks is None else ranks_table(ranks, condition, lang)
            sheets = prevalence_sheets(found, by, lang, asked=conditions, ranks=ranked)
            write_workbook(workbook, sheets, force=force)
        if as_json or found.files:
            parts = prevalence_parts(found, by, lang, asked=conditions)
            tell(found, parts, lang, as_json=as_json, whole=whole)
        if ranks is not None:
            told: list[Part] = [ranks_table(ranks, condition, lang)]
            if output and not workbook:
                told.append(_written(ranks, output, lang, force=force))
            if not as_json:
                tell(found, told, lang, as_json=False, whole=whole)
    code = exit_code(found.failed, found.facts, lang)
    if found.has_nothing:
        if as_json:
            click.echo(text("nothing_estimated", lang), err=True)
        code = DATA_REFUSED
    sys.exit(code)


def _ranked(found: Prevalence, asked: list[str], within: list[str]) -> tuple[str, pa.Table | None]:
    """Rank the groups by the first condition that is shown."""
    from zscore.prevalence.ranking import rank_groups  # noqa: PLC0415
    from zscore.reports.prevalence_sections import shown_conditions  # noqa: PLC0415

    for condition in shown_conditions(found.estimates, asked)[:1] if found.files else []:
        return condition, rank_groups(found.estimates, condition, within=within or None)
    return "", None


def _written(ranks: pa.Table, output: Path, lang: str, *, force: bool) -> Part:
    """Write ranks beside the output, and say so."""
    from zscore.files.writing import output_file  # noqa: PLC0415
    from zscore.reports.sections import Text  # noqa: PLC0415
    from zscore.who_lms.provenance import stamped  # noqa: PLC0415

    path = output.with_stem(f"{output.stem}_ranks")
    with output_file(path, stamped(ranks.schema), force=force) as write:
        write(ranks)
    return Text(key="written", lines=(f"{text('ranks_written', lang)}  {path}",))
