"""Slips in a text in quotes: one that is not closed, or closed too soon, or badly escaped."""

from typing import Final

from facilitator.authoring.slips.stop import CURLY, HEADER, PAIR, STRING, Slip, Stop, quoted
from facilitator.authoring.spans import Span

_ENDS_TOO_SOON: Final = (
    "Illegal character '\\n'",
    "Found invalid character '\\n'",
    'Expected "\'"',
    "Expected '\\''",
    "Unterminated string",
)
"""tomli's words for a text that its line does not close."""

_JOIN: Final = 'write it on one line, or begin and end it with """'


def unclosed_block(stop: Stop) -> Slip | None:
    """Recognise a text in three quotes that is not closed, or is by what should open the next."""
    last = None
    stopped = stop.offset
    for match in STRING.finditer(stop.text):
        if match.start() >= stopped:
            break
        if match[0].startswith(('"""', "'''")):
            last = match
    if last is None:
        return None
    closed = last["a"] or last["b"]
    next_to_it = 0 <= stopped - last.end() <= 1
    swallowed = any(HEADER.match(line) or PAIR.match(line) for line in last[0].split("\n")[1:])
    if closed and not (next_to_it and swallowed):
        return None
    line, column = stop.place(last.start())
    quotes = last[0][:3]
    message = f"The text that opens here with {quotes} is not closed."
    span = Span(line, column, line, column + 3)
    return Slip("unclosed-text", message, span, f"close it with {quotes}")


def unclosed_line(stop: Stop) -> Slip | None:
    """Recognise a text that its line does not close."""
    if not any(words in stop.words for words in _ENDS_TOO_SOON):
        return None
    opening = next(
        (
            match.start()
            for match in STRING.finditer(stop.text)
            if match[0][0] in "\"'" and (len(match[0]) == 1 or match[0][-1] != match[0][0])
        ),
        None,
    )
    if opening is None:
        return None
    quote = stop.text[opening]
    line, column = stop.place(opening)
    written = stop.lines[line - 1][column - 1 :].rstrip()
    span = Span(line, column, line, column + len(written))
    if written[-1] in CURLY:
        message = "These quotes are not a pair: straight ones open and close a text."
        return Slip("curly-quotes", message, span, f"write {quoted(written.strip(CURLY + quote))}")
    message = f"The text that opens here with {quote} is not closed on this line."
    goes_on = _goes_on(stop.lines[line] if line < len(stop.lines) else "")
    hint = _JOIN if goes_on else f"close it with {quote}"
    return Slip("unclosed-text", message, span, hint)


def _goes_on(line: str) -> bool:
    """Whether `line` can only be more of the text before it."""
    return bool(line.strip()) and not (PAIR.match(line) or line.lstrip().startswith(("[", "#")))


def apostrophe(stop: Stop) -> Slip | None:
    """Recognise a text in single quotes that an apostrophe ends."""
    value, column = stop.value
    if not value.startswith("'") or "Expected newline" not in stop.words or value.count("'") < 3:
        return None
    message = "An apostrophe ends a text in single quotes."
    hint = f"write {quoted(value.strip(chr(39)))}"
    return Slip("apostrophe-in-quotes", message, stop.span(column, len(value)), hint)


def quote_in_quotes(stop: Stop) -> Slip | None:
    """Recognise a text in double quotes that a quote in it ends."""
    value, column = stop.value
    if not value.startswith('"') or "Expected newline" not in stop.words or value.count('"') < 3:
        return None
    inner = value[1:-1] if value.endswith('"') else value[1:]
    message = "A quote ends the text here, and more follows."
    hint = "inside a text, write single quotes: " + quoted(inner)
    return Slip("quote-in-quotes", message, stop.span(column, len(value)), hint)


def backslash(stop: Stop) -> Slip | None:
    """Recognise a backslash that begins nothing TOML knows."""
    if "Unescaped" not in stop.words:
        return None
    column = max(stop.here[: stop.column].rfind("\\") + 1, 1)
    message = "A backslash in double quotes begins a special sign, and this is none."
    hint = "write two of them, or put the text in single quotes"
    return Slip("backslash", message, stop.span(column, 2), hint)
