"""Spark: what one machine computes, on two executors of their own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow as pa
import pytest

pyspark = pytest.importorskip("pyspark")

from cut import BY, DESIGN, assert_same, expected_of, golden, parts_of  # noqa: E402
from pyspark.sql import DataFrame, SparkSession  # noqa: E402

import zscore as zs  # noqa: E402
import zscore.engines.spark as on_spark  # noqa: E402

pytestmark = [
    pytest.mark.filterwarnings("ignore"),
    pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java"),
]  # fmt: skip
TOTALS = ("prevalence", "mean", "sd", "total")


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    """Start two executors, for all tests of this file."""
    os.environ["PYSPARK_PYTHON"] = sys.executable
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        session = (
            SparkSession.builder.master("local-cluster[2,1,1024]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.executorEnv.PYTHONPATH", os.pathsep.join(sys.path))
            .config("spark.log.level", "ERROR")
            .getOrCreate()
        )
        yield session
        session.stop()


def whole(tables: list[pa.Table]) -> pa.Table:
    """Return parts as one table of one chunk: createDataFrame loses rows of others."""
    return pa.concat_tables(tables).combine_chunks()


def frame_of(spark: SparkSession, tables: list[pa.Table], tmp_path: Path) -> DataFrame:
    """Return parts as the partitions of a Spark DataFrame: a Parquet file each."""
    from pyarrow import parquet

    folder = tmp_path / "parts"
    folder.mkdir()
    for k, table in enumerate(tables):
        parquet.write_table(table, folder / f"{k:04d}.parquet")
    files = [str(folder / f"{k:04d}.parquet") for k in range(len(tables))]
    frames = [spark.read.parquet(file) for file in files]
    union = frames[0]
    for frame in frames[1:]:
        union = union.unionByName(frame)
    return union


@pytest.mark.parametrize("parts", [1, 7, 100])
def test_spark__is_one_machine_to_the_last_bit(
    spark: SparkSession, parts: int, tmp_path: Path
) -> None:
    tables = parts_of(golden(), parts)
    scores, classes, census, survey = expected_of(tables)
    children = spark.createDataFrame(whole(tables)).repartition(parts)
    if parts == 7:
        children = frame_of(spark, tables, tmp_path)
    scored = on_spark.score_children(children, profile="who").persist()
    assert scored.columns == scores.column_names
    kinds = dict(scored.dtypes)
    assert [kinds[n] for n in ("haz", "haz_flag", "bmi", "haz_reason")] == [
        "double", "boolean", "double", "string",
    ]  # fmt: skip
    # The classes come after the scores, which are held to the last bit with them.
    assert_same(on_spark.classify_children(scored, "eppgbm").toArrow(), classes)
    if parts < 100:  # a task for each part takes its time
        found = on_spark.estimate_prevalence(scored, BY, rollup=True)
        assert_same(found, census, to_the_bit=False)
    found = on_spark.estimate_prevalence(scored, BY, rollup=True, statistics=TOTALS, **DESIGN)
    assert_same(found, survey, to_the_bit=False)
    scored.unpersist()


def test_a_task_that_fails_once__changes_nothing(spark: SparkSession, tmp_path: Path) -> None:
    tables = parts_of(golden(300), 3)
    children = spark.createDataFrame(whole(tables)).repartition(3)
    marker = tmp_path / "failed"

    # A function in a function travels whole; of one in a file only its name does.
    def fail_once(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        try:
            marker.touch(exist_ok=False)
        except FileExistsError:
            yield from batches
            return
        os._exit(1)

    failing = children.mapInArrow(fail_once, children.schema)
    assert_same(on_spark.score_children(failing).toArrow(), expected_of(tables)[0])
    assert marker.exists()


def test_workers__need_no_pandas() -> None:
    program = """
import sys

class Absent:
    def find_spec(name, *_):
        if name.partition(".")[0] == "pandas":
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Absent)
import pyarrow as pa
import zscore as zs
from zscore.engines.partitions import score_part, tally_part
from zscore.prevalence.tally_rows import rows_of
children = pa.table({"sex": ["f", "x"], "age_days": [683, 683], "length_height_cm": ["75", "ten"]})
scored = score_part(children, {})
tally = tally_part(zs.classify_children(scored), {"by": "sex"})
print(scored.column("haz").to_pylist(), rows_of(tally, tally).num_rows)
"""
    run = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    assert run.stdout == "[-3.18, None] 2\n"


def test_a_bad_row__is_a_reason_and_stays_as_it_is(spark: SparkSession) -> None:
    children = pa.table({"sex": ["f", "x", "m"], "age_days": [683, 683, 683],
                         "weight_kg": ["10.4", "9", "ten"]})  # fmt: skip
    scored = on_spark.score_children(spark.createDataFrame(children)).toArrow()
    rows = {row["sex"]: row for row in scored.to_pylist()}
    assert [rows[s]["waz_reason"] for s in "fxm"] == [None, "no_sex", "no_measurement"]
    assert [rows[s]["weight_kg"] for s in "fxm"] == ["10.4", "9", "ten"]
    # Null where it is missing, never NaN: NaN > 3 is true in Spark.
    assert rows["x"]["waz"] is None


def test_what_is_wrong_with_the_columns__is_refused_before_the_job(spark: SparkSession) -> None:
    children = spark.createDataFrame(pa.table({"sex": ["f"], "age_days": [683]}))
    with pytest.raises(zs.ColumnError, match="is missing"):
        on_spark.score_children(children)
    with pytest.raises(zs.TableError, match=r"zscore\.engines\.spark"):
        zs.score_children(children)
    with pytest.raises(zs.TableError, match="not a DataFrame of Spark"):
        on_spark.score_children(pa.table({"sex": ["f"]}))
    scored = spark.createDataFrame(pa.table({"haz": [-2.5]}))
    with pytest.raises(zs.TableError, match="different partitions"):
        on_spark.estimate_prevalence(scored, child="nik")
    with pytest.raises(zs.ColumnError, match="'desa'"):
        on_spark.estimate_prevalence(scored, "desa")


def test_columns_that_are_none_of_its_business__may_be_of_any_type(spark: SparkSession) -> None:
    children = spark.createDataFrame(
        pa.table({"sex": ["f", "m"], "age_days": [683, 683], "weight_kg": [10.4, 9.0]})
    ).selectExpr("*", "current_timestamp() as at", "timestamp_ntz'2025-01-01' as local",
                 "array(current_timestamp()) as several", "date'2025-11-18' as day",
                 "struct(1 as a) as s", "cast(1.5 as decimal(9, 2)) as d", "null as void",
                 "weight_kg as `kab. nama`", "sex as `a``b`")  # fmt: skip
    scored = on_spark.score_children(children)
    table = scored.toArrow()
    assert table.column("waz").equals(zs.score_children(children.toArrow()).column("waz"))
    assert table.column_names[: len(children.columns)] == children.columns
    assert {t.tzinfo is not None for t in table.column("at").to_pylist()} == {True}
    classified = on_spark.classify_children(scored)
    for by in ("kab. nama", "a`b", "day", "d", "local"):
        found = on_spark.estimate_prevalence(classified, by)
        assert_same(found, zs.estimate_prevalence(classified.toArrow(), by), to_the_bit=False)


def test_a_bad_cell__fails_no_job_after_the_scores(spark: SparkSession) -> None:
    children = spark.createDataFrame(pa.table({
        "sex": ["f"] * 3, "age_days": ["683", "old", "683"], "weight_kg": [10.4] * 3,
        "oedema": ["n", "n", "?"],
    }))  # fmt: skip
    scored = on_spark.score_children(children)
    assert on_spark.classify_children(scored).count() == 3
    found = on_spark.estimate_prevalence(scored, conditions="underweight").to_pylist()
    assert found[0]["n"] == 2


def test_a_wrong_call__is_refused_before_any_row_is_read(spark: SparkSession) -> None:
    scored = spark.range(3).selectExpr("double(raise_error('a row was read')) as haz")
    for options in ({"interval": "wilsen"}, {"layout": "x"}, {"min_n": 0},
                    {"statistics": "median"}, {"conditions": "x"}):  # fmt: skip
        with pytest.raises(zs.ParameterError):
            on_spark.estimate_prevalence(scored, **options)
    with pytest.raises(zs.ColumnError, match="'haz' already exists"):  # Spark knows no case
        on_spark.score_children(
            spark.range(3).selectExpr(
                "'f' as sex", "683 as age_days", "9.0 as weight_kg", "1 as HAZ"
            )
        )
    with pytest.raises(zs.ColumnError, match="sex"):
        on_spark.score_children(
            spark.range(3).selectExpr("true as sex", "683 as age_days", "9.0 as weight_kg")
        )
