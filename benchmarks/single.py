"""Measure one child at a time, as in a form: microseconds a call, after the first.

Run ``python benchmarks/single.py``.
"""

from __future__ import annotations

import timeit

import zscore as zs

CALLS = {
    'haz(85.3, sex="f", age_days=683)': lambda: zs.haz(85.3, sex="f", age_days=683),
    'whz(10.4, 85.3, sex="f", age_days=683)': lambda: zs.whz(10.4, 85.3, sex="f", age_days=683),
    'baz(10.4, 85.3, sex="f", age_days=683)': lambda: zs.baz(10.4, 85.3, sex="f", age_days=683),
}
NUMBER, REPEATS = 2_000, 5


def main() -> None:
    """Print the table."""
    for title, call in CALLS.items():
        call()
        best = min(timeit.repeat(call, number=NUMBER, repeat=REPEATS)) / NUMBER
        print(f"{title:42} {1e6 * best:6.1f} µs")


if __name__ == "__main__":
    main()
