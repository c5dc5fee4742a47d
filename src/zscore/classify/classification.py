"""Classification of scored tables, which joins schemes and kernels."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from zscore._jit import frozen
from zscore._options import Lang, ProfileName, SchemeName, TableT
from zscore.arguments import name_in
from zscore.children.arrays import MISSING, Codes, Floats, code_column, float_column
from zscore.children.cells import OEDEMA
from zscore.children.columns import BY_NAME
from zscore.children.frames import Categories, Table
from zscore.children.measurement_units import DAYS_PER_MONTH
from zscore.classify import kernels
from zscore.classify.schemes import Combination, Condition, Scheme, labels_of, scheme_named
from zscore.errors import ColumnError, listed
from zscore.who_lms.indicators import ACCEPTED, INDICATOR_OF, INDICATORS, INPUT_COLUMNS
from zscore.who_lms.measurements import read_ages, switch_months
from zscore.who_lms.profiles import WHO, Profile, profile_named
from zscore.who_lms.standards import WHO_2006, WHO_2007
from zscore.who_lms.tables import ages_of, load_table

LOWEST = -99.0  # replaces a weight-based z hidden by oedema; below every cut-off
_ANY = (-math.inf, math.inf)
_END_OF_DAYS = (ages_of(WHO_2006.name)[1] + 1) / DAYS_PER_MONTH  # of the tables by day [months]


@overload
def classify_children(
    scored: Mapping[str, Any],
    scheme: SchemeName | Scheme = "who",
    *,
    columns: Mapping[str, str] | None = None,
    lang: Lang | None = None,
    profile: ProfileName | None = None,
) -> dict[str, Any]: ...
@overload
def classify_children(
    scored: TableT,
    scheme: SchemeName | Scheme = "who",
    *,
    columns: Mapping[str, str] | None = None,
    lang: Lang | None = None,
    profile: ProfileName | None = None,
) -> TableT: ...
def classify_children(
    scored: Any,
    scheme: SchemeName | Scheme = "who",
    *,
    columns: Mapping[str, str] | None = None,
    lang: Lang | None = None,
    profile: ProfileName | None = None,
) -> Any:
    """Add an ordered categorical column for each condition of a scheme.

    Parameters
    ----------
    scored
        A table with z-scores, as returned by score_children (of any supported kind).
        Conditions whose column is missing are left out. ``oedema``, the age,
        ``arm_circumference_cm`` and its ``acz`` are used if present.
    scheme
        ``"who"``, ``"permenkes-2-2020"``, ``"eppgbm"``, or a ``Scheme`` of your own.
    columns
        Renames of columns, as in score_children.
    lang
        Language of the labels, ``"en"`` or ``"id"``; None for that of the scheme.
    profile
        By which ``scored`` was scored, where that is not the scheme's own (``eppgbm`` of scheme
        ``eppgbm``, else ``who``): it says at which age a child goes from WHO 2006 to WHO 2007.

    Returns
    -------
    table of the same kind
        The columns of ``scored``, then the scheme's conditions and combinations.
        Categories are ordered from the lowest value to the highest. A z that is missing
        or implausible has no class (in scheme ``eppgbm``: ``Outlier``), and neither has an
        arm circumference with an implausible ``acz`` or outside 6 to 35 cm; a child with
        oedema is in the lowest class of every weight-based condition. A condition of one
        standard has no class for children of the other: wasting is of those under five,
        thinness of those from 5 to 19 years, and each is overweight by its own definition.
        Without an age, a child is one under five.

    Raises
    ------
    ColumnError
        If no condition of the scheme has its column, or an output column already exists.
    UnknownNameError
        If there is no such scheme or profile.
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
    return table.with_columns(classes_of(table, entries, lang, profile))


def classes_of(
    table: Table,
    scheme: Scheme,
    lang: str | None = None,
    profile: str | None = None,
    age_months: Floats | None = None,
) -> dict[str, Categories]:
    """Return the columns that classify_children adds; ages that were read need not be again."""
    language = name_in(lang, "lang") or str(scheme.language)
    rules = profile_named(scheme.profile if profile is None else profile)
    values = Values(table, rules, age_months)
    new = {}
    for name, parts in scheme.by_column().items():
        there = [part for part in parts if all(value in table for value in part.values())]
        if there:
            labels = max((labels_of(part, language) for part in parts), key=len)
            new[name] = _categories(there, values, language, labels)
    if not new:
        raise ColumnError(
            "nothing_to_classify",
            scheme=scheme.name,
            columns=", ".join(dict.fromkeys(c.value for c in scheme.conditions)),
            found=listed(table.names),
        )
    return new


class Values:
    """Columns of a scored table for classification, each read once."""

    def __init__(
        self, table: Table, profile: Profile = WHO, age_months: Floats | None = None
    ) -> None:
        self._table = table
        self._profile = profile
        if age_months is not None:
            self.age_months = age_months
        self._read: dict[str, Floats] = {}
        self._plausible: dict[tuple[str, bool, str | None], Floats] = {}
        self._others: dict[str, NDArray[np.bool_] | None] = {}
        self.n: int = table.n

    @cached_property
    def age_months(self) -> Floats:
        """The age [months], unrounded."""
        return read_ages(self._table)[1]

    def others(self, standard: str) -> NDArray[np.bool_] | None:
        """Return which children are of another standard, by their age; None if no child is."""
        if standard not in self._others:
            older = self.age_months >= switch_months(self._profile)
            others = older if standard == WHO_2006.name else ~older
            self._others[standard] = others if others.any() else None
        return self._others[standard]

    @cached_property
    def _has_oedema(self) -> NDArray[np.bool_] | None:
        """Has a child oedema, of any age that can be? None if nobody has."""
        if "oedema" not in self._table:
            return None
        oedema: Codes = code_column(self._table.column("oedema"), "oedema", OEDEMA)
        swollen: NDArray[np.bool_] = oedema == 1
        return swollen & ~(self.age_months < 0) if swollen.any() else None

    @property
    def oedema(self) -> NDArray[np.bool_]:
        """Which children have oedema, of ages in the tables by day or without an age."""
        return self._oedema("whz", WHO_2006.name)

    def _oedema(self, name: str, standard: str | None) -> NDArray[np.bool_]:
        """Oedema counts as below −3 with and without an age, but not beyond the tables."""
        if self._has_oedema is None:
            return np.zeros(self.n, bool)
        by_month = WHO_2007.tables.get(name)
        if standard == WHO_2006.name or by_month is None:
            return self._has_oedema & ~(self.age_months >= _END_OF_DAYS)
        counts = self._has_oedema & ~(self.age_months > load_table(by_month[0]).last)
        others = None if standard is None else self.others(standard)
        return counts if others is None else counts & ~others

    def __getitem__(self, name: str) -> Floats:
        """Return a column; for a measurement, only positive values."""
        if name not in self._read:
            values = float_column(self._table.column(name), name)
            if name in INPUT_COLUMNS or (name in BY_NAME and BY_NAME[name].kind == "size"):
                values = np.where((values > 0) & np.isfinite(values), values, np.nan)
            self._read[name] = values
        return self._read[name]

    def plausible(
        self, name: str, *, oedema_is_lowest: bool, standard: str | None = None
    ) -> Floats:
        """Return plausible values, z rounded; LOWEST where oedema hides them.

        With a standard, children of another have none.
        """
        key = name, oedema_is_lowest, standard
        if key not in self._plausible:
            hidden = self._oedema(name, standard) if oedema_is_lowest else np.zeros(self.n, bool)
            if name in INDICATORS:
                found = np.empty(self.n)
                kernels.plausible_z(
                    frozen(self[name]), frozen(hidden), *INDICATORS[name].flags, LOWEST, found
                )
            elif name in INDICATOR_OF:
                found = np.where(hidden, LOWEST, self._plausible_measurements(name))
            else:
                found = np.where(hidden, LOWEST, self[name])
            others = None if standard is None else self.others(standard)
            if others is not None:
                found[others & ~hidden] = np.nan
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

    def flagged(self, condition: Condition) -> NDArray[np.bool_]:
        """Return where the value of a condition is there and implausible."""
        name = condition.value
        flagged: NDArray[np.bool_] = ~np.isnan(self[name])
        flagged &= np.isnan(self.plausible(name, oedema_is_lowest=False))
        others = None if condition.standard is None else self.others(condition.standard)
        return flagged if others is None else flagged & ~others


def codes_of(part: Condition | Combination, values: Values) -> Codes:
    """Return each child's class, counted from 0, or MISSING."""
    codes = _classified(part, values) if isinstance(part, Condition) else _combined(part, values)
    if part.ages_months is not None:
        start, end = part.ages_months
        codes[~((values.age_months >= start) & (values.age_months < end))] = MISSING
    return codes


def _classified(condition: Condition, values: Values) -> Codes:
    plausible = values.plausible(
        condition.value, oedema_is_lowest=condition.oedema_is_lowest, standard=condition.standard
    )
    codes = np.empty(values.n, np.int8)
    below, above = np.array(condition.below, float), np.array(condition.above, float)
    kernels.classify_values(frozen(plausible), below, above, codes)
    return codes


def _combined(combination: Combination, values: Values) -> Codes:
    bits = np.zeros(values.n, np.int8)
    for bit, (name, side, cutoff) in enumerate(combination.tests):
        hides = name in INDICATORS and INDICATORS[name].oedema_hides
        plausible = values.plausible(name, oedema_is_lowest=hides, standard=combination.standard)
        kernels.add_test(frozen(plausible), cutoff, side == "<", bit, bits)
    place = np.full(2 ** len(combination.tests) + 1, MISSING, np.int8)  # the last is for -1
    for pattern, label in combination.patterns.items():
        place[sum(met << bit for bit, met in enumerate(pattern))] = label
    return place[bits]


def _categories(
    parts: Sequence[Condition | Combination],
    values: Values,
    language: str,
    labels: tuple[str, ...],
) -> Categories:
    """Return the classes of one column; of several standards each child has its own."""
    codes, implausible = np.full(values.n, MISSING, np.int8), None
    for part in parts:
        found = codes_of(part, values)
        place = np.array([labels.index(label) for label in labels_of(part, language)], np.int8)
        codes = np.where(found == MISSING, codes, place[found]) if len(parts) > 1 else found
        if isinstance(part, Condition) and part.implausible is not None:
            implausible = part.implausible
            codes[values.flagged(part) & (codes == MISSING)] = len(labels)
    if implausible is not None:
        labels = (*labels, implausible)
    return Categories(codes=codes, labels=labels, ordered=True)
