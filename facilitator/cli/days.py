"""Days on the command line: ``2026-10-05``, or ``2026-10`` for the first or last of a month."""

import datetime as dt
import re
from contextlib import suppress
from typing import Final

import click

_DAY_OR_MONTH: Final = re.compile(r"([0-9]{4})-([0-9]{2})(-[0-9]{2})?")


def first_day(written: str) -> dt.date:
    """Return the day that was written, or the first one of the month; for an option's type."""
    return _read(written)[0]


def last_day(written: str) -> dt.date:
    """Return the day that was written, or the last one of the month; for an option's type."""
    return _read(written)[1]


def _read(written: str) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of what was written.

    Raises:
        click.BadParameter: it is neither a day nor a month.

    """
    from calendar import monthrange

    found = _DAY_OR_MONTH.fullmatch(written)
    with suppress(ValueError):
        if found is not None and found[3]:
            day = dt.date.fromisoformat(written)
            return day, day
        if found is not None:
            first = dt.date(int(found[1]), int(found[2]), 1)
            return first, first.replace(day=monthrange(first.year, first.month)[1])
    msg = "write a day such as 2026-10-05, or a month such as 2026-10."
    raise click.BadParameter(msg)
