"""Recognition of a table's columns by their headings and the user's mapping."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from zscore.children.cells import cleaned
from zscore.children.columns import BY_NAME, Column
from zscore.children.headings import AGE, Meaning, folded, meaning_of, suggestion
from zscore.children.mapping import ColumnMapping
from zscore.children.measurement_units import UNIT_OF_WORD, fits
from zscore.children.suggestions import nearest
from zscore.errors import ColumnError, listed, looks_like_data

_SIBLINGS = {"sub": "triceps_skinfold_mm", "tri": "subscapular_skinfold_mm"}
_NTH = re.compile(r"(.+) \((\d{1,3})\)")  # the second column with the same heading
_NEAR = {"renamed_missing": "renamed_missing_near", "group_missing": "group_missing_near"}
_OURS = {"age_source", "reading_notes"}  # columns that zscore adds to exports


@dataclass(frozen=True, kw_only=True)
class ReadAs:
    """A column of a table, and how it is read."""

    index: int  # among the columns of the table
    heading: str
    meaning: Meaning
    told: bool = False  # specified by the user, not recognised by its heading

    @property
    def entry(self) -> Column:
        """The entry in THE TABLE of columns."""
        return BY_NAME[self.meaning.column]


@dataclass(frozen=True, kw_only=True)
class Recognition:
    """The columns of a table recognised by their headings."""

    columns: Mapping[str, ReadAs]  # by canonical name
    ages: tuple[ReadAs, ...] = ()  # without a stated unit
    rivals: Mapping[str, tuple[ReadAs, ...]] = field(default_factory=dict)  # several for one column
    unknown: tuple[int, ...] = ()  # columns with an unknown heading
    headings: tuple[str, ...] = ()

    def __contains__(self, name: str) -> bool:
        return name in self.columns

    def preferring_register(self) -> Recognition:
        """Return the recognition with the register's own heading chosen among several."""
        chosen = {
            name: own[0]
            for name, some in self.rivals.items()
            if len(own := [entry for entry in some if entry.meaning.register]) == 1
        }
        return replace(
            self,
            columns={**self.columns, **chosen},
            rivals={name: some for name, some in self.rivals.items() if name not in chosen},
            unknown=tuple(i for i in self.unknown if i not in {e.index for e in chosen.values()}),
        )

    def heading_of(self, name: str) -> str:
        """Return the heading of a recognised column, or the name itself."""
        found = self.columns.get(name)
        return name if found is None else found.heading

    def told_apart(self, entry: ReadAs) -> str:
        """Return a unique heading for users: the second "Berat" is "Berat (2)"."""
        same = [i for i, text in enumerate(self.headings) if folded(text) == folded(entry.heading)]
        if len(same) < 2:
            return entry.heading
        return f"{entry.heading} ({same.index(entry.index) + 1})"

    def not_used(self) -> dict[str, str | None]:
        """Return the headings that are not used, each with the nearest known one."""
        headings = [self.headings[i] for i in self.unknown if self.headings[i] not in _OURS]
        if looks_like_data(headings):
            return {}
        return {heading: suggestion(heading) for heading in headings if heading}


def recognise(headings: Sequence[str | None], told: ColumnMapping | None = None) -> Recognition:
    """Recognise the columns of a table.

    The user's mapping takes precedence: a heading named there is not used for another column, nor
    another heading for that column.

    Raises
    ------
    ColumnError
        If a heading named by the user is missing, or occurs twice.
    """
    texts = tuple(cleaned(heading) for heading in headings)
    named = _told_columns(texts, told) if told is not None and told.columns else {}
    taken = {entry.index for entry in named.values()}
    found: dict[str, list[ReadAs]] = {}
    ages: list[ReadAs] = []
    unknown: list[int] = []
    for index, heading in enumerate(texts):
        if index in taken or not heading:
            continue
        meaning = meaning_of(heading)
        if meaning is None:
            unknown.append(index)
        elif meaning.column == AGE:
            ages.append(ReadAs(index=index, heading=heading, meaning=meaning))
        elif meaning.column in named:
            unknown.append(index)
        else:
            found.setdefault(meaning.column, []).append(
                ReadAs(index=index, heading=heading, meaning=meaning)
            )
    columns = dict(named)
    columns |= {name: some[0] for name, some in found.items() if len(some) == 1}
    for name, entry in list(columns.items()):
        beside = None if entry.told else _SIBLINGS.get(folded(entry.heading))
        if beside is not None and beside not in columns:  # possibly a subject, or a trimester
            unknown.append(columns.pop(name).index)
    rivals = {name: tuple(some) for name, some in found.items() if len(some) > 1}
    unknown += [entry.index for some in rivals.values() for entry in some]
    return Recognition(
        columns=columns,
        ages=tuple(ages) if not {"age_days", "age_months"} & named.keys() else (),
        rivals=rivals,
        unknown=tuple(sorted(unknown)),
        headings=texts,
    )


def missing_column(key: str, name: str, there: Iterable[str]) -> ColumnError:
    """Return the error for a missing column, with the most similar existing one."""
    names = [text for text in there if text]
    found, near = listed(names), None if looks_like_data(names) else nearest(name, names)
    if near is None and (column := suggestion(name)) in names:
        near = column
    if near is None:
        return ColumnError(key, column=name, found=found)
    return ColumnError(_NEAR[key], column=name, found=found, near=near)


def _told_columns(texts: Sequence[str], told: ColumnMapping) -> dict[str, ReadAs]:
    named = {}
    for name, heading in told.columns.items():
        at = [i for i, text in enumerate(texts) if text == cleaned(heading)]
        at = at or [i for i, text in enumerate(texts) if folded(text) == folded(heading)]
        if not at and (match := _NTH.fullmatch(heading.strip())):
            same = [i for i, text in enumerate(texts) if folded(text) == folded(match[1])]
            at = same[int(match[2]) - 1 : int(match[2])]
        if not at:
            raise missing_column("renamed_missing", heading, texts)
        if len(at) > 1:
            raise ColumnError("column_doubled", column=listed([heading]))
        stated = meaning_of(texts[at[0]])
        meaning = Meaning(column=name)
        own = BY_NAME[name].unit
        if stated is not None and stated.column == name:
            meaning = stated
        elif stated is not None and stated.unit and own and fits(stated.unit, own):
            meaning = replace(meaning, unit=stated.unit)
        elif unit := _unit_at_end(folded(texts[at[0]]), own):
            meaning = replace(meaning, unit=unit)
        named[name] = ReadAs(index=at[0], heading=texts[at[0]], meaning=meaning, told=True)
    return named


def _unit_at_end(text: str, own: str | None) -> str | None:
    """Return the unit at the end of any heading, in brackets or as its last word."""
    word = text.rstrip(")]").rpartition(" ")[2].lstrip("([")
    unit = UNIT_OF_WORD.get(word)
    return unit if unit and own and fits(unit, own) else None
