"""Reads a playbook that may be broken in several places: notes each slip, takes it out, reads on.

A line with a slip becomes a blank one of the same length, so that every other position stays as it
was. What cannot be taken out (a text that is never closed) ends the reading.
"""

import re
from dataclasses import dataclass, field
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
        "backslash",
        "control-character",
        "key-twice",
        "no-value",
        "no-equals-sign",
        "toml-syntax",
    ]
)


MIXED: Final = ""
"""Stands among the lost keys of a table that is two, since the header between them is missing."""


@dataclass
class Mended:
    """What could be read, the slips on the way, and the keys that were lost to them."""

    text: str
    """The text without the slips; every other character stands where it stood."""
    data: dict[str, Any] | None = None
    slips: list[Slip] = field(default_factory=list)
    lost: list[tuple[int, str]] = field(default_factory=list)
    """Line and key of each pair that was taken out; `MIXED` for the key of a second table."""
    names: list[str] = field(default_factory=list)
    """Ids that stand in lines that were taken out."""

    def damage(self, positions: Positions) -> dict[Path, frozenset[str]]:
        """Return the tables that lost keys, and which."""
        found: dict[Path, frozenset[str]] = {}
        for line, key in self.lost:
            path = positions.table_at(line)
            found[path] = found.get(path, frozenset()) | {key}
        return found


def read_mending(text: str) -> Mended:
    """Return what can be read of the playbook `text`, and every slip in it."""
    mended = Mended(text)
    while len(mended.slips) < _MOST_SLIPS:
        try:
            mended.data = parse_toml(mended.text)
        except TomlProblem as problem:
            if not _mend(mended, problem.slip):
                return mended
        else:
            return mended
    return mended


def _mend(mended: Mended, slip: Slip) -> bool:
    """Note `slip` and take it out; False if that cannot be done."""
    lines = source_lines(mended.text)
    if slip.code == "single-brackets":
        return _double_brackets(mended, lines)
    if not _continues(mended, slip, lines):
        mended.slips.append(slip)
    if slip.code not in _OF_ONE_LINE or len(mended.text) > _LARGEST_MENDED:
        return False
    place = slip.span.line - 1
    line = lines[place]
    if line.lstrip().startswith("#") and slip.code == "control-character":
        mended.text = _without_line(lines, place)
        return True
    if not line.strip() or line.lstrip().startswith("#") or _HEADER_LINE.match(line):
        return False
    pair = _PAIR_LINE.match(line)
    if pair is None and slip.code != "no-equals-sign":
        return False
    mended.text = _without_line(lines, place)
    key = pair[1] if pair else next(iter(re.findall(r"[\w-]+", line)), "")
    mended.lost.append((slip.span.line, MIXED if slip.code == "key-twice" else key))
    name = _ID_LINE.match(line)
    if name is not None:
        mended.names.append(name[1])
    return True


def _without_line(lines: list[str], place: int) -> str:
    """Return the text of `lines` with a blank line of the same length at `place`."""
    blank = " " * len(lines[place])
    return "\n".join([*lines[:place], blank, *lines[place + 1 :]])


def _continues(mended: Mended, slip: Slip, lines: list[str]) -> bool:
    """Whether `slip` is one more doubled key of a table that has one already.

    That is what remains when the header between two tables is lost: one mistake, told once.
    """
    last = mended.slips[-1] if mended.slips else None
    if last is None or last.code != "key-twice" or slip.code != "key-twice":
        return False
    between = lines[last.span.line : slip.span.line]
    return not any(_HEADER_LINE.match(line) for line in between)


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
