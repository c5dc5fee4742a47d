"""Scoring job of one table: its rules, and the output for a block of rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from zscore.children.frames import Categories, Table, arrow_array
from zscore.classify.classification import classes_of
from zscore.classify.schemes import EPPGBM_SCHEME, WHO_SCHEME, Scheme
from zscore.errors import ColumnError
from zscore.files.grids import without_unused
from zscore.pipeline.own_columns import own_columns
from zscore.pipeline.sources import Block, Source, described
from zscore.who_lms.profiles import EPPGBM, WHO
from zscore.who_lms.scoring import Scored, score_table

_MOST = 1e5  # upper limit of derived numbers; a BMI is not below 1/_MOST


@dataclass(frozen=True, kw_only=True)
class ScoredBlock:
    """Some rows of a table, with their scores and classes."""

    job: ScoringJob
    block: Block
    result: Scored
    table: Table  # the scored table
    classes: Mapping[str, Categories]
    output: pa.Table  # the table's own columns with scores, classes and origin
    added: frozenset[str]  # names of the new columns


@dataclass(frozen=True, kw_only=True)
class ScoringJob:
    """A table and its scoring rules."""

    source: Source
    profile: str
    scheme: Scheme
    left_out: list[str]  # columns that are not written
    identity: bool = True  # whether names, NIKs and addresses are written
    prefix: str = ""  # of the new columns
    asked: bool = False  # whether the profile was requested
    replace: bool = False  # existing columns with the names of new ones

    def score(self, block: Block) -> ScoredBlock:
        """Score and classify some rows."""
        try:
            result = score_table(Table(block.needed), profile=self.profile)
        except ColumnError as error:
            raise described(error, self.source) from None
        new = result.columns()
        scored = Table(block.needed).with_arrays({n: s.z for n, s in result.scores.items()})
        classes = classes_of(
            scored, self.scheme, profile=self.profile, age_months=result.children.age_months
        )
        origin = self.source.origin(block)
        if self.source.tells_origin and not (self.prefix or self.replace):
            origin = origin.select([])
        if not self.identity:
            new = {name: _possible(name, column) for name, column in new.items()}
        added = {**new, **classes, **{n: origin.column(n) for n in origin.column_names}}
        added = {f"{self.prefix}{name}": column for name, column in added.items()}
        output = self._with(self._own(block), added)
        return ScoredBlock(
            job=self,
            block=block,
            result=result,
            table=scored,
            classes=classes,
            output=output.drop_columns(self.left_out),
            added=frozenset(added),
        )

    def _own(self, block: Block) -> pa.Table:
        """Return the table's own columns; without identities, unreadable cells are removed.

        A cell that could not be read as an age or a weight may contain a name.
        """
        own = block.own
        for name, cells in () if self.identity else block.unreadable.items():
            heading = name if self.source.is_export else self.source.reading.columns[name].heading
            if heading in own.column_names and cells.any():
                column = own.column(heading)
                hidden = pc.if_else(pa.array(cells), pa.scalar(None, column.type), column)
                own = own.set_column(own.column_names.index(heading), heading, hidden)
        if self.identity:
            return own
        return pa.table({name: without_unused(own.column(name)) for name in own.column_names})

    def _with(self, own: pa.Table, added: Mapping[str, Any]) -> pa.Table:
        """Return the table's own columns and the new ones.

        Raises
        ------
        ColumnError
            If a new column already exists and replacing was not requested.
        """
        # Columns added by an earlier run.
        own = own.drop_columns(sorted(own_columns(own.column_names, self.source.own_prefix)))
        taken = [name for name in own.column_names if name in added]
        if taken and not self.replace:
            raise ColumnError("column_taken", column=taken[0])
        output = own.drop_columns(taken)
        for name, column in added.items():
            is_arrow = isinstance(column, pa.Array | pa.ChunkedArray)
            output = output.append_column(name, column if is_arrow else arrow_array(column))
        return output


def scoring_job(
    source: Source,
    profile: str | None,
    scheme: Scheme | None,
    left_out: list[str],
    prefix: str = "",
    *,
    identity: bool = True,
    replace: bool = False,
) -> ScoringJob:
    """Return the scoring job of a table, with defaults by its kind."""
    return ScoringJob(
        source=source,
        profile=profile or (EPPGBM if source.of_register else WHO).name,
        scheme=scheme or (EPPGBM_SCHEME if source.of_register else WHO_SCHEME),
        left_out=left_out,
        prefix=prefix,
        asked=profile is not None,
        identity=identity,
        replace=replace,
    )


def _possible(name: str, column: Any) -> Any:
    """Return a column of numbers without values that could reveal a NIK."""
    if not (isinstance(column, np.ndarray) and np.issubdtype(column.dtype, np.floating)):
        return column
    beyond = np.abs(column) > _MOST
    if name == "bmi":
        beyond |= column < 1 / _MOST
    return np.where(beyond, np.nan, column)
