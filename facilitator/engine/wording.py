"""Answers in words and figures, one line each, for reveals, reminders and common ground."""

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from facilitator.domain.currency import currency_places
from facilitator.domain.items import AskedItem, RatingItem, TableItem
from facilitator.domain.text import day_in_words, format_money, format_number
from facilitator.domain.values import Cell, Paraphrase, Promise, Row, Value
from facilitator.engine.answers.context import Context
from facilitator.engine.kinds import answer_type

__all__ = [
    "LINES",
    "OWN_WORDING",
    "cell",
    "day_in_words",
    "figure",
    "lines_of",
    "mark_label",
    "promise_in_words",
    "question",
    "row_in_words",
]

OWN_WORDING = {"paraphrase": "What did you hear the other say?"}
"""Questions of types that need no `ask` in the playbook."""


def question(item: AskedItem, party: str) -> str:
    """Return the question as `party` (or ``together``) reads it, placeholders unfilled."""
    both_wordings = " / ".join(dict.fromkeys(item.ask_for.values()))
    return item.asks(party) or OWN_WORDING.get(item.type) or both_wordings


def lines_of(item: AskedItem, value: Value, context: Context) -> tuple[str, ...]:
    """Return an answer as lines to read."""
    real = answer_type(context.playbook, item)
    return LINES.get(real.type, _one_line)(real, value, context)


def figure(keys: Any, number: Decimal, context: Context) -> str:
    """Return a number or an amount with its unit; `keys` is an item or a column."""
    if keys.type == "money":
        currency = context.playbook.playbook.currency or ""
        return format_money(number, currency, currency_places(currency))
    text = format_number(number)
    return f"{text} {keys.unit}" if keys.unit else text


def cell(keys: Any, value: Cell, context: Context) -> str:
    """Return one plain value in words; `keys` is an item or a column of that type."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return figure(keys, value, context)
    if isinstance(value, dt.date):
        return day_in_words(value)
    return str(value)


def _one_line(item: Any, value: Any, context: Context) -> tuple[str, ...]:
    return (cell(item, value, context),)


def _listed(item: Any, value: tuple[str, ...], context: Context) -> tuple[str, ...]:
    del item, context
    return (", ".join(value) or "none",)


def _ranked(item: Any, value: tuple[str, ...], context: Context) -> tuple[str, ...]:
    del item, context
    return tuple(f"{place}. {option}" for place, option in enumerate(value, 1))


def _points(item: Any, value: Mapping[str, int], context: Context) -> tuple[str, ...]:
    del item, context
    return tuple(f"{option}: {points}" for option, points in value.items())


def _rating(item: RatingItem, value: Mapping[str, int], context: Context) -> tuple[str, ...]:
    labels = context.rated(item)
    return tuple(f"{labels.get(key, key)}: {mark_label(item, m)}" for key, m in value.items())


def mark_label(item: RatingItem, mark: int) -> str:
    """Return a mark as its word, if the rating has words for marks."""
    if item.labels and 1 <= mark <= len(item.labels):
        return item.labels[mark - 1]
    return str(mark)


def _table(item: TableItem, value: tuple[Row, ...], context: Context) -> tuple[str, ...]:
    return tuple(row_in_words(item, row, context) for row in value) or ("none",)


def row_in_words(item: TableItem, row: Row, context: Context) -> str:
    """Return a table's row on one line."""
    parts = [
        cell(column, row.cells[column.id], context)
        for column in item.columns
        if column.id in row.cells
    ]
    line = " · ".join(parts)
    return f"{row.id}: {line}" if item.rows is not None else line


def _paraphrase(item: Any, value: Paraphrase, context: Context) -> tuple[str, ...]:
    del item, context
    return (value.says, "confirmed" if value.confirmed else "not confirmed")


def promise_in_words(promise: Promise, names: Mapping[str, str]) -> str:
    """Return a commitment on one line; `names` gives the people behind the roles."""
    owner = names.get(promise.owner, promise.owner)
    due = f" by {day_in_words(promise.due)}" if promise.due else ""
    measure = f" (measured by: {promise.measure})" if promise.measure else ""
    return f"{owner}: {promise.what}{due}{measure}"


def _commitments(item: Any, value: tuple[Promise, ...], context: Context) -> tuple[str, ...]:
    del item
    names = context.session.parties
    return tuple(promise_in_words(promise, names) for promise in value) or ("none",)


LINES: dict[str, Callable[[Any, Any, Context], tuple[str, ...]]] = {
    "choices": _listed,
    "ranking": _ranked,
    "points": _points,
    "rating": _rating,
    "table": _table,
    "paraphrase": _paraphrase,
    "commitments": _commitments,
}
"""Item type to its lines, where one plain line does not do."""
