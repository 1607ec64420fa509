"""What a field holds when a page opens: the former answer, or what an earlier one gives."""

from typing import Any

from facilitator.domain.items import TOGETHER, AskedItem, TableItem, TextItem
from facilitator.domain.session import Slot
from facilitator.engine.answers.coding import to_raw
from facilitator.engine.closing import REVIEW
from facilitator.engine.merging import starting_rows
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


def amended_answer(conversation: Conversation, slot: Slot) -> Any:
    """Return what the agreement that is being amended says at `slot`; None if nothing."""
    item = asked_item(conversation.plan.playbook, slot[0])
    if item is REVIEW:
        day = conversation.former.review
        return day if day and day > conversation.now().date() else None
    return conversation.former.answer(item, slot[1], conversation.sitting().context(slot[1]))


def _start(conversation: Conversation, item: AskedItem, slot: Slot) -> Any:
    amended = amended_answer(conversation, slot)
    if amended is not None:
        return amended
    if isinstance(item, TableItem) and item.start_from:
        return to_raw(starting_rows(conversation.plan, conversation.session, item)) or None
    if isinstance(item, TextItem) and item.revises:
        return conversation.session.value(item.revises, TOGETHER)
    return None
