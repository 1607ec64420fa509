"""What all pages have in common: one column to read, and a button at its end that goes on."""

import time
from collections.abc import Collection
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Button, Static

from facilitator.domain import events as ev
from facilitator.domain.items import TOGETHER, Computed, Note
from facilitator.domain.playbook import AnyItem
from facilitator.engine.agenda import Page
from facilitator.engine.scope import Scope, in_words, unit_of
from facilitator.tui.commands import BY_ID
from facilitator.tui.conversation import Conversation
from facilitator.tui.pages.explaining import Explains, Told
from facilitator.tui.pages.people import People
from facilitator.tui.pages.trades import TradesPanel

_REPEATS_WITHIN = 0.15
"""Seconds: an Enter that follows the focus or another one sooner is a key still held down."""


class NextButton(Button):
    """Goes on; but not by an Enter still held down from the field before it."""

    DEFAULT_CSS = """
    NextButton.-style-default {
        margin: 1 0 0 0; width: auto; min-width: 16; padding: 0 2;
        background: $surface; color: $foreground; text-style: bold;
        &:hover { background: $block-cursor-background; }
        &:focus { background: $accent; color: $background; }
    }
    """

    def __init__(self, words: str) -> None:
        """Say `words`, and the key that does the same."""
        hint = BY_ID["next"].shown_key
        super().__init__(Content.assemble(words, "  ", (hint, "dim")), id="next", compact=True)
        self._quiet_since = 0.0

    def on_focus(self) -> None:
        """Note when the focus came."""
        self._quiet_since = time.monotonic()

    def action_press(self) -> None:
        """Go on, unless Enter is only still held down."""
        now = time.monotonic()
        held, self._quiet_since = now - self._quiet_since < _REPEATS_WITHIN, now
        if not held:
            super().action_press()


class PageView(VerticalScroll):
    """One page of a session. Subclasses say what stands on it and what going on makes of it."""

    PURPOSE: ClassVar[str] = ""
    """What the page is for, in a sentence or two for the help screen."""
    NEXT: ClassVar[str] = "Next"
    """What the button at the end says."""

    class Redraw(Message):
        """Something was recorded that changes what stands on the page."""

    def __init__(self, conversation: Conversation, page: Page) -> None:
        """Show `page` of `conversation`."""
        super().__init__(id="page")
        self.conversation = conversation
        self.page = page
        self.people = People.of(conversation.plan.playbook, conversation.session)
        self.can_change = True
        """Whether those at the keyboard are those whose page it is."""

    @classmethod
    def arrive(cls, conversation: Conversation, page: Page) -> None:
        """Record what coming to the page means; most pages mean nothing by themselves."""

    @property
    def doing(self) -> str:
        """A few words for the top line on what happens here."""
        return ""

    @property
    def scope(self) -> Scope:
        """What those at the keyboard may know."""
        return Scope(self.conversation.plan, self.conversation.session, self.page.audience)

    def compose(self) -> ComposeResult:
        """Give the page and, below it, the button that goes on."""
        yield from self.compose_page()
        yield NextButton(self.NEXT)

    def compose_page(self) -> ComposeResult:
        """Give what stands on the page."""
        yield from ()

    def compose_reading(self, items: tuple[AnyItem, ...]) -> ComposeResult:
        """Give the notes and computed values among `items`, in order."""
        for item in items:
            if isinstance(item, Note | Computed):
                yield self.to_read(item)

    def to_read(self, item: Note | Computed) -> Widget:
        """Return a note, or a computed value with its label."""
        if isinstance(item, Note):
            return Static(Content(self.scope.text(item.text)), name=item.id, classes="note")
        plan = self.conversation.plan
        value = in_words(
            self.scope.computed(item), unit_of(plan, item), plan.playbook.playbook.currency
        )
        line = Content.assemble((f"{item.label}  ", "$quiet"), (value, "bold"))
        return Static(line, name=item.id, classes="computed")

    def heading(self, text: str) -> Static:
        """Return the heading of the page."""
        return Static(Content(text), classes="heading")

    @property
    def explained(self) -> tuple[Told, ...]:
        """How everything on the page that was worked out is worked out."""
        parts = (part for part in self.walk_children() if isinstance(part, Explains))
        return tuple(told for part in parts for told in part.explained)

    @on(TradesPanel.Sought)
    def keep_sought(self, event: TradesPanel.Sought) -> None:
        """Record that the pair asked for it, so that the record tells what they saw."""
        event.stop()
        at = self.conversation.now()
        self.record(ev.TradesSought(at=at, item=event.item, divided=event.divided))

    def go_on(self) -> bool:
        """Record what the page comes to; False when something has to be put right first."""
        return True

    def focus_first(self) -> None:
        """Put the focus on the first thing to fill in; a page to read takes it as a whole."""
        self.focus(scroll_visible=False)

    def only_read(self) -> None:
        """Shut everything that changes something: one party alone looks at what belongs to both."""
        self.can_change = False
        for changing in self.query("AnswerField, StanceList, Reservation, Button"):
            changing.disabled = not isinstance(changing, NextButton)
        self.focus(scroll_visible=False)

    def show_item(self, names: Collection[str]) -> None:
        """Scroll until the first part about an item among `names` is in sight, if there is one."""
        part = next((part for part in self.walk_children(Widget) if part.name in names), None)
        if part is not None:
            part.scroll_visible(animate=False)

    def note_typing(self) -> None:
        """Remember at once what is being typed, before the program ends."""

    def record(self, *events: ev.Event) -> None:
        """Take events into the session."""
        self.conversation.record(*events)

    @property
    def step_title(self) -> str:
        """The title of the step that the page belongs to."""
        return self.page.step.title if self.page.step else "Close"

    @property
    def together(self) -> bool:
        """Whether both sit here."""
        return self.page.audience == TOGETHER
