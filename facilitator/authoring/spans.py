"""Where something stands in a source text: lines and columns from 1, columns in characters."""

from dataclasses import dataclass
from typing import TypeAlias

Path: TypeAlias = tuple[str | int, ...]
"""The way to a value of a TOML document: keys, and places in arrays counted from 0."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of text; `end_column` is the one after its last character."""

    line: int
    column: int
    end_line: int
    end_column: int


START = Span(1, 1, 1, 1)
"""The beginning of a file, for what is wrong with it as a whole."""


def source_lines(text: str) -> list[str]:
    """Return the lines of `text` as TOML counts them, without their ends."""
    return text.replace("\r\n", "\n").split("\n")


def clamp(span: Span, lines: list[str]) -> Span:
    """Return `span` moved inside a text of `lines`."""
    line = min(max(span.line, 1), len(lines))
    column = min(max(span.column, 1), len(lines[line - 1]) + 1)
    end_line = min(max(span.end_line, line), len(lines))
    end_column = min(max(span.end_column, 1), len(lines[end_line - 1]) + 1)
    if end_line == line and end_column < column:
        end_column = column
    return Span(line, column, end_line, end_column)
