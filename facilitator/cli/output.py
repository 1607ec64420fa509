"""What the commands print: data on standard output, words on standard error, both cleaned."""

import json
import sys
from collections.abc import Sequence
from typing import Any

import click

from facilitator.domain.text import clean


def use_utf8() -> None:
    """Write UTF-8 whatever the locale, and never fail on a character."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def data(text: str) -> None:
    """Print data."""
    click.echo(clean(text))


def words(text: str) -> None:
    """Print words for the person at the shell."""
    click.echo(clean(text), err=True)


def as_json(value: Any) -> None:
    """Print data as JSON, unescaped."""
    data(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows in columns as wide as they need to be; nothing when there are none."""
    if not rows:
        return
    lines = [header, *rows]
    widths = [max(cell_width(line[n]) for line in lines) for n in range(len(header))]
    for line in lines:
        cells = [
            cell + " " * (width - cell_width(cell))
            for cell, width in zip(line, widths, strict=True)
        ]
        data("  ".join(cells).rstrip())


def cell_width(text: str) -> int:
    """Return how many columns of a terminal `text` takes."""
    import unicodedata

    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )
