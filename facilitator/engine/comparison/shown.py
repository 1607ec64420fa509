"""What the reveal shows of one item: both sides, how they stand to each other, and a drawing."""

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from facilitator.domain.items import AskedItem
from facilitator.engine.comparison.difference import Verdict

MARKS: dict[Verdict, str] = {
    "no_room": "≠",
    "apart": "≠",
    "near": "≈",
    "words": "·",
    "missing": "·",
    "alone": "·",
    "room": "✓",
    "shared": "=",
}
"""Verdict to the mark that stands before its headline, so that colour is never needed."""

DRAWINGS: dict[str, Literal["track", "bars"]] = {
    "scale": "track",
    "number": "bars",
    "money": "bars",
}
"""Item type to how its two answers are drawn."""


@dataclass(frozen=True)
class Side:
    """One party's answer: its lines, and where it lies between 0 and 1 if that can be drawn."""

    party: str
    name: str
    lines: tuple[str, ...]
    position: Fraction | None = None


@dataclass(frozen=True)
class Comparison:
    """One item (or a pair of items set against each other) as the reveal shows it."""

    item: AskedItem
    question: str
    verdict: Verdict
    headline: str
    sides: tuple[Side, ...]
    details: tuple[str, ...] = ()
    size: Fraction = Fraction(0)
    probe: str = ""
    rounds: int = 0
    """For an overlap item: how many rounds have been tested."""
    drawing: Literal["track", "bars"] | None = None

    @property
    def mark(self) -> str:
        """The mark that stands before the headline."""
        return MARKS[self.verdict]


def scaled(sides: tuple[Side, ...]) -> tuple[Side, ...]:
    """Put amounts in proportion to the largest, so that they can be drawn as bars."""
    largest = max((side.position or Fraction(0) for side in sides), default=Fraction(0))
    if not largest:
        return tuple(replace(side, position=None) for side in sides)
    return tuple(
        side if side.position is None else replace(side, position=side.position / largest)
        for side in sides
    )
