"""Top of every report: warnings, files, and how columns were read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from zscore import __version__
from zscore.children.date_cells import Order
from zscore.children.headings import folded
from zscore.errors import listed
from zscore.messages import grouped, text
from zscore.pipeline.facts import TableFacts
from zscore.pipeline.run_warnings import Warn
from zscore.reports.sections import Cell, Column, Part, Table, Text, printable

_MOST_TABLES = 12  # shown on a terminal
_SHOWN = ("child", "measurement", "published", "survey", "place")


def title_part(*more: str) -> Text:
    """Return the first line of a report."""
    return Text(key="title", lines=(" · ".join((f"zscore {__version__}", *more)),))


def warnings_part(warnings: Sequence[Warn], lang: str) -> Text:
    """Return warnings as sentences."""
    lines = tuple(f"! {text(warn.key, lang, **warn.values)}" for warn in warnings)
    return Text(key="warnings", lines=lines, mark="doubtful")


def tables_parts(
    tables: Sequence[TableFacts], warnings: Sequence[Warn], lang: str
) -> Iterator[Part]:
    """Yield the parts about the tables of a run, shown before its numbers."""
    if warnings:
        yield warnings_part(warnings, lang)
    if not tables:
        return
    yield _files(tables, lang)
    yield Text(key="read_as", lines=tuple(_layouts(tables, lang)))


def counts_table(rows: Sequence[tuple[str, int, str]]) -> Table:
    """Return a table of counts, with a name, a number and a remark in each row."""
    columns = (Column(), Column(kind="whole"), Column())
    return Table(key="rows", columns=columns, rows=rows)


def _files(tables: Sequence[TableFacts], lang: str) -> Table:
    columns = {
        "file": Column(title=text("heading_file", lang)),
        "rows": Column(title=text("heading_rows", lang), kind="whole"),
    }
    there = {
        "months": ("text", any(facts.months for facts in tables)),
        "districts": ("text", any(facts.districts for facts in tables)),
        "ages_disagree": ("percent", any(facts.ages_compared for facts in tables)),
        "z_equal": ("percent", any(facts.z_compared for facts in tables)),
    }
    columns |= {
        name: Column(title=text(f"heading_{name}", lang), kind=kind)
        for name, (kind, is_there) in there.items()
        if is_there
    }

    def row(facts: TableFacts) -> tuple[Cell, ...]:
        cells: dict[str, Cell] = {
            "file": facts.name,
            "rows": facts.rows,
            "months": _span(sorted(facts.months)),
            "districts": _names(facts.districts, lang),
            "ages_disagree": share(facts.ages_disagree, facts.ages_compared),
            "z_equal": share(facts.z_equal, facts.z_compared),
        }
        return tuple(cells[name] for name in columns)

    return Table(
        key="files",
        columns=tuple(columns.values()),
        rows=[row(facts) for facts in tables],
        most=_MOST_TABLES,
        rest="and_more_files",
    )


def _layouts(tables: Sequence[TableFacts], lang: str) -> Iterator[str]:
    """Yield a line for each way in which tables were read.

    Tables that differ only in where the date order mattered are combined.
    """
    alike: dict[str, list[tuple[dict[str, Order], list[TableFacts]]]] = {}
    for facts in tables:
        own = facts.reading.shown_orders
        groups = alike.setdefault(_layout(facts, {}, lang), [])
        for orders, some in groups:
            if all(orders.get(name, order) == order for name, order in own.items()):
                orders.update(own)
                some.append(facts)
                break
        else:
            groups.append((dict(own), [facts]))
    for orders, some in (group for groups in alike.values() for group in groups):
        title = text("heading_read_as", lang)
        if len(some) < len(tables):
            title += f" ({', '.join(printable(facts.name) for facts in some)})"
        yield f"{title}: {_layout(some[0], orders, lang)}"


def _layout(facts: TableFacts, orders: Mapping[str, str], lang: str) -> str:
    reading = facts.reading
    why = text(f"profile_from_{facts.profile_from}", lang)
    read = [
        _read_as(facts, name, orders.get(name), lang)
        for name, entry in reading.columns.items()
        if entry.entry.group in _SHOWN
    ]
    lines = [f"{text('profile', lang)} {facts.profile} ({why}); {', '.join(read)}"]
    if unused := reading.not_used():
        names = [
            printable(heading)
            if near is None
            else text("not_used_near", lang, heading=printable(heading), near=near)
            for heading, near in unused.items()
        ]
        lines.append(text("not_used", lang, names=", ".join(names)))
    return "\n".join(lines)


def _read_as(facts: TableFacts, name: str, order: str | None, lang: str) -> str:
    """Return how a column was read, such as ``weight_kg ← Berat [g]``."""
    reading, entry = facts.reading, facts.reading.columns[name]
    shown = name
    if folded(entry.heading) != folded(name):
        shown += f" ← {printable(listed([entry.heading]))}"
    if name in reading.units or name in reading.told.units:
        shown += f" [{reading.unit(name)}]"
    if codes := {**entry.meaning.codes, **reading.told.codes.get(name, {})}:
        shown += f" [{', '.join(f'{code}={meaning}' for code, meaning in codes.items())}]"
    if order is not None:
        shown += f" [{text(f'order_{order}', lang)}]"
    return shown


def _span(months: Sequence[str]) -> str:
    if not months:
        return "–"
    return months[0] if len(months) == 1 else f"{months[0]}–{months[-1]}"


def _names(names: set[str], lang: str) -> str:
    if len(names) == 1:
        return printable(next(iter(names)))
    return str(grouped(len(names), lang)) if names else "–"


def share(part: int, whole: int) -> float | str:
    """Return a share in percent, or a dash if ``whole`` is 0."""
    return 100 * part / whole if whole else "–"
