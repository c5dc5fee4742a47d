"""Tables in memory: what a door would make of them is what a program can pass on."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa
import pytest

import zscore as zs
from optional import pl, present

TABLE = {
    " JK ": ["L", "P", "L"],
    "Tgl Lahir": ["05/01/2022", "17/06/2021", ""],
    "tanggal ukur": ["19/11/2023", "19/11/2023", "19/11/2023"],
    "Berat (g)": ["10400", "9100", "11.000"],
    "hw3": ["853", "9996", "865"],
    "hw15": ["1", "9", "2"],
    "Nama": ["a", "b", "c"],
    "catatan": ["", "", "x"],
}
CLEAN = {
    "sex": ["m", "f", "m"],
    "birth_date": ["2022-01-05", "2021-06-17", None],
    "visit_date": ["2023-11-19"] * 3,
    "weight_kg": [10.4, 9.1, 11.0],
    "length_height_cm": [85.3, None, 86.5],
    "measured": ["l", None, "h"],
}


@pytest.mark.parametrize("kind", present([dict, pd.DataFrame, pa.table, pl.DataFrame]))
def test_recognise_columns__passed_on_scores_the_table(kind: type) -> None:
    mapping = zs.recognise_columns(kind(TABLE))
    assert set(mapping.columns) == {*CLEAN, "child_name"}
    assert set(mapping.columns.values()) == set(TABLE) - {"catatan"}
    assert mapping.not_used == {"catatan": None}
    found = pd.DataFrame(zs.score_children(pd.DataFrame(TABLE), mapping=mapping))
    plain = pd.DataFrame(zs.score_children(pd.DataFrame(CLEAN)))
    pd.testing.assert_frame_equal(found[["haz", "waz", "whz"]], plain[["haz", "waz", "whz"]])


def test_recognise_columns__and_the_door_of_files_say_the_same(tmp_path) -> None:
    pd.DataFrame(TABLE).to_csv(tmp_path / "t.csv", index=False)
    of_file = zs.inspect_files(tmp_path / "t.csv").mapping
    mapping = zs.recognise_columns(TABLE)
    assert (of_file.codes, of_file.units, of_file.dates, of_file.missing) == (
        mapping.codes,
        mapping.units,
        mapping.dates,
        mapping.missing,
    )
    named = {name: heading.strip() for name, heading in mapping.columns.items()}
    assert of_file.columns == {n: h for n, h in named.items() if n != "child_name"}


def test_ages_in_words__are_read_where_they_are_told() -> None:
    table = {"sex": ["m"], "Usia": ["1 Tahun - 10 Bulan - 14 Hari"], "weight_kg": [10.4]}
    mapping = zs.recognise_columns(table)
    assert mapping.columns["age_at_visit"] == "Usia"
    found = zs.score_children(table, mapping=mapping)["waz"].tolist()
    assert found == zs.score_children({**table, "age_days": [683.625]})["waz"].tolist()
    assert zs.verify(pd.DataFrame(table), mapping=mapping) is not None


@pytest.mark.parametrize(
    ("told", "named"),
    [
        ({"columns": {"oedema": "Edema"}}, "Edema"),
        ({"columns": {"nik": "NIK"}}, "NIK"),  # though no score needs it
        ({"codes": {"oedema": {"1": "y"}}}, "oedema"),
        ({"units": {"length_height_cm": "mm"}}, "length_height_cm"),
        ({"units": {"birth_weight_kg": "g"}}, "birth_weight_kg"),
    ],
)
def test_what_is_told_of_no_column__is_refused(told: dict, named: str) -> None:
    table = {"sex": ["m"], "age_months": [20], "weight_kg": [9.8]}
    with pytest.raises(zs.ColumnError, match=f"'{named}'"):
        zs.score_children(table, **told)


def test_a_near_name__is_warned_of_once() -> None:
    table = {"sex": ["m"], "age_months": [20], "weight_kg": [9.8], "Tinggi": [80]}
    with pytest.warns(zs.ColumnWarning, match=r"Tinggi \(length_height_cm\)") as caught:
        zs.score_children(table)
    assert len(caught) == 1
