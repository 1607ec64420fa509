"""Checking one plain value: what an item of a simple type and a column of a table share."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from facilitator.domain.errors import AnswerError
from facilitator.domain.items import bound
from facilitator.domain.text import clean, clean_line, format_number
from facilitator.domain.values import Cell
from facilitator.engine.answers.context import Context
from facilitator.engine.answers.typed import Typed, read_day, read_number

LONGEST_OTHER = 500
LARGEST = Decimal(10) ** 15


def _refuse(message: str) -> AnswerError:
    return AnswerError(message)


def check_text(keys: Any, raw: object, context: Context) -> str:
    """Check words against `max_length`."""
    del context
    if not isinstance(raw, str):
        raise _refuse("write it in words")
    text = clean(raw).strip()
    if len(text) > keys.max_length:
        raise _refuse(f"at most {keys.max_length} characters; this has {len(text)}")
    return text


def check_yesno(keys: Any, raw: object, context: Context) -> bool:
    """Check for a plain yes or no."""
    del keys, context
    if not isinstance(raw, bool):
        raise _refuse("answer yes or no (in a file: true or false)")
    return raw


def check_choice(keys: Any, raw: object, context: Context) -> str:
    """Check for one of the options, or with `other` for words of one's own."""
    if not isinstance(raw, str):
        raise _refuse("choose one of the options")
    chosen = clean_line(raw)
    if chosen in context.options(keys):
        return chosen
    if not keys.other:
        raise _refuse("choose one of the options")
    if len(chosen) > LONGEST_OTHER:
        raise _refuse(f"at most {LONGEST_OTHER} characters")
    return chosen


def check_scale(keys: Any, raw: object, context: Context) -> int:
    """Check for a whole number between the two ends."""
    del context
    return whole_number(raw, keys.min, keys.max)


def whole_number(raw: object, least: int, most: int) -> int:
    """Check for a whole number from `least` to `most`."""
    message = f"a whole number from {least} to {most}"
    if isinstance(raw, Typed):
        raw = read_number(raw)
    if isinstance(raw, bool) or not isinstance(raw, int | Decimal):
        raise _refuse(message)
    # The range comes before int(), which would unfold 1e999999 digit by digit.
    number = Decimal(raw)
    if not number.is_finite() or not least <= number <= most or number != int(number):
        raise _refuse(message)
    return int(number)


def check_number(keys: Any, raw: object, context: Context) -> Decimal:
    """Check for a number within its limits, with at most its decimals."""
    del context
    number = _decimal(raw, None, "a number, such as 12")
    _refuse_spare_zeros(raw, number, keys.decimals)
    return _within(_rounded(number, keys.decimals), keys)


def check_money(keys: Any, raw: object, context: Context) -> Decimal:
    """Check for an amount within its limits, with at most the currency's decimals."""
    currency = context.playbook.playbook.currency
    number = _decimal(raw, currency, f"an amount in {currency}, such as 12000")
    _refuse_spare_zeros(raw, number, context.places)
    return _within(_rounded(number, context.places), keys)


def _decimal(raw: object, currency: str | None, wanted: str) -> Decimal:
    if isinstance(raw, Typed):
        raw = read_number(raw, currency)
    if isinstance(raw, bool) or not isinstance(raw, int | Decimal):
        raise _refuse(wanted)
    number = Decimal(raw)
    if not number.is_finite() or abs(number) >= LARGEST:
        raise _refuse(f"a number below {format_number(LARGEST)}")
    return number


def _refuse_spare_zeros(raw: object, number: Decimal, places: int) -> None:
    """Refuse a typed ``120.000`` where no such decimals are: it may be meant as thousands."""
    if isinstance(raw, Typed) and -int(number.as_tuple().exponent) > places:
        raise _refuse(f"{_decimals_wanted(places)}; write thousands as 120 000 or 120,000")


def _decimals_wanted(places: int) -> str:
    return f"at most {places} decimal places" if places else "a whole number, such as 12"


def _rounded(number: Decimal, places: int) -> Decimal:
    """Return `number` with exactly `places` decimals; AnswerError if it has more."""
    exact = number.quantize(Decimal(1).scaleb(-places))
    if exact != number:
        raise _refuse(_decimals_wanted(places))
    return exact + 0 if exact else abs(exact)


def _within(number: Decimal, keys: Any) -> Decimal:
    if keys.min is not None and number < keys.min:
        raise _refuse(f"at least {format_number(keys.min)}")
    if keys.max is not None and number > keys.max:
        raise _refuse(f"at most {format_number(keys.max)}")
    return number


def check_date(keys: Any, raw: object, context: Context) -> dt.date:
    """Check for a day within its limits."""
    if isinstance(raw, Typed):
        raw = read_day(raw, context.today)
    if isinstance(raw, dt.datetime) or not isinstance(raw, dt.date):
        raise _refuse("a day, such as 2026-12-24")
    earliest, latest = bound(keys.earliest, context.today), bound(keys.latest, context.today)
    if earliest and raw < earliest:
        raise _refuse(f"not before {earliest.isoformat()}")
    if latest and raw > latest:
        raise _refuse(f"not after {latest.isoformat()}")
    return raw


CELL_CHECKS: dict[str, Callable[[Any, object, Context], Cell]] = {
    "text": check_text,
    "yesno": check_yesno,
    "choice": check_choice,
    "scale": check_scale,
    "number": check_number,
    "money": check_money,
    "date": check_date,
}
"""Type of an item or a column to what checks one value of it."""
