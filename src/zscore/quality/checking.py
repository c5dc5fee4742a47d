"""Running all checks of some rows: statuses, reasons and suggestions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from zscore.children.arrays import MISSING, Codes, Floats
from zscore.children.frames import Categories, Column
from zscore.quality.across import Across
from zscore.quality.checks import CHANGES, CHECKS, COUNTED, NUMBER, SEVERITIES, Check, Findings
from zscore.quality.mending import MENDED
from zscore.quality.rows import Days, Flags, Rows

# The columns that are added to a table, as they are written to files.
ADDED: dict[str, pa.DataType] = {
    **dict.fromkeys(("verification", "severity", "changes", "checks"), pa.string()),
    "carried_days": pa.float64(),
    **{f"suggested_{name}": pa.float64() for name in MENDED},
    **dict.fromkeys(("suggested_birth_date", "suggested_visit_date"), pa.date32()),
}
STATUSES = CLEAN, MARKED, UNREADABLE = ("clean", "marked", "unreadable")
_NOTE_OF_NIK = r"(^|; )nik:[a-z0-9_]+"
_NOTE_OF_CHILD = rf"(^|; )(sex|birth_date|visit_date|{'|'.join(MENDED)}):"
_BITS = 60  # checks that one whole number has room for


@dataclass(frozen=True, kw_only=True)
class Checked:
    """Findings of some rows, as arrays with one element per row."""

    status: Codes
    severity: Codes
    changes: Codes
    names: pa.Array
    carried_days: Floats
    mended: Mapping[str, Floats]  # by the column that a suggestion is of
    birth: Days
    visit: Days
    counts: Counter[str]  # rows marked by each check that could be done

    @classmethod
    def of(cls, parts: Sequence[Self]) -> Self:
        """Concatenate several results."""
        arrays: dict[str, Any] = {}
        for field in fields(cls):
            values = [getattr(part, field.name) for part in parts]
            if field.name == "names":
                arrays[field.name] = pa.concat_arrays(values)
            elif field.name == "mended":
                arrays[field.name] = {
                    name: np.concatenate([of_part[name] for of_part in values])
                    for name in values[0]
                }
            elif field.name != "counts":
                arrays[field.name] = np.concatenate(values)
        counts: Counter[str] = Counter()
        for part in parts:
            counts.update(part.counts)
        return cls(**arrays, counts=counts)

    def statuses(self) -> dict[str, int]:
        """Return the number of rows by status."""
        return {name: int((self.status == k).sum()) for k, name in enumerate(STATUSES)}

    def columns(self) -> dict[str, Column]:
        """Return the columns that are added to a table, those of ADDED in order."""
        columns: tuple[Column, ...] = (
            Categories(codes=self.status, labels=STATUSES, ordered=True),
            Categories(codes=self.severity, labels=SEVERITIES),
            Categories(codes=self.changes, labels=CHANGES, ordered=True),
            self.names,
            self.carried_days,
            *(self.mended[name] for name in MENDED),
            pa.array(self.birth, pa.date32()),
            pa.array(self.visit, pa.date32()),
        )
        return dict(zip(ADDED, columns, strict=True))


def check_rows(rows: Rows, across: Across) -> Checked:
    """Run all checks whose columns exist."""
    found = Findings(rows, across)
    done = [check for check in CHECKS if rows.has(*check.needs)]
    flags = [check.rule(found) for check in done]
    noted, of_child = _noted(rows)
    return Checked(
        status=_statuses(rows.n, done, flags, noted),
        severity=_first(rows.n, [SEVERITIES.index(c.severity) for c in done], flags),
        changes=_first(
            rows.n,
            [
                *(CHANGES.index(c.changes) for c in done),
                CHANGES.index(COUNTED),
                CHANGES.index(NUMBER),
            ],
            [*flags, of_child, noted],
        ),
        names=_names(rows.n, done, flags),
        carried_days=np.where(across.carried_days > 0, across.carried_days, np.nan),
        mended=found.slips.mended,
        birth=found.dates.birth,
        visit=found.dates.visit,
        counts=Counter({c.name: int(f.sum()) for c, f in zip(done, flags, strict=True)}),
    )


def _noted(rows: Rows) -> tuple[Flags, Flags]:
    """Return which rows have an unreadable cell, and which one that is needed for z-scores.

    An invalid NIK is kept, and marked by nik_broken instead.
    """
    if not rows.has("reading_notes"):  # of read_eppgbm
        return np.zeros(rows.n, bool), np.zeros(rows.n, bool)
    notes = pc.fill_null(rows.texts("reading_notes"), "")
    others = pc.replace_substring_regex(notes, _NOTE_OF_NIK, "")
    return _is(pc.not_equal(others, "")), _is(pc.match_substring_regex(notes, _NOTE_OF_CHILD))


def _is(flags: pa.Array) -> Flags:
    return np.asarray(flags.to_numpy(zero_copy_only=False), bool)


def _statuses(n: int, done: Sequence[Check], flags: Sequence[Flags], noted: Flags) -> Codes:
    status = np.zeros(n, np.int8)
    for check, flag in zip(done, flags, strict=True):
        if check.severity != "note":
            status[flag] = STATUSES.index(MARKED)
    status[noted] = STATUSES.index(UNREADABLE)
    return status


def _first(n: int, ranks: Sequence[int], flags: Sequence[Flags]) -> Codes:
    """Return the first rank among each row's findings, MISSING if there are none."""
    first = np.full(n, MISSING, np.int8)
    for rank, flag in sorted(zip(ranks, flags, strict=True), key=lambda pair: -pair[0]):
        first[flag] = rank
    return first


def _names(n: int, done: Sequence[Check], flags: Sequence[Flags]) -> pa.Array:
    """Return the names of checks that marked each row; few distinct sets occur."""
    place = np.zeros(n, np.int64)
    for start in range(0, len(flags), _BITS):
        bits = np.zeros(n, np.int64)
        for k, flag in enumerate(flags[start : start + _BITS]):
            bits |= flag.astype(np.int64) << k
        sets, which = _numbered(bits)
        place = _numbered(place * len(sets) + which)[1]
    example = np.zeros(int(place.max(initial=-1)) + 1, np.intp)
    example[place] = np.arange(n)
    texts = [
        "; ".join(c.name for c, flag in zip(done, flags, strict=True) if flag[row]) or None
        for row in example
    ]
    return pa.array(texts, pa.string()).take(pa.array(place))


def _numbered(values: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the distinct values, and the index of each row's value."""
    encoded = pa.array(values).dictionary_encode()
    return encoded.dictionary.to_numpy(), encoded.indices.to_numpy().astype(np.int64)
