"""Arguments of another type than is accepted: refused with what is, before any work."""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

import zscore as zs

TABLE = {
    "sex": ["m", "f"],
    "age_months": [20, 31],
    "weight_kg": [9.8, 12],
    "length_height_cm": [80, 90],
}
SCORED = zs.score_children(pd.DataFrame({**TABLE, "v": ["a", "b"]}))


def score(**named: Any) -> Any:
    """Score the table with some arguments."""
    return zs.score_children(TABLE, **named)


WRONG: dict[str, Callable[[], Any]] = {
    "indicators": lambda: score(indicators=5),
    "profile": lambda: score(profile=[]),
    "rounded": lambda: score(rounded="no"),
    "columns": lambda: score(columns=5),
    "columns of a list": lambda: score(columns=["a"]),
    "codes": lambda: score(codes=5),
    "codes of a column": lambda: score(codes={"sex": 5}),
    "units": lambda: score(units=5),
    "mapping": lambda: score(mapping=5),
    "files": lambda: zs.score_files(5, "o.csv"),
    "a file": lambda: zs.score_files([5], "o.csv"),
    "no files": lambda: zs.score_files([], "o.csv"),
    "no files to count": lambda: zs.estimate_files([]),
    "no files to look at": lambda: zs.inspect_files([]),
    "no exports": lambda: zs.read_eppgbm([]),
    "NUL in a path": lambda: zs.score_files(["a\0b.csv"], "o.csv"),
    "NUL in the output": lambda: zs.score_files(["a.csv"], "o\0.csv"),
    "output": lambda: zs.score_files(["a.csv"], 5),
    "by": lambda: zs.estimate_prevalence(SCORED, by=5),
    "conditions": lambda: zs.estimate_prevalence(SCORED, conditions=5),
    "statistics": lambda: zs.estimate_prevalence(SCORED, statistics=5),
    "scheme": lambda: zs.classify_children(SCORED, scheme=[]),
    "child": lambda: zs.verify(pd.DataFrame(TABLE), child=5),
    "today": lambda: zs.verify(pd.DataFrame(TABLE), today=5),
    "z and percentile": lambda: zs.measurement_at("waz", z=0, percentile=50, sex="m"),
    "percentile": lambda: zs.measurement_at("waz", percentile="x", sex="m"),
    "z of a percentile": lambda: zs.percentile("x"),
    "indicator of an inverse": lambda: zs.measurement_at([], z=0, sex="m"),
    "indicator of an age": lambda: zs.age_equivalent_days(5, sex="m", weight_kg=8),
    "step of curves": lambda: zs.reference_curves("waz", sex="m", by=5),
    "sex of curves": lambda: zs.reference_curves("waz", sex=None),
    "z of curves": lambda: zs.reference_curves("waz", sex="m", z=["x"]),
    "measures": lambda: zs.velocity(TABLE, measures=5),
    "standard": lambda: zs.estimate_prevalence(SCORED, standard=5),
    "standards": lambda: score(standards="no"),
    "profile of classes": lambda: zs.classify_children(SCORED, profile=[]),
    "language": lambda: zs.UnknownNameError("no_files").text("fr"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_argument__is_refused_with_what_is_accepted(name: str) -> None:
    with pytest.raises(zs.ZScoreError) as error:
        WRONG[name]()
    assert error.value.text("id") != error.value.text("en")


@pytest.mark.parametrize("missing", [9999, "9999", [9999], ("9999",), np.array([9999])])
def test_missing__may_be_one_value_or_several(missing: Any) -> None:
    table = {**TABLE, "weight_kg": [9.8, 9999]}
    assert np.isnan(zs.score_children(table, missing=missing)["waz"]).tolist() == [False, True]


def dated(birth: Any, visit: Any = ("2023-08-03",)) -> list[float]:
    """Return the z-score of a child with these dates."""
    table = {"sex": ["m"], "birth_date": birth, "visit_date": visit, "weight_kg": [9.8]}
    found: list[float] = pd.DataFrame(zs.score_children(table))["waz"].tolist()
    return found


@pytest.mark.parametrize("unit", ["M", "Y", "W", "as", "fs", "ps"])
def test_dates_that_are_no_days__are_refused(unit: str) -> None:
    with pytest.raises(zs.ColumnError, match=rf"datetime64\[{unit}\]"):
        dated(np.array([1], f"M8[{unit}]"))


@pytest.mark.parametrize("unit", ["D", "h", "s", "ms", "us", "ns"])
def test_dates_of_any_finer_unit__are_days(unit: str) -> None:
    assert dated(np.array(["2022-01-05"], f"M8[{unit}]")) == dated(["2022-01-05"])


def test_periods__are_dates_if_they_are_days() -> None:
    days = pd.Series(pd.PeriodIndex(["2022-01-05"], freq="D"))
    assert dated(days) == dated(["2022-01-05"])
    with pytest.raises(zs.ColumnError, match="period"):
        dated(pd.Series(pd.PeriodIndex(["2022-01"], freq="M")))


def test_a_time_zone_that_nobody_knows__is_refused() -> None:
    born = pa.array([0], pa.timestamp("s", "Mars/Phobos"))
    table = pa.table({"sex": ["m"], "weight_kg": [9.8], "birth_date": born,
                      "visit_date": pa.array([dt.date(1971, 8, 3)])})  # fmt: skip
    with pytest.raises(zs.ColumnError, match="Mars"):
        zs.score_children(table)


@pytest.mark.parametrize("name", ["sex", "weight_kg"])
def test_run_ends__are_read_as_what_they_stand_for(name: str) -> None:
    value = "m" if name == "sex" else 9.8
    runs = pa.RunEndEncodedArray.from_arrays(pa.array([2], pa.int32()), pa.array([value]))
    table = pa.table({**TABLE, name: runs})
    plain = pa.table({**TABLE, name: [value, value]})
    assert zs.score_children(table)["waz"].equals(zs.score_children(plain)["waz"])


@pytest.mark.parametrize("name", ["sex", "weight_kg"])
def test_texts_that_are_not_utf_8__are_refused(name: str) -> None:
    data = b"Qanari \xff\xfe\xfd no text at all"
    offsets = np.array([0, len(data) // 2, len(data)], np.int32)
    texts = pa.StringArray.from_buffers(2, pa.py_buffer(offsets), pa.py_buffer(data))
    with pytest.raises(zs.ColumnError, match="UTF-8") as error:
        zs.score_children(pa.table({**TABLE, name: texts}))
    assert error.value.__context__ is None
    assert error.value.__cause__ is None


def test_an_error__leads_to_no_cell(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("sex,age_months,weight_kg\nm,20,Qanari Zz\n")
    for call in (
        lambda: zs.score_file(path, tmp_path / "o.csv"),
        lambda: zs.score_children({**TABLE, "weight_kg": ["9", "Qanari Zz"]}),
        lambda: zs.haz("Qanari Zz", sex="m", age_days=600),
    ):
        with pytest.raises(zs.ZScoreError) as error:
            call()
        shown: list[BaseException | None] = [error.value]
        while (last := shown[-1]) is not None:
            assert "Qanari" not in repr(last) + str(last.args) + str(vars(last))
            shown.append(last.__cause__ or last.__context__)


# --- every argument of every function, with values of all kinds --------------------------------

VALUES: list[Any] = [
    None, 0, -1, 2**70, 1.5, float("nan"), True, "", "haz", "\ud800", "a\0b", "x" * 5000, b"x",
    [], {}, (), [None], [1], [[]], {"a": 1}, {None: 1}, {"sex": {0: object()}}, object(), int,
    np.array([1]), np.array("x"), pd.NA, pd.NaT, pd.Series(["haz"]), pd.DataFrame({"a": [1]}),
    pa.array(["haz"]), dt.date(2020, 1, 1), complex(1, 1),
]  # fmt: skip
FRAME = pd.DataFrame({**TABLE, "village": ["a", "b"]})
VISITS = pd.DataFrame(
    {**TABLE, "child_number": [1, 2], "visit_date": "2024-01-05", "v": ["a", "b"]}
)
ESTIMATES = zs.estimate_prevalence(SCORED, by="v")
CALLS: dict[str, tuple[Any, ...]] = {
    "score_children": (FRAME,), "classify_children": (SCORED,), "estimate_prevalence": (SCORED,),
    "score_child": ("f",), "describe_reason": ("no_sex",),
    "describe_class": ("who", "stunting", "none"),
    "tally_children": (SCORED,), "find_cliffs": (FRAME,), "rank_groups": (ESTIMATES,),
    "recognise_columns": (FRAME,), "score_card": (FRAME,), "verify": (FRAME,),
    "estimate_files": ("t.csv",), "inspect_files": ("t.csv",), "score_files": ("t.csv", "o.csv"),
    "verify_files": ("t.csv", "v"), "read_eppgbm": ("t.csv",), "read_mapping": ("t.csv",),
    "read_targets": ("t.csv",), "link_visits": (VISITS, "v"), "weight_gain": (VISITS,),
    "velocity": (VISITS,),
    "follow_up_files": ("t.csv", "f"),
    "follow_up": (VISITS.assign(haz=-2.5),),
    "compare_periods": (VISITS.assign(haz=-1.0), "2024-01", "2024-02"),
}  # fmt: skip
READING = ["columns", "codes", "units", "dates", "missing", "on_unreadable", "mapping"]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", CALLS)
def test_a_public_function__raises_its_own_errors_alone(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    FRAME.to_csv("t.csv", index=False)
    function, given = getattr(zs, name), CALLS[name]
    of_files = name.endswith("_files")
    arguments = inspect.signature(function).parameters.values()
    named = [a.name for a in arguments if a.kind is not a.VAR_KEYWORD and a.name != "progress"]
    # Reading is one function for all.
    named += READING if name == "score_children" else []
    foreign = []
    # Files take their time: each argument but the first two gets some of the values.
    for place, argument in enumerate(named):
        for value in VALUES[place % 5 :: 5] if of_files and place > 1 else VALUES:
            wrong = dict(zip(named, given, strict=False)) | {argument: value}
            try:
                function(**wrong)
            except zs.ZScoreError:
                pass
            except Exception as error:  # noqa: BLE001 - this is what is looked for
                foreign.append((argument, type(value), type(error).__name__))
    assert foreign == []


def test_what_contains_itself__is_no_number() -> None:
    outer: dict[str, Any] = {}
    outer["a"] = outer
    inner: list[Any] = [1, [2]]
    inner[1].append(inner)
    for values in ([outer], np.array([outer], object), pd.Series([outer]), pd.Series([inner, 1])):
        with pytest.raises(zs.ColumnError):
            zs.haz(values, sex="m", age_days=700)
    shared = [[1]] * 50
    with pytest.raises(zs.ColumnError):
        zs.haz(pd.Series([shared]), sex="m", age_days=700)
