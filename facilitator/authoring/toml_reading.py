"""The one way TOML from outside is read in this program: playbooks and answers files.

tomli is the judge of what is valid. What it refuses is explained in a facilitator's words, with the
place; what it lets through but no playbook needs (numbers beyond all reason, nesting without end,
hundreds of thousands of values) is refused here, fast, and with little memory.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import islice
from types import MappingProxyType
from typing import Any, Final

import tomli

from facilitator.authoring.positions import Positions
from facilitator.authoring.slips import Slip, explain_slip
from facilitator.authoring.spans import START, Path, Span, clamp, source_lines
from facilitator.domain.errors import FacilitatorError
from facilitator.domain.text import DEEPEST_NESTING, clean_tree

LARGEST_SOURCE: Final = 1024 * 1024
"""Bytes in a TOML file from outside."""

_MOST_VALUES: Final = 50_000
_MOST_SIGNS: Final[Mapping[str, int]] = MappingProxyType(
    {".": 50_000, "=": 10_000, "[": 20_000, "{": 20_000, ",": 100_000, '"': 100_000, "'": 100_000}
)
"""Signs of which no text has so many: each costs tomli time and memory."""
_LONG_NUMBER: Final = re.compile(r"(?:^|[=,\[ \t])[+-]?[0-9][0-9A-Za-z_.+-]{1000,}")
_LARGEST_INTEGER: Final = 2**63
_MOST_DIGITS: Final = 40
_BOM: Final = b"\xef\xbb\xbf"


class TomlProblem(FacilitatorError):  # noqa: N818 - a name of the house, like NameProblem
    """A file that cannot be read as TOML: what is wrong in plain words, where, and what to do."""

    def __init__(self, slip: Slip) -> None:
        """Keep where and what is wrong; the message names the line."""
        super().__init__(f"line {slip.span.line}, column {slip.span.column}: {slip.message}")
        self.slip = slip
        self.code = slip.code
        self.line = slip.span.line
        self.column = slip.span.column
        self.hint = slip.hint


def decode(source: bytes, largest: int = LARGEST_SOURCE) -> str:
    r"""Return the text of `source`, with ``\n`` for line ends and without a byte order mark.

    Raises:
        TomlProblem: it has more than `largest` bytes or is not UTF-8.
    """
    if len(source) > largest:
        message = f"The file is too large: at most {largest // 1024} KiB are read."
        raise TomlProblem(Slip("too-large", message, START))
    try:
        text = source.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        raise TomlProblem(_not_utf8(source.removeprefix(_BOM), error.start)) from None
    for sign, most in _MOST_SIGNS.items():
        if text.count(sign) > most:
            message = f"The file is too large: it has the sign {sign} more than {most:,} times."
            raise TomlProblem(Slip("too-large", message, START))
    return text.replace("\r\n", "\n")


def _not_utf8(source: bytes, place: int) -> Slip:
    before = source[:place]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", errors="replace")) + 1
    message = "This is not UTF-8 text."
    hint = "save the file in the encoding UTF-8"
    return Slip("not-utf8", message, Span(line, column, line, column + 1), hint)


def parse_toml(text: str) -> dict[str, Any]:
    """Return the cleaned content of the TOML document `text`; floats as Decimal.

    Raises:
        TomlProblem: it is not valid TOML, or holds what is beyond all reason.
    """
    long = _LONG_NUMBER.search(text)
    if long is not None:
        raise TomlProblem(_long_number(text, long))
    try:
        data = tomli.loads(text, parse_float=Decimal)
    except tomli.TOMLDecodeError as error:
        raise TomlProblem(_decode_slip(text, error)) from None
    except RecursionError:
        raise TomlProblem(_too_deep(_deepest_line(text))) from None
    except (ValueError, ArithmeticError, MemoryError):
        message = "This file cannot be read as TOML."
        raise TomlProblem(Slip("toml-syntax", message, START)) from None
    _refuse_extremes(data, text)
    try:
        cleaned = clean_tree(data)
    except FacilitatorError as error:
        raise TomlProblem(Slip("toml-syntax", error.message, START)) from None
    return cleaned if isinstance(cleaned, dict) else {}


def read_toml(source: bytes, largest: int = LARGEST_SOURCE) -> dict[str, Any]:
    """Return the content of the TOML file `source`, cleaned; floats as Decimal.

    Raises:
        TomlProblem: it has more than `largest` bytes, is not UTF-8, is not valid TOML, or holds an
            integer beyond 64 bits, a number that is not finite, or nesting deeper than 64.
    """
    return parse_toml(decode(source, largest))


def _decode_slip(text: str, error: tomli.TOMLDecodeError) -> Slip:
    lines = source_lines(text)
    slip = explain_slip(text, lines, error.lineno, error.colno, error.msg)
    return replace(slip, span=clamp(slip.span, lines))


def _too_deep(line: int) -> Slip:
    message = f"Lists and tables may stand at most {DEEPEST_NESTING} deep inside each other."
    return Slip("too-deep", message, Span(line, 1, line, 2))


def _deepest_line(text: str) -> int:
    """Return the line in which brackets or the parts of a key first go too deep, roughly."""
    lines = source_lines(text)
    signs = ((number, sum(map(line.count, "[{."))) for number, line in enumerate(lines, 1))
    return next((number for number, count in signs if count > DEEPEST_NESTING), 1)


def _long_number(text: str, found: re.Match[str]) -> Slip:
    start = found.end() - len(found[0].lstrip("=,[ \t"))
    line = text.count("\n", 0, start) + 1
    column = start - text.rfind("\n", 0, start)
    return Slip("number-too-large", _TOO_LARGE, Span(line, column, line, column + 1))


_TOO_LARGE: Final = "This number is larger than this program counts."
_NOT_FINITE: Final = "A number has to be written in digits; infinity and not-a-number are none."


def _walk(data: dict[str, Any]) -> Iterator[tuple[Path, int, Any]]:
    """Give every value of `data` with its path and depth, however deep it goes."""
    todo: list[tuple[Path, int, Any]] = [((), 0, data)]
    while todo:
        path, depth, value = todo.pop()
        yield path, depth, value
        if depth > DEEPEST_NESTING:
            continue
        if isinstance(value, dict):
            inside: Iterator[tuple[str | int, Any]] = iter(value.items())
        elif isinstance(value, list):
            inside = iter(enumerate(value))
        else:
            continue
        # More than this is refused anyway, so no more is unfolded.
        part = list(islice(inside, _MOST_VALUES + 1))
        todo += [((*path, key), depth + 1, inner) for key, inner in reversed(part)]


def _refuse_extremes(data: dict[str, Any], text: str) -> None:
    """Refuse what is valid TOML and beyond all reason."""
    for count, (path, depth, value) in enumerate(_walk(data)):
        if count > _MOST_VALUES:
            message = f"The file is too large: it holds more than {_MOST_VALUES:,} values."
            raise TomlProblem(Slip("too-large", message, START))
        if depth > DEEPEST_NESTING:
            span = Positions.of(text.encode()).header(path[:1])
            raise TomlProblem(_too_deep(span.line))
        wrong = _extreme(value)
        if wrong is not None:
            code, message = wrong
            span = Positions.of(text.encode()).value(path)
            raise TomlProblem(Slip(code, message, span))


def _extreme(value: object) -> tuple[str, str] | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int) and not -_LARGEST_INTEGER <= value < _LARGEST_INTEGER:
        return "number-too-large", _TOO_LARGE
    if isinstance(value, Decimal):
        if not value.is_finite():
            return "not-a-number", _NOT_FINITE
        if len(value.as_tuple().digits) > _MOST_DIGITS or abs(value.adjusted()) > _MOST_DIGITS:
            return "number-too-large", _TOO_LARGE
    return None
