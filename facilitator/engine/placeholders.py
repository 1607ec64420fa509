"""Placeholders in texts: ``{id}`` stands where an earlier value is to be shown."""

import re
from collections.abc import Callable
from dataclasses import dataclass

PLACEHOLDER = re.compile(r"\{([\w.\-]+)\}")


@dataclass(frozen=True)
class Placeholder:
    """One ``{id}`` in a text; `start` and `end` are character offsets, braces included."""

    path: tuple[str, ...]
    start: int
    end: int


def placeholders(text: str) -> tuple[Placeholder, ...]:
    """Return the placeholders of `text`, in order."""
    return tuple(
        Placeholder(tuple(match[1].split(".")), match.start(), match.end())
        for match in PLACEHOLDER.finditer(text)
    )


def fill(text: str, show: Callable[[tuple[str, ...]], str]) -> str:
    """Return `text` with each placeholder replaced by what `show` gives for its path.

    What is put in is never looked at again, so an answer that holds braces stays as it was written.
    """
    return PLACEHOLDER.sub(lambda match: show(tuple(match[1].split("."))), text)
