"""Reads a playbook that may be broken in several places: notes each slip, takes it out, reads on.

A line with a slip becomes a blank one of the same length, so that every other position stays as it
was. What cannot be taken out (a text that is never closed) ends the reading.
"""

import re
from dataclasses import dataclass, field, replace
from typing import Any, Final

from facilitator.authoring.positions import Positions
from facilitator.authoring.slips import Slip, single_brackets
from facilitator.authoring.spans import Path, source_lines
from facilitator.authoring.toml_reading import TomlProblem, parse_toml

_MOST_SLIPS: Final = 30
_LARGEST_MENDED: Final = 128 * 1024
_PAIR_LINE: Final = re.compile(r"\s*\"?([A-Za-z0-9_-]+)\"?\s*=")
_ID_LINE: Final = re.compile(r"\s*id\s*[=:]\s*[\"'“‘]?([A-Za-z_]\w*)")
_HEADER_LINE: Final = re.compile(r"\s*\[")
_SINGLE: Final = re.compile(r"(\s*)\[\s*(step|step\s*\.\s*item)\s*\](?!\])")

# Slips that are one line's own, so that the rest can be read without that line.
_OF_ONE_LINE: Final = frozenset(
    [
        "curly-quotes",
        "true-or-false",
        "number-with-signs",
        "bad-date",
        "unquoted-text",
        "apostrophe-in-quotes",
        "quote-in-quotes",
        "list-brackets",
        "backslash",
        "control-character",
        "key-twice",
        "no-value",
        "no-equals-sign",
        "no-key",
        "unclosed-text",
        "toml-syntax",
    ]
)


MIXED: Final = ""
"""Stands among the lost keys of a table of which it is not known what belongs to it.

It may be two tables, since the header between them is missing; or a key is missing.
"""
_OF_LINES_WITHOUT_PAIR: Final = frozenset({"no-equals-sign", "no-key"})
_GO_ON: Final = frozenset({"unclosed-text", "no-value"})
"""Slips that the next line may go on with."""
_OF_UNKNOWN_KEYS: Final = frozenset({"key-twice", "no-key"})


@dataclass
class Mended:
    """What could be read, the slips on the way, and the keys that were lost to them."""

    text: str
    """The text without the slips; every other character stands where it stood."""
    data: dict[str, Any] | None = None
    slips: list[Slip] = field(default_factory=list)
    lost: list[tuple[int, str]] = field(default_factory=list)
    """Line and key of each pair that was taken out; `MIXED` where the key cannot be known."""
    names: list[str] = field(default_factory=list)
    """Ids that stand in lines that were taken out."""

    def damage(self, positions: Positions) -> dict[Path, frozenset[str]]:
        """Return the tables that lost keys, and which."""
        found: dict[Path, frozenset[str]] = {}
        for line, key in self.lost:
            path = positions.table_at(line)
            found[path] = found.get(path, frozenset()) | {key}
            if key == MIXED and path[:1] in {("playbook",), ("roles",)}:
                found["roles",] = frozenset({MIXED})
        return found


def read_mending(text: str) -> Mended:
    """Return what can be read of the playbook `text`, and every slip in it."""
    mended = Mended(text)
    while len(mended.slips) < _MOST_SLIPS:
        try:
            mended.data = parse_toml(mended.text)
        except TomlProblem as problem:
            if not _mend(mended, problem.slip):
                _say_that_the_rest_waits(mended)
                return mended
        else:
            return mended
    return mended


def _say_that_the_rest_waits(mended: Mended) -> None:
    """Add to the last slip that nothing behind it was looked at."""
    last = mended.slips[-1]
    message = f"{last.message} The rest is checked once this is mended."
    mended.slips[-1] = replace(last, message=message)


def _mend(mended: Mended, slip: Slip) -> bool:
    """Note `slip` and take it out; False if that cannot be done."""
    lines = source_lines(mended.text)
    if slip.code == "single-brackets":
        return _double_brackets(mended, lines)
    if slip.lost_header is not None and len(mended.text) <= _LARGEST_MENDED:
        return _put_back(mended, slip, lines)
    if not _continues(mended, slip, lines):
        mended.slips.append(slip)
    if slip.code not in _OF_ONE_LINE or len(mended.text) > _LARGEST_MENDED:
        return False
    place = slip.span.line - 1
    if not _stands_alone(lines[place], slip):
        return False
    mended.text = _without_line(lines, place)
    _note_loss(mended, slip, lines[place])
    return True


def _stands_alone(line: str, slip: Slip) -> bool:
    """Whether `line` holds all that is to be left out with `slip`."""
    bare = line.lstrip()
    if bare.startswith("#"):
        return slip.code == "control-character"
    if not bare or _HEADER_LINE.match(line):
        return False
    if slip.code == "unclosed-text":
        return _ends_with_its_line(line, slip.span.column)
    return slip.code in _OF_LINES_WITHOUT_PAIR or _PAIR_LINE.match(line) is not None


def _note_loss(mended: Mended, slip: Slip, line: str) -> None:
    """Note the key and the id that were lost with `line`, if any."""
    if line.lstrip().startswith("#"):
        return
    key = next(iter(re.findall(r"[\w-]+", line)), "")
    mended.lost.append((slip.span.line, MIXED if slip.code in _OF_UNKNOWN_KEYS else key))
    name = _ID_LINE.match(line)
    if name is not None:
        mended.names.append(name[1])


def _ends_with_its_line(line: str, column: int) -> bool:
    """Whether the text that opens at `column` is the value of this line, and of no other."""
    before = line[: column - 1].rstrip()
    return before.endswith("=") and not line.startswith(('"""', "'''"), column - 1)


def _put_back(mended: Mended, slip: Slip, lines: list[str]) -> bool:
    """Note `slip` and write the header that was lost into the blank line before what it began."""
    mended.slips.append(slip)
    if slip.lost_header is None:
        return False
    line, header = slip.lost_header
    mended.text = "\n".join([*lines[: line - 1], header, *lines[line:]])
    return True


def _without_line(lines: list[str], place: int) -> str:
    """Return the text of `lines` with a blank line of the same length at `place`."""
    blank = " " * len(lines[place])
    return "\n".join([*lines[:place], blank, *lines[place + 1 :]])


def _continues(mended: Mended, slip: Slip, lines: list[str]) -> bool:
    """Whether `slip` only goes on with the one before: one mistake, told once.

    That is one more doubled key of a table that has one already, since the header between two
    tables is lost; or the next line of a value that its first line does not close or does not
    begin, or of a text that stands in no quotes at all.
    """
    if not mended.slips:
        return False
    last = mended.slips[-1]
    if (last.code, slip.code) == ("key-twice", "key-twice"):
        return not any(map(_HEADER_LINE.match, lines[last.span.line : slip.span.line]))
    no_pair = not _PAIR_LINE.match(lines[slip.span.line - 1])
    alike = (last.code, last.hint) == (slip.code, slip.hint)
    if no_pair and (last.code in _GO_ON or (alike and slip.code == "no-equals-sign")):
        return not any(line.strip() for line in lines[last.span.line : slip.span.line - 1])
    return False


def _double_brackets(mended: Mended, lines: list[str]) -> bool:
    """Note every single-bracket header of a step or an item and double its brackets."""
    found = False
    for place, line in enumerate(lines):
        match = _SINGLE.match(line)
        if match is not None:
            found = True
            mended.slips.append(single_brackets(line, place + 1))
            name = "".join(match[2].split())
            lines[place] = f"{match[1]}[[{name}]]{line[match.end() :]}"
    mended.text = "\n".join(lines)
    return found
