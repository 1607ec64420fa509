"""The reveal: what both wrote, side by side, and what to ask each other."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button, Static

from facilitator.domain import events as ev
from facilitator.domain.errors import SessionError
from facilitator.domain.items import AskedItem
from facilitator.engine.agenda import Page
from facilitator.engine.comparison import Comparison, compare
from facilitator.engine.submission import asked_item, open_round
from facilitator.tui.conversation import Conversation
from facilitator.tui.pages.answering import FieldsView
from facilitator.tui.pages.comparing import ComparisonPanel
from facilitator.tui.pages.panels import drawing_of, panel_of


class RevealView(FieldsView):
    """Both sides' answers laid open; after a way back, or on request, they can be changed here."""

    PURPOSE = (
        "Here lies open what each of you wrote, the largest difference first. Read aloud, the one "
        "named at the top first; then ask each other the question below a difference. Answers "
        "can be changed here; the record then says that they were."
    )

    def __init__(self, conversation: Conversation, page: Page) -> None:
        """Lay open what `page` reveals."""
        super().__init__(conversation, page)
        self.editing = page.editable

    @classmethod
    def arrive(cls, conversation: Conversation, page: Page) -> None:
        """Record that the answers lie open now."""
        hidden = tuple(key for key in page.keys if key not in conversation.session.revealed)
        if hidden:
            conversation.record(ev.Revealed(at=conversation.now(), items=hidden))

    @property
    def doing(self) -> str:
        """Say whose answers are read first."""
        first = self.people.short(self.conversation.plan.playbook.order[0])
        return f"read {first}'s answers first"

    def compose_page(self) -> ComposeResult:
        """Give the comparisons, or while answers are changed the fields; then what follows."""
        yield self.heading("What you wrote, side by side")
        if self.editing:
            yield Static(
                Content("Change what you want to change; what you leave stays as it is."),
                classes="quiet intro",
            )
            yield from self.compose_fields()
        else:
            words = "largest difference first · w  how is this worked out?"
            yield Static(Content(words), classes="quiet intro")
            for made in self._comparisons():
                drawn = drawing_of(self.conversation, self.people, made.item)
                yield ComparisonPanel(made, self.people, self._changed(made), drawn)
                panel = panel_of(self.conversation, self.people, made.item)
                if panel is not None:
                    yield panel
        yield from self.compose_reading(self.page.items)
        if self.page.slots:
            with Horizontal(classes="buttons"):
                word = "Show side by side" if self.editing else "Change an answer"
                yield Button(Content(word), id="change", compact=True)

    def compose_fields(self) -> ComposeResult:
        """Give the fields of both, question by question; what follows is given below them."""
        for item in self.page.items:
            if isinstance(item, AskedItem) and not item.withheld:
                yield from self.compose_question(item)

    def compose_question(self, item: AskedItem) -> ComposeResult:
        """Give the fields of a question, each with the name of whose answer it is."""
        for slot in self.page.slots:
            if slot[0] == item.id:
                yield Static(self.people.titled(slot[1]), classes="party")
                yield self.make_field(slot)

    def _comparisons(self) -> tuple[Comparison, ...]:
        return compare(self.conversation.plan, self.conversation.session, self.page)

    def _changed(self, made: Comparison) -> frozenset[str]:
        answers = self.conversation.session.answers
        names = {made.item.id, made.item.against}
        return frozenset(
            party for (name, party), answer in answers.items() if name in names and answer.changed
        )

    @on(Button.Pressed, "#change")
    async def switch(self, event: Button.Pressed) -> None:
        """Go over to changing answers; or take in what was changed and show it side by side."""
        event.stop()
        if self.editing and not self.submit_fields():
            return
        self.editing = not self.editing
        self.fields.clear()
        await self.recompose()
        self.fill_fields()
        self.scroll_home(animate=False)
        self.focus_first()

    @on(Button.Pressed, ".again")
    def ask_anew(self, event: Button.Pressed) -> None:
        """Open another round of an overlap question."""
        event.stop()
        conversation = self.conversation
        item = asked_item(conversation.plan.playbook, event.button.name or "")
        try:
            opened = open_round(conversation.session, item, conversation.vault, conversation.now())
        except SessionError as error:
            self.app.notify(error.message, markup=False)
            return
        conversation.drop_drafts([(item.id, role) for role in self.people.names])
        self.record(opened)
        self.post_message(self.Redraw())

    def go_on(self) -> bool:
        """Take in what was changed, and keep that both have seen it."""
        if self.editing and not self.submit_fields():
            return False
        if not self.page.done or self.page.editable:
            self.record(ev.Read(at=self.conversation.now(), items=self.page.keys))
        return True
