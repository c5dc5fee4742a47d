"""Options as types: equal to their tables, and marked by a type checker where they are wrong."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any, get_args

import pytest

import zscore as zs
from zscore import _options as options
from zscore.messages import LANGUAGES
from zscore.prevalence.children import RULES
from zscore.prevalence.estimates import LAYOUTS
from zscore.prevalence.intervals import INTERVALS
from zscore.prevalence.selection import FLAGS
from zscore.who_lms.measurements import AGE_RULES
from zscore.who_lms.standards import STANDARDS

TABLES = {
    "ProfileName": zs.PROFILES,
    "SchemeName": zs.SCHEMES,
    "StatisticName": zs.STATISTICS,
    "Lang": LANGUAGES,
    "VisitRule": RULES,
    "Layout": LAYOUTS,
    "IntervalName": INTERVALS,
    "FlagsName": FLAGS,
    "AgeRule": AGE_RULES,
    "StandardName": STANDARDS,
}
CODE = """
import pandas as pd
import zscore as zs

frame = pd.DataFrame()
reveal_type(zs.score_children(frame))
reveal_type(zs.classify_children(zs.score_children(frame)))
reveal_type(zs.estimate_prevalence(frame, "village", layout="who"))
reveal_type(zs.estimate_prevalence(zs.tally_children(frame)))
reveal_type(zs.score_children({"sex": ["f"]}))
reveal_type(zs.rank_groups(frame))
reveal_type(zs.read_eppgbm("x.csv"))
zs.score_children(frame, profile="whoo")
zs.classify_children(frame, "whoo")
zs.estimate_prevalence(frame, interval="wald")
zs.estimate_files("x.csv", one_per_child="last")
zs.score_child(profile="whoo")
zs.haz(85.3, sex="f", age_days=683, profile="whoo")
"""


@pytest.mark.parametrize("name", TABLES)
def test_options__are_those_of_their_table(name: str) -> None:
    known: Any = getattr(options, name)
    assert set(get_args(known)) == set(TABLES[name])


def test_type_checker__knows_tables_and_marks_wrong_names(tmp_path: Path) -> None:
    pytest.importorskip("mypy")
    path = tmp_path / "user.py"
    path.write_text(CODE)
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--no-error-summary", "--cache-dir", str(tmp_path / "c"),
         "--follow-imports", "silent", str(path)],
        capture_output=True, text=True, check=False, cwd=tmp_path,
    )  # fmt: skip
    lines = done.stdout.splitlines()
    notes = [line.split('"')[1].rsplit(".", 1)[-1] for line in lines if "Revealed" in line]
    assert notes[:4] == ["DataFrame"] * 4
    assert notes[4].endswith("Any]")
    assert notes[5:] == ["DataFrame"] * 2
    first_wrong = CODE.splitlines().index('zs.score_children(frame, profile="whoo")') + 1
    marked = {int(line.split(":")[1]) for line in lines if ": error:" in line}
    assert marked == set(range(first_wrong, first_wrong + 6))
