"""Scoring of tables of children, which joins table, columns and kernels."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Unpack, overload

import numpy as np
from numpy.typing import NDArray

from zscore._jit import frozen
from zscore._options import AgeRule, ProfileName, TableT
from zscore._threads import check_threads, cores, share
from zscore.arguments import check_flag, names_in
from zscore.children.arrays import MISSING, Codes, Floats
from zscore.children.frames import Categories, Column, Table
from zscore.children.in_memory import told_table, warn_of_near_names
from zscore.children.mapping import ReadingOptions, told
from zscore.errors import ParameterError, shown_number
from zscore.who_lms import kernels
from zscore.who_lms.indicators import INDICATORS, INPUT_COLUMNS, Indicator, indicator_named
from zscore.who_lms.measurements import (
    GESTATIONAL_AGE,
    Children,
    read_children,
    require_columns,
)
from zscore.who_lms.placement import BY_MONTH
from zscore.who_lms.profiles import profile_named
from zscore.who_lms.reasons import AGE_OUTSIDE, BEFORE_TERM, REASONS, SCORED
from zscore.who_lms.standards import WHO_2006, WHO_2007
from zscore.who_lms.tables import constants_of

CORRECTED_UNTIL = (24, 36)  # months
BLOCK_ROWS = 65_536  # rows per task of a thread; small enough to share, large enough to pay


@dataclass(frozen=True, kw_only=True)
class Scores:
    """Columns of one indicator, all of length n."""

    z: Floats
    flag: NDArray[np.bool_]
    reason: Codes


class ScoreOptions(ReadingOptions, total=False):
    """Arguments of score_children besides the table."""

    profile: ProfileName
    indicators: str | Sequence[str] | None
    rounded: bool
    reasons: bool
    standards: bool
    threads: int | None
    age: AgeRule


@overload
def score_children(
    children: Mapping[str, Any], **options: Unpack[ScoreOptions]
) -> dict[str, Any]: ...
@overload
def score_children(children: TableT, **options: Unpack[ScoreOptions]) -> TableT: ...
def score_children(
    children: Any,
    *,
    profile: ProfileName = "who",
    indicators: str | Sequence[str] | None = None,
    rounded: bool = True,
    reasons: bool = True,
    standards: bool = False,
    threads: int | None = None,
    age: AgeRule = "exact",
    correct_age: bool = False,
    until_months: float = 24,
    **reading: Unpack[ReadingOptions],
) -> Any:
    """Add z-scores, flags and reasons to a table of children aged 0 to 19 years.

    Each child is scored by the standard for its age: the WHO standards of 2006 below 60 months, and
    the WHO reference of 2007 from 60 to 228 months (weight to 120 months); see docs/standards.md.

    Parameters
    ----------
    children
        A pandas, polars or pyarrow table, a dict of arrays, or anything with
        ``__arrow_c_stream__``, with one row per measured child. It may have any of these
        columns: ``sex`` (m/f, male/female, boy/girl, L/P, Laki-laki/Perempuan, 1/2),
        ``birth_date`` and ``visit_date``, ``age_days``, ``age_months`` (each child's age is
        the first available of these three), ``weight_kg``, ``length_height_cm``,
        ``measured`` (lying/standing, l/h, Terlentang/Berdiri), ``oedema`` (y/n),
        ``head_circumference_cm``, ``arm_circumference_cm``, ``triceps_skinfold_mm``,
        ``subscapular_skinfold_mm``.
    profile
        ``"who"``, for the rules of WHO Anthro, or ``"eppgbm"``, for those of Indonesia's register.
    indicators
        Some of ``haz waz whz baz hcz acz tsz ssz``, whose columns are then required;
        None for all that are possible.
    rounded
        Round z to two decimals. Flags are decided on the rounded z in either case.
    reasons
        Add columns with the reasons why z-scores are missing.
    standards
        Add a column that says of which standard each z is: ``haz_standard`` and others,
        ``"who2006"`` (to 60 months) or ``"who2007"`` (5 to 19 years).
    threads
        Number of threads; None for all cores available to this process, or one if the caller
        distributes the work itself: in a thread other than the main thread, and in a worker
        of joblib, Dask or Spark. The result does not depend on it.
    age
        ``"exact"``, or ``"completed_months"``, only to reproduce charts kept by hand:
        it misses one stunted child in seven.
    correct_age
        Count the age of children born before 37 weeks from term (40 weeks), by
        ``gestational_age_weeks``. Without one, or with less than 22 weeks, the age is not changed.
    until_months
        Correct ages below this many months, 24 or 36.
    **reading
        How the table is read: ``columns``, canonical name → name in the table, such as
        ``{"weight_kg": "Berat"}``; ``codes``, ``units``, ``dates``, ``missing``
        and ``on_unreadable``, as in ColumnMapping; ``mapping``, a ColumnMapping (for
        example from recognise_columns) or a TOML file with one.

    Returns
    -------
    table of the same kind
        The columns and rows of ``children`` unchanged, and after them ``haz`` … ``ssz``
        (float64; NaN or null where missing), ``haz_flag`` … (bool: implausible),
        ``measured_flag`` (bool: standing below 9 months, position rejected),
        ``length_height_adjusted_cm`` (lying below 24 months, standing from there; from 5 years
        on as it was measured),
        ``bmi`` [kg/m²], ``age_days_corrected`` if ages are corrected, and ``haz_reason`` …
        (categorical, missing where there is a z).

    Raises
    ------
    ColumnError
        If a column is missing, duplicated, has the name of an output column, or cannot be read.
    CodeError
        If a code is unknown; 0/1 for sex is refused, never guessed.
    TableError, UnknownNameError
        If ``children`` is of an unsupported kind, or a name is unknown.

    References
    ----------
    WHO Child Growth Standards, Methods and development (2006), chapter 7; (2007), chapter 6.
    WHO Reference 2007 for 5-19 years: de Onis et al., Bulletin of the WHO 85 (2007), 660-667.

    Examples
    --------
    >>> import zscore as zs
    >>> scored = zs.score_children({
    ...     "sex": ["f", "m"], "age_days": [683, 100],
    ...     "weight_kg": [10.4, 6.1], "length_height_cm": [85.3, 0.0]})
    >>> scored["haz"].tolist(), scored["waz"].tolist()
    ([0.09, nan], [-0.57, -0.64])
    >>> scored["haz_reason"].tolist()
    [None, 'measurement_not_positive']
    """
    check_flag(reasons, "reasons")
    check_flag(standards, "standards")
    check_flag(correct_age, "correct_age")
    if not isinstance(until_months, int | float) or until_months not in CORRECTED_UNTIL:
        known = ", ".join(map(str, CORRECTED_UNTIL))
        raise ParameterError("bad_until_months", value=shown_number(until_months), known=known)
    known_columns = (*INPUT_COLUMNS, *((GESTATIONAL_AGE,) if correct_age else ()))
    table, readable = told_table(children, told(**reading), known_columns)
    scored = score_table(
        readable,
        profile=profile,
        indicators=indicators,
        rounded=rounded,
        threads=threads,
        age=age,
        correct_until=until_months if correct_age else None,
    )
    warn_of_near_names(table, known_columns)
    return table.with_columns(scored.columns(reasons=reasons, standards=standards))


@dataclass(frozen=True, kw_only=True)
class Scored:
    """Scores of a table, and the children as read."""

    children: Children
    scores: Mapping[str, Scores]  # by indicator

    def columns(self, *, reasons: bool = True, standards: bool = False) -> dict[str, Column]:
        """Return the columns that score_children adds."""
        new: dict[str, Column] = {name: score.z for name, score in self.scores.items()}
        new |= {f"{name}_flag": score.flag for name, score in self.scores.items()}
        new["measured_flag"] = self.children.doubted
        new["length_height_adjusted_cm"] = self.children.measure["length_height_adjusted_cm"]
        new["bmi"] = self.children.measure["bmi"]
        if self.children.age_days_corrected is not None:
            new["age_days_corrected"] = self.children.age_days_corrected
        if reasons:
            new |= {
                f"{name}_reason": Categories(codes=score.reason, labels=REASONS)
                for name, score in self.scores.items()
            }
        if standards:
            new |= {f"{name}_standard": self._standards(name) for name in self.scores}
        return new

    def _standards(self, name: str) -> Categories:
        """Return the standard of each z, missing where there is none."""
        scored, older = self.scores[name].reason == SCORED, self.children.day == BY_MONTH
        codes = np.where(scored, older, MISSING).astype(np.int8)
        return Categories(codes=codes, labels=(WHO_2006.name, WHO_2007.name))


def score_table(
    table: Table,
    *,
    profile: str = "who",
    indicators: str | Sequence[str] | None = None,
    rounded: bool = True,
    threads: int | None = None,
    age: str = "exact",
    correct_until: float | None = None,
) -> Scored:
    """Score an opened table; arguments as in score_children."""
    names = INDICATORS if indicators is None else names_in(indicators, "indicators")
    check_flag(rounded, "rounded")
    entries = [indicator_named(name) for name in names]
    if not entries:
        raise ParameterError("no_indicators", known=", ".join(INDICATORS))
    check_threads(threads)
    rules = profile_named(profile)
    require_columns(table, entries, asked=indicators is not None)
    children = read_children(table, rules, entries, age, correct_until)
    scores = score_arrays(children, entries, rounded=rounded, threads=threads)
    if children.age_days_corrected is not None:
        early = children.age_days_corrected < 0
        for score in scores.values():
            score.reason[early & (score.reason == AGE_OUTSIDE)] = BEFORE_TERM
    return Scored(children=children, scores=scores)


def score_arrays(
    children: Children,
    indicators: Iterable[Indicator],
    *,
    rounded: bool = True,
    threads: int | None = None,
) -> dict[str, Scores]:
    """Score children one indicator at a time, in blocks of rows."""
    blocks = [
        slice(start, min(start + BLOCK_ROWS, children.n))
        for start in range(0, children.n, BLOCK_ROWS)
    ]
    scores = {}
    tasks: list[Callable[[slice], None]] = []
    for indicator in indicators:
        score = Scores(
            z=np.empty(children.n),
            flag=np.empty(children.n, bool),
            reason=np.empty(children.n, np.int8),
        )
        scores[indicator.name] = score
        tasks.append(_block_scorer(children, indicator, score, rounded))
    share(
        # One indicator at a time, so that its table stays in the cache.
        deque(partial(task, block) for task in tasks for block in blocks),
        min(threads or cores(), max(len(blocks), 1)),
    )
    return scores


def _block_scorer(
    children: Children, indicator: Indicator, score: Scores, rounded: bool
) -> Callable[[slice], None]:
    """Return a function that fills one block of rows of ``score``."""
    table = constants_of(indicator.name)
    by_length = indicator.axis != "age_days"
    none = np.zeros(children.n, bool)
    hidden = children.oedema if indicator.oedema_hides else none
    reason_key = f"{indicator.measure} by {indicator.axis}" if by_length else indicator.measure
    columns = [
        frozen(column)
        for column in (
            children.measure[indicator.measure],
            children.measure_reason[reason_key],
            children.sex,
            children.day,
            hidden,
            children.measure["length_height_adjusted_cm"] if by_length else children.age_months,
            children.standing,
        )
    ]
    rules = (table.rows, table.axes, table.linear, indicator.restricted)
    has_months = indicator.name in WHO_2007.tables

    def score_block(rows: slice) -> None:
        by_month = has_months and bool((children.day[rows] == BY_MONTH).any())
        kernels.score(
            *(column[rows] for column in columns), by_length, by_month, *rules,
            *indicator.flags, rounded,
            score.z[rows], score.flag[rows], score.reason[rows], *kernels.scratch(),
        )  # fmt: skip

    return score_block
