"""Children between two periods: newly affected, still affected, recovered, lost, entered.

A child is compared with itself, by the latest visit in each period; every child of either period is
in exactly one of the counts, so that they add up over regions.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from zscore.arguments import check_flag, name_in, names_in
from zscore.children.frames import Table, in_kind
from zscore.classify.classification import Values, codes_of
from zscore.classify.schemes import Condition
from zscore.errors import ColumnError, ParameterError, UnknownNameError, listed
from zscore.growth.linking import children_of, days_of, ordered_visits
from zscore.prevalence.conditions import Proportion, proportions_of
from zscore.prevalence.intervals import normal_quantile, wilson_limits
from zscore.prevalence.periods import PERIODS, derived_key
from zscore.sums.groups import GroupSums, depths, level_of
from zscore.sums.keys import key_of
from zscore.who_lms.measurements import read_ages
from zscore.who_lms.standards import WHO_2006

Flags = NDArray[np.bool_]
Rows = NDArray[np.int64]
CONDITIONS = ("stunting", "underweight", "wasting")
# Of the children that are in both periods, in the first alone, and in the second alone.
COUNTS = (
    *("new", "persisting", "recovered", "never", "not_measured"),
    *("aged_out", "lost", "entered"),
)
NEAR = 20  # hundredths of z; a change within it is as likely a difference of measuring
DENOMINATORS = ("unaffected", "measured")
_PATTERNS = {
    "month": re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])"),
    "quarter": re.compile(r"[0-9]{4}-Q[1-4]"),
    "year": re.compile(r"[0-9]{4}"),
}


class Pair(NamedTuple):
    """The rows of each child in two periods, -1 where it was not seen."""

    before: Rows
    after: Rows


def compare_periods(
    scored: Any,
    before: str,
    after: str,
    *,
    conditions: str | Sequence[str] = CONDITIONS,
    by: str | Sequence[str] = (),
    rollup: bool = False,
    incidence_of: str = "unaffected",
    child: str | Sequence[str] = (),
    columns: Mapping[str, str] | None = None,
) -> Any:
    """Return who is newly affected, still affected, recovered, lost and entered.

    Parameters
    ----------
    scored
        A table of visits with ``visit_date`` and z-scores, as score_children returns it.
    before, after
        Two periods: months (``"2024-07"``), quarters (``"2024-Q3"``) or years (``"2024"``).
    conditions
        Conditions of estimate_prevalence.
    by, rollup
        Columns of groups; with ``rollup`` also the groups above them and all children. A child that
        moved is where it was last seen.
    incidence_of
        What new cases are divided by: ``"unaffected"``, children of both periods that were not
        affected before, or ``"measured"``, all that were measured after.
    child, columns
        As in weight_gain.

    Returns
    -------
    table of the same kind
        A row for each group and condition, with ``level`` (of a roll-up), the columns of groups,
        ``condition``, ``before``, ``after``, and numbers of children:

        - in both periods, with a class in both: ``new``, ``persisting``, ``recovered``, ``never``;
          ``not_measured``: without a class in one of them;
        - before alone: ``aged_out``, five years old by the end of ``after``, and ``lost``;
        - after alone: ``entered``;
        - ``near_cutoff``: of the new and recovered, those whose z lay within 0.2 of the
          cut-off in both periods; missing for conditions of several measurements;
        - ``unlinked``: rows of either period whose child cannot be told, which are in no other.

        And ``incidence`` [%] with its 95 % Wilson interval ``ci_low``, ``ci_high`` and
        ``mean_change``, the mean of z after less z before.

    Raises
    ------
    ColumnError
        If a column is missing.
    ParameterError
        If ``before`` or ``after`` is not a period, they are not of one length, or not in order.
    UnknownNameError
        If there is no such condition, or way to divide.

    Examples
    --------
    >>> import zscore as zs
    >>> visits = {"id": [1, 1, 2, 2, 3], "haz": [-1.9, -2.1, -2.5, -2.4, -2.2],
    ...           "visit_date": ["2024-07-03", "2024-08-05"] * 2 + ["2024-07-09"]}
    >>> changes = zs.compare_periods(
    ...     visits, "2024-07", "2024-08", conditions="stunting", child="id")
    >>> {name: int(changes[name][0]) for name in ("new", "persisting", "lost", "near_cutoff")}
    {'new': 1, 'persisting': 1, 'lost': 1, 'near_cutoff': 1}
    """
    table = Table(scored, columns)
    period = _length_of(before, after)
    groups = names_in(by, "by")
    check_flag(rollup, "rollup")
    if name_in(incidence_of, "incidence_of") not in DENOMINATORS:
        raise UnknownNameError(
            "unknown_denominator", name=incidence_of, known=", ".join(DENOMINATORS)
        )
    for name in groups:
        if name not in table:
            raise ColumnError("group_missing", column=name, found=listed(table.names))
    proportions = proportions_of(table.names, None, conditions, table.names)
    when = derived_key(table, period)
    labels = when.take(when.codes)
    young = _under_five(table)
    seen = [np.asarray(pc.fill_null(pc.equal(labels, p), False)) & young for p in (before, after)]
    child_of = children_of(table, child)
    pair = _pairs(child_of, days_of(table), seen)
    unlinked = np.flatnonzero((seen[0] | seen[1]) & (child_of < 0))
    counted = _children(table, proportions, pair, _end_of(after, period))
    rows = np.where(pair.after >= 0, pair.after, pair.before)  # where it was last seen
    whole = _summed(table, groups, rows, unlinked, counted, rollup=rollup)
    return in_kind(
        _finished(whole, groups, (before, after), incidence_of, rollup=rollup), table.kind
    )


def _length_of(before: Any, after: Any) -> str:
    """Return the kind of both periods, one of PERIODS.

    Raises
    ------
    ParameterError
        If one is not a period, they are of two kinds, or the second is not the later.
    """
    kinds = []
    for value, argument in ((before, "before"), (after, "after")):
        text = name_in(value, argument) or ""
        kinds.append(next((kind for kind in PERIODS if _PATTERNS[kind].fullmatch(text)), None))
    if kinds[0] is None or kinds[0] != kinds[1] or not before < after:
        raise ParameterError("periods_wrong")
    return kinds[0]


def _end_of(period: str, kind: str) -> int:
    """Return the last day of a period, counted from 1970-01-01."""
    year, part = int(period[:4]), period[5:].lstrip("Q")
    months = {"month": 1, "quarter": 3, "year": 12}[kind]
    following = (year - 1970) * 12 + months * (int(part) if part else 1)
    return int(np.datetime64(following, "M").astype("M8[D]").astype(np.int64)) - 1


def _under_five(table: Table) -> Flags:
    """Return the rows that prevalence counts; a missing age is no reason to leave one out."""
    age = read_ages(table)[0]
    return ~(np.floor(age + 0.5) > WHO_2006.last_day_counted)


def _pairs(child: Rows, days: NDArray[np.float64], seen: Sequence[Flags]) -> Pair:
    """Return the latest row of each child in both periods; children of neither are left out."""
    order = ordered_visits(child, days)[0]
    latest = np.full((2, int(child.max(initial=-1)) + 1), -1, np.int64)
    for rows, flags in zip(latest, seen, strict=True):
        visits = order[flags[order]]
        rows[child[visits]] = visits  # of several the last remains
    there = (latest >= 0).any(axis=0)
    return Pair(latest[0, there], latest[1, there])


def _children(
    table: Table, proportions: Sequence[Proportion], pair: Pair, end: int
) -> dict[str, dict[str, NDArray[np.int64]]]:
    """Return for each condition what is summed, as whole numbers for each child.

    Changes of z are summed in hundredths, so that sums are the same in any order.
    """
    values = Values(table)
    in_before, in_after = pair.before >= 0, pair.after >= 0
    both = in_before & in_after
    age = read_ages(table)[0] + end - days_of(table)  # on the last day of the second period
    old = np.floor(age + 0.5)[pair.before] > WHO_2006.last_day_counted
    gone = in_before & ~in_after
    found = {}
    for proportion in proportions:
        codes = codes_of(proportion.part, values)
        classed = [(rows >= 0) & (codes[rows] >= 0) for rows in pair]
        was, is_now = (np.isin(codes[rows], proportion.classes) for rows in pair)
        compared = classed[0] & classed[1]
        counts = {
            "new": compared & ~was & is_now,
            "persisting": compared & was & is_now,
            "recovered": compared & was & ~is_now,
            "never": compared & ~was & ~is_now,
            "not_measured": both & ~compared,
            "aged_out": gone & old,
            "lost": gone & ~old,
            "entered": in_after & ~in_before,
            "measured": classed[1],
        }
        numbers = {name: flags.astype(np.int64) for name, flags in counts.items()}
        if isinstance(proportion.part, Condition):
            column = values[proportion.part.value]
            z = [np.rint(100 * np.where(compared, column[rows], np.nan)) for rows in pair]
            cutoff = round(100 * _cutoff_of(proportion.part, proportion.classes))
            near = (abs(z[0] - cutoff) <= NEAR) & (abs(z[1] - cutoff) <= NEAR)
            numbers["near_cutoff"] = np.where(near, numbers["new"] + numbers["recovered"], 0)
            change = z[1] - z[0]
            numbers["changes"] = (~np.isnan(change)).astype(np.int64)
            numbers["change"] = np.nan_to_num(change).astype(np.int64)
        found[proportion.name] = numbers
    return found


def _cutoff_of(part: Condition, classes: Sequence[int]) -> float:
    """Return the one cut-off between the children with a condition and those without."""
    cutoffs = (*part.below, *part.above)
    return cutoffs[max(classes)] if 0 in classes else cutoffs[min(classes) - 1]


def _summed(
    table: Table,
    groups: Sequence[str],
    rows: Rows,
    unlinked: Rows,
    counted: Mapping[str, Mapping[str, NDArray[np.int64]]],
    *,
    rollup: bool,
) -> pa.Table:
    """Return the sums of each condition by group, the groups above first."""
    at = np.concatenate([rows, unlinked])
    keys = {}
    for name in groups:
        key = key_of(table.column(name)).ordered()
        keys[name] = key.take(key.codes[at])
    nobody = np.zeros(len(unlinked), np.int64)
    lowest = {}
    for condition, counts in counted.items():
        sums = {name: np.append(numbers, nobody) for name, numbers in counts.items()}
        sums["unlinked"] = np.repeat([0, 1], [len(rows), len(unlinked)])
        lowest[condition], _ = GroupSums(keys=keys, sums=sums).rolled_up(groups)
    tables = []
    for depth in depths(groups, rollup=rollup):
        for condition, below in lowest.items():
            added, _ = below.rolled_up(groups[:depth])
            level = level_of(added, groups, depth, rollup=rollup, lowest=below)
            label = pa.repeat(pa.scalar(condition, pa.string()), level.groups)
            tables.append(pa.table({**level.columns(), "condition": label, **level.sums}))
    return pa.concat_tables(tables, promote_options="default")


def _finished(
    whole: pa.Table,
    groups: Sequence[str],
    periods: tuple[str, str],
    incidence_of: str,
    *,
    rollup: bool,
) -> pa.Table:
    """Return the columns of the result, with what follows from the sums."""
    n = {name: whole[name].to_numpy() for name in (*COUNTS, "measured")}
    at_risk = n["new"] + n["never"] if incidence_of == "unaffected" else n["measured"]
    with np.errstate(invalid="ignore", divide="ignore"):
        share = n["new"] / at_risk
    low, high = wilson_limits(share, at_risk.astype(np.float64), normal_quantile())
    before, after = (pa.array([period] * len(whole), pa.string()) for period in periods)
    near, changes, change = (
        whole[name] if name in whole.column_names else pa.nulls(len(whole), pa.int64())
        for name in ("near_cutoff", "changes", "change")
    )
    compared = pc.if_else(pc.equal(changes, 0), None, changes)
    columns = {
        **({"level": whole["level"]} if rollup else {}),
        **{name: whole[name] for name in groups},
        "condition": whole["condition"],
        "before": before,
        "after": after,
        **{name: whole[name] for name in COUNTS},
        "near_cutoff": near,
        "unlinked": whole["unlinked"],
        "incidence": pa.array(100 * share, from_pandas=True),
        "ci_low": pa.array(100 * low, from_pandas=True),
        "ci_high": pa.array(100 * high, from_pandas=True),
        "mean_change": pc.divide(pc.divide(change.cast(pa.float64()), 100.0), compared),
    }
    return pa.table(columns)
