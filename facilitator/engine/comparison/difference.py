"""How two answers stand to each other: the verdict, the size, and the order to read them in."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from facilitator.engine.answers import Context

Verdict = Literal["apart", "near", "shared", "words", "alone", "room", "no_room", "missing"]
ORDER: dict[Verdict, int] = {
    "no_room": 0,
    "apart": 0,
    "near": 1,
    "words": 2,
    "missing": 2,
    "alone": 3,
    "room": 4,
    "shared": 4,
}
"""Verdict to its place in the reading order; differences come before what is shared."""

NEAR = Fraction(1, 5)
"""Up to a fifth of what the question allows, two answers count as near."""


@dataclass(frozen=True)
class Difference:
    """How two answers stand to each other: verdict, headline, size from 0 to 1, and details."""

    verdict: Verdict
    headline: str
    size: Fraction = Fraction(0)
    details: tuple[str, ...] = ()


UNMEASURED = Difference("missing", "not answered by both")
TESTED = {
    True: Difference("room", "there is room", Fraction(1)),
    False: Difference("no_room", "there is none", Fraction(1)),
}
"""Outcome of the last round of an overlap item to what the pair learns."""


@dataclass(frozen=True)
class Pair:
    """Two answers of one type, the one who is read first before the other."""

    item: Any
    first: Any
    second: Any
    names: tuple[str, str]
    context: Context

    def told(self, first: object, second: object) -> str:
        """Return what belongs to the first and what to the second: ``2 for Ben, 5 for Ada``."""
        return f"{first} for {self.names[0]}, {second} for {self.names[1]}"


def place(verdict: Verdict, size: Fraction) -> tuple[int, Fraction]:
    """Return where a difference stands in the reading order; the lowest place is read first."""
    return ORDER[verdict], -size


def graded(
    size: Fraction, headline: str, details: tuple[str, ...] = (), near: Fraction = NEAR
) -> Difference:
    """Return the difference of `size`: shared when nothing, near up to `near`, otherwise apart."""
    verdict: Verdict = "shared" if size == 0 else "near" if size <= near else "apart"
    return Difference(verdict, headline, size, details)


def near_on_scale(length: int) -> Fraction:
    """Return up to which part of a scale of `length` steps two answers count as near.

    One step is near wherever there are more than two, even where it is more than a fifth.
    """
    return max(NEAR, Fraction(1, length)) if length > 2 else NEAR


def plural(number: int | Decimal, thing: str) -> str:
    """Return ``1 step``, ``2 steps``."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
