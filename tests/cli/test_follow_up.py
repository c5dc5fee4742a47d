"""``zscore follow-up``: what is printed, and how it ends."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from zscore.cli.main import cli

ROWS = """id,sex,birth_date,visit_date,weight_kg,length_height_cm,posyandu
1,f,2023-01-05,2024-08-05,9.9,74,Melati
2,m,2023-01-05,2024-08-05,11,83,Melati
"""


def test_follow_up__tells_how_many_children(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(ROWS)
    options = ["-o", str(tmp_path / "list"), "--child", "id", "--today", "2024-08-31"]
    done = CliRunner().invoke(cli, ["follow-up", str(tmp_path / "t.csv"), *options])
    assert done.exit_code == 0, done.output
    assert "stunted" in done.output
    assert (tmp_path / "list" / "follow_up.csv").exists()
    again = CliRunner().invoke(cli, ["follow-up", str(tmp_path / "t.csv"), *options])
    assert again.exit_code == 2
    assert "--force" in again.output
    json = CliRunner().invoke(cli, ["follow-up", str(tmp_path / "t.csv"), *options, "--force",
                                    "--json", "--sheets-lang", "en"])  # fmt: skip
    assert '"children": 1' in json.output


def test_follow_up__refuses_a_day_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(ROWS)
    done = CliRunner().invoke(cli, ["follow-up", str(tmp_path / "t.csv"), "-o",
                                    str(tmp_path / "list"), "--today", "31-08-2024"])  # fmt: skip
    assert done.exit_code == 2
    assert not (tmp_path / "list").exists()
