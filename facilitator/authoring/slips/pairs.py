"""Slips in how a line is put together: no equals sign, or more after its value."""

import re

from facilitator.authoring.slips.stop import Slip, Stop, quote


def no_key(stop: Stop) -> Slip | None:
    """Recognise an equals sign before which nothing stands."""
    line = stop.here.strip()
    if not line.startswith("="):
        return None
    message = "Before the equals sign, a key is due."
    hint = f"write what it is that is set, such as minutes {quote(line)}"
    return Slip("no-key", message, stop.span(stop.here.index("=") + 1, len(line)), hint)


def colon(stop: Stop) -> Slip | None:
    """Recognise a colon between a key and its value."""
    match = re.match(r"\s*([\w-]+)\s*(:=|:)", stop.here)
    if match is None or "'='" not in stop.words:
        return None
    message = "Between a key and its value stands an equals sign."
    column = match.start(2) + 1
    hint = f"write {match[1]} = …"
    return Slip("no-equals-sign", message, stop.span(column, len(match[2])), hint)


def two_equals_signs(stop: Stop) -> Slip | None:
    """Recognise a second equals sign behind the first."""
    if stop.words != "Invalid value" or not stop.rest.startswith("=") or stop.pair is None:
        return None
    message = "One equals sign stands between a key and its value; here are two."
    hint = f"write {quote(stop.pair[0])} = …"
    return Slip("no-equals-sign", message, stop.span(stop.column - 1, 2), hint)


def key_of_several_words(stop: Stop) -> Slip | None:
    """Recognise a key that is written as several words."""
    match = re.match(r"\s*([A-Za-z_]+(?:[ \t]+[A-Za-z_]+)+)\s*=", stop.here)
    if match is None or "'='" not in stop.words:
        return None
    message = "A key is one word; where it has several, an underscore joins them."
    key = "_".join(match[1].split())
    span = stop.span(match.start(1) + 1, len(match[1]))
    return Slip("no-equals-sign", message, span, f"write {key} = …")


def no_equals_sign(stop: Stop) -> Slip | None:
    """Recognise a line without an equals sign: a key and its value, or a remark."""
    if "'='" not in stop.words and stop.words != "Invalid statement":
        return None
    line = stop.here.strip()
    start = len(stop.here) - len(stop.here.lstrip()) + 1
    message = "Here a key and its value are due, with an equals sign between them."
    pair = re.fullmatch(r"([a-z_]+)\s+([\"'\[{0-9].*)", line)
    if pair is not None:
        hint = f"write {pair[1]} = …"
        return Slip("no-equals-sign", message, stop.span(start, len(pair[1])), hint)
    hint = "put # before it if it is a remark, or quotes around it if it belongs to a text"
    return Slip("no-equals-sign", message, stop.span(start, len(line)), hint)


def more_after_the_value(stop: Stop) -> Slip | None:
    """Recognise a line that goes on after its value."""
    if "Expected newline" not in stop.words:
        return None
    rest = stop.rest.strip()
    message = "After a value the line ends; here more follows."
    column = stop.column + len(stop.rest) - len(stop.rest.lstrip())
    hint = "begin a new line, or put quotes around a text"
    return Slip("toml-syntax", message, stop.span(column, len(rest)), hint)
