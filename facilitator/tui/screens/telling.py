"""What both said earlier, to look at again while a gate sticks."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from facilitator.domain.items import TOGETHER, AskedItem
from facilitator.engine.answers import Context
from facilitator.engine.scope import Scope
from facilitator.engine.wording import lines_of, question
from facilitator.tui.conversation import Conversation
from facilitator.tui.pages.people import People
from facilitator.tui.screens.base import Dialog

Said = tuple[str, tuple[tuple[str, tuple[str, ...]], ...]]
"""A question, and each party with the lines of their answer."""


def said_earlier(conversation: Conversation, names: Sequence[str]) -> tuple[Said, ...]:
    """Return what both may see of the answers to the items `names`, in order."""
    plan, session = conversation.plan, conversation.session
    scope, context = Scope(plan, session), Context(plan, session, TOGETHER, session.opened.date())
    found: list[Said] = []
    for name in names:
        item = plan.playbook.item(name)
        if isinstance(item, AskedItem):
            answers = tuple(
                (party, lines_of(item, value, context))
                for party in plan.playbook.order
                if (value := scope.answer(item, party)) is not None
            )
            found.append((scope.text(question(item, TOGETHER)), answers))
    return tuple(found)


class TellingScreen(Dialog[None]):
    """Common ground, and what each said, side by side."""

    WHERE = "look"
    NAMED = "What you both said"
    PURPOSE = "What you said earlier, to look behind the text of the gate: why each wants it."
    CSS_PATH = "session_looks.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "leave", "Back", show=False, priority=True),
    ]

    def __init__(self, said: Sequence[Said], common_ground: Sequence[str], people: People) -> None:
        """Show what was `said`, below the `common_ground`."""
        super().__init__()
        self._said = said
        self._ground = common_ground
        self._people = people

    def compose(self) -> ComposeResult:
        """Give the common ground, then each question with both answers."""
        with VerticalScroll(id="box"):
            yield Static(Content.styled("What you both said", "bold"))
            for line in self._ground:
                yield Static(Content.styled(line, "$agreed"))
            for asked, answers in self._said:
                yield Static(Content(asked), classes="label")
                for party, lines in answers:
                    words = "\n".join(lines)
                    yield Static(Content.assemble(self._people.named(party), "  ", words))
            yield Static(Content("Esc goes back."), classes="quiet leave")

    def on_mount(self) -> None:
        """Let the keys scroll."""
        self.query_one("#box").focus()

    def action_leave(self) -> None:
        """Go back to the gate."""
        self.dismiss(None)
