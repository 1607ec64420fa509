"""A problem as the checks find it: at a path of the document, before it has a line and a column."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType
from typing import Final, Literal

from facilitator.authoring.diagnostics import Diagnostic, Severity
from facilitator.authoring.positions import Positions
from facilitator.authoring.spans import Path, Span
from facilitator.domain.text import clean_line

Part = Literal["key", "value", "header"]

LINE_OF: Final = "\x00"
"""Stands in a message for the line of the `other` path."""

_LONGEST_NAME: Final = 60
QUOTED_DOTS: Final = '"…"'


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong at `path`.

    `part` says what of it the caret stands under; `inside` gives characters of a string value.
    `missing` is the key that is not there. `other` is a second place whose line the message names
    where `LINE_OF` stands in it.
    """

    code: str
    message: str
    path: Path
    part: Part = "value"
    hint: str | None = None
    inside: tuple[int, int] | None = None
    other: Path | None = None
    severity: Severity = "error"
    missing: str | None = None

    @property
    def spot(self) -> tuple[object, ...]:
        """What two problems share if they are about the same thing."""
        return (self.path, self.part, self.inside, self.missing)


_EXAMPLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "version": '"1.0"',
        "options": '["…", "…"]',
        "columns": '[{ id = "…", label = "…", type = "text" }]',
        "each": '["…", "…"]',
        "type": '"text"',
    }
)
"""What could be written for a key that is missing; text for all others."""


def missing_key(key: str, message: str, path: Path) -> Problem:
    """Return the problem of a table at `path` without `key`."""
    hint = f"write {key} = {_EXAMPLES.get(key, QUOTED_DOTS)}"
    return Problem("missing-key", message, path, "header", hint, missing=key)


def quote(text: object) -> str:
    """Return outside text as it may stand in a message: cleaned, on one line, short."""
    line = clean_line(str(text))
    return line if len(line) <= _LONGEST_NAME else line[: _LONGEST_NAME - 1] + "…"


def did_you_mean(name: str, known: Iterable[str]) -> str | None:
    """Return the suggestion of the one known name that is most like `name`, if one is."""
    close = get_close_matches(name[:_LONGEST_NAME], list(known), n=1, cutoff=0.65)
    return f"did you mean '{quote(close[0])}'?" if close else None


SNAKE_CASE: Final = re.compile(r"[a-z][a-z0-9_]*")
LONGEST_ID: Final = 64


def suggested_id(name: str) -> str:
    """Return the id that was probably meant by `name`, which is none."""
    words = "_".join(re.findall("[a-z0-9]+", name.lower()))
    suggestion = words if SNAKE_CASE.fullmatch(words) else f"item_{words}".strip("_")
    return suggestion[:LONGEST_ID]


def one_of(names: Iterable[str]) -> str:
    """Return names as a choice in words: "a, b or c"."""
    *most, last = [quote(name) for name in names]
    return f"{', '.join(most)} or {last}" if most else last


def diagnose(problem: Problem, positions: Positions, file: str) -> Diagnostic:
    """Return `problem` with its place in the file."""
    message = problem.message
    if problem.other is not None:
        message = message.replace(LINE_OF, str(positions.key(problem.other).line))
    hint = None if problem.hint is None else clean_line(problem.hint)
    span = _span(problem, positions)
    return Diagnostic(file, span, problem.severity, problem.code, clean_line(message), hint)


def _span(problem: Problem, positions: Positions) -> Span:
    if problem.inside is not None:
        return positions.inside(problem.path, *problem.inside)
    if problem.part == "key":
        return positions.key(problem.path)
    if problem.part == "header":
        return positions.header(problem.path)
    return positions.value(problem.path)
