"""Which column is the child's age: by its values and the dates beside it, or refused."""

from __future__ import annotations

import pytest

import zscore as zs
from readings import read
from zscore.children.ages import has_age


@pytest.mark.parametrize(
    ("umur", "column"),
    [
        (["8", "41"], "age_months"), (["8.5", "240.5"], "age_months"), ([""], "age_months"),
        (["1 Tahun 2 Bulan", "11 bln", "3"], "age_at_visit"),
    ],
)  # fmt: skip
def test_an_age_without_a_unit__by_its_values(umur: list[str], column: str) -> None:
    assert read({"Umur": umur}).columns[column].heading == "Umur"


@pytest.mark.parametrize("umur", [["1", "4"], ["20"], ["241"], ["683", "30"]])
def test_an_age_without_a_unit__in_doubt_is_refused(umur: list[str]) -> None:
    with pytest.raises(zs.ColumnError, match="--units age_months=months"):
        read({"Umur": umur})
    assert read({"Umur": umur}, units={"age_days": "days"}).unit("age_days") == "days"


def test_an_age_beside_both_dates__is_the_child_s_or_not_used() -> None:
    dates = {"dob": ["2022-01-05"] * 10, "visit date": ["2023-11-19"] * 10}
    assert "age_months" in read({**dates, "umur": ["22"] * 10}).columns
    assert "age_days" in read({**dates, "umur": ["683"] * 10}).columns
    mother = read({**dates, "umur": ["31"] * 10})
    assert "age_months" not in mother.columns
    assert mother.not_used() == {"umur": "age_months"}
    # No row has all three: it is the age of those without a date.
    none = {"dob": ["2022-01-05", ""], "visit date": ["2023-11-19", ""]}
    assert "age_months" in read({**none, "umur": ["", "31"]}).columns
    assert not {"age_months", "age_days"} & read({**none, "umur": ["", "3"]}).columns.keys()


def test_has_age__by_columns_or_dates() -> None:
    assert has_age({"birth_date": 0, "visit_date": 0})
    assert not has_age({"birth_date": 0})
    assert not has_age({"age_months": 0}, but="age_months")
