"""Signs that nobody sees and TOML does not know: line ends and control characters."""

import re
from typing import Final

from facilitator.authoring.slips.stop import Slip, Stop
from facilitator.authoring.spans import Span

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


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
