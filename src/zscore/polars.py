"""``import zscore.polars`` gives every polars DataFrame ``df.zscore``: score, classify, …

>>> import polars as pl, zscore.polars
>>> children = pl.DataFrame({"sex": ["f"], "age_days": [683], "weight_kg": [10.4]})
>>> children.zscore.score().zscore.classify()["underweight"].to_list()
['none']
"""

from __future__ import annotations

from zscore._methods import Methods
from zscore.errors import TableError

try:
    import polars as pl
except ModuleNotFoundError:
    _missing = TableError("engine_missing", engine="polars", extra="polars")
    raise ModuleNotFoundError(str(_missing), name="polars") from None

pl.api.register_dataframe_namespace("zscore")(Methods)
