"""Small tables as people have them, each read right or refused with the way in."""

from __future__ import annotations

import json
import math
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

import reference
from zscore.cli.main import cli

CASES = Path(__file__).parent / "cases"
RENAMED = (
    "sex=gender,birth_date=dob,visit_date=date_int,weight_kg=wt,length_height_cm=ht,oedema=edema,"
    "head_circumference_cm=hc,measured=pos"
)


def run(*arguments: object) -> tuple[int, str, str]:
    """Run the command in this process; return exit code, output and errors."""
    result = CliRunner().invoke(cli, [str(argument) for argument in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def score(tmp_path: Path, case: str, *options: object) -> tuple[list[dict], dict[str, Any]]:
    """Score a case that must succeed; return its rows and the summary."""
    output = tmp_path / "scored.parquet"
    code, out, err = run(
        "score", CASES / case, "-o", output, "--force", "--json", "--lang", "en", *options
    )
    assert (code, err) == (0, "")
    return pq.read_table(output).to_pylist(), json.loads(out)


def refused(tmp_path: Path, case: str, *options: object) -> str:
    """Score a case that must be refused; return the message."""
    output = tmp_path / "scored.csv"
    code, _, err = run("score", CASES / case, "-o", output, "--lang", "en", *options)
    assert code == 65
    assert not output.exists()
    return err


def child(sex: str, age: float | str, visit: str | None = None, **measures: Any) -> dict:
    """Return a child of the twin: its age in months, or two dates."""
    aged = (
        {"age_months": age}
        if visit is None
        else {"age_days": (date.fromisoformat(visit) - date.fromisoformat(str(age))).days}
    )
    names = {"kg": "weight_kg", "cm": "length_height_cm", "head": "head_circumference_cm",
             "arm": "arm_circumference_cm", "tri": "triceps_skinfold_mm",
             "sub": "subscapular_skinfold_mm"}  # fmt: skip
    return {"sex": sex, **aged, **{names.get(k, k): v for k, v in measures.items()}}


def check(rows: list[dict], children: list[dict], profile: str = "who") -> None:
    """Compare all z-scores, flags and reasons with those of the twin."""
    assert len(rows) == len(children)
    for row, one in zip(rows, children, strict=True):
        expected = reference.score_child(one, profile)
        for name in reference.NAMES:
            assert row[name] == expected[name], name
            assert row[f"{name}_flag"] == expected[f"{name}_flag"]
            assert row[f"{name}_reason"] == expected[f"{name}_reason"]


SURVEY = [
    child("m", "2022-01-05", "2023-08-03", kg=9.8, cm=77.5, oedema=True, head=46.5,
          measured="lying"),
    child("f", "2022-03-05", "2023-08-03", kg=9.1, cm=76.5, head=45.5, measured="lying"),
    child("f", "2023-02-05", "2023-08-03", kg=7.1, cm=65.5, head=42.5, measured="standing"),
]  # fmt: skip
NAIVE = child("m", "2021-11-12", "2023-01-05", kg=9.9, cm=77.5)
MUAC = "acute_malnutrition_by_muac"
AUGUST = child("m", "2021-08-12", "2023-01-05", kg=9.9, cm=77.5)
SECOND_OF_MAC = child("f", "2021-12-12", "2023-01-05", kg=9.1, cm=75.0)
TWENTY = child("m", 20, kg=9.8, cm=77.5)
# case: (options, profile, its children as the twin takes them)
RIGHT: dict[str, tuple[tuple[str, ...], str, list[dict]]] = {
    "survey_canon.csv": ((), "who", SURVEY),
    "survey_renamed.csv": (("--columns", RENAMED), "who", SURVEY),
    "hc_in_export.csv": (
        ("--columns", "head_circumference_cm=Lingkar Kepala"), "eppgbm",
        [child("m", "2022-01-05", "2023-08-03", kg=9.8, cm=77.5, head=46.5),
         child("f", "2022-03-05", "2023-08-03", kg=9.1, cm=76.5, head=45.5)],
    ),
    "oedema_renamed_export.csv": (
        ("--columns", "oedema=Edema"), "eppgbm",
        [child("m", "2022-01-05", "2023-08-03", kg=9.8, cm=77.5, oedema=True),
         child("f", "2022-03-05", "2023-08-03", kg=9.1, cm=76.5)],
    ),
    "age_months_renamed_export.csv": (
        ("--columns", "age_months=Umur"), "eppgbm",
        [child("m", 18, kg=9.8, cm=77.5), child("f", "2022-03-05", "2023-08-03", kg=9.1, cm=76.5)],
    ),
    "lit_hc_export_comma.csv": (
        (), "eppgbm", [child("m", "2022-01-05", "2023-08-03", kg=9.8, cm=77.5, head=46.5)],
    ),
    "macroman_export.csv": ((), "eppgbm", [NAIVE, SECOND_OF_MAC]),
    "mojibake_nbsp.csv": ((), "eppgbm", [NAIVE]),
    "replacement_nbsp.csv": ((), "eppgbm", [NAIVE]),
    "quoted_ids.csv": ((), "eppgbm", [NAIVE]),
    "export_umur.csv": (("--units", "age_months=months"), "who", [child("m", 18, kg=9.8, cm=77.5)]),
    "sikades.csv": (
        (), "who", [child("m", "2022-06-15", "2024-12-15", kg=12.5, cm=85.2, head=46.5, arm=15.0)],
    ),
    "umur_bulan.csv": ((), "who", [TWENTY, child("f", 31, kg=12.1, cm=90.0)]),
    "percent_case.csv": ((), "who", [TWENTY]),
    "anthro_survey.csv": (
        (), "who",
        [child("m", "2022-07-13", "2024-03-12", kg=9.8, cm=77.5, measured="lying", head=46.1,
               arm=14.2, tri=8.1, sub=6.3)],
    ),
    "ena_paste.csv": (
        ("--units", "arm_circumference_cm=mm"), "who",
        [child("m", "2022-07-13", "2024-03-12", kg=9.8, cm=77.5, arm=14.2, measured="lying"),
         child("f", 43, kg=12.4, cm=93.0, oedema=True, arm=15.1, measured="standing")],
    ),
    "kobo_tz.csv": ((), "who", [child("m", "2022-07-13", "2024-03-12", kg=9.8)]),
    "kobo_tz2.csv": ((), "who", [child("m", "2022-07-13", "2024-03-12", kg=9.8)]),
    "dates_dmy.csv": ((), "who", [child("m", "2021-11-13", "2023-01-25", kg=9.9)]),
    "dates_text.csv": ((), "who", [child("m", "2021-11-12", "2023-01-05", kg=9.9)] * 2),
    "x_table_mixed.xlsx": (
        (), "who",
        [child("m", "2021-11-12", "2023-01-05", kg=9.9),
         child("f", "2021-11-12", "2023-01-05", kg=9.1)],
    ),
    "x_two_header.xlsx": ((), "eppgbm", [{**NAIVE, "measured": "lying"}]),
    "sex_words.csv": ((), "who", [child("m", 20, kg=10.2), child("f", 20, kg=10.2)]),
    "sex_01.csv": (
        ("--codes", "sex:0=f,1=m"), "who", [child("f", 20, kg=10.2), child("m", 20, kg=10.2)],
    ),
    "measure_1_2.csv": (
        ("--codes", "measured:1=lying,2=standing"), "who",
        [child("m", 20, kg=10.2, cm=81.5, measured="lying"),
         child("m", 20, kg=10.2, cm=81.5, measured="standing")],
    ),
    "oedema_plus.csv": (
        (), "who", [child("m", 20, kg=10.2, oedema=True), child("m", 20, kg=10.2)],
    ),
    "spss_null.csv": ((), "who", [child("m", 10, kg=8.2), child("f", 11, kg=8.0, cm=70.5)]),
    "excel_na.csv": ((), "who", [child("m", 10, kg=8.2), child("f", 11, cm=70.5)]),
    "age_years.csv": ((), "who", [child("m", 1.7 * 12, kg=9.8)]),
    "foreign_z.csv": (("--replace",), "who", [TWENTY, child("f", 20, kg=9.8, cm=74.5)]),
    "foreign_z_without.csv": ((), "who", [TWENTY, child("f", 20, kg=9.8, cm=74.5)]),
    "has_haz.csv": (("--replace",), "who", [TWENTY]),
    "has_status.csv": (("--replace",), "who", [TWENTY]),
    "has_bmi.csv": (("--replace",), "who", [TWENTY]),
    "muac_mm.csv": (
        ("--units", "arm_circumference_cm=mm"), "who",
        [child(sex, 20, arm=arm)
         for sex, arm in zip("mfmfmf", (14.2, 11.2, 12.4, 12.5, 11.5, 11.4), strict=True)],
    ),
    "muac_units.csv": (
        (), "who", [child("m", 20, arm=arm) for arm in (140, 112, 1.4, 14, 0.14, 11.2)],
    ),
    "lila_0.csv": (
        (), "eppgbm",
        [{**NAIVE, "arm_circumference_cm": 140}] + [
            {**NAIVE, "sex": "f", "arm_circumference_cm": arm} for arm in (1.4, 14)],
    ),
    "no_cara_ukur.csv": (
        (), "eppgbm",
        [child("f", "2022-08-11", "2024-02-16", kg=8.8, cm=76.8),
         child("m", "2022-02-22", "2024-02-16", kg=10.2, cm=83.8),
         child("f", "2022-03-10", "2024-02-16", kg=8.8, cm=78.7)],
    ),
    "dates_export.csv": ((), "eppgbm", [NAIVE] * 10 + [AUGUST]),
    "dhs_recode.csv": (
        (), "who",
        [child("m", 20, kg=10.2, cm=81.5, measured="lying"),
         child("f", 45, kg=14.1, cm=96.7, measured="standing"), child("m", 30),
         child("f", 8, kg=7.9, cm=69.0, measured="lying")],
    ),
    "t.dta": ((), "who", [TWENTY, child("f", 31, kg=11.0, cm=85.0)]),
    "t.sav": ((), "who", [TWENTY, child("f", 31, kg=11.0, cm=85.0)]),
}  # fmt: skip


# Without the extra "survey" the files of Stata and SPSS cannot be read.
READABLE = [c for c in RIGHT if find_spec("pyreadstat") or not c.endswith((".dta", ".sav"))]


@pytest.mark.parametrize("case", READABLE)
def test_score__every_case_equals_the_twin(tmp_path: Path, case: str) -> None:
    options, profile, children = RIGHT[case]
    rows, told = score(tmp_path, case, *options)
    check(rows, children, profile)
    assert told["tables"][0]["profile"] == profile
    assert told["unreadable"] == [] or case in {"spss_null.csv", "excel_na.csv"}
    assert not any(key.startswith("warn_hardly") for key in map(_key, told["warnings"]))


def _key(warning: dict) -> str:
    return str(warning["key"])


def test_cases__are_all_tested_and_told_of() -> None:
    others = {"export_usia.csv", "cdc10_bmi_only2.csv", "wide_monthly.csv"}
    files = {path.name for path in CASES.iterdir() if path.suffix != ".md"}
    assert files == set(RIGHT) | others
    told = (CASES / "README.md").read_text()
    for name in files:
        assert name.removesuffix(".csv").removesuffix(".xlsx") in told


# --- what the case says besides z-scores -------------------------------------------------


def test_score__survey_renamed_is_survey_canon(tmp_path: Path) -> None:
    canon, told_canon = score(tmp_path, "survey_canon.csv")
    renamed, told = score(tmp_path, "survey_renamed.csv", "--columns", RENAMED)
    assert [(row["hcz"], row["waz"]) for row in canon] == [
        (-0.76, None), (-0.4, -0.79), (0.29, canon[2]["waz"])
    ]  # fmt: skip
    assert canon[2]["haz"] == -0.02
    assert (canon[0]["waz_reason"], canon[0]["whz_reason"]) == ("oedema", "oedema")
    names = set(canon[0]) - {"source_file"}
    added = {name for name in names if not name.startswith("source") and name in renamed[0]}
    assert {"haz", "hcz", "wasting", "bmi", "haz_reason"} <= added
    for one, other in zip(canon, renamed, strict=True):
        assert {n: one[n] for n in added} == {n: other[n] for n in added}
    assert told["indicators"] == told_canon["indicators"]
    assert told["conditions"] == told_canon["conditions"]
    assert (told["conditions"]["wasting"]["n"], told["conditions"]["wasting"]["of"]) == (1, 3)
    assert told["tables"][0]["not_used"].keys() == {"id"}


def estimates(case: str, *options: object) -> dict[str, dict]:
    """Return what prevalence finds of all children, by condition."""
    code, out, err = run("prevalence", CASES / case, "--json", "--lang", "en", *options)
    assert code == 0, err
    found = json.loads(out)
    return {
        line["condition"]: line for line in found["estimates"] if line["statistic"] == "prevalence"
    }


@pytest.mark.parametrize(
    ("case", "options"), [("survey_canon.csv", ()), ("survey_renamed.csv", ("--columns", RENAMED))]
)
def test_prevalence__survey_renamed_is_survey_canon(case: str, options: tuple[str, ...]) -> None:
    wasting = estimates(case, *options)["wasting"]
    assert (wasting["n"], round(wasting["estimate"], 1)) == (3, 33.3)


def test_prevalence__of_somebody_else_s_z_is_that_of_the_measurements() -> None:
    stunting = estimates("foreign_z.csv")["stunting"]
    assert (stunting["n"], stunting["estimate"]) == (2, 100)
    assert estimates("foreign_z.csv", "--trust-z")["stunting"]["estimate"] == 0
    without = estimates("foreign_z_without.csv")
    assert without["stunting"] == stunting


def test_prevalence__arms_in_mm_are_told_or_left_out() -> None:
    arm = estimates("muac_mm.csv", "--units", "arm_circumference_cm=mm")[MUAC]
    assert (arm["n"], round(arm["estimate"], 2)) == (6, 66.67)
    code, out, err = run("prevalence", CASES / "muac_mm.csv", "--json", "--lang", "en")
    assert (code, json.loads(out)["estimates"]) == (65, [])
    assert "nothing to estimate" in err
    units = estimates("muac_units.csv")[MUAC]
    assert (units["n"], units["estimate"]) == (2, 50)


def test_score__implausible_arms_are_in_no_class(tmp_path: Path) -> None:
    rows, told = score(tmp_path, "muac_mm.csv", "--units", "arm_circumference_cm=mm")
    muac = told["conditions"][MUAC]
    assert (muac["n"], muac["severe"], muac["of"]) == (4, 2, 6)
    rows, told = score(tmp_path, "muac_mm.csv")
    assert told["conditions"].get(MUAC, {"of": 0})["of"] == 0
    assert [w["key"] for w in told["warnings"]] == ["warn_implausible_unit"]
    rows, told = score(tmp_path, "muac_units.csv")
    muac = told["conditions"][MUAC]
    assert (muac["n"], muac["severe"], muac["of"]) == (1, 1, 2)
    assert [row[MUAC] for row in rows] == [None, None, None, "none", None, "severe"]
    rows, told = score(tmp_path, "lila_0.csv")
    assert told["conditions"][MUAC]["of"] == 1


def test_score__oedema_in_an_export_is_severe(tmp_path: Path) -> None:
    rows, _ = score(tmp_path, "oedema_renamed_export.csv", "--columns", "oedema=Edema")
    assert [row["BB/TB"] for row in rows] == ["Gizi Buruk", "Gizi Baik"]
    assert (rows[0]["waz_reason"], rows[0]["whz_reason"]) == ("oedema", "oedema")


def test_score__the_age_that_is_told_is_used_where_a_date_is_blank(tmp_path: Path) -> None:
    rows, told = score(tmp_path, "age_months_renamed_export.csv", "--columns", "age_months=Umur")
    assert rows[0]["haz"] == -1.77
    assert told["age_from"]["age_months"] == 1
    assert told["age_from"]["birth_date + visit_date"] == 1


def test_score__ages_in_words_of_an_export_without_dates(tmp_path: Path) -> None:
    rows, told = score(tmp_path, "export_usia.csv")
    assert math.isclose(rows[0]["age_days"], 18 * 30.4375 + 29)
    one = {"sex": "m", "age_days": rows[0]["age_days"], "weight_kg": 9.8, "length_height_cm": 77.5}
    check(rows, [one], "eppgbm")
    assert told["published"]["whz"] == {
        "z_compared": 1, "z_equal": 1, "labels_compared": 1, "labels_equal": 1
    }  # fmt: skip


def test_verify__no_cara_ukur_has_nothing_to_doubt(tmp_path: Path) -> None:
    file, folder = CASES / "no_cara_ukur.csv", tmp_path / "v"
    code, out, _ = run("verify", file, "-o", folder, "--json", "--lang", "en")
    assert code == 0
    told = json.loads(out)
    assert told["statuses"] == {"clean": 3, "marked": 0, "unreadable": 0}
    assert not any(n for name, n in told["checks"].items() if name.startswith("published_"))


def test_score__dhs_units_markers_and_published_z(tmp_path: Path) -> None:
    rows, told = score(tmp_path, "dhs_recode.csv")
    assert rows[2]["waz_reason"] == "no_measurement"
    assert set(told["published"]) == {"haz", "waz", "whz"}
    assert told["published"]["haz"]["z_compared"] == 3
    assert told["published"]["whz"]["z_compared"] == 2  # 9998 is no z-score
    read = {line["column"]: line for line in told["tables"][0]["read_as"]}
    assert (read["weight_kg"]["unit"], read["length_height_cm"]["unit"]) == ("kg10", "cm10")
    assert read["measured"]["codes"]["1"] == "lying"


@pytest.mark.parametrize(
    ("case", "column", "value"),
    [
        ("has_haz.csv", "haz", -2.1),
        ("has_status.csv", "stunting", "yes"),
        ("has_bmi.csv", "bmi", 16.3),
    ],
)
def test_score__columns_that_are_there_already(
    tmp_path: Path, case: str, column: str, value: object
) -> None:
    message = refused(tmp_path, case)
    assert f"'{column}'" in message
    assert "--prefix zs_" in message
    assert "--replace" in message
    rows, _ = score(tmp_path, case, "--prefix", "zs_")
    assert rows[0][column] == value
    assert rows[0]["zs_haz"] == -2.38
    replaced, _ = score(tmp_path, case, "--replace")
    assert replaced[0]["haz"] == -2.38
    assert replaced[0][column] == rows[0][f"zs_{column}"]


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("cdc10_bmi_only2.csv", ["length_height_cm"]),
        ("wide_monthly.csv", ["side by side", "docs/reading.md"]),
        ("sex_01.csv", ["'sex'", "--codes sex:"]),
        ("measure_1_2.csv", ["'measured'", "--codes measured:"]),
        ("export_umur.csv", ["'Umur'", "--units age_months=months"]),
    ],
)
def test_score__refused_with_the_way_in(tmp_path: Path, case: str, words: list[str]) -> None:
    message = refused(tmp_path, case)
    for word in words:
        assert word in message
    assert "Anak A" not in message
