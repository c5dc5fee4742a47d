"""What makes a table an e-PPGBM export: the register's own headings, never a user's."""

from __future__ import annotations

from collections.abc import Collection

from zscore.children.recognition import Recognition

# Some of each of these, or it is no export; the age may be written instead of its two dates.
_REQUIRED = ({"sex"}, {"weight_kg", "length_height_cm"})
_AGES = ({"birth_date", "visit_date"}, {"age_at_visit"})


def is_export(found: Recognition) -> bool:
    """Do the register's headings in a table make it an export?"""
    entries = {**{name: (entry,) for name, entry in found.columns.items()}, **found.rivals}
    return has_signature(
        {name for name, some in entries.items() if any(entry.meaning.register for entry in some)}
    )


def has_signature(names: Collection[str]) -> bool:
    """Do these columns make a table of measured children as the register exports it?"""
    some = all(choices & set(names) for choices in _REQUIRED)
    return some and any(ages <= set(names) for ages in _AGES)
