"""Slips in the header of a table: single brackets for double ones, or some that do not match."""

import re
from typing import Final

from facilitator.authoring.slips.stop import Slip, Stop
from facilitator.authoring.spans import Span

_STEP_HEADER: Final = re.compile(r"\s*\[\s*(step|step\s*\.\s*item)\s*\]\s*(?:#.*)?$")

_SEVERAL_WORDS: Final = re.compile(r"(?:\[[^\[\]]+\]|\[\[[^\[\]]+\]\])\s*(?:#.*)?$")
_FIRST_BRACKET_LOST: Final = re.compile(r"\[\s*[\w.\s\"'-]+\]\]")


def in_single_brackets(stop: Stop) -> Slip | None:
    """Recognise the header of a step or an item in single brackets."""
    if not _STEP_HEADER.match(stop.here):
        return None
    return single_brackets(stop.here, stop.line)


def single_brackets(line: str, number: int) -> Slip:
    """Return the slip of a ``[step]`` or ``[step.item]`` that stands in single brackets."""
    header = line.split("#", maxsplit=1)[0].strip()
    start = line.index("[") + 1
    double = f"[[{''.join(header.strip('[]').split())}]]"
    message = f"{header} begins a single table; there can be several of these."
    span = Span(number, start, number, start + len(header))
    return Slip("single-brackets", message, span, f"write {double}")


def after_single_brackets(stop: Stop) -> Slip | None:
    """Recognise a header in double brackets after the same in single ones: the first is wrong."""
    match = re.match(r"\s*\[\[\s*([\w.]+)\s*\]\]", stop.here)
    if match is None:
        return None
    for number, line in enumerate(stop.lines[: stop.line], 1):
        if re.match(rf"\s*\[\s*{re.escape(match[1])}\s*\](?!\])", line):
            return single_brackets(line, number)
    return None


def first_bracket_lost(stop: Stop) -> Slip | None:
    """Recognise a header that begins with one bracket and ends with two."""
    return _matching(stop) if _FIRST_BRACKET_LOST.match(stop.here.strip()) else None


def header_brackets(stop: Stop) -> Slip | None:
    """Recognise a header whose brackets do not match."""
    line = stop.here.strip()
    if not line.startswith("[") or stop.pair is not None:
        return None
    if not re.match(r"\[{1,2}\s*[\w.\s\"'-]*\]*", line) or "declare" in stop.words:
        return None
    if "Unclosed" in stop.words or "overwrite" in stop.words:
        return None
    return _matching(stop)


def _matching(stop: Stop) -> Slip:
    line = stop.here.strip()
    name = ".".join(re.findall(r"[\w-]+", line.split("#")[0]))
    double = name in {"step", "step.item"} or line.startswith("[[")
    right = f"[[{name}]]" if double else f"[{name}]"
    message = "The brackets of this header do not match."
    if _SEVERAL_WORDS.match(line):
        message = "Between the words of this header stands a point."
    start = stop.here.index("[") + 1
    return Slip("header-brackets", message, stop.span(start, len(line)), f"write {right}")
