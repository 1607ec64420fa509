"""Days and moments in the few words that a list has room for."""

import datetime as dt

_WEEK = 7


def local_now() -> dt.datetime:
    """Return the time here, with its zone."""
    return dt.datetime.now().astimezone()


def utc_now() -> dt.datetime:
    """Return the present moment in UTC."""
    return dt.datetime.now(dt.UTC)


def moment_in_words(moment: dt.datetime, now: dt.datetime) -> str:
    """Return when `moment` was, seen from `now`, such as ``today 16:40`` or ``12 Nov``."""
    here = moment.astimezone(now.tzinfo)
    days = (now.date() - here.date()).days
    if days in {0, 1}:
        return f"{'yesterday' if days else 'today'} {here:%H:%M}"
    return day_in_words(here.date(), now.date())


def day_in_words(day: dt.date, today: dt.date) -> str:
    """Return `day` seen from `today`: a weekday in the week to come, else as ``12 Nov``."""
    ahead = (day - today).days
    if ahead == 0:
        return "today"
    if 0 < ahead < _WEEK:
        return f"{day:%a}"
    year = "" if day.year == today.year else f" {day.year}"
    return f"{day.day} {day:%b}{year}"


def lateness_in_words(day: dt.date, today: dt.date) -> str:
    """Return how long ago `day` was, such as ``1 day`` or ``6 days``."""
    late = (today - day).days
    return "1 day" if late == 1 else f"{late} days"


def counted(number: int, one: str, many: str) -> str:
    """Return `number` with its noun, such as ``1 step`` or ``8 steps``."""
    return f"{number} {one if number == 1 else many}"
