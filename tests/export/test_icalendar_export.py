"""The dates of an agreement as calendar entries."""

import datetime as dt

import pytest
from icalendar import Calendar

from facilitator.domain.agreement import Agreement
from facilitator.domain.text import clean_line
from facilitator.export.icalendar_export import agreement_ics
from tests.export.hostile import HOSTILE
from tests.export.sample import CLOSED, sample_agreement, with_every_text


def entries(agreement: Agreement) -> list[dict[str, str]]:
    """Return the events that a calendar program finds, as text."""
    calendar = Calendar.from_ical(agreement_ics(agreement))
    assert {part.name for part in calendar.walk()} <= {"VCALENDAR", "VEVENT"}
    return [{key: str(event[key]) for key in event} for event in calendar.walk("VEVENT")]


def test_each_dated_commitment_and_the_review_is_a_whole_day() -> None:
    calendar = Calendar.from_ical(agreement_ics(sample_agreement()))
    days = [event.decoded("dtstart") for event in calendar.walk("VEVENT")]
    assert days == [dt.date(2026, 12, 8), dt.date(2026, 12, 24)]


def test_an_entry_says_what_who_and_how_it_is_measured() -> None:
    entry = entries(sample_agreement())[0]
    assert entry["SUMMARY"] == "Rent the rooms in Mill Street (Ben Lind)"
    assert "Measured by: A signed lease" in entry["DESCRIPTION"].split("\n")


def test_uids_are_stable_and_different_and_the_stamp_is_the_closing() -> None:
    first, second = agreement_ics(sample_agreement()), agreement_ics(sample_agreement())
    assert first == second
    events = Calendar.from_ical(first).walk("VEVENT")
    uids = [str(event["uid"]) for event in events]
    assert uids == [
        "20261124-clinic-expansion-k3f9-commitment-c1",
        "20261124-clinic-expansion-k3f9-review",
    ]
    assert {event.decoded("dtstamp") for event in events} == {CLOSED}


def test_without_dates_the_calendar_is_empty_and_valid() -> None:
    assert entries(sample_agreement(commitment=[], review=None)) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_in_its_property(text: str) -> None:
    found = entries(with_every_text(lambda _: text))
    assert len(found) == 2
    expected = {"SUMMARY", "DESCRIPTION", "UID", "DTSTAMP", "DTSTART", "TRANSP"}
    assert all(set(entry) == expected for entry in found)
    assert clean_line(found[0]["SUMMARY"]) == clean_line(f"{text} ({clean_line(text)})")


@pytest.mark.parametrize("day", [dt.date.min, dt.date.max])
def test_the_first_and_last_days_there_are_do_no_harm(day: dt.date) -> None:
    assert Calendar.from_ical(agreement_ics(sample_agreement(review=day))).walk("VEVENT")
