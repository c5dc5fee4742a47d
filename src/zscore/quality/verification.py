"""Verification of tables of children, which joins rows and checks."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any, Unpack

import pyarrow as pa

from zscore._options import ProfileName
from zscore._threads import check_threads, cores, share
from zscore.arguments import check_flag
from zscore.children.frames import in_kind
from zscore.children.mapping import ReadingOptions, told
from zscore.quality.across import compare
from zscore.quality.checking import Checked, check_rows
from zscore.quality.checks import CHECKS
from zscore.quality.cliffs import cliff_tables
from zscore.quality.names import candidates, count_names
from zscore.quality.rows import names_of, open_rows
from zscore.quality.scorecard import card_tables
from zscore.quality.units import UnitSums

_BLOCK = 1 << 17  # rows that a thread checks at a time


@dataclass(frozen=True, kw_only=True, repr=False)
class Verification:
    """Result of verify.

    Parameters
    ----------
    rows
        The input table, of the same kind, with the columns of ``verify`` added.
    statuses, checks
        Numbers of rows by status, and by check that marked them.
    not_done
        Checks that were skipped, with the missing columns.
    names
        Posyandu names that may be spellings of the same one, as a table: ``candidate`` (the same
        number for each group), the places, ``posyandu`` as written, ``rows``.
    score_card, cliffs
        As score_card and find_cliffs return them; None without ``by``.
    """

    rows: Any
    statuses: Mapping[str, int]
    checks: Mapping[str, int]
    not_done: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    names: Any = None
    score_card: Any = None
    cliffs: Any = None

    def __repr__(self) -> str:
        """Return the number of rows by status."""
        counts = ", ".join(f"{n} {status}" for status, n in self.statuses.items())
        return f"Verification({counts})"


def verify(
    children: Any,
    by: str | Sequence[str] | None = None,
    *,
    rollup: bool = False,
    profile: ProfileName = "who",
    today: date | None = None,
    child: str | Sequence[str] | None = None,
    threads: int | None = None,
    **reading: Unpack[ReadingOptions],
) -> Verification:
    """Mark the rows that should be checked again, with suggested corrections.

    Parameters
    ----------
    children
        A table of measured children from read_eppgbm, or with canonical names (of any kind
        accepted by score_children). Checks whose columns are missing are skipped.
    by, rollup
        Columns of units as in score_card, for which a score card and counts at cut-offs are
        made too; ``()`` for all rows together, None for neither.
    profile
        ``"who"`` or ``"eppgbm"``: the rules of the z-scores; ``"eppgbm"`` for what read_eppgbm
        returns, as verify_files does for exports.
    today
        Visits after this day are in the future; None for the current day.
    child
        Columns that identify children, for checks over time; None for birth date, sex, name and,
        if present, village and posyandu.
    threads, **reading
        As in score_children.

    Returns
    -------
    Verification
        Its ``rows`` have the columns of ``children``, unchanged, and after them
        ``verification`` (``clean``; ``marked`` by an error or a doubt, not by a note alone;
        ``unreadable``: a cell could not be read), ``severity`` (the most severe of ``error``,
        ``doubt`` and ``note``), ``changes`` (what checking again may change: ``class``,
        ``counted`` at all, ``twice``, ``number``, ``nothing``), ``checks`` (names of
        findings, separated by ``; ``), ``carried_days`` (days for which weight and height have both
        been unchanged; missing otherwise), and
        ``suggested_weight_kg``, ``suggested_length_height_cm``,
        ``suggested_arm_circumference_cm``, ``suggested_head_circumference_cm``,
        ``suggested_birth_date`` and ``suggested_visit_date``: suggested
        values, missing if there is no suggestion.

    Raises
    ------
    ColumnError, CodeError
        If a column cannot be read, or no weight, length, arm or head can be scored.
    UnknownNameError
        If there is no such profile, or threads are no whole number above 0.

    References
    ----------
    WHO and UNICEF, Recommendations for data collection, analysis and reporting (2019), chapter 2.

    Examples
    --------
    >>> import zscore as zs
    >>> children = {"sex": ["f", "f"], "age_days": [683, 683], "weight_kg": [10.4, 10400.0],
    ...             "length_height_cm": [85.3, 85.3]}
    >>> found = zs.verify(children)
    >>> found.rows["checks"].tolist()
    [None, 'weight_outside; waz_implausible; whz_implausible; weight_in_grams']
    >>> found.rows["suggested_weight_kg"].tolist()
    [nan, 10.4]
    """
    check_threads(threads)
    check_flag(rollup, "rollup")
    rows = open_rows(children, profile, told(**reading), today, child)
    rows.read()  # in one thread, and so that a wrong column is refused before any loop
    units = UnitSums(by=names_of(by), rollup=rollup) if rollup or by is not None else None
    if units is not None:
        units.add_means(rows, threads)
    across = compare(rows, threads)
    blocks = [slice(k, min(k + _BLOCK, rows.n)) for k in range(0, max(rows.n, 1), _BLOCK)]
    done: dict[int, Checked] = {}

    def check_block(place: int) -> None:
        block = blocks[place]
        done[place] = check_rows(rows.part(block), across.part(block))

    share(deque(partial(check_block, place) for place in range(len(blocks))), threads or cores())
    if units is not None:
        units.add(rows, across, units.units_of(rows.table), threads)
    checked = Checked.of([done[place] for place in range(len(blocks))])

    def table_of(tables: Iterable[pa.Table]) -> Any:
        return in_kind(pa.concat_tables(tables, promote_options="permissive"), rows.native.kind)

    return Verification(
        rows=rows.native.with_columns(checked.columns()),
        statuses=checked.statuses(),
        checks=checked.counts,
        not_done={c.name: rows.lacking(*c.needs) for c in CHECKS if not rows.has(*c.needs)},
        names=table_of([candidates(count_names(rows.table))]),
        score_card=None if units is None else table_of(card_tables(units)),
        cliffs=None if units is None else table_of(cliff_tables(units)),
    )
