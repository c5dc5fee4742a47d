"""A result as JSON on standard output."""

from __future__ import annotations

import json
import sys
from typing import Any, Protocol

import click


class HasJson(Protocol):
    """A result that tells itself as JSON, with a schema."""

    def as_json(self, lang: str = "en") -> dict[str, Any]:
        """Return what JSON holds; messages are in ``lang``."""


def print_json(result: HasJson, lang: str) -> None:
    """Print a result on standard output."""
    if sys.stdout is not None:  # it may be closed
        shown = json.dumps(result.as_json(lang), ensure_ascii=False, indent=2, default=str)
        click.echo(shown)
        sys.stdout.flush()
