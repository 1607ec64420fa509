"""Options that both gave marks: which are worth a second look, and by which yardstick.

- An option is *dominated* when another is better for one and no worse for the other (Pareto).
- It is *refused* by a party that gave it the lowest mark there is.
- *Maximin* looks for the option whose lower mark is highest (Rawls 1971; ties by the other mark).
- The *Nash product* multiplies what each has above the lowest mark (Nash 1950), which stands for no
  agreement; no party's scale counts more than the other's.
- A *favourite* can be looked at again for one that is better for one and no worse for the other
  before it is settled (Raiffa's post-settlement settlement, 1985; the Inspire system).

An option that somebody refuses is never put forward by either yardstick, nor is a dominated one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

Marks = tuple[int, int]
"""The marks of both, in the order of the parties."""


@dataclass(frozen=True)
class Ratings:
    """Both parties' marks for the same options."""

    parties: tuple[str, str]
    """Their keys, the one who is read first before the other."""
    marks: Mapping[str, Marks]
    """Option (a row's id, or its words) to both marks, in the order of the list."""
    labels: Mapping[str, str]
    """Option to its words."""
    lowest: int
    highest: int

    def swapped(self) -> "Ratings":
        """Return the same with the parties in the other order."""
        one, other = self.parties
        marks = {option: (second, first) for option, (first, second) in self.marks.items()}
        return Ratings((other, one), marks, self.labels, self.lowest, self.highest)


def dominates(one: Marks, other: Marks) -> bool:
    """Whether `one` is better for one party and no worse for the other."""
    return one != other and one[0] >= other[0] and one[1] >= other[1]


def worse_off_first(marks: Marks) -> tuple[int, int]:
    """Return the lower mark before the higher one; to compare by what the worse-off has."""
    return min(marks), max(marks)


@dataclass(frozen=True)
class OptionStanding:
    """Where one option stands."""

    option: str
    label: str
    marks: Marks
    refused_by: tuple[str, ...]
    """The parties that gave it the lowest mark there is."""
    better: tuple[str, ...]
    """Undominated options that are better for one and no worse for the other, best first."""

    @property
    def is_dominated(self) -> bool:
        """Whether another option is better for one and no worse for the other."""
        return bool(self.better)


@dataclass(frozen=True)
class OptionAnalysis:
    """All options and what the yardsticks say of them."""

    ratings: Ratings
    standings: tuple[OptionStanding, ...]
    """In the order of the list."""
    maximin: tuple[str, ...]
    """Best for the worse-off; several if they tie, none if each is refused by somebody."""
    nash: tuple[str, ...]
    """The highest product; several if they tie, none if each is refused by somebody."""

    @property
    def parties(self) -> tuple[str, str]:
        """The keys of the parties, in the order of every pair."""
        return self.ratings.parties

    @cached_property
    def by_option(self) -> Mapping[str, OptionStanding]:
        """Option to where it stands."""
        return {standing.option: standing for standing in self.standings}

    @property
    def efficient(self) -> tuple[str, ...]:
        """The Pareto set: options that no other dominates."""
        return tuple(row.option for row in self.standings if not row.is_dominated)

    @property
    def acceptable(self) -> tuple[str, ...]:
        """The options that nobody refuses."""
        return tuple(row.option for row in self.standings if not row.refused_by)

    def better_than(self, favourite: str) -> tuple[OptionStanding, ...]:
        """Return what is better than `favourite` for one and no worse for the other, best first.

        Raises KeyError when there is no such option.
        """
        return tuple(self.by_option[option] for option in self.by_option[favourite].better)


def nash_product(marks: Marks, lowest: int) -> int:
    """Return the product of what each has above `lowest`."""
    return (marks[0] - lowest) * (marks[1] - lowest)


def pareto_front(marks: Mapping[str, Marks]) -> tuple[str, ...]:
    """Return the options that no other dominates, those best for the worse-off first."""
    best_second: int | None = None
    highest: dict[Marks, None] = {}
    for pair in sorted(set(marks.values()), reverse=True):
        if best_second is None or pair[1] > best_second:
            highest[pair] = None
            best_second = pair[1]
    front = [option for option in marks if marks[option] in highest]
    return tuple(sorted(front, key=lambda option: worse_off_first(marks[option]), reverse=True))


def analyse_options(ratings: Ratings) -> OptionAnalysis:
    """Return where each option stands, and what the yardsticks put forward."""
    marks = ratings.marks
    front = pareto_front(marks)
    standings = tuple(_standing(ratings, option, front) for option in marks)
    acceptable = [row.option for row in standings if not row.refused_by]
    return OptionAnalysis(
        ratings,
        standings,
        maximin=_highest({option: worse_off_first(marks[option]) for option in acceptable}),
        nash=_highest({o: (nash_product(marks[o], ratings.lowest),) for o in acceptable}),
    )


def _standing(ratings: Ratings, option: str, front: tuple[str, ...]) -> OptionStanding:
    marks = ratings.marks[option]
    refused = (p for p, mark in zip(ratings.parties, marks, strict=True) if mark == ratings.lowest)
    better = tuple(other for other in front if dominates(ratings.marks[other], marks))
    return OptionStanding(option, ratings.labels[option], marks, tuple(refused), better)


def _highest(scores: Mapping[str, tuple[int, ...]]) -> tuple[str, ...]:
    best = max(scores.values(), default=None)
    return tuple(option for option, score in scores.items() if score == best)
