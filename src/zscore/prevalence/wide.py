"""Result layouts of WHO Anthro (134 columns) and AnthroPlus (93), with their names."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from zscore.children.arrays import Floats
from zscore.prevalence.conditions import ABOVE, BELOW
from zscore.prevalence.levels import Estimates
from zscore.who_lms.standards import STANDARDS, Standard
from zscore.who_lms.tables import ages_of, load_table

# Our name of a z-score, and WHO Anthro's names for its numbers and other columns.
_PREFIXES = {
    "haz": ("HAZ", "HA"),
    "waz": ("WAZ", "WA"),
    "baz": ("BMIZ", "BMI"),
    "whz": ("WHZ", "WH"),
}
_COMBINED = {"wasted_and_stunted": "HA_2_WH_2", "stunted_and_overweight": "HA_2_WH2"}


def wide_columns(level: Estimates, standard: str) -> dict[str, pa.Array]:
    """Return the columns after those of the groups; null where there is no estimate."""
    return dict(_columns(level, STANDARDS[standard]))


def _columns(level: Estimates, standard: Standard) -> Iterator[tuple[str, pa.Array]]:
    keys = level.level.keys
    by_age = any(
        name in keys and keys[name].null_count < len(keys[name]) for name in standard.age_groups
    )
    places: dict[tuple[str, str], int] = {}
    for k, q in enumerate(level.quantities):
        what = q.indicator if q.proportion is None else q.proportion.name
        if q.proportion is not None and q.statistic == "prevalence":
            places[q.indicator, q.proportion.cutoff] = k
        places[q.statistic, what] = k
    for name, (sizes, prefix) in _PREFIXES.items():
        if name not in standard.tables:
            continue
        if _is_of_some_ages(name, standard) and not by_age:
            places = {at: k for at, k in places.items() if name not in at}
        any_cutoff = places.get((name, "< -2"))
        yield from _sizes(level, any_cutoff, sizes)
        for cutoff in (*BELOW, *ABOVE):
            mark = f"{'<' if cutoff in BELOW else '>'} {cutoff:g}"
            shown = f"{prefix}{f'{cutoff:g}'.replace('-', '_')}"
            yield from _numbers(level, places.get((name, mark)), shown, 100.0)
        yield from _numbers(level, places.get(("mean", name)), prefix, 1.0)
        sd = places.get(("sd", name))
        yield f"{prefix}_stdev", _column(level, None if sd is None else level.estimate[:, sd])
    if "whz" not in standard.tables:
        return
    yield from _sizes(level, places.get(("prevalence", next(iter(_COMBINED)))), "HA_2_WH_2")
    for name, prefix in _COMBINED.items():
        yield from _numbers(level, places.get(("prevalence", name)), prefix, 100.0)


def _is_of_some_ages(name: str, standard: Standard) -> bool:
    """Return whether an indicator ends before its standard, as weight does at 10 years.

    WHO AnthroPlus estimates such indicators only by age.
    """
    table = load_table(standard.tables[name][0])
    return table.axis == standard.age and table.last < ages_of(standard.name)[1]


def _sizes(level: Estimates, k: int | None, prefix: str) -> Iterator[tuple[str, pa.Array]]:
    yield f"{prefix}_pop", _column(level, None if k is None else level.n_weighted[:, k])
    yield f"{prefix}_unwpop", _column(level, None if k is None else level.n[:, k])


def _numbers(
    level: Estimates, k: int | None, prefix: str, scale: float
) -> Iterator[tuple[str, pa.Array]]:
    for ending, values in (
        ("r", level.estimate),
        ("se", level.se),
        ("ll", level.low),
        ("ul", level.high),
    ):
        yield f"{prefix}_{ending}", _column(level, None if k is None else scale * values[:, k])


def _column(level: Estimates, values: Floats | None) -> pa.Array:
    if values is None:
        return pa.nulls(level.groups, pa.float64())
    return pa.array(values, pa.float64(), mask=np.isnan(values))
