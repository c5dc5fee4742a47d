"""Pseudonymous ids of children made with a secret key, the same in every file.

They are the HMAC-SHA256 of NIK and birth date if the NIK is complete, otherwise of birth date, sex
and name; so a child whose NIK is masked in one file has another id there. Without a key there are
no ids, because all NIKs and names could be tried.
"""

from __future__ import annotations

import hashlib
import hmac
from pathlib import Path

import numpy as np
import pyarrow as pa

from zscore.children.arrays import MISSING
from zscore.errors import OutputError
from zscore.prevalence.children import normalised, own_ids
from zscore.quality.rows import Flags, Rows

LEAST_BYTES = 16
_HEX = 32  # digits, 128 bits


def read_key(path: Path) -> bytes:
    """Return the key in a file.

    Raises
    ------
    OutputError
        If it cannot be read, or is too short to be one.
    """
    try:
        key = path.read_bytes()
    except OSError as error:
        raise OutputError("key_unread", file=path.name, why=error.strerror or "") from None
    if len(key) < LEAST_BYTES:
        raise OutputError("key_too_short", file=path.name, n=len(key), least=LEAST_BYTES)
    return key


def child_ids(rows: Rows, chosen: Flags, key: bytes) -> pa.Array:
    """Return the ids of the chosen rows, null for unknown children."""
    at = pa.array(np.flatnonzero(chosen))
    niks = own_ids(rows.texts("nik").take(at), of_nik=True).to_pylist()
    names = rows.texts("child_name").take(at).to_pylist()
    births, sexes = rows.birth[chosen].astype(str), rows.sex[chosen]
    ids: list[str | None] = []
    for nik, name, birth, sex in zip(niks, names, births, sexes, strict=True):
        letters = normalised(name or "")
        if nik:
            told = f"nik {nik} {birth}"  # some NIKs are those of several children
        elif letters and birth != "NaT" and sex != MISSING:
            told = f"child {birth} {sex} {letters}"
        else:
            ids.append(None)
            continue
        ids.append(hmac.new(key, told.encode(), hashlib.sha256).hexdigest()[:_HEX])
    return pa.array(ids, pa.string())
