"""Slips of writing something twice: a table or a key."""

from collections.abc import Callable
from itertools import takewhile
from typing import Final

from facilitator.authoring.slips.stop import HEADER, PAIR, Slip, Stop, quote

_KEYS_OF_ITEMS: Final = frozenset({"type", "ask", "who", "text"})
"""Keys that stand in an item and in no step."""
_KEYS_OF_ROLES: Final = frozenset({"title", "lens"})
_TABLES: Final = frozenset({"[[step]]", "[[step.item]]"})


def table_or_key_twice(stop: Stop) -> Slip | None:
    """Recognise a table or a key that stands in the file already."""
    if "declare" in stop.words or ("overwrite" in stop.words and stop.pair is None):
        header = stop.here.split("#")[0].strip()
        first = _earlier_line(stop, lambda line: line.split("#")[0].strip() == header)
        where = f" The first is in line {first}." if first else ""
        start = len(stop.here) - len(stop.here.lstrip()) + 1
        message = f"The table {quote(header)} stands in the file twice.{where}"
        return Slip("table-twice", message, stop.span(start, len(header)), "join the two")
    if "overwrite" not in stop.words and "Duplicate" not in stop.words:
        return None
    return _key_twice(stop)


def _key_twice(stop: Stop) -> Slip | None:
    if stop.pair is None:
        return None
    key, _, _ = stop.pair

    def same(line: str) -> bool:
        match = PAIR.match(line)
        return match is not None and match["key"] == key

    first = _earlier_line(stop, same)
    where = f" The first is in line {first}." if first else ""
    start = stop.here.index(key) + 1
    message = f"The key '{quote(key)}' stands here a second time.{where}"
    begins = _what_begins(stop)
    if begins is None:
        return Slip("key-twice", message, stop.span(start, len(key)), "leave one out")
    kind, header = begins
    top = _top_of_block(stop)
    where = "it" if top == stop.line else f"line {top}"
    hint = f"leave one out; if another {kind} begins here, write {header} above {where}"
    above = stop.lines[top - 2].strip() if top > 1 else header
    free = not above or above.startswith("#")
    lost = (top - 1, header) if free and header in _TABLES else None
    return Slip("key-twice", message, stop.span(start, len(key)), hint, lost)


def _what_begins(stop: Stop) -> tuple[str, str] | None:
    """Return what may begin where a header is lost, and the header; None if nothing seems to."""
    block, following = _block(stop)
    keys = {match["key"] for match in map(PAIR.match, block) if match is not None}
    if following == "[[step.item]]" and not keys & _KEYS_OF_ITEMS:
        return "step", "[[step]]"
    above = _earlier_line(stop, _is_header)
    within = _header(stop.lines[above - 1]) if above else ""
    if "[roles" in (within[:6], following[:6]) and keys <= _KEYS_OF_ROLES:
        return "role", "[roles.…]"
    return ("item", "[[step.item]]") if within.startswith("[[step") else None


def _block(stop: Stop) -> tuple[list[str], str]:
    """Return the lines from this one to the next header, and that header."""
    rest = stop.lines[stop.line - 1 :]
    block = list(takewhile(lambda line: not _is_header(line), rest))
    return block, _header(rest[len(block)]) if len(block) < len(rest) else ""


def _top_of_block(stop: Stop) -> int:
    """Return the line in which the pairs begin among which this one stands, if a gap shows it."""
    top = stop.line
    while top > 1 and PAIR.match(stop.lines[top - 2]):
        top -= 1
    return stop.line if top > 1 and _is_header(stop.lines[top - 2]) else top


def _is_header(line: str) -> bool:
    return HEADER.match(line) is not None


def _header(line: str) -> str:
    """Return the header in `line` without white space and remarks."""
    return "".join(line.split("#", maxsplit=1)[0].split())


def _earlier_line(stop: Stop, fits: Callable[[str], bool]) -> int | None:
    """Return the number of the last line before this one that `fits`."""
    for number in range(stop.line - 1, 0, -1):
        if fits(stop.lines[number - 1]):
            return number
    return None
