"""What a worker does, in this process: parts of any size give what the whole gives."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import Any

import narwhals
import pandas as pd
import pyarrow as pa
import pytest
from cut import BY, DESIGN, assert_same, expected_of, golden, parts_of, plain

import zscore as zs
from optional import pl, present
from zscore.engines.partitions import (
    check_scored,
    classify_part,
    counted_columns,
    score_part,
    split_options,
    tally_part,
)
from zscore.engines.spark import _worked
from zscore.prevalence.estimates import estimate_tally
from zscore.prevalence.tally import Tally
from zscore.prevalence.tally_rows import rows_of, tally_of
from zscore.who_lms.indicators import INDICATORS


@pytest.mark.parametrize("parts", [1, 7])
@pytest.mark.parametrize("survey", [False, True])
def test_parts__give_what_the_whole_gives(parts: int, survey: bool, jit: bool) -> None:
    tables = parts_of(golden(None if jit else 200), parts)
    scores, _, census, of_design = expected_of(tables)
    scored = [score_part(table, {"profile": "who"}) for table in tables]
    assert_same(pa.concat_tables(scored), scores)
    options = {"rollup": True} | (DESIGN if survey else {})
    if survey:
        options["statistics"] = ("prevalence", "mean", "sd", "total")
    counted, estimated = split_options(BY, options)
    narrow = [t.select(counted_columns(t.column_names, counted)) for t in scored]
    nobody = tally_part(narrow[0].slice(0, 0), counted)
    rows = [rows_of(tally_part(table, counted), nobody) for table in narrow]
    # Each back from its rows, as from an engine that has nothing to add up.
    tally = Tally.of([tally_of(part, nobody) for part in rows])
    found = estimate_tally(tally, **estimated)
    assert_same(found, of_design if survey else census, to_the_bit=False)


@pytest.mark.parametrize("parts", [1, 7, 100])
def test_tables_of_every_kind__may_be_cut_anywhere(parts: int, kind: Any, jit: bool) -> None:
    """Each part alone, by the functions of one machine: pandas, polars, Arrow and dicts."""
    tables = parts_of(golden(None if jit else 200), parts)
    scores, classes, census, of_design = expected_of(tables)
    makers = {
        "dict": pa.Table.to_pydict,
        "pandas": pa.Table.to_pandas,
        "polars": pl.from_arrow,
        "pyarrow": lambda table: table,
    }
    cut = [makers[kind.name](table) for table in tables]
    scored = [zs.score_children(part, profile="who") for part in cut]
    assert_same(joined(scored), scores)
    assert_same(joined([zs.classify_children(part, "eppgbm") for part in scored]), classes)
    for design, expected in (({}, census), (DESIGN, of_design)):
        totals = {"statistics": ("prevalence", "mean", "sd", "total")} if design else {}
        tally = sum(zs.tally_children(part, BY, **design) for part in scored)
        found = zs.estimate_prevalence(tally, rollup=True, **totals)
        assert_same(found, expected, to_the_bit=False)


def joined(parts: list[Any]) -> pd.DataFrame:
    """Return parts of one kind as one table of pandas, with texts for categories."""
    return pd.concat([plain(part if isinstance(part, pd.DataFrame) else pa.table(part))
                      for part in parts], ignore_index=True)  # fmt: skip


def test_batches__are_worked_on_together() -> None:
    table = golden(120)
    sizes: list[int] = []

    def work(rows: pa.Table) -> pa.Table:
        sizes.append(rows.num_rows)
        return rows

    batches = table.to_batches(max_chunksize=20)
    found = pa.Table.from_batches(
        _worked(batches, partial(map, work), table.schema, 50, table.column_names)
    )
    assert found.equals(table)
    assert sizes == [60, 60]


@pytest.mark.parametrize("make", [pd.DataFrame, pa.table])
def test_what_cannot_be_read__is_missing_to_the_scores_alone(make) -> None:
    rows = {"sex": ["f", "x", "m", "f"], "lahir": ["2024-01-05"] * 3 + ["kemarin"],
            "visit_date": ["2025-11-18"] * 4, "weight_kg": ["10.4", "9", "ten", "8"],
            "oedema": [0, 1, 7, 0]}  # fmt: skip
    scored = score_part(make(rows), {"columns": {"birth_date": "lahir"}})
    frame = scored.to_pandas() if isinstance(scored, pa.Table) else scored
    reasons = frame["waz_reason"].astype(object)
    assert reasons.where(reasons.notna(), None).tolist() == [
        None, "no_sex", "no_measurement", "no_age",
    ]  # fmt: skip
    assert frame["weight_kg"].tolist() == ["10.4", "9", "ten", "8"]
    assert frame["lahir"].tolist()[-1] == "kemarin"
    with pytest.raises(zs.ZScoreError):
        zs.score_children(make(rows), columns={"birth_date": "lahir"})


ADDED = [
    *INDICATORS, *(f"{name}_flag" for name in INDICATORS), "measured_flag",
    "length_height_adjusted_cm", "bmi", *(f"{name}_reason" for name in INDICATORS),
]  # fmt: skip


@pytest.mark.parametrize("kind", ["pandas, Dask", "Arrow", *present({"polars": pl})])
def test_columns__are_those_of_the_document_in_its_order(kind: str) -> None:
    """docs/engines.md; Spark's types are looked at in test_spark.py."""
    document = (Path(__file__).parents[2] / "docs" / "engines.md").read_text(encoding="utf-8")
    heading, *lines = re.findall(r"^\| (.*) \|$", document, re.MULTILINE)[:6]
    place = heading.split(" | ").index(kind)
    given = golden(30)
    children = {"Arrow": given, "polars": pl.from_arrow(given)}.get(kind, given.to_pandas())
    scored = zs.score_children(children)
    classes = zs.classify_children(scored)
    assert list(narwhals.from_native(scored).columns) == [*given.column_names, *ADDED]
    told = [line.split(" | ")[place] for line in lines]
    columns = (scored["haz"], scored["haz_flag"], scored["bmi"], scored["haz_reason"],
               classes["stunting"])  # fmt: skip
    assert [_told(column) for column in columns] == told


def _told(column: Any) -> str:
    """Return a column's type as the document writes it."""
    kind = column.type if isinstance(column, pa.ChunkedArray) else column.dtype
    name = {"CategoricalDtype": "category", "DictionaryType": "dictionary", "Enum": "Enum"}.get(
        type(kind).__name__, str(kind)
    )
    return f"{name}, ordered" if getattr(kind, "ordered", False) else name


@pytest.mark.parametrize("make", [pd.DataFrame, pa.table])
def test_what_cannot_be_read__is_missing_to_classes_and_sums_too(make: Any) -> None:
    rows = {"haz": ["-2.5", "far", "-3.5"], "age_days": ["683", "old", "683"],
            "oedema": ["n", "?", "y"], "whz": [0.0, 0.0, 0.0], "weight": ["1", "2", "heavy"],
            "village": ["a", "a", "a"]}  # fmt: skip
    mended = {"haz": ["-2.5", None, "-3.5"], "age_days": ["683", None, "683"],
              "oedema": ["n", None, "y"], "whz": [0.0] * 3, "weight": ["1", "2", None],
              "village": ["a", "a", "a"]}  # fmt: skip
    classes = plain(classify_part(make(rows), "who"))
    expected = plain(zs.classify_children(make(mended)))
    for name in ("stunting", "wasting"):
        assert classes[name].tolist() == expected[name].tolist()
    assert classes["haz"].tolist() == rows["haz"]
    for weights in ({}, {"weights": "weight"}):
        counted, estimated = split_options("village", weights)
        found = estimate_tally(tally_part(make(rows), counted), **estimated)
        assert_same(found, zs.estimate_prevalence(pa.table(mended), "village", **weights))
    with pytest.raises(zs.ZScoreError):
        zs.classify_children(make(rows))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("weight_kg", pa.timestamp("us")), ("weight_kg", pa.date32()), ("weight_kg", pa.bool_()),
        ("weight_kg", pa.struct([("kg", pa.float64())])), ("weight_kg", pa.list_(pa.float64())),
        ("weight_kg", pa.binary()), ("weight_kg", pa.time64("us")), ("sex", pa.bool_()),
        ("sex", pa.date32()), ("sex", pa.list_(pa.string())), ("birth_date", pa.int64()),
        ("birth_date", pa.float64()), ("visit_date", pa.bool_()), ("oedema", pa.timestamp("s")),
    ],
)  # fmt: skip
def test_a_type_of_which_no_cell_could_be_read__is_refused_before_the_job(
    name: str, kind: pa.DataType
) -> None:
    fields = {"sex": pa.string(), "birth_date": pa.string(), "visit_date": pa.string(),
              "weight_kg": pa.float64()}  # fmt: skip
    empty = pa.schema((fields | {name: kind}).items()).empty_table()
    with pytest.raises(zs.ColumnError, match=name):
        check_scored(empty, {})
    renamed = empty.rename_columns(["x" if n == name else n for n in empty.column_names])
    with pytest.raises(zs.ColumnError, match=name):
        check_scored(renamed, {"columns": {name: "x"}})


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("weight_kg", pa.int8()), ("weight_kg", pa.float16()), ("weight_kg", pa.decimal128(9, 2)),
        ("weight_kg", pa.null()), ("weight_kg", pa.large_string()), ("oedema", pa.bool_()),
        ("weight_kg", pa.dictionary(pa.int8(), pa.string())), ("sex", pa.uint64()),
        ("sex", pa.float64()), ("measured", pa.int8()), ("birth_date", pa.timestamp("ns", "UTC")),
        ("birth_date", pa.date64()), ("birth_date", pa.string_view()), ("sex", pa.null()),
    ],
)  # fmt: skip
def test_a_type_that_can_be_read__is_taken(name: str, kind: pa.DataType) -> None:
    fields = {"sex": pa.string(), "birth_date": pa.string(), "visit_date": pa.string(),
              "weight_kg": pa.float64()}  # fmt: skip
    check_scored(pa.schema((fields | {name: kind}).items()).empty_table(), {})


def test_a_part_of_objects__has_reasons_whatever_they_are() -> None:
    """Lists, numbers as labels, dates with a time zone, small codes of a dictionary."""
    rows = {"sex": ["f"] * 3, "age_days": [683] * 3, "weight_kg": [[1], [2], None]}
    assert score_part(pd.DataFrame(rows), {})["waz_reason"].tolist() == ["no_measurement"] * 3
    numbered = pd.DataFrame({0: ["f", "x"], 1: [683, 683], 2: [10.4, 10.4]})
    names = {"sex": "0", "age_days": "1", "weight_kg": "2"}
    assert score_part(numbered, {"columns": names})["waz"].isna().tolist() == [False, True]
    jayapura = pd.Timestamp("2024-01-05 00:30", tz="Asia/Jayapura")
    dated = pd.DataFrame({"sex": ["f"] * 3, "weight_kg": [10.4] * 3,
                          "birth_date": pd.Series([jayapura, "kemarin", None], dtype=object),
                          "visit_date": ["2025-11-18"] * 3})  # fmt: skip
    assert score_part(dated, {})["waz"].isna().tolist() == [False, True, True]
    kind = pd.ArrowDtype(pa.dictionary(pa.uint8(), pa.string()))
    coded = pd.DataFrame({"sex": pd.Series(["f", "x", None], dtype=kind), "age_days": [683] * 3,
                          "weight_kg": [10.4] * 3})  # fmt: skip
    assert score_part(coded, {})["waz"].isna().tolist() == [False, True, True]
