"""WHO growth z-scores, classes, prevalence and e-PPGBM exports, for millions of children.

This file only defines the public names. Each is loaded on first use, so that
``import zscore`` is fast.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from zscore._forks import importing
from zscore._version import __version__

if TYPE_CHECKING:
    from zscore.children.in_memory import recognise_columns
    from zscore.children.mapping import ColumnMapping, read_mapping
    from zscore.classify.child import ChildScore, ScoredChild, score_child
    from zscore.classify.classification import classify_children
    from zscore.classify.schemes import SCHEMES, Combination, Condition, Scheme
    from zscore.classify.sentences import describe_class, describe_reason
    from zscore.eppgbm.exports import read_eppgbm
    from zscore.errors import (
        CodeError,
        ColumnError,
        ColumnWarning,
        FileError,
        LayoutError,
        OutputError,
        ParameterError,
        SchemeError,
        TableError,
        UnknownNameError,
        ZScoreError,
    )
    from zscore.growth.follow_up_list import follow_up
    from zscore.growth.linking import link_visits
    from zscore.growth.transitions import compare_periods
    from zscore.growth.velocity import velocity
    from zscore.growth.weight_gain import weight_gain
    from zscore.pipeline.estimate_files import Prevalence, estimate_files
    from zscore.pipeline.follow_up_files import FollowUpFiles, follow_up_files
    from zscore.pipeline.inspect_files import Inspection, inspect_files
    from zscore.pipeline.score_files import score_file, score_files
    from zscore.pipeline.summary import Summary
    from zscore.pipeline.targets import read_targets
    from zscore.pipeline.verify_files import VerifiedFiles, verify_files
    from zscore.prevalence.conditions import CONDITIONS
    from zscore.prevalence.estimates import estimate_prevalence
    from zscore.prevalence.group_sets import WHO_GROUPS
    from zscore.prevalence.quantities import STATISTICS
    from zscore.prevalence.ranking import rank_groups
    from zscore.prevalence.tally import Tally, tally_children
    from zscore.quality.checks import CHECKS
    from zscore.quality.cliffs import find_cliffs
    from zscore.quality.scorecard import score_card
    from zscore.quality.verification import Verification, verify
    from zscore.who_lms.indicators import INDICATORS, Indicator
    from zscore.who_lms.inverse import age_equivalent_days, measurement_at, percentile
    from zscore.who_lms.profiles import PROFILES
    from zscore.who_lms.provenance import provenance
    from zscore.who_lms.reference_curves import reference_curves
    from zscore.who_lms.scoring import score_children
    from zscore.who_lms.single import acz, baz, haz, hcz, ssz, tsz, waz, whz

__all__ = [
    "CHECKS",
    "CONDITIONS",
    "INDICATORS",
    "PROFILES",
    "SCHEMES",
    "STATISTICS",
    "WHO_GROUPS",
    "ChildScore",
    "CodeError",
    "ColumnError",
    "ColumnMapping",
    "ColumnWarning",
    "Combination",
    "Condition",
    "FileError",
    "FollowUpFiles",
    "Indicator",
    "Inspection",
    "LayoutError",
    "OutputError",
    "ParameterError",
    "Prevalence",
    "Scheme",
    "SchemeError",
    "ScoredChild",
    "Summary",
    "TableError",
    "Tally",
    "UnknownNameError",
    "Verification",
    "VerifiedFiles",
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

_HOME = {
    "CHECKS": "zscore.quality.checks",
    "CONDITIONS": "zscore.prevalence.conditions",
    "PROFILES": "zscore.who_lms.profiles",
    "STATISTICS": "zscore.prevalence.quantities",
    "INDICATORS": "zscore.who_lms.indicators",
    "Indicator": "zscore.who_lms.indicators",
    "SCHEMES": "zscore.classify.schemes",
    "Combination": "zscore.classify.schemes",
    "Condition": "zscore.classify.schemes",
    "Scheme": "zscore.classify.schemes",
    "ColumnMapping": "zscore.children.mapping",
    "read_mapping": "zscore.children.mapping",
    "recognise_columns": "zscore.children.in_memory",
    "ChildScore": "zscore.classify.child",
    "ScoredChild": "zscore.classify.child",
    "score_child": "zscore.classify.child",
    "describe_class": "zscore.classify.sentences",
    "describe_reason": "zscore.classify.sentences",
    "classify_children": "zscore.classify.classification",
    "read_eppgbm": "zscore.eppgbm.exports",
    "age_equivalent_days": "zscore.who_lms.inverse",
    "measurement_at": "zscore.who_lms.inverse",
    "percentile": "zscore.who_lms.inverse",
    "provenance": "zscore.who_lms.provenance",
    "reference_curves": "zscore.who_lms.reference_curves",
    "score_children": "zscore.who_lms.scoring",
    "score_file": "zscore.pipeline.score_files",
    "score_files": "zscore.pipeline.score_files",
    "FollowUpFiles": "zscore.pipeline.follow_up_files",
    "follow_up_files": "zscore.pipeline.follow_up_files",
    "follow_up": "zscore.growth.follow_up_list",
    "compare_periods": "zscore.growth.transitions",
    "link_visits": "zscore.growth.linking",
    "velocity": "zscore.growth.velocity",
    "weight_gain": "zscore.growth.weight_gain",
    "Prevalence": "zscore.pipeline.estimate_files",
    "estimate_files": "zscore.pipeline.estimate_files",
    "read_targets": "zscore.pipeline.targets",
    "Inspection": "zscore.pipeline.inspect_files",
    "inspect_files": "zscore.pipeline.inspect_files",
    "Summary": "zscore.pipeline.summary",
    "WHO_GROUPS": "zscore.prevalence.group_sets",
    "Tally": "zscore.prevalence.tally",
    "estimate_prevalence": "zscore.prevalence.estimates",
    "rank_groups": "zscore.prevalence.ranking",
    "tally_children": "zscore.prevalence.tally",
    "VerifiedFiles": "zscore.pipeline.verify_files",
    "verify_files": "zscore.pipeline.verify_files",
    "Verification": "zscore.quality.verification",
    "find_cliffs": "zscore.quality.cliffs",
    "score_card": "zscore.quality.scorecard",
    "verify": "zscore.quality.verification",
}
_HOME |= dict.fromkeys(
    ("haz", "waz", "whz", "baz", "hcz", "acz", "tsz", "ssz"), "zscore.who_lms.single"
)


def __getattr__(name: str) -> object:
    if name.startswith("_") or name not in __all__:
        raise AttributeError(f"module 'zscore' has no attribute {name!r}")
    with importing:
        value = getattr(import_module(_HOME.get(name, "zscore.errors")), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
