"""N, T, O and B: did a child gain enough weight since the month before, by the KMS rule?

The KMS (Kartu Menuju Sehat) is the growth card of Indonesia's Ministry of Health. Its minimum
weight gain (kenaikan berat badan minimum, KBM) is about what the median child gains in a month,
so in any month some half of all healthy children have a T: only T twice in a row is a finding.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from zscore._jit import frozen
from zscore.children.arrays import MISSING, Codes, code_column, day_column, float_column
from zscore.children.cells import SEX
from zscore.children.frames import Categories, Table
from zscore.errors import ColumnError, ParameterError, UnknownNameError, columns_missing, listed
from zscore.growth import kernels
from zscore.growth.kernels import ANY_GAIN, GAINED, NOT_GAINED
from zscore.growth.linking import NO_MONTH, children_of, days_of, months_of, ordered_visits
from zscore.who_lms.indicators import INDICATORS
from zscore.who_lms.measurements import read_ages
from zscore.who_lms.tables import SEXES

CODES = ("N", "T", "O", "B")
REASONS = (
    "no_child",
    "no_visit_date",
    "no_weight",
    "implausible_weight",
    "no_sex",
    "no_age",
    "age_outside",
    "weighed_later_in_month",
)
LAST_MONTH = 60  # completed; the cards end there
RED_LINE = -3.0  # weight-for-age z; below it a child is "bawah garis merah", BGM
_GRAMS = 1000.0

# Minimum weight gain [g] by completed month, from 1; the last holds up to 60 months. KMS for boys
# and for girls, KIA book of the Ministry of Health (2023), p. 54.
_BOYS = (800, 900, 800, 600, 500, 400, 400, 300, 300, 300, 300, 200)
_GIRLS = (800, 900, 800, 600, 500, 400, 300, 300, 300, 300, 200, 200)
KMS = np.array([[0, *gains, *[gains[-1]] * (LAST_MONTH - len(gains))] for gains in (_BOYS, _GIRLS)])


def weight_gain(
    visits: Any,
    *,
    kbm: str | Any = "kms",
    child: str | list[str] | tuple[str, ...] = (),
    columns: Mapping[str, str] | None = None,
) -> Any:
    """Return a table with the code of the KMS rule for each visit: N, T, O or B.

    Parameters
    ----------
    visits
        A table with ``visit_date``, ``weight_kg``, ``sex`` and an age (``birth_date``,
        ``age_days`` or ``age_months``), one row a visit, of any kind that score_children takes.
        A scored one has ``waz``, which tells who is below the red line; a weight whose ``waz``
        is implausible is not used.
    kbm
        Minimum weight gain: ``"kms"``, or a table with ``sex``, ``completed_month`` (1 to 60)
        and ``kbm_g`` [g], which has every month of both sexes once.
    child
        Columns that identify a child; without them ``child_number``, as link_visits makes it,
        or else what link_visits uses.
    columns
        Names of columns where they are others, as in score_children.

    Returns
    -------
    table of the same kind
        The columns of ``visits``, then

        - ``weight_gain_code``: N gained at least the minimum, T did not, O was not weighed in the
          calendar month before, B is new: no visit in an earlier month, or on the day of birth.
        - ``weight_gain_g``: grams since the weighing before; ``kbm_g``: the minimum.
        - ``months_since_weighing``: calendar months since the weighing before.
        - ``not_gained_twice``: T at two weighings in a row that are N or T (2T).
        - ``below_red_line``: weight-for-age below −3 (BGM); missing where there is no ``waz``.
        - ``weight_gain_reason``: why there is no code.

        Only the latest weighing of a calendar month has a code.

    Raises
    ------
    ColumnError
        If a column is missing.
    ParameterError
        If ``kbm`` lacks a month, or has one twice.

    References
    ----------
    Kementerian Kesehatan RI, Buku KIA (2023), p. 54: KMS. It is not known to be what e-PPGBM
    computes for its column Naik Berat Badan.

    Examples
    --------
    A boy of 7 months who gained 350 g: 400 g were needed.

    >>> import zscore as zs
    >>> visits = {"id": [1, 1], "sex": ["m", "m"], "birth_date": ["2024-01-05"] * 2,
    ...           "visit_date": ["2024-07-10", "2024-08-09"], "weight_kg": [7.5, 7.85]}
    >>> coded = zs.weight_gain(visits, child="id")
    >>> coded["weight_gain_code"].tolist(), coded["weight_gain_g"].tolist()
    (['B', 'T'], [nan, 350.0])
    """
    table = Table(visits, columns)
    least = minimum_gain(kbm)
    found = gains_of(table, children_of(table, child), least)
    compared, red = found.since > 0, plausible_waz(table)
    return table.with_columns(
        {
            "weight_gain_code": Categories(codes=found.code, labels=CODES),
            "weight_gain_g": pa.array(found.gain, mask=~compared),
            "kbm_g": pa.array(found.needed, mask=found.needed <= ANY_GAIN),
            "months_since_weighing": pa.array(found.since, mask=~compared),
            "not_gained_twice": pa.array(
                found.twice, mask=(found.code != GAINED) & (found.code != NOT_GAINED)
            ),
            "below_red_line": pa.array(red < RED_LINE, mask=np.isnan(red)),
            "weight_gain_reason": Categories(codes=found.reason, labels=REASONS),
        }
    )


class Gains(NamedTuple):
    """What the KMS rule says of each visit, in the order of the table."""

    code: Codes  # of CODES
    gain: NDArray[np.int64]  # grams since the weighing before
    needed: NDArray[np.int64]  # minimum [g], 0 where none is looked up
    since: NDArray[np.int64]  # calendar months since the weighing before, 0 if there is none
    twice: NDArray[np.bool_]
    reason: Codes  # of REASONS


def gains_of(table: Table, children: NDArray[np.int64], least: NDArray[np.int64]) -> Gains:
    """Apply the KMS rule to the visits of each child, numbered from 0, -1 for unknown."""
    _require(table)
    month, age = months_of(table), read_ages(table, "completed_months")[1]
    sex = code_column(table.column("sex"), "sex", SEX)
    weight = float_column(table.column("weight_kg"), "weight_kg")
    reason = np.full(table.n, MISSING, np.int8)
    for name, missing in (  # the first that applies is the last to be written
        ("age_outside", (age < 0) | (age > LAST_MONTH)),
        ("no_age", np.isnan(age)),
        ("no_sex", sex == MISSING),
        ("implausible_weight", np.isnan(plausible_waz(table)) & ~np.isnan(_waz(table))),
        ("no_weight", ~(weight > 0) | ~np.isfinite(weight)),
        ("no_visit_date", month == NO_MONTH),
        ("no_child", children < 0),
    ):
        reason[missing] = REASONS.index(name)
    unweighed = [REASONS.index(name) for name in ("no_weight", "implausible_weight")]
    weighed = ~np.isin(reason, unweighed) & np.isfinite(weight)
    grams = np.where(weighed, np.rint(np.where(weighed, weight, 0.0) * _GRAMS), -1.0)
    codable = np.where(reason == MISSING, age, -1.0).astype(np.int64)
    # A visit without a date is no visit.
    dated = np.where(month == NO_MONTH, -1, children)
    order, first = ordered_visits(dated, days_of(table))
    inputs = (month, codable, sex, grams.astype(np.int64), _at_birth(table))
    kinds = (np.int8, np.int64, np.int64, np.int64, np.bool_)
    results = [np.zeros(len(order), kind) for kind in kinds]
    ordered = [frozen(values[order]) for values in inputs]
    kernels.code_weighings(frozen(first), *ordered, frozen(least), *results)
    whole: list[NDArray[Any]] = [np.zeros(table.n, kind) for kind in kinds]
    whole[0][:] = kernels.NO_CODE
    for values, found in zip(whole, results, strict=True):
        values[order] = found
    reason[(reason == MISSING) & (whole[0] < 0)] = REASONS.index("weighed_later_in_month")
    code, gain, needed, since, twice = whole
    return Gains(code, gain, needed, since, twice, reason)


def plausible_waz(table: Table) -> NDArray[np.float64]:
    """Return the plausible weight-for-age z of each visit, NaN for others."""
    waz, (low, high) = _waz(table), INDICATORS["waz"].flags
    return np.where((waz < low) | (waz > high), np.nan, waz)


def _waz(table: Table) -> NDArray[np.float64]:
    return float_column(table.column("waz"), "waz") if "waz" in table else np.full(table.n, np.nan)


def minimum_gain(kbm: Any) -> NDArray[np.int64]:
    """Return the minimum weight gain [g] by sex (male, female) and completed month 0 to 60.

    Raises
    ------
    UnknownNameError
        If there is no table of this name.
    ParameterError
        If a table of one's own lacks a month, has one twice, or no whole number of grams.
    """
    if isinstance(kbm, str):
        if kbm != "kms":
            raise UnknownNameError("unknown_kbm", name=kbm, known="kms")
        return KMS
    table = Table(kbm)
    lacking = [name for name in ("sex", "completed_month", "kbm_g") if name not in table]
    if lacking:
        raise ColumnError(
            "kbm_columns", lacking=", ".join(f"'{n}'" for n in lacking), found=listed(table.names)
        )
    sex = code_column(table.column("sex"), "sex", SEX)
    month, grams = (float_column(table.column(n), n) for n in ("completed_month", "kbm_g"))
    known = (sex != MISSING) & (month >= 1) & (month <= LAST_MONTH) & (month % 1 == 0)
    known &= (grams > 0) & np.isfinite(grams) & (grams % 1 == 0)
    least = np.zeros((len(SEXES), LAST_MONTH + 1), np.int64)
    times = np.zeros_like(least)
    at = sex[known], month[known].astype(np.int64)
    least[at] = grams[known].astype(np.int64)
    np.add.at(times, at, 1)
    if not known.all():
        raise ParameterError("kbm_row", row=int(np.argmin(known)) + 1)
    if (times[:, 1:] != 1).any():
        wrong_sex, wrong_month = np.argwhere(times[:, 1:] != 1)[0]
        raise ParameterError(
            "kbm_months",
            sex=SEXES[wrong_sex],
            month=int(wrong_month) + 1,
            n=int(times[wrong_sex, wrong_month + 1]),
        )
    return least


def _require(table: Table) -> None:
    lacking = [name for name in ("visit_date", "weight_kg", "sex") if name not in table]
    if not any(name in table for name in ("birth_date", "age_days", "age_months")):
        lacking.append("birth_date")
    if lacking:
        raise columns_missing(lacking, table.names)


def _at_birth(table: Table) -> NDArray[np.bool_]:
    """Return the visits on the day of birth."""
    if "birth_date" not in table:
        return np.asarray(read_ages(table)[0] == 0.0)
    birth, visit = (day_column(table.column(name), name) for name in ("birth_date", "visit_date"))
    return np.asarray(birth == visit)
