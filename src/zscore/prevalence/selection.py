"""Selection of children by age, and of z-scores by SMART flags.

Source: SMART, Methodology 2.0 (2017): z-scores further than 3 from the observed mean are flagged,
children of 6 to 59 months are surveyed.
"""

from __future__ import annotations

from collections.abc import Sequence
from numbers import Real
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zscore.arguments import name_in
from zscore.children.frames import Table
from zscore.classify.classification import Values
from zscore.errors import ColumnError, ParameterError, UnknownNameError, listed
from zscore.who_lms.measurements import read_ages

FLAGS = ("who", "smart")
SMART_FLAG = 3.0  # from the observed mean
SMART_AGES = (6.0, 59.0)
_BY_SMART = ("haz", "waz", "whz")


def ages_in(value: Any) -> tuple[float, float] | None:
    """Return a range of ages in completed months, both ends included.

    Raises
    ------
    ParameterError
        If it is not two numbers of months, the lower one first.
    """
    if value is None:
        return None
    pair = tuple(value) if isinstance(value, Sequence) and not isinstance(value, str) else ()
    known = len(pair) == 2 and all(
        isinstance(end, Real) and not isinstance(end, bool) for end in pair
    )
    if not known or not 0 <= pair[0] <= pair[1]:
        raise ParameterError("bad_age_months")
    return float(pair[0]), float(pair[1])


def flags_in(value: Any) -> str:
    """Return the kind of flags to use.

    Raises
    ------
    UnknownNameError
        If it is not one of FLAGS.
    """
    if name_in(value, "flags") not in FLAGS:
        raise UnknownNameError("unknown_flags", name=value, known=", ".join(FLAGS))
    return str(value)


def of_ages(table: Table, ages: tuple[float, float]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return which children are in an age range, and whose age is unknown.

    Raises
    ------
    ColumnError
        If the table has no age.
    """
    _, months, source = read_ages(table)
    if not source and table.n:
        raise ColumnError("no_age", found=listed(table.names))
    completed = np.floor(months)
    with np.errstate(invalid="ignore"):
        return (completed >= ages[0]) & (completed <= ages[1]), np.isnan(months)


def without_smart_flags(table: Table, keep: NDArray[np.bool_]) -> Table:
    """Return the table without z-scores far from the mean of the children kept.

    The mean is over z-scores within WHO's limits, of children aged 6 to 59 months if ages are
    known.
    """
    _, months, source = read_ages(table)
    surveyed = keep.copy()
    if source:
        completed = np.floor(months)
        with np.errstate(invalid="ignore"):
            surveyed &= (completed >= SMART_AGES[0]) & (completed <= SMART_AGES[1])
    values = Values(table)
    flagged = {}
    for name in _BY_SMART:
        if name in table:
            z = values.plausible(name, oedema_is_lowest=False)
            known = z[surveyed & ~np.isnan(z)]
            mean = known.sum() / len(known) if len(known) else np.nan
            with np.errstate(invalid="ignore"):
                flagged[name] = np.where(np.abs(z - mean) > SMART_FLAG, np.nan, z)
    return table.with_arrays(flagged)
