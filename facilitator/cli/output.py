"""What the commands print: data on standard output, words on standard error, both cleaned."""

import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import click

from facilitator.domain.errors import FacilitatorError
from facilitator.domain.text import clean
from facilitator.library.files import plain_words


def use_utf8() -> None:
    """Write UTF-8 whatever the locale, and never fail on a character."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def data(text: str) -> None:
    """Print data, cleaned; raises as `writing` says."""
    with writing():
        click.echo(clean(text))


def data_as_it_is(written: bytes) -> None:
    """Print the bytes of a format whose line ends belong to it; raises as `writing` says."""
    with writing():
        click.echo(written, nl=False)


@contextmanager
def writing() -> Iterator[None]:
    """Turn a fault of standard output into words.

    A reader that has gone away, such as ``head``, has what it wanted: the rest goes nowhere, and
    the exit code is that of what was asked, whether the reader left early or late.

    Raises:
        FacilitatorError: it cannot be written, as on a full disk.

    """
    try:
        yield
    except BrokenPipeError:
        _let_go_of_output()
    except OSError as error:
        raise cannot_write(error) from error


def cannot_write(error: OSError) -> FacilitatorError:
    """Return the words for a fault of standard output, which is not written to any more."""
    _let_go_of_output()
    return FacilitatorError(f"What was asked for cannot be written: {plain_words(error)}.")


def _let_go_of_output() -> None:
    """Send what is still waiting to be written nowhere, or Python would try it again at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


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
