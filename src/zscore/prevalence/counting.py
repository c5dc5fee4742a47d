"""How rows become sums: each thread counts the groups that it meets, and the sums add up."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from zscore._threads import cores, share
from zscore.children.arrays import Floats
from zscore.children.frames import Table
from zscore.classify.classification import Values, codes_of
from zscore.classify.schemes import Combination, Condition, labels_of
from zscore.prevalence import kernels
from zscore.prevalence.groups import Key, Path, groups_of, summed
from zscore.who_lms.indicators import INDICATORS

BLOCK_ROWS = 65_536
_LARGE, _HUGE = 1 << 18, 8 << 20  # of an array [bytes]

Parts = tuple[Condition | Combination, ...]
Sums = dict[str, NDArray[Any]]


def count_rows(
    table: Table,
    parts: Parts,
    z: Sequence[str],
    keys: Sequence[Key],
    keep: NDArray[np.bool_],
    weight: Floats | None,
    squares: bool,
    threads: int | None,
) -> tuple[tuple[pa.Array, ...], Sums]:
    """Return the groups that occur and their sums; rows are shared among threads.

    ``squares`` also sums squared weights, which the variance needs where each row is a cluster.
    """
    firsts = first_cells(parts)
    path = Path(keys)
    whole = bool(keep.all())

    def count(worker: _Worker, rows: slice) -> None:
        kept = slice(None) if whole else np.flatnonzero(keep[rows])
        values = Values(table.slice(rows))
        codes = np.array([codes_of(part, values)[kept] for part in parts])
        read = [
            values.plausible(name, oedema_is_lowest=INDICATORS[name].oedema_hides)[kept]
            for name in z
        ]
        plausible = np.array(read) if z else np.empty((0, codes.shape[1]))
        worker.count(
            path.keys(rows)[kept],
            codes,
            firsts,
            plausible,
            None if weight is None else weight[rows][kept],
        )

    work = deque(
        slice(start, min(start + BLOCK_ROWS, table.n)) for start in range(0, table.n, BLOCK_ROWS)
    )
    workers = [
        _Worker(weighted=weight is not None, squares=squares, cells=int(firsts[-1]), z=len(z))
        for _ in range(min(threads or cores(), max(len(work), 1)))
    ]

    def help_(worker: _Worker) -> None:
        while True:
            try:
                rows = work.popleft()
            except IndexError:
                return
            count(worker, rows)

    share(deque(partial(help_, worker) for worker in workers), len(workers))
    number = np.concatenate([worker.found[: worker.n] for worker in workers])
    columns = [key.take(code) for key, code in zip(keys, path.codes(number), strict=True)]
    groups, group = groups_of(columns, len(number))
    sums = {
        name: summed(
            np.concatenate([_wide(worker.sums[name][: worker.n]) for worker in workers]),
            group,
            int(group.max(initial=-1)) + 1,
        )
        for name in workers[0].sums
    }
    sums["rows"], sums["counts"] = sums["counts"][:, 0], sums["counts"][:, 1:]
    return tuple(groups), sums


def _wide(sums: NDArray[Any]) -> NDArray[Any]:
    return sums.astype(np.int64) if sums.dtype == np.int32 else sums


def first_cells(parts: Sequence[Condition | Combination]) -> NDArray[np.int64]:
    """Return where the classes of each characteristic begin among the cells, and their number."""
    sizes = [len(labels_of(part, next(iter(part.labels)))) for part in parts]
    return np.cumsum([0, *sizes])


@dataclass(kw_only=True)
class _Worker:
    """The groups that one thread has met, and their sums."""

    weighted: bool
    squares: bool
    cells: int
    z: int
    slot_bits: int = 12
    n: int = 0

    def __post_init__(self) -> None:
        self.found = np.empty(0, np.int64)
        self.sums: Sums = {}
        self._grow()

    def count(
        self,
        keys: NDArray[np.int64],
        codes: NDArray[np.int8],
        firsts: NDArray[np.int64],
        z: Floats,
        weight: Floats | None,
    ) -> None:
        """Count some rows."""
        places = np.empty(len(keys), np.int32)
        done = 0
        while True:
            done, self.n = kernels.count_children(
                keys, codes, firsts, z, done, self._slots, self.slot_bits, self.found, self.n,
                places, self.sums["counts"], self.sums["moments"],
            )  # fmt: skip
            if done == len(keys):
                break
            self.slot_bits += 1
            self._grow()
        if weight is not None:
            sums = self.sums
            none = np.empty((0, 0))
            kernels.weigh_children(
                places, codes, firsts, z, weight, sums["weighted_rows"], sums["weighted_z"],
                sums["weights"], sums["weight_moments"],
                sums.get("squares", none), sums.get("square_moments", none),
            )  # fmt: skip

    def _grow(self) -> None:
        """Make room for half as many groups as there are slots."""
        room = 1 << (self.slot_bits - 1)
        self.found = _longer(self.found, room)
        shapes = _shapes(self.cells, self.z, weighted=self.weighted, squares=self.squares)
        for name, (columns, kind) in shapes.items():
            self.sums[name] = _longer(self.sums.get(name, np.empty((0, *columns), kind)), room)
        self._slots = _huge((1 << self.slot_bits,), np.int32)
        self._slots[:] = kernels.EMPTY
        kernels.fill_slots(self.found, self.n, self._slots, self.slot_bits)


def _longer(array: NDArray[Any], room: int) -> NDArray[Any]:
    """Return the array with zeros after it."""
    longer = _huge((room, *array.shape[1:]), array.dtype)
    longer[: len(array)] = array
    longer[len(array) :] = 0
    return longer


def _huge(shape: tuple[int, ...], kind: Any) -> NDArray[Any]:
    """Return an array without values, on huge pages if it is large.

    numpy asks for them from 4 MiB on. Groups come in any order; with small pages the processor
    looks for the page of nearly every row, and counting takes twice the time.
    """
    size = math.prod(shape)
    least = _HUGE // np.dtype(kind).itemsize if size * np.dtype(kind).itemsize > _LARGE else 0
    return np.empty(max(size, least), kind)[:size].reshape(shape)


def _shapes(
    cells: int, z: int, *, weighted: bool, squares: bool
) -> dict[str, tuple[tuple[int, ...], type]]:
    """Return by name what is summed for a group: the other axes, and the type."""
    moments = z * kernels.PER_Z
    shapes: dict[str, tuple[tuple[int, ...], type]] = {
        # Narrow while they are counted, so that more groups stay in the cache.
        "counts": ((1 + cells,), np.int32),
        "moments": ((moments,), np.int64),
    }
    if weighted:
        shapes |= {
            "weighted_rows": ((), np.int64),
            "weighted_z": ((z,), np.int64),
            "weights": ((cells,), np.float64),
            "weight_moments": ((moments,), np.float64),
        }
    if weighted and squares:
        shapes |= {
            "squares": ((cells,), np.float64),
            "square_moments": ((moments,), np.float64),
        }
    return shapes
