"""A quick reader for records in exactly the form that this program writes them.

The index reads thousands of records at once, for a summary and for the words in them; a whole TOML
parser takes many times as long. This one relies on how the writer writes: a key with its value on a
line, strings on one line, every line inside an array indented. It gives up (None) on anything else,
and the caller then reads the file as TOML. It is meant for files whose seal holds.
"""

import datetime as dt
import json
import re
from dataclasses import dataclass
from typing import Any, Final

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
_KEPT: Final[dict[str, frozenset[str]]] = {
    "step": frozenset(("theme",)),
    "commitment": frozenset(("id", "what", "owner", "due")),
    "progress": frozenset(("commitment", "state", "due")),
}
"""List of tables to the keys whose values are kept; all else is only searched for words."""

_STRING: Final = re.compile(r'"([^"\\\n]*+(?:\\.[^"\\\n]*+)*+)"')
_LINES: Final = re.compile(
    r"""(?>(?:[A-Za-z0-9_-]++|"[^"\\\n]*+")\ =\ (?!'|\"\"\")[^\n]++\n   # a key with its value
    |\[\[(?:step(?:\.(?:answer|gate))?|commitment|open_point|signature|progress)\]\]\n
    |\[(?:playbook|parties\.[A-Za-z0-9_-]++|seal)\]\n
    |[ ]{4}[^\n]++\n|\]\n                                             # inside an array, and its end
    |\n)*+""",
    re.VERBOSE,
)
_WORDLESS: Final = re.compile(rf"\n(?:{'|'.join(sorted(WORDLESS_KEYS))}) = [^\n]*")
_BACKSLASH: Final = "\x01"
_QUOTE: Final = "\x02"
"""Stand for escaped signs while strings are told apart; TOML allows neither."""

_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_INTEGER: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")


@dataclass(frozen=True)
class Written:
    """What was read: some of the keys, as TOML would give them, and all words, uncleaned."""

    table: dict[str, Any]
    words: str


def read_written_form(data: bytes) -> Written | None:
    """Return what is kept of the record in `data`, or None when it has another form."""
    try:
        text = data.decode()
        if not _LINES.fullmatch(text):
            return None
        return Written(_table(text), _words(text))
    except (_OtherFormError, ValueError):
        return None


class _OtherFormError(Exception):
    """Something that is not in the form that is read here."""


def _table(text: str) -> dict[str, Any]:
    """Return the keys that are kept: no value has a line that starts with a bracket."""
    table = _pairs(text.partition("\n[")[0], _HEAD)
    for name, kept in _KEPT.items():
        rows = [_pairs(body, kept) for _, body in _sections(text, f"\n[[{name}]]")]
        if rows:
            table[name] = rows
    parties = _sections(text, "\n[parties.")
    if parties:
        table["parties"] = {
            header.removesuffix("]"): _pairs(body, _PARTY) for header, body in parties
        }
        if len(table["parties"]) != len(parties):
            raise _OtherFormError
    return table


def _sections(text: str, beginning: str) -> list[tuple[str, str]]:
    """Return the rest of the header, and the body, of each table that starts with `beginning`."""
    found: list[tuple[str, str]] = []
    start = text.find(beginning)
    while start >= 0:
        start += len(beginning)
        end = text.find("\n[", start)
        header, _, body = text[start : end if end >= 0 else None].partition("\n")
        found.append((header, body))
        start = text.find(beginning, start)
    return found


def _words(text: str) -> str:
    """Return the inside of every string that may hold words to look for."""
    escaped = "\\" in text
    if escaped:
        text = text.replace("\\\\", _BACKSLASH).replace('\\"', _QUOTE)
    found = " ".join(_WORDLESS.sub("", text).split('"')[1::2])
    if escaped:
        found = _unescaped(found.replace(_QUOTE, '\\"').replace(_BACKSLASH, "\\\\"))
    return found


def _pairs(body: str, kept: frozenset[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for line in body.split("\n"):
        name, _, value = line.partition(" = ")
        if name in kept:
            if name in found:
                raise _OtherFormError
            found[name] = _scalar(value)
    return found


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
