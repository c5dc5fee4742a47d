"""Classify a scored table: the one function that joins schemes and kernels."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zscore._jit import frozen
from zscore.arguments import name_in
from zscore.children.arrays import MISSING, Codes, Floats, code_column, float_column
from zscore.children.cells import OEDEMA
from zscore.children.frames import Categories, Table
from zscore.children.measurement_units import DAYS_PER_MONTH
from zscore.classify import kernels
from zscore.classify.schemes import Combination, Condition, Scheme, labels_of, scheme_named
from zscore.errors import ColumnError, listed
from zscore.who_lms.indicators import ACCEPTED, INDICATOR_OF, INDICATORS, INPUT_COLUMNS
from zscore.who_lms.measurements import read_ages
from zscore.who_lms.standards import WHO_2006

LOWEST = -99.0  # stands for a weight-based z hidden by oedema: below every cut-off
_ANY = (-math.inf, math.inf)


def classify_children(
    scored: Any,
    scheme: str | Scheme = "who",
    *,
    columns: Mapping[str, str] | None = None,
    lang: str | None = None,
) -> Any:
    """Return ``scored`` with one ordered categorical for each condition of a scheme.

    Parameters
    ----------
    scored
        A table with z-scores, as score_children returns it (any kind that it takes).
        Conditions whose value is not in it are left out. ``oedema``, the age,
        ``arm_circumference_cm`` and its ``acz`` are used where they are there.
    scheme
        ``"who"``, ``"permenkes-2-2020"``, ``"eppgbm"``, or a ``Scheme`` of your own.
    columns
        Names of columns where they are others, as in score_children.
    lang
        Language of the labels, ``"en"`` or ``"id"``; None for the scheme's own.

    Returns
    -------
    table of the same kind
        The columns of ``scored``, then the scheme's conditions and combinations.
        Categories are ordered from the lowest value to the highest. A z that is missing
        or implausible has no class (in scheme ``eppgbm``: ``Outlier``), and neither has an
        arm circumference with an implausible ``acz`` or outside 6 to 35 cm; a child with
        oedema is in the lowest class of every weight-based condition.

    Raises
    ------
    ColumnError
        If no condition of the scheme has its column, or an output column is taken.
    UnknownNameError
        If there is no such scheme.
    SchemeError
        If the scheme has no labels in the language.

    References
    ----------
    WHO and UNICEF (2019), chapter 3; Permenkes RI 2/2020, chapter III.

    Examples
    --------
    >>> import zscore as zs
    >>> classes = zs.classify_children({"haz": [-3.01, -2.0, 9.0], "whz": [0.0, 2.5, 0.0]})
    >>> classes["stunting"].tolist(), classes["overweight"].tolist()
    (['severe', 'none', None], ['none', 'overweight', 'none'])
    """
    entries = scheme_named(scheme)
    known = dict.fromkeys((*INPUT_COLUMNS, *INDICATORS, *entries.values()))
    table = Table(scored, columns, known=list(known))
    return table.with_columns(classes_of(table, entries, lang))


def classes_of(table: Table, scheme: Scheme, lang: str | None = None) -> dict[str, Categories]:
    """Return the columns that classify_children adds."""
    language = name_in(lang, "lang") or str(scheme.language)
    values = Values(table)
    new = {
        part.name: _categories(part, values, language)
        for part in scheme.parts()
        if all(name in table for name in part.values())
    }
    if not new:
        raise ColumnError(
            "nothing_to_classify",
            scheme=scheme.name,
            columns=", ".join(dict.fromkeys(c.value for c in scheme.conditions)),
            found=listed(table.names),
        )
    return new


class Values:
    """The columns of a scored table, each read once, as classification sees them."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._read: dict[str, Floats] = {}
        self._plausible: dict[tuple[str, bool], Floats] = {}
        self.n: int = table.n

    @cached_property
    def age_months(self) -> Floats:
        """The age [months], unrounded."""
        return read_ages(self._table)[1]

    @cached_property
    def oedema(self) -> NDArray[np.bool_]:
        """Oedema counts as below −3 with and without an age, but not beyond the tables."""
        if "oedema" not in self._table:
            return np.zeros(self.n, bool)
        oedema: Codes = code_column(self._table.column("oedema"), "oedema", OEDEMA)
        end = (WHO_2006.last_day + 1) / DAYS_PER_MONTH
        counts: NDArray[np.bool_] = (oedema == 1) & ~(self.age_months < 0)
        return counts & ~(self.age_months >= end)

    def __getitem__(self, name: str) -> Floats:
        """Return a column as it is; of a measurement what is positive."""
        if name not in self._read:
            values = float_column(self._table.column(name), name)
            if name in INPUT_COLUMNS:
                values = np.where((values > 0) & np.isfinite(values), values, np.nan)
            self._read[name] = values
        return self._read[name]

    def plausible(self, name: str, *, oedema_is_lowest: bool) -> Floats:
        """Return plausible values, z rounded; LOWEST where oedema hides them."""
        key = name, oedema_is_lowest
        if key not in self._plausible:
            hidden = self.oedema if oedema_is_lowest else np.zeros(self.n, bool)
            if name in INDICATORS:
                found = np.empty(self.n)
                kernels.plausible_z(
                    frozen(self[name]), frozen(hidden), *INDICATORS[name].flags, LOWEST, found
                )
            elif name in INDICATOR_OF:
                found = np.where(hidden, LOWEST, self._plausible_measurements(name))
            else:
                found = np.where(hidden, LOWEST, self[name])
            self._plausible[key] = found
        return self._plausible[key]

    def _plausible_measurements(self, name: str) -> Floats:
        indicator = INDICATOR_OF[name]
        scored = indicator.name in self._table
        z = self[indicator.name] if scored else np.full(self.n, np.nan)
        found = np.empty(self.n)
        kernels.plausible_measurements(
            frozen(self[name]), frozen(z), *indicator.flags, *ACCEPTED.get(name, _ANY), found
        )
        return found

    def flagged(self, name: str) -> NDArray[np.bool_]:
        """Return where a value is there and implausible."""
        return ~np.isnan(self[name]) & np.isnan(self.plausible(name, oedema_is_lowest=False))


def codes_of(part: Condition | Combination, values: Values) -> Codes:
    """Return each child's class, counted from 0, or MISSING."""
    codes = _classified(part, values) if isinstance(part, Condition) else _combined(part, values)
    if part.ages_months is not None:
        start, end = part.ages_months
        codes[~((values.age_months >= start) & (values.age_months < end))] = MISSING
    return codes


def _classified(condition: Condition, values: Values) -> Codes:
    plausible = values.plausible(condition.value, oedema_is_lowest=condition.oedema_is_lowest)
    codes = np.empty(values.n, np.int8)
    below, above = np.array(condition.below, float), np.array(condition.above, float)
    kernels.classify_values(frozen(plausible), below, above, codes)
    return codes


def _combined(combination: Combination, values: Values) -> Codes:
    bits = np.zeros(values.n, np.int8)
    for bit, (name, side, cutoff) in enumerate(combination.tests):
        hides = name in INDICATORS and INDICATORS[name].oedema_hides
        plausible = values.plausible(name, oedema_is_lowest=hides)
        kernels.add_test(frozen(plausible), cutoff, side == "<", bit, bits)
    place = np.full(2 ** len(combination.tests) + 1, MISSING, np.int8)  # the last is for -1
    for pattern, label in combination.patterns.items():
        place[sum(met << bit for bit, met in enumerate(pattern))] = label
    return place[bits]


def _categories(part: Condition | Combination, values: Values, language: str) -> Categories:
    codes, labels = codes_of(part, values), labels_of(part, language)
    if isinstance(part, Condition) and part.implausible is not None:
        codes[values.flagged(part.value) & (codes == MISSING)] = len(labels)
        labels = (*labels, part.implausible)
    return Categories(codes=codes, labels=labels, ordered=True)
