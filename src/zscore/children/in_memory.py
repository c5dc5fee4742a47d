"""Reading options for tables in memory, and recognition of their columns.

Tables in memory need canonical names, so that no program depends on a guess;
``recognise_columns`` guesses, for a person to check.
"""

from __future__ import annotations

import warnings
from collections.abc import Collection
from dataclasses import replace
from typing import Any, Unpack

import pyarrow as pa

from zscore.children.arrow_columns import as_arrow, own_days
from zscore.children.cells import cleaned
from zscore.children.columns import BY_NAME
from zscore.children.frames import Table
from zscore.children.headings import AGE, Meaning, meaning_of
from zscore.children.mapping import ColumnMapping, ReadingOptions, told
from zscore.children.probe import Probe
from zscore.children.reading import NEEDED, Reading, decide
from zscore.children.recognition import ReadAs, Recognition, recognise
from zscore.children.row_reader import RowsReader, read_columns
from zscore.errors import ColumnError, ColumnWarning, listed
from zscore.messages import text


def recognise_columns(children: Any, **reading: Unpack[ReadingOptions]) -> ColumnMapping:
    """Recognise the columns of a table by their headings and values.

    Parameters
    ----------
    children
        A pandas, polars or pyarrow table, or a dict of arrays. Its headings are read as those
        of a file.
    **reading
        Columns, codes, units and so on, as in score_files; they take precedence.

    Returns
    -------
    ColumnMapping
        A mapping that can be checked, changed, and passed as ``mapping=``; ``not_used`` lists
        the headings without a known meaning.

    Raises
    ------
    ColumnError
        If two headings match one column, or the unit of an age is unknown.
    TableError, UnknownNameError
        As score_children.

    Examples
    --------
    >>> import zscore as zs
    >>> table = {"Jenis Kelamin": ["L", "P"], "Umur": [8, 41], "BB": ["9,8", "14,1"]}
    >>> mapping = zs.recognise_columns(table)
    >>> mapping.columns
    {'sex': 'Jenis Kelamin', 'weight_kg': 'BB', 'age_months': 'Umur'}
    >>> zs.score_children(table, mapping=mapping)["waz"].tolist()
    [1.19, -0.36]
    """
    how = told(**reading)
    table = Table(children)
    found = recognise(table.names, how)
    probe = Probe()
    probe.at(found, how, lambda index: as_arrow(table.column(table.names[index])))
    mapping = decide(found, probe, how).mapping()
    as_given = {cleaned(name): name for name in table.names}
    columns = {name: as_given.get(text, text) for name, text in mapping.columns.items()}
    return replace(mapping, columns=columns)


def told_table(
    children: Any, how: ColumnMapping, known: Collection[str], *, of_all: bool = True
) -> tuple[Table, Table]:
    """Return a table as given, and with its columns read according to a mapping.

    Parameters
    ----------
    children
        A table of any kind.
    how
        Renames of columns, and how their cells are read.
    known
        The canonical columns that are used.
    of_all
        Whether these are all rows; some rows are not enough to infer the date order.

    Raises
    ------
    ColumnError, CodeError
        If a specified column is missing, or a cell cannot be read.
    """
    in_words = "age_at_visit" in how.columns
    known = {*known, "age_at_visit"} if in_words else set(known)
    columns = {name: heading for name, heading in how.columns.items() if name in known}
    table = Table(children, columns)
    _refuse_told_of_none(table, how)
    if not (how.tells_cells or in_words):
        return table, table
    index = {name: i for i, name in enumerate(table.names)}
    read_as = {
        name: ReadAs(
            index=index[columns.get(name, name)],
            heading=columns.get(name, name),
            meaning=Meaning(column=name),
            told=True,
        )
        for name in known
        if name in table
    }
    found = Recognition(columns=read_as, headings=tuple(table.names))

    def given(i: int) -> Any:
        column = table.column(table.names[i])
        is_date = any(e.index == i and e.entry.kind == "date" for e in read_as.values())
        return as_arrow(own_days(column) if is_date else column)

    probe = Probe()
    if of_all:
        probe.at(found, how, given)
    reading = Reading(found=found, columns=read_as, orders=probe.orders(), told=how)
    rows = RowsReader(reading).rows(given, table.n)
    read = read_columns(rows, read_as)
    used = {entry.heading for entry in read_as.values()}
    others = [name for name in table.names if name not in used and name not in read]
    return table, Table(pa.table(read | {name: given(index[name]) for name in others}))


def _refuse_told_of_none(table: Table, how: ColumnMapping) -> None:
    """Refuse options for columns that do not exist, because they would be ignored."""
    for heading in how.columns.values():
        if heading not in table.names:
            raise ColumnError("renamed_missing", column=heading, found=listed(table.names))
    how.refuse_unused({*table.names, *how.columns}, table.names)


def warn_of_near_names(table: Table, known: Collection[str]) -> None:
    """Warn of unused columns whose names closely resemble known ones."""
    near: dict[str, str] = {}
    for name in table.names:
        meaning = meaning_of(name)
        if meaning is None or meaning.column == AGE or name in known:
            continue
        column = meaning.column
        if BY_NAME[column].group in NEEDED and column in known and column not in table:
            near.setdefault(column, name)
    if near:
        names = ", ".join(f"{listed([name])} ({column})" for column, name in near.items())
        message = text("warn_near_names", "en", names=names)
        warnings.warn(message, ColumnWarning, stacklevel=3)
