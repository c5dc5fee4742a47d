"""Summary of a scoring run, as sums over tables, and as JSON with a stable schema.

The schema is documented in docs/summary.md; ``SCHEMA`` changes when it does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from zscore.children.arrays import MISSING
from zscore.children.frames import Categories
from zscore.classify.classification import classes_of
from zscore.classify.position import depends_on_position
from zscore.classify.schemes import EPPGBM_SCHEME, WHO_SCHEME, Condition, Scheme
from zscore.eppgbm.published import Agreement, agreement_of
from zscore.errors import listed
from zscore.pipeline.facts import TableFacts
from zscore.pipeline.results import OfFiles
from zscore.pipeline.scoring_job import ScoredBlock, ScoringJob
from zscore.who_lms.indicators import INDICATORS
from zscore.who_lms.placement import BY_MONTH
from zscore.who_lms.reasons import REASONS, SCORED
from zscore.who_lms.standards import WHO_2007

SCHEMA = "zscore.score/2"


@dataclass(kw_only=True)
class IndicatorCount:
    """Counts of one indicator over all rows."""

    scored: int = 0
    flagged: int = 0
    not_scored: Counter[str] = field(default_factory=Counter)


@dataclass(kw_only=True)
class ConditionCount:
    """Numbers of children with a condition and of classified children."""

    n: int = 0
    severe: int = 0
    of: int = 0

    @property
    def percent(self) -> float | None:
        """Share in percent, or None without classified children."""
        return 100 * self.n / self.of if self.of else None


@dataclass(kw_only=True, repr=False)
class Summary(OfFiles):
    """Everything reported by ``zscore score``, filled table by table.

    Parameters
    ----------
    files, failed
        Names of the files processed; files refused, with their errors.
    passed_over
        Names of files skipped because they are not tables, such as lock files.
    facts, warnings
        Facts about each table, and warnings about the numbers.
    output
        The file that was written, if any.
    """

    scheme: str
    rows: int = 0
    blank_rows: int = 0
    ages: Counter[str] = field(default_factory=Counter)
    doubted: int = 0
    position_decides: int = 0  # children whose class depends on an unknown position
    unreadable: Counter[tuple[str, str]] = field(default_factory=Counter)
    indicators: dict[str, IndicatorCount] = field(default_factory=dict)
    conditions: dict[str, ConditionCount] = field(default_factory=dict)
    published: dict[str, Agreement] = field(default_factory=dict)
    columns_left_out: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def tables(self) -> list[dict[str, Any]]:
        """Facts about each table as JSON: rows, and how columns were read."""
        return [facts.as_json() for facts in self.facts]

    def _tables_to_show(self) -> Iterator[tuple[Sequence[str], Iterable[Sequence[object]]]]:
        scored = ((name, n.scored, n.flagged) for name, n in self.indicators.items())
        yield ("indicator", "scored", "implausible"), scored

    def add(self, scored: ScoredBlock) -> None:
        """Count a block of rows; the first block of a table has none."""
        job, block, children = scored.job, scored.block, scored.result.children
        if block is job.source.empty:
            self._open_table(job)
        n = len(block.rows)
        self.rows += n
        self.blank_rows += block.blank_rows
        self.facts[-1].add(block)
        z = {n: s.z for n, s in scored.result.scores.items() if _has_needs(n, scored)}
        compared = self.facts[-1].add_z(block.needed, z)
        self.unreadable.update(block.notes)
        for columns, given in children.age_source.items():
            # In an export, age_days is the written age if a date is missing.
            written = job.source.is_export and columns == "age_days"
            self.ages["age_at_visit" if written else columns] += given
        self.doubted += int(children.doubted.sum())
        self.position_decides += int(depends_on_position(children).sum())
        self._add_scores(scored)
        self._add_conditions(scored)
        if any(f"published_{name}" in job.source.reading.columns for name in INDICATORS):
            is_eppgbm = job.scheme is EPPGBM_SCHEME
            labels = scored.classes if is_eppgbm else _classes(scored, EPPGBM_SCHEME)
            found = agreement_of(block.needed, compared, labels)
            for name, agreement in found.items():
                self.published[name] = self.published.get(name, Agreement()) + agreement

    def _open_table(self, job: ScoringJob) -> None:
        self.facts.append(TableFacts.of(job.source, job.profile, asked=job.asked))
        names = [listed([name]) for name in job.left_out]  # a heading may itself be a NIK
        self.columns_left_out += [n for n in names if n not in self.columns_left_out]

    def _add_scores(self, scored: ScoredBlock) -> None:
        """Count scored, flagged and unscored children by measured indicator."""
        for name in INDICATORS:
            if not _has_needs(name, scored):
                continue
            count = self.indicators.setdefault(name, IndicatorCount())
            score = scored.result.scores[name]
            count.flagged += int(score.flag.sum())
            scored_rows, *reasons = np.bincount(score.reason - SCORED, minlength=1 + len(REASONS))
            count.scored += int(scored_rows)
            count.not_scored.update(
                {reason: int(n) for reason, n in zip(REASONS, reasons, strict=True) if n}
            )

    def _add_conditions(self, scored: ScoredBlock) -> None:
        """Count the children with each of WHO's conditions."""
        is_who = scored.job.scheme is WHO_SCHEME
        classes = scored.classes if is_who else _classes(scored, WHO_SCHEME)
        older = scored.result.children.day == BY_MONTH
        for condition in WHO_SCHEME.conditions:
            name = condition.name
            if condition.standard is None:  # of birth, and no state of the day
                continue
            if name not in classes or not _measured(condition, scored):
                continue
            of_older = condition.standard == WHO_2007.name
            codes = np.where(older == of_older, classes[name].codes, MISSING)
            classified, affected, severe = _affected(condition, codes)
            if of_older:
                if not classified:
                    continue  # a table of the under-fives
                name = _OF_OLDER[name]
            count = self.conditions.setdefault(name, ConditionCount())
            count.of += classified
            count.n += affected
            count.severe += severe

    def as_json(self, lang: str = "en") -> dict[str, Any]:
        """Return the summary in the schema ``SCHEMA``; messages are in ``lang``."""
        return {
            **self._as_json(SCHEMA, lang),
            "scheme": self.scheme,
            "seconds": round(self.seconds, 3),
            "rows": {"in": self.rows, "out": self.rows, "blank": self.blank_rows},
            "columns_left_out": self.columns_left_out,
            "age_from": {**self.ages, "no_age": self.rows - self.ages.total()},
            "standing_below_9_months": self.doubted,
            "class_depends_on_unknown_position": self.position_decides,
            "unreadable": [
                {"column": column, "reason": reason, "cells": n}
                for (column, reason), n in sorted(self.unreadable.items())
            ],
            "indicators": {
                name: {
                    "scored": count.scored,
                    "flagged": count.flagged,
                    "not_scored": dict(count.not_scored),
                }
                for name, count in self.indicators.items()
            },
            "conditions": {
                name: {
                    "n": count.n,
                    "severe": count.severe,
                    "of": count.of,
                    "percent": None if count.percent is None else round(count.percent, 4),
                }
                for name, count in self.conditions.items()
            },
            "published": {
                name: {
                    "z_compared": agreement.z_compared,
                    "z_equal": agreement.z_equal,
                    "labels_compared": agreement.labels_compared,
                    "labels_equal": agreement.labels_equal,
                }
                for name, agreement in self.published.items()
            },
        }


# Overweight is of both ages, by two definitions, and no share of all.
_OF_OLDER = {
    "overweight": "overweight_5_19",
    "short_stature": "short_stature_5_19",
    "thinness": "thinness_5_19",
}


def _classes(scored: ScoredBlock, scheme: Scheme) -> dict[str, Categories]:
    """Return the classes of another scheme than is written."""
    months = scored.result.children.age_months
    return classes_of(scored.table, scheme, profile=scored.job.profile, age_months=months)


def _has_needs(name: str, scored: ScoredBlock) -> bool:
    """Return whether the table has the measurements of an indicator."""
    columns = scored.job.source.reading.columns
    return all(need in columns for need in INDICATORS[name].needs)


def _measured(condition: Condition, scored: ScoredBlock) -> bool:
    """Return whether a condition's measurement exists; oedema alone is not enough."""
    if condition.value in INDICATORS:
        return _has_needs(condition.value, scored)
    return condition.value in scored.job.source.reading.columns


def _affected(condition: Condition, codes: Any) -> tuple[int, int, int]:
    """Return the numbers classified, beyond the first cut-off, and beyond the last."""
    classified = codes >= 0
    if condition.below:
        affected, severe = codes < len(condition.below), codes == 0
    else:
        affected, severe = codes > 0, codes == len(condition.above)
    return (
        int(classified.sum()),
        int((classified & affected).sum()),
        int((classified & severe).sum()),
    )
