"""What two parties gave out points for: the same total, divided among the same issues."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Weights:
    """Both parties' points; every pair of numbers stands in the order of `parties`."""

    parties: tuple[str, str]
    """Their keys, the one who is read first before the other."""
    issues: Mapping[str, tuple[int, int]]
    """Issue to the points that each put on it, in the order of the playbook."""

    def __post_init__(self) -> None:
        one, other = self.totals
        if one != other or any(points < 0 for pair in self.issues.values() for points in pair):
            msg = "both have to divide the same total, and nothing below 0"
            raise ValueError(msg)

    @cached_property
    def totals(self) -> tuple[int, int]:
        """What the points of each add up to: twice the same number."""
        one = sum(first for first, _ in self.issues.values())
        other = sum(second for _, second in self.issues.values())
        return one, other

    @property
    def total(self) -> int:
        """How many points each had to give out."""
        return self.totals[0]

    @cached_property
    def heaviest(self) -> int:
        """The most points on one issue, which a chart's bars are drawn in proportion to."""
        return max((points for pair in self.issues.values() for points in pair), default=0)

    def swapped(self) -> "Weights":
        """Return the same with the parties in the other order."""
        one, other = self.parties
        issues = {issue: (second, first) for issue, (first, second) in self.issues.items()}
        return Weights((other, one), issues)


def weights_of(parties: tuple[str, str], points: Mapping[str, Mapping[str, int]]) -> Weights:
    """Return the weights from each party's answer to a ``points`` item.

    Raises ValueError when the two did not divide the same total among the same issues.
    """
    first, second = (points[party] for party in parties)
    if first.keys() != second.keys():
        msg = "both have to divide their points among the same issues"
        raise ValueError(msg)
    return Weights(parties, {issue: (first[issue], second[issue]) for issue in first})
