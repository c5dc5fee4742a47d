"""Tallies: the sums behind all estimates, which can be added over any blocks of rows.

Counts are whole numbers, and so are the sums of rounded z in hundredths: without weights, a tally
is identical to the last bit for any order and division of its rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from zscore._options import FlagsName, SchemeName, VisitRule
from zscore._threads import check_threads
from zscore.arguments import check_flag, name_in, names_in
from zscore.children.arrays import Codes, Floats, float_column
from zscore.children.frames import Table
from zscore.classify.classification import Values, codes_of
from zscore.classify.schemes import Combination, Condition, Scheme, labels_of, scheme_named
from zscore.errors import ColumnError, TableError, UnknownNameError, listed
from zscore.prevalence.children import IDENTIFYING, RULES, keep_one
from zscore.prevalence.conditions import Proportion, proportions_of
from zscore.prevalence.estimate_columns import RESULT_COLUMNS
from zscore.prevalence.periods import DERIVED, PERIODS, derived_key, labelled_sex
from zscore.prevalence.selection import ages_in, flags_in, of_ages, without_smart_flags
from zscore.sums.counting import SQUARES, Counted, count_rows, first_cells
from zscore.sums.groups import GroupSums, Sums
from zscore.sums.keys import Key, key_of, named_key
from zscore.who_lms.indicators import INDICATORS
from zscore.who_lms.measurements import read_ages
from zscore.who_lms.standards import WHO_2006, Standard, standard_named
from zscore.who_lms.tables import ages_of

Parts = tuple[Condition | Combination, ...]


@dataclass(frozen=True, kw_only=True)
class Design:
    """Design of a tally: children counted, groups, and sampling."""

    by: tuple[str, ...] = ()
    period: str | None = None
    weights: str | None = None
    strata: str | None = None
    cluster: str | None = None
    nest: bool = True
    age_months: tuple[float, float] | None = None  # completed months, both ends included
    flags: str = "who"
    standard: str = WHO_2006.name  # whose ages are counted

    def __post_init__(self) -> None:
        object.__setattr__(self, "age_months", ages_in(self.age_months))
        flags_in(self.flags)
        for name in ("period", "weights", "strata", "cluster", "standard"):
            name_in(getattr(self, name), name)
        standard_named(self.standard)
        check_flag(self.nest, "nest")

    @property
    def groups(self) -> tuple[str, ...]:
        """The columns of groups, the period first."""
        return (*((self.period,) if self.period else ()), *self.by)

    @property
    def keys(self) -> tuple[str, ...]:
        """All columns that identify sums: groups, then strata and clusters."""
        sample = (name for name in (self.strata, self.cluster) if name)
        return tuple(dict.fromkeys((*self.groups, *sample)))

    @property
    def sampled(self) -> bool:
        """Whether it is a survey, not a census."""
        return bool(self.weights or self.strata or self.cluster)


@dataclass(frozen=True, kw_only=True, repr=False)
class Tally:
    """Sums per group (and stratum and cluster) for estimating prevalence.

    Made by ``tally_children``; tallies of blocks of rows can be added with ``+`` or ``sum``.

    Parameters
    ----------
    design
        The columns of groups and of the sample.
    proportions, z
        The conditions, and the z-scores with a mean, that can be estimated.
    counted
        The groups that occur, and their sums.
    left_out
        Rows not in any sum, by reason.
    asked
        Whether conditions were requested, so that they are reported even without children.

    Examples
    --------
    >>> import zscore as zs
    >>> january = {"haz": [-2.5, -1.0], "village": ["a", "b"]}
    >>> february = {"haz": [-3.5], "village": ["a"]}
    >>> both = sum(zs.tally_children(t, "village", conditions="stunting")
    ...            for t in (january, february))
    >>> both.n
    3
    >>> zs.estimate_prevalence(both, statistics="prevalence")["estimate"].tolist()
    [100.0, 0.0]
    """

    design: Design
    proportions: tuple[Proportion, ...]
    z: tuple[str, ...]
    counted: GroupSums
    left_out: Counter[str] = field(default_factory=Counter)
    asked: bool = False

    def __repr__(self) -> str:
        """Return a short description with the number of rows."""
        by = ", ".join(self.design.keys) or "all"
        return f"Tally({self.n} rows, {self.size} groups by {by})"

    @property
    def size(self) -> int:
        """Number of groups."""
        return self.counted.size

    @property
    def keys(self) -> tuple[pa.Array, ...]:
        """One array per key of the design, of equal length: the groups that occur, in order."""
        return tuple(self.counted.keys.values())

    @property
    def sums(self) -> Sums:
        """Arrays by name, with groups along the first axis."""
        return self.counted.sums

    @property
    def n(self) -> int:
        """Number of rows counted."""
        return int(self.sums["rows"].sum())

    def require_design(self) -> None:
        """Refuse empty columns, and with ``nest=False`` clusters in several strata.

        Both can only be known for all rows together.

        Raises
        ------
        ColumnError
            With the name of the first.
        """
        rows = self.n + self.left_out.total()
        for name, key in zip(self.design.keys, self.keys, strict=True):
            if rows and key.null_count == len(key):
                raise ColumnError("group_empty", column=name)
        design = self.design
        if design.strata and design.cluster and not design.nest:
            kept = dict(zip(design.keys, self.keys, strict=True))
            _refuse_split_clusters(
                key_of(kept[design.strata]), key_of(kept[design.cluster]), design.cluster
            )
        if self.n and self.design.weights and not self.sums["weighted_rows"].any():
            raise ColumnError("no_weight", column=self.design.weights)

    @property
    def parts(self) -> Parts:
        """The distinct characteristics whose classes are counted."""
        return _parts(self.proportions)

    @property
    def firsts(self) -> NDArray[np.int64]:
        """Index of the first cell of each part, and the total number of cells."""
        return first_cells(_classes(self.parts))

    def __add__(self, other: Tally) -> Tally:
        """Return the tally of the rows of both."""
        return self.of([self, other]) if isinstance(other, Tally) else NotImplemented

    def __radd__(self, other: object) -> Self:
        """Support ``sum(tallies)``, which starts from 0."""
        if other == 0:
            return self
        return NotImplemented

    @classmethod
    def of(cls, tallies: Sequence[Tally]) -> Tally:
        """Add several tallies, faster than one at a time.

        Raises
        ------
        TableError
            If they count different things, or there are none.
        """
        if not tallies:
            raise TableError("no_tally")
        first = tallies[0]
        for other in tallies:
            if (other.design, other.proportions, other.z) != (
                first.design,
                first.proportions,
                first.z,
            ):
                raise TableError("tallies_differ")
        if first.design.flags == "smart" and len(tallies) > 1:
            raise TableError("smart_apart")
        counted, cluster = GroupSums.of([t.counted for t in tallies]), first.design.cluster
        if cluster is not None and len(counted.keys[cluster].unique()) > 1:
            # Blocks of one cluster each have sums that all of them together do not need.
            needed = {name: sums for name, sums in counted.sums.items() if name not in SQUARES}
            counted = replace(counted, sums=needed)
        return replace(
            first,
            counted=counted,
            left_out=sum((t.left_out for t in tallies), Counter()),
        )


def tally_children(
    scored: Any,
    by: str | Sequence[str] | None = None,
    *,
    period: str | None = None,
    weights: str | None = None,
    strata: str | None = None,
    cluster: str | None = None,
    nest: bool = True,
    standard: str = "who2006",
    conditions: str | Sequence[str] | None = None,
    scheme: SchemeName | Scheme | None = None,
    means: bool = True,
    one_per_child: VisitRule | None = "all",
    child: str | Sequence[str] | None = None,
    age_months: tuple[float, float] | None = None,
    flags: FlagsName = "who",
    columns: Mapping[str, str] | None = None,
    threads: int | None = None,
) -> Tally:
    """Count scored children by group, as sums that can be added.

    Parameters
    ----------
    scored, by, period, weights, strata, cluster, nest, standard, conditions, scheme, columns
        As in estimate_prevalence.
    means
        Keep the sums that means of z-scores need.
    one_per_child, child, age_months, flags
        As in estimate_prevalence, within this table. Tallies with SMART flags cannot be added,
        because the mean is over all children.
    threads
        As in score_children.

    Returns
    -------
    Tally
        A tally that can be added to others of the same design, for estimate_prevalence.

    Raises
    ------
    ColumnError, TableError, UnknownNameError
        As estimate_prevalence.

    Examples
    --------
    >>> import zscore as zs
    >>> blocks = [{"haz": [-2.5, -1.0]}, {"haz": [-3.5, float("nan")]}]
    >>> tally = sum(zs.tally_children(block) for block in blocks)
    >>> tally.n
    4
    """
    check_threads(threads)
    check_flag(means, "means")
    return tally_table(
        Table(scored, columns),
        Design(
            by=_names(by),
            period=period,
            weights=weights,
            strata=strata,
            cluster=cluster,
            nest=nest,
            age_months=age_months,
            flags=flags,
            standard=standard,
        ),
        conditions=conditions,
        scheme=scheme,
        means=means,
        one_per_child=one_per_child,
        child=_names(child),
        threads=threads,
    )


def tally_table(
    table: Table,
    design: Design,
    *,
    conditions: str | Sequence[str] | None,
    scheme: str | Scheme | None,
    means: bool,
    one_per_child: str | None,
    child: tuple[str, ...],
    threads: int | None = None,
) -> Tally:
    """Count an opened table; arguments as in tally_children."""
    _check_names(design)
    standard = standard_named(design.standard)
    found = proportions_of(
        [name for name in _value_columns(scheme) if name in table],
        None if scheme is None else scheme_named(scheme),
        conditions,
        found=table.names,
        standard=standard,
    )
    z = tuple(
        name
        for name in INDICATORS
        if means and name in table and any(name in p.part.values() for p in found)
    )
    if one_per_child is None:
        told_apart = all(name in table for name in child or IDENTIFYING)
        one_per_child = "latest" if told_apart else "all"
    if name_in(one_per_child, "one_per_child") not in RULES:
        raise UnknownNameError("unknown_rule", name=one_per_child, known=", ".join(RULES))
    keys = {name: _key(table, name, design) for name in design.keys}
    weight = None if design.weights is None else _weights(table, design.weights)
    left_out: Counter[str] = Counter()
    keep = np.ones(table.n, bool)
    period, cluster = design.period, design.cluster
    needed = {"no_period": period, "no_stratum": design.strata, "no_cluster": cluster}
    for reason, name in needed.items():
        if name is not None:
            missing = keys[name].codes == len(keys[name].values)
            left_out[reason] = int(np.count_nonzero(missing & keep))
            keep &= ~missing
    keep &= ~(gone := _age_outside(table, standard) & keep)
    left_out["age_outside"] = int(np.count_nonzero(gone))
    if design.age_months is not None:
        inside, unknown = of_ages(table, design.age_months)
        left_out["no_age"] = int(np.count_nonzero(keep & unknown))
        left_out["other_age"] = int(np.count_nonzero(keep & ~inside & ~unknown))
        keep &= inside
    if one_per_child != "all":
        once = keep_one(table, keep, one_per_child, child, None if period is None else keys[period])
        left_out["same_child"] = int(np.count_nonzero(keep & ~once))
        keep = once
    if design.flags == "smart":
        table = without_smart_flags(table, keep)
    # If all children are in one cluster, WHO Anthro treats each as a cluster.
    one_cluster = cluster is None or len(np.unique(keys[cluster].codes[keep])) <= 1
    counted = count_rows(
        keys,
        table.n,
        _counted(table, _parts(found), z, standard),
        keep=keep,
        weight=weight,
        squares=one_cluster,
        threads=threads,
    )
    return Tally(
        design=design,
        proportions=found,
        z=z,
        counted=counted,
        left_out=+left_out,
        asked=conditions is not None,
    )


def _counted(table: Table, parts: Parts, z: Sequence[str], standard: Standard) -> Counted:
    """Return the classes and z-scores of a table to be counted."""

    def read(rows: slice) -> tuple[Codes, Floats]:
        values = Values(table.slice(rows))
        plausible = np.empty((len(z), values.n))
        for k, name in enumerate(z):
            hides = INDICATORS[name].oedema_hides
            plausible[k] = values.plausible(name, oedema_is_lowest=hides, standard=standard.name)
        codes = np.array([codes_of(part, values) for part in parts])
        return codes, plausible

    return Counted(classes=_classes(parts), z=len(z), read=read)


def _classes(parts: Parts) -> list[int]:
    """Return the number of classes of each characteristic."""
    return [len(labels_of(part, next(iter(part.labels)))) for part in parts]


def _check_names(design: Design) -> None:
    """Refuse columns named twice, or with the name of a result column.

    Raises
    ------
    ColumnError
        With the name of the first.
    """
    for place, name in enumerate(design.groups):
        if name in design.groups[:place]:
            raise ColumnError("group_twice", column=name)
        if name in RESULT_COLUMNS:
            raise ColumnError("group_taken", column=name)


def _names(names: str | Sequence[str] | None) -> tuple[str, ...]:
    return names_in(names, "by")


def _value_columns(scheme: str | Scheme | None) -> list[str]:
    own = [] if scheme is None else scheme_named(scheme).values()
    return list(dict.fromkeys([*INDICATORS, "arm_circumference_cm", *own]))


def _parts(proportions: Iterable[Proportion]) -> Parts:
    parts: list[Condition | Combination] = []
    for proportion in proportions:
        if proportion.part not in parts:
            parts.append(proportion.part)
    return tuple(parts)


def _key(table: Table, name: str, design: Design) -> Key:
    if name not in table and name in DERIVED:
        return derived_key(table, name, standard_named(design.standard))
    if name not in table:
        if name == design.period:
            raise UnknownNameError("unknown_period", name=name, known=", ".join(PERIODS))
        raise ColumnError("group_missing", column=name, found=listed(table.names))
    key = named_key(table, name)
    return labelled_sex(key) if name == "sex" else key


def _weights(table: Table, name: str) -> Floats:
    """Return weights; a missing weight is 0, as in WHO Anthro.

    Raises
    ------
    ColumnError
        If one is negative or infinite.
    """
    if name not in table:
        raise ColumnError("group_missing", column=name, found=listed(table.names))
    weight = float_column(table.column(name), name)
    bad = (weight < 0) | np.isinf(weight)
    if bad.any():
        row = int(np.argmax(bad))
        raise ColumnError(
            "bad_weight",
            column=name,
            n=int(bad.sum()),
            rows=len(bad),
            value=f"{weight[row]:g}",
            row=row,
        )
    return np.where(np.isnan(weight), 0.0, weight)


def _refuse_split_clusters(strata: Key, cluster: Key, name: str) -> None:
    known = (strata.codes < len(strata.values)) & (cluster.codes < len(cluster.values))
    pairs = np.unique(cluster.codes[known].astype(np.int64) * strata.size + strata.codes[known])
    per_cluster = np.bincount(pairs // strata.size)
    if len(per_cluster) and per_cluster.max() > 1:
        raise ColumnError("cluster_split", column=name, n=int((per_cluster > 1).sum()))


def _age_outside(table: Table, standard: Standard) -> NDArray[np.bool_]:
    """Return which children are outside the ages of a standard.

    For under-fives, these are ages above its last rounded day, but not missing ages. From 5 to 19
    years, missing ages are outside as well.

    Raises
    ------
    ColumnError
        If an age is needed but missing.
    """
    days, months, source = read_ages(table)
    if standard.last_day_counted is not None:
        last = standard.last_day_counted
        return np.floor(days + 0.5) > last if source else np.zeros(table.n, bool)
    if not source:
        raise ColumnError("no_age", found=listed(table.names))
    first_month, last_month = ages_of(standard.name)
    return ~((months >= first_month) & (months <= last_month))
