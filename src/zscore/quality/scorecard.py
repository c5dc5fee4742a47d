"""Score card: THE TABLE of data-quality statistics with intervals, for every unit.

A unit is marked by a statistic if its whole interval is outside the accepted range, so that small
units are not marked by chance.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import pyarrow as pa

from zscore._options import ProfileName, TableT
from zscore.arguments import name_in
from zscore.children.arrays import Floats
from zscore.children.frames import arrow_array, in_kind
from zscore.children.mapping import told
from zscore.errors import UnknownNameError
from zscore.prevalence.intervals import chi_squared_sd, normal_quantile, wilson_limits
from zscore.quality import statistics
from zscore.quality.counts import COMPLETE, MEASURES
from zscore.quality.rows import MAIN, names_of, open_rows
from zscore.quality.smart import smart_table
from zscore.quality.unit_columns import SCORE_CARD
from zscore.quality.units import UnitSums, count_units
from zscore.sums.groups import Level

SEX_RATIO = 1.05  # boys per girl, at birth
LEAST = 30  # children, or measurements, of a unit that is marked
_UNITS = 4096  # whose statistics are made at a time


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """A statistic of some units."""

    n: Floats
    value: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True, kw_only=True)
class Statistic:
    """Definition of a statistic: counts, formula and accepted range."""

    statistic: str
    titles: Mapping[str, str]  # by language
    subject: str  # the column or z-score
    counts: str
    estimate: Callable[[Floats], Estimate]
    parameter: str | None = None  # of WHO and UNICEF; None: beyond the seven
    accepted: tuple[float, float] = (-np.inf, np.inf)
    why: str = ""


def _alone(n: Floats, value: Floats) -> Estimate:
    none = np.full(len(n), np.nan)
    return Estimate(n=n, value=value, low=none, high=none)


def _share(part: Callable[[Floats], Floats], counts: Floats) -> Estimate:
    n, k = counts.sum(axis=1), part(counts)
    with np.errstate(invalid="ignore", divide="ignore"):
        p = k / n
    low, high = wilson_limits(p, n, normal_quantile())
    return Estimate(n=n, value=100 * p, low=100 * low, high=100 * high)


def _yes(counts: Floats) -> Floats:
    return counts[:, 1]


def _class(k: int, counts: Floats) -> Floats:
    return counts[:, k]


def _halves(digits: Floats) -> Floats:
    halves: Floats = digits[:, 0] + digits[:, 5]
    return halves


def _ratio(counts: Floats) -> Estimate:
    """Return the ratio of class 0 to class 1."""
    a, b = counts.T
    with np.errstate(invalid="ignore", divide="ignore"):
        p = a / (a + b)
        low, high = wilson_limits(p, a + b, normal_quantile())
        return Estimate(n=a + b, value=a / b, low=low / (1 - low), high=high / (1 - high))


def _sex_chi_squared(counts: Floats) -> Estimate:
    boys, girls = counts.T
    return _alone(boys + girls, statistics.two_sided_chi_squared(boys, girls, SEX_RATIO))


def _effect(classes: Callable[[Floats], Floats], counts: Floats) -> Estimate:
    counts = classes(counts)
    value, (low, high) = statistics.preference_effect(counts)
    return Estimate(n=counts.sum(axis=1), value=value, low=low, high=high)


def _score(of: Callable[[Floats], Floats], digits: Floats) -> Estimate:
    counts = statistics.ten_digits(digits)
    return _alone(counts.sum(axis=1), of(counts))


def _same(counts: Floats) -> Floats:
    return counts


def _half_years(counts: Floats) -> Floats:
    half: Floats = counts[:, :6] + counts[:, 6:]
    return half


def _to_day_28(counts: Floats) -> Floats:
    return counts[:, :28]


def _sd(sums: Floats) -> Estimate:
    sd, _, _ = statistics.shape_of_hundredths(sums)
    low, high = chi_squared_sd(sd, sums[:, 0])
    return Estimate(n=sums[:, 0], value=sd, low=low, high=high)


def _skewness(sums: Floats) -> Estimate:
    n, value = sums[:, 0], statistics.shape_of_hundredths(sums)[1]
    arm = normal_quantile() * statistics.errors_of_shape(n)[0]
    return Estimate(n=n, value=value, low=value - arm, high=value + arm)


def _kurtosis(sums: Floats) -> Estimate:
    """Return the excess; the error of what it exceeds, 3, is relative: few are far above it."""
    n, value = sums[:, 0], statistics.shape_of_hundredths(sums)[2]
    factor = np.exp(normal_quantile() * statistics.errors_of_shape(n)[1] / 3)
    low, high = (value + 3) / factor - 3, (value + 3) * factor - 3
    return Estimate(n=n, value=value, low=low, high=high)


def _dispersion(sums: Floats) -> Estimate:
    """Return the variance of the cases of clusters over their mean, 1 by chance."""
    clusters, index = sums[:, 0], statistics.index_of_dispersion(sums)
    low, high = statistics.limits_of_dispersion(sums)
    return Estimate(n=clusters, value=index, low=low, high=high)


def _green(sums: Floats) -> Estimate:
    return _alone(sums[:, 0], statistics.greens_index(sums))


_TWENTY = "SMART calls a score above 20 problematic"
STATISTICS = (
    *(Statistic(statistic="complete",
                titles={"en": "missing values", "id": "kelengkapan data"},
                subject=name, counts=f"{name}_there",
                estimate=partial(_share, _yes), parameter="completeness",
                accepted=(-np.inf, np.inf) if name in COMPLETE[-2:] else (90.0, np.inf),
                why="WHO and UNICEF ask that what is missing be reported; 90 is ours")
      for name in COMPLETE),
    Statistic(statistic="sex_ratio",
              titles={"en": "sex ratio", "id": "rasio jenis kelamin"},
              subject="sex", counts="sex", estimate=_ratio,
              parameter="sex_ratio", accepted=(0.85, 1.25), why="1.05 at birth, and children move"),
    Statistic(statistic="sex_ratio_chi_squared",
              titles={"en": "sex ratio against that at birth",
                      "id": "rasio jenis kelamin dibandingkan saat lahir"},
              subject="sex", counts="sex",
              estimate=_sex_chi_squared, parameter="sex_ratio"),
    Statistic(statistic="age_ratio",
              titles={"en": "age ratio", "id": "rasio umur"},
              subject="age", counts="age_half", estimate=_ratio,
              parameter="age_distribution", accepted=(0.6, 1.15),
              why="SMART expects 0.85, and 24 to 30 months are 0.8"),
    Statistic(statistic="heaping_12_months",
              titles={"en": "ages in whole years", "id": "penumpukan umur di tahun bulat"},
              subject="age", counts="month_of_year",
              estimate=partial(_effect, _same), parameter="age_distribution",
              accepted=(0.0, 20.0), why="as digits"),
    Statistic(statistic="heaping_6_months",
              titles={"en": "ages in half years",
                      "id": "penumpukan umur di kelipatan setengah tahun"},
              subject="age", counts="month_of_year",
              estimate=partial(_effect, _half_years), parameter="age_distribution",
              accepted=(0.0, 20.0), why="as digits"),
    Statistic(statistic="heaping_birth_day",
              titles={"en": "days of birth", "id": "penumpukan hari lahir"},
              subject="birth_date", counts="birth_day",
              estimate=partial(_effect, _to_day_28), parameter="age_distribution",
              accepted=(0.0, 20.0), why="as digits; of days 1 to 28"),
    Statistic(statistic="heaping_birth_month",
              titles={"en": "months of birth", "id": "penumpukan bulan lahir"},
              subject="birth_date", counts="birth_month",
              estimate=partial(_effect, _same), parameter="age_distribution",
              accepted=(0.0, 20.0), why="as digits; births have seasons"),
    *(Statistic(statistic=f"born_on_day_{day}", titles={"en": english, "id": indonesian},
                subject="birth_date", counts="birth_day",
                estimate=partial(_share, partial(_class, day - 1)),
                parameter="age_distribution", accepted=(0.0, 10.0),
                why="3.3 by chance; what is written where the day is not known")
      for day, english, indonesian in (
          (1, "born on the 1st", "lahir tanggal 1"),
          (15, "born on the 15th", "lahir tanggal 15"),
      )),
    *(Statistic(statistic=name, titles={"en": english, "id": indonesian}, subject=column,
                counts=f"{column}_digit", estimate=estimate, parameter="digit_preference",
                accepted=accepted, why=why)
      for column in MEASURES
      for name, english, indonesian, estimate, accepted, why in (
          ("digit_preference", "digit preference score", "skor preferensi angka",
           partial(_score, statistics.preference_score),
           (-np.inf, np.inf), ""),
          ("digit_effect", "last digits", "penumpukan angka terakhir",
           partial(_effect, statistics.ten_digits), (0.0, 20.0), _TWENTY),
          ("myers_index", "Myers' index", "indeks Myers",
           partial(_score, statistics.myers_index), (-np.inf, np.inf), ""),
          ("whole_numbers", "whole numbers", "angka bulat",
           partial(_share, partial(_class, 0)), (0.0, 30.0), "10 by chance"),
          ("halves", "whole and half numbers", "angka bulat dan setengah",
           partial(_share, _halves), (0.0, 50.0), "20 by chance"),
      )),
    *(Statistic(statistic="implausible",
                titles={"en": "implausible", "id": "z-score tidak wajar"},
                subject=z, counts=f"{z}_implausible",
                estimate=partial(_share, _yes), parameter="implausible_z", accepted=(0.0, 1.0),
                why="WHO and UNICEF: more than 1 % may mean poor quality") for z in MAIN),
    *(Statistic(statistic="sd",
                titles={"en": "standard deviation", "id": "simpangan baku"},
                subject=z, counts=f"{z}_powers", estimate=_sd,
                parameter="standard_deviation", accepted=accepted, why=why)
      for z, accepted, why in (
          ("haz", (0.8, 1.5), "WHO TRS 854: 1.10 to 1.30; wider, for regions are mixed"),
          ("waz", (0.8, 1.3), "WHO TRS 854: 1.00 to 1.20; wider, for regions are mixed"),
          ("whz", (0.8, 1.2), "SMART: 0.8 to 1.2"),
      )),
    *(Statistic(statistic=name, titles={"en": name, "id": indonesian}, subject=z,
                counts=f"{z}_powers", estimate=estimate,
                parameter="shape", accepted=(-0.6, 0.6), why="SMART calls 0.6 problematic")
      for z in MAIN
      for name, indonesian, estimate in (("skewness", "kemencengan", _skewness),
                                         ("kurtosis", "kurtosis", _kurtosis))),
    *(Statistic(statistic="smart_flagged",
                titles={"en": "far from the mean", "id": "z-score jauh dari rata-rata"},
                subject=z, counts=f"smart_{z}_flag",
                estimate=partial(_share, _yes), accepted=(0.0, 7.5),
                why="SMART calls more than 7.5 % problematic") for z in MAIN),
    Statistic(statistic="position_against_age",
              titles={"en": "position against age", "id": "cara ukur tidak sesuai umur"},
              subject="measured", counts="position",
              estimate=partial(_share, _yes), accepted=(0.0, 10.0), why="ours"),
    *(Statistic(statistic="published_differs",
                titles={"en": "published z differs", "id": "z-score tercatat berbeda"},
                subject=z, counts=f"published_{z}",
                estimate=partial(_share, _yes), accepted=(0.0, 2.0),
                why="0.25 % of e-PPGBM's own values differ") for z in MAIN),
    *(Statistic(statistic="duplicates",
                titles={"en": "duplicates", "id": "data ganda"},
                subject=name, counts=name,
                estimate=partial(_share, _yes), accepted=accepted, why=why)
      for name, accepted, why in (
          ("same_nik_and_date", (0.0, 1.0), "ours"),
          ("same_child_and_date", (0.0, 1.0), "ours"),
          ("same_measurements", (-np.inf, np.inf), "in large units there by chance"),
      )),
    *(Statistic(statistic=name, titles={"en": english, "id": indonesian}, subject=z,
                counts=f"{z}_clusters", estimate=estimate)
      for z in MAIN
      for name, english, indonesian, estimate in (
          ("dispersion", "dispersion of cases", "sebaran kasus", _dispersion),
          ("greens_index", "Green's index", "indeks Green", _green),
      )),
    Statistic(statistic="carried_forward",
              titles={"en": "carried forward", "id": "sama dengan kunjungan sebelumnya"},
              subject="weight_kg and length_height_cm",
              counts="carried_forward", estimate=partial(_share, _yes), accepted=(0.0, 5.0),
              why="ours"),
)  # fmt: skip


def score_card(
    children: TableT,
    by: str | Sequence[str] | None = None,
    *,
    rollup: bool = False,
    presentation: str | None = None,
    profile: ProfileName = "who",
    columns: Mapping[str, str] | None = None,
    child: str | Sequence[str] | None = None,
) -> TableT:
    """Compute data-quality statistics for every unit.

    Parameters
    ----------
    children
        As in verify.
    by
        Columns of units, the largest first, such as ``["puskesmas", "posyandu"]``; None for all
        rows together.
    rollup
        Also the units of each larger level, and all rows together; ``level`` names it.
    presentation
        None for all statistics; ``"who"`` for those of the seven parameters of WHO and UNICEF,
        without a total; ``"smart"`` for the ten SMART tests with penalty points and their total.
    profile, columns, child
        As in verify.

    Returns
    -------
    table of the same kind
        One row per unit and statistic: ``level`` (with rollup), the columns of ``by``,
        ``parameter`` (of WHO and UNICEF's seven; missing beyond them), ``statistic``,
        ``subject`` (the column or z-score), ``n``, ``value``, ``low`` and ``high`` (95 %),
        ``accepted_low``, ``accepted_high`` and ``marked`` (at least 30 children, and the whole
        interval is outside the accepted range). Statistics are listed in docs/verification.md.

        With ``presentation="smart"``: ``test``, ``n``, ``value``, ``p``, ``points``, and in
        the row of the test ``total`` the ``class`` (``excellent``, ``good``, ``acceptable``,
        ``problematic``) and ``not_run``, the tests that lack their columns or children.

    Raises
    ------
    ColumnError, CodeError, UnknownNameError
        As verify; UnknownNameError also if there is no such presentation.

    References
    ----------
    WHO and UNICEF, Recommendations (2019), chapter 3; SMART, Plausibility check (2015).

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
    check_presentation(presentation)
    rows = open_rows(children, profile, told(columns=columns), None, child)
    sums = count_units(rows, names_of(by), rollup=rollup)
    tables = list(card_tables(sums, presentation))
    card: TableT = in_kind(pa.concat_tables(tables, promote_options="permissive"), rows.table.kind)
    return card


def check_presentation(name: str | None) -> None:
    """Refuse an unknown presentation.

    Raises
    ------
    UnknownNameError
        With the known ones.
    """
    if name_in(name, "presentation") not in PRESENTATIONS:
        known = ", ".join(str(known) for known in PRESENTATIONS)
        raise UnknownNameError("unknown_presentation", name=name, known=known)


def card_tables(sums: UnitSums, presentation: str | None = None) -> Iterator[pa.Table]:
    """Yield the score card in blocks of units, the top level first."""
    return sums.tables(PRESENTATIONS[presentation], _UNITS)


def card_table(level: Level, entries: Sequence[Statistic] = STATISTICS) -> pa.Table:
    """Return a row for each unit and statistic whose counts are there."""
    there = [entry for entry in entries if entry.counts in level.sums]
    made = [entry.estimate(level.sums[entry.counts].astype(np.float64)) for entry in there]
    marked = [
        (e.n >= LEAST) & ((e.low > entry.accepted[1]) | (e.high < entry.accepted[0]))
        for e, entry in zip(made, there, strict=True)
    ]
    columns: dict[str, pa.Array] = {
        name: pa.array([getattr(entry, name) for entry in there] * level.groups, pa.string())
        for name in ("parameter", "statistic", "subject")
    }
    for name in ("n", "value", "low", "high"):
        columns[name] = _flat([getattr(estimate, name) for estimate in made], level.groups)
    for place, name in enumerate(("accepted_low", "accepted_high")):
        limits = np.array([entry.accepted[place] for entry in there])
        limits = np.where(np.isinf(limits), np.nan, limits)
        columns[name] = arrow_array(np.tile(limits, level.groups))
    columns["marked"] = arrow_array(np.stack(marked, axis=1).ravel())
    return pa.table(columns, schema=SCORE_CARD)


def _flat(values: Sequence[Floats], units: int) -> pa.Array:
    """Return an array for each statistic as one column, a unit after the other."""
    stacked = np.stack(values, axis=1) if values else np.zeros((units, 0))
    return arrow_array(np.ascontiguousarray(stacked.ravel()))


_WHO = tuple(entry for entry in STATISTICS if entry.parameter is not None)
PRESENTATIONS: dict[str | None, Callable[[Level], pa.Table]] = {
    None: card_table,
    "who": partial(card_table, entries=_WHO),
    "smart": smart_table,
}
