"""The base of the pydantic models, and the field types they share."""

import datetime as dt
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer

from facilitator.domain.text import clean, clean_line


class Model(BaseModel):
    """A value that never changes; unknown keys are errors, and errors never show the input."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        hide_input_in_errors=True,
        strict=True,
    )


def _decimal(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        msg = "must be a number"
        raise ValueError(msg)
    number = Decimal(value)
    if not number.is_finite():
        msg = "must be a finite number"
        raise ValueError(msg)
    return number


def _plain_date(value: Any) -> Any:
    if isinstance(value, dt.datetime) or not isinstance(value, dt.date):
        msg = "must be a date such as 2026-12-24"
        raise ValueError(msg)
    return value


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _utc(value: dt.datetime) -> dt.datetime:
    if value.tzinfo is None:
        msg = "must say its time zone"
        raise ValueError(msg)
    try:
        return value.astimezone(dt.UTC)
    except OverflowError:
        msg = "is no moment that exists in UTC"
        raise ValueError(msg) from None


Text = Annotated[str, AfterValidator(clean)]
"""Outside text of any number of lines, cleaned."""

Line = Annotated[str, AfterValidator(clean_line)]
"""Outside text of one line, cleaned."""

Filled = Annotated[Line, Field(min_length=1)]
"""One line that is not empty."""

Number = Annotated[
    Decimal,
    BeforeValidator(_decimal),
    PlainSerializer(str, return_type=str, when_used="json"),
]
"""A finite decimal, as TOML's integers and floats are read."""

PlainDate = Annotated[dt.date, BeforeValidator(_plain_date)]
"""A calendar day, never a time."""

Moment = Annotated[dt.datetime, Field(strict=False), AfterValidator(_utc)]
"""A moment in UTC."""


as_tuple = BeforeValidator(_tuple)
"""For fields that TOML gives as an array and the model keeps as a tuple."""
