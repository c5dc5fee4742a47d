"""The table of headings."""

from __future__ import annotations

from exports import make
from zscore.eppgbm.layouts import FIELDS, IDENTITY, folded, is_export, is_identity, recognise


def test_fields__every_heading_belongs_to_one_field() -> None:
    aliases = [alias for field in FIELDS for alias in field.aliases]
    assert len(aliases) == len(set(aliases))
    assert all(folded(alias) == alias for alias in aliases)


def test_recognise__knows_every_heading_of_every_layout() -> None:
    for headings in make.LAYOUTS.values():
        assert len(recognise(headings)) == len(headings)
        assert is_export(set(recognise(headings).values()))


def test_layouts__are_as_wide_as_they_were_seen() -> None:
    widths = {name: len(headings) for name, headings in make.LAYOUTS.items()}
    assert widths == {"a": 35, "a0": 32, "b": 36, "c": 26, "d": 32, "e": 34}


def test_folded__ignores_what_exports_do_to_headings() -> None:
    assert folded("\u00a0Tgl_Lahir\u00a0 ") == "tgl lahir"
    assert folded("ZS\u00a0\u00a0BB/U") == "zs bb/u"
    assert folded(None) == ""


def test_is_export__needs_sex_both_dates_and_a_measurement() -> None:
    whole = {"sex", "birth_date", "visit_date", "weight_kg"}
    assert is_export(whole)
    for name in whole:
        assert not is_export(whole - {name})
    assert is_export(whole - {"weight_kg"} | {"length_height_cm"})


def test_is_identity__in_exports_and_in_other_tables() -> None:
    assert {"nik", "child_name", "parent_name", "address", "rt", "rw"} <= IDENTITY
    for heading in ("NIK", "Nama", "nama_ibu", "Alamat", "Child Name", "child_name"):
        assert is_identity(heading)
    for heading in ("posyandu", "village", "weight_kg", "id"):
        assert not is_identity(heading)
