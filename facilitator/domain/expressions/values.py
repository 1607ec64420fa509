"""What an expression computes with while a session runs."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Final, TypeAlias

_ISO_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

LARGEST_EXPONENT: Final = 999
"""Numbers of more digits than this before the point, or zeros after it, are not computed with."""

MOST_PLACES: Final = 28
DECIMAL_PLACES: Final = frozenset(Decimal(places) for places in range(MOST_PLACES + 1))
"""The numbers of decimal places to which numbers can be rounded."""


class Unknown(Enum):
    """The type of `UNKNOWN`."""

    UNKNOWN = "unknown"

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN: Final = Unknown.UNKNOWN
"""A value that nobody has given yet, or that cannot be computed."""


@dataclass(frozen=True, slots=True)
class Sides:
    """What both parties answered separately, in the order of the playbook's roles."""

    values: tuple["Value", "Value"]


Value: TypeAlias = Decimal | bool | str | date | Unknown | list["Value"] | Sides


def as_value(raw: object) -> Value:
    """Return an answer as a value of expressions.

    Integers become decimals and tuples lists, also on the sides of `Sides`. What expressions cannot
    use becomes `UNKNOWN`: rows, lists in lists, moments, floats, numbers that are not finite or
    beyond all reason.
    """
    if isinstance(raw, Sides):
        left, right = raw.values
        return Sides((_as_one_side(left), _as_one_side(right)))
    return _as_one_side(raw)


def _as_one_side(raw: object) -> Value:
    if isinstance(raw, list | tuple):
        return [_as_single(element) for element in raw]
    return _as_single(raw)


def _as_single(raw: object) -> Value:
    if isinstance(raw, bool | str | Unknown):
        return raw
    if isinstance(raw, date) and not isinstance(raw, datetime):
        return raw
    if isinstance(raw, int) and raw.bit_length() <= LARGEST_EXPONENT:
        return Decimal(raw)
    if isinstance(raw, Decimal) and raw.is_finite() and abs(raw.adjusted()) <= LARGEST_EXPONENT:
        return raw
    return UNKNOWN


def iso_date(text: str) -> date | None:
    """Return the date that `text` states as YYYY-MM-DD, or None when it states none."""
    if not _ISO_DATE.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
