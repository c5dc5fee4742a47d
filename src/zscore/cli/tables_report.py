"""What stands at the top of every summary: warnings, the files, what was read as what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.table import Table

from zscore.children.date_cells import Order
from zscore.children.headings import folded
from zscore.cli.terminal import new_table
from zscore.errors import listed
from zscore.messages import decimal, grouped, text
from zscore.pipeline.facts import TableFacts
from zscore.pipeline.run_warnings import Warn

_MOST_TABLES = 12  # that are shown
_SHOWN = ("child", "measurement", "published", "survey", "place")


def warning_texts(warnings: Sequence[Warn], lang: str) -> list[str]:
    """Return warnings as sentences."""
    return [f"! {text(warn.key, lang, **warn.values)}" for warn in warnings]


def tables_parts(
    tables: Sequence[TableFacts], warnings: Sequence[Warn], lang: str
) -> Iterator[object]:
    """Yield what must be known of the tables of a run before its numbers."""
    if warnings:
        yield "\n".join(warning_texts(warnings, lang))
    if not tables:
        return
    yield _files(tables, lang)
    yield "\n".join(_layouts(tables, lang))


def _files(tables: Sequence[TableFacts], lang: str) -> Table:
    shown = new_table(text("heading_file", lang), text("heading_rows", lang))
    columns = {
        "months": any(facts.months for facts in tables),
        "districts": any(facts.districts for facts in tables),
        "ages_disagree": any(facts.ages_compared for facts in tables),
        "z_equal": any(facts.z_compared for facts in tables),
    }
    for name, there in columns.items():
        if there:
            shown.add_column(text(f"heading_{name}", lang), justify="right")
    for facts in tables[:_MOST_TABLES]:
        cells = {
            "months": _span(sorted(facts.months)),
            "districts": _names(facts.districts, lang),
            "ages_disagree": _share(facts.ages_disagree, facts.ages_compared, lang),
            "z_equal": _share(facts.z_equal, facts.z_compared, lang),
        }
        row = [cell for name, cell in cells.items() if columns[name]]
        shown.add_row(_printable(facts.name), str(grouped(facts.rows, lang)), *row)
    if len(tables) > _MOST_TABLES:
        shown.add_row(text("and_more_files", lang, n=len(tables) - _MOST_TABLES), "")
    return shown


def _layouts(tables: Sequence[TableFacts], lang: str) -> Iterator[str]:
    """Yield a line for each way in which tables were read.

    Tables that differ only in where the order of dates mattered go together.
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
            title += f" ({', '.join(_printable(facts.name) for facts in some)})"
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
            _printable(heading)
            if near is None
            else text("not_used_near", lang, heading=_printable(heading), near=near)
            for heading, near in unused.items()
        ]
        lines.append(text("not_used", lang, names=", ".join(names)))
    return "\n".join(lines)


def _read_as(facts: TableFacts, name: str, order: str | None, lang: str) -> str:
    """Return a column of the table and what it was read as, as ``weight_kg ← Berat [g]``."""
    reading, entry = facts.reading, facts.reading.columns[name]
    shown = name
    if folded(entry.heading) != folded(name):
        shown += f" ← {_printable(listed([entry.heading]))}"
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
        return _printable(next(iter(names)))
    return str(grouped(len(names), lang)) if names else "–"


def _share(part: int, whole: int, lang: str) -> str:
    return f"{decimal(100 * part / whole, 1, lang)} %" if whole else "–"


def _printable(name: str) -> str:
    """Return a name without what would steer the terminal."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in name)
