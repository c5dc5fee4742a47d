"""What is told of follow_up_files: how many children are on the list, and why."""

from __future__ import annotations

from collections.abc import Iterator

from zscore.growth.follow_up_list import REASONS
from zscore.messages import text
from zscore.pipeline.follow_up_files import FollowUpFiles
from zscore.reports.sections import Column, Marked, Part, Table, Text
from zscore.reports.table_sections import counts_table, tables_parts, title_part


def follow_up_parts(found: FollowUpFiles, lang: str) -> Iterator[Part]:
    """Yield the parts of the report of a list of children to visit."""
    yield title_part(text("follow_up_title", lang))
    yield from tables_parts(found.facts, found.warnings, lang)
    yield counts_table(
        [
            (text("rows_in", lang), found.rows, text("of_files", lang, n=len(found.files))),
            (text("follow_up_children", lang), found.children, found.output or ""),
            (text("follow_up_to_measure", lang), found.measure_again, ""),
        ]
    )
    if found.children:
        yield Table(
            key="reasons",
            columns=(
                Column(title=text("follow_up_priority", lang)),
                Column(title=text("follow_up_reason", lang)),
                Column(title=text("follow_up_children", lang), kind="whole"),
            ),
            rows=[
                (
                    f"P{reason.priority}",
                    Marked(reason.titles[lang], "grave")
                    if reason.priority == 1
                    else reason.titles[lang],
                    found.reasons[reason.name],
                )
                for reason in REASONS
                if found.reasons[reason.name]
            ],
        )
    if found.written:
        names = ", ".join(found.written)
        yield Text(key="written", lines=(text("follow_up_written", lang, files=names),))
