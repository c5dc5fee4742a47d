"""Prevalence of any number of files; implements ``zscore prevalence``."""

from __future__ import annotations

import os
import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, Unpack

import pyarrow as pa
import pyarrow.compute as pc

from zscore._options import (
    FlagsName,
    IntervalName,
    Layout,
    ProfileName,
    SchemeName,
    StandardName,
    StatisticName,
    VisitRule,
)
from zscore.arguments import check_flags, input_in, name_in, names_in, path_in
from zscore.children.frames import Table
from zscore.children.headings import canonical_name
from zscore.children.identity_headings import is_identity
from zscore.children.mapping import ReadingOptions, told
from zscore.classify.schemes import Scheme
from zscore.errors import ColumnError, OutputError, UnknownNameError
from zscore.files.writing import check_output, output_file
from zscore.pipeline.facts import TableFacts
from zscore.pipeline.projection import (
    TallyColumns,
    can_tell_children,
    columns_of,
    empty_table,
    places_of,
    possible_z,
    projected,
    refused,
    z_of,
)
from zscore.pipeline.results import OfFiles
from zscore.pipeline.run import Progress, Run, as_paths, passed_over
from zscore.pipeline.run_warnings import Warn, warnings_of
from zscore.pipeline.sources import Block, Source
from zscore.pipeline.targets import read_targets, whole_table
from zscore.prevalence.children import NUMBERED, RULES
from zscore.prevalence.estimates import estimate_tally
from zscore.prevalence.group_sets import WHO_GROUPS, Groups, Sets, columns_in, sets_in
from zscore.prevalence.periods import DERIVED, PERIODS
from zscore.prevalence.tally import Design, Tally, tally_table
from zscore.sums.groups import add_to
from zscore.who_lms.indicators import INDICATORS
from zscore.who_lms.measurements import read_ages
from zscore.who_lms.profiles import EPPGBM, WHO, profile_named
from zscore.who_lms.provenance import stamped

SCHEMA = "zscore.prevalence/1"
_MAIN = ("haz", "waz", "whz", "baz")
_DESIGN = {"weights": "sampling_weight", "strata": "strata", "cluster": "cluster"}
_PLACES_TOO = {"rt", "rw"}


@dataclass(kw_only=True, repr=False)
class Prevalence(OfFiles):
    """Result of estimate_files.

    Parameters
    ----------
    table
        The table of ``estimates``; None if no file could be counted.
    rows, blank_rows
        Rows read, and empty rows left out.
    left_out
        Rows not used in any estimate, by reason.
    one_per_child, untold
        The rule applied, and files in which children cannot be told apart.
    survey
        Whether the estimates use a survey design, instead of a census of all children.
    files, failed, passed_over, facts, warnings, output
        As in Summary.
    """

    table: pa.Table | None
    rows: int = 0
    blank_rows: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    one_per_child: str = "all"
    untold: list[str] = field(default_factory=list)
    survey: bool = False

    @property
    def estimates(self) -> pa.Table:
        """The table that estimate_prevalence returns; without columns if no file was counted."""
        return pa.table({}) if self.table is None else self.table

    @property
    def has_nothing(self) -> bool:
        """Whether there were rows but no proportion could be estimated from them."""
        if self.table is None or not self.rows or "statistic" not in self.table.column_names:
            return False
        return "prevalence" not in self.table.column("statistic").unique().to_pylist()

    @property
    def compares_z(self) -> bool:
        """Whether the files have z-scores from elsewhere, which are not used."""
        return any(facts.z_compared for facts in self.facts)

    def _tables_to_show(self) -> Iterator[tuple[Sequence[str], Iterable[Sequence[object]]]]:
        if self.table is None or "statistic" not in self.table.column_names:
            return
        names = self.table.column_names
        groups = names[: names.index("statistic")]
        shown = [*groups, "condition", "n", "estimate", "ci_low", "ci_high"]
        shares = pc.equal(self.table.column("statistic"), "prevalence")
        yield (
            shown,
            map(tuple, map(dict.values, self.table.filter(shares).select(shown).to_pylist())),
        )

    def as_json(self, lang: str = "en") -> dict[str, Any]:
        """Return the result as JSON with a stable schema; messages are in ``lang``."""
        return {
            **self._as_json(SCHEMA, lang),
            "rows": {"in": self.rows, "blank": self.blank_rows},
            "left_out": dict(self.left_out),
            "one_per_child": self.one_per_child,
            "survey": self.survey,
            "estimates": [] if self.table is None else self.table.to_pylist(),
        }


def estimate_files(
    paths: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    output: str | os.PathLike[str] | None = None,
    *,
    by: str | Sequence[str] | None = None,
    rollup: bool = False,
    groups: Groups | None = None,
    period: str | None = None,
    weights: str | None = None,
    strata: str | None = None,
    cluster: str | None = None,
    nest: bool = True,
    standard: StandardName = "who2006",
    interval: IntervalName | None = None,
    layout: Layout = "tidy",
    conditions: str | Sequence[str] | None = None,
    scheme: SchemeName | Scheme | None = None,
    statistics: StatisticName | Sequence[StatisticName] = ("prevalence", "mean", "sd"),
    one_per_child: VisitRule | None = None,
    child: str | Sequence[str] | None = None,
    age_months: tuple[float, float] | None = None,
    flags: FlagsName = "who",
    target: float | Mapping[Any, float] | str | os.PathLike[str] | None = None,
    population: Any = None,
    min_n: int | None = None,
    profile: ProfileName | None = None,
    trust_z: bool = False,
    force: bool = False,
    progress: Progress = lambda _what, _done, _all: None,
    **reading: Unpack[ReadingOptions],
) -> Prevalence:
    """Estimate the prevalence of any number of files together.

    Parameters
    ----------
    paths
        Exports of e-PPGBM, tables with canonical column names, or files that score_files
        wrote; rows without z-scores are scored.
    output
        A .csv, .parquet, .xlsx or .json file; written whole or not at all. None for no file.
    one_per_child
        As in estimate_prevalence. None: ``"latest"`` if every file has the columns that identify
        children, otherwise ``"all"``. With ``"all"``, files may be larger than memory; otherwise
        some 80 bytes per row are held in memory.
    by, rollup, groups, period, weights, strata, cluster, nest, interval, layout, conditions, scheme
        As in estimate_prevalence; groups are compared as texts.
    standard, statistics, child, age_months, flags, min_n
        As in estimate_prevalence.
    target, population
        As in estimate_prevalence, or a file with them; for targets see read_targets.
    trust_z
        Use z-scores in the files as they are, even if zscore did not compute them; otherwise
        the measurements are scored.
    profile, force, progress, **reading
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
        As estimate_prevalence, for errors that do not depend on the files.

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
    check_flags(trust_z=trust_z, force=force, rollup=rollup)
    files = as_paths(paths)
    how = told(**reading)
    _check(files, output, profile, one_per_child, layout, force)
    sets = sets_in(groups, by)
    by_child = names_in(child, "child")
    if isinstance(target, str | os.PathLike):
        target = read_targets(target)
    if isinstance(population, str | os.PathLike):
        population = whole_table(input_in(population, "population"))
    run = Run(files, how, progress)
    run.open()
    if sets is None and by is None and layout == "who" and not rollup:
        sets = _standard_groups(run.sources)
    by = names_in(by, "by") if sets is None else columns_in(sets)
    design = Design(
        by=by,
        period=period,
        weights=weights,
        strata=strata,
        cluster=cluster,
        nest=nest,
        age_months=age_months,
        flags=flags,
        standard=standard,
    )
    _refuse_names(by, how.columns)
    texts = tuple(dict.fromkeys(n for n in (period, *by, strata, cluster) if n))
    own = {name for source in run.sources for name in columns_of(source)}
    if own and period is not None and not {period, canonical_name(period)} & {*own, *PERIODS}:
        raise UnknownNameError("unknown_period", name=period, known=", ".join(PERIODS))
    needs = _needs(run.sources, texts, weights, by_child, profile, trust_z=trust_z)
    _refuse(run, needs)
    # Only of files that can be counted.
    needs = _needs(run.sources, texts, weights, by_child, profile, trust_z=trust_z)
    untold = [
        files[index].name
        for index, sources in run.opened.items()
        if not all(can_tell_children(source, by_child) for source in sources)
    ]
    rule = one_per_child or ("all" if untold else "latest")
    if rule != "all":
        needs = replace(needs, key=secrets.token_bytes(16))
    wanted = names_in(statistics, "statistics")
    counted = partial(
        tally_table,
        design=design,
        conditions=conditions,
        scheme=scheme,
        means=layout == "who" or bool({"mean", "sd"} & set(wanted)),
        one_per_child=rule,
        child=() if rule == "all" else (NUMBERED,),
    )
    if isinstance(population, pa.Table):
        population = population.rename_columns([_called(n, by) for n in population.column_names])
    estimated = partial(
        estimate_tally,
        rollup=rollup,
        groups=sets,
        interval=interval,
        layout=layout,
        statistics=wanted,
        min_n=min_n,
        population=population,
    )
    nobody = empty_table(needs)
    estimated(counted(nobody), target=None)  # refuses a wrong call before any row is read
    streamed = rule == "all" and flags != "smart"  # whose mean is that of all rows
    rows = _Rows()
    for file in run.each_file():
        read = _Rows()
        for part in file.blocks(partial(_read, needs, counted if streamed else None, {})):
            read.add(part)
        if not file.is_refused:
            rows.add(read)
    # Rows held are counted together, because a child may be in several files.
    tally = Tally.of([counted(Table.concatenated([nobody, *rows.held])), *rows.tallies])
    found = Prevalence(
        table=estimated(tally, target=target) if run.opened else None,
        rows=rows.rows,
        blank_rows=rows.blank_rows,
        left_out=tally.left_out,
        passed_over=passed_over(paths),
        facts=rows.facts,
        warnings=[
            *warnings_of(rows.facts, counts=True, period=period, by=by),
            *_design_not_used(rows.facts, weights=weights, strata=strata, cluster=cluster),
        ],
        files=run.done,
        failed=run.refused,
        one_per_child=rule,
        untold=[] if one_per_child else untold,
        survey=tally.design.sampled,
    )
    if output is not None and found.files:
        schema = stamped(found.estimates.schema, profile)
        with output_file(Path(output), schema, force=force) as write:
            write(found.estimates)
        found.output = str(output)
    return found


def _refuse(run: Run, needs: TallyColumns) -> None:
    """Refuse files that cannot be counted because of their columns."""
    for index, sources in run.opened.items():
        errors = (refused(source, needs) for source in sources)
        if error := next((error for error in errors if error is not None), None):
            run.refuse(index, error)


def _standard_groups(sources: Sequence[Source]) -> Sets:
    """Return WHO Anthro's standard groups for which all tables have columns."""
    known = [Table(source.empty.needed) for source in sources]
    lacking = {"sex" for table in known if "sex" not in table}
    lacking |= {"age_group" for table in known if not read_ages(table)[2]}
    return tuple(names for names in WHO_GROUPS if not lacking & set(names))


def _called(heading: str, groups: Sequence[str]) -> str:
    """Return the group for a heading, such as subdistrict for Kecamatan, or the heading."""
    same = [name for name in groups if canonical_name(name) == canonical_name(heading)]
    return same[0] if same and heading not in groups else heading


def _needs(
    sources: Sequence[Source],
    texts: tuple[str, ...],
    weights: str | None,
    child: tuple[str, ...],
    profile: str | None,
    *,
    trust_z: bool,
) -> TallyColumns:
    own = {name for source in sources for name in columns_of(source)}
    return TallyColumns(
        z=_z(sources, trust_z=trust_z),
        texts=texts,
        weights=weights,
        child=child,
        place=places_of(sources),
        derived=frozenset(name for name in texts if name in DERIVED and name not in own),
        key=None,
        profile=profile,
        trust_z=trust_z,
    )


def _z(sources: Sequence[Source], *, trust_z: bool) -> tuple[str, ...]:
    """Return the z-scores that any table has or allows.

    If there are none, return the main ones, so that each table reports what it lacks.
    """
    found = {name for source in sources for name in possible_z(source, trust_z=trust_z)}
    return tuple(name for name in INDICATORS if name in (found or _MAIN))


@dataclass(kw_only=True)
class _Rows:
    """Rows read so far, held or counted."""

    held: list[Table] = field(default_factory=list)
    tallies: list[Tally] = field(default_factory=list)
    facts: list[TableFacts] = field(default_factory=list)
    rows: int = 0
    blank_rows: int = 0

    def add(self, other: _Rows) -> None:
        """Add the rows of a whole file."""
        self.held += other.held
        self.facts += other.facts
        self.rows += other.rows
        self.blank_rows += other.blank_rows
        for tally in other.tallies:
            add_to(self.tallies, tally, Tally.of)


def _read(
    needs: TallyColumns,
    counted: Callable[..., Tally] | None,
    of_table: dict[Source, TableFacts],
    source: Source,
    block: Block,
) -> _Rows:
    """Read a block, the first of a table without rows; ``counted`` None holds its rows."""
    read = _Rows(blank_rows=block.blank_rows)
    if source not in of_table:
        profile = needs.profile or (EPPGBM if source.of_register else WHO).name
        of_table[source] = TableFacts.of(source, profile, asked=needs.profile is not None)
        read.facts.append(of_table[source])
    table = projected(source, block, needs)
    facts = of_table[source]
    facts.add(block)
    z = {name: table.column(name) for name in needs.z}
    facts.add_z(block.needed, z, compare=not z_of(source, trust_z=needs.trust_z))
    read.rows = table.n
    if counted is None:
        read.held.append(table)
    else:
        read.tallies.append(counted(table))
    return read


def _design_not_used(tables: Sequence[TableFacts], **told: str | None) -> list[Warn]:
    """Return a warning about weights, strata or clusters in the files that are not used."""
    found = {
        option: column
        for option, column in _DESIGN.items()
        if told[option] is None and any(column in facts.reading.columns for facts in tables)
    }
    if not found:
        return []
    options = " ".join(f"--{option} {column}" for option, column in found.items())
    return [
        Warn(key="warn_design", values={"columns": ", ".join(found.values()), "options": options})
    ]


def _refuse_names(groups: Sequence[str], columns: Mapping[str, str]) -> None:
    """Refuse identifying columns as groups; RT and RW are allowed because they are places.

    Raises
    ------
    ColumnError
        Naming the column.
    """
    called = {heading: name for name, heading in columns.items()}
    for name in groups:
        own = called.get(name, canonical_name(name))
        if own not in _PLACES_TOO and (is_identity(name) or is_identity(own)):
            raise ColumnError("unit_is_identity", column=name)


def _check(
    files: Sequence[Path],
    output: str | os.PathLike[str] | None,
    profile: str | None,
    rule: str | None,
    layout: str,
    force: bool,
) -> None:
    """Refuse a wrong call.

    Raises
    ------
    OutputError, UnknownNameError
        With the reason.
    """
    if profile is not None:
        profile_named(profile)
    name_in(layout, "layout")
    if name_in(rule, "one_per_child") is not None and rule not in RULES:
        raise UnknownNameError("unknown_rule", name=rule, known=", ".join(RULES))
    if output is not None:
        check_sink(path_in(output, "output"), files, force=force)


def check_sink(sink: Path, files: Sequence[Path], *, force: bool) -> None:
    """Refuse an output that cannot be written, or that is one of the files that are read.

    Raises
    ------
    OutputError
        Saying why.
    """
    check_output(sink, force=force)
    if os.path.realpath(sink) in map(os.path.realpath, files):
        raise OutputError("output_is_input", file=sink.name)
