"""Growth velocity: what a child gained since an earlier visit, against WHO's standards of 2009."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from zscore._jit import frozen
from zscore.arguments import check_flag, name_in, names_in
from zscore.children.arrays import MISSING, Codes, Floats
from zscore.children.frames import Categories, Column, Table
from zscore.children.measurement_units import DAYS_PER_MONTH
from zscore.errors import (
    ColumnError,
    ParameterError,
    UnknownNameError,
    columns_missing,
    listed,
    shown_number,
)
from zscore.growth import kernels
from zscore.growth.linking import children_of, ordered_visits
from zscore.who_lms.indicators import HAZ, HCZ, WAZ
from zscore.who_lms.measurements import Children, read_children, switch_months
from zscore.who_lms.placement import LYING_MINUS_STANDING_CM, STANDING_FROM_DAY
from zscore.who_lms.profiles import WHO
from zscore.who_lms.reasons import SCORED
from zscore.who_lms.standards import WHO_2009
from zscore.who_lms.tables import load_increments

# In the order of the codes in kernels.py, and then of a row whose child is not known.
REASONS = (
    "no_sex",
    "no_age",
    "no_measurement",
    "no_earlier_visit",
    "interval_outside",
    "standard_switched",
    "age_outside",
    "increment_too_low",
    "no_child",
)
# Growth faltering "to be looked at" is below this z: of the fifth percentile, or −2 SD.
FALTERING = {"p5": -1.6448536269514722, "-2sd": -2.0}
_MEASURES = tuple(WHO_2009.measures)


def velocity(
    visits: Any,
    *,
    child: str | Sequence[str] = (),
    measures: str | Sequence[str] = _MEASURES,
    interval_months: int | None = None,
    faltering: str = "p5",
    scaled: bool = False,
    columns: Mapping[str, str] | None = None,
) -> Any:
    """Return a table with the growth of each child since an earlier visit.

    Parameters
    ----------
    visits
        A table with ``sex``, an age and the measures, one row a visit, of any kind that
        score_children takes; ``measured`` where lengths were measured standing.
    child
        Columns that identify a child; without them as in weight_gain.
    measures
        Some of ``weight_kg``, ``length_height_cm`` and ``head_circumference_cm``; those that the
        table does not have are left out.
    interval_months
        Compare with the latest visit about 1, 2, 3, 4 or 6 months before; None: with the
        visit before, whenever that was.
    faltering
        Growth is to be looked at below ``"p5"``, the fifth percentile, or ``"-2sd"``.
    scaled
        Scale the increment to whole months of the interval; WHO's standards do not.
    columns
        Names of columns where they are others, as in score_children.

    Returns
    -------
    table of the same kind
        The columns of ``visits``, then for each measure

        - ``weight_kg_interval_days``: days since the earlier visit at which it was measured;
        - ``weight_kg_increment``: gained since, in the unit of the measure;
        - ``weight_kg_velocity_z`` and ``…_percentile``: by WHO's standards of 2009, of 20–47 days
          as 1 month (weight alone), 48–77 as 2, 78–107 as 3, 108–137 as 4 and 150–209 as 6,
          from the completed month of the earlier visit on, to 24 months;
        - ``weight_kg_faltering``: below the limit, missing where there is no z;
        - ``weight_kg_velocity_reason``: why there is no z.

        Lengths are compared as if both had been measured lying.

    Raises
    ------
    ColumnError, CodeError
        If a column is missing or cannot be read.
    ParameterError, UnknownNameError
        If an interval, a measure or a limit is not known.

    References
    ----------
    WHO Child Growth Standards: growth velocity based on weight, length and head circumference,
    Methods and development (2009).

    Examples
    --------
    >>> import zscore as zs
    >>> visits = {"id": [1, 1], "sex": ["m", "m"], "age_days": [95, 125], "weight_kg": [6.4, 6.7]}
    >>> found = zs.velocity(visits, child="id")
    >>> found["weight_kg_velocity_z"].round(4).tolist()
    [nan, -1.5679]
    """
    check_flag(scaled, "scaled")
    table = Table(visits, columns)
    asked = names_in(measures, "measures")
    for name in asked:
        if name not in _MEASURES:
            raise UnknownNameError("unknown_measure", name=name, known=", ".join(_MEASURES))
    if not asked:
        raise UnknownNameError("no_measures", known=", ".join(_MEASURES))
    limit = name_in(faltering, "faltering")
    if limit not in FALTERING:
        raise UnknownNameError("unknown_faltering", name=limit, known=", ".join(FALTERING))
    wanted = _window_of(interval_months)
    there = [name for name in asked if name in table]
    lacking = [name for name in ("sex", *(() if there else asked[:1])) if name not in table]
    if lacking:
        raise columns_missing(lacking, table.names)
    given = read_children(table, WHO, (WAZ, HAZ, HCZ))
    if not given.age_source:
        raise ColumnError("no_age", found=listed(table.names))
    order, first = ordered_visits(children_of(table, child), given.age_days)
    new: dict[str, Column] = {}
    for name in there:
        new |= _columns(name, given, order, first, wanted, FALTERING[limit], scaled=scaled)
    return table.with_columns(new)


def _window_of(months: int | None) -> int:
    """Return the place of the window of so many months, -1 for any.

    Raises
    ------
    ParameterError
        If WHO has no increments over so many.
    """
    if months is None:
        return -1
    known = list(WHO_2009.windows)
    if isinstance(months, bool) or not isinstance(months, int | np.integer) or months not in known:
        shown = ", ".join(map(str, known))
        raise ParameterError("unknown_interval_months", value=shown_number(months), known=shown)
    return known.index(int(months))


def _columns(
    name: str,
    given: Children,
    order: NDArray[np.int64],
    first: NDArray[np.int64],
    wanted: int,
    limit: float,
    *,
    scaled: bool,
) -> dict[str, Column]:
    """Return the columns of one measure."""
    measure, per_unit = WHO_2009.measures[name]
    n, m = given.n, len(order)
    why, window = np.empty(m, np.int8), np.empty(m, np.int8)
    interval, increment, z = np.empty(m), np.empty(m), np.empty(m)
    kernels.score_increments(
        frozen(first), frozen(given.age_days[order]), frozen(given.sex[order]),
        frozen(per_unit * _values(name, given)[order]), wanted,
        frozen(np.array(list(WHO_2009.windows.values()), float)),
        frozen(np.array(list(WHO_2009.windows), float)), switch_months(WHO) * DAYS_PER_MONTH,
        load_increments(measure), scaled, window, interval, increment, z, why,
    )  # fmt: skip

    def whole(values: Floats) -> Floats:
        found = np.full(n, np.nan)
        found[order] = values
        return found

    reason: Codes = np.full(n, REASONS.index("no_child"), np.int8)
    reason[order] = np.where(why < 0, MISSING, why)
    z_scores = whole(z)
    return {
        f"{name}_interval_days": whole(interval),
        f"{name}_increment": whole(increment / per_unit),
        f"{name}_velocity_z": z_scores,
        f"{name}_velocity_percentile": _percentiles(z_scores),
        f"{name}_faltering": pa.array(z_scores < limit, mask=np.isnan(z_scores)),
        f"{name}_velocity_reason": Categories(codes=reason, labels=REASONS),
    }


def _values(name: str, given: Children) -> Floats:
    """Return the measurements that can be compared; lengths as if all had been lying."""
    if name != "length_height_cm":
        return np.where(given.measure_reason[name] == SCORED, given.measure[name], np.nan)
    adjusted = given.measure["length_height_adjusted_cm"]
    standing = given.age_days >= STANDING_FROM_DAY - 0.5
    lying: Floats = np.where(standing, adjusted + LYING_MINUS_STANDING_CM, adjusted)
    return lying


def _percentiles(z: Floats) -> Floats:
    from scipy.special import ndtr  # noqa: PLC0415  (0.1 s that no other command need wait for)

    found: Floats = 100.0 * ndtr(z)
    return found
