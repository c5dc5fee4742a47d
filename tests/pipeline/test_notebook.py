"""What a notebook shows of a result."""

from __future__ import annotations

from pathlib import Path

import pytest

import zscore as zs
from zscore.pipeline.notebook import MOST_ROWS, html_table


def test_html_table__escapes_every_text_and_tells_of_the_rest() -> None:
    shown = html_table(["<b>"], [["<script>", 1234, 0.5, None, True]] * (MOST_ROWS + 2))
    assert "<script>" not in shown
    assert "<b>" not in shown
    assert "<td>1,234</td><td>0.50</td><td></td><td>True</td>" in shown
    assert "… 2 more rows" in shown


@pytest.fixture
def results(tmp_path: Path) -> list[object]:
    """Return a result of each kind, of a file whose name and groups must be escaped."""
    path, bad = tmp_path / "<i>x.csv", tmp_path / "bad.csv"
    rows = [f"{'mf'[i % 2]},{300 + i},{9 + i / 10},{75 + i / 5},Zaenal Q,<u>v" for i in range(20)]
    head = "sex,age_days,weight_kg,length_height_cm,child_name,village"
    path.write_text("\n".join([head, *rows]))
    bad.write_text("nothing\n1\n")
    paths = [path, bad]
    return [
        zs.score_files(paths, tmp_path / "o.csv"),
        zs.estimate_files(paths, by="village"),
        zs.verify_files(paths, tmp_path / "v"),
        zs.inspect_files(paths),
        zs.score_child(sex="f", age_days=683, weight_kg=10.4, length_height_cm=77.5),
    ]


def test_repr_html__is_escaped_and_without_identity(results: list[object]) -> None:
    for result in results:
        shown: str = result._repr_html_()  # type: ignore[attr-defined]
        assert shown.startswith("<table>")
        assert "<i>" not in shown
        assert "<u>" not in shown
        assert "Zaenal" not in shown
    score, estimates, verified, _, child = (r._repr_html_() for r in results)  # type: ignore[attr-defined]
    assert "<td>haz</td><td>20</td><td>0</td>" in score
    assert "bad.csv" in score
    assert "<td>&lt;u&gt;v</td><td>stunting</td><td>20</td>" in estimates
    assert "<th>status</th>" in verified
    assert "moderate: length/height-for-age" in child
