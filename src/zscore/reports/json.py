"""Printing of results as JSON."""

from __future__ import annotations

import json
import sys
from typing import Any, Protocol

import click


class HasJson(Protocol):
    """A result that can be converted to JSON."""

    def as_json(self, lang: str = "en") -> dict[str, Any]:
        """Return the result as JSON; messages are in ``lang``."""


def print_json(result: HasJson, lang: str) -> None:
    """Print a result on standard output."""
    if sys.stdout is not None:  # it may be closed
        shown = json.dumps(result.as_json(lang), ensure_ascii=False, indent=2, default=str)
        click.echo(shown)
        sys.stdout.flush()
