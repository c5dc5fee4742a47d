"""The rows of a table as the checks see them: plain arrays, each made when it is asked for."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from zscore.column_values import (
    MISSING,
    Codes,
    Floats,
    as_arrow,
    code_column,
    day_column,
    float_column,
)
from zscore.columns import Table
from zscore.errors import ColumnError
from zscore.who_lms.indicators import INDICATORS
from zscore.who_lms.measurements import MEASURED, OEDEMA, SEX_OF_PROFILE, place, read_ages
from zscore.who_lms.profiles import Profile
from zscore.who_lms.scoring import Scores, score_arrays

Flags = NDArray[np.bool_]
Days = NDArray[np.datetime64]
MAIN = ("haz", "waz", "whz")


class Rows:
    """A table of children, opened for checks; a column that is not there is missing."""

    def __init__(self, table: Table, profile: Profile, today: np.datetime64) -> None:
        self.table, self.n, self.today = table, table.n, today
        self._profile = profile

    def has(self, *names: str) -> bool:
        """Are all these columns there?"""
        return all(name in self.table for name in names)

    def number(self, name: str) -> Floats:
        """Return a column of numbers."""
        if name not in self.table:
            return np.full(self.n, np.nan)
        return float_column(self.table.column(name), name)

    def texts(self, name: str) -> pa.Array:
        """Return a column of texts, null where missing."""
        if name not in self.table:
            return pa.nulls(self.n, pa.string())
        array = as_arrow(self.table.column(name))
        try:
            if pa.types.is_floating(array.type) or pa.types.is_decimal(array.type):
                array = pc.cast(array, pa.int64(), safe=False)  # a number that lacks somewhere
            array = array.cast(pa.string())
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError):  # lists, bytes
            raise ColumnError("group_kind", column=name, kind=str(array.type)) from None
        return pa.concat_arrays(array.chunks) if array.num_chunks else pa.array([], pa.string())

    def days(self, name: str) -> Days:
        """Return a column of dates."""
        if name not in self.table:
            return np.full(self.n, "NaT", "M8[D]")
        return day_column(self.table.column(name), name)

    @cached_property
    def weight(self) -> Floats:
        """Weight [kg]."""
        return self.number("weight_kg")

    @cached_property
    def length(self) -> Floats:
        """Length or height as given [cm]."""
        return self.number("length_height_cm")

    @cached_property
    def birth(self) -> Days:
        """Date of birth."""
        return self.days("birth_date")

    @cached_property
    def visit(self) -> Days:
        """Date of the visit."""
        return self.days("visit_date")

    @cached_property
    def sex(self) -> Codes:
        """0 male, 1 female, MISSING."""
        if "sex" not in self.table:
            return np.full(self.n, MISSING, np.int8)
        return code_column(self.table.column("sex"), "sex", SEX_OF_PROFILE[True])

    @cached_property
    def measured(self) -> Codes:
        """0 lying, 1 standing, MISSING."""
        if "measured" not in self.table:
            return np.full(self.n, MISSING, np.int8)
        return code_column(self.table.column("measured"), "measured", MEASURED)

    @cached_property
    def _ages(self) -> tuple[Floats, Floats]:
        days, months, _ = read_ages(self.table)
        return days, months

    @property
    def age_days(self) -> Floats:
        """Age [days]."""
        return self._ages[0]

    @property
    def age_months(self) -> Floats:
        """Age [months]."""
        return self._ages[1]

    @cached_property
    def _oedema(self) -> Flags:
        if "oedema" not in self.table:
            return np.zeros(self.n, bool)
        codes = code_column(self.table.column("oedema"), "oedema", OEDEMA)
        return np.equal(codes, 1)

    @cached_property
    def scores(self) -> dict[str, Scores]:
        """The main z-scores of all rows."""
        return self.scores_of(slice(None), self.weight, self.length)

    def z(self, name: str) -> Floats:
        """Return a z-score as e-PPGBM publishes it."""
        return self.scores[name].z

    def scores_of(
        self, rows: slice | NDArray[np.intp], weight: Floats, length: Floats
    ) -> dict[str, Scores]:
        """Return the main z-scores of some rows, of these measurements instead of their own."""
        children = place(
            profile=self._profile,
            sex=self.sex[rows],
            age_days=self.age_days[rows],
            age_months=self.age_months[rows],
            measured=self.measured[rows],
            oedema=self._oedema[rows],
            measure={"weight_kg": weight, "length_height_cm": length},
        )
        return score_arrays(children, [INDICATORS[name] for name in MAIN])
