"""Comparison of published z-scores and labels with computed ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from zscore.children.arrays import Codes, Floats
from zscore.children.arrow_columns import distinct
from zscore.children.cells import cleaned
from zscore.children.frames import Categories
from zscore.classify.schemes import EPPGBM_SCHEME, Condition

INDICATORS = ("haz", "waz", "whz")
# The spelling of labels has changed over the years; the scheme has the current one.
_SYNONYMS = {
    "waz": {"normal": "berat badan normal", "risiko berat badan lebih": "risiko lebih"},
    "whz": {"normal": "gizi baik", "berisiko gizi lebih": "risiko gizi lebih"},
}


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """Numbers of values compared and of equal ones."""

    z_compared: int = 0
    z_equal: int = 0
    labels_compared: int = 0
    labels_equal: int = 0

    def __add__(self, other: Agreement) -> Agreement:
        return Agreement(
            z_compared=self.z_compared + other.z_compared,
            z_equal=self.z_equal + other.z_equal,
            labels_compared=self.labels_compared + other.labels_compared,
            labels_equal=self.labels_equal + other.labels_equal,
        )


def compared_z(published: Floats, ours: Floats) -> tuple[int, int]:
    """Return the numbers of z-scores compared with ours, and of equal ones.

    Examples
    --------
    >>> compared_z(np.array([-2.01, 1.5, np.nan]), np.array([-2.01, 1.49, 0.3]))
    (2, 1)
    """
    both = ~(np.isnan(published) | np.isnan(ours))
    equal = np.round(published[both], 2) == np.round(ours[both], 2)
    return len(equal), int(np.count_nonzero(equal))


def agreement_of(
    export: pa.Table, z_compared: Mapping[str, tuple[int, int]], classes: Mapping[str, Categories]
) -> dict[str, Agreement]:
    """Return for each indicator how far the published z and label agree with ours.

    Parameters
    ----------
    export
        The clean table, with its ``published_…`` columns.
    z_compared
        By indicator, how many published z-scores were compared with ours, and how many are equal.
    classes
        Our classes of the same rows, by scheme ``eppgbm`` in Indonesian.
    """
    found = {}
    for condition in EPPGBM_SCHEME.conditions:
        name = condition.value
        if name not in INDICATORS:
            continue
        if f"published_{name}" not in export.column_names:
            continue
        compared, equal = z_compared.get(name, (0, 0))
        written = f"published_{name}_label"
        if written in export.column_names:
            labels = published_classes(export.column(written), condition)
        else:
            labels = np.full(export.num_rows, -1, np.int8)
        ours_labels = classes[condition.name].codes
        labelled = (labels >= 0) & (ours_labels >= 0)
        found[name] = Agreement(
            z_compared=compared,
            z_equal=equal,
            labels_compared=int(labelled.sum()),
            labels_equal=int((labels[labelled] == ours_labels[labelled]).sum()),
        )
    return found


def published_classes(labels: pa.ChunkedArray, condition: Condition) -> Codes:
    """Return published labels as the condition's codes, -1 where missing or not known."""
    own = [*condition.labels["id"], condition.implausible or ""]
    code_of = {label.casefold(): code for code, label in enumerate(own)}
    synonyms = _SYNONYMS.get(condition.value, {})
    texts, which = distinct(labels)
    codes = np.full(len(texts), -1, np.int8)
    for i, text in enumerate(texts):
        folded = cleaned(text).casefold()
        if folded:
            codes[i] = code_of.get(synonyms.get(folded, folded), -1)
    published: Codes = codes[which]
    return published
