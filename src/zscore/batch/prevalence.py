"""Prevalence of any number of files: the function behind ``zscore prevalence``."""

from __future__ import annotations

import os
import secrets
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa

from zscore.batch.narrow import (
    Needs,
    can_tell_children,
    columns_of,
    empty_table,
    narrow_blocks,
    places_of,
    possible_z,
)
from zscore.batch.run import Progress
from zscore.batch.sources import Source, sources_of
from zscore.classify.schemes import Scheme
from zscore.columns import check_renames
from zscore.errors import OutputError, UnknownNameError, ZScoreError
from zscore.files.writing import check_output, output_file
from zscore.prevalence.children import NUMBERED, RULES
from zscore.prevalence.estimates import estimate_tally
from zscore.prevalence.periods import DERIVED
from zscore.prevalence.tally import Tally, tally_children
from zscore.who_lms.indicators import INDICATORS
from zscore.who_lms.profiles import profile_named

_MAIN = ("haz", "waz", "whz", "baz")
_WAITING = 64  # tallies of blocks that are added up at a time


@dataclass(kw_only=True)
class Prevalence:
    """What estimate_files found.

    Parameters
    ----------
    estimates
        The table that estimate_prevalence returns, as a pyarrow table.
    rows, blank_rows
        Rows read, and rows left out because nothing is in them.
    left_out
        Rows that are in no estimate, by reason.
    files, failed
        Files read; files that were refused, with why.
    one_per_child
        The rule that was followed.
    survey
        Were the estimates made by the design of a survey, and not of all children?
    output
        The file written, if any.
    """

    estimates: pa.Table
    rows: int = 0
    blank_rows: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    files: list[str] = field(default_factory=list)
    failed: list[tuple[str, ZScoreError]] = field(default_factory=list)
    one_per_child: str = "all"
    survey: bool = False
    output: str | None = None


def estimate_files(
    paths: Sequence[str | os.PathLike[str]],
    output: str | os.PathLike[str] | None = None,
    *,
    by: str | Sequence[str] | None = None,
    rollup: bool = False,
    period: str | None = None,
    weights: str | None = None,
    strata: str | None = None,
    cluster: str | None = None,
    nest: bool = True,
    interval: str | None = None,
    layout: str = "tidy",
    conditions: str | Sequence[str] | None = None,
    scheme: str | Scheme | None = None,
    statistics: str | Sequence[str] = ("prevalence", "mean", "sd"),
    one_per_child: str | None = None,
    child: str | Sequence[str] | None = None,
    target: float | Mapping[Any, float] | None = None,
    population: Any = None,
    min_n: int | None = None,
    profile: str | None = None,
    columns: Mapping[str, str] | None = None,
    force: bool = False,
    progress: Progress = lambda _what, _done, _all: None,
) -> Prevalence:
    """Estimate the prevalence of any number of files together.

    Parameters
    ----------
    paths
        Exports of e-PPGBM, tables with canonical column names, or files that score_files
        wrote; what has no z-scores yet is scored.
    output
        A .csv, .parquet, .xlsx or .json file; written whole or not at all. None for no file.
    one_per_child
        As in estimate_prevalence. None: ``"latest"`` where every file has the columns that
        tell children apart, and ``"all"`` elsewhere. With ``"all"``, files may be larger than
        the memory; else some 80 bytes of every row are held.
    by, rollup, period, weights, strata, cluster, nest, interval, layout, conditions, scheme
        As in estimate_prevalence; groups are compared as texts.
    statistics, child, target, population, min_n
        As in estimate_prevalence.
    profile, columns, force, progress
        As in score_files.

    Returns
    -------
    Prevalence
        With ``estimates``, and ``failed``: the files that were refused; the others are counted.

    Raises
    ------
    OutputError
        If the output cannot be written as asked.
    ColumnError, UnknownNameError
        As estimate_prevalence, for what is wrong whatever the files hold.

    Examples
    --------
    >>> import tempfile, pathlib, zscore as zs
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "children.csv")
    ...     rows = ["sex,age_days,length_height_cm,village", "f,683,75.0,a", "m,683,85,a"]
    ...     _ = path.write_text("\\n".join(rows))
    ...     found = zs.estimate_files([path], by="village", conditions="stunting")
    >>> found.rows, found.estimates.column("estimate")[0].as_py()
    (2, 50.0)
    """
    files = [Path(path) for path in paths]
    _check(files, output, profile, one_per_child, columns, force)
    groups = (by,) if isinstance(by, str) else tuple(by or ())
    told = (child,) if isinstance(child, str) else tuple(child or ())
    failed: dict[int, ZScoreError] = {}  # by place among the files
    opened: dict[int, list[Source]] = {}
    for place, path in enumerate(files):
        progress(path.name, place, 2 * len(files))
        try:
            opened[place] = sources_of(path, columns or {})
        except ZScoreError as error:
            failed[place] = error
    sources = [source for of_file in opened.values() for source in of_file]
    rule = one_per_child or _rule(sources, told)
    texts = tuple(dict.fromkeys(n for n in (period, *groups, strata, cluster) if n))
    needs = Needs(
        z=_z(sources),
        texts=texts,
        weights=weights,
        child=told,
        place=places_of(sources),
        derived=frozenset(
            n for n in texts if n in DERIVED and not any(n in columns_of(s) for s in sources)
        ),
        key=None if rule == "all" else secrets.token_bytes(16),
        profile=profile,
    )
    wanted = (statistics,) if isinstance(statistics, str) else tuple(statistics)
    counted = partial(
        tally_children,
        by=groups,
        period=period,
        weights=weights,
        strata=strata,
        cluster=cluster,
        nest=nest,
        conditions=conditions,
        scheme=scheme,
        means=layout == "who" or bool({"mean", "sd"} & set(wanted)),
        one_per_child=rule,
        child=None if rule == "all" else NUMBERED,
    )
    estimated = partial(
        estimate_tally,
        rollup=rollup,
        interval=interval,
        layout=layout,
        statistics=wanted,
        population=population,
        min_n=min_n,
    )
    nobody = empty_table(needs)
    estimated(counted(nobody), target=None)  # refuses a wrong call before any row is read
    rows = _Rows()
    for place, of_file in opened.items():
        progress(files[place].name, len(files) + place, 2 * len(files))
        try:
            rows.add(_read(of_file, needs, counted if rule == "all" else None))
        except UnknownNameError:  # it is the call that is wrong
            raise
        except ZScoreError as error:
            failed[place] = error
    # Rows that were held are counted together, for a child may be in several files.
    tally = Tally.of([counted(pa.concat_tables([nobody, *rows.held])), *rows.tallies])
    found = Prevalence(
        estimates=estimated(tally, target=target),
        rows=rows.rows,
        blank_rows=rows.blank_rows,
        left_out=tally.left_out,
        files=[path.name for place, path in enumerate(files) if place not in failed],
        failed=[(files[place].name, failed[place]) for place in sorted(failed)],
        one_per_child=rule,
        survey=tally.design.sampled,
    )
    if output is not None and found.files:
        with output_file(Path(output), found.estimates.schema, force=force) as write:
            write(found.estimates)
        found.output = str(output)
    return found


def _rule(sources: Sequence[Source], child: Sequence[str]) -> str:
    told = all(can_tell_children(source, child) for source in sources)
    return "latest" if sources and told else "all"


def _z(sources: Sequence[Source]) -> tuple[str, ...]:
    """Return the z-scores that some table has or allows.

    The main ones, if none does: then every table says itself what it lacks.
    """
    found = {name for source in sources for name in possible_z(source)}
    return tuple(name for name in INDICATORS if name in (found or _MAIN))


@dataclass(kw_only=True)
class _Rows:
    """Rows that were read: held as they are, or counted."""

    held: list[pa.Table] = field(default_factory=list)
    tallies: list[Tally] = field(default_factory=list)
    rows: int = 0
    blank_rows: int = 0

    def add(self, other: _Rows) -> None:
        """Take the rows of a file, which are there all or not at all."""
        self.held += other.held
        self.rows += other.rows
        self.blank_rows += other.blank_rows
        for tally in other.tallies:
            self.count(tally)

    def count(self, tally: Tally) -> None:
        """Take a tally; they are added up many at a time."""
        self.tallies.append(tally)
        if len(self.tallies) == _WAITING:
            self.tallies = [Tally.of(self.tallies)]


def _read(sources: Sequence[Source], needs: Needs, counted: Callable[..., Tally] | None) -> _Rows:
    """Read one file; ``counted`` None holds its rows."""
    read = _Rows()
    for source in sources:
        for block, table in narrow_blocks(source, needs):
            read.rows += table.num_rows
            read.blank_rows += block.blank_rows
            if counted is None:
                read.held.append(table)
            else:
                read.count(counted(table))
    return read


def _check(
    files: Sequence[Path],
    output: str | os.PathLike[str] | None,
    profile: str | None,
    rule: str | None,
    columns: Mapping[str, str] | None,
    force: bool,
) -> None:
    """Refuse a wrong call.

    Raises
    ------
    OutputError, UnknownNameError
        Saying what is wrong with it.
    """
    if profile is not None:
        profile_named(profile)
    if rule is not None and rule not in RULES:
        raise UnknownNameError("unknown_rule", name=rule, known=", ".join(RULES))
    check_renames(columns or {}, None)
    if output is not None:
        check_output(Path(output), force=force)
        if os.path.realpath(output) in map(os.path.realpath, files):
            raise OutputError("output_is_input", file=Path(output).name)
