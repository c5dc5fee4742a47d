"""``import zscore.pandas`` gives every pandas DataFrame ``df.zscore``: score, classify, …

>>> import pandas as pd, zscore.pandas
>>> children = pd.DataFrame({"sex": ["f"], "age_days": [683], "weight_kg": [10.4]})
>>> children.zscore.score().zscore.classify()["underweight"].tolist()
['none']
"""

from __future__ import annotations

import pandas as pd

from zscore._methods import Methods

pd.api.extensions.register_dataframe_accessor("zscore")(Methods)
