"""What became of what was promised: the present state of commitments, and what is due.

The state is a fold over the check-ins in the order of their moments: what the latest one says of a
commitment holds, and the last new date that was agreed. The protocols are met by the models of
records and by the rows of the library's index, which must not load those models to list quickly.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, Protocol

Kind = Literal["commitment", "review"]

ENDED: Final = frozenset({"done", "dropped"})
"""States after which nothing is owed any more."""


class Promised(Protocol):
    """A commitment as it stands in the agreement."""

    @property
    def id(self) -> str:
        """The id that check-ins name it by."""

    @property
    def what(self) -> str:
        """What is to be done."""

    @property
    def owner(self) -> str:
        """The role that has promised it, or ``both``."""

    @property
    def due(self) -> dt.date | None:
        """The day by which it is to be done, if there is one."""


class Reported(Protocol):
    """What one check-in says of one commitment."""

    @property
    def commitment(self) -> str:
        """The id of the commitment."""

    @property
    def state(self) -> str:
        """How it is going, in a word of check-ins."""

    @property
    def due(self) -> dt.date | None:
        """The new day that was agreed, if there is one."""


class Reports(Protocol):
    """A check-in."""

    @property
    def at(self) -> dt.datetime:
        """The moment of the check-in."""

    @property
    def progress(self) -> Sequence[Reported]:
        """What it says, one entry for each commitment it speaks of."""


@dataclass(frozen=True)
class Amendment:
    """An agreement that takes the place of an earlier one."""

    id: str
    closed: dt.datetime
    amends: str
    """The one that it amends."""


@dataclass(frozen=True)
class Followed:
    """A commitment with its present state: what the check-ins so far made of it."""

    id: str
    what: str
    owner: str
    promised: dt.date | None
    """The day in the agreement."""
    due: dt.date | None
    """The day that holds now."""
    state: str | None = None
    """What the latest check-in says; None before any does."""
    at: dt.datetime | None = None
    """The moment of that check-in."""

    @property
    def open(self) -> bool:
        """Whether it is still owed."""
        return self.state not in ENDED

    def overdue(self, today: dt.date) -> bool:
        """Whether it is still owed and its day has passed."""
        return self.open and self.due is not None and self.due < today


def follow(commitments: Iterable[Promised], check_ins: Iterable[Reports]) -> tuple[Followed, ...]:
    """Return the present state of `commitments`, in their order.

    Check-ins of the same moment count in the order given; what a check-in says of a commitment that
    the agreement does not have is passed over.
    """
    states = {
        promised.id: Followed(
            promised.id, promised.what, promised.owner, promised.due, promised.due
        )
        for promised in commitments
    }
    for check_in in sorted(check_ins, key=lambda one: one.at):
        for reported in check_in.progress:
            if reported.commitment in states:
                before = states[reported.commitment]
                states[before.id] = _after(before, reported, check_in.at)
    return tuple(states.values())


def _after(before: Followed, reported: Reported, at: dt.datetime) -> Followed:
    return Followed(
        before.id,
        before.what,
        before.owner,
        before.promised,
        reported.due or before.due,
        reported.state,
        at,
    )


def review_is_open(review: dt.date | None, check_ins: Iterable[Reports]) -> bool:
    """Return whether the review is still to come: no check-in was held on its day or later."""
    if review is None:
        return False
    return not any(check_in.at.astimezone(dt.UTC).date() >= review for check_in in check_ins)


@dataclass(frozen=True)
class Duty:
    """Something of an agreement that is open and has a day."""

    kind: Kind
    commitment: str | None
    """The commitment's id; None for a review."""
    what: str
    owner: str
    """A role, or ``both``."""
    due: dt.date
    state: str | None


def duties(
    commitments: Iterable[Promised],
    review: dt.date | None,
    topic: str,
    check_ins: Iterable[Reports],
) -> tuple[Duty, ...]:
    """Return what of an agreement is open and has a day, oldest first.

    A review is called by the agreement's `topic` and belongs to both.
    """
    held = tuple(check_ins)
    found = [
        Duty("commitment", one.id, one.what, one.owner, one.due, one.state)
        for one in follow(commitments, held)
        if one.open and one.due is not None
    ]
    if review is not None and review_is_open(review, held):
        found.append(Duty("review", None, topic, "both", review, None))
    return tuple(sorted(found, key=lambda duty: duty.due))
