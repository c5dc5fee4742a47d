"""Multiple groupings of the same children in one table, such as WHO Anthro's standard groups."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from zscore.arguments import names_in
from zscore.children.frames import Table
from zscore.errors import ColumnError, ParameterError, listed
from zscore.prevalence.periods import DERIVED, derived_key
from zscore.prevalence.tally import Tally
from zscore.sums.groups import TOTAL
from zscore.sums.keys import named_key
from zscore.who_lms.measurements import read_ages

Groups = Iterable[str | Sequence[str]]
Sets = tuple[tuple[str, ...], ...]
WHO_GROUPS: Sets = ((), ("age_group",), ("sex",), ("age_group", "sex"))
_WHO_TITLES = {
    (): "All",
    ("age_group",): "Age group",
    ("sex",): "Sex",
    ("age_group", "sex"): "Age + sex",
}


def sets_in(groups: Groups | None, by: str | Sequence[str] | None) -> Sets | None:
    """Return groupings as tuples of column names; a single name is one column.

    Raises
    ------
    ParameterError
        If it is empty, of another type, or ``by`` is given too.
    """
    if groups is None:
        return None
    if by is not None:
        raise ParameterError("groups_with", option="by")
    if isinstance(groups, str | bytes | Mapping) or not isinstance(groups, Iterable):
        raise ParameterError(
            "argument_kind",
            argument="groups",
            kind=type(groups).__name__,
            accepted='a list of lists of names, as [[], ["age_group"], ["age_group", "sex"]]',
        )
    try:
        sets = tuple(names_in([] if names is None else names, "groups") for names in groups)
    except TypeError:  # an array without a dimension
        sets = ()
    if not sets:
        raise ParameterError("no_groups")
    return tuple(dict.fromkeys(sets))


def sets_of(table: Table) -> Sets:
    """Return WHO Anthro's standard groups for which a table has columns."""
    lacking = {name for name in ("sex", "age_group") if not _is_told(table, name)}
    return tuple(names for names in WHO_GROUPS if not lacking & set(names))


def _is_told(table: Table, name: str) -> bool:
    """Return whether any row has a value of a column such as sex or age group."""
    if name in table:
        key = named_key(table, name)
    elif name in DERIVED and read_ages(table)[2]:
        key = derived_key(table, name)
    else:
        return False
    return bool((key.codes < len(key.values)).any())


def columns_in(sets: Sets) -> tuple[str, ...]:
    """Return the columns of all groupings, each once."""
    return tuple(dict.fromkeys(name for names in sets for name in names))


def of_each(tally: Tally, sets: Sets, estimated: Callable[[Tally], pa.Table]) -> pa.Table:
    """Return the estimates of all groupings, stacked, with the name in ``level``."""
    tables = [estimated(regrouped(tally, names)) for names in sets]
    kinds = {
        name: table.column(name).type
        for names, table in zip(sets, tables, strict=True)
        for name in names
    }
    parts = []
    for names, table in zip(sets, tables, strict=True):
        groups = {"level": pa.repeat(level_name(names), len(table))}
        if (period := tally.design.period) is not None:
            groups[period] = table.column(period)
        for name, kind in kinds.items():
            groups[name] = table.column(name) if name in names else pa.nulls(len(table), kind)
        others = [name for name in table.column_names if name not in groups]
        parts.append(pa.table({**groups, **{name: table.column(name) for name in others}}))
    return pa.concat_tables(parts, promote_options="permissive")


def regrouped(tally: Tally, by: tuple[str, ...]) -> Tally:
    """Return the tally aggregated to some of its columns of groups.

    Raises
    ------
    ColumnError
        If one is not among its columns of groups.
    """
    for name in by:
        if name not in tally.design.by:
            raise ColumnError("group_missing", column=name, found=listed(tally.design.by))
    design = replace(tally.design, by=by)
    counted, _ = tally.counted.rolled_up(design.keys, least=int(not design.keys))
    return replace(tally, design=design, counted=counted)


def level_name(names: Sequence[str]) -> str:
    """Return the name of a level, such as ``age_group + sex``."""
    return " + ".join(names) or TOTAL


def as_in_anthro(table: pa.Table, sets: Sets) -> pa.Table:
    """Return the layout of WHO Anthro, with its column ``Group`` instead of our columns.

    As there, children without a value are in no group of that column.
    """
    columns = columns_in(sets)
    parts = []
    for names in sets:
        part = table.filter(pc.equal(table.column("level"), level_name(names)))
        for name in names:
            part = part.filter(pc.is_valid(part.column(name)))
        # WHO Anthro sorts by the last column first.
        part = part.sort_by([(name, "ascending") for name in reversed(names)]) if names else part
        parts.append(
            part.select([n for n in part.column_names if n not in {"level", *columns}]).add_column(
                0, "Group", pa.array(_anthro_groups(part, names), pa.string())
            )
        )
    return pa.concat_tables(parts)


def _anthro_groups(part: pa.Table, names: Sequence[str]) -> list[str]:
    """Return the names of groups in WHO Anthro, such as ``Age + sex: 00-05 mo.Female``."""
    title = _WHO_TITLES.get(tuple(names), " + ".join(names))
    rows = part.select(list(names)).to_pylist()
    shown = [
        ".".join(str(v).capitalize() if name == "sex" else str(v) for name, v in row.items())
        for row in rows
    ]
    return [f"{title}: {group}" for group in shown] if names else [title] * part.num_rows
