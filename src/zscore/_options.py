"""Names that options accept, as types: a wrong one is marked in the editor.

Each is held equal to its table by tests/test_options.py.
"""

from __future__ import annotations

from typing import Literal, TypeAlias, TypeVar

ProfileName: TypeAlias = Literal["who", "eppgbm"]
SchemeName: TypeAlias = Literal["who", "permenkes-2-2020", "eppgbm"]
Lang: TypeAlias = Literal["en", "id"]
AgeRule: TypeAlias = Literal["exact", "completed_months"]
IntervalName: TypeAlias = Literal["logit", "wilson", "exact", "korn-graubard"]
Layout: TypeAlias = Literal["tidy", "who"]
StatisticName: TypeAlias = Literal["prevalence", "mean", "sd", "total"]
VisitRule: TypeAlias = Literal["latest", "first", "all"]
StandardName: TypeAlias = Literal["who2006", "who2007"]
FlagsName: TypeAlias = Literal["who", "smart"]

TableT = TypeVar("TableT")  # a table comes back as the kind that it was
