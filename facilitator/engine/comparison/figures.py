"""How far figures and days lie apart: scales, numbers, amounts of money, dates."""

from decimal import Decimal
from fractions import Fraction

from facilitator.engine.comparison.difference import (
    Difference,
    Pair,
    graded,
    near_on_scale,
    plural,
)
from facilitator.engine.wording import figure

HALF_A_YEAR = 180
"""The days from which two dates count as fully apart."""


def scale(pair: Pair) -> Difference:
    """Compare two steps of a scale, in proportion to its length."""
    steps = abs(pair.first - pair.second)
    length = max(pair.item.max - pair.item.min, 1)
    headline = f"{steps} of {plural(length, 'step')} apart" if steps else "the same"
    return graded(Fraction(steps, length), headline, near=near_on_scale(length))


def relative(first: Decimal, second: Decimal) -> Fraction:
    """Return the distance of two numbers in proportion to the larger one, from 0 to 1."""
    larger = Fraction(max(abs(first), abs(second)))
    return min(Fraction(abs(first - second)) / larger, Fraction(1)) if larger else Fraction(0)


def number(pair: Pair) -> Difference:
    """Compare two numbers or amounts, in proportion to the larger one."""
    distance = abs(pair.first - pair.second)
    size = relative(pair.first, pair.second)
    if not distance:
        return Difference("shared", "the same figure")
    apart = figure(pair.item, distance, pair.context)
    lower = pair.names[0] if pair.first < pair.second else pair.names[1]
    detail = f"{lower} is {apart} below: {share_in_words(size)} of the larger figure"
    return graded(size, f"{apart} apart ({percent(size)})", (detail,))


SHARES = (
    (Fraction(1, 10), "a tenth"),
    (Fraction(1, 5), "a fifth"),
    (Fraction(1, 4), "a quarter"),
    (Fraction(1, 3), "a third"),
    (Fraction(2, 5), "two fifths"),
    (Fraction(1, 2), "half"),
    (Fraction(3, 5), "three fifths"),
    (Fraction(2, 3), "two thirds"),
    (Fraction(3, 4), "three quarters"),
    (Fraction(9, 10), "nine tenths"),
    (Fraction(1), "all"),
)
"""Shares that have a plain name."""


def share_in_words(size: Fraction) -> str:
    """Return a share by the nearest plain name: ``a quarter``, ``about a third``."""
    if size < Fraction(1, 20):
        return "less than a twentieth"
    share, words = min(SHARES, key=lambda named: abs(named[0] - size))
    return words if share == size else f"about {words}" if share < 1 else "nearly all"


def percent(size: Fraction) -> str:
    """Return a share in whole percent; at least 1 % when it is not nothing."""
    return f"{max(round(size * 100), 1)} %"


def date(pair: Pair) -> Difference:
    """Compare two days; half a year and more is fully apart."""
    days = abs((pair.first - pair.second).days)
    if not days:
        return Difference("shared", "the same day")
    earlier = pair.names[0] if pair.first < pair.second else pair.names[1]
    detail = f"{earlier} has the earlier day"
    size = min(Fraction(days, HALF_A_YEAR), Fraction(1))
    return graded(size, f"{plural(days, 'day')}{_in_weeks(days)} apart", (detail,))


def _in_weeks(days: int) -> str:
    """Return days as weeks to add to them, from one week on."""
    weeks, rest = divmod(days, 7)
    if not weeks:
        return ""
    about = "about " if rest else ""
    return f" ({about}{plural(weeks + (rest > 3), 'week')})"
