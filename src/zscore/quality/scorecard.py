"""The score card: statistics of quality for every unit, with how sure they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from zscore.column_values import Floats
from zscore.columns import Table, arrow_array, in_kind
from zscore.eppgbm.layouts import FIELDS
from zscore.errors import ColumnError, listed
from zscore.prevalence.groups import groups_of, key_of
from zscore.prevalence.intervals import chi_squared_sd, normal_quantile, wilson_limits
from zscore.quality import statistics
from zscore.quality.checks import CHECKS, Findings
from zscore.quality.rows import MAIN, Flags, Rows
from zscore.who_lms.indicators import INDICATORS, INPUT_COLUMNS
from zscore.who_lms.profiles import profile_named

COMPLETE = ("sex", "birth_date", "visit_date", "weight_kg", "length_height_cm", "measured")
MEASURES = ("weight_kg", "length_height_cm", "arm_circumference_cm")
SEX_RATIO = 1.05  # boys to a girl, as children are born
_Row = tuple[str, str, Floats, Floats, Floats, Floats]  # statistic, subject, n, value, limits


def score_card(
    children: Any,
    by: str | Sequence[str] | None = None,
    *,
    profile: str = "eppgbm",
    columns: Mapping[str, str] | None = None,
) -> Any:
    """Return statistics of the quality of measurements for every unit.

    Parameters
    ----------
    children
        As in verify.
    by
        Columns of units, the widest first, such as ``["puskesmas", "posyandu"]``; None for all
        together.
    profile, columns
        As in verify.

    Returns
    -------
    table of the same kind
        A row for each unit and statistic: the columns of ``by``, ``statistic``, ``subject`` (the
        column or z-score), ``n``, ``value``, ``low`` and ``high`` (95 %). Statistics:
        ``complete`` [%]; ``sex_ratio`` (boys to a girl) and ``sex_ratio_chi_squared`` (against
        1.05, corrected for continuity); ``age_ratio`` (6-29 to 30-59 months);
        ``heaping_12_months`` and ``heaping_6_months`` (of completed months, as an effect),
        ``digit_preference`` (the score DPS), ``digit_effect`` (DPS less what chance makes of
        it), ``myers_index``, ``whole_numbers`` and ``halves`` [%]; ``implausible`` [%]; ``sd``,
        ``skewness``, ``kurtosis`` (excess: WHO prints this plus 3); ``position_against_age``
        and ``published_differs`` [%]; ``born_on_day_1`` and ``born_on_day_15`` [%].

    Raises
    ------
    ColumnError, CodeError, UnknownNameError
        As verify.

    References
    ----------
    WHO and UNICEF (2019), chapter 3; SMART (2015), Plausibility check.

    Examples
    --------
    >>> import zscore as zs
    >>> children = {"sex": ["f", "m"] * 20, "age_days": [400, 900] * 20,
    ...             "weight_kg": [9.0, 12.5] * 20, "posyandu": ["a"] * 40}
    >>> card = zs.score_card(children, "posyandu")
    >>> chosen = card["statistic"] == "halves"
    >>> card["subject"][chosen].tolist(), card["value"][chosen].tolist()
    (['weight_kg'], [100.0])
    """
    known = dict.fromkeys((*INPUT_COLUMNS, *(entry.name for entry in FIELDS)))
    table = Table(children, columns, known=list(known))
    units = (by,) if isinstance(by, str) else tuple(by or ())
    for name in units:
        if name not in table:
            raise ColumnError("group_missing", column=name, found=listed(table.names))
    keys = [key_of(table.column(name)) for name in units]
    values, unit = groups_of([key.take(key.codes) for key in keys], table.n)
    count = int(unit.max(initial=-1)) + 1 if units else 1
    rows = Rows(table, profile_named(profile), np.datetime64("9999-12-31"))
    found = list(_Card(rows, unit, count).all())
    each = np.repeat(np.arange(count), len(found))
    made = {name: array.take(pa.array(each)) for name, array in zip(units, values, strict=True)}
    made["statistic"] = pa.array([row[0] for row in found] * count, pa.string())
    made["subject"] = pa.array([row[1] for row in found] * count, pa.string())
    for place, name in enumerate(("n", "value", "low", "high"), 2):
        stacked = np.stack([np.asarray(row[place], float) for row in found], axis=1)
        made[name] = arrow_array(np.ascontiguousarray(stacked.ravel()))
    return in_kind(pa.table(made), table.kind)


class _Card:
    """Counts of every unit, and the statistics made of them."""

    def __init__(self, rows: Rows, unit: NDArray[np.intp], units: int) -> None:
        self._rows, self._unit, self._units = rows, unit, units
        self._findings = Findings(rows)

    def all(self) -> Iterator[_Row]:
        """Yield every statistic whose columns are there."""
        rows = self._rows
        for name in (*COMPLETE, "arm_circumference_cm"):
            if rows.has(name):
                yield self._share("complete", name, np.ones(rows.n, bool), self._there(name))
        if rows.has("sex"):
            yield from self._ratio("sex_ratio", "sex", rows.sex == 0, rows.sex == 1)
            boys, girls = self._n(rows.sex == 0), self._n(rows.sex == 1)
            square = statistics.two_sided_chi_squared(boys, girls, SEX_RATIO)
            yield self._plain("sex_ratio_chi_squared", "sex", boys + girls, square)
        months = np.floor(rows.age_months)
        young, old = (months >= 6) & (months < 30), (months >= 30) & (months < 60)
        yield from self._ratio("age_ratio", "age", young, old)
        inside = (months >= 0) & (months < 60)
        for modulus in (12, 6):
            counts = self._counts(np.where(inside, months % modulus, -1), modulus)
            yield self._effect(f"heaping_{modulus}_months", "age", counts)
        yield from self._days_of_birth()
        for name in MEASURES:
            if rows.has(name):
                yield from self._digits(name)
        for name in MAIN:
            if all(rows.has(column) for column in INDICATORS[name].needs):
                yield from self._z(name)
        yield from self._checks()

    def _there(self, name: str) -> Flags:
        rows = self._rows
        if name == "sex":
            return rows.sex >= 0
        if name == "measured":
            return rows.measured >= 0
        if name.endswith("_date"):
            return ~np.isnat(rows.days(name))
        return rows.number(name) > 0

    def _n(self, flags: Flags) -> Floats:
        return np.bincount(self._unit[flags], minlength=self._units).astype(np.float64)

    def _counts(self, codes: NDArray[Any], classes: int) -> Floats:
        there = codes >= 0
        cell = self._unit[there] * classes + codes[there].astype(np.int64)
        counts = np.bincount(cell, minlength=self._units * classes).astype(np.float64)
        return counts.reshape(self._units, classes)

    def _plain(self, statistic: str, subject: str, n: Floats, value: Floats) -> _Row:
        none = np.full(self._units, np.nan)
        return statistic, subject, n, value, none, none

    def _share(self, statistic: str, subject: str, whole: Flags, part: Flags) -> _Row:
        n, k = self._n(whole), self._n(whole & part)
        with np.errstate(invalid="ignore", divide="ignore"):
            p = k / n
        low, high = wilson_limits(p, n, normal_quantile())
        return statistic, subject, n, 100 * p, 100 * low, 100 * high

    def _ratio(self, statistic: str, subject: str, first: Flags, second: Flags) -> Iterator[_Row]:
        a, b = self._n(first), self._n(second)
        with np.errstate(invalid="ignore", divide="ignore"):
            p = a / (a + b)
            low, high = wilson_limits(p, a + b, normal_quantile())
            yield statistic, subject, a + b, a / b, low / (1 - low), high / (1 - high)

    def _effect(self, statistic: str, subject: str, counts: Floats) -> _Row:
        value, (low, high) = statistics.preference_effect(counts)
        return statistic, subject, counts.sum(axis=1), value, low, high

    def _days_of_birth(self) -> Iterator[_Row]:
        birth = self._rows.birth
        known = ~np.isnat(birth)
        day = np.where(known, (birth - birth.astype("M8[M]")).astype(np.float64) + 1, 0)
        if known.any():
            for which in (1, 15):  # what is written where the day is not known
                yield self._share(f"born_on_day_{which}", "birth_date", known, day == which)

    def _digits(self, name: str) -> Iterator[_Row]:
        values = self._rows.number(name)
        there = (values > 0) & (values < 1000)
        hundredths = np.round(np.where(there, values, 0) * 100).astype(np.int64)
        # The last digit as it is written: of 10.45 the 5, of 10.4 the 4, of 10 the 0.
        digit = np.where(hundredths % 10 == 0, hundredths // 10 % 10, hundredths % 10)
        counts = self._counts(np.where(there, digit, -1), 10)
        n = counts.sum(axis=1)
        yield self._plain("digit_preference", name, n, statistics.preference_score(counts))
        yield self._effect("digit_effect", name, counts)
        yield self._plain("myers_index", name, n, statistics.myers_index(counts))
        yield self._share("whole_numbers", name, there, hundredths % 100 == 0)
        yield self._share("halves", name, there, hundredths % 50 == 0)

    def _z(self, name: str) -> Iterator[_Row]:
        score = self._rows.scores[name]
        scored = ~np.isnan(score.z)
        yield self._share("implausible", name, scored, score.flag)
        plausible = scored & ~score.flag
        z = np.where(plausible, score.z, 0.0)
        power: Floats = np.stack(
            [
                np.bincount(self._unit, np.where(plausible, z**k, 0.0), self._units)
                for k in range(5)
            ],
            axis=1,
        ).astype(np.float64)
        n = power[:, 0]
        sd, skewness, kurtosis = statistics.shape(power)
        low, high = chi_squared_sd(sd, n)
        yield "sd", name, n, sd, low, high
        yield self._plain("skewness", name, n, skewness)
        yield self._plain("kurtosis", name, n, kurtosis)

    def _checks(self) -> Iterator[_Row]:
        rows = self._rows
        rule = {check.name: check.rule for check in CHECKS}
        if rows.has("measured"):
            whole = (rows.measured >= 0) & ~np.isnan(rows.age_days)
            part = rule["position_against_age"](self._findings)
            yield self._share("position_against_age", "measured", whole, part)
        for name in MAIN:
            if rows.has(f"published_{name}", *INDICATORS[name].needs):
                compared = ~np.isnan(rows.number(f"published_{name}")) & ~np.isnan(rows.z(name))
                differs: Callable[[Findings], Flags] = rule[f"published_{name}_differs"]
                yield self._share("published_differs", name, compared, differs(self._findings))
