"""Verify a table of children: the one function that joins rows and checks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from zscore.column_values import MISSING, Codes
from zscore.columns import Categories, Column, Table
from zscore.eppgbm.layouts import FIELDS
from zscore.quality.checks import CHECKS, SEVERITIES, Check, Findings
from zscore.quality.rows import MAIN, Flags, Rows
from zscore.who_lms.indicators import INDICATORS, INPUT_COLUMNS
from zscore.who_lms.measurements import require_columns
from zscore.who_lms.profiles import profile_named

STATUSES = ("clean", "marked", "unreadable")
_BITS = 60  # checks that one whole number has room for


@dataclass(frozen=True, kw_only=True, repr=False)
class Verification:
    """What verify found.

    Parameters
    ----------
    rows
        The table as it was given, of the same kind, with the columns of ``verify`` added.
    statuses, checks
        How many rows have each status, and are marked by each check that could be done.
    not_done
        Checks that could not be done, and the columns that they lack.
    """

    rows: Any
    statuses: Mapping[str, int]
    checks: Mapping[str, int]
    not_done: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __repr__(self) -> str:
        """Return how many rows have each status."""
        counts = ", ".join(f"{n} {status}" for status, n in self.statuses.items())
        return f"Verification({counts})"


def verify(
    children: Any,
    *,
    profile: str = "eppgbm",
    columns: Mapping[str, str] | None = None,
    today: date | None = None,
) -> Verification:
    """Mark the rows that should be looked at again, with suggestions beside them.

    Parameters
    ----------
    children
        A table of measured children, as read_eppgbm returns it or with canonical names (any
        kind that score_children takes). Checks whose columns are not there are not done.
    profile
        ``"eppgbm"`` or ``"who"``: the rules of the z-scores.
    columns
        Names of columns where they are others, as in score_children.
    today
        Visits after this day are in the future; None for the day it is.

    Returns
    -------
    Verification
        Its ``rows`` have the columns of ``children``, unchanged, and after them
        ``verification`` (``clean``; ``marked`` by an error or a doubt, not by a note alone;
        ``unreadable``: a cell could not be read), ``severity`` (the gravest of ``error``,
        ``doubt`` and ``note``), ``checks`` (names of what was found, with ``; `` between), and
        ``suggested_weight_kg``, ``suggested_length_height_cm``, ``suggested_birth_date`` and
        ``suggested_visit_date``: what the value may have been meant to be; text or missing
        where nothing suggests itself.

    Raises
    ------
    ColumnError, CodeError
        If a column cannot be read, or neither a weight nor a length can be scored.
    UnknownNameError
        If there is no such profile.

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
    known = dict.fromkeys((*INPUT_COLUMNS, *(entry.name for entry in FIELDS)))
    table = Table(children, columns, known=list(known))
    rules = profile_named(profile)
    require_columns(table, [INDICATORS[name] for name in MAIN], asked=False)
    rows = Rows(table, rules, np.datetime64(today or date.today(), "D"))
    findings = Findings(rows)
    done = [check for check in CHECKS if rows.has(*check.needs)]
    flags = [check.rule(findings) for check in done]
    status = _statuses(rows, done, flags)
    added: dict[str, Column] = {
        "verification": Categories(codes=status, labels=STATUSES, ordered=True),
        "severity": Categories(codes=_gravest(rows.n, done, flags), labels=SEVERITIES),
        "checks": _names(rows.n, done, flags),
        "suggested_weight_kg": findings.slips.weight,
        "suggested_length_height_cm": findings.slips.length,
        "suggested_birth_date": pa.array(findings.dates.birth, pa.date32()),
        "suggested_visit_date": pa.array(findings.dates.visit, pa.date32()),
    }
    return Verification(
        rows=table.with_columns(added),
        statuses={name: int((status == code).sum()) for code, name in enumerate(STATUSES)},
        checks={c.name: int(f.sum()) for c, f in zip(done, flags, strict=True)},
        not_done={
            check.name: tuple(name for name in check.needs if name not in table)
            for check in CHECKS
            if check not in done
        },
    )


def _statuses(rows: Rows, done: list[Check], flags: list[Flags]) -> Codes:
    status = np.zeros(rows.n, np.int8)
    for check, flag in zip(done, flags, strict=True):
        if check.severity != "note":
            status[flag] = STATUSES.index("marked")
    if rows.has("reading_notes"):  # of read_eppgbm
        notes = pc.fill_null(rows.texts("reading_notes"), "")
        noted = pc.not_equal(notes, "").to_numpy(zero_copy_only=False)
        status[noted] = STATUSES.index("unreadable")
    return status


def _gravest(n: int, done: list[Check], flags: list[Flags]) -> Codes:
    gravest = np.full(n, MISSING, np.int8)
    for severity in reversed(range(len(SEVERITIES))):
        for check, flag in zip(done, flags, strict=True):
            if check.severity == SEVERITIES[severity]:
                gravest[flag] = severity
    return gravest


def _names(n: int, done: list[Check], flags: list[Flags]) -> pa.Array:
    """Return the names of the checks that marked each row; few different sets of them occur."""
    place = np.zeros(n, np.int64)
    for start in range(0, len(flags), _BITS):
        bits = np.zeros(n, np.int64)
        for k, flag in enumerate(flags[start : start + _BITS]):
            bits |= flag.astype(np.int64) << k
        found, which = np.unique(bits, return_inverse=True)
        place = np.unique(place * len(found) + which, return_inverse=True)[1]
    _, example = np.unique(place, return_index=True)
    texts = [
        "; ".join(c.name for c, flag in zip(done, flags, strict=True) if flag[row]) or None
        for row in example
    ]
    return pa.array(texts, pa.string()).take(pa.array(place))
