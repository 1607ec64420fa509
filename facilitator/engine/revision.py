"""What a revised text took out and put in, word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Final, Literal

RevisionKind = Literal["kept", "deleted", "inserted"]

MARKS: Final[dict[RevisionKind, tuple[str, str]]] = {
    "kept": ("", ""),
    "deleted": ("[-", "-]"),
    "inserted": ("{+", "+}"),
}
"""Kind to what stands round it where there is neither colour nor a line through it (as wdiff)."""

MOST_WORDS = 2000
"""Above this many words, whole lines are compared instead: word by word would take too long."""

_WORDS = re.compile(r"\s+|[^\W_]+(?:['’][^\W_]+)*|.", re.DOTALL)
_LINES = re.compile(r"[^\n]*\n|[^\n]+")


@dataclass(frozen=True)
class Passage:
    """A stretch of text that was kept, deleted or inserted, with its spaces."""

    kind: RevisionKind
    text: str

    @property
    def marked(self) -> str:
        """The text between its marks, readable without colour."""
        start, end = MARKS[self.kind]
        return f"{start}{self.text}{end}"


def revision(before: str, after: str) -> tuple[Passage, ...]:
    """Return how `before` became `after`: kept and deleted passages together are `before`.

    Kept and inserted ones together are `after`; of what was replaced, the old words come first.
    """
    old, new = _pieces(before, after)
    start = _common_length(old, new)
    old, new, kept = old[start:], new[start:], old[:start]
    end = _common_length(old[::-1], new[::-1])
    middle = _changes(old[: len(old) - end], new[: len(new) - end])
    found = [("kept", kept), *middle, ("kept", old[len(old) - end :])]
    return tuple(_joined(found))


def _pieces(before: str, after: str) -> tuple[list[str], list[str]]:
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if max(len(old), len(new)) > MOST_WORDS:
        return _LINES.findall(before), _LINES.findall(after)
    return old, new


def _common_length(old: Sequence[str], new: Sequence[str]) -> int:
    """Return how many pieces at the beginning are the same."""
    pairs = zip(old, new, strict=False)
    return next(
        (n for n, (one, other) in enumerate(pairs) if one != other), min(len(old), len(new))
    )


def _changes(old: list[str], new: list[str]) -> Iterator[tuple[RevisionKind, list[str]]]:
    for tag, old_start, old_end, new_start, new_end in SequenceMatcher(
        None, old, new
    ).get_opcodes():
        if tag == "equal":
            yield "kept", old[old_start:old_end]
        else:
            yield "deleted", old[old_start:old_end]
            yield "inserted", new[new_start:new_end]


def _joined(found: Sequence[tuple[RevisionKind, list[str]]]) -> Iterator[Passage]:
    """Give the passages, neighbours of one kind as one and empty ones not at all."""
    filled = [(kind, "".join(pieces)) for kind, pieces in found if pieces]
    for kind, group in groupby(filled, key=lambda passage: passage[0]):
        yield Passage(kind, "".join(text for _, text in group))
