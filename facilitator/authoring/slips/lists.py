"""Slips in a list or a table in braces: no comma between two values, or no bracket at the end."""

import re
from typing import Final

from facilitator.authoring.slips.stop import HEADER, PAIR, STRING, Slip, Stop
from facilitator.authoring.spans import Span
from facilitator.domain.text import clean_line

_TEXTS: Final = re.compile(
    r"""\(?\s*((?:"[^"]*"|'[^']*')(?:\s*,\s*(?:"[^"]*"|'[^']*'))+)\s*,?\s*\)?"""
)
"""Two texts or more, with commas between them."""


def unclosed_list(stop: Stop) -> Slip | None:
    """Recognise a list or table that lacks a comma or is not closed."""
    if "Unclosed" not in stop.words:
        return None
    before = stop.text[: stop.offset].rstrip()
    rest = stop.rest.lstrip()
    at_start = not stop.here[: stop.column - 1].strip()
    new_line = at_start and (not rest or PAIR.match(stop.here) or HEADER.match(stop.here))
    if not new_line and before and before[-1] in "\"'0123456789}]e":
        line, column = stop.place(len(before) - 1)
        message = "Between two values of a list or table stands a comma."
        span = Span(line, column, line, column + 1)
        return Slip("missing-comma", message, span, "write a comma after this")
    sign = "{" if "inline table" in stop.words else "["
    line, column = stop.place(_last_open(before, sign))
    close = "}" if sign == "{" else "]"
    message = f"The {'table' if sign == '{' else 'list'} that opens here with {sign} is not closed."
    span = Span(line, column, line, column + 1)
    return Slip("unclosed-list", message, span, f"close it with {close}")


def _last_open(text: str, sign: str) -> int:
    """Return where the last bracket `sign` stands that `text` does not close, texts aside."""
    close = "}" if sign == "{" else "]"
    bare = STRING.sub(lambda match: " " * len(match[0]), text)
    depth = 0
    for place in range(len(bare) - 1, -1, -1):
        if bare[place] == close:
            depth += 1
        elif bare[place] == sign:
            if depth == 0:
                return place
            depth -= 1
    return 0


def no_brackets(stop: Stop) -> Slip | None:
    """Recognise several texts that stand in round brackets, or in none."""
    if stop.pair is None:
        return None
    _, value, column = stop.pair
    match = _TEXTS.fullmatch(value)
    if match is None:
        return None
    message = "Several values stand in square brackets, with commas between them."
    hint = f"write [{clean_line(match[1])}]"
    return Slip("list-brackets", message, stop.span(column, len(value)), hint)
