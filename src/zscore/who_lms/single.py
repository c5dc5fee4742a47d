"""Functions for one indicator, on scalars or arrays that broadcast as in numpy.

They are meant for one child in a form, or a formula in a notebook. For tables, use
score_children, which also reports why a z is missing. Units are in the names: [kg],
[cm], [mm], age in [days]. A scalar gives a float, NaN if z is missing. Rules and
sources are those of score_children.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zscore._options import ProfileName
from zscore.children.arrays import MISSING, Codes, Floats, code_column, float_column
from zscore.children.cells import MEASURED, OEDEMA, SEX, Vocabulary
from zscore.children.measurement_units import DAYS_PER_MONTH
from zscore.errors import TableError
from zscore.who_lms import kernels, placement
from zscore.who_lms.indicators import INDICATORS, Indicator
from zscore.who_lms.measurements import place
from zscore.who_lms.profiles import Profile, profile_named
from zscore.who_lms.scoring import score_arrays
from zscore.who_lms.standards import WHO_2006, WHO_2007
from zscore.who_lms.tables import ages_of, constants_of


def haz(
    length_height_cm: Any,
    *,
    sex: Any,
    age_days: Any,
    measured: Any = None,
    profile: ProfileName = "who",
) -> Any:
    """Return length/height-for-age z.

    ``measured`` is lying or standing, if known; they differ by 0.7 cm (WHO 2006, chapter 2).

    Raises
    ------
    CodeError, ColumnError
        If a value is not a known code or a number; TableError if shapes do not broadcast.

    Examples
    --------
    >>> haz(85.3, sex="f", age_days=683)
    0.09
    >>> haz([85.3, 80.0], sex="f", age_days=683, measured="lying").tolist()
    [0.09, -1.59]
    """
    return _one("haz", {"length_height_cm": length_height_cm}, sex, age_days, measured, profile)


def waz(
    weight_kg: Any, *, sex: Any, age_days: Any, oedema: Any = None, profile: ProfileName = "who"
) -> Any:
    """Return weight-for-age z; NaN with oedema.

    Examples
    --------
    >>> waz(10.4, sex="f", age_days=683)
    -0.57
    """
    return _one("waz", {"weight_kg": weight_kg}, sex, age_days, None, profile, oedema)


def whz(
    weight_kg: Any,
    length_height_cm: Any,
    *,
    sex: Any,
    age_days: Any = None,
    measured: Any = None,
    oedema: Any = None,
    profile: ProfileName = "who",
) -> Any:
    """Return weight-for-length z, or weight-for-height z from 731 days of age.

    Without an age, the position decides; without a position, 87 cm does.

    Examples
    --------
    >>> whz(10.4, 85.3, sex="f", age_days=683)
    -0.94
    """
    measures = {"weight_kg": weight_kg, "length_height_cm": length_height_cm}
    return _one("whz", measures, sex, age_days, measured, profile, oedema)


def baz(
    weight_kg: Any,
    length_height_cm: Any,
    *,
    sex: Any,
    age_days: Any,
    measured: Any = None,
    oedema: Any = None,
    profile: ProfileName = "who",
) -> Any:
    """Return BMI-for-age z.

    Examples
    --------
    >>> baz(10.4, 85.3, sex="f", age_days=683)
    -0.94
    """
    measures = {"weight_kg": weight_kg, "length_height_cm": length_height_cm}
    return _one("baz", measures, sex, age_days, measured, profile, oedema)


def hcz(
    head_circumference_cm: Any, *, sex: Any, age_days: Any, profile: ProfileName = "who"
) -> Any:
    """Return head circumference-for-age z.

    Examples
    --------
    >>> hcz(46.0, sex="f", age_days=683)
    -0.69
    """
    measures = {"head_circumference_cm": head_circumference_cm}
    return _one("hcz", measures, sex, age_days, None, profile)


def acz(arm_circumference_cm: Any, *, sex: Any, age_days: Any, profile: ProfileName = "who") -> Any:
    """Return arm circumference-for-age z, from 91 days of age.

    Examples
    --------
    >>> acz(14.9, sex="f", age_days=683)
    0.11
    """
    measures = {"arm_circumference_cm": arm_circumference_cm}
    return _one("acz", measures, sex, age_days, None, profile)


def tsz(triceps_skinfold_mm: Any, *, sex: Any, age_days: Any, profile: ProfileName = "who") -> Any:
    """Return triceps skinfold-for-age z, from 91 days of age.

    Examples
    --------
    >>> tsz(6.8, sex="f", age_days=683)
    -0.66
    """
    measures = {"triceps_skinfold_mm": triceps_skinfold_mm}
    return _one("tsz", measures, sex, age_days, None, profile)


def ssz(
    subscapular_skinfold_mm: Any, *, sex: Any, age_days: Any, profile: ProfileName = "who"
) -> Any:
    """Return subscapular skinfold-for-age z, from 91 days of age.

    Examples
    --------
    >>> ssz(5.2, sex="f", age_days=683)
    -0.93
    """
    measures = {"subscapular_skinfold_mm": subscapular_skinfold_mm}
    return _one("ssz", measures, sex, age_days, None, profile)


def _one(
    name: str,
    measures: dict[str, Any],
    sex: Any,
    age_days: Any,
    measured: Any,
    profile: str,
    oedema: Any = None,
) -> Any:
    """Broadcast the arguments, score them, and restore the shape."""
    indicator, rules = INDICATORS[name], profile_named(profile)
    child = plain_child(measures, sex, age_days, measured, oedema, SEX)
    if child is not None:
        return _score_child(indicator, rules, *child)
    columns: dict[str, Any] = {
        column: floats_in(values, column) for column, values in measures.items()
    }
    columns["age_days"] = floats_in(age_days, "age_days")
    columns["sex"] = codes_in(sex, "sex", SEX)
    columns["measured"] = codes_in(measured, "measured", MEASURED)
    columns["oedema"] = codes_in(oedema, "oedema", OEDEMA)
    flat, shape = broadcast(columns)
    children = place(
        profile=rules,
        sex=flat["sex"],
        age_days=flat["age_days"],
        age_months=flat["age_days"] / DAYS_PER_MONTH,
        measured=flat["measured"],
        oedema=flat["oedema"] == 1,
        measure={column: flat[column] for column in measures},
    )
    z = score_arrays(children, [indicator])[name].z.reshape(shape)
    return float(z) if shape == () else z


# --- one child, without arrays, in a twentieth of the time ----------------------------


def plain_child(
    measures: dict[str, Any],
    sex: Any,
    age_days: Any,
    measured: Any,
    oedema: Any,
    sexes: Vocabulary,
) -> tuple[dict[str, np.float64], np.float64, int, int, int] | None:
    """Return plain numbers and codes, or None if any argument is not a plain scalar."""
    numbers = {}
    for column, value in measures.items():
        number = _number(value)
        if number is None:
            return None
        numbers[column] = number
    days = _number(age_days)
    sex_code, position, swollen = (
        _code(sex, sexes),
        _code(measured, MEASURED),
        _code(oedema, OEDEMA),
    )
    if days is None or sex_code is None or position is None or swollen is None:
        return None
    return numbers, days, sex_code, position, swollen


def _score_child(
    indicator: Indicator,
    rules: Profile,
    measures: dict[str, np.float64],
    days: np.float64,
    sex: int,
    measured: int,
    oedema: int,
) -> float:
    if indicator.oedema_hides and oedema == 1:
        return math.nan
    day, _, adjusted, standing = placement.place_child(
        days, days / DAYS_PER_MONTH, measured, measures.get("length_height_cm", _NONE),
        rules.months_end, ages_of(WHO_2006.name)[1], rules.standing_from_months,
        *ages_of(WHO_2007.name),
    )  # fmt: skip
    for value in measures.values():
        if not 0.0 < value < math.inf:
            return math.nan
    derived = {"length_height_adjusted_cm": adjusted, **measures}
    if indicator.measure not in derived:
        derived[indicator.measure] = placement.bmi_of(measures["weight_kg"], adjusted)
    by_length = indicator.axis != "age_days"
    table = constants_of(indicator.name)
    z = kernels.score_child(
        derived[indicator.measure], adjusted if by_length else days / DAYS_PER_MONTH, sex, day,
        standing, by_length, table.rows, table.axes, indicator.restricted, True,
    )  # fmt: skip
    return float(z)


def _number(value: Any) -> np.float64 | None:
    """Return a plain number, NaN for None, or None for anything else.

    numpy's float divides by zero like a compiled kernel, whereas Python's raises.
    """
    if value is None:
        return _NONE
    if type(value) in _NUMBERS or isinstance(value, np.integer | np.floating):
        try:
            return np.float64(value)
        except OverflowError:
            return None
    return None


_NONE = np.float64(math.nan)
_NUMBERS = {int, float}  # not bool, a subclass of int


def _code(value: Any, vocabulary: Vocabulary) -> int | None:
    """Return the code of a text or number, MISSING for None, or None if it is not plain."""
    if value is None:
        return MISSING
    if isinstance(value, str):
        return vocabulary.texts.get(value.casefold())
    return vocabulary.numbers.get(value) if type(value) in _NUMBERS else None


# --- arrays that broadcast -------------------------------------------------------------------


def broadcast(
    columns: Mapping[str, NDArray[Any]],
) -> tuple[dict[str, NDArray[Any]], tuple[int, ...]]:
    """Return arrays as flat columns of one length, and their common shape.

    Raises
    ------
    TableError
        If the shapes do not go together.
    """
    try:
        shape = np.broadcast_shapes(*(values.shape for values in columns.values()))
    except ValueError:
        shapes = ", ".join(f"{column} {values.shape}" for column, values in columns.items())
        raise TableError("cannot_broadcast", shapes=shapes) from None
    flat = {
        column: np.ascontiguousarray(np.broadcast_to(values, shape)).ravel()
        for column, values in columns.items()
    }
    return flat, shape


def floats_in(values: Any, name: str) -> Floats:
    """Return numbers of any shape; None is missing."""
    array = _as_array(np.nan if values is None else values, name)
    return float_column(array.ravel(), name).reshape(array.shape)


def codes_in(values: Any, name: str, vocabulary: Vocabulary) -> Codes:
    """Return codes of any shape; None is missing."""
    if values is None:
        return np.array(MISSING, np.int8)
    array = _as_array(values, name)
    return code_column(array.ravel(), name, vocabulary).reshape(array.shape)


def _as_array(values: Any, name: str) -> NDArray[Any]:
    if isinstance(values, np.ma.MaskedArray):
        return values
    try:
        return np.asarray(values)
    except ValueError:  # lists of unequal lengths
        raise TableError("not_a_column", column=name) from None
