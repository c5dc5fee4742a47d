"""Reasons for missing z-scores, in order of precedence.

A reason is an int8 code in the kernels (-1 if there is a z) and a category in the
output; its message is in messages/ under ``reason_<name>``.
"""

from __future__ import annotations

REASONS = (
    "no_sex",
    "no_age",
    "age_outside",
    "no_measurement",
    "measurement_not_positive",
    "measurement_not_finite",
    "length_off_the_table",
    "oedema",
    "before_term",
)

SCORED = -1
NO_SEX, NO_AGE, AGE_OUTSIDE, NO_MEASUREMENT = range(4)
NOT_POSITIVE, NOT_FINITE, OFF_THE_TABLE, OEDEMA = range(4, 8)
BEFORE_TERM = 8  # of a corrected age alone, in place of AGE_OUTSIDE
