"""Reference curves: the measurements at z-scores or percentiles along the axis of an indicator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from zscore._jit import frozen
from zscore.arguments import name_in
from zscore.children.arrays import MISSING
from zscore.children.cells import SEX
from zscore.children.frames import in_kind
from zscore.children.measurement_units import DAYS_PER_MONTH
from zscore.errors import ParameterError, UnknownNameError
from zscore.who_lms import kernels
from zscore.who_lms.indicators import Indicator, indicator_named
from zscore.who_lms.inverse import z_of
from zscore.who_lms.placement import BY_MONTH, STANDING_FROM_DAY
from zscore.who_lms.single import codes_in, floats_in
from zscore.who_lms.standards import WHO_2006, WHO_2007, Standard
from zscore.who_lms.tables import SEXES, constants_of, load_table

Z = (-3, -2, -1, 0, 1, 2, 3)
STEPS = ("day", "month")


def reference_curves(
    indicator: str,
    *,
    sex: Any,
    z: float | Sequence[float] | None = None,
    percentile: float | Sequence[float] | None = None,
    by: str = "day",
) -> Any:
    """Return the curves of a growth chart as a table.

    Parameters
    ----------
    indicator
        ``haz`` … ``ssz``.
    sex
        ``"m"`` or ``"f"``, or another code as in score_children.
    z
        The z-scores of the curves, −3 to 3 where neither these nor percentiles are given.
    percentile
        Percentiles from 0 to 100 instead, by L, M and S throughout, as in measurement_at.
    by
        ``"day"`` or ``"month"`` of age, which is then the unit of ``x``. Of ``whz``, x is
        a length or height [cm] in steps of 0.1.

    Returns
    -------
    pandas.DataFrame
        A row for each point of each curve: ``indicator``, ``sex``, ``standard`` (``who2006`` to
        60 months, then ``who2007``), ``series`` (``length``, ``height``, ``2006`` or ``2007``:
        lines that are not to be joined), ``x``, ``z`` or ``percentile``, and ``value``.

    Raises
    ------
    ParameterError
        If both z-scores and percentiles are given, a percentile is none, or the sex is missing.
    UnknownNameError, CodeError, ColumnError
        If a name or code is not known, or a value is no number.

    References
    ----------
    WHO Child Growth Standards (2006), WHO Reference 2007; see measurement_at.

    Examples
    --------
    >>> import zscore as zs
    >>> curves = zs.reference_curves("haz", sex="f", z=(-2, 0), by="month")
    >>> curves[(curves["x"] == 24) & (curves["z"] == -2)]["value"].round(1).tolist()
    [79.3]
    """
    table = curves_table(indicator, sex=sex, z=z, percentile=percentile, by=by)
    return in_kind(table, "pandas")


def curves_table(
    indicator: str,
    *,
    sex: Any,
    z: float | Sequence[float] | None = None,
    percentile: float | Sequence[float] | None = None,
    by: str = "day",
) -> pa.Table:
    """Do as reference_curves, and return a pyarrow table."""
    entry = indicator_named(indicator)
    if name_in(by, "by") not in STEPS:
        raise UnknownNameError("unknown_step", name=by, known=", ".join(STEPS))
    code = codes_in(sex, "sex", SEX)
    if code.shape != () or code == MISSING:
        raise ParameterError("one_sex")
    given = Z if z is None and percentile is None else z
    asked = np.atleast_1d(floats_in(given if percentile is None else percentile, "z"))
    values = np.atleast_1d(z_of(given, percentile))
    restricted = entry.restricted and percentile is None
    name = "z" if percentile is None else "percentile"
    parts = [
        _curve(entry, line, int(code), float(k), shown, name, restricted)
        for line in _lines(entry, by)
        for k, shown in zip(values, asked, strict=True)
    ]
    return pa.concat_tables(parts)


@dataclass(frozen=True, kw_only=True)
class _Line:
    """One line of a chart: where it is, and how the kernels know."""

    standard: Standard
    series: str
    shown: NDArray[Any]  # x as it is shown
    x: NDArray[Any]  # age [months] or length [cm]
    day: int | NDArray[Any]  # BY_MONTH, or each day
    standing: bool = False


def _lines(entry: Indicator, by: str) -> list[_Line]:
    tables = WHO_2006.tables[entry.name]
    if entry.axis != "age_days":
        found = []
        for name, series in zip(tables, ("length", "height"), strict=True):
            table = load_table(name)
            cm = table.first + table.step * np.arange(table.lms.shape[1])
            line = _Line(standard=WHO_2006, series=series, shown=cm, x=cm, day=MISSING,
                         standing=series == "height")  # fmt: skip
            found.append(line)
        return found
    first, last = load_table(tables[0]).first, WHO_2006.months_end * DAYS_PER_MONTH
    shown: NDArray[Any]
    x: NDArray[Any]
    if by == "day":
        shown = day = np.arange(first, np.floor(last) + 1, dtype=np.float64)
    else:
        first_month = np.ceil(first / DAYS_PER_MONTH)
        shown = np.arange(first_month, WHO_2006.months_end + 1, dtype=np.float64)
        day = np.floor(shown * DAYS_PER_MONTH + 0.5)
    lines = []
    is_length = entry.measure == "length_height_adjusted_cm"
    parts = {"length": day < STANDING_FROM_DAY, "height": day >= STANDING_FROM_DAY}
    for series, some in (parts if is_length else {"2006": day >= 0}).items():
        lines.append(_Line(standard=WHO_2006, series=series, shown=shown[some],
                           x=day[some] / DAYS_PER_MONTH, day=day[some]))  # fmt: skip
    for name in WHO_2007.tables.get(entry.name, ()):
        table = load_table(name)
        if by == "day":
            end = np.floor(table.last * DAYS_PER_MONTH)
            shown = np.arange(np.floor(last) + 1, end + 1, dtype=np.float64)
            x = shown / DAYS_PER_MONTH
        else:
            shown = x = np.arange(table.first, table.last + 1, dtype=np.float64)
        lines.append(_Line(standard=WHO_2007, series="2007", shown=shown, x=x, day=BY_MONTH))
    return lines


def _curve(
    entry: Indicator, line: _Line, sex: int, z: float, shown: float, name: str, restricted: bool
) -> pa.Table:
    n, table = len(line.x), constants_of(entry.name)
    value = np.empty(n)
    kernels.measure_children(
        *map(frozen, (
            np.full(n, z), line.x, np.full(n, sex, np.int8),
            np.broadcast_to(line.day, n).astype(np.int16), np.full(n, line.standing),
        )),
        entry.axis != "age_days", table.rows, table.axes, restricted, value,
    )  # fmt: skip
    return pa.table(
        {
            "indicator": pa.repeat(entry.name, n),
            "sex": pa.repeat(SEXES[sex], n),
            "standard": pa.repeat(line.standard.name, n),
            "series": pa.repeat(line.series, n),
            "x": np.round(line.shown, 6),
            name: np.full(n, shown),
            "value": value,
        }
    )
