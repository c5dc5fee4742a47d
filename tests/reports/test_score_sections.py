"""What is told of a run."""

from __future__ import annotations

from collections import Counter

from zscore.children.reading import Reading
from zscore.children.recognition import Recognition
from zscore.errors import FileError
from zscore.pipeline.facts import TableFacts
from zscore.pipeline.summary import Summary
from zscore.reports.score_sections import score_parts
from zscore.reports.terminal import lines_of


def told(summary: Summary, width: int | None = None) -> str:
    parts = score_parts(summary, "en")
    return "\n".join(line for part in parts for line in lines_of(part, "en", width))


def test_score_parts__of_files_that_were_all_refused() -> None:
    summary = Summary(scheme="who", failed=[("a.csv", FileError("file_empty", file="a.csv"))])
    assert "nothing was written" in told(summary)


def test_score_parts__a_terminal_cuts_a_long_list_and_says_so() -> None:
    cells = Counter({(f"column_{i}", "not_a_number"): i + 1 for i in range(20)})
    reading = Reading(found=Recognition(columns={}), columns={})
    facts = TableFacts(file="a.csv", sheet=None, kind="table", profile="who", reading=reading,
                       profile_from="table", header_row=1, left_out={"Notes": 3})  # fmt: skip
    summary = Summary(scheme="who", facts=[facts], unreadable=cells, doubted=4, blank_rows=2)
    out = told(summary, 80)
    assert "and 8 more kinds (see them with --all)" in out
    assert "rows in a sheet without headings" in out
    assert "standing below 9 months (position rejected)" in out
    assert "blank rows left out" in out
    assert told(summary).count("column_") == 20
