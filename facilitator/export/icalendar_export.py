"""The dates of an agreement as calendar entries (RFC 5545): its commitments and its review."""

import datetime as dt
from collections.abc import Iterator

from icalendar import Calendar, Event

from facilitator.domain.agreement import Agreement, CommitmentRecord
from facilitator.domain.text import clean, clean_line

_PRODUCT = "-//Facilitator//Agreements//EN"


def agreement_ics(agreement: Agreement) -> bytes:
    """Return a calendar with a whole-day entry per commitment that has a date, and the review.

    An entry keeps its UID however often it is exported, so importing it again adds nothing twice.
    """
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    for commitment in agreement.commitments:
        if commitment.due is not None:
            calendar.add_component(_commitment(agreement, commitment, commitment.due))
    if agreement.review is not None:
        calendar.add_component(_review(agreement, agreement.review))
    written: bytes = calendar.to_ical()
    return written


def _commitment(agreement: Agreement, commitment: CommitmentRecord, due: dt.date) -> Event:
    owner = agreement.name_of(commitment.owner)
    measure = [f"Measured by: {commitment.measure}"] if commitment.measure else []
    lines = [commitment.what, f"Who: {owner}", *measure, *_origin(agreement)]
    name = f"commitment-{commitment.id}"
    return _entry(agreement, name, due, f"{commitment.what} ({owner})", lines)


def _review(agreement: Agreement, day: dt.date) -> Event:
    summary = f"Look at the agreement again: {agreement.topic}"
    return _entry(agreement, "review", day, summary, list(_origin(agreement)))


def _origin(agreement: Agreement) -> Iterator[str]:
    names = " and ".join(party.name for party in agreement.parties.values())
    yield f"Agreement of {names}: {agreement.topic}"
    yield f"Record: {agreement.id}"


def _entry(agreement: Agreement, name: str, day: dt.date, summary: str, lines: list[str]) -> Event:
    """Return an entry for a whole day that leaves the day free for other things."""
    entry = Event()
    entry.add("uid", clean_line(f"{agreement.id}-{name}"))
    entry.add("dtstamp", agreement.closed.replace(microsecond=0))
    entry.add("dtstart", day)
    entry.add("summary", clean_line(summary))
    entry.add("description", clean("\n".join(lines)))
    entry.add("transp", "TRANSPARENT")
    return entry
