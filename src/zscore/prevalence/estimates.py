"""Estimation of prevalence, which joins tallies, levels, intervals and judgement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from numbers import Integral
from typing import TYPE_CHECKING, Any, TypedDict, Unpack, overload

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from zscore._options import (
    FlagsName,
    IntervalName,
    Layout,
    SchemeName,
    StandardName,
    StatisticName,
    TableT,
    VisitRule,
)
from zscore.arguments import check_flag, name_in, names_in
from zscore.children.arrays import MISSING, Floats
from zscore.children.frames import Categories, Table, arrow_array, in_kind
from zscore.classify.schemes import Scheme
from zscore.errors import ParameterError, TableError, UnknownNameError, shown_number
from zscore.prevalence.changes import CHANGES, add_changes
from zscore.prevalence.group_sets import (
    Groups,
    Sets,
    as_in_anthro,
    columns_in,
    of_each,
    sets_in,
    sets_of,
)
from zscore.prevalence.intervals import INTERVALS
from zscore.prevalence.judgement import Population, add_classes, add_targets
from zscore.prevalence.levels import Estimates, estimates_of, sample_of
from zscore.prevalence.quantities import quantities_of
from zscore.prevalence.suppression import hidden_groups
from zscore.prevalence.tally import Design, Tally, tally_children
from zscore.prevalence.wide import wide_columns
from zscore.sums.groups import depths
from zscore.sums.keys import groups_of
from zscore.who_lms.standards import WHO_2006

if TYPE_CHECKING:
    import pandas as pd  # whose import takes time that files do not need

LAYOUTS = ("tidy", "who")
_HIDDEN = {"gap", "children_over_target", "design_effect"}
_NO_WIDTH = 1e-9  # a width of shares below which an interval has none
NOTES = ("no interval at 0 % or 100 %", "no variation between clusters")


class EstimateOptions(TypedDict, total=False):
    """Arguments of estimate_prevalence besides the table and ``by``."""

    rollup: bool
    groups: Groups | None
    period: str | None
    weights: str | None
    strata: str | None
    cluster: str | None
    nest: bool
    standard: StandardName
    interval: IntervalName | None
    layout: Layout
    conditions: str | Sequence[str] | None
    scheme: SchemeName | Scheme | None
    statistics: StatisticName | Sequence[StatisticName]
    one_per_child: VisitRule | None
    child: str | Sequence[str] | None
    age_months: tuple[float, float] | None
    flags: FlagsName
    target: float | Mapping[Any, float] | None
    population: Any
    min_n: int | None
    columns: Mapping[str, str] | None
    threads: int | None


@overload
def estimate_prevalence(
    scored: Tally, by: None = None, **options: Unpack[EstimateOptions]
) -> pd.DataFrame: ...
@overload
def estimate_prevalence(
    scored: Mapping[str, Any],
    by: str | Sequence[str] | None = None,
    **options: Unpack[EstimateOptions],
) -> dict[str, Any]: ...
@overload
def estimate_prevalence(
    scored: TableT, by: str | Sequence[str] | None = None, **options: Unpack[EstimateOptions]
) -> TableT: ...
def estimate_prevalence(
    scored: Any,
    by: str | Sequence[str] | None = None,
    *,
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
    one_per_child: VisitRule | None = "all",
    child: str | Sequence[str] | None = None,
    age_months: tuple[float, float] | None = None,
    flags: FlagsName = "who",
    target: float | Mapping[Any, float] | None = None,
    population: Any = None,
    min_n: int | None = None,
    columns: Mapping[str, str] | None = None,
    threads: int | None = None,
) -> Any:
    """Estimate prevalence and means with intervals, by groups and levels of groups.

    Parameters
    ----------
    scored
        A table with z-scores, as returned by score_children (of any supported kind), or a
        ``Tally``, whose groups and design are then used. It reads ``haz`` … ``ssz``,
        ``arm_circumference_cm``, ``oedema``, an age, and the columns named below. An
        implausible z counts as missing; oedema counts as below −3 for every weight-based z, and
        is excluded from means.
    by
        Columns of groups, the largest first: ``["district", "subdistrict", "village"]``. A group
        is its whole path. ``"age_group"`` (the standard's), ``"age_year"`` (of WHO 2007),
        ``"month"``, ``"quarter"`` and ``"year"`` are derived from the dates if no column has that
        name; codes of ``sex`` are shown as male and female. Missing values form a group.
    rollup
        Estimate at every level: all children, then by the first column, the first two, and so
        on; a column ``level`` names it. Each group is the sum of the groups below it.
    groups
        In place of ``by``, several groupings in one table:
        ``[[], ["age_group"], ["sex"], ["age_group", "sex"]]``, which is ``zs.WHO_GROUPS``.
        ``level`` names each: ``all``, ``age_group``, ``sex``, ``age_group + sex``. Of a Tally, any
        of its columns.
    period
        ``"month"``, ``"quarter"`` or ``"year"`` of ``visit_date``, or a column of periods that
        sort by time. Adds the change from the previous period.
    weights
        The column of survey weights; a missing weight is 0.
    strata
        The column of strata; rows without one are left out.
    cluster
        The column of clusters, within strata; rows without one are left out.
    nest
        Whether the same cluster in two strata means two clusters; if False, it is refused.
    standard
        The standard whose conditions are estimated, for children of its ages: ``"who2006"`` for
        those under five (children above 1826 days are left out, those without an age are not),
        or ``"who2007"`` for those from 5 to 19 years (60 to 228 months).
    interval
        ``"logit"`` (as in R and WHO Anthro; the default for a survey), ``"wilson"`` (the default
        for a census) or ``"exact"`` (Clopper–Pearson, or Korn–Graubard in a survey), all 95 %.
    layout
        ``"tidy"``, or ``"who"``: WHO Anthro's 134 columns, or the 93 of WHO AnthroPlus, with logit
        intervals. With ``groups``, its column ``Group`` comes before them; where neither ``by``
        nor ``groups`` is given, these are those of ``zs.WHO_GROUPS`` for which the table has
        columns.
    conditions
        Some of the names in column ``condition``; None for all that the table allows.
    scheme
        Also estimate the share of each class of this scheme, as in classify_children.
    statistics
        Some of ``"prevalence"``, ``"mean"``, ``"sd"`` and ``"total"`` (the weighted number of
        children, with the interval of the design).
    one_per_child
        ``"latest"`` or ``"first"`` visit of each child (in each period), or ``"all"`` rows.
        None, as in estimate_files: ``"latest"`` where the table has the columns that tell
        children apart, and ``"all"`` elsewhere.
    child
        The columns that identify children; None for ``birth_date``, ``sex``, ``child_name``
        (letters and digits only), ``village`` and ``posyandu``. Rows in which one of the first
        three is missing are kept.
    age_months
        For example ``(6, 59)``: only children of these completed months, both ends included;
        those without an age are left out. None for all under five years.
    flags
        Limits for implausible z-scores: ``"who"``, or ``"smart"`` in addition, which leaves
        out ``haz``, ``waz`` and ``whz`` further than 3 from their mean over all children that are
        counted (of those, children of 6 to 59 months within WHO's limits).
    target
        A prevalence to reach [%]: of stunting, or ``{"wasting": 5}``, or, with a period, of
        stunting by year, ``{2025: 18.8, 2026: 17.5}``.
    population
        A table with the columns of ``by`` and the expected number of children in one column
        or more: adds each with its coverage [%], and the groups without any children.
    min_n
        Suppress the estimates of groups with fewer children, and as many others as needed so
        that sums do not reveal them.
    columns
        Renames of columns, as in score_children.
    threads
        As in score_children.

    Returns
    -------
    table of the same kind
        pandas for a Tally. One row per group and quantity: the columns of ``by``,
        ``statistic``, ``indicator``, ``condition``, ``cutoff``, ``n`` (children with a class or
        a z), ``n_weighted``, ``numerator`` (those with the condition), ``estimate``
        (prevalence in %), ``se``, ``ci_low``, ``ci_high``, ``method``, and the WHO–UNICEF
        ``prevalence_class`` with those of both limits; for a survey ``design_effect``, ``df`` and
        ``ci_note``, which says why an interval has no width. docs/prevalence.md describes all
        columns.

    Raises
    ------
    ColumnError
        If a column is missing, has no values, or cannot be read, or a weight is negative.
    UnknownNameError
        If a name is unknown.
    TableError
        If a Tally is given together with groups or a design.

    References
    ----------
    WHO and UNICEF, Recommendations for data collection, analysis and reporting (2019), chapter 3;
    R survey 4.4 as called by WHO anthro 1.1.0.

    Examples
    --------
    >>> import zscore as zs
    >>> scored = {"haz": [-2.5, -1.0, -3.2, 0.4], "village": ["a", "a", "b", "b"]}
    >>> found = zs.estimate_prevalence(scored, by="village", rollup=True, conditions="stunting")
    >>> shares = found["statistic"] == "prevalence"
    >>> found["village"][shares].tolist(), found["estimate"][shares].tolist()
    ([None, 'a', 'b'], [50.0, 50.0, 50.0])
    """
    wanted = names_in(statistics, "statistics")
    sets = sets_in(groups, by)
    if isinstance(scored, Tally):
        given = (by, period, weights, strata, cluster, conditions, scheme, child, columns)
        others = age_months is not None or flags != "who" or standard != WHO_2006.name
        if any(given) or name_in(one_per_child, "one_per_child") not in {"all", None} or others:
            raise TableError("tally_has_groups")
        tally, kind = scored, "pandas"
    else:
        table = Table(scored, columns)
        if sets is None and by is None and name_in(layout, "layout") == "who" and not rollup:
            sets = sets_of(table)
        tally = tally_children(
            scored,
            by if sets is None else columns_in(sets),
            period=period,
            weights=weights,
            strata=strata,
            cluster=cluster,
            nest=nest,
            standard=standard,
            conditions=conditions,
            scheme=scheme,
            means=name_in(layout, "layout") == "who" or bool({"mean", "sd"} & set(wanted)),
            one_per_child=one_per_child,
            child=child,
            age_months=age_months,
            flags=flags,
            columns=columns,
            threads=threads,
        )
        kind = table.kind
    estimates = estimate_tally(
        tally,
        rollup=rollup,
        groups=sets,
        interval=interval,
        layout=layout,
        statistics=wanted,
        target=target,
        population=population,
        min_n=min_n,
    )
    return in_kind(estimates, kind)


def estimate_tally(
    tally: Tally,
    *,
    rollup: bool = False,
    groups: Sets | None = None,
    interval: str | None = None,
    layout: str = "tidy",
    statistics: str | Sequence[str] = ("prevalence", "mean", "sd"),
    target: float | Mapping[Any, float] | None = None,
    population: Any = None,
    min_n: int | None = None,
) -> pa.Table:
    """Estimate prevalence from a tally, and return a pyarrow table."""
    statistics = names_in(statistics, "statistics")
    check_flag(rollup, "rollup")
    if name_in(layout, "layout") not in LAYOUTS:
        raise UnknownNameError("unknown_layout", name=layout, known=", ".join(LAYOUTS))
    if min_n is not None and (not isinstance(min_n, Integral) or min_n < 1):
        raise ParameterError("bad_min_n", value=shown_number(min_n))
    wide = layout == "who"
    if groups is not None:
        for option, value in (("rollup", rollup), ("min_n", min_n), ("population", population)):
            if value is not None and value is not False:
                raise ParameterError("groups_with", option=option)
        of_one = partial(
            estimate_tally, interval=interval, layout=layout, statistics=statistics, target=target
        )
        table = of_each(tally, groups, of_one)
        return as_in_anthro(table, groups) if wide else table
    tally.require_design()
    levels = levels_of(
        tally,
        rollup=rollup,
        interval=_interval(interval, tally.design, wide=wide),
        statistics=("prevalence", "mean", "sd") if wide else statistics,
        target=target,
        population=population,
        min_n=min_n,
    )
    parts = [
        _wide(level, tally.design.standard) if wide else _tidy(level, tally.design)
        for level in levels
    ]
    return pa.concat_tables(parts, promote_options="permissive")


def _interval(name: str | None, design: Design, *, wide: bool) -> str:
    """Return the method of the intervals of proportions.

    Raises
    ------
    UnknownNameError
        If the method is unknown.
    """
    if name_in(name, "interval") is None:
        return "logit" if wide or design.sampled else "wilson"
    if name not in INTERVALS:
        raise UnknownNameError("unknown_interval", name=name, known=", ".join(INTERVALS))
    if name in {"exact", "korn-graubard"}:  # the same idea, for a census and for a survey
        return "korn-graubard" if design.sampled else "exact"
    return name


def levels_of(
    tally: Tally,
    *,
    rollup: bool,
    interval: str,
    statistics: Sequence[str],
    target: float | Mapping[Any, float] | None,
    population: Any,
    min_n: int | None,
) -> list[Estimates]:
    """Return the estimates of each level, the top level first."""
    design = tally.design
    expected = None if population is None else Population(population, design.by)
    if expected is not None and not design.sampled:
        tally = expected.with_all_groups(tally)
    expected = None if expected is None else expected.with_unknown(tally)
    quantities = quantities_of(tally, statistics)
    sample = sample_of(tally)
    levels = []
    # Suppression also needs the levels above, which may be published elsewhere.
    for depth in depths(design.by, rollup=rollup or min_n is not None):
        level = estimates_of(tally, depth, quantities, sample, interval, rollup=rollup)
        add_classes(level)
        if target is not None:
            add_targets(level, target, tally)
        if expected is not None:
            expected.add_coverage(level, depth, has_period=bool(design.period))
        levels.append(level)
    if min_n is not None:
        _hide(levels, min_n)
    if design.period:
        for level in levels:  # after suppression: a change would reveal the earlier value
            add_changes(level, sample)
    return levels if rollup else levels[-1:]


def _hide(levels: list[Estimates], min_n: int) -> None:
    """Suppress the numbers of groups that are small or would reveal one."""
    parent = [
        groups_of(level.keys[:-1], level.groups)[1]
        if len(level.keys) > len(levels[0].keys)
        else np.zeros(level.groups, np.intp)
        for level in levels
    ]
    hidden = [np.zeros(level.n.shape, bool) for level in levels]
    for k in range(len(levels[0].quantities)):
        n = [level.n[:, k].astype(np.int64) for level in levels]
        # If all suppressed children have the condition, each has it. Means do not reveal this.
        without = [
            np.nan_to_num(level.n_weighted - level.numerator, nan=1.0)[:, k] for level in levels
        ]
        for whole, found in zip(hidden, hidden_groups(n, without, parent, min_n), strict=True):
            whole[:, k] = found
    for level, gone in zip(levels, hidden, strict=True):
        for name in ("n", "n_weighted", "numerator", "estimate", "se", "low", "high"):
            getattr(level, name)[gone] = np.nan
        for name, values in level.more.items():
            if isinstance(values, Categories):
                values.codes[gone] = MISSING
            elif name in {"gap", "children_over_target", "design_effect"} or name.endswith(
                "_coverage"
            ):
                values[gone] = np.nan
        level.more["suppressed"] = gone


def _wide(level: Estimates, standard: str) -> pa.Table:
    return pa.table({**level.level.columns(), **wide_columns(level, standard)})


def _tidy(level: Estimates, design: Design) -> pa.Table:
    quantities = level.quantities
    each = pa.array(np.repeat(np.arange(level.groups, dtype=np.int32), len(quantities)))
    columns = {name: _repeated(array, each) for name, array in level.level.columns().items()}

    def same(values: list[str | None]) -> pa.Array:
        labels = tuple(dict.fromkeys(value for value in values if value is not None))
        codes = [MISSING if value is None else labels.index(value) for value in values]
        whole = np.tile(np.array(codes, np.int8), level.groups)
        return arrow_array(Categories(codes=whole, labels=labels))

    of = [q.proportion for q in quantities]
    columns |= {
        "statistic": same([q.statistic for q in quantities]),
        "indicator": same([q.indicator for q in quantities]),
        "condition": same([p.name if p else None for p in of]),
        "cutoff": same([p.cutoff if p else None for p in of]),
    }
    percent = np.array([100.0 if q.statistic == "prevalence" else 1.0 for q in quantities])
    whole = design.weights is None
    columns |= {
        "n": _whole(level.n),
        "n_weighted": _whole(level.n_weighted) if whole else _column(level.n_weighted),
        "numerator": _whole(level.numerator) if whole else _column(level.numerator),
        "estimate": _column(percent * level.estimate),
        "se": _column(percent * level.se),
        "ci_low": _column(percent * level.low),
        "ci_high": _column(percent * level.high),
        "method": same(level.method),
    }
    if design.sampled or "logit" in level.method:
        columns["ci_note"] = arrow_array(_notes(level))
    for name, values in level.more.items():
        if isinstance(values, Categories):
            columns[name] = arrow_array(replace(values, codes=values.codes.ravel()))
        else:
            columns[name] = _column(percent * values if name in CHANGES else values)
    return pa.table(columns)


def _notes(level: Estimates) -> Categories:
    """Return the reasons for intervals without width."""
    kind = np.array([q.statistic for q in level.quantities])
    with np.errstate(invalid="ignore"):
        none = (level.high - level.low <= _NO_WIDTH) & (kind == "prevalence")
        extreme = (level.estimate == 0) | (level.estimate == 1)
    codes = np.where(none, np.where(extreme, 0, 1), MISSING).astype(np.int8)
    return Categories(codes=codes.ravel(), labels=NOTES)


def _repeated(array: pa.Array, each: pa.Array) -> pa.Array:
    """Return values by index, with texts as a dictionary to avoid copies."""
    if pa.types.is_string(array.type):
        array = array.dictionary_encode()
    return array.take(each)


def _column(values: Floats) -> pa.Array:
    """Return a column, null where missing."""
    return arrow_array(values.ravel())


def _whole(values: Floats) -> pa.Array:
    """Return a column of whole numbers, null where missing."""
    return pc.cast(_column(values), pa.int64())
