"""What a field holds when a page opens: the former answer, or what an earlier one gives."""

from typing import Any

from facilitator.domain.items import TOGETHER, AskedItem, TableItem, TextItem
from facilitator.domain.session import Slot
from facilitator.engine.answers.coding import to_raw
from facilitator.engine.answers.typed import ROW_ID
from facilitator.engine.submission import asked_item
from facilitator.tui.conversation import Conversation


def former_answer(conversation: Conversation, slot: Slot) -> Any:
    """Return what `slot` was answered with, in the form fields take; else what to start with.

    What is withheld is known as long as the program runs. None when there is nothing.
    """
    value = conversation.vault.get(slot)
    if value is None and slot not in conversation.session.skipped:
        value = conversation.session.value(*slot)
    if value is not None:
        return to_raw(value)
    if slot in conversation.session.skipped:
        return None
    return _start(conversation, asked_item(conversation.plan.playbook, slot[0]), slot)


def _start(conversation: Conversation, item: AskedItem, slot: Slot) -> Any:
    if isinstance(item, TableItem) and item.start_from:
        context = conversation.sitting().context(slot[1])
        columns = {column.id for column in item.columns}
        return [
            {ROW_ID: row.id, **{name: cell for name, cell in row.cells.items() if name in columns}}
            for row in context.rows_of(item.start_from)
        ]
    if isinstance(item, TextItem) and item.revises:
        return conversation.session.value(item.revises, TOGETHER)
    return None
