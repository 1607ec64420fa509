"""What I heard the other say, and the other's word on whether that was it."""

from collections.abc import Mapping
from typing import Any

from pydantic import JsonValue
from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from facilitator.domain.items import TextKeys
from facilitator.engine.answers import Context
from facilitator.engine.answers.parsing import LONGEST_SAYING
from facilitator.tui.widgets.cell_inputs import owners
from facilitator.tui.widgets.choice_input import OneOf, Pairs
from facilitator.tui.widgets.value_input import ValueInput
from facilitator.tui.widgets.words_input import WordsInput

YES, AGAIN, OPEN = "yes", "again", "open"
REPLIES: Pairs = (
    (YES, "Yes, that is it"),
    (AGAIN, "Not quite: say it again"),
    (OPEN, "Leave it open"),
)
CONFIRMED: dict[object, bool | None] = {YES: True, OPEN: False}
"""What a reply says; saying it again is no answer yet."""


class ParaphraseInput(ValueInput):
    """Words, and below them the other's reply, which holds for exactly these words."""

    DEFAULT_CSS = """
    ParaphraseInput { height: auto; width: 1fr; }
    ParaphraseInput > .reply { height: auto; margin: 1 0 0 0; }
    """

    def __init__(self, item: Any, context: Context) -> None:
        """Ask for what the party of `context` heard the other say."""
        super().__init__()
        del item
        other = context.playbook.other(context.party)
        name = dict(owners(context))[other]
        self._words = WordsInput(TextKeys(lines=3, max_length=LONGEST_SAYING))
        self._asks = Static(f"{name}, is that it?", markup=False, classes="reply")
        self._reply = OneOf(REPLIES)
        self._replied_to: object = None

    def compose(self) -> ComposeResult:
        """Give the words and the reply."""
        yield self._words
        yield self._asks
        yield self._reply

    @property
    def raw(self) -> object:
        """What was heard and whether it was confirmed; None while there is neither."""
        says, confirmed = self._words.raw, CONFIRMED.get(self._standing_reply())
        if says is None and confirmed is None:
            return None
        return {"says": says or "", "confirmed": confirmed}

    def _standing_reply(self) -> object:
        """Return the reply, unless the words have changed since."""
        return self._reply.raw if self._replied_to == self._words.raw else None

    def fill(self, raw: object) -> None:
        """Take what was heard, and whether it was confirmed."""
        given = raw if isinstance(raw, Mapping) else {}
        replies: dict[object, str] = {True: YES, False: OPEN}
        self._take(given.get("says"), replies.get(given.get("confirmed")))

    def _take(self, says: object, reply: object) -> None:
        self._words.fill(says)
        self._reply.fill(reply)
        self._replied_to = self._words.raw

    @property
    def draft(self) -> JsonValue:
        """The words and the reply."""
        return {"says": str(self._words.raw or ""), "reply": str(self._standing_reply() or "")}

    def restore(self, draft: JsonValue) -> None:
        """Put the words and the reply in again."""
        given = draft if isinstance(draft, dict) else {}
        self._take(given.get("says"), given.get("reply"))

    @property
    def notice(self) -> str:
        """How many characters there are, once the room gets short."""
        return self._words.notice

    def focus_first(self) -> None:
        """Focus the words."""
        self._words.focus_first()

    @on(ValueInput.Changed)
    def _changed(self, event: ValueInput.Changed) -> None:
        if event.control is self._reply:
            self._replied_to = self._words.raw
            if self._reply.raw == AGAIN:
                self._words.focus_first()
        elif self._standing_reply() is None and self._reply.raw is not None:
            self._reply.fill(None)
