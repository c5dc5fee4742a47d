"""``zscore curves``: the curves of a growth chart, as a file."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from zscore.cli.common import HELP, WRONG_USE, columns_option, fail, help_of
from zscore.errors import ZScoreError
from zscore.messages import LANGUAGES, text
from zscore.who_lms.indicators import INDICATORS


def _numbers(_ctx: click.Context, _param: click.Parameter, given: str | None) -> list[float] | None:
    """Read ``-2,0,2``."""
    try:
        return None if given is None else [float(part) for part in given.split(",")]
    except ValueError:
        raise click.BadParameter(text("numbers_option", HELP)) from None


@click.command(help=help_of("curves"))
@click.argument("indicator", type=click.Choice(list(INDICATORS)))
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), help=help_of("curves_output")
)
@columns_option("--sex", "curves_sex", "m,f")
@click.option("--z", callback=_numbers, metavar="NUMBER,...", help=help_of("curves_z"))
@click.option("--percentile", callback=_numbers, metavar="NUMBER,...",
              help=help_of("curves_percentile"))  # fmt: skip
@click.option("--by", type=click.Choice(("day", "month")), default="day", help=help_of("curves_by"))
@click.option("--force", is_flag=True, help=help_of("force"))
@click.option("--lang", type=click.Choice(LANGUAGES), default=HELP, help=help_of("lang"))
def curves(
    indicator: str,
    output: Path,
    sex: list[str],
    z: list[float] | None,
    percentile: list[float] | None,
    by: str,
    force: bool,
    lang: str,
) -> None:
    """Write the curves of one indicator, of both sexes unless one is asked for."""
    import pyarrow as pa  # noqa: PLC0415  (--help must not wait for it)

    from zscore.files.writing import check_output, output_file  # noqa: PLC0415
    from zscore.who_lms.provenance import stamped  # noqa: PLC0415
    from zscore.who_lms.reference_curves import curves_table  # noqa: PLC0415

    try:
        check_output(output, force=force)
        table = pa.concat_tables(
            curves_table(indicator, sex=code, z=z, percentile=percentile, by=by)
            for code in sex or ("m", "f")
        )
        with output_file(output, stamped(table.schema), force=force) as write:
            write(table)
    except ZScoreError as error:
        fail(error, lang, WRONG_USE)
    click.echo(text("curves_written", lang, file=str(output), n=table.num_rows))
    sys.exit(0)
