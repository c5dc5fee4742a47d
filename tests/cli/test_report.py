"""The summary as people see it."""

from __future__ import annotations

from collections import Counter

import pytest

from zscore.children.reading import Reading
from zscore.children.recognition import Recognition
from zscore.cli.report import print_summary
from zscore.errors import FileError
from zscore.pipeline.facts import TableFacts
from zscore.pipeline.summary import Summary


def test_print_summary__of_files_that_were_all_refused(capsys: pytest.CaptureFixture[str]) -> None:
    summary = Summary(scheme="who", failed=[("a.csv", FileError("file_empty", file="a.csv"))])
    print_summary(summary, "en", as_json=False)
    assert "nothing was written" in capsys.readouterr().out


def test_print_summary__cuts_a_long_list_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    cells = Counter({(f"column_{i}", "not_a_number"): i + 1 for i in range(20)})
    reading = Reading(found=Recognition(columns={}), columns={})
    facts = TableFacts(file="a.csv", sheet=None, kind="table", profile="who", reading=reading,
                       profile_from="table", header_row=1, left_out={"Notes": 3})  # fmt: skip
    summary = Summary(scheme="who", facts=[facts], unreadable=cells, doubted=4, blank_rows=2)
    print_summary(summary, "en", as_json=False)
    out = capsys.readouterr().out
    assert "and 8 more kinds" in out
    assert "rows in a sheet without headings" in out
    assert "standing below 9 months (position rejected)" in out
    assert "blank rows left out" in out
