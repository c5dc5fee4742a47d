"""Functions as methods of a table, registered by pandas.py and polars.py."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from zscore._options import SchemeName
from zscore.classify.classification import classify_children
from zscore.classify.schemes import Scheme
from zscore.prevalence.estimates import estimate_prevalence
from zscore.quality.verification import Verification, verify
from zscore.who_lms.scoring import score_children


class Methods:
    """Methods of ``df.zscore``."""

    def __init__(self, table: Any) -> None:
        self._table = table

    def score(self, **options: Any) -> Any:
        """Return the table with z-scores; options as in zscore.score_children."""
        return score_children(self._table, **options)

    def classify(self, scheme: SchemeName | Scheme = "who", **options: Any) -> Any:
        """Return the scored table with classes; options as in zscore.classify_children."""
        return classify_children(self._table, scheme, **options)

    def prevalence(self, by: str | Sequence[str] | None = None, **options: Any) -> Any:
        """Return estimates of the scored table; options as in zscore.estimate_prevalence."""
        return estimate_prevalence(self._table, by, **options)

    def verify(self, by: str | Sequence[str] | None = None, **options: Any) -> Verification:
        """Return the rows and units to check again; options as in zscore.verify."""
        return verify(self._table, by, **options)
