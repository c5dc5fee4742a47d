"""Which rows are marked, why, and what is suggested beside them."""

from __future__ import annotations

import hashlib
from datetime import date

import inject
import numpy as np
import pandas as pd
import pytest

import zscore as zs
from zscore.quality.checking import STATUSES
from zscore.quality.checks import CHECKS, SEVERITIES

CHILD = {
    "sex": "f", "birth_date": "2024-03-07", "visit_date": "2026-01-19", "weight_kg": 10.4,
    "length_height_cm": 84.0, "measured": "lying",
    "age_at_visit": "1 Tahun - 10 Bulan - 12 Hari", "nik": "3271014703240001",
}  # fmt: skip
TODAY = date(2026, 6, 1)


def verified(*changes: dict) -> pd.DataFrame:
    """Return rows of one good child, each changed in something, verified."""
    rows = pd.DataFrame([{**CHILD, "visit_date": CHILD["visit_date"], **c} for c in changes])
    return zs.verify(rows, today=TODAY).rows


def checks(**changes: object) -> set[str]:
    """Return what marks the child."""
    return set((verified(changes)["checks"].iloc[0] or "").split("; ")) - {""}


def test_a_good_child__is_clean() -> None:
    row = verified({}).iloc[0]
    assert row["verification"] == "clean"
    assert pd.isna(row["checks"])
    assert row.filter(like="suggested_").isna().all()


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"weight_kg": 0.89}, "weight_outside"),
        ({"weight_kg": 58.1}, "weight_outside"),
        ({"length_height_cm": 37.9}, "length_outside"),
        ({"length_height_cm": 150.1}, "length_outside"),
        ({"visit_date": "2024-03-06"}, "visit_before_birth"),
        ({"visit_date": "2026-06-02"}, "visit_in_the_future"),
        ({"birth_date": "2020-01-01"}, "too_old"),
        ({"length_height_cm": 60.0}, "haz_implausible"),
        ({"weight_kg": 3.0}, "waz_implausible"),
        ({"weight_kg": 4.9}, "whz_implausible"),
        ({"arm_circumference_cm": 5.9}, "arm_outside"),
        ({"arm_circumference_cm": 35.1}, "arm_outside"),
        ({"arm_circumference_cm": -14.0}, "arm_outside"),
        ({"arm_circumference_cm": 26.5}, "acz_implausible"),
        ({"head_circumference_cm": 24.9}, "head_outside"),
        ({"head_circumference_cm": 64.1}, "head_outside"),
        ({"head_circumference_cm": 38.0}, "hcz_implausible"),
        ({"weight_kg": 10400.0}, "weight_in_grams"),
        ({"length_height_cm": 840.0}, "length_in_millimetres"),
        ({"length_height_cm": 0.84}, "length_in_metres"),
        ({"weight_kg": 84.0, "length_height_cm": 10.4}, "swapped"),
        ({"weight_kg": 104.0}, "weight_ten_times"),
        ({"weight_kg": 1.04}, "weight_tenth"),
        ({"length_height_cm": 8.4}, "length_tenth"),
        ({"weight_kg": 4.1}, None),
        ({"length_height_cm": 48.0}, "length_digits"),
        ({"measured": "standing"}, "position_against_age"),
        ({"age_at_visit": "1 Tahun - 11 Bulan - 12 Hari"}, "age_disagrees"),
        ({"nik": "00030**********"}, "nik_masked"),
        ({"nik": "327101470324001"}, "nik_broken"),
        ({"nik": "3271014803240001"}, "nik_of_other_birth"),
        ({"nik": "3271010703240001"}, "nik_of_other_sex"),
    ],
)
def test_a_fault__is_found(changes: dict, expected: str | None) -> None:
    found = checks(**changes)
    assert (expected in found) if expected else not {c for c in found if "digits" in c}


@pytest.mark.parametrize("name", ["haz", "waz", "whz"])
def test_a_published_z__is_compared(name: str) -> None:
    own = zs.score_children(pd.DataFrame([CHILD]), profile="eppgbm")[name].iloc[0]
    check, column = f"published_{name}_differs", f"published_{name}"
    assert check not in checks(**{column: own})
    assert check not in checks(**{column: own + 0.004})
    assert check in checks(**{column: own + 0.01})
    assert check in checks(**{column: 5324.99})
    assert check not in checks(**{column: None})


def test_a_published_label__is_compared_with_its_own_z() -> None:
    labels = {"published_haz": -2.01, "published_haz_label": "Normal"}
    assert "published_haz_label_differs" in checks(**labels)
    assert "published_haz_label_differs" not in checks(**{**labels, "published_haz": -2.0})
    assert "published_haz_label_differs" not in checks(
        **{**labels, "published_haz_label": "Outlier"}
    )


@pytest.mark.parametrize(
    ("changes", "column", "expected"),
    [
        ({"weight_kg": 10400.0}, "weight_kg", 10.4),
        ({"length_height_cm": 0.84}, "length_height_cm", 84.0),
        ({"weight_kg": 84.0, "length_height_cm": 10.4}, "weight_kg", 10.4),
        ({"length_height_cm": 48.0}, "length_height_cm", 84.0),
        ({"birth_date": "2024-07-03"}, "birth_date", pd.Timestamp("2024-03-07")),
    ],
)
def test_what_it_may_have_been__is_beside_it(changes: dict, column: str, expected: object) -> None:
    row = verified(changes).iloc[0]
    assert row[f"suggested_{column}"] == expected
    assert row[column] == changes[column]


def test_dates__with_day_and_month_exchanged() -> None:
    row = verified({"visit_date": "2026-02-05", "age_at_visit": "2 Tahun - 1 Bulan - 26 Hari"})
    assert row["suggested_visit_date"].iloc[0] == pd.Timestamp("2026-05-02")
    # The 31st of a month is the last of a shorter one, as people count.
    child = {"birth_date": "2024-01-31", "visit_date": "2025-03-01", "nik": None}
    for days, disagrees in ((1, False), (4, False), (5, True)):
        age = f"1 Tahun - 1 Bulan - {days} Hari"
        assert ("age_disagrees" in checks(**child, age_at_visit=age)) is disagrees


def test_duplicates__of_a_day() -> None:
    named = {"child_name": "Siti A", "posyandu": "Mawar"}
    rows = verified(
        named, {**named, "child_name": "SITI a.", "weight_kg": 10.5, "nik": "3271014703240002"},
        {**named, "visit_date": "2026-02-19", "age_at_visit": None},
        {"child_name": "Budi", "nik": "3271014703240001", "weight_kg": 9.9},
        {"child_name": "Ani", "nik": None, "posyandu": "Mawar"},
        {"child_name": "Eko", "nik": None, "posyandu": "Melati"},
        {"child_name": "Eka", "birth_date": "2024-03-08", "weight_kg": 9.8},
    )  # fmt: skip
    found = [set(str(text).split("; ")) & {c.name for c in CHECKS} for text in rows["checks"]]
    assert found == [
        {"same_nik_and_date", "same_child_and_date", "same_measurements"},
        {"same_child_and_date"},
        {"carried_forward"},  # by NIK and birth date
        {"same_nik_and_date"},
        {"same_measurements"},
        set(),  # of another posyandu
        {"nik_of_several", "nik_of_other_birth"},  # a day from the written age is not counted
    ]


@pytest.mark.parametrize(
    ("weight", "length", "expected"),
    [
        (12.0, 69.2, None),  # the height is at fault, and no other weight mends it
        (10400.0, None, "weight_in_grams"),
        (None, 0.84, "length_in_metres"),
        (None, None, None),
    ],
)
def test_slips__mend_what_is_wrong_and_all_of_it(
    weight: float | None, length: float | None, expected: str | None
) -> None:
    child = {"sex": ["f"], "age_days": [683.0], "weight_kg": [weight], "length_height_cm": [length]}
    row = zs.verify(pd.DataFrame(child).astype({"weight_kg": float, "length_height_cm": float}))
    found = set(str(row.rows["checks"].iloc[0]).split("; "))
    if expected:
        assert expected in found
    else:
        assert row.rows.filter(like="suggested_").isna().all(axis=None)


@pytest.mark.parametrize("nik", ["0000000000000000", "9999999999999999"])
def test_nik__that_holds_no_date_says_nothing_of_its_owner(nik: str) -> None:
    assert checks(nik=nik) == {"nik_broken"}


def test_nik__that_became_a_number_is_one() -> None:
    table = pd.DataFrame([{**CHILD, "nik": 3271014703240001}, {**CHILD, "nik": None}])
    assert table["nik"].dtype == float
    found = zs.verify(table, today=TODAY)
    assert found.checks["nik_broken"] == 0
    table["birth_date"] = ["2024-03-08", "2024-03-08"]
    assert zs.verify(table, today=TODAY).checks["nik_of_other_birth"] == 1


def test_an_age_below_0__needs_no_dates_to_be_wrong() -> None:
    found = zs.verify({"sex": [1, 1], "age_days": [-50.0, 683.0], "weight_kg": [10.4, 10.4]})
    assert found.rows["checks"].tolist() == ["visit_before_birth", None]


def test_odd_columns__are_refused_or_taken_for_what_they_are() -> None:
    child = {"sex": ["f"], "age_days": [683], "weight_kg": [10.4]}
    assert zs.verify({**child, "reading_notes": [""]}).statuses["clean"] == 1
    assert zs.verify({**child, "published_waz": [-1.0], "published_waz_label": [3]}).checks
    with pytest.raises(zs.ColumnError, match="column 'nik' holds list"):
        zs.verify({**child, "nik": pd.Series([[1]])})


def test_every_row__has_one_status_and_nothing_is_altered() -> None:
    table, _ = inject.injected(2000, 0.03)
    table["reading_notes"] = np.where(np.arange(2000) % 100 == 0, "weight_kg:not_a_number", None)
    before = hashlib.sha256(pd.util.hash_pandas_object(table).to_numpy().tobytes()).digest()
    found = zs.verify(table, today=TODAY)
    after = found.rows[table.columns]
    assert hashlib.sha256(pd.util.hash_pandas_object(after).to_numpy().tobytes()).digest() == before
    assert sum(found.statuses.values()) == len(table)
    assert found.statuses == found.rows["verification"].value_counts().reindex(STATUSES).to_dict()
    assert found.statuses["unreadable"] == 20
    for name, n in found.checks.items():
        texts = found.rows["checks"].fillna("").str.split("; ")
        assert n == sum(name in one for one in texts)


def test_injected_faults__are_found_and_clean_rows_are_not_marked(jit: bool) -> None:
    table, fault = inject.injected(5000 if jit else 1000, 0.02)
    table, fault = inject.with_visits(table, fault, 0.02)
    rows = zs.verify(table, today=date(2026, 8, 1)).rows
    marked = (rows["verification"] != "clean").to_numpy()
    texts = rows["checks"].fillna("").str.split("; ")
    wrong = texts.map(lambda names: any(n.endswith(("_implausible", "_outside")) for n in names))
    for name in (*inject.FAULTS, "duplicate", "carried"):
        of_name = fault == name
        if name.endswith("_digits"):  # which may be another child's weight or length
            of_name &= wrong.to_numpy()
            assert 0.2 < of_name.sum() / (fault == name).sum() < 0.9
        assert marked[of_name].mean() >= 0.99, name
        named = set(inject.NAMED.get(name, (name,)))
        # Exchanged digits may be mended as another slip, too.
        least = 0.7 if name.endswith("_digits") else 0.98
        assert texts[of_name].map(lambda names, n=named: bool(n & set(names))).mean() >= least, name
    dates = pd.DatetimeIndex(rows["suggested_birth_date"][fault == "dates"])
    assert dates.notna().mean() >= 0.98
    assert marked[fault == ""].mean() <= 0.01


def test_verify__is_the_same_for_every_kind_of_table(kind, kinds) -> None:
    table, _ = inject.injected(200, 0.05)
    dates = {
        c: [d.date() for d in pd.DatetimeIndex(table[c])] for c in ("birth_date", "visit_date")
    }
    lists = {c: dates.get(c, [None if v is None or v != v else v for v in table[c]]) for c in table}
    ours = kinds[kind.name].read(zs.verify(kind.make(lists), today=TODAY).rows)
    theirs = kinds["pyarrow"].read(zs.verify(kinds["pyarrow"].make(lists), today=TODAY).rows)
    for column in ("verification", "severity", "checks", "suggested_weight_kg"):
        assert ours[column] == theirs[column]


def test_checks__without_their_columns_are_said() -> None:
    found = zs.verify({"sex": ["f"], "age_days": [683], "weight_kg": [10.4]})
    assert found.not_done["length_outside"] == ("length_height_cm",)
    assert found.not_done["age_disagrees"] == ("birth_date", "visit_date", "age_at_visit")
    assert repr(found) == "Verification(1 clean, 0 marked, 0 unreadable)"
    with pytest.raises(zs.ColumnError, match="is missing"):
        zs.verify({"sex": ["f"], "age_days": [683]})
    with pytest.raises(zs.UnknownNameError, match="unknown profile"):
        zs.verify({"sex": ["f"], "age_days": [683], "weight_kg": [1.0]}, profile="cdc")


def test_verify__of_an_arm_alone() -> None:
    arms = {
        "sex": ["m", "f", "m"],
        "age_days": [610] * 3,
        "arm_circumference_cm": [14.0, 112.0, 0.0],
    }
    found = zs.verify(arms, by=())
    assert found.statuses == {"clean": 2, "marked": 1, "unreadable": 0}
    assert set(found.score_card["subject"]) >= {"arm_circumference_cm", "sex"}
    assert len(found.cliffs["marked"]) == 0
    assert found.not_done["head_outside"] == ("head_circumference_cm",)


def test_checks__are_a_table_of_different_entries() -> None:
    names = [check.name for check in CHECKS]
    assert len(set(names)) == len(names)
    assert {check.severity for check in CHECKS} == set(SEVERITIES)
    assert all(check.source for check in CHECKS)


def test_checks__may_be_more_than_a_number_has_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    table, _ = inject.injected(300, 0.05)
    whole = zs.verify(table, today=TODAY).rows["checks"]
    monkeypatch.setattr("zscore.quality.checking._BITS", 4)
    pd.testing.assert_series_equal(zs.verify(table, today=TODAY).rows["checks"], whole)


@pytest.mark.parametrize(
    ("weight", "length", "oedema", "expected"),
    [
        (None, 8.4, "n", {"length_tenth"}),
        (84.0, None, "n", set()),
        (10.4, 840.0, "y", {"length_in_millimetres"}),
        (84.0, 10.4, "n", {"swapped"}),
    ],
)
def test_slips__of_one_measurement_alone_and_with_oedema(
    weight: float | None, length: float | None, oedema: str, expected: set[str]
) -> None:
    child = pd.DataFrame({"sex": ["f"], "age_days": [683.0], "weight_kg": [weight],
                          "length_height_cm": [length], "oedema": [oedema]})  # fmt: skip
    rows = zs.verify(child.astype({"weight_kg": float, "length_height_cm": float})).rows
    slips = {"length_tenth", "length_in_millimetres", "swapped", "weight_tenth"}
    assert set(str(rows["checks"].iloc[0]).split("; ")) & slips == expected


def test_a_suggested_visit__is_not_in_the_future() -> None:
    child = {**CHILD, "visit_date": "2026-02-05", "age_at_visit": "2 Tahun - 1 Bulan - 26 Hari"}
    found = zs.verify(pd.DataFrame([child]), today=date(2026, 3, 1))
    assert found.rows["suggested_visit_date"].isna().all()


def test_a_nik_that_could_not_be_read__is_a_note() -> None:
    notes = ["nik:not_16_digits", "weight_kg:not_a_number; nik:not_16_digits", None,
             "measured:unknown_code"]  # fmt: skip
    rows = pd.DataFrame([{**CHILD, "visit_date": f"2026-01-{19 + k}", "age_at_visit": None,
                          "reading_notes": note} for k, note in enumerate(notes)])  # fmt: skip
    rows["weight_kg"] += np.arange(4)
    found = zs.verify(rows, today=TODAY).rows
    assert found["verification"].tolist()[:3] == ["clean", "unreadable", "clean"]
    assert found["changes"].astype(object).tolist()[1::2] == ["counted", "number"]


def test_verify__says_that_a_missing_date_is_no_day() -> None:
    with pytest.raises(zs.ParameterError, match="today is of type NaTType"):
        zs.verify(pd.DataFrame([CHILD]), today=pd.NaT)
