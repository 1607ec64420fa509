"""What names stand for at a given moment of a session, as one viewer may know it.

A sealed answer that has not been revealed is unknown to everybody but its author; private and
overlap answers are unknown to everybody, since they never enter a session at all.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from facilitator.domain import expressions
from facilitator.domain.consent import Consent
from facilitator.domain.currency import currency_places
from facilitator.domain.errors import ExpressionError
from facilitator.domain.expressions import UNKNOWN, Expression, Sides, evaluate, parse
from facilitator.domain.items import BOTH, TOGETHER, AskedItem, BaseColumn, Computed, Gate, SwapItem
from facilitator.domain.playbook import AnyItem
from facilitator.domain.session import Session
from facilitator.domain.text import day_in_words, format_money, format_number
from facilitator.domain.values import Paraphrase, Promise, Row, Value
from facilitator.engine.placeholders import fill
from facilitator.engine.structure import Path, Plan

UNKNOWN_MARK = "…"
"""What a text shows where a value is not known yet."""


def _comparable(value: Value | None) -> expressions.Value:
    """Return an answer in the form that expressions work on."""
    if value is None:
        return UNKNOWN
    if isinstance(value, Paraphrase):
        return value.says
    if isinstance(value, bool | str | dt.date):
        return value
    if isinstance(value, int | Decimal):
        return Decimal(value)
    if isinstance(value, tuple):
        return [_comparable(part) if isinstance(part, str) else str(part) for part in value]
    return [Decimal(number) for number in value.values()]


def _column(value: Value | None, column: str) -> expressions.Value:
    if not isinstance(value, tuple):
        return UNKNOWN
    return [_comparable(_cell(row, column)) for row in value]


def _cell(row: object, column: str) -> Value | None:
    if isinstance(row, Row):
        return row.cells.get(column)
    found: Any = getattr(row, column, None) if isinstance(row, Promise) else None
    return found if found != "" else None


@dataclass
class Scope:
    """Looks names up in one session for one viewer (a role id, or ``together`` for both)."""

    plan: Plan
    session: Session
    viewer: str = TOGETHER
    _visible: dict[int, bool] = field(default_factory=dict, repr=False)
    _computed: dict[str, expressions.Value] = field(default_factory=dict, repr=False)

    def visible(self, item: AnyItem) -> bool:
        """Whether the item's `when` holds; an unknown one hides."""
        if item.when is None:
            return True
        known = self._visible.get(id(item))
        if known is None:
            known = self._evaluate(item.when) is True
            self._visible[id(item)] = known
        return known

    def answer(self, item: AskedItem, party: str) -> Value | None:
        """Return the answer of `party` to `item` if the viewer may know it."""
        if item.withheld or not self.visible(item):
            return None
        sealed = item.privacy == "sealed" and item.id not in self.session.revealed
        if sealed and party != self.viewer:
            return None
        if (item.id, party) in self.session.skipped:
            return None
        return self.session.value(item.id, party)

    def value(self, path: Path) -> expressions.Value:
        """Return what `path` stands for, or UNKNOWN."""
        place = self.plan.playbook.places.get(path[0])
        if place is None:
            return UNKNOWN
        item = place[1]
        if isinstance(item, Computed):
            return self.computed(item)
        if isinstance(item, Gate):
            return self._gate(item, path[1:])
        if isinstance(item, AskedItem):
            return self._asked(item, path[1:])
        return UNKNOWN

    def computed(self, item: Computed) -> expressions.Value:
        """Return a computed value, or UNKNOWN."""
        if item.id not in self._computed:
            self._computed[item.id] = UNKNOWN
            if self.visible(item):
                self._computed[item.id] = self._evaluate(item.value)
        return self._computed[item.id]

    def _evaluate(self, source: str) -> expressions.Value:
        try:
            expression: Expression = parse(source)
        except ExpressionError:
            return UNKNOWN
        return evaluate(expression, self.value)

    def _gate(self, gate: Gate, rest: Path) -> expressions.Value:
        state = self.session.gate(gate.id)
        if not state.complete or not self.visible(gate):
            return UNKNOWN
        if not rest:
            return state.passed
        stance = state.stances.get(rest[0])
        return UNKNOWN if stance is None else str(Consent(stance.consent).value)

    def _asked(self, item: AskedItem, rest: Path) -> expressions.Value:
        if rest == ("room",) and item.privacy == "overlap":
            tests = self.session.tests.get(item.id, ())
            shown = tests and item.id in self.session.revealed and self.visible(item)
            return tests[-1] if shown else UNKNOWN
        if rest and rest[0] in self.plan.playbook.role_ids:
            return self._part(item, rest[0], rest[1:])
        if item.who == BOTH:
            one, other = self.plan.playbook.role_ids
            return Sides((self._part(item, one, ()), self._part(item, other, ())))
        return self._part(item, item.who, rest)

    def _part(self, item: AskedItem, party: str, rest: Path) -> expressions.Value:
        value = self.answer(item, party)
        return _column(value, rest[0]) if rest else _comparable(value)

    def text(self, template: str) -> str:
        """Return a playbook's text with its placeholders filled."""
        return fill(template, self.show)

    def show(self, path: Path) -> str:
        """Return the value of `path` in words and figures."""
        place = self.plan.playbook.places.get(path[0])
        if place is None:
            return UNKNOWN_MARK
        value = self.value(path)
        unit = unit_of(self.plan, place[1]) if len(path) == 1 or self._one_answer(path) else None
        return in_words(value, unit, self.plan.playbook.playbook.currency)

    def _one_answer(self, path: Path) -> bool:
        return len(path) == 2 and path[1] in self.plan.playbook.role_ids


def unit_of(plan: Plan, item: AnyItem | BaseColumn) -> str | None:
    """Return what the value of an item or a column is counted in: the currency for money."""
    if item.type == "money":
        return plan.playbook.playbook.currency
    if isinstance(item, SwapItem):
        return unit_of(plan, plan.playbook.item(item.of))
    unit: str | None = getattr(item, "unit", None)
    return unit


def _number_in_words(value: Decimal, unit: str | None, currency: str | None) -> str:
    if unit and unit == currency:
        return format_money(value, unit, currency_places(unit))
    return f"{format_number(value)} {unit}" if unit else format_number(value)


IN_WORDS: dict[type, Callable[[Any], str]] = {
    bool: lambda value: "yes" if value else "no",
    str: str,
    dt.date: day_in_words,
}


def in_words(value: expressions.Value, unit: str | None, currency: str | None) -> str:
    """Return a value as people read it; ``…`` if it is unknown."""
    if isinstance(value, Decimal):
        return _number_in_words(value, unit, currency)
    if isinstance(value, list):
        return ", ".join(in_words(part, unit, currency) for part in value) or "none"
    if isinstance(value, Sides):
        return " / ".join(in_words(part, unit, currency) for part in value.values)
    show = IN_WORDS.get(type(value))
    return UNKNOWN_MARK if show is None else show(value)
