"""Days and moments in few words."""

import datetime as dt

import pytest

from facilitator.tui.wording import counted, day_in_words, lateness_in_words, moment_in_words

NOW = dt.datetime(2026, 11, 24, 12, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (NOW - dt.timedelta(hours=1), "today 11:00"),
        (NOW - dt.timedelta(days=1), "yesterday 12:00"),
        (NOW - dt.timedelta(days=12), "12 Nov"),
        (NOW - dt.timedelta(days=365), "24 Nov 2025"),
    ],
)
def test_a_moment_is_said_as_people_say_it(moment: dt.datetime, words: str) -> None:
    assert moment_in_words(moment, NOW) == words


@pytest.mark.parametrize(
    ("ahead", "words"), [(0, "today"), (1, "Wed"), (6, "Mon"), (7, "1 Dec"), (-1, "23 Nov")]
)
def test_a_day_within_the_week_is_a_weekday(ahead: int, words: str) -> None:
    today = NOW.date()
    assert day_in_words(today + dt.timedelta(days=ahead), today) == words


def test_numbers_go_with_their_nouns() -> None:
    today = NOW.date()
    assert lateness_in_words(today - dt.timedelta(days=1), today) == "1 day"
    assert lateness_in_words(today - dt.timedelta(days=6), today) == "6 days"
    assert counted(1, "step", "steps") == "1 step"
    assert counted(0, "step", "steps") == "0 steps"
