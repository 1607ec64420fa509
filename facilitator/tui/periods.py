"""The spans of days to which a list of agreements can be kept: pure, from today's date."""

import datetime as dt
from collections.abc import Callable
from typing import Final

Days = tuple[dt.date | None, dt.date | None]
"""The first and the last day of a span; None where it is open."""

_DAY: Final = dt.timedelta(days=1)


def _month(today: dt.date) -> Days:
    return today.replace(day=1), None


def _last_month(today: dt.date) -> Days:
    last = today.replace(day=1) - _DAY
    return last.replace(day=1), last


def _quarter(today: dt.date) -> Days:
    return today.replace(month=today.month - (today.month - 1) % 3, day=1), None


def _year(today: dt.date) -> Days:
    return today.replace(month=1, day=1), None


def _earlier(today: dt.date) -> Days:
    return None, today.replace(month=1, day=1) - _DAY


_PERIODS: Final[dict[str, Callable[[dt.date], Days]]] = {
    "this month": _month,
    "last month": _last_month,
    "this quarter": _quarter,
    "this year": _year,
    "before this year": _earlier,
}


def periods(today: dt.date) -> dict[str, Days]:
    """Return the periods in words, each with its days as seen from `today`.

    Of those that are the same days, as this month and this quarter are in October, only the first.
    """
    found: dict[str, Days] = {}
    for words, days in _PERIODS.items():
        span = days(today)
        if span not in found.values():
            found[words] = span
    return found


def period_in_words(days: Days, today: dt.date) -> str | None:
    """Return which period `days` are, in words; None when they are none."""
    return next((words for words, found in periods(today).items() if found == days), None)
