"""The loop over files: open them one by one, and read their rows in blocks, in passes.

A file is processed as a whole or not at all: an error in one row refuses the file.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from itertools import chain, islice
from pathlib import Path
from typing import Any, TypeVar

from zscore.arguments import check_kind, paths_in
from zscore.children.mapping import ColumnMapping
from zscore.children.sheets import ProbeTooShortError
from zscore.errors import ParameterError, ZScoreError
from zscore.files.kinds import shown_name
from zscore.files.reading_process import start_one
from zscore.pipeline.open_tables import sources_of
from zscore.pipeline.sources import Block, Source, located

Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]
Progress = Callable[[str, int, int], None]  # current item, steps done, total steps
Made = TypeVar("Made")
Taken = TypeVar("Taken")
_LOCKS = ("~$", ".~lock.")
_SETTINGS = {".ds_store", "desktop.ini", "thumbs.db"}


class Run:
    """The files of a call: those processed, and those refused with their errors.

    Parameters
    ----------
    files
        As as_paths returns them.
    how
        Options for reading their tables.
    progress
        Called with a file's name, the steps done and the total steps: for every file, one for
        opening and one for each of the ``passes``.
    head_only
        Probe only the first rows of a file; if a later row contradicts them, the file is opened
        again and probed as a whole.
    lenient
        As in sources_of.
    """

    def __init__(
        self,
        files: list[Path],
        how: ColumnMapping,
        progress: Progress,
        *,
        passes: int = 1,
        head_only: bool = False,
        lenient: bool = False,
    ) -> None:
        check_kind(progress, Callable, "progress", "a function of three arguments")  # type: ignore[arg-type]  # mypy: no class
        self.files = files
        self.failed: dict[int, ZScoreError] = {}  # by index of the file
        self._opened: dict[int, list[Source]] = {}
        self._unsure: set[int] = set()
        self._how, self._head_only, self._lenient = how, head_only, lenient
        self._progress, self._steps = progress, (1 + passes) * len(files)

    def open(self, prepare: Callable[[int, list[Source]], object] = lambda _i, _s: None) -> None:
        """Open every file; ``prepare`` refuses files because of their columns."""
        for index, path in enumerate(self.files):
            self._progress(path.name, index, self._steps)
            self._open(index, prepare, head_only=self._head_only)

    def open_again(self, prepare: Callable[[int, list[Source]], object]) -> None:
        """Open again the files whose first rows were not enough."""
        for index in sorted(self._unsure):
            self._open(index, prepare, head_only=False)
        self._unsure.clear()

    def _open(
        self, index: int, prepare: Callable[[int, list[Source]], object], *, head_only: bool
    ) -> None:
        try:
            sources = sources_of(
                self.files[index], self._how, head_only=head_only, lenient=self._lenient
            )
            prepare(index, sources)
            self._opened[index] = sources
        except ProbeTooShortError:
            self._open(index, prepare, head_only=False)
        except ZScoreError as error:
            self.refuse(index, error)

    def refuse(self, index: int, error: ZScoreError) -> None:
        """Exclude a file, with the error."""
        self.failed[index] = error
        self._opened.pop(index, None)

    @property
    def opened(self) -> dict[int, list[Source]]:
        """Tables of the files not refused, by index."""
        return dict(self._opened)

    @property
    def sources(self) -> list[Source]:
        """Tables of all files not refused."""
        return [source for sources in self._opened.values() for source in sources]

    @property
    def disturbed(self) -> tuple[int, int]:
        """State that changes when a file is refused or must be opened again."""
        return len(self.failed), len(self._unsure)

    def each_file(self, pass_: int = 1) -> Iterator[OpenFile]:
        """Yield the files one by one for reading."""
        for index, sources in self.opened.items():
            self._progress(self.files[index].name, pass_ * len(self.files) + index, self._steps)
            yield OpenFile(self, index, sources)

    def each_block(
        self, take: Callable[[Source, Block], Made], pass_: int = 1
    ) -> Iterator[tuple[int, Made]]:
        """Yield the result of ``take`` for every block of every file; see OpenFile.blocks."""
        for file in self.each_file(pass_):
            for made in file.blocks(take):
                yield file.index, made

    @property
    def done(self) -> list[str]:
        """Names of the files not refused."""
        return [path.name for i, path in enumerate(self.files) if i not in self.failed]

    @property
    def refused(self) -> list[tuple[str, ZScoreError]]:
        """Names of the refused files, each with its error."""
        return [(self.files[i].name, self.failed[i]) for i in sorted(self.failed)]


class OpenFile:
    """A file of a run."""

    def __init__(self, run: Run, index: int, sources: list[Source]) -> None:
        self.index = index
        self._run, self._sources = run, sources

    @property
    def is_refused(self) -> bool:
        """Whether the file was refused because of a row."""
        return self.index in self._run.failed or self.index in self._run._unsure

    def blocks(self, take: Callable[[Source, Block], Made]) -> Iterator[Made]:
        """Yield the result of ``take`` for each block; the first block of a table has no rows.

        An error in a row refuses the file: its message counts all rows, and numbers rows as in
        the file. An error in the call is raised.
        """
        return self.shared_blocks(take, lambda _source, _block, made: made, threads=1)

    def shared_blocks(
        self,
        make: Callable[[Source, Block], Made],
        take: Callable[[Source, Block, Made], Taken],
        *,
        threads: int,
    ) -> Iterator[Taken]:
        """Like ``blocks``, but threads ``make`` the values that ``take`` receives in order."""
        for source in self._sources:
            try:
                yield from _taken(source, make, take, threads)
            except ProbeTooShortError:
                self._run._unsure.add(self.index)
                return
            except ParameterError:
                raise
            except ZScoreError as error:
                self._run.refuse(self.index, error)
                return


def _taken(
    source: Source,
    make: Callable[[Source, Block], Made],
    take: Callable[[Source, Block, Made], Taken],
    threads: int,
) -> Iterator[Taken]:
    rows, waiting = 0, deque[tuple[Block, Callable[[], Made]]]()
    ahead = threads + 1 if threads > 1 else 1
    with closing(source.blocks()) as blocks, ThreadPoolExecutor(threads) as pool:
        rest = chain((source.empty,), blocks)
        while True:
            for block in islice(rest, ahead - len(waiting)):
                waiting.append((block, _begun(pool if threads > 1 else None, make, source, block)))
            if not waiting:
                return
            block, made = waiting.popleft()
            try:
                taken = take(source, block, made())
            except ParameterError:
                raise
            except ZScoreError as error:
                others = chain((other for other, _ in waiting), rest)
                raise _of_all_rows(
                    located(error, block),
                    rows,
                    others,
                    lambda other: take(source, other, make(source, other)),
                ) from error
            rows += len(block.rows)
            yield taken


def _begun(
    pool: ThreadPoolExecutor | None,
    make: Callable[[Source, Block], Made],
    source: Source,
    block: Block,
) -> Callable[[], Made]:
    """Start processing a block in another thread, and return a function for the result."""
    if pool is None:
        return lambda: make(source, block)
    # The reader of rows remembers earlier texts, so one thread reads them in order. Its errors
    # are raised again in the thread that requests the rows.
    with suppress(ZScoreError):
        _ = block.needed
    return pool.submit(make, source, block).result


def _of_all_rows(
    error: ZScoreError,
    rows_before: int,
    rest: Iterator[Block],
    take: Callable[[Block], object],
) -> ZScoreError:
    """Return the error with the errors in the remaining rows counted as well."""
    values: dict[str, Any] = dict(error.values)
    if not {"n", "rows"} <= values.keys():
        return error
    values["rows"] += rows_before
    for block in rest:
        try:
            take(block)
        except ZScoreError as other:
            same = other.key == error.key and other.values.get("column") == values.get("column")
            found: Any = other.values.get("n")
            values["n"] += found if same else 0
        values["rows"] += len(block.rows)
    return type(error)(error.key, **values)


# --- paths -------------------------------------------------------------------------


def as_paths(paths: Paths) -> list[Path]:
    """Return paths as a list, with folders replaced by their files, and start the reader.

    Files left by programs, such as the lock file of an open workbook, are skipped: see
    passed_over().

    Raises
    ------
    UnknownNameError, FileError
        If an item is not a path, or there are no files.
    """
    found: list[Path] = []
    for path in paths_in(paths, "paths"):
        found += [file for file in _inside(path) if not is_left_by_program(file)]
    if not found:
        raise ParameterError("no_files")
    start_one()
    return found


def passed_over(paths: Paths) -> list[str]:
    """Return the names of skipped files, which were left by programs."""
    inside = (file for path in paths_in(paths, "paths") for file in _inside(path))
    return sorted(shown_name(file) for file in inside if is_left_by_program(file))


def is_left_by_program(path: Path) -> bool:
    """Return whether a file is the lock of an open workbook or a file manager's settings."""
    name = path.name.casefold()
    return name.startswith(_LOCKS) or name in _SETTINGS


def _inside(path: Path) -> list[Path]:
    """Return the file itself, or the files in a folder."""
    try:
        return sorted(p for p in path.iterdir() if p.is_file()) if path.is_dir() else [path]
    except OSError:  # a name too long, or an unreadable folder: opening it reports why
        return [path]
