"""Loops over the visits of each child, in the order of their days."""

from __future__ import annotations

from zscore._jit import jit

# Codes of the KMS rule; the reasons why a visit has none follow them in weight_gain.py.
GAINED, NOT_GAINED, NOT_WEIGHED_BEFORE, NEW = range(4)  # N, T, O, B
NO_CODE = -1
ANY_GAIN = 1  # [g] is enough below one month of age


@jit
def code_weighings(
    first, month, age, sex, grams, at_birth, least, code, gain, needed, since, twice
):
    """Code the latest weighing of each calendar month by the KMS rule.

    first     int64[children + 1]  where the visits of each child begin, ordered by day
    month     int64[n]             calendar month of the visit, counted from any
    age       int64[n]             completed months; below 0 if unknown or beyond ``least``
    sex       int8[n]              0 male, 1 female
    grams     int64[n]             weight [g], below 0 if there is none
    at_birth  bool[n]              is the visit on the day of birth?
    least     int64[2, months]     minimum weight gain [g] by sex and completed month
    code      int8[n]              GAINED, NOT_GAINED, NOT_WEIGHED_BEFORE, NEW or NO_CODE
    gain      int64[n]             grams since the weighing before
    needed    int64[n]             minimum weight gain [g], 0 where none is looked up
    since     int64[n]             calendar months since the weighing before, 0 if there is none
    twice     bool[n]              NOT_GAINED, and so was the coded weighing before
    """
    for child in range(len(first) - 1):
        start, end = first[child], first[child + 1]
        before = -1  # the latest weighing of a month before this one
        not_gained = False
        for i in range(start, end):
            code[i], gain[i], needed[i], since[i], twice[i] = NO_CODE, 0, 0, 0, False
            if grams[i] < 0 or _weighed_later(i, end, month, grams):
                continue
            if before >= 0:
                gain[i] = grams[i] - grams[before]
                since[i] = month[i] - month[before]
            if age[i] >= 0:
                if at_birth[i] or month[start] == month[i]:
                    code[i] = NEW
                elif since[i] != 1:
                    code[i] = NOT_WEIGHED_BEFORE
                else:
                    needed[i] = least[sex[i], age[i]] if age[i] > 0 else ANY_GAIN
                    gained = gain[i] >= needed[i]
                    code[i] = GAINED if gained else NOT_GAINED
                    twice[i] = not gained and not_gained
                    not_gained = not gained
            before = i


@jit
def _weighed_later(i, end, month, grams):
    """Is there a later weighing of the same child in the same calendar month?"""
    later = i + 1
    while later < end and month[later] == month[i]:
        if grams[later] >= 0:
            return True
        later += 1
    return False
