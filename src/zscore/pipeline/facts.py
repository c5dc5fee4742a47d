"""Facts about each table of a run: rows, months, districts, and how columns were read.

Facts add up over blocks of rows; the warnings based on them are in run_warnings.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from zscore.children.arrays import float_column, read_texts
from zscore.children.cells import NOT_AN_AGE, Seen
from zscore.children.columns import BY_NAME
from zscore.children.date_cells import age_slack_days
from zscore.children.identity_headings import is_identity
from zscore.children.measurement_units import PLAUSIBLE, Spread
from zscore.children.probe import DATES
from zscore.children.reading import Reading
from zscore.eppgbm.published import compared_z
from zscore.errors import listed
from zscore.pipeline.row_sketch import row_hashes, share_in_common, smallest
from zscore.pipeline.sources import Block, Source
from zscore.quality.dates import exchanged
from zscore.who_lms.indicators import INDICATORS

_MOST_COMPARED = 300_000  # rows of a table compared with those of others
_MOST_NAMES = 1000
_MOST_LISTED = 20  # districts; a column with more is hardly one of districts
_SLACK_DAYS = 5  # written ages are computed by hand, and months differ in length


@dataclass(kw_only=True, repr=False)  # a heading may itself be a NIK
class TableFacts:
    """Facts about one table of a file, as sums over its blocks."""

    file: str
    sheet: str | None
    kind: str
    profile: str
    profile_from: str  # asked, export or table
    header_row: int | None
    reading: Reading
    rows: int = 0
    blank_rows: int = 0
    months: set[str] = field(default_factory=set)
    districts: set[str] = field(default_factory=set)
    ages_compared: int = 0
    ages_disagree: int = 0
    ages_exchanged: int = 0  # agree once day and month of both dates are exchanged
    scored: int = 0  # rows with any z-score
    z_compared: int = 0
    z_equal: int = 0
    # By indicator: numbers of z-scores, of plausible ones, and of those within ±3.
    plausible: dict[str, list[int]] = field(default_factory=dict)
    readable: dict[str, list[int]] = field(default_factory=dict)  # non-empty and readable cells
    spreads: dict[str, Spread] = field(default_factory=dict)  # of measurements, in their own unit
    left_out: Mapping[str, int] = field(default_factory=dict)
    _sketch: NDArray[np.uint64] = field(default_factory=lambda: np.zeros(0, np.uint64))
    _slack: Seen = field(default_factory=lambda: Seen(age_slack_days, NOT_AN_AGE), repr=False)

    @classmethod
    def of(cls, source: Source, profile: str, *, asked: bool) -> TableFacts:
        """Return the facts of a table before any row is read."""
        return cls(
            file=source.file,
            sheet=source.sheet,
            kind="eppgbm" if source.is_export else "table",
            profile=profile,
            profile_from="asked" if asked else "export" if source.of_register else "table",
            header_row=source.header_row,
            reading=source.reading,
            left_out=dict(source.left_out),
        )

    @property
    def name(self) -> str:
        """Name of the file, with the sheet if there are several."""
        return f"{self.file} ({self.sheet})" if self.sheet else self.file

    def add(self, block: Block) -> None:
        """Take note of some rows."""
        table = block.needed
        self.rows += len(block.rows)
        self.blank_rows += block.blank_rows
        if "visit_date" in self.reading.columns:
            days = pc.unique(table.column("visit_date")).drop_null()
            self.months.update(pc.strftime(days, format="%Y-%m").to_pylist())
        district = self.reading.columns.get("district")
        if (
            district is not None
            and not is_identity(district.heading)
            and len(self.districts) < _MOST_NAMES
        ):
            names = pc.unique(table.column("district")).to_pylist()
            self.districts.update(str(name).strip() for name in names if name is not None)
        for name in PLAUSIBLE if self.rows <= _MOST_COMPARED else ():
            if name in self.reading.columns:
                own = str(BY_NAME[name].unit)
                spread = self.spreads.setdefault(name, Spread(column=name, own=own, stated=own))
                spread.observe(float_column(table.column(name), name))
        self._compare_ages(block)
        self._count_readable(block)
        if self.rows <= _MOST_COMPARED:
            hashes = row_hashes(table, len(block.rows))
            self._sketch = smallest(np.concatenate([self._sketch, hashes]))

    def add_z(
        self, table: pa.Table, z: Mapping[str, NDArray[np.float64]], *, compare: bool = True
    ) -> dict[str, tuple[int, int]]:
        """Count z-scores, and compare them with the published ones in the table.

        Returns by indicator the number compared and the number equal.
        """
        found = {}
        missing = {name: np.isnan(ours) for name, ours in z.items()}
        if z:
            none = np.logical_and.reduce(list(missing.values()))
            self.scored += len(none) - int(np.count_nonzero(none))
        for name, ours in z.items():
            low, high = INDICATORS[name].flags
            count = self.plausible.setdefault(name, [0, 0, 0])
            count[0] += len(ours) - int(np.count_nonzero(missing[name]))
            count[1] += int(np.count_nonzero((ours >= low) & (ours <= high)))
            count[2] += int(np.count_nonzero((ours >= -3) & (ours <= 3)))
            if not compare or f"published_{name}" not in self.reading.columns:
                continue
            theirs = float_column(table.column(f"published_{name}"), name)
            found[name] = compared_z(theirs, ours)
        self.z_compared += sum(compared for compared, _ in found.values())
        self.z_equal += sum(equal for _, equal in found.values())
        return found

    def unreadable_columns(self) -> list[str]:
        """Return the headings of columns without a readable cell, except empty columns."""
        return [
            self.reading.columns[name].heading
            for name, (given, readable) in self.readable.items()
            if given and not readable
        ]

    def _compare_ages(self, block: Block) -> None:
        table, written = block.needed, block.written_ages
        if written is None or not all(name in self.reading.columns for name in DATES):
            return
        texts = table.column("age_at_visit")
        birth, visit = (table.column(name).to_numpy().astype("M8[D]") for name in DATES)
        known = ~(np.isnat(birth) | np.isnat(visit) | np.isnan(written))
        self.ages_compared += int(known.sum())
        at = np.flatnonzero(known & ~_agree(birth, visit, written, 0.0))
        slack = read_texts(texts.take(pa.array(at)), self._slack).values
        still = ~_agree(birth[at], visit[at], written[at], slack)
        at, slack = at[still], slack[still]
        self.ages_disagree += len(at)
        birth, visit = (np.where(np.isnat(e := exchanged(d[at])), d[at], e) for d in (birth, visit))
        self.ages_exchanged += int(_agree(birth, visit, written[at], slack).sum())

    def _count_readable(self, block: Block) -> None:
        noted = dict.fromkeys(self.reading.columns, 0)
        for (name, _), n in block.notes.items():
            if name in noted:
                noted[name] += n
        for name, entry in self.reading.columns.items():
            if entry.entry.group not in {"child", "measurement"}:
                continue
            given = len(block.rows) - block.needed.column(name).null_count
            count = self.readable.setdefault(name, [0, 0])
            count[0] += given + noted[name]
            count[1] += given

    def read_as(self) -> list[dict[str, Any]]:
        """Return how each column of the table was read."""
        found = []
        for name, entry in self.reading.columns.items():
            column = entry.entry
            line: dict[str, Any] = {
                "heading": listed([entry.heading]),
                "column": name,
                "told": entry.told,
            }
            unit = self.reading.unit(name)
            if column.unit is not None and unit is not None:
                line["unit"] = unit
                line["unit_from"] = self.reading.unit_from(name)
            if codes := {**entry.meaning.codes, **self.reading.told.codes.get(name, {})}:
                line["codes"] = codes
            if column.kind == "date" and (order := self.reading.order_of(name)) is not None:
                line["order"] = order
            found.append(line)
        return found

    def __repr__(self) -> str:
        """Return the number of rows and the kind of table."""
        return f"TableFacts({self.rows} rows, {self.kind})"

    def as_json(self, *, districts: bool = True) -> dict[str, Any]:
        """Return the facts as JSON, optionally without the names of ``districts``."""
        named = sorted(self.districts) if districts and len(self.districts) <= _MOST_LISTED else []
        return {
            "file": self.file,
            "sheet": self.sheet,
            "kind": self.kind,
            "profile": self.profile,
            "profile_from": self.profile_from,
            "header_row": self.header_row,
            "rows": self.rows,
            "blank_rows": self.blank_rows,
            "day_first": self.reading.day_first,
            "sheets_left_out": dict(self.left_out),
            "read_as": self.read_as(),
            "not_used": self.reading.not_used(),
            "months": sorted(self.months),
            "districts": named,
            "n_districts": len(self.districts),
            "ages_compared": self.ages_compared,
            "ages_disagree": self.ages_disagree,
            "ages_exchanged": self.ages_exchanged,
            "z_compared": self.z_compared,
            "z_equal": self.z_equal,
        }

    def shares_rows_with(self, other: TableFacts) -> float:
        """Return the approximate share of the smaller table's rows that are also in the other."""
        return share_in_common(self._sketch, other._sketch)


def _agree(
    birth: NDArray[Any], visit: NDArray[Any], written: NDArray[Any], slack: NDArray[Any] | float
) -> NDArray[np.bool_]:
    """Return where the two dates agree with the written age."""
    gap = (visit - birth).astype("m8[D]").astype(np.float64) - written
    agree: NDArray[np.bool_] = (gap >= -_SLACK_DAYS) & (gap <= slack + _SLACK_DAYS)
    return agree
