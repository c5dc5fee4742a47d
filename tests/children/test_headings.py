"""What headings mean: every one that was met, folded one way everywhere."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from exports import make
from zscore.children.columns import AGE_HEADINGS, BY_NAME, COLUMNS, REGISTER, Heading
from zscore.children.headings import (
    AGE,
    canonical_name,
    columns_named,
    folded,
    meaning_of,
    suggestion,
)
from zscore.children.mapping import ColumnMapping
from zscore.children.recognition import recognise
from zscore.eppgbm.signature import has_signature, is_export

# Every heading that was met in a public table or a manual, by what it means.
MET = {
    "sex": "sex, gender, jk, jenis kelamin, child sex, kelamin, b4",
    "birth_date": ("birth date, birthdate, birthdat, dob, date of birth, tgl lahir, tanggal lahir"),
    "visit_date": (
        "visit date, visitdate, date of visit, dos, dov, survdate, date int, interview date, today,"
        "tanggal pengukuran, tgl ukur, tanggal ukur, tanggal periksa, tanggal penimbangan,"
        "tanggal kunjungan"
    ),
    "age_days": "age days, agedays, age in days, usia hari, umur (hari)",
    "age_months": (
        "age months, agemons, age in months, months, age (months), usia bulan, umur (bulan),"
        "usia (bulan), hw1"
    ),
    "age_at_visit": "usia saat ukur",
    "weight_kg": (
        "weight, wt, wtkg, wt kg, body weight, weight (kg), berat, berat badan, bb, bb (kg),"
        "berat (kg), mean weight, mean inf wgt, hw2"
    ),
    "length_height_cm": (
        "height, ht, htcm, length, lencm, length height, lenhei, body length, body height, tinggi,"
        "tinggi badan, tb, pb, pb/tb, panjang badan, panjang/tinggi badan, hw3"
    ),
    "measured": (
        "measure, measured, position, cara ukur, cara pengukuran, standing, recumbent, recum, hw15"
    ),
    "oedema": "oedema, edema, oedeme",
    "arm_circumference_cm": (
        "muac, arm circumference, armc, lila, lingkar lengan, lingkar lengan atas"
    ),
    "head_circumference_cm": "head, headc, head circumference, lingkar kepala, lika",
    "triceps_skinfold_mm": "tri, triskin, triceps",
    "subscapular_skinfold_mm": "sub, subskin",
    "published_haz": ("haz, laz, zlen, hfaz, zs tb/u, zs_tb/u, zs pb/u, laz who, laz_who, hw70"),
    "published_waz": "waz, zwei, wfaz, zs bb/u, zs_bb/u, hw71",
    "published_whz": "whz, wlz, zwfl, wfhz, zs bb/tb, hw72",
    "published_baz": "baz, zbmi, zs imt/u",
    "published_hcz": "zhc",
    "published_acz": "zac, mfaz",
    "published_waz_label": "bb/u",
    "published_haz_label": "tb/u, status gizi tb/u",
    "published_whz_label": "bb/tb",
    "sampling_weight": "sw, wtfactor, sampling weight, v005",
    "cluster": "psu, cluster, cluster id, v021",
    "strata": "strata, stratum, v022, v023",
    "team": "team, enumerator",
    "province": "prov, provinsi",
    "district": "kab/kota, kabupaten, district",
    "subdistrict": "kec, kecamatan",
    "village": "desa/kel, desa, kel, kelurahan",
    "puskesmas": "pukesmas, puskesmas",
    "posyandu": "posyandu",
    "rt": "rt",
    "rw": "rw",
    "nik": "nik, no ktp",
    "child_name": "nama, nama lengkap, nama anak, nama balita, nama baduta, name",
    "parent_name": "nama ortu, ibu, ayah",
    "address": "alamat",
    "parent_phone": "no hp",
}
PAIRS = [(name, text.strip()) for name, texts in MET.items() for text in texts.split(",")]
UNITS = {
    "mean inf wgt": "g", "hw2": "kg10", "hw3": "cm10", "hw70": "z100", "hw71": "z100",
    "hw72": "z100", "v005": "per_million", "umur (hari)": "days", "age (months)": "months",
    "umur (bulan)": "months", "usia (bulan)": "months", "weight (kg)": "kg", "bb (kg)": "kg",
    "berat (kg)": "kg", "wtkg": "kg", "wt kg": "kg", "htcm": "cm", "lencm": "cm",
}  # fmt: skip


@pytest.mark.parametrize(("name", "heading"), PAIRS)
def test_meaning_of__every_heading_that_was_met(name: str, heading: str) -> None:
    for written in (heading, heading.upper(), heading.title(), heading.replace(" ", "_"),
                    heading.replace(" ", "."), f"\u00a0{heading.replace(' ', '  ')} "):  # fmt: skip
        meaning = meaning_of(written)
        assert meaning is not None, written
        assert meaning.column == name
        assert meaning.unit == UNITS.get(heading)


def test_meaning_of__labels_written_with_underscores() -> None:
    assert meaning_of("tb_u") is not None or suggestion("tb_u") is not None
    for heading, name in (("ZS_TB/U", "published_haz"), ("ZS_BB/TB", "published_whz")):
        meaning = meaning_of(heading)
        assert meaning is not None
        assert meaning.column == name


@pytest.mark.parametrize("heading", ["age years", "usia tahun", "umur (tahun)", "Age (years)"])
def test_meaning_of__ages_in_years(heading: str) -> None:
    meaning = meaning_of(heading)
    assert meaning is not None
    assert (meaning.column, meaning.unit) == ("age_months", "years")


@pytest.mark.parametrize("heading", ["age", "umur", "usia", "umur/usia balita", "Umur / Usia"])
def test_meaning_of__an_age_of_no_stated_unit(heading: str) -> None:
    meaning = meaning_of(heading)
    assert meaning is not None
    assert (meaning.column, meaning.unit) == (AGE, None)


@pytest.mark.parametrize(
    ("heading", "name"),
    [("JenisKelamin", "sex"), ("TanggalLahir", "birth_date"), ("AgeMonths", "age_months"),
     ("BeratBadan", "weight_kg"), ("child/sex", "sex"), ("child:dob", "birth_date")],
)  # fmt: skip
def test_meaning_of__words_written_together_and_paths(heading: str, name: str) -> None:
    meaning = meaning_of(heading)
    assert meaning is not None
    assert meaning.column == name


def test_meaning_of__canonical_names_in_any_case() -> None:
    for name in BY_NAME:
        for written in (name, name.upper(), name.title(), name.replace("_", " ")):
            meaning = meaning_of(written)
            assert meaning is not None
            assert (meaning.column, meaning.unit) == (name, None)


def test_meaning_of__codes_that_a_heading_defines() -> None:
    for heading in ("hw15", "recum"):
        meaning = meaning_of(heading)
        assert meaning is not None
        assert (meaning.codes["1"], meaning.codes["2"]) == ("lying", "standing")
    meaning = meaning_of("Sex (0=female, 1=male)")
    assert meaning is not None
    assert meaning.codes == {"0": "female", "1": "male"}
    assert meaning_of("sex (1)") is None  # what 1 is, it does not say


@pytest.mark.parametrize(
    "heading", ["wilayah", "weight of the mother", "tinggi (kg)", "umur (kg)", "hw13",
                "v006", "", "sex partner", "id"]
)  # fmt: skip
def test_meaning_of__says_nothing_of_what_is_not_known(heading: str) -> None:
    assert meaning_of(heading) is None


def test_columns__every_heading_belongs_to_one_column() -> None:
    headings = [
        folded(heading.text if isinstance(heading, Heading) else heading)
        for column in COLUMNS
        for heading in (*column.register, *column.headings)
    ] + [folded(heading) for heading in AGE_HEADINGS]
    assert len(headings) == len(set(headings))
    assert all(
        folded(text) == text for column in COLUMNS for text in column.register if " - " not in text
    )


def test_columns__every_heading_is_understood_as_its_own() -> None:
    for column in COLUMNS:
        for heading in (column.name, *column.register, *column.headings):
            text = heading.text if isinstance(heading, Heading) else heading
            meaning = meaning_of(text)
            assert meaning is not None
            assert meaning.column == column.name


def test_columns__have_titles_in_both_languages() -> None:
    for column in COLUMNS:
        assert set(column.titles) == {"en", "id"}
        assert all(column.titles.values())


def test_recognise__knows_every_heading_of_every_layout() -> None:
    for headings in make.LAYOUTS.values():
        found = recognise(headings)
        assert len(found.columns) == len(headings)
        assert found.unknown == ()
        assert is_export(found)


def test_layouts__are_as_wide_as_they_were_seen() -> None:
    widths = {name: len(headings) for name, headings in make.LAYOUTS.items()}
    assert widths == {"a": 35, "a0": 32, "b": 36, "c": 26, "d": 32, "e": 34}
    assert len(REGISTER) >= max(widths.values())


def test_folded__ignores_what_exports_do_to_headings() -> None:
    assert folded("\u00a0Tgl_Lahir\u00a0 ") == "tgl lahir"
    assert folded("ZS\u00a0\u00a0BB/U") == "zs bb/u"
    assert folded(None) == ""
    assert folded("Jenis\tKelamin") == folded("JENIS-KELAMIN") == folded("jenis.kelamin")


def test_has_signature__needs_sex_both_dates_and_a_measurement() -> None:
    whole = {"sex", "birth_date", "visit_date", "weight_kg"}
    assert has_signature(whole)
    for name in whole:
        assert not has_signature(whole - {name})
    assert has_signature(whole - {"weight_kg"} | {"length_height_cm"})


def test_is_export__by_the_register_s_headings_never_by_the_user_s() -> None:
    export = ["JK", "Tgl Lahir", "Tanggal Pengukuran", "Berat"]
    assert is_export(recognise(export))
    for place, other in enumerate(("sex", "dob", "dov", "weight")):
        headings = [*export[:place], other, *export[place + 1 :]]
        assert not is_export(recognise(headings))
    told = ColumnMapping(
        columns=dict(zip(("sex", "birth_date", "visit_date", "weight_kg"), "abcd", strict=True))
    )
    assert not is_export(recognise(list("abcd"), told))


def test_suggestion__the_nearest_heading_but_not_of_numbered_ones() -> None:
    assert suggestion("wieght") == "weight_kg"
    assert suggestion("Jenis Klamin") == "sex"
    assert suggestion("hw13") is None
    assert suggestion("colour") is None
    assert suggestion("umurr") == "age_months"


def test_canonical_name__of_places_and_others() -> None:
    assert canonical_name("Kecamatan") == "subdistrict"
    assert canonical_name("umur") == "umur"


def test_columns_named__of_a_row_of_data_is_hardly_any() -> None:
    assert columns_named(["JK", "jk", "Berat", None, "x"]) == {"sex", "weight_kg"}
    assert columns_named(["L", "2022-01-05", "9,8", "77,5"]) == set()


HEADINGS = [heading for _, heading in PAIRS]
MARKS = [" ", "_", ".", "-", "\u00a0", "  ", "\t", " \u00a0 ", "__", "\u2007", "\u202f"]


@given(
    st.sampled_from(HEADINGS),
    st.lists(st.sampled_from(MARKS), min_size=8, max_size=8),
    st.sampled_from([str.upper, str.lower, str.title, str.swapcase]),
    st.sampled_from(["", " ", "\u00a0", "\t"]),
)
def test_meaning_of__does_not_hang_on_spaces_case_and_marks(
    heading: str, marks: list[str], case: object, edge: str
) -> None:
    words = heading.split(" ")
    assume(len(words) <= len(marks))
    written = words[0] + "".join(m + w for m, w in zip(marks, words[1:], strict=False))
    assert meaning_of(edge + case(written) + edge) == meaning_of(heading)  # type: ignore[operator]


def test_recognise__a_recode_of_dhs_names_each_column_once() -> None:
    children = ("caseid b3 b4 b5 b8 b19 hw1 hw2 hw3 hw13 hw15 hw70 hw71 hw72 v005 v021 v022 v023 "
                "v437 v438 m19")  # fmt: skip
    persons = "hhid hc1 hc2 hc3 hc15 hc27 hc70 hc71 hc72 hv005 hv021 hv022 hv104 hv105"
    for headings in (children, persons):
        found = recognise(headings.split())
        assert not {"sex", "age_months", "weight_kg", "length_height_cm", "measured"} - set(
            found.columns
        )
        assert not set(found.rivals) - {"strata"}
