"""Where tomli stopped and what stands there, and the `Slip` that is made of it.

Here belongs what the functions that recognise slips share: how a line is taken apart and quoted.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from facilitator.authoring.spans import Span
from facilitator.domain.text import clean_line

_LONGEST_QUOTE: Final = 40
CURLY: Final = "“”„‟‘’‚‛«»‹›"
CLOSING: Final = "\"'”’“»›"
"""Quotes that may be left over at the end of a text whose first quote is lost."""
PAIR: Final = re.compile(
    r"""\s*(?P<key>(?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=\s*(?P<value>.*)"""
)
HEADER: Final = re.compile(r"\s*\[\[?\s*[\w.\"'\s-]+\]?\]?\s*(?:#.*)?$")
STRING: Final = re.compile(
    r'(?s)"""(?:[^"\\]|\\.|"(?!""))*+(?:(?P<a>"""))?|'
    r"'''(?:[^']|'(?!''))*+(?P<b>''')?|"
    r'"(?:[^"\\\n]|\\.)*+"?|'
    r"'[^'\n]*+'?|#[^\n]*+"
)


@dataclass(frozen=True, slots=True)
class Slip:
    """A mistake of writing: a stable code, what is wrong, where, and what to write instead.

    `lost_header` is a header that is missing and the line, now blank or a remark, in which it can
    be taken to stand, so that what follows is read as it was meant.
    """

    code: str
    message: str
    span: Span
    hint: str | None = None
    lost_header: tuple[int, str] | None = None


@dataclass(frozen=True)
class Stop:
    """Where tomli stopped reading, and with which words."""

    text: str
    lines: list[str]
    line: int
    column: int
    words: str

    @property
    def here(self) -> str:
        """The line in which reading stopped."""
        return self.lines[self.line - 1] if self.line <= len(self.lines) else ""

    @property
    def rest(self) -> str:
        """What stands from the place where reading stopped to the end of its line."""
        return self.here[self.column - 1 :]

    @cached_property
    def pair(self) -> tuple[str, str, int] | None:
        """Key, value with all that follows it, and the value's column, if the line is a pair."""
        match = PAIR.match(self.here)
        if match is None:
            return None
        return match["key"], without_remark(match["value"]), match.start("value") + 1

    @cached_property
    def value(self) -> tuple[str, int]:
        """The value that could not be read, to the end of its line, and its column."""
        if self.words == "Invalid value" or self.pair is None:
            return _first_value(without_remark(self.rest)), self.column
        _, value, column = self.pair
        return value, column

    @property
    def offset(self) -> int:
        """The place in the text where reading stopped."""
        before = sum(len(line) + 1 for line in self.lines[: self.line - 1])
        return min(before + self.column - 1, len(self.text))

    def span(self, column: int, length: int) -> Span:
        """Return `length` characters of the line from `column`."""
        return Span(self.line, column, self.line, column + max(length, 1))

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column of a character of the text."""
        before = self.text[:offset]
        return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def without_remark(text: str) -> str:
    """Return `text` without a remark at its end and without white space around it."""
    if "#" in text and not text.lstrip().startswith(('"', "'")):
        text = text[: text.index("#")]
    return text.strip()


def _first_value(text: str) -> str:
    """Return the value at the start of `text`, without the end of a list or table around it."""
    if text.startswith(tuple(CURLY)):
        return text
    return re.split(r"\s*[,\]}]\s*(?=$|[\]},])|,\s+", text, maxsplit=1)[0]


def quote(text: str) -> str:
    """Return `text` on one line, shortened."""
    line = clean_line(text)
    return line if len(line) <= _LONGEST_QUOTE else line[: _LONGEST_QUOTE - 1] + "…"


def quoted(text: str) -> str:
    """Return `text` as a TOML string."""
    return '"' + quote(text).replace("\\", "\\\\").replace('"', "'") + '"'
