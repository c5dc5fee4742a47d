"""Detection of posyandu names that may be spellings of the same one; they are never merged.

``Mawar I``, ``mawar 1`` and ``Posyandu Mawar-01`` have the same letters and number, and in the same
village they are probably the same posyandu. Only the village knows.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict

import numpy as np
import pyarrow as pa

from zscore.children.frames import Table
from zscore.sums.keys import groups_of, named_key

COLUMN = "posyandu"
WITHIN = ("province", "district", "subdistrict", "puskesmas", "village")
Path = tuple[str | None, ...]  # places, the largest first, and the name
_PREFIXES = {"posyandu", "pos", "psy", "pyd"}
_ROMAN = re.compile(r"x{0,3}(ix|iv|v?i{0,3})")
_DIGITS = "0123456789"
_VALUES = {"i": 1, "v": 5, "x": 10}


def folded_name(name: str) -> str:
    """Return the letters and the number of a name, without what is written in several ways.

    Examples
    --------
    >>> folded_name("Posyandu Mawar-01"), folded_name("mawar I"), folded_name("MAWAR1")
    ('mawar 1', 'mawar 1', 'mawar 1')
    """
    words = re.findall(r"[0-9]+|[^\W_0-9]+", name.casefold())
    while len(words) > 1 and words[0] in _PREFIXES:
        words = words[1:]
    if len(words) > 1 and _ROMAN.fullmatch(words[-1]):
        words[-1] = str(_number_of(words[-1]))
    numbers = [word.lstrip("0") or "0" for word in words if word[0] in _DIGITS]
    letters = "".join(word for word in words if word[0] not in _DIGITS)
    return " ".join([letters, *numbers]).strip()


def _number_of(roman: str) -> int:
    values = [_VALUES[letter] for letter in roman]
    return sum(
        -value if following > value else value
        for value, following in zip(values, [*values[1:], 0], strict=True)
    )


def count_names(table: Table) -> Counter[Path]:
    """Return how many rows each posyandu of each place has, as it is written."""
    if COLUMN not in table:
        return Counter()
    names = [name for name in WITHIN if name in table]
    values, group = groups_of([named_key(table, name) for name in (*names, COLUMN)], table.n)
    columns = dict(zip((*names, COLUMN), values, strict=True))
    none = pa.nulls(len(values[-1]), pa.string())
    paths = zip(
        *(columns.get(name, none).cast(pa.string()).to_pylist() for name in (*WITHIN, COLUMN)),
        strict=True,
    )
    rows = np.bincount(group, minlength=len(none)).tolist()
    return Counter({path: rows[k] for k, path in enumerate(paths) if path[-1] is not None})


def candidates(names: Counter[Path]) -> pa.Table:
    """Return the names that may be one: a row for each, those of one candidate together."""
    alike: dict[Path, list[Path]] = defaultdict(list)
    for path in sorted(names, key=_order):
        alike[(*path[:-1], folded_name(path[-1] or ""))].append(path)
    several = [paths for paths in alike.values() if len(paths) > 1]
    found = [(n, path) for n, paths in enumerate(several, 1) for path in paths]
    columns: dict[str, pa.Array] = {"candidate": pa.array([n for n, _ in found], pa.int64())}
    for place, name in enumerate((*WITHIN, COLUMN)):
        columns[name] = pa.array([path[place] for _, path in found], pa.string())
    columns["rows"] = pa.array([names[path] for _, path in found], pa.int64())
    return pa.table(columns)


def _order(path: Path) -> tuple[str, ...]:
    return tuple(part or "" for part in path)
