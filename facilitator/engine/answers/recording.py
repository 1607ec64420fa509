"""Answers in the form that an agreement holds.

Money and numbers with decimals are strings, other numbers integers; a rating is a list, one mark a
row; a table's rows hold their columns only, in the order of the columns.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from facilitator.domain.items import AskedItem, RatingItem, TableItem
from facilitator.domain.text import format_number
from facilitator.domain.values import Cell, Paraphrase, Row, Value
from facilitator.engine.answers.context import Context
from facilitator.engine.kinds import answer_type

MOST_DECIMALS = 6
LARGEST_INTEGER = 2**63
"""TOML's integers lie below this, and not below its negative."""


def to_record(item: AskedItem, value: Value, context: Context) -> Any:
    """Return `value` as TOML data for the record."""
    real = answer_type(context.playbook, item)
    return RECORDERS.get(real.type, _as_it_is)(real, value, context)


def _as_it_is(item: Any, value: Any, context: Context) -> Any:
    del item, context
    return list(value) if isinstance(value, tuple) else value


def _number(item: Any, value: Decimal, context: Context) -> str | int:
    del context
    return format(value, "f") if item.decimals else int(value)


def _money(item: Any, value: Decimal, context: Context) -> str:
    del item, context
    return format(value, "f")


def _cell(column: Any, cell: Cell, context: Context) -> Any:
    return RECORDERS.get(column.type, _as_it_is)(column, cell, context)


def _table(item: TableItem, value: tuple[Row, ...], context: Context) -> list[dict[str, Any]]:
    return [
        {
            column.id: _cell(column, row.cells[column.id], context)
            for column in item.columns
            if column.id in row.cells
        }
        for row in value
    ]


def _rating(item: RatingItem, value: Mapping[str, int], context: Context) -> list[int]:
    return [value[key] for key in context.rated(item) if key in value]


def _points(item: Any, value: Mapping[str, int], context: Context) -> dict[str, int]:
    del context
    return {option: value[option] for option in item.options}


def _paraphrase(item: Any, value: Paraphrase, context: Context) -> dict[str, Any]:
    del item, context
    return {"says": value.says, "confirmed": value.confirmed}


RECORDERS: dict[str, Callable[[Any, Any, Context], Any]] = {
    "number": _number,
    "money": _money,
    "table": _table,
    "rating": _rating,
    "points": _points,
    "paraphrase": _paraphrase,
}
"""Item or column type to its form in the record, where that differs from the value."""


def fits(value: Decimal) -> bool:
    """Whether a whole number can stand in TOML as an integer."""
    return -LARGEST_INTEGER <= value < LARGEST_INTEGER


def computed_to_record(value: Any, unit: str | None, currency: str | None, places: int) -> Any:
    """Return a computed value for the record; None when it is unknown.

    An amount in the playbook's currency has the currency's places. What was worked out without
    decimals is an integer (a string beyond TOML's 64 bits), the rest a string with the decimals
    it has, at most six, rounded half up as texts show them.
    """
    if isinstance(value, Decimal):
        if unit and unit == currency:
            return format_number(value, places).replace(",", "")
        decimals = min(max(-int(value.as_tuple().exponent), 0), MOST_DECIMALS)
        written = format_number(value, decimals).replace(",", "")
        return int(written) if not decimals and fits(value) else written
    return value if isinstance(value, bool | str) or hasattr(value, "isoformat") else None
