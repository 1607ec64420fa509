"""The dates of an agreement as calendar entries (RFC 5545): its commitments and its review.

They are events and no to-dos, which many calendars pass over. An event cannot be completed, so what
is done says so in its title and stays; what was dropped or replaced is cancelled.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Final

from icalendar import Calendar, Event

from facilitator.domain.agreement import Agreement
from facilitator.domain.text import clean, clean_line, day_in_words
from facilitator.engine.aftermath import NOTHING_YET, Aftermath
from facilitator.engine.follow_up import Followed
from facilitator.export.states import state_in_words

_PRODUCT: Final = "-//Facilitator//Agreements//EN"
_IN_TITLES: Final = frozenset({"done", "dropped", "at_risk", "late"})
"""States that stand in the title of an entry."""

_REPLACED: Final = "Replaced"


def agreement_ics(agreement: Agreement, after: Aftermath = NOTHING_YET) -> bytes:
    """Return a calendar with a whole-day entry per commitment that has a date, and the review.

    Days and states are those that hold after what came `after`. An entry keeps its UID however
    often it is exported and its SEQUENCE rises with everything that comes after, so that importing
    it again adds nothing twice and brings what is there up to date.
    """
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    entries = _Entries(agreement, after)
    for entry in (*entries.commitments(), *entries.review()):
        calendar.add_component(entry)
    written: bytes = calendar.to_ical()
    return written


class _Entries:
    """The entries of one agreement."""

    def __init__(self, agreement: Agreement, after: Aftermath) -> None:
        self._agreement = agreement
        self._after = after
        self._names = [clean_line(one.id) for one in after.amendments]

    def commitments(self) -> Iterator[Event]:
        """Give an entry for each commitment that has a day."""
        measures = {one.id: one.measure for one in self._agreement.commitments}
        for followed in self._after.commitments(self._agreement):
            if followed.due is not None:
                lines = list(self._about(followed, measures[followed.id]))
                owner = self._agreement.name_of(followed.owner)
                summary = f"{followed.what} ({owner})"
                name = f"commitment-{followed.id}"
                yield self._entry(name, followed.due, followed.state, summary, lines)

    def review(self) -> Iterator[Event]:
        """Give an entry for the review, if there is to be one."""
        day = self._agreement.review
        if day is not None:
            state = None if self._after.review_is_open(self._agreement) else "done"
            summary = f"Look at the agreement again: {self._agreement.topic}"
            yield self._entry("review", day, state, summary, list(self._origin()))

    def _about(self, followed: Followed, measure: str | None) -> Iterator[str]:
        yield followed.what
        yield f"Who: {self._agreement.name_of(followed.owner)}"
        if measure:
            yield f"Measured by: {measure}"
        if followed.at is not None:
            yield f"State: {state_in_words(followed)}"
        if followed.promised is not None and followed.promised != followed.due:
            yield f"First promised for: {day_in_words(followed.promised)}"
        yield from self._origin()

    def _origin(self) -> Iterator[str]:
        names = " and ".join(party.name for party in self._agreement.parties.values())
        yield f"Agreement of {names}: {self._agreement.topic}"
        yield f"Record: {self._agreement.id}"
        if self._names:
            yield f"Replaced by: {', '.join(self._names)}"

    def _entry(
        self, name: str, day: dt.date, state: str | None, summary: str, lines: list[str]
    ) -> Event:
        """Return an entry for a whole day that leaves the day free for other things."""
        latest = self._after.latest(self._agreement).replace(microsecond=0)
        replaced = bool(self._names) and state != "done"
        title = _REPLACED if replaced else _title(state)
        entry = Event()
        entry.add("uid", clean_line(f"{self._agreement.id}-{name}"))
        entry.add("dtstamp", latest)
        entry.add("last-modified", latest)
        entry.add("sequence", self._after.changes)
        entry.add("status", "CANCELLED" if replaced or state == "dropped" else "CONFIRMED")
        entry.add("dtstart", day)
        entry.add("summary", clean_line(f"{title}: {summary}" if title else summary))
        entry.add("description", clean("\n".join(lines)))
        entry.add("transp", "TRANSPARENT")
        return entry


def _title(state: str | None) -> str:
    return state.replace("_", " ").capitalize() if state in _IN_TITLES else ""
