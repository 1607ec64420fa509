"""The spelling of expressions: tokens, and what is wrong with them in a facilitator's words.

Everything that people are likely to bring along from a spreadsheet, a letter or another language
is caught here, where it stands, with a suggestion. What passes is made of the expression language's
own words and signs, in an order that can be read; only how they group is left to the parser.
"""

import keyword
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, NoReturn

from facilitator.domain.errors import ExpressionError
from facilitator.domain.expressions.nodes import FUNCTIONS

DEEPEST_NESTING: Final = 200
"""How many parentheses may stand inside each other: as many as Python's parser takes."""

_JOINING_WORDS: Final = frozenset({"and", "or"})
_TRUTH_WORDS: Final = frozenset({"and", "or", "not", "true", "false"})

_TOKEN: Final = re.compile(
    r"""
    (?P<space>\s+)
    |(?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
    |(?P<number>(?:[0-9]|\.[0-9])[\w.]*)
    |(?P<word>[^\W\d]\w*)
    |(?P<foreign>={3}|=>|=<|<>|\*\*|//|&&|\|\||:=|\{\s*[\w.]+\s*\}|[^\w\s+\-*/<>=!().,])
    |(?P<operator>==|!=|<=|>=|[-+*/<>])
    |(?P<open>\()
    |(?P<close>\))
    |(?P<comma>,)
    |(?P<dot>\.)
    |(?P<stray>.)
    """,
    re.VERBOSE | re.DOTALL,
)

_NUMBER: Final = re.compile(r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?|\.[0-9]+")
_NAME: Final = re.compile(r"[a-z_][a-z0-9_]*")
_TEXT_BODY: Final = re.compile(r"(?:[^\\\n\r]|\\[\\'\"])*")

_FOREIGN_SIGNS: Final[dict[str, str]] = {
    "=": "write == to compare",
    "===": "write ==",
    "=>": "write >=",
    "=<": "write <=",
    "<>": "write !=",
    "≤": "write <=",
    "≥": "write >=",
    "≠": "write !=",
    "&&": "write and",
    "&": "write and",
    "||": "write or",
    "|": "write or",
    "!": "write not",
    "×": "write *",
    "·": "write *",
    "÷": "write /",
    "−": "write - (the hyphen of the keyboard)",
    "–": "write - (the hyphen of the keyboard)",
    "**": "write the multiplication out: x * x",
    "^": "write the multiplication out: x * x",
    "//": "write round(x / y)",
    "%": "for a share, write * 20 / 100 instead of 20%",
    "[": "write a column as table.column",
    "]": "write a column as table.column",
    "{": "write the bare id, without braces",
    "}": "write the bare id, without braces",
    "#": "remarks belong outside the expression",
    "“": "write straight quotes: \"…\" or '…'",
    "”": "write straight quotes: \"…\" or '…'",
    "„": "write straight quotes: \"…\" or '…'",
    "‘": "write straight quotes: \"…\" or '…'",
    "’": "write straight quotes: \"…\" or '…'",
    "«": "write straight quotes: \"…\" or '…'",
    "»": "write straight quotes: \"…\" or '…'",
    '"': "close the text with the quote that opens it",
    "'": "close the text with the quote that opens it",
    "€": "write the number alone",
    "$": "write the number alone",
    "£": "write the number alone",
    "¥": "write the number alone",
}

_FOREIGN_WORDS: Final[dict[str, str]] = {
    "None": "to ask whether something is known, write answered(x)",
    "in": "write x == 'a' or x == 'b'",
    "is": "write ==",
    "if": "an expression has no branches; a question can have its own `when`",
    "else": "an expression has no branches; a question can have its own `when`",
    "Yes": "write true",
    "YES": "write true",
    "No": "write false",
    "NO": "write false",
}

_UNKNOWN_WORDS: Final[dict[str, str]] = {
    "yes": "write true",
    "no": "write false",
    "null": "to ask whether something is known, write answered(x)",
    "none": "to ask whether something is known, write answered(x)",
    "avg": "write average(…)",
    "mean": "write average(…)",
    "minimum": "write min(…) or lowest(…)",
    "maximum": "write max(…) or highest(…)",
    "total": "write sum(…)",
    "len": "write count(…)",
}

_NUMBER_HINTS: Final[tuple[tuple[re.Pattern[str], Callable[[str], str]], ...]] = (
    (
        re.compile(r"[0-9]+(?:_[0-9]+)+(?:\.[0-9]+)?"),
        lambda written: f"write {written.replace('_', '')}",
    ),
    (re.compile(r"[0-9.]+[eE][0-9]*"), lambda _: "write the number out, with all its zeros"),
    (re.compile(r"0[xXoObB]\w*"), lambda _: "write the number in decimal digits"),
    (re.compile(r"[0-9]+\."), lambda written: f"write {written[:-1]}"),
    (
        re.compile(r"0[0-9.]+"),
        lambda _: "write numbers without leading zeros, commas or spaces: 1000",
    ),
    (
        re.compile(r"[0-9]+(?:\.[0-9]+){2,}"),
        lambda _: "write numbers with one point, before the decimals: 1000.50",
    ),
)


def hint_for_name(name: str) -> str | None:
    """Return what was probably meant by an unknown `name`, if it is obvious."""
    return _UNKNOWN_WORDS.get(name)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of an expression: its kind (a group of the token pattern), text and position."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """The offset after the last character."""
        return self.start + len(self.text)


def spell(source: str) -> str:
    """Return `source`, its spelling checked, with plain spaces for white space and equally long.

    Raises:
        ExpressionError: at the first thing that does not belong here or is out of order.

    """
    tokens = [
        Token(match.lastgroup or "", match[0], match.start()) for match in _TOKEN.finditer(source)
    ]
    _Order(source).check(token for token in tokens if token.kind != "space")
    return "".join(" " * len(t.text) if t.kind == "space" else t.text for t in tokens)


def _refuse(token: Token, message: str, hint: str | None = None) -> NoReturn:
    raise ExpressionError(message, token.start, token.end, hint)


def _check_text(token: Token) -> None:
    if not _TEXT_BODY.fullmatch(token.text):
        _refuse(
            token,
            "A text stands on one line, and a backslash in it only before a quote or a backslash.",
            r"write \\ for a backslash",
        )


def _check_number(token: Token) -> None:
    if _NUMBER.fullmatch(token.text):
        return
    hints = (hint(token.text) for form, hint in _NUMBER_HINTS if form.fullmatch(token.text))
    _refuse(token, f"'{token.text}' is not a number as expressions write it.", next(hints, None))


def _check_word(token: Token) -> None:
    word = token.text
    lower = word.lower()
    if word in _FOREIGN_WORDS:
        _refuse(token, f"'{word}' means nothing in an expression.", _FOREIGN_WORDS[word])
    if word != lower and lower in _TRUTH_WORDS | FUNCTIONS:
        _refuse(token, f"'{word}' is written in small letters here.", f"write {lower}")
    if keyword.iskeyword(word) and word not in _TRUTH_WORDS:
        _refuse(token, f"'{word}' means nothing in an expression.")
    if not _NAME.fullmatch(word):
        hint = f"write {lower}" if _NAME.fullmatch(lower) else None
        _refuse(token, f"'{word}' is no id: ids are of the letters a-z, digits and _.", hint)


def _check_foreign(token: Token) -> NoReturn:
    bare = re.fullmatch(r"\{\s*([\w.]+)\s*\}", token.text)
    if bare:
        _refuse(token, "Braces belong in texts, not in expressions.", f"write {bare[1]}")
    if token.text in "\"'":
        _refuse(token, "This quote opens a text that is not closed.", _FOREIGN_SIGNS[token.text])
    name = f"'{token.text}'" if token.text.isprintable() else "An invisible character"
    _refuse(token, f"{name} means nothing in an expression.", _FOREIGN_SIGNS.get(token.text))


_CHECKS: Final[dict[str, Callable[[Token], None]]] = {
    "text": _check_text,
    "number": _check_number,
    "word": _check_word,
    "foreign": _check_foreign,
    "stray": _check_foreign,
}


class _Order:
    """Follows an expression token by token: now a value is due, now something that joins values."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._previous: Token | None = None
        self._value_due = True
        self._open: list[Token] = []
        self._calls: list[bool] = []

    def check(self, tokens: Iterable[Token]) -> None:
        """Refuse the first token that is misspelt or out of order, or the missing end."""
        for token in tokens:
            _CHECKS.get(token.kind, _accept)(token)
            (self._value if self._value_due else self._joint)(token)
            self._previous = token
        if self._value_due:
            self._refuse_missing_value(None)
        if self._open:
            _refuse(self._open[-1], "This parenthesis is not closed.", "close it with )")

    def _value(self, token: Token) -> None:
        """Take a token where a value is due."""
        previous = self._previous
        after_dot = previous is not None and previous.kind == "dot"
        if after_dot and (token.kind != "word" or token.text in _TRUTH_WORDS):
            _refuse(token, "After a point, the name of a column or of a role is due.")
        if token.text == "not":
            self._check_not(token)
        elif token.kind == "open":
            self._enter(token, call=False)
        elif token.kind == "close" and self._calls and self._calls[-1] and _is(previous, "open"):
            self._leave(token)
        elif token.kind in {"number", "text"} or (
            token.kind == "word" and token.text not in _JOINING_WORDS
        ):
            self._value_due = False
        elif token.text != "-":
            self._refuse_missing_value(token)

    def _joint(self, token: Token) -> None:
        """Take a token after a value."""
        if token.kind == "close":
            self._leave(token)
        elif token.kind == "open" and _is(self._previous, "word"):
            self._enter(token, call=True)
        elif token.kind == "comma":
            self._check_comma(token)
        elif token.kind in {"operator", "dot"} or token.text in _JOINING_WORDS:
            self._value_due = True
        else:
            self._refuse_adjacent(self._previous, token)

    def _enter(self, token: Token, *, call: bool) -> None:
        if len(self._open) == DEEPEST_NESTING:
            _refuse(token, "This nests too deeply.", "compute a part of it in an item of its own")
        self._open.append(token)
        self._calls.append(call)
        self._value_due = True

    def _leave(self, token: Token) -> None:
        if not self._open:
            _refuse(token, "This parenthesis closes nothing.", "leave it out")
        self._open.pop()
        self._calls.pop()
        self._value_due = False

    def _check_not(self, token: Token) -> None:
        if _is(self._previous, "operator"):
            _refuse(token, "'not' cannot stand here by itself.", "write (not …) in parentheses")

    def _check_comma(self, token: Token) -> None:
        if not (self._calls and self._calls[-1]):
            _refuse(
                token,
                "A comma only stands between the values that a function is given.",
                self._number_without_commas(token),
            )
        self._value_due = True

    def _number_without_commas(self, comma: Token) -> str | None:
        """Return the hint for a comma within a number such as ``1,000``."""
        before = re.search(r"[0-9][0-9,.]*\Z", self._source[: comma.start])
        after = re.match(r"[0-9,.]*[0-9]", self._source[comma.end :])
        if not (before and after):
            return None
        if len(after[0]) % 4 != 3 or "." in before[0]:
            return "write a point before the decimals, and no commas: 1000.50"
        return f"write {before[0].replace(',', '')}{after[0].replace(',', '')}"

    def _refuse_missing_value(self, token: Token | None) -> NoReturn:
        """Refuse `token`, or the end of the expression, where a value is due."""
        if self._previous is not None:
            _refuse(self._previous, f"A value is missing after '{self._previous.text}'.")
        if token is not None:
            _refuse(token, f"A value is missing before '{token.text}'.")
        raise ExpressionError("The expression is empty.", 0, len(self._source))

    def _refuse_adjacent(self, previous: Token | None, token: Token) -> NoReturn:
        """Refuse a value that follows the value which ends with `previous`."""
        if previous is None:
            _refuse(token, f"Something is missing before '{token.text}'.")
        hint = None
        if previous.kind == token.kind == "number":
            hint = f"write {previous.text}{token.text}"
        elif token.kind == "text" and previous.end == token.start:
            hint = "write the text in one pair of quotes, with nothing before it"
        elif token.text == "not":
            hint = "write x != y"
        message = f"Something is missing between '{previous.text}' and '{token.text}'."
        raise ExpressionError(message, previous.start, token.end, hint)


def _accept(_: Token) -> None:
    """Signs of the language itself need no check of their spelling."""


def _is(token: Token | None, kind: str) -> bool:
    return token is not None and token.kind == kind
