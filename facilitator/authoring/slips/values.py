"""Slips in a single value: truth, numbers, dates, and texts without straight quotes around them."""

import re
from typing import Final

from facilitator.authoring.slips.stop import (
    CLOSING,
    CURLY,
    Slip,
    Stop,
    quote,
    quoted,
    without_remark,
)

_TRUE_WORDS: Final = frozenset({"yes", "y", "on", "true", "ja", "oui", "si", "sí"})
_FALSE_WORDS: Final = frozenset({"no", "n", "off", "false", "nein", "non"})
_SIGNED_NUMBER: Final = re.compile(
    r"""[-+–−]?(?:EUR|USD|GBP|CHF|[€$£¥₹])?[ \u00a0]*
        (?P<digits>[0-9]+(?:[,.'’ \u00a0\u202f][0-9]+)*)
        [ \u00a0]*(?:EUR|USD|GBP|CHF|[€$£¥₹%])?""",
    re.VERBOSE,
)
_NEXT_TEXT: Final = re.compile(rf"[{CURLY}\"]\s*,\s*[{CURLY}\"]")
_MINUS: Final = "-–−"
_DATE: Final = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}")


def curly_quotes(stop: Stop) -> Slip | None:
    """Recognise a text in the curly quotes of word processors."""
    value, column = stop.value
    if not value or value[0] not in CURLY:
        return None
    inner = value.strip(CURLY + "\"',]} ")
    several = _NEXT_TEXT.search(inner) is not None
    hint = 'put straight quotes around each of them: ["…", "…"]' if several else ""
    message = "These quotes are curly; TOML knows only straight ones."
    span = stop.span(column, len(value))
    return Slip("curly-quotes", message, span, hint or f"write {quoted(inner)}")


def truth_words(stop: Stop) -> Slip | None:
    """Recognise yes and no, or true and false in other letters."""
    value, column = stop.value
    word = value.lower()
    if word not in _TRUE_WORDS | _FALSE_WORDS:
        return None
    right = "true" if word in _TRUE_WORDS else "false"
    message = f"'{value}' is no value; yes and no are written true and false, in small letters."
    return Slip("true-or-false", message, stop.span(column, len(value)), f"write {right}")


def number_with_signs(stop: Stop) -> Slip | None:
    """Recognise a number with a currency, a percent sign or signs between its thousands."""
    value, column = stop.value
    number = written_number(value)
    if number is None or _DATE.fullmatch(value) or not re.search(r"[^0-9.]|\..*\.", value):
        return None
    message = f"'{quote(value)}' is not a number as TOML writes it: digits only, and one point."
    return Slip("number-with-signs", message, stop.span(column, len(value)), f"write {number}")


def written_number(words: str) -> str | None:
    """Return the number that `words` are meant as, in TOML's way of writing; None if none is."""
    match = _SIGNED_NUMBER.fullmatch(words)
    if match is None:
        return None
    return ("-" if words[0] in _MINUS else "") + _plain_number(match["digits"])


def _plain_number(digits: str) -> str:
    """Return a number without signs between thousands, and with a point before its decimals."""
    *whole, last = re.split(r"[,.'’ \u00a0\u202f]", digits)
    decimals = bool(whole) and len(last) != 3 and digits[-len(last) - 1] in ",."
    number = "".join(whole) if decimals else "".join([*whole, last])
    number = number.lstrip("0") or "0"
    return f"{number}.{last}" if decimals else number


def bad_date(stop: Stop) -> Slip | None:
    """Recognise a date that does not exist or is not written year, month, day."""
    value, column = stop.value
    if not _DATE.match(value):
        return None
    message = f"'{quote(value)}' is not a day of the calendar as TOML writes it."
    hint = "write year, month and day, such as 2026-12-24"
    return Slip("bad-date", message, stop.span(column, len(value)), hint)


def leading_zero(stop: Stop) -> Slip | None:
    """Recognise a number that begins with zeros, or begins or ends with its point."""
    value, column = stop.value
    if not re.fullmatch(r"[+-]?(?:0[0-9]+|[0-9]+\.|\.[0-9]+)", value):
        return None
    number = value.strip("+").lstrip("0").rstrip(".")
    number = f"0{number}" if number.startswith(".") else number or "0"
    message = f"'{quote(value)}' is not a number as TOML writes it."
    return Slip("number-with-signs", message, stop.span(column, len(value)), f"write {number}")


def no_value(stop: Stop) -> Slip | None:
    """Recognise a key after whose equals sign nothing stands."""
    if stop.words != "Invalid value" or without_remark(stop.rest):
        return None
    key = stop.pair[0] if stop.pair else "this key"
    start = len(stop.here) - len(stop.here.lstrip()) + 1
    message = f"'{quote(key)}' has no value."
    hint = 'write a value after the equals sign, such as "…", or leave the line out'
    return Slip("no-value", message, stop.span(start, len(stop.here.strip())), hint)


def unquoted(stop: Stop) -> Slip | None:
    """Recognise a text without quotes."""
    value, column = stop.value
    if stop.words != "Invalid value" or not value or not (value[0].isalpha() or value[0] in "_¿¡"):
        return None
    message = "A text stands in quotes."
    bare = value[:-1] if value[-1] in CLOSING and value.count(value[-1]) == 1 else value
    return Slip("unquoted-text", message, stop.span(column, len(value)), f"write {quoted(bare)}")


def digits_then_words(stop: Stop) -> Slip | None:
    """Recognise a text without quotes that begins with a number, or a number with its unit."""
    value, column = stop.value
    match = re.match(r"([0-9]\S*?)\s*[^\W\d]", value)
    if "Expected newline" not in stop.words or match is None:
        return None
    message = "A text stands in quotes, and a number has nothing after it."
    hint = f"write {match[1]} if it is a number, {quoted(value)} if it is a text"
    return Slip("unquoted-text", message, stop.span(column, len(value)), hint)
