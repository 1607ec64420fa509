"""Signs that nobody sees and TOML does not know: line ends and control characters."""

import re
from typing import Final

from facilitator.authoring.slips.stop import Slip, Stop
from facilitator.authoring.spans import Span

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_ODD_SPACE: Final = re.compile(r"[\xa0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff]+")


def line_ends(stop: Stop) -> Slip | None:
    """Recognise line ends of a carriage return alone."""
    if stop.text.count("\r") <= stop.text.count("\n"):
        return None
    line, column = stop.place(stop.text.index("\r"))
    message = "The lines of this file end with a carriage return alone, which TOML does not know."
    hint = "save the file with the line ends of Unix (LF) or of Windows (CRLF)"
    return Slip("line-ends", message, Span(line, column, line, column + 1), hint)


def control_character(stop: Stop) -> Slip | None:
    """Recognise a control character."""
    if _CONTROL.match(stop.rest) is None:
        return None
    message = "Here stands a control character, which TOML does not allow."
    hint = "delete it; it is invisible"
    return Slip("control-character", message, stop.span(stop.column, 1), hint)


def odd_space(stop: Stop) -> Slip | None:
    """Recognise a space that is not the one of the keyboard, as pasted texts have it."""
    match = _ODD_SPACE.match(stop.rest)
    if match is None:
        return None
    message = "The space here is not an ordinary one, and TOML does not know it."
    hint = "delete it and type a space; it came along when the text was pasted"
    return Slip("control-character", message, stop.span(stop.column, len(match[0])), hint)
