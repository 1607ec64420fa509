"""What was promised and is due soon: pure, from agreements, their check-ins and today's date."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from facilitator.domain.agreement import Agreement
from facilitator.domain.check_in import CheckIn
from facilitator.engine.follow_up import Duty, duties

Kind = Literal["overdue", "this week", "review due"]
KINDS: tuple[Kind, ...] = ("overdue", "this week", "review due")
"""What may be due, the most pressing first."""

_AHEAD = dt.timedelta(days=7)


@dataclass(frozen=True)
class Followed:
    """An agreement with its file and its check-ins."""

    path: Path
    agreement: Agreement
    check_ins: Sequence[CheckIn] = ()


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
    path: Path


def promises_due(followed: Iterable[Followed], today: dt.date) -> list[Promise]:
    """Return what is late or due within a week, most pressing first.

    What check-ins call done or dropped is left out, and so is an agreement that another one amends.
    """
    known = list(followed)
    replaced = {one.agreement.amends for one in known if one.agreement.amends}
    found = [
        promise for one in known if one.agreement.id not in replaced for promise in _of(one, today)
    ]
    return sorted(found, key=lambda promise: (KINDS.index(promise.kind), promise.due, promise.what))


def _of(followed: Followed, today: dt.date) -> Iterator[Promise]:
    agreement = followed.agreement
    parties = {role: party.name for role, party in agreement.parties.items()}
    owed = duties(agreement.commitments, agreement.review, agreement.topic, followed.check_ins)
    for duty in owed:
        if duty.due <= today + _AHEAD:
            yield Promise(
                _kind(duty, today),
                duty.what,
                _owners(duty, agreement),
                parties,
                duty.due,
                agreement.topic,
                followed.path,
            )


def _kind(duty: Duty, today: dt.date) -> Kind:
    if duty.kind == "review":
        return "review due"
    return "overdue" if duty.due < today else "this week"


def _owners(duty: Duty, agreement: Agreement) -> tuple[str, ...]:
    if duty.kind == "review":
        return ()
    return agreement.roles if duty.owner == "both" else (duty.owner,)
