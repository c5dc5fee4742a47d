"""``zscore curves``: a file of curves, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

import zscore as zs
from zscore.cli.main import cli


def curves(*options: object) -> tuple[int, str]:
    """Run the command, and return its exit code and what it prints."""
    done = CliRunner().invoke(cli, ["curves", *map(str, options)])
    return done.exit_code, done.output


@pytest.mark.parametrize("ending", [".csv", ".parquet", ".json"])
def test_curves__writes_the_curves_of_both_sexes(tmp_path: Path, ending: str) -> None:
    output = tmp_path / f"curves{ending}"
    code, said = curves("haz", "-o", output, "--z=-2,0", "--by", "month", "--lang", "en")
    assert code == 0, said
    read = {".csv": pd.read_csv, ".parquet": pd.read_parquet, ".json": pd.read_json}[ending]
    found = read(output)
    expected = pd.concat(
        [zs.reference_curves("haz", sex=sex, z=(-2, 0), by="month") for sex in "mf"]
    )
    assert list(found["value"].round(6)) == list(expected["value"].round(6))
    assert f"{len(expected)} points" in said


def test_curves__writes_percentiles_of_one_sex(tmp_path: Path) -> None:
    output = tmp_path / "curves.csv"
    assert curves("waz", "-o", output, "--percentile", "3,50,97", "--sex", "f")[0] == 0
    found = pd.read_csv(output)
    assert set(found["percentile"]) == {3, 50, 97}
    assert set(found["sex"]) == {"female"}


@pytest.mark.parametrize(
    "options",
    [
        ("xyz", "-o", "curves.csv"),
        ("haz", "-o", "curves.txt"),
        ("haz", "-o", "curves.csv", "--z", "a"),
        ("haz", "-o", "curves.csv", "--z", "0", "--percentile", "50"),
        ("haz", "-o", "curves.csv", "--percentile", "0"),
        ("haz", "-o", "curves.csv", "--sex", "x"),
        ("haz",),
    ],
)
def test_curves__refuses_a_wrong_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _ = curves(*options)
    assert code == 2
    assert list(tmp_path.iterdir()) == []
