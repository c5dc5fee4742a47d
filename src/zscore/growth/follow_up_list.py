"""The list of children to visit: each child once, by its gravest reason.

A measurement that verify doubts is marked: such a child is measured again before anything else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from zscore.arguments import check_flag, day_in, names_in
from zscore.children.arrow_columns import as_arrow
from zscore.children.columns import COLUMNS, IDENTITY
from zscore.children.frames import Table, arrow_array, in_kind
from zscore.classify.classification import Values, classes_of, codes_of
from zscore.classify.schemes import Scheme, scheme_named
from zscore.errors import ColumnError, ParameterError, listed
from zscore.growth.linking import CHILD, children_of, days_of, ordered_visits
from zscore.growth.weight_gain import (
    CODES,
    RED_LINE,
    Gains,
    gains_of,
    minimum_gain,
    plausible_waz,
)
from zscore.prevalence.conditions import MUAC
from zscore.quality.checks import CHECKS, CLASS, COUNTED
from zscore.quality.rows import MAIN
from zscore.quality.verification import verify
from zscore.who_lms.measurements import read_ages
from zscore.who_lms.standards import WHO_2006

Flags = NDArray[np.bool_]
Rows = NDArray[np.int64]
_RULES = "Bontang's dashboard (P1, P2, P3); not a national norm"


class Facts(NamedTuple):
    """What a reason is decided by, a value for each visit; NaN where it is missing."""

    haz: NDArray[np.float64]
    waz: NDArray[np.float64]
    whz: NDArray[np.float64]
    arm_circumference_cm: NDArray[np.float64]  # of the ages that it has classes for
    oedema: Flags
    gains: Gains


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why a child is on the list; ``rule`` says of which visits it holds."""

    name: str
    priority: int
    rule: Callable[[Facts], Flags]
    titles: Mapping[str, str]
    source: str = _RULES


# The gravest first: a child is on the list by the first that holds at its latest visit.
REASONS = (
    Reason(name="severe_wasting", priority=1, rule=lambda facts: facts.whz < -3,
           titles={"en": "severely wasted", "id": "gizi buruk"}),
    Reason(name="oedema", priority=1, rule=lambda facts: facts.oedema,
           titles={"en": "oedema", "id": "edema"}),
    Reason(name="severe_muac", priority=1,
           rule=lambda facts: facts.arm_circumference_cm < MUAC.below[0],
           titles={"en": "arm circumference below 11.5 cm", "id": "LiLA di bawah 11,5 cm"}),
    Reason(name="severe_stunting", priority=2, rule=lambda facts: facts.haz < -3,
           titles={"en": "severely stunted", "id": "sangat pendek"}),
    Reason(name="stunting", priority=2, rule=lambda facts: facts.haz < -2,
           titles={"en": "stunted", "id": "pendek"}),
    Reason(name="not_gained_twice", priority=3, rule=lambda facts: facts.gains.twice,
           titles={"en": "no adequate weight gain twice in a row (2T)",
                   "id": "berat badan tidak naik dua kali berturut-turut (2T)"}),
    Reason(name="below_red_line", priority=3, rule=lambda facts: facts.waz < RED_LINE,
           titles={"en": "below the red line (BGM)", "id": "di bawah garis merah (BGM)"}),
)  # fmt: skip
_VISIT = ("visit_date", "weight_kg", "length_height_cm", "measured", MUAC.value)


def follow_up(
    visits: Any,
    *,
    reasons: Sequence[Reason] = REASONS,
    scheme: str | Scheme = "who",
    kbm: str | Any = "kms",
    today: date | None = None,
    keep_identity: bool = False,
    child: str | Sequence[str] = (),
    columns: Mapping[str, str] | None = None,
) -> Any:
    """Return the children to visit, each once, those who need it most first.

    Parameters
    ----------
    visits
        A table of visits with z-scores, as score_children returns it, with what weight_gain
        needs; one row a visit, several months for weight gain.
    reasons
        Why a child is on the list, the gravest first.
    scheme
        The classes that are shown, as in classify_children.
    kbm, child, columns
        As in weight_gain.
    today
        The day the list is made for; None for the day it is. Children who are five by then are
        not on it, and neither are visits after it.
    keep_identity
        Also return the columns that say who a child is: NIK, name, parents, address.

    Returns
    -------
    table of the same kind
        A row for each child that has a reason at its latest visit, by place, priority and z:

        - ``priority`` (1 to 3), ``reason``, and ``reasons``, all that hold, with ``; `` between;
        - ``measure_again``: verify doubts the measurement, or the dates, in a way that may change a
          class; ``doubts`` names the checks;
        - the columns of places that there are, ``row`` of the latest visit in ``visits``
          (from 1), ``child_number``, ``sex``, ``birth_date``, and ``age_days`` on ``today``;
        - the latest visit: date, measurements, z-scores and classes, and ``weight_gain_code``;
        - the visit before it, with ``previous_`` before the names;
        - ``next_visit_due``: a month after the latest visit.

        A child who cannot be linked is on it by each of its visits.

    Raises
    ------
    ColumnError
        If a column is missing.
    ParameterError
        If ``reasons`` are not of ``Reason``, or ``today`` is not a date.

    Examples
    --------
    >>> import zscore as zs
    >>> from datetime import date
    >>> visits = zs.score_children({
    ...     "id": [1, 2], "sex": ["f", "m"], "birth_date": ["2023-01-05"] * 2,
    ...     "visit_date": ["2024-08-05", "2024-08-06"], "weight_kg": [9.9, 10.4],
    ...     "length_height_cm": [74.0, 82.5], "measured": ["lying"] * 2})
    >>> found = zs.follow_up(visits, child="id", today=date(2024, 8, 31))
    >>> found["reason"].tolist(), found["haz"].tolist()
    (['stunting'], [-2.61])
    """
    table = Table(visits, columns)
    chosen = _reasons_in(reasons)
    check_flag(keep_identity, "keep_identity")
    if not any(name in table for name in MAIN):
        raise ColumnError("not_scored", lacking=listed(MAIN), found=listed(table.names))
    day = np.datetime64(day_in(today, "today"), "D")
    children = children_of(table, child)
    gains = gains_of(table, children, minimum_gain(kbm))
    facts = _facts(table, gains)
    latest, before = _last_two(table, children, day)
    held = np.zeros((len(chosen) or 1, len(latest)), bool)
    for k, reason in enumerate(chosen):
        held[k] = reason.rule(facts)[latest]
    listed_ones = held.any(axis=0)
    latest, before, held = latest[listed_ones], before[listed_ones], held[:, listed_ones]
    first = held.argmax(axis=0)
    verified = verify(
        table.native,
        today=day.astype(date),
        child=names_in(child, "child") or None,
        columns=columns,
    )
    doubts = _doubts(verified.rows, latest)
    columns_of_list: dict[str, Any] = {
        "priority": pa.array([chosen[k].priority for k in first], pa.int64()),
        "reason": pa.array([chosen[k].name for k in first], pa.string()),
        "reasons": pa.array([_joined(chosen, flags) for flags in held.T], pa.string()),
        "measure_again": pa.array([bool(names) for names in doubts], pa.bool_()),
        "doubts": pa.array([names or None for names in doubts], pa.string()),
    }
    columns_of_list |= _of_children(table, latest, children, day, keep_identity=keep_identity)
    columns_of_list |= _of_visits(table, latest, before, scheme, gains)
    found = pa.table(columns_of_list)
    return in_kind(found.take(_order(found, held, facts, latest)), table.kind)


def _reasons_in(reasons: Any) -> tuple[Reason, ...]:
    """Return reasons.

    Raises
    ------
    ParameterError
        If they are something else.
    """
    if not isinstance(reasons, Sequence) or not all(isinstance(r, Reason) for r in reasons):
        raise ParameterError("reasons_wrong")
    return tuple(reasons)


def _facts(table: Table, gains: Gains) -> Facts:
    """Return what the reasons are decided by; implausible values are missing."""
    values = Values(table)
    nothing = np.full(table.n, np.nan)

    def plausible(name: str) -> NDArray[np.float64]:
        return values.plausible(name, oedema_is_lowest=False) if name in table else nothing

    arm = plausible(MUAC.value)
    if MUAC.value in table:
        arm = np.where(codes_of(MUAC, values) >= 0, arm, np.nan)
    return Facts(
        haz=plausible("haz"),
        waz=plausible_waz(table),
        whz=plausible("whz"),
        arm_circumference_cm=arm,
        oedema=values.oedema,
        gains=gains,
    )


def _last_two(table: Table, children: Rows, today: np.datetime64) -> tuple[Rows, Rows]:
    """Return the latest visit of each child under five, and the one before it, -1 for none."""
    days = days_of(table)
    end = float(today.astype(np.int64))
    over = np.floor(read_ages(table)[0] + 0.5 + end - days) > WHO_2006.last_day_counted
    usable = ~(over | (days > end))
    alone = np.flatnonzero((children < 0) & usable)
    order, begins = ordered_visits(np.where(usable, children, -1), days)
    last = begins[1:] - 1
    latest = order[last]
    has_other = last > begins[:-1]
    before = np.where(has_other, order[np.maximum(last - 1, 0)], -1)
    return np.append(latest, alone), np.append(before, np.full(len(alone), -1))


def _doubts(verified: Any, latest: Rows) -> list[str]:
    """Return the names of the checks by which a class may be another, for each latest visit."""
    grave = {check.name for check in CHECKS
             if check.severity != "note" and check.changes in (CLASS, COUNTED)}  # fmt: skip
    marks = as_arrow(Table(verified).column("checks")).take(pa.array(latest)).to_pylist()
    return ["; ".join(name for name in (mark or "").split("; ") if name in grave) for mark in marks]


def _joined(reasons: Sequence[Reason], flags: Flags) -> str:
    return "; ".join(reason.name for reason, held in zip(reasons, flags, strict=True) if held)


def _of_children(
    table: Table, latest: Rows, children: Rows, today: np.datetime64, *, keep_identity: bool
) -> dict[str, Any]:
    """Return the columns of places and of the children themselves."""
    at = pa.array(latest)
    places = [c.name for c in COLUMNS if c.group == "place" and c.name in table]
    identity = [c.name for c in COLUMNS if c.name in IDENTITY and c.name in table]
    names = [*places, *(identity if keep_identity else ())]
    columns = {name: as_arrow(table.column(name)).take(at) for name in names}
    columns["row"] = pa.array(latest + 1)
    columns[CHILD] = pa.array(children[latest] + 1, mask=children[latest] < 0)
    for name in ("sex", "birth_date"):
        if name in table:
            columns[name] = as_arrow(table.column(name)).take(at)
    age = read_ages(table)[0][latest] + float(today.astype(np.int64)) - days_of(table)[latest]
    columns["age_days"] = pa.array(age, from_pandas=True)
    return columns


def _of_visits(
    table: Table, latest: Rows, before: Rows, scheme: str | Scheme, gains: Gains
) -> dict[str, Any]:
    """Return the columns of the latest visit, and of the one before it."""
    names = [name for name in (*_VISIT, *MAIN) if name in table]
    columns = {name: as_arrow(table.column(name)).take(pa.array(latest)) for name in names}
    for name, classes in classes_of(table, scheme_named(scheme)).items():
        columns[name] = arrow_array(classes).take(pa.array(latest)).cast(pa.string())
    codes = gains.code[latest]
    labels = pa.array(CODES).take(pa.array(codes, mask=codes < 0))
    columns["weight_gain_code"] = labels
    at = pa.array(before, mask=before < 0)
    for name in names:
        if name in ("visit_date", "weight_kg", "length_height_cm", *MAIN):
            columns[f"previous_{name}"] = as_arrow(table.column(name)).take(at)
    days = days_of(table)[latest]
    dated = "visit_date" in table and not np.isnan(days).all()
    due = [_a_month_later(day) if dated and not np.isnan(day) else None for day in days]
    columns["next_visit_due"] = pa.array(due, pa.date32())
    return columns


def _a_month_later(day: float) -> date:
    """Return the same day of the next month, or its last."""
    visit = np.datetime64(int(day), "D")
    month = visit.astype("M8[M]")
    last = (month + 2).astype("M8[D]") - 1
    following: date = min(
        (month + 1).astype("M8[D]") + (visit - month.astype("M8[D]")), last
    ).item()
    return following


def _order(found: pa.Table, held: Flags, facts: Facts, latest: Rows) -> pa.Array:
    """Return the rows by place, priority, reason and how low z is."""
    lowest = np.nanmin([np.where(np.isnan(z), np.inf, z)[latest]
                        for z in (facts.whz, facts.haz, facts.waz)], axis=0)  # fmt: skip
    places = [c.name for c in COLUMNS if c.group == "place" and c.name in found.column_names]
    keyed = found.select([*places, "priority"])
    keyed = keyed.append_column("first", pa.array(held.argmax(axis=0)))
    keyed = keyed.append_column("lowest", pa.array(lowest)).append_column("row", found["row"])
    return pc.sort_indices(keyed, sort_keys=[(name, "ascending") for name in keyed.column_names])
