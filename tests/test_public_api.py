"""The names of the package, what they are documented with, and what an import costs."""

from __future__ import annotations

import inspect
import json
import subprocess
import sys

import pytest

import zscore as zs

NAMES = [
    "CHECKS",
    "CONDITIONS",
    "ChildScore",
    "CodeError",
    "ColumnError",
    "ColumnMapping",
    "ColumnWarning",
    "Combination",
    "Condition",
    "FileError",
    "FollowUpFiles",
    "INDICATORS",
    "Indicator",
    "Inspection",
    "LayoutError",
    "OutputError",
    "PROFILES",
    "ParameterError",
    "Prevalence",
    "SCHEMES",
    "STATISTICS",
    "Scheme",
    "SchemeError",
    "ScoredChild",
    "Summary",
    "TableError",
    "Tally",
    "UnknownNameError",
    "Verification",
    "VerifiedFiles",
    "WHO_GROUPS",
    "ZScoreError",
    "__version__",
    "acz",
    "age_equivalent_days",
    "baz",
    "classify_children",
    "compare_periods",
    "describe_class",
    "describe_reason",
    "estimate_files",
    "estimate_prevalence",
    "find_cliffs",
    "follow_up",
    "follow_up_files",
    "haz",
    "hcz",
    "inspect_files",
    "link_visits",
    "measurement_at",
    "percentile",
    "provenance",
    "rank_groups",
    "read_eppgbm",
    "read_mapping",
    "read_targets",
    "recognise_columns",
    "reference_curves",
    "score_card",
    "score_child",
    "score_children",
    "score_file",
    "score_files",
    "ssz",
    "tally_children",
    "tsz",
    "velocity",
    "verify",
    "verify_files",
    "waz",
    "weight_gain",
    "whz",
]
FUNCTIONS = [name for name in NAMES if name[0].islower()]
HEAVY = ("numpy", "numba", "llvmlite", "pandas", "pyarrow", "narwhals", "click", "rich", "polars")
# Not scipy: numba loads that by itself where it finds it.
OPTIONAL = ("polars", "dask", "pyspark", "duckdb", "openpyxl", "hypothesis")


def run(code: str) -> object:
    """Run code in a fresh interpreter, and return what it prints as JSON."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return json.loads(done.stdout)


def test_all__is_exactly_this_list() -> None:
    assert sorted(zs.__all__) == NAMES
    assert len(set(zs.__all__)) == len(zs.__all__)


def test_dir__is_the_public_names() -> None:
    assert dir(zs) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_name__can_be_had(name: str) -> None:
    value = getattr(zs, name)
    assert value is getattr(zs, name)
    assert getattr(value, "__name__", name) == name


@pytest.mark.parametrize("name", ["wzh", "_", "_private", "pd", "_HOME_", "score"])
def test_unknown_attribute__is_an_attribute_error(name: str) -> None:
    with pytest.raises(AttributeError, match=f"module 'zscore' has no attribute '{name}'"):
        getattr(zs, name)
    assert not hasattr(zs, name)


def test_version__is_a_version() -> None:
    assert zs.__version__.split(".")[0].isdigit()
    assert zs.__version__.count(".") == 2


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function__has_examples_and_a_short_first_line(name: str) -> None:
    doc = inspect.getdoc(getattr(zs, name))
    assert len(doc.splitlines()[0]) <= 80
    assert doc.splitlines()[0].endswith(".")
    assert "Examples\n--------\n" in doc
    assert ">>> " in doc


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function__has_typed_parameters(name: str) -> None:
    signature = inspect.signature(getattr(zs, name))
    assert signature.return_annotation is not inspect.Signature.empty
    for parameter in signature.parameters.values():
        assert parameter.annotation is not inspect.Parameter.empty


@pytest.mark.parametrize(
    "name",
    ["score_children", "classify_children", "read_eppgbm", "estimate_prevalence", "rank_groups"],
)
def test_every_table_function__documents_every_parameter_and_error(name: str) -> None:
    doc = inspect.getdoc(getattr(zs, name))
    for section in ("Parameters", "Returns", "Raises", "Examples"):
        assert f"{section}\n{'-' * len(section)}\n" in doc
    for parameter in inspect.signature(getattr(zs, name)).parameters.values():
        stars = "**" if parameter.kind is inspect.Parameter.VAR_KEYWORD else ""
        assert f"\n{stars}{parameter.name}" in doc


@pytest.mark.parametrize("name", [n for n in NAMES if n[0].isupper() and not n.isupper()])
def test_every_class__has_a_docstring_of_its_own(name: str) -> None:
    value = getattr(zs, name)
    assert value.__doc__
    assert value.__doc__ not in {base.__doc__ for base in value.__mro__[1:]}


def test_import__loads_nothing_heavy() -> None:
    loaded = run("import json, sys, zscore; print(json.dumps(sorted(sys.modules)))")
    assert not set(HEAVY) & set(loaded)
    assert [name for name in loaded if name.startswith("zscore.")] == [
        "zscore._forks",
        "zscore._version",
    ]


def test_import__of_every_kernel_compiles_nothing() -> None:
    code = """
import json, numba.core.dispatcher as d
import zscore.who_lms.scoring, zscore.who_lms.single, zscore.classify.classification
from zscore.who_lms import kernels as a
from zscore.classify import kernels as b
found = [f for m in (a, b) for f in vars(m).values() if isinstance(f, d.Dispatcher)]
print(json.dumps([len(found), sum(len(f.signatures) for f in found)]))
"""
    kernels, compiled = run(code)
    assert compiled == 0
    from numba import config

    assert kernels > 10 or config.DISABLE_JIT


def test_score_children__loads_no_optional_package() -> None:
    code = """
import json, sys, zscore as zs
scored = zs.score_children({"sex": ["f"], "age_days": [683], "weight_kg": [10.4]})
zs.classify_children(scored)
print(json.dumps(sorted(sys.modules)))
"""
    loaded = run(code)
    assert not set(OPTIONAL) & set(loaded)


def test_star_import__gives_the_public_names() -> None:
    code = """
import json
from zscore import *
print(json.dumps(sorted(name for name in dir() if name not in {"json"} and name[:2] != "__")))
"""
    assert run(code) == [name for name in NAMES if name != "__version__"]


def test_package__is_typed() -> None:
    from importlib.resources import files

    assert files("zscore").joinpath("py.typed").is_file()


def test_functions__print_nothing(capfd: pytest.CaptureFixture) -> None:
    scored = zs.score_children({"sex": ["f"], "age_days": [683], "weight_kg": [10.4]})
    zs.classify_children(scored)
    assert capfd.readouterr() == ("", "")
