"""What an answer is checked against besides its own item."""

import datetime as dt
from dataclasses import dataclass

from facilitator.domain.currency import currency_places
from facilitator.domain.items import AskedItem, RatingItem, TableItem
from facilitator.domain.playbook import Playbook
from facilitator.domain.session import Session
from facilitator.domain.values import Cell, Row, Value
from facilitator.engine.scope import Scope
from facilitator.engine.structure import Plan


@dataclass(frozen=True)
class Context:
    """Who answers, on which day, in which session."""

    plan: Plan
    session: Session
    party: str
    today: dt.date

    @property
    def playbook(self) -> Playbook:
        """The playbook of the session."""
        return self.plan.playbook

    @property
    def places(self) -> int:
        """The decimal places of the playbook's currency."""
        return currency_places(self.playbook.playbook.currency or "")

    def rows_of(self, table: str) -> tuple[Row, ...]:
        """Return the rows of an earlier table that this party may see, in order, each once."""
        item = self.playbook.item(table)
        if not isinstance(item, TableItem):
            return ()
        scope = Scope(self.plan, self.session, self.party)
        found: dict[str, Row] = {}
        for party in self.playbook.answerers(item):
            value = scope.answer(item, party)
            rows = value if isinstance(value, tuple) else ()
            found |= {row.id: row for row in rows if isinstance(row, Row)}
        return tuple(found.values())

    def row_label(self, table: str, row: Row) -> str:
        """Return what a row is called: its fixed label, or what stands in its first column."""
        item = self.playbook.item(table)
        if not isinstance(item, TableItem):
            return row.id
        if item.rows is not None:
            return next((label for label in item.rows if label == row.id), row.id)
        words = [row.cells[column.id] for column in item.columns if column.id in row.cells]
        return cell_in_words(words[0]) if words else row.id

    def options(self, keys: object) -> tuple[str, ...]:
        """Return the options of a choice: its own, or the rows of the table it names."""
        table = getattr(keys, "options_from", None)
        if table:
            return tuple(dict.fromkeys(self.row_label(table, row) for row in self.rows_of(table)))
        return tuple(getattr(keys, "options", None) or ())

    def rated(self, item: RatingItem) -> dict[str, str]:
        """Return what a rating rates: key (a row's id, or the words themselves) to its label."""
        if isinstance(item.each, str):
            table = item.each
            return {row.id: self.row_label(table, row) for row in self.rows_of(table)}
        return {label: label for label in item.each}

    def former(self, item: AskedItem, party: str | None = None) -> Value | None:
        """Return the answer given before, whose rows keep their ids."""
        return self.session.value(item.id, party or self.party)


def cell_in_words(cell: Cell) -> str:
    """Return one cell of a table as people read it."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return str(cell)
