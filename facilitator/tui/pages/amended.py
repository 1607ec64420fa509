"""In an amendment, what the earlier agreement says, beneath the field that began with it."""

from typing import Any

from pydantic import JsonValue
from textual.content import Content
from textual.widgets import Static

from facilitator.domain.session import Slot
from facilitator.export.wording import describe, worded
from facilitator.tui.conversation import Conversation
from facilitator.tui.pages.prefilled import amended_answer
from facilitator.tui.widgets.field import AnswerField

_LONGEST = 300
"""Characters of the former answer that are shown beneath a changed one."""


class AmendedMark(Static):
    """Says whether an answer is as in the agreement that is amended, and if not, what stood there.

    What is compared is what the field holds with what it holds when the former answer is filled in.
    """

    def __init__(self, raw: Any, before: str) -> None:
        """Compare with the former answer `raw`, which reads `before`."""
        super().__init__(classes="amended")
        self._raw = raw
        self._before = before if len(before) <= _LONGEST else before[:_LONGEST] + "…"
        self._baseline: JsonValue = None

    def fill(self, field: AnswerField) -> None:
        """Put the former answer into `field`, and remember what that makes of it."""
        field.fill(self._raw)
        self._baseline = field.draft

    def show(self, field: AnswerField) -> None:
        """Say how what `field` holds compares."""
        if field.draft == self._baseline:
            self.update(Content.styled("= as in the agreement you amend", "$quiet"))
            return
        changed = Content.styled("≠ changed · before: ", "$role-first")
        self.update(changed + Content.styled(self._before, "$quiet"))


def amended_mark(conversation: Conversation, slot: Slot) -> AmendedMark | None:
    """Return the mark for the field of `slot`; None when nothing stood there."""
    raw = amended_answer(conversation, slot)
    return None if raw is None else AmendedMark(raw, _in_words(conversation, slot, raw))


def _in_words(conversation: Conversation, slot: Slot, raw: Any) -> str:
    record = conversation.former.answers.get(slot[0])
    if record is not None:
        return worded(describe(record), record.given(slot[1]))
    return "; ".join(str(row["what"]) for row in raw) if isinstance(raw, list) else str(raw)
