"""What to list of all agreements, in which order, and what each filter would give, as SQL."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from facilitator.domain.text import clean
from facilitator.library.index_words import dated_year, search_words

FollowUp = Literal["overdue", "due_soon", "amended"]
Sort = Literal["newest", "oldest", "topic", "due"]

FOLLOW_UPS: Final[tuple[FollowUp, ...]] = ("overdue", "due_soon", "amended")
SOON: Final = dt.timedelta(days=7)
"""What is due within this time is due soon."""

MOST_PARTIES: Final = 50
"""Names of parties that facets count, the most frequent ones."""

ORDERS: Final[Mapping[Sort, str]] = {
    "newest": "closed DESC, id DESC",
    "oldest": "closed, id",
    "topic": "topic_key, id",
    "due": "superseded OR next_due IS NULL, next_due, id",
}
"""Way of sorting to its ORDER BY."""

_FOLLOW_UP_CONDITIONS: Final[Mapping[FollowUp, str]] = {
    "overdue": "NOT superseded AND next_due < :today",
    "due_soon": "NOT superseded AND next_due <= :soon AND EXISTS (SELECT 1 FROM duty WHERE"
    " duty.agreement = agreement.row AND due BETWEEN :today AND :soon)",
    "amended": "superseded",
}

Parameters = dict[str, str]
EVERYTHING: Final = "1"
"""The condition that leaves nothing out."""


@dataclass(frozen=True)
class Filter:
    """What to list; without anything it is all agreements.

    `today` is the day by which things are overdue or due soon.
    """

    today: dt.date
    status: str | None = None
    theme: str | None = None
    """Whatever its case."""
    party: str | None = None
    """A part of a name, whatever its case."""
    follow_up: FollowUp | None = None
    since: dt.date | None = None
    """The first day of closing, in UTC."""
    until: dt.date | None = None
    """The last one."""
    words: str = ""
    """Literal words, all of which have to be there; the last one may be the start of a word."""
    soon: dt.timedelta = SOON

    def condition(self) -> tuple[str, Parameters]:
        """Return the condition on rows of the table of agreements, with its parameters."""
        parameters: Parameters = {
            "today": self.today.isoformat(),
            "soon": (self.today + self.soon).isoformat(),
        }
        parts: list[str] = []
        if self.status is not None:
            parts.append("status = :status")
            parameters["status"] = self.status
        if self.theme is not None:
            parts.append("row IN (SELECT agreement FROM theme WHERE name_key = :theme)")
            parameters["theme"] = clean(self.theme).casefold()
        if self.party is not None:
            parts.append("row IN (SELECT agreement FROM party WHERE instr(name_key, :party))")
            parameters["party"] = clean(self.party).casefold()
        if self.since is not None:
            parts.append("closed >= :since")
            parameters["since"] = self.since.isoformat()
        if self.until is not None:
            parts.append("closed <= :until")
            parameters["until"] = f"{self.until.isoformat()}T23:59:59Z"
        if self.follow_up is not None:
            parts.append(_FOLLOW_UP_CONDITIONS[self.follow_up])
        if self.words.strip():
            found = search_words(self.words)
            parts.append(_WITH_WORDS if found else "0")
            parameters["words"] = match_of(found)
        return " AND ".join(f"({part})" for part in parts) or EVERYTHING, parameters


_WITH_WORDS: Final = "row IN (SELECT rowid FROM words WHERE words MATCH :words)"


def match_of(found: list[str]) -> str:
    """Return the query in FTS5's language: words in quotes, so that none is an operator."""
    last = len(found) - 1
    return " AND ".join(_phrase(word, "*" * (place == last)) for place, word in enumerate(found))


def _phrase(word: str, star: str) -> str:
    """Return what finds a word, or with a star what begins like it; a year also finds dates."""
    dated = dated_year(word)
    literal = f'"{word}" {star}'
    return literal if dated is None else f'({literal} OR "{dated}")'


@dataclass(frozen=True)
class Facets:
    """How many agreements each value of each filter would give, the other filters as they are."""

    statuses: Mapping[str, int] = field(default_factory=dict)
    themes: Mapping[str, int] = field(default_factory=dict)
    parties: Mapping[str, int] = field(default_factory=dict)
    """By name, the most frequent first."""
    follow_ups: Mapping[FollowUp, int] = field(default_factory=dict)
