"""Provenance: version, profile and checksums of the LMS tables."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from typing import Any

import pyarrow as pa

from zscore._version import __version__
from zscore.who_lms.measurements import switch_months
from zscore.who_lms.profiles import WHO, profile_named
from zscore.who_lms.standards import WHO_2006, WHO_2007
from zscore.who_lms.tables import ages_of, tables_directory

METADATA_KEY = "zscore"  # of Parquet files and Arrow schemas


def provenance(profile: str | None = None) -> dict[str, Any]:
    """Return the provenance of z-scores, as for JSON.

    Parameters
    ----------
    profile
        The profile, if all z-scores were computed with the same one.

    Returns
    -------
    dict
        ``zscore``: the version; ``profile``; ``standards``: those that children are scored by,
        each with the ages [months] it is used for under the profile; ``tables``: sha256 of each
        file of LMS figures.
        Files written by zscore include it: Parquet in the metadata ``zscore``, JSON summaries
        under ``provenance``.

    Raises
    ------
    UnknownNameError
        If there is no such profile.

    Examples
    --------
    >>> import zscore as zs
    >>> made_by = zs.provenance("eppgbm")
    >>> made_by["profile"], made_by["tables"]["who2006_weight_for_age"][:8]
    ('eppgbm', 'a98e958a')
    """
    name = None if profile is None else profile_named(profile).name
    return {
        "zscore": __version__,
        "profile": name,
        "standards": _standards(name or WHO.name),
        "tables": dict(_table_hashes()),
    }


def _standards(profile: str) -> dict[str, str]:
    """Return the ages of each standard."""
    switch = switch_months(profile_named(profile))
    last = ages_of(WHO_2007.name)[1]
    return {
        WHO_2006.name: f"from 0 to below {switch:g} months",
        WHO_2007.name: f"from {switch:g} to {last:g} months",
    }


@cache
def _table_hashes() -> tuple[tuple[str, str], ...]:
    files = sorted(tables_directory().glob("*.csv"))
    return tuple((file.stem, hashlib.sha256(file.read_bytes()).hexdigest()) for file in files)


def stamped(schema: pa.Schema, profile: str | None = None) -> pa.Schema:
    """Return a schema with provenance in its metadata."""
    text = json.dumps(provenance(profile), sort_keys=True)
    return schema.with_metadata({**(schema.metadata or {}), METADATA_KEY: text})
