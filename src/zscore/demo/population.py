"""Made-up children: where they live, how they grow, what a clean export says of them.

No row is of a real child: names are drawn from lists, every place is invented, and
the NIK begin with 09, the code of no province. Growth is drawn as z-scores and
turned into measurements by WHO's own tables. What goes wrong in an export, and how
it is written, is in write_demo.py.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from zscore.classify.classification import classify_children
from zscore.classify.schemes import scheme_named
from zscore.eppgbm.exports import exports_of
from zscore.files.grids import sheet_in_memory
from zscore.files.opening import grid_of
from zscore.who_lms.placement import LYING_MINUS_STANDING_CM, STANDING_FROM_DAY
from zscore.who_lms.scoring import score_children
from zscore.who_lms.standards import WHO_2006
from zscore.who_lms.tables import LmsTable, load_table

Cells = dict[str, NDArray[np.object_]]  # texts of length n, by heading
Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Days = NDArray[np.datetime64]

PROVINCE, DISTRICT, REGION_CODE = "Provinsi Contoh", "Kab. Tirta Contoh", "0999"
SUBDISTRICTS = ("Awan Biru", "Bumi Asri", "Cahaya Baru", "Danau Indah", "Embun Pagi")
PUSKESMAS = (
    "Awan Biru", "Langit Cerah", "Bumi Asri", "Tanah Subur",
    "Cahaya Baru", "Danau Indah", "Telaga Sari", "Embun Pagi",
)  # fmt: skip
_SUBDISTRICT_OF = (0, 0, 1, 1, 2, 3, 3, 4)  # of each puskesmas
_SHARES = (1.4, 1.3, 1.1, 1.0, 1.0, 0.9, 0.7, 0.6)
# Seven from desa to desa, and puskesmas 0 and 7 begin alike: the same desa in two kecamatan.
_DESA_STEP, _POSYANDU_OF_DESA, _MEDIAN_POSYANDU = 7, 5, 65
_DESA = tuple(
    start + end
    for end in ("maju", "jaya", "mulya", "sari", "makmur", "rejo")
    for start in (
        "Suka", "Marga", "Karang", "Tirta", "Mekar", "Giri", "Sumber", "Wana", "Banjar", "Tegal",
        "Pasir", "Sido", "Bina", "Muara",
    )
)  # fmt: skip
_FLOWERS = (
    "Mawar", "Melati", "Anggrek", "Dahlia", "Kenanga", "Flamboyan", "Teratai", "Bougenvil",
    "Cempaka", "Tulip", "Kamboja", "Seruni",
)  # fmt: skip
_POSYANDU_STYLES = ("{flower} {number}", "{flower} {roman}", "Posyandu {flower} {number}")
_ROMAN = ("I", "II", "III", "IV", "V")
_BOYS = (
    "Adi", "Agus", "Ahmad", "Arif", "Bagas", "Bayu", "Budi", "Dimas", "Eko", "Fajar", "Gilang",
    "Hadi", "Ilham", "Joko", "Rizki", "Surya", "Wahyu", "Yusuf",
)  # fmt: skip
_GIRLS = (
    "Aisyah", "Ayu", "Bunga", "Citra", "Dewi", "Dinda", "Fitri", "Indah", "Kartika", "Lestari",
    "Maya", "Nisa", "Putri", "Rani", "Ratna", "Sari", "Siti", "Wulan",
)  # fmt: skip
_SECOND_NAMES = (
    "", "Akbar", "Anggraini", "Hidayat", "Kurnia", "Maulana", "Nugraha", "Permata", "Pratama",
    "Rahma", "Ramadhan", "Saputra", "Utami", "Wijaya",
)  # fmt: skip

_MONTH = np.datetime64("2024-08-01")
_AGAINST_THE_RULE = 0.04  # lying where children stand, standing where they lie
_HALF_YEAR = 183  # [days]: vitamin A and arm circumference begin
_PUBLISHED = ("BB/U", "ZS BB/U", "TB/U", "ZS TB/U", "BB/TB", "ZS BB/TB")
_SCORED = (
    "sex", "birth_date", "visit_date", "age_days", "weight_kg", "length_height_cm", "measured",
)  # fmt: skip


def make_children(n: int, rng: np.random.Generator) -> Cells:
    """Return the cells of layout B, headings in order, of ``n`` children of August 2024.

    Parameters
    ----------
    n
        Number of children; they are ordered by puskesmas and posyandu.
    rng
        Random number generator.

    Returns
    -------
    dict of arrays of text
        Dates are ``YYYY-MM-DD``, numbers have a decimal point, missing is ``-`` or 0. The
        published z-scores and labels are still ``-``, and there are no errors yet.
    """
    puskesmas, posyandu = _places(n, rng)
    girl = rng.random(n) < 0.487
    age, visit = _ages(n, rng), _visits(puskesmas, posyandu, rng)
    birth = visit - age
    length, weight, standing, arm = _growth(girl, age, rng)
    subdistrict = np.array(_SUBDISTRICT_OF)[puskesmas]
    old_enough = age >= _HALF_YEAR
    return {
        "No": _texts(range(1, n + 1)),
        "NIK": _identity_numbers(subdistrict, birth, girl),
        "Nama": _names(np.where(girl, _drawn(_GIRLS, n, rng), _drawn(_BOYS, n, rng)), rng),
        "JK": np.where(girl, _texts("P" * n), _texts("L" * n)),
        "Tgl Lahir": _texts(birth),
        "BB Lahir": _or_zero(rng.normal(3.05, 0.42, n).clip(1.2, 5.0), 0.04, rng),
        "TB Lahir": _or_zero(_heaped(rng.normal(48.8, 1.9, n), 1.0, 0.6, rng), 0.06, rng),
        "Nama Ortu": _names(_drawn(_GIRLS, n, rng), rng),
        "Prov": _texts(PROVINCE for _ in range(n)),
        "Kab/Kota": _texts(DISTRICT for _ in range(n)),
        "Kec": _texts(SUBDISTRICTS[i] for i in subdistrict),
        "Pukesmas": _texts(PUSKESMAS[i] for i in puskesmas),
        "Desa/Kel": _texts(map(_desa, puskesmas, posyandu // _POSYANDU_OF_DESA)),
        "Posyandu": _texts(map(_posyandu, posyandu)),
        "RT": _texts(f"{i:03d}" for i in rng.integers(1, 13, n)),
        "RW": _texts(f"{i:03d}" for i in rng.integers(1, 7, n)),
        "Alamat": _addresses(n, rng),
        "Usia Saat Ukur": age_texts(birth, visit),
        "Tanggal Pengukuran": _texts(visit),
        "Berat": _numbers(weight),
        "Tinggi": _numbers(length),
        "Cara Ukur": _texts("Berdiri" if stands else "Terlentang" for stands in standing),
        "LiLA": _or_zero(np.where(old_enough, arm, 0.0), 0.1, rng),
        **{heading: _texts("-" * n) for heading in _PUBLISHED},
        "Naik Berat Badan": np.where(age < 31, "B", _drawn("NNNNNNTTTO", n, rng)).astype(object),
        "Jml Vit A": np.where(old_enough, _drawn("11110", n, rng), "-").astype(object),
        "KPSP": _drawn(("Ya", "Tidak", "-"), n, rng),
        "KIA": _drawn(("Ya", "Ya", "Tidak"), n, rng),
        "Kelas Ibu Balita": _drawn(("Ya", "Tidak", "Tidak"), n, rng),
        "MBG": _drawn(("Ya", "Tidak", "-", "-"), n, rng),
        "Detail": _texts("Lihat" for _ in range(n)),
    }


def publish(cells: Cells) -> None:
    """Fill in z-scores and labels as published by e-PPGBM, from the current cells."""
    sheet = sheet_in_memory(None, grid_of(pa.table(cells)))
    (export,) = exports_of(Path("demo"), [sheet])
    scheme = scheme_named("eppgbm")
    published = [entry for entry in scheme.conditions if f"ZS {entry.name}" in cells]
    measures = [entry.value for entry in published]
    scored = score_children(
        export.table().select(_SCORED), profile="eppgbm", indicators=measures, standards=True
    )
    classes = classify_children(scored, scheme)
    for entry in published:
        z, standards = (scored[n].to_pylist() for n in (entry.value, f"{entry.value}_standard"))
        labels = classes[entry.name].to_pylist()
        # Adding 0.0 makes −0.00 a plain 0.00.
        cells[f"ZS {entry.name}"][:] = [
            f"{x + 0.0:.2f}"
            if standard == WHO_2006.name
            else "-"  # it publishes none of older ones
            for x, standard in zip(z, standards, strict=True)
        ]
        cells[entry.name][:] = [label or "-" for label in labels]


# --- places ------------------------------------------------------------------------------


def _places(n: int, rng: np.random.Generator) -> tuple[Integers, Integers]:
    """Return each child's puskesmas, and its posyandu among those of the puskesmas."""
    ends = np.rint(np.cumsum(_SHARES) / np.sum(_SHARES) * n).astype(np.int64)
    sizes = np.diff(ends, prepend=0)
    posyandu = []
    for size in sizes:
        # The mean of a lognormal is above its median, so this number is enough, or nearly.
        drawn = rng.lognormal(np.log(_MEDIAN_POSYANDU), 0.35, size // _MEDIAN_POSYANDU + 1)
        ends_of = np.cumsum(np.rint(drawn))
        posyandu.append(np.searchsorted(ends_of, np.arange(size), side="right"))
    return np.repeat(np.arange(len(sizes)), sizes), np.concatenate(posyandu)


def _desa(puskesmas: int, desa: int) -> str:
    place = _DESA_STEP * desa + puskesmas % _DESA_STEP
    again, name = divmod(place, len(_DESA))
    return f"{_DESA[name]} {again + 1}" if again else _DESA[name]


def _posyandu(posyandu: int) -> str:
    number = posyandu % _POSYANDU_OF_DESA
    style = _POSYANDU_STYLES[posyandu % len(_POSYANDU_STYLES)]
    flower = _FLOWERS[posyandu % len(_FLOWERS)]
    return style.format(flower=flower, number=number + 1, roman=_ROMAN[number])


def _addresses(n: int, rng: np.random.Generator) -> NDArray[np.object_]:
    streets, numbers = _drawn(_FLOWERS, n, rng), rng.integers(1, 90, n)
    return _texts(f"Jl. {street} No. {i}" for street, i in zip(streets, numbers, strict=True))


# --- age and growth ----------------------------------------------------------------------


def _ages(n: int, rng: np.random.Generator) -> Integers:
    """Return ages [days]: to five years, a few to the end of WHO's tables, a few beyond."""
    drawn = rng.random(n)
    five_years = rng.integers(0, 1827, n)
    older = np.where(drawn < 0.008, rng.integers(1827, 1857, n), rng.integers(1857, 1950, n))
    return np.where(drawn < 0.014, older, five_years)


def _visits(puskesmas: Integers, posyandu: Integers, rng: np.random.Generator) -> Days:
    """Return a working day for each posyandu; one child in eight is measured later."""
    day = np.busday_offset(_MONTH, (5 * puskesmas + posyandu) % 20, roll="forward")
    late = rng.random(len(day)) < 0.125
    visits: Days = day + np.where(late, rng.integers(1, 4, len(day)), 0)
    return visits


def _growth(
    girl: Flags, age: Integers, rng: np.random.Generator
) -> tuple[Floats, Floats, Flags, Floats]:
    """Return length [cm], weight [kg], who stands, and arm circumference [cm]."""
    n, sex = len(age), girl.astype(np.int64)
    spread = [[1.2**2, -0.1 * 1.2 * 1.1], [-0.1 * 1.2 * 1.1, 1.1**2]]
    haz, whz = rng.multivariate_normal([-0.6, -0.3], spread, n).clip(-4.8, 4.8).T
    haz -= 0.65 * (age / STANDING_FROM_DAY).clip(max=1.0)  # stunting develops over two years
    acz = 0.7 * whz + rng.normal(-0.2, 0.5, n)
    by_age = load_table("who2006_length_height_for_age")
    lying_table, standing_table = (
        load_table(f"who2006_weight_for_{name}") for name in ("length", "height")
    )
    should_stand = age >= STANDING_FROM_DAY
    standing = should_stand ^ (rng.random(n) < _AGAINST_THE_RULE)
    gain = LYING_MINUS_STANDING_CM * (should_stand.astype(float) - standing)
    length = _heaped(_measurement(haz, by_age, sex, age) + gain, 1.0, 0.15, rng)
    weight = np.where(
        should_stand,
        _measurement(whz, standing_table, sex, length - gain),
        _measurement(whz, lying_table, sex, length - gain),
    )
    arm = _measurement(acz, load_table("who2006_arm_circumference_for_age"), sex, age)
    return length, _heaped(weight, 0.5, 0.1, rng), standing, arm


def _measurement(z: Floats, table: LmsTable, sex: Integers, x: Floats | Integers) -> Floats:
    """Return the measurement with z-score ``z`` at the nearest row of a table."""
    rows = np.rint((x - table.first) / table.step).clip(0, table.lms.shape[1] - 1)
    L, M, S = table.lms[sex, rows.astype(np.int64)].T
    measurement: Floats = M * (1.0 + L * S * z) ** (1.0 / L)
    return measurement


def _heaped(values: Floats, step: float, share: float, rng: np.random.Generator) -> Floats:
    """Return values in tenths, a ``share`` of them rounded to ``step``."""
    heap = rng.random(len(values)) < share
    return np.where(heap, np.rint(values / step) * step, values).round(1)


# --- texts -------------------------------------------------------------------------------


def _texts(values: Iterable[object]) -> NDArray[np.object_]:
    return np.array([str(value) for value in values], dtype=object)


def _numbers(values: Floats) -> NDArray[np.object_]:
    return _texts(f"{value:g}" for value in values)


def _or_zero(values: Floats, share: float, rng: np.random.Generator) -> NDArray[np.object_]:
    """Return values in tenths as text, a ``share`` of them 0 (not measured)."""
    return _numbers(np.where(rng.random(len(values)) < share, 0.0, values.round(1)))


def _drawn(choices: Iterable[str], n: int, rng: np.random.Generator) -> NDArray[np.object_]:
    return rng.choice(np.array(list(choices), dtype=object), n)


def _names(first: NDArray[np.object_], rng: np.random.Generator) -> NDArray[np.object_]:
    second = _drawn(_SECOND_NAMES, len(first), rng)
    return _texts(f"{a} {b}".strip() for a, b in zip(first, second, strict=True))


def _identity_numbers(subdistrict: Integers, birth: Days, girl: Flags) -> NDArray[np.object_]:
    places, days = subdistrict + 1, birth.astype("O")
    return _texts(
        f"{REGION_CODE}{place:02d}{day.day + 40 * is_girl:02d}{day:%m%y}{i % 9999 + 1:04d}"
        for i, (place, day, is_girl) in enumerate(zip(places, days, girl.tolist(), strict=True))
    )


def age_texts(birth: Days, visit: Days) -> NDArray[np.object_]:
    """Return ``2 Tahun - 11 Bulan - 9 Hari`` by the calendar."""
    months = (visit.astype("M8[M]") - birth.astype("M8[M]")).astype(np.int64)
    months -= _months_later(birth, months) > visit
    days = (visit - _months_later(birth, months)).astype(np.int64)
    return _texts(
        f"{month // 12} Tahun - {month % 12} Bulan - {day} Hari"
        for month, day in zip(months, days, strict=True)
    )


def _months_later(day: Days, months: Integers) -> Days:
    """Return the same day of a later month, or the last day of that month."""
    month = day.astype("M8[M]") + months
    same = month.astype("M8[D]") + (day - day.astype("M8[M]"))
    later: Days = np.minimum(same, (month + 1).astype("M8[D]") - 1)
    return later
