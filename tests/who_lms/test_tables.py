"""The LMS figures: unchanged since they were compared with WHO's, and fit for the kernels."""

from __future__ import annotations

import hashlib
import tomllib

import numpy as np
import pytest

import reference
from zscore.who_lms.tables import LmsTable, load_increments, load_table, tables_directory

DIRECTORY = reference.WHO_TABLES
SOURCES = tomllib.loads((DIRECTORY / "SOURCES.toml").read_text(encoding="utf-8"))
TABLES = SOURCES["tables"]
# RULES 1: axis, first, last, step, rows per sex
EXPECTED = {
    "who2006_length_height_for_age": ("age_days", 0, 1856, 1, 1857),
    "who2006_weight_for_age": ("age_days", 0, 1856, 1, 1857),
    "who2006_bmi_for_age": ("age_days", 0, 1856, 1, 1857),
    "who2006_head_circumference_for_age": ("age_days", 0, 1856, 1, 1857),
    "who2006_arm_circumference_for_age": ("age_days", 91, 1856, 1, 1766),
    "who2006_triceps_skinfold_for_age": ("age_days", 91, 1856, 1, 1766),
    "who2006_subscapular_skinfold_for_age": ("age_days", 91, 1856, 1, 1766),
    "who2006_weight_for_length": ("length_cm", 45, 110, 0.1, 651),
    "who2006_weight_for_height": ("height_cm", 65, 120, 0.1, 551),
    "who2007_height_for_age": ("age_months", 60, 228, 1, 169),
    "who2007_bmi_for_age": ("age_months", 60, 228, 1, 169),
    "who2007_weight_for_age": ("age_months", 60, 120, 1, 61),
}


def lines(name: str) -> list[list[str]]:
    """Return the rows of a file as texts, without its header."""
    text = (DIRECTORY / f"{name}.csv").read_text(encoding="utf-8")
    return [line.split(",") for line in text.splitlines()[1:]]


def test_tables_directory__holds_the_thirteen_files_and_their_sources() -> None:
    files = {*EXPECTED, "who2009_velocity"}
    assert {path.stem for path in tables_directory().glob("*.csv")} == files
    assert (
        {path.stem for path in DIRECTORY.glob("*.csv")} == {*TABLES, *SOURCES["velocity"]} == files
    )


def test_load_increments__has_every_row_of_its_file() -> None:
    entry = SOURCES["velocity"]["who2009_velocity"]
    content = (DIRECTORY / entry["file"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == entry["sha256"]
    assert entry["origin"] in SOURCES["origins"]
    rows = lines("who2009_velocity")
    assert len(rows) == entry["rows"]
    found = {name: load_increments(name) for name in ("weight", "length", "head_circumference")}
    for measure, _, sex, interval, start, _, *figures in rows:
        at = (1, 2, 3, 4, 6).index(int(interval)), ("male", "female").index(sex), int(start)
        assert list(found[measure][at]) == [float(figure) for figure in figures]
    assert sum(np.isfinite(table[..., 0]).sum() for table in found.values()) == len(rows)


@pytest.mark.parametrize("name", EXPECTED)
def test_sources__has_the_sum_and_the_size_of_each_file(name: str) -> None:
    entry = TABLES[name]
    content = (DIRECTORY / entry["file"]).read_bytes()
    assert entry["file"] == f"{name}.csv"
    assert hashlib.sha256(content).hexdigest() == entry["sha256"]
    axis, first, last, _, rows = EXPECTED[name]
    assert (entry["axis"], entry["rows_per_sex"]) == (axis, rows)
    assert (entry["first"], entry["last"]) == (first, last)
    assert entry["origin"] in SOURCES["origins"]
    assert SOURCES["origins"][entry["origin"]]["version"]


@pytest.mark.parametrize("name", EXPECTED)
def test_load_table__has_the_axis_and_size_of_the_rules(name: str) -> None:
    axis, first, last, step, rows = EXPECTED[name]
    table = load_table(name)
    assert isinstance(table, LmsTable)
    assert (table.name, table.axis) == (name, axis)
    assert (table.first, table.last, table.step) == (first, last, step)
    assert table.lms.shape == (2, rows, 3)
    assert table.lms.dtype == np.float64


@pytest.mark.parametrize("name", EXPECTED)
def test_load_table__has_the_figures_of_the_text(name: str) -> None:
    figures = np.array([[float(text) for text in row[2:]] for row in lines(name)])
    assert np.array_equal(load_table(name).lms.reshape(-1, 3), figures)


@pytest.mark.parametrize("name", EXPECTED)
def test_file__has_males_then_females_evenly_spaced(name: str) -> None:
    _, first, last, step, rows = EXPECTED[name]
    found = lines(name)
    assert [row[0] for row in found] == ["male"] * rows + ["female"] * rows
    axis = [float(row[1]) for row in found]
    expected = [round(first + i * step, 1) for i in range(rows)]
    assert axis == expected + expected
    assert expected[-1] == last


@pytest.mark.parametrize("name", EXPECTED)
def test_load_table__has_figures_that_every_formula_can_use(name: str) -> None:
    L, M, S = np.moveaxis(load_table(name).lms, 2, 0)
    assert np.isfinite([L, M, S]).all()
    assert (L != 0).all()
    assert (M > 0).all()
    assert (S > 0).all()
    for k in range(-3, 4):
        assert (1 + L * S * k > 0).all()
    if "for_age" not in name:  # between two rows L is interpolated, and must not cross 0
        assert (np.sign(L) == np.sign(L[:, :1])).all()


@pytest.mark.parametrize("name", EXPECTED)
def test_load_table__is_smooth(name: str) -> None:
    """A slip of the pen would be a jump: M moves by less than 2 % a row (3 % in the first days)."""
    M = load_table(name).lms[:, :, 1]
    assert np.abs(np.diff(np.log(M), axis=1)).max() < 0.03
    assert np.abs(np.diff(np.log(M), n=2, axis=1)).max() < 0.03


def test_load_table__is_read_once_and_read_only() -> None:
    table = load_table("who2006_weight_for_age")
    assert load_table("who2006_weight_for_age") is table
    with pytest.raises(ValueError, match="read-only"):
        table.lms[0, 0, 0] = 1.0


def test_load_table__has_smallest_L_where_float32_would_fail() -> None:
    smallest = min(np.abs(load_table(name).lms[:, :, 0]).min() for name in EXPECTED)
    assert 0 < smallest < 0.001
