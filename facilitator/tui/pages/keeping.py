"""The private page at the end: "Will I keep this?"."""

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from facilitator.domain.errors import AnswerError
from facilitator.domain.items import AskedItem
from facilitator.domain.session import Slot
from facilitator.engine.answers import parse
from facilitator.engine.closing import DIFFERENT, DOUBTFUL_BELOW, KEEP, is_doubtful
from facilitator.tui.pages.answering import FieldsView
from facilitator.tui.widgets.field import AnswerField


class KeepView(FieldsView):
    """The private page at the end: "Will I keep this?"."""

    PURPOSE = (
        "This is for you alone. The other never sees it, and it is written nowhere: it is gone "
        "when the program ends. Below 7, you are asked what would have to be different."
    )

    @property
    def doing(self) -> str:
        """Say who sits here and who looks away."""
        other = self.people.short(self.people.other(self.page.audience))
        return f"alone · {other} looks away"

    def compose_page(self) -> ComposeResult:
        """Give the question and, once the answer was low, what would have to be different."""
        yield self.heading("One question for you alone")
        yield Static(
            Content("Nobody else sees this, and it is not saved anywhere."), classes="quiet"
        )
        party = self.page.audience
        yield self.make_field((KEEP.id, party))
        different = self.make_field((DIFFERENT.id, party))
        different.display = self._is_low()
        yield different

    def marks(self, item: AskedItem, slot: Slot) -> str:
        """Mark only what is not needed; the page itself says who sees this."""
        del slot
        return "" if item.required else "optional"

    def _is_low(self) -> bool:
        """Whether the answer, in the field or else in memory, calls for a second question."""
        party = self.page.audience
        try:
            kept = parse(
                KEEP, self.fields[(KEEP.id, party)].raw, self.conversation.sitting().context(party)
            )
        except AnswerError:
            return is_doubtful(self.conversation.vault, party)
        return isinstance(kept, int) and kept < DOUBTFUL_BELOW

    @on(AnswerField.Changed)
    def ask_what_would_help(self) -> None:
        """Open the second question when the answer is low."""
        self.fields[(DIFFERENT.id, self.page.audience)].display = self._is_low()

    def go_on(self) -> bool:
        """Keep the answer in memory; a low one first opens the second question."""
        different = self.fields[(DIFFERENT.id, self.page.audience)]
        if self._is_low() and not different.display:
            different.display = True
            different.focus_first()
            return False
        return self.submit_fields()
