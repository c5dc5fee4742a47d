"""Write the tables of docs/ that are made of the tables in src/.

    python docs/tables.py

A table stands between two marks, such as ``<!-- checks: begin -->`` and ``<!-- checks: end -->``;
tests/test_documents.py checks that the documents hold each as it is in src/.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from zscore.children.columns import AGE_HEADINGS, COLUMNS, Column, Heading
from zscore.classify.schemes import SCHEMES, Condition
from zscore.prevalence.conditions import PROPORTIONS
from zscore.prevalence.estimate_columns import COLUMNS as COLUMNS_OF
from zscore.quality.checks import CHECKS
from zscore.quality.scorecard import STATISTICS, Statistic

DOCUMENTS = {
    "reading.md": "en", "reading.id.md": "id", "verification.md": "en", "prevalence.md": "en",
}  # fmt: skip
GROUPS = {
    "child": {"en": "The child", "id": "Anak"},
    "measurement": {"en": "Measurements", "id": "Pengukuran"},
    "place": {"en": "Places", "id": "Wilayah"},
    "survey": {"en": "Survey design", "id": "Rancangan survei"},
    "published": {
        "en": "Z-scores and classes of others",
        "id": "Z-score dan kategori hitungan pihak lain",
    },
    "identity": {"en": "Identity", "id": "Identitas"},
    "register": {"en": "Other columns of e-PPGBM", "id": "Kolom lain e-PPGBM"},
}
TOP = {
    "en": "| column | what it holds | headings |",
    "id": "| kolom | isi | judul kolom yang dikenal |",
}
AGE = {"en": "age without a unit", "id": "umur tanpa satuan"}


def columns(lang: str) -> str:
    """Return the columns of all groups, a table each."""
    parts = []
    for group, titles in GROUPS.items():
        lines = [f"### {titles[lang]}", TOP[lang], "|---|---|---|"]
        lines += [_row(column, lang) for column in COLUMNS if column.group == group]
        if group == "child":
            ages = ", ".join(sorted(AGE_HEADINGS))
            lines.append(f"| `age_months`, `age_at_visit` | {AGE[lang]} | {ages} |")
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def checks(lang: str) -> str:
    """Return the checks of rows."""
    return _table(
        ("finding", "severity", "what it says", "may change", "columns"),
        (
            (f"`{c.name}`", c.severity, c.titles[lang], c.changes, ", ".join(c.needs))
            for c in CHECKS
        ),
    )


def statistics(lang: str) -> str:
    """Return the statistics of the score card; those of several subjects in one row."""
    rows = []
    for name in dict.fromkeys(entry.statistic for entry in STATISTICS):
        entries = [entry for entry in STATISTICS if entry.statistic == name]
        accepted: dict[str, list[str]] = {}
        for entry in entries:
            accepted.setdefault(_accepted(entry), []).append(entry.subject)
        limits = "; ".join(
            limit if len(accepted) == 1 else f"{', '.join(subjects)}: {limit or 'any'}"
            for limit, subjects in accepted.items()
        )
        why = "; ".join(dict.fromkeys(entry.why for entry in entries if entry.why))
        subjects = ", ".join(entry.subject for entry in entries)
        rows.append((f"`{name}`", entries[0].titles[lang], subjects, limits, why))
    return _table(("statistic", "what it is", "subjects", "accepted", "why"), rows)


def conditions(lang: str) -> str:
    """Return the conditions with a name of their own."""
    named = (entry for entry in PROPORTIONS if entry.titles)
    return _table(
        ("condition", "what it is", "columns", "cut-off", "WHO's classes from [%]"),
        (
            (
                f"`{entry.name}`",
                entry.titles[lang],
                entry.indicator.replace(" ", ", "),
                entry.cutoff,
                ", ".join(f"{limit:g}" for limit in entry.limits),
            )
            for entry in named
        ),
    )


def estimates(_lang: str) -> str:
    """Return the columns of estimates."""
    return _table(("column", "meaning"), ((f"`{name}`", said) for name, said in COLUMNS_OF.items()))


def schemes(lang: str) -> str:
    """Return the classes of every scheme, the lowest first."""
    return _table(
        ("scheme", "column", "of", "classes", "cut-offs"),
        (
            (
                f"`{scheme.name}`",
                f"`{part.name}`",
                ", ".join(dict.fromkeys(part.values())),
                ", ".join(part.labels.get(lang, next(iter(part.labels.values())))),
                ", ".join(f"{c:g}" for c in (*part.below, *part.above))
                if isinstance(part, Condition)
                else ", ".join(f"{name} {side} {cutoff:g}" for name, side, cutoff in part.tests),
            )
            for scheme in SCHEMES.values()
            for part in scheme.parts()
        ),
    )


TABLES: tuple[Callable[[str], str], ...] = (
    columns, checks, statistics, conditions, estimates, schemes,
)  # fmt: skip


def document(text: str, lang: str) -> str:
    """Return a document with the tables between their marks."""
    for table in TABLES:
        begin, end = (f"<!-- {table.__name__}: {mark} -->" for mark in ("begin", "end"))
        marked = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
        text = marked.sub(lambda _, made=table, b=begin, e=end: f"{b}\n{made(lang)}\n{e}", text)
    return text


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join(f"| {' | '.join(_escaped(cell) for cell in line)} |" for line in lines)


def _escaped(cell: str) -> str:
    return cell.replace("|", "\\|")


def _accepted(entry: Statistic) -> str:
    low, high = entry.accepted
    if math.isinf(low) and math.isinf(high):
        return ""
    if math.isinf(high):
        return f"from {low:g}"
    return f"to {high:g}" if low == 0 else f"{low:g} to {high:g}"


def _row(column: Column, lang: str) -> str:
    known = [f"**{heading}**" for heading in column.register]
    known += [_heading(heading) for heading in column.headings]
    return f"| `{column.name}` | {column.titles[lang]} | {', '.join(known)} |"


def _heading(heading: str | Heading) -> str:
    if isinstance(heading, str):
        return heading
    return heading.text if heading.unit is None else f"{heading.text} ({heading.unit})"


if __name__ == "__main__":
    for name, lang in DOCUMENTS.items():
        path = Path(__file__).with_name(name)
        path.write_text(document(path.read_text("utf-8"), lang), "utf-8")
