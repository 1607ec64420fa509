"""How two weigh the same things: points given out among options, marks given to rows."""

from collections.abc import Mapping
from fractions import Fraction

from facilitator.engine.comparison.difference import (
    Difference,
    Pair,
    graded,
    near_on_scale,
    plural,
)
from facilitator.engine.wording import mark_label

MOST_DETAILS = 5
"""The most rows that are told one by one; the largest differences come first."""


def points(pair: Pair) -> Difference:
    """Compare two divisions of the same points by the share that lies elsewhere."""
    gaps = {option: abs(pair.first[option] - pair.second[option]) for option in pair.first}
    apart = sum(gaps.values()) // 2
    if not apart:
        return Difference("shared", "the same weights")
    details = tuple(
        f"{option}: {pair.told(pair.first[option], pair.second[option])}"
        for option in _by_size(gaps)[:3]
    )
    size = Fraction(apart, pair.item.total)
    return graded(size, f"{apart} of {pair.item.total} points lie elsewhere", details)


def rating(pair: Pair) -> Difference:
    """Compare two sets of marks by the row whose marks are furthest apart."""
    labels = pair.context.rated(pair.item)
    rows = [key for key in labels if key in pair.first and key in pair.second]
    gaps = {key: abs(pair.first[key] - pair.second[key]) for key in rows}
    differing = _by_size(gaps)
    if not differing:
        return Difference("shared", "the same marks")
    both = (pair.first, pair.second)
    length = max(pair.item.highest - pair.item.lowest, 1)
    details = tuple(
        f"{labels[key]}: {pair.told(*(mark_label(pair.item, marks[key]) for marks in both))}"
        for key in differing[:MOST_DETAILS]
    )
    headline = f"{len(differing)} of {plural(len(rows), 'row')} differ"
    size = Fraction(gaps[differing[0]], length)
    return graded(size, headline, details, near_on_scale(length))


def _by_size(gaps: Mapping[str, int]) -> list[str]:
    """Return the keys of `gaps` that have one, the largest first."""
    return sorted((key for key in gaps if gaps[key]), key=lambda key: -gaps[key])
