"""How is this worked out? One plain sentence for each thing on the page, with its source."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from facilitator.tui.pages.explaining import Told
from facilitator.tui.screens.base import Dialog


class WorkedOutScreen(Dialog[None]):
    """Explains what is worked out on the page that it lies over."""

    WHERE = "look"
    NAMED = "How is this worked out?"
    PURPOSE = "What the program worked out on this page, and how. It never says who is right."
    CSS_PATH = "session_looks.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,w,f12", "leave", "Back", show=False, priority=True),
    ]

    def __init__(self, told: Sequence[Told]) -> None:
        """Explain what was `told`, each thing once."""
        super().__init__()
        self._told = tuple(dict.fromkeys(told))

    def compose(self) -> ComposeResult:
        """Give each thing with its sentence and its source."""
        with VerticalScroll(id="box"):
            yield Static(Content.styled("How is this worked out?", "bold"))
            for told in self._told:
                yield Static(Content(told.what), classes="label")
                source = (f" ({told.how.source})" if told.how.source else "", "$quiet")
                yield Static(Content.assemble(told.how.text, source))
            words = "The program only shows what follows from your answers; you decide."
            yield Static(Content(words), classes="quiet leave")
            yield Static(Content("Esc goes back."), classes="quiet")

    def on_mount(self) -> None:
        """Let the keys scroll."""
        self.query_one("#box").focus()

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)
