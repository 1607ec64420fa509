"""Adjusted Winner: a division of issues between two parties that both value equally.

The method of Steven Brams and Alan Taylor (Fair Division, 1996). Each issue first goes to whoever
put more points on it; then issues move from the one who is ahead to the other, those whose weights
differ least first, and the last of them is split, until both have the same number of their own
points. With equal totals the result is equitable (the same points), envy-free (at least half of
one's own) and efficient (nothing is better for one and no worse for the other).

Put all issues in a row from what the first party values relatively most to what the second does:
the method gives the first party the beginning of that row and the second the end.
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from facilitator.engine.bargaining.weights import Weights


@dataclass(frozen=True)
class IssueShares:
    """Who gets how much of an issue: two shares that add up to 1, in the order of the parties."""

    issue: str
    shares: tuple[Fraction, Fraction]

    @property
    def is_split(self) -> bool:
        """Whether each gets a part."""
        return all(self.shares)


@dataclass(frozen=True)
class Division:
    """The result of Adjusted Winner; every pair stands in the order of the parties."""

    weights: Weights
    issues: tuple[IssueShares, ...]
    """In the order of the playbook; issues on which nobody put a point are left out."""
    unclaimed: tuple[str, ...] = ()
    """The issues on which nobody put a point: either may have them."""

    @property
    def parties(self) -> tuple[str, str]:
        """The keys of the parties, in the order of every pair."""
        return self.weights.parties

    @cached_property
    def split(self) -> IssueShares | None:
        """The one issue of which each gets a part, if there is one."""
        return next((row for row in self.issues if row.is_split), None)

    @cached_property
    def points(self) -> tuple[Fraction, Fraction]:
        """What each has of their own points in the end: twice the same."""
        return self._valued(0), self._valued(1)

    def _valued(self, place: int) -> Fraction:
        """Return what the party at `place` has of its own points."""
        own = {issue: pair[place] for issue, pair in self.weights.issues.items()}
        whole = sum(own[issue] for issue in self.whole(self.parties[place]))
        part = self.split.shares[place] * own[self.split.issue] if self.split else Fraction(0)
        return whole + part

    @property
    def proportion(self) -> Fraction:
        """Which part of their own points each has in the end: a half or more."""
        return self.points[0] / self.weights.total if self.weights.total else Fraction(1)

    def whole(self, party: str) -> tuple[str, ...]:
        """Return the issues that `party` gets whole."""
        place = self.parties.index(party)
        return tuple(row.issue for row in self.issues if row.shares[place] == 1)


def adjusted_winner(weights: Weights) -> Division:
    """Return the division of the issues of `weights` that leaves both with equal points.

    Among issues with the same ratio of weights, the earlier one stays with the party that weighs
    it higher; where both weigh it the same, with the one who is behind after the first round. Only
    if nobody is behind either does it stay with the one who is read first.
    """
    first_has, second_has = 0, weights.total
    shares: dict[str, Fraction] = {}
    for issue in _row_of_issues(weights):
        one, other = weights.issues[issue]
        evens_out = Fraction(second_has - first_has, one + other)
        shares[issue] = min(max(evens_out, Fraction(0)), Fraction(1))
        first_has, second_has = first_has + one, second_has - other
    issues = tuple(
        IssueShares(issue, (shares[issue], 1 - shares[issue]))
        for issue in weights.issues
        if issue in shares
    )
    unclaimed = tuple(issue for issue in weights.issues if issue not in shares)
    return Division(weights, issues, unclaimed)


def _row_of_issues(weights: Weights) -> list[str]:
    """Return the issues from what the first party values relatively most to the second's."""
    lead = _lead(weights)
    places = {issue: place for place, issue in enumerate(weights.issues)}

    def place_in_row(issue: str) -> tuple[Fraction, int]:
        """Return the share of the first party's weight, the highest first, then the place."""
        first, second = weights.issues[issue]
        towards_second = first < second or (first == second and lead > 0)
        order = -places[issue] if towards_second else places[issue]
        return -Fraction(first, first + second), order

    return sorted((issue for issue in places if any(weights.issues[issue])), key=place_in_row)


def _lead(weights: Weights) -> int:
    """Return by how much the first party is ahead when each has what they weigh higher."""
    won = sum(first for first, second in weights.issues.values() if first > second)
    lost = sum(second for first, second in weights.issues.values() if second > first)
    return won - lost
