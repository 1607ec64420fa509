"""Answers as JSON, for events: ``decode(real, encode(value))`` gives the value back."""

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from pydantic import JsonValue

from facilitator.domain.items import AskedItem, TableItem
from facilitator.domain.values import Cell, Paraphrase, Promise, Row, Value
from facilitator.engine.answers.typed import ROW_ID


def encode(value: Value) -> JsonValue:
    """Return `value` as JSON: decimals and days as strings."""
    if isinstance(value, bool | int | str):
        return value
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Paraphrase):
        return {"says": value.says, "confirmed": value.confirmed}
    if isinstance(value, Mapping):
        return dict(value)
    return [_encode_part(part) for part in value]


def _encode_part(part: str | Row | Promise) -> JsonValue:
    if isinstance(part, Row):
        return {"row": part.id, "cells": {name: encode(cell) for name, cell in part.cells.items()}}
    if isinstance(part, Promise):
        due = part.due.isoformat() if part.due else None
        return {"what": part.what, "owner": part.owner, "due": due, "measure": part.measure}
    return part


def to_raw(value: Value) -> Any:
    """Return `value` in the form that ``parse`` takes; rows bring their ids along."""
    if isinstance(value, Paraphrase):
        return {"says": value.says, "confirmed": value.confirmed}
    if isinstance(value, Mapping):
        return dict(value)
    return [_raw_part(part) for part in value] if isinstance(value, tuple) else value


def _raw_part(part: str | Row | Promise) -> Any:
    if isinstance(part, Row):
        return {ROW_ID: part.id, **part.cells}
    if isinstance(part, Promise):
        return {"what": part.what, "owner": part.owner, "due": part.due, "measure": part.measure}
    return part


def decode(item: AskedItem, value: Any) -> Value:
    """Return the value that `encode` was given; `item` is never a swap (see answer_type)."""
    if isinstance(item, TableItem):
        return _table(item, value)
    plain: Value = PLAIN_DECODERS.get(item.type, _as_it_is)(value)
    return plain


def _as_it_is(value: Value) -> Value:
    return value


def _promise(raw: Mapping[str, Any]) -> Promise:
    due = dt.date.fromisoformat(raw["due"]) if raw["due"] else None
    return Promise(raw["what"], raw["owner"], due, raw["measure"])


CELL_DECODERS: dict[str, Callable[[Any], Cell]] = {
    "number": Decimal,
    "money": Decimal,
    "date": dt.date.fromisoformat,
}
PLAIN_DECODERS: dict[str, Callable[[Any], Value]] = {
    **CELL_DECODERS,
    "choices": tuple,
    "ranking": tuple,
    "paraphrase": lambda raw: Paraphrase(raw["says"], raw["confirmed"]),
    "commitments": lambda raw: tuple(_promise(row) for row in raw),
}


def _table(item: TableItem, raw: Any) -> Value:
    types = {column.id: column.type for column in item.columns}
    rows = []
    for row in raw:
        cells = {
            name: CELL_DECODERS[types[name]](cell) if types[name] in CELL_DECODERS else cell
            for name, cell in row["cells"].items()
        }
        rows.append(Row(row["row"], cells))
    return tuple(rows)
