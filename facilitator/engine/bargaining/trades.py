"""Trades: what one party weighs high and the other low can be given for its opposite.

The idea is Raiffa's (The Art and Science of Negotiation, 1982) and Fisher and Ury's: differences in
what matters are what makes an exchange worth more to both than meeting half-way on each issue.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from facilitator.engine.bargaining.weights import Weights

TIMES_AS_HIGH = 2
"""One party weighs an issue high and the other low when the points differ by this factor, …"""

LEAST_PART = 10
"""… and by at least this part of the total: a tenth."""


@dataclass(frozen=True)
class IssueWeights:
    """One row of the map: an issue, both weights, and who could give way on it."""

    issue: str
    weights: tuple[int, int]
    gives: str | None
    """The party that weighs it low while the other weighs it high; None if neither does."""

    @property
    def gap(self) -> int:
        """By how many points the two weigh it differently."""
        return abs(self.weights[0] - self.weights[1])


@dataclass(frozen=True)
class Trade:
    """Each gives way on one issue; pairs stand in the order of the parties."""

    gives: tuple[str, str]
    """The issue on which each gives way to the other."""
    costs: tuple[int, int]
    """The points that each had put on the issue they give."""
    gets: tuple[int, int]
    """The points that each had put on the issue they get: more than its cost."""


@dataclass(frozen=True)
class TradeMap:
    """All issues with both weights, and the trades that are worth more to both than they cost."""

    weights: Weights
    issues: tuple[IssueWeights, ...]
    """In the order of the playbook."""
    trades: tuple[Trade, ...]
    """The largest difference first; an issue stands in one trade at most."""

    @property
    def parties(self) -> tuple[str, str]:
        """The keys of the parties, in the order of every pair."""
        return self.weights.parties

    @property
    def common(self) -> tuple[str, ...]:
        """The issues that neither weighs much higher than the other, so neither simply gives."""
        return tuple(row.issue for row in self.issues if row.gives is None)


def trade_map(weights: Weights) -> TradeMap:
    """Return what the weights show: who could give what, and which exchanges help both."""
    issues = tuple(_row(weights, issue) for issue in weights.issues)
    return TradeMap(weights, issues, tuple(_trades(weights.parties, issues)))


def _row(weights: Weights, issue: str) -> IssueWeights:
    first, second = weights.issues[issue]
    low, high = sorted((first, second))
    differs = high >= TIMES_AS_HIGH * low and (high - low) * LEAST_PART >= weights.total > 0
    giver = weights.parties[0] if first < second else weights.parties[1]
    return IssueWeights(issue, (first, second), giver if differs else None)


def _trades(parties: tuple[str, str], issues: tuple[IssueWeights, ...]) -> Iterator[Trade]:
    """Pair what the first could give with what the second could, the largest gaps together."""
    by_first, by_second = (_given_by(party, issues) for party in parties)
    for mine in by_first:
        yours = next((row for row in by_second if _helps_both(mine, row)), None)
        if yours is not None:
            by_second.remove(yours)
            yield Trade(
                gives=(mine.issue, yours.issue),
                costs=(mine.weights[0], yours.weights[1]),
                gets=(yours.weights[0], mine.weights[1]),
            )


def _given_by(party: str, issues: tuple[IssueWeights, ...]) -> list[IssueWeights]:
    return sorted((row for row in issues if row.gives == party), key=lambda row: -row.gap)


def _helps_both(mine: IssueWeights, yours: IssueWeights) -> bool:
    """Whether the first gets more than `mine` cost them, and the second more than `yours` did."""
    return yours.weights[0] > mine.weights[0] and mine.weights[1] > yours.weights[1]
