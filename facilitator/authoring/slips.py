"""What is wrong where tomli stops, in a facilitator's words.

Each function below knows one usual slip: it gets the place where reading stopped and gives a `Slip`
if it recognises its own, or None. The first that recognises something is believed.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from facilitator.authoring.spans import Span
from facilitator.domain.text import clean_line

_LONGEST_QUOTE: Final = 40
_CURLY: Final = "“”„‟‘’‚‛«»‹›"
_PAIR: Final = re.compile(
    r"""\s*(?P<key>(?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=\s*(?P<value>.*)"""
)
_HEADER: Final = re.compile(r"\s*\[\[?\s*[\w.\"'\s-]+\]?\]?\s*(?:#.*)?$")
_STEP_HEADER: Final = re.compile(r"\s*\[\s*(step|step\s*\.\s*item)\s*\]\s*(?:#.*)?$")
_TRUE_WORDS: Final = frozenset({"yes", "y", "on", "true", "ja", "oui", "si", "sí"})
_FALSE_WORDS: Final = frozenset({"no", "n", "off", "false", "nein", "non"})
_SIGNED_NUMBER: Final = re.compile(
    r"""[+-]?(?:EUR|USD|GBP|CHF|[€$£¥₹])?[ \u00a0]*
        (?P<digits>[0-9]+(?:[,.'’ \u00a0\u202f][0-9]+)*)
        [ \u00a0]*(?:EUR|USD|GBP|CHF|[€$£¥₹%])?""",
    re.VERBOSE,
)
_DATE: Final = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_STRING: Final = re.compile(
    r'(?s)"""(?:[^"\\]|\\.|"(?!""))*+(?:(?P<a>"""))?|'
    r"'''(?:[^']|'(?!''))*+(?P<b>''')?|"
    r'"(?:[^"\\\n]|\\.)*+"?|'
    r"'[^'\n]*+'?|#[^\n]*+"
)


@dataclass(frozen=True, slots=True)
class Slip:
    """A mistake of writing: a stable code, what is wrong, where, and what to write instead."""

    code: str
    message: str
    span: Span
    hint: str | None = None


@dataclass(frozen=True)
class Stop:
    """Where tomli stopped reading, and with which words."""

    text: str
    lines: list[str]
    line: int
    column: int
    words: str

    @property
    def here(self) -> str:
        """The line in which reading stopped."""
        return self.lines[self.line - 1] if self.line <= len(self.lines) else ""

    @property
    def rest(self) -> str:
        """What stands from the place where reading stopped to the end of its line."""
        return self.here[self.column - 1 :]

    @cached_property
    def pair(self) -> tuple[str, str, int] | None:
        """Key, value with all that follows it, and the value's column, if the line is a pair."""
        match = _PAIR.match(self.here)
        if match is None:
            return None
        return match["key"], _without_remark(match["value"]), match.start("value") + 1

    @cached_property
    def value(self) -> tuple[str, int]:
        """The value that could not be read, to the end of its line, and its column."""
        if self.words == "Invalid value" or self.pair is None:
            return _first_value(_without_remark(self.rest)), self.column
        _, value, column = self.pair
        return value, column

    def span(self, column: int, length: int) -> Span:
        """Return `length` characters of the line from `column`."""
        return Span(self.line, column, self.line, column + max(length, 1))

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column of a character of the text."""
        before = self.text[:offset]
        return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def _without_remark(text: str) -> str:
    """Return `text` without a remark at its end and without white space around it."""
    if "#" in text and not text.lstrip().startswith(('"', "'")):
        text = text[: text.index("#")]
    return text.strip()


def _first_value(text: str) -> str:
    """Return the value at the start of `text`, without the end of a list or table around it."""
    if text.startswith(tuple(_CURLY)):
        return text
    return re.split(r"\s*[,\]}]\s*(?=$|[\]},])|,\s+", text, maxsplit=1)[0]


def _quote(text: str) -> str:
    line = clean_line(text)
    return line if len(line) <= _LONGEST_QUOTE else line[: _LONGEST_QUOTE - 1] + "…"


def _quoted(text: str) -> str:
    """Return `text` as a TOML string."""
    return '"' + _quote(text).replace("\\", "\\\\").replace('"', "'") + '"'


def _curly_quotes(stop: Stop) -> Slip | None:
    value, column = stop.value
    if not value or value[0] not in _CURLY:
        return None
    inner = value.strip(_CURLY + ",]} ")
    message = "These quotes are curly; TOML knows only straight ones."
    return Slip("curly-quotes", message, stop.span(column, len(value)), f"write {_quoted(inner)}")


def _truth_words(stop: Stop) -> Slip | None:
    value, column = stop.value
    word = value.lower()
    if word not in _TRUE_WORDS | _FALSE_WORDS:
        return None
    right = "true" if word in _TRUE_WORDS else "false"
    message = f"'{value}' is no value; yes and no are written true and false, in small letters."
    return Slip("true-or-false", message, stop.span(column, len(value)), f"write {right}")


def _number_with_signs(stop: Stop) -> Slip | None:
    value, column = stop.value
    match = _SIGNED_NUMBER.fullmatch(value)
    if match is None or _DATE.fullmatch(value) or not re.search(r"[^0-9.]|\..*\.", value):
        return None
    message = f"'{_quote(value)}' is not a number as TOML writes it: digits only, and one point."
    return Slip(
        "number-with-signs",
        message,
        stop.span(column, len(value)),
        f"write {'-' if value.startswith('-') else ''}{_plain_number(match['digits'])}",
    )


def _plain_number(digits: str) -> str:
    """Return a number without signs between thousands, and with a point before its decimals."""
    *whole, last = re.split(r"[,.'’ \u00a0\u202f]", digits)
    decimals = bool(whole) and len(last) != 3 and digits[-len(last) - 1] in ",."
    number = "".join(whole) if decimals else "".join([*whole, last])
    number = number.lstrip("0") or "0"
    return f"{number}.{last}" if decimals else number


def _bad_date(stop: Stop) -> Slip | None:
    value, column = stop.value
    if not _DATE.match(value):
        return None
    message = f"'{_quote(value)}' is not a day of the calendar as TOML writes it."
    hint = "write year, month and day, such as 2026-12-24"
    return Slip("bad-date", message, stop.span(column, len(value)), hint)


def _leading_zero(stop: Stop) -> Slip | None:
    value, column = stop.value
    if not re.fullmatch(r"[+-]?(?:0[0-9]+|[0-9]+\.|\.[0-9]+)", value):
        return None
    number = value.strip("+").lstrip("0").rstrip(".")
    number = f"0{number}" if number.startswith(".") else number or "0"
    message = f"'{_quote(value)}' is not a number as TOML writes it."
    return Slip("number-with-signs", message, stop.span(column, len(value)), f"write {number}")


def _unclosed_block(stop: Stop) -> Slip | None:
    """Recognise a text in three quotes that is not closed, or is by what should open the next."""
    last = None
    stopped = _offset(stop)
    for match in _STRING.finditer(stop.text):
        if match.start() >= stopped:
            break
        if match[0].startswith(('"""', "'''")):
            last = match
    if last is None:
        return None
    closed = last["a"] or last["b"]
    next_to_it = 0 <= stopped - last.end() <= 1
    swallowed = any(_HEADER.match(line) or _PAIR.match(line) for line in last[0].split("\n")[1:])
    if closed and not (next_to_it and swallowed):
        return None
    line, column = stop.place(last.start())
    quotes = last[0][:3]
    message = f"The text that opens here with {quotes} is not closed."
    span = Span(line, column, line, column + 3)
    return Slip("unclosed-text", message, span, f"close it with {quotes}")


def _offset(stop: Stop) -> int:
    before = sum(len(line) + 1 for line in stop.lines[: stop.line - 1])
    return min(before + stop.column - 1, len(stop.text))


_ENDS_TOO_SOON: Final = (
    "Illegal character '\\n'",
    'Expected "\'"',
    "Expected '\\''",
    "Unterminated string",
)
"""tomli's words for a text that its line does not close."""


def _unclosed_line(stop: Stop) -> Slip | None:
    if not any(words in stop.words for words in _ENDS_TOO_SOON):
        return None
    opening = next(
        (
            match.start()
            for match in _STRING.finditer(stop.text)
            if match[0][0] in "\"'" and (len(match[0]) == 1 or match[0][-1] != match[0][0])
        ),
        None,
    )
    if opening is None:
        return None
    quote = stop.text[opening]
    line, column = stop.place(opening)
    message = f"The text that opens here with {quote} is not closed on this line."
    span = Span(line, column, line, len(stop.lines[line - 1].rstrip()) + 1)
    hint = f'close it with {quote}, or put text of several lines between """ and """'
    return Slip("unclosed-text", message, span, hint)


def _apostrophe(stop: Stop) -> Slip | None:
    value, column = stop.value
    if not value.startswith("'") or "Expected newline" not in stop.words or value.count("'") < 3:
        return None
    message = "An apostrophe ends a text in single quotes."
    hint = f"write {_quoted(value.strip(chr(39)))}"
    return Slip("apostrophe-in-quotes", message, stop.span(column, len(value)), hint)


def _quote_in_quotes(stop: Stop) -> Slip | None:
    value, column = stop.value
    if not value.startswith('"') or "Expected newline" not in stop.words or value.count('"') < 3:
        return None
    inner = value[1:-1] if value.endswith('"') else value[1:]
    message = "A quote ends the text here, and more follows."
    hint = "inside a text, write single quotes: " + _quoted(inner)
    return Slip("quote-in-quotes", message, stop.span(column, len(value)), hint)


def _single_brackets(stop: Stop) -> Slip | None:
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


def _after_single_brackets(stop: Stop) -> Slip | None:
    """Recognise a header in double brackets after the same in single ones: the first is wrong."""
    match = re.match(r"\s*\[\[\s*([\w.]+)\s*\]\]", stop.here)
    if match is None:
        return None
    for number, line in enumerate(stop.lines[: stop.line], 1):
        if re.match(rf"\s*\[\s*{re.escape(match[1])}\s*\](?!\])", line):
            return single_brackets(line, number)
    return None


def _header_brackets(stop: Stop) -> Slip | None:
    line = stop.here.strip()
    if not line.startswith("[") or stop.pair is not None:
        return None
    if not re.match(r"\[{1,2}\s*[\w.\s\"'-]*\]*", line) or "declare" in stop.words:
        return None
    if "Unclosed" in stop.words or "overwrite" in stop.words:
        return None
    name = "".join(re.findall(r"[\w.-]+", line.split("#")[0])[:1])
    double = name in {"step", "step.item"} or line.startswith("[[")
    right = f"[[{name}]]" if double else f"[{name}]"
    message = "The brackets of this header do not match."
    start = stop.here.index("[") + 1
    return Slip("header-brackets", message, stop.span(start, len(line)), f"write {right}")


def _twice(stop: Stop) -> Slip | None:
    if "declare" in stop.words or ("overwrite" in stop.words and stop.pair is None):
        header = stop.here.split("#")[0].strip()
        first = _earlier_line(stop, lambda line: line.split("#")[0].strip() == header)
        where = f" The first is in line {first}." if first else ""
        start = len(stop.here) - len(stop.here.lstrip()) + 1
        message = f"The table {_quote(header)} stands in the file twice.{where}"
        return Slip("table-twice", message, stop.span(start, len(header)), "join the two")
    if "overwrite" not in stop.words and "Duplicate" not in stop.words:
        return None
    return _key_twice(stop)


def _key_twice(stop: Stop) -> Slip | None:
    if stop.pair is None:
        return None
    key, _, _ = stop.pair

    def same(line: str) -> bool:
        match = _PAIR.match(line)
        return match is not None and match["key"] == key

    first = _earlier_line(stop, same)
    where = f" The first is in line {first}." if first else ""
    start = stop.here.index(key) + 1
    message = f"The key '{_quote(key)}' stands here a second time.{where}"
    hint = "leave one out; if another item begins here, write [[step.item]] above it"
    return Slip("key-twice", message, stop.span(start, len(key)), hint)


def _earlier_line(stop: Stop, fits: Callable[[str], bool]) -> int | None:
    """Return the number of the last line before this one that `fits`."""
    for number in range(stop.line - 1, 0, -1):
        if fits(stop.lines[number - 1]):
            return number
    return None


def _colon(stop: Stop) -> Slip | None:
    match = re.match(r"\s*([\w-]+)\s*(:=|:)", stop.here)
    if match is None or "'='" not in stop.words:
        return None
    message = "Between a key and its value stands an equals sign."
    column = match.start(2) + 1
    hint = f"write {match[1]} = …"
    return Slip("no-equals-sign", message, stop.span(column, len(match[2])), hint)


def _no_equals(stop: Stop) -> Slip | None:
    if "'='" not in stop.words:
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


def _no_value(stop: Stop) -> Slip | None:
    if stop.words != "Invalid value" or _without_remark(stop.rest):
        return None
    key = stop.pair[0] if stop.pair else "this key"
    start = len(stop.here) - len(stop.here.lstrip()) + 1
    message = f"'{_quote(key)}' has no value."
    hint = 'write a value after the equals sign, such as "…", or leave the line out'
    return Slip("no-value", message, stop.span(start, len(stop.here.strip())), hint)


def _unquoted(stop: Stop) -> Slip | None:
    value, column = stop.value
    if stop.words != "Invalid value" or not value or not (value[0].isalpha() or value[0] in "_¿¡"):
        return None
    message = "A text stands in quotes."
    return Slip("unquoted-text", message, stop.span(column, len(value)), f"write {_quoted(value)}")


def _digits_then_words(stop: Stop) -> Slip | None:
    value, column = stop.value
    if "Expected newline" not in stop.words or not re.match(r"[0-9]\S*\s*[^\W\d]", value):
        return None
    message = "A text stands in quotes, and a number has nothing after it."
    return Slip("unquoted-text", message, stop.span(column, len(value)), f"write {_quoted(value)}")


def _backslash(stop: Stop) -> Slip | None:
    if "Unescaped" not in stop.words:
        return None
    column = max(stop.here[: stop.column].rfind("\\") + 1, 1)
    message = "A backslash in double quotes begins a special sign, and this is none."
    hint = "write two of them, or put the text in single quotes"
    return Slip("backslash", message, stop.span(column, 2), hint)


def _list(stop: Stop) -> Slip | None:
    if "Unclosed" not in stop.words:
        return None
    before = stop.text[: _offset(stop)].rstrip()
    rest = stop.rest.lstrip()
    at_start = not stop.here[: stop.column - 1].strip()
    new_line = at_start and (not rest or _PAIR.match(stop.here) or _HEADER.match(stop.here))
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
    bare = _STRING.sub(lambda match: " " * len(match[0]), text)
    depth = 0
    for place in range(len(bare) - 1, -1, -1):
        if bare[place] == close:
            depth += 1
        elif bare[place] == sign:
            if depth == 0:
                return place
            depth -= 1
    return 0


def _line_ends(stop: Stop) -> Slip | None:
    if stop.text.count("\r") <= stop.text.count("\n"):
        return None
    line, column = stop.place(stop.text.index("\r"))
    message = "The lines of this file end with a carriage return alone, which TOML does not know."
    hint = "save the file with the line ends of Unix (LF) or of Windows (CRLF)"
    return Slip("line-ends", message, Span(line, column, line, column + 1), hint)


def _control(stop: Stop) -> Slip | None:
    if _CONTROL.match(stop.rest) is None:
        return None
    message = "Here stands a control character, which TOML does not allow."
    hint = "delete it; it is invisible"
    return Slip("control-character", message, stop.span(stop.column, 1), hint)


def _more(stop: Stop) -> Slip | None:
    if "Expected newline" not in stop.words:
        return None
    rest = stop.rest.strip()
    message = "After a value the line ends; here more follows."
    column = stop.column + len(stop.rest) - len(stop.rest.lstrip())
    hint = "begin a new line, or put quotes around a text"
    return Slip("toml-syntax", message, stop.span(column, len(rest)), hint)


def _anything(stop: Stop) -> Slip:
    rest = stop.rest.rstrip()
    message = "This cannot be read as TOML."
    return Slip("toml-syntax", message, stop.span(stop.column, len(rest)))


SLIPS: Final[tuple[Callable[[Stop], Slip | None], ...]] = (
    _line_ends,
    _control,
    _unclosed_block,
    _single_brackets,
    _after_single_brackets,
    _twice,
    _no_value,
    _curly_quotes,
    _unclosed_line,
    _truth_words,
    _number_with_signs,
    _bad_date,
    _leading_zero,
    _apostrophe,
    _quote_in_quotes,
    _backslash,
    _list,
    _header_brackets,
    _colon,
    _no_equals,
    _unquoted,
    _digits_then_words,
    _more,
)
"""The usual slips, the more telling first."""


def explain_slip(text: str, lines: list[str], line: int, column: int, words: str) -> Slip:
    """Return what is wrong at `line` and `column` of `text`, where tomli stopped with `words`."""
    stop = Stop(text, lines, line, column, words)
    found = (recognise(stop) for recognise in SLIPS)
    return next((slip for slip in found if slip is not None), None) or _anything(stop)
