"""Counting of rows by group in threads, whose sums are then added."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zscore._threads import cores, share
from zscore.children.arrays import Codes, Floats
from zscore.sums import kernels
from zscore.sums.groups import GroupSums, summed
from zscore.sums.keys import Key, Path, groups_of

BLOCK_ROWS = 65_536
SQUARES = ("squares", "square_moments")  # names of the sums of squared weights
_LARGE, _HUGE = 1 << 18, 8 << 20  # of an array [bytes]


@dataclass(frozen=True, kw_only=True)
class Counted:
    """Definition of what is counted: classes of characteristics, and powers of z-scores.

    ``read`` returns both of some rows: int8[characteristics, n], MISSING where a row has no
    class, and float64[z, n], NaN where it has none.
    """

    classes: Sequence[int]  # number of classes of each characteristic
    z: int
    powers: int = kernels.MOMENTS
    read: Callable[[slice], tuple[Codes, Floats]]


def count_rows(
    keys: Mapping[str, Key],
    n: int,
    counted: Counted,
    *,
    keep: NDArray[np.bool_] | None = None,
    weight: Floats | None = None,
    squares: bool = False,
    threads: int | None = None,
) -> GroupSums:
    """Count the groups among n rows, with the rows distributed among threads.

    Its sums are ``rows``, ``counts`` and ``moments``, and with weights those of _shapes.
    ``keep`` says which rows are counted. ``squares`` also sums squared weights, which the
    variance needs where each row is a cluster.
    """
    path = Path(list(keys.values()))
    firsts = first_cells(counted.classes)
    whole = keep is None or bool(keep.all())

    def count(worker: _Worker, rows: slice) -> None:
        kept = slice(None) if keep is None or whole else np.flatnonzero(keep[rows])
        codes, z = counted.read(rows)
        worker.count(
            path.keys(rows)[kept],
            codes[:, kept],
            firsts,
            z[:, kept],
            None if weight is None else weight[rows][kept],
        )

    work = deque(slice(start, min(start + BLOCK_ROWS, n)) for start in range(0, n, BLOCK_ROWS))
    workers = [
        _Worker(counted=counted, weighted=weight is not None, squares=squares)
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
    columns = [key.take(code) for key, code in zip(keys.values(), path.codes(number), strict=True)]
    groups, group = groups_of(columns, len(number))
    sums: dict[str, NDArray[Any]] = {
        name: summed(
            np.concatenate([_wide(worker.sums[name][: worker.n]) for worker in workers]),
            group,
            int(group.max(initial=-1)) + 1,
        )
        for name in workers[0].sums
    }
    sums["rows"], sums["counts"] = sums["counts"][:, 0], sums["counts"][:, 1:]
    return GroupSums(keys=dict(zip(keys, groups, strict=True)), sums=sums)


def first_cells(classes: Sequence[int]) -> NDArray[np.int64]:
    """Return where the classes of each characteristic begin among the cells, and their number."""
    return np.cumsum([0, *classes])


def _wide(sums: NDArray[Any]) -> NDArray[Any]:
    return sums.astype(np.int64) if sums.dtype == np.int32 else sums


@dataclass(kw_only=True)
class _Worker:
    """Groups found by one thread, and their sums."""

    counted: Counted
    weighted: bool
    squares: bool
    slot_bits: int = 12
    n: int = 0

    def __post_init__(self) -> None:
        self.found = np.empty(0, np.int64)
        self.sums: dict[str, NDArray[Any]] = {}
        self._grow()

    def count(
        self,
        keys: NDArray[np.int64],
        codes: Codes,
        firsts: NDArray[np.int64],
        z: Floats,
        weight: Floats | None,
    ) -> None:
        """Count some rows."""
        places = np.empty(len(keys), np.int32)
        done = 0
        while True:
            done, self.n = kernels.count_rows(
                keys, codes, firsts, z, self.counted.powers, done, self._slots, self.slot_bits,
                self.found, self.n, places, self.sums["counts"], self.sums["moments"],
            )  # fmt: skip
            if done == len(keys):
                break
            self.slot_bits += 1
            self._grow()
        if weight is not None:
            sums = self.sums
            none = np.empty((0, 0))
            kernels.weigh_rows(
                places, codes, firsts, z, weight, sums["weighted_rows"], sums["weighted_z"],
                sums["weights"], sums["weight_moments"],
                *(sums.get(name, none) for name in SQUARES),
            )  # fmt: skip

    def _grow(self) -> None:
        """Extend the arrays to half as many groups as there are slots."""
        room = 1 << (self.slot_bits - 1)
        self.found = _longer(self.found, room)
        shapes = _shapes(self.counted, weighted=self.weighted, squares=self.squares)
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
    counted: Counted, *, weighted: bool, squares: bool
) -> dict[str, tuple[tuple[int, ...], type]]:
    """Return by name what is summed for a group: the other axes, and the type."""
    cells, z = sum(counted.classes), counted.z
    moments = z * kernels.MOMENTS
    shapes: dict[str, tuple[tuple[int, ...], type]] = {
        # Narrow while they are counted, so that more groups stay in the cache.
        "counts": ((1 + cells,), np.int32),
        "moments": ((z * counted.powers,), np.int64),
    }
    if weighted:
        shapes |= {
            "weighted_rows": ((), np.int64),
            "weighted_z": ((z,), np.int64),
            "weights": ((cells,), np.float64),
            "weight_moments": ((moments,), np.float64),
        }
    if weighted and squares:
        of_cells, of_z = SQUARES
        shapes |= {of_cells: ((cells,), np.float64), of_z: ((moments,), np.float64)}
    return shapes
