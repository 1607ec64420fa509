"""What was promised and is due: pure, from what the index knows and today's date."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from facilitator.library.index import Due

Kind = Literal["overdue", "this week", "review due"]
KINDS: Final[tuple[Kind, ...]] = ("overdue", "this week", "review due")
"""What may be due, the most pressing first."""

DAYS_AHEAD: Final = 7


@dataclass(frozen=True)
class Promise:
    """A commitment or a review that wants to be looked at."""

    kind: Kind
    what: str
    owners: tuple[str, ...]
    """The roles that hold it; none for a review."""
    parties: dict[str, str]
    """Role to name, in the order of the record."""
    due: dt.date
    topic: str
    agreement: str
    """The id of the agreement in which it was promised."""


def promises_due(due: "Iterable[Due]") -> tuple[Promise, ...]:
    """Return what is `due` by how pressing it is, the oldest of a kind first."""
    promises = map(_promise, due)
    return tuple(
        sorted(promises, key=lambda promise: (KINDS.index(promise.kind), promise.due, promise.what))
    )


def _promise(due: "Due") -> Promise:
    return Promise(
        _kind(due), due.what, _owners(due), dict(due.parties), due.due, due.topic, due.agreement
    )


def _kind(due: "Due") -> Kind:
    if due.kind == "review":
        return "review due"
    return "overdue" if due.overdue else "this week"


def _owners(due: "Due") -> tuple[str, ...]:
    if due.kind == "review":
        return ()
    return (due.owner,) if due.owner in due.parties else tuple(due.parties)
