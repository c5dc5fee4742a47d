"""The columns of the tables of units: the score card, SMART's tests, and cut-offs."""

from __future__ import annotations

import pyarrow as pa

from zscore.sums.groups import TOTAL

_TEXT, _NUMBER = pa.string(), pa.float64()
SCORE_CARD = pa.schema(
    {
        **dict.fromkeys(("parameter", "statistic", "subject"), _TEXT),
        **dict.fromkeys(("n", "value", "low", "high", "accepted_low", "accepted_high"), _NUMBER),
        "marked": pa.bool_(),
    }
)
SMART = pa.schema(
    {
        "test": _TEXT,
        **dict.fromkeys(("n", "value", "p", "points"), _NUMBER),
        **dict.fromkeys(("class", "not_run"), _TEXT),
    }
)
CLIFFS = pa.schema(
    {
        "indicator": _TEXT,
        "cutoff": _NUMBER,
        **dict.fromkeys(("below", "above"), pa.int64()),
        **dict.fromkeys(("log_ratio", "se", "expected", "expected_se", "others"), _NUMBER),
        **dict.fromkeys(("excess_ratio", "excess_low", "excess_high", "p", "p_adjusted"), _NUMBER),
        "marked": pa.bool_(),
    }
)
# What a column of units may not be called.
RESULT_COLUMNS = frozenset(("level", *SCORE_CARD.names, *SMART.names, *CLIFFS.names, TOTAL))
