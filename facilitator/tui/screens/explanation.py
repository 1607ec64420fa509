"""What a problem of a playbook means, with a wrong and a right example."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from facilitator.authoring import Explanation
from facilitator.tui.screens.base import Dialog


class ExplanationScreen(Dialog[None]):
    """Explains the code of a problem, over the text in which it was found."""

    WHERE = "look"
    NAMED = "What is meant by a problem"
    PURPOSE = "What a playbook has to keep to, and how it is written wrongly and rightly."
    CSS_PATH = "session_looks.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,f11", "leave", "Back", show=False, priority=True),
    ]

    def __init__(self, explanation: Explanation) -> None:
        """Show `explanation`."""
        super().__init__()
        self._explanation = explanation

    def compose(self) -> ComposeResult:
        """Give the sentence and both examples."""
        told = self._explanation
        with VerticalScroll(id="box"):
            yield Static(Content.styled(told.code, "bold"))
            yield Static(Content(told.sentence))
            for heading, style, example in (
                ("✗ Wrong", "$apart", told.wrong),
                ("✓ Right", "$agreed", told.right),
            ):
                yield Static(Content.styled(heading, style), classes="label")
                yield Static(Content(example.rstrip()), classes="example")
            yield Static(Content("Esc goes back."), classes="quiet leave")

    def on_mount(self) -> None:
        """Let the keys scroll."""
        self.query_one("#box").focus()

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)
