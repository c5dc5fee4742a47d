"""Sums of groups, merged from any blocks of rows and rolled up to the levels above."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from zscore._jit import frozen
from zscore.sums import kernels
from zscore.sums.keys import groups_of, of_one_type

TOTAL = "all"  # the level of all rows together
_MANY_PARTS, _MANY_GROUPS = 64, 1 << 17  # parts and groups held before they are added
Sums = Mapping[str, NDArray[Any]]  # by name; the first axis is the groups


@dataclass(frozen=True, kw_only=True)
class GroupSums:
    """The groups that occur, in the order of their keys, and their sums.

    Whole numbers are the same to the last bit in whatever order and blocks the rows came.
    """

    keys: Mapping[str, pa.Array]
    sums: Sums

    @property
    def size(self) -> int:
        """Number of groups."""
        return len(next(iter(self.sums.values())))

    @classmethod
    def of(cls, parts: Sequence[GroupSums]) -> GroupSums:
        """Return the sums of all rows of several; a sum that one of them lacks is left out."""
        first = parts[0]
        columns = [
            pa.concat_arrays(of_one_type([part.keys[name] for part in parts]))
            for name in first.keys
        ]
        keys, group = groups_of(columns, sum(part.size for part in parts))
        groups = int(group.max(initial=-1)) + 1
        return cls(
            keys=dict(zip(first.keys, keys, strict=True)),
            sums={
                name: summed(np.concatenate([part.sums[name] for part in parts]), group, groups)
                for name in first.sums
                if all(name in part.sums for part in parts)
            },
        )

    def rolled_up(
        self, names: Sequence[str], *, least: int = 0
    ) -> tuple[GroupSums, NDArray[np.intp]]:
        """Return the sums by some of the keys, and in which of those groups each group is.

        There are ``least`` groups or more: of nobody, all together are one with ``least`` 1.
        """
        keys, group = groups_of([self.keys[name] for name in names], self.size)
        groups = max(int(group.max(initial=-1)) + 1, least)
        sums = {name: summed(array, group, groups) for name, array in self.sums.items()}
        return GroupSums(keys=dict(zip(names, keys, strict=True)), sums=sums), group


@dataclass(frozen=True, kw_only=True)
class Level:
    """The groups of one level of a roll-up, and the sums of their rows."""

    name: str | None  # None without roll-up
    keys: Mapping[str, pa.Array]  # null in the columns of lower levels
    groups: int
    sums: Sums

    def some(self, groups: slice) -> Level:
        """Return some of the groups."""
        return Level(
            name=self.name,
            keys={name: key[groups] for name, key in self.keys.items()},
            groups=groups.stop - groups.start,
            sums={name: sums[groups] for name, sums in self.sums.items()},
        )

    def columns(self) -> dict[str, pa.Array]:
        """Return the columns that identify the groups."""
        level = {} if self.name is None else {"level": pa.repeat(self.name, self.groups)}
        return {**level, **self.keys}


def level_of(
    groups: GroupSums, by: Sequence[str], depth: int, *, rollup: bool, lowest: GroupSums
) -> Level:
    """Return groups by the first ``depth`` columns, and by a period if there is one, as a level.

    ``lowest`` are those of the lowest level, by all columns.
    """
    below = {name: pa.nulls(groups.size, lowest.keys[name].type) for name in by[depth:]}
    name = by[depth - 1] if depth else TOTAL
    return Level(
        name=name if rollup else None,
        keys={**groups.keys, **below},
        groups=groups.size,
        sums=groups.sums,
    )


class _Sized(Protocol):
    @property
    def size(self) -> int: ...


Part = TypeVar("Part", bound=_Sized)


def add_to(parts: list[Part], part: Part, added: Callable[[list[Part]], Part]) -> None:
    """Append sums to a list, and merge the list once it is long, which is faster."""
    parts.append(part)
    waiting = sum(other.size for other in parts[1:])
    if len(parts) == _MANY_PARTS or waiting > max(_MANY_GROUPS, parts[0].size):
        parts[:] = [added(parts)]


def depths(by: Sequence[str], *, rollup: bool) -> range:
    """Return the number of columns of each level, the top level first."""
    return range(0 if rollup else len(by), len(by) + 1)


def summed(sums: NDArray[Any], group: NDArray[np.intp], groups: int) -> NDArray[Any]:
    """Return the sum of the rows of each group."""
    if np.array_equal(group, np.arange(groups)):
        return sums
    total = np.zeros((groups, *sums.shape[1:]), sums.dtype)
    if sums.size:
        flat = total.reshape(groups, -1)
        kernels.add_rows(frozen(sums.reshape(len(sums), -1)), frozen(group), flat)
    return total
