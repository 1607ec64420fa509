"""A line to type what is to be found in the text."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static


class FindBar(Horizontal):
    """Asks for words. Enter and the down arrow look further, the up arrow back, Esc closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Close", show=False),
        Binding("down", "look(True)", "Next", show=False),
        Binding("up", "look(False)", "Previous", show=False),
    ]

    class Wanted(Message):
        """Words are to be found."""

        def __init__(self, words: str, *, forward: bool) -> None:
            """Look for `words`."""
            super().__init__()
            self.words = words
            self.forward = forward

    class Closed(Message):
        """The bar was closed."""

    def compose(self) -> ComposeResult:
        """Give the field and what the keys do."""
        yield Static(Content("Find"))
        yield Input(id="words", compact=True)
        yield Static(Content("Enter next · ↑ previous · Esc closes"), id="found")

    def open(self, words: str) -> None:
        """Open the bar, with `words` to begin with, if any."""
        self.add_class("-open")
        field = self.query_one("#words", Input)
        if words and "\n" not in words:
            field.value = words
        field.focus()
        field.action_select_all()

    def tell(self, message: str) -> None:
        """Say beside the field what came of it."""
        self.query_one("#found", Static).update(Content(message))

    @on(Input.Submitted)
    def submit(self, event: Input.Submitted) -> None:
        """Look further."""
        event.stop()
        self.action_look(True)

    @on(Input.Changed)
    def keep_to_itself(self, event: Input.Changed) -> None:
        """Let nobody take what is typed here for a change of the text."""
        event.stop()

    def action_look(self, forward: bool) -> None:
        """Look for the words, from the cursor on."""
        self.post_message(self.Wanted(self.query_one("#words", Input).value, forward=forward))

    def action_close(self) -> None:
        """Close the bar."""
        self.remove_class("-open")
        self.post_message(self.Closed())
