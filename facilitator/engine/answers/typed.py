"""Reading what people type: numbers with separators, days in a few common forms."""

import datetime as dt
import re
from decimal import Decimal

from facilitator.domain.errors import AnswerError

PLAIN = re.compile(r"[-+]?\d+(\.\d+)?")
GROUPED = re.compile(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?")
DECIMAL_COMMA = re.compile(r"[-+]?\d+,\d{1,2}")
ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
DOTTED_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
DAYS_AHEAD = re.compile(r"\+(\d{1,4})")
SYMBOLS = "€$£¥"
MOST_DIGITS = 18

ROW_ID = "#"
"""The key under which a front end keeps a row's id; no column can be called that."""


class Typed(str):
    """Text as it came from the keyboard, for an item that may want a number or a day."""

    __slots__ = ()


def read_number(text: str, currency: str | None = None) -> Decimal:
    """Return the number that `text` means; AnswerError if it means none.

    ``120 000``, ``120,000``, ``12.5``, ``12,5`` and amounts with their currency are understood.
    """
    bare = re.sub(r"[\s'_\u00a0\u202f]", "", text.replace("\u2212", "-")).strip(SYMBOLS)
    if currency and bare.upper().endswith(currency):
        bare = bare[: -len(currency)]
    elif currency and bare.upper().startswith(currency):
        bare = bare[len(currency) :]
    if GROUPED.fullmatch(bare):
        bare = bare.replace(",", "")
    elif DECIMAL_COMMA.fullmatch(bare):
        bare = bare.replace(",", ".")
    if not PLAIN.fullmatch(bare) or not bare.isascii() or len(bare) > MOST_DIGITS:
        msg = "write a number, such as 12"
        raise AnswerError(msg)
    return Decimal(bare)


def read_day(text: str, today: dt.date) -> dt.date:
    """Return the day that `text` means: 2026-12-24, 24.12.2026, today, or +14 (days from today)."""
    bare = text.strip().lower()
    if bare == "today":
        return today
    try:
        if match := DAYS_AHEAD.fullmatch(bare):
            return today + dt.timedelta(days=int(match[1]))
        if match := ISO_DAY.fullmatch(bare):
            return dt.date(int(match[1]), int(match[2]), int(match[3]))
        if match := DOTTED_DAY.fullmatch(bare):
            return dt.date(int(match[3]), int(match[2]), int(match[1]))
    except (ValueError, OverflowError):
        msg = "there is no such day; write it as 2026-12-24"
        raise AnswerError(msg) from None
    msg = "write a day as 2026-12-24"
    raise AnswerError(msg)
