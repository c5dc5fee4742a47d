"""Dask: what one machine computes, to the last bit, on two worker processes."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

dask = pytest.importorskip("dask")
distributed = pytest.importorskip("distributed")

import dask.dataframe as dd  # noqa: E402
from cut import BY, DESIGN, assert_same, expected_of, golden, parts_of  # noqa: E402
from pyarrow import parquet  # noqa: E402

import zscore as zs  # noqa: E402
import zscore.engines.dask as on_dask  # noqa: E402

TOTALS = ("prevalence", "mean", "sd", "total")


@contextmanager
def workers() -> Iterator[object]:
    """Start two worker processes."""
    with (
        warnings.catch_warnings(action="ignore"),
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        yield client


@pytest.fixture(scope="module")
def client() -> Iterator[object]:
    """Return two worker processes, for all tests of this file but the one that kills."""
    with workers() as client:
        yield client


def frame_of(tables: list) -> dd.DataFrame:
    """Return parts as the partitions of a Dask DataFrame."""
    parts = [table.to_pandas().astype({"cluster": "Int64"}) for table in tables]
    made = [dask.delayed(part.astype(parts[0].dtypes)) for part in parts]
    return dd.from_delayed(made, meta=parts[0].iloc[:0], verify_meta=False)


@pytest.mark.parametrize("parts", [1, 7, 100])
def test_dask__is_one_machine_to_the_last_bit(client: object, parts: int) -> None:
    tables = parts_of(golden(), parts)
    scores, classes, census, survey = expected_of(tables)
    frame = frame_of(tables)
    scored = on_dask.score_children(frame, profile="who")
    classified = on_dask.classify_children(scored, "eppgbm")
    found = scored.compute()
    assert list(scored.dtypes) == list(found.dtypes)
    assert_same(found, scores)
    assert_same(classified.compute(), classes)
    assert_same(
        on_dask.estimate_prevalence(scored, BY, rollup=True).compute(), census, to_the_bit=False
    )
    estimated = on_dask.estimate_prevalence(scored, BY, rollup=True, statistics=TOTALS, **DESIGN)
    assert_same(estimated.compute(), survey, to_the_bit=False)
    assert estimated.npartitions == 1


def test_a_worker_that_is_killed__changes_nothing(tmp_path: Path) -> None:
    tables = parts_of(golden(300), 7)
    expected, _, census, _ = expected_of(tables)
    marker = tmp_path / "killed"

    # A function in a function travels whole; of one in a file only its name does.
    def kill_once(part: pd.DataFrame) -> pd.DataFrame:
        try:
            marker.touch(exist_ok=False)
        except FileExistsError:
            return part
        os._exit(1)

    frame = frame_of(tables)
    with workers():
        killing = frame.map_partitions(kill_once, meta=frame._meta)
        scored = on_dask.score_children(killing, profile="who")
        assert_same(scored.compute(), expected)
        assert marker.exists()
        marker.unlink()
        found = on_dask.estimate_prevalence(scored, BY, rollup=True)
        assert_same(found.compute(), census, to_the_bit=False)
        assert marker.exists()


def test_a_bad_row__is_a_reason_and_stays_as_it_is(client: object) -> None:
    children = pd.DataFrame({"sex": ["f", "x", "m"], "age_days": [683, 683, 683],
                             "weight_kg": ["10.4", "9", "ten"], "oedema": [0, 0, 7]},
                            index=[5, 5, 5])  # fmt: skip
    scored = on_dask.score_children(dd.from_pandas(children, npartitions=1)).compute()
    assert scored["waz_reason"].astype(object).where(scored["waz_reason"].notna(), None).tolist() \
        == [None, "no_sex", "no_measurement"]  # fmt: skip
    assert scored["sex"].tolist() == ["f", "x", "m"]
    assert scored["weight_kg"].tolist() == ["10.4", "9", "ten"]
    with pytest.raises(zs.ColumnError, match="not numbers"):
        zs.score_children(children)


def test_what_is_wrong_with_the_columns__is_refused_before_the_job() -> None:
    frame = dd.from_pandas(pd.DataFrame({"sex": ["f"], "age_days": [683]}), npartitions=1)
    with pytest.raises(zs.ColumnError, match="is missing"):
        on_dask.score_children(frame)
    with pytest.raises(zs.UnknownNameError):
        on_dask.score_children(frame.assign(weight_kg=1.0), profile="cdc")
    scored = on_dask.score_children(frame.assign(weight_kg=1.0))
    with pytest.raises(zs.ColumnError, match="'desa'"):
        on_dask.estimate_prevalence(scored, "desa")
    with pytest.raises(zs.TableError, match="different partitions"):
        on_dask.estimate_prevalence(scored, one_per_child="latest")
    with pytest.raises(zs.TableError, match=r"zscore\.engines\.dask"):
        zs.score_children(frame)
    with pytest.raises(zs.TableError, match="not a DataFrame of Dask"):
        on_dask.score_children(pd.DataFrame())


def test_columns_of_a_parquet_file__are_persisted_and_counted(
    client: object, tmp_path: Path
) -> None:
    """A persisted read of some columns fails in some versions (dask#12488); a file is a part."""
    tables = parts_of(golden(300), 3)
    for place, table in enumerate(tables):
        parquet.write_table(table, tmp_path / f"{place}.parquet")
    children = dd.read_parquet(str(tmp_path), dtype_backend="pyarrow")
    scored = on_dask.score_children(children, profile="who").persist()
    expected, _, census, _ = expected_of(tables)
    assert_same(scored.compute(), expected)
    kept = scored.persist()
    found = on_dask.estimate_prevalence(kept, BY, rollup=True)
    assert_same(found.compute(), census, to_the_bit=False)


@pytest.mark.filterwarnings("ignore:The inplace keyword", "ignore:DataFrame is highly")  # Dask's
def test_estimates__are_written_as_dask_tells_them(tmp_path: Path) -> None:
    tables = parts_of(golden(300), 3)
    scored = on_dask.score_children(frame_of(tables), profile="who")
    for options in ({"by": BY}, {"by": "district", **DESIGN}, {"layout": "who"}):
        found = on_dask.estimate_prevalence(scored, **options)
        result = found.compute(scheduler="sync")
        assert found.dtypes.to_dict() == result.dtypes.to_dict()
        found.to_parquet(str(tmp_path / "estimates"), compute_kwargs={"scheduler": "sync"})
        assert len(parquet.read_table(tmp_path / "estimates")) == len(result) > 0


def test_a_scheme_of_one_s_own__looks_at_its_own_columns() -> None:
    tables = parts_of(golden(300), 3)
    thin = zs.Condition(name="thin", value="bmi", below=(16.0,), labels={"en": ("thin", "not")})
    scheme = zs.Scheme(name="ours", conditions=(thin,))
    scored = on_dask.score_children(frame_of(tables), profile="who")
    options = {"by": "district", "scheme": scheme, "conditions": ["thin: thin"]}
    found = on_dask.estimate_prevalence(scored, **options).compute(scheduler="sync")
    whole = zs.score_children(pa.concat_tables(tables), profile="who")
    assert_same(found, zs.estimate_prevalence(whole, **options), to_the_bit=False)


def test_a_cluster_in_two_strata__is_refused_wherever_its_parts_are() -> None:
    children = pd.DataFrame({"haz": [-2.5, -1.0] * 10, "cluster": list(range(10)) * 2,
                             "stratum": ["a"] * 10 + ["b"] * 10})  # fmt: skip
    frame = dd.from_pandas(children, npartitions=2)
    design = {"strata": "stratum", "cluster": "cluster", "nest": False}
    with pytest.raises(zs.ColumnError, match="10 "):
        on_dask.estimate_prevalence(frame, **design).compute(scheduler="sync")
    halves = [zs.tally_children(children[k : k + 10], **design) for k in (0, 10)]
    with pytest.raises(zs.ColumnError, match="10 "):
        zs.estimate_prevalence(sum(halves))
