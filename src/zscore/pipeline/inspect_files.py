"""Inspection of files: how each column is read, and how many cells are readable.

No name, NIK or address is shown; only known codes, numbers and dates in their own columns are.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Unpack

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from zscore._options import ProfileName
from zscore.children.cells import VOCABULARIES
from zscore.children.frames import Table
from zscore.children.headings import suggestion
from zscore.children.identity_headings import is_identity
from zscore.children.mapping import ColumnMapping, ReadingOptions, told
from zscore.errors import ColumnError, ZScoreError, looks_like_data
from zscore.files.grids import text_column
from zscore.pipeline.facts import TableFacts
from zscore.pipeline.own_columns import own_columns
from zscore.pipeline.results import OfFiles
from zscore.pipeline.run import Progress, Run, as_paths, passed_over
from zscore.pipeline.run_warnings import warnings_of
from zscore.pipeline.sources import Block, Source, described
from zscore.who_lms.indicators import INDICATORS
from zscore.who_lms.measurements import require_columns
from zscore.who_lms.profiles import EPPGBM, WHO, profile_named

SCHEMA = "zscore.inspect/1"
_TOO_LARGE = 1e12
_MOST_DIFFERENT = 10_000  # distinct values of a column that are counted


@dataclass(kw_only=True)
class InspectedColumn:
    """A column of a table, and how it is read.

    Parameters
    ----------
    heading
        As written in the file; hidden if it looks like data.
    column
        The canonical column, or None if the heading is unknown.
    near
        The canonical column with the most similar heading, if the heading is unknown.
    identity
        Whether it identifies a child; if so, nothing else is reported about it.
    unit, unit_from
        The unit and its source: name, heading, values or told (specified by the user).
    order
        The order of dates.
    filled, readable
        Numbers of non-empty cells and of readable cells.
    low, high
        The minimum and maximum number or date.
    codes
        Number of rows by canonical code.
    different
        Number of distinct values, for texts.
    """

    heading: str
    column: str | None = None
    near: str | None = None
    identity: bool = False
    unit: str | None = None
    unit_from: str | None = None
    order: str | None = None
    filled: int = 0
    readable: int = 0
    low: float | str | None = None
    high: float | str | None = None
    codes: Counter[str] = field(default_factory=Counter)
    different: int | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the column as JSON."""
        return {**vars(self), "codes": dict(self.codes)}


@dataclass(kw_only=True, repr=False)
class InspectedTable:
    """A table of a file: facts, columns, and any obstacles to scoring it."""

    facts: TableFacts
    columns: list[InspectedColumn]
    lacking: ZScoreError | None = None
    refuses: bool = False  # whether unreadable cells make it refused
    taken: list[str] = field(default_factory=list)  # columns with the names of new columns
    mapping: ColumnMapping = field(default_factory=ColumnMapping)


@dataclass(kw_only=True, repr=False)
class Inspection(OfFiles):
    """Result of inspect_files.

    Parameters
    ----------
    tables
        Each table of the files, with its columns.
    files, failed, passed_over, facts, warnings, output
        As in Summary; nothing is written.
    """

    tables: list[InspectedTable] = field(default_factory=list)

    @property
    def mapping(self) -> ColumnMapping:
        """The mapping of the first table, for reuse with similar tables.

        Raises
        ------
        ZScoreError
            If there is no table: the error of the first file.
        """
        if not self.tables:
            raise self.failed[0][1]
        return self.tables[0].mapping

    def as_json(self, lang: str = "en") -> dict[str, Any]:
        """Return the result as JSON with a stable schema; messages are in ``lang``."""
        tables = [
            {
                **table.facts.as_json(districts=False),
                "columns": [column.as_json() for column in table.columns],
                "lacking": None if table.lacking is None else table.lacking.text(lang),
            }
            for table in self.tables
        ]
        return {**self._as_json(SCHEMA, lang), "tables": tables}


def inspect_files(
    paths: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    *,
    profile: ProfileName | None = None,
    progress: Progress = lambda _what, _done, _all: None,
    **reading: Unpack[ReadingOptions],
) -> Inspection:
    """Report how each column of any number of files is read, without names or NIKs.

    Parameters
    ----------
    paths
        Files of any kind accepted by score_files.
    profile, progress, **reading
        As in score_files.

    Returns
    -------
    Inspection
        With ``tables`` and ``mapping``, which can be changed, written and passed on.

    Raises
    ------
    UnknownNameError
        If a given name or option is unknown.

    Examples
    --------
    >>> import tempfile, pathlib, zscore as zs
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "children.csv")
    ...     _ = path.write_text("JK,Umur (bulan),BB\\nL,20,9.8\\nP,31,\\n")
    ...     found = zs.inspect_files(path)
    >>> [(c.heading, c.column, c.readable) for c in found.tables[0].columns]
    [('JK', 'sex', 2), ('Umur (bulan)', 'age_months', 2), ('BB', 'weight_kg', 1)]
    """
    # Unreadable cells are counted here, even if a run would refuse them.
    how = replace(told(**reading), on_unreadable="missing")
    if profile is not None:
        profile_named(profile)
    files = as_paths(paths)
    found = Inspection(passed_over=passed_over(paths))
    run = Run(files, how, progress, passes=0, lenient=True)
    run.open(lambda _, sources: found.tables.extend([_inspected(s, profile) for s in sources]))
    found.files, found.failed = run.done, run.refused
    found.facts = [table.facts for table in found.tables]
    found.warnings = warnings_of(found.facts, counts=False)
    return found


def _inspected(source: Source, profile: str | None) -> InspectedTable:
    rules = profile or (EPPGBM if source.of_register else WHO).name
    facts = TableFacts.of(source, rules, asked=profile is not None)
    columns = {name: _column(source, name) for name in source.reading.columns}
    others = _others(source)
    different: dict[str, set[Any]] = {name: set() for name in columns}
    for block in source.blocks():
        facts.add(block)
        for name, column in columns.items():
            _add(column, source, block, name, different[name])
        own = dict(zip(block.own.column_names, block.own.columns, strict=True))
        for column in others:
            if column.heading in own:
                cells = own[column.heading]
                column.filled += len(cells) - cells.null_count
    lacking: ZScoreError | None = source.reading.undecided
    try:
        require_columns(Table(source.empty.needed), list(INDICATORS.values()), asked=False)
    except ColumnError as error:
        lacking = lacking or described(error, source)
    order = {entry.heading: entry.index for entry in source.reading.columns.values()}
    indices = {heading: i for i, heading in enumerate(source.reading.found.headings)}
    shown = sorted(
        [(order[source.reading.columns[name].heading], c) for name, c in columns.items()]
        + [(indices.get(c.heading, len(indices)), c) for c in others],
        key=lambda pair: pair[0],
    )
    if looks_like_data(column.heading for _, column in shown):
        # A row of data was mistaken for headings: an unknown one may be a name.
        for index, column in shown:
            if column.column is None or looks_like_data([column.heading]):
                column.heading, column.near = f"column_{index + 1}", None
    rest = set(source.empty.own.column_names) - own_columns(
        source.empty.own.column_names, source.own_prefix
    )
    return InspectedTable(
        facts=facts,
        columns=[column for _, column in shown],
        lacking=lacking,
        refuses=not source.is_export,
        taken=sorted(own_columns(rest, "")),
        mapping=_to_keep(source),
    )


def _to_keep(source: Source) -> ColumnMapping:
    """Return the mapping of a table for reuse, without names and NIKs."""
    whole = source.reading.mapping()
    kept = {
        name: heading
        for name, heading in whole.columns.items()
        if source.reading.columns[name].told
        or source.reading.columns[name].entry.group not in {"identity", "register"}
    }
    return replace(whole, columns=kept, on_unreadable=None)


def _column(source: Source, name: str) -> InspectedColumn:
    entry, reading = source.reading.columns[name], source.reading
    column = entry.entry
    has_unit = column.unit is not None
    return InspectedColumn(
        heading=entry.heading,
        column=name,
        identity=column.identity,
        unit=reading.unit(name) if has_unit else None,
        unit_from=reading.unit_from(name) if has_unit else None,
        order=reading.shown_orders.get(name),
    )


def _others(source: Source) -> list[InspectedColumn]:
    """Return the columns that are not used."""
    headings = source.reading.found.headings
    return [
        InspectedColumn(
            heading=headings[index],
            near=suggestion(headings[index]),
            identity=is_identity(headings[index]),
        )
        for index in source.reading.unknown
        if headings[index]
    ]


def _add(
    column: InspectedColumn, source: Source, block: Block, name: str, different: set[Any]
) -> None:
    """Add some rows of a column."""
    values = block.needed.column(name)
    readable = len(values) - values.null_count
    kind = source.reading.columns[name].entry.kind
    noted = sum(n for (noted, _), n in block.notes.items() if noted == name)
    if kind in {"text", "nik", "label", "age"}:  # these are kept as they are
        column.readable += readable - noted
        column.filled += readable
    else:
        column.readable += readable
        column.filled += readable + noted
    if column.identity or not readable:
        return
    if kind in VOCABULARIES:
        codes = values.cast(pa.string()).value_counts()
        column.codes.update({c["values"]: c["counts"] for c in codes.to_pylist() if c["values"]})
    elif kind in {"number", "size", "date"}:
        least = pc.min_max(values)
        if kind == "date":  # Python dates end in the year 9999
            low, high = (least[end].cast(pa.string()).as_py() for end in ("min", "max"))
        else:
            low, high = (_rounded(least[end].as_py()) for end in ("min", "max"))
            if max(abs(low), abs(high)) >= _TOO_LARGE:  # possibly NIKs
                return
        column.low = low if column.low is None else min(column.low, low)
        column.high = high if column.high is None else max(column.high, high)
    elif len(different) < _MOST_DIFFERENT:
        different.update(pc.unique(text_column(values)).to_pylist())
        column.different = len(different - {None})


def _rounded(value: float) -> float:
    """Round a number to four digits, because a value in a wrong column may be a NIK."""
    return float(f"{value:.4g}") if np.isfinite(value) else value
