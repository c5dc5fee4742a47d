"""Headings that are identity, and those that only look like it."""

from __future__ import annotations

import pytest

from zscore.children.columns import IDENTITY
from zscore.children.identity_headings import is_identity


def test_is_identity__in_exports_and_in_other_tables() -> None:
    assert {"nik", "child_name", "parent_name", "address", "rt", "rw"} <= IDENTITY
    for heading in ("NIK", "Nama", "nama_ibu", "Alamat", "Child Name", "child_name"):
        assert is_identity(heading)
    for heading in ("posyandu", "village", "weight_kg", "id"):
        assert not is_identity(heading)


@pytest.mark.parametrize(
    ("heading", "is_one"),
    [
        ("Nama Lengkap (kelas)", True),
        ("namakec", False),
        ("VillageName", False),
        ("Kelas", False),
        ("child_id", False),
        ("ID", False),
        ("plate", False),
    ],
)
def test_is_identity__of_places_and_what_only_begins_like_one(heading: str, is_one: bool) -> None:
    assert is_identity(heading) is is_one
