"""Print what pytest-benchmark measured as tables: children a second, and ratios.

Run ``make bench``, or ``python benchmarks/table.py results.json``. The first line of a
group is what the others are compared with; every time is the least of its rounds, for
whatever else the machine does only ever adds.
"""

from __future__ import annotations

import json
import platform
import sys
from collections import defaultdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

_PACKAGES = ("numpy", "numba", "pyarrow", "pandas", "polars")


def main(path: Path) -> None:
    """Print a table for each group."""
    results = json.loads(path.read_text())
    cpu = results["machine_info"].get("cpu", {})
    print(
        f"{cpu.get('brand_raw', platform.processor())}, {cpu.get('count', '?')} cores, "
        f"Python {platform.python_version()}, "
        + ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    )
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for one in results["benchmarks"]:
        groups[one["group"]].append(one)
    for group, found in groups.items():
        print(f"\n### {group}")
        print("| | time | a child | children/s | speed, × first | |\n|---|---|---|---|---|---|")
        for one in found:
            print(_line(one, found[0]))


def _line(one: dict[str, Any], first: dict[str, Any]) -> str:
    seconds, rows = one["stats"]["min"], one["extra_info"]["children"]
    each = seconds / max(rows, 1)
    of_first = first["stats"]["min"] / max(first["extra_info"]["children"], 1)
    name = one["name"].removeprefix("test_")
    more = [f"{key} {value}" for key, value in one["extra_info"].items() if key != "children"]
    per_child = [_time(each), f"{1 / each:,.0f}"] if rows else ["", ""]
    cells = [name, _time(seconds), *per_child, f"{of_first / each:.2f}", ", ".join(more)]
    return f"| {' | '.join(cells)} |"


def _time(seconds: float) -> str:
    for unit, scale in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= scale:
            return f"{seconds / scale:.3g} {unit}"
    return f"{seconds / 1e-9:.3g} ns"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
