"""Functions on lazy Dask DataFrames; each partition is scored by its worker.

Only tallies are transferred. Import it as ``zscore.engines.dask``; it needs
``pip install "zscore-growth[dask]"``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import pandas as pd

from zscore._options import SchemeName
from zscore.children.frames import in_kind, type_name
from zscore.classify.classification import classify_children as _classify_children
from zscore.classify.schemes import Scheme
from zscore.engines.partitions import (
    check_classified,
    check_counted,
    check_scored,
    classify_part,
    counted_columns,
    estimates_of_nobody,
    score_part,
    split_options,
    tally_part,
    with_mapping,
)
from zscore.errors import TableError
from zscore.prevalence.estimates import estimate_tally
from zscore.prevalence.tally import Tally
from zscore.who_lms.scoring import score_children as _score_children

TALLIES_A_TIME = 8  # added by one task


def score_children(children: Any, **options: Any) -> Any:
    """Add z-scores to a Dask DataFrame of children.

    Parameters
    ----------
    children
        A Dask DataFrame with the columns for zscore.score_children.
    options
        As in zscore.score_children: ``profile``, ``indicators``, ``rounded``, ``reasons``,
        ``age``, and options for reading columns. A partition is not enough to infer the order of
        day and month in 03/08/2023: such dates need ``dates``.

    Returns
    -------
    dask.dataframe.DataFrame
        Lazy, with the columns and dtypes of zscore.score_children and the partitions of
        ``children``. An unreadable cell is kept but counts as missing: the z-scores that need
        it have a reason.

    Raises
    ------
    TableError
        If it is not a Dask DataFrame, or Dask is not installed.
    ColumnError, UnknownNameError
        As zscore.score_children, immediately.

    Examples
    --------
    >>> import pandas as pd, dask.dataframe as dd, zscore.engines.dask as on_dask
    >>> children = pd.DataFrame({"sex": ["f", "m"], "age_days": [683, 100],
    ...                          "weight_kg": [10.4, 6.1]})
    >>> scored = on_dask.score_children(dd.from_pandas(children, npartitions=2))
    >>> scored["waz"].compute(scheduler="sync").tolist()
    [-0.57, -0.64]
    """
    _require(children)
    options = with_mapping(options)
    check_scored(children._meta, options)
    meta = _score_children(children._meta, **options)
    return children.map_partitions(score_part, options, meta=meta)


def classify_children(scored: Any, scheme: SchemeName | Scheme = "who", **options: Any) -> Any:
    """Add classes to a Dask DataFrame of scored children.

    Parameters
    ----------
    scored
        A Dask DataFrame with z-scores.
    scheme, options
        As in zscore.classify_children: ``columns``, ``lang``.

    Returns
    -------
    dask.dataframe.DataFrame
        Lazy, with the columns of zscore.classify_children.

    Raises
    ------
    TableError, ColumnError, UnknownNameError, SchemeError
        As zscore.classify_children, immediately.

    Examples
    --------
    >>> import pandas as pd, dask.dataframe as dd, zscore.engines.dask as on_dask
    >>> scored = dd.from_pandas(pd.DataFrame({"haz": [-3.01, 0.0]}), npartitions=1)
    >>> on_dask.classify_children(scored)["stunting"].compute(scheduler="sync").tolist()
    ['severe', 'none']
    """
    _require(scored)
    check_classified(scored._meta, scheme, options)
    meta = _classify_children(scored._meta, scheme, **options)
    return scored.map_partitions(classify_part, scheme, meta=meta, **options)


def estimate_prevalence(scored: Any, by: str | Sequence[str] | None = None, **options: Any) -> Any:
    """Estimate prevalence and means by groups, from the tallies of the workers.

    Parameters
    ----------
    scored
        A Dask DataFrame with z-scores.
    by, options
        As in zscore.estimate_prevalence, except ``one_per_child``, ``child`` and ``threads``,
        because visits of a child may be in different partitions.
        For the standard groups of ``layout="who"``, pass ``groups=zs.WHO_GROUPS``.

    Returns
    -------
    dask.dataframe.DataFrame
        Lazy, with one partition: the result of zscore.estimate_prevalence for all rows, with all
        numbers as float64 and all texts as str, because Dask needs types before there are rows.
        Tallies are added eight at a time, so no worker holds many.

    Raises
    ------
    TableError, ColumnError, UnknownNameError
        As zscore.estimate_prevalence; immediately if they do not depend on the rows. Unreadable
        cells count as missing in the sums.

    Examples
    --------
    >>> import pandas as pd, dask.dataframe as dd, zscore.engines.dask as on_dask
    >>> scored = pd.DataFrame({"haz": [-2.5, -1.0], "village": ["a", "a"]})
    >>> found = on_dask.estimate_prevalence(dd.from_pandas(scored, npartitions=2), "village",
    ...                                     conditions="stunting", statistics="prevalence")
    >>> found["estimate"].compute(scheduler="sync").tolist()
    [50.0]
    """
    dask, dd = _require(scored)
    counted, estimated = split_options(by, options)
    check_counted(scored._meta, counted)
    meta = _written_kinds(estimates_of_nobody(scored._meta, counted, options))
    projected = scored[counted_columns(list(scored.columns), counted)]
    tallied = dask.delayed(partial(tally_part, options=counted), pure=False)
    added = dask.delayed(Tally.of, pure=False)
    tallies = [tallied(part) for part in projected.to_delayed()]
    while len(tallies) > 1:
        groups = range(0, len(tallies), TALLIES_A_TIME)
        tallies = [added(tallies[k : k + TALLIES_A_TIME]) for k in groups]
    whole = dask.delayed(partial(_estimates, options=estimated), pure=False)(tallies[0])
    return dd.from_delayed([whole], meta=meta, verify_meta=False)


def _estimates(tally: Tally, options: Mapping[str, Any]) -> Any:
    return _written_kinds(in_kind(estimate_tally(tally, **options), "pandas"))


def _written_kinds(estimates: pd.DataFrame) -> pd.DataFrame:
    """Return the table with types that do not depend on its rows, as Dask needs them."""
    columns = {}
    for name, column in estimates.items():
        number = column.dtype.kind in "if"
        text = isinstance(column.dtype, pd.CategoricalDtype)
        columns[name] = column.astype("float64" if number else "str") if number or text else column
    return pd.DataFrame(columns)


def _require(frame: Any) -> tuple[Any, Any]:
    """Return Dask, after checking that this is its DataFrame.

    Raises
    ------
    TableError
        If Dask is not installed, or the table is of another type.
    """
    try:
        import dask  # noqa: PLC0415  (optional packages)
        import dask.dataframe as dd  # noqa: PLC0415
    except ImportError:
        raise TableError("engine_missing", engine="Dask", extra="dask") from None
    if not isinstance(frame, dd.DataFrame):
        raise TableError("not_of_engine", engine="Dask", kind=type_name(frame))
    return dask, dd
