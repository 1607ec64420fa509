"""Answers as a record holds them, put into words: "120000.00" becomes "120,000 EUR".

``WORDINGS`` is the registry, from the type of an answer or of a table's column to its words. What a
record holds is outside data, perhaps of a later version: a value of an unexpected form is worded by
its form, never refused.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from facilitator.domain.agreement import AnswerRecord
from facilitator.domain.currency import CURRENCIES, currency_places
from facilitator.domain.text import day_in_words, format_money, format_number

Description = Mapping[str, Any]
"""What a record says about an answer or a column besides the answer: type, unit, labels, …"""

_TYPE_OF_LABELS: Final = {"columns": "table", "rows": "rating", "labels": "rating", "min": "scale"}
_LONGEST_NUMBER: Final = 40
_WRITTEN_NUMBER: Final = re.compile(r"-?(0|[1-9][0-9]{0,30})(\.[0-9]{1,9})?")


@dataclass(frozen=True)
class Wording:
    """How one type of answer is worded: the Python types it is expected in, and the writer."""

    expects: type | tuple[type, ...]
    write: Callable[[Description, Any], str]


def describe(answer: AnswerRecord) -> dict[str, Any]:
    """Return what the record says about `answer`, with its further keys."""
    description = {**(answer.model_extra or {}), "type": answer.type, "unit": answer.unit}
    return description | {"type": _swapped_type(description)}


def _swapped_type(description: Description) -> str:
    """Return the type that an answer has: for a swap, the one that its labels give away."""
    if description["type"] != "swap":
        return str(description["type"])
    found = (swapped for key, swapped in _TYPE_OF_LABELS.items() if key in description)
    return next(found, "swap")


def worded(description: Description, value: Any) -> str:
    """Return `value`, the answer to what `description` describes, in words; lines as they were."""
    wording = WORDINGS.get(str(description.get("type")))
    if wording is None or not isinstance(value, wording.expects):
        return by_form(value)
    return wording.write(description, value)


def by_form(value: Any) -> str:
    """Return any value of a record in words, by its form alone."""
    for form, write in _FORMS.items():
        if isinstance(value, form):
            return write(value)
    return str(value)


def moment_in_words(moment: dt.datetime) -> str:
    """Return a moment such as "Tue 8 Dec 2026, 10:12 UTC"; without a zone if it has none."""
    zone = f" {moment.tzname()}" if moment.tzinfo else ""
    return f"{day_in_words(moment)}, {moment:%H:%M}{zone}"


def list_of(description: Description, key: str) -> list[Any]:
    """Return the list under `key` of a description; empty if there is none."""
    value = description.get(key)
    return list(value) if isinstance(value, list | tuple) else []


def mark_in_words(description: Description, mark: Any) -> str:
    """Return one mark of a rating, as its word if the marks have words (counted from 1)."""
    labels = list_of(description, "labels")
    is_labelled = isinstance(mark, int) and 1 <= mark <= len(labels)
    return by_form(labels[mark - 1] if is_labelled else mark)


def cell_in_words(column: Description, value: Any) -> str:
    """Return a cell of a table; a record need not say its column's type, the unit is enough."""
    return worded({"type": "computed", **column}, value)


def _as_written(description: Description, value: str) -> str:
    del description
    return value


def _yes_or_no(value: bool) -> str:
    return "yes" if value else "no"


def _in_words_alone(write: Callable[[Any], str]) -> Callable[[Description, Any], str]:
    """Return the writer that needs no description."""
    return lambda _description, value: write(value)


def _number(description: Description, value: str | int) -> str:
    """Return a number with its unit."""
    unit = by_form(description.get("unit") or "")
    written = str(value)
    if not _WRITTEN_NUMBER.fullmatch(written):
        return written
    if unit in CURRENCIES:
        return format_money(Decimal(written), unit, currency_places(unit))
    number = format_number(Decimal(written))
    return f"{number} {unit}" if unit else number


def _computed(description: Description, value: Any) -> str:
    """Return a value of unknown type. A string is a number if it has decimals or a unit."""
    is_text = isinstance(value, str) and "." not in value and not description.get("unit")
    if isinstance(value, bool) or is_text or not isinstance(value, str | int):
        return by_form(value)
    return _number(description, value)


def _in_order(description: Description, value: Sequence[Any]) -> str:
    del description
    return "\n".join(f"{place}. {by_form(option)}" for place, option in enumerate(value, 1))


def _rows(description: Description, value: Sequence[Any]) -> str:
    """Return the rows of a table, a line each, under the labels of its columns and fixed rows."""
    columns = {
        column.get("id"): column
        for column in list_of(description, "columns")
        if isinstance(column, Mapping)
    }
    labels = list_of(description, "rows")
    if not columns or not all(isinstance(row, Mapping) for row in value):
        return _list(value)
    lines = [
        "; ".join(_labelled_cell(columns.get(key, {}), key, cell) for key, cell in row.items())
        for row in value
    ]
    if len(labels) == len(lines):
        lines = [f"{by_form(label)} ({line})" for label, line in zip(labels, lines, strict=True)]
    return "\n".join(lines) or "none"


def _labelled_cell(column: Description, key: str, cell: Any) -> str:
    label = by_form(column.get("label") or key)
    return f"{label}{'' if label.endswith('?') else ':'} {cell_in_words(column, cell)}"


def _marks(description: Description, value: Sequence[Any]) -> str:
    labels = list_of(description, "rows")
    named = len(labels) == len(value)
    return "\n".join(
        f"{label}: {mark_in_words(description, mark)}"
        for label, mark in zip(labels if named else range(1, len(value) + 1), value, strict=True)
    )


def _heard(description: Description, value: Mapping[str, Any]) -> str:
    """Return a paraphrase and whether the other party confirmed it."""
    del description
    confirmed = "(confirmed)" if value.get("confirmed") is True else "(not confirmed)"
    return f"{by_form(value.get('says', ''))} {confirmed}"


def _list(value: Sequence[Any]) -> str:
    """Return short things on one line and tables a line each; "none" for an empty list."""
    between = "\n" if any(isinstance(element, Mapping) for element in value) else "; "
    return between.join(map(by_form, value)) or "none"


def _pairs(value: Mapping[str, Any]) -> str:
    return "; ".join(f"{key}: {by_form(element)}" for key, element in value.items())


def _decimal(value: Decimal) -> str:
    is_short = value.is_finite() and abs(value.adjusted()) <= _LONGEST_NUMBER
    return format_number(value) if is_short else str(value)


_FORMS: Final[dict[type, Callable[[Any], str]]] = {
    str: str,
    bool: _yes_or_no,  # before int, of which it is a kind
    int: format_number,
    Decimal: _decimal,
    dt.datetime: moment_in_words,  # before date, of which it is a kind
    dt.date: day_in_words,
    Mapping: _pairs,
    list: _list,
    tuple: _list,
}
"""Form of a value to its words, the first that fits."""

_SEVERAL: Final = (list, tuple)

WORDINGS: Final[dict[str, Wording]] = {
    "text": Wording(str, _as_written),
    "yesno": Wording(bool, _in_words_alone(_yes_or_no)),
    "choice": Wording(str, _as_written),
    "choices": Wording(_SEVERAL, _in_words_alone(_list)),
    "scale": Wording(int, _in_words_alone(by_form)),
    "number": Wording((str, int), _number),
    "money": Wording((str, int), _number),
    "date": Wording(dt.date, _in_words_alone(day_in_words)),
    "ranking": Wording(_SEVERAL, _in_order),
    "points": Wording(Mapping, _in_words_alone(_pairs)),
    "table": Wording(_SEVERAL, _rows),
    "rating": Wording(_SEVERAL, _marks),
    "paraphrase": Wording(Mapping, _heard),
    "swap": Wording(object, _computed),
    "computed": Wording(object, _computed),
}
"""Type of an answer or of a column to its words."""
