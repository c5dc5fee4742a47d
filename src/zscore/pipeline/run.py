"""The loop: files are opened one after another, and their rows read in blocks, in passes.

A file is done whole or not at all: what is wrong in one of its rows refuses all of them.
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
Progress = Callable[[str, int, int], None]  # what is done, steps done, steps in all
Made = TypeVar("Made")
Taken = TypeVar("Taken")
_LOCKS = ("~$", ".~lock.")
_SETTINGS = {".ds_store", "desktop.ini", "thumbs.db"}


class Run:
    """The files of one call: those that are done, and those that are refused, with why.

    Parameters
    ----------
    files
        As as_paths returns them.
    how
        What is told of their tables.
    progress
        Called with a file's name, the steps done and the steps in all: one for opening and one
        for each of the ``passes``, of every file.
    head_only
        Probe the first rows of a file only; if a later row contradicts them, the file is opened
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
        self.failed: dict[int, ZScoreError] = {}  # by index among the files
        self._opened: dict[int, list[Source]] = {}
        self._unsure: set[int] = set()
        self._how, self._head_only, self._lenient = how, head_only, lenient
        self._progress, self._steps = progress, (1 + passes) * len(files)

    def open(self, prepare: Callable[[int, list[Source]], object] = lambda _i, _s: None) -> None:
        """Open every file; ``prepare`` refuses what cannot be done whatever its rows are."""
        for index, path in enumerate(self.files):
            self._progress(path.name, index, self._steps)
            self._open(index, prepare, head_only=self._head_only)

    def open_again(self, prepare: Callable[[int, list[Source]], object]) -> None:
        """Open the files of which the first rows told too little."""
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
        """Take a file out, with why."""
        self.failed[index] = error
        self._opened.pop(index, None)

    @property
    def opened(self) -> dict[int, list[Source]]:
        """The tables of the files that are not refused, by index."""
        return dict(self._opened)

    @property
    def sources(self) -> list[Source]:
        """The tables of all files that are not refused."""
        return [source for sources in self._opened.values() for source in sources]

    @property
    def disturbed(self) -> tuple[int, int]:
        """A state that changes when a file is refused, or must be opened again."""
        return len(self.failed), len(self._unsure)

    def each_file(self, pass_: int = 1) -> Iterator[OpenFile]:
        """Yield the files one after another, to be read."""
        for index, sources in self.opened.items():
            self._progress(self.files[index].name, pass_ * len(self.files) + index, self._steps)
            yield OpenFile(self, index, sources)

    def each_block(
        self, take: Callable[[Source, Block], Made], pass_: int = 1
    ) -> Iterator[tuple[int, Made]]:
        """Yield what ``take`` makes of every block of every file; see OpenFile.blocks."""
        for file in self.each_file(pass_):
            for made in file.blocks(take):
                yield file.index, made

    @property
    def done(self) -> list[str]:
        """The names of the files that are not refused."""
        return [path.name for i, path in enumerate(self.files) if i not in self.failed]

    @property
    def refused(self) -> list[tuple[str, ZScoreError]]:
        """The names of the others, each with why."""
        return [(self.files[i].name, self.failed[i]) for i in sorted(self.failed)]


class OpenFile:
    """One file of a run."""

    def __init__(self, run: Run, index: int, sources: list[Source]) -> None:
        self.index = index
        self._run, self._sources = run, sources

    @property
    def is_refused(self) -> bool:
        """Was something wrong with a row of it?"""
        return self.index in self._run.failed or self.index in self._run._unsure

    def blocks(self, take: Callable[[Source, Block], Made]) -> Iterator[Made]:
        """Yield what ``take`` makes of the blocks of each table; the first of a table has no rows.

        What is wrong with a row refuses the file: its counts are those of all rows, and the row
        is where it is in the file. What is wrong with the call is raised.
        """
        return self.shared_blocks(take, lambda _source, _block, made: made, threads=1)

    def shared_blocks(
        self,
        make: Callable[[Source, Block], Made],
        take: Callable[[Source, Block, Made], Taken],
        *,
        threads: int,
    ) -> Iterator[Taken]:
        """Do as ``blocks`` with several threads: ``take`` gets in order what they ``make``."""
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
    """Begin to make something of a block in another thread, and return how to get it."""
    if pool is None:
        return lambda: make(source, block)
    # What reads the rows remembers what it has read, so one thread does it, in order. What it
    # refuses is raised again by what asks for the rows, at its turn.
    with suppress(ZScoreError):
        _ = block.needed
    return pool.submit(make, source, block).result


def _of_all_rows(
    error: ZScoreError,
    rows_before: int,
    rest: Iterator[Block],
    take: Callable[[Block], object],
) -> ZScoreError:
    """Return the error with what is the matter in the rest of the rows counted too."""
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


# --- which files -------------------------------------------------------------------------


def as_paths(paths: Paths) -> list[Path]:
    """Return one path or many as a list, and start what reads them; a folder is the files in it.

    What programs leave beside files, such as the lock of an open workbook, is passed over:
    see passed_over().

    Raises
    ------
    UnknownNameError, FileError
        If it is no path, or there is none.
    """
    found: list[Path] = []
    for path in paths_in(paths, "paths"):
        found += [file for file in _inside(path) if not is_left_by_program(file)]
    if not found:
        raise ParameterError("no_files")
    start_one()
    return found


def passed_over(paths: Paths) -> list[str]:
    """Return the names of files among these that are no tables but what programs leave there."""
    inside = (file for path in paths_in(paths, "paths") for file in _inside(path))
    return sorted(shown_name(file) for file in inside if is_left_by_program(file))


def is_left_by_program(path: Path) -> bool:
    """Is a file no table, but the lock of an open workbook or a setting of a file manager?"""
    name = path.name.casefold()
    return name.startswith(_LOCKS) or name in _SETTINGS


def _inside(path: Path) -> list[Path]:
    """Return a file, or the files in a folder."""
    try:
        return sorted(p for p in path.iterdir() if p.is_file()) if path.is_dir() else [path]
    except OSError:  # a name too long, or a folder that nobody may read: opening it says why
        return [path]
