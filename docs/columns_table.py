"""Write the table of columns into docs/reading.md and docs/reading.id.md.

    python docs/columns_table.py

The table is made of zscore.children.columns; tests/test_documents.py checks that the documents
hold it as it is there.
"""

from __future__ import annotations

from pathlib import Path

from zscore.children.columns import AGE_HEADINGS, COLUMNS, Column, Heading

BEGIN, END = "<!-- columns: begin -->", "<!-- columns: end -->"
DOCUMENTS = {"en": "reading.md", "id": "reading.id.md"}
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


def table(lang: str) -> str:
    """Return the tables of all groups as Markdown."""
    parts = []
    for group, titles in GROUPS.items():
        lines = [f"### {titles[lang]}", TOP[lang], "|---|---|---|"]
        lines += [_row(column, lang) for column in COLUMNS if column.group == group]
        if group == "child":
            ages = ", ".join(sorted(AGE_HEADINGS))
            lines.append(f"| `age_months`, `age_at_visit` | {AGE[lang]} | {ages} |")
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def document(text: str, lang: str) -> str:
    """Return a document with the table between its marks."""
    before, _, rest = text.partition(BEGIN)
    return f"{before}{BEGIN}\n{table(lang)}\n{END}{rest.partition(END)[2]}"


def _row(column: Column, lang: str) -> str:
    known = [f"**{heading}**" for heading in column.register]
    known += [_heading(heading) for heading in column.headings]
    return f"| `{column.name}` | {column.titles[lang]} | {', '.join(known)} |"


def _heading(heading: str | Heading) -> str:
    if isinstance(heading, str):
        return heading
    return heading.text if heading.unit is None else f"{heading.text} ({heading.unit})"


if __name__ == "__main__":
    for lang, name in DOCUMENTS.items():
        path = Path(__file__).with_name(name)
        path.write_text(document(path.read_text("utf-8"), lang), "utf-8")
