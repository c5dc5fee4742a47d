"""THE TABLE of profiles: rules on ages and positions."""

from __future__ import annotations

import math
from dataclasses import dataclass

from zscore.errors import UnknownNameError
from zscore.who_lms.standards import WHO_2006


@dataclass(frozen=True, kw_only=True)
class Profile:
    """Rules that differ between WHO anthro and e-PPGBM."""

    name: str
    months_end: float  # by WHO 2006 while the age in months, unrounded, is below this
    standing_from_months: float  # standing below this age is rejected
    source: str


WHO = Profile(
    name="who",
    months_end=WHO_2006.months_end,
    standing_from_months=9.0,
    source="WHO anthro 1.1.0, observed by running it",
)
# e-PPGBM scores up to the last row of WHO's expanded tables (1856 days), and accepts every
# position. No known export has older children; after that day they are scored by WHO 2007.
EPPGBM = Profile(
    name="eppgbm",
    months_end=math.inf,
    standing_from_months=-math.inf,
    source="13,717 published rows of e-PPGBM: 99.8 % of z equal to 2 decimals",
)

PROFILES = {entry.name: entry for entry in (WHO, EPPGBM)}


def profile_named(name: str) -> Profile:
    """Return the profile called ``name``.

    Raises
    ------
    UnknownNameError
        If the name is unknown.
    """
    if not isinstance(name, str) or name not in PROFILES:
        raise UnknownNameError("unknown_profile", name=name, known=", ".join(PROFILES))
    return PROFILES[name]
