"""Slips of writing something twice: a table or a key."""

from collections.abc import Callable

from facilitator.authoring.slips.stop import PAIR, Slip, Stop, quote


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
    hint = "leave one out; if another item begins here, write [[step.item]] above it"
    return Slip("key-twice", message, stop.span(start, len(key)), hint)


def _earlier_line(stop: Stop, fits: Callable[[str], bool]) -> int | None:
    """Return the number of the last line before this one that `fits`."""
    for number in range(stop.line - 1, 0, -1):
        if fits(stop.lines[number - 1]):
            return number
    return None
