"""Temporary storage on disk while files are read, so that they may be larger than memory.

The temporary files have no name, so that nothing remains of them in any case. They contain hashes
made with a key that is discarded, and rows that are written to the output later.
"""

from __future__ import annotations

import mmap
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

PARTS = 64
_ROWS = 65_536  # returned at a time
_DROPPED = 16 * _ROWS  # after so many rows, memory is released


class PartitionedRecords:
    """Records stored in parts by the range of their first field.

    The first field of a record is a uint64 hash; records with equal hashes are in the same part.
    """

    def __init__(self, folder: Path, kind: np.dtype[Any]) -> None:
        self._file: IO[bytes] = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115  (see close)
        self._kind = kind
        self._pieces: list[list[tuple[int, int]]] = [[] for _ in range(PARTS)]  # offset and number
        self._end = 0

    def add(self, records: NDArray[Any]) -> None:
        """Store records."""
        number = records[self._kind.names[0]] if self._kind.names else records
        part = (number >> np.uint64(64 - PARTS.bit_length() + 1)).astype(
            np.uint8
        )  # sorted by radix
        order = np.argsort(part, kind="stable")
        counts = np.bincount(part, minlength=PARTS)
        self._file.write(records[order].tobytes())
        for pieces, n in zip(self._pieces, counts.tolist(), strict=True):
            if n:
                pieces.append((self._end, n))
                self._end += n * self._kind.itemsize

    def parts(self) -> Iterator[NDArray[Any]]:
        """Yield the records part by part."""
        for pieces in self._pieces:
            found = np.empty(sum(n for _, n in pieces), self._kind)
            filled = 0
            for where, n in pieces:
                self._file.seek(where)
                read = self._file.read(n * self._kind.itemsize)
                found[filled : filled + n] = np.frombuffer(read, self._kind)
                filled += n
            yield found

    def close(self) -> None:
        """Free the space on disk."""
        self._file.close()


class SpilledRows:
    """Rows of one schema, returned in an order that is determined at the end."""

    def __init__(self, folder: Path, schema: pa.Schema) -> None:
        self._file: IO[bytes] = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115  (see close)
        self._writer = pa.ipc.new_file(pa.PythonFile(self._file, "w"), schema)
        self._ends: list[int] = []
        self.schema: pa.Schema = schema
        self.n: int = 0

    def close(self) -> None:
        """Free the space on disk."""
        self._file.close()

    def add(self, rows: pa.Table) -> None:
        """Store rows."""
        for batch in rows.combine_chunks().to_batches():
            self._writer.write_batch(batch)
            self.n += batch.num_rows
            self._ends.append(self.n)

    def in_order(self, order: NDArray[np.int64]) -> Iterator[pa.Table]:
        """Yield all rows in the order of the numbers ``order``; no rows can be added afterwards."""
        self._writer.close()
        self._file.flush()
        # Closed after the last batch, because batches are not copied.
        mapped = mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ)
        batches = pa.ipc.open_file(pa.py_buffer(mapped))
        starts = np.array([0, *self._ends])
        for start in range(0, self.n, _ROWS):
            if start % _DROPPED == 0 and hasattr(mapped, "madvise"):
                mapped.madvise(
                    mmap.MADV_DONTNEED
                )  # keep pages that were read only in the system's cache
            wanted = order[start : start + _ROWS]
            which = np.searchsorted(starts, wanted, side="right") - 1
            by_batch = np.argsort(which, kind="stable")
            taken = [
                batches.get_batch(int(k)).take(pa.array(wanted[at] - starts[k]))
                for k, at in _runs(which, by_batch)
            ]
            back = np.empty(len(wanted), np.int64)
            back[by_batch] = np.arange(len(wanted))
            yield pa.Table.from_batches(taken).take(pa.array(back))


def _runs(
    which: NDArray[np.int64], by_batch: NDArray[np.int64]
) -> Iterator[tuple[int, NDArray[np.int64]]]:
    """Yield each batch with the positions of its rows in the order."""
    for at in np.split(by_batch, np.flatnonzero(np.diff(which[by_batch])) + 1):
        yield int(which[at[0]]), at
