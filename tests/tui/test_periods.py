"""Periods end where the calendar says."""

import datetime as dt

import pytest

from facilitator.tui.periods import period_in_words, periods


@pytest.mark.parametrize(
    ("today", "last_month", "quarter"),
    [
        ("2026-02-28", ("2026-01-01", "2026-01-31"), "2026-01-01"),
        ("2028-03-01", ("2028-02-01", "2028-02-29"), "2028-01-01"),
        ("2026-11-24", ("2026-10-01", "2026-10-31"), "2026-10-01"),
    ],
)
def test_months_and_quarters_begin_and_end_with_the_calendar(
    today: str, last_month: tuple[str, str], quarter: str
) -> None:
    found = periods(dt.date.fromisoformat(today))
    first, last = (dt.date.fromisoformat(day) for day in last_month)
    assert found["last month"] == (first, last)
    assert found["this quarter"] == (dt.date.fromisoformat(quarter), None)


def test_this_year_begins_where_the_years_before_it_end() -> None:
    found = periods(dt.date(2026, 11, 24))
    assert found["this year"] == (dt.date(2026, 1, 1), None)
    assert found["before this year"] == (None, dt.date(2025, 12, 31))


def test_days_are_told_as_the_period_that_they_are() -> None:
    today = dt.date(2026, 11, 24)
    for words, days in periods(today).items():
        assert period_in_words(days, today) == words
    assert period_in_words((None, None), today) is None


def test_the_same_days_are_one_period_and_not_two() -> None:
    october = periods(dt.date(2026, 10, 5))
    assert list(october) == ["this month", "last month", "this year", "before this year"]
    january = periods(dt.date(2026, 1, 31))
    assert list(january) == ["this month", "last month", "before this year"]
    assert january["last month"] == (dt.date(2025, 12, 1), dt.date(2025, 12, 31))
