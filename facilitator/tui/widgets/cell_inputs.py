"""The columns of tables and of commitments, as inputs that fit into a row."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from textual.content import Content

from facilitator.domain.items import BOTH, BaseColumn, TableItem
from facilitator.engine.answers import Context
from facilitator.engine.answers.parsing import DUE, MEASURE, WHAT
from facilitator.tui.widgets.choice_input import InlineChoice, Pairs, choice_line, yes_or_no
from facilitator.tui.widgets.names import short_names
from facilitator.tui.widgets.scale_input import ScaleInput, numbers_width
from facilitator.tui.widgets.typed_input import DateInput, MoneyInput, NumberInput
from facilitator.tui.widgets.value_input import ValueInput
from facilitator.tui.widgets.words_input import WordsInput

TYPED_WIDTH = 13
WIDEST_CHOICE = 30
WIDEST_SCALE = 26
NARROWEST_WORDS = 22
MARK_WIDTH = 6
"""Cells that an option takes beside its words, the gap to the next one included."""


@dataclass(frozen=True)
class Cell:
    """One column: what it is called, the least cells it needs, and how its input is made."""

    name: str
    label: str
    required: bool
    width: int
    grows: bool
    """Whether it takes what width is left."""
    make: Callable[[], ValueInput]

    @property
    def heading(self) -> str:
        """The label, and whether the cell may stay blank."""
        return self.label if self.required else f"{self.label} (opt.)"


CELL_INPUTS: dict[str, Callable[[Any, Context], ValueInput]] = {
    "text": WordsInput,
    "yesno": yes_or_no,
    "choice": choice_line,
    "scale": ScaleInput,
    "number": NumberInput,
    "money": MoneyInput,
    "date": DateInput,
}
"""Type of a column to what makes the input of one of its cells."""


def _choice_width(column: Any, context: Context) -> int:
    options = context.options(column)
    abreast = sum(Content(option).cell_length + MARK_WIDTH for option in options)
    return min(max(abreast, 12), WIDEST_CHOICE)


CELL_WIDTHS: dict[str, Callable[[Any, Context], int]] = {
    "text": lambda column, context: NARROWEST_WORDS,
    "yesno": lambda column, context: 17,
    "choice": _choice_width,
    "scale": lambda column, context: min(numbers_width(column.min, column.max) + 2, WIDEST_SCALE),
    "number": lambda column, context: TYPED_WIDTH,
    "money": lambda column, context: TYPED_WIDTH,
    "date": lambda column, context: TYPED_WIDTH,
}
"""Type of a column to the least cells that one of its inputs needs."""


def _cell(column: BaseColumn, context: Context, *, grows: bool) -> Cell:
    width = max(CELL_WIDTHS[column.type](column, context), min(len(column.label), 20))
    make = CELL_INPUTS[column.type]
    return Cell(
        column.id, column.label, column.required, width, grows, lambda: make(column, context)
    )


def table_cells(item: TableItem, context: Context) -> tuple[Cell, ...]:
    """Return the columns of a table."""
    return tuple(_cell(column, context, grows=column.type == "text") for column in item.columns)


def owners(context: Context) -> Pairs:
    """Return who can own a commitment: either party by name, or both."""
    playbook = context.playbook
    names = {
        role: context.session.parties.get(role) or playbook.roles[role].title
        for role in playbook.role_ids
    }
    return (*short_names(names).items(), (BOTH, "both"))


def promise_cells(context: Context) -> tuple[Cell, ...]:
    """Return the columns of commitments."""
    pairs = owners(context)
    abreast = sum(Content(words).cell_length + MARK_WIDTH for _, words in pairs)
    owner = Cell(
        "owner", "Owner", True, min(abreast, WIDEST_CHOICE), False, lambda: InlineChoice(pairs)
    )
    return (
        _cell(WHAT, context, grows=True),
        owner,
        _cell(DUE.model_copy(update={"required": False}), context, grows=False),
        _cell(MEASURE.model_copy(update={"required": False}), context, grows=True),
    )
