"""The dates of an agreement as calendar entries."""

import datetime as dt

import pytest
from icalendar import Calendar

from facilitator.domain.agreement import Agreement
from facilitator.domain.text import clean_line
from facilitator.engine.aftermath import NOTHING_YET, Aftermath
from facilitator.export.icalendar_export import agreement_ics
from tests.export.hostile import HOSTILE
from tests.export.sample import (
    CLOSED,
    aftermath,
    checked_in,
    sample_agreement,
    with_every_text,
)

NEWER = "20270201-clinic-expansion-b222"


def entries(agreement: Agreement, after: Aftermath = NOTHING_YET) -> list[dict[str, str]]:
    """Return the events that a calendar program finds, as text."""
    calendar = Calendar.from_ical(agreement_ics(agreement, after))
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


def test_each_check_in_raises_the_sequence_and_brings_the_entry_up_to_date() -> None:
    held = [
        checked_in(1, "on_track"),
        checked_in(2, "late", due=dt.date(2026, 12, 20)),
        checked_in(24, "done"),
    ]
    told = [entries(sample_agreement(), aftermath(*held[:count])) for count in range(4)]
    promise = [events[0] for events in told]
    assert [entry["SEQUENCE"] for entry in promise] == ["0", "1", "2", "3"]
    assert len({entry["UID"] for entry in promise}) == 1
    assert len({entry["LAST-MODIFIED"] for entry in promise}) == 4
    assert all(entry["LAST-MODIFIED"] == entry["DTSTAMP"] for entry in promise)
    what = "Rent the rooms in Mill Street (Ben Lind)"
    titles = [entry["SUMMARY"] for entry in promise]
    assert titles == [what, what, f"Late: {what}", f"Done: {what}"]
    assert "State: late (Wed 2 Dec 2026)" in promise[2]["DESCRIPTION"]
    assert "First promised for: Tue 8 Dec 2026" in promise[2]["DESCRIPTION"]
    assert [events[1]["SUMMARY"][:5] for events in told] == ["Look ", "Look ", "Look ", "Done:"]


def test_an_entry_moves_to_the_day_that_was_agreed_anew() -> None:
    after = aftermath(checked_in(2, "late", due=dt.date(2026, 12, 20)))
    calendar = Calendar.from_ical(agreement_ics(sample_agreement(), after))
    assert calendar.walk("VEVENT")[0].decoded("dtstart") == dt.date(2026, 12, 20)


@pytest.mark.parametrize(
    ("after", "statuses"),
    [
        (aftermath(checked_in(2, "at_risk")), ["CONFIRMED", "CONFIRMED"]),
        (aftermath(checked_in(2, "done")), ["CONFIRMED", "CONFIRMED"]),
        (aftermath(checked_in(2, "dropped")), ["CANCELLED", "CONFIRMED"]),
        (aftermath(checked_in(2, "dropped"), checked_in(3, "late")), ["CONFIRMED", "CONFIRMED"]),
        (aftermath(amended_by=(NEWER,)), ["CANCELLED", "CANCELLED"]),
        (aftermath(checked_in(2, "done"), amended_by=(NEWER,)), ["CONFIRMED", "CANCELLED"]),
    ],
    ids=["at risk", "done", "dropped", "taken up again", "amended", "done, then amended"],
)
def test_what_is_not_owed_any_more_without_being_done_is_cancelled(
    after: Aftermath, statuses: list[str]
) -> None:
    assert [entry["STATUS"] for entry in entries(sample_agreement(), after)] == statuses


def test_an_entry_of_a_replaced_agreement_names_what_replaced_it() -> None:
    (entry, _) = entries(sample_agreement(), aftermath(amended_by=(NEWER,)))
    assert entry["SUMMARY"].startswith("Replaced: Rent the rooms")
    assert f"Replaced by: {NEWER}" in entry["DESCRIPTION"]


def test_without_dates_the_calendar_is_empty_and_valid() -> None:
    assert entries(sample_agreement(commitment=[], review=None)) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_in_its_property(text: str) -> None:
    found = entries(with_every_text(lambda _: text))
    assert len(found) == 2
    expected = {"SUMMARY", "DESCRIPTION", "UID", "DTSTAMP", "DTSTART", "TRANSP"}
    expected |= {"LAST-MODIFIED", "SEQUENCE", "STATUS"}
    assert all(set(entry) == expected for entry in found)
    assert clean_line(found[0]["SUMMARY"]) == clean_line(f"{text} ({clean_line(text)})")


@pytest.mark.parametrize("day", [dt.date.min, dt.date.max])
def test_the_first_and_last_days_there_are_do_no_harm(day: dt.date) -> None:
    assert Calendar.from_ical(agreement_ics(sample_agreement(review=day))).walk("VEVENT")
