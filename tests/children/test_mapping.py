"""What is told of a table: checked, put together, written and read again."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zscore as zs
from zscore.children.cells import SEX, UnreadableError
from zscore.children.columns import BY_NAME
from zscore.children.mapping import told, told_vocabulary

HEADINGS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)


@given(
    st.dictionaries(st.sampled_from(sorted(BY_NAME)), HEADINGS, max_size=5),
    st.lists(HEADINGS, max_size=3),
    st.sampled_from([None, "dmy", "mdy", "ymd", "exchanged"]),
    st.sampled_from([None, "refuse", "missing"]),
)
def test_a_mapping__written_and_read_is_the_same(
    columns: dict[str, str], missing: list[str], dates: str | None, on_unreadable: str | None
) -> None:
    columns = {name: f"{heading} {i}" for i, (name, heading) in enumerate(columns.items())}
    mapping = zs.ColumnMapping(
        columns=columns,
        codes={"sex": {"0": "f", "1 \x7f": "m", "9": ""}},
        units={"weight_kg": "g"},
        dates=dates,
        missing=tuple(missing),
        on_unreadable=on_unreadable,
    )
    found = tomllib.loads(mapping.as_toml())
    assert found.get("columns", {}) == columns
    assert found["codes"]["sex"] == mapping.codes["sex"]
    assert found.get("missing", []) == missing
    assert found.get("dates") == dates
    assert found.get("on_unreadable") == on_unreadable


def test_read_mapping__of_a_file_written(tmp_path: Path) -> None:
    mapping = zs.ColumnMapping(
        columns={"weight_kg": 'Berat "kotor"\t'}, codes={"sex": {"0": "f"}}, missing=("9999",)
    )
    mapping.write(tmp_path / "m.toml")
    assert zs.read_mapping(tmp_path / "m.toml") == mapping


@pytest.mark.parametrize(
    "text",
    ["columns = 3", "codes = {sex = 3}", "[columns", "other = 1", 'columns = {weight = "BB"}',
     'units = {weight_kg = "cm"}', 'dates = "later"', 'on_unreadable = "guess"',
     'codes = {weight_kg = {"1" = "m"}}', 'codes = {sex = {"1" = "boy or girl"}}',
     'columns = {weight_kg = "a", length_height_cm = "a"}', "missing = [" + 5_000 * "9" + "]",
     "missing = " + 20_000 * "["],
)  # fmt: skip
def test_read_mapping__refuses_what_is_not_known(tmp_path: Path, text: str) -> None:
    (tmp_path / "m.toml").write_text(text)
    with pytest.raises(zs.ZScoreError) as error:
        zs.read_mapping(tmp_path / "m.toml")
    assert error.value.text("id") != error.value.text("en")


def test_read_mapping__of_a_file_that_is_not_there_or_no_text(tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_bytes(b"\xff\xfe\x00")
    for name in ("m.toml", "none.toml"):
        with pytest.raises(zs.FileError, match=name):
            zs.read_mapping(tmp_path / name)


def test_told__what_the_call_says_goes_before_the_mapping() -> None:
    mapping = zs.ColumnMapping(
        columns={"weight_kg": "BB", "sex": "JK"}, dates="dmy", missing=("9",), units={}
    )
    how = told(mapping=mapping, columns={"weight_kg": "Berat"}, dates="mdy", missing=[])
    assert how.columns == {"weight_kg": "Berat", "sex": "JK"}
    assert (how.dates, how.missing) == ("mdy", ())


def test_told_vocabulary__of_some_numbers_leaves_the_others_unknown() -> None:
    told_0 = told_vocabulary(SEX, {"0": "f"}, "sex")
    assert told_0.code("0") == 1
    assert told_0.code("P") == 1
    with pytest.raises(UnreadableError):
        told_0.code("1")
    assert told_vocabulary(SEX, {"x": ""}, "sex").code("X") is None
    assert told_vocabulary(SEX, {"x": "m"}, "sex").code("2") == 1
