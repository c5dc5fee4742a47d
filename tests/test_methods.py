"""``df.zscore``, by explicit import alone."""

from __future__ import annotations

import subprocess
import sys

import pytest

import zscore as zs

CHILDREN = {"sex": ["f", "m"], "age_days": [683, 700], "weight_kg": [10.4, 6.0],
            "length_height_cm": [85.3, 70.0]}  # fmt: skip


@pytest.mark.parametrize("package", ["pandas", "polars"])
def test_methods__are_the_functions(package: str) -> None:
    frames = pytest.importorskip(package)
    __import__(f"zscore.{package}")
    children = frames.DataFrame(CHILDREN)
    scored = children.zscore.score(profile="eppgbm")
    assert scored["haz"].to_list() == zs.score_children(children, profile="eppgbm")["haz"].to_list()
    classes = scored.zscore.classify("eppgbm")
    assert classes.columns[-1] == zs.classify_children(scored, "eppgbm").columns[-1]
    found = scored.zscore.prevalence("sex", conditions="stunting", statistics="prevalence")
    assert found["estimate"].to_list() == [0.0, 100.0]
    assert children.zscore.verify().statuses == zs.verify(children).statuses


def test_zscore_alone__gives_no_frame_a_method() -> None:
    program = (
        "import pandas as pd, zscore as zs; zs.score_children; "
        "print(hasattr(pd.DataFrame(), 'zscore')); import zscore.pandas; "
        "print(hasattr(pd.DataFrame(), 'zscore'))"
    )
    command = [sys.executable, "-c", program]
    run = subprocess.run(command, check=True, capture_output=True, text=True)
    assert run.stdout.split() == ["False", "True"]
