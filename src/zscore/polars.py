"""``import zscore.polars`` gives every polars DataFrame ``df.zscore``: score, classify, …

>>> import polars as pl, zscore.polars
>>> children = pl.DataFrame({"sex": ["f"], "age_days": [683], "weight_kg": [10.4]})
>>> children.zscore.score().zscore.classify()["underweight"].to_list()
['none']
"""

from __future__ import annotations

import polars as pl

from zscore._methods import Methods

pl.api.register_dataframe_namespace("zscore")(Methods)
