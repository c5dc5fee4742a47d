"""A table of texts as it would be read, for the tests of children/."""

from __future__ import annotations

from zscore.children.mapping import ColumnMapping
from zscore.children.probe import Probe
from zscore.children.reading import Reading, decide
from zscore.children.recognition import recognise


def read(table: dict[str, list[str]], **told: object) -> Reading:
    """Return how a table is read."""
    how = ColumnMapping(**told)
    found = recognise(list(table), how)
    probe = Probe()
    columns = list(table.values())
    probe.at(found, how, lambda index: columns[index])
    return decide(found, probe, how)
