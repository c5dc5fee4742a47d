"""Common base of results of files: files, tables, and JSON output."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from zscore import __version__
from zscore.errors import ZScoreError
from zscore.pipeline.facts import TableFacts
from zscore.pipeline.notebook import html_table
from zscore.pipeline.run_warnings import Warn
from zscore.who_lms.provenance import provenance


@dataclass(kw_only=True, repr=False)
class OfFiles:
    """Files of a call and facts about their tables: see Summary."""

    files: list[str] = field(default_factory=list)
    failed: list[tuple[str, ZScoreError]] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)
    facts: list[TableFacts] = field(default_factory=list)
    warnings: list[Warn] = field(default_factory=list)
    output: str | None = None

    def __repr__(self) -> str:
        """Return the numbers of files processed and refused."""
        rows = sum(facts.rows for facts in self.facts)
        done = f"{len(self.files)} files, {rows} rows"
        return f"{type(self).__name__}({done}, {len(self.failed)} files refused)"

    def _repr_html_(self) -> str:
        """Return what a notebook shows; no cell of a file is in it."""
        rows = sum(facts.rows for facts in self.facts)
        found: list[tuple[str, object]] = [("files", len(self.files)), ("rows", rows)]
        found += [("refused", f"{file}: {error}") for file, error in self.failed]
        found += [("passed over", file) for file in self.passed_over]
        found += [("output", self.output)] if self.output else []
        title = html_table((type(self).__name__, ""), found)
        return title + "".join(html_table(*table) for table in self._tables_to_show())

    def _tables_to_show(self) -> Iterator[tuple[Sequence[str], Iterable[Sequence[object]]]]:
        """Yield headings and rows of what else a notebook shows."""
        yield from ()

    def _as_json(self, schema: str, lang: str) -> dict[str, Any]:
        """Return the common part of the JSON; messages are in ``lang``."""
        return {
            "schema": schema,
            "zscore": __version__,
            "provenance": provenance(),
            "output": self.output,
            "files": self.files,
            "files_passed_over": self.passed_over,
            "tables": [facts.as_json() for facts in self.facts],
            "warnings": [{"key": warn.key, **warn.values} for warn in self.warnings],
            "failed": [
                {"file": file, "key": error.key, "message": error.text(lang)}
                for file, error in self.failed
            ],
        }
