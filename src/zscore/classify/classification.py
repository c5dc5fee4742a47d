"""Classify a scored table: the one function that joins schemes and kernels."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zscore.classify import kernels
from zscore.classify.schemes import Combination, Condition, Scheme, labels_of, scheme_named
from zscore.column_values import MISSING, Codes, Floats, code_column, float_column
from zscore.columns import Categories, Table
from zscore.errors import ColumnError, listed
from zscore.who_lms.indicators import INDICATORS, INPUT_COLUMNS
from zscore.who_lms.measurements import OEDEMA, last_day, read_ages
from zscore.who_lms.profiles import DAYS_PER_MONTH

LOWEST = -99.0  # stands for a weight-based z hidden by oedema: below every cut-off


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
        Conditions whose value is not in it are left out. ``oedema``, the age and
        ``arm_circumference_cm`` are used where they are there.
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
        or implausible has no class (in scheme ``eppgbm``: ``Outlier``); a child with
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
    language = lang or str(scheme.language)
    values = _Values(table)
    new = {}
    for condition in scheme.conditions:
        if condition.value in table:
            new[condition.name] = _classified(condition, values, language)
    for combination in scheme.combinations:
        if all(name in table for name, _, _ in combination.tests):
            new[combination.name] = _combined(combination, values, language)
    if not new:
        raise ColumnError(
            "nothing_to_classify",
            scheme=scheme.name,
            columns=", ".join(dict.fromkeys(c.value for c in scheme.conditions)),
            found=listed(table.names),
        )
    return new


class _Values:
    """The columns of a scored table, each read once, as classification sees them."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._read: dict[str, Floats] = {}
        _, self.age_months, _ = read_ages(table)
        self.oedema: NDArray[np.bool_] = np.zeros(table.n, bool)
        if "oedema" in table:
            oedema: Codes = code_column(table.column("oedema"), "oedema", OEDEMA)
            # Oedema counts as below −3 with and without an age, but not beyond the tables.
            end = (last_day() + 1) / DAYS_PER_MONTH
            self.oedema = (oedema == 1) & ~((self.age_months < 0) | (self.age_months >= end))

    def __getitem__(self, name: str) -> Floats:
        """Return the values of a column, a z rounded to two decimals."""
        if name not in self._read:
            values = float_column(self._table.column(name), name)
            if name in INDICATORS:
                with np.errstate(over="ignore"):  # an absurd z of the caller's own
                    values = np.round(values, 2)
            elif name in INPUT_COLUMNS:  # a measurement, which is positive or none
                values = np.where((values > 0) & np.isfinite(values), values, np.nan)
            self._read[name] = values
        return self._read[name]

    def flagged(self, name: str) -> NDArray[np.bool_]:
        """Return where a z is implausible."""
        if name not in INDICATORS:
            return np.zeros(self._table.n, bool)
        low, high = INDICATORS[name].flags
        return (self[name] < low) | (self[name] > high)

    def with_oedema(self, name: str) -> Floats:
        """Return plausible values; a weight-based z hidden by oedema is LOWEST."""
        plausible = np.where(self.flagged(name), np.nan, self[name])
        if name in INDICATORS and INDICATORS[name].oedema_hides:
            return np.where(self.oedema, LOWEST, plausible)
        return plausible


def _classified(condition: Condition, values: _Values, language: str) -> Categories:
    plausible = np.where(values.flagged(condition.value), np.nan, values[condition.value])
    if condition.oedema_is_lowest:
        plausible = np.where(values.oedema, LOWEST, plausible)
    codes = np.empty(len(plausible), np.int8)
    below, above = np.array(condition.below), np.array(condition.above)
    kernels.classify_values(plausible, below, above, codes)
    if condition.ages_months is not None:
        start, end = condition.ages_months
        codes[~((values.age_months >= start) & (values.age_months < end))] = MISSING
    labels = labels_of(condition, language)
    if condition.implausible is not None:
        codes[values.flagged(condition.value) & (codes == MISSING)] = len(labels)
        labels = (*labels, condition.implausible)
    return Categories(codes=codes, labels=labels, ordered=True)


def _combined(combination: Combination, values: _Values, language: str) -> Categories:
    bits = np.zeros(len(values.oedema), np.int8)
    for bit, (name, side, cutoff) in enumerate(combination.tests):
        kernels.add_test(values.with_oedema(name), cutoff, side == "<", bit, bits)
    place = np.full(2 ** len(combination.tests) + 1, MISSING, np.int8)  # the last is for -1
    for pattern, label in combination.patterns.items():
        place[sum(met << bit for bit, met in enumerate(pattern))] = label
    return Categories(codes=place[bits], labels=labels_of(combination, language), ordered=True)
