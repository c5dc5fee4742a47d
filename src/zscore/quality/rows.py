"""Rows as plain arrays for the checks, each computed on demand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from zscore.arguments import day_in, names_in
from zscore.children.arrays import MISSING, Codes, Floats, code_column, day_column, float_column
from zscore.children.arrow_columns import as_arrow
from zscore.children.cells import MEASURED, OEDEMA, SEX
from zscore.children.columns import BY_NAME
from zscore.children.frames import Table
from zscore.children.in_memory import told_table, warn_of_near_names
from zscore.children.mapping import ColumnMapping
from zscore.errors import ColumnError, listed, shown_type
from zscore.prevalence.children import IDENTIFYING
from zscore.who_lms.indicators import ACCEPTED, INDICATOR_OF, INDICATORS
from zscore.who_lms.measurements import (
    place,
    read_ages,
    require_columns,
    switch_months,
)
from zscore.who_lms.profiles import Profile, profile_named
from zscore.who_lms.scoring import Scores, score_arrays

Flags = NDArray[np.bool_]
Days = NDArray[np.datetime64]
MAIN = ("haz", "waz", "whz")
# The z-scores of head and arm, scored only where their column is there, and each one's column.
CIRCUMFERENCES = {
    entry.name: column for column, entry in INDICATOR_OF.items() if column in ACCEPTED
}
CHILD = "child"  # among the columns that a check needs: those that tell children apart


class Rows:
    """A table of children opened for checks; columns that do not exist are missing."""

    def __init__(
        self,
        table: Table,
        profile: Profile,
        today: np.datetime64,
        child: Sequence[str] = (),
    ) -> None:
        self.table: Table = table
        self.native: Table = table  # as it was given; ``table`` may be read as somebody told
        self.n: int = table.n
        self.today: np.datetime64 = today
        self.told_by: tuple[str, ...] = tuple(child)  # none: IDENTIFYING and places
        self._profile = profile
        self._read: dict[tuple[str, str], Any] = {}
        self._of: tuple[Rows, slice] | None = None

    def part(self, rows: slice) -> Rows:
        """Return some of the rows; their columns are read once, of all rows."""
        part = Rows(self.table, self._profile, self.today, self.told_by)
        part.n, part._of = rows.stop - rows.start, (self, rows)
        return part

    def lacking(self, *names: str) -> tuple[str, ...]:
        """Return which of some columns are not there; CHILD is what tells children apart."""
        child = self.told_by or IDENTIFYING
        wanted = [n for name in names for n in (child if name == CHILD else (name,))]
        return tuple(name for name in dict.fromkeys(wanted) if name not in self.table)

    def has(self, *names: str) -> bool:
        """Return whether all these columns exist."""
        return not self.lacking(*names)

    def read(self) -> None:
        """Read every column used by checks.

        Raises
        ------
        ColumnError, CodeError
            If one cannot be read.
        """
        for kind, names in _LOOKED_AT.items():
            for name in names:
                self._column(kind, name)

    def number(self, name: str) -> Floats:
        """Return a column of numbers."""
        numbers: Floats = self._column("number", name)
        return numbers

    def texts(self, name: str) -> pa.Array:
        """Return a column of texts, null where missing."""
        return self._column("text", name)

    def days(self, name: str) -> Days:
        """Return a column of dates."""
        days: Days = self._column("day", name)
        return days

    @property
    def weight(self) -> Floats:
        """Weight [kg]."""
        return self.number("weight_kg")

    @property
    def length(self) -> Floats:
        """Length or height as given [cm]."""
        return self.number("length_height_cm")

    @property
    def birth(self) -> Days:
        """Date of birth."""
        return self.days("birth_date")

    @property
    def visit(self) -> Days:
        """Date of the visit."""
        return self.days("visit_date")

    @property
    def sex(self) -> Codes:
        """0 male, 1 female, MISSING."""
        codes: Codes = self._column("code", "sex")
        return codes

    @property
    def measured(self) -> Codes:
        """0 lying, 1 standing, MISSING."""
        codes: Codes = self._column("code", "measured")
        return codes

    @property
    def oedema(self) -> Flags:
        """Whether the child has oedema, which hides weight-based z-scores."""
        swollen: Flags = np.equal(self._column("code", "oedema"), 1)
        return swollen

    @property
    def age_days(self) -> Floats:
        """Age [days]."""
        days: Floats = self._column("age", "days")
        return days

    @property
    def age_months(self) -> Floats:
        """Age [months]."""
        months: Floats = self._column("age", "months")
        return months

    @cached_property
    def scores(self) -> dict[str, Scores]:
        """The main z-scores of all rows."""
        if self._of is not None:
            whole, at = self._of
            return {
                name: Scores(z=score.z[at], flag=score.flag[at], reason=score.reason[at])
                for name, score in whole.scores.items()
            }
        own = {"weight_kg": self.weight, "length_height_cm": self.length}
        return self.scores_of(MAIN, slice(None), own)

    @cached_property
    def _circumferences(self) -> dict[str, Scores]:
        """Those of head and arm; of a part its own, for whoever has no such column needs none."""
        own = {column: self.number(column) for column in CIRCUMFERENCES.values()}
        there = [name for name, column in CIRCUMFERENCES.items() if self.has(column)]
        return self.scores_of(there, slice(None), own)

    def z_scores(self) -> dict[str, Floats]:
        """Return the main z-scores, and those of head and arm whose columns are there."""
        there = [name for name, column in CIRCUMFERENCES.items() if self.has(column)]
        return {name: self.z(name) for name in (*MAIN, *there)}

    def score(self, name: str) -> Scores:
        """Return the scores of one indicator, whose columns are there."""
        return self.scores[name] if name in MAIN else self._circumferences[name]

    def z(self, name: str) -> Floats:
        """Return a z-score as e-PPGBM publishes it."""
        return self.score(name).z

    @property
    def under_five_months(self) -> float:
        """The age [months] to which children are scored as those under five."""
        return switch_months(self._profile)

    def scores_of(
        self,
        names: Iterable[str],
        rows: slice | NDArray[np.intp],
        measure: Mapping[str, Floats],
        measured: Codes | None = None,
    ) -> dict[str, Scores]:
        """Return z-scores of some rows, of these measurements instead of their own.

        ``measured`` likewise replaces their positions.
        """
        children = place(
            profile=self._profile,
            sex=self.sex[rows],
            age_days=self.age_days[rows],
            age_months=self.age_months[rows],
            measured=self.measured[rows] if measured is None else measured,
            oedema=self.oedema[rows],
            measure=measure,
        )
        return score_arrays(children, [INDICATORS[name] for name in names])

    def _column(self, kind: str, name: str) -> Any:
        if self._of is not None:
            whole, rows = self._of
            return whole._column(kind, name)[rows]
        if (kind, name) not in self._read:
            self._read[kind, name] = _READERS[kind](self.table, name)
        return self._read[kind, name]


def open_rows(
    children: Any,
    profile: str,
    how: ColumnMapping | None,
    today: date | None,
    child: str | Sequence[str] | None,
) -> Rows:
    """Open a table for checks.

    Raises
    ------
    ColumnError, UnknownNameError
        As verify.
    """
    day = np.datetime64(day_in(today, "today"), "D")
    native, table = told_table(children, how or ColumnMapping(), list(BY_NAME))
    rules = profile_named(profile)
    told_by = names_of(child)
    lacking = [name for name in told_by if name not in table]
    if lacking:
        raise ColumnError("group_missing", column=lacking[0], found=listed(table.names))
    require_columns(table, [INDICATORS[name] for name in (*MAIN, *CIRCUMFERENCES)], asked=False)
    rows = Rows(table, rules, day, told_by)
    rows.native = native
    warn_of_near_names(native, BY_NAME)
    return rows


def names_of(names: str | Sequence[str] | None) -> tuple[str, ...]:
    """Return one name, several or none as several."""
    return names_in(names, "child")


def _number(table: Table, name: str) -> Floats:
    if name not in table:
        return np.full(table.n, np.nan)
    return float_column(table.column(name), name)


def _texts(table: Table, name: str) -> pa.Array:
    if name not in table:
        return pa.nulls(table.n, pa.string())
    array = as_arrow(table.column(name))
    try:
        if pa.types.is_floating(array.type) or pa.types.is_decimal(array.type):
            array = pc.cast(array, pa.int64(), safe=False)  # a number that lacks somewhere
        array = array.cast(pa.string())
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):  # lists, bytes
        raise ColumnError("group_kind", column=name, kind=shown_type(array.type)) from None
    return pa.concat_arrays(array.chunks) if array.num_chunks else pa.array([], pa.string())


def _days(table: Table, name: str) -> Days:
    if name not in table:
        return np.full(table.n, "NaT", "M8[D]")
    return day_column(table.column(name), name)


def _code(table: Table, name: str) -> Codes:
    if name not in table:
        return np.full(table.n, MISSING, np.int8)
    vocabulary = {"sex": SEX, "measured": MEASURED, "oedema": OEDEMA}[name]
    return code_column(table.column(name), name, vocabulary)


def _age(table: Table, unit: str) -> Floats:
    days, months, _ = read_ages(table)
    return days if unit == "days" else months


_READERS: dict[str, Callable[[Table, str], Any]] = {
    "number": _number, "text": _texts, "day": _days, "code": _code, "age": _age,
}  # fmt: skip
_LOOKED_AT = {
    "number": (
        "weight_kg",
        "length_height_cm",
        *CIRCUMFERENCES.values(),
        *(f"published_{name}" for name in MAIN),
    ),
    "text": ("nik", "age_at_visit", *(f"published_{name}_label" for name in MAIN)),
    "day": ("birth_date", "visit_date"),
    "code": ("sex", "measured", "oedema"),
    "age": ("days", "months"),
}  # fmt: skip
