"""The naive twin of growth: the KMS rule and the linking of visits, one child at a time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from datetime import date
from typing import Any


def code_child(visits: Sequence[dict[str, Any]], kbm: dict[tuple[str, int], int]) -> list[Any]:
    """Return (code, gain, 2T) of each visit of one child, in the order of their days.

    A visit has: month (of the calendar, counted), age (completed months or None), sex (male or
    female), grams (or None), at_birth.
    """
    answers: list[Any] = [(None, None, False)] * len(visits)
    latest = {}
    for i, visit in enumerate(visits):
        if visit["grams"] is not None:
            latest[visit["month"]] = i
    before = None
    last_code = None
    for month in sorted(latest):
        i = latest[month]
        visit = visits[i]
        gain = None if before is None else visit["grams"] - before["grams"]
        code, twice = None, False
        if visit["age"] is not None and 0 <= visit["age"] <= 60:
            if visit["at_birth"] or not any(v["month"] < month for v in visits):
                code = "B"
            elif before is None or before["month"] != month - 1:
                code = "O"
            elif visit["age"] == 0:
                code = "N" if gain > 0 else "T"
            else:
                code = "N" if gain >= kbm[visit["sex"], visit["age"]] else "T"
        if code in ("N", "T"):
            twice = code == "T" and last_code == "T"
            last_code = code
        answers[i] = (code, gain, twice)
        before = visit
    return answers


def link(rows: Sequence[tuple[Hashable, Hashable, Hashable, Hashable]]) -> list[Hashable]:
    """Return who each row is of; a row is (NIK, identity, name, month), None for missing."""
    names_of = defaultdict(set)
    for nik, _, name, month in rows:
        if nik and name and month is not None:
            names_of[nik, month].add(name)
    several = {nik for (nik, _), names in names_of.items() if len(names) > 1}
    clean = [(None if n in several else n, i, m) for n, i, _, m in rows]
    niks_of = defaultdict(set)
    for nik, identity, month in clean:
        if nik and identity and month is not None:
            niks_of[identity, month].add(nik)
    shared = {identity for (identity, _), niks in niks_of.items() if len(niks) > 1}
    beside: dict[Hashable, Counter[Hashable]] = defaultdict(Counter)
    for nik, identity, _ in clean:
        if nik and identity and identity not in shared:
            beside[identity][nik] += 1
    found: list[Hashable] = []
    for nik, identity, _ in clean:
        if identity and identity not in shared:
            most = beside[identity].most_common(2)
            alone = len(most) == 1 or (len(most) == 2 and most[0][1] > most[1][1])
            found.append(("nik", most[0][0]) if alone else ("identity", identity))
        else:
            found.append(("nik", nik) if nik else None)
    return found


def compare(
    visits: Sequence[dict[str, Any]], periods: tuple[str, str], last_day: str
) -> dict[str, Counter[str]]:
    """Return how many children of each village are new, persisting and so on, by height-for-age.

    A visit has: child, village, day (ISO), birth (ISO), haz (or None).
    """
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for child in sorted({v["child"] for v in visits}):
        own = sorted((v for v in visits if v["child"] == child), key=lambda v: v["day"])
        own = [v for v in own if (day(v["day"]) - day(v["birth"])).days <= 1826]
        seen = [[v for v in own if v["day"].startswith(period)] for period in periods]
        first, second = (visits[-1] if visits else None for visits in seen)
        last = second or first
        if last is None:
            continue
        if first and second:
            z = first["haz"], second["haz"]
            if None in z or any(abs(value) > 6 for value in z):
                status = "not_measured"
            else:
                status = {(False, True): "new", (True, True): "persisting",
                          (True, False): "recovered", (False, False): "never"}[
                    z[0] < -2, z[1] < -2]  # fmt: skip
                near = all(abs(round(100 * (value + 2))) <= 20 for value in z)
                if near and status in ("new", "recovered"):
                    found[last["village"]]["near_cutoff"] += 1
        elif second:
            status = "entered"
        else:
            status = "aged_out" if (day(last_day) - day(last["birth"])).days > 1826 else "lost"
        found[last["village"]][status] += 1
    return found


def day(text: str) -> date:
    """Return a date."""
    return date.fromisoformat(text)
