"""A quick reader for records in exactly the form that this program writes them.

The index reads thousands of records at once, for a summary and for the words in them; a whole TOML
parser takes many times as long. This one relies on how the writer writes: a key with its value on a
line, strings on one line, every line inside an array indented. It gives up (None) on anything else,
and the caller then reads the file as TOML. It is meant for files whose seal holds.
"""

import datetime as dt
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from facilitator.library.index_words import words_in

WORDLESS_KEYS: Final = frozenset(
    [
        "format",
        "id",
        "status",
        "opened",
        "closed",
        "amends",
        "version",
        "sha256",
        "type",
        "unit",
        "outcome",
        "withheld",
        "changed",
        "owner",
        "handling",
        "role",
        "step",
    ]
)
"""Keys of a record's tables whose values are no words that anybody would look for."""

_OF_AGREEMENT: Final = ("id", "topic", "status", "opened", "closed", "amends", "review")
_OF_CHECK_IN: Final = ("agreement", "at")
_HEAD: Final = frozenset(("format", *_OF_AGREEMENT, *_OF_CHECK_IN))
_PARTY: Final = frozenset(("name",))
_KEPT: Final[dict[str, frozenset[str] | None]] = {
    "step": frozenset(("theme",)),
    "commitment": frozenset(("id", "what", "owner", "due")),
    "progress": None,
}
"""List of tables to the keys whose values are kept (None: all); all else is searched for words."""

_WITH_KEPT_KEYS: Final = ("parties.", *(f"[{name}]]" for name in _KEPT))
"""What the headers of tables with such keys start with, after their first bracket."""

_INSIDE: Final = (
    r"(?:[^\"\\\x00-\x08\x0a-\x1f\x7f]++"
    r"|\\(?:[\"\\bfnrt]|u(?![dD][89a-fA-F])[0-9a-fA-F]{4}))*+"
)
"""What stands in a string: the escapes are those that TOML and JSON have in common."""

_STRING: Final = re.compile(rf'"({_INSIDE})"')
_VALUES: Final = rf"""(?:[^"'\x00-\x08\x0a-\x1f\x7f]++|"(?!\"\"){_INSIDE}")++"""
_LINES: Final = re.compile(
    rf"""(?>[A-Za-z0-9_-]++\ =\ {_VALUES}\n                              # a key with its value
    |\[\[(?:step(?:\.(?:answer|gate))?|commitment|open_point|signature|progress)\]\]\n
    |\[(?:playbook|parties\.[A-Za-z0-9_-]++|seal)\]\n
    |[ ]{{4}}{_VALUES}\n|\]\n                                         # inside an array, and its end
    |\n)*+""",
    re.VERBOSE,
)
_WORDLESS: Final = re.compile(rf"^(?:{'|'.join(sorted(WORDLESS_KEYS))}) = .*", re.MULTILINE)
_BACKSLASH: Final = "\x01"
_QUOTE: Final = "\x02"
"""Stand for escaped signs while strings are told apart; TOML allows neither."""

_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_INTEGER: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")

_MOST_KNOWN: Final = 2**19
_MOST_MET: Final = 2**20
"""Characters of the parts that `_Common` knows the words of, and of those it met once."""

_LONGEST_CACHED: Final = 300
"""Characters of a table whose keys are remembered."""


@dataclass(frozen=True)
class Written:
    """What was read: some of the keys, as TOML would give them, and all words, uncleaned."""

    table: dict[str, Any]
    words: frozenset[str]


WordsOf = Callable[[str], frozenset[str]]
"""Gives the words of some lines; _OtherFormError or ValueError when they have another form."""


class _Common:
    """The words of texts that have most of their parts in common, each found out once.

    A part is what stands between two `separator`; `words_of` gives the words of any of them, which
    must not depend on those around it. Nothing is kept of a part before it is met a second time.
    """

    def __init__(self, separator: str, words_of: WordsOf) -> None:
        self._separator = separator
        self._words_of = words_of
        self._known: dict[str, frozenset[str]] = {}
        self._met: set[str] = set()
        self._characters_known = self._characters_met = 0

    def words_of(self, text: str) -> frozenset[str]:
        """Return the words of `text`."""
        parts = set(text.split(self._separator))
        new = parts.difference(self._known)
        known = map(self._known.__getitem__, parts - new)
        words = self._words_of(self._separator.join(new)).union(*known)
        self._remember(new)
        return words

    def _remember(self, new: set[str]) -> None:
        """Note that these parts were met, and keep the words of those that were met before."""
        if self._characters_known > _MOST_KNOWN:
            self._known.clear()
            self._characters_known = 0
        if self._characters_met > _MOST_MET:
            self._met.clear()
            self._characters_met = 0
        for part in new & self._met:
            self._known[part] = self._words_of(part)
            self._characters_known += len(part)
        self._met |= new
        self._characters_met += sum(map(len, new))


def common_words() -> WordsOf:
    """Return what gives the words of one record after the other, the faster the more are alike.

    Records of one playbook share its questions, options and rules: most of their tables, and most
    lines of the other ones. Each line stands for itself.
    """
    return _Common("\n\n", _Common("\n", _words).words_of).words_of


def read_written_form(data: bytes, words_of: WordsOf) -> Written | None:
    """Return what is kept of the record in `data`, or None when it has another form.

    `words_of` is one of `common_words`, for all records that are read in a row.
    """
    try:
        text = data.decode()
        if not text.endswith("\n"):
            return None
        words = words_of(text)
        return Written(_table(text), words)
    except (_OtherFormError, ValueError):
        return None


class _OtherFormError(Exception):
    """Something that is not in the form that is read here."""


def _table(text: str) -> dict[str, Any]:
    """Return the keys that are kept of a text whose words could be told.

    Its lines have the form expected here, so no value has a line that starts with a bracket.
    """
    head, *sections = text.split("\n[")
    table = _pairs_of(head, _HEAD)
    for section in sections:
        if section.startswith(_WITH_KEPT_KEYS):
            header, _, body = section.partition("\n")
            name, _, role = header.strip("[]").partition(".")
            if name != "parties":
                table.setdefault(name, []).append(_pairs(body, _KEPT[name]))
            elif role in table.setdefault(name, {}):
                raise _OtherFormError
            else:
                table[name][role] = _pairs(body, _PARTY)
    return table


def _words(text: str) -> frozenset[str]:
    """Return the words in the strings of some lines, in any order, but for those that hold none."""
    if not _LINES.fullmatch(f"{text}\n"):
        raise _OtherFormError
    escaped = "\\" in text
    if escaped:
        text = text.replace("\\\\", _BACKSLASH).replace('\\"', _QUOTE)
    found = " ".join(_WORDLESS.sub("", text).split('"')[1::2])
    if escaped:
        found = _unescaped(found.replace(_QUOTE, '\\"').replace(_BACKSLASH, "\\\\"))
    return frozenset(words_in(found))


def _pairs(body: str, kept: frozenset[str] | None) -> Mapping[str, Any]:
    """Return the keys `kept` (None: all) of a table with their values."""
    return (_short_pairs if len(body) <= _LONGEST_CACHED else _pairs_of)(body, kept)


def _pairs_of(body: str, kept: frozenset[str] | None) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for line in body.split("\n"):
        name, _, value = line.partition(" = ")
        if name and (kept is None or name in kept):
            if name in found:
                raise _OtherFormError
            found[name] = _scalar(value)
    return found


_short_pairs: Final = lru_cache(maxsize=512)(_pairs_of)
"""For the many tables that are the same in all records of a playbook, or of a party."""


def _unescaped(string: str) -> str:
    """Return what the inside of a basic string stands for."""
    unescaped: str = json.loads(f'"{string}"', strict=False) if "\\" in string else string
    return unescaped


def _scalar(value: str) -> Any:
    """Return a single value; ValueError or _OtherFormError when it is none of those written."""
    if value.startswith('"'):
        if "\\" not in value and value.find('"', 1) == len(value) - 1:
            return value[1:-1]
        whole = _STRING.fullmatch(value)
        if whole is None:
            raise _OtherFormError
        return _unescaped(whole[1])
    if _DAY.fullmatch(value):
        return dt.date.fromisoformat(value)
    if _MOMENT.fullmatch(value):
        return dt.datetime.fromisoformat(value)
    if _INTEGER.fullmatch(value):
        return int(value)
    raise _OtherFormError
