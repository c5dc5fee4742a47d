"""The naive twin: RULES of WHO anthro, one child at a time, in plain Python.

It shares no line with src/zscore: the figures are read with the csv module into
dicts by day or by tenths of a centimetre, and every rule is written out as it
stands in the rules, without a thought for speed. Whatever is fast must equal it.
"""

from __future__ import annotations

import csv
import math
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

WHO_TABLES = Path(__file__).resolve().parents[1] / "data" / "who_tables"
NAMES = ("haz", "waz", "whz", "baz", "hcz", "acz", "tsz", "ssz")
MEASURES = (
    "weight_kg",
    "length_height_cm",
    "head_circumference_cm",
    "arm_circumference_cm",
    "triceps_skinfold_mm",
    "subscapular_skinfold_mm",
)

# name: (table, what is measured, restricted beyond 3 SD, lowest and highest plausible z)
_BY_AGE = {
    "haz": ("length_height_for_age", "length", False, -6, 6),
    "waz": ("weight_for_age", "weight", True, -6, 5),
    "baz": ("bmi_for_age", "bmi", True, -5, 5),
    "hcz": ("head_circumference_for_age", "head", False, -5, 5),
    "acz": ("arm_circumference_for_age", "arm", True, -5, 5),
    "tsz": ("triceps_skinfold_for_age", "triceps", True, -5, 5),
    "ssz": ("subscapular_skinfold_for_age", "subscapular", True, -5, 5),
}


# The tables by month, which some indicators have from 5 years on.
_BY_MONTH = {"haz": "height_for_age", "waz": "weight_for_age", "baz": "bmi_for_age"}


def score_child(child: dict, profile: str = "who") -> dict:
    """Return z, flag and reason of every indicator, and what is derived; None for missing.

    ``child`` may have: sex (m/f), age_days or age_months, measured (lying/standing),
    oedema (True/False), and the six measurements. NaN and None are missing.
    """
    sex = child.get("sex")
    days, months = _age(child)
    day = None if days is None or not math.isfinite(days) else _half_up(days)
    length, why_no_length = _measurement(child, "length_height_cm")
    weight, why_no_weight = _measurement(child, "weight_kg")
    oedema = bool(child.get("oedema"))

    measured = child.get("measured")
    not_believed = profile == "who" and measured == "standing" and months is not None and months < 9
    if not_believed:
        measured = None

    # From 5 years on: by WHO 2007, where no position matters.
    under_five = day is not None and 0 <= days and day <= 1856
    under_five = under_five and (profile == "eppgbm" or months < 60)
    school_age = not under_five and months is not None and 60 <= months <= 228

    adjusted = length
    two_years = days is not None and (days == math.inf or (day is not None and day >= 731))
    if length is not None and days is not None and not school_age:
        if measured == "standing" and not two_years:
            adjusted = length + 0.7
        if measured == "lying" and two_years:
            adjusted = length - 0.7
    if adjusted is not None and not adjusted > 0:
        adjusted, why_no_length = None, "measurement_not_positive"

    bmi, why_no_bmi = None, _first_reason(why_no_weight, why_no_length)
    if why_no_bmi is None:
        bmi = _divided(weight, (adjusted / 100) * (adjusted / 100))
        if not 0 < bmi < math.inf:
            bmi, why_no_bmi = None, "measurement_not_finite"

    why_no_age = None
    if days is None:
        why_no_age = "no_age"
    elif not under_five:
        why_no_age = "age_outside"

    result = {
        "measured_flag": not_believed,
        "length_height_adjusted_cm": adjusted,
        "bmi": bmi,
    }
    given = {
        "length": (adjusted, why_no_length),
        "weight": (weight, why_no_weight),
        "bmi": (bmi, why_no_bmi),
        "head": _measurement(child, "head_circumference_cm"),
        "arm": _measurement(child, "arm_circumference_cm"),
        "triceps": _measurement(child, "triceps_skinfold_mm"),
        "subscapular": _measurement(child, "subscapular_skinfold_mm"),
    }
    for name, (table, what, restricted, low, high) in _BY_AGE.items():
        y, why_none = given[what]
        reason = "no_sex" if sex is None else why_no_age
        lms = None
        if sex is not None and school_age and name in _BY_MONTH:
            lms = _row_of_month(months, sex, _BY_MONTH[name])
            reason = None
        elif sex is not None:
            lms = _figures(f"who2006_{table}", 1)[sex].get(day)
        if reason is None and lms is None:
            reason = "age_outside"
        reason = reason or why_none
        if reason is None and oedema and what in ("weight", "bmi"):
            reason = "oedema"
        z = None if reason is not None else _z(y, lms, restricted)
        _put(result, name, z, reason, low, high)

    # Weight for length or height: an age is not needed, only not a wrong one.
    reason = "no_sex" if sex is None else why_no_age if why_no_age == "age_outside" else None
    reason = reason or _first_reason(why_no_weight, why_no_length)
    lms = None
    if reason is None:
        if days is not None:
            standing = two_years
        elif measured is not None:
            standing = measured == "standing"
        else:
            standing = length >= 87
        lms = _row_of_length(adjusted, sex, standing)
        reason = "length_off_the_table" if lms is None else "oedema" if oedema else None
    z = None if reason is not None else _z(weight, lms, restricted=True)
    _put(result, "whz", z, reason, -5, 5)
    return result


def classify_child(child: dict, scheme: str = "who", lang: str | None = None) -> dict:
    """Return the classes of one child with z-scores; None where there is none.

    Of scheme eppgbm a child is under five to day 1856, of the others to below 60 months.

    ``child`` may have the z-scores (acz among them), oedema, age_days or age_months,
    arm_circumference_cm.
    """
    lang = lang or ("en" if scheme == "who" else "id")
    _, months = _age(child)
    if scheme == "eppgbm":
        older = months is not None and months * 30.4375 >= 1856.5
    else:
        older = months is not None and months >= 60
    # Beyond the tables a child with oedema has no class either; those by day go on to day 1856.
    oedema = bool(child.get("oedema")) and not (
        months is not None and (months < 0 or months * 30.4375 >= 1857)
    )
    oedema_of_older = bool(child.get("oedema")) and older and months <= 228
    z, outlier = {}, {}
    for name, (low, high) in {
        "haz": (-6, 6),
        "waz": (-6, 5),
        "whz": (-5, 5),
        "baz": (-5, 5),
    }.items():
        value = _number(child.get(name))
        rounded = None if value is None else round(value, 2)
        outlier[name] = rounded is not None and not low <= rounded <= high
        z[name] = None if outlier[name] else rounded
        if older:
            z[name], outlier[name] = None, False
        if oedema and name != "haz":
            z[name], outlier[name] = -99.0, False
    haz, baz = (_number(child.get(name)) for name in ("haz", "baz"))
    of_older = {"haz": haz, "baz": -99.0 if oedema_of_older else baz}
    for name, bound in {"haz": 6, "baz": 5}.items():
        value = of_older[name]
        if (
            not older
            or value is None
            or (value != -99.0 and not -bound <= round(value, 2) <= bound)
        ):
            of_older[name] = None
        else:
            of_older[name] = round(value, 2)

    arm = _number(child.get("arm_circumference_cm"))
    acz = _number(child.get("acz"))
    if arm is not None and not 6 <= arm <= 35:
        arm = None
    if acz is not None and not -5 <= round(acz, 2) <= 5:
        arm = None
    if months is None or not 6 <= months < 60:
        muac = None
    elif oedema:
        muac = 0
    elif arm is None:
        muac = None
    else:
        muac = 0 if arm < 11.5 else 1 if arm < 12.5 else 2

    def cut(name: str, labels: str, *above: float, by: dict = z) -> str | None:
        value = by[name]
        if outlier[name] and scheme == "eppgbm":
            return "Outlier"
        if value is None:
            return None
        place = 0 if value < -3 else 1 if value < -2 else 2 + sum(value > edge for edge in above)
        return labels.split("|")[place]

    def failing(name: str, sign: int) -> bool | None:
        return None if z[name] is None else sign * z[name] > 2

    thin, short, light = failing("whz", -1), failing("haz", -1), failing("waz", -1)
    heavy = failing("whz", 1)
    yes, no = ("yes", "no") if lang == "en" else ("ya", "tidak")
    both = {
        "wasted_and_stunted": None if None in (thin, short) else yes if thin and short else no,
        "stunted_and_overweight": None
        if None in (heavy, short)
        else yes
        if heavy and short
        else no,
        "ciaf_group": None if None in (thin, short, light) else _ciaf(thin, short, light),
    }
    muac_labels = {"en": "severe|moderate|none", "id": "gizi buruk|gizi kurang|tidak"}[lang]
    arm_class = None if muac is None else muac_labels.split("|")[muac]

    if scheme == "who":
        haz, waz, whz, baz = {
            "en": ("severe|moderate|none",) * 4,
            "id": (
                "sangat pendek|pendek|tidak",
                "sangat kurang|kurang|tidak",
                "gizi buruk|gizi kurang|tidak",
                "sangat kurus|kurus|tidak",
            ),
        }[lang]
        fat = {"en": "none|overweight|obese", "id": "tidak|gemuk|obesitas"}[lang].split("|")
        of, first = (of_older["baz"], 1) if older else (z["whz"], 2)
        over = None if of is None else fat[(of > first) + (of > first + 1)]
        return {
            "stunting": cut("haz", haz),
            "underweight": cut("waz", waz),
            "wasting": cut("whz", whz),
            "overweight": over,
            "short_stature": cut("haz", haz, by=of_older),
            "thinness": cut("baz", baz, by=of_older),
            "acute_malnutrition_by_muac": arm_class,
            **both,
        }
    if scheme == "permenkes-2-2020":
        weight_for_length = {
            "id": "gizi buruk|gizi kurang|gizi baik|berisiko gizi lebih|gizi lebih|obesitas",
            "en": "severely wasted|wasted|normal|possible risk of overweight|overweight|obese",
        }[lang]
        labels = weight_for_length.split("|")
        of_school_age = "|".join(labels[:3] + labels[4:])
        length = {
            "id": "sangat pendek|pendek|normal|tinggi",
            "en": "severely stunted|stunted|normal|tall",
        }[lang]
        weight = {
            "id": "berat badan sangat kurang|berat badan kurang|berat badan normal"
            "|risiko berat badan lebih",
            "en": "severely underweight|underweight|normal weight|risk of overweight",
        }[lang]
        return {
            "TB/U": cut("haz", length, 3),
            "BB/U": cut("waz", weight, 1),
            "BB/TB": cut("whz", weight_for_length, 1, 2, 3),
            "IMT/U": cut("baz", of_school_age, 1, 2, by=of_older)
            if older
            else cut("baz", weight_for_length, 1, 2, 3),
            "LiLA": arm_class,
            **both,
        }
    labels = {
        "id": (
            "Sangat Pendek|Pendek|Normal|Tinggi",
            "Sangat Kurang|Kurang|Berat Badan Normal|Risiko Lebih",
            "Gizi Buruk|Gizi Kurang|Gizi Baik|Risiko Gizi Lebih|Gizi Lebih|Obesitas",
        ),
        "en": (
            "Severely Stunted|Stunted|Normal|Tall",
            "Severely Underweight|Underweight|Normal Weight|Risk of Overweight",
            "Severely Wasted|Wasted|Normal|Risk of Overweight|Overweight|Obese",
        ),
    }[lang]
    return {
        "TB/U": cut("haz", labels[0], 3),
        "BB/U": cut("waz", labels[1], 1),
        "BB/TB": cut("whz", labels[2], 1, 2, 3),
        "LiLA": arm_class,
        **both,
    }


def figures(table: str, sex: str) -> dict[int, tuple[float, float, float]]:
    """Return L, M, S by day or month, or by tenths of a centimetre."""
    return _figures(table, 10 if "weight_for_" in table and "age" not in table else 1)[sex]


def value_of_z(z: float, lms: tuple[float, float, float], restricted: bool) -> float:
    """Return the measurement whose z is ``z``: the formulas of the rules, read backwards."""
    L, M, S = lms

    def sd(k: float) -> float:
        return M * (1 + L * S * k) ** (1 / L)

    if restricted and z > 3:
        return sd(3) + (z - 3) * (sd(3) - sd(2))
    if restricted and z < -3:
        return sd(-3) + (z + 3) * (sd(-2) - sd(-3))
    return sd(z)


@cache
def _figures(table: str, per_unit: int) -> dict[str, dict[int, tuple[float, float, float]]]:
    found: dict[str, dict[int, tuple[float, float, float]]] = {"m": {}, "f": {}}
    with (WHO_TABLES / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file):
            if row[0] == "sex":
                continue
            place = Decimal(row[1]) * per_unit
            assert place == int(place)
            found[row[0][0]][int(place)] = (float(row[2]), float(row[3]), float(row[4]))
    return found


def _row_of_length(cm: float, sex: str, standing: bool) -> tuple[float, float, float] | None:
    rows = figures("who2006_weight_for_height" if standing else "who2006_weight_for_length", sex)
    if not min(rows) / 10 <= cm <= max(rows) / 10:
        return None
    nearest = round(cm * 10)
    if abs(cm - nearest / 10) <= 1e-6:
        return rows[nearest]
    below = math.floor(cm * 10)
    part = (cm - below / 10) / 0.1
    pairs = zip(rows[below], rows[below + 1], strict=True)
    L, M, S = (low + part * (high - low) for low, high in pairs)
    return L, M, S


def velocity(visits: list[dict], measure: str) -> list[dict]:
    """Return interval, increment and z of each visit of one child, and why there is no z.

    A visit has age (days, None if unknown), sex (m/f/None) and y: weight [g], length lying or
    head [cm], None if it was not measured. Each is compared with the one before.
    """
    found = []
    for visit in visits:
        result = {"interval": None, "increment": None, "z": None, "reason": None}
        found.append(result)
        for name, reason in (("sex", "no_sex"), ("age", "no_age"), ("y", "no_measurement")):
            if visit[name] is None:
                result["reason"] = result["reason"] or reason
        if result["reason"]:
            continue
        earlier = [
            v
            for v in visits
            if v["age"] is not None and v["y"] is not None and v["age"] < visit["age"]
        ]
        if not earlier:
            result["reason"] = "no_earlier_visit"
            continue
        before = max(earlier, key=lambda v: v["age"])
        days = math.floor(visit["age"] - before["age"] + 0.5)
        result["interval"], result["increment"] = days, visit["y"] - before["y"]
        months = [m for m, (low, high) in _WINDOWS.items() if low <= days <= high]
        if before["age"] < 60 * 30.4375 <= visit["age"]:
            result["reason"] = "standard_switched"
            continue
        if not months:
            result["reason"] = "interval_outside"
            continue
        start = math.floor(before["age"] / 30.4375)
        row = increments().get((measure, visit["sex"], months[0], start))
        if row is None:
            result["reason"] = "age_outside"
            continue
        L, M, S, delta = row
        y = result["increment"] + delta
        if y <= 0:
            result["reason"] = "increment_too_low"
            continue
        result["z"] = ((y / M) ** L - 1) / (L * S)
    return found


_WINDOWS = {1: (20, 47), 2: (48, 77), 3: (78, 107), 4: (108, 137), 6: (150, 209)}


@cache
def increments() -> dict[tuple[str, str, int, int], tuple[float, float, float, float]]:
    """Return L, M, S and delta by measure, sex (m/f), interval and start month."""
    found = {}
    with (WHO_TABLES / "who2009_velocity.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            at = row["measure"], row["sex"][0], int(row["interval_months"]), int(row["start_month"])
            found[at] = tuple(float(row[name]) for name in ("L", "M", "S", "delta"))
    return found


def increment_at(z: float, figures: tuple[float, float, float, float]) -> float:
    """Return the increment at a z, 0 where WHO prints 0."""
    L, M, S, delta = figures
    base = 1 + L * S * z
    return 0.0 if base <= 0 else M * base ** (1 / L) - delta


def _row_of_month(months: float, sex: str, table: str) -> tuple[float, float, float] | None:
    rows = _figures(f"who2007_{table}", 1)[sex]
    if months > max(rows):
        return None
    below = math.floor(months)
    if below == months:
        return rows[below]
    pairs = zip(rows[below], rows[below + 1], strict=True)
    L, M, S = (low + (months - below) * (high - low) for low, high in pairs)
    return L, M, S


def _z(y: float, lms: tuple[float, float, float], restricted: bool) -> float:
    L, M, S = lms
    z = (_power(y / M, L) - 1) / (S * L)
    if restricted and abs(z) > 3:
        side = 1 if z > 0 else -1
        sd3 = M * (1 + L * S * 3 * side) ** (1 / L)
        sd2 = M * (1 + L * S * 2 * side) ** (1 / L)
        return side * 3 + (y - sd3) / abs(sd3 - sd2)
    return z


def _put(
    result: dict, name: str, z: float | None, reason: str | None, low: float, high: float
) -> None:
    # Beyond what a float can hold there is no z, and no measurement that anyone took.
    if z is not None and not math.isfinite(z * 100):
        z, reason = None, "measurement_not_finite"
    result[f"{name}_unrounded"] = z
    result[name] = None if z is None else rounded_as_r(z)
    result[f"{name}_flag"] = z is not None and not low <= rounded_as_r(z) <= high
    result[f"{name}_reason"] = reason


def rounded_as_r(z: float) -> float:
    """Return z to two decimals as R does from 4.0 on (its documentation of round)."""
    beside = (math.floor(z * 100) / 100, math.ceil(z * 100) / 100)
    return min(beside, key=lambda hundredth: (abs(hundredth - z), round(hundredth * 100) % 2))


def _age(child: dict) -> tuple[float | None, float | None]:
    days, months = _number(child.get("age_days")), _number(child.get("age_months"))
    if days is not None:
        return days, days / 30.4375
    if months is not None:
        return months * 30.4375, months
    return None, None


def _number(value: object) -> float | None:
    if value is None or math.isnan(value):
        return None
    return float(value)


def _half_up(days: float) -> int:
    return int(Decimal(days).quantize(Decimal(1), rounding=ROUND_HALF_UP)) if days < 1e9 else 10**9


def _measurement(child: dict, name: str) -> tuple[float | None, str | None]:
    y = _number(child.get(name))
    if y is None:
        return None, "no_measurement"
    if y <= 0:
        return None, "measurement_not_positive"
    if y == math.inf:
        return None, "measurement_not_finite"
    return y, None


def _first_reason(*reasons: str | None) -> str | None:
    """Return the earlier of two reasons in the order of the rules."""
    for reason in ("no_measurement", "measurement_not_positive", "measurement_not_finite"):
        if reason in reasons:
            return reason
    return None


def _power(base: float, exponent: float) -> float:
    try:
        return base**exponent
    except (OverflowError, ZeroDivisionError):
        return math.inf


def _divided(a: float, b: float) -> float:
    return a / b if b else math.inf


def _ciaf(thin: bool, short: bool, light: bool) -> str:
    if thin and short and light:
        return "D"
    if thin and light:
        return "C"
    if short and light:
        return "E"
    if thin and short:
        return "BF"
    if thin:
        return "B"
    if short:
        return "F"
    return "Y" if light else "A"


# --- prevalence --------------------------------------------------------------------------

_SIDES = {"<": lambda z, cut: z < cut, ">": lambda z, cut: z > cut}
_WEIGHT_BASED = {"waz", "whz", "baz"}


def counted_z(child: dict, name: str) -> float | None:
    """Return a child's rounded z as it counts in prevalence; -99 for oedema, None for nothing."""
    if child.get("oedema") and name in _WEIGHT_BASED:
        return -99.0
    z = child.get(name)
    _, months = _age(child)
    if z is None or math.isnan(z) or (months is not None and months >= 60):
        return None
    z = float(round(Decimal(repr(z)) * 100)) / 100  # half to even
    _, _, _, low, high = {**_BY_AGE, "whz": ("", "", True, -5, 5)}[name]
    return z if low <= z <= high else None


def has_condition(child: dict, tests: list[tuple[str, str, float]]) -> bool | None:
    """Are all tests met? None where a z is missing."""
    values = [(counted_z(child, name), side, cut) for name, side, cut in tests]
    if any(z is None for z, _, _ in values):
        return None
    return all(_SIDES[side](z, cut) for z, side, cut in values)


def survey_rows(children: list[dict], strata: bool, cluster: bool) -> list[dict]:
    """Return the rows that are in the design: young enough, with stratum and cluster."""
    kept = []
    for child in children:
        days = child.get("age_days")
        if days is not None and not math.isnan(days) and _half_up(days) > 1826:
            continue
        if (strata and child["stratum"] is None) or (cluster and child["cluster"] is None):
            continue
        weight = child.get("weight", 1.0)
        kept.append({**child, "weight": 0.0 if weight is None else weight})
    return kept


def ratio_with_se(
    rows: list[dict], values: list[float | None], *, strata: bool, cluster: bool
) -> dict:
    """Return sum(w y) / sum(w) of the rows with a value, and its standard error.

    ``rows`` are all of the survey; ``values`` are None outside the domain. The rules of WHO
    anthro as RULES.md has them, one row at a time.
    """
    total = sum(r["weight"] for r, y in zip(rows, values, strict=True) if y is not None)
    n = sum(y is not None for y in values)
    if total == 0:
        return {"n": n, "weighted": 0.0, "estimate": None, "se": None}
    part = sum(r["weight"] * y for r, y in zip(rows, values, strict=True) if y is not None)
    ratio = part / total
    by_rows = not cluster or len({r["cluster"] for r in rows}) == 1
    influence: dict = {}  # stratum → cluster → u
    for i, (row, y) in enumerate(zip(rows, values, strict=True)):
        stratum = row["stratum"] if strata else None
        one = i if by_rows else row["cluster"]
        u = 0.0 if y is None else row["weight"] * (y - ratio) / total
        clusters = influence.setdefault(stratum, {})
        clusters[one] = clusters.get(one, 0.0) + u
    variance = 0.0
    for clusters in influence.values():
        m = len(clusters)
        if m == 1:
            variance += next(iter(clusters.values())) ** 2
            continue
        mean = sum(clusters.values()) / m
        variance += m / (m - 1) * sum((u - mean) ** 2 for u in clusters.values())
    weighty = [(i, r) for i, r in enumerate(rows) if r["weight"] > 0]
    units = {(r["stratum"] if strata else 0, i if by_rows else r["cluster"]) for i, r in weighty}
    return {
        "n": n,
        "weighted": total,
        "numerator": part,
        "estimate": ratio,
        "se": math.sqrt(variance),
        "df": len(units) - len({stratum for stratum, _ in units}),
    }


# --- quality -----------------------------------------------------------------------------


def digit_preference_score(counts: list[int]) -> float:
    """Return SMART's digit preference score, one digit at a time."""
    n, k = sum(counts), len(counts)
    square = 0.0
    for count in counts:
        square += (count - n / k) ** 2 / (n / k)
    return 100 * math.sqrt(square / (n * (k - 1)))


def myers(counts: list[int]) -> float:
    """Return the unblended index of Myers, one digit at a time."""
    total = 0.0
    for count in counts:
        total += abs(count / sum(counts) - 1 / len(counts))
    return 100 * total / 2


def last_digit(value: float) -> int:
    """Return the last digit of a measurement as it is written, with at most two decimals."""
    text = f"{value:.2f}"
    return int(text[-1]) if text[-1] != "0" else int(text[-2])


def growth_findings(visits: list[dict], upper: dict[str, list[float]]) -> list[set[str]]:
    """Return what is found of each visit of one child, by the definitions of each check.

    A visit has day, age, weight, length, lying, waz and haz (None where missing or implausible);
    ``upper`` is what a child of its sex at +3 z has, by "lying" and "weight" and day of age.
    """
    found: list[set[str]] = [set() for _ in visits]
    for name, slack in (("height_shrinks", 0.5), ("height_shrinks_much", 2.5)):
        seen = [i for i, v in enumerate(visits) if v["lying"] is not None]
        for place in range(1, len(seen)):
            i, j = seen[place], seen[place - 1]
            if visits[i]["day"] > visits[j]["day"] and _more(
                visits[j]["lying"] - visits[i]["lying"], slack
            ):
                before = [k for k in seen[:place - 1]
                          if _is_before(visits, seen, k, j)][-1:]  # fmt: skip
                agrees = before and not _more(
                    visits[before[0]]["lying"] - visits[i]["lying"], slack
                )
                found[j if agrees else i].add(name)
    for name, column, slack, loss in (
        ("height_jumps", "lying", 3.0, None),
        ("weight_jumps", "weight", 2.0, (0.2, 1.0)),
    ):
        seen = [i for i, v in enumerate(visits) if v[column] is not None]
        rule = (column, upper[column], slack, loss)
        for place in range(1, len(seen)):
            i, j = seen[place], seen[place - 1]
            if visits[i]["day"] > visits[j]["day"] and _jumps(visits[j], visits[i], *rule):
                before = [k for k in seen[:place - 1]
                          if _is_before(visits, seen, k, j)][-1:]  # fmt: skip
                agrees = before and not _jumps(visits[before[0]], visits[i], *rule)
                found[j if agrees else i].add(name)
    for name, columns, least in (
        ("carried_forward", ("weight", "length"), 2),
        ("height_carried_forward", ("length",), 3),
    ):
        seen = [i for i, v in enumerate(visits) if all(v[c] is not None for c in columns)]
        run: list[int] = []
        for i in seen:
            if run and any(visits[i][c] != visits[run[-1]][c] for c in columns):
                run = []
            run.append(i)
            if len({visits[k]["day"] for k in run}) >= least:
                found[i].add(name)
    for name in ("haz", "waz"):
        for i in ewma_outliers([(v["day"], v[name]) for v in visits]):
            found[i].add(f"{name}_outlier")
    return found


def _is_before(visits: list[dict], seen: list[int], k: int, j: int) -> bool:
    """Is k the last visit on an earlier day than the one after it, up to j?"""
    later = seen[seen.index(k) + 1]
    return visits[later]["day"] > visits[k]["day"]


def _jumps(
    one: dict, other: dict, column: str, curve: list[float], slack: float, loss: tuple | None
) -> bool:
    """Is the change from one visit to the other more than can be?"""
    old, new = (curve[min(visit["age"], len(curve) - 1)] for visit in (one, other))
    change = other[column] - one[column]
    lost = loss and _more(-change, max(loss[0] * one[column], loss[1]))
    return bool(_more(change, 2 * max(new - old, 0) + slack) or lost)


def _more(difference: float, limit: float) -> bool:
    return difference > limit + 1e-6


def ewma_outliers(points: list[tuple[float, float | None]]) -> set[int]:
    """Return the extreme outliers of one child by growthcleanr's steps 11c to 11i."""
    left = [i for i, (_, z) in enumerate(points) if z is not None]
    outliers: set[int] = set()

    def away(i: int, without: set[int]) -> float:
        others = [j for j in left if j != i and j not in without]
        weights = [(5 + abs(points[j][0] - points[i][0])) ** -1.5 for j in others]
        mean = sum(w * points[j][1] for w, j in zip(weights, others, strict=True)) / sum(weights)
        return points[i][1] - mean

    while len(left) >= 2:
        candidates = []
        for place, i in enumerate(left):
            z = points[i][1]
            sign = 1 if z > 0 else -1
            tests = [sign * z > 3.5, sign * away(i, set()) > 3.5]
            if len(left) >= 3:
                if place > 0:
                    tests.append(sign * away(i, {left[place - 1]}) > 3)
                if place < len(left) - 1:
                    tests.append(sign * away(i, {left[place + 1]}) > 3)
            if all(tests):
                size = abs(z + away(i, set())) if len(left) >= 3 else abs(z)
                candidates.append((size, -i))
        if not candidates:
            break
        worst = -max(candidates)[1]
        outliers.add(worst)
        left.remove(worst)
    return outliers
