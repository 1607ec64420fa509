"""Kendall's tau-b: how far two orders of the same things agree, ties allowed, without rounding.

Tau-b is (P - Q) / sqrt((n0 - n1) * (n0 - n2)): P and Q count the pairs in the same and in the
opposite order, n0 all pairs, n1 and n2 those tied in one order or the other (Kendall 1938 without
ties, Kendall 1945 with them). The root may be irrational, so it is kept under the root sign.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from math import isqrt

_SPARE_DIGITS = 15


@dataclass(frozen=True)
class TauB:
    """The exact value `surplus` / sqrt(`radicand`), from -1 (reversed) to 1 (the same order)."""

    surplus: int
    """Pairs in the same order less pairs in the opposite order."""
    radicand: int

    @property
    def fraction(self) -> Fraction | None:
        """The value as a fraction, or None where it is irrational."""
        root = isqrt(self.radicand)
        return Fraction(self.surplus, root) if root * root == self.radicand else None

    def at_least(self, limit: Fraction) -> bool:
        """Whether the value is `limit` or more, decided without rounding."""
        return _signed_square(Fraction(self.surplus)) >= _signed_square(limit) * self.radicand

    def rounded(self, places: int) -> Decimal:
        """Return the value rounded to `places` decimals."""
        context = Context(prec=places + _SPARE_DIGITS, rounding=ROUND_HALF_EVEN)
        exact = context.divide(Decimal(self.surplus), context.sqrt(Decimal(self.radicand)))
        return exact.quantize(Decimal(1).scaleb(-places), context=context)


def _signed_square(number: Fraction) -> Fraction:
    return number * abs(number)


def kendall_tau_b(first: Sequence[int], second: Sequence[int]) -> TauB | None:
    """Return tau-b of two lists of ranks or scores, the same thing at the same place in both.

    None where it is undefined: fewer than two things, or a list in which all are tied.
    Raises ValueError when the lists differ in length.
    """
    pairs = list(zip(first, second, strict=True))
    radicand = _untied(first) * _untied(second)
    if not radicand:
        return None
    in_either_order = _untied(first) + _untied(second) - _untied(pairs)
    return TauB(in_either_order - 2 * _discordant(pairs), radicand)


def tau_b_of_orders(first: Sequence[Hashable], second: Sequence[Hashable]) -> TauB | None:
    """Return tau-b of two orders of the same things, best first; None for fewer than two things."""
    place = {thing: index for index, thing in enumerate(second)}
    return kendall_tau_b(range(len(first)), [place[thing] for thing in first])


def _discordant(ranked: Iterable[tuple[int, int]]) -> int:
    """Return how many pairs of things stand in opposite orders (as Knight 1966, by sorting)."""
    found = 0
    before: list[int] = []
    for _, second in sorted(ranked):
        place = bisect_right(before, second)
        found += len(before) - place
        before.insert(place, second)
    return found


def _untied(ranks: Sequence[Hashable]) -> int:
    """Return how many pairs of `ranks` are not tied."""
    tied = sum(_pairs(count) for count in Counter(ranks).values())
    return _pairs(len(ranks)) - tied


def _pairs(count: int) -> int:
    return count * (count - 1) // 2
