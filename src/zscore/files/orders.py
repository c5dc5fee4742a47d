"""Orders to the reading process and its answers, each with some values and a table.

Anything a reader raises becomes a ``FileError`` here, without any content of the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO, Literal, NamedTuple

import pyarrow as pa

from zscore.errors import FileError
from zscore.files.cell_text import TextSheet
from zscore.files.grids import Grid, Sheet
from zscore.files.limits import MAX_REPEATED, RefusedError

Reader = Literal["workbook", "survey", "html", "text", "text_rows", "parquet", "parquet_rows"]
State = tuple[int, ...]
# Readers are imported when needed: importing all takes longer than reading many files.
_WIDTHS = "widths"  # an additional column of a grid, whose other names are numbers
_PROBES_KEPT = 100  # probing a text file reads all of it


@dataclass(frozen=True, kw_only=True)
class Order:
    """An order: what to read from which file."""

    reader: Reader
    path: Path
    indices: Sequence[int] | None = None  # columns, None for all
    state: State | None = None  # of the file when it was opened; a changed file is refused


class Answer(NamedTuple):
    """A sheet, its head or some of its rows."""

    said: dict[str, Any]
    schema: pa.Schema
    batches: Iterable[pa.RecordBatch]


def carry_out(order: Order, memory: int) -> Iterator[Answer]:
    """Read what an order asks for.

    Parameters
    ----------
    memory
        Memory limit of this process [bytes], for the message.

    Raises
    ------
    FileError
        The file cannot be read, asks for too much, or was changed since it was opened.
    """
    name = order.path.name
    try:
        state = state_of(order.path)
        if order.state not in (None, state):
            raise FileError("file_changed", file=name)
        yield from _answers(order, state)
        changed = state_of(order.path) != state
    except FileError:
        raise
    except RefusedError as refused:
        raise FileError(refused.key, file=name, **refused.values) from None
    except MemoryError:
        raise FileError("reading_memory", file=name, limit=memory >> 20) from None
    except OSError as error:
        raise FileError("file_unopened", file=name, why=error.strerror or "") from None
    except Exception:  # noqa: BLE001 - what it says may hold a cell
        raise FileError("reading_stopped", file=name) from None
    if changed:
        raise FileError("file_changed", file=name)


def state_of(path: Path) -> State:
    """Return a fingerprint that changes if the file does."""
    state = path.stat()
    return state.st_size, state.st_mtime_ns, state.st_ino


def _answers(order: Order, state: State) -> Iterator[Answer]:
    match order.reader:
        case "workbook" | "survey":
            yield from _sheets(order)
        case "html":
            from zscore.files.html import read_html  # noqa: PLC0415 - see above

            for i, grid in enumerate(read_html(order.path), 1):
                yield answer_of(grid, sheet=None if i == 1 else f"table {i}")
        case "text":
            yield answer_of(_text(order.path, state).head, state=state)
        case "text_rows":
            yield from map(answer_of, _text(order.path, state).blocks(order.indices))
        case "parquet":
            from zscore.files.parquet import parquet_head  # noqa: PLC0415 - see above

            yield _typed(parquet_head(order.path), state=state)
        case "parquet_rows":
            from zscore.files.parquet import parquet_blocks  # noqa: PLC0415 - see above

            yield from map(_typed, parquet_blocks(order.path, order.indices))


@lru_cache(_PROBES_KEPT)
def _text(path: Path, _state: State) -> Sheet:
    from zscore.files.text import open_text  # noqa: PLC0415 - see above

    return open_text(path)


def _sheets(order: Order) -> Iterator[Answer]:
    """Yield the sheets of a workbook or a survey file.

    Raises
    ------
    RefusedError
        Their text is more than memory should hold.
    """
    sent = 0

    def counted(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        nonlocal sent
        for batch in batches:
            sent += batch.nbytes
            if sent > MAX_REPEATED:
                raise RefusedError("workbook_repeats", limit=MAX_REPEATED >> 20)
            yield batch

    with order.path.open("rb") as file:
        for sheet in _reader_of(order.reader)(file):
            said = {"sheet": sheet.name, "first_row": sheet.first_row}
            yield Answer(said, sheet.schema, counted(sheet.batches))


def _reader_of(reader: Reader) -> Callable[[BinaryIO], Iterator[TextSheet]]:
    if reader == "survey":
        from zscore.files.survey import sheets_of_survey  # noqa: PLC0415 - see above

        return sheets_of_survey
    from zscore.files.workbooks import sheets_of_workbook  # noqa: PLC0415 - see above

    return sheets_of_workbook


def answer_of(grid: Grid, **said: Any) -> Answer:
    """Return some rows of a sheet as an answer."""
    cells = grid.cells
    if grid.widths is not None and cells.num_columns:  # a table without columns has no rows
        cells = cells.append_column(_WIDTHS, pa.array(grid.widths))
    return _typed(cells, first_row=grid.first_row, **said)


def grid_in(said: dict[str, Any], cells: pa.Table) -> Grid:
    """Return the rows of an answer."""
    widths = None
    if _WIDTHS in cells.column_names:
        widths = cells.column(_WIDTHS).to_numpy()
        cells = cells.drop_columns([_WIDTHS])
    return Grid(cells=cells, first_row=said["first_row"], widths=widths)


def _typed(table: pa.Table, **said: Any) -> Answer:
    return Answer(said, table.schema, table.to_batches())
